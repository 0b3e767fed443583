"""Labels that stand on the lines they name, where there is no room beside these: at the end or the start, over or under."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product
from typing import Protocol

from msgspec import Struct

from vsm_desktop.drawing.ops import Box, Op, Path
from vsm_desktop.drawing.shapes import rectangle
from vsm_desktop.drawing.symbols.symbol import Look
from vsm_desktop.drawing.text import line, measure, shorten

_IN, _OVER, _UNDER = 4.0, 3.0, 0.95
_HIDES = 3.0  # what one hidden value weighs


class Label(Struct):
    """A word about a line, at the height it would like to stand; one to `spare` goes where it would hide something."""

    text: str
    y: float
    token: str
    spare: bool = False


class Room(Protocol):
    """The area of a chart."""

    @property
    def left(self) -> float: ...
    @property
    def top(self) -> float: ...
    @property
    def right(self) -> float: ...
    @property
    def base(self) -> float: ...


def on_lines(
    labels: Sequence[Label], obstacles: Sequence[tuple[float, float]], room: Room, look: Look, size: float
) -> Iterator[Op]:
    """Each label where it hides no other and none of the obstacles; if there is no such place, where it hides the fewest."""
    levels = [label.y for label in labels]
    taken: list[Box] = []
    for label in labels:
        text = shorten(label.text, room.right - room.left - 2 * _IN, size)
        places = [_place(label.y, text, size, room, *how) for how in product((True, False), (True, False))]
        best = min(places, key=lambda box: _harm(box, taken, obstacles, levels, label.y, room))
        if label.spare and _harm(best, taken, obstacles, levels, label.y, room) >= _HIDES:
            continue
        taken.append(best)
        left, top, right, bottom = best
        down = max(0.0, -top) - max(0.0, bottom - max(room.base, bottom - top))
        top, bottom = top + down, bottom + down
        yield Path(rectangle(left - 2, top, right - left + 4, bottom - top), fill=look["page"])
        yield from line(left, bottom - size * 0.22, text, size, look[label.token])


def _place(y: float, text: str, size: float, room: Room, at_end: bool, over: bool) -> Box:
    wide, high = measure(text, size), size * 1.15
    left = max(room.left + _IN, room.right - _IN - wide) if at_end else room.left + _IN
    top = y - _OVER - high if over else y + _UNDER + 1
    return (left, top, left + wide, top + high)


def _harm(
    box: Box,
    taken: Sequence[Box],
    obstacles: Sequence[tuple[float, float]],
    levels: Sequence[float],
    own: float,
    room: Room,
) -> float:
    """How much a place hides: what is out of the room counts most, then other labels, values, and lines."""
    left, top, right, bottom = box
    out = top < 0 or bottom > room.base
    over = sum(
        left < other[2] and other[0] < right and top < other[3] and other[1] < bottom for other in taken
    )
    hidden = sum(left - 5 < x < right + 5 and top - 4 < y < bottom + 4 for x, y in obstacles)
    crossed = sum(top < y < bottom for y in levels if y != own)
    return 1000.0 * out + 200.0 * over + _HIDES * hidden + 2.0 * crossed
