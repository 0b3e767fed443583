"""The sheets of a plan workbook as they are read, to be changed by hand without writing and reading a file each time.

It has of openpyxl's workbook what the tests of edits use; that files of other programs are read the same is tested with them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from vsm_desktop.assets import Watch
from vsm_desktop.intake.grid import Cell, Grid
from vsm_desktop.intake.plans.tables import PlanTable, tables_of
from vsm_desktop.intake.readers.opening import open_sheets


class Place:
    """One cell: what it holds, and whether it shows that as a percentage."""

    def __init__(self, sheet: Sheet, row: int, column: int) -> None:
        self._cells, self.row, self.column = sheet.cells, row, column

    @property
    def value(self) -> Any:
        found = self._cells.get((self.row, self.column))
        return found.value if found else None

    @value.setter
    def value(self, value: Any) -> None:
        at, before = (self.row, self.column), self._cells.get((self.row, self.column))
        if value is None or value == "":
            self._cells.pop(at, None)
            return
        percent = before is not None and before.kind == "percent"
        self._cells[at] = Cell(*at, *_kept(value, percent=percent))

    @property
    def number_format(self) -> str:
        found = self._cells.get((self.row, self.column))
        return "0%" if found is not None and found.kind == "percent" else "General"

    @number_format.setter
    def number_format(self, shape: str) -> None:
        value = self.value
        if isinstance(value, int | float):
            kind = "percent" if "%" in shape else "number"
            self._cells[self.row, self.column] = Cell(self.row, self.column, value, kind)


def _kept(value: Any, *, percent: bool) -> tuple[Any, Any]:
    """A value as the reader gives it, and its kind."""
    match value:
        case bool():
            return float(value), "flag"
        case datetime():
            return value, "date"
        case date():
            return datetime(value.year, value.month, value.day), "date"
        case int() | float():
            return float(value), "percent" if percent else "number"
        case _:
            return value, "formula" if value.startswith("=") else "text"


class Sheet:
    """One sheet: its cells by row and column."""

    def __init__(self, title: str, cells: dict[tuple[int, int], Cell]) -> None:
        self.title, self.cells = title, cells

    def cell(self, row: int, column: int) -> Place:
        return Place(self, row, column)

    @property
    def max_row(self) -> int:
        return max((row for row, _column in self.cells), default=1)

    @property
    def max_column(self) -> int:
        return max((column for _row, column in self.cells), default=1)

    def insert_rows(self, at: int) -> None:
        self._move(lambda row, column: (row + (row >= at), column))

    def insert_cols(self, at: int) -> None:
        self._move(lambda row, column: (row, column + (column >= at)))

    def delete_rows(self, at: int, count: int = 1) -> None:
        self._drop(lambda row, _column: at <= row < at + count)
        self._move(lambda row, column: (row - count * (row >= at), column))

    def delete_cols(self, at: int) -> None:
        self._drop(lambda _row, column: column == at)
        self._move(lambda row, column: (row, column - (column > at)))

    def _drop(self, gone: Callable[[int, int], bool]) -> None:
        for place in [place for place in self.cells if gone(*place)]:
            del self.cells[place]

    def _move(self, to: Callable[[int, int], tuple[int, int]]) -> None:
        moved = {to(*place): cell for place, cell in self.cells.items()}
        self.cells.clear()
        self.cells |= moved

    def __setitem__(self, name: str, value: Any) -> None:
        self.cell(int(name[1:]), ord(name[0]) - ord("A") + 1).value = value

    def __getitem__(self, name: str) -> Place:
        return self.cell(int(name[1:]), ord(name[0]) - ord("A") + 1)


class Book:
    """A workbook in memory."""

    def __init__(self, grids: Iterable[Grid]) -> None:
        self.sheets = [
            Sheet(grid.name, {(row, column): cell for row, column, cell in grid.cells()}) for grid in grids
        ]

    def __getitem__(self, title: str) -> Sheet:
        return next(sheet for sheet in self.sheets if sheet.title == title)

    def __delitem__(self, title: str) -> None:
        self.sheets.remove(self[title])

    def create_sheet(self, title: str) -> Sheet:
        self.sheets.append(Sheet(title, {}))
        return self.sheets[-1]

    def copy_worksheet(self, sheet: Sheet) -> None:
        self.sheets.append(Sheet(f"{sheet.title} Copy", dict(sheet.cells)))

    def tables(self) -> dict[str, PlanTable]:
        """What is read of it."""
        return tables_of("plan.xlsx", [_grid(sheet) for sheet in self.sheets])


def _grid(sheet: Sheet) -> Grid:
    rows: dict[int, dict[int, Cell]] = {}
    for (row, column), cell in sorted(sheet.cells.items(), key=lambda item: item[0]):
        at = (cell.row, cell.column) == (row, column)
        kept = cell if at else Cell(row, column, cell.value, cell.kind, cell.unit, cell.clock)
        rows.setdefault(row, {})[column] = kept
    return Grid(sheet.title, rows)


_GRIDS: dict[bytes, tuple[Grid, ...]] = {}


def light(data: bytes) -> Book:
    """The workbook of a file, which is read once."""
    if data not in _GRIDS:
        with TemporaryDirectory() as folder:
            path = Path(folder) / "plan.xlsx"
            path.write_bytes(data)
            _GRIDS[data] = open_sheets(path, "", Watch(None))
    return Book(_GRIDS[data])
