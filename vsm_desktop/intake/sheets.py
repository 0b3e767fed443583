"""A sheet of process steps becomes a map: `read_sheet` reads it and says what became of every cell.

The way of a sheet: `readers` make grids of a file in a process of their own, `table` finds the steps, `columns` what the columns mean, `rows` and `facts` read the values, `build` makes the stream.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from vsm_desktop.assets import Cancelled, Progress, Watch, _
from vsm_desktop.intake.build import CUSTOMER, SUPPLIER, build
from vsm_desktop.intake.checks import check
from vsm_desktop.intake.errors import SheetError
from vsm_desktop.intake.facts import read_facts
from vsm_desktop.intake.grid import Grid, clipped
from vsm_desktop.intake.kinds import rows_of
from vsm_desktop.intake.readers.opening import open_sheets
from vsm_desktop.intake.report import Entry, Ledger, Reading, Report
from vsm_desktop.intake.rows import read_rows
from vsm_desktop.intake.steps import Ids
from vsm_desktop.intake.surroundings import look_around, note_columns, note_left, title_of
from vsm_desktop.intake.table import Table, find_table, is_rival

__all__ = ["Cancelled", "Entry", "Progress", "Reading", "Report", "SheetError", "read_sheet"]

# shares of the time of a long sheet: cells are read until the first, the table is known from the second on
_OPENING, _LOOKING = 0.3, 0.5


def read_sheet(path: Path, sheet: str = "", progress: Progress | None = None) -> Reading:
    """Read a workbook's table of process steps, from the named sheet or the best one.

    `progress` is told how much is done and answers False to cancel. Raises SheetError for a file that cannot be read
    at all, with a sentence that says why, and Cancelled.
    """
    watch = Watch(progress)
    grids = open_sheets(path, sheet, watch.part(0.0, _OPENING))
    watch.at(_OPENING)
    grid, table = _best(grids)
    if grid is None or table is None or not table.rows:
        return _refusal(path.name, grids, table)
    return _read(path, table, grids, watch.part(_LOOKING, 1 - _LOOKING))


def _best(grids: Sequence[Grid]) -> tuple[Grid | None, Table | None]:
    """The first of the sheets whose tables say about the most; a visible one rather than a hidden one."""
    found = [(grid, table) for grid in grids if (table := find_table(grid))]
    if not found:
        return None, None
    best = max(found, key=lambda pair: (bool(pair[1].rows), not pair[0].hidden, pair[1].weight))
    rivals = [pair for pair in found if pair[0].hidden == best[0].hidden and is_rival(pair[1], best[1])]
    return rivals[0]


def _read(path: Path, table: Table, grids: Iterable[Grid], watch: Watch) -> Reading:
    grid = table.grid
    ledger, ids = Ledger(grid.name), Ids((CUSTOMER, SUPPLIER))
    sight = look_around(table)
    facts = read_facts(sight.labels, ledger)
    rows = rows_of(table, sight.used)
    steps = read_rows(table, rows, ledger, ids, watch)
    check(steps, facts, ledger)
    note_columns(table, rows, ledger)
    note_left(table, rows, sight, ledger)
    _note_unread(grid, grids, ledger)
    if not steps:
        return Reading(None, ledger.report(path.name, _no_steps(path.name, table), grid.about))
    title = title_of(table, sight) if "family" not in facts.texts else None
    if title:
        ledger.note(title, "taken", "family", reason=_("title of the sheet"))
    name = clipped(title.text) if title else path.stem
    return Reading(build(steps, facts, name, ids), ledger.report(path.name, about=grid.about))


def _note_unread(grid: Grid, grids: Iterable[Grid], ledger: Ledger) -> None:
    if grid.cut:
        ledger.note_unread(grid.name, grid.cut, _("beyond what is read of a sheet"))
    for other in grids:
        if other.name != grid.name and find_table(other):
            reason = _('sheet "{name}" has a table of steps too; name it to read it').format(name=other.name)
            ledger.note_unread(other.name, "", reason)


def _refusal(file: str, grids: Sequence[Grid], table: Table | None) -> Reading:
    name = table.grid.name if table else grids[0].name if len(grids) == 1 else ""
    refused = _no_steps(file, table) if table else _no_table(file, grids)
    return Reading(None, Report(file, name, refused=refused, about=grids[0].about if grids else ""))


def _no_table(file: str, grids: Sequence[Grid]) -> str:
    """No header was found anywhere: what there is, and what is needed."""
    held = ", ".join(f"{grid.name} ({_counted(len(grid.rows))})" for grid in grids)
    return _(
        '"{file}" holds no table of process steps: no row names a step together with values such as C/T, C/O, uptime or inventory. '
        "Looked through: {sheets}. Put a header such as Step, C/T (s), C/O (min), Uptime (%) over the columns and import it again."
    ).format(file=file, sheets=held or _("no sheets"))


def _counted(rows: int) -> str:
    return _("1 row") if rows == 1 else _("{n} rows").format(n=rows)


def _no_steps(file: str, table: Table) -> str:
    """A header, and nothing below it that is a step."""
    cells = [cell for column in table.columns for cell in column.cells]
    return _(
        '"{file}" has a header of process steps in {sheet}!{cell}, but no row below it with a name and a value. '
        "Fill in at least one row and import it again."
    ).format(file=file, sheet=table.grid.name, cell=cells[0].ref if cells else "A1")
