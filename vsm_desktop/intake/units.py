"""Units as people write them in headers: (sec), [min/pc], % or hh:mm:ss."""

from __future__ import annotations

import re
from functools import lru_cache

from msgspec import Struct

from vsm_desktop.intake.phrases import Word, fold, normal, words_of
from vsm_desktop.intake.words import GUARDED_PERIODS, PERIODS, PIECES, TIMES
from vsm_desktop.model.units import Dimension, find_unit

PIECE_WORDS = PIECES
_PER_PIECE = re.compile(
    r"\s*(?:/|\b(?:per|pro|je|par|por|al|alla|na|за|на)\b)\s*(?:a\s+)?([^\W\d_]+)\.?$", re.IGNORECASE
)
_EACH = re.compile(
    r"^([^/\d]*?)\s*(?:/|\b(?:per|an|pro|je|par|por|all'|za|в|na|al|alla)\b)\s*(?:a\s+)?([^\W\d_]+)\.?$"
)
_IN = re.compile(r"^(?:in|en|em|w|в)\s+")
_SHARES = frozenset(
    ("％", "проц", "процент", "pourcent", "procent", "porcentaje", "percentuale", "パーセント", "百分比")
)
_COUNTING_PERIOD = frozenset(("por", "al", "par", "cada", "un", "a", "chaque"))
_SCALED: dict[str, tuple[str, float]] = {
    "ms": ("s", 0.001),
    "msec": ("s", 0.001),
    "cmin": ("min", 0.01),
    "hm": ("min", 0.01),
    "1/100 min": ("min", 0.01),
    "tmu": ("s", 0.036),
    "working days": ("day", 1.0),
    "work days": ("day", 1.0),
    "workdays": ("day", 1.0),
    "wd": ("day", 1.0),
    "arbeitstage": ("day", 1.0),
}
_FRACTIONS = frozenset(
    ("0-1", "0..1", "0 to 1", "0–1", "fraction", "decimal", "ratio", "anteil", "1", "доля", "小数")
)
_CLOCK_PARTS = {
    **dict.fromkeys(("h", "hh", "hr", "hrs", "std", "ч", "чч", "时", "時"), "h"),
    **dict.fromkeys(("m", "mm", "min", "mins", "мм", "мин", "分"), "m"),
    **dict.fromkeys(("s", "ss", "sec", "sek", "seg", "сс", "сек", "秒"), "s"),
}


class Unit(Struct, frozen=True):
    """A unit of the model and how many of it one unit of the sheet is; `clock` is how 1:30 is meant.

    A clock of "each" says that the sheet gives so many in a time, and `scale` its seconds: 120/h are 30 s each.
    """

    symbol: str
    scale: float = 1.0
    clock: str = ""


@lru_cache(maxsize=5_000)
def unit_of(text: str, dimension: Dimension) -> Unit | None:
    """The unit a text in brackets, behind a number or at the end of a header names."""
    word = " ".join(normal(text).casefold().split()).strip(" .,;:")
    word = _IN.sub("", word).strip()
    if dimension == "time":
        return _time(word)
    if dimension == "pieces":
        return _pieces(word)
    if dimension == "ratio":
        known = find_unit(word, "ratio") or word in _SHARES
        return Unit("1") if word in _FRACTIONS else Unit("%") if known else None
    if dimension == "rate":
        return _rate(word)
    found = find_unit(word, dimension) if word else None
    return Unit(found.symbol) if found else None


def period_of(words: tuple[Word, ...]) -> str:
    """The period named among the words, such as month in `per month`; nothing if none or several are."""
    periods = {period for number in range(len(words)) if (period := _period_at(words, number))}
    return periods.pop() if len(periods) == 1 else ""


def without_periods(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """The words that name no period."""
    return tuple(word for number, word in enumerate(words) if not _period_at(words, number))


def _period_at(words: tuple[Word, ...], number: int) -> str:
    """The period a word names; one that means something else elsewhere, such as `mes`, only behind `por` or a count."""
    key = words[number].key
    if period := PERIODS.get(key):
        return period
    before = words[number - 1].key if number else ""
    alone = len(words) == 1 and words[0].raw.islower()
    counted = alone or before in _COUNTING_PERIOD or before in PIECE_WORDS
    return GUARDED_PERIODS.get(key, "") if counted else ""


def _pieces(word: str) -> Unit | None:
    keys = [part.key for part in words_of(word)]
    known = find_unit(word, "pieces") or fold(word.rstrip(".")) in PIECE_WORDS
    return Unit("pc") if known or (keys and all(key in PIECE_WORDS for key in keys)) else None


def _time(word: str) -> Unit | None:
    clock = ":".join(_CLOCK_PARTS.get(part, "?") for part in word.split(":"))
    if clock in ("h:m", "m:s", "h:m:s"):
        return Unit("s", clock=clock)
    whole = word
    if (match := _PER_PIECE.search(word)) and not period_of(words_of(match.group(1))):
        word = word[: match.start()].strip()
    symbol, scale = _SCALED.get(word.rstrip("."), ("", 1.0))
    if not symbol and word:
        found = find_unit(word, "time")
        symbol = found.symbol if found else TIMES.get(fold(word.rstrip(".")), "")
    return Unit(symbol, scale) if symbol else _each(whole)


def _each(word: str) -> Unit | None:
    """So many an hour or a minute: pcs/h, /min, Stk. pro Std."""
    match = _EACH.match(word)
    if not match or (match[1].strip() and not _pieces(match[1].strip(" ."))):
        return None
    found = _time(match[2])
    seconds = {"s": 1.0, "min": 60.0, "h": 3600.0}.get(found.symbol) if found and not found.clock else None
    return Unit("s", seconds, "each") if seconds else None


def _rate(word: str) -> Unit | None:
    """Whatever is counted, the period says what rate it is: pcs/month, brackets a day, Stk. pro Woche."""
    if found := find_unit(word, "rate"):
        return Unit(found.symbol)
    period = period_of(words_of(word))
    return Unit(f"pc/{period}") if period else None
