"""Resizing a symbol by its corners and sides; the opposite side stays where it is."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from vsm_desktop.assets import _
from vsm_desktop.drawing.frame import Frame
from vsm_desktop.drawing.ops import Box, Op
from vsm_desktop.drawing.symbols.table import frame_box, symbol_of
from vsm_desktop.edit.edits import Edit
from vsm_desktop.edit.resize import resize
from vsm_desktop.model.value import Point, Size
from vsm_desktop.tools.bench import Bench, Tool
from vsm_desktop.tools.drag import rulers_without
from vsm_desktop.tools.events import Escape, Event, Move, Release
from vsm_desktop.tools.handles import SIDES, Handle
from vsm_desktop.tools.overlay import guide_overlay
from vsm_desktop.tools.rest import at_rest
from vsm_desktop.tools.snap import Guide, Rulers, snapped

_MOST = 2000.0


class Resize(Struct, frozen=True):
    """A corner or a side follows the hand."""

    id: str
    box: Box
    least: tuple[float, float]
    side: tuple[float, float]
    x0: float
    y0: float
    marks: Rulers
    guides: tuple[Guide, ...] = ()
    moving: bool = False
    name: str = "select"
    busy: bool = True

    def on(self, event: Event, bench: Bench) -> Tool:
        match event:
            case Move():
                box, guides = self._pulled(event)
                bench.preview(_resized(self.id, box))
                return replace(self, guides=guides, moving=True)
            case Release() if self.moving:
                bench.commit(_("Resize"), _resized(self.id, self._pulled(event)[0]))
            case Escape():
                bench.cancel()
            case Release():
                pass
            case _:
                return self
        return at_rest()

    def _pulled(self, event: Move | Release) -> tuple[Box, tuple[Guide, ...]]:
        """The box with the gripped sides where the hand is."""
        fx, fy = self.side
        left, top, right, bottom = self.box
        x, y = left + fx * (right - left), top + fy * (bottom - top)
        dx, dy = event.x - self.x0, event.y - self.y0
        guides: tuple[Guide, ...] = ()
        if not event.free:
            dx, dy, guides = snapped((x, y, x, y), (x, y), dx, dy, self.marks, event.reach)
        least, most = self.least, _MOST
        if fx == 0:
            left = min(max(left + dx, right - most), right - least[0])
        elif fx == 1:
            right = max(min(right + dx, left + most), left + least[0])
        if fy == 0:
            top = min(max(top + dy, bottom - most), bottom - least[1])
        elif fy == 1:
            bottom = max(min(bottom + dy, top + most), top + least[1])
        shown = tuple(one for one in guides if fx != 0.5 or one.x0 != one.x1)
        return (left, top, right, bottom), tuple(one for one in shown if fy != 0.5 or one.y0 != one.y1)

    def overlay(self, bench: Bench) -> tuple[Op, ...]:
        return guide_overlay(bench.frame, self.guides, bench.pixel)

    def hint(self, bench: Bench) -> str:
        return _("Release at the size you want, Esc to leave it as it was · Alt: no snapping")


def resizing(frame: Frame, handle: Handle, x: float, y: float) -> Resize | None:
    """The tool for a gripped handle; None where its node is gone."""
    node = frame.state.node(handle.id)
    if node is None:
        return None
    marks = rulers_without(frame, (handle.id,))
    return Resize(node.id, frame_box(node), symbol_of(node).frame.least, SIDES[handle.number], x, y, marks)


def _resized(id_: str, box: Box) -> Edit:
    left, top, right, bottom = box
    size = Size(width=right - left, height=bottom - top)
    return resize(id_, size, Point(x=(left + right) / 2, y=(top + bottom) / 2))
