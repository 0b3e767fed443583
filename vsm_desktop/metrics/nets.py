"""Making nets from legs: of which kind they are, in which order, and how often each leg is passed (METRICS.md 5.0 g)."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from typing import TypeGuard

from vsm_desktop.assets import _
from vsm_desktop.metrics.figure import Why
from vsm_desktop.metrics.network import Leg, Loop, Net, Network, Part
from vsm_desktop.metrics.visits import in_flow_order, visits_in_circles, visits_in_order

NOT_NESTED = Why(
    _(
        "Ways that are all taken and ways of which one is taken cross each other; each must join where it split."
    )
)
NOTHING_ARRIVES = Why(_("Nothing arrives at the end: all ways to it have a share of 0."))


def net_of(network: Network, legs: list[Leg], entry: int, exit_: int) -> tuple[Net, float]:
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
    elif network.supplied and kinds != {True} and any(leg.target in network.supplied for leg in legs):
        why = why or NOT_NESTED
    net = Net(kinds == {True}, legs, entry, exit_)
    net.why = why or (NOT_NESTED if len(kinds) > 1 else None)
    return net, 1.0 if net.why or not net.one_of else _visit(net, chances)


def _not_supplied(legs: list[Leg]) -> Why | None:
    """Two sources of one part meet: each of the ways must be one of them."""
    return None if all(leg.supply is not None for leg in legs) else NOT_NESTED


def _visit(net: Net, chances: list[float]) -> float:
    """Bring the legs of a net into flow order and find how often each is passed."""
    by_leg = dict(zip(net.legs, chances, strict=True))
    ordered = in_flow_order(net.legs, net.entry)
    net.cyclic = ordered is None
    net.legs = ordered or net.legs
    chances = [by_leg[leg] for leg in net.legs]
    solver = visits_in_circles if net.cyclic else visits_in_order
    found = solver(net.legs, chances, net.entry, net.exit)
    if isinstance(found, Why):
        net.why = found
        return 1.0
    net.visits, chance = found
    if chance <= 0:
        net.why = NOTHING_ARRIVES
    return chance


def flatten(parts: list[Part]) -> list[Part]:
    """Merge nets of which all is taken into the net of that kind they lie in, and order what comes of it.

    A main line joined by a hundred branches is one net, not a hundred in each other.
    """
    merged: set[Net] = set()
    for net in list(_nets_in(parts)):
        if _all_taken(net) and net not in merged:
            legs = list(_pieces(net, merged))
            ordered = in_flow_order(legs, net.entry)
            net.legs, net.why = ordered or legs, None if ordered else NOT_NESTED
            net.visits = [1.0] * len(net.legs)
    return parts


def _all_taken(part: Part) -> TypeGuard[Net]:
    return isinstance(part, Net) and not part.one_of and not part.why


def _nets_in(parts: list[Part]) -> Iterator[Net]:
    """All nets in these parts, outer before inner."""
    todo = deque(parts)
    while todo:
        part = todo.popleft()
        if isinstance(part, Net):
            yield part
            for leg in part.legs:
                todo.extend(leg.parts)
        elif isinstance(part, Loop):
            todo.extend(part.body)
            todo.extend(part.back)


def _pieces(net: Net, merged: set[Net]) -> Iterator[Leg]:
    """The legs of a net, cut where nets of its own kind lie on them, and the legs of these."""
    stack = list(net.legs)
    while stack:
        leg = stack.pop()
        if not any(_all_taken(part) for part in leg.parts):
            yield leg
            continue
        source, parts = leg.source, list[Part]()
        for part in leg.parts:
            if _all_taken(part):
                merged.add(part)
                stack += part.legs
                if parts or source != part.entry:
                    yield Leg(source, part.entry, parts, first=leg.first)
                source, parts = part.exit, []
            else:
                parts.append(part)
        if parts or source != leg.target:
            yield Leg(source, leg.target, parts, first=leg.first)
