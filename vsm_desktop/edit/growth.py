"""What every addition to a map needs: the map, new symbols, room for them, and the usual gaps and arrows."""

from __future__ import annotations

from collections.abc import Callable
from math import ceil

from msgspec import Struct

from vsm_desktop.edit.edits import Edit, changed
from vsm_desktop.edit.rules import natural_kind
from vsm_desktop.model.catalogue import article, new_node
from vsm_desktop.model.fields import MATERIAL, STOCKS
from vsm_desktop.model.flows import Flow
from vsm_desktop.model.ids import new_id
from vsm_desktop.model.nodes import Node
from vsm_desktop.model.stream import State
from vsm_desktop.model.value import Point

Box = tuple[float, float, float, float]
SizeOf = Callable[[Node], Box]

OUTSIDE = ("supplier", "customer", "control")
OF_START, OF_END = (
    ("share", "repeat"),
    ("supply_share", "pieces_per_unit"),
)  # the end data of an arrow belong to
GAP, SHORT, ARROW = 14.0, 42.0, 70.0  # beside a stock that sits on its arrow, between stocks, elsewhere
MARGIN, TOP, ROW, FIRST = 20.0, 66.0, 342.0, 132.0
_GRID = 6.0
_ON_ARROW = ("inventory", "queue")


class Addition(Struct, frozen=True):
    """An edit that adds something, and which of it one goes on with."""

    edit: Edit
    id: str


class Grower(Struct, frozen=True):
    """What an addition needs to know: the map, the ids in use anywhere in the stream, and how large symbols are."""

    state: State
    taken: frozenset[str]
    size_of: SizeOf

    def new(self, *kinds: str) -> list[Node]:
        """New symbols by their keys in the catalogue, not placed yet."""
        made: list[Node] = []
        for kind in kinds:
            id_ = new_id(article(kind).kind, self.taken.union(node.id for node in made))
            made.append(new_node(kind, id_, Point()))
        return made

    def left(self, node: Node) -> float:
        return node.at.x + self.size_of(node)[0]

    def right(self, node: Node) -> float:
        return node.at.x + self.size_of(node)[2]


def make_room(limit: float, shift: float) -> Edit:
    """Everything right of a line moves to the right; what is locked stays."""

    def node(one: Node) -> Node:
        moves = one.at.x > limit and not one.locked
        return one.evolve(at=Point(x=one.at.x + shift, y=one.at.y)) if moves else one

    def flow(one: Flow) -> Flow:
        if not any(bend.x > limit for bend in one.bends):
            return one
        return one.evolve(bends=tuple(Point(x=b.x + shift * (b.x > limit), y=b.y) for b in one.bends))

    def apply(state: State) -> State:
        return state.evolve(nodes=changed(state.nodes, node), flows=changed(state.flows, flow))

    return apply


def material_kind(a: str, b: str) -> str:
    """The usual arrow of material between two kinds of node."""
    kind = natural_kind(a, b)
    return kind if kind in MATERIAL else "push"


def gap(a: str, b: str) -> float:
    """The room between two kinds of symbol in a row."""
    if a in STOCKS and b in STOCKS:
        return SHORT
    return GAP if a in _ON_ARROW or b in _ON_ARROW else ARROW


def up(value: float) -> float:
    """The next line of the grid."""
    return ceil(round(value, 6) / _GRID) * _GRID


def near(value: float) -> float:
    """The nearest line of the grid."""
    return round(value / _GRID) * _GRID
