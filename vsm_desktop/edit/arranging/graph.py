"""What leads where among the steps of a map: what goes ahead, what comes back, and what hangs at the side."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence, Set

from msgspec import Struct

from vsm_desktop.model.flows import MaterialFlow

Ways = dict[str, list[str]]


class SideChain(Struct):
    """Steps that lead to no end, below the one they hang at: a repair bench, a scrap bin. `returns` tells that they lead back."""

    parent: str
    ids: list[str]
    returns: bool = False


class Graph(Struct):
    """One part of the flow that hangs together, free of circles. `order` lists what takes part in it, each after its sources."""

    ids: list[str]
    order: list[str]
    after: Ways
    before: Ways
    side: list[SideChain]


def graphs_of(
    ids: Sequence[str], flows: Sequence[MaterialFlow], fed: Set[str], serves: Set[str], whole: bool = False
) -> list[Graph]:
    """The parts of a flow that hang together, the largest first; as one where it is laid out as a `whole`.

    `fed` takes from a supplier and begins the flow, `serves` goes to a customer and ends it.
    """
    inner = set(ids)
    arrows = [
        flow for flow in flows if flow.source in inner and flow.target in inner and flow.source != flow.target
    ]
    after, back = _ahead(ids, arrows, fed)
    before = turned(after)
    tied: Ways = defaultdict(list)
    for flow in arrows:
        tied[flow.source].append(flow.target)
        tied[flow.target].append(flow.source)
    parts = [list(ids)] if whole and ids else _components(ids, tied)
    return [_graph(part, after, before, back, serves) for part in sorted(parts, key=len, reverse=True)]


def _again(flow: MaterialFlow) -> bool:
    """Whether an arrow brings back what is to be done again."""
    return flow.repeat is not None or flow.kind == "rework"


def turned(after: Mapping[str, Sequence[str]]) -> Ways:
    """The same arrows seen from their targets."""
    before: Ways = defaultdict(list)
    for source, targets in after.items():
        for target in targets:
            before[target].append(source)
    return before


def reached(seeds: Iterable[str], ways: Mapping[str, Sequence[str]]) -> set[str]:
    """What can be reached from some, themselves included."""
    ahead = list(seeds)
    seen = set(ahead)
    while ahead:
        for one in ways.get(ahead.pop(), ()):
            if one not in seen:
                seen.add(one)
                ahead.append(one)
    return seen


def _components(ids: Sequence[str], tied: Mapping[str, Sequence[str]]) -> list[list[str]]:
    part: dict[str, int] = {}
    for i, id_ in enumerate(ids):
        if id_ not in part:
            part |= dict.fromkeys(reached([id_], tied), i)
    found: dict[int, list[str]] = defaultdict(list)
    for id_ in ids:
        found[part[id_]].append(id_)
    return list(found.values())


def _ahead(ids: Sequence[str], arrows: Sequence[MaterialFlow], fed: Set[str]) -> tuple[Ways, set[str]]:
    """The arrows that lead ahead, free of circles; and what the others, which lead back, leave from."""
    level = _levels(ids, arrows, fed)
    back: set[str] = set()
    onward: Ways = defaultdict(list)
    for flow in arrows:
        above, below = level[flow.source], level[flow.target]
        if above < below or (above == below and not _again(flow)):
            onward[flow.source].append(flow.target)
        else:
            back.add(flow.source)
    entered = {flow.target for flow in arrows if not _again(flow)}
    first = [id_ for id_ in ids if id_ in fed or id_ not in entered]
    after: Ways = defaultdict(list)
    open_, done = set[str](), set[str]()
    for start in (*first, *ids):
        if start in done:
            continue
        open_.add(start)
        stack = [(start, iter(onward[start]))]
        while stack:
            here, targets = stack[-1]
            target = next(targets, None)
            if target is None:
                stack.pop()
                open_.discard(here)
                done.add(here)
            elif target in open_:
                back.add(here)  # it closes a circle
            else:
                if target not in after[here]:
                    after[here].append(target)
                if target not in done:
                    open_.add(target)
                    stack.append((target, iter(onward[target])))
    return after, back


def _levels(ids: Sequence[str], arrows: Sequence[MaterialFlow], fed: Set[str]) -> dict[str, int]:
    """How many rework arrows lie on the way to each: 0 on the first pass, 1 at a repair bench (METRICS.md 5.0 e)."""
    plain: Ways = defaultdict(list)
    again: Ways = defaultdict(list)
    entered: dict[str, bool] = {}  # whether by anything but rework
    for flow in arrows:
        (again if _again(flow) else plain)[flow.source].append(flow.target)
        entered[flow.target] = entered.get(flow.target, False) or not _again(flow)
    level: dict[str, int] = {}
    seeds = [id_ for id_ in ids if id_ not in entered or id_ in fed]
    rest = [*(id_ for id_ in ids if not entered.get(id_, True)), *ids]
    while True:
        depth = 0
        while seeds:
            new = reached([one for one in seeds if one not in level], plain) - level.keys()
            level |= dict.fromkeys(new, depth)
            later = {target for one in new for target in again[one]}
            seeds, depth = [id_ for id_ in ids if id_ in later and id_ not in level], depth + 1
        lost = next((id_ for id_ in rest if id_ not in level), None)
        if lost is None:
            return level
        seeds = [lost]


def _graph(
    ids: list[str], after: Mapping[str, list[str]], before: Ways, back: Set[str], serves: Set[str]
) -> Graph:
    ends = [id_ for id_ in ids if id_ in serves]
    last = [id_ for id_ in ids if not after.get(id_)]
    ends = ends or [id_ for id_ in last if id_ not in back] or last
    useful = reached(ends, before)
    aside = reached((id_ for id_ in ids if id_ in useful), after) - useful
    chains = _side_chains(ids, after, before, back, aside)
    kept = [id_ for id_ in ids if id_ not in aside]
    ways = {id_: [one for one in after.get(id_, ()) if one not in aside] for id_ in kept}
    return Graph(ids, in_order(kept, ways), ways, turned(ways), chains)


def _side_chains(
    ids: Sequence[str], after: Mapping[str, list[str]], before: Ways, back: Set[str], aside: Set[str]
) -> list[SideChain]:
    ways = {id_: [one for one in after.get(id_, ()) if one in aside] for id_ in ids if id_ in aside}
    chains: list[SideChain] = []
    last: dict[str, SideChain] = {}
    for id_ in in_order([id_ for id_ in ids if id_ in aside], ways):
        parent = before[id_][0]
        if parent in last:
            chain = last.pop(parent)
            chain.ids.append(id_)
        else:
            chain = SideChain(parent, [id_])
            chains.append(chain)
        chain.returns |= id_ in back
        last[id_] = chain
    return chains


def in_order(ids: Sequence[str], after: Mapping[str, Sequence[str]]) -> list[str]:
    """Each after all that lead to it, else as drawn."""
    count: dict[str, int] = defaultdict(int)
    for targets in after.values():
        for target in targets:
            count[target] += 1
    ready = deque(id_ for id_ in ids if not count[id_])
    order: list[str] = []
    while ready:
        order.append(ready.popleft())
        for target in after.get(order[-1], ()):
            count[target] -= 1
            if not count[target]:
                ready.append(target)
    return order
