"""What a drawing leaves free, for what is put onto it beside the map."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from math import ceil

from vsm_desktop.drawing.ops import Box, Part, Path, Text, extent
from vsm_desktop.drawing.placed import part_box
from vsm_desktop.drawing.shapes import XY

_CLEAR = 5.0  # round everything
_SQUARE = 96.0
_MANY = 200  # squares, and strokes of a mark
Square = tuple[int, int] | None
_EVERYWHERE: Square = None
_PIECES = 200
_SLANT = 12.0  # a slanting leg is taken in pieces so high or wide
_MARK = 60.0  # what is no larger on an arrow is a mark of it: a vehicle, a card


class Vacant:
    """What the map leaves free: symbols and words as boxes, arrows as their legs, and the edges of frames."""

    def __init__(self, parts: Iterable[Part]) -> None:
        self.bottom = 0.0
        self._boxes: dict[Square, list[Box]] = {}
        self._edges: dict[Square, list[Box]] = {}
        for part in parts:
            self.take(part)

    def take(self, part: Part) -> None:
        """Another part stands there."""
        for box in boxes_of(part):
            self.take_box(box)
        for grip in part.grips[:-1]:
            _put(self._edges, moved(grip, part.x, part.y))

    def take_box(self, box: Box) -> None:
        """Something stands there."""
        self.bottom = max(self.bottom, box[3])
        _put(self._boxes, box)

    def free(self, boxes: Sequence[Box]) -> Box | None:
        """The first of these boxes in which nothing stands; one across the edge of a frame only if there is no other."""
        first = None
        for box in boxes:
            if not _taken(self._boxes, box):
                if not _taken(self._edges, box):
                    return box
                first = first or box
        return first

    def is_free(self, boxes: Iterable[Box]) -> bool:
        """Whether nothing stands in any of these boxes; the edges of frames may."""
        return not any(_taken(self._boxes, box) for box in boxes)


def _cells(box: Box) -> Iterable[Square]:
    """The squares of the map a box lies in, as only what is near is looked at; one for all where it is very large."""
    left, top, right, bottom = (int(value // _SQUARE) for value in box)
    if (right - left + 1) * (bottom - top + 1) > _MANY:
        return (_EVERYWHERE,)
    return ((x, y) for x in range(left, right + 1) for y in range(top, bottom + 1))


def _put(kept: dict[Square, list[Box]], box: Box) -> None:
    for cell in _cells((box[0] - _CLEAR, box[1] - _CLEAR, box[2] + _CLEAR, box[3] + _CLEAR)):
        kept.setdefault(cell, []).append(box)


def _taken(kept: dict[Square, list[Box]], box: Box) -> bool:
    cells = (_EVERYWHERE, *_cells(box))
    large = _EVERYWHERE in cells[1:]  # it is held against all
    found = kept.values() if large else (kept.get(cell, ()) for cell in cells)
    return any(_meet(box, other) for near in found for other in near)


def boxes_of(part: Part) -> list[Box]:
    """The room a part takes, an arrow by its legs, words and marks, a frame by its name."""
    if not part.ops:
        return []
    if part.grips:
        return [moved(part.grips[-1], part.x, part.y)]
    if not part.line:
        return [part_box(part)]
    legs = (box for a, b in pairwise(part.line) for box in _along(a, b))
    small = (op for op in part.ops if not isinstance(op, Path) or len(op.segments) <= _MANY)
    marks = (box for box in map(extent, ((op,) for op in small)) if _largest(box) <= _MARK)
    texts = (extent((op,)) for op in part.ops if isinstance(op, Text))
    return [moved(box, part.x, part.y) for box in (*legs, *marks, *texts)]


def _largest(box: Box) -> float:
    return max(box[2] - box[0], box[3] - box[1])


def _along(a: XY, b: XY) -> Iterator[Box]:
    """Boxes along a leg; a slanting one takes several, so that what it does not touch stays free."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    count = min(max(1, ceil(min(abs(dx), abs(dy)) / _SLANT)), _PIECES)
    for i in range(count):
        xs = [a[0] + dx * i / count, a[0] + dx * (i + 1) / count]
        ys = [a[1] + dy * i / count, a[1] + dy * (i + 1) / count]
        yield (min(xs) - 3, min(ys) - 3, max(xs) + 3, max(ys) + 3)


def _meet(one: Box, other: Box) -> bool:
    return (
        one[0] - _CLEAR < other[2]
        and other[0] < one[2] + _CLEAR
        and one[1] - _CLEAR < other[3]
        and other[1] < one[3] + _CLEAR
    )


def moved(box: Box, dx: float, dy: float) -> Box:
    """A box somewhere else."""
    return (box[0] + dx, box[1] + dy, box[2] + dx, box[3] + dy)
