"""The lead-time ladder: longest ways, expected ways, and what lies on the critical path (METRICS.md 5)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from vsm_desktop.assets import _
from vsm_desktop.metrics.figure import Why
from vsm_desktop.metrics.network import Leg, Loop, Net, Part, Stop
from vsm_desktop.metrics.visits import expected_passes, expected_returns

NOT_ONE_RETURN = Why(
    _(
        "Rework that fails once at most can be computed for loops inside each other only; these share their way."
    )
)
TIE = 1e-12
_FAR_BACK = 50


class NoLadder(Exception):
    """There is no ladder, and why."""

    def __init__(self, why: Why) -> None:
        super().__init__(why)
        self.why = why


class Ways:
    """Which ways count: of ways that are all taken, the longest one.

    `length` and `second` hold a time of each node by its number; of equally long ways the one with more of the second,
    then the one drawn first (5.5). `chosen` has the legs of that way through each net of which all is taken, and
    `longest_to` the last leg of the longest way to each of its points. Raises NoLadder where the flow cannot be computed.
    """

    def __init__(self, parts: Sequence[Part], length: list[float], second: list[float], rework: str) -> None:
        self.length, self.second, self._rework = length, second, rework
        self.chosen: dict[Net, list[Leg]] = {}
        self.longest_to: dict[Net, dict[int, Leg]] = {}
        self.span = self._span(parts)

    def passages(self, parts: Sequence[Part], nodes: int) -> list[float]:
        """Expected passages of each node along the ways that count: shares, visits, 0 off the critical path."""
        found = [0.0] * nodes
        walk(parts, 1.0, found, self._rework, self.chosen)
        return found

    def _span(self, parts: Sequence[Part]) -> tuple[float, float]:
        """Time from one end of these parts to the other (5.4)."""
        length, second = self.length, self.second
        first, other = 0.0, 0.0
        for part in parts:
            if type(part) is int:
                first += length[part]
                other += second[part]
            elif isinstance(part, Net):
                a, b = self._expected(part) if part.one_of else self._longest(part)
                first, other = first + a, other + b
            elif isinstance(part, Loop):
                a, b = self._repeated(part)
                first, other = first + a, other + b
            elif isinstance(part, Stop):
                raise NoLadder(part.why)
        return first, other

    def _expected(self, net: Net) -> tuple[float, float]:
        """Sum of share x way (5.7), or of expected visits x way (5.8)."""
        if net.why:
            raise NoLadder(net.why)
        if net.cyclic and self._rework == "single_pass":
            raise NoLadder(NOT_ONE_RETURN)
        first, other = 0.0, 0.0
        for leg, visits in zip(net.legs, net.visits, strict=True):
            a, b = self._span(leg.parts)
            first, other = first + visits * a, other + visits * b
        return first, other

    def _repeated(self, loop: Loop) -> tuple[float, float]:
        """Body x expected passes, way back x expected returns (5.8)."""
        if loop.why:
            raise NoLadder(loop.why)
        if not loop.alone and self._rework == "single_pass":
            raise NoLadder(NOT_ONE_RETURN)
        passes = expected_passes(loop.repeat, self._rework)
        returns = expected_returns(loop.repeat, self._rework)
        body, back = self._span(loop.body), self._span(loop.back)
        return passes * body[0] + returns * back[0], passes * body[1] + returns * back[1]

    def _longest(self, net: Net) -> tuple[float, float]:
        """The longest of all ways through a net (5.5); remembers which."""
        if net.why:
            raise NoLadder(net.why)
        reached: dict[int, tuple[float, float]] = {net.entry: (0.0, 0.0)}
        by: dict[int, Leg] = {}
        for leg in net.legs:
            a, b = self._span(leg.parts)
            first, other = reached[leg.source]
            span = (first + a, other + b)
            old = by.get(leg.target)
            if old is None or _before(span, reached[leg.target], leg, old, by):
                reached[leg.target], by[leg.target] = span, leg
        way, point = [by[net.exit]], by[net.exit].source
        while point != net.entry:
            way.append(by[point])
            point = by[point].source
        self.chosen[net], self.longest_to[net] = way, by
        return reached[net.exit]


def visits(parts: Sequence[Part], nodes: int, rework: str) -> list[float]:
    """Expected passages of each node on all ways that are taken (7.4)."""
    found = [0.0] * nodes
    walk(parts, 1.0, found, rework, None)
    return found


def _before(
    span: tuple[float, float], old_span: tuple[float, float], leg: Leg, old: Leg, by: dict[int, Leg]
) -> bool:
    """Whether a way goes before another: longer, else more of the second time, else drawn first (5.5)."""
    for new_time, old_time in zip(span, old_span, strict=True):
        if abs(new_time - old_time) > TIE * max(abs(new_time), abs(old_time)):
            return new_time > old_time
    return _drawn_before(leg, old, by)


def _drawn_before(leg: Leg, old: Leg, by: dict[int, Leg]) -> bool:
    """Which of two equal ways was drawn first: the one whose leg behind the point where they part has the earlier step."""
    leaving = {step.source: step for step in _back(old, by)}
    for step in _back(leg, by):
        if step.source in leaving:
            return step.first < leaving[step.source].first
    return leg.first < old.first


def _back(leg: Leg, by: dict[int, Leg]) -> Iterator[Leg]:
    """The legs of a way, last first; far back it no longer matters."""
    for _step in range(_FAR_BACK):
        yield leg
        before = by.get(leg.source)
        if before is None:
            return
        leg = before


def walk(
    parts: Sequence[Part],
    passages: float,
    found: list[float] | dict[int, float],
    rework: str,
    chosen: Mapping[Net, Sequence[Leg]] | None,
) -> None:
    """Hand the passages down to each node: x share, x expected visits; only along chosen ways, if given.

    They are added to what is `found` already, a list or a defaultdict by the number of the node.
    """
    for part in parts:
        if type(part) is int:
            found[part] += passages
        elif isinstance(part, Net):
            if not part.one_of and chosen is not None:
                for leg in chosen[part]:
                    walk(leg.parts, passages, found, rework, chosen)
                continue
            for leg, visits_ in zip(part.legs, part.visits, strict=True):
                walk(leg.parts, passages * visits_, found, rework, chosen)
        elif isinstance(part, Loop):
            walk(part.body, passages * expected_passes(part.repeat, rework), found, rework, chosen)
            walk(part.back, passages * expected_returns(part.repeat, rework), found, rework, chosen)
