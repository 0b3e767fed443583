"""What calamine does not tell of an old workbook (.xls): number formats, errors, and what is hidden.

The records are those of [MS-XLS], the streams around them those of [MS-CFB]. Only the version of 1997 to 2003 is looked
through; of others nothing is known.
"""

from __future__ import annotations

from collections.abc import Iterator
from struct import unpack_from

from msgspec import Struct, field

from vsm_desktop.intake.readers.limits import MAX_FILE, Refusal
from vsm_desktop.intake.readers.styles import CODES, PLAIN, Shape, shape_of

_BOF, _EOF, _BOUNDSHEET, _FILEPASS, _FORMAT, _XF = 0x0809, 0x000A, 0x0085, 0x002F, 0x041E, 0x00E0
_ROW, _COLINFO, _FORMULA, _BOOLERR, _MULRK = 0x0208, 0x007D, 0x0006, 0x0205, 0x00BD
_SUPBOOK, _OWN = 0x01AE, (0x0401, 0x3A01)
_NUMBERS = (0x0203, 0x027E, _FORMULA)
_VERSION = 0x0600
_ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}
_LAST = 0xFFFFFFFA  # sector numbers from here on are no sectors
_ENTRY = 128


class Marks(Struct):
    """What is to be known of one sheet besides its values, by row and column from 1."""

    shapes: dict[tuple[int, int], Shape] = field(default_factory=dict)
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)


class Beside(Struct):
    """What is to be known of a workbook: the marks of every sheet in its order, and whether it links to other files."""

    sheets: list[Marks] = field(default_factory=list)
    links: bool = False


def beside(data: bytes) -> Beside:
    """What a workbook holds besides its values; nothing for another version. Raises Refusal, struct.error."""
    stream, links = _stream(data), False
    if not stream or unpack_from("<H", stream, 4)[0] != _VERSION:
        return Beside()
    codes, shapes, offsets = dict(CODES), list[Shape](), list[int]()
    for kind, at, length in _records(stream, 0):
        if kind == _FILEPASS:
            raise Refusal("protected")
        if kind == _FORMAT:
            codes[unpack_from("<H", stream, at)[0]] = _text(stream[at + 2 : at + length])
        elif kind == _XF:
            code = codes.get(unpack_from("<H", stream, at + 2)[0], "")
            shapes.append(shape_of(code) if code else PLAIN)
        elif kind == _BOUNDSHEET:
            offsets.append(unpack_from("<I", stream, at)[0])
        elif kind == _SUPBOOK:
            links |= unpack_from("<H", stream, at + 2)[0] not in _OWN
    return Beside([_marks(stream, offset, shapes) for offset in offsets], links)


def _marks(stream: bytes, offset: int, shapes: list[Shape]) -> Marks:
    marks = Marks()
    telling = {number for number, shape in enumerate(shapes) if shape != PLAIN}
    for kind, at, length in _records(stream, offset):
        if kind in _NUMBERS:
            row, column, style = unpack_from("<HHH", stream, at)
            if style in telling:
                marks.shapes[row + 1, column + 1] = shapes[style]
            if kind == _FORMULA and stream[at + 12 : at + 14] == b"\xff\xff" and stream[at + 6] == 2:
                marks.errors[row + 1, column + 1] = _ERRORS.get(stream[at + 8], "#N/A")
        elif kind == _MULRK:
            row, first = unpack_from("<HH", stream, at)
            for number in range((length - 6) // 6):
                (style,) = unpack_from("<H", stream, at + 4 + 6 * number)
                if style in telling:
                    marks.shapes[row + 1, first + number + 1] = shapes[style]
        elif kind == _BOOLERR and stream[at + 7]:
            row, column = unpack_from("<HH", stream, at)
            marks.errors[row + 1, column + 1] = _ERRORS.get(stream[at + 6], "#N/A")
        elif kind == _ROW and stream[at + 12] & 0x20:
            marks.hidden_rows.append(unpack_from("<H", stream, at)[0] + 1)
        elif kind == _COLINFO and stream[at + 8] & 1:
            first, last = unpack_from("<HH", stream, at)
            marks.hidden_columns.append((first + 1, last + 1))
    return marks


def _records(stream: bytes, offset: int) -> Iterator[tuple[int, int, int]]:
    """The records of one part of the stream: kind, where its data begin, how long they are. Parts within are left out."""
    depth = 0
    while offset + 4 <= len(stream):
        kind, length = unpack_from("<HH", stream, offset)
        depth += (kind == _BOF) - (kind == _EOF)
        if depth == 1:
            yield kind, offset + 4, length
        if depth <= 0:
            return
        offset += 4 + length


def _text(data: bytes) -> str:
    """A text with its length before it, in one or two bytes a letter."""
    length, wide = unpack_from("<HB", data)
    return (
        data[3 : 3 + 2 * length].decode("utf-16-le") if wide & 1 else data[3 : 3 + length].decode("latin-1")
    )


def _stream(data: bytes) -> bytes:
    """The stream of the workbook in its container; nothing if there is none."""
    size, small = 1 << data[30], 1 << data[32]
    first, cutoff, first_small = unpack_from("<I4xII", data, 48)
    table = _table(data, size)
    directory = _chain(data, table, first, size, size)
    entries = [directory[at : at + _ENTRY] for at in range(0, len(directory) - _ENTRY + 1, _ENTRY)]
    for entry in entries:
        name = entry[: max(unpack_from("<H", entry, 64)[0] - 2, 0)].decode("utf-16-le", "replace")
        start, length = unpack_from("<II", entry, 116)
        if name.casefold() not in ("workbook", "book") or entry[66] != 2:
            continue
        if length >= cutoff:
            return _chain(data, table, start, size, size)[:length]
        root = entries[0]
        inner = _chain(data, table, unpack_from("<I", root, 116)[0], size, size)
        links = _chain(data, table, first_small, size, size)
        numbers = list(unpack_from(f"<{len(links) // 4}I", links))
        return _chain(inner, numbers, start, small, 0)[:length]
    return b""


def _table(data: bytes, size: int) -> list[int]:
    """Which sector follows which."""
    sectors = list(unpack_from("<109I", data, 76))
    more, left = unpack_from("<II", data, 68)
    while more < _LAST and left and len(sectors) < MAX_FILE // size:
        numbers = unpack_from(f"<{size // 4}I", data, (more + 1) * size)
        sectors += numbers[:-1]
        more, left = numbers[-1], left - 1
    table: list[int] = []
    for sector in sectors:
        if sector < _LAST:
            table += unpack_from(f"<{size // 4}I", data, (sector + 1) * size)
    return table


def _chain(data: bytes, table: list[int], sector: int, size: int, header: int) -> bytes:
    """The bytes of sectors that follow one another; sectors of the file itself begin behind its header."""
    pieces: list[bytes] = []
    while sector < _LAST and len(pieces) <= len(table):
        at = sector * size + header
        pieces.append(data[at : at + size])
        sector = table[sector]
    return b"".join(pieces)
