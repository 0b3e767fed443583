"""The flow to one end as a network of legs, reduced to a nest of blocks (METRICS.md 5.0 c - g, 5.9).

A leg runs from where ways part to where they join, over steps in series. Innermost structures are folded first: legs
in series become one leg, parallel legs a `Net`, a rework loop a `Loop`. What is left over and is no such nest is one
`Net` if all its splits are of one kind, and cannot be computed otherwise.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

from vsm_desktop.metrics.figure import Why

START, END = -1, -2
Part: TypeAlias = "int | Factor | Stop | Loop | Net"
"""What lies on a leg: a node by its number, or a block."""


@dataclass(eq=False, slots=True)
class Factor:
    """More (or fewer) pieces before this place than after it: `pieces_per_unit`, or a loss to a dead end."""

    by: float


@dataclass(eq=False, slots=True)
class Stop:
    """A place beyond which nothing can be computed."""

    why: Why


@dataclass(eq=False, slots=True)
class Leg:
    """A stretch of steps and blocks in series; `chance` is the probability to take it where only one is taken.

    `first` is the drawing order of its first node, for ties; `again` marks a way on which rework goes back.
    """

    source: int
    target: int
    parts: list[Part]
    chance: float = 1.0
    supply: float | None = None
    first: int = 0
    again: bool = False


@dataclass(eq=False, slots=True)
class Loop:
    """A stretch that is repeated with some probability, over a way back (5.8)."""

    repeat: float
    body: list[Part]
    back: list[Part]
    depth: int
    alone: bool = True
    why: Why | None = None


@dataclass(eq=False, slots=True)
class Net:
    """Legs between two points: one of them is taken at each split (`one_of`), or all are.

    Legs are in flow order. `visits` is the expected number of passages of each leg, 1 where all are taken.
    """

    one_of: bool
    legs: list[Leg]
    entry: int
    exit: int
    depth: int
    visits: list[float] = field(default_factory=list)
    cyclic: bool = False
    why: Why | None = None


@dataclass(eq=False, slots=True)
class Network:
    """Legs by the points they leave and reach; points of `one_of` splits; what is wrong at a point."""

    outs: defaultdict[int, list[Leg]] = field(default_factory=lambda: defaultdict(list))
    ins: defaultdict[int, list[Leg]] = field(default_factory=lambda: defaultdict(list))
    one_of: set[int] = field(default_factory=set)
    wrong: dict[int, Why] = field(default_factory=dict)
    supplied: set[int] = field(default_factory=set)

    def add(self, leg: Leg) -> None:
        """Join a leg to its two points."""
        self.outs[leg.source].append(leg)
        self.ins[leg.target].append(leg)

    def remove(self, legs: Iterable[Leg]) -> None:
        """Take legs out."""
        for leg in legs:
            self.outs[leg.source].remove(leg)
            self.ins[leg.target].remove(leg)

    def legs(self) -> Iterator[Leg]:
        """All legs."""
        for legs in self.outs.values():
            yield from legs


def depth_of(parts: Iterable[Part]) -> int:
    """How deeply blocks are nested in these parts."""
    return max((part.depth for part in parts if isinstance(part, Net | Loop)), default=0)


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
