"""The ladder lines of the branches beside the critical path: below its own line, each under its own boxes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from vsm_desktop.drawing.courses import End
from vsm_desktop.drawing.folds import Fold, turned_span
from vsm_desktop.drawing.ladder import (
    BESIDE,
    HEIGHT,
    Bay,
    BranchTotal,
    Joint,
    Span,
    bays_of,
    places_of,
)
from vsm_desktop.drawing.ops import Anchor, Box, Op, Part
from vsm_desktop.drawing.placed import Made
from vsm_desktop.drawing.symbols.symbol import Look
from vsm_desktop.drawing.text import line, measure
from vsm_desktop.drawing.theme import DATA_SIZE
from vsm_desktop.metrics.report import Branch, StepReport
from vsm_desktop.model.display import DASH, duration, lead_time
from vsm_desktop.model.units import TimeUnit

FIRST, PITCH = HEIGHT + 44.0, HEIGHT + 36.0
"""From the line of the critical path down to the first branch, and from one to the next."""
_AWAY, _APART = 8.0, 24.0


class _Line:
    """One branch as it is drawn."""

    def __init__(self, branch: Branch, steps: Sequence[StepReport], times: TimeUnit | None) -> None:
        self.branch, self.steps = branch, steps
        self.id = branch.steps[0]
        self.total = total_words(branch, times)
        self.bays: list[Bay] = []
        self.left = self.right = self.end = 0.0
        self.row = 0
        self.turned = False
        self._at: list[End] = []
        self._frame: tuple[object, ...] = ()
        self._stands: tuple[object, ...] = ()
        self._drawn: tuple[object, ...] = ()
        self._parts: list[Part] = []

    def stand(self, ends: Mapping[str, End], fold: Fold) -> bool:
        """Lie under its steps, along the rows the line stands in; whether that is elsewhere than before."""
        at = [ends[id_] for id_ in self.branch.steps]
        if at == self._at and fold.frame == self._frame:
            return False
        self._at, self._frame = at, fold.frame
        spans = {
            id_: turned_span((end.left, end.right), fold.turned)
            for id_, end in zip(self.branch.steps, at, strict=True)
        }
        self.row = max(fold.row_at(end.y) for end in at) if len(fold.rows) > 1 else 0
        now = (fold.turned, self.row, *spans.values())
        if now == self._stands:
            return False
        self._stands, self._drawn, self.turned = now, (), fold.turned
        self.bays = bays_of(self.steps, places_of(self.steps, spans), spans, fold.turned)
        self.left = min(bay.start for bay in self.bays)
        self.right = max(bay.right for bay in self.bays)
        self.end = self.right + _AWAY + max(measure(text, DATA_SIZE, "bold") for text in self.total)
        return True

    def draw(self, top: float, look: Look, made: Made) -> list[Part]:
        """The rungs, and the total at their end."""
        if self._drawn != (top, look):
            self._drawn = (top, look)
            self._parts = []
            joint: Joint | None = None
            for bay in self.bays:
                self._parts += made.bay(bay, joint, top, look, BESIDE)
                joint = (False, bay.right)
            x, id_ = self.right + _AWAY, f"@branch:{self.id}"
            x = -x if self.turned else x
            make = partial(_total_part, id_, x, top, self.total, look, self.turned)
            self._parts.append(made.other(id_, (x, top, self.total, look, self.turned), make))
        return self._parts


class BranchLines:
    """All branches as drawn, each below the row of steps it stands in; those that lie side by side share a height."""

    def __init__(self) -> None:
        self.room: list[Box] = []
        self.ends: list[float] = []
        self._branches: object = None
        self._times: TimeUnit | None = None
        self._lines: list[_Line] = []

    def follow(
        self,
        branches: Sequence[Branch],
        steps: Sequence[StepReport],
        ends: Mapping[str, End],
        fold: Fold,
        times: TimeUnit | None,
    ) -> bool:
        """Show these branches under their steps, times in the map's unit; whether anything is drawn anew."""
        if times != self._times:
            self._times, self._lines, self._branches = times, [], None
        anew = branches is not self._branches
        if anew:
            self._lines = self._followed(branches, steps) if branches else []
            self._branches = branches
        moved = [line_.stand(ends, fold) for line_ in self._lines]
        return anew or any(moved)

    def _followed(self, branches: Sequence[Branch], steps: Sequence[StepReport]) -> list[_Line]:
        """The lines of other branches; one that says the same is the same."""
        by_id = {step.id: step for step in steps}
        old = {line_.id: line_ for line_ in self._lines}
        lines: list[_Line] = []
        for branch in branches:
            on = [by_id[id_] for id_ in branch.steps]
            line_ = old.get(branch.steps[0])
            same = line_ is not None and line_.branch == branch and line_.steps == on
            lines.append(line_ if line_ is not None and same else _Line(branch, on, self._times))
        return lines

    def depth(self, row: int) -> float:
        """How far below the line of the critical path the branches of one row of steps reach; 0 if there are none."""
        spans = [(line_.left, line_.end) for line_ in self._lines if line_.row == row]
        return FIRST + PITCH * max(rows_of(spans)) + HEIGHT + 8 if spans else 0.0

    def draw(self, tops: Sequence[float], limits: Sequence[float], look: Look, made: Made) -> list[Part]:
        """The rungs and totals of all branches, the lines of the critical path being at these heights.

        The limits say how far down each row but the last has room; what has none lies below the last.
        """
        groups: list[list[_Line]] = [[] for _top in tops]
        for line_ in self._lines:
            groups[line_.row].append(line_)
        heights: dict[str, float] = {}
        self.room, self.ends = [], []
        for i, (group, top) in enumerate(zip(groups, tops, strict=True)):
            rows = rows_of([(line_.left, line_.end) for line_ in group])
            foot = top + FIRST + PITCH * max(rows, default=0) + HEIGHT + 8
            if i < len(limits) and foot > limits[i]:
                groups[-1].extend(group)
                continue
            heights |= {line_.id: top + FIRST + PITCH * row for line_, row in zip(group, rows, strict=True)}
            if group:
                ends = (min(line_.left for line_ in group), max(line_.end for line_ in group))
                left, right = turned_span(ends, group[0].turned)
                self.room.append((left, top + FIRST, right, foot))
            if i + 1 == len(tops):
                self.ends = [line_.end for line_ in group]
        return [part for line_ in self._lines for part in line_.draw(heights[line_.id], look, made)]


