"""Folding a network of legs into a nest of blocks, innermost structure first (METRICS.md 5.0 g, 5.9)."""

from __future__ import annotations

from collections import deque

from msgspec import Struct

from vsm_desktop.assets import _
from vsm_desktop.metrics.figure import Figure, Why
from vsm_desktop.metrics.nets import NOT_NESTED, flatten, net_of
from vsm_desktop.metrics.network import END, START, Leg, Loop, Net, Network, Part, Stop
from vsm_desktop.metrics.regions import smallest_region
from vsm_desktop.metrics.visits import NEVER_FINISHES

TOO_DEEP = Why(_("The ways of this flow are nested too deeply to be computed."))
DEEPEST = 60


class Kept(Struct):
    """What follows from a nest, the scrap of its nodes and how rework counts, whatever the times are.

    `visits` is found when there is a ladder that needs it.
    """

    scrap: list[float]
    rework: str
    factors: list[Figure]
    visits: list[float] | None = None


class Nest(Struct):
    """The flow to one end, folded; `crossing` lists the points of regions that do not nest.

    `kept` is what was last found out about it that no time changes.
    """

    parts: list[Part]
    crossing: list[int]
    kept: Kept | None = None


def nest_of(network: Network) -> Nest:
    """Fold until one leg is left."""
    crossing: list[int] = []
    if whole := _at_once(network):
        return Nest(flatten([whole]), crossing)
    while True:
        _fold(network)
        legs = list(network.legs())
        if len(legs) == 1:
            return Nest(flatten(legs[0].parts), crossing)
        _fold_region(network, crossing)


def _at_once(network: Network) -> Net | None:
    """The whole network as one net, where all its splits are of one kind and nothing runs in a circle."""
    if network.supplied or network.wrong:
        return None
    splits = [point for point, legs in network.outs.items() if len(legs) > 1]
    if len({point in network.one_of for point in splits}) != 1:
        return None
    net = net_of(network, list(network.legs()), START, END)[0]
    return None if net.cyclic else net


def _fold(network: Network) -> None:
    """Legs in series, loops and parallel legs, as long as there are any."""
    todo = deque([*network.outs, END])
    waiting = set(todo)
    while todo or network.crowded:
        if todo:
            point = todo.popleft()
            waiting.discard(point)
            changed = _fold_at(network, point)
        else:
            changed = _fold_parallel(network)
        for point in changed:
            if point not in waiting:
                waiting.add(point)
                todo.append(point)


def _fold_at(network: Network, point: int) -> tuple[int, ...]:
    """Fold what leads to one point with what leads away from it; gives the points where legs changed."""
    ins, outs = network.ins[point], network.outs[point]
    if len(ins) != 1:
        return ()
    before = next(iter(ins))
    return _fold_series(network, before, next(iter(outs))) if len(outs) == 1 else _fold_loop(network, before)


def _fold_parallel(network: Network) -> tuple[int, ...]:
    """Legs from one point to one other become one leg over a net."""
    ends = next(iter(network.crowded))
    del network.crowded[ends]
    _replace(network, list(network.between[ends]), *ends)
    return ends


def _fold_series(network: Network, before: Leg, after: Leg) -> tuple[int, ...]:
    """The only leg to a point and the only leg from it become one."""
    network.remove((before, after))
    chance, again = before.chance * after.chance, before.again or after.again
    first = min(before.first, after.first)
    leg = Leg(before.source, after.target, before.parts, chance, after.supply, first, again)
    leg.parts += after.parts  # the leg before is gone, its list lives on
    leg.depth = max(before.depth, after.depth)
    leg.depth_in_all = max(before.depth_in_all, after.depth_in_all)
    network.add(leg)
    return leg.source, leg.target


def _fold_loop(network: Network, body: Leg) -> tuple[int, ...]:
    """The only leg to a point, and the way back from there to its start, become one leg over a loop (5.8)."""
    start, point = body.source, body.target
    if start == START or len(network.outs[start]) != 1:
        return ()
    backs = network.between.get((point, start), [])
    if len(backs) != 1:
        return ()
    back = backs[0]
    network.remove((body, back))
    repeat = body.chance * back.chance
    loop = Loop(repeat, body.parts, back.parts)
    loop.alone = not any(leg.again for leg in network.outs[point])
    loop.why = network.wrong.get(point) or (NEVER_FINISHES if repeat >= 1 - 1e-12 else None)
    chance = body.chance if loop.why else body.chance / (1 - repeat)
    leg = Leg(start, point, [loop], chance, body.supply, min(body.first, back.first), body.again)
    leg.depth = leg.depth_in_all = max(body.depth, back.depth) + 1
    _add(network, leg)
    return start, point


def _fold_region(network: Network, crossing: list[int]) -> None:
    """The smallest part with one way in and one way out becomes one leg, whatever its shape."""
    region = smallest_region(network)
    legs = [leg for point in region.inner for leg in network.outs[point]]
    if _replace(network, legs, region.entry, region.exit):
        crossing += [point for point in (*region.inner, region.exit) if point >= 0]


def _replace(network: Network, legs: list[Leg], entry: int, exit_: int) -> bool:
    """Put one leg over a net in the place of these; tell whether its ways cross."""
    net, chance = net_of(network, legs, entry, exit_)
    network.remove(legs)
    leaving = [leg for leg in legs if leg.source == entry]
    leg = Leg(entry, exit_, [net], chance, None, min(leg.first for leg in legs))
    leg.again = all(leg.again for leg in leaving)
    if exit_ in network.supplied and entry not in network.one_of:
        leg.chance, leg.supply = 1.0, chance
    if net.one_of:
        leg.depth = leg.depth_in_all = max(leg.depth for leg in legs) + 1
    else:
        leg.depth_in_all = max(leg.depth_in_all for leg in legs)
        leg.depth = leg.depth_in_all + 1
    _add(network, leg)
    return net.why is NOT_NESTED


def _add(network: Network, leg: Leg) -> None:
    """Put in a leg over a block; blocks are walked by recursion, so they cannot be nested at will."""
    if leg.depth > DEEPEST:
        leg.parts, leg.depth, leg.depth_in_all = [Stop(TOO_DEEP)], 0, 0
    network.add(leg)
