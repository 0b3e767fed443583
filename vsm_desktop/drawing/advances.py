"""Advance widths, read straight from the font file's own tables.

Font libraries take 80 to 200 ms to import, half the start-up budget; the two tables needed are simple.
Format: OpenType 1.9, tables head, hhea, hmtx and cmap (formats 4 and 12). A test compares with reportlab.
"""

from __future__ import annotations

from array import array
from struct import unpack_from
from sys import byteorder


class Advances:
    """The advance of every character of one font, in em."""

    def __init__(self, data: bytes) -> None:
        tables = _tables(data)
        self._units = float(unpack_from(">H", data, tables["head"] + 18)[0])
        count = unpack_from(">H", data, tables["hhea"] + 34)[0]
        self._widths = _shorts(data, tables["hmtx"], count * 2)[::2]
        self._glyphs = _glyphs(data, tables["cmap"])
        self._known: dict[str, float] = {}

    def __contains__(self, char: str) -> bool:
        return ord(char) in self._glyphs

    def of(self, char: str) -> float:
        """The advance of a character in em; the missing glyph's for one the font does not have."""
        found = self._known.get(char)
        if found is None:
            glyph = self._glyphs.get(ord(char), 0)
            found = self._known[char] = self._widths[min(glyph, len(self._widths) - 1)] / self._units
        return found

    def width(self, text: str) -> float:
        """The advance of a whole run in em."""
        return sum(map(self.of, text))


def _tables(data: bytes) -> dict[str, int]:
    count = unpack_from(">H", data, 4)[0]
    records = (unpack_from(">4sIII", data, 12 + 16 * i) for i in range(count))
    return {tag.decode("ascii").strip(): offset for tag, _sum, offset, _length in records}


def _shorts(data: bytes, offset: int, count: int) -> array[int]:
    values = array("H", data[offset : offset + 2 * count])
    if byteorder == "little":
        values.byteswap()
    return values


def _glyphs(data: bytes, cmap: int) -> dict[int, int]:
    """Character to glyph, from the richest Unicode subtable."""
    count = unpack_from(">H", data, cmap + 2)[0]
    subtables = [unpack_from(">HHI", data, cmap + 4 + 8 * i) for i in range(count)]
    formats = {unpack_from(">H", data, cmap + offset)[0]: cmap + offset for _p, _e, offset in subtables}
    if 12 in formats:
        return _format_12(data, formats[12])
    return _format_4(data, formats[4])


def _format_12(data: bytes, at: int) -> dict[int, int]:
    count = unpack_from(">I", data, at + 12)[0]
    glyphs: dict[int, int] = {}
    for i in range(count):
        first, last, glyph = unpack_from(">III", data, at + 16 + 12 * i)
        glyphs.update(zip(range(first, last + 1), range(glyph, glyph + last - first + 1), strict=True))
    return glyphs


def _format_4(data: bytes, at: int) -> dict[int, int]:
    twice = unpack_from(">H", data, at + 6)[0]
    n = twice // 2
    ends, starts = _shorts(data, at + 14, n), _shorts(data, at + 16 + twice, n)
    deltas, offsets = _shorts(data, at + 16 + 2 * twice, n), _shorts(data, at + 16 + 3 * twice, n)
    glyphs: dict[int, int] = {}
    for i in range(n):
        for char in range(starts[i], min(ends[i], 0xFFFE) + 1):
            if not offsets[i]:
                glyphs[char] = (char + deltas[i]) & 0xFFFF
                continue
            place = at + 16 + 3 * twice + 2 * i + offsets[i] + 2 * (char - starts[i])
            if glyph := unpack_from(">H", data, place)[0]:
                glyphs[char] = (glyph + deltas[i]) & 0xFFFF
    return glyphs
