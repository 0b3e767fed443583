"""Edits of the value stream plan: its head, loops, objectives, marks and what waits for what.

A burst's due date and owner stay the burst's: nothing here writes them. Each edit of what is not there raises KeyError, a
value that cannot stand raises pydantic's ValidationError, and a ring of objectives that wait for each other Wrong.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from vsm_desktop.assets import _
from vsm_desktop.edit.edits import StreamEdit
from vsm_desktop.edit.entry import Wrong
from vsm_desktop.model.ids import new_id
from vsm_desktop.model.plan import Objective, Plan, PlanLoop, ReviewMark
from vsm_desktop.model.stream import ValueStream

PlanEdit = Callable[[Plan], Plan]
T = TypeVar("T")


def with_plan(plan: Plan | None) -> StreamEdit:
    """Give the document another plan, or none."""
    return lambda stream: stream if stream.plan is plan else stream.evolve(plan=plan)


def in_plan(edit: PlanEdit) -> StreamEdit:
    """An edit of the plan made in a document; one that has none yet begins an empty one."""

    def apply(stream: ValueStream) -> ValueStream:
        after = edit(plan_of(stream))
        return stream if after is stream.plan else stream.evolve(plan=after)

    return apply


def set_plan(**values: Any) -> StreamEdit:
    """Give fields of the plan's head new values."""
    return in_plan(lambda plan: plan.evolve(**values))


def plan_of(stream: ValueStream) -> Plan:
    """The plan of a document, an empty one where it has none."""
    return stream.plan or Plan()


def fresh_row(plan: Plan | None, kind: str) -> str:
    """An id no row of the plan has yet."""
    if plan is None:
        return new_id(kind, ())
    return new_id(kind, [*(loop.id for loop in plan.loops), *(one.id for one in plan.objectives)])


def add_loop(index: int | None = None, **values: Any) -> StreamEdit:
    """A new loop at a place among the others; at the end without one."""

    def apply(plan: Plan) -> Plan:
        new = PlanLoop(**({"id": fresh_row(plan, "loop")} | values))
        return plan.evolve(loops=_put(plan.loops, new, index))

    return in_plan(apply)


def set_loop(id_: str, **values: Any) -> StreamEdit:
    """Give fields of a loop new values."""
    return in_plan(lambda plan: _with_loop(plan, id_, lambda loop: loop.evolve(**values)))


def place_loop(id_: str, index: int) -> StreamEdit:
    """Put a loop at a place among all; beyond the ends, at the end."""

    def apply(plan: Plan) -> Plan:
        loop = loop_of(plan, id_)
        rest = tuple(one for one in plan.loops if one.id != id_)
        return plan.evolve(loops=_put(rest, loop, index))

    return in_plan(apply)


def drop_loop(id_: str) -> StreamEdit:
    """Take a loop away with its objectives; what waited for them waits no more."""

    def apply(plan: Plan) -> Plan:
        loop = loop_of(plan, id_)
        rest = tuple(one for one in plan.loops if one is not loop)
        return plan.evolve(loops=_freed(rest, {one.id for one in loop.objectives}))

    return in_plan(apply)


def add_objective(loop_id: str, index: int | None = None, **values: Any) -> StreamEdit:
    """A new objective in a loop, at a place among its others; at the end without one."""

    def apply(plan: Plan) -> Plan:
        new = Objective(**({"id": fresh_row(plan, "objective")} | values))
        return _with_loop(
            plan, loop_id, lambda loop: loop.evolve(objectives=_put(loop.objectives, new, index))
        )

    return in_plan(apply)


def set_objective(id_: str, **values: Any) -> StreamEdit:
    """Give fields of an objective new values; its dates without those of others (`set_dates` moves them too)."""
    return in_plan(lambda plan: with_objective(plan, id_, lambda one: one.evolve(**values)))


def place_objective(id_: str, loop_id: str, index: int) -> StreamEdit:
    """Put an objective at a place in a loop, its own or another; beyond the ends, at the end."""

    def apply(plan: Plan) -> Plan:
        one = objective_of(plan, id_)
        loop_of(plan, loop_id)
        loops = []
        for loop in plan.loops:
            rest = tuple(other for other in loop.objectives if other is not one)
            rest = _put(rest, one, index) if loop.id == loop_id else rest
            loops.append(loop if rest == loop.objectives else loop.evolve(objectives=rest))
        return plan.evolve(loops=tuple(loops))

    return in_plan(apply)


def drop_objective(id_: str) -> StreamEdit:
    """Take an objective away; what waited for it waits no more."""

    def apply(plan: Plan) -> Plan:
        gone = objective_of(plan, id_)
        loops = tuple(
            loop.evolve(objectives=tuple(one for one in loop.objectives if one is not gone))
            if gone in loop.objectives
            else loop
            for loop in plan.loops
        )
        return plan.evolve(loops=_freed(loops, {id_}))

    return in_plan(apply)


