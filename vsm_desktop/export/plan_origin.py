"""The hidden sheet of a plan workbook that keeps what it was written from (`model/plan_origin`)."""

from __future__ import annotations

from vsm_desktop.export.sheets.grid import Folder, Grid
from vsm_desktop.model.plan_origin import ORIGIN, ORIGIN_COLUMNS, ORIGIN_TITLE, written_rows
from vsm_desktop.model.plan_table import HEAD, KEYS, MARK
from vsm_desktop.model.stream import ValueStream


def put_origin(folder: Folder, stream: ValueStream) -> None:
    """A row for each row of the document."""
    grid = Grid(folder, ORIGIN_TITLE)
    grid.sheet.sheet_state = "hidden"
    grid.words(1, 1, MARK + ORIGIN, "note")
    for at, column in enumerate(ORIGIN_COLUMNS, 2):
        grid.words(KEYS, at, column.key, "note")
        grid.words(HEAD, at, column.title, "note")
        grid.width(at, column.width)
    for row, one in enumerate(written_rows(stream), HEAD + 1):
        for at, words in enumerate((one.table, one.key, one.words), 2):
            grid.words(row, at, words, "note")
