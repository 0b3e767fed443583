"""Steps, stocks or the ladder as comma-separated text: the columns of the workbook, with numbers instead of formulas.

UTF-8 with a mark at its start, without which Excel takes it for something else; numbers with a point. A text that a
spreadsheet would take for a formula gets an apostrophe in front.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from vsm_desktop.assets import UNWATCHED, Watch
from vsm_desktop.export.atomic import replace_file
from vsm_desktop.export.clean import harmless
from vsm_desktop.export.sheets import ladder, steps
from vsm_desktop.export.workbook import written

if TYPE_CHECKING:
    from vsm_desktop.export.sheets.cells import Cell
    from vsm_desktop.export.sheets.grid import Grid
    from vsm_desktop.metrics.report import Report
    from vsm_desktop.model.stream import State, ValueStream

Table = Literal["steps", "inventory", "ladder"]
_HEADS = {"steps": steps.HEAD, "inventory": steps.HEAD, "ladder": ladder.HEAD}


def write_table(
    stream: ValueStream, state: State, report: Report, table: Table, path: Path, watch: Watch = UNWATCHED
) -> None:
    """Write one table of a state. Raises ExportError."""
    data = table_bytes(stream, state, report, table, watch.part(0, 0.95))
    watch.at(1)
    replace_file(path, data)


def table_bytes(
    stream: ValueStream, state: State, report: Report, table: Table, watch: Watch = UNWATCHED
) -> bytes:
    """One table of a state; the same map gives the same bytes."""
    grid = written(stream, state, report, watch).tables[table]
    text = StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(_rows(grid, _HEADS[table]))
    return text.getvalue().encode("utf-8-sig")


def _rows(grid: Grid, head: int) -> Iterator[list[str]]:
    """What people see of a sheet, from its heads on."""
    last_row, last_column = grid.cells.last
    shown = [column for column in range(1, last_column + 1) if not grid.is_hidden(column)]
    for at in range(head, last_row + 1):
        row = grid.cells.rows.get(at, {})
        yield [_text(row.get(column)) for column in shown]


def _text(cell: Cell | None) -> str:
    if cell is None or cell.value is None:
        return ""
    if isinstance(cell.value, str):
        return harmless(cell.value)
    return f"{cell.value * (100.0 if cell.share else 1.0):.15g}"  # the head says %
