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
    outer_waits,
    places_of,
    time_words,
)
from vsm_desktop.drawing.ops import Box, Op, Part
from vsm_desktop.drawing.placed import Made, part_box
from vsm_desktop.drawing.symbols.symbol import Look
from vsm_desktop.drawing.text import line, measure
from vsm_desktop.drawing.theme import DATA_SIZE
from vsm_desktop.metrics.report import Branch, StepReport
from vsm_desktop.model.display import DASH, duration

FIRST, PITCH = HEIGHT + 44.0, HEIGHT + 36.0
"""From the line of the critical path down to the first branch, and from one to the next."""
_AWAY, _APART = 8.0, 24.0


class _Line:
    """One branch as it is drawn."""

    def __init__(self, branch: Branch, steps: Mapping[str, StepReport]) -> None:
        self.id = branch.steps[0]
        self.steps: Sequence[StepReport] = [steps[id_] for id_ in branch.steps]
        self.total = total_words(branch)
        self.stands: tuple[object, ...] = ()
        self.bays: list[Bay] = []

    def stand(self, spans: Mapping[str, Span]) -> bool:
        """Lie under the spans of its steps; whether that is elsewhere than before."""
        places = places_of(self.steps, spans)
        stands = (list(places.values()), outer_waits(self.steps, spans))
        if stands == self.stands:
            return False
        self.stands, self.bays = stands, bays_of(self.steps, places, spans)
        return True

    @property
    def left(self) -> float:
        """Where the line begins."""
        return min(bay.start for bay in self.bays)

    @property
    def right(self) -> float:
        """Where its rungs end."""
        return max(bay.right for bay in self.bays)

    @property
    def end(self) -> float:
        """Where its total ends."""
        return self.right + _AWAY + max(measure(text, DATA_SIZE, "bold") for text in self.total)


class BranchLines:
    """All branches as drawn; those that lie side by side share a row."""

    def __init__(self) -> None:
        self.room: Box | None = None
        self._branches: object = None
        self._lines: list[_Line] = []
        self._rows: list[int] = []

    @property
    def right(self) -> float | None:
        """Where the last of them ends; None if there are none."""
        return max((line_.end for line_ in self._lines), default=None)

    def follow(
        self, branches: Sequence[Branch], steps: Sequence[StepReport], spans: Mapping[str, Span]
    ) -> bool:
        """Show these branches under the spans of their steps; whether anything is to be drawn elsewhere."""
        anew = branches is not self._branches
        if anew:
            by_id = {step.id: step for step in steps} if branches else {}
            self._lines = [_Line(branch, by_id) for branch in branches]
            self._branches = branches
        moved = [line_.stand(spans) for line_ in self._lines]
        if anew or any(moved):
            self._rows = _rows([(line_.left, line_.end) for line_ in self._lines])
            return True
        return False

    def draw(self, top: float, look: Look, made: Made) -> list[Part]:
        """The rungs and totals of all branches, the line of the critical path being at a height."""
        parts: list[Part] = []
        for line_, row in zip(self._lines, self._rows, strict=True):
            parts += _drawn(line_, top + FIRST + PITCH * row, look, made)
        self.room = None
        if parts:
            ends = [part_box(part) for part in parts if part.id.startswith("@branch:")]
            left = min(line_.left for line_ in self._lines)
            self.room = (
                left,
                top + FIRST,
                max(box[2] for box in ends),
                top + FIRST + PITCH * max(self._rows) + HEIGHT + 4,
            )
        return parts


def total_words(branch: Branch) -> BranchTotal:
    """Lead time and processing time of a branch; "at least" where a step cannot be timed."""
    least = "≥ " if branch.missing else ""
    lead = DASH if branch.lead_days is None else " ".join(time_words(branch.lead_days, branch.lead_s))
    if least and not branch.lead_days:
        return BranchTotal(
            DASH, DASH if not branch.processing_s else least + " ".join(duration(branch.processing_s))
        )
    return BranchTotal(least + lead, least + " ".join(duration(branch.processing_s)))


def _drawn(line_: _Line, top: float, look: Look, made: Made) -> list[Part]:
    parts: list[Part] = []
    before: float | None = None
    for bay in line_.bays:
        parts += made.bay(bay, before, top, look, BESIDE)
        before = bay.right
    x, id_ = line_.right + _AWAY, f"@branch:{line_.id}"
    make = partial(_total_part, id_, x, top, line_.total, look)
    return [*parts, made.other(id_, (x, top, line_.total, look), make)]


def _total_part(id_: str, x: float, y: float, total: BranchTotal, look: Look) -> Part:
    """Lead time beside the level of waits, processing beside that of work."""
    ops: tuple[Op, ...] = (
        *line(0, 4, total.lead, DATA_SIZE, look["wait"], "bold"),
        *line(0, HEIGHT + 4, total.work, DATA_SIZE, look["work"], "bold"),
    )
    return Part(id_, x, y, ops, shows=(total, look))


def _rows(spans: Sequence[Span]) -> list[int]:
    """A row for each, as few as can be, so that none lies on another."""
    rows = [0] * len(spans)
    ends: list[float] = []
    for i in sorted(range(len(spans)), key=lambda i: spans[i]):
        left, right = spans[i]
        row = next((row for row, end in enumerate(ends) if end + _APART <= left), len(ends))
        ends[row : row + 1] = [right]
        rows[i] = row
    return rows
