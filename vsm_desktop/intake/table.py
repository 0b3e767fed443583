"""Where the table of steps is: its header row, wherever it stands, its columns and the rows below."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from vsm_desktop.assets import _
from vsm_desktop.intake.columns import Column, Meaning, assign, meaning_of
from vsm_desktop.intake.grid import Cell, Grid
from vsm_desktop.intake.labels import label_of, split
from vsm_desktop.intake.phrases import LONGEST
from vsm_desktop.intake.readings import headed
from vsm_desktop.intake.studies import settled
from vsm_desktop.intake.units import unit_of
from vsm_desktop.model.units import Dimension

_DIMENSIONS: tuple[Dimension, ...] = ("time", "pieces", "ratio", "rate")
_CANDIDATES = 8
_SEEN = 60
_DEEPEST, _WIDEST = 2_000, 500
_SHORT = 12
_DATA = ("field", "stock", "reading")
_NUMBERS = ("number", "percent", "duration")
_VALUE = re.compile(r"\d[\d.,:]*\s*(?:%|[^\W\d_]{0,10}\.?)$")


class Table(Struct, frozen=True):
    """A table of steps in a sheet. `rows` are those below the header that hold anything in its columns."""

    grid: Grid
    header: tuple[int, ...]
    columns: tuple[Column, ...]
    rows: tuple[int, ...]
    another: int = 0
    weight: int = 0

    def cells(self, row: int) -> dict[int, Cell]:
        """The cells of a row that stand in the table's columns."""
        held = self.grid.rows.get(row, {})
        return {column.index: held[column.index] for column in self.columns if column.index in held}


class _Header(Struct, frozen=True):
    rows: tuple[int, ...]
    columns: tuple[Column, ...]

    @property
    def meanings(self) -> dict[tuple[str, ...], Meaning]:
        """What the columns mean, each meaning once."""
        return {column.meaning.claim: column.meaning for column in self.columns if column.meaning}

    @property
    def weight(self) -> int:
        return sum(meaning.weight for meaning in self.meanings.values())

    @property
    def enough(self) -> bool:
        """Whether it can be the header of a table of steps: a name and a value, or at least two values."""
        roles = [meaning.role for meaning in self.meanings.values()]
        data = sum(1 for role in roles if role in _DATA)
        return data >= 2 or (data == 1 and "name" in roles)


def find_table(grid: Grid) -> Table | None:
    """The best table of steps in a sheet, with the steps down the rows or across the columns."""
    upright, turned = _best(headed(grid)), _best(headed(grid.turn()))
    if upright and turned:
        return (
            turned if (bool(turned.rows), turned.weight) > (bool(upright.rows), upright.weight) else upright
        )
    return upright or turned


def _best(grid: Grid) -> Table | None:
    headers = [header for row in grid.rows if row <= _DEEPEST and (header := _header(grid, row)).enough]
    headers.sort(key=lambda header: -header.weight)
    tables = [_table(grid, header) for header in headers[:_CANDIDATES]]
    best = max(tables, key=lambda table: (bool(table.rows), table.weight), default=None)
    rivals = [table for table in tables if best and is_rival(table, best)]
    return min(rivals, key=lambda table: table.header, default=best)


def is_rival(table: Table, best: Table) -> bool:
    """Whether a table says about as much as the best one; the first of several is the current state."""
    enough = min(best.weight, 0.6 * best.weight)
    return bool(table.rows) >= bool(best.rows) and table.weight >= enough


def _header(grid: Grid, row: int) -> _Header:
    """The row as a header, together with a row of units or variants below or of groups above."""
    own = {
        column: cell for column, cell in grid.rows[row].items() if column <= _WIDEST and _is_header_text(cell)
    }
    if not any(meaning_of(cell.text) for cell in own.values()):
        return _Header((row,), ())
    below = _second_line(grid, row + 1)
    above = grid.rows.get(row - 1, {})
    columns = [_column(index, own, above, below) for index in sorted({*own, *below})]
    rows = (row, row + 1) if below else (row,)
    return _Header(rows, tuple(_run(grid, row, columns)))


