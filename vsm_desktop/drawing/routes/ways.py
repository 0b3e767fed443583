"""Simple ways between two symbols where the usual course is not free: from every side, with few corners, the cheapest first.

They depend on the two ends alone, so that a far away change makes none of them anew.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from heapq import heappop, heappush
from itertools import pairwise
from typing import NamedTuple

from vsm_desktop.drawing.courses import GAP, SIDE_ENTRY, End, passes_through
from vsm_desktop.drawing.ops import Box
from vsm_desktop.drawing.routes.sight import FAT, Trip
from vsm_desktop.drawing.shapes import XY

CORNER = 40.0
"""What a corner costs, in units of length."""
STUB = {True: 21.0, False: 14.0}
"""How far fat and thin arrows go straight on from a symbol, at least."""
_OVER = 27.0
_SIDEWAYS = 16.0
_BENEATH = 220.0  # what it costs information to run beneath both its symbols, where it is not looked for
_ASIDE = 30.0
_INSET = 8.0
_SPAN = 26.0
_SHIFTS = (0.0, -16.0, 16.0, -32.0, 32.0)


class Port(NamedTuple):
    """A place where an arrow may leave or enter, the way out from there, where it is clear, and what that costs."""

    x: float
    y: float
    dx: int
    dy: int
    clear: float
    price: float
    shift: int = 0


def cost(points: Sequence[XY]) -> float:
    """Length and corners."""
    length = CORNER * (len(points) - 2)
    for (x0, y0), (x1, y1) in pairwise(points):
        length += abs(x1 - x0) + abs(y1 - y0)
    return length


def ways(trip: Trip) -> Iterator[tuple[float, tuple[XY, ...]]]:
    """Courses with what each costs, the cheapest first; of each pair of places those that could be next are made."""
    outs, ins = ports(trip, leaving=True), ports(trip, leaving=False)
    itself = trip.source == trip.target
    pairs = sorted(
        (one.price + other.price + abs(other.x - one.x) + abs(other.y - one.y), one, other)
        for one in outs
        for other in ins
        if _go_together(one, other, itself)
    )
    waiting: list[tuple[float, tuple[XY, ...]]] = []
    for least, one, other in pairs:
        while waiting and waiting[0][0] < least:
            yield heappop(waiting)
        for extra, points in _joined(one, other, trip):
            heappush(waiting, (cost(points) + one.price + other.price + extra, points))
    while waiting:
        yield heappop(waiting)


def _go_together(one: Port, other: Port, itself: bool) -> bool:
    """Whether two places make a sensible pair: beside the middle at one end, or on the same side of it at both."""
    if itself:
        return (one.dx, one.dy) == (other.dx, other.dy) and (one.shift, other.shift) == (2, 1)
    return one.shift == other.shift or not (one.shift and other.shift)


def outside(trip: Trip, bounds: Box) -> list[tuple[XY, ...]]:
    """Ways round the outside of a whole map, the cheapest first."""
    found: list[tuple[float, tuple[XY, ...]]] = []
    outs, ins = ports(trip, leaving=True), ports(trip, leaving=False)
    left, top, right, bottom = bounds
    for one in (port for port in outs if not port.shift):
        for other in (port for port in ins if not port.shift):
            if one.dx and one.dx == other.dx:
                x = right + _OVER if one.dx > 0 else left - _OVER
                points: tuple[XY, ...] = (one[:2], (x, one.y), (x, other.y), other[:2])
            elif one.dy and one.dy == other.dy:
                y = bottom + _OVER if one.dy > 0 else top - _OVER
                points = (one[:2], (one.x, y), (other.x, y), other[:2])
            else:
                continue
            found.append((cost(points) + one.price + other.price, points))
    return [points for _price, points in sorted(found)]


def ports(trip: Trip, leaving: bool, stub: float = 0.0) -> list[Port]:
    """Where the arrow may touch one of its symbols: sides in the middle first, then beside it."""
    end, other = (trip.a, trip.b) if leaving else (trip.b, trip.a)
    stub = stub or STUB[trip.half == FAT]
    if trip.half == FAT:
        sides = _of_rework(trip) if trip.back else _of_material(end, other, leaving)
    else:
        sides = _of_information(end, other, leaving)
    up, right, down, left = sides
    found = [*_level(end, right, 1, leaving, stub), *_level(end, left, -1, leaving, stub)]
    offset = trip.offset if leaving and trip.half != FAT and not end.pointed else 0.0
    aside = _ASIDE if trip.half == FAT and end.kind == "process" and not trip.back else 0.0
    found += _upright(end, up, -1, offset, aside, stub)
    found += _upright(end, down, 1, offset, 0.0 if end.kind == "process" else aside, stub)
    return found


Sides = tuple[float, float, float, float]  # what it costs to go by the top, the right, the bottom, the left


def _of_material(end: End, other: End, leaving: bool) -> Sides:
    """Material leaves at the right and enters from the left; suppliers deliver downward, customers are served from below."""
    above, below = other.bottom <= end.top, other.top >= end.bottom
    up, down = (25.0 if above else 35.0), (25.0 if below else 60.0)
    ahead = other.x >= end.x
    right, left = (0.0 if ahead else 25.0), (60.0 if ahead else 0.0)
    if not leaving:
        right, left = (60.0 if not ahead else 20.0), (0.0 if not ahead else 30.0)
    if end.kind in ("supplier", "customer") and (above or below):
        up, down = (0.0 if above else 80.0), (0.0 if below else 80.0)
        right, left = right + 15, left + 15
    if end.fixed_rail:
        up, down = up + 100, down + 100
    return up, right, down, left


def _of_rework(trip: Trip) -> Sides:
    down = 25.0 + 40.0 * (trip.a.fixed_rail or trip.b.fixed_rail)
    return 0.0, 70.0, down, 70.0


def _of_information(end: End, other: End, leaving: bool) -> Sides:
    """Information comes from above, and goes level between neighbours."""
    above, below = other.bottom <= end.top, other.top >= end.bottom
    if not above and not below:
        facing = other.x >= end.x
        return (20.0 if not leaving else 30.0), (60.0, 0.0)[facing], 150.0, (0.0, 60.0)[facing]
    up, down = (0.0 if above else 70.0), (0.0 if below else 70.0)
    if above and not leaving:
        down = 160.0
    if not leaving and end.kind in SIDE_ENTRY:
        return up + 30, 0.0, down + 30, 0.0
    facing = other.x >= end.x
    return up, (100.0, 75.0)[facing], down, (75.0, 100.0)[facing]


def _level(end: End, price: float, dx: int, leaving: bool, stub: float) -> Iterator[Port]:
    x = end.right + GAP if dx > 0 else end.left - GAP
    clear = x + (stub - GAP) * dx
    if end.fixed_rail:
        yield Port(end.x if passes_through(end) and leaving else x, end.rail, dx, 0, clear, price)
        return
    low, high = end.span
    for shift, off in enumerate((0.0, _SIDEWAYS, -_SIDEWAYS)):
        if low <= end.y + off <= high:
            at = end.side(end.y + off, dx > 0)
            yield Port(at, end.y + off, dx, 0, clear, price + 1.25 * abs(off), shift)


def _upright(end: End, price: float, dy: int, offset: float, aside: float, stub: float) -> Iterator[Port]:
    y = end.bottom + GAP if dy > 0 else end.top - GAP
    side = min(_SIDEWAYS, (end.right - end.left) / 2 - _INSET)
    if end.pointed:
        places: tuple[float, ...] = (0.0,)
    else:
        places = (aside, -aside, aside - side) if aside else (0.0, -side, side)
    for shift, off in enumerate(places):
        x = end.x + offset + off
        if shift == 0 or end.left + _INSET <= x <= end.right - _INSET:
            yield Port(x, y, 0, dy, y + (stub - GAP) * dy, price + 1.25 * abs(off - aside), shift)


def _joined(one: Port, other: Port, trip: Trip) -> Iterator[tuple[float, tuple[XY, ...]]]:
    """The ways with few corners from one place to another."""
    a, b = trip.a, trip.b
    stub = STUB[trip.half == FAT]
    across, down = ((a.left, a.right), (b.left, b.right)), ((a.top, a.bottom), (b.top, b.bottom))
    if one.dx and other.dx:
        yield from _same_way(one, other, (one.dx, other.dx), _span(*across), stub)
        foot = max(a.bottom, b.bottom)
        for extra, points in _round(one, other, _beside(*down, stub)):
            yield extra + _BENEATH * (trip.half != FAT and points[2][1] > foot), points
    elif one.dy and other.dy:
        first, second = _turned(one), _turned(other)
        for extra, points in _same_way(first, second, (one.dy, other.dy), _span(*down), stub):
            yield extra, tuple((y, x) for x, y in points)
        for extra, points in _round(first, second, _beside(*across, stub)):
            yield extra, tuple((y, x) for x, y in points)
    elif one.dx:
        yield from _elbow(one, other, stub)
    else:
        for extra, points in _elbow(_turned(one), _turned(other), stub):
            yield extra, tuple((y, x) for x, y in points)


def _turned(port: Port) -> Port:
    return Port(port.y, port.x, port.dy, port.dx, port.clear, port.price, port.shift)


Range = tuple[float, float]


def _span(a: Range, b: Range) -> Range:
    return (min(a[0], b[0]), max(a[1], b[1]))


def _beside(a: Range, b: Range, stub: float) -> list[float]:
    """The lines beside two symbols, and the one in the middle of the room between them."""
    found = {a[0] - _OVER, a[1] + _OVER, b[0] - _OVER, b[1] + _OVER}
    if a[1] + 2 * stub <= b[0]:
        found.add((a[1] + b[0]) / 2)
    elif b[1] + 2 * stub <= a[0]:
        found.add((b[1] + a[0]) / 2)
    return sorted(found)


def _same_way(
    one: Port, other: Port, ways: tuple[int, int], span: Range, stub: float
) -> Iterator[tuple[float, tuple[XY, ...]]]:
    """Level out, across, level in: straight, a step, or round the outside."""
    (x0, y0), (x1, y1), (d0, d1) = one[:2], other[:2], ways
    if d0 == -d1:
        room = (x1 - x0) * d0
        if y0 == y1 and room > 0:
            yield 0.0, ((x0, y0), (x1, y1))
        elif room > 2 * stub:
            middle = (x0 + x1) / 2
            for shift in _SHIFTS:
                if abs(shift) <= room / 2 - stub:
                    x = middle + shift
                    yield abs(shift) / 4, ((x0, y0), (x, y0), (x, y1), (x1, y1))
        return
    for shift in (0.0, 16.0, 32.0, 48.0):
        x = span[1] + _OVER + shift if d0 > 0 else span[0] - _OVER - shift
        yield 0.0, ((x0, y0), (x, y0), (x, y1), (x1, y1))


def _round(one: Port, other: Port, lines: Sequence[float]) -> Iterator[tuple[float, tuple[XY, ...]]]:
    """Out, along one of these lines, and in again."""
    x0, x1 = one.clear, other.clear
    for y in lines:
        if y not in (one.y, other.y) and x0 != x1:
            yield 40.0, ((one.x, one.y), (x0, one.y), (x0, y), (x1, y), (x1, other.y), (other.x, other.y))


def _elbow(one: Port, other: Port, stub: float) -> Iterator[tuple[float, tuple[XY, ...]]]:
    """Level out, then upright in; with a step in front of the end where one corner does not do."""
    ahead = (other.x - one.x) * one.dx > stub
    outside = (one.y - other.y) * other.dy > stub
    if ahead and outside:
        yield 0.0, ((one.x, one.y), (other.x, one.y), (other.x, other.y))
        return
    x, y = one.clear, other.clear
    yield 60.0, ((one.x, one.y), (x, one.y), (x, y), (other.x, y), (other.x, other.y))
