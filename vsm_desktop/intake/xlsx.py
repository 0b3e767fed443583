"""A workbook as sheets of cells: values, what their number formats say, and formulas without a result."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from math import isfinite
from pathlib import Path
from typing import IO, Any

from vsm_desktop.assets import Cancelled, Watch, _
from vsm_desktop.intake.archive import check, damaged, open_file
from vsm_desktop.intake.errors import SheetError
from vsm_desktop.intake.formats import format_of
from vsm_desktop.intake.grid import Cell, Grid, grid_of, letters
from vsm_desktop.intake.survey import MAX_COLUMNS, MAX_ROWS, Found

MAX_CELLS = 400_000
_NOTHING = Found()
_LONGEST = 32_767
_EXCEL_ROWS = 1_048_576
_FIRST_YEAR = 1905  # an earlier date is a duration of more than a day in a clock format


def read_workbook(path: Path, sheet: str, watch: Watch) -> tuple[Grid, ...]:
    """The sheets of a workbook, or only the one asked for. Raises SheetError and Cancelled."""
    with open_file(path) as file:
        found = check(file, path.name, watch.part(0.0, 0.3))
        file.seek(0)
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                return tuple(_sheets(file, path.name, found, sheet, watch.part(0.3, 0.7)))
        except (Cancelled, SheetError):
            raise
        except Exception as error:  # whatever a parser stumbles over, the file is at fault
            raise SheetError(damaged(path.name)) from error


def _sheets(
    file: IO[bytes], name: str, found: Mapping[str, Found], wanted: str, watch: Watch
) -> Iterator[Grid]:
    reader = _reader(file)
    reader.read()
    parts = {sheet.name: rel.target for sheet, rel in reader.parser.find_sheets()}
    sheets = _chosen(reader.wb.worksheets, name, wanted)
    for number, sheet in enumerate(sheets):
        part = watch.part(number / len(sheets), 1 / len(sheets))
        yield _grid(sheet, found.get(parts[sheet.title], _NOTHING), reader.wb.epoch, part)
    reader.archive.close()


def _reader(file: IO[bytes]) -> Any:
    """openpyxl's reader, which knows the part of every sheet; it refuses entities if it works with defusedxml."""
    import openpyxl.xml
    from openpyxl.reader import excel

    if not openpyxl.xml.DEFUSEDXML:
        raise SheetError(_("Workbooks cannot be read safely: defusedxml is missing or switched off."))
    reader: Any = excel.ExcelReader
    return reader(file, read_only=True, data_only=True, keep_links=False)


def _chosen(sheets: list[Any], name: str, wanted: str) -> list[Any]:
    """All sheets, or the one of the wanted name; upper and lower case do not matter."""
    if not wanted:
        return sheets
    exact = [sheet for sheet in sheets if sheet.title == wanted]
    close = [sheet for sheet in sheets if sheet.title.strip().casefold() == wanted.strip().casefold()]
    if not (exact or close):
        names = ", ".join(sheet.title for sheet in sheets)
        raise SheetError(
            _('"{name}" has no sheet "{wanted}". It has: {names}.').format(
                name=name, wanted=wanted, names=names
            )
        )
    return (exact or close)[:1]


def _grid(sheet: Any, found: Found, epoch: datetime, watch: Watch) -> Grid:
    """Read one sheet within the limits; what the sheet claims of its own size is not believed."""
    last_row, last_column = min(found.last_row, MAX_ROWS), min(found.last_column, MAX_COLUMNS)
    cells = [Cell(row, column, "=", "formula") for row, column in found.unsolved]
    sheet.reset_dimensions()
    rows = sheet.iter_rows(max_row=last_row, max_col=last_column) if last_row and last_column else ()
    for number, row in enumerate(rows, start=1):
        watch.at(number / last_row)
        cells += _cells(row, number, epoch)
        if len(cells) > MAX_CELLS:
            last_row = number
            break
    hidden = sheet.sheet_state != "visible"
    return grid_of(sheet.title, cells, _cut(found, last_row, last_column), hidden)


def _cut(found: Found, last_row: int, last_column: int) -> str:
    """What lies beyond the limits, as a range; nothing if all was read."""
    if found.last_row > last_row:
        return f"A{last_row + 1}:{letters(found.last_column)}{min(found.last_row, _EXCEL_ROWS)}"
    if found.last_column > last_column:
        return f"{letters(last_column + 1)}1:{letters(found.last_column)}{found.last_row}"
    return ""


def _cells(row: tuple[Any, ...], number: int, epoch: datetime) -> Iterator[Cell]:
    for column, raw in enumerate(row, start=1):
        if raw.value is not None and (cell := _cell(number, column, raw, epoch)):
            yield cell


def _cell(row: int, column: int, raw: Any, epoch: datetime) -> Cell | None:
    value, format_ = raw.value, format_of(raw.number_format or "General")
    if raw.data_type == "e":
        return Cell(row, column, str(value), "error")
    if isinstance(value, str):
        text = "".join(
            letter if letter.isprintable() or letter.isspace() else " " for letter in value[:_LONGEST]
        ).strip()
        return Cell(row, column, text) if text else None
    if isinstance(value, bool):
        return Cell(row, column, float(value), "flag")
    if isinstance(value, int | float):
        if not isfinite(value):
            return Cell(row, column, str(value), "error")
        return Cell(row, column, float(value), "percent" if format_.percent else "number", format_.unit)
    return _moment(row, column, value, epoch, format_.clock)


def _moment(row: int, column: int, value: Any, epoch: datetime, clock: str) -> Cell:
    """A date, or a duration where the cell counts hours and minutes."""
    if isinstance(value, time):
        value = timedelta(
            hours=value.hour, minutes=value.minute, seconds=value.second, microseconds=value.microsecond
        )
    elif isinstance(value, datetime):
        value = _since(value, epoch) if value.year < _FIRST_YEAR else value
    elif isinstance(value, date):
        value = datetime(value.year, value.month, value.day)
    if isinstance(value, timedelta):
        return Cell(row, column, round(value.total_seconds(), 3), "duration", clock=clock)
    return Cell(row, column, value, "date")


def _since(value: datetime, epoch: datetime) -> timedelta:
    from openpyxl.utils import datetime as serials

    to_excel: Any = serials.to_excel
    return timedelta(days=to_excel(value, epoch))
