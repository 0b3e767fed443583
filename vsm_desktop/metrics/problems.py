"""What is wrong, missing or doubtful on a map, in sentences (METRICS.md 14)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from operator import mul

from vsm_desktop.assets import _
from vsm_desktop.metrics.figure import Figure, Why, known, ratio
from vsm_desktop.metrics.littles import of_littles_law
from vsm_desktop.metrics.report import Problem
from vsm_desktop.metrics.splits import label
from vsm_desktop.metrics.survey import Survey, circle_of
from vsm_desktop.metrics.takt import demand_as_typed, takt_s
from vsm_desktop.model.display import percent, pieces, seconds
from vsm_desktop.model.nodes import Customer, Node, Process

_ORDER = {"error": 0, "warning": 1, "info": 2}
_ASSUMED = {
    "day_base": _("The map has no length of a day: a day counts 8 h."),
    "shift": _("The shifts per day are not entered: a day counts 1 shift."),
    "week": _("The working days per week are not entered: a week counts 5 days."),
    "month": _("The working days per month are not entered: a month counts 20 days."),
    "year": _("The working days per year are not entered: a year counts 240 days."),
    "h": _("The working time is not entered: demand per hour counts 8 h a day."),
}
_LONGEST_LIST = 3


def problems_of(found: Survey) -> list[Problem]:
    """All problems of a map, errors first."""
    problems = [
        *_of_drawing(found),
        *_of_ends(found),
        *_of_basis(found),
        *_of_steps(found),
        *_of_loads(found),
        *of_littles_law(found),
        *_of_units(found),
    ]
    return in_order(problems)


def in_order(problems: list[Problem]) -> list[Problem]:
    """Errors first."""
    return sorted(problems, key=lambda problem: _ORDER[problem.severity])


def _of_drawing(found: Survey) -> Iterator[Problem]:
    """What makes totals impossible because the drawing itself is wrong."""
    flow, structure, told = found.flow, found.structure, set[str]()
    if flow.cycle:
        why = circle_of(flow)
        told.add(why)
        yield Problem("cycle_without_repeat", "error", why, _ids(found, flow.cycle))
    for node, split in structure.splits.items():
        if split.why:
            told.add(split.why)
            yield Problem(split.code, "error", str(split.why), _ids(found, [node]))
    for node, why in structure.wrong_supply.items():
        told.add(why)
        yield Problem("shares_do_not_add", "error", str(why), _ids(found, [node]))
    for ladder, nest in zip(found.ladders, structure.nests, strict=False):
        if ladder.why and ladder.why not in told:
            told.add(ladder.why)
            crossing = sorted({point // 2 for point in nest.crossing if point < 2 * len(flow.nodes)})
            yield Problem("flow_not_nested", "error", str(ladder.why), _ids(found, crossing))


def _of_ends(found: Survey) -> Iterator[Problem]:
    """Steps that lead nowhere."""
    flow = found.flow
    steps = [i for i in flow.order if found.times[i]]
    if not flow.ends:
        if flow.cycle:
            return
        if steps:
            message = _("Nothing flows to an end yet: draw arrows from step to step and to the customer.")
            yield Problem("no_flow", "warning", message, _ids(found, steps))
        else:
            yield Problem("no_flow", "info", _("There are no steps yet."))
        return
    if lost := [i for i in steps if not flow.live[i]]:
        message = _("{names} leads to no end of the flow: it is not on the ladder.")
        if len(lost) > 1:
            message = _("{names} lead to no end of the flow: they are not on the ladder.")
        yield Problem("dead_end", "warning", message.format(names=_names(found, lost)), _ids(found, lost))
    alone = [
        i for i in flow.starts if flow.live[i] and not flow.ins[i] and isinstance(flow.nodes[i], Process)
    ]
    if alone and any(node.kind == "supplier" for node in flow.nodes):
        message = _("Nothing flows to {names}: the flow starts there too.")
        yield Problem("no_input", "info", message.format(names=_names(found, alone)), _ids(found, alone))


def _of_basis(found: Survey) -> Iterator[Problem]:
    """No demand, no working time, or two demands that contradict each other."""
    if not any(found.times):
        return
    nodes, available = found.flow.nodes, found.clock.available_s_per_day
    if isinstance(found.demand, Why) or found.demand <= 0:
        silent = [i for i, demand in found.demands.items() if isinstance(demand, Why) or demand <= 0]
        message = _("There is no customer: without demand there is no takt, and stock has no days.")
        if silent:
            message = _("{names} has no demand: without it there is no takt, and stock has no days.")
        yield Problem(
            "no_demand", "warning", message.format(names=_names(found, silent)), _ids(found, silent)
        )
    if isinstance(available, Why) or available <= 0:
        message = _("The calendar has no working time: without it there is no takt, no capacity and no load.")
        yield Problem("no_working_time", "warning", message)
    for i in found.demands:
        yield from _of_customer(nodes[i], found.demands[i])


def _of_customer(node: Node, demand: Figure) -> Iterator[Problem]:
    """A customer with a demand and a mix that adds to another one."""
    if (
        not isinstance(node, Customer)
        or not node.demand
        or not node.demand_by_variant
        or isinstance(demand, Why)
    ):
        return
    units = {quantity.unit for quantity in demand_as_typed(node)}
    mix = sum(quantity.value for quantity in demand_as_typed(node))
    if units == {node.demand.unit} and abs(mix - node.demand.value) > 1e-9 * max(mix, node.demand.value):
        message = _("{name} asks for {demand}, but its variants add to {mix}: these count.").format(
            name=label(node), demand=_count(node.demand.value), mix=_count(mix)
        )
        yield Problem("demand_contradicts", "warning", message, (node.id,))


def _of_steps(found: Survey) -> Iterator[Problem]:
    """What is missing or contradictory at single steps; off the ladder nothing is missed."""
    live, unclassified = found.flow.live, list[str]()
    for i in found.flow.order:
        for problem in found.readings[i].problems:
            if problem.code == "not_classified":
                unclassified += problem.ids
            elif live[i] or problem.code != "step_missing":
                yield problem
    if unclassified:
        message = _("{count} steps are not classified: they count as VA.").format(count=len(unclassified))
        if len(unclassified) == 1:
            message = next(
                p.message for r in found.readings for p in r.problems if p.code == "not_classified"
            )
        yield Problem("not_classified", "info", message, tuple(unclassified))
    again = [(i, machine) for i, machine in enumerate(found.machines) if machine and machine.same_as]
    known = {node.id for node in found.flow.nodes} if again else set()
    for i, machine in again:
        if machine.same_as not in known:
            node = found.flow.nodes[i]
            message = _("{name} stands for a step that is not on the map: {other}.")
            message = message.format(name=label(node), other=machine.same_as)
            yield Problem("same_as_unknown", "warning", message, (node.id,))


def _of_loads(found: Survey) -> Iterator[Problem]:
    """Steps slower than takt, and steps that cannot meet demand: two different things (2.4, 2.5)."""
    nodes, demand, all_passes = found.flow.nodes, found.demand, passes_of(found)
    for i in found.flow.order:
        machine, load = found.machines[i], found.loads[i]
        if machine is None:
            continue
        takt, ct_s = takt_s(machine.available_s, demand), machine.ct_s
        if not isinstance(takt, Why) and not isinstance(ct_s, Why):
            pace, passes = ct_s / machine.stations, all_passes[i]
            if pace * passes > takt * (1 + 1e-9):
                message = _("{name} is slower than takt: {ct} s against {takt} s.").format(
                    name=label(nodes[i]), ct=_seconds(pace), takt=_seconds(takt / passes)
                )
                yield Problem("over_takt", "warning", message, (nodes[i].id,))
        if not isinstance(load, Why) and load > 1 + 1e-9:
            message = _("{name} cannot meet demand: its load is {load} % of its time.").format(
                name=label(nodes[i]), load=_percent(load)
            )
            yield Problem("over_capacity", "warning", message, (nodes[i].id,))


def passes_of(found: Survey) -> list[float]:
    """How many pieces of each step one product of the map's demand takes: its share of routes and customers, x pieces."""
    ladders, pieces = found.ladders, found.structure.pieces
    if len(ladders) == 1:
        return list(map(mul, ladders[0].visits, pieces))
    passes = [0.0] * len(pieces)
    for (customer, *_more), ladder in zip(found.flow.ends, ladders, strict=True):
        part = known(ratio(found.demands[customer], found.demand)) or 0.0
        for i, visits in enumerate(ladder.visits):
            if visits:
                passes[i] += visits * part
    return list(map(mul, passes, pieces))


