"""A plan begun from the loops of a future state and the bursts that lead to it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Protocol

from vsm_desktop.assets import _
from vsm_desktop.edit.edits import StreamEdit
from vsm_desktop.edit.plan import fresh_row
from vsm_desktop.model.change import AddFlow, Change, RemoveFlow, Reorder, Set
from vsm_desktop.model.dates import day_of, month_end, month_start
from vsm_desktop.model.kaizen import Kaizen, bursts_of
from vsm_desktop.model.nodes import Burst, Note
from vsm_desktop.model.plan import Objective, Plan, PlanLoop
from vsm_desktop.model.stream import State, ValueStream

_DAY = timedelta(days=1)
_LONG, _MIDDLE = 28, 15  # days: of a share that is rounded to months, and of the month that counts as begun


class LoopLike(Protocol):
    """A loop as it was found on a map: what it is called, and the ids of its steps and stocks."""

    @property
    def name(self) -> str: ...
    @property
    def ids(self) -> tuple[str, ...]: ...


def plan_from_loops(goal: str, loops: Sequence[LoopLike], start: date) -> StreamEdit:
    """A plan that leads to a state: a row for each loop, and in it an objective for each burst that is on there.

    What is planned already stays: loops that are missing are added, and bursts that serve nothing yet. A burst goes to the
    loop it is drawn at, else to the one it changes most. In each loop objectives follow each other in the order of the bursts:
    one ends as its burst is due, those without a date share the time that is left (`_dates`). None begins before `start`,
    which is the first day of a new plan; without a burst none is begun. Raises KeyError for a state the stream does not have.
    """

    def apply(stream: ValueStream) -> ValueStream:
        state = stream.state(goal)
        plan: Plan = stream.plan or Plan(base=state.base, goal=goal, start=start.isoformat())
        served = {id_ for one in plan.objectives for id_ in one.bursts}
        new = [burst for burst in leading_to(stream, state) if burst.id not in served]
        if stream.plan is None and not new:
            return stream
        for loop, bursts in _shared_out(state, loops, new):
            plan = _with_bursts(plan, _outline(state, loop), loop.name, bursts, start)
        return stream if plan is stream.plan else stream.evolve(plan=plan)

    return apply


class _Whole:
    """Where bursts go that belong to no loop."""

    name = _("Whole stream")
    ids: tuple[str, ...] = ()


def leading_to(stream: ValueStream, state: State) -> Iterator[Kaizen]:
    """The bursts that are on in a state; in one that was made from none, all that are not dropped."""
    for burst in bursts_of(stream):
        if burst.status != "dropped" and (not state.base or burst.id in state.bursts):
            yield burst


def _shared_out(
    state: State, loops: Sequence[LoopLike], bursts: Sequence[Kaizen]
) -> Iterator[tuple[LoopLike, list[Kaizen]]]:
    """Each loop with its bursts, the last of the flow first, as one begins at the customer; then what belongs to none."""
    homes = {burst.id: _home(state, loops, burst) for burst in bursts}
    for loop in reversed(loops):
        yield loop, [burst for burst in bursts if homes[burst.id] is loop]
    rest = [burst for burst in bursts if homes[burst.id] is None]
    if rest:
        yield _Whole(), rest


def _home(state: State, loops: Sequence[LoopLike], burst: Kaizen) -> LoopLike | None:
    """The loop a burst is drawn at, else the one whose steps it changes most."""
    about = [node.about for node in state.nodes if isinstance(node, Burst) and node.id == burst.id]
    for loop in loops:
        if any(id_ in loop.ids for id_ in about):
            return loop
    touched = Counter(id_ for change in burst.changes for id_ in _touched(change))
    weights = [(sum(touched[id_] for id_ in loop.ids), loop) for loop in loops]
    most = max(weights, key=lambda pair: pair[0], default=None)
    return most[1] if most is not None and most[0] else None


def _touched(change: Change) -> tuple[str, ...]:
    if isinstance(change, Set):
        return (change.id,)
    if isinstance(change, Reorder):
        return ()
    if isinstance(change, AddFlow | RemoveFlow):
        return (change.item.source, change.item.target)
    return (change.item.id,)


def _outline(state: State, loop: LoopLike) -> str:
    """The outline a loop has on the map."""
    outlines = (node for node in state.nodes if isinstance(node, Note) and node.kind == "loop")
    return next((node.id for node in outlines if node.name == loop.name), "")


def _with_bursts(plan: Plan, outline: str, name: str, bursts: Sequence[Kaizen], start: date) -> Plan:
    row = next((one for one in plan.loops if (outline and one.outline == outline) or one.name == name), None)
    if row is None:
        row = PlanLoop(id=fresh_row(plan, "loop"), name=name, outline=outline)
        plan = plan.evolve(loops=(*plan.loops, row))
    for burst, dates in zip(bursts, _dates(plan, row, bursts, start), strict=True):
        one = Objective(id=fresh_row(plan, "objective"), text=burst.title, bursts=(burst.id,), **dates)
        after = row.evolve(objectives=(*row.objectives, one))
        plan = plan.evolve(loops=tuple(after if loop is row else loop for loop in plan.loops))
        row = after
    return plan


def _dates(plan: Plan, row: PlanLoop, bursts: Sequence[Kaizen], start: date) -> Iterator[dict[str, str]]:
    """When each of some bursts is worked on in a loop, one behind the other, none before `start`.

    A due date that has passed is none. Where no time is left behind the one before, it runs beside it.
    """
    begun = day_of(plan.start)
    first = max(begun or start, start)
    last = month_end(month_start(begun or first, plan.months - 1))
    if last < first:
        last = month_end(month_start(first, plan.months - 1))
    ends = [day for one in row.objectives if (day := day_of(one.end)) is not None]
    free = max((first, *(day + _DAY for day in ends)))
    dues = [due if (due := day_of(burst.due)) is not None and due >= first else None for burst in bursts]
    for at, due in enumerate(dues):
        end = due or _shared_end(dues[at:], free, last)
        begins = free if free <= end else first
        yield {"start": begins.isoformat(), "end": end.isoformat()}
        free = max(free, end + _DAY)


def _shared_end(dues: Sequence[date | None], free: date, last: date) -> date:
    """The end of the first of some bursts without a date: its share of the days up to the next that has one, else to the end
    of the plan; the end of a month where it is long enough."""
    alone = next((at for at, due in enumerate(dues) if due is not None and due > free), len(dues))
    until, parts = (dues[alone], alone + 1) if alone < len(dues) else (last, alone)
    days = ((until or last) - free).days + 1
    if days < parts:  # no day for each
        return last
    end = free + timedelta(days=days // parts - 1)
    whole = month_end(end) if end.day > _MIDDLE else month_start(end) - _DAY
    return min(whole, until or last) if days // parts >= _LONG else end
