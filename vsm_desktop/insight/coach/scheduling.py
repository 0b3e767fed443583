"""Question 5: the one process that is scheduled, the pacemaker."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil

from vsm_desktop.assets import _
from vsm_desktop.edit.edits import Edit
from vsm_desktop.edit.rules import may_connect
from vsm_desktop.insight.coach.answers import Answer, Proposal, Step, fresh
from vsm_desktop.insight.coach.cells import cell_name, cell_step, chain_of
from vsm_desktop.insight.coach.facts import Facts, many, named
from vsm_desktop.insight.coach.pacemaker import levelling_boxes, released_by, scheduled, schedulers
from vsm_desktop.insight.coach.staffing import people_for
from vsm_desktop.insight.coach.stocking import Path, with_paths
from vsm_desktop.model.flows import Flow, InformationFlow, MaterialFlow
from vsm_desktop.model.nodes import Customer, Node, Process, Supermarket
from vsm_desktop.model.stream import State


def pacemaker_answer(facts: Facts) -> Answer:
    """Which process sets the pace, and whether it is the only one that is scheduled."""
    wanted, found = facts.setter, facts.pacemaker
    if wanted is None:
        return Answer(5, "not_applicable", (_("There is no process to schedule."),))
    if facts.service:
        words = _("In a service work comes as orders or people do, and each step takes what comes to it.")
        return Answer(5, "not_applicable", (words,))
    told = list(dict.fromkeys(id_ for id_, _flow in scheduled(facts.state)))
    reasoning = []
    if len(told) > 1:
        names = many([named(facts.node(id_)) for id_ in told])
        reasoning.append(
            _(
                "{count} points get a schedule: {names}. Each makes what it was told, not what is needed."
            ).format(count=len(told), names=names)
        )
    others = [id_ for id_ in told if id_ != wanted.id and isinstance(facts.node(id_), Process)]
    if found is not None and found.id == wanted.id and not others:
        released = any(found.id in released_by(facts.state, box.id) for box in levelling_boxes(facts.state))
        how = (
            _("{name} is the pacemaker: released by load levelling.")
            if released
            else _("{name} is the pacemaker: the only process that gets a schedule.")
        )
        return Answer(5, "answered", (how.format(name=named(found)),))
    if found is None and not told:
        reasoning.append(_("Nothing is scheduled yet."))
    reasoning.append(
        _("From {name} on work can flow to the customer; all before it can be pulled.").format(
            name=named(wanted)
        )
    )
    return Answer(5, "open", tuple(reasoning), tuple(_proposals(facts, wanted)))


def pacemaker_at(id_: str, taken: frozenset[str]) -> Edit:
    """Make a process the pacemaker: it alone is marked and scheduled, schedules to other steps go."""

    def apply(state: State) -> State:
        makes = {node.id for node in state.nodes if isinstance(node, Process)}
        arrows = [
            one for one in scheduled(state) if one[0] in makes
        ]  # shipments are told when to go all the same
        own = [flow.id for target, flow in arrows if target == id_]
        gone = {flow.id for _target, flow in arrows} - set(own[:1])
        released = any(id_ in released_by(state, box.id) for box in levelling_boxes(state))
        flows = tuple(flow for flow in state.flows if flow.id not in gone)
        if not own and not released:
            flows = (*flows, *_schedule(state, id_, [flow for _target, flow in arrows], taken))
        state = state.evolve(nodes=tuple(_marked(node, id_) for node in state.nodes), flows=flows)
        return with_paths(state, _from_goods(state, id_), taken)

    return apply


def _from_goods(state: State, id_: str) -> Iterator[Path]:
    """The way of the kanbans that the supermarkets a process fills send back to it, the finished goods first of all."""
    markets = {node.id: node for node in state.nodes if isinstance(node, Supermarket)}
    pack = next((node.pack for node in state.nodes if isinstance(node, Customer) and node.pack), None)
    for flow in state.flows:
        if isinstance(flow, MaterialFlow) and flow.source == id_ and (market := markets.get(flow.target)):
            each = market.container or pack
            cards = ceil(market.max.value / each.value - 1e-9) if market.max and each else None
            yield market.id, id_, "production", cards


def _marked(node: Node, id_: str) -> Node:
    if isinstance(node, Process) and node.pacemaker != (node.id == id_):
        return node.evolve(pacemaker=node.id == id_)
    return node


def _schedule(state: State, id_: str, gone: list[InformationFlow], taken: frozenset[str]) -> Iterator[Flow]:
    """The schedule of the pacemaker: one of those that go, else a new one from production control."""
    if gone:
        yield gone[-1].evolve(target=id_, bends=())
        return
    for node in state.nodes:
        if node.id in schedulers(state) and may_connect(state, node.id, id_, "manual").allowed:
            yield InformationFlow(id=fresh("manual", taken), source=node.id, target=id_)
            return


def _proposals(facts: Facts, wanted: Process) -> Iterator[Proposal]:
    chain = chain_of(facts, wanted.id)
    if chain is None or facts.planned_s is None:
        yield Proposal(
            "pacemaker",
            _("{name} as the pacemaker").format(name=named(wanted)),
            _("It alone gets the schedule; the schedules of other steps go."),
            (wanted.id,),
            facts.state.id,
            (_step(facts, wanted.id, named(wanted)),),
        )
        return
    _exact, count, _fewer = people_for(facts, chain.work_s)
    cell, id_ = cell_step(facts, chain, count)
    name = cell_name(chain.steps)
    yield Proposal(
        "pacemaker",
        _("The cell as the pacemaker: {name}").format(name=name),
        _(
            "The cell of question 3 with {count} operators alone gets the schedule; the schedules of other steps go."
        ).format(count=count),
        chain.ids,
        facts.state.id,
        (cell, _step(facts, id_, name)),
    )


def _step(facts: Facts, id_: str, name: str) -> Step:
    return Step(
        pacemaker_at(id_, facts.taken),
        _("Schedule only {name}").format(name=name),
        waste="overproduction",
        problem=_("Several steps are scheduled, each for itself."),
        countermeasure=_("One schedule, at the pacemaker; steps before it are pulled."),
        about=id_,
    )
