"""What a label says: demand, working time or a name, with its period, variant and unit, and perhaps its value."""

from __future__ import annotations

import re
from functools import lru_cache

from msgspec import Struct

from vsm_desktop.intake.phrases import LONGEST, Word, find, normal, phrase_of, without, words_of
from vsm_desktop.intake.units import PIECE_WORDS, period_of, unit_of, without_periods
from vsm_desktop.intake.words import NONE, Tongues, Vocabulary, number_word, vocabulary

TEXTS = frozenset(("family", "site", "author", "date", "customer", "supplier"))
_PERIODIC = ("demand", "available_per_day")
_MOST_WORDS = 3
_SAME = frozenset(
    (("customer", "demand"),)
)  # the demand of the customer, written as one word after the other
_INLINE = re.compile(r"^([^:=]{2,60}?)\s*[:=]\s*(\S.*)$", re.DOTALL)
_BEHIND = re.compile(r"^([^\d:=]{2,60}?)\s+(\d.*)$", re.DOTALL)
_SHIFTS = re.compile(
    r"^(\w+)[- ](?:shifts?|schicht(?:en)?)\b[\s,]*(?:of|à|a|x|je|von)?\s*(\d.*)?$", re.IGNORECASE
)
_SHIFTS_OF = re.compile(
    r"^(\w+)\s+(\d[\d.,]*)[- ]?(?:h|hours?|hr|std\.?|stunden)[- ]?(?:shifts?|schicht(?:en)?)$", re.IGNORECASE
)
_BEFORE = re.compile(r"^(\d[\d.,'’ ]*)\s+([^\d\s:=][^:=]{2,60})$", re.DOTALL)


class Label(Struct, frozen=True):
    """What a label names, with the period, the variant and the unit it says."""

    key: str
    period: str = ""
    variant: str = ""
    unit: str = ""

    @property
    def is_text(self) -> bool:
        return self.key in TEXTS


def label_of(text: str, tongues: Tongues = NONE) -> Label | None:
    """What a label means in a sheet that speaks these languages; nothing for any other text."""
    return _label_of(text, tongues) if len(text) <= LONGEST else None


def is_customer(name: str) -> bool:
    """Whether a row stands for the customer, so that stock in it stands before the customer."""
    label = label_of(name)
    return bool(label and label.key == "customer")


@lru_cache(maxsize=20_000)
def _label_of(text: str, tongues: Tongues) -> Label | None:
    known = vocabulary(tongues)
    phrase = phrase_of(text.rstrip(" :=："))
    match = find(phrase.words, known.labels)
    if not match:
        return None
    while (again := find(match.rest, known.labels)) and (match.key, again.key) in _SAME | {
        (match.key, match.key)
    }:
        match = again  # said in two languages: Demand / Bedarf
    named = phrase.words if match.key in _PERIODIC else match.rest
    period, unit, rest = period_of(named), "", [*without_periods(match.rest)]
    for inside in phrase.brackets:
        words = words_of(inside)
        if (
            unit_of(inside, "rate")
            or unit_of(inside, "time")
            or unit_of(inside, "pieces")
            or period_of(words)
        ):
            unit, period = inside, period or period_of(words)
        else:
            rest += words
    left = without(tuple(rest), known.name_fillers if match.key in TEXTS else known.fillers | PIECE_WORDS)
    left = tuple(word for word in left if not (unit_of(word.raw, "time") and len(word.raw) > 1))
    unit = unit or next((word.raw for word in phrase.words if _is_clock_unit(word)), "")
    return _label(match.key, period, unit, left, known)


def _is_clock_unit(word: Word) -> bool:
    """Hours, minutes and seconds; `shift` and `days` in a label are no units."""
    unit = unit_of(word.raw, "time") if len(word.raw) > 1 else None
    return bool(unit and unit.symbol in ("s", "min", "h"))


def _label(key: str, period: str, unit: str, left: tuple[Word, ...], known: Vocabulary) -> Label | None:
    """Only a demand may be that of a variant; any other word left over makes it another thing."""
    if any(word.key in known.strangers for word in left):
        return None
    if left and (key != "demand" or len(left) > _MOST_WORDS):
        return None
    if key in TEXTS and (period or unit):
        return None
    variant = " ".join(word.raw for word in left)
    return Label(key, period or _own_period(key), variant, unit)


def _own_period(key: str) -> str:
    return key.removeprefix("days_per_") if key.startswith("days_per_") else ""


def split(text: str, tongues: Tongues = NONE) -> tuple[Label, str] | None:
    """A label and its value in one text."""
    return _parts(text, tongues) if len(text) <= 2 * LONGEST else None


@lru_cache(maxsize=20_000)
def _parts(text: str, tongues: Tongues) -> tuple[Label, str] | None:
    """`Demand: 18,400 pcs/month`, `Customer: State Street`, `Demand 18,400 a month`, `20 working days a month`."""
    text = normal(text)
    if (match := _SHIFTS_OF.match(text)) and (number := number_word(match.group(1))):
        return Label("shifts_per_day"), f"{number} x {match.group(2)} h"
    if (match := _SHIFTS.match(text)) and (number := number_word(match.group(1))):
        return Label("shifts_per_day"), f"{number} x {match.group(2)}" if match.group(2) else str(number)
    for pattern, name, value in ((_INLINE, 1, 2), (_BEHIND, 1, 2), (_BEFORE, 2, 1)):
        match = pattern.match(text)
        label = label_of(match.group(name), tongues) if match else None
        if match and label and (pattern is _INLINE or _is_said(label, match.group(value))):
            return label, match.group(value).strip()
    return None


def _is_said(label: Label, value: str) -> bool:
    """Without a colon a word and a number are a label only if the number can be meant: `Shift 1` is a name."""
    return not label.is_text and (label.key != "shift" or any(letter.isalpha() for letter in value))
