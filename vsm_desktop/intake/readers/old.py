"""Workbooks in binary form (.xls, .xlsb), by calamine. It ends the process it runs in on some files; this is that process."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import IO, Any

from vsm_desktop.intake.readers.archive import Archive
from vsm_desktop.intake.readers.biff import Marks, beside
from vsm_desktop.intake.readers.chosen import chosen
from vsm_desktop.intake.readers.limits import MAX_ROWS, Refusal
from vsm_desktop.intake.readers.outlet import Outlet, Page
from vsm_desktop.intake.readers.styles import PLAIN, Shape
from vsm_desktop.intake.readers.workbook import say_more

_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_BOOK = tuple(name.encode("utf-16-le") for name in ("Workbook", "WORKBOOK", "Book", "BOOK"))
_MACROS = "_VBA_PROJECT_CUR".encode("utf-16-le")
Shapes = Mapping[tuple[int, int], Shape]
_DAY_0 = datetime(1899, 12, 30)
_FIRST_YEAR = 1905  # an earlier date is a duration of more than a day in a clock format


def read_container(file: IO[bytes], wanted: str, out: Outlet) -> None:
    """Send the sheets of a workbook from before 2007. Raises Refusal for other things in such a container."""
    data = file.read()
    if _ENCRYPTED in data:
        raise Refusal("protected")
    if not any(name in data for name in _BOOK):
        raise Refusal("other", kind="Word, PowerPoint or Outlook")
    if _MACROS in data:
        out.word("macros")
    known = beside(data)
    if known.links:
        out.word("links")
    del data
    _read(file, wanted, out, known.sheets)


def read_binary(file: IO[bytes], archive: Archive, wanted: str, out: Outlet) -> None:
    """Send the sheets of a workbook in the binary form of today, whose archive was looked through."""
    say_more(archive, out)
    _read(file, wanted, out, [])


def _read(file: IO[bytes], wanted: str, out: Outlet, marks: Sequence[Marks]) -> None:
    from python_calamine import CalamineError, PasswordError, SheetTypeEnum, SheetVisibleEnum, load_workbook

    try:
        book = load_workbook(file.name)  # by its name it is read without a second copy
        found = book.sheets_metadata
        sheets = [sheet for sheet in found if sheet.typ == SheetTypeEnum.WorkSheet]
        known = (
            dict(zip((sheet.name for sheet in found), marks, strict=False))
            if len(marks) == len(found)
            else {}
        )
        if not known:
            out.word("values")
        for number, sheet in enumerate(wanted_sheets := chosen(sheets, wanted)):
            out.share(number / len(wanted_sheets))
            page = out.sheet(sheet.name, sheet.visible != SheetVisibleEnum.Visible)
            _read_sheet(book.get_sheet_by_name(sheet.name), page, out, known.get(sheet.name, Marks()))
            page.end()
    except PasswordError:
        raise Refusal("protected") from None
    except CalamineError as error:
        raise ValueError(str(error)) from error


def _read_sheet(sheet: Any, page: Page, out: Outlet, marks: Marks) -> None:
    for row in marks.hidden_rows:
        page.hide_row(row)
    for columns in marks.hidden_columns:
        page.hide_columns(*columns)
    _top, left = sheet.start or (
        0,
        0,
    )  # rows come from the first one on, columns from the first that holds anything
    height = max(sheet.height, 1)
    for (top, first), (bottom, last) in sheet.merged_cell_ranges or ():
        page.merge(top + 1, first + 1, bottom + 1, last + 1)
    for number, row in enumerate(sheet.iter_rows(), start=1):
        if number % 500 == 0:
            out.share(number / height)
        if number > MAX_ROWS or page.full:
            page.reach(sheet.total_height, sheet.total_width)
            break
        _fill(page, number, left + 1, row, marks.shapes)
    for (number, column), error in marks.errors.items():
        page.add(number, column, error, "error")


def _fill(page: Page, number: int, first: int, row: Sequence[Any], shapes: Shapes) -> None:
    for column, value in enumerate(row, start=first):
        if value == "" or value is None:
            continue
        if isinstance(value, str):
            page.text(number, column, value)
        elif isinstance(value, bool):
            page.add(number, column, float(value), "flag")
        elif isinstance(value, int | float):
            shape = shapes.get((number, column), PLAIN)
            page.number(
                number, column, float(value), "percent" if shape.kind == "percent" else "number", shape.unit
            )
        else:
            _moment(page, number, column, value, shapes.get((number, column), PLAIN).clock)


def _moment(page: Page, row: int, column: int, value: time | timedelta | datetime | date, clock: str) -> None:
    """A date, or a duration where the cell counts hours and minutes."""
    if isinstance(value, time):
        value = datetime.combine(_DAY_0, value) - _DAY_0
    elif not isinstance(value, timedelta | datetime):
        value = datetime(value.year, value.month, value.day)
    if isinstance(value, datetime) and value.year < _FIRST_YEAR:
        value -= _DAY_0
    if isinstance(value, timedelta):
        page.duration(row, column, value / timedelta(days=1), clock)
    else:
        page.date(row, column, value)
