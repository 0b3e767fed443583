"""Data boxes: under the name of each step a few cells such as `C/T = 39 s`, or labels with their values beside them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice, pairwise

from msgspec import Struct
from msgspec.structs import replace

from vsm_desktop.intake.columns import DATA, Meaning, meaning_of
from vsm_desktop.intake.grid import Cell, Grid
from vsm_desktop.intake.headers import VALUE, WIDEST
from vsm_desktop.intake.labels import label_of, split
from vsm_desktop.intake.phrases import normal

_INLINE = re.compile(r"^([^:=]{1,40}?)\s*[:=]\s*(\S.*)$", re.DOTALL)
_DEEPEST = 500
_ABOVE = 3
_FEWEST = 2


class _Entry(Struct, frozen=True):
    """One line of a box: what it is, where its label stands, and its value."""

    place: tuple[int, int]
    meaning: Meaning
    label: Cell
    value: Cell
    used: frozenset[tuple[int, int]]


class _Box(Struct, frozen=True):
    """The lines below the name of a step."""

    name: Cell
    place: tuple[int, int]
    entries: tuple[_Entry, ...]


def unboxed(grid: Grid) -> Grid | None:
    """The sheet with its data boxes as a table, and all else beside and below it; nothing if there are none."""
    boxes = [box for run in _runs(list(_entries(grid))) if (box := _box(grid, run))]
    if len(boxes) < _FEWEST:
        return None
    keys = list(dict.fromkeys(entry.meaning.claim for box in boxes for entry in box.entries))
    first = {entry.meaning.claim: entry for box in reversed(boxes) for entry in reversed(box.entries)}
    rows: dict[int, dict[int, Cell]] = {1: {n: first[key].label for n, key in enumerate(keys, start=2)}}
    for number, box in enumerate(_in_order(boxes), start=2):
        rows[number] = {1: box.name}
        for entry in box.entries:
            column = keys.index(entry.meaning.claim) + 2
            rows[number].setdefault(column, _in_unit(entry, first[entry.meaning.claim].meaning))
    used = {place for box in boxes for entry in box.entries for place in entry.used}
    used |= {box.place for box in boxes}
    down, aside = len(boxes) + 3, len(keys) + 6
    for row, cells in grid.rows.items():
        left = {column + aside: cell for column, cell in cells.items() if (row, column) not in used}
        if left:
            rows[row + down] = left
    return replace(grid, rows=rows, merged=(), hidden_columns=frozenset())


def _entries(grid: Grid) -> Iterator[_Entry]:
    for row, cells in islice(grid.rows.items(), _DEEPEST):
        for column, cell in cells.items():
            if column <= WIDEST and cell.text and (entry := _entry(grid, row, column, cell)):
                yield entry


def _entry(grid: Grid, row: int, column: int, cell: Cell) -> _Entry | None:
    """A field with its value in the same cell, or in the next one."""
    place = (row, column)
    if match := _INLINE.match(normal(cell.text)):
        meaning = _field(match[1], grid)
        return (
            _Entry(place, meaning, cell.part(match[1]), cell.part(match[2]), frozenset((place,)))
            if meaning
            else None
        )
    meaning = _field(cell.text.rstrip(" :="), grid)
    value = grid.get(row, column + 1) if meaning else None
    if not meaning or not value or (value.text and not VALUE.match(value.text)):
        return None
    return _Entry(place, meaning, cell, value, frozenset((place, (row, column + 1))))


def _field(text: str, grid: Grid) -> Meaning | None:
    """What a label in a box names; only what is plain."""
    meaning = meaning_of(text, grid.tongues)
    plain = meaning and meaning.role in DATA and not (meaning.rest or meaning.variant or meaning.unknown_unit)
    return meaning if plain else None


def _runs(entries: Iterable[_Entry]) -> list[list[_Entry]]:
    """Entries one below the other."""
    runs: list[list[_Entry]] = []
    open_: dict[int, list[_Entry]] = {}
    for entry in entries:
        row, column = entry.place
        run = open_.get(column)
        if run and row - run[-1].place[0] == 1:
            run.append(entry)
        else:
            open_[column] = [entry]
            runs.append(open_[column])
    return [run for run in runs if len({entry.meaning.claim for entry in run}) >= _FEWEST]


def _box(grid: Grid, run: list[_Entry]) -> _Box | None:
    """The lines with the name above them."""
    top, left = run[0].place
    for row in range(top - 1, max(top - 1 - _ABOVE, 0), -1):
        for column in (left, left + 1):
            cell = grid.get(row, column)
            if cell and cell.text and _is_name(cell.text, grid):
                return _Box(cell, (row, column), tuple(run))
    return None


def _is_name(text: str, grid: Grid) -> bool:
    if VALUE.match(text) or label_of(text, grid.tongues) or split(text, grid.tongues):
        return False
    return len(text) <= 60 and _field(text, grid) is None


def _in_order(boxes: list[_Box]) -> list[_Box]:
    """From left to right, and row of boxes after row of boxes."""
    tops = sorted({box.place[0] for box in boxes})
    gaps = [after for one, after in pairwise(tops) if after - one > _FEWEST]
    bands = {top: sum(1 for gap in gaps if gap <= top) for top in tops}
    return sorted(boxes, key=lambda box: (bands[box.place[0]], box.place[1], box.place[0]))


def _in_unit(entry: _Entry, header: Meaning) -> Cell:
    """The value; where its own label says another unit than the first one, with that unit."""
    unit = entry.meaning.unit
    if entry.value.kind == "number" and unit and unit != header.unit and unit.scale == 1 and not unit.clock:
        return replace(entry.value, unit=unit.symbol)
    return entry.value
