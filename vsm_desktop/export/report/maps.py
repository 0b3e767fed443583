"""The maps of a report: as the map itself is printed; what would be too small on that goes on a larger sheet, or in tiles."""

from __future__ import annotations

from collections.abc import Callable
from math import floor

from msgspec import Struct

from vsm_desktop.assets import _
from vsm_desktop.drawing.frame import Frame
from vsm_desktop.drawing.paper import PAPERS
from vsm_desktop.export.book import chapter_of, print_frame
from vsm_desktop.export.legible import Legibility, Remedy, legibility, smallest
from vsm_desktop.export.pdf import Chapter
from vsm_desktop.model.stream import ValueStream

Fold = Callable[[ValueStream, str], ValueStream]
_LARGE = PAPERS["A3"][0] * PAPERS["A3"][1] * 1.01  # what is larger does not go into a folder
_FEW = 8  # sheets of tiles that are still glued together


class MapPage(Struct, frozen=True):
    """A map of a report, and what cannot be read on it in sentences."""

    chapter: Chapter
    said: tuple[str, ...] = ()


def map_page(frame: Frame, fold: Fold | None = None) -> MapPage:
    """A map as large as it must be to be read, where paper helps; else as it is, with what helps. `fold` lays it in rows."""
    found = legibility(frame)
    if not found.small:
        return MapPage(chapter_of(frame))
    remedy = _best(found)
    if remedy is None:
        return MapPage(chapter_of(frame), _said(frame, found, fold))
    state = frame.state.evolve(paper=remedy.paper, print=remedy.print)
    return MapPage(chapter_of(print_frame(frame.stream.with_state(state), state.id)))


def _best(found: Legibility) -> Remedy | None:
    """One sheet that goes into a folder, else a few of them to glue together."""
    ways = found.remedies
    for one in ways:
        width, height = PAPERS[one.paper]
        if one.sheets == 1 and width * height <= _LARGE:
            return one
    return next((one for one in ways if one.kind == "tiles" and one.sheets <= _FEW), None)


def _said(frame: Frame, found: Legibility, fold: Fold | None) -> tuple[str, ...]:
    name = frame.state.name or frame.state.id
    words = _("{name}: text is {size} pt on paper, less than the {least} pt one can read.")
    size = floor(10 * found.size) / 10
    said = [words.format(name=name, size=f"{size:.1f}", least=f"{found.least:g}")]
    ways = [one.words for one in found.remedies]
    if fold is not None and frame.state.layout != "folded":
        folded = print_frame(fold(frame.stream, frame.state_id), frame.state_id)
        if smallest(folded.drawing) >= found.least:
            ways.insert(0, _("Fold into rows"))
    if ways:
        said.append(_("What helps in the print of the map: {ways}.").format(ways="; ".join(ways)))
    return tuple(said)
