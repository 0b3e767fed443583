"""Where thin lines cross others: they pass beneath fat arrows, with a gap on either side, and hop over thin ones if they
run level."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from vsm_desktop.drawing.ops import Box
from vsm_desktop.drawing.routes.course import MIDDLE, Hop
from vsm_desktop.drawing.routes.grid import Grid
from vsm_desktop.drawing.routes.sight import FAT, Leg, Trip, leg_box, longest_of
from vsm_desktop.drawing.shapes import XY

_OVER_THIN, _UNDER_FAT = 4.0, 8.5  # the fattest shaft with its outline reaches 7 from its middle
_HEAD = 10.0
_FROM_CORNER = 2.0
_KINKS = (MIDDLE, 0.42, 0.58, 0.35, 0.65)  # within the middle third
_FROM_KINK = 18.0


def hops_of(trip: Trip, points: Sequence[XY], legs: Grid[Leg], trips: Mapping[str, Trip]) -> tuple[Hop, ...]:
    """The hops of a thin line, in its order; none in a corner or in its head, and none that would run into another."""
    found: list[Hop] = []
    last = len(points) - 2
    for i, (p, q) in enumerate(pairwise(points)):
        level = p[1] == q[1]
        if not level and p[0] != q[0]:
            continue
        axis = 0 if level else 1
        start, stop = p[axis], q[axis]
        on_leg = sorted(_crossed(trip, p, q, legs, trips), reverse=start > stop)
        before = start
        for at, r, under in on_leg:
            room = r + (_HEAD if i == last else _FROM_CORNER)
            if abs(at - before) < r + _FROM_CORNER or abs(stop - at) < room:
                continue
            found.append(Hop(at, p[1], r, under) if level else Hop(p[0], at, r, under))
            before = at + (r if stop > start else -r)
    return tuple(found)


def kink_of(id_: str, points: Sequence[XY], legs: Grid[Leg]) -> float:
    """Where on its longest leg a line has its kink: in the middle, else the nearest place at which it crosses nothing."""
    (x0, y0), (x1, y1) = p, q = longest_of(points)
    if x0 != x1 and y0 != y1:
        return MIDDLE
    axis = 0 if y0 == y1 else 1
    start, length = p[axis], q[axis] - p[axis]
    crossed = [
        at for (other, _n), box in legs.meeting(leg_box(p, q, 0.5)) if other != id_ for at in _at(box, axis)
    ]
    for t in _KINKS:
        if all(abs(start + length * t - at) > _FROM_KINK for at in crossed):
            return t
    return MIDDLE


def _at(box: Box, axis: int) -> tuple[float, ...]:
    """Where a leg lies on one axis, if it runs across it."""
    return (box[axis],) if box[axis] == box[axis + 2] else ()


def _crossed(
    trip: Trip, p: XY, q: XY, legs: Grid[Leg], trips: Mapping[str, Trip]
) -> set[tuple[float, float, bool]]:
    """Where a leg crosses others it hops over or passes beneath, and how far that reaches; of several at one place the
    largest."""
    level = p[1] == q[1]
    found: dict[float, tuple[float, bool]] = {}
    for (id_, _n), box in legs.meeting(leg_box(p, q, 0.5)):
        other = trips[id_]
        if id_ == trip.id or (trip.trunk and other.trunk == trip.trunk):
            continue
        low, high, across = (box[1], box[3], box[0]) if level else (box[0], box[2], box[1])
        if (box[0] != box[2]) if level else (box[1] != box[3]):
            continue
        fat = other.half == FAT
        at = p[1] if level else p[0]
        if not (fat or level) or not low + 1 < at < high - 1:
            continue
        found[across] = max(found.get(across, (0.0, False)), (_UNDER_FAT if fat else _OVER_THIN, fat))
    return {(at, r, under) for at, (r, under) in found.items()}
