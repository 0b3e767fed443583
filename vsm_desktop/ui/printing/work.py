"""What printing takes long over, done on a thread: to draw the maps, to make the PDF, to make pixels of its pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from vsm_desktop.assets import Progress, Watch, _
from vsm_desktop.drawing.frame import Frame
from vsm_desktop.edit.edits import StreamEdit, in_state, set_state
from vsm_desktop.export.atomic import ExportError, replace_file
from vsm_desktop.export.book import book_bytes, chapters_of, print_frame
from vsm_desktop.export.legible import Legibility, Remedy, legibility, smallest
from vsm_desktop.export.page import Leaf, leaves
from vsm_desktop.export.raster import Pixels, page_pixels
from vsm_desktop.model.stream import ValueStream
from vsm_desktop.ui.jobs import NoResult


class Sheet(Struct, frozen=True):
    """One sheet of paper: what lies on it, on which ground, what it is called, and the number of its map from 0."""

    leaf: Leaf
    ground: str
    name: str
    map: int = 0


class Offer(Struct, frozen=True):
    """What makes one state legible: in words, the size of the smallest text that comes of it, and the edit."""

    kind: str
    words: str
    size: float
    edit: StreamEdit


class Reading(Struct, frozen=True):
    """How one state can be read on its paper, and what helps."""

    name: str
    found: Legibility
    offers: tuple[Offer, ...] = ()


class Printed(Struct, frozen=True):
    """A print: its sheets, the PDF they are, and how each state can be read; or why there is none."""

    sheets: tuple[Sheet, ...] = ()
    pdf: bytes = b""
    readings: tuple[Reading, ...] = ()
    refused: str = ""


class Wish(Struct, frozen=True):
    """A page that shall be seen, by its number from 0, at so many pixels a point."""

    at: int
    scale: float


def make_print(stream: ValueStream, ids: Sequence[str], progress: Progress) -> Printed:
    """Some states of a document as they will be printed. Raises Cancelled."""
    watch = Watch(progress)
    frames, readings = list[Frame](), list[Reading]()
    sheets: list[Sheet] = []
    try:
        for at, id_ in enumerate(ids):
            watch.at(0.5 * at / len(ids))
            frame = print_frame(stream, id_)
            frames.append(frame)
            name = frame.state.name or frame.state.id
            readings.append(_reading(frame, name))
            sheets += _sheets(frame, name if len(ids) > 1 else "", at)
        pdf = book_bytes(frames, watch=watch.part(0.5, 0.49))
    except ExportError as error:
        return Printed(readings=tuple(readings), refused=str(error))
    return Printed(tuple(sheets), pdf, tuple(readings))


def _sheets(frame: Frame, name: str, at: int) -> Iterator[Sheet]:
    """The sheets of one map, and of what is printed with it."""
    for part, chapter in enumerate(chapters_of(frame)):
        for leaf in leaves(chapter.drawing, chapter.said):
            called = " ".join(filter(None, (name, _("Findings") if part else "", leaf.name)))
            yield Sheet(leaf, chapter.drawing.page, called, at)


def _reading(frame: Frame, name: str) -> Reading:
    found = legibility(frame)
    offers = [_offer(frame, remedy) for remedy in found.remedies]
    if found.small and (folded := _folded(frame, found.least)):
        offers.insert(0, folded)
    return Reading(name, found, tuple(offers))


def _folded(frame: Frame, least: float) -> Offer | None:
    """The map in rows, if that makes it legible on the paper it has."""
    from vsm_desktop.tools.layout import laid_out

    state = frame.state
    if state.layout == "folded" or state.print.size == "scale":
        return None
    edit = in_state(state.id, laid_out(frame.stream, state, frame.report.branches.critical, "folded"))
    size = smallest(print_frame(edit(frame.stream), state.id).drawing)
    return Offer("fold", _("Fold into rows"), size, edit) if size >= least else None


def _offer(frame: Frame, remedy: Remedy) -> Offer:
    edit = in_state(frame.state.id, set_state(paper=remedy.paper, print=remedy.print))
    return Offer(remedy.kind, remedy.words, remedy.size, edit)


def make_pixels(pdf: bytes, wishes: Sequence[Wish], progress: Progress) -> list[tuple[Wish, Pixels]]:
    """Pages of a PDF as pixels. Raises Cancelled."""
    made = []
    for wish in Watch(progress, 0.0, 0.99).over(wishes):
        made.append((wish, page_pixels(pdf, wish.at, wish.scale)))
    return made


def keep_pdf(pdf: bytes, path: Path, progress: Progress) -> None:
    """Write the very PDF that is shown. Raises NoResult, Cancelled."""
    try:
        Watch(progress).at(1)
        replace_file(path, pdf)
    except ExportError as error:
        raise NoResult(_("The PDF was not saved"), str(error)) from error
