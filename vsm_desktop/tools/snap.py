"""Snapping, as arithmetic: to the grid, to the edges and centres of neighbours, to equal gaps."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from msgspec import Struct

from vsm_desktop.assets import _
from vsm_desktop.drawing.ops import Box
from vsm_desktop.edit.align import around

GRID = 6.0
_ROW = 900.0  # gaps farther away than this are no rhythm anybody sees
_SAME = 0.01
_MOST = 200  # marks looked at near one place: a map of thousands in a row stays quick


class Mark(NamedTuple):
    """A place on one axis, what it is of its box (-1 the near edge, 0 the centre, 1 the far edge), and the box."""

    place: float
    of: int
    box: Box


class Guide(NamedTuple):
    """A line that shows why something snapped: from one place to another, with a word."""

    x0: float
    y0: float
    x1: float
    y1: float
    label: str = ""
    gap: bool = False


class Snap(NamedTuple):
    """How far a thing goes after snapping, and the lines that say why."""

    dx: float
    dy: float
    guides: tuple[Guide, ...] = ()


class Rulers(Struct, frozen=True):
    """The lines of everything that stays where it is: sorted marks across and down."""

    across: tuple[Mark, ...] = ()
    down: tuple[Mark, ...] = ()
    boxes: tuple[Box, ...] = ()


def rulers(boxes: Iterable[Box]) -> Rulers:
    """Edges and centres of boxes, ready to be looked up."""
    kept = tuple(boxes)
    across = sorted(mark for box in kept for mark in _marks(box, 0))
    down = sorted(mark for box in kept for mark in _marks(box, 1))
    return Rulers(tuple(across), tuple(down), kept)


def to_grid(value: float) -> float:
    """The nearest grid line."""
    return round(value / GRID) * GRID


def snapped(
    box: Box, at: tuple[float, float], dx: float, dy: float, marks: Rulers, reach: float = GRID
) -> Snap:
    """A shift that brings a box in line with its neighbours where they are within reach, else its centre onto the grid.

    `box` is where it was, `at` the centre that the grid counts from; reach is in map units.
    """
    x, line_x = _axis(0, box, dx, dy, marks, reach)
    y, line_y = _axis(1, box, dx, dy, marks, reach)
    sx = dx + x if x is not None else to_grid(at[0] + dx) - at[0]
    sy = dy + y if y is not None else to_grid(at[1] + dy) - at[1]
    moved = shifted(box, sx, sy)
    guides = [_guide(0, mark, moved) for mark in _fitting(0, moved, line_x)]
    guides += [_guide(1, mark, moved) for mark in _fitting(1, moved, line_y)]
    guides += _gaps(0, moved, marks.boxes) if x is not None else []
    guides += _gaps(1, moved, marks.boxes) if y is not None else []
    return Snap(sx, sy, tuple(guides))


def shifted(box: Box, dx: float, dy: float) -> Box:
    """The box somewhere else."""
    return (box[0] + dx, box[1] + dy, box[2] + dx, box[3] + dy)


def _marks(box: Box, axis: int) -> tuple[Mark, Mark, Mark]:
    low, high = box[axis], box[axis + 2]
    return Mark(low, -1, box), Mark((low + high) / 2, 0, box), Mark(high, 1, box)


def _axis(
    axis: int, box: Box, dx: float, dy: float, marks: Rulers, reach: float
) -> tuple[float | None, list[Mark]]:
    """The smallest correction along one axis that lines up or evens a gap, and the marks that are near."""
    moved = shifted(box, dx, dy)
    near = _near(marks.down if axis else marks.across, _marks(moved, axis), reach)
    wishes = [by for by, _mark in near]
    wishes += [by for by in _even(axis, moved, marks.boxes) if abs(by) <= reach]
    best = min(wishes, key=lambda by: (round(abs(by), 3), by), default=None)
    return best, [mark for _by, mark in near]


def _near(marks: Sequence[Mark], own: Sequence[Mark], reach: float) -> list[tuple[float, Mark]]:
    """The marks within reach of one's own, with the correction to each. Like goes with like: centres, left edges, right edges."""
    found = []
    for mine in own:
        start = bisect_left(marks, mine.place - reach, key=lambda mark: mark.place)
        for mark in marks[start : start + _MOST]:
            if mark.place > mine.place + reach:
                break
            if mark.of == mine.of:
                found.append((mark.place - mine.place, mark))
    return found