def _is_header_text(cell: Cell) -> bool:
    return 0 < len(cell.text) <= LONGEST and not _VALUE.match(cell.text)


def _second_line(grid: Grid, row: int) -> Mapping[int, Cell]:
    """A row of nothing but units and short words, such as (s) (min) % L R."""
    cells = grid.rows.get(row, {})
    units = [cell for cell in cells.values() if _is_unit(cell.text)]
    fits = all(_is_unit(cell.text) or 0 < len(cell.text) <= 3 for cell in cells.values())
    return cells if units and fits and len(cells) > 1 else {}


def _is_unit(text: str) -> bool:
    bare = text.strip("()[] ")
    return 0 < len(bare) <= _SHORT and any(unit_of(bare, dimension) for dimension in _DIMENSIONS)


def _column(
    index: int, own: Mapping[int, Cell], above: Mapping[int, Cell], below: Mapping[int, Cell]
) -> Column:
    cell = own.get(index) or _carried(own, index)
    parts = [part for part in (cell, below.get(index)) if part]
    header = " ".join(_bracketed(part) if part is below.get(index) else part.text for part in parts)
    meaning = meaning_of(header)
    group = _carried(above, index)
    plain = len(header) <= _SHORT and not any(letter.isdecimal() for letter in header)
    if not meaning and group and plain and meaning_of(group.text):
        grouped = f"{group.text} {_bracketed(parts[-1])}"
        if found := meaning_of(grouped):
            return Column(index, grouped, (group, *parts), found)
    return Column(index, header, tuple(parts), meaning)


def _carried(cells: Mapping[int, Cell], index: int) -> Cell | None:
    """The header that reaches over this column: its own, or the nearest one to the left."""
    left = [column for column, cell in cells.items() if column <= index and cell.text]
    return cells[max(left)] if left else None


def _bracketed(cell: Cell) -> str:
    return f"({cell.text.strip('()[] ')})" if _is_unit(cell.text) else cell.text


def _run(grid: Grid, row: int, columns: Sequence[Column]) -> list[Column]:
    """The columns of one table: side by side, without the labels beside it or a second table further right."""
    runs: list[list[Column]] = []
    for column in columns:
        if _is_label(grid, row, column):
            continue
        if runs and column.index == runs[-1][-1].index + 1:
            runs[-1].append(column)
        else:
            runs.append([column])
    if not runs:
        return []
    best = max(range(len(runs)), key=lambda n: (_Header((), tuple(runs[n])).weight, -n))
    joined = list(runs[best])
    for run in reversed(runs[:best]):
        joined = [*run, *joined] if _belongs(run, joined) else joined
    for run in runs[best + 1 :]:
        joined = [*joined, *run] if _belongs(run, joined) else joined
    return joined


def _belongs(run: Sequence[Column], table: Sequence[Column]) -> bool:
    """A run of columns beyond a gap belongs to the table if it adds something and repeats nothing."""
    known, added = _Header((), tuple(table)).meanings, _Header((), tuple(run)).meanings
    near = min(abs(a.index - b.index) for a in run for b in table) <= 3
    return near and bool(added) and not known.keys() & added.keys()


def _is_label(grid: Grid, row: int, column: Column) -> bool:
    """A word with its number beside it, such as `Demand per month` and 18400, is no header."""
    beside = grid.get(row, column.index + 1)
    return bool(split(column.header) or (beside and (beside.kind in _NUMBERS or _VALUE.match(beside.text))))


