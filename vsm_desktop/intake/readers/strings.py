"""The texts that the sheets of a workbook share."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from vsm_desktop.intake.readers.archive import Archive
from vsm_desktop.intake.readers.limits import LONGEST
from vsm_desktop.intake.readers.outlet import Outlet, clean
from vsm_desktop.intake.readers.xml import MOST_PARTS, PROLOG, Scan, unescaped

_MAX_ELEMENTS = 6_000_000
_USUAL = re.compile(rb'<si><t(?: xml:space="preserve")?>([^<]*)</t></si>|<si/>|(.+)', re.DOTALL)
_HEAD = re.compile(PROLOG + rb"<sst[^<>]*[^<>/]>|" + PROLOG + rb"<sst>")
_CODED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_TAIL = b"</sst>"
_CUT = b"</si>"


def shared_strings(archive: Archive, name: str, out: Outlet) -> list[bytes | str]:
    """All of them: cleaned texts, and bytes that `decoded` makes one of, if anyone asks."""
    usual = _usual(archive.chunks(name), out)
    if usual is not None:
        return usual
    scan = _Strings()
    scan.read(archive.chunks(name))
    return scan.strings


def decoded(raw: bytes) -> str:
    """A text between tags as it is read. Raises ValueError."""
    text = raw.decode()
    if text.isprintable() and len(text) <= LONGEST and "&" not in text and "_x" not in text:
        return text.strip()
    return shown(unescaped(text))


def shown(text: str) -> str:
    """A text of a cell, cleaned; Excel writes characters that XML does not allow as _x000D_."""
    if "_x" in text:
        text = _CODED.sub(lambda match: chr(int(match.group(1), 16)), text)
    return clean(text)


def _usual(chunks: Iterator[bytes], out: Outlet) -> list[bytes | str] | None:
    """The texts where every one stands in the form that nearly all programs write; None if one does not."""
    rest = next(chunks, b"")
    head = _HEAD.match(rest)
    if not head:
        return None
    strings: list[bytes | str] = []
    rest = rest[head.end() :]
    while rest:
        piece = next(chunks, b"")
        rest += piece
        end = rest.rfind(_CUT if piece else _TAIL)
        if end < 0:
            return None
        end += len(_CUT) if piece else 0
        for text, other in _USUAL.findall(rest, 0, end):
            if other:
                return None
            strings.append(text)
        if not piece:
            return strings if not rest[end + len(_TAIL) :].strip() else None
        rest = rest[end:]
        out.share(0.2)
    return None


class _Strings(Scan):
    """The texts with their parts joined; how they are pronounced is left out."""

    def __init__(self) -> None:
        super().__init__(_MAX_ELEMENTS)
        self.strings: list[bytes | str] = []
        self._parts: list[str] = []
        self._spoken = 0

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "si":
            self._parts = []
        elif name == "rPh":
            self._spoken += 1
        elif name == "t" and not self._spoken:
            self.listen(True)

    def end(self, name: str) -> None:
        if name == "t":
            self.listen(False)
        elif name == "rPh":
            self._spoken -= 1
        elif name == "si":
            self.strings.append(shown("".join(self._parts)))

    def text(self, text: str) -> None:
        if len(self._parts) < MOST_PARTS:
            self._parts.append(text)
