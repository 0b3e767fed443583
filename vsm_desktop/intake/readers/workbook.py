"""A workbook of Excel (.xlsx, .xlsm, templates of both): its parts and how they hang together."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from datetime import datetime

from msgspec import Struct

from vsm_desktop.intake.readers.archive import Archive
from vsm_desktop.intake.readers.chosen import chosen
from vsm_desktop.intake.readers.limits import Refusal
from vsm_desktop.intake.readers.outlet import Outlet
from vsm_desktop.intake.readers.strings import shared_strings
from vsm_desktop.intake.readers.styles import PLAIN, Shape, Styles
from vsm_desktop.intake.readers.worksheet import Book, read_sheet
from vsm_desktop.intake.readers.xml import Scan

_1900, _1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)
_ROOT = "_rels/.rels"
_START = 0.25  # share of the time until the first sheet is read


class Sheet(Struct, frozen=True):
    """A sheet as the workbook lists it."""

    name: str
    relation: str
    hidden: bool


class _Relations(Scan):
    """Where the relations of a part lead, by id, with the last word of their kind."""

    def __init__(self, base: str) -> None:
        super().__init__(10_000)
        self.targets: dict[str, tuple[str, str]] = {}
        self._base = base

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "Relationship" and attributes.get("TargetMode") != "External":
            kind = attributes.get("Type", "").rpartition("/")[2]
            target = posixpath.normpath(posixpath.join("/", self._base, attributes.get("Target", "")))
            self.targets[attributes.get("Id", "")] = (kind, target)

    def of(self, kind: str) -> str:
        """The first part of a kind, else nothing."""
        return next((target for one, target in self.targets.values() if one == kind), "")


class _Contents(Scan):
    """The sheets of a workbook, and whether its days begin in 1904."""

    def __init__(self) -> None:
        super().__init__()
        self.sheets: list[Sheet] = []
        self.epoch = _1900

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "workbookPr" and attributes.get("date1904") in ("1", "true"):
            self.epoch = _1904
        elif name == "sheet":
            relation = next((value for key, value in attributes.items() if key.endswith(" id")), "")
            hidden = attributes.get("state", "visible") != "visible"
            self.sheets.append(Sheet(attributes["name"], relation, hidden))


def read_workbook(archive: Archive, wanted: str, out: Outlet) -> None:
    """Send the sheets of a workbook, or only the wanted one."""
    root = _relations(archive, _ROOT, "")
    main = root.of("officeDocument") or "xl/workbook.xml"
    if main not in archive:
        raise Refusal("damaged")
    folder, name = posixpath.split(main.lstrip("/"))
    relations = _relations(archive, f"{folder}/_rels/{name}.rels", folder)
    contents = _Contents()
    contents.read([archive.read(main)])
    say_more(archive, out)
    sheets = [s for s in contents.sheets if relations.targets.get(s.relation, ("", ""))[0] == "worksheet"]
    book = _book(archive, relations, contents, out)
    sheets = chosen(sheets, wanted)
    parts = [relations.targets[sheet.relation][1] for sheet in sheets]
    whole = sum(archive.length(part) for part in parts) or 1
    done = 0
    for sheet, part in zip(sheets, parts, strict=True):
        length = archive.length(part)
        share = (_START + (1 - _START) * done / whole, (1 - _START) * length / whole)
        read_sheet(archive, part, book, out, out.sheet(sheet.name, sheet.hidden), share)
        done += length


def _relations(archive: Archive, name: str, base: str) -> _Relations:
    relations = _Relations(base)
    if name in archive:
        relations.read([archive.read(name)])
    return relations


def _book(archive: Archive, relations: _Relations, contents: _Contents, out: Outlet) -> Book:
    styles, shapes = relations.of("styles"), [PLAIN]
    if styles and styles in archive:
        found = Styles()
        found.read([archive.read(styles)])
        shapes = found.shapes or shapes
    texts = relations.of("sharedStrings")
    strings = shared_strings(archive, texts, out) if texts and texts in archive else []
    return Book(strings, _by_style(shapes), contents.epoch)


def _by_style(shapes: list[Shape]) -> dict[bytes, Shape]:
    """The shapes by how cells name their style; one that names none has the first."""
    named = {str(number).encode(): shape for number, shape in enumerate(shapes)}
    return named | {b"": shapes[0]}


_FOREIGN = re.compile(r"(?:^|/)externallinks/[^/]+\.(?:xml|bin)$")


def say_more(archive: Archive, out: Outlet) -> None:
    """What there is besides the cells and is left alone."""
    names = list(archive.names())
    if any(name.endswith("vbaproject.bin") or "/macrosheets/" in name for name in names):
        out.word("macros")
    if any(_FOREIGN.search(name) for name in names):
        out.word("links")
