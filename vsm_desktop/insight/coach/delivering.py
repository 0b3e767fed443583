"""What brings material as often as its supermarket is sized for: a milk run, where the map has another delivery."""

from __future__ import annotations

from msgspec.structs import replace

from vsm_desktop.assets import _
from vsm_desktop.edit.edits import Edit, chain, set_fields
from vsm_desktop.insight.coach.answers import Proposal, Step
from vsm_desktop.insight.coach.facts import Facts, named
from vsm_desktop.metrics.figure import Why
from vsm_desktop.model.display import days
from vsm_desktop.model.flows import MaterialFlow
from vsm_desktop.model.nodes import Stock, Transport
from vsm_desktop.model.quantity import quantity


def with_milk_run(facts: Facts, stock: Stock, proposal: Proposal) -> Proposal:
    """A proposal for a supermarket of bought parts, with the delivery it counts on where that is not on the map yet."""
    found = _milk_run(facts, stock)
    if found is None:
        return proposal
    step, said = found
    return replace(proposal, sentence=f"{proposal.sentence} {said}", steps=(step, *proposal.steps))


def _milk_run(facts: Facts, stock: Stock) -> tuple[Step, str] | None:
    """The burst that makes a supplier deliver every so many days, and what is said of it; None where it does."""
    sources = [one for one in facts.before(stock.id) if one.kind == "supplier"]
    if len(sources) != 1:
        return None
    wish, name = facts.wishes.delivery_days, named(sources[0])
    often = _("Daily") if wish == 1 else _("Every {days} d").format(days=days(wish, trim=True))
    arrows = [flow for flow in facts.ins.get(stock.id, ()) if flow.source == sources[0].id]
    carriers = [
        one for flow in facts.ins.get(stock.id, ()) if isinstance(one := facts.node(flow.source), Transport)
    ]
    edits: list[Edit] = []
    now: list[str] = []
    for flow in arrows:
        if flow.kind == "shipment" and flow.label != often:
            edits.append(_labelled(flow, often))
            now.append(flow.label)
    for one in carriers:
        every = None if one.interval is None else facts.clock.days(facts.clock.span_of(one.interval))
        if every is None or isinstance(every, Why) or every > wish * (1 + 1e-9):
            edits.append(set_fields(one.id, interval=quantity(wish, "day")))
            now.append(f"{named(one)} {one.interval.typed}" if one.interval else named(one))
    if not edits:
        return None
    title = _("{often} milk run: {name}").format(often=often, name=name)
    step = Step(
        chain(*edits),
        title,
        waste="inventory",
        problem=_("Deliveries are too far apart for so small a stock."),
        countermeasure=_("A milk run brings what was taken, {often}.").format(often=often.lower()),
        about=stock.id,
    )
    before = ", ".join(filter(None, now))
    if before:
        words = _("Now {name} delivers {before}: a milk run comes {often} instead.")
        return step, words.format(name=name, before=before, often=often.lower())
    return step, _("A milk run from {name} comes {often}.").format(name=name, often=often.lower())


def _labelled(flow: MaterialFlow, often: str) -> Edit:
    return set_fields(flow.id, label=often, vehicle="milk_run")
