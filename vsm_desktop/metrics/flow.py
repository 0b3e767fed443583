"""From the drawing to the flow: what leads where, in which order, from which starts to which ends (METRICS.md 5.0)."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from heapq import heapify, heappop, heappush

from msgspec import Struct, field

from vsm_desktop.metrics.clock import amount
from vsm_desktop.model.fields import NOTES
from vsm_desktop.model.flows import MaterialFlow
from vsm_desktop.model.nodes import Node, Unknown
from vsm_desktop.model.stream import State

POINTS = frozenset({"junction", "supplier", "customer"})
_BESIDE = frozenset({"control", *NOTES})
"""Nodes that take no time and are no steps (5.0 a, b)."""


class Flow(Struct):
    """The material flow of one state, nodes and arrows by number in drawing order.

    `share`, `supply`, `repeat` and `pieces` hold what is entered on an arrow; `live` tells which nodes lead to an
    end; `ends` has one group of nodes per ladder: each customer, or all last nodes where no customer is drawn.
    """

    nodes: list[Node]
    source: list[int]
    target: list[int]
    outs: list[list[int]]
    ins: list[list[int]]
    share: dict[int, float] = field(default_factory=dict)
    supply: dict[int, float] = field(default_factory=dict)
    repeat: dict[int, float] = field(default_factory=dict)
    pieces: dict[int, float] = field(default_factory=dict)
    starts: list[int] = field(default_factory=list)
    ends: list[list[int]] = field(default_factory=list)
    live: list[bool] = field(default_factory=list)
    order: list[int] = field(default_factory=list)
    cycle: list[int] = field(default_factory=list)

    def upstream(self, ends: Iterable[int]) -> list[bool]:
        """Which nodes lead to one of these; the ends themselves do."""
        return self._reached(ends, self.ins, self.source)

    def downstream(self, starts: Iterable[int]) -> list[bool]:
        """Which nodes can be reached from one of these; the starts themselves can."""
        return self._reached(starts, self.outs, self.target)

    def _reached(self, seeds: Iterable[int], arrows: list[list[int]], far_end: list[int]) -> list[bool]:
        reached = [False] * len(self.nodes)
        stack = list(seeds)
        for node in stack:
            reached[node] = True
        while stack:
            for arrow in arrows[stack.pop()]:
                node = far_end[arrow]
                if not reached[node]:
                    reached[node] = True
                    stack.append(node)
        return reached

    def is_step(self, node: int) -> bool:
        """Whether a node is listed as a step: all but suppliers, customers and junctions."""
        return self.nodes[node].kind not in POINTS


def flow_of(state: State) -> Flow:
    """The flow of a state; information never orders it."""
    flow = _drawn(state)
    flow.ends = _ends(flow)
    flow.live = flow.upstream(end for group in flow.ends for end in group)
    flow.starts = _starts(flow)
    flow.order, flow.cycle = _order(flow)
    return flow


def in_flow(nodes: Iterable[Node], wanted: Container[str]) -> list[Node]:
    """The nodes that can be part of a flow; those of kinds this program does not know only if they are wanted."""
    return [
        node
        for node in nodes
        if node.kind not in _BESIDE and (not isinstance(node, Unknown) or node.id in wanted)
    ]


def _drawn(state: State) -> Flow:
    """Nodes and material arrows as drawn; nodes of unknown kinds count only if an arrow touches them."""
    arrows = [arrow for arrow in state.flows if isinstance(arrow, MaterialFlow)]
    nodes = in_flow(state.nodes, {end for arrow in arrows for end in (arrow.source, arrow.target)})
    number = {node.id: i for i, node in enumerate(nodes)}
    flow = Flow(nodes, [], [], [[] for _ in nodes], [[] for _ in nodes])
    for arrow in arrows:
        source, target = number.get(arrow.source), number.get(arrow.target)
        if source is None or target is None:
            continue
        i = len(flow.source)
        flow.source.append(source)
        flow.target.append(target)
        flow.outs[source].append(i)
        flow.ins[target].append(i)
        if arrow.share or arrow.supply_share or arrow.repeat or arrow.pieces_per_unit:
            _note(flow, i, arrow)
    return flow


def _note(flow: Flow, number: int, arrow: MaterialFlow) -> None:
    """What is entered on an arrow; most carry nothing."""
    for found, quantity in (
        (flow.share, arrow.share),
        (flow.supply, arrow.supply_share),
        (flow.repeat, arrow.repeat),
        (flow.pieces, arrow.pieces_per_unit),
    ):
        if quantity is not None:
            found[number] = amount(quantity, 0.0)


def _ends(flow: Flow) -> list[list[int]]:
    """Each customer something flows to; where there is none, all nodes from which nothing flows on (5.0 b).

    A node without any arrow is no end, unless it is the only one: it is not part of the flow yet.
    """
    customers = [i for i, node in enumerate(flow.nodes) if node.kind == "customer" and flow.ins[i]]
    if customers:
        return [[customer] for customer in customers]
    if not flow.source:
        steps = [i for i in range(len(flow.nodes)) if flow.is_step(i)]
        return [steps] if len(steps) == 1 else []
    last = [
        i
        for i, outs in enumerate(flow.outs)
        if (outs or flow.ins[i]) and all(arrow in flow.repeat for arrow in outs)
    ]
    return [last] if last else []


def _starts(flow: Flow) -> list[int]:
    """Nodes nothing flows to; where a rework arrow leads back to the very first step, that step (5.0 b)."""
    starts = [i for i, ins in enumerate(flow.ins) if not ins]
    if not flow.repeat:
        return starts
    reached = flow.downstream(starts)
    for i, ins in enumerate(flow.ins):
        if not reached[i] and all(arrow in flow.repeat for arrow in ins):
            starts.append(i)
            reached = flow.downstream(starts)
    return sorted(starts)


def _order(flow: Flow) -> tuple[list[int], list[int]]:
    """All nodes in flow order, ties by drawing order, and the nodes of a cycle nobody repeats, if there is one."""
    ahead = _ahead(flow)
    waiting = [0] * len(flow.nodes)
    for arrow in ahead:
        waiting[flow.target[arrow]] += 1
    onward: Sequence[Iterable[int]] = flow.outs
    if flow.repeat:
        onward = [[arrow for arrow in outs if arrow in ahead] for outs in flow.outs]
    ready = [i for i, count in enumerate(waiting) if not count]
    heapify(ready)
    order: list[int] = []
    while ready:
        node = heappop(ready)
        order.append(node)
        for arrow in onward[node]:
            target = flow.target[arrow]
            waiting[target] -= 1
            if not waiting[target]:
                heappush(ready, target)
    if len(order) == len(flow.nodes):
        return order, []
    left = [i for i, count in enumerate(waiting) if count]
    return order + left, _cycle(flow, ahead, set(left))


def _ahead(flow: Flow) -> Sequence[int] | set[int]:
    """The arrows that lead ahead: not those that return, and not the ways on which rework comes back (5.0 e)."""
    arrows = range(len(flow.source))
    if not flow.repeat:
        return arrows
    level = _levels(flow)
    return {
        arrow
        for arrow in arrows
        if (above := level[flow.source[arrow]]) < (below := level[flow.target[arrow]])
        or (above == below and arrow not in flow.repeat)
    }


def _levels(flow: Flow) -> list[int]:
    """How many rework arrows lie on the way to each node: 0 on the first pass, 1 at a repair bench."""
    level = [-1] * len(flow.nodes)
    seeds, depth = flow.starts, 0
    while seeds:
        later: list[int] = []
        for node in _spread(flow, seeds, level, depth):
            later += [flow.target[arrow] for arrow in flow.outs[node] if arrow in flow.repeat]
        seeds, depth = [node for node in later if level[node] < 0], depth + 1
    return level


def _spread(flow: Flow, seeds: Iterable[int], level: list[int], depth: int) -> Iterator[int]:
    """Mark and give all nodes reached from the seeds without another rework arrow."""
    stack = list(seeds)
    while stack:
        node = stack.pop()
        if level[node] < 0:
            level[node] = depth
            yield node
            stack += [flow.target[arrow] for arrow in flow.outs[node] if arrow not in flow.repeat]


def _cycle(flow: Flow, ahead: Sequence[int] | set[int], left: set[int]) -> list[int]:
    """One cycle among the nodes that wait for each other, in the direction of the flow."""
    node, seen = min(left, key=lambda i: (not flow.live[i], i)), dict[int, int]()
    while node not in seen:
        seen[node] = len(seen)
        node = next(flow.source[a] for a in flow.ins[node] if a in ahead and flow.source[a] in left)
    back = list(seen)[seen[node] :]
    back.reverse()
    first = back.index(min(back))
    return back[first:] + back[:first]
