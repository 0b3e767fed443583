"""When a plan runs, and from which state to which."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from vsm_desktop.insight.sides import Side
from vsm_desktop.model.dates import day_of, month_end, month_start
from vsm_desktop.model.plan import Plan
from vsm_desktop.model.plan_table import bursts_by_objective, end_of
from vsm_desktop.model.stream import ValueStream


class Span(Struct, frozen=True):
    """The days of a plan from the first to the last, and its months, each by its first day."""

    first: date
    last: date
    months: tuple[date, ...]


def plan_sides(stream: ValueStream) -> tuple[Side, Side]:
    """The states a plan leads from and to.

    Where it names none that is there: from what the future state was made from, else the first state; to the first future
    state, else the one shown.
    """
    plan: Plan | None = stream.plan
    there = {state.id: state for state in stream.states}
    wished = plan.goal if plan else ""
    future = next((one.id for one in stream.states if one.kind == "future"), stream.state().id)
    goal = there[wished if wished in there else future]
    start = plan.base if plan else ""
    base = start if start in there else goal.base or stream.states[0].id
    return (stream, base), (stream, goal.id)


def goal_of(stream: ValueStream) -> Side | None:
    """The state a plan leads to; None where there is none but the one it leads from."""
    base, goal = plan_sides(stream)
    return goal if goal != base else None


def span_of(stream: ValueStream, today: date) -> Span:
    """The months of a plan: from its first day on as many as it runs.

    A plan that has no first day begins with what comes first in it, else today.
    """
    plan: Plan | None = stream.plan
    first = day_of(plan.start) if plan else None
    if plan is not None and first is None:
        served = bursts_by_objective(stream)
        days = [day_of(one.start) or end_of(one, served[one.id]) for one in plan.objectives]
        first = min((day for day in days if day is not None), default=None)
    first = first or today
    count = plan.months if plan else 12
    months = tuple(month_start(first, at) for at in range(count))
    return Span(first, month_end(months[-1]), months)
