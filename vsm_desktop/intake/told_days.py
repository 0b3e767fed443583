"""Days that only the headings of a sheet tell: 45688 under `Date`, `Jan` under a title with a year, 2025 and 1 side by side.

They are turned into dates before the sheet is read; the cells still show what stands in them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from itertools import pairwise

from msgspec.structs import replace

from vsm_desktop.intake.board_layouts import MEASURE, says
from vsm_desktop.intake.days import month_of, names_days, names_periods, names_years
from vsm_desktop.intake.grid import Cell, Grid
from vsm_desktop.intake.phrases import normal
from vsm_desktop.model.dates import month_end

_ZERO = datetime(1899, 12, 30)
"""The day 0 of spreadsheets (ECMA-376, 18.17.4.1)."""
_SERIALS = range(32_874, 73_051)  # 1990 to 2099
YEARS = range(1990, 2100)
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?!\d)")
_FEWEST = 3  # months in a row that are months
_LONGEST = 40


def with_days(grid: Grid) -> Grid:
    """The sheet with these cells as dates; the same sheet where there are none."""
    found = {**_bare_months(grid), **_beneath(grid)}
    if not found:
        return grid
    rows = {
        row: {column: found.get((row, column), cell) for column, cell in cells.items()}
        for row, cells in grid.rows.items()
    }
    return replace(grid, rows=rows)


def serial_day(number: int) -> date | None:
    """The day a spreadsheet counts by this number, from 1990 to 2099."""
    return (_ZERO + timedelta(days=number)).date() if number in _SERIALS else None


Places = dict[tuple[int, int], Cell]


def without_year(grids: Iterable[Grid]) -> bool:
    """Whether a sheet has months on end, but no year with them."""
    return any(_months_on_end(way) and not _year_of(way) for grid in grids for way in (grid, grid.turn()))


def _beneath(grid: Grid) -> Places:
    """Numbers under a heading that says what they are: days as spreadsheets count them, or a month beside its year."""
    days, months, years = set[int](), set[int](), set[int]()
    found: Places = {}
    for row, column, cell in grid.cells():
        if cell.kind == "text" and len(cell.text) <= _LONGEST:
            for named, columns in ((names_days, days), (names_periods, months), (names_years, years)):
                if named(cell.text):
                    columns.add(column)
            if grid.turned and says(cell, MEASURE):  # the corner of a table with its days across
                days.add(column)
        if cell.kind != "number" or cell.unit or cell.number % 1:
            if column in months and years and (at := month_of(cell.text)):
                _note_month(grid, row, column, cell, at, years, found)
            continue
        number = int(cell.number)
        if column in days | months and (day := serial_day(number)):
            found[row, column] = _as_day(cell, day)
        elif column in months and 1 <= number <= 12:
            _note_month(grid, row, column, cell, number, years, found)
    return found


def _note_month(
    grid: Grid, row: int, column: int, cell: Cell, month: int, years: set[int], found: Places
) -> None:
    """A month whose year stands in another column of its row."""
    cells = (grid.get(row, at) for at in years if at != column)
    year = next((int(one.number) for one in cells if one and one.kind == "number"), 0)
    if year in YEARS:
        found[row, column] = _as_day(cell, month_end(date(year, month, 1)))


def _bare_months(grid: Grid) -> Places:
    """Months on end in a column, of the year that stands over them or in the name of the sheet."""
    found: Places = {}
    for column, cells in _months_on_end(grid).items():
        year = _year_of(grid)
        for row, cell, month in cells if year else ():
            found[row, column] = _as_day(cell, month_end(date(year, month, 1)))
            year += month == 12
    return found


def _months_on_end(grid: Grid) -> dict[int, list[tuple[int, Cell, int]]]:
    """The columns of months without a year, each later than the one before: row, cell and month."""
    columns: dict[int, list[tuple[int, Cell, int]]] = {}
    for row, column, cell in grid.cells():
        if cell.kind == "text" and len(cell.text) <= _LONGEST and (month := month_of(cell.text)):
            columns.setdefault(column, []).append((row, cell, month))
    return {column: cells for column, cells in columns.items() if _on_end([at for _r, _c, at in cells])}


def _on_end(months: list[int]) -> bool:
    return len(months) >= _FEWEST and all((after - before) % 12 == 1 for before, after in pairwise(months))


def _year_of(grid: Grid) -> int:
    """The year the first text with one names, the first of two on end as in 2024/2025; 0 for none or several."""
    for text in (*_texts(grid.rows), grid.name):
        years = sorted({int(year) for year in _YEAR.findall(normal(text))})
        if years and years[-1] - years[0] <= 1:
            return years[0]
    return 0


def _texts(rows: Mapping[int, Mapping[int, Cell]]) -> Iterator[str]:
    for cells in rows.values():
        yield from (cell.text for cell in cells.values() if 0 < len(cell.text) <= 2 * _LONGEST)


def _as_day(cell: Cell, day: date) -> Cell:
    return replace(cell, value=datetime.combine(day, time()), kind="date", whole=cell.whole or cell.shown)
