"""The way of one arrow round the symbols of a frame, as if it were the only one: what it would be without its bends."""

from __future__ import annotations

from vsm_desktop.drawing.courses import End, end_of
from vsm_desktop.drawing.flows import Company, course_of, direction_of
from vsm_desktop.drawing.frame import Frame
from vsm_desktop.drawing.placed import part_box
from vsm_desktop.drawing.routes.finder import find_way
from vsm_desktop.drawing.routes.grid import Grid
from vsm_desktop.drawing.routes.network import trip_of
from vsm_desktop.drawing.routes.sight import Sight
from vsm_desktop.drawing.shapes import XY
from vsm_desktop.model.fields import NOTES
from vsm_desktop.model.flows import Flow, MaterialFlow

_NEAR = 800.0


def way_alone(frame: Frame, flow: Flow, a: End, b: End) -> tuple[XY, ...]:
    """Where an arrow runs between two ends."""
    company = Company(turned=_reads_back(frame))
    usual = course_of(flow, a, b, company)
    firm = {node.id for node in frame.state.nodes if node.kind not in NOTES}
    left, top = min(a.left, b.left) - _NEAR, min(a.top, b.top) - _NEAR
    right, bottom = max(a.right, b.right) + _NEAR, max(a.bottom, b.bottom) + _NEAR
    rooms: Grid[str] = Grid()
    for part in frame.drawing.parts:
        if part.id in firm and left < part.x < right and top < part.y < bottom:
            rooms.put(part.id, part_box(part))
    trip = trip_of(flow, a, b, company)
    return find_way(usual, Sight(trip, (rooms, Grid(), Grid()), {}, {flow.id: 0}))


def _reads_back(frame: Frame) -> bool:
    """Whether more of the flow leads to the left than to the right."""
    ends = {node.id: end_of(node) for node in frame.state.nodes}
    material = [flow for flow in frame.state.flows if isinstance(flow, MaterialFlow)]
    return sum(direction_of(flow, ends[flow.source], ends[flow.target]) for flow in material) < 0
