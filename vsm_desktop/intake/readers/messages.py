"""What is said between the window and the process that reads a file: frames of MessagePack, the length before each."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from msgspec import Struct, field
from msgspec.msgpack import Decoder, Encoder, Ext

from vsm_desktop.intake.grid import Cell, Range

LENGTH = 4
"""Bytes before each frame that say how long it is, the highest first."""


class Request(Struct, array_like=True):
    """The file to read, as the system names it, and the sheet of it; empty for all."""

    path: bytes
    sheet: str = ""


class Share(Struct, array_like=True, tag=0):
    """So much is done, from 0 to 1."""

    share: float


class Begin(Struct, array_like=True, tag=1):
    """A sheet begins; of one that began under the same number before, nothing counts."""

    number: int
    name: str
    hidden: bool = False


class Rows(Struct, array_like=True, tag=2):
    """Cells of the sheet, by row and column."""

    rows: dict[int, dict[int, Cell]]


class End(Struct, array_like=True, tag=3):
    """The sheet is over: where what was not read lies, what is hidden and what is merged."""

    cut: str = ""
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[int] = field(default_factory=list)
    merged: list[Range] = field(default_factory=list)


class Word(Struct, array_like=True, tag=4):
    """Something to be told of the file, by its key, with what is put into the sentence."""

    key: str
    values: dict[str, str] = field(default_factory=dict)


class Refused(Struct, array_like=True, tag=5):
    """The file is not read, by the key of the reason."""

    key: str
    values: dict[str, str] = field(default_factory=dict)


class Done(Struct, array_like=True, tag=6):
    """All was read."""


Message = Share | Begin | Rows | End | Word | Refused | Done
_DATE = 1
_encoder = Encoder()


def date(value: datetime) -> Ext:
    """A date as it travels."""
    return Ext(_DATE, value.isoformat().encode())


def frame(message: Any) -> bytes:
    """A message as it goes through a pipe."""
    body = _encoder.encode(message)
    return len(body).to_bytes(LENGTH, "big") + body


def decoder() -> Decoder[Message]:
    """Reads messages, cells and dates included."""
    return Decoder(Message, ext_hook=_extension)


def _extension(code: int, data: memoryview) -> datetime:
    return datetime.fromisoformat(bytes(data).decode())
