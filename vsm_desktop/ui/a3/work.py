"""What the preview of the A3 takes long over, done on a thread."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from vsm_desktop.assets import Progress, Watch, _
from vsm_desktop.export.a3.book import a3_of_day, said_of
from vsm_desktop.export.a3.layout import Place
from vsm_desktop.export.a3.setter import unit_of
from vsm_desktop.export.page import Leaf, page_of
from vsm_desktop.export.pdf import picture_bytes
from vsm_desktop.model.a3 import a3_of
from vsm_desktop.model.stream import ValueStream
from vsm_desktop.tools.layout import in_rows
from vsm_desktop.ui.printing.work import Sheet


class Made(Struct, frozen=True):
    """The A3 as it is printed: its page, the PDF it is, where its sections stand in points, and what is too small on it."""

    sheets: tuple[Sheet, ...] = ()
    pdf: bytes = b""
    places: tuple[Place, ...] = ()
    said: tuple[str, ...] = ()
    title: str = ""


def make_a3(stream: ValueStream, today: date, progress: Progress) -> Made:
    """The A3 of a document as it stands on a day. Raises Cancelled."""
    watch = Watch(progress)
    sheet, said = a3_of_day(stream, today, watch=watch.part(0, 0.5), fold=in_rows)
    about = said_of(stream, sheet.title, today, "A3")
    pdf = picture_bytes(sheet.drawing, about, watch=watch.part(0.5, 0.49))
    a3 = a3_of(stream)
    unit = unit_of(a3.paper)
    page = page_of(sheet.drawing)
    places = tuple(
        Place(
            one.key,
            one.title,
            page.left + one.x * unit,
            page.top + one.y * unit,
            one.width * unit,
            one.height * unit,
            one.smallest,
            one.natural * unit,
            one.head * unit,
        )
        for one in sheet.places
    )
    leaf = Leaf(page, sheet.drawing.parts)
    shown = Sheet(leaf, sheet.drawing.page, _("A3"))
    return Made((shown,), pdf, places, said, sheet.title)
