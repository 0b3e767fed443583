"""Questions 6 and 7: the levelled mix and the pitch (METRICS.md 10.1, 10.5)."""

from __future__ import annotations

from math import floor
from typing import Any

from msgspec import Struct

from vsm_desktop.assets import _
from vsm_desktop.edit.edits import Edit
from vsm_desktop.edit.growth import near
from vsm_desktop.insight.coach.answers import Answer, Number, Proposal, Step, fresh
from vsm_desktop.insight.coach.facts import Facts, amount, many, named
from vsm_desktop.insight.coach.pacemaker import levelling_boxes, released_by, scheduled, schedulers
from vsm_desktop.insight.coach.stocking import Path, with_paths
from vsm_desktop.metrics.calc.pull import heijunka, level
from vsm_desktop.metrics.takt import per_day
from vsm_desktop.model.flows import Flow, InformationFlow
from vsm_desktop.model.nodes import Control, Process, Supermarket
from vsm_desktop.model.quantity import Quantity, quantity
from vsm_desktop.model.stream import State
from vsm_desktop.model.value import Point

_SLOTS = 12  # of a sequence where no pack says how many there are in a shift
_MOST = 60


class Sequence(Struct, frozen=True):
    """A levelled sequence: how many slots each variant has, and the variants in their order by a letter each."""

    counts: tuple[tuple[str, int], ...]
    order: str
    by_shift: bool


def mix_answer(facts: Facts) -> Answer:
    """How the mix is levelled at the pacemaker."""
    customer = facts.customer
    variants = len(customer.demand_by_variant) if customer else 0
    if facts.service or variants < 2:
        return Answer(
            6, "not_applicable", (_("No mix is entered: there is one product, or one kind of case."),)
        )
    found = sequence(facts)
    if found is None:
        return Answer(6, "open", (_("The demand of the variants is not known."),))
    reasoning = [_shares(facts, found), _("In turn: {order}.").format(order=found.order)]
    pacemaker = facts.setter
    box = box_of(facts)
    if box is not None and pacemaker is not None:
        words = _("{box} releases {name} in this mix.")
        return Answer(
            6,
            "answered",
            (words.format(box=named(box) or _("Load levelling"), name=named(pacemaker)), *reasoning),
        )
    if pacemaker is None:
        return Answer(6, "open", (_("There is no pacemaker that could be levelled."), *reasoning))
    proposal = Proposal(
        "level",
        _("A levelling box at {name}").format(name=named(pacemaker)),
        _("{mix}, one after the other as the customer takes them: {order}.").format(
            mix=_mix(found), order=found.order
        )
        + _shipping(facts, pacemaker),
        (pacemaker.id,),
        facts.state.id,
        (_step(facts, pacemaker, None, _mix(found)),),
    )
    return Answer(6, "open", tuple(reasoning), (proposal,))


def pitch_answer(facts: Facts) -> Answer:
    """How often work is released and taken away: takt by the pieces of a pack."""
    if facts.service:
        return Answer(7, "not_applicable", (_("Cases come one by one: there is no pack to release."),))
    if facts.takt_s is None:
        return Answer(
            7, "open", (_("Without takt there is no pitch. {why}").format(why=facts.why("takt_s")),)
        )
    customer = facts.customer
    if customer is None or customer.pack is None:
        return Answer(
            7, "open", (_("Pitch is takt by the pieces of a pack. Enter the pack quantity of the customer."),)
        )
    found = heijunka(facts.takt_s, customer.pack.value, facts.report.number("available_s_per_shift"))
    pitch = float(found["pitch_s"])
    said = _("Pitch = takt {takt} × {pack} pc a pack = {pitch}").format(
        takt=facts.time(facts.takt_s), pack=amount(customer.pack.value), pitch=_clock(facts, pitch)
    )
    if isinstance(found.get("slots"), float):
        said += _(": {count} times a shift").format(count=amount(float(found["slots"])))
    numbers = (
        Number(_("Pitch"), _clock(facts, pitch)),
        Number(_("Pack"), f"{amount(customer.pack.value)} pc"),
    )
    box, pacemaker = box_of(facts), facts.setter
    now = facts.seconds(box.interval) if box else None
    if now is not None and abs(now - pitch) < 0.01 * pitch:
        words = _("{box} releases work at this pitch.").format(box=named(box) if box else "")
        return Answer(7, "answered", (f"{said}.", words), numbers=numbers)
    if pacemaker is None:
        return Answer(7, "open", (f"{said}.", _("There is no pacemaker to release it to.")), numbers=numbers)
    title = _("Release work every {pitch}").format(pitch=_clock(facts, pitch))
    words = _("Every {pitch} one pack of {pack} pc is released at {name} and one taken away.")
    found_mix = sequence(facts)
    proposal = Proposal(
        "pitch",
        title,
        words.format(pitch=_clock(facts, pitch), pack=amount(customer.pack.value), name=named(pacemaker)),
        ((box or pacemaker).id,),
        facts.state.id,
        (_step(facts, pacemaker, _interval(pitch), _mix(found_mix) if found_mix else ""),),
    )
    return Answer(7, "open", (f"{said}.",), (proposal,), numbers)


