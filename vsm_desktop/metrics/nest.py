"""Folding a network of legs into a nest of blocks, innermost structure first (METRICS.md 5.0 g, 5.9)."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

from vsm_desktop.assets import _
from vsm_desktop.metrics.figure import Why
from vsm_desktop.metrics.network import END, START, Leg, Loop, Net, Network, Part, Stop, depth_of
from vsm_desktop.metrics.regions import smallest_region
from vsm_desktop.metrics.visits import NEVER_FINISHES, in_flow_order, visits_in_circles, visits_in_order

NOT_NESTED = Why(
    _(
        "Ways that are all taken and ways of which one is taken cross each other; each must join where it split."
    )
)
TOO_DEEP = Why(_("The ways of this flow are nested too deeply to be computed."))
DEEPEST = 60


@dataclass(slots=True)
class Nest:
    """The flow to one end, folded; `crossing` lists the points of regions that do not nest."""

    parts: list[Part]
    crossing: list[int]


def nest_of(network: Network) -> Nest:
    """Fold until one leg is left; ways that are all taken come last, for these can be one net of any shape."""
    crossing: list[int] = []
    while True:
        if whole := _at_once(network):
            return Nest([whole], crossing)
        if _fold(network, one_of=True) or _fold(network, one_of=False):
            continue
        legs = list(network.legs())
        if len(legs) == 1:
            return Nest(_not_too_deep(legs[0].parts), crossing)
        _fold_region(network, crossing)


def _at_once(network: Network) -> Net | None:
    """The whole network as one net, where all its splits are of one kind and nothing runs in a circle."""
    if network.supplied or network.wrong:
        return None
    splits = [point for point, legs in network.outs.items() if len(legs) > 1]
    if len({point in network.one_of for point in splits}) != 1:
        return None
    net = _net(network, list(network.legs()), START, END)[0]
    return None if net.cyclic else net


def _fold(network: Network, *, one_of: bool) -> bool:
    """Legs in series, loops, and parallel legs of one kind of split, as long as there are any."""
    todo = deque([*network.outs, END])
    waiting, folded = set(todo), False
    while todo:
        point = todo.popleft()
        waiting.discard(point)
        ins, outs = network.ins[point], network.outs[point]
        changed: list[int] = []
        if len(outs) > 1 and (point in network.one_of) is one_of:
            changed = _fold_parallel(network, point, outs)
        if len(ins) == 1:
            changed += (
                _fold_series(network, ins[0], outs[0]) if len(outs) == 1 else _fold_loop(network, ins[0])
            )
        for point in changed:
            folded = True
            if point not in waiting:
                waiting.add(point)
                todo.append(point)
    return folded


def _fold_parallel(network: Network, point: int, outs: list[Leg]) -> list[int]:
    """Legs from this point to the same other point become one leg over a net."""
    groups: dict[int, list[Leg]] = {}
    for leg in outs:
        groups.setdefault(leg.target, []).append(leg)
    changed: list[int] = []
    for target, legs in groups.items():
        if len(legs) > 1:
            _replace(network, legs, point, target)
            changed += [point, target]
    return changed


def _fold_series(network: Network, before: Leg, after: Leg) -> list[int]:
    """The only leg to a point and the only leg from it become one."""
    network.remove((before, after))
    chance, again = before.chance * after.chance, before.again or after.again
    parts = before.parts + after.parts
    network.add(Leg(before.source, after.target, parts, chance, after.supply, before.first, again))
    return [before.source, after.target]


def _fold_loop(network: Network, body: Leg) -> list[int]:
    """The only leg to a point, and the way back from there to its start, become one leg over a loop (5.8)."""
    start, point = body.source, body.target
    if start == START or len(network.outs[start]) != 1:
        return []
    back = next((leg for leg in network.outs[point] if leg.target == start), None)
    if back is None:
        return []
    network.remove((body, back))
    repeat = body.chance * back.chance
    loop = Loop(repeat, body.parts, back.parts, depth_of(body.parts + back.parts) + 1)
    loop.alone = not any(leg.again for leg in network.outs[point])
    loop.why = network.wrong.get(point) or (NEVER_FINISHES if repeat >= 1 - 1e-12 else None)
    chance = body.chance if loop.why else body.chance / (1 - repeat)
    network.add(Leg(start, point, [loop], chance, body.supply, body.first, body.again))
    return [start, point]


def _fold_region(network: Network, crossing: list[int]) -> None:
    """The smallest part with one way in and one way out becomes one leg, whatever its shape."""
    region = smallest_region(network)
    legs = [leg for point in region.inner for leg in network.outs.get(point, [])]
    if _replace(network, legs, region.entry, region.exit):
        crossing += [point for point in (*region.inner, region.exit) if point >= 0]


def _replace(network: Network, legs: list[Leg], entry: int, exit_: int) -> bool:
    """Put one leg over a net in the place of these; tell whether its ways cross."""
    net, chance = _net(network, legs, entry, exit_)
    network.remove(legs)
    first = min(legs, key=lambda leg: (leg.source != entry, leg.first))
    again = all(leg.again for leg in legs if leg.source == entry)
    new = Leg(entry, exit_, _not_too_deep([net]), chance, None, first.first, again)
    if exit_ in network.supplied and entry not in network.one_of:
        new.chance, new.supply = 1.0, chance
    network.add(new)
    return net.why is NOT_NESTED


def _net(network: Network, legs: list[Leg], entry: int, exit_: int) -> tuple[Net, float]:
    """Legs between two points as a net, with the chance that a piece at its entry arrives at its exit."""
    counts: dict[int, int] = {}
    for leg in legs:
        counts[leg.source] = counts.get(leg.source, 0) + 1
    splits = [point for point, count in counts.items() if count > 1]
    kinds = {point in network.one_of for point in splits}
    why = next((network.wrong[point] for point in splits if point in network.wrong), None)
    chances = [leg.chance for leg in legs]
    if exit_ in network.supplied and kinds == {False} and splits == [entry]:
        kinds, chances = {True}, [1.0 if leg.supply is None else leg.supply for leg in legs]
        why = why or _not_supplied(legs)
    elif any(leg.target in network.supplied for leg in legs) and kinds != {True}:
        why = why or NOT_NESTED
    one_of = kinds == {True}
    net = Net(one_of, legs, entry, exit_, 1 + max(depth_of(leg.parts) for leg in legs))
    net.why = why or (NOT_NESTED if len(kinds) > 1 else None)
    return net, _order(net, chances)


def _not_supplied(legs: list[Leg]) -> Why | None:
    """Two sources of one part meet: each of the ways must be one of them."""
    return None if all(leg.supply is not None for leg in legs) else NOT_NESTED


def _order(net: Net, chances: list[float]) -> float:
    """Bring the legs of a net into flow order and find how often each is passed."""
    by_leg = {id(leg): chance for leg, chance in zip(net.legs, chances, strict=True)}
    ordered = in_flow_order(net.legs, net.entry)
    net.cyclic = ordered is None
    net.legs = ordered or net.legs
    net.visits = [1.0] * len(net.legs)
    if net.why or not net.one_of:
        if net.cyclic:
            net.why = net.why or NOT_NESTED
        return 1.0
    chances = [by_leg[id(leg)] for leg in net.legs]
    solver = visits_in_circles if net.cyclic else visits_in_order
    found = solver(net.legs, chances, net.entry, net.exit)
    if isinstance(found, Why):
        net.why = found
        return 1.0
    net.visits, chance = found
    if chance <= 0:
        net.why = NEVER_FINISHES
    return chance


def _not_too_deep(parts: list[Part]) -> list[Part]:
    return [Stop(TOO_DEEP)] if depth_of(parts) > DEEPEST else parts
