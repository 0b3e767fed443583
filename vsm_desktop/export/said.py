"""What a file says of itself beside its picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from vsm_desktop.assets import _

if TYPE_CHECKING:
    from vsm_desktop.drawing.frame import Frame


class Said(Struct, frozen=True):
    """Title, author and subject of a file."""

    title: str
    author: str = ""
    subject: str = ""


def said_of(frame: Frame) -> Said:
    """What the files made of a frame say of it."""
    title = " – ".join(part for part in (frame.stream.name, frame.state.name) if part)
    return Said(title or _("Value stream map"), frame.state.author, frame.stream.site)