def _even(axis: int, moved: Box, boxes: Sequence[Box]) -> list[float]:
    """Corrections that make the gap to a neighbour the same as another one in the row."""
    row = _row(axis, moved, boxes)
    low, high = axis, axis + 2
    before = [box for box in row if box[high] <= moved[low] + GRID]
    after = [box for box in row if box[low] >= moved[high] - GRID]
    wishes = []
    if before and after:
        wishes.append((before[-1][high] + after[0][low]) / 2 - (moved[low] + moved[high]) / 2)
    if len(before) > 1:
        wishes.append(before[-1][high] + before[-1][low] - before[-2][high] - moved[low])
    if len(after) > 1:
        wishes.append(after[0][low] - (after[1][low] - after[0][high]) - moved[high])
    return wishes


def _row(axis: int, moved: Box, boxes: Sequence[Box]) -> list[Box]:
    """What stands beside a box, in order, each thing whole and not on top of another."""
    low, high, a, b = axis, axis + 2, 1 - axis, 3 - axis
    row = sorted(
        (
            box
            for box in boxes
            if box[a] < moved[b]
            and box[b] > moved[a]
            and box[low] < moved[high] + _ROW
            and box[high] > moved[low] - _ROW
        ),
        key=lambda box: box[low],
    )
    kept: list[Box] = []
    for box in row:
        if not kept or box[low] >= kept[-1][high]:
            kept.append(box)
    return kept


def _fitting(axis: int, moved: Box, near: Sequence[Mark]) -> list[Mark]:
    """The marks the snapped box really stands on, one for each place: of the box nearest to it; centres before edges."""
    own = _marks(moved, axis)
    best: dict[float, Mark] = {}
    for mark in near:
        if any(abs(mark.place - mine.place) < _SAME and mark.of == mine.of for mine in own):
            kept = best.get(round(mark.place, 2))
            if kept is None or _away(axis, mark.box, moved) < _away(axis, kept.box, moved):
                best[round(mark.place, 2)] = mark
    return [mark for mark in best.values() if not mark.of] or [*best.values()]


def _away(axis: int, other: Box, moved: Box) -> float:
    a, b = 1 - axis, 3 - axis
    return max(other[a] - moved[b], moved[a] - other[b], 0.0)


def _guide(axis: int, mark: Mark, moved: Box) -> Guide:
    """A line along both boxes."""
    left, top, right, bottom = around((mark.box, moved))
    words = "" if mark.of else _("centred")
    if axis == 0:
        return Guide(mark.place, top - 8, mark.place, bottom + 8, words)
    return Guide(left - 8, mark.place, right + 8, mark.place, words)


def _gaps(axis: int, moved: Box, boxes: Sequence[Box]) -> list[Guide]:
    """The equal gaps beside a box, as lines with their length."""
    row = sorted([*_row(axis, moved, boxes), moved], key=lambda box: box[axis])
    at = row.index(moved)
    low, high, cross = axis, axis + 2, (moved[1 - axis] + moved[3 - axis]) / 2
    gaps = [
        (one[high], other[low])
        for one, other in zip(row[max(at - 2, 0) : at + 2], row[max(at - 1, 1) : at + 3], strict=False)
    ]
    own = [
        (a, b)
        for a, b in gaps
        if b - a > _SAME and (abs(b - moved[low]) < _SAME or abs(a - moved[high]) < _SAME)
    ]
    even = {round(d - c, 2) for c, d in own}
    same = [(a, b) for a, b in gaps if round(b - a, 2) in even]
    if len(same) < 2:
        return []
    return [
        Guide(a, cross, b, cross, _("gap {size}").format(size=f"{b - a:.0f}"), True)
        if axis == 0
        else Guide(cross, a, cross, b, _("gap {size}").format(size=f"{b - a:.0f}"), True)
        for a, b in same
    ]
