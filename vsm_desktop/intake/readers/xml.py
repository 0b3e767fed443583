"""XML part by part, as it is inflated: without trees, without entities, and with a count of what there is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from xml.parsers.expat import ParserCreate

from vsm_desktop.intake.readers.limits import Excess

MOST_PARTS = 64
"""A text comes in parts of some thousand letters; so many of them are more than any cell shows."""
PROLOG = (
    rb"^(?:\xef\xbb\xbf)?\s*(?:<\?xml version=[\"']1\.[01][\"'](?: encoding=[\"'](?i:utf-8)[\"'])?"
    rb"(?: standalone=[\"'][a-z]+[\"'])?\s*\?>)?\s*"
)
"""How a part in UTF-8 begins, as an expression; what is in another encoding is left to the parser."""
_MAX_DEPTH = 100
_REFERENCE = re.compile(r"&(?:#x([0-9a-fA-F]{1,6})|#([0-9]{1,7})|(amp|lt|gt|quot|apos));")
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}


class Scan:
    """Tells of elements by their local names. Entities are refused; so is more than `most` elements, or great depth."""

    def __init__(self, most: int = 500_000) -> None:
        self._parser = ParserCreate(namespace_separator=" ")
        self._parser.buffer_text = True
        self._parser.EntityDeclHandler = self._entity
        self._parser.StartElementHandler = self._open
        self._parser.EndElementHandler = self._close
        self._most, self._elements, self._depth = most, 0, 0

    def feed(self, data: bytes) -> None:
        """The next bytes. Raises Excess, ExpatError, ValueError."""
        self._parser.Parse(data, False)

    def close(self) -> None:
        """There is no more. Raises ExpatError for a part that ends too early."""
        self._parser.Parse(b"", True)

    def read(self, chunks: Iterable[bytes]) -> None:
        """A whole part."""
        for chunk in chunks:
            self.feed(chunk)
        self.close()

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element begins; names of attributes keep their namespace in front."""

    def end(self, name: str) -> None:
        """An element ends."""

    def text(self, text: str) -> None:
        """Characters, while `listen` wants them."""

    def listen(self, wanted: bool) -> None:
        """Whether to tell of characters from here on."""
        self._parser.CharacterDataHandler = self.text if wanted else None

    def _entity(self, name: str, *rest: object) -> None:
        raise ValueError(f"an entity is declared: {name}")

    def _open(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._elements += 1
        self._depth += 1
        if self._elements > self._most or self._depth > _MAX_DEPTH:
            raise Excess
        self.start(tag.rpartition(" ")[2], attributes)

    def _close(self, tag: str) -> None:
        self._depth -= 1
        self.end(tag.rpartition(" ")[2])


def unescaped(text: str) -> str:
    """Text as it stands between tags, its references resolved. Raises ValueError for one that is not known."""
    if "&" not in text:
        return text
    if text.count("&") != len(_REFERENCE.findall(text)):
        raise ValueError("a reference to an entity")
    return _REFERENCE.sub(_character, text)


def _character(match: re.Match[str]) -> str:
    hexadecimal, decimal, name = match.groups()
    if name:
        return _NAMED[name]
    return chr(int(hexadecimal, 16) if hexadecimal else int(decimal))
