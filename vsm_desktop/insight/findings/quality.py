"""Rules about quality and about what is known: what comes back, what is assumed, what others use too."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator

from vsm_desktop.assets import _
from vsm_desktop.insight.findings.finding import Finding
from vsm_desktop.insight.findings.plant import Plant
from vsm_desktop.metrics.figure import known
from vsm_desktop.model.display import days, percent, pieces
from vsm_desktop.model.flows import MaterialFlow
from vsm_desktop.model.nodes import Customer, Process
from vsm_desktop.model.provenance import mark_of, stale_before
from vsm_desktop.model.quantity import Quantity, VariantQuantity

LEAST_CA = 0.90
"""Below nine in ten, whoever receives the work mends it daily (after Martin and Osterling, Value Stream Mapping)."""
LEAST_ROLLED = 0.80
"""One in five that is touched again somewhere on its way, from which the worst step is named (own definition)."""
FAR = 1
"""Steps between the one that finds a fault and the one it goes back to, from which the way back is far (own definition)."""


def ca_leak(plant: Plant) -> Iterator[Finding]:
    """Steps that pass on work which is incomplete or wrong, the worst first; the worst alone where only all together do."""
    entered = [(machine.ca, i) for i, machine in plant.on if machine.ca is not None]
    leaks = sorted(one for one in entered if one[0] < LEAST_CA - 1e-9)
    rolled = plant.report.number("rolled_ca")
    if not leaks and rolled is not None and rolled < LEAST_ROLLED - 1e-9 and entered:
        leaks = [min(entered)]
    for ca, i in leaks:
        receivers = [plant.name(gap.target) for gap in plant.after(i)]
        facts = _("%C&A {ca} %").format(ca=percent(ca))
        if rolled is not None and len(plant.on) > 1:
            facts += ": " + _("of 100, {clean} pass all {steps} steps untouched").format(
                clean=pieces(rolled * 100), steps=len(plant.on)
            )
        yield Finding(
            "ca_leak",
            (plant.id(i), *(plant.id(gap.target) for gap in plant.after(i))),
            {"ca": ca, "rolled_ca": rolled, "limit": LEAST_CA},
            _("{name} passes on work that is not right").format(name=plant.name(i)),
            facts + ".",
            _("What does {receiver} need that {name} leaves out?").format(
                receiver=plant.listed(receivers) or _("the customer"), name=plant.name(i)
            ),
            at=(plant.id(i),),
        )


def rework_returns_far(plant: Plant) -> Iterator[Finding]:
    """Faults that are found late and go back over other steps."""
    flow = plant.flow
    drawn = [
        arrow for arrow in plant.state.flows if isinstance(arrow, MaterialFlow) and arrow.repeat is not None
    ]
    number = plant.found.structure.places
    for arrow in drawn:
        if arrow.source not in number or arrow.target not in number:
            continue
        found_at, back = number[arrow.source], _behind_bench(plant, number[arrow.target])
        way = _way(plant, back, found_at)
        between = [i for i in way[1:-1] if isinstance(flow.nodes[i], Process)]
        if len(between) < FAR:
            continue
        waits = [known_days for i in way[1:-1] if (known_days := plant.wait_days(plant.id(i))) is not None]
        share = arrow.repeat.base if arrow.repeat is not None else 0.0
        facts = _("{share} % go back to {name}, over {steps}").format(
            share=percent(share), name=plant.name(back), steps=plant.listed(map(plant.name, between))
        )
        if sum(waits) > 0:
            facts += "; " + _("{days} d of waiting lie between").format(days=days(sum(waits)))
        yield Finding(
            "rework_returns_far",
            (arrow.id, plant.id(found_at), plant.id(back), *map(plant.id, between)),
            {"repeat": share, "steps_between": len(between), "wait_days": sum(waits) if waits else None},
            _("{name} finds what was done wrong long before").format(name=plant.name(found_at)),
            facts + ".",
            _("How could {name} see it before passing it on?").format(name=plant.name(back)),
            at=(plant.id(found_at),),
        )


def _behind_bench(plant: Plant, place: int) -> int:
    """Where rework joins the flow again, if it first goes to a bench only returned pieces see."""
    flow = plant.flow
    while (
        (ins := flow.ins[place]) and all(arrow in flow.repeat for arrow in ins) and place not in flow.starts
    ):
        ahead = [flow.target[arrow] for arrow in flow.outs[place] if arrow not in flow.repeat]
        if len(ahead) != 1:
            break
        place = ahead[0]
    return place


def _way(plant: Plant, start: int, end: int) -> list[int]:
    """The shortest way of the flow from one node to another, both included; none if there is no such way."""
    flow = plant.flow
    came: dict[int, int] = {start: start}
    queue = deque([start])
    while queue and end not in came:
        here = queue.popleft()
        for arrow in flow.outs[here]:
            if arrow not in flow.repeat and (target := flow.target[arrow]) not in came:
                came[target] = here
                queue.append(target)
    if end not in came:
        return []
    way = [end]
    while way[-1] != start:
        way.append(came[way[-1]])
    return way[::-1]


def shared_not_shown(plant: Plant) -> Iterator[Finding]:
    """Steps that products of other families pass as well, but that are not drawn as shared."""
    for i, _machine in plant.on:
        process = plant.process(i)
        if process.shared:
            continue
        families = _families_at(plant, plant.name(i))
        elsewhere = [
            state.name or state.id for state in plant.stream.states if _shared_in(state.node(process.id))
        ]
        if len(families) > 1:
            facts = _("Families that pass it: {names}.").format(names=plant.listed(families))
        elif elsewhere:
            facts = _("It is drawn as shared in {names}, here it is not.").format(
                names=plant.listed(elsewhere)
            )
        else:
            continue
        yield Finding(
            "shared_not_shown",
            (process.id,),
            {"families": tuple(families), "shared_in_states": tuple(elsewhere)},
            _("{name} is used by others too").format(name=plant.name(i)),
            facts,
            _("How much of its time do the other streams take?"),
        )


def _shared_in(node: object) -> bool:
    return isinstance(node, Process) and node.shared


def _families_at(plant: Plant, name: str) -> list[str]:
    """The families of the matrix with a product that passes a step of this name."""
    matrix = plant.stream.families
    if matrix is None:
        return []
    wanted = name.casefold()
    passing = {
        product.id
        for product in matrix.products
        if any(" ".join(step.split()).casefold() == wanted for step in product.steps)
    }
    return [family.name or family.id for family in matrix.families if passing.intersection(family.products)]


def shared_load_unknown(plant: Plant) -> Iterator[Finding]:
    """Shared steps whose load is that of this stream alone."""
    for i, _machine in plant.on:
        load = known(plant.found.loads[i])
        if plant.process(i).shared and load is not None:
            yield Finding(
                "shared_load_unknown",
                (plant.id(i),),
                {"utilization": load},
                _("{name} also works for others").format(name=plant.name(i)),
                _("Its load of {load} % counts this stream alone.").format(load=percent(load)),
                _("How much of its time is left for this stream?"),
            )


def assumed_or_stale_data(plant: Plant) -> Iterator[Finding]:
    """Values nobody measured, or measured more than a year before the map was drawn."""
    old = stale_before(plant.state.date)
    assumed: list[tuple[str, str]] = []
    stale: list[tuple[str, str]] = []
    for element in (*plant.state.nodes, *plant.state.flows):
        sourced = [*_sourced(element)]
        if not sourced:
            continue
        titles = {field.key: field.label for field in element.fields()}
        for key, value in sourced:
            if (mark := mark_of(value, old)) in ("assumed", "stale"):
                (assumed if mark == "assumed" else stale).append((element.id, titles.get(key, key)))
    if not assumed and not stale:
        return
    said = [
        f"{len(found)} {words} ({plant.listed(_value_of(plant, id_, title) for id_, title in found)})"
        for found, words in ((assumed, _("assumed")), (stale, _("older than a year")))
        if found
    ]
    first_id, first_title = (assumed or stale)[0]
    yield Finding(
        "assumed_or_stale_data",
        tuple(dict.fromkeys(id_ for id_, _title in (*assumed, *stale))),
        {"assumed": len(assumed), "stale": len(stale)},
        _("Not all values were measured lately"),
        _("{facts}.").format(facts="; ".join(said)),
        _("Who can go and measure {value} this week?").format(value=_value_of(plant, first_id, first_title)),
    )


def _sourced(element: object) -> Iterator[tuple[str, Quantity]]:
    """The values of an element that say where they are from, those by variant as well."""
    for key, value in element.__dict__.items():
        if type(value) is Quantity:
            if value.source:
                yield key, value
        elif type(value) is tuple and value and type(value[0]) is VariantQuantity:
            yield from ((key, part.quantity) for part in value if part.quantity.source)


def _value_of(plant: Plant, id_: str, title: str) -> str:
    return _("{field} of {name}").format(field=title, name=plant.called(id_))


def no_demand(plant: Plant) -> Iterator[Finding]:
    """A flow nobody asks anything of: without demand there is no pace to compare with."""
    if not plant.on or known(plant.found.demand):
        return
    customers = tuple(node.id for node in plant.flow.nodes if isinstance(node, Customer))
    facts = _("No demand is entered, so {count} steps have no takt.").format(count=len(plant.on))
    yield Finding(
        "no_demand",
        customers or (plant.id(plant.on[-1][0]),),
        {"daily_demand": None, "steps": len(plant.on)},
        _("Nobody asks for anything yet"),
        facts,
        _("How many does the customer take on an ordinary day?"),
    )
