"""The tables of a plan workbook by the keys in it, wherever their columns and rows stand now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from vsm_desktop.assets import Progress, Watch, _
from vsm_desktop.intake.errors import SheetError
from vsm_desktop.intake.grid import Cell, Grid, letters
from vsm_desktop.intake.readers.opening import open_sheets
from vsm_desktop.model.plan_origin import ORIGIN, ORIGIN_COLUMNS
from vsm_desktop.model.plan_table import COLUMNS, MARK, TITLES

_COLUMNS = {**COLUMNS, ORIGIN: ORIGIN_COLUMNS}
_KIND = MARK.rpartition("-")[0]
_TOP = 30  # rows above a table may have been inserted, not hundreds


class PlanRow(Struct, frozen=True):
    """One row of a table: its id, "" for a new one, its filled cells by the keys of their columns, and all their places."""

    sheet: str
    number: int
    id: str
    cells: dict[str, Cell]
    places: Mapping[str, str]

    def place(self, key: str) -> str:
        """Where a value of it stands, or would, such as Plan!D7."""
        return f"{self.sheet}!{self.ref(key)}"

    def ref(self, key: str) -> str:
        """Its place in the sheet; the row where there is no such column."""
        cell = self.cells.get(key)
        return cell.ref if cell is not None else self.places.get(key, str(self.number))


class PlanTable(Struct, frozen=True):
    """A table that was found: the keys of its columns, and its rows that hold something.

    `doubles` are the places of columns that stand there a second time, `copies` the names of sheets that hold the table
    again; neither is read. A `lost` one has no keys any more, so that nothing can be told of its cells.
    """

    table: str
    sheet: str
    keys: tuple[str, ...]
    rows: tuple[PlanRow, ...]
    doubles: tuple[str, ...] = ()
    copies: tuple[str, ...] = ()
    lost: bool = False


class PlanWorkbook(SheetError):
    """The file holds a plan, not steps of a map; `tables` are what it holds."""

    def __init__(self, file: str, tables: dict[str, PlanTable]) -> None:
        sentence = _(
            '"{file}" is the workbook of a plan. Open the map it belongs to, and update the plan from it.'
        )
        super().__init__(sentence.format(file=file))
        self.tables = tables


def read_tables(path: Path, progress: Progress | None = None) -> dict[str, PlanTable]:
    """The tables of a plan workbook by their names; none for any other file.

    Raises SheetError for a file that cannot be read and for a workbook of another version, and Cancelled.
    """
    return tables_of(path.name, tuple(open_sheets(path, "", Watch(progress))))


def is_plan(grids: Sequence[Grid]) -> bool:
    """Whether these are the sheets of a plan workbook, of whatever version."""
    return any(_mark(grid) for grid in grids)


def tables_of(file: str, grids: Sequence[Grid]) -> dict[str, PlanTable]:
    """The tables in the sheets of a workbook. Raises SheetError for one of another version."""
    found: dict[str, PlanTable] = {}
    for grid in grids:
        mark = _mark(grid)
        if mark is None:
            continue
        if not mark.text.startswith(MARK):
            sentence = _(
                '"{file}" holds a plan of another version of this program ("{mark}"). Export it anew.'
            )
            raise SheetError(sentence.format(file=file, mark=mark.text))
        table = mark.text.removeprefix(MARK)
        if table in found:
            found[table] = replace(found[table], copies=(*found[table].copies, grid.name))
        elif table in TITLES or table == ORIGIN:
            found[table] = _about(grid, mark) if table == "about" else _table(grid, mark, table)
    return found


def _filled(cell: Cell) -> bool:
    """Whether a cell holds anything; a dash is what somebody wrote."""
    return cell.kind != "text" or bool(cell.text.strip())


def _mark(grid: Grid) -> Cell | None:
    """The cell that says which table a sheet holds."""
    cells = (cell for row, _column, cell in grid.cells() if row <= _TOP)
    return next((cell for cell in cells if cell.text.startswith(_KIND)), None)


def _table(grid: Grid, mark: Cell, table: str) -> PlanTable:
    """A table under its keys, which stand in the first filled row below the mark; where they are gone, under its heads."""
    below = sorted(row for row in grid.rows if row > mark.row)
    titles = {column.title.casefold(): column.key for column in _COLUMNS[table]}
    known = set(titles.values())
    top = {at: cell.text.strip() for at, cell in grid.rows[below[0]].items() if cell.text} if below else {}
    body = below[1:]
    if known.isdisjoint(top.values()):
        top = {at: titles[text.casefold()] for at, text in top.items() if text.casefold() in titles}
        if not top or table == "actuals":  # whose heads say a measure in words
            return PlanTable(table, grid.name, (), (), lost=True)
    elif body and _is_head(grid.rows[body[0]], mark.column, top):
        body = body[1:]
    keys: dict[int, str] = {}
    doubles = []
    for at, key in sorted(top.items()):
        if key in keys.values():
            doubles.append(f"{grid.name}!{letters(at)}")
        else:
            keys[at] = key
    rows = tuple(_rows(grid, mark.column, keys, body))
    return PlanTable(table, grid.name, tuple(keys.values()), rows, tuple(doubles))


def _is_head(row: Mapping[int, Cell], ids: int, keys: Mapping[int, str]) -> bool:
    """Whether a row below the keys is that of the heads: it has no id and nothing but words."""
    return ids not in row and all(cell.kind == "text" for at, cell in row.items() if at in keys)


def _rows(grid: Grid, ids: int, keys: dict[int, str], numbers: Sequence[int]) -> Iterator[PlanRow]:
    columns = {key: letters(at) for at, key in keys.items()}
    for number in numbers:
        row = grid.rows[number]
        places = {key: f"{column}{number}" for key, column in columns.items()}
        cells = {keys[at]: cell for at, cell in row.items() if at in keys and _filled(cell)}
        id_ = row.get(ids)
        if cells or id_ is not None:
            yield PlanRow(grid.name, number, id_.shown.strip() if id_ is not None else "", cells, places)


def _about(grid: Grid, mark: Cell) -> PlanTable:
    """What holds for the whole plan: a key in each row, the value in the last filled cell of it."""
    cells: dict[str, Cell] = {}
    places: dict[str, str] = {}
    for number, row in sorted(grid.rows.items()):
        key = row.get(mark.column)
        if number <= mark.row or key is None or not key.text:
            continue
        places[key.text.strip()] = f"{letters(mark.column + 2)}{number}"
        values = [cell for at, cell in sorted(row.items()) if at > mark.column + 1 and _filled(cell)]
        if values:
            cells[key.text.strip()] = values[-1]
    rows = (PlanRow(grid.name, mark.row, "about", cells, places),)
    return PlanTable("about", grid.name, tuple(places), rows)
