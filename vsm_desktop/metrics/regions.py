"""Finding the smallest part of a network that has one way in and one way out (METRICS.md 5.0 g)."""

from __future__ import annotations

from msgspec import Struct

from vsm_desktop.metrics.network import END, START, Network

LARGEST = 120


class Region(Struct, frozen=True):
    """Points between an entry (counted in) and an exit (not counted in)."""

    entry: int
    exit: int
    inner: tuple[int, ...]


def smallest_region(network: Network) -> Region:
    """The smallest region of more than one leg; the whole network, if it is too large to search."""
    points = [point for point, legs in network.outs.items() if legs]
    whole = Region(START, END, tuple(points))
    if len(points) > LARGEST:
        return whole
    best = whole
    behind = _always_behind(network, points)
    for entry in points:
        exits = sorted((p for p in behind[entry] if p != entry), key=lambda p: -len(behind.get(p, ())))
        for exit_ in exits:
            inner = _between(network, entry, exit_)
            if inner and len(inner) > 1:
                if len(inner) < len(best.inner):
                    best = Region(entry, exit_, inner)
                break
    return best


def _always_behind(network: Network, points: list[int]) -> dict[int, set[int]]:
    """For each point, the points every way from it to the end passes, itself included."""
    everything = {*points, END}
    behind = dict.fromkeys(points, everything) | {END: {END}}
    changed = True
    while changed:
        changed = False
        for point in reversed(points):
            common = set.intersection(*(behind[leg.target] for leg in network.outs[point])) | {point}
            if common != behind[point]:
                behind[point], changed = common, True
    return behind


def _between(network: Network, entry: int, exit_: int) -> tuple[int, ...]:
    """The points from the entry up to the exit, if nothing else leads in or out; else none."""
    inner, stack = {entry: None}, [entry]
    while stack:
        for leg in network.outs[stack.pop()]:
            if leg.target not in inner and leg.target != exit_:
                inner[leg.target] = None
                stack.append(leg.target)
    for point in inner:
        if point != entry and any(leg.source not in inner for leg in network.ins[point]):
            return ()
    return tuple(inner)
