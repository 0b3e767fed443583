"""The course of an arrow from symbol to symbol: right angles, sensible sides (look: material enters from the sides,
information from above)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from msgspec import Struct

from vsm_desktop.drawing.shapes import XY
from vsm_desktop.drawing.symbols.table import body_of, symbol_of

GAP = 3.0
_CORE = 26.0
_SIDE = 14.0
_SLOPE = 0.74  # how far down its sides a diamond is touched; a stock's rail beside it is at 0.7
_ASIDE = 30.0
_LOOP = 34.0
_STUB, _CORNER = 15.0, 4.0
_NEAR, _ABOVE = 96.0, 24.0
FROM_CORNER = 6.0
"""How far from the corners of a symbol an arrow that was bent by hand touches it, at least."""
_PASSED_THROUGH = ("inventory", "queue")
SIDE_ENTRY = ("transport",)


class End(Struct, frozen=True):
    """One end of an arrow: the body it attaches to, its centre, and the height at which material passes."""

    kind: str
    x: float
    y: float
    left: float
    top: float
    right: float
    bottom: float
    rail: float
    fixed_rail: bool
    pointed: bool = False

    @property
    def span(self) -> tuple[float, float]:
        """The heights at which an arrow may enter from the side."""
        if self.fixed_rail:
            return (self.rail, self.rail)
        reach = min(_CORE, (self.y - self.top) * _SLOPE if self.pointed else self.y - self.top - 4)
        return (self.y - reach, self.y + reach)

    @property
    def breadth(self) -> tuple[float, float]:
        """The places at which an arrow may enter from above or below; a diamond has its tips alone."""
        if self.pointed:
            return (self.x, self.x)
        return (self.left + _SIDE, self.right - _SIDE)

    def side(self, y: float, right: bool) -> float:
        """Where an arrow touches the side at a height."""
        x = self.right if right else self.left
        if self.pointed:
            x += (self.x - x) * abs(y - self.y) / (self.bottom - self.y)
        return x + GAP if right else x - GAP


def end_of(node: Any, own: int = 0) -> End:
    """What arrows need to know of a node with so many rows a user added."""
    left, top, right, bottom = body_of(node, own)
    rail = symbol_of(node).rail
    pointed = getattr(node, "symbol", None) == "decision" and not node.picture
    return End(
        node.kind, node.at.x, node.at.y, left, top, right, bottom, node.at.y + rail, rail != 0, pointed
    )


def material_course(a: End, b: End, goes_on: bool = True, under: bool = True) -> tuple[XY, ...]:
    """Straight where sides face each other, else one elbow, else a step.

    `under` says that the arrow comes out from under a stock it starts from, `goes_on` that it does so at a stock it
    leads to.
    """
    if a.right <= b.left or b.right <= a.left:
        y = _shared(a.span, b.span, _passing(a, b))
        if y is not None:
            return _across(a, b, y, goes_on, under)
    x = _shared(a.breadth, b.breadth, _narrow(a, b))
    if x is not None and (a.bottom <= b.top or b.bottom <= a.top):
        return ((x, _leave(a, b)), (x, _enter(a, b)))
    if a.kind == "supplier" or b.fixed_rail:
        return _down_then_across(a, b)
    return _across_then_down(a, b, under)


def _passing(a: End, b: End) -> float | None:
    """The height at which material would best pass: at a stock's rail, at a diamond's tip."""
    rails = [end.rail for end in (a, b) if end.fixed_rail] + [end.rail for end in (a, b) if end.pointed]
    return rails[0] if rails else None


def leaves_level(a: End, b: End) -> bool:
    """Whether material leaves from a side."""
    first, second = material_course(a, b)[:2]
    return first[1] == second[1]


def _shared(first: tuple[float, float], second: tuple[float, float], wish: float | None) -> float | None:
    """A value inside both ranges: the wished one if it is, else their common middle."""
    low, high = max(first[0], second[0]), min(first[1], second[1])
    if low > high:
        return None
    if wish is not None and low <= wish <= high:
        return wish
    return (low + high) / 2


def _narrow(a: End, b: End) -> float:
    """The middle of the narrower end; beside the middle of a process, where information comes in from above."""
    if a.right - a.left <= b.right - b.left:
        return a.x + _ASIDE * (a.kind == "process")
    return b.x - _ASIDE * (b.kind == "process")


def _across(a: End, b: End, y: float, goes_on: bool, under: bool) -> tuple[XY, ...]:
    forth = a.x < b.x
    start = a.x if under and passes_through(a) else a.side(y, forth)
    stop = b.side(y, not forth)
    if passes_through(b):
        stop = b.x if goes_on else b.right - GAP if forth else b.left + GAP
    return ((start, y), (stop, y))


def passes_through(end: End) -> bool:
    """A stock sits on its arrow: the shaft runs on beneath it."""
    return end.kind in _PASSED_THROUGH


def _leave(a: End, b: End) -> float:
    return a.bottom + GAP if b.y > a.y else a.top - GAP


def _enter(a: End, b: End) -> float:
    return b.top - GAP if b.y > a.y else b.bottom + GAP


def _down_then_across(a: End, b: End) -> tuple[XY, ...]:
    y = b.rail
    if a.top - _SIDE < y < a.bottom + _SIDE:
        return _step(a, b)
    start = (a.x, a.bottom + GAP if y > a.y else a.top - GAP)
    stop = b.x if passes_through(b) else b.left - GAP if b.x > a.x else b.right + GAP
    return (start, (a.x, y), (stop, y))


def _across_then_down(a: End, b: End, under: bool) -> tuple[XY, ...]:
    y = a.rail
    if b.top - _SIDE < y < b.bottom + _SIDE or a.left - GAP < b.x < a.right + GAP:
        return _step(a, b)
    start = a.x if under and passes_through(a) else a.right + GAP if b.x > a.x else a.left - GAP
    return ((start, y), (b.x, y), (b.x, b.top - GAP if b.y > y else b.bottom + GAP))


def _step(a: End, b: End) -> tuple[XY, ...]:
    """Out of one side, half way, and into the other; round the outside where there is no room between."""
    forth = b.x >= a.x
    start = a.x if passes_through(a) else a.right + GAP if forth else a.left - GAP
    stop = b.x if passes_through(b) else b.left - GAP if forth else b.right + GAP
    if (stop - start) * (1 if forth else -1) > 24:
        middle = (start + stop) / 2
        return ((start, a.rail), (middle, a.rail), (middle, b.rail), (stop, b.rail))
    side = max(a.right, b.right) + 24
    return ((a.right + GAP, a.rail), (side, a.rail), (side, b.rail), (b.right + GAP, b.rail))


def return_course(a: End, b: End) -> tuple[XY, ...]:
    """Material that goes back (rework): over the tops, so that the way forward stays clear."""
    y = min(a.top, b.top) - 30
    return ((a.x, a.top - GAP), (a.x, y), (b.x, y), (b.x, b.top - GAP))


def loop_course(a: End) -> tuple[XY, ...]:
    """Back to the same symbol: a small loop over its top."""
    x = min(_LOOP, (a.right - a.left) / 2 - 2)
    y = a.top - 30
    return ((a.x + x, a.top - GAP), (a.x + x, y), (a.x - x, y), (a.x - x, a.top - GAP))


def information_course(a: End, b: End, offset: float, height: float | None) -> tuple[XY, ...]:
    """Level between neighbours, `offset` apart from parallels; else down to `height`, across, and down."""
    side_by_side = a.right + GAP < b.left or b.right + GAP < a.left
    if side_by_side:
        y = _shared(_flank(a), _flank(b), None)
        if y is not None and not _one_below(a, b):
            forth = a.x < b.x
            if not (a.pointed or b.pointed):
                y = min(max(y + offset, a.top + 8), a.bottom - 8)
            return ((a.side(y, forth), y), (b.side(y, not forth), y))
    return _by_levels(a, b, offset, height)


def _flank(end: End) -> tuple[float, float]:
    """The heights at which information may touch a side."""
    return end.span if end.pointed else (end.top + 8, end.y + _CORE)


def _one_below(a: End, b: End) -> bool:
    return b.top > a.bottom or a.top > b.bottom


def _by_levels(a: End, b: End, offset: float, height: float | None) -> tuple[XY, ...]:
    down = b.y >= a.y
    x0 = a.x if a.pointed else a.x + offset
    y0 = a.bottom + GAP if down else a.top - GAP
    if b.kind in SIDE_ENTRY and not b.left - _SIDE < x0 < b.right + _SIDE:
        return ((x0, y0), (x0, b.y), (b.left - GAP if x0 < b.x else b.right + GAP, b.y))
    y1 = b.top - GAP if down else b.bottom + GAP
    if abs(x0 - b.x) < 1:
        return ((x0, y0), (x0, y1))
    level = height if height is not None else (y0 + y1) / 2
    return ((x0, y0), (x0, level), (b.x, level), (b.x, y1))


def through(start: End, stop: End, bends: Sequence[XY], aside: float = 0.0) -> tuple[XY, ...]:
    """A course along bends set by hand, each leg drawn straight from side to side.

    Where all of it is right-angled but the leg to a symbol, which went elsewhere, that leg gets the corners it needs; it
    enters a side so far above its middle.
    """
    points = (_nearest(start, bends[0]), *bends, _nearest(stop, bends[-1]))
    slanted = [i for i, (p, q) in enumerate(pairwise(points)) if p[0] != q[0] and p[1] != q[1]]
    last = len(points) - 2
    if not slanted or not set(slanted) <= {0, last} or len(slanted) > last:
        return points
    before = _squared(start, points[:3], aside) if 0 in slanted else points[:1]
    after = _squared(stop, points[:-4:-1], aside) if last in slanted else points[-1:]
    return (*before, *bends, *reversed(after))


def _nearest(end: End, to: XY) -> XY:
    """Where a line towards a point leaves the body: square to a side where it can, and not at a corner."""
    x, y = to
    left, right = _inside(end.left, end.right) if not end.pointed else (end.x, end.x)
    if left <= x <= right:
        return (x, end.top - GAP if y < end.y else end.bottom + GAP)
    side = end.left - GAP if x < end.x else end.right + GAP
    low, high = (end.y, end.y) if end.pointed else (end.top + _CORNER, end.bottom - _CORNER)
    return (side, min(max(y, low), high))


def _inside(low: float, high: float) -> tuple[float, float]:
    """A side of a symbol without its corners."""
    off = min(FROM_CORNER, (high - low) / 2)
    return (low + off, high - off)


def _squared(end: End, leg: Sequence[XY], aside: float) -> tuple[XY, ...]:
    """A way from a symbol to the first of its bends that goes on to the next at a right angle; the slanted leg where there
    is no room for one."""
    start, bend, after = leg
    if bend[1] == after[1]:
        return _from_upright(end, start, bend, aside)
    x, y = bend
    low, high = (end.x, end.x) if end.pointed else _inside(end.left, end.right)
    if not end.top - _STUB < y < end.bottom + _STUB:
        at = min(max(x, low), high)
        return ((at, end.top - GAP if y < end.y else end.bottom + GAP), (at, y))
    side = end.left - GAP if x < end.x else end.right + GAP
    if abs(side - x) <= 2 * _STUB:
        return (start,)
    low, high = _heights(end)
    at, middle = min(max(y, low), high), (side + x) / 2
    return ((side, at), (middle, at), (middle, y))


def _from_upright(end: End, start: XY, bend: XY, aside: float) -> tuple[XY, ...]:
    """From the side where the upright leg is near it, else from above or below: others may stand in between."""
    x, y = bend
    edge = end.top - GAP if y < end.y else end.bottom + GAP
    over, beside = abs(edge - y) > 2 * _STUB, end.left - x if x < end.x else x - end.right
    if beside >= _STUB and (beside <= _NEAR or not over):
        low, high = _heights(end)
        level = min(max(end.rail if end.fixed_rail else end.y - aside, low), high)
        return ((end.left - GAP if x < end.x else end.right + GAP, level), (x, level))
    if not over:
        return (start,)
    low, high = (end.x, end.x) if end.pointed else _inside(end.left, end.right)
    at = min(max(x, low), high) if beside < _STUB else end.x + (aside if x > end.x else -aside)
    off = min(_ABOVE, abs(edge - y) / 2)
    level = edge - off if y < edge else edge + off
    return ((at, edge), (at, level), (x, level))


def _heights(end: End) -> tuple[float, float]:
    """The heights at which a bent arrow may enter from the side."""
    return (end.rail, end.rail) if end.pointed or end.fixed_rail else _inside(end.top, end.bottom)
