"""Pictures kept in a document: PNG or JPEG as a data address, which travels with the symbol that shows it."""

from __future__ import annotations

import struct
from base64 import b64decode, b64encode
from functools import lru_cache
from typing import Literal

Media = Literal["png", "jpeg"]
_HEAD = "data:image/"
_SIZES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})  # JPEG markers that say how large a picture is


def as_text(data: bytes, media: Media) -> str:
    """A picture as it is kept in the document."""
    return f"{_HEAD}{media};base64,{b64encode(data).decode('ascii')}"


@lru_cache(maxsize=64)
def bytes_of(text: str) -> bytes | None:
    """The file of a picture; None if it is none this program can show."""
    head, comma, body = text.partition(",")
    if not comma or head not in (f"{_HEAD}png;base64", f"{_HEAD}jpeg;base64"):
        return None
    try:
        data = b64decode(body, validate=True)
    except ValueError:
        return None
    return data if size_in(data) is not None else None


@lru_cache(maxsize=256)
def pixel_size(text: str) -> tuple[int, int] | None:
    """Width and height in pixels; None for what cannot be shown."""
    data = bytes_of(text)
    return size_in(data) if data is not None else None


def size_in(data: bytes) -> tuple[int, int] | None:
    """The size a PNG or JPEG file says it has."""
    if data[:8] == b"\x89PNG\r\n\x1a\n" and len(data) >= 33:
        width, height = struct.unpack(">II", data[16:24])
    elif data[:2] == b"\xff\xd8" and (found := _jpeg_size(data)) is not None:
        width, height = found
    else:
        return None
    return (width, height) if width and height else None


def _jpeg_size(data: bytes) -> tuple[int, int] | None:
    at = 2
    while at + 9 <= len(data) and data[at] == 0xFF:
        if data[at + 1] in _SIZES:
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return width, height
        at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    return None
