"""The value stream plan as it stands on a day: its rows with what follows from bursts, dates, marks and dependencies.

The day is passed in, so that the same document says the same on the same day.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from math import fsum
from typing import Literal

from msgspec import Struct

from vsm_desktop.assets import _
from vsm_desktop.insight.goals import GoalNow, goal_now
from vsm_desktop.insight.outlook import Outlook, last_mark
from vsm_desktop.insight.planned import alike_sides
from vsm_desktop.insight.sides import Side
from vsm_desktop.model.dates import day_of
from vsm_desktop.model.kaizen import Kaizen
from vsm_desktop.model.plan import Objective, Plan, PlanLoop, ReviewMark
from vsm_desktop.model.plan_table import costs_of, end_of, owner_of, sum_of, text_of
from vsm_desktop.model.quantity import Quantity
from vsm_desktop.model.stream import ValueStream

Standing = Literal["open", "under_way", "risk", "late", "done"]
STANDINGS: tuple[tuple[str, str], ...] = (
    ("late", _("Overdue")),
    ("risk", _("At risk")),
    ("under_way", _("Under way")),
    ("open", _("Open")),
    ("done", _("Done")),
)
"""The standings as one reads them, the worst first."""


class Row(Struct, frozen=True):
    """One row of the plan: a loop, or an objective of it.

    `number` counts the objectives from 1, 0 for a loop. `owner` and `cost` are the row's own, where empty those of its
    bursts; `end` where empty the latest due date of its bursts. `expected` is when it will end as things stand: late ones
    today at the earliest, those that wait for them behind. `risks` say why it is at risk, `differs` where its dates or
    stand and those of its bursts disagree. A loop has the dates, cost, lateness and share done of what is in it.
    """

    kind: Literal["loop", "objective"]
    id: str
    number: int
    text: str
    loop: PlanLoop
    objective: Objective | None = None
    goal: GoalNow | None = None
    bursts: tuple[Kaizen, ...] = ()
    owner: str = ""
    cost: Quantity | None = None
    start: date | None = None
    end: date | None = None
    expected: date | None = None
    done: float = 0.0
    standing: Standing = "open"
    late_days: int = 0
    risks: tuple[str, ...] = ()
    differs: tuple[str, ...] = ()
    mark: ReviewMark | None = None

    @property
    def at_risk(self) -> bool:
        """Whether it is not done and something speaks against its date."""
        return bool(self.risks)

    @property
    def owner_is_of_bursts(self) -> bool:
        """Whether the owner is not entered in the plan."""
        return self.objective is not None and not self.objective.owner and bool(self.owner)


def plan_rows(stream: ValueStream, today: date) -> tuple[Row, ...]:
    """The rows of the plan in its order, each loop before what is in it; none without a plan."""
    plan: Plan | None = stream.plan
    if plan is None:
        return ()
    outlook = Outlook(stream, today)
    sides, costs = alike_sides(stream), costs_of(stream)
    rows: list[Row] = []
    number = 0
    for loop in plan.loops:
        inner = [
            _row(number + place, loop, one, outlook, sides, costs)
            for place, one in enumerate(loop.objectives, 1)
        ]
        number += len(inner)
        rows += [_loop_row(loop, inner), *inner]
    return tuple(rows)


def _row(
    number: int,
    loop: PlanLoop,
    one: Objective,
    outlook: Outlook,
    sides: tuple[Side, Side | None],
    costs: Mapping[str, Quantity | None],
) -> Row:
    bursts = outlook.bursts[one.id]
    late, risks = outlook.late_days(one), outlook.risks(one)
    return Row(
        "objective",
        one.id,
        number,
        text_of(one, bursts),
        loop,
        one,
        goal_now(one.goal, *sides),
        bursts,
        owner_of(one, bursts),
        costs[one.id],
        day_of(one.start),
        end_of(one, bursts),
        outlook.expected[one.id],
        one.done,
        _standing(one, late, risks, outlook),
        late,
        risks,
        outlook.differs(one),
        last_mark(one, outlook.today),
    )


def _standing(one: Objective, late: int, risks: Sequence[str], outlook: Outlook) -> Standing:
    if one.done >= 1:
        return "done"
    if late:
        return "late"
    if risks:
        return "risk"
    return "under_way" if outlook.begun(one) else "open"


_WORST: tuple[Standing, ...] = ("late", "risk", "under_way")


def _loop_row(loop: PlanLoop, inner: Sequence[Row]) -> Row:
    """A loop with what its objectives come to; the share done weighs each by its days."""
    starts = [row.start for row in inner if row.start is not None]
    ends = [row.end for row in inner if row.end is not None]
    awaited = [row.expected for row in inner if row.expected is not None]
    standings = {row.standing for row in inner}
    standing: Standing = "done" if standings == {"done"} else "open"
    if "done" in standings and len(standings) > 1:
        standing = "under_way"
    marks = [row.mark for row in inner if row.mark is not None]
    return Row(
        "loop",
        loop.id,
        0,
        loop.name,
        loop,
        cost=sum_of([row.cost for row in inner]),
        start=min(starts, default=None),
        end=max(ends, default=None),
        expected=max(awaited, default=None),
        done=share_done(inner),
        standing=next((one for one in _WORST if one in standings), standing),
        late_days=max((row.late_days for row in inner), default=0),
        mark=max(marks, key=lambda mark: mark.on, default=None),
    )


def share_done(rows: Sequence[Row]) -> float:
    """How much of some objectives is done, each weighed by the days it takes; one without both dates as a month."""
    weights = [_days(row) for row in rows]
    whole = fsum(weights)
    parts = (weight * row.done for weight, row in zip(weights, rows, strict=True))
    return min(1.0, fsum(parts) / whole) if whole else 0.0


def _days(row: Row) -> float:
    if row.start is None or row.end is None or row.end < row.start:
        return 30.0
    return float((row.end - row.start).days + 1)
