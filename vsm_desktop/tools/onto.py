"""Where a symbol in hand comes to lie on an arrow of material, which then leads through it."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from math import hypot
from typing import NamedTuple

from msgspec import Struct

from vsm_desktop.drawing.frame import Frame
from vsm_desktop.drawing.hit import nearest
from vsm_desktop.drawing.own import body_in
from vsm_desktop.drawing.symbols.table import frame_box, symbol_of
from vsm_desktop.edit.edits import Edit, chain
from vsm_desktop.edit.growth import make_room, up
from vsm_desktop.edit.noting import title_cleared
from vsm_desktop.edit.splicing import ON_ARROWS, Spot, splice
from vsm_desktop.model.fields import BURSTS, NOTES
from vsm_desktop.model.flows import MaterialFlow
from vsm_desktop.model.ids import new_id
from vsm_desktop.model.nodes import Node
from vsm_desktop.model.value import Point

REACH = 16.0
_BESIDE = 24.0


class Way(NamedTuple):
    """An arrow of material as it lies on the map; `bends` are the ones that were set by hand."""

    flow: str
    points: tuple[tuple[float, float], ...]
    bends: tuple[Point, ...]

    def behind(self, leg: int) -> int:
        """How many bends a leg lies behind; a course may have corners of its own besides."""
        passed = self.points[1 : leg + 1]
        return sum(any(hypot(x - one.x, y - one.y) < 0.01 for x, y in passed) for one in self.bends)


class Ways(Struct, frozen=True):
    """All of them, as they were before the hand came."""

    rows: tuple[Way, ...] = ()


class Found(NamedTuple):
    """The place on an arrow, and where the centre of the symbol goes so that the arrow passes through it."""

    spot: Spot
    x: float
    y: float
    limit: float = 0.0
    room: float = 0.0  # by how much what lies right of the limit makes way


def ways_of(frame: Frame, but: Iterable[str] = ()) -> Ways:
    """The arrows something could be put on; those at the nodes in hand are left out."""
    gone = frozenset(but)
    flows = {
        flow.id: flow
        for flow in frame.state.flows
        if isinstance(flow, MaterialFlow) and not gone & {flow.source, flow.target}
    }
    return Ways(
        tuple(
            Way(part.id, tuple((part.x + x, part.y + y) for x, y in part.line), flows[part.id].bends)
            for part in frame.drawing.parts
            if part.line and part.id in flows
        )
    )


def onto(ways: Ways, node: Node, x: float, y: float) -> Found | None:
    """The arrow a symbol lies on, if it is of a kind that can be part of the flow; the nearest of several."""
    if node.kind not in ON_ARROWS:
        return None
    rail = symbol_of(node).rail
    best: tuple[float, Found] | None = None
    for way in ways.rows:
        for i, (a, b) in enumerate(pairwise(way.points)):
            away, px, py = min(
                nearest(x, y, a, b), nearest(x, y + rail, a, b)
            )  # its middle, or where it sits
            if away <= REACH and (best is None or away < best[0]):
                level = abs(b[0] - a[0]) >= abs(b[1] - a[1])
                spot = Spot(way.flow, way.behind(i))
                found = Found(spot, x if level else px, (py if level else y + rail) - rail)
                best = (away, _with_room(found, node, a[0], b[0]) if level else found)
    return best[1] if best else None


def _with_room(found: Found, node: Node, start: float, stop: float) -> Found:
    """In the middle of an arrow that is too short for the symbol."""
    left, _top, right, _bottom = symbol_of(node).frame.box(node)
    need = right - left + 2 * _BESIDE
    if stop < start or stop - start >= need:
        return found
    x = start + _BESIDE - left
    return found._replace(x=x, limit=x + 0.5, room=up(need - (stop - start)))


def splicing(found: Found, id_: str, taken: frozenset[str]) -> Edit:
    """The edit that leads the arrow through a symbol that is there, what is too close behind it making way."""
    into = splice(id_, found.spot, new_id("flow", taken | {id_}))
    return chain(into, make_room(found.limit, found.room)) if found.room else into


def is_loose(frame: Frame, id_: str) -> bool:
    """Whether a symbol may be dropped into an arrow: it can be part of the flow and is not yet."""
    node = frame.state.node(id_)
    if node is None or node.kind not in ON_ARROWS:
        return False
    return not any(
        id_ in (flow.source, flow.target) for flow in frame.state.flows if isinstance(flow, MaterialFlow)
    )


def put_down(frame: Frame, node: Node) -> Node:
    """What a new symbol is where it was put: a burst is about the symbol it touches, of several the nearest; a swimlane has its title left of its members."""
    if node.kind == "lane":
        symbols = [body_in(frame, one) for one in frame.state.nodes if one.kind not in NOTES]
        return title_cleared(node, frame_box(node), symbols)
    if node.kind not in BURSTS:
        return node
    left, top, right, bottom = frame_box(node)
    touched = [
        (hypot(one.at.x - node.at.x, one.at.y - node.at.y), one.id)
        for one in frame.state.nodes
        if one.kind not in NOTES
        for box in (body_in(frame, one),)
        if box[0] < right and box[2] > left and box[1] < bottom and box[3] > top
    ]
    return node.evolve(about=min(touched)[1]) if touched else node
