"""A zip archive of a workbook: what it really holds is counted, whatever it claims, and no name leads out of it."""

from __future__ import annotations

import posixpath
import re
import zlib
from collections.abc import Iterator
from struct import error as StructError
from typing import IO
from xml.parsers.expat import ExpatError
from zipfile import BadZipFile, ZipFile

from vsm_desktop.intake.readers.limits import MAX_BYTES, MAX_PARTS, Excess, Refusal
from vsm_desktop.intake.readers.outlet import Outlet

CHUNK = 256 * 1024
BROKEN = (
    BadZipFile,
    EOFError,
    ExpatError,
    LookupError,
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
_LARGE = re.compile(r"^xl/worksheets/[^/]+\.xml$|^xl/sharedstrings\.xml$|^content\.xml$")
"""Parts that are counted while they are read; the others are looked through before anything is."""
_SMALL = 16 * 1024 * 1024
_COUNTING = 0.2  # share of the time


class Archive:
    """The parts of an open archive by their names; no claim of their size is believed. Raises Refusal."""

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
        self._room = MAX_BYTES
        self._counted: dict[str, int] = {}
        for name in self._parts:
            if not _LARGE.search(name):
                for _chunk in self.chunks(name):
                    out.share(_COUNTING * (1 - self._room / MAX_BYTES))

    def __contains__(self, name: str) -> bool:
        return _plain(name) in self._parts

    def names(self) -> Iterator[str]:
        """The names of all parts, in lower case."""
        return iter(self._parts)

    def length(self, name: str) -> int:
        """How many bytes a part says that it holds; that is good enough to tell how far its reading is."""
        return min(self._parts[_plain(name)].file_size, MAX_BYTES)

    def read(self, name: str) -> bytes:
        """A part of moderate size as a whole."""
        data = b""
        for chunk in self.chunks(name):
            data += chunk
            if len(data) > _SMALL:
                raise Excess
        return data

    def chunks(self, name: str) -> Iterator[bytes]:
        """A part piece by piece; what all of them hold is counted, and at the end of each its sum is checked."""
        name, read = _plain(name), 0
        with self._zip.open(self._parts[name]) as stream:
            while chunk := stream.read(CHUNK):
                read += len(chunk)
                if (more := read - self._counted.get(name, 0)) > 0:
                    self._counted[name] = read
                    self._room -= more
                    if self._room < 0:
                        raise Excess
                yield chunk


def _plain(name: str) -> str:
    """The name of a part as all others are written: some programs begin at the root or write like Windows."""
    return posixpath.normpath("/" + name.replace("\\", "/")).lower().lstrip("/")
