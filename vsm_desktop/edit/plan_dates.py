"""Edits of the dates of a plan: an objective is moved or pulled, and what waits for it keeps behind it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from graphlib import TopologicalSorter

from vsm_desktop.edit.edits import StreamEdit
from vsm_desktop.edit.plan import in_plan, objective_of, with_objective
from vsm_desktop.model.dates import day_of
from vsm_desktop.model.plan import Objective, Plan

_SATURDAY = 5


def set_dates(id_: str, start: date | None, end: date | None, *, follow: bool = True) -> StreamEdit:
    """Give an objective other dates, None for none, and push what waits for it behind it, each with its own length.

    What is pushed begins on the next day from Monday to Friday. What begins late enough stays where it is, and so does what
    is done. An end before the start moves to it. Raises KeyError for no objective.
    """

    def apply(plan: Plan) -> Plan:
        last = max(start, end) if start is not None and end is not None else end
        after = with_objective(plan, id_, lambda one: _dated(one, start, last))
        return pushed(after, id_) if follow else after

    return in_plan(apply)


def move_dates(id_: str, days: int, *, follow: bool = True) -> StreamEdit:
    """Move an objective by days, back with a negative number, and push what waits for it. Raises KeyError."""

    def apply(plan: Plan) -> Plan:
        after = with_objective(plan, id_, _later(days))
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
        if ends and start is not None and start <= max(ends):
            plan = with_objective(plan, each, _later((_next_working(max(ends)) - start).days))
            touched.add(each)
    return plan


def _next_working(day: date) -> date:
    """The day after one; behind a weekend, the Monday."""
    weekday = (day.weekday() + 1) % 7
    return _moved(day, 1 if weekday < _SATURDAY else 8 - weekday)


def _later(days: int) -> Callable[[Objective], Objective]:
    def change(one: Objective) -> Objective:
        days_ = (day_of(text) for text in (one.start, one.end))
        return _dated(one, *(_moved(day, days) if day is not None else None for day in days_))

    return change


def _dated(one: Objective, start: date | None, end: date | None) -> Objective:
    return one.evolve(start=_text(start), end=_text(end))


def _moved(day: date, days: int) -> date:
    """A day so many days later, within what a calendar holds."""
    return date.fromordinal(min(max(day.toordinal() + days, 1), date.max.toordinal()))


def _text(day: date | None) -> str:
    return day.isoformat() if day is not None else ""
