"""What a file says of itself beside its picture."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from msgspec import Struct

from vsm_desktop.assets import _
from vsm_desktop.model.dates import day_of

if TYPE_CHECKING:
    from vsm_desktop.drawing.frame import Frame


class Said(Struct, frozen=True):
    """Title, author, subject and keywords of a file, and the day it is of; without one, PDFs bear a fixed date."""

    title: str
    author: str = ""
    subject: str = ""
    keywords: tuple[str, ...] = ()
    day: date | None = None


def said_of(frame: Frame) -> Said:
    """What the files made of a frame say of it."""
    title = " – ".join(part for part in (frame.stream.name, frame.state.name) if part)
    keywords = (_("value stream map"), frame.stream.name, frame.state.name)
    said = title or _("Value stream map")
    return Said(said, frame.state.author, frame.stream.site, keywords, day_of(frame.state.date))
