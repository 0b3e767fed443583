"""A sheet of LibreOffice and others (.ods): content.xml as a parser tells of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from math import inf
from typing import Any

from vsm_desktop.intake.readers.archive import Archive
from vsm_desktop.intake.readers.limits import MAX_COLUMNS, MAX_ROWS, Refusal
from vsm_desktop.intake.readers.messages import date
from vsm_desktop.intake.readers.ods_styles import OFFICE, TABLE, TEXT, Looks
from vsm_desktop.intake.readers.outlet import Outlet, Page, clean
from vsm_desktop.intake.readers.styles import Shape
from vsm_desktop.intake.readers.xml import MOST_PARTS, unescaped

_MAX_ELEMENTS = 8_000_000
_DAY_0 = datetime(1899, 12, 30)
_FIRST_YEAR = 1905  # an earlier date is a duration of more than a day in a clock format
_TIME = re.compile(r"(-?)P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:[.,]\d+)?)S)?)?")
_ERROR = re.compile(r"#[A-Z/0!?]+|Err:\d+", re.IGNORECASE)
_HIDDEN = ("collapse", "filter")
_COPY = "'file:"  # so begins what stands in another file, and the sheet that LibreOffice keeps of it
_SPACES = {b"table": TABLE, b"office": OFFICE, b"text": TEXT}
_ATTRIBUTES = rb'((?: [A-Za-z:-]+="[^"<>]*")*)'
_TOKENS = re.compile(
    rb"<table:(table-cell)" + _ATTRIBUTES + rb"(?:/>|>(?:<text:p>([^<]*)</text:p>)?</table:table-cell>)"
    rb"|<table:(covered-table-cell)" + _ATTRIBUTES + rb"/>"
    rb"|<table:(table-row)" + _ATTRIBUTES + rb">|(</table:table-row>)|\s+|(.+)",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(rb' ([a-z]+):([a-z-]+)="([^"]*)"')
_ROW, _ROW_END = b"<table:table-row", b"</table:table-row>"
_KIND = f"{OFFICE}value-type"
_VALUE = f"{OFFICE}value"
_NUMBERS = ("float", "currency", "percentage")
_FORMULA = f"{TABLE}formula"
_STYLE = f"{TABLE}style-name"
_PLAIN = {_KIND, _VALUE, _STYLE, "? value-type"}
_LONGEST_ROW = 4 * 1024 * 1024
_MOST_KNOWN = 10_000
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
        cells.take(chunk)
    cells.take_rest()
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
        self._rest, self._in_row = b"", False
        self._usual: bool | None = None
        self._known: set[bytes] = set()
        self._units: dict[bytes, str] = {}
        self._defaults_matter = False

    def take(self, data: bytes) -> None:
        """The next bytes. Whole rows in the form that is usual are read fast, all else goes through the parser."""
        self._rest += data
        if self._usual is None:
            self._usual = all(b'xmlns:%s="%s"' % (k, v.strip().encode()) in data for k, v in _SPACES.items())
            self._usual = self._usual and b'encoding="UTF-8"' in data[:100]
        end = self._rest.rfind(_ROW_END)
        if self._usual and end < 0 and len(self._rest) < _LONGEST_ROW:
            return
        end = end + len(_ROW_END) if self._usual and end >= 0 else len(self._rest)
        piece, self._rest = self._rest[:end], self._rest[end:]
        begin = piece.find(_ROW)
        if b"<!" in piece:
            self._usual = False
        if not self._usual or begin < 0:
            self.feed(piece)
            return
        self.feed(piece[:begin])
        rows = piece[begin:]
        tokens = _TOKENS.findall(rows) if self._between_rows else [(b"x",) * 9]
        if tokens[-1][-1]:
            self.feed(rows)
        else:
            self._read_rows(tokens)

    def take_rest(self) -> None:
        """There is no more."""
        self.feed(self._rest)
        self.close()

    @property
    def _between_rows(self) -> bool:
        return self._page is not None and self._tables == 1 and not self._in_row

    def _read_rows(self, tokens: Iterable[tuple[bytes, ...]]) -> None:
        """What the parser would tell, one by one."""
        known, held = self._known, self._held
        for cell, attributes, text, covered, skipped, row, more, over, _other in tokens:
            if row:
                self._open_row(_parsed(more))
                held = self._held
            elif over:
                self._close_row()
            elif text and attributes in known:  # a text and nothing else, as most cells
                self._column += 1
                if said := clean(unescaped(text.decode())):
                    held.append((self._column, self._column, (said,)))
            elif (number := _number(attributes)) and (unit := self._units.get(number[1])) is not None:
                self._column += 1
                held.append((self._column, self._column, (number[0], "number", unit)))
            elif cell or covered:
                self._read_cell(skipped if covered else attributes, text, bool(covered))

    def _read_cell(self, attributes: bytes, text: bytes, covered: bool) -> None:
        self._cell = _parsed(attributes)
        self._column += 1
        self._columns = _repeats(self._cell, "columns")
        self._texts = [unescaped(text.decode())] if text else []
        self._remember(self._cell, attributes)
        self._close_cell(covered)

    def _remember(self, cell: Mapping[str, str], attributes: bytes) -> None:
        """A cell that holds a text or a number and nothing else: those that say the same of theirs are read at once."""
        if not cell.keys() <= _PLAIN or len(self._known) + len(self._units) > _MOST_KNOWN:
            return
        if cell.get(_KIND) == "string" and _VALUE not in cell:
            self._known.add(attributes)
        elif (
            cell.get(_KIND) == "float"
            and (_STYLE in cell or not self._defaults_matter)
            and (number := _number(attributes))
        ):
            self._units[number[1]] = self.shape(cell.get(_STYLE, "")).unit

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
        self._column, self._in_row = 0, True
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
        self._defaults_matter = False
        self._units = {}

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
            self._defaults_matter |= bool(self.shape(style).unit)
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
        self._row, self._held, self._in_row = last, [], False


def _parsed(attributes: bytes) -> dict[str, str]:
    """Attributes by their names, with the namespace in front as a parser gives them."""
    found = _ATTRIBUTE.findall(attributes)
    return {_SPACES.get(k, "? ") + name.decode(): unescaped(v.decode()) for k, name, v in found}


def _number(attributes: bytes) -> tuple[float, bytes] | None:
    """The number that attributes say, and the rest of them."""
    before, found, behind = attributes.partition(b' office:value="')
    value, _quote, behind = behind.partition(b'"')
    number = float(value) if found else inf
    return (number, before + behind) if number - number == 0 else None


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
