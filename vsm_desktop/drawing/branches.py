"""The ladder lines of the branches beside the critical path: below its own line, each under its own boxes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from vsm_desktop.drawing.ladder import (
    BESIDE,
    HEIGHT,
    Bay,
    BranchTotal,
    Span,
    bays_of,
    places_of,
    time_words,
)
from vsm_desktop.drawing.ops import Box, Op, Part
from vsm_desktop.drawing.placed import Made
from vsm_desktop.drawing.symbols.symbol import Look
from vsm_desktop.drawing.text import line, measure
from vsm_desktop.drawing.theme import DATA_SIZE
from vsm_desktop.metrics.report import Branch, StepReport
from vsm_desktop.model.display import DASH, duration
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
        self._spans: list[Span] = []
        self._drawn: tuple[object, ...] = ()
        self._parts: list[Part] = []

    def stand(self, spans: Mapping[str, Span]) -> bool:
        """Lie under the spans of its steps; whether that is elsewhere than before."""
        now = [spans[id_] for id_ in self.branch.steps]
        if now == self._spans:
            return False
        self._spans, self._drawn = now, ()
        self.bays = bays_of(self.steps, places_of(self.steps, spans), spans)
        self.left = min(bay.start for bay in self.bays)
        self.right = max(bay.right for bay in self.bays)
        self.end = self.right + _AWAY + max(measure(text, DATA_SIZE, "bold") for text in self.total)
        return True

    def draw(self, top: float, look: Look, made: Made) -> list[Part]:
        """The rungs, and the total at their end."""
        if self._drawn != (top, look):
            self._drawn = (top, look)
            self._parts = []
            before: float | None = None
            for bay in self.bays:
                self._parts += made.bay(bay, before, top, look, BESIDE)
                before = bay.right
            x, id_ = self.right + _AWAY, f"@branch:{self.id}"
            make = partial(_total_part, id_, x, top, self.total, look)
            self._parts.append(made.other(id_, (x, top, self.total, look), make))
        return self._parts


class BranchLines:
    """All branches as drawn; those that lie side by side share a row."""

    def __init__(self) -> None:
        self.room: Box | None = None
        self._branches: object = None
        self._times: TimeUnit | None = None
        self._lines: list[_Line] = []
        self._rows: list[int] = []

    @property
    def right(self) -> float | None:
        """Where the last of them ends; None if there are none."""
        return max((line_.end for line_ in self._lines), default=None)

    def follow(
        self,
        branches: Sequence[Branch],
        steps: Sequence[StepReport],
        spans: Mapping[str, Span],
        times: TimeUnit | None,
    ) -> bool:
        """Show these branches under the spans of their steps, times in the map's unit; whether anything is drawn anew."""
        if times != self._times:
            self._times, self._lines, self._branches = times, [], None
        anew = branches is not self._branches
        if anew:
            self._lines = self._followed(branches, steps) if branches else []
            self._branches = branches
        moved = [line_.stand(spans) for line_ in self._lines]
        if not anew and not any(moved):
            return False
        self._rows = rows_of([(line_.left, line_.end) for line_ in self._lines])
        return True

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

    def draw(self, top: float, look: Look, made: Made) -> list[Part]:
        """The rungs and totals of all branches, the line of the critical path being at a height."""
        parts: list[Part] = []
        for line_, row in zip(self._lines, self._rows, strict=True):
            parts += line_.draw(top + FIRST + PITCH * row, look, made)
        self.room = None
        if parts:
            left = min(line_.left for line_ in self._lines)
            right = max(line_.end for line_ in self._lines)
            self.room = (left, top + FIRST, right, top + FIRST + PITCH * max(self._rows) + HEIGHT + 8)
        return parts


def total_words(branch: Branch, times: TimeUnit | None = None) -> BranchTotal:
    """Lead time and processing time of a branch; "at least" where a step cannot be timed."""
    least = "≥ " if branch.missing else ""
    lead = DASH if branch.lead_days is None else " ".join(time_words(branch.lead_days, branch.lead_s, times))
    if least and not branch.lead_days:
        return BranchTotal(
            DASH, DASH if not branch.processing_s else least + " ".join(duration(branch.processing_s, times))
        )
    return BranchTotal(least + lead, least + " ".join(duration(branch.processing_s, times)))


def _total_part(id_: str, x: float, y: float, total: BranchTotal, look: Look) -> Part:
    """Lead time beside the level of waits, processing beside that of work."""
    ops: tuple[Op, ...] = (
        *line(0, 4, total.lead, DATA_SIZE, look["wait"], "bold"),
        *line(0, HEIGHT + 4, total.work, DATA_SIZE, look["work"], "bold"),
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
