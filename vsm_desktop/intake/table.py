"""Where the table of steps is: its header row, wherever it stands, its columns and the rows below."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from msgspec import Struct
from msgspec.structs import replace

from vsm_desktop.assets import _
from vsm_desktop.intake.columns import DATA, Column, Meaning
from vsm_desktop.intake.databoxes import unboxed
from vsm_desktop.intake.grid import Cell, Grid
from vsm_desktop.intake.headers import VALUE, Header, header_at, texts_of
from vsm_desktop.intake.labels import label_of
from vsm_desktop.intake.readings import headed
from vsm_desktop.intake.settle import assign
from vsm_desktop.intake.studies import settled
from vsm_desktop.intake.unnumbered import headed_by_title
from vsm_desktop.intake.words import tongues_of

_CANDIDATES = 8
_SEEN = 60
_DEEPEST = 2_000
_MOST_TEXTS = 1_500
_BODY = 500


class Table(Struct, frozen=True):
    """A table of steps in a sheet. `rows` are those below the header that hold anything in its columns."""

    grid: Grid
    header: tuple[int, ...]
    columns: tuple[Column, ...]
    rows: tuple[int, ...]
    another: int = 0
    weight: int = 0
    found: Header = Header((), ())

    def cells(self, row: int) -> dict[int, Cell]:
        """The cells of a row that stand in the table's columns."""
        held = self.grid.rows.get(row, {})
        return {column.index: held[column.index] for column in self.columns if column.index in held}


def find_table(grid: Grid) -> Table | None:
    """The best table of steps in a sheet, with the steps down the rows or across the columns.

    Of a long sheet only the head is looked at until the table is found.
    """
    head = _head(grid)
    upright, turned = _best(headed(head)), _best(headed_by_title(headed(head.turn())))
    if not (upright or turned):
        upright, turned = _best(head, guess=True), _best(head.turn(), guess=True)
    if not upright or (turned and (bool(turned.rows), turned.weight) > (bool(upright.rows), upright.weight)):
        upright = turned
    if upright is None or len(head.rows) == len(grid.rows):
        return upright
    grid = grid.turn() if upright.grid.turned != grid.turned else grid
    return _table(headed_by_title(headed(replace(grid, tongues=head.tongues))), upright.found)


def laid_out(grid: Grid) -> Grid:
    """The sheet as a table of steps, where it holds nothing but data boxes that say as much; else as it is."""
    boxes = unboxed(spoken(grid))
    return boxes if boxes and not _has_steps(find_table(grid)) and _has_steps(_best(boxes)) else grid


def _has_steps(table: Table | None) -> bool:
    """Whether a row of a table has a name and a value."""
    if table is None:
        return False
    roles = {c.index: c.meaning.role for c in table.columns if c.meaning}
    held = ({roles.get(index, "") for index in table.cells(row)} for row in table.rows)
    return any(found & {"name", "id"} and found & {*DATA} for found in held)


def spoken(grid: Grid) -> Grid:
    """The sheet, told which languages it speaks."""
    return replace(grid, tongues=_head(grid).tongues)


def _head(grid: Grid) -> Grid:
    """The first rows of a sheet, and the languages they speak."""
    rows = dict(islice(grid.rows.items(), _DEEPEST))
    tongues = tongues_of(islice(texts_of(grid, rows), _MOST_TEXTS))
    return replace(grid, rows=rows, tongues=tongues)


def _best(grid: Grid, *, guess: bool = False) -> Table | None:
    headers = [
        header
        for row in grid.rows
        if row <= _DEEPEST and (header := header_at(grid, row, guess=guess)).enough
    ]
    headers.sort(key=lambda header: -header.weight)
    tables = [_table(grid, header) for header in headers[:_CANDIDATES]]
    best = max(tables, key=lambda table: (bool(table.rows), table.weight), default=None)
    rivals = [table for table in tables if best and is_rival(table, best)]
    return min(rivals, key=lambda table: table.header, default=best)


def is_rival(table: Table, best: Table) -> bool:
    """Whether a table says about as much as the best one; the first of several is the current state."""
    enough = min(best.weight, 0.6 * best.weight)
    return bool(table.rows) >= bool(best.rows) and table.weight >= enough


