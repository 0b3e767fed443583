"""Question 3: which neighbouring steps can become one cell, with how many operators (METRICS.md 8.1)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from math import prod

from msgspec import Struct

from vsm_desktop.assets import _
from vsm_desktop.edit.edits import chain as chain_edits
from vsm_desktop.insight.coach.answers import Answer, Number, Proposal, Step, fresh
from vsm_desktop.insight.coach.combining import combine
from vsm_desktop.insight.coach.facts import Facts, amount, many, named, whole
from vsm_desktop.insight.coach.spacing import respaced
from vsm_desktop.insight.coach.staffing import fall, less_work, people_for, staffing_proposals
from vsm_desktop.model.display import percent
from vsm_desktop.model.nodes import Inventory, Process, Queue

LITTLE_CHANGEOVER_S = 900.0
"""Up to a quarter of an hour a changeover is little enough to be worked out of a cell."""
_FAST, _NEAR = 0.2, 1.15
"""A step that needs less than a fifth of takt is too fast for a cell; up to 15 % over takt balances in one."""


class Chain(Struct, frozen=True):
    """Neighbouring steps that can become one cell, the stocks between them, and the work in one piece."""

    steps: tuple[Process, ...]
    stocks: tuple[str, ...]
    work_s: float

    @property
    def ids(self) -> tuple[str, ...]:
        """The steps and the stocks between them."""
        return (*(one.id for one in self.steps), *self.stocks)


def chains(facts: Facts) -> list[Chain]:
    """The longest rows of two or more steps that can become cells."""
    return facts.once("chains", lambda: _chains(facts))


def _chains(facts: Facts) -> list[Chain]:
    if facts.takt_s is None:
        return []
    found: list[Chain] = []
    used: set[str] = set()
    for first in facts.processes:
        row, stocks = [first], list[str]()
        while row[-1].id not in used and (after := _next(facts, row[-1])) is not None:
            if after[0] in row:
                break
            row.append(after[0])
            stocks += after[1]
        if len(row) > 1:
            used.update(one.id for one in row)
            found.append(Chain(tuple(row), tuple(stocks), sum(facts.work_s(one) or 0.0 for one in row)))
    return found


def hindrance(facts: Facts, process: Process) -> str:
    """Why a step does not fit into a cell, as a sentence; "" if it does."""
    return facts.once(f"hindrance {process.id}", lambda: _hindrance(facts, process))


def _hindrance(facts: Facts, process: Process) -> str:
    name, takt = named(process), facts.beat_s(process)
    if process.shared:
        return _("{name} also works for other streams.").format(name=name)
    changeover = facts.seconds(process.co) or 0.0
    if changeover > LITTLE_CHANGEOVER_S:
        return _("{name} takes {time} to change over.").format(name=name, time=facts.time(changeover))
    pace, work = facts.station_s(process), facts.work_s(process)
    if pace is None or work is None or takt is None:
        return _("{name} has no cycle time.").format(name=name)
    if pace < _FAST * takt:
        return _(
            "{name} runs at {time}, far below takt: a cell would bind it for {share} % of its time."
        ).format(name=name, time=facts.time(pace), share=percent(pace / takt))
    if pace > _NEAR * takt:
        words = _("{name} needs {time} a piece, and one is due every {takt}.")
        return words.format(name=name, time=facts.time(pace), takt=facts.time(takt))
    people = process.operators.value if process.operators else 1.0
    if work > 1.5 * pace * max(1.0, people):
        return _("{name} holds each piece for {time}, which is no work of people.").format(
            name=name, time=facts.time(work)
        )
    return ""


def flow_answer(facts: Facts) -> Answer:
    """Where work can flow continuously."""
    if len(facts.processes) < 2:
        return Answer(3, "not_applicable", (_("There are no two steps that could be joined."),))
    if facts.takt_s is None:
        return Answer(3, "open", (_("Without takt nobody knows which steps keep pace with each other."),))
    found = chains(facts)
    inside = {one.id for chain in found for one in chain.steps}
    reasoning = [_said(facts, chain) for chain in found]
    reasoning += [
        _("{name} is a cell already.").format(name=named(one))
        for one in facts.processes
        if one.symbol == "cell" and one.id not in inside
    ]
    reasons = (
        hindrance(facts, one) for one in facts.processes if one.id not in inside and one.symbol != "cell"
    )
    reasoning += [reason for reason in reasons if reason]
    if not found:
        reasoning.append(_("No neighbouring steps are left that could become one cell."))
    proposals = [proposal for chain in found for proposal in cell_proposals(facts, chain)]
    proposals += [
        proposal
        for one in facts.processes
        if one.symbol == "cell" and one.id not in inside
        for proposal in staffing_proposals(facts, one)
    ]
    numbers = [
        Number(
            _("Work content") if len(found) == 1 else _("Work: {name}").format(name=cell_name(chain.steps)),
            facts.time(chain.work_s),
            "total_work_content_s" if _is_all(facts, chain) else "",
        )
        for chain in found
    ]
    return Answer(3, "open" if found else "answered", tuple(reasoning), tuple(proposals), tuple(numbers))


def cell_proposals(facts: Facts, chain: Chain) -> Iterator[Proposal]:
    """The steps as one cell with as many operators as the work needs; where it needs little more than a whole number,
    with that many too, and the work that has to go."""
    exact, count, fewer = people_for(facts, chain.work_s)
    yield _cell(facts, chain, count, exact)
    if fewer:
        yield _smaller(facts, chain, fewer)


def chain_of(facts: Facts, id_: str) -> Chain | None:
    """The row of steps one belongs to, if it could become a cell."""
    return next((one for one in chains(facts) if id_ in one.ids), None)


def cell_step(facts: Facts, chain: Chain, count: int) -> tuple[Step, str]:
    """The burst that makes a cell, and the id of the cell."""
    id_ = fresh("cell", facts.taken)
    joined = combine(facts, chain.steps, chain.stocks, id_, cell_name(chain.steps), chain.work_s, count)
    step = Step(
        chain_edits(joined, respaced(id_, facts.size_of)),
        _("One cell: {name}").format(name=cell_name(chain.steps)),
        waste="waiting",
        problem=_("Work waits between {names}.").format(names=many([named(one) for one in chain.steps])),
        countermeasure=_("One cell with {count} operators, one piece at a time.").format(count=count),
        about=id_,
    )
    return step, id_


def cell_name(steps: Sequence[Process]) -> str:
    """What a cell of some steps is called: Spot weld 1, Spot weld 2, Assembly 1 are Spot weld + assembly."""
    names = list(dict.fromkeys(re.sub(r"\s*\d+$", "", named(one)) for one in steps))
    if len(names) > 3:
        return _("{first} to {last}").format(first=names[0], last=_inside(names[-1]))
    return " + ".join((names[0], *map(_inside, names[1:])))


def _inside(name: str) -> str:
    """A name in the middle of another: a plain word with a small letter, an abbreviation as it is."""
    return name[:1].lower() + name[1:] if name[1:2].islower() else name


def _cell(facts: Facts, chain: Chain, count: int, exact: float) -> Proposal:
    step, _id = cell_step(facts, chain, count)
    return Proposal(
        f"cell:{chain.steps[0].id}:{count}",
        _("One cell with {count} operators: {name}").format(count=count, name=cell_name(chain.steps)),
        _("{work} of work / {cycle} = {exact}, so {count} operators. {gain}").format(
            work=facts.time(chain.work_s),
            cycle=facts.time(facts.planned_s or 0.0),
            exact=amount(exact),
            count=count,
            gain=_gain(facts, chain, count),
        ),
        chain.ids,
        facts.state.id,
        (step,),
    )


def _smaller(facts: Facts, chain: Chain, count: int) -> Proposal:
    """One operator less, if the work is brought down to what these can do."""
    less = chain.work_s - count * (facts.planned_s or 0.0)
    step, id_ = cell_step(facts, chain, count)
    return Proposal(
        f"cell:{chain.steps[0].id}:{count}",
        _("One cell with {count} operators, {less} less work: {name}").format(
            count=count, less=facts.time(less), name=cell_name(chain.steps)
        ),
        f"{fall(facts, chain.work_s, count)} {_gain(facts, chain, count, facts.planned_s)}",
        chain.ids,
        facts.state.id,
        (step, less_work(facts, id_, chain.work_s, count)),
    )


def _gain(facts: Facts, chain: Chain, count: int, cycle_s: float | None = None) -> str:
    """What a cell saves, the stocks between its steps, and people; and whether it makes what is needed."""
    waits = [facts.step(id_, "wait_days") or 0.0 for id_ in chain.stocks]
    people = sum(one.operators.value for one in chain.steps if one.operators)
    found = []
    if chain.stocks:
        words = _waits(facts, chain)
        found.append(words.format(count=len(chain.stocks), time=facts.waiting(sum(waits))))
    if people > count:
        words = _("{count} operators in place of {people}.")
        found.append(words.format(count=count, people=amount(people)))
    found.append(_short(facts, chain, cycle_s or chain.work_s / count))
    return " ".join(filter(None, found))


def _waits(facts: Facts, chain: Chain) -> str:
    """What goes with a cell: the stocks between its steps, or the queues."""
    queues = all(isinstance(facts.node(id_), Queue) for id_ in chain.stocks)
    if len(chain.stocks) == 1:
        return _("One queue goes, {time} of waiting.") if queues else _("One stock goes, {time} of waiting.")
    return (
        _("{count} queues go, {time} of waiting.") if queues else _("{count} stocks go, {time} of waiting.")
    )


def _short(facts: Facts, chain: Chain, cycle_s: float) -> str:
    """That a cell makes less than is needed, where the stops of its steps keep it from that: each stops all."""
    stops = [one for one in chain.steps if one.uptime is not None and one.uptime.base < 1]
    available, needed = (
        facts.report.number("available_s_per_day"),
        facts.step(chain.steps[-1].id, "required_per_day"),
    )
    if not stops or not cycle_s or available is None or needed is None:
        return ""
    makes = available * prod(one.uptime.base for one in stops if one.uptime) / cycle_s
    if makes >= needed * (1 - 1e-6):
        return ""
    worst = many(
        [
            _("{share} % uptime of {name}").format(share=percent(one.uptime.base), name=named(one))
            for one in stops
            if one.uptime
        ]
    )
    return _(
        "Held back by {worst} it makes {makes} a day, {needed} are needed: question 8 asks for better uptime."
    ).format(worst=worst, makes=whole(makes), needed=whole(needed))


def _said(facts: Facts, chain: Chain) -> str:
    """Why some steps can be joined."""
    times = ", ".join(facts.time(facts.station_s(one) or 0.0) for one in chain.steps)
    longest = max(facts.seconds(one.co) or 0.0 for one in chain.steps)
    if longest:
        words = _(
            "{names} are neighbours at {times} with takt at {takt}; changeovers take {changeover} at most."
        )
    else:
        words = _("{names} are neighbours at {times} with takt at {takt}, without changeovers.")
    return words.format(
        names=many([named(one) for one in chain.steps]),
        times=times,
        takt=facts.time(facts.takt_s or 0.0),
        changeover=facts.time(longest),
    )


def _is_all(facts: Facts, chain: Chain) -> bool:
    return len(chain.steps) == len(facts.processes)


def _next(facts: Facts, process: Process) -> tuple[Process, tuple[str, ...]] | None:
    """The step a row goes on with, and the stocks on the way; None where it ends."""
    if not _joinable(facts, process):
        return None
    stocks: list[str] = []
    here = process.id
    while True:
        outs = facts.outs.get(here, ())
        if len(outs) != 1 or len(facts.ins.get(outs[0].target, ())) != 1:
            return None
        node = facts.node(outs[0].target)
        if outs[0].kind == "shipment":
            return None
        if isinstance(node, Process):
            return (node, tuple(stocks)) if _joinable(facts, node) else None
        if not isinstance(node, Inventory | Queue) or node.symbol in ("warehouse", "cross_dock"):
            return None
        if node.id in stocks:
            return None
        stocks.append(node.id)
        here = node.id


def _joinable(facts: Facts, process: Process) -> bool:
    touching = (*facts.ins.get(process.id, ()), *facts.outs.get(process.id, ()))
    if any(flow.kind == "rework" for flow in touching):
        return False
    again = process.id in facts.once("again", lambda: {one.same_as for one in facts.processes})
    return not (process.same_as or again or hindrance(facts, process))
