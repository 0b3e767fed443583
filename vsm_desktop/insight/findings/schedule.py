"""Rules about information: who is told what to make, and how long that takes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from vsm_desktop.assets import _
from vsm_desktop.insight.coach.pacemaker import pacemaker_of, schedule_points
from vsm_desktop.insight.findings.finding import Finding
from vsm_desktop.insight.findings.plant import Plant
from vsm_desktop.metrics.figure import known
from vsm_desktop.metrics.takt import takt_s
from vsm_desktop.model.display import days
from vsm_desktop.model.flows import InformationFlow, KanbanFlow
from vsm_desktop.model.nodes import Control, Customer, Supermarket

_MOST_WAYS = 2_000
"""How many ways of an order are followed: a net of controls that all tell each other has millions."""


def several_schedule_points(plant: Plant) -> Iterator[Finding]:
    """More than one place of the flow is told what to make."""
    told = _points(plant)
    if len(told) < 2:
        return
    labels = Counter(flow.label or plant.called(flow.source) for flow in told.values())
    senders = tuple(dict.fromkeys(flow.source for flow in told.values()))
    said = [f"{count} × {label}" if count > 1 else label for label, count in labels.items()]
    yield Finding(
        "several_schedule_points",
        (*told, *senders),
        {"schedule_points": len(told), "senders": len(senders)},
        _("{count} schedules steer one flow").format(count=len(told)),
        _("{labels}: to {names}.").format(
            labels=plant.listed(said), names=plant.listed(plant.called(id_) for id_ in told)
        ),
        _("Which step could be the only one that is told?"),
        at=senders,
    )


def schedule_upstream_of_pacemaker(plant: Plant) -> Iterator[Finding]:
    """Steps before the pacemaker that are told what to make instead of being pulled."""
    told, number = _points(plant), plant.found.structure.places
    if not told or (marked := pacemaker_of(plant.state)) is None:
        return
    pacemaker = number[marked.id]
    before = plant.flow.upstream([pacemaker])
    early = [id_ for id_ in told if (at := number.get(id_)) not in (None, pacemaker) and before[at]]
    if not early:
        return
    name = plant.name(pacemaker)
    facts = (
        _("{names} get a schedule, before {pacemaker}")
        if len(early) > 1
        else _("{names} gets a schedule, before {pacemaker}")
    )
    facts = facts.format(names=plant.listed(map(plant.called, early)), pacemaker=name) + ", "
    facts += (
        _("the pacemaker")
        if marked.pacemaker
        else _("which counts as the pacemaker here: it is the last one told")
    )
    yield Finding(
        "schedule_upstream_of_pacemaker",
        (*early, plant.id(pacemaker)),
        {
            "schedule_points_upstream": len(early),
            "pacemaker": plant.id(pacemaker),
            "pacemaker_marked": int(marked.pacemaker),
        },
        _("Schedules reach steps before the pacemaker"),
        facts + ".",
        _("What would they make if only {pacemaker} were told?").format(pacemaker=name),
        at=(plant.id(pacemaker),),
    )


def information_waits_longer(plant: Plant) -> Iterator[Finding]:
    """Orders that take longer to reach the flow than the material takes through it (METRICS.md 5.13)."""
    lead = plant.report.number("lead_time_days")
    way, wait = max(_messages(plant), key=lambda one: one[1], default=((), 0.0))
    if lead is None or wait <= lead * (1 + 1e-9):
        return
    yield Finding(
        "information_waits_longer",
        way,
        {"information_days": wait, "lead_time_days": lead},
        _("Orders wait longer than the material takes"),
        _("{wait} d from {start} to {step}, {lead} d through the stream.").format(
            wait=days(wait), start=plant.called(way[0]), step=plant.called(way[-1]), lead=days(lead)
        ),
        _("Who could learn of an order on the day it comes?"),
        at=way[1:-1] or way[:1],
    )


def pitch_missing(plant: Plant) -> Iterator[Finding]:
    """A levelling box without a pack quantity: the beat in which it releases work cannot be told."""
    boxes = [node.id for node in plant.state.nodes if isinstance(node, Control) and node.symbol == "heijunka"]
    customers = [node for node in plant.flow.nodes if isinstance(node, Customer)]
    if not boxes or not customers or any(node.pack is not None for node in customers):
        return
    takt = plant.report.number("takt_s")
    facts = _("The pack of {names} is not entered.").format(
        names=plant.listed(plant.called(one.id) for one in customers)
    )
    if takt is not None:
        facts = facts + " " + _("The takt is {takt}.").format(takt=plant.time(takt))
    yield Finding(
        "pitch_missing",
        (*boxes, *(node.id for node in customers)),
        {"takt_s": takt, "pack": None},
        _("{name} has no pitch").format(name=plant.called(boxes[0])),
        facts,
        _("How many pieces go into one container?"),
        at=tuple(boxes),
    )


def kanban_without_cards(plant: Plant) -> Iterator[Finding]:
    """Kanban loops nobody has counted the cards of."""
    loops = [flow for flow in plant.state.flows if isinstance(flow, KanbanFlow) and flow.card]
    bare = [flow for flow in loops if flow.cards is None and flow.card != "sequenced"]
    if not bare:
        return
    names = dict.fromkeys(
        plant.called(id_)
        for flow in bare
        for id_ in (flow.source, flow.target)
        if isinstance(plant.state.node(id_), Supermarket)
    )
    facts = _("{count} of {all} kanban paths have no number of cards").format(count=len(bare), all=len(loops))
    if names:
        facts += ": " + plant.listed(names)
    yield Finding(
        "kanban_without_cards",
        tuple(flow.id for flow in bare),
        {"kanban_paths": len(loops), "without_cards": len(bare)},
        _("The cards of the loops are not counted"),
        facts + ".",
        _("How many cards are there, and how many should there be?"),
    )


def several_takts(plant: Plant) -> Iterator[Finding]:
    """Customers with takts of their own on one flow."""
    asked = [
        (i, rate)
        for i, demand in plant.found.demands.items()
        if (rate := known(demand)) and plant.flow.ins[i]
    ]
    whole, there = plant.report.number("takt_s"), plant.found.clock.available_s_per_day
    takts = [(i, takt) for i, rate in asked if (takt := known(takt_s(there, rate))) is not None]
    if len(takts) < 2 or whole is None:
        return
    said = [f"{plant.name(i)} {plant.time(takt)}" for i, takt in takts]
    yield Finding(
        "several_takts",
        tuple(plant.id(i) for i, _takt in takts),
        {"customers": len(takts), "takt_s": whole} | {f"takt_s.{plant.id(i)}": takt for i, takt in takts},
        _("{count} customers set takts of their own").format(count=len(takts)),
        _("{names}; together {takt}.").format(names=plant.listed(said), takt=plant.time(whole)),
        _("Which steps work for all of them, and at whose pace?"),
    )


def _points(plant: Plant) -> dict[str, InformationFlow]:
    """What gets a schedule, by the arrow that brings it: the steps in flow order, then levelling boxes."""
    told = schedule_points(plant.state)
    ordered = [id_ for i in plant.flow.order if (id_ := plant.id(i)) in told]
    return {id_: told[id_] for id_ in (*ordered, *told)}


def _messages(plant: Plant) -> Iterator[tuple[tuple[str, ...], float]]:
    """Every way of an order from a customer over controls to a step, and its waits: half the interval of each control."""
    controls = {node.id: node for node in plant.state.nodes if isinstance(node, Control)}
    steps = {node.id for node in plant.flow.nodes if node.kind not in ("supplier", "customer")}
    onward: dict[str, list[str]] = {}
    for flow in plant.state.flows:
        if isinstance(flow, InformationFlow):
            onward.setdefault(flow.source, []).append(flow.target)
    stack: list[tuple[tuple[str, ...], float]] = [
        ((node.id,), 0.0) for node in plant.state.nodes if isinstance(node, Customer)
    ]
    if not any(onward.get(way[0]) for way, _waited in stack):  # nobody drew how the order arrives
        told = {flow.target for flow in plant.state.flows if isinstance(flow, InformationFlow)}
        first = [one for id_, one in controls.items() if id_ not in told]
        stack = [((one.id,), (plant.in_days(one.interval) or 0.0) / 2) for one in first]
    for _way in range(_MOST_WAYS):
        if not stack:
            return
        way, waited = stack.pop()
        for target in dict.fromkeys(onward.get(way[-1], ())):
            if target in steps and way[-1] in controls:
                yield (*way, target), waited
            elif (control := controls.get(target)) is not None and target not in way:
                interval = plant.in_days(control.interval) or 0.0
                stack.append(((*way, target), waited + interval / 2))
