"""Bending an arrow by hand: its corners follow, a leg gets a corner where it is pulled, a corner pulled straight goes."""

from __future__ import annotations

from collections.abc import Sequence

from vsm_desktop.assets import _
from vsm_desktop.drawing.courses import End, end_of
from vsm_desktop.drawing.flows import Company, course_of
from vsm_desktop.drawing.frame import Frame
from vsm_desktop.drawing.hit import distance
from vsm_desktop.drawing.own import further_in
from vsm_desktop.drawing.routes.alone import way_alone
from vsm_desktop.edit.arrows import bend
from vsm_desktop.edit.edits import Edit
from vsm_desktop.model.flows import Flow
from vsm_desktop.model.value import Point
from vsm_desktop.tools.bench import Bench
from vsm_desktop.tools.events import Move, Release
from vsm_desktop.tools.handles import Handle, course, part_of
from vsm_desktop.tools.pulling import Pulling
from vsm_desktop.tools.slide import Slide, is_square
from vsm_desktop.tools.snap import to_grid

XY = tuple[float, float]


class Bend(Pulling, frozen=True):
    """One corner of an arrow follows the hand.

    `ends` are where the arrow touches its symbols, `without` its course without the corner.
    """

    label = _("Bend arrow")

    id: str
    bends: tuple[XY, ...]
    number: int
    ends: tuple[XY, XY]
    without: tuple[XY, ...]

    def pulled(self, event: Move | Release) -> Edit:
        kept = list(self.bends)
        if not event.free and distance(self.without, event.x, event.y) <= event.reach:
            del kept[self.number]
        else:
            kept[self.number] = (event.x, event.y) if event.free else self._lined_up(event)
        return bend(self.id, [Point(x=x, y=y) for x, y in kept])

    def _lined_up(self, event: Move | Release) -> XY:
        """On the level or the upright of the corners beside it where they are near, else on the grid."""
        points = (self.ends[0], *self.bends, self.ends[1])
        beside = (points[self.number], points[self.number + 2])
        xs = [x for x, _y in beside if abs(x - event.x) <= event.reach]
        ys = [y for _x, y in beside if abs(y - event.y) <= event.reach]
        return (xs[0] if xs else to_grid(event.x), ys[0] if ys else to_grid(event.y))

    def hint(self, bench: Bench) -> str:
        return _("Release where the arrow should bend; pull a bend straight to remove it, Esc to leave it")


def bending(frame: Frame, handle: Handle, x: float, y: float) -> Bend | Slide | None:
    """The tool for a gripped corner or leg; None where the arrow is gone."""
    flow, part = frame.state.flow(handle.id), part_of(frame, handle.id)
    if flow is None or part is None:
        return None
    points = course(part)
    ends = (points[0], points[-1])
    if handle.kind == "leg" and is_square(points, handle.number):
        joined = _ends(frame, flow)
        return Slide(flow.id, points, handle.number, joined, x0=x, y0=y)
    if handle.kind == "leg":
        bends = (*points[1 : handle.number + 1], (handle.x, handle.y), *points[handle.number + 1 : -1])
        return Bend(flow.id, bends, handle.number, ends, points, x0=x, y0=y)
    bends = tuple((one.x, one.y) for one in flow.bends)
    rest = (*bends[: handle.number], *bends[handle.number + 1 :])
    return Bend(flow.id, bends, handle.number, ends, _course_along(frame, flow, rest), x0=x, y0=y)


def _ends(frame: Frame, flow: Flow) -> tuple[End, End]:
    """What an arrow sees at its two ends."""
    nodes = (frame.state.node(flow.source), frame.state.node(flow.target))
    a, b = (end_of(node, further_in(frame, node) if node else 0) for node in nodes)
    return a, b


def _course_along(frame: Frame, flow: Flow, bends: Sequence[XY]) -> tuple[XY, ...]:
    """Where an arrow would run along these corners, or by itself."""
    a, b = _ends(frame, flow)
    if bends:
        return course_of(flow.evolve(bends=tuple(Point(x=x, y=y) for x, y in bends)), a, b, Company())
    return way_alone(frame, flow.evolve(bends=()), a, b)
