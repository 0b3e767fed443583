"""Dates of the value stream plan: one row is moved, and what waits for it follows."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from vsm_desktop.edit.edits import StreamEdit
from vsm_desktop.model.plan import Objective, Plan
from vsm_desktop.model.stream import ValueStream

_DAY = timedelta(days=1)
Dates = tuple[date, date]


def reschedule(id_: str, start: date, end: date) -> StreamEdit:
    """Give a row of the plan other dates; rows that wait for it begin after it ends and keep their length.

    They are only pushed back, never pulled forward, and what is done stays where it is. Raises KeyError for a row the plan
    does not have, pydantic's ValidationError for an end before the start.
    """

    def apply(stream: ValueStream) -> ValueStream:
        plan = stream.plan
        if plan is None or all(one.id != id_ for one in plan.objectives):
            raise KeyError(id_)
        moved = {id_: (start, end)} | _pushed(plan, id_, (start, end))
        return stream.evolve(plan=_dated(plan, moved))

    return apply


def too_early(plan: Plan, id_: str) -> tuple[Objective, ...]:
    """The rows a row waits for that end on the day it starts or later."""
    rows = {one.id: one for one in plan.objectives}
    row = rows[id_]
    firsts = (rows[first] for first in row.after)
    return tuple(one for one in firsts if row.start and one.end and one.end >= row.start and one.done < 1)


def dates_of(row: Objective) -> Dates | None:
    """Start and end of a row; with only one of them known, that day; None for neither."""
    start, end = row.start or row.end, row.end or row.start
    return (date.fromisoformat(start), date.fromisoformat(end)) if start else None


def _pushed(plan: Plan, id_: str, dates: Dates) -> dict[str, Dates]:
    """What waits for a row, in the end, and has to make way for it."""
    moved: dict[str, Dates] = {}
    ahead = [(id_, dates[1])]
    while ahead:
        first, ends = ahead.pop(0)
        for row in plan.objectives:
            known = moved.get(row.id) or dates_of(row)
            if first not in row.after or known is None or known[0] > ends or row.done >= 1 or row.id == id_:
                continue
            by = ends + _DAY - known[0]
            moved[row.id] = (known[0] + by, known[1] + by)
            ahead.append((row.id, known[1] + by))
    return moved


def _dated(plan: Plan, moved: Mapping[str, Dates]) -> Plan:
    def row(one: Objective) -> Objective:
        if one.id not in moved:
            return one
        start, end = moved[one.id]
        return one.evolve(start=start.isoformat(), end=end.isoformat())

    return plan.evolve(
        loops=tuple(loop.evolve(objectives=tuple(map(row, loop.objectives))) for loop in plan.loops)
    )
