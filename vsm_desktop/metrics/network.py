"""The flow to one end as a network of legs, and the blocks it is folded into (METRICS.md 5.0 c - g, 5.9).

A leg runs from where ways part to where they join, over steps in series. Parallel legs become a `Net`, a rework loop
a `Loop`; what is no such nest is one `Net` if all its splits are of one kind, and cannot be computed otherwise.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TypeAlias

from msgspec import Struct, field

from vsm_desktop.metrics.figure import Why

START, END = -1, -2
Part: TypeAlias = "int | Factor | Stop | Loop | Net"
"""What lies on a leg: a node by its number, or a block."""


class Factor(Struct, eq=False):
    """More (or fewer) pieces before this place than after it: `pieces_per_unit`, or a loss to a dead end."""

    by: float


class Stop(Struct, eq=False):
    """A place beyond which nothing can be computed."""

    why: Why


class Leg(Struct, eq=False):
    """A stretch of steps and blocks in series; `chance` is the probability to take it where only one is taken.

    `first` is the number of the step on it that was drawn first, for ties; `again` marks a way on which rework goes back. `depth`
    tells how deeply its blocks are nested, `depth_in_all` how deeply they would be in a net of which all is taken.
    """

    source: int
    target: int
    parts: list[Part]
    chance: float = 1.0
    supply: float | None = None
    first: int = 0
    again: bool = False
    depth: int = 0
    depth_in_all: int = 0


class Loop(Struct, eq=False):
    """A stretch that is repeated with some probability, over a way back (5.8)."""

    repeat: float
    body: list[Part]
    back: list[Part]
    alone: bool = True
    why: Why | None = None


class Net(Struct, eq=False):
    """Legs between two points: one of them is taken at each split (`one_of`), or all are.

    Legs are in flow order. `visits` is the expected number of passages of each leg, 1 where all are taken.
    """

    one_of: bool
    legs: list[Leg]
    entry: int
    exit: int
    visits: list[float] = field(default_factory=list)
    cyclic: bool = False
    why: Why | None = None


def _legs_by_point() -> defaultdict[int, dict[Leg, None]]:
    return defaultdict(dict)


class Network(Struct, eq=False):
    """Legs by the points they leave and reach, in order; points of `one_of` splits; what is wrong at a point.

    `supplied` are the points where sources of one part meet, `crowded` the pairs of points that came to have several
    legs between them.
    """

    outs: defaultdict[int, dict[Leg, None]] = field(default_factory=_legs_by_point)
    ins: defaultdict[int, dict[Leg, None]] = field(default_factory=_legs_by_point)
    between: dict[tuple[int, int], list[Leg]] = field(default_factory=dict)
    crowded: dict[tuple[int, int], None] = field(default_factory=dict)
    one_of: set[int] = field(default_factory=set)
    wrong: dict[int, Why] = field(default_factory=dict)
    supplied: set[int] = field(default_factory=set)

    def add(self, leg: Leg) -> None:
        """Join a leg to its two points."""
        ends = (leg.source, leg.target)
        self.outs[leg.source][leg] = None
        self.ins[leg.target][leg] = None
        if ends in self.between:
            self.between[ends].append(leg)
            self.crowded[ends] = None
        else:
            self.between[ends] = [leg]

    def remove(self, legs: Iterable[Leg]) -> None:
        """Take legs out."""
        for leg in legs:
            del self.outs[leg.source][leg]
            del self.ins[leg.target][leg]
            beside = self.between[leg.source, leg.target]
            beside.remove(leg)
            if not beside:
                del self.between[leg.source, leg.target]

    def legs(self) -> Iterator[Leg]:
        """All legs."""
        for legs in self.outs.values():
            yield from legs


def nodes_in(parts: Iterable[Part]) -> Iterator[int]:
    """All nodes in these parts, however deeply nested."""
    for part in parts:
        if type(part) is int:
            yield part
        elif isinstance(part, Loop):
            yield from nodes_in(part.body)
            yield from nodes_in(part.back)
        elif isinstance(part, Net):
            for leg in part.legs:
                yield from nodes_in(leg.parts)
