"""What is read although nobody sees it, or where it is not plain which row it belongs to: said of each cell."""

from __future__ import annotations

from collections.abc import Iterable

from vsm_desktop.assets import _
from vsm_desktop.intake.grid import Cell, Grid, letters
from vsm_desktop.intake.kinds import Row
from vsm_desktop.intake.labelled import Labelled
from vsm_desktop.intake.report import Ledger
from vsm_desktop.intake.table import Table


def note_places(table: Table, rows: Iterable[Row], labels: Iterable[Labelled], ledger: Ledger) -> None:
    """Mark what stands in hidden rows and columns, and values that reach over several steps, as doubtful."""
    grid = table.grid.turn() if table.grid.turned else table.grid
    used = [row for row in rows if row.kind != "left"]
    if grid.hidden_rows or grid.hidden_columns:
        cells = [cell for row in used for cell in row.cells.values()]
        cells += [one.value for one in labels if one.value]
        for cell in cells:
            _note_hidden(cell, grid, ledger)
    if grid.merged:
        numbers = {row.number for row in used}
        for row in used:
            _note_wide(table, row, numbers, ledger)


def _note_hidden(cell: Cell, grid: Grid, ledger: Ledger) -> None:
    if not ledger.holds(cell):
        return
    if cell.row in grid.hidden_rows:
        ledger.revise(cell, "doubtful", _("row {n} is hidden").format(n=cell.row))
    elif cell.column in grid.hidden_columns:
        ledger.revise(cell, "doubtful", _("column {name} is hidden").format(name=letters(cell.column)))


def _note_wide(table: Table, row: Row, numbers: set[int], ledger: Ledger) -> None:
    """A value in a cell merged over several steps is that of the first; the others may have it too."""
    for column in table.columns:
        cell = row.cells.get(column.index)
        found = table.grid.range_at(row.number, column.index) if cell and column.meaning else None
        if not cell or not found or cell is row.name or not ledger.holds(cell):
            continue
        over = [number for number in range(found[0] + 1, found[2] + 1) if number in numbers]
        if found[0] == row.number and over:
            reason = _("the cell reaches over {n} steps; taken for the first").format(n=len(over) + 1)
            ledger.revise(cell, "doubtful", reason)
