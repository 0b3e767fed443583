"""The A3 as a file: a PDF to hang on the wall, or a picture."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from vsm_desktop.assets import UNWATCHED, Watch, _
from vsm_desktop.export.a3.layout import Sheet, a3_sheet
from vsm_desktop.export.a3.matter import matter_of
from vsm_desktop.export.registry import Settings, write_picture
from vsm_desktop.export.said import Said
from vsm_desktop.model.a3 import A3, Template
from vsm_desktop.model.stream import ValueStream


def a3_of(stream: ValueStream, template: Template | None = None) -> A3:
    """How the document lays out its A3; with another template than its own, the sections of that one."""
    kept: A3 | None = stream.a3
    found = kept or A3()
    if template is None or template == found.template:
        return found
    return found.evolve(template=template, sections=())


def sheet_of(
    stream: ValueStream, today: date, template: Template | None = None, watch: Watch = UNWATCHED
) -> Sheet:
    """The A3 of a document as it stands on a day."""
    watch.at(0)
    matter = matter_of(stream, today)
    return a3_sheet(matter, a3_of(stream, template), watch.part(0.6, 0.4))


def said_of(stream: ValueStream, title: str, today: date, *keywords: str) -> Said:
    """What the files made of a plan on a day say of it."""
    author = stream.plan.manager if stream.plan else ""
    words = (*keywords, _("value stream plan"), stream.name)
    return Said(title or _("Value stream plan"), author, stream.site, words, today)


def write_a3(
    stream: ValueStream,
    today: date,
    path: Path,
    template: Template | None = None,
    settings: Settings | None = None,
    watch: Watch = UNWATCHED,
) -> Sheet:
    """Write the A3 as a .pdf, .svg or .png, by its suffix; the same document and day give the same bytes.

    Raises ExportError.
    """
    sheet = sheet_of(stream, today, template, watch.part(0, 0.5))
    said = said_of(stream, sheet.title, today, "A3")
    write_picture(sheet.drawing, path, said, settings or Settings(), watch.part(0.5, 0.5))
    return sheet
