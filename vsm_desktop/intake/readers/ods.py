"""A sheet of LibreOffice and others (.ods): content.xml as a parser tells of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from vsm_desktop.intake.readers.archive import Archive
from vsm_desktop.intake.readers.limits import MAX_COLUMNS, MAX_ROWS, Refusal
from vsm_desktop.intake.readers.messages import date
from vsm_desktop.intake.readers.ods_styles import OFFICE, TABLE, TEXT, Looks
from vsm_desktop.intake.readers.outlet import Outlet, Page, clean
from vsm_desktop.intake.readers.styles import Shape
from vsm_desktop.intake.readers.xml import MOST_PARTS

_MAX_ELEMENTS = 8_000_000
_DAY_0 = datetime(1899, 12, 30)
_FIRST_YEAR = 1905  # an earlier date is a duration of more than a day in a clock format
_TIME = re.compile(r"(-?)P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:[.,]\d+)?)S)?)?")
_ERROR = re.compile(r"#[A-Z/0!?]+|Err:\d+", re.IGNORECASE)
_HIDDEN = ("collapse", "filter")
_COPY = "'file:"  # so begins what stands in another file, and the sheet that LibreOffice keeps of it
_KIND = f"{OFFICE}value-type"
_VALUE = f"{OFFICE}value"
_NUMBERS = ("float", "currency", "percentage")
_FORMULA = f"{TABLE}formula"
_STYLE = f"{TABLE}style-name"
_START = 0.25  # share of the time until the cells are read


def read_document(archive: Archive, wanted: str, out: Outlet) -> None:
    """Send the sheets of a document, or only the wanted one. Raises Refusal."""
    if "META-INF/manifest.xml" in archive and b"encryption-data" in archive.read("META-INF/manifest.xml"):
        raise Refusal("protected")
    if any(name.startswith(("basic/", "scripts/")) for name in archive.names()):
        out.word("macros")
    looks = Looks()
    if "styles.xml" in archive:
        looks.read(archive.chunks("styles.xml"))
    cells = _Cells(looks, wanted, out)
    length, read = archive.length("content.xml") or 1, 0
    for chunk in archive.chunks("content.xml"):
        read += len(chunk)
        out.share(_START + (1 - _START) * read / length)
        cells.feed(chunk)
    cells.close()
    if not cells.spreadsheet:
        raise Refusal("other", kind="OpenDocument")
    if wanted and not cells.found:
        raise Refusal("no_sheet", wanted=wanted, names=", ".join(cells.names))
    if cells.links:
        out.word("links")


class _Cells(Looks):
    """Reads the sheets of the wanted name, else all."""

    def __init__(self, looks: Looks, wanted: str, out: Outlet) -> None:
        super().__init__(_MAX_ELEMENTS, looks)
        self._wanted, self._out = wanted.strip().casefold(), out
        self.names: list[str] = []
        self.spreadsheet = self.found = self.links = False
        self._page: Page | None = None
        self._tables = self._notes = 0
        self._row = self._column = self._rows = self._columns = 0
        self._held: list[tuple[int, int, tuple[Any, ...]]] = []
        self._cell: Mapping[str, str] | None = None
        self._texts: list[str] = []
        self._defaults: dict[int, str] = {}

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "table":
            self._open_table(attributes)
        elif name == "spreadsheet":
            self.spreadsheet = True
        elif self._page is None or self._tables > 1:
            super().start(name, attributes)
        elif name == "table-column":
            self._column_begins(attributes)
        elif name == "table-row":
            self._open_row(attributes)
        elif name in ("table-cell", "covered-table-cell"):
            self._column += 1
            self._columns = _repeats(attributes, "columns")
            self._cell, self._texts = attributes, []
        elif self._cell is not None:
            self._within(name, attributes)

    def _open_row(self, attributes: Mapping[str, str]) -> None:
        assert self._page
        self._row += 1
        self._column = 0
        self._rows = _repeats(attributes, "rows")
        if attributes.get(f"{TABLE}visibility") in _HIDDEN:
            for row in range(self._row, min(self._row + self._rows, MAX_ROWS + 1)):
                self._page.hide_row(row)

    def _within(self, name: str, attributes: Mapping[str, str]) -> None:
        """What a cell shows: its paragraphs, but not the notes on it."""
        if name == "annotation":
            self._notes += 1
        elif self._notes:
            return
        elif name == "p":
            if self._texts:
                self._say("\n")
            self.listen(True)
        elif name == "s":
            self._say(" " * min(int(attributes.get(f"{TEXT}c", 1)), 100))
        elif name == "tab" or name == "line-break":
            self._say("\t" if name == "tab" else "\n")

    def end(self, name: str) -> None:
        if name == "table":
            self._close_table()
        elif self._page is None or self._tables > 1:
            super().end(name)
        elif name == "annotation":
            self._notes -= 1
        elif name == "p":
            self.listen(False)
        elif name in ("table-cell", "covered-table-cell"):
            self._close_cell(name == "covered-table-cell")
        elif name == "table-row":
            self._close_row()

    def text(self, text: str) -> None:
        if self._cell is None:
            super().text(text)
        elif not self._notes:
            self._say(text)

    def _say(self, text: str) -> None:
        if len(self._texts) < MOST_PARTS:
            self._texts.append(text)

    def _open_table(self, attributes: Mapping[str, str]) -> None:
        self._tables += 1
        name = attributes.get(f"{TABLE}name", "")
        if self._tables > 1:  # a table in a cell
            return
        if name.startswith(_COPY):
            self.links = True
            return
        self.names.append(name)
        if self._wanted and name.strip().casefold() != self._wanted:
            return
        self.found = True
        self._page = self._out.sheet(name, attributes.get(f"{TABLE}style-name", "") in self.hiding)
        self._row = self._column = 0
        self._defaults = {}

    def _close_table(self) -> None:
        self._tables -= 1
        if self._page and not self._tables:
            self._page.end()
            self._page = None

    def _column_begins(self, attributes: Mapping[str, str]) -> None:
        assert self._page
        first, number = self._column + 1, _repeats(attributes, "columns")
        self._column += number
        if attributes.get(f"{TABLE}visibility") in _HIDDEN:
            self._page.hide_columns(first, self._column)
        if style := attributes.get(f"{TABLE}default-cell-style-name"):
            self._defaults |= dict.fromkeys(range(first, min(self._column, MAX_COLUMNS) + 1), style)

    def _close_cell(self, covered: bool) -> None:
        assert self._page
        assert self._cell is not None
        cell, first = self._cell, self._column
        self.links = self.links or _COPY in cell.get(_FORMULA, "")
        self._column += self._columns - 1
        self._cell = None
        if covered:
            return
        across = int(cell.get(f"{TABLE}number-columns-spanned", 1))
        down = int(cell.get(f"{TABLE}number-rows-spanned", 1))
        if across > 1 or down > 1:
            self._page.merge(self._row, first, self._row + down - 1, first + across - 1)
        if value := self._value(cell, first):
            self._held.append((first, self._column, value))

    def _value(self, cell: Mapping[str, str], column: int) -> tuple[Any, ...]:
        """Value, kind, unit and clock of a cell; nothing if it holds nothing."""
        kind, text = cell.get(_KIND, ""), "".join(self._texts)
        if kind in _NUMBERS:
            number = float(cell[_VALUE])
            if number - number:
                return (str(number), "error")
            unit = self._shape(cell, column).unit if kind == "float" else ""
            return (number, "percent" if kind == "percentage" else "number", unit)
        if kind == "time":
            seconds = _seconds(cell[f"{OFFICE}time-value"])
            return (seconds, "duration", "", self._shape(cell, column).clock)
        if kind == "date":
            return self._date(datetime.fromisoformat(cell[f"{OFFICE}date-value"]), cell, column)
        if kind == "boolean":
            return (float(cell[f"{OFFICE}boolean-value"] == "true"), "flag")
        if not kind and not text and _FORMULA in cell:
            return ("=", "formula")
        text = clean(text or cell.get(f"{OFFICE}string-value", ""))
        if _FORMULA in cell and _ERROR.fullmatch(text):
            return (text, "error")
        return (text,) if text else ()

    def _date(self, value: datetime, cell: Mapping[str, str], column: int) -> tuple[Any, ...]:
        value = value.replace(tzinfo=None)
        if value.year < _FIRST_YEAR:
            seconds = round((value - _DAY_0) / timedelta(seconds=1), 3)
            return (seconds, "duration", "", self._shape(cell, column).clock)
        return (date(value), "date")

    def _shape(self, cell: Mapping[str, str], column: int) -> Shape:
        style = cell.get(_STYLE) or self._defaults.get(column, "")
        return self.shape(style)

    def _close_row(self) -> None:
        """Keep the row as often as it is repeated."""
        page, held, last = self._page, self._held, self._row + self._rows - 1
        assert page
        if held:
            page.beyond(max(last - max(MAX_ROWS, self._row), 0))
            for row in range(self._row, min(last, MAX_ROWS) + 1):
                if page.full:
                    break
                for first, end, value in held:
                    for column in range(first, min(end, MAX_COLUMNS) + 1):
                        page.add(row, column, *value)
            page.reach(last, max(end for _first, end, _value in held))
        self._row, self._held = last, []


def _repeats(attributes: Mapping[str, str], what: str) -> int:
    """How often a row or a column stands there, at most as often as a sheet has room for."""
    return min(max(int(attributes.get(f"{TABLE}number-{what}-repeated", 1)), 1), 2**24)


def _seconds(text: str) -> float:
    """A duration such as PT01H30M00S in seconds. Raises ValueError."""
    match = _TIME.fullmatch(text)
    if not match:
        raise ValueError(text)
    days, hours, minutes, seconds = (float((part or "0").replace(",", ".")) for part in match.groups()[1:])
    total = ((days * 24 + hours) * 60 + minutes) * 60 + seconds
    return round(-total if match.group(1) else total, 3)
