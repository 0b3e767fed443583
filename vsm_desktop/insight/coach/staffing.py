"""How many operators a cell needs, and how much work has to go for one less (METRICS.md 8.1)."""

from __future__ import annotations

from collections.abc import Iterator

from vsm_desktop.assets import _
from vsm_desktop.edit.edits import chain, set_fields
from vsm_desktop.insight.coach.answers import Proposal, Step
from vsm_desktop.insight.coach.combining import with_work
from vsm_desktop.insight.coach.facts import Facts, amount, named
from vsm_desktop.insight.coach.places import star_under
from vsm_desktop.metrics.calc.people import operators
from vsm_desktop.metrics.figure import Why
from vsm_desktop.model.nodes import Process
from vsm_desktop.model.quantity import quantity

_ROUND = 0.5  # below this part of a person the next lower number is offered too (8.1)


def people_for(facts: Facts, work_s: float) -> tuple[float, int, int]:
    """Operators for the work in one piece at the planned cycle: exactly, as whole people, and one less where that is near
    enough to be offered, else 0."""
    found = operators(work_s, facts.planned_s or 0.0)
    exact, whole = found["operators_exact"], found["operators"]
    if isinstance(exact, Why) or isinstance(whole, Why):
        return 0.0, 0, 0
    least = int(float(exact) + 1e-9)
    near = 0 < least < int(float(whole)) and float(exact) - least < _ROUND
    return float(exact), int(float(whole)), least if near else 0


def less_work(facts: Facts, id_: str, work_s: float, count: int) -> Step:
    """The burst that takes work out of a cell until so many operators can do it: its promise and its star."""
    cycle, target = facts.planned_s or 0.0, count * (facts.planned_s or 0.0)
    return Step(
        with_work(id_, target, count),
        _("{time} less work").format(time=facts.time(work_s - target)),
        "process",
        "motion",
        _("{work} of work is {exact} operators at {cycle}.").format(
            work=facts.time(work_s), exact=amount(work_s / cycle), cycle=facts.time(cycle)
        ),
        _("Walking, reaching and waiting go, until {count} operators do it in {target}.").format(
            count=count, target=facts.time(target)
        ),
        id_,
        star_under(id_, facts.size_of),
    )


def fall(facts: Facts, work_s: float, count: int) -> str:
    """What the work has to fall to, as a sentence."""
    cycle = facts.planned_s or 0.0
    return _(
        "Work content falls from {work} to {target}: each of {count} operators then needs {cycle}."
    ).format(work=facts.time(work_s), target=facts.time(count * cycle), count=count, cycle=facts.time(cycle))


def staffing_proposals(facts: Facts, cell: Process) -> Iterator[Proposal]:
    """Fewer operators for a cell that stands: as many as its work needs, and one less where little work has to go."""
    work, people = facts.work_s(cell), cell.operators
    if work is None or people is None or not facts.planned_s:
        return
    exact, most, fewer = people_for(facts, work)
    name = named(cell)
    if 0 < most < people.value:
        yield Proposal(
            f"staff:{cell.id}:{most}",
            _("{name}: {count} operators").format(name=name, count=most),
            _("{work} of work / {cycle} = {exact}, so {count} operators.").format(
                work=facts.time(work), cycle=facts.time(facts.planned_s), exact=amount(exact), count=most
            ),
            (cell.id,),
            facts.state.id,
            (_staffed(cell, work, most),),
        )
    if 0 < fewer < people.value:
        less = facts.time(work - fewer * facts.planned_s)
        yield Proposal(
            f"staff:{cell.id}:{fewer}",
            _("{name}: {count} operators, {less} less work").format(name=name, count=fewer, less=less),
            fall(facts, work, fewer),
            (cell.id,),
            facts.state.id,
            (_staffed(cell, work, fewer), less_work(facts, cell.id, work, fewer)),
        )


def _staffed(cell: Process, work_s: float, count: int) -> Step:
    people = set_fields(cell.id, operators=quantity(count, "x"))
    return Step(
        chain(people, with_work(cell.id, work_s, count)),
        _("{name}: {count} operators").format(name=named(cell), count=count),
        waste="waiting",
        problem=_("More people than the work needs."),
        countermeasure=_("Share the work out among {count} operators.").format(count=count),
        about=cell.id,
    )