def total_words(branch: Branch, times: TimeUnit | None = None) -> BranchTotal:
    """Lead time and processing time of a branch; "at least" where a step cannot be timed."""
    least = "≥ " if branch.missing else ""
    lead = DASH if branch.lead_days is None else " ".join(lead_time(branch.lead_days, branch.lead_s, times))
    if least and not branch.lead_days:
        return BranchTotal(
            DASH, DASH if not branch.processing_s else least + " ".join(duration(branch.processing_s, times))
        )
    return BranchTotal(least + lead, least + " ".join(duration(branch.processing_s, times)))


def _total_part(id_: str, x: float, y: float, total: BranchTotal, look: Look, turned: bool) -> Part:
    """Lead time beside the level of waits, processing beside that of work; `turned`, at the left end of the line."""
    anchor: Anchor = "end" if turned else "start"
    ops: tuple[Op, ...] = (
        *line(0, 4, total.lead, DATA_SIZE, look["wait"], "bold", anchor),
        *line(0, HEIGHT + 4, total.work, DATA_SIZE, look["work"], "bold", anchor),
    )
    return Part(id_, x, y, ops, shows=(total, look))


def rows_of(spans: Sequence[Span]) -> list[int]:
    """A row for each, as few as can be, so that none lies on another."""
    rows = [0] * len(spans)
    ends: list[float] = []
    for i in sorted(range(len(spans)), key=lambda i: spans[i]):
        left, right = spans[i]
        row = next((row for row, end in enumerate(ends) if end + _APART <= left), len(ends))
        ends[row : row + 1] = [right]
        rows[i] = row
    return rows
