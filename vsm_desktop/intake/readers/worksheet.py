"""The cells of one sheet of Excel. Nearly all programs write them in one form, and that is read fast; any other
form, in which XML may say the same, is read by a parser from the start. Both see the same cells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

from msgspec import Struct

from vsm_desktop.intake.grid import column_number
from vsm_desktop.intake.readers.archive import Archive
from vsm_desktop.intake.readers.limits import Excess
from vsm_desktop.intake.readers.outlet import Outlet, Page, Parts
from vsm_desktop.intake.readers.strings import decoded, shown
from vsm_desktop.intake.readers.styles import PLAIN, Shape
from vsm_desktop.intake.readers.xml import MOST_PARTS, PROLOG, Scan

_MAX_ELEMENTS = 6_000_000
_MAX_IN_ROW = 4 * 16_384
_LONGEST_ROW = 4 * 1024 * 1024
_FIRST_YEAR = 1905  # an earlier date is a duration of more than a day in a clock format
_PLACE = re.compile(r"([A-Za-z]{1,4})(\d{1,9})")
_RANGE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})")
_BEGIN = re.compile(rb"<sheetData\s*>")
_HEAD = re.compile(PROLOG + rb"<worksheet[\s>]")
_OVER = b"</sheetData>"
_TOKENS = re.compile(
    rb'<c r="([A-Z]{1,3})([1-9][0-9]{0,6})"(?: s="([0-9]{1,6})")?(?: t="([A-Za-z]{1,9})")?(?: (?:cm|vm|ph)="[0-9]+")*\s*'
    rb"(?:/>|>(<f(?: [A-Za-z:]+=\"[^\"<>]*\")*(?:\s*/>|>[^<]*</f>))?"
    rb'(?:<v(?: xml:space="preserve")?>([^<]*)</v>|<v\s*/>|<is><t(?: xml:space="preserve")?>([^<]*)</t></is>)?</c>)'
    rb'|<row r="([1-9][0-9]{0,6})"((?: [A-Za-z0-9:]+="[^"<>]*")*)\s*/?>'
    rb"|</row>|\s+|(.+)",
    re.DOTALL,
)
_NUMBER = (b"", b"n")
_HIDDEN = re.compile(rb' hidden="(?:1|true)"')


class Book(Struct, frozen=True):
    """What the sheets of a workbook share: texts, the shapes of styles, and the day 0."""

    strings: list[bytes | str]
    shapes: dict[bytes, Shape]
    epoch: datetime


class _Unusual(Exception):
    """The sheet is not written in the usual form."""


def read_sheet(
    archive: Archive, part: str, book: Book, out: Outlet, page: Page, share: tuple[float, float]
) -> None:
    """Read a sheet into a page; `share` is where its time begins and how long it is."""
    length = archive.length(part) or 1

    def chunks() -> Iterator[bytes]:
        read = 0
        for chunk in archive.chunks(part):
            read += len(chunk)
            out.share(share[0] + share[1] * read / length)
            yield chunk

    try:
        _read_usual(chunks(), book, page)
    except _Unusual:
        page.begin()
        scan = _Cells(book, page)
        scan.read(chunks())
    page.end()


def _read_usual(chunks: Iterator[bytes], book: Book, page: Page) -> None:
    """What stands before and behind the rows goes through a parser, the rows through one expression. Raises _Unusual."""
    scan, cells = _Cells(book, page), _Usual(book, page)
    rest = b""
    for chunk in chunks:
        rest += chunk
        if begin := _BEGIN.search(rest):
            break
        if len(rest) > _LONGEST_ROW:
            raise _Unusual
    else:
        scan.feed(rest)
        scan.close()
        return
    head, rest = rest[: begin.end()], rest[begin.end() :]
    if b"<!" in head or not _HEAD.match(head):
        raise _Unusual
    scan.feed(head)
    while (over := rest.find(_OVER)) < 0:
        if (end := rest.rfind(b"<row ")) > 0:
            cells.read(rest[:end])
            rest = rest[end:]
        if len(rest) > _LONGEST_ROW:
            raise _Unusual
        piece = next(chunks, b"")
        if not piece:
            raise _Unusual
        rest += piece
    cells.read(rest[:over])
    scan.feed(rest[over:])
    scan.read(chunks)


class _Filled:
    """Makes cells of what they hold as text and the way they say it."""

    def __init__(self, book: Book, page: Page) -> None:
        self._page, self._epoch = page, book.epoch
        self._strings, self._shapes = book.strings, book.shapes
        self._first = float((datetime(_FIRST_YEAR, 1, 1) - book.epoch).days)

    def put(self, row: int, column: int, style: bytes, kind: bytes, value: bytes) -> None:
        """A cell with a value. Raises ValueError, IndexError."""
        page = self._page
        if kind in _NUMBER:
            self._number(row, column, float(value), self._shapes.get(style, PLAIN))
        elif kind == b"s":
            if text := self._shared(int(value)):
                page.add(row, column, text)
        elif kind == b"b":
            page.add(row, column, float(value.strip() in (b"1", b"true")), "flag")
        elif kind == b"e":
            page.add(row, column, decoded(value), "error")
        elif kind == b"d":
            self._moment(row, column, datetime.fromisoformat(decoded(value)))
        else:
            page.text(row, column, decoded(value))

    def _shared(self, number: int) -> str:
        text = self._strings[number]
        if isinstance(text, bytes):
            text = self._strings[number] = decoded(text)
        return text

    def _number(self, row: int, column: int, number: float, shape: Shape) -> None:
        page = self._page
        if shape.kind in ("number", "percent") or number - number != 0:
            page.number(row, column, number, shape.kind if shape.kind == "percent" else "number", shape.unit)
        elif shape.kind == "elapsed" or number < self._first:
            page.duration(row, column, number, shape.clock)
        else:
            try:
                day, part = divmod(number, 1)
                moment = self._epoch + timedelta(days=day) + timedelta(milliseconds=round(part * 86_400_000))
            except OverflowError:
                page.add(row, column, "#VALUE!", "error")
            else:
                page.date(row, column, moment)

    def _moment(self, row: int, column: int, value: datetime) -> None:
        value = value.replace(tzinfo=None)
        if value.year < _FIRST_YEAR:
            self._page.duration(row, column, (value - self._epoch) / timedelta(days=1))
        else:
            self._page.date(row, column, value)


class _Columns(dict[bytes, int]):
    """The numbers of columns by their letters."""

    def __missing__(self, letters: bytes) -> int:
        number = self[letters] = column_number(letters.decode())
        return number


class _Usual(_Filled):
    """Reads rows in the usual form: every byte must belong to it."""

    def __init__(self, book: Book, page: Page) -> None:
        super().__init__(book, page)
        self._columns = _Columns()
        self._numbers = {style for style, shape in book.shapes.items() if shape == PLAIN}

    def read(self, data: bytes) -> None:
        """Whole rows. Raises _Unusual, ValueError, IndexError."""
        page, columns, numbers = self._page, self._columns, self._numbers
        place, at, in_row, cells = b"", 0, 0, dict[int, Parts]()
        for letters, number, style, kind, formula, value, text, row, more, other in _TOKENS.findall(data):
            if letters:
                in_row += 1
                if number != place:
                    place, at = number, int(number)
                    cells = page.row(at)
                if value:
                    if style in numbers and kind in _NUMBER and (found := float(value)) - found == 0:
                        column = columns[letters]
                        cells[column] = (at, column, found, "number")
                    else:
                        self.put(at, columns[letters], style, kind, value)
                elif text:
                    if said := decoded(text):
                        cells[columns[letters]] = (at, columns[letters], said)
                elif formula and kind != b"str":
                    page.add(at, columns[letters], "=", "formula")
            elif row:
                if in_row > _MAX_IN_ROW:
                    raise Excess
                in_row = 0
                if more and _HIDDEN.search(more):
                    page.hide_row(int(row))
            elif other:
                raise _Unusual
        if in_row > _MAX_IN_ROW:
            raise Excess


class _Cells(Scan, _Filled):
    """Reads a sheet as a parser tells of it: rows in any form, hidden columns and merged ranges."""

    def __init__(self, book: Book, page: Page) -> None:
        Scan.__init__(self, _MAX_ELEMENTS)
        _Filled.__init__(self, book, page)
        self._row = self._column = self._in_row = 0
        self._style = self._kind = b""
        self._formula = False
        self._value: list[str] = []
        self._inline: list[str] | None = None
        self._spoken = 0

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        self._in_row += 1
        if self._row and self._in_row > _MAX_IN_ROW:
            raise Excess
        if name == "c":
            self._open_cell(attributes)
        elif name == "row":
            self._in_row = self._column = 0
            self._row = int(attributes.get("r") or self._row + 1)
            if attributes.get("hidden") in ("1", "true"):
                self._page.hide_row(self._row)
        elif name == "f":
            self._formula = True
        elif name == "is":
            self._inline = []
        elif name == "rPh":
            self._spoken += 1
        elif name == "v" or (name == "t" and self._inline is not None and not self._spoken):
            self.listen(True)
        else:
            self._beside(name, attributes)

    def _open_cell(self, attributes: Mapping[str, str]) -> None:
        self._column += 1
        if match := _PLACE.fullmatch(attributes.get("r", "")):
            self._column, self._row = column_number(match.group(1).upper()), int(match.group(2))
        self._style = attributes.get("s", "").encode()
        self._kind = attributes.get("t", "").encode()
        self._formula, self._value, self._inline = False, [], None

    def _beside(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "sheetData":
            self._row = self._in_row = 0
        elif name == "col":
            if attributes.get("hidden") in ("1", "true"):
                self._page.hide_columns(int(attributes.get("min", 0)), int(attributes.get("max", 0)))
        elif name == "mergeCell" and (match := _RANGE.fullmatch(attributes.get("ref", ""))):
            left, top, right, bottom = match.groups()
            self._page.merge(int(top), column_number(left), int(bottom), column_number(right))

    def end(self, name: str) -> None:
        if name == "c":
            self._close_cell()
        elif name in ("v", "t"):
            self.listen(False)
        elif name == "rPh":
            self._spoken -= 1
        elif name == "row":
            self._in_row = 0

    def text(self, text: str) -> None:
        parts = self._value if self._inline is None else self._inline
        if len(parts) < MOST_PARTS:
            parts.append(text)

    def _close_cell(self) -> None:
        if self._inline is not None and (text := shown("".join(self._inline))):
            self._page.text(self._row, self._column, text)
        elif value := "".join(self._value):
            self._fill(value)
        elif self._formula and self._kind != b"str":
            self._page.add(self._row, self._column, "=", "formula")

    def _fill(self, value: str) -> None:
        """As the usual form is filled, but references in the text are resolved already."""
        if self._kind in (b"", b"n", b"s", b"b", b"d"):
            self.put(self._row, self._column, self._style, self._kind, value.encode())
        elif self._kind == b"e":
            self._page.add(self._row, self._column, shown(value), "error")
        else:
            self._page.text(self._row, self._column, shown(value))