def serve(id_: str, burst: str, *, on: bool = True) -> StreamEdit:
    """Let a burst serve an objective, or no longer."""

    def change(one: Objective) -> Objective:
        rest = tuple(other for other in one.bursts if other != burst)
        return one.evolve(
            bursts=(*rest, burst) if on and burst not in one.bursts else one.bursts if on else rest
        )

    return in_plan(lambda plan: with_objective(plan, id_, change))


def wait_for(id_: str, first: str, *, on: bool = True) -> StreamEdit:
    """Let an objective wait for another, or no longer. Raises Wrong where they would wait for each other."""

    def apply(plan: Plan) -> Plan:
        one = objective_of(plan, id_)
        if not on:
            rest = tuple(each for each in one.after if each != first)
            return with_objective(plan, id_, lambda one: one.evolve(after=rest))
        other = objective_of(plan, first)
        if id_ in waited_for(plan, first) | {first}:
            words = _('"{one}" cannot wait for "{other}": in the end they would wait for each other.')
            numbers = {each.id: str(at) for at, each in enumerate(plan.objectives, 1)}
            raise Wrong(words.format(one=one.text or numbers[one.id], other=other.text or numbers[other.id]))
        after = one.after if first in one.after else (*one.after, first)
        return with_objective(plan, id_, lambda one: one.evolve(after=after))

    return in_plan(apply)


def waited_for(plan: Plan, id_: str) -> frozenset[str]:
    """All objectives one waits for, near and far."""
    after = {one.id: one.after for one in plan.objectives}
    found: set[str] = set()
    ahead = [id_]
    while ahead:
        new = set(after.get(ahead.pop(), ())) - found
        found |= new
        ahead += new
    return frozenset(found)


def put_mark(id_: str, mark: ReviewMark) -> StreamEdit:
    """Keep what a review said of an objective; a mark of the same day gives way to it. They stand in order of their days."""

    def change(one: Objective) -> Objective:
        rest = [other for other in one.marks if other.on != mark.on]
        return one.evolve(marks=tuple(sorted([*rest, mark], key=lambda other: other.on)))

    return in_plan(lambda plan: with_objective(plan, id_, change))


def drop_mark(id_: str, on: str) -> StreamEdit:
    """Take the mark of a day (ISO) away from an objective."""

    def change(one: Objective) -> Objective:
        return one.evolve(marks=tuple(mark for mark in one.marks if mark.on != on))

    return in_plan(lambda plan: with_objective(plan, id_, change))


def loop_of(plan: Plan, id_: str) -> PlanLoop:
    """The loop of an id. Raises KeyError."""
    for loop in plan.loops:
        if loop.id == id_:
            return loop
    raise KeyError(id_)


def objective_of(plan: Plan, id_: str) -> Objective:
    """The objective of an id. Raises KeyError."""
    for one in plan.objectives:
        if one.id == id_:
            return one
    raise KeyError(id_)


def with_objective(plan: Plan, id_: str, change: Callable[[Objective], Objective]) -> Plan:
    """The plan with a change made to one objective. Raises KeyError."""
    before = objective_of(plan, id_)
    after = change(before)
    if after == before:
        return plan
    return plan.evolve(loops=tuple(_replaced(loop, before, after) for loop in plan.loops))


def _replaced(loop: PlanLoop, before: Objective, after: Objective) -> PlanLoop:
    if not any(one is before for one in loop.objectives):
        return loop
    return loop.evolve(objectives=tuple(after if one is before else one for one in loop.objectives))


def _with_loop(plan: Plan, id_: str, change: Callable[[PlanLoop], PlanLoop]) -> Plan:
    before = loop_of(plan, id_)
    after = change(before)
    if after == before:
        return plan
    return plan.evolve(loops=tuple(after if loop is before else loop for loop in plan.loops))


def _put(items: tuple[T, ...], new: T, index: int | None) -> tuple[T, ...]:
    at = len(items) if index is None or index < 0 else min(index, len(items))
    return (*items[:at], new, *items[at:])


def _freed(loops: tuple[PlanLoop, ...], gone: set[str]) -> tuple[PlanLoop, ...]:
    """Loops in which nothing waits for what is gone."""

    def freed(one: Objective) -> Objective:
        if not gone.intersection(one.after):
            return one
        return one.evolve(after=tuple(each for each in one.after if each not in gone))

    return tuple(
        loop
        if all(freed(one) is one for one in loop.objectives)
        else loop.evolve(objectives=tuple(map(freed, loop.objectives)))
        for loop in loops
    )
