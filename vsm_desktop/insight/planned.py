"""When a plan runs, from which state to which, and which bursts serve what in it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from math import fsum

from msgspec import Struct

from vsm_desktop.insight.system import Sided
from vsm_desktop.model.dates import day_of, month_end, month_start
from vsm_desktop.model.kaizen import Kaizen, bursts_of
from vsm_desktop.model.plan import Objective, Plan
from vsm_desktop.model.quantity import Quantity, quantity
from vsm_desktop.model.stream import ValueStream


class Span(Struct, frozen=True):
    """The days of a plan from the first to the last, and its months, each by its first day."""

    first: date
    last: date
    months: tuple[date, ...]


def plan_sides(stream: ValueStream) -> tuple[Sided, Sided]:
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


def bursts_by_objective(stream: ValueStream) -> dict[str, tuple[Kaizen, ...]]:
    """The bursts that serve each objective, in the order of the document; ids that are none are left out."""
    plan: Plan | None = stream.plan
    every = bursts_of(stream)
    return {
        one.id: tuple(burst for burst in every if burst.id in one.bursts)
        for one in (plan.objectives if plan else ())
    }


def end_of(objective: Objective, bursts: Sequence[Kaizen]) -> date | None:
    """The last day of an objective: its own, else when the last of its bursts is due."""
    due = [day for burst in bursts if burst.status != "dropped" and (day := day_of(burst.due)) is not None]
    return day_of(objective.end) or max(due, default=None)


def costs_of(stream: ValueStream) -> dict[str, Quantity | None]:
    """What each objective costs: its own, else that of its bursts together.

    A burst that serves several counts at the first of them, so that costs add up.
    """
    plan: Plan | None = stream.plan
    served, counted = bursts_by_objective(stream), set[str]()
    found: dict[str, Quantity | None] = {}
    for one in plan.objectives if plan else ():
        new = [burst for burst in served[one.id] if burst.id not in counted and burst.status != "dropped"]
        counted.update(burst.id for burst in new)
        found[one.id] = one.cost if one.cost is not None else sum_of([burst.cost for burst in new])
    return found


def sum_of(costs: Sequence[Quantity | None]) -> Quantity | None:
    """Amounts of money added up; None where none is known."""
    known = [cost.value for cost in costs if cost is not None]
    return quantity(fsum(known), "money") if known else None
