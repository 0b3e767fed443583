"""The values of a run chart: dots joined by a line with their numbers, thinned out where there are more than can be seen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from vsm_desktop.drawing.charts.chart import BAR_LINE, EDGE
from vsm_desktop.drawing.charts.onlines import Room
from vsm_desktop.drawing.ops import Box, Op, Path, Pen
from vsm_desktop.drawing.shapes import circle, polyline, rectangle
from vsm_desktop.drawing.symbols.symbol import Look
from vsm_desktop.drawing.text import line, measure
from vsm_desktop.drawing.theme import ROW_LINE

_DOT, _SIGN = 3.0 / 11.0, 4.5 / 11.0  # of the size of type
_CLOSE = 2.5  # units from dot to dot, on average: nearer ones are a line
_STEP = 8.0  # along the line, from one place that must not be hidden to the next

Place = tuple[float, float]


class Dot(Struct, frozen=True):
    """A value at its place; `off` is worse than expected, `coming` lies on a day that has not come."""

    x: float
    y: float
    text: str
    off: bool = False
    coming: bool = False


def dotted(
    dots: Sequence[Dot], room: Room, look: Look, size: float, *, met: bool, free: Sequence[Box] = ()
) -> Iterator[Op]:
    """What is worse than expected is a triangle, what does not count yet a ring; the last that counts has its number in bold,
    with a check mark where the target is `met`. What is to be kept `free` is not written over, nor are rings."""
    counted = [one for one in dots if not one.coming]
    dot, half = size * _DOT, size * _SIGN
    close = len(dots) * _CLOSE > room.right - room.left
    places = [(one.x, one.y) for one in counted]
    seen = thinned(places) if close else places
    if len(seen) > 1:
        yield Path(polyline(seen), Pen(look["ink"], 1.0 if close else 1.5))
    rings = [(one.x - dot, one.y - dot, one.x + dot, one.y + dot) for one in dots if one.coming]
    named = counted[-1:] if close else counted
    yield from _numbers(named, seen, room, look, size, met=met, free=[*free, *rings])
    for one in counted[-1:] if close else counted:
        if one.off:
            x, y = one.x, one.y
            sign = ((x, y - half), (x + half, y + half * 0.7), (x - half, y + half * 0.7))
            yield Path(polyline(sign, closed=True), Pen(look["wait"], BAR_LINE), look["wait_t"])
        else:
            yield Path(circle(one.x, one.y, dot), Pen(look["page"], 1.0), look["ink"])
    for one in dots:
        if one.coming:
            yield Path(circle(one.x, one.y, dot), Pen(look["ink2"], ROW_LINE), look["page"])


def thinned(places: Sequence[Place]) -> list[Place]:
    """The same line with at most four places on every unit of width: the first, the highest, the lowest and the last."""
    columns: dict[int, list[Place]] = {}
    for place in places:
        columns.setdefault(int(place[0]), []).append(place)
    kept: list[Place] = []
    for column in columns.values():
        chosen = {column[0], min(column, key=_height), max(column, key=_height), column[-1]}
        kept += [place for place in dict.fromkeys(column) if place in chosen]
    return kept


def hidden_by_labels(dots: Sequence[Dot]) -> list[Place]:
    """Where a label would hide something: along the values, and all round the number of the last one."""
    places = thinned([(one.x, one.y) for one in dots])
    found = set(places)
    for (x, y), (x2, y2) in pairwise(places):
        steps = max(1, min(12, round((abs(x2 - x) + abs(y2 - y)) / _STEP)))
        found |= {(x + (x2 - x) * at / steps, y + (y2 - y) * at / steps) for at in range(steps)}
    for one in [one for one in dots if not one.coming][-1:]:
        found |= {(one.x + dx, one.y + dy) for dx in (-20.0, 0.0, 20.0) for dy in (-16.0, -8.0, 8.0, 16.0)}
    return sorted(found)


def _height(place: Place) -> float:
    return place[1]


def _numbers(
    dots: Sequence[Dot],
    seen: Sequence[Place],
    room: Room,
    look: Look,
    size: float,
    *,
    met: bool,
    free: Sequence[Box],
) -> Iterator[Op]:
    """The last value in any case, the others from right to left where they do not touch it."""
    taken = room.right + EDGE + 1
    for at in range(len(dots) - 1, -1, -1):
        x, y, text = dots[at].x, dots[at].y, dots[at].text
        last = at == len(dots) - 1
        token = "ink"
        if last and met:
            text, token = f"✓ {text}", "work"
        wide = measure(text, size, "bold")
        start = max(room.left + 3, min(x - wide / 2, room.right + EDGE - 1 - wide))
        if not last and start + wide > taken - 6:
            continue
        neighbours = [dots[i].y for i in (at - 1, at + 1) if 0 <= i < len(dots)]
        over = not neighbours or y <= sum(neighbours) / len(neighbours)
        over = (over or y + size * 1.6 > room.base) and y > size * 2
        feet = (y - size * 0.75, y + size * 1.4) if over else (y + size * 1.4,)
        beside = max(room.left + 3, x - size * (2 * _DOT + 0.3) - wide)  # for the last, which must be read
        boxes = [_box(start, wide, foot, size) for foot in feet]
        boxes += [_box(beside, wide, foot, size) for foot in (*feet, y + size * 0.35)] if last else []
        box = next((one for one in boxes if not _meets(one, free)), boxes[min(1, len(feet) - 1)])
        start = box[0] + 1
        if not last and (any(_within(place, box, size * _DOT) for place in seen) or _meets(box, free)):
            continue
        yield Path(rectangle(box[0], box[1], box[2] - box[0], box[3] - box[1]), fill=look["page"])
        yield from line(start, box[3] - size * 0.2, text, size, look[token], "bold" if last else "body")
        taken = start


def _box(start: float, wide: float, foot: float, size: float) -> Box:
    """The room of a number that stands on a foot."""
    return (start - 1, foot - size * 0.85, start + wide + 1, foot + size * 0.2)


def _meets(box: Box, others: Sequence[Box]) -> bool:
    return any(_meet(box, other) for other in others)


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _within(place: Place, box: Box, dot: float) -> bool:
    """Whether a dot would be hidden by a box."""
    x, y = place
    return box[0] - dot < x < box[2] + dot and box[1] - dot < y < box[3] + dot
