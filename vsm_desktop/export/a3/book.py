"""The A3 as a file: a PDF to hang on the wall, or a picture."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from vsm_desktop.assets import UNWATCHED, Watch, _
from vsm_desktop.export.a3.layout import Sheet, a3_sheet
from vsm_desktop.export.a3.matter import matter_of
from vsm_desktop.export.registry import Settings, write_picture
from vsm_desktop.export.said import Said
from vsm_desktop.model.a3 import A3, Template, a3_of
from vsm_desktop.model.stream import ValueStream

if TYPE_CHECKING:
    from vsm_desktop.export.a3.advice import Fold


def a3_by(stream: ValueStream, template: Template | None = None) -> A3:
    """How the document lays out its A3; by another template than its own as it was when that was in use."""
    if template is None:
        return a3_of(stream)
    own: A3 = stream.a3 or A3()
    return a3_of(stream.evolve(a3=own.with_template(template)))


def sheet_of(
    stream: ValueStream, today: date, template: Template | None = None, watch: Watch = UNWATCHED
) -> Sheet:
    """The A3 of a document as it stands on a day."""
    watch.at(0)
    matter = matter_of(stream, today)
    return a3_sheet(matter, a3_by(stream, template), watch.part(0.6, 0.4))


def said_of(stream: ValueStream, title: str, today: date, *keywords: str) -> Said:
    """What the files made of a plan on a day say of it."""
    author = stream.plan.manager if stream.plan else ""
    words = (*keywords, _("value stream plan"), stream.name)
    return Said(title or _("Value stream plan"), author, stream.site, words, today)


def a3_of_day(
    stream: ValueStream,
    today: date,
    template: Template | None = None,
    watch: Watch = UNWATCHED,
    fold: Fold | None = None,
) -> tuple[Sheet, tuple[str, ...]]:
    """The A3 of a document on a day, and in sentences what cannot be read on it; `fold` lays a map out in rows."""
    from vsm_desktop.export.a3.advice import said_of_sheet

    watch.at(0)
    matter, a3 = matter_of(stream, today), a3_by(stream, template)
    sheet = a3_sheet(matter, a3, watch.part(0.5, 0.4))
    return sheet, said_of_sheet(matter, a3, sheet, fold)


def write_a3(
    stream: ValueStream,
    today: date,
    path: Path,
    template: Template | None = None,
    settings: Settings | None = None,
    watch: Watch = UNWATCHED,
    fold: Fold | None = None,
) -> tuple[str, ...]:
    """Write the A3 as a .pdf, .svg or .png, by its suffix; the same document and day give the same bytes.

    What cannot be read on it comes back in sentences. Raises ExportError.
    """
    sheet, words = a3_of_day(stream, today, template, watch.part(0, 0.5), fold)
    said = said_of(stream, sheet.title, today, "A3")
    write_picture(sheet.drawing, path, said, settings or Settings(), watch.part(0.5, 0.5))
    return words