def box_of(facts: Facts) -> Control | None:
    """The levelling box that releases the pacemaker."""
    pacemaker = facts.setter
    for box in levelling_boxes(facts.state):
        if pacemaker is not None and pacemaker.id in released_by(facts.state, box.id):
            return box
    return None


def sequence(facts: Facts) -> Sequence | None:
    """The mix of the customer as a levelled sequence: packs of a shift, else a short one in the same shares (10.5)."""
    customer = facts.customer
    if customer is None or len(customer.demand_by_variant) < 2:
        return None
    demands = {one.variant: per_day(one.quantity, facts.clock) for one in customer.demand_by_variant}
    total = sum(demands.values())
    if total <= 0:
        return None
    shift = facts.report.number("demand_per_shift")
    by_shift = customer.pack is not None and shift is not None
    slots = _SLOTS
    if customer.pack is not None and shift is not None:
        slots = round(shift / customer.pack.value)
        by_shift = len(demands) <= slots <= _MOST
    counts = _largest_remainder(demands, slots if by_shift else max(_SLOTS, len(demands)))
    letters = _letters(list(demands))
    mix = [{"variant": letters[name], "slots": count} for name, count in counts.items() if count]
    return Sequence(tuple(counts.items()), str(level(mix)["sequence"]), by_shift)


def _largest_remainder(demands: dict[str, float], slots: int) -> dict[str, int]:
    """Whole slots in the shares of the demand; the largest remainders get what is left."""
    total = sum(demands.values())
    exact = {name: one / total * slots for name, one in demands.items()}
    counts = {name: floor(one + 1e-9) for name, one in exact.items()}
    short = sorted(exact, key=lambda name: counts[name] - exact[name])
    for name in short[: slots - sum(counts.values())]:
        counts[name] += 1
    return counts


def _letters(names: list[str]) -> dict[str, str]:
    """One letter for each variant, its first where that tells them apart, else letters in a row."""
    first = [name[:1].upper() for name in names]
    if len(set(first)) == len(names) and all(first):
        return dict(zip(names, first, strict=True))
    return {name: chr(65 + i % 26) for i, name in enumerate(names)}


def _shares(facts: Facts, found: Sequence) -> str:
    mix = many([f"{count} {name}" for name, count in found.counts])
    if found.by_shift:
        return _("A shift takes {mix}, in packs.").format(mix=mix)
    return _("The customer takes {mix} of {count}.").format(
        mix=mix, count=sum(n for _name, n in found.counts)
    )


def _mix(found: Sequence) -> str:
    return " : ".join(f"{count} {name}" for name, count in found.counts)


def _clock(facts: Facts, value: float) -> str:
    """A pitch in minutes, where it is some."""
    return (
        f"{amount(value / 60)} min"
        if value >= 60 and facts.state.options.time_unit is None
        else facts.time(value)
    )


def _interval(value: float) -> Quantity:
    return quantity(round(value / 60, 3), "min") if value >= 60 else quantity(round(value, 3), "s")


def _step(facts: Facts, pacemaker: Process, interval: Quantity | None, mix: str) -> Step:
    pitch = f" {interval.typed}" if interval else ""
    return Step(
        _levelled(facts, pacemaker, interval, mix),
        _("Levelled pull") + pitch,
        waste="overproduction",
        problem=_("Orders are released in large batches."),
        countermeasure=_("A levelling box releases small, even amounts at the pacemaker."),
        about=pacemaker.id,
    )


