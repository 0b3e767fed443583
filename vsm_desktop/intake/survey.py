"""A first look at an XML part, without building anything: how much it holds, and formulas without a result.

Formulas whose program never stored a result read as empty cells everywhere; only this look can tell the two apart.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from xml.parsers.expat import ParserCreate

from msgspec import Struct

MAX_ROWS = 20_000
MAX_COLUMNS = 500
_MAX_ELEMENTS = {"worksheet": 6_000_000, "sst": 6_000_000, "pivotCacheRecords": 6_000_000}
_MAX_OTHER = 500_000
_MAX_IN_ROW = 4 * 16_384
_MAX_DEPTH = 100
_REFERENCE = re.compile(r"([A-Za-z]{1,4})(\d{1,9})")


class Excess(Exception):
    """More than any honest workbook holds."""


class Found(Struct, frozen=True):
    """Where the cells of a sheet that hold something end, and which hold a formula without a result."""

    last_row: int = 0
    last_column: int = 0
    unsolved: frozenset[tuple[int, int]] = frozenset()


class Survey:
    """Reads one part as it is inflated. Refuses entities, and counts elements before anyone builds a tree of them."""

    def __init__(self) -> None:
        self._parser = ParserCreate(namespace_separator=" ")
        self._parser.buffer_text = True
        self._parser.EntityDeclHandler = self._entity
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._most = _MAX_OTHER
        self._elements = self._in_row = self._depth = 0
        self._row = self._column = self._last_row = self._last_column = 0
        self._holds = self._formula = self._text = self._result = False
        self._unsolved: set[tuple[int, int]] = set()

    def feed(self, data: bytes) -> None:
        """The next bytes. Raises Excess, ExpatError, ValueError."""
        self._parser.Parse(data, False)

    def close(self) -> None:
        """There is no more. Raises ExpatError for a part that ends too early."""
        self._parser.Parse(b"", True)

    def found(self) -> Found:
        """What was seen."""
        return Found(self._last_row, self._last_column, frozenset(self._unsolved))

    def _entity(self, name: str, *rest: object) -> None:
        raise ValueError(f"an entity is declared: {name}")

    def _start(self, tag: str, attributes: Mapping[str, str]) -> None:
        name = tag.rpartition(" ")[2]
        self._count(name)
        if name == "row":
            self._in_row = self._column = 0
            self._row = int(attributes.get("r") or self._row + 1)
        elif name == "c":
            self._open_cell(attributes)
        elif name in ("v", "is"):
            self._parser.CharacterDataHandler = self._characters
        elif name == "f":
            self._formula = True

    def _count(self, name: str) -> None:
        if not self._elements:
            self._most = _MAX_ELEMENTS.get(name, _MAX_OTHER)
        self._elements += 1
        self._in_row += 1
        self._depth += 1
        crowded = self._row and self._in_row > _MAX_IN_ROW
        if crowded or self._elements > self._most or self._depth > _MAX_DEPTH:
            raise Excess

    def _open_cell(self, attributes: Mapping[str, str]) -> None:
        self._column += 1
        if match := _REFERENCE.fullmatch(attributes.get("r", "")):
            self._column, self._row = _number(match.group(1)), int(match.group(2))
        self._holds = self._formula = False
        self._text = attributes.get("t") == "str"

    def _characters(self, text: str) -> None:
        self._holds = self._holds or bool(text)

    def _end(self, tag: str) -> None:
        self._depth -= 1
        name = tag.rpartition(" ")[2]
        if name in ("v", "is"):
            self._parser.CharacterDataHandler = None
        elif name == "c":
            self._close_cell()

    def _close_cell(self) -> None:
        unsolved = self._formula and not self._holds and not self._text
        if not (self._holds or unsolved):
            return
        self._last_row = max(self._last_row, self._row)
        self._last_column = max(self._last_column, self._column)
        if unsolved and self._row <= MAX_ROWS and self._column <= MAX_COLUMNS:
            self._unsolved.add((self._row, self._column))


def _number(letters: str) -> int:
    """The number of a column: A is 1, AA is 27."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number
