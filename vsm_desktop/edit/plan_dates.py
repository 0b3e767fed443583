"""Edits of the dates of a plan: an objective is moved or pulled, and what waits for it keeps behind it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from graphlib import TopologicalSorter

from vsm_desktop.edit.edits import StreamEdit
from vsm_desktop.edit.plan import in_plan, objective_of, with_objective
from vsm_desktop.model.dates import day_of
from vsm_desktop.model.plan import Objective, Plan

_DAY = timedelta(days=1)


def set_dates(id_: str, start: date | None, end: date | None, *, follow: bool = True) -> StreamEdit:
    """Give an objective other dates, None for none, and push what waits for it behind it, each with its own length.

    What begins late enough stays where it is, and so does what is done. An end before the start moves to it. Raises
    KeyError for no objective.
    """

    def apply(plan: Plan) -> Plan:
        last = max(start, end) if start is not None and end is not None else end
        after = with_objective(plan, id_, lambda one: _dated(one, start, last))
        return pushed(after, id_) if follow else after

    return in_plan(apply)


def move_dates(id_: str, days: int, *, follow: bool = True) -> StreamEdit:
    """Move an objective by days, back with a negative number, and push what waits for it. Raises KeyError."""

    def apply(plan: Plan) -> Plan:
        one = objective_of(plan, id_)
        start, end = (_moved(day_of(text), days) for text in (one.start, one.end))
        after = with_objective(plan, id_, lambda one: _dated(one, start, end))
        return pushed(after, id_) if follow else after

    return in_plan(apply)


def pushed(plan: Plan, id_: str) -> Plan:
    """The plan with all that waits for an objective, near and far, behind what it waits for."""
    waiting = {one.id: one.after for one in plan.objectives}
    touched = {id_}
    for each in TopologicalSorter(waiting).static_order():
        if each not in waiting:
            continue  # waited for, and not there
        one = objective_of(plan, each)
        before = touched.intersection(one.after)
        if not before or one.done >= 1:
            continue
        ends = [day for first in before if (day := day_of(objective_of(plan, first).end)) is not None]
        start = day_of(one.start)
        late = (max(ends) + _DAY - start).days if ends and start is not None else 0
        if late > 0 and start is not None:
            plan = with_objective(plan, each, _later(late))
            touched.add(each)
    return plan


def _later(days: int) -> Callable[[Objective], Objective]:
    def change(one: Objective) -> Objective:
        return _dated(one, *(_moved(day_of(text), days) for text in (one.start, one.end)))

    return change


def _dated(one: Objective, start: date | None, end: date | None) -> Objective:
    return one.evolve(start=_text(start), end=_text(end))


def _moved(day: date | None, days: int) -> date | None:
    """A day so many days later, within what a calendar holds."""
    if day is None:
        return None
    return date.fromordinal(min(max(day.toordinal() + days, 1), date.max.toordinal()))


def _text(day: date | None) -> str:
    return day.isoformat() if day is not None else ""
