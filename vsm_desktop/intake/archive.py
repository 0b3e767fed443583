"""The door for workbooks: nothing is parsed before its true size and kind are known."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from pathlib import Path
from struct import error as StructError
from typing import IO
from xml.parsers.expat import ExpatError
from zipfile import BadZipFile, ZipFile, ZipInfo

from vsm_desktop.assets import Watch, _
from vsm_desktop.intake.errors import SheetError
from vsm_desktop.intake.survey import Excess, Found, Survey

MAX_BYTES = 64 * 1024 * 1024
MAX_PARTS = 200
_CHUNK = 256 * 1024
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_ENTRY = b"PK\x01\x02"
_BROKEN = (
    BadZipFile,
    EOFError,
    ExpatError,
    NotImplementedError,
    OSError,
    RuntimeError,
    StructError,
    ValueError,
    zlib.error,
)


def open_file(path: Path) -> IO[bytes]:
    """The file, open for reading. Raises SheetError."""
    try:
        size = path.stat().st_size
        file = path.open("rb")
    except FileNotFoundError:
        raise SheetError(_('There is no file "{path}".').format(path=path)) from None
    except OSError as error:
        reason = error.strerror or str(error)
        raise SheetError(
            _('"{name}" could not be opened: {reason}.').format(name=path.name, reason=reason)
        ) from None
    if not size or size > MAX_BYTES:
        file.close()
        raise SheetError(too_large(path.name) if size else _('"{name}" is empty.').format(name=path.name))
    return file


def check(file: IO[bytes], name: str, watch: Watch) -> Mapping[str, Found]:
    """Look at the signature, count what the archive really holds and survey its parts. Raises SheetError."""
    _check_kind(file.read(), name)
    try:
        with ZipFile(file) as archive:
            return _check_parts(archive, name, watch)
    except Excess:
        raise SheetError(too_large(name)) from None
    except _BROKEN:
        raise SheetError(damaged(name)) from None


def damaged(name: str) -> str:
    """What is said of a file that begins as a workbook and does not go on as one."""
    return _(
        '"{name}" is damaged. Open it in a spreadsheet program, save it as .xlsx and import that.'
    ).format(name=name)


def too_large(name: str) -> str:
    """What is said of a file that holds more than is read."""
    return _(
        '"{name}" is too large to be read. Save the sheet with the steps in a file of its own and import that.'
    ).format(name=name)


def _check_kind(data: bytes, name: str) -> None:
    """Old containers hold an encrypted workbook or one from before 2007; everything of today is a zip archive."""
    if data.startswith(_OLE) and _ENCRYPTED in data:
        raise SheetError(_protected(name))
    if data.startswith(_OLE):
        raise SheetError(
            _('"{name}" is in the format of before 2007. Save it as .xlsx and import that.').format(name=name)
        )
    if not data.startswith(b"PK"):
        raise SheetError(
            _('"{name}" is no Excel workbook. Save the sheet as .xlsx and import that.').format(name=name)
        )
    if data.count(_ENTRY) > 10 * MAX_PARTS:  # before the directory is read, which takes a kilobyte per part
        raise SheetError(too_large(name))


def _protected(name: str) -> str:
    return _('"{name}" is protected with a password. Save a copy without it and import that.').format(
        name=name
    )


def _check_parts(archive: ZipFile, name: str, watch: Watch) -> Mapping[str, Found]:
    parts = archive.infolist()
    if len(parts) > MAX_PARTS:
        raise SheetError(too_large(name))
    if any(part.flag_bits & 1 for part in parts):
        raise SheetError(_protected(name))
    room, found = MAX_BYTES, {}
    for part in parts:
        survey = Survey() if part.filename.lower().endswith((".xml", ".rels")) else None
        room -= _inflate(archive, part, room, survey, watch)
        if survey:
            found[part.filename] = survey.found()
    return found


def _inflate(archive: ZipFile, part: ZipInfo, room: int, survey: Survey | None, watch: Watch) -> int:
    """Read a part to its end, whatever size the archive claims; how long it was. Raises Excess."""
    length = 0
    with archive.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            length += len(chunk)
            if length > room:
                raise Excess
            watch.at(1 - (room - length) / MAX_BYTES)
            if survey:
                survey.feed(chunk)
    if survey:
        survey.close()
    return length