def _levelled(facts: Facts, pacemaker: Process, interval: Quantity | None, mix: str) -> Edit:
    """Let a levelling box release the pacemaker: what was scheduled there goes to the box, which is made if need be."""

    def apply(state: State) -> State:
        box = next(
            (one for one in levelling_boxes(state) if pacemaker.id in released_by(state, one.id)), None
        )
        if box is None:
            box = Control(id=fresh("heijunka", facts.taken), symbol="heijunka", name=_("Load levelling"))
            box = box.evolve(at=_place(facts, state, pacemaker))
            state = state.evolve(nodes=(*state.nodes, box))
            state = _released(
                facts, state.evolve(flows=_to_box(facts, state, pacemaker, box)), pacemaker, box, mix
            )
        if interval is None:
            return state
        timed = box.evolve(interval=interval)
        return state.evolve(nodes=tuple(timed if one.id == box.id else one for one in state.nodes))

    return apply


def _to_box(facts: Facts, state: State, pacemaker: Process, box: Control) -> tuple[Flow, ...]:
    """The schedule of the pacemaker led to its levelling box; where there is none, one from production control."""
    senders = schedulers(state)
    flows: list[Flow] = []
    led = False
    for flow in state.flows:
        is_schedule = (
            isinstance(flow, InformationFlow) and flow.source in senders and flow.target == pacemaker.id
        )
        if not is_schedule:
            flows.append(flow)
        elif not led:
            flows.append(flow.evolve(target=box.id, bends=()))
            led = True
    office = next((node.id for node in state.nodes if node.id in senders), "")
    if not led and office:
        flows.append(InformationFlow(id=fresh("manual", facts.taken), source=office, target=box.id))
    return tuple(flows)


def _released(facts: Facts, state: State, pacemaker: Process, box: Control, mix: str) -> State:
    """The box withdraws from the finished goods, whose kanbans release the pacemaker; without these it tells it."""
    goods = facts.goods
    shelf = state.node(goods.id) if goods else None
    makes = shelf is not None and any(one.id == pacemaker.id for one in facts.before(shelf.id))
    if isinstance(shelf, Supermarket) and makes:
        paths: list[Path] = [
            (box.id, shelf.id, "withdrawal", None),
            (shelf.id, pacemaker.id, "production", None),
        ]
        state = with_paths(state, paths, facts.taken)
        replaced = {flow.id for flow in shipping_schedules(facts, state, shelf.id)}
        flows = (
            one.evolve(label=mix) if (one.source, one.target) == (box.id, shelf.id) else one
            for one in state.flows
            if one.id not in replaced
        )
        return state.evolve(flows=tuple(flows))
    data: dict[str, Any] = {"source": box.id, "target": pacemaker.id, "label": mix}
    return state.evolve(flows=(*state.flows, InformationFlow(id=fresh("release", facts.taken), **data)))


def shipping_schedules(facts: Facts, state: State, shelf: str) -> list[InformationFlow]:
    """The schedules of the shipments that take from a shelf: what the levelling box withdraws there stands in for them."""
    return [
        flow
        for id_, flow in scheduled(state)
        if id_ in facts.nodes and facts.node(id_).kind == "transport" and shelf in facts.upstream(id_)
    ]


def _shipping(facts: Facts, pacemaker: Process) -> str:
    """What becomes of the schedule of the shipments, as a sentence; nothing where there is none."""
    goods = facts.goods
    makes = goods is not None and any(one.id == pacemaker.id for one in facts.before(goods.id))
    if (
        not isinstance(goods, Supermarket)
        or not makes
        or not shipping_schedules(facts, facts.state, goods.id)
    ):
        return ""
    return _(" It takes what is shipped out of {goods}, in place of the shipping schedule.").format(
        goods=named(goods)
    )


def _place(facts: Facts, state: State, pacemaker: Process) -> Point:
    """Above the pacemaker, where nothing stands."""
    y = near(pacemaker.at.y - 132.0)
    for shift in (48.0, -48.0, 168.0, -168.0, 288.0):
        x = near(pacemaker.at.x + shift)
        if not any(
            abs(one.at.x - x) < 100 and abs(one.at.y - y) < 70 for one in state.nodes if one.kind != "loop"
        ):
            return Point(x=x, y=y)
    return Point(x=near(pacemaker.at.x + 48.0), y=y)
