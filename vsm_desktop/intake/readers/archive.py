"""A zip archive of a workbook: what it really holds is counted, whatever it claims, and no name leads out of it."""

from __future__ import annotations

import posixpath
import zlib
from collections.abc import Iterator
from struct import error as StructError
from typing import IO
from xml.parsers.expat import ExpatError
from zipfile import BadZipFile, ZipFile, ZipInfo

from vsm_desktop.intake.readers.limits import MAX_BYTES, MAX_PARTS, Excess, Refusal
from vsm_desktop.intake.readers.outlet import Outlet

CHUNK = 256 * 1024
BROKEN = (
    BadZipFile,
    EOFError,
    ExpatError,
    IndexError,
    KeyError,
    NotImplementedError,
    OSError,
    OverflowError,
    RuntimeError,
    StructError,
    UnicodeError,
    ValueError,
    zlib.error,
)
"""What a file that is not as it should be makes zip, XML and numbers raise."""
_ENTRY = b"PK\x01\x02"
_SMALL = 16 * 1024 * 1024
_COUNTING = 0.2  # share of the time


class Archive:
    """The parts of an open archive by their names, all counted. Raises Refusal."""

    def __init__(self, file: IO[bytes], out: Outlet) -> None:
        data = file.read()
        if (
            data.count(_ENTRY) > 10 * MAX_PARTS
        ):  # before the directory is read, which takes a kilobyte per part
            raise Excess
        del data
        self._zip = ZipFile(file)
        parts = self._zip.infolist()
        if len(parts) > MAX_PARTS:
            raise Excess
        if any(part.flag_bits & 1 for part in parts):
            raise Refusal("protected")
        self._parts = {_plain(part.filename): part for part in parts}
        self._lengths = self._count(parts, out)

    def _count(self, parts: list[ZipInfo], out: Outlet) -> dict[str, int]:
        """Read every part to its end once: its sum is checked, and no claim of its size believed."""
        room, lengths = MAX_BYTES, {}
        for part in parts:
            length = 0
            with self._zip.open(part) as stream:
                while chunk := stream.read(CHUNK):
                    length += len(chunk)
                    room -= len(chunk)
                    if room < 0:
                        raise Excess
                    out.share(_COUNTING * (1 - room / MAX_BYTES))
            lengths[_plain(part.filename)] = length
        return lengths

    def __contains__(self, name: str) -> bool:
        return _plain(name) in self._parts

    def names(self) -> Iterator[str]:
        """The names of all parts, in lower case."""
        return iter(self._parts)

    def length(self, name: str) -> int:
        """How many bytes a part holds."""
        return self._lengths[_plain(name)]

    def read(self, name: str) -> bytes:
        """A part of moderate size as a whole."""
        if self.length(name) > _SMALL:
            raise Excess
        return self._zip.read(self._parts[_plain(name)])

    def chunks(self, name: str) -> Iterator[bytes]:
        """A part piece by piece."""
        with self._zip.open(self._parts[_plain(name)]) as stream:
            while chunk := stream.read(CHUNK):
                yield chunk


def _plain(name: str) -> str:
    """The name of a part as all others are written: some programs begin at the root or write like Windows."""
    return posixpath.normpath("/" + name.replace("\\", "/")).lower().lstrip("/")
