"""A table where a person points: the header in these rows, the columns read by what stands in them."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from vsm_desktop.intake.columns import Column, Meaning, meaning_of
from vsm_desktop.intake.grid import Cell, Grid
from vsm_desktop.intake.labels import split
from vsm_desktop.intake.mapped import header_of, recognised, turned
from vsm_desktop.intake.mapping import Mapping
from vsm_desktop.intake.settle import assign
from vsm_desktop.intake.studies import settled
from vsm_desktop.intake.table import Table, spoken
from vsm_desktop.intake.units import unit_of
from vsm_desktop.model.units import Dimension

_DIMENSIONS: tuple[Dimension, ...] = ("time", "pieces", "ratio", "rate")
_SEEN = 60
_WIDEST = 500


def pointed_at(
    grid: Grid, across: bool, header: tuple[int, ...], last: int = 0, found: Table | None = None
) -> Mapping:
    """How a sheet is read whose header is in these rows; as recognised where that is what was found there."""
    if found is not None and (found.grid.turned, found.header) == (across, header):
        return replace(recognised(found), last=last)
    sheet = turned(grid, across)
    start = max(header, default=0) + 1
    rows = tuple(row for row in sheet.rows if row >= start and (not last or row <= last))
    columns = [_column(sheet, header, index) for index in _indexes(sheet, header, rows)]
    bodies = [_body(sheet, column.index, rows[:_SEEN]) for column in columns]
    columns = settled(columns, {one.index: body for one, body in zip(columns, bodies, strict=True)})
    columns = _with_name(list(assign(columns, bodies, sheet.tongues)), bodies)
    return replace(recognised(Table(sheet, header, tuple(columns), rows)), last=last)


def likely_header(grid: Grid) -> int:
    """The row that has most of the words of a header, for want of a table that was recognised; the first of equals."""
    grid = spoken(grid)

    def known(row: int) -> tuple[int, int]:
        texts = [cell.text for cell in grid.rows[row].values() if cell.text]
        return (sum(1 for text in texts if meaning_of(text, grid.tongues)), len(texts))

    rows = list(grid.rows)[:_SEEN]
    return max(rows, key=known, default=1)


def _indexes(grid: Grid, header: Sequence[int], rows: Sequence[int]) -> list[int]:
    """The columns that hold a header, and those beside or between them that hold something below."""
    named = {index for row in header for index in grid.rows.get(row, {})}
    below = {index for row in rows[:_SEEN] for index in grid.rows[row]}
    if not named:
        return sorted(below)[:_WIDEST]
    there = sorted(named | {index for index in below if min(named) - 1 <= index <= max(named) + 1})
    return there[:_WIDEST]


def _column(grid: Grid, header: Sequence[int], index: int) -> Column:
    cells = tuple(cell for row in header if (cell := grid.get(row, index)))
    words = " ".join(_bracketed(cell.text) if n else cell.text for n, cell in enumerate(cells) if cell.text)
    meaning = None if split(words, grid.tongues) else meaning_of(words, grid.tongues)
    return Column(index, words or header_of(grid, header, index), cells, meaning)


def _bracketed(text: str) -> str:
    """A unit in the second row of a header is one, also without brackets."""
    bare = text.strip("()[] ")
    return f"({bare})" if any(unit_of(bare, dimension) for dimension in _DIMENSIONS) else text


def _body(grid: Grid, index: int, rows: Sequence[int]) -> list[Cell]:
    return [cell for row in rows if (cell := grid.get(row, index))]


def _with_name(columns: list[Column], bodies: Sequence[Sequence[Cell]]) -> list[Column]:
    """The first column of texts is the name where no header says so."""
    if any(column.meaning and column.meaning.role == "name" for column in columns):
        return columns
    for n, (column, body) in enumerate(zip(columns, bodies, strict=True)):
        words = sum(1 for cell in body if any(letter.isalpha() for letter in cell.text))
        if not column.meaning and body and words * 2 > len(body):
            columns[n] = replace(column, meaning=Meaning("name"), reason="")
            break
    return columns
