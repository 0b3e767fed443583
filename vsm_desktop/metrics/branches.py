"""The branches of a ladder off its critical path, and what lies on that path (METRICS.md 5.0 h, 5.5)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from msgspec import Struct

from vsm_desktop.metrics.clock import Clock
from vsm_desktop.metrics.figure import known
from vsm_desktop.metrics.ladder import Ways, walk
from vsm_desktop.metrics.network import Leg, Loop, Net, Part, nodes_in
from vsm_desktop.metrics.recent import Recent
from vsm_desktop.metrics.report import NO_BRANCHES, Branch, Branches
from vsm_desktop.metrics.survey import Survey
from vsm_desktop.metrics.times import Times
from vsm_desktop.metrics.totals import lead_time, sums_of
from vsm_desktop.metrics.visits import expected_passes, expected_returns
from vsm_desktop.model.flows import MaterialFlow
from vsm_desktop.model.options import Options
from vsm_desktop.model.stream import State


def branches_of(found: Survey, state: State) -> Branches:
    """The branches of the map's ladder, in flow order; none where the critical path is all there is.

    Every step off the critical path is on one branch: the longest way to where it joins, less what another branch has.
    """
    ways = found.ladder.ways
    if ways is None or not ways.chosen:
        return NO_BRANCHES
    return Branches(lambda: _found(found, ways, state))


class _Line(Struct, frozen=True):
    """One branch: its nodes in flow order with their passages, and what they came to with their last times."""

    on: tuple[tuple[int, float], ...]
    joins: str
    times: tuple[Times | None, ...]
    branch: Branch


class _Kept(Struct, frozen=True):
    """The branches found last, with what they were found from: as long as the same ways count, they are the same."""

    parts: Sequence[Part]
    chosen: dict[Net, list[Leg]]
    clock: Clock
    options: Options
    lines: tuple[_Line, ...]
    critical: frozenset[str]


_recent: Recent[int, _Kept] = Recent(8)


def _found(found: Survey, ways: Ways, state: State) -> tuple[tuple[Branch, ...], frozenset[str]]:
    """The branches and what lies on the critical path; what did not change are the same objects as last time."""
    parts, chosen = found.ladder.parts, ways.chosen
    kept = _recent.get(id(parts))
    if kept is None or kept.parts is not parts or kept.chosen != chosen or kept.options != found.options:
        lines = tuple(_line(found, on, joins, None) for on, joins in _nodes_of_lines(found, ways))
        critical = _critical(found, ways, state) if lines else frozenset[str]()
    else:
        olds: Sequence[_Line | None] = kept.lines if kept.clock == found.clock else [None] * len(kept.lines)
        lines = tuple(
            _line(found, line.on, line.joins, old) for line, old in zip(kept.lines, olds, strict=True)
        )
        critical = kept.critical
    _recent.keep(id(parts), _Kept(parts, chosen, found.clock, found.options, lines, critical))
    return tuple(line.branch for line in lines), critical


def _nodes_of_lines(found: Survey, ways: Ways) -> list[tuple[tuple[tuple[int, float], ...], str]]:
    """The nodes of each branch that take time or could, with their passages, in flow order, and the step it joins."""
    place = {node: i for i, node in enumerate(found.flow.order)}
    rework = found.options.rework_mode
    lines: list[tuple[tuple[tuple[int, float], ...], str]] = []
    for passages, legs in _off(ways, found.ladder.parts, 1.0, rework):
        on: dict[int, float] = defaultdict(float)
        for leg in legs:
            walk(leg.parts, passages, on, rework, ways.chosen)
        nodes = [node for node, count in on.items() if count and found.times[node]]
        if nodes:
            in_order = tuple((node, on[node]) for node in sorted(nodes, key=place.__getitem__))
            lines.append((in_order, _joined(found, legs[-1].target)))
    return sorted(lines, key=lambda line: place[line[0][0][0]])


def _joined(found: Survey, point: int) -> str:
    """The step at a point of the network, or the first one after it; "" at the end of the flow."""
    flow = found.flow
    if point < 0:
        return ""
    ahead = [_node_at(point, len(flow.nodes))]
    seen = set(ahead)
    for node in ahead:  # grows on the way
        if found.times[node]:
            return flow.nodes[node].id
        nexts = {flow.target[arrow] for arrow in flow.outs[node]} - seen
        seen |= nexts
        ahead += sorted(nexts)
    return ""


def _line(found: Survey, on: tuple[tuple[int, float], ...], joins: str, old: _Line | None) -> _Line:
    """A branch with what it comes to now."""
    times = tuple(found.times[node] for node, _count in on)
    if old is not None and old.times == times:
        return old
    total = sums_of((found.times[node], count) for node, count in on)
    span = lead_time(found.options.lead_time_mode, total.wait, total.work_s)
    branch = Branch(
        tuple(found.flow.nodes[node].id for node, _count in on),
        known(found.clock.days(span)),
        known(found.clock.seconds(span)),
        total.work_s,
        any(step and step.why for step in times),
        tuple(count for _node, count in on),
        joins,
    )
    return _Line(on, joins, times, branch)


def _off(
    ways: Ways, parts: Sequence[Part], passages: float, rework: str
) -> Iterator[tuple[float, list[Leg]]]:
    """The legs of each branch with how often they are passed, in nests too."""
    for part in parts:
        if isinstance(part, Net):
            for leg, visits in zip(part.legs, part.visits, strict=True):
                if visits:
                    yield from _off(ways, leg.parts, passages * visits if part.one_of else passages, rework)
            if not part.one_of:
                yield from ((passages, legs) for legs in _lines(ways, part))
        elif isinstance(part, Loop):
            yield from _off(ways, part.body, passages * expected_passes(part.repeat, rework), rework)
            if returns := expected_returns(part.repeat, rework):
                yield from _off(ways, part.back, passages * returns, rework)


def _lines(ways: Ways, net: Net) -> Iterator[list[Leg]]:
    """The legs beside the critical path, joined to lines: from each join back along the longest way to it."""
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


def _critical(found: Survey, ways: Ways, state: State) -> frozenset[str]:
    """All symbols and arrows of the critical path."""
    nodes = {node.id for node, count in zip(found.flow.nodes, found.ladder.critical, strict=True) if count}
    short = _short_cuts(found, ways)
    return frozenset(nodes).union(
        arrow.id
        for arrow in state.flows
        if isinstance(arrow, MaterialFlow)
        and arrow.source in nodes
        and arrow.target in nodes
        and (arrow.source, arrow.target) not in short
        and (arrow.share is None or arrow.share.value)
    )


def _short_cuts(found: Survey, ways: Ways) -> set[tuple[str, str]]:
    """Ends of arrows that lead past the critical path though both ends lie on it."""
    nodes = found.flow.nodes
    short, straight = set[tuple[int, int]](), set[tuple[int, int]]()
    for net, chosen in ways.chosen.items():
        for leg in net.legs:
            if min(leg.source, leg.target) >= 0 and next(nodes_in(leg.parts), None) is None:
                ends = (_node_at(leg.source, len(nodes)), _node_at(leg.target, len(nodes)))
                (straight if leg in chosen else short).add(ends)
    return {(nodes[a].id, nodes[b].id) for a, b in short - straight}


def _node_at(point: int, count: int) -> int:
    """The node of a point of the network."""
    return point % (2 * count) // 2
