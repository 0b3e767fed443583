"""A value stream plan proposed from a future state: its loops, the pacemaker's first, and in each the bursts that serve it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from vsm_desktop.assets import _
from vsm_desktop.edit.saying import touched
from vsm_desktop.insight.coach.facts import Facts, Wishes, facts_of
from vsm_desktop.insight.coach.loops import Loop, loops_of
from vsm_desktop.metrics.measure import measure
from vsm_desktop.metrics.report import Report
from vsm_desktop.model.ids import new_id
from vsm_desktop.model.kaizen import Kaizen, bursts_of
from vsm_desktop.model.nodes import Burst
from vsm_desktop.model.plan import Goal, Objective, Phase, Plan, PlanLoop
from vsm_desktop.model.stream import State, ValueStream

_AHEAD = 60  # days a burst is given where nothing says when it begins
_MONTHS = 12
_USUAL = Wishes()
_BY_STATUS: dict[str, tuple[Phase, float]] = {
    "open": ("plan", 0.0),
    "under_way": ("do", 0.0),
    "done": ("act", 1.0),
}


def future_of(stream: ValueStream) -> State | None:
    """The state a plan would lead to: the first future one; None where there is none."""
    return next((state for state in stream.states if state.kind == "future"), None)


def proposed_plan(stream: ValueStream, today: date) -> Plan:
    """A plan to the future state; without one, for all bursts to the state that is shown when the document opens.

    Loops are those of Rother & Shook, Learning to See (1999), p. 87, the pacemaker's first. Every burst that is not dropped
    becomes a row of the loop it changes most, with its due date as the end and the end of the row before it in the loop as
    the start. Where days of stock fall, they are the goal.
    """
    goal = future_of(stream) or stream.state()
    base = goal.base or next((one.id for one in stream.states if one.kind == "current"), stream.states[0].id)
    facts = facts_of(stream, goal.id, _USUAL)
    loops = _in_order(loops_of(facts), facts)
    bursts = [burst for burst in bursts_of(stream) if burst.status != "dropped"]
    start = _start(bursts, today)
    taken: set[str] = set()
    sides = (measure(stream, base), facts.report)
    planned = []
    for loop, inside in _shared_out(loops, bursts, goal):
        if loop is None and not inside:
            continue
        rows = _rows(loop, inside, start, taken, sides)
        id_ = _fresh("loop", taken)
        planned.append(
            PlanLoop(
                id=id_,
                name=loop.name if loop is not None else _("Whole stream"),
                outline=_outline(goal, loop),
                objectives=tuple(rows),
            )
        )
    ends = [date.fromisoformat(burst.due) for burst in bursts if burst.due]
    months = max([_MONTHS, *((end.year - start.year) * 12 + end.month - start.month + 1 for end in ends)])
    return Plan(
        base=base, goal=goal.id, start=start.isoformat(), months=min(60, months), loops=tuple(planned)
    )


def _in_order(loops: Sequence[Loop], facts: Facts) -> list[Loop]:
    """The pacemaker loop first, then upstream, as one works through them."""
    pacemaker = facts.setter
    upstream = list(reversed(loops))
    return sorted(upstream, key=lambda loop: pacemaker is None or pacemaker.id not in loop.ids)


def _shared_out(
    loops: Sequence[Loop], bursts: Sequence[Kaizen], goal: State
) -> list[tuple[Loop | None, list[Kaizen]]]:
    """Each burst in the loop it changes most of; those of no loop by themselves."""
    about = {node.id: node.about for node in goal.nodes if isinstance(node, Burst)}
    shares: dict[int, list[Kaizen]] = {at: [] for at in range(len(loops))}
    rest = []
    for burst in bursts:
        ids = touched(burst.changes)
        counts = [len(ids.intersection(loop.ids)) + 2 * (about.get(burst.id) in loop.ids) for loop in loops]
        if any(counts):
            shares[counts.index(max(counts))].append(burst)
        else:
            rest.append(burst)
    return [*((loop, shares[at]) for at, loop in enumerate(loops)), (None, rest)]


def _rows(
    loop: Loop | None,
    bursts: Iterable[Kaizen],
    start: date,
    taken: set[str],
    sides: tuple[Report, Report],
) -> list[Objective]:
    rows, free = [], start
    for burst in sorted(bursts, key=lambda one: one.due or "9999"):
        end = date.fromisoformat(burst.due) if burst.due else None
        begins = None
        if end is not None:
            begins = free if free <= end else end - timedelta(days=_AHEAD)
            free = end + timedelta(days=1)
        phase, done = _BY_STATUS[burst.status]
        rows.append(
            Objective(
                id=_fresh("objective", taken),
                text=" ".join(burst.title.split()),
                goal=_goal(burst, loop, sides),
                bursts=(burst.id,),
                start=begins.isoformat() if begins else "",
                end=end.isoformat() if end else "",
                done=done,
                phase=phase,
            )
        )
    return rows


def _goal(burst: Kaizen, loop: Loop | None, sides: tuple[Report, Report]) -> Goal:
    """The days of the stock that falls most by a burst."""
    ids = touched(burst.changes).intersection(loop.ids if loop is not None else ())
    falls = {}
    for id_ in ids:
        before, after = (_days(side, id_) for side in sides)
        if before is not None and after is not None and after < before:
            falls[id_] = before - after
    most = max(sorted(falls), key=lambda id_: falls[id_], default="")
    return Goal(metric=f"days_of_supply.{most}") if most else Goal()


def _days(report: Report, id_: str) -> float | None:
    step = report.step(id_)
    found = step.metrics.get("days_of_supply") if step is not None else None
    return found.number if found is not None else None


def _start(bursts: Iterable[Kaizen], today: date) -> date:
    """The first of the month in which the plan begins: this one, or early enough for what is due first."""
    due = [date.fromisoformat(burst.due) - timedelta(days=_AHEAD - 1) for burst in bursts if burst.due]
    return min([today, *due]).replace(day=1)


def _outline(goal: State, loop: Loop | None) -> str:
    """The outline of a loop on the map, where it is drawn."""
    name = loop.name if loop is not None else ""
    return next((node.id for node in goal.nodes if node.kind == "loop" and node.name == name), "")


def _fresh(stem: str, taken: set[str]) -> str:
    id_ = new_id(stem, frozenset(taken))
    taken.add(id_)
    return id_
