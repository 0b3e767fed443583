"""Everything an A3 or a report is made from, found out once: both states as they are printed, and what is known of the plan."""

from __future__ import annotations

from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from vsm_desktop.assets import _
from vsm_desktop.drawing.frame import Frame
from vsm_desktop.export.book import print_frame
from vsm_desktop.insight.board import Line, board
from vsm_desktop.insight.comparison import Comparison, compare
from vsm_desktop.insight.findings.finding import Finding
from vsm_desktop.insight.findings.rules import findings
from vsm_desktop.insight.glide import Glide, glide_path
from vsm_desktop.insight.plan import Row, plan_rows
from vsm_desktop.insight.planned import Span, plan_sides, span_of
from vsm_desktop.model.display import days
from vsm_desktop.model.plan import Plan
from vsm_desktop.model.stream import ValueStream


class Matter(Struct, frozen=True):
    """What is known on a day. `goal` and `found` are None where there is no state the plan leads to.

    `left_out` are the objectives that `rows` does not have. `found` counts both by the conventions of the first, as a factor between two ways to count says nothing.
    """

    stream: ValueStream
    today: date
    base: Frame
    goal: Frame | None
    found: Comparison | None
    facts: tuple[Finding, ...]
    span: Span
    rows: tuple[Row, ...]
    glide: Glide
    board: tuple[Line, ...]
    left_out: int = 0

    def with_objectives(self, most: int) -> Matter:
        """With the first objectives of the plan only; `left_out` counts the others."""
        kept: list[Row] = []
        count = sum(row.kind == "objective" for row in self.rows)
        for row in self.rows if count > most else ():
            if sum(one.kind == "objective" for one in kept) == most:
                return replace(self, rows=tuple(kept), left_out=count - most)
            kept.append(row)
        return self

    @property
    def current(self) -> Frame | None:
        """What stands where the plan begins; None where the document has a future state only."""
        return self.base if self.goal is not None or self.base.state.kind != "future" else None

    @property
    def future(self) -> Frame | None:
        """What the plan leads to, also where nothing says from where."""
        return self.goal if self.goal is not None or self.current is not None else self.base

    @property
    def plan(self) -> Plan:
        """The plan, an empty one where there is none."""
        plan: Plan | None = self.stream.plan
        return plan or Plan()

    @property
    def title(self) -> str:
        """The family and the change: from 23.6 days to 4.5, from 232 min to 90 min."""
        name = self.stream.name or _("Value stream")
        way = self.found.waterfall if self.found else None
        if way is None or way.start is None or way.end is None:
            return name
        if way.spans.unit != "d":
            text = _("{name}: from {before} to {after}")
            return text.format(name=name, before=way.spans.text(way.start), after=way.spans.text(way.end))
        text = _("{name}: from {before} days to {after}")
        return text.format(name=name, before=days(way.start), after=days(way.end))


def matter_of(stream: ValueStream, today: date) -> Matter:
    """Measure and compare what the plan leads from and to."""
    (_stream, base), (_same, goal) = plan_sides(stream)
    both = base != goal
    return Matter(
        stream,
        today,
        print_frame(stream, base),
        print_frame(stream, goal) if both else None,
        compare((stream, base), (stream, goal), alike=True) if both else None,
        findings(stream, base),
        span_of(stream, today),
        plan_rows(stream, today),
        glide_path(stream, today),
        board(stream, today),
    )
