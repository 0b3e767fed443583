"""The cheapest right-angled way between two symbols: along the lines beside what stands in the way (A*).

The lines are those at which a shortest way can turn: the places where the arrow may touch its symbols, the sides of all
symbols at a distance, and the lines beside arrows that were there before.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from heapq import heappop, heappush
from itertools import pairwise

from vsm_desktop.drawing.ops import Box
from vsm_desktop.drawing.routes.ways import CORNER, Port
from vsm_desktop.drawing.shapes import XY

_ALONG = 4.0  # what running on another arrow costs, in times of the length
_MOST_LINES = 300
_MOST_STEPS = 30_000
_MANY = 30  # arrows' legs; where there are more, a way keeps to the lines beside symbols


Shaft = tuple[Box, float, float]
"""A leg that was there before, how far beside it another may run, and what it costs to cross it."""


def search(
    outs: Sequence[Port], ins: Sequence[Port], walls: Sequence[Box], shafts: Sequence[Shaft], window: Box
) -> tuple[XY, ...] | None:
    """The cheapest way out of one of these places and into another; None where there is none inside the window.

    No way leads through the inside of a wall; on its edge it may run.
    """
    outs = [one for one in outs if not _shut(one, walls)]
    ins = [one for one in ins if not _shut(one, walls)]
    if not outs or not ins:
        return None
    field = _Field(_lines(0, outs, ins, walls, shafts, window), _lines(1, outs, ins, walls, shafts, window))
    if max(len(field.xs), len(field.ys)) > _MOST_LINES:
        return None
    field.build(walls)
    field.weigh(shafts)
    return field.way(outs, ins)


def _tip(port: Port) -> XY:
    return (port.clear, port.y) if port.dx else (port.x, port.clear)


def _shut(port: Port, walls: Iterable[Box]) -> bool:
    """Whether something stands right before a place."""
    x, y = _tip(port)
    left, right = (port.x, x) if port.x <= x else (x, port.x)
    top, bottom = (port.y, y) if port.y <= y else (y, port.y)
    if port.dx:
        left, right = (x, x)
    else:
        top, bottom = (y, y)
    return any(w[0] < right and left < w[2] and w[1] < bottom and top < w[3] for w in walls) or any(
        w[0] < x < w[2] and w[1] < y < w[3] for w in walls
    )


def _lines(
    axis: int,
    outs: Sequence[Port],
    ins: Sequence[Port],
    walls: Sequence[Box],
    shafts: Sequence[Shaft],
    window: Box,
) -> list[float]:
    low, high = window[axis], window[axis + 2]
    found = {_tip(port)[axis] for port in (*outs, *ins)}
    for wall in walls:
        found |= {wall[axis], wall[axis + 2]}
    for box, apart, _price in shafts if len(shafts) <= _MANY else ():
        if box[axis] == box[axis + 2]:
            found |= {box[axis] - apart, box[axis] + apart}
    return sorted(at for at in found if low <= at <= high)


class _Field:
    """The lines, where they are shut, and what it costs to go along them from one crossing to the next."""

    def __init__(self, xs: list[float], ys: list[float]) -> None:
        self.xs, self.ys = xs, ys
        across, down = _gaps(xs), _gaps(ys)
        self.level = [across[:] for _y in ys]
        self.upright = [down[:] for _x in xs]

    def build(self, walls: Sequence[Box]) -> None:
        """Shut what lies inside a wall."""
        for left, top, right, bottom in walls:
            _shut_off(self.level, self.xs, self.ys, (left, right), (top, bottom))
            _shut_off(self.upright, self.ys, self.xs, (top, bottom), (left, right))

    def weigh(self, shafts: Sequence[Shaft]) -> None:
        """Let it cost more to run on an arrow, and something to cross it."""
        for (left, top, right, bottom), apart, price in shafts:
            if top == bottom:
                _burden(self.level, self.xs, self.ys, (left, right), top, apart)
                _cross(self.upright, self.ys, self.xs, (left, right), top, price)
            elif left == right:
                _burden(self.upright, self.ys, self.xs, (top, bottom), left, apart)
                _cross(self.level, self.xs, self.ys, (top, bottom), left, price)

    def way(self, outs: Sequence[Port], ins: Sequence[Port]) -> tuple[XY, ...] | None:
        """The cheapest way; of two that cost the same the one that is found first, whatever was drawn before."""
        goals: dict[int, tuple[float, Port]] = {}
        for port in ins:
            spot = self._spot(port)
            for state, more in ((spot, 0.0), (spot ^ 1, CORNER)):
                price = port.price + abs(port.clear - (port.x if port.dx else port.y)) + more
                if state not in goals or price < goals[state][0]:
                    goals[state] = (price, port)
        tips = [_tip(port) for port in ins]
        box = (
            min(x for x, _y in tips),
            min(y for _x, y in tips),
            max(x for x, _y in tips),
            max(y for _x, y in tips),
        )
        best: dict[int, float] = {}
        before: dict[int, int] = {}
        origin: dict[int, Port] = {}
        heap: list[tuple[float, float, int]] = []
        for port in outs:
            spot, price = self._spot(port), port.price + abs(port.clear - (port.x if port.dx else port.y))
            if price < best.get(spot, 1e18):
                best[spot], origin[spot] = price, port
                heappush(heap, (price + _away(*_tip(port), box, spot & 1), price, spot))
        end = self._go(heap, best, before, goals, box)
        if end is None:
            return None
        states = [end]
        while states[-1] in before:
            states.append(before[states[-1]])
        start = origin[states[-1]]
        wide = len(self.xs)
        inner = [(self.xs[(one >> 1) % wide], self.ys[(one >> 1) // wide]) for one in reversed(states)]
        stop = goals[end][1]
        return _straightened([(start.x, start.y), *inner, (stop.x, stop.y)])

    def _spot(self, port: Port) -> int:
        x, y = _tip(port)
        at = bisect_left(self.ys, y) * len(self.xs) + bisect_left(self.xs, x)
        return at * 2 + (port.dy != 0)

    def _go(
        self,
        heap: list[tuple[float, float, int]],
        best: dict[int, float],
        before: dict[int, int],
        goals: dict[int, tuple[float, Port]],
        box: Box,
    ) -> int | None:
        """Look on from the cheapest crossing until the cheapest end is reached."""
        xs, ys, wide, high = self.xs, self.ys, len(self.xs), len(self.ys)
        level, upright = self.level, self.upright
        last, ended, steps = 1e18, None, 0
        while heap and heap[0][0] < last and steps < _MOST_STEPS:
            _f, so_far, state = heappop(heap)
            if so_far > best[state]:
                continue
            steps += 1
            if state in goals and so_far + goals[state][0] < last:
                last, ended = so_far + goals[state][0], state
            i, j = (state >> 1) % wide, (state >> 1) // wide
            turned = state & 1
            nexts = []
            if i + 1 < wide and level[j][i] >= 0:
                nexts.append((state + 2 & ~1, level[j][i] + CORNER * turned))
            if i and level[j][i - 1] >= 0:
                nexts.append((state - 2 & ~1, level[j][i - 1] + CORNER * turned))
            if j + 1 < high and upright[i][j] >= 0:
                nexts.append((state + 2 * wide | 1, upright[i][j] + CORNER * (1 - turned)))
            if j and upright[i][j - 1] >= 0:
                nexts.append((state - 2 * wide | 1, upright[i][j - 1] + CORNER * (1 - turned)))
            for there, price in nexts:
                reached = so_far + price
                if reached < best.get(there, 1e18):
                    best[there], before[there] = reached, state
                    at = there >> 1
                    away = _away(xs[at % wide], ys[at // wide], box, there & 1)
                    heappush(heap, (reached + away, reached, there))
        return ended


def _gaps(lines: list[float]) -> list[float]:
    return [b - a for a, b in pairwise(lines)]


def _away(x: float, y: float, box: Box, upright: int) -> float:
    """What it costs at least to go on from a point to a box."""
    dx = box[0] - x if x < box[0] else x - box[2] if x > box[2] else 0.0
    dy = box[1] - y if y < box[1] else y - box[3] if y > box[3] else 0.0
    return 1.15 * (dx + dy) + (CORNER if (dx if upright else dy) else 0.0)


Range = tuple[float, float]


def _pieces(lines: list[float], along: Range) -> range:
    """The pieces between lines that lie in a range."""
    return range(max(0, bisect_right(lines, along[0]) - 1), min(bisect_left(lines, along[1]), len(lines) - 1))


def _shut_off(
    rows: list[list[float]], lines: list[float], others: list[float], along: Range, across: Range
) -> None:
    shut = _pieces(lines, along)
    for j in range(bisect_right(others, across[0]), bisect_left(others, across[1])):
        row = rows[j]
        for i in shut:
            row[i] = -1.0


def _burden(
    rows: list[list[float]], lines: list[float], others: list[float], along: Range, at: float, apart: float
) -> None:
    pieces = _pieces(lines, along)
    for j in range(bisect_right(others, at - apart + 0.01), bisect_left(others, at + apart - 0.01)):
        row = rows[j]
        for i in pieces:
            if row[i] >= 0:
                row[i] *= 1 + _ALONG


def _cross(
    rows: list[list[float]], lines: list[float], others: list[float], along: Range, at: float, price: float
) -> None:
    i = bisect_left(lines, at) - 1
    if not 0 <= i < len(lines) - 1:
        return
    for j in range(bisect_right(others, along[0]), bisect_left(others, along[1])):
        if rows[j][i] >= 0:
            rows[j][i] += price


def _straightened(points: Sequence[XY]) -> tuple[XY, ...]:
    """Without the points at which a way goes straight on."""
    kept: list[XY] = []
    for point in points:
        if kept and kept[-1] == point:
            continue
        while len(kept) > 1 and (
            kept[-2][0] == kept[-1][0] == point[0] or kept[-2][1] == kept[-1][1] == point[1]
        ):
            kept.pop()
        kept.append(point)
    return tuple(kept)
