"""A plan workbook in the hand of a test: cells by ids and keys, rows that are moved and filled."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from tests.intake.plans.light import light
from vsm_desktop.edit.plan import plan_of
from vsm_desktop.export.plan_sheet import plan_bytes
from vsm_desktop.intake.plans.difference import PlanDifference, compare_plan, taking
from vsm_desktop.model.plan import Objective
from vsm_desktop.model.stream import ValueStream

TODAY = date(2025, 7, 9)
Change = Callable[[Any], None]


def compared(stream: ValueStream, change: Change) -> PlanDifference:
    """What differs once the workbook of a document was changed by hand."""
    book = light(written_of(stream))
    change(book)
    return compare_plan(stream, book.tables())


def written_of(stream: ValueStream) -> bytes:
    """The workbook of a document, written once for each."""
    if id(stream) not in _WRITTEN:
        _WRITTEN[id(stream)] = stream, plan_bytes(stream, TODAY)  # which keeps the document, and so its id
    return _WRITTEN[id(stream)][1]


_WRITTEN: dict[int, tuple[ValueStream, bytes]] = {}


def row_of(sheet: Any, id_: str) -> int:
    return next(row for row in range(4, sheet.max_row + 1) if sheet.cell(row, 1).value == id_)


def column_of(sheet: Any, key: str) -> int:
    return next(at for at in range(1, sheet.max_column + 1) if sheet.cell(2, at).value == key)


def place(sheet: Any, id_: str, key: str) -> Any:
    """The cell of a row and a column, by their ids."""
    return sheet.cell(row_of(sheet, id_), column_of(sheet, key))


def empty_row(sheet: Any, key: str) -> int:
    at = column_of(sheet, key)
    return next(
        row for row in range(4, 200) if sheet.cell(row, at).value is None and sheet.cell(row, 1).value is None
    )


def fill(sheet: Any, row: int, **values: Any) -> None:
    for key, value in values.items():
        sheet.cell(row, column_of(sheet, key.replace("__", "."))).value = value


def move_row(sheet: Any, id_: str, before: str) -> None:
    """Cut a row and insert it before another one, as a spreadsheet does."""
    at = row_of(sheet, id_)
    kept = [sheet.cell(at, column).value for column in range(1, sheet.max_column + 1)]
    sheet.delete_rows(at)
    to = row_of(sheet, before)
    sheet.insert_rows(to)
    for column, value in enumerate(kept, 1):
        sheet.cell(to, column).value = value


def sort_rows(sheet: Any, key: str) -> None:
    """Sort the rows by a column, blanks at the end, as a spreadsheet does."""
    wide, at = sheet.max_column, column_of(sheet, key)
    rows = [[sheet.cell(row, column).value for column in range(1, wide + 1)] for row in range(4, 20)]
    rows = [row for row in rows if any(value is not None for value in row)]
    rows.sort(key=lambda row: (row[at - 1] is None, str(row[at - 1])))
    for number in range(4, 20):
        for column in range(1, wide + 1):
            sheet.cell(number, column).value = (
                rows[number - 4][column - 1] if number - 4 < len(rows) else None
            )


def taken(found: PlanDifference, stream: ValueStream, *, empty: bool = False) -> ValueStream:
    keys = found.proposed | frozenset(line.key for line in found.of("empty") if empty)
    return taking(found, keys)(stream)


def by_id(stream: ValueStream) -> dict[str, Objective]:
    return {one.id: one for one in plan_of(stream).objectives}


def loops_of(stream: ValueStream) -> dict[str, list[str]]:
    return {loop.name: [one.id for one in loop.objectives] for loop in plan_of(stream).loops}
