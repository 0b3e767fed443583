"""Labelled cells beside the table: a word for what it is, and the value in the same cell, to its right or below it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import islice

from vsm_desktop.intake.grid import Cell, Grid
from vsm_desktop.intake.phrases import LONGEST, Lexicon, Word, find, phrase_of, without, words_of
from vsm_desktop.intake.units import PIECE_WORDS, is_period, period_of, unit_of
from vsm_desktop.intake.values import is_empty
from vsm_desktop.intake.words import FILLERS, label_words, number_word

TEXTS = frozenset(("family", "site", "author", "date", "customer", "supplier"))
UNNAMED = "?"
_PERIODIC = ("demand", "available_per_day")
_REACH = 4
_MOST_WORDS = 3
_MOST_CELLS = 20_000
_INLINE = re.compile(r"^([^:=]{2,60}?)\s*[:=]\s*(\S.*)$", re.DOTALL)
_BEHIND = re.compile(r"^([^\d:=]{2,60}?)\s+(\d.*)$", re.DOTALL)
_SHIFTS = re.compile(
    r"^(\w+)[- ](?:shifts?|schicht(?:en)?)\b[\s,]*(?:of|à|a|x|je|von)?\s*(\d.*)?$", re.IGNORECASE
)
_BEFORE = re.compile(r"^(\d[\d.,'’ ]*)\s+([^\d\s:=][^:=]{2,60})$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Label:
    """What a label names, with the period, the variant and the unit it says."""

    key: str
    period: str = ""
    variant: str = ""
    unit: str = ""

    @property
    def is_text(self) -> bool:
        return self.key in TEXTS


@dataclass(frozen=True, slots=True)
class Labelled:
    """A label with its value; `variant` where the value stands in a small table of variants."""

    label: Label
    cell: Cell
    value: Cell | None
    variant: str = ""
    unit: str = ""
    extra: tuple[Cell, ...] = ()


def label_of(text: str) -> Label | None:
    """What a label means; nothing for any other text."""
    return _label_of(text) if len(text) <= LONGEST else None


@lru_cache(maxsize=20_000)
def _label_of(text: str) -> Label | None:
    phrase = phrase_of(text.rstrip(" :="))
    match = find(phrase.words, _lexicon())
    if not match:
        return None
    named = phrase.words if match.key in _PERIODIC else match.rest
    period, unit, rest = period_of(named), "", [word for word in match.rest if not is_period(word)]
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
    left = [
        word
        for word in without(tuple(rest), FILLERS | PIECE_WORDS)
        if not (unit_of(word.raw, "time") and len(word.raw) > 1)
    ]
    unit = unit or next((word.raw for word in rest if word not in left and unit_of(word.raw, "time")), "")
    return _label(match.key, period, unit, left)


@cache
def _lexicon() -> Lexicon:
    return label_words()


def _label(key: str, period: str, unit: str, left: list[Word]) -> Label | None:
    """Only a demand may be that of a variant; any other word left over makes it another thing."""
    if left and (key != "demand" or len(left) > _MOST_WORDS):
        return None
    if key in TEXTS and (period or unit):
        return None
    variant = " ".join(word.raw for word in left)
    return Label(key, period or _own_period(key), variant, unit)


def _own_period(key: str) -> str:
    return key.removeprefix("days_per_") if key.startswith("days_per_") else ""


def labelled(grid: Grid, free: Iterable[tuple[int, int]]) -> Iterator[Labelled]:
    """Every label among these places, with its value or without one."""
    places, values = frozenset(free), set[str]()
    for row, column in islice(sorted(places), _MOST_CELLS):
        cell = grid.get(row, column)
        if not cell or not cell.text or cell.ref in values:
            continue
        inline, label = _inline(cell), label_of(cell.text)
        found = [inline] if inline else [*_beside(grid, places, row, column, cell, label)] if label else []
        values.update(one.value.ref for one in found if one.value)
        yield from found


def _split(text: str) -> tuple[Label, str] | None:
    """A label and its value in one text."""
    return _parts(text) if len(text) <= 2 * LONGEST else None


@lru_cache(maxsize=20_000)
def _parts(text: str) -> tuple[Label, str] | None:
    """`Demand: 18,400 pcs/month`, `Customer: State Street`, `Demand 18,400 a month`, `20 working days a month`."""
    if (match := _SHIFTS.match(text)) and (number := number_word(match.group(1))):
        return Label("shifts_per_day"), f"{number} x {match.group(2)}" if match.group(2) else str(number)
    for pattern, name, value in ((_INLINE, 1, 2), (_BEHIND, 1, 2), (_BEFORE, 2, 1)):
        match = pattern.match(text)
        label = label_of(match.group(name)) if match else None
        if match and label and (pattern is _INLINE or _is_said(label, match.group(value))):
            return label, match.group(value).strip()
    return None


def _is_said(label: Label, value: str) -> bool:
    """Without a colon a word and a number are a label only if the number can be meant: `Shift 1` is a name."""
    return not label.is_text and (label.key != "shift" or any(letter.isalpha() for letter in value))


def _inline(cell: Cell) -> Labelled | None:
    """A label and its value in one cell."""
    found = _split(cell.text)
    return Labelled(found[0], cell, replace(cell, value=found[1])) if found else None


def _beside(
    grid: Grid, places: frozenset[tuple[int, int]], row: int, column: int, cell: Cell, label: Label
) -> Iterator[Labelled]:
    """The value to the right, else below; a run of several is a small table with the names beside or above it."""
    right = _line(grid, places, [(row, column + step) for step in range(1, 40)], _REACH, label)
    below = _line(grid, places, [(row + step, column) for step in range(1, 40)], 1, label)
    across = bool(right)
    values = right or below
    if len(values) <= 1 or label.is_text:
        value = values[0][1] if values else None
        unit = _unit_beside(grid, places, values[0][0]) if values and not label.is_text else None
        extra = (unit,) if unit else ()
        yield Labelled(label, cell, value, unit=unit.text if unit else "", extra=extra)
        return
    for (r, c), value in values:
        name = grid.get(r - 1, c) if across else grid.get(r, c - 1)
        named = name.text if name and (r - 1 if across else r, c if across else c - 1) in places else ""
        yield Labelled(label, cell, value, variant=named or UNNAMED, extra=(name,) if name and named else ())


def _line(
    grid: Grid, places: frozenset[tuple[int, int]], line: list[tuple[int, int]], reach: int, label: Label
) -> list[tuple[tuple[int, int], Cell]]:
    """The values in one direction: the first within reach, and for numbers those that follow without a gap."""
    found: list[tuple[tuple[int, int], Cell]] = []
    gap = 0
    for place in line:
        cell = grid.get(*place) if place in places else None
        if cell is None or is_empty(cell):
            gap += 1
            if found or gap >= reach or (place not in places and grid.get(*place)):
                break
            continue
        if not _may_be_value(cell, label) or (found and not _is_number(cell)):
            break
        found.append((place, cell))
        if label.is_text or not _is_number(cell):
            break
    return found


def _may_be_value(cell: Cell, label: Label) -> bool:
    """A number for a number, a text for a text, and never another label; `2 shifts` says its own once more."""
    other = label_of(cell.text) if cell.text else None
    inline = _split(cell.text) if cell.text else None
    if other or (inline and inline[0].key[:4] != label.key[:4]):  # days and days_per_month are one
        return False
    return label.is_text or len(cell.text) <= LONGEST


def _is_number(cell: Cell) -> bool:
    return cell.kind in ("number", "percent", "duration", "formula")


def _unit_beside(grid: Grid, places: frozenset[tuple[int, int]], place: tuple[int, int]) -> Cell | None:
    """A unit in a cell of its own, to the right of the number."""
    right = (place[0], place[1] + 1)
    cell = grid.get(*right) if right in places else None
    if not cell or not cell.text or label_of(cell.text):
        return None
    known = unit_of(cell.text, "rate") or unit_of(cell.text, "time") or unit_of(cell.text, "pieces")
    return cell if known or period_of(words_of(cell.text)) else None
