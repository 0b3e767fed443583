"""Cutting the flow to one end into legs, between the places where ways part and join (METRICS.md 5.0)."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import compress, count

from vsm_desktop.assets import _
from vsm_desktop.metrics.figure import Why
from vsm_desktop.metrics.flow import Flow
from vsm_desktop.metrics.network import END, START, Factor, Leg, Network, Part, Stop
from vsm_desktop.metrics.splits import Split, label

_TO_END = -1
"""Stands for the arrow from an end to END."""


def network_of(
    flow: Flow, splits: dict[int, Split], wrong_supply: dict[int, Why], ends: Iterable[int]
) -> Network:
    """All that leads from the starts to these ends, as legs between points."""
    return _Cutter(flow, splits, wrong_supply, set(ends)).network


class _Cutter:
    """One flow while it is cut.

    Node n has the points 2n, where ways join, and 2n + 1, where they part; behind all of these come the points where
    two sources of one part meet, and where a node that sends rework back splits the rest.
    """

    def __init__(
        self, flow: Flow, splits: dict[int, Split], wrong_supply: dict[int, Why], ends: set[int]
    ) -> None:
        self.flow, self.splits, self.ends = flow, splits, ends
        self.network = Network()
        inside = flow.live if len(flow.ends) == 1 else flow.upstream(ends)
        members = list(compress(count(), inside))  # often a small part: one of many customers
        self.outs = self._outs(inside, members)
        starts = [node for node in flow.starts if inside[node]]
        self.ins = [0] * len(flow.nodes)
        for node in starts:
            self.ins[node] = 1
        for member in members:
            for arrow in self.outs[member]:
                if arrow != _TO_END:
                    self.ins[flow.target[arrow]] += 1
        self.meeting = self._sources_meet(inside)
        self.before: dict[int, list[Part]] = {node: [Stop(why)] for node, why in wrong_supply.items()}
        self.after = self._after()
        for node in starts:
            self._walk(START, None, node, 1.0)
        for node in members:
            self._leave(node)

    def _outs(self, inside: list[bool], members: list[int]) -> list[list[int]]:
        """The arrows that lead on to an end, of every node that does."""
        target = self.flow.target
        nowhere: list[int] = []
        outs = [nowhere] * len(inside)
        for node in members:
            outs[node] = [arrow for arrow in self.flow.outs[node] if inside[target[arrow]]]
        for end in self.ends:
            outs[end] = [*outs[end], _TO_END]
        return outs

    def _sources_meet(self, inside: list[bool]) -> dict[int, int]:
        """By arrow with a supply share: the point where the sources of its part meet (5.0 d)."""
        points: dict[int, int] = {}
        for node in sorted({self.flow.target[arrow] for arrow in self.flow.supply}):
            arrows = [
                arrow for arrow in self.flow.ins[node] if inside[self.flow.source[arrow]] and inside[node]
            ]
            group = [arrow for arrow in arrows if arrow in self.flow.supply]
            if len(group) > 1:
                point = 2 * node if self.ins[node] == len(group) else 2 * len(inside) + 2 * node
                points |= dict.fromkeys(group, point)
                self.network.supplied.add(point)
                if point != 2 * node:
                    self.network.add(Leg(point, 2 * node, [], first=len(inside)))
        return points

    def _after(self) -> dict[int, list[Part]]:
        """What follows directly behind a node: what is wrong with its split, or what it loses to dead ends."""
        after: dict[int, list[Part]] = {}
        for node, split in self.splits.items():
            if split.why and len(self.outs[node]) == 1:
                after[node] = [Stop(split.why)]
            elif split.why:
                self.network.wrong[2 * node + 1] = split.why
            elif split.kept < 1:
                after[node] = [Factor(1 / split.kept)]
        for node in self.ends:
            if any(arrow not in self.flow.repeat for arrow in self.outs[node] if arrow != _TO_END):
                why = _("The flow goes on behind {name} and comes back to it.")
                after[node] = [Stop(Why(why.format(name=label(self.flow.nodes[node]))))]
        return after

    def _leave(self, node: int) -> None:
        """Start the legs at the points of one node."""
        if self.ins[node] != 1:
            self._walk(2 * node, None, node, 1.0, joined=True)
        outs = self.outs[node]
        if len(outs) == 1:
            return
        point, split = 2 * node + 1, self.splits.get(node)
        again = [arrow for arrow in outs if split and arrow in split.chance]
        if split and again:
            self.network.one_of.add(point)
            for arrow in again:
                self._take(point, arrow, split.chance[arrow])
            outs = [arrow for arrow in outs if arrow not in split.chance]
            if len(outs) > 1:
                all_of = 2 * len(self.ins) + 2 * node + 1
                self.network.add(Leg(point, all_of, [], split.onward, first=len(self.ins)))
                point = all_of
        for arrow in outs:
            chance = split.onward if split and point in self.network.one_of else 1.0
            self._take(point, arrow, chance)

    def _take(self, point: int, arrow: int, chance: float) -> None:
        """A leg that begins with an arrow."""
        if arrow == _TO_END:
            self.network.add(Leg(point, END, [], chance, first=len(self.ins)))
        else:
            self._walk(point, arrow, self.flow.target[arrow], chance)

    def _walk(self, point: int, arrow: int | None, node: int, chance: float, *, joined: bool = False) -> None:
        """A leg from a point over nodes in series to the next point."""
        flow, parts = self.flow, list[Part]()
        leg = Leg(point, END, parts, chance, first=len(self.ins))
        while True:
            if arrow is not None:
                leg.again = leg.again or arrow in flow.repeat
                if arrow in flow.pieces:
                    parts.append(Factor(flow.pieces[arrow]))
            if self.ins[node] != 1 and not joined:
                leg.target = 2 * node
                if arrow in self.meeting:
                    leg.target, leg.supply = self.meeting[arrow], flow.supply[arrow]
                break
            parts += self.before.get(node, ())
            parts.append(node)
            if node < leg.first and flow.is_step(node):
                leg.first = node
            parts += self.after.get(node, ())
            outs = self.outs[node]
            if len(outs) != 1:
                leg.target = 2 * node + 1
                break
            arrow, joined, split = outs[0], False, self.splits.get(node)
            if split:
                leg.chance *= split.chance.get(arrow, split.onward)
            if arrow == _TO_END:
                break
            node = flow.target[arrow]
        self.network.add(leg)
