"""Time studies without any number over their readings: a column for each step, its times below, and a title that says so."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice

from msgspec.structs import replace

from vsm_desktop.intake.grid import Cell, Grid
from vsm_desktop.intake.readings import MARK, is_study, role_of, time_in, unit_in
from vsm_desktop.intake.values import is_empty

_LEAST_STEPS, _LEAST_TIMES = 2, 3
_SEEN, _WITHIN, _ABOVE = 200, 30, 6
_LONGEST = 60
_NUMBERS = ("number", "duration")


def headed_by_title(grid: Grid) -> Grid:
    """A turned sheet of times under the names of steps, with a header of its own; any other sheet as it is."""
    if not grid.turned:
        return grid
    rows = list(islice(grid.rows, _SEEN))
    for at, first in enumerate(rows):
        for column in islice(grid.rows[first], _WITHIN):
            steps = _steps(grid, rows[at:], column)
            if len(steps) >= _LEAST_STEPS and (title := _title(grid, column)):
                return _headed(grid, steps, column, title)
    return grid


def _steps(grid: Grid, rows: list[int], column: int) -> list[int]:
    """Rows one after the other that hold a name and then nothing but times."""
    found: list[int] = []
    for row in rows:
        if (found and row != found[-1] + 1) or not _is_step(grid, grid.rows[row], column):
            break
        found.append(row)
    return found


def _is_step(grid: Grid, cells: Mapping[int, Cell], column: int) -> bool:
    name = cells.get(column)
    if name is None or not 0 < len(name.text) <= _LONGEST or role_of(name.text, grid.tongues):
        return False
    seen = islice(cells.items(), _SEEN)
    after = [cell for at, cell in seen if at > column and not is_empty(cell)]
    times = [cell for cell in after if cell.kind in _NUMBERS or any(map(str.isdigit, cell.text[:1]))]
    return len(times) >= _LEAST_TIMES and 2 * len(times) > len(after)


def _title(grid: Grid, column: int) -> Cell | None:
    """The text above the names that says which times they are."""
    for place in range(column - 1, max(column - 1 - _ABOVE, 0), -1):
        for cells in islice(grid.rows.values(), _SEEN):
            cell = cells.get(place)
            if cell and cell.text and (time_in(cell.text, grid.tongues) or is_study(cell.text)):
                return cell
    return None


def _headed(grid: Grid, steps: list[int], column: int, title: Cell) -> Grid:
    """The sheet with a row in front of the steps that numbers their times; room is made for it where there is none."""
    what = time_in(title.text, grid.tongues) or f"C/T {unit_in(title.text)}".strip()
    last = max(max(grid.rows[row]) for row in steps)
    header = {
        at: Cell(title.row, title.column, f"{what}{MARK}{n}", whole=title.text)
        for n, at in enumerate(range(column + 1, last + 1), start=1)
    }
    shift = int(steps[0] == 1)
    rows: dict[int, Mapping[int, Cell]] = {row + shift: cells for row, cells in grid.rows.items()}
    before = rows.get(steps[0] - 1 + shift, {})
    if any(at in before for at in header):
        return grid
    rows[steps[0] - 1 + shift] = dict(sorted({**before, **header}.items()))
    for row, cells in rows.items():
        if any(cell is title for cell in cells.values()):
            rows[row] = {at: cell for at, cell in cells.items() if cell is not title}
    return replace(grid, rows={row: rows[row] for row in sorted(rows) if rows[row]})
