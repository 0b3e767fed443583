"""Steps, stocks or the ladder as comma-separated text: the columns of the workbook, with numbers instead of formulas.

UTF-8 with a mark at its start, without which Excel takes it for something else; numbers with a point. A text that a
spreadsheet would take for a formula gets an apostrophe in front.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from vsm_desktop.assets import UNWATCHED, Watch
from vsm_desktop.export.atomic import replace_file
from vsm_desktop.export.sheets import ladder, steps
from vsm_desktop.export.workbook import written

if TYPE_CHECKING:
    from vsm_desktop.export.sheets.grid import Grid
    from vsm_desktop.metrics.report import Report
    from vsm_desktop.model.stream import State, ValueStream

Table = Literal["steps", "inventory", "ladder"]
_HEADS = {"steps": steps.HEAD, "inventory": steps.HEAD, "ladder": ladder.HEAD}
_RISKY = ("=", "+", "-", "@", "\t", "\r")


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
    dimensions = grid.sheet.column_dimensions
    for row in grid.sheet.iter_rows(min_row=head):
        yield [_text(grid, cell) for cell in row if not dimensions[cell.column_letter].hidden]


def _text(grid: Grid, cell: Any) -> str:
    value = grid.now.get(cell.coordinate) if cell.data_type == "f" else cell.value
    if value is None:
        return ""
    if isinstance(value, str):
        return f"'{value}" if value.startswith(_RISKY) else value
    share = 100.0 if "%" in cell.number_format else 1.0  # the head says %
    return f"{value * share:.15g}"
