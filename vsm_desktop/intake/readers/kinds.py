"""What a file is, by what stands in it and not by its name; the right reader is asked then."""

from __future__ import annotations

import os
import re
from typing import IO, TYPE_CHECKING

from vsm_desktop.intake.readers.limits import Refusal
from vsm_desktop.intake.readers.outlet import Outlet

if TYPE_CHECKING:
    from vsm_desktop.intake.readers.archive import Archive

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\3\4", b"PK\5\6")
_BIFF = (b"\x09\x08", b"\x09\x04", b"\x09\x02", b"\x09\x00")
_HEAD = 4096
_OTHERS = {
    b"%PDF": "PDF",
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"GIF8": "GIF",
    b"{\\rtf": "RTF",
    b"\x1f\x8b": "gzip",
    b"7z\xbc\xaf": "7z",
    b"Rar!": "RAR",
    b"SQLite format 3": "SQLite",
    b"MZ\x90": "EXE",
    b"\x7fELF": "ELF",
}
_PAGE = (b"<html", b"<!doctype html", b"<table", b"<head", b"<meta", b"<body", b"<div", b"mime-version:")
_MARKUP = re.compile(rb"<[?!a-z]")
_OF_TEXT = bytes([0, *range(9, 14), *range(32, 256)])
"""Bytes that stand in texts of any encoding; zeros stand in UTF-16."""
_TEXTS = ("", ".csv", ".tsv", ".tab", ".txt", ".asc", ".xls")


def read_file(path: str, wanted: str, out: Outlet) -> None:
    """Read a file of any kind. Raises Refusal, and what a broken file raises."""
    with open(path, "rb") as file:
        head = file.read(_HEAD)
        file.seek(0)
        if head.startswith(_ZIP):
            _read_archive(file, wanted, out)
        elif head.startswith(OLE):
            from vsm_desktop.intake.readers.old import read_container

            read_container(file, wanted, out)
        else:
            _read_text(file, head, os.path.splitext(path)[1].lower(), os.path.basename(path), out)


def _read_archive(file: IO[bytes], wanted: str, out: Outlet) -> None:
    from vsm_desktop.intake.readers.archive import Archive

    archive = Archive(file, out)
    if "content.xml" in archive:
        from vsm_desktop.intake.readers.ods import read_document

        read_document(archive, wanted, out)
    elif "xl/workbook.bin" in archive:
        from vsm_desktop.intake.readers.old import read_binary

        read_binary(file, archive, wanted, out)
    elif kind := _other_archive(archive):
        raise Refusal("other", kind=kind)
    else:
        from vsm_desktop.intake.readers.workbook import read_workbook

        read_workbook(archive, wanted, out)


def _other_archive(archive: Archive) -> str:
    """What else a zip archive is; nothing if it may be a workbook."""
    known = {
        "word/document.xml": "Word",
        "ppt/presentation.xml": "PowerPoint",
        "index/document.iwa": "Numbers",
    }
    found = [kind for name, kind in known.items() if name in archive]
    if found:
        return found[0]
    return "" if "[Content_Types].xml" in archive or "xl/workbook.xml" in archive else "zip"


def _read_text(file: IO[bytes], head: bytes, suffix: str, name: str, out: Outlet) -> None:
    for mark, kind in _OTHERS.items():
        if head.startswith(mark):
            raise Refusal("other", kind=kind)
    if head.startswith(_BIFF):
        raise Refusal("ancient")
    bare = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if bare.startswith(_PAGE) or (_MARKUP.match(bare) and b"<html" in bare):
        raise Refusal("html")
    if _MARKUP.match(bare):
        raise Refusal("xml")
    wide = head.startswith((b"\xff\xfe", b"\xfe\xff"))  # of UTF-16 any byte may be half a letter
    if not wide and 20 * len(head.translate(None, _OF_TEXT)) > len(head):
        raise Refusal("no_text")
    if suffix not in _TEXTS:
        raise Refusal("text", suffix=suffix)
    from vsm_desktop.intake.readers.delimited import read_bytes

    read_bytes(file.read(), os.path.splitext(name)[0], suffix, out)