def _table(grid: Grid, header: Header) -> Table:
    """The table below a header: down to the next header or the end of the sheet."""
    start = header.rows[-1] + 1
    columns = _with_name(grid, header, start)
    first, last = columns[0].index, columns[-1].index
    columns = _filled(columns, grid, range(first, last + 1), start)
    rows, another = _rows(grid, header, start, frozenset(column.index for column in columns))
    bodies = {column.index: tuple(_body(grid, column.index, rows[:_BODY])) for column in columns}
    columns = [column for column in columns if not _labels_one(grid, column, bodies[column.index])]
    columns = settled(columns, bodies)
    columns = list(assign(columns, [bodies[column.index] for column in columns], grid.tongues))
    data = {column.index for column in columns if column.meaning and column.meaning.role in DATA}
    rows = rows if any(index in grid.rows[row] for row in rows for index in data) else ()
    weight = sum(_weight(column) for column in columns)
    return Table(grid, header.rows, tuple(columns), rows, another, weight, header)


def _weight(column: Column) -> int:
    if column.guess:
        return 1
    return column.meaning.weight if column.meaning else -1


def _labels_one(grid: Grid, column: Column, body: Sequence[Cell]) -> bool:
    """A label with one value under it is no column: the steps run across, and it stands below the last of their values."""
    label = None if column.meaning else label_of(column.header, grid.tongues)
    values = (cell for cell in body if cell.kind != "text" or not label_of(cell.text, grid.tongues))
    return bool(label) and sum(1 for _value in values) <= 1


def _with_name(grid: Grid, header: Header, start: int) -> list[Column]:
    """A column of texts left of the first value is the name, also where the header does not say so."""
    columns = list(header.columns)
    if any(column.meaning and column.meaning.role == "name" for column in columns):
        return columns
    first = min(column.index for column in columns if column.meaning and column.meaning.role in DATA)
    held = {column.index: column for column in columns}
    for index in range(first - 1, max(first - 5, 0), -1):
        body = list(_body(grid, index, _below(grid, start)))
        if index in held and held[index].meaning:
            continue
        if sum(1 for cell in body if cell.text and not VALUE.match(cell.text)) * 2 > len(body):
            blank = Column(index, "", (), hidden=index in grid.hidden_columns)
            held[index] = replace(held.get(index, blank), meaning=Meaning("name"))
            break
    return [held[index] for index in sorted(held)]


def _filled(columns: Iterable[Column], grid: Grid, span: range, start: int) -> list[Column]:
    """The columns without gaps: one without a header that holds something is said to be without one."""
    held = {column.index: column for column in columns}
    for index in span:
        if index not in held and any(True for _cell in _body(grid, index, _below(grid, start))):
            hidden = index in grid.hidden_columns
            held[index] = Column(index, "", (), reason=_("the column has no header"), hidden=hidden)
    return [held[index] for index in sorted(held)]


def _below(grid: Grid, start: int) -> list[int]:
    return [row for row in grid.rows if row >= start][:_SEEN]


def _body(grid: Grid, index: int, rows: Iterable[int]) -> Iterator[Cell]:
    return (cell for row in rows if (cell := grid.get(row, index)))


def _rows(grid: Grid, header: Header, start: int, indexes: frozenset[int]) -> tuple[tuple[int, ...], int]:
    """The rows that hold something in the columns, and the row where another table begins."""
    rows: list[int] = []
    first = next(((c, cell.text) for c, cell in grid.rows[header.rows[0]].items() if cell.text), (0, ""))
    for row, cells in grid.rows.items():
        if row < start or indexes.isdisjoint(cells):
            continue
        own = cells.get(first[0])
        like = own is not None and own.text == first[1]  # a quick look, for sheets of many rows
        if (like or all(cell.kind == "text" for cell in cells.values())) and _starts_another(
            grid, row, header
        ):
            return tuple(rows), row
        rows.append(row)
    return tuple(rows), 0


def _starts_another(grid: Grid, row: int, header: Header) -> bool:
    """Whether a row is the header of a further table; the same header again only repeats it on a new page."""
    if repeats(grid, row, header.rows[0]):
        return _begins_again(grid, row, header)
    if any(cell.kind != "text" for cell in grid.rows[row].values()):
        return False
    further = header_at(grid, row)
    return further.enough and further.weight >= 6


def repeats(grid: Grid, row: int, header: int) -> bool:
    """Whether a row says the same as the header."""
    held, cells = grid.rows.get(header, {}), grid.rows.get(row, {})
    if any(cell.text != held[column].text for column, cell in cells.items() if column in held):
        return False
    texts, again = (
        {column: cell.text for column, cell in grid.rows.get(number, {}).items() if cell.text}
        for number in (header, row)
    )
    return len(texts) > 1 and texts == again


def _begins_again(grid: Grid, row: int, header: Header) -> bool:
    """Whether the first step stands below a repeated header once more: then it is another state, not another page."""
    first, again = (min(grid.rows.get(n, {}).items(), default=None) for n in (header.rows[-1] + 1, row + 1))
    return bool(first and again and first[1].text and first[1].text == again[1].text)
