"""How a line of steps stands on the map: from left to right or back, in one row or folded into several.

Only what is plainly a fold is one: each row goes on in the same direction, the next begins back where the row before began,
and all of it lies clear below, with room for a ladder between. Steps drawn freely at different heights are one line.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence, Set
from itertools import pairwise
from math import ceil, inf
from typing import NamedTuple

from vsm_desktop.drawing.courses import End
from vsm_desktop.drawing.ladder import HEIGHT, Span
from vsm_desktop.drawing.ops import Box
from vsm_desktop.metrics.report import StepReport

_UNDER, _STEP = (
    28.0,
    24.0,
)  # at least so far under a row, and in steps, so that it does not follow the hand at every move
FURTHER = 20.0


def top_under(foot: float) -> float:
    """The height of the ladder under a row of steps that another row follows."""
    return ceil((foot + _UNDER) / _STEP) * _STEP


class Row(NamedTuple):
    """Some steps that follow each other in one row, and from which height to which the boxes of their work reach."""

    steps: tuple[StepReport, ...]
    top: float
    foot: float


class Fold(NamedTuple):
    """A line of steps on the map: whether it reads from right to left, and its rows from the top."""

    turned: bool
    rows: tuple[Row, ...]

    def of(self, steps: Sequence[StepReport]) -> Fold:
        """The same rows of another report of as many steps."""
        rows, start = [], 0
        for row in self.rows:
            end = start + len(row.steps)
            rows.append(row._replace(steps=tuple(steps[start:end])))
            start = end
        return Fold(self.turned, tuple(rows))

    @property
    def frame(self) -> tuple[object, ...]:
        """What says in which row a place lies: where each row begins."""
        return (self.turned, *(row.top for row in self.rows)) if len(self.rows) > 1 else (self.turned,)

    def row_at(self, y: float) -> int:
        """The row in which a height lies: from the top of its boxes down to those of the next."""
        return max(0, bisect_right([row.top for row in self.rows], y) - 1)


def room_under(further: int, to_scale: bool) -> float:
    """The room the ladder of a row takes under it, with so many further rungs; to scale, all of it lies under the last row."""
    return 24.0 if to_scale else _UNDER + _STEP + HEIGHT + 12 + FURTHER * further


def fold_of(steps: Sequence[StepReport], ends: Mapping[str, End], least: float) -> Fold:
    """How steps stand; rows are told apart from a distance on that leaves room for a ladder."""
    turned = _reads_back(steps, ends)
    works = [i for i, step in enumerate(steps) if step.kind == "process"]
    cuts = _cuts([_box(ends[steps[i].id], turned) for i in works], least)
    starts = [0]
    for cut in cuts:
        starts.append(_first_of_row(steps, ends, works[cut - 1], works[cut]))
    rows = []
    for first, last in zip(starts, [*starts[1:], len(steps)], strict=True):
        boxes = [ends[step.id] for step in steps[first:last] if step.kind == "process"]
        top = min((end.top for end in boxes), default=0.0)
        rows.append(Row(tuple(steps[first:last]), top, max((end.bottom for end in boxes), default=0.0)))
    return Fold(turned, tuple(rows))


def turned_span(span: Span, turned: bool) -> Span:
    """From left to right as it counts along a line: from the right where that reads back."""
    return (-span[1], -span[0]) if turned else span


def _box(end: End, turned: bool) -> Box:
    left, right = turned_span((end.left, end.right), turned)
    return (left, end.top, right, end.bottom)


def _reads_back(steps: Sequence[StepReport], ends: Mapping[str, End]) -> bool:
    """Whether more of the way between steps leads to the left than to the right, each row's beginning left out."""
    works = [ends[step.id].x for step in steps if step.kind == "process"]
    places = works if len(works) > 1 else [ends[step.id].x for step in steps]
    ways = [b - a for a, b in pairwise(places)]
    back = sum(way < 0 for way in ways)
    return back > len(ways) - back


def _cuts(boxes: Sequence[Box], least: float) -> list[int]:
    """The boxes that begin another row; none where they are no fold."""
    cuts: list[int] = []
    first = 0
    feet: list[float] = []
    for i in range(1, len(boxes)):
        left, top, right, _bottom = boxes[i]
        if left >= boxes[i - 1][2]:
            continue
        before = boxes[first:i]
        foot = max(box[3] for box in before)
        back = left < (boxes[first][0] + boxes[i - 1][2]) / 2 and right <= boxes[i - 1][0] and len(before) > 1
        if back and top >= foot + least:
            cuts.append(i)
            feet.append(foot)
            first = i
    highest, end = inf, len(boxes)
    for cut, foot in zip(reversed(cuts), reversed(feet), strict=True):
        highest = min(highest, min(box[1] for box in boxes[cut:end]))
        if highest < foot + least:
            return []
        end = cut
    return cuts


def _first_of_row(steps: Sequence[StepReport], ends: Mapping[str, End], before: int, after: int) -> int:
    """The first step of a row: of what waits between two works, what stands nearer to the second."""
    up, down = ends[steps[before].id], ends[steps[after].id]
    for i in range(before + 1, after):
        end = ends[steps[i].id]
        if abs(end.y - down.y) < abs(end.y - up.y):
            return i
    return after


def feet_of(fold: Fold, boxes: Sequence[Box], kinds: Sequence[str], beside: Set[str]) -> list[float]:
    """How far down all that stands in each row reaches, kinds that are beside the flow left out."""
    feet = [row.foot for row in fold.rows]
    if len(feet) == 1:
        return feet
    tops = [row.top for row in fold.rows]
    for box, kind in zip(boxes, kinds, strict=True):
        if kind not in beside:
            at = max(0, bisect_right(tops, (box[1] + box[3]) / 2) - 1)
            if box[3] > feet[at]:
                feet[at] = box[3]
    return feet
