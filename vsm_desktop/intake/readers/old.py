"""Workbooks in binary form (.xls, .xlsb), by calamine. It ends the process it runs in on some files; this is that process."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import IO, Any

from vsm_desktop.intake.readers.archive import Archive
from vsm_desktop.intake.readers.chosen import chosen
from vsm_desktop.intake.readers.limits import MAX_ROWS, Refusal
from vsm_desktop.intake.readers.outlet import Outlet, Page

_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_BOOK = tuple(name.encode("utf-16-le") for name in ("Workbook", "WORKBOOK", "Book", "BOOK"))
_MACROS = "_VBA_PROJECT_CUR".encode("utf-16-le")
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
    del data
    _read(file, wanted, out)


def read_binary(file: IO[bytes], archive: Archive, wanted: str, out: Outlet) -> None:
    """Send the sheets of a workbook in the binary form of today, whose archive was looked through."""
    if any(name.endswith("vbaproject.bin") for name in archive.names()):
        out.word("macros")
    _read(file, wanted, out)


def _read(file: IO[bytes], wanted: str, out: Outlet) -> None:
    from python_calamine import CalamineError, PasswordError, SheetTypeEnum, SheetVisibleEnum, load_workbook

    file.seek(0)
    try:
        book = load_workbook(file)
        sheets = [sheet for sheet in book.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]
        out.word("values")
        for number, sheet in enumerate(wanted_sheets := chosen(sheets, wanted)):
            out.share(number / len(wanted_sheets))
            page = out.sheet(sheet.name, sheet.visible != SheetVisibleEnum.Visible)
            _read_sheet(book.get_sheet_by_name(sheet.name), page, out)
            page.end()
    except PasswordError:
        raise Refusal("protected") from None
    except CalamineError as error:
        raise ValueError(str(error)) from error


def _read_sheet(sheet: Any, page: Page, out: Outlet) -> None:
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
        _fill(page, number, left + 1, row)


def _fill(page: Page, number: int, first: int, row: Sequence[Any]) -> None:
    for column, value in enumerate(row, start=first):
        if value == "" or value is None:
            continue
        if isinstance(value, str):
            page.text(number, column, value)
        elif isinstance(value, bool):
            page.add(number, column, float(value), "flag")
        elif isinstance(value, int | float):
            page.number(number, column, float(value))
        else:
            _moment(page, number, column, value)


def _moment(page: Page, row: int, column: int, value: time | timedelta | datetime | date) -> None:
    """A date, or a duration where the cell counts hours and minutes."""
    if isinstance(value, time):
        value = datetime.combine(_DAY_0, value) - _DAY_0
    elif not isinstance(value, timedelta | datetime):
        value = datetime(value.year, value.month, value.day)
    if isinstance(value, datetime) and value.year < _FIRST_YEAR:
        value -= _DAY_0
    if isinstance(value, timedelta):
        page.duration(row, column, value / timedelta(days=1))
    else:
        page.date(row, column, value)
