"""Put a new symbol right after another: the arrow between is split, and what follows makes room."""

from __future__ import annotations

from collections.abc import Callable
from math import ceil

from vsm_desktop.edit.edits import Edit, add_flow, add_node, chain, changed
from vsm_desktop.edit.rules import may_connect, natural_kind
from vsm_desktop.model.fields import MATERIAL, STOCKS
from vsm_desktop.model.flows import Flow, MaterialFlow, flow_of_kind
from vsm_desktop.model.ids import new_id
from vsm_desktop.model.nodes import Node
from vsm_desktop.model.quantity import Quantity
from vsm_desktop.model.stream import State
from vsm_desktop.model.value import Point

Box = tuple[float, float, float, float]
SizeOf = Callable[[Node], Box]

_GRID = 6.0
_GAP, _SHORT, _ARROW = 14.0, 42.0, 70.0  # beside a stock that sits on its arrow, between stocks, elsewhere
_ON_ARROW = ("inventory", "queue")
_NOT_IN_LINE = ("control", "supplier")
_NOT_AFTER = ("control", "customer")
_OF_START, _OF_END = (
    ("share", "repeat"),
    ("supply_share", "pieces_per_unit"),
)  # which end an arrow's data belong to


def step_before(state: State, selected: frozenset[str], kind: str) -> tuple[Node, MaterialFlow | None] | None:
    """After which symbol, and on which arrow, a new one of this kind would stand; None if it belongs elsewhere."""
    if len(selected) != 1 or kind in _NOT_IN_LINE:
        return None
    (id_,) = selected
    flow = state.flow(id_)
    before = state.node(flow.source if flow else id_)
    if before is None or before.kind in _NOT_AFTER or (flow and not isinstance(flow, MaterialFlow)):
        return None
    arrow = flow if isinstance(flow, MaterialFlow) else _way_on(state, id_)
    return None if arrow and kind == "customer" else (before, arrow)


def insert_after(
    before: Node, arrow: MaterialFlow | None, node: Node, size_of: SizeOf, taken: frozenset[str]
) -> Edit:
    """The node stands after another one, in its row, joined to it and, if it splits an arrow, to what follows.

    `taken` are the ids in use anywhere in the stream.
    """

    def apply(state: State) -> State:
        at, limit, shift = _room(state, before, node, size_of)
        placed = node.evolve(at=at)
        state = chain(_make_room(limit, shift), add_node(placed))(state)
        first = _join(before.id, node.id, before.kind, node.kind)
        if arrow is None:
            return _drawn(state, *first, taken | {node.id})
        return _split(state, arrow, placed, taken | {node.id})

    return apply


def free_place(state: State, node: Node, at: Point, size_of: SizeOf) -> Point:
    """The place itself, or the first free one to the lower right of it."""
    taken = [_box(other, size_of) for other in state.nodes]
    while any(_overlap(_box(node.evolve(at=at), size_of), box) for box in taken):
        at = Point(x=at.x + 4 * _GRID, y=at.y + 4 * _GRID)
    return at


def _way_on(state: State, id_: str) -> MaterialFlow | None:
    """The arrow on which material leaves, if there is only one."""
    out = [flow for flow in state.flows if isinstance(flow, MaterialFlow) and flow.source == id_]
    forward = [flow for flow in out if flow.repeat is None]
    return forward[0] if len(forward) == 1 else None


def _room(state: State, before: Node, node: Node, size_of: SizeOf) -> tuple[Point, float, float]:
    """Where the node goes; from which x on everything moves, and how far."""
    left, top, right, bottom = size_of(node)
    edge = before.at.x + size_of(before)[2]
    y = before.at.y
    at = _up(edge + _gap(before.kind, node.kind) - left)
    ahead = [
        (box, other.kind)
        for other in state.nodes
        if other.id != before.id
        and (box := _box(other, size_of))[0] >= edge - _GRID
        and box[1] < y + bottom
        and box[3] > y + top
    ]
    if not ahead:
        return Point(x=at, y=y), edge, 0.0
    nearest, kind = min(ahead)
    missing = at + right + _gap(node.kind, kind) - nearest[0]
    if missing <= 0:
        middle = (edge + nearest[0]) / 2 - (left + right) / 2
        return Point(x=round(middle / _GRID) * _GRID, y=y), edge, 0.0
    return Point(x=at, y=y), nearest[0], _up(missing)


def _gap(a: str, b: str) -> float:
    if a in STOCKS and b in STOCKS:
        return _SHORT
    return _GAP if a in _ON_ARROW or b in _ON_ARROW else _ARROW


def _make_room(limit: float, shift: float) -> Edit:
    """Everything from a line on moves to the right; what is locked stays."""

    def node(one: Node) -> Node:
        moves = one.at.x > limit and not one.locked
        return one.evolve(at=Point(x=one.at.x + shift, y=one.at.y)) if moves else one

    def flow(one: Flow) -> Flow:
        if not any(bend.x > limit for bend in one.bends):
            return one
        bends = tuple(Point(x=bend.x + shift * (bend.x > limit), y=bend.y) for bend in one.bends)
        return one.evolve(bends=bends)

    def apply(state: State) -> State:
        if not shift:
            return state
        return state.evolve(nodes=changed(state.nodes, node), flows=changed(state.flows, flow))

    return apply


def _split(state: State, arrow: MaterialFlow, node: Node, taken: frozenset[str]) -> State:
    """The arrow leads to or from the new node, on whichever side it is the usual one; a new one does the rest."""
    kinds = {one.id: one.kind for one in state.nodes}
    a, b = arrow.source, arrow.target
    without = state.evolve(flows=tuple(flow for flow in state.flows if flow.id != arrow.id))
    first, second = _join(a, node.id, kinds[a], node.kind), _join(node.id, b, node.kind, kinds[b])
    if not all(may_connect(without, *leg).allowed for leg in (first, second)):
        return state
    start = {key: getattr(arrow, key) for key in _OF_START}
    end = {key: getattr(arrow, key) for key in _OF_END}
    if arrow.kind != first[2] and arrow.kind == second[2]:
        kept, leg, data = arrow.evolve(source=node.id, bends=(), **dict.fromkeys(_OF_START)), first, start
    else:
        kept, leg, data = arrow.evolve(target=node.id, bends=(), **dict.fromkeys(_OF_END)), second, end
    flows = tuple(kept if flow.id == arrow.id else flow for flow in state.flows)
    return _drawn(state.evolve(flows=flows), *leg, taken, **data)


def _join(a: str, b: str, kind_a: str, kind_b: str) -> tuple[str, str, str]:
    """The two ends and the usual arrow of material between them."""
    kind = natural_kind(kind_a, kind_b)
    return a, b, kind if kind in MATERIAL else "push"


def _drawn(
    state: State, source: str, target: str, kind: str, taken: frozenset[str], **data: Quantity | None
) -> State:
    """The state with a further arrow."""
    return add_flow(flow_of_kind(kind, id=new_id("flow", taken), source=source, target=target, **data))(state)


def _box(node: Node, size_of: SizeOf) -> Box:
    left, top, right, bottom = size_of(node)
    return (node.at.x + left, node.at.y + top, node.at.x + right, node.at.y + bottom)


def _overlap(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _up(value: float) -> float:
    return ceil(value / _GRID) * _GRID
