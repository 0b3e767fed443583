"""The branches of a ladder off its critical path, and what lies on that path (METRICS.md 5.0 h, 5.5)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from vsm_desktop.metrics.figure import known
from vsm_desktop.metrics.ladder import walk
from vsm_desktop.metrics.network import Leg, Loop, Net, Part, nodes_in
from vsm_desktop.metrics.report import NO_BRANCHES, Branch, Branches
from vsm_desktop.metrics.survey import Survey
from vsm_desktop.metrics.totals import lead_time, sums_of
from vsm_desktop.metrics.visits import expected_passes, expected_returns
from vsm_desktop.model.flows import MaterialFlow
from vsm_desktop.model.stream import State


def branches_of(found: Survey, state: State) -> Branches:
    """The branches of the map's ladder, in flow order; none where the critical path is all there is.

    Every step off the critical path is on one branch: the longest way to where it joins, less what another branch has.
    """
    ways = found.ladder.ways
    if ways is None or not ways.chosen:
        return NO_BRANCHES
    return Branches(lambda: _found(found, state))


def _found(found: Survey, state: State) -> tuple[tuple[Branch, ...], frozenset[str]]:
    place = {node: i for i, node in enumerate(found.flow.order)}
    ways, rework = found.ladder.ways, found.options.rework_mode
    lines: list[tuple[int, Branch]] = []
    for passages, legs in _off(found, found.ladder.parts, 1.0):
        on: dict[int, float] = defaultdict(float)
        for leg in legs:
            walk(leg.parts, passages, on, rework, ways.chosen if ways else None)
        nodes = sorted(
            (node for node, count in on.items() if count and found.times[node]), key=place.__getitem__
        )
        if nodes:
            lines.append((place[nodes[0]], _branch(found, nodes, on)))
    lines.sort(key=lambda line: line[0])
    return tuple(branch for _place, branch in lines), _critical(found, state) if lines else frozenset()


def _branch(found: Survey, nodes: list[int], on: dict[int, float]) -> Branch:
    total = sums_of((found.times[node], on[node]) for node in nodes)
    span = lead_time(found.options.lead_time_mode, total.wait, total.work_s)
    return Branch(
        tuple(found.flow.nodes[node].id for node in nodes),
        known(found.clock.days(span)),
        known(found.clock.seconds(span)),
        total.work_s,
        any((times := found.times[node]) and times.why for node in nodes),
    )


def _off(found: Survey, parts: Sequence[Part], passages: float) -> Iterator[tuple[float, list[Leg]]]:
    """The legs of each branch with how often they are passed, in nests too."""
    rework = found.options.rework_mode
    for part in parts:
        if isinstance(part, Net):
            for leg, visits in zip(part.legs, part.visits, strict=True):
                if visits:
                    yield from _off(found, leg.parts, passages * visits if part.one_of else passages)
            if not part.one_of:
                yield from ((passages, legs) for legs in _lines(found, part))
        elif isinstance(part, Loop):
            yield from _off(found, part.body, passages * expected_passes(part.repeat, rework))
            if returns := expected_returns(part.repeat, rework):
                yield from _off(found, part.back, passages * returns)


def _lines(found: Survey, net: Net) -> Iterator[list[Leg]]:
    """The legs beside the critical path, joined to lines: from each join back along the longest way to it."""
    ways = found.ladder.ways
    if ways is None:
        return
    chosen, longest_to = ways.chosen[net], ways.longest_to[net]
    taken, met = set(chosen), {net.entry, *(leg.target for leg in chosen)}
    for leg in reversed(net.legs):
        if leg in taken:
            continue
        line = [leg]
        while line[-1].source not in met:
            met.add(line[-1].source)
            line.append(longest_to[line[-1].source])
        taken.update(line)
        yield line[::-1]


def _critical(found: Survey, state: State) -> frozenset[str]:
    """All symbols and arrows of the critical path."""
    nodes = {node.id for node, count in zip(found.flow.nodes, found.ladder.critical, strict=True) if count}
    short = _short_cuts(found)
    return frozenset(nodes).union(
        arrow.id
        for arrow in state.flows
        if isinstance(arrow, MaterialFlow)
        and arrow.source in nodes
        and arrow.target in nodes
        and (arrow.source, arrow.target) not in short
        and (arrow.share is None or arrow.share.value)
    )


def _short_cuts(found: Survey) -> set[tuple[str, str]]:
    """Ends of arrows that lead past the critical path though both ends lie on it."""
    nodes, ways = found.flow.nodes, found.ladder.ways
    short, straight = set[tuple[int, int]](), set[tuple[int, int]]()
    for net, chosen in ways.chosen.items() if ways else ():
        for leg in net.legs:
            if min(leg.source, leg.target) >= 0 and next(nodes_in(leg.parts), None) is None:
                ends = (_node_at(leg.source, len(nodes)), _node_at(leg.target, len(nodes)))
                (straight if leg in chosen else short).add(ends)
    return {(nodes[a].id, nodes[b].id) for a, b in short - straight}


def _node_at(point: int, count: int) -> int:
    """The node of a point of the network."""
    return point % (2 * count) // 2
