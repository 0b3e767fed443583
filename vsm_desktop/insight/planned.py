"""When a plan runs, from which state to which, and how these are counted beside each other."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from vsm_desktop.assets import _
from vsm_desktop.insight.bursts import on_in
from vsm_desktop.insight.sides import Side, counted_like, differing_conventions, titles_of
from vsm_desktop.model.dates import day_of, month_end, month_start, months_between
from vsm_desktop.model.kaizen import bursts_of
from vsm_desktop.model.plan import Plan
from vsm_desktop.model.plan_table import bursts_by_objective, end_of
from vsm_desktop.model.stream import ValueStream

MOST_MONTHS = 60
"""So many months of a plan are shown at most (a choice of this program)."""


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


def alike_sides(stream: ValueStream) -> tuple[Side, Side | None]:
    """The states a plan leads from and to, both counted by the conventions of the first; None where it leads to no other.

    Wherever a number of the one stands beside that of the other they are taken from here, as a day of 920 min beside one of
    24 h says nothing. What a single state says of itself it counts by its own.
    """
    base, goal = plan_sides(stream)
    return base, counted_like(base, goal) if goal != base else None


def said_of_counting(stream: ValueStream) -> str:
    """How the two states of a plan are counted where their conventions differ, in a sentence; nothing where they do not."""
    base, goal = plan_sides(stream)
    conventions = differing_conventions(base, goal) if goal != base else ()
    if not conventions:
        return ""
    words = _("Both states of the plan are counted by the conventions of {name}. By its own: {differ}.")
    return words.format(name=titles_of(base, goal)[0], differ=", ".join(one.words for one in conventions))


def bursts_between(stream: ValueStream) -> tuple[str, frozenset[str]]:
    """The state the bursts are made in, and those that lead to where the plan leads.

    A future state that was made from others has the bursts of all on the way; where there is none yet, every burst leads to
    it. One that was drawn by itself has none: what each brings cannot be told.
    """
    (_stream, base), (_same, goal) = plan_sides(stream)
    if base == goal:
        return base, on_in(stream, stream.state(goal).evolve(base="", bursts=()))
    root, on = goal, frozenset[str]()
    while root != base and (state := stream.state(root)).base:
        root, on = state.base, on | on_in(stream, state)
    return root, on


def span_of(stream: ValueStream, today: date) -> Span:
    """The months of a plan: from its first day on as many as it runs, and on until its last objective or burst is due.

    A plan that has no first day begins with what comes first in it, else today. 60 months are the most; what is due later
    lies behind its end (a choice of this program).
    """
    plan: Plan | None = stream.plan
    first, last = day_of(plan.start) if plan else None, None
    if plan is not None:
        served = bursts_by_objective(stream)
        ends = [end_of(one, served[one.id]) for one in plan.objectives]
        starts = [day_of(one.start) or end for one, end in zip(plan.objectives, ends, strict=True)]
        first = first or min((day for day in starts if day is not None), default=None)
        last = max((day for day in (*ends, *_due_alone(stream, plan)) if day is not None), default=None)
    first = first or today
    count = plan.months if plan else 12
    if last is not None:
        count = min(max(count, months_between(first, last) + 1), MOST_MONTHS)
    months = tuple(month_start(first, at) for at in range(count))
    return Span(first, month_end(months[-1]), months)


def _due_alone(stream: ValueStream, plan: Plan) -> Iterator[date | None]:
    """When the bursts are due that the plan leads to and no objective serves."""
    on = bursts_between(stream)[1] - {id_ for one in plan.objectives for id_ in one.bursts}
    yield from (day_of(burst.due) for burst in bursts_of(stream) if burst.id in on)