def _of_units(found: Survey) -> Iterator[Problem]:
    """Units and day bases that rest on a default, if they are used (14)."""
    users: dict[str, list[int]] = {}
    for i in found.flow.order:
        for unit in found.readings[i].assumed:
            users.setdefault(unit.removeprefix("pc/"), []).append(i)
    if "day_base" in found.clock.assumed:
        live = found.flow.live
        users["day_base"] = [
            i for i in found.flow.order if live[i] and (found.readings[i].wait_s or found.readings[i].work_s)
        ]
    for unit, message in _ASSUMED.items():
        if users.get(unit):
            yield Problem("unit_without_calendar", "warning", message, _ids(found, users[unit]))


def _ids(found: Survey, nodes: Sequence[int]) -> tuple[str, ...]:
    return tuple(found.flow.nodes[i].id for i in nodes)


def _names(found: Survey, nodes: Sequence[int]) -> str:
    """The names of some steps; of many, the first few and how many more."""
    names = [label(found.flow.nodes[i]) for i in nodes[:_LONGEST_LIST]]
    if more := len(nodes) - len(names):
        return _("{names} and {more} more").format(names=", ".join(names), more=more)
    return ", ".join(names)


def _seconds(number: float) -> str:
    return seconds(number) if number < 1e15 else f"{number:.3g}"


def _percent(number: float) -> str:
    return percent(number) if number < 1e12 else f"{number * 100:.3g}"


def _count(number: float) -> str:
    return pieces(number) if number < 1e15 else f"{number:.3g}"
