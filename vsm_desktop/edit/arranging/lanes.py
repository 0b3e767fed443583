"""Columns by the longest way, and a lane for every branch: the longest goes straight on, others lie below it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from itertools import permutations

from msgspec import Struct

from vsm_desktop.edit.arranging.graph import Graph

BAND = 1000
_SWEEPS = 4
_FEW = 5  # so many chains are tried in all orders


class Grid(Struct):
    """Where each step stands among the others: its column, of so many, and its lane; lane 0 is the longest way.

    Each swimlane has lanes of its own, the first from BAND on.
    """

    column: dict[str, int]
    lane: dict[str, int]
    columns: int

    @property
    def top(self) -> int:
        """The uppermost lane."""
        return min(self.lane.values())


class _Chain(Struct):
    """Steps that follow each other in one lane, from column to column with the run of their arrows; and what they are tied to."""

    ids: list[str]
    left: int
    right: int
    side: bool
    near: list[
        tuple[str, int]
    ]  # a step of another chain, and the column after which the arrow goes up or down


def grid_of(
    graph: Graph, fed: Set[str], serves: Set[str], bands: Mapping[str, int], critical: Set[str]
) -> Grid:
    """A column and a lane for every step of a part of the flow; the critical path, where there is one, goes straight on."""
    column = _columns(graph)
    ways = _ways(graph, critical)
    chains = [_chain(way, graph, column, fed, serves) for way in ways]
    for side in graph.side:
        at = column[side.parent]
        step = -1 if side.returns else 1
        column |= {id_: at + step * i for i, id_ in enumerate(side.ids)}
        ends = sorted((column[side.ids[0]], column[side.ids[-1]]))
        chains.append(_Chain(side.ids, ends[0], ends[1], True, [(side.parent, at)]))
    lanes = _lanes(chains)
    lane = {
        id_: at + BAND * bands.get(id_, 0)
        for chain, at in zip(chains, lanes, strict=True)
        for id_ in chain.ids
    }
    least = min(column.values())
    column = {id_: at - least for id_, at in column.items()}
    return Grid(column, lane, max(column.values()) + 1)


def _columns(graph: Graph) -> dict[str, int]:
    """As early as can be; a branch that begins by itself and joins as late as can be, so that it ends beside what it joins."""
    column: dict[str, int] = {}
    for id_ in graph.order:
        column[id_] = max((column[one] + 1 for one in graph.before.get(id_, ())), default=0)
    loose: set[str] = set()
    for id_ in graph.order:
        if len(graph.after[id_]) == 1 and all(one in loose for one in graph.before.get(id_, ())):
            loose.add(id_)
    for id_ in reversed(graph.order):
        if id_ in loose:
            column[id_] = column[graph.after[id_][0]] - 1
    return column


def _ways(graph: Graph, critical: Set[str]) -> list[list[str]]:
    """The steps cut into ways, each the longest through what the ones before it left; what is critical counts for more."""
    weight = {id_: len(graph.order) if id_ in critical else 1 for id_ in graph.order}
    left = set(graph.order)
    found: list[list[str]] = []
    while left:
        far: dict[str, int] = {}
        back: dict[str, str] = {}
        for id_ in graph.order:
            if id_ not in left:
                continue
            far[id_] = weight[id_]
            for one in graph.before.get(id_, ()):
                if one in left and far[one] + weight[id_] > far[id_]:
                    far[id_], back[id_] = far[one] + weight[id_], one
        here = max(far, key=lambda one: far[one])
        way = [here]
        while way[-1] in back:
            way.append(back[way[-1]])
        way.reverse()
        found.append(way)
        left.difference_update(way)
    return found


def _chain(
    way: list[str], graph: Graph, column: Mapping[str, int], fed: Set[str], serves: Set[str]
) -> _Chain:
    inside = set(way)
    before = [(id_, one) for id_ in way for one in graph.before.get(id_, ()) if one not in inside]
    after = [(id_, one) for id_ in way for one in graph.after[id_] if one not in inside]
    near = [(one, column[one]) for _id, one in before]
    near += [(one, column[one] - 1) for _id, one in after]
    left = min((column[one] + 1 for _id, one in before), default=column[way[0]])
    right = max((column[one] - 1 for _id, one in after), default=column[way[-1]])
    left, right = min(left, column[way[0]]), max(right, column[way[-1]])
    if way[0] in fed:
        left = 0
    if way[-1] in serves:
        right = max(column.values())
    return _Chain(way, left, right, False, near)


def _lanes(chains: Sequence[_Chain]) -> list[int]:
    """A lane for each chain, the first on lane 0, so that arrows cross least: of few all orders, of many a few sweeps."""
    on = {id_: i for i, chain in enumerate(chains) for id_ in chain.ids}
    ties = [[(on[id_], at) for id_, at in chain.near] for chain in chains]
    free = [i for i in range(1, len(chains)) if not chains[i].side]
    side = [i for i in range(1, len(chains)) if chains[i].side]
    orders = (
        permutations(_shortest_first(free, chains))
        if len(free) <= _FEW
        else _sweeps(free, side, chains, ties)
    )
    ranked = (
        (_cost(chains, ties, lanes), lanes) for lanes in (_packed(chains, [*side, *one]) for one in orders)
    )
    return min(ranked, key=lambda one: one[0])[1]


def _shortest_first(some: Iterable[int], chains: Sequence[_Chain]) -> list[int]:
    return sorted(some, key=lambda i: (chains[i].right - chains[i].left, i))


def _sweeps(
    free: Sequence[int],
    side: Sequence[int],
    chains: Sequence[_Chain],
    ties: Sequence[Sequence[tuple[int, int]]],
) -> Iterator[list[int]]:
    """Orders by the middle of what each chain is tied to, again and again."""
    tied: list[set[int]] = [{other for other, _at in one} for one in ties]
    for i, one in enumerate(ties):
        for other, _at in one:
            tied[other].add(i)
    order = _shortest_first(free, chains)
    for _sweep in range(_SWEEPS):
        yield order
        lanes = _packed(chains, [*side, *order])
        middle = [sum(lanes[j] for j in one) / max(1, len(one)) for one in tied]
        order = sorted(order, key=lambda i: (middle[i], chains[i].right - chains[i].left, i))


def _packed(chains: Sequence[_Chain], order: Iterable[int]) -> list[int]:
    """The chains put into lanes in an order, each into the first that is free from its left to its right."""
    lanes = [0] * len(chains)
    taken: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for i in order:
        chain, lane = chains[i], 1
        while any(chain.left <= right and left <= chain.right for left, right in taken[lane]):
            lane += 1
        lanes[i] = lane
        taken[lane].append((chain.left, chain.right))
    return lanes


def _cost(chains: Sequence[_Chain], ties: Sequence[Sequence[tuple[int, int]]], lanes: Sequence[int]) -> float:
    """How many chains the arrows between lanes cross, and how far they reach."""
    spans: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for chain, lane in zip(chains, lanes, strict=True):
        spans[lane].append((chain.left, chain.right))
    cost = 0.0
    for i, tied in enumerate(ties):
        for other, at in tied:
            low, high = sorted((lanes[i], lanes[other]))
            cost += 0.1 * (high - low)
            between = (span for lane in range(low + 1, high) for span in spans[lane])
            cost += sum(left <= at + 1 and at <= right for left, right in between)
    return cost
