"""The places of a selection that can be gripped: corners and sides that resize, ends and bends of an arrow, and the two
points of a symbol from which an arrow is pulled."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from math import hypot
from typing import Literal, NamedTuple

from vsm_desktop.drawing.frame import Frame
from vsm_desktop.drawing.ops import Part
from vsm_desktop.drawing.own import body_in
from vsm_desktop.drawing.symbols.table import symbol_of
from vsm_desktop.model.flows import Flow
from vsm_desktop.model.nodes import Node

AWAY = 4.0
_PORT_AWAY = 18.0
_LONG = 40.0  # a shorter leg has no room for a handle of its own

HandleKind = Literal["size", "end", "bend", "leg", "port"]


class Handle(NamedTuple):
    """One place to grip. `number` counts sides (0–7 from the upper left, clockwise), ends (0, 1), bends and legs."""

    kind: HandleKind
    id: str
    x: float
    y: float
    number: int = 0


SIDES: tuple[tuple[float, float], ...] = (
    (0.0, 0.0),
    (0.5, 0.0),
    (1.0, 0.0),
    (1.0, 0.5),
    (1.0, 1.0),
    (0.5, 1.0),
    (0.0, 1.0),
    (0.0, 0.5),
)


def handles(frame: Frame, selection: frozenset[str]) -> tuple[Handle, ...]:
    """The handles of a single selected element; several together have none."""
    if len(selection) != 1:
        return ()
    (id_,) = selection
    if (node := frame.state.node(id_)) is not None:
        return () if node.locked else tuple(_size_handles(frame, node))
    flow, part = frame.state.flow(id_), part_of(frame, id_)
    return tuple(_arrow_handles(flow, part)) if flow is not None and part is not None else ()


def ports(frame: Frame, id_: str, pixel: float) -> tuple[Handle, ...]:
    """The two points beside a symbol from which an arrow is pulled."""
    node = frame.state.node(id_)
    if node is None:
        return ()
    left, top, right, bottom = body_in(frame, node)
    y = min((top + bottom) / 2, node.at.y)
    away = AWAY + _PORT_AWAY * pixel
    return (Handle("port", id_, left - away, y, 0), Handle("port", id_, right + away, y, 1))


def grip(among: Sequence[Handle], x: float, y: float, reach: float) -> Handle | None:
    """The handle under a point, the nearest of several; ends win over bends."""
    near = [(hypot(one.x - x, one.y - y), one) for one in among]
    near = [(away, one) for away, one in near if away <= reach]
    return min(near, key=lambda pair: (pair[1].kind == "leg", pair[0]))[1] if near else None


def part_of(frame: Frame, id_: str) -> Part | None:
    """The drawn part of an element."""
    return next((part for part in frame.drawing.parts if part.id == id_), None)


def course(part: Part) -> tuple[tuple[float, float], ...]:
    """The course of an arrow on the map."""
    return tuple((part.x + x, part.y + y) for x, y in part.line)


def _size_handles(frame: Frame, node: Node) -> Iterator[Handle]:
    ways = symbol_of(node).frame.ways
    left, top, right, bottom = body_in(frame, node)
    wide, high = right - left + 2 * AWAY, bottom - top + 2 * AWAY
    for index, (fx, fy) in enumerate(SIDES):
        across, down = fx != 0.5, fy != 0.5
        if (not across or "width" in ways) and (not down or "height" in ways):
            yield Handle("size", node.id, left - AWAY + fx * wide, top - AWAY + fy * high, index)


def _arrow_handles(flow: Flow, part: Part) -> Iterator[Handle]:
    points = course(part)
    yield Handle("end", flow.id, *points[0], 0)
    yield Handle("end", flow.id, *points[-1], 1)
    for index, bend in enumerate(flow.bends):
        yield Handle("bend", flow.id, bend.x, bend.y, index)
    for index, ((x0, y0), (x1, y1)) in enumerate(itertools.pairwise(points)):
        if hypot(x1 - x0, y1 - y0) >= _LONG:
            yield Handle("leg", flow.id, (x0 + x1) / 2, (y0 + y1) / 2, index)
