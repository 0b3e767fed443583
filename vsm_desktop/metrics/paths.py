"""The longest paths of a map, one by one, with what each comes to (METRICS.md 5.0 h, 5.5 - 5.8).

Where all ways are taken, or one of several, a path takes one of them; a rework loop is one stretch of it, with its
factor. They are never listed all: of each stretch only its longest few can be part of the longest few of the whole.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from msgspec import Struct

from vsm_desktop.metrics.figure import known
from vsm_desktop.metrics.ladder import Ways, walk
from vsm_desktop.metrics.network import Leg, Loop, Net, Part
from vsm_desktop.metrics.survey import Survey, survey
from vsm_desktop.metrics.totals import sums_of
from vsm_desktop.metrics.visits import expected_passes, expected_returns
from vsm_desktop.model.stream import ValueStream

MOST = 10
_BASE, _PRIME = 1_000_003, 2**61 - 1  # sums of powers tell sets of steps apart
Chain = tuple[Any, Any] | None
"""A way as what came before and one thing more: a node, or a pair of a factor and a chain."""


class Path(Struct, frozen=True):
    """One way through the map, from a start to the end.

    `symbols` are all on it, suppliers, customers and dots too; `steps` those that take time or could. `passages` tells how often each of its steps counts: once, or as often as its rework loop is passed. `chance` is the
    probability of the routes it takes. Times are those of one piece: `elapsed_s` in seconds on the map's day base,
    `elapsed_days` the same in lead-time days, None where a day has no length; `missing` tells that a step on it cannot be
    timed and counts as nothing.
    """

    symbols: tuple[str, ...]
    steps: tuple[str, ...]
    passages: tuple[float, ...]
    elapsed_s: float | None
    elapsed_days: float | None
    processing_s: float
    chance: float = 1.0
    critical: bool = False
    missing: bool = False


class Paths(Struct, frozen=True):
    """The longest paths of a map, longest first; `reason` says why there are none."""

    paths: tuple[Path, ...] = ()
    reason: str = ""


def longest_paths(stream: ValueStream, state_id: str = "", most: int = MOST) -> Paths:
    """The longest paths to the main customer by elapsed time, of equals the one with more processing (5.5).

    Which of several routes or branches each takes is its own; what runs in circles with no body to tell from a way back
    counts as one stretch with its expected time. Raises KeyError for a state the stream does not have.
    """
    state = stream.state(state_id)
    found = survey(state, stream.calendar_of(state))
    ways = found.ladder.ways
    if ways is None:
        return Paths(reason=str(found.ladder.why or ""))
    listed = _Longest(found, ways, most).ways(found.ladder.parts)
    paths = [_path(found, way) for way in listed]
    paths.sort(key=_rank_of_path)
    return Paths(tuple(paths) if any(path.steps for path in paths) else ())


def _rank_of_path(path: Path) -> tuple[float, float, bool]:
    """Longest first; what differs only by the order of adding is equal, and then the critical path comes first."""
    elapsed, work = (float(f"{seconds or 0.0:.12g}") for seconds in (path.elapsed_s, path.processing_s))
    return -elapsed, -work, not path.critical


class _Way(NamedTuple):
    """A stretch that one path takes: its elapsed and processing time, how many of its choices are those of the critical
    path, 0 for all and less for each other one, its chance, its steps, and a number that stands for these.
    """

    length: float = 0.0
    second: float = 0.0
    kept: int = 0
    chance: float = 1.0
    chain: Chain = None
    steps: int = 0

    def then(self, more: _Way) -> _Way:
        """This stretch with another one after it."""
        chain = self.chain
        if more.chain is not None:
            one = more.chain[1] if more.chain[0] is None else (1.0, more.chain)
            chain = (self.chain, one)
        return _Way(
            self.length + more.length,
            self.second + more.second,
            self.kept + more.kept,
            self.chance * more.chance,
            chain,
            self.steps + more.steps,
        )

    def times(self, factor: float) -> _Way:
        """This stretch, passed so often."""
        chain = (None, (factor, self.chain)) if self.chain is not None and factor else None
        length, second = self.length * factor, self.second * factor
        return self._replace(length=length, second=second, chain=chain, steps=self.steps if chain else 0)


_HERE = _Way()


def _rank(way: _Way) -> tuple[float, float, int]:
    return way[:3]


def _met(some: Iterable[_Way], others: Iterable[_Way], one_of: bool) -> Iterable[_Way]:
    """Ways that meet at a point; those over the same steps, past each other only where there are none, are one."""
    found: dict[int, _Way] = {}
    for way in (*some, *others):
        same = found.get(way.steps)
        if same is not None:
            chance = way.chance + same.chance if one_of else max(way.chance, same.chance)
            way = way._replace(kept=max(way.kept, same.kept), chance=chance)
        found[way.steps] = way
    return found.values()


class _Longest:
    """The longest few ways through parts of a nest."""

    def __init__(self, found: Survey, ways: Ways, most: int) -> None:
        self._most, self._chosen, self._rework = most, ways.chosen, found.options.rework_mode
        self._times, self._length, self._second = found.times, ways.length, ways.second

    def ways(self, parts: Sequence[Part]) -> list[_Way]:
        """The longest few from one end of these parts to the other."""
        found, run = [_HERE], _HERE
        for part in parts:
            if type(part) is int:
                run = run.then(self._step(part))
            elif isinstance(part, Net | Loop):
                found = self._join(self._join(found, [run]), self._block(part))
                run = _HERE
        return self._join(found, [run])

    def _step(self, node: int) -> _Way:
        mark = pow(_BASE, node + 1, _PRIME) if self._times[node] else 0
        return _Way(self._length[node], self._second[node], chain=(None, node), steps=mark)

    def _block(self, part: Net | Loop) -> list[_Way]:
        if isinstance(part, Loop):
            return self._loop(part)
        return [self._in_circles(part)] if part.cyclic else self._net(part)

    def _join(self, before: list[_Way], after: list[_Way]) -> list[_Way]:
        """Every way of the one with every way of the other, as far as it can be among the longest few."""
        if len(after) == 1:
            return before if after[0] is _HERE else [way.then(after[0]) for way in before]
        return self._best(
            way.then(more)
            for i, way in enumerate(before, 1)
            for j, more in enumerate(after, 1)
            if i * j <= self._most  # i * j others are at least as long
        )

    def _best(self, ways: Iterable[_Way]) -> list[_Way]:
        return sorted(ways, key=_rank, reverse=True)[: self._most]

    def _net(self, net: Net) -> list[_Way]:
        """The longest few to each point, in flow order; as they add, they are all that is needed behind it."""
        reached: dict[int, list[_Way]] = {net.entry: [_HERE]}
        for leg, choice in self._choices(net):
            ways = [way.then(choice) for way in reached[leg.source]]
            arrived, others = self._join(ways, self.ways(leg.parts)), reached.get(leg.target)
            reached[leg.target] = arrived if others is None else self._best(_met(others, arrived, net.one_of))
        return reached[net.exit]

    def _choices(self, net: Net) -> Iterator[tuple[Leg, _Way]]:
        """The legs of a net that are taken, each with what it means to choose it."""
        if not net.one_of:
            chosen = set(self._chosen[net])
            yield from ((leg, _HERE if leg in chosen else _Way(kept=-1)) for leg in net.legs)
            return
        leaving: dict[int, float] = defaultdict(float)
        for leg, visits in zip(net.legs, net.visits, strict=True):
            leaving[leg.source] += visits
        for leg, visits in zip(net.legs, net.visits, strict=True):
            if visits:
                yield leg, _Way(chance=visits / leaving[leg.source])

    def _loop(self, loop: Loop) -> list[_Way]:
        """The body as often as it is passed, the way back as often as it is returned on (5.8)."""
        passes = expected_passes(loop.repeat, self._rework)
        returns = expected_returns(loop.repeat, self._rework)
        body = [way.times(passes) for way in self.ways(loop.body)]
        return self._join(body, [way.times(returns) for way in self.ways(loop.back)] if returns else [_HERE])

    def _in_circles(self, net: Net) -> _Way:
        """Ways that run in circles of any shape cannot be told one by one: their expected time, with all their steps."""
        passages: dict[int, float] = defaultdict(float)
        walk([net], 1.0, passages, self._rework, self._chosen)
        whole = _HERE
        for node, count in passages.items():
            whole = whole.then(self._step(node).times(count))
        return whole


def _path(found: Survey, way: _Way) -> Path:
    """What one way comes to."""
    nodes = _nodes(way.chain)
    on = [(node, count) for node, count in nodes if found.times[node]]
    total = sums_of((found.times[node], count) for node, count in on)
    span = (total.wait[0] + total.work_s, total.wait[1])
    return Path(
        tuple(found.flow.nodes[node].id for node, _count in nodes),
        tuple(found.flow.nodes[node].id for node, _count in on),
        tuple(count for _node, count in on),
        known(found.clock.seconds(span)),
        known(found.clock.days(span)),
        total.work_s,
        way.chance,
        way.kept == 0,
        any((times := found.times[node]) and times.why for node, _count in on),
    )


def _nodes(chain: Chain) -> list[tuple[int, float]]:
    """The nodes of a chain in flow order, each with how often it is passed."""
    stack: list[tuple[float, Any]] = [(1.0, chain)]
    found: list[tuple[int, float]] = []
    while stack:
        factor, link = stack.pop()
        while link is not None:
            link, thing = link
            if type(thing) is int:
                found.append((thing, factor))
            else:
                stack.append((factor, link))
                factor, link = factor * thing[0], thing[1]
    return found[::-1]