def _table(grid: Grid, header: _Header) -> Table:
    """The table below a header: down to the next header or the end of the sheet."""
    start = header.rows[-1] + 1
    columns = _with_name(grid, header, start)
    first, last = columns[0].index, columns[-1].index
    columns = _filled(columns, grid, range(first, last + 1), start)
    rows, another = _rows(grid, header, start, frozenset(column.index for column in columns))
    bodies = {column.index: tuple(_body(grid, column.index, rows)) for column in columns}
    columns = [column for column in columns if not _labels_one(column, bodies[column.index])]
    columns = settled(columns, bodies)
    columns = list(assign(columns, [bodies[column.index] for column in columns]))
    data = {column.index for column in columns if column.meaning and column.meaning.role in _DATA}
    rows = rows if any(index in grid.rows[row] for row in rows for index in data) else ()
    weight = sum(column.meaning.weight if column.meaning else -1 for column in columns)
    return Table(grid, header.rows, tuple(columns), rows, another, weight)


def _labels_one(column: Column, body: Sequence[Cell]) -> bool:
    """A label with one value under it is no column: the steps run across, and it stands below the last of their values."""
    label = None if column.meaning else label_of(column.header)
    return bool(label) and sum(1 for cell in body if cell.kind != "text" or not label_of(cell.text)) <= 1


def _with_name(grid: Grid, header: _Header, start: int) -> list[Column]:
    """A column of texts left of the first value is the name, also where the header does not say so."""
    columns = list(header.columns)
    if any(column.meaning and column.meaning.role == "name" for column in columns):
        return columns
    first = min(column.index for column in columns if column.meaning and column.meaning.role in _DATA)
    held = {column.index: column for column in columns}
    for index in range(first - 1, max(first - 5, 0), -1):
        body = list(_body(grid, index, _below(grid, start)))
        if index in held and held[index].meaning:
            continue
        if sum(1 for cell in body if cell.text) * 2 > len(body):
            blank = Column(index, "", ())
            held[index] = replace(held.get(index, blank), meaning=Meaning("name"))
            break
    return [held[index] for index in sorted(held)]


def _filled(columns: Iterable[Column], grid: Grid, span: range, start: int) -> list[Column]:
    """The columns without gaps: one without a header that holds something is said to be without one."""
    held = {column.index: column for column in columns}
    for index in span:
        if index not in held and any(True for _cell in _body(grid, index, _below(grid, start))):
            held[index] = Column(index, "", (), reason=_("the column has no header"))
    return [held[index] for index in sorted(held)]


def _below(grid: Grid, start: int) -> list[int]:
    return [row for row in grid.rows if row >= start][:_SEEN]


def _body(grid: Grid, index: int, rows: Iterable[int]) -> Iterator[Cell]:
    return (cell for row in rows if (cell := grid.get(row, index)))


def _rows(grid: Grid, header: _Header, start: int, indexes: frozenset[int]) -> tuple[tuple[int, ...], int]:
    """The rows that hold something in the columns, and the row where another table begins."""
    rows: list[int] = []
    for row in grid.rows:
        if row < start or not indexes & grid.rows[row].keys():
            continue
        if _starts_another(grid, row, header):
            return tuple(rows), row
        rows.append(row)
    return tuple(rows), 0


def _starts_another(grid: Grid, row: int, header: _Header) -> bool:
    """Whether a row is the header of a further table; the same header again only repeats it on a new page."""
    if repeats(grid, row, header.rows[0]):
        return _begins_again(grid, row, header)
    if any(cell.kind != "text" for cell in grid.rows[row].values()):
        return False
    further = _header(grid, row)
    return further.enough and further.weight >= 6


def repeats(grid: Grid, row: int, header: int) -> bool:
    """Whether a row says the same as the header."""
    texts, again = (
        {column: cell.text for column, cell in grid.rows.get(number, {}).items() if cell.text}
        for number in (header, row)
    )
    return len(texts) > 1 and texts == again


def _begins_again(grid: Grid, row: int, header: _Header) -> bool:
    """Whether the first step stands below a repeated header once more: then it is another state, not another page."""
    first, again = (min(grid.rows.get(n, {}).items(), default=None) for n in (header.rows[-1] + 1, row + 1))
    return bool(first and again and first[1].text and first[1].text == again[1].text)
