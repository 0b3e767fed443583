"""Units as people write them in headers: (sec), [min/pc], % or hh:mm:ss."""

from __future__ import annotations

import re
from functools import lru_cache

from msgspec import Struct

from vsm_desktop.intake.phrases import Word, fold, word_set, words_of
from vsm_desktop.model.units import Dimension, find_unit

PERIODS = {
    "day": ("day", "days", "daily", "d", "tag", "tage", "taeglich", "tagesbedarf"),
    "shift": ("shift", "shifts", "schicht", "schichten", "schichtbedarf"),
    "week": ("week", "weeks", "weekly", "wk", "woche", "wochen", "woechentlich", "wochenbedarf"),
    "month": ("month", "months", "monthly", "mo", "mth", "monat", "monate", "monatlich", "monatsbedarf"),
    "year": (
        "year",
        "years",
        "yearly",
        "yr",
        "annual",
        "annually",
        "annum",
        "pa",
        "jahr",
        "jahre",
        "jaehrlich",
        "jahresbedarf",
    ),
}
_PERIOD = {word: period for period, words in PERIODS.items() for word in words}

PIECE_WORDS = word_set(
    "pc pcs pce pces piece pieces part parts unit units item items ea each qty quantity count "
    "stk stck st stueck teil teile einheit einheiten menge anzahl"
)
_PER_PIECE = re.compile(r"\s*(?:/|\bper\b|\bpro\b|\bje\b)\s*(?:a\s+)?([^\W\d_]+)\.?$", re.IGNORECASE)
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
    "at": ("day", 1.0),
    "tagen": ("day", 1.0),
}
_FRACTIONS = frozenset(("0-1", "0..1", "0 to 1", "0–1", "fraction", "decimal", "ratio", "anteil", "1"))
_CLOCK_PARTS = {
    **dict.fromkeys(("h", "hh", "hr", "hrs", "std"), "h"),
    **dict.fromkeys(("m", "mm", "min", "mins"), "m"),
    **dict.fromkeys(("s", "ss", "sec", "sek"), "s"),
}


class Unit(Struct, frozen=True):
    """A unit of the model and how many of it one unit of the sheet is; `clock` is how 1:30 is meant."""

    symbol: str
    scale: float = 1.0
    clock: str = ""


@lru_cache(maxsize=5_000)
def unit_of(text: str, dimension: Dimension) -> Unit | None:
    """The unit a text in brackets, behind a number or at the end of a header names."""
    word = " ".join(text.casefold().split()).strip(" .,;:")
    word = word.removeprefix("in ").strip()
    if dimension == "time":
        return _time(word)
    if dimension == "pieces":
        return Unit("pc") if find_unit(word, "pieces") or fold(word.rstrip(".")) in PIECE_WORDS else None
    if dimension == "ratio":
        return Unit("1") if word in _FRACTIONS else Unit("%") if find_unit(word, "ratio") else None
    if dimension == "rate":
        return _rate(word)
    found = find_unit(word, dimension) if word else None
    return Unit(found.symbol) if found else None


def period_of(words: tuple[Word, ...]) -> str:
    """The period named among the words, such as month in `per month`; nothing if none or several are."""
    periods = {_PERIOD[word.key] for word in words if word.key in _PERIOD}
    return periods.pop() if len(periods) == 1 else ""


def is_period(word: Word) -> bool:
    """Whether a word names a period."""
    return word.key in _PERIOD


def _time(word: str) -> Unit | None:
    clock = ":".join(_CLOCK_PARTS.get(part, "?") for part in word.split(":"))
    if clock in ("h:m", "m:s", "h:m:s"):
        return Unit("s", clock=clock)
    if (match := _PER_PIECE.search(word)) and match.group(1) not in _PERIOD:
        word = word[: match.start()].strip()
    symbol, scale = _SCALED.get(word.rstrip("."), ("", 1.0))
    if not symbol and word and (found := find_unit(word, "time")):
        symbol = found.symbol
    return Unit(symbol, scale) if symbol else None


def _rate(word: str) -> Unit | None:
    """Whatever is counted, the period says what rate it is: pcs/month, brackets a day, Stk. pro Woche."""
    if found := find_unit(word, "rate"):
        return Unit(found.symbol)
    period = period_of(words_of(word))
    return Unit(f"pc/{period}") if period else None
