"""The flow drawn step by step: the next step with the stock before it, symbols at their usual places, gaps closed."""

from __future__ import annotations

import itertools
from collections.abc import Sequence, Set

from vsm_desktop.edit.edits import Edit, add_flow, add_node, chain, delete, place
from vsm_desktop.edit.growth import (
    ARROW,
    FIRST,
    MARGIN,
    OUTSIDE,
    ROW,
    Addition,
    Grower,
    gap,
    make_room,
    material_kind,
    near,
    up,
)
from vsm_desktop.edit.rules import may_connect
from vsm_desktop.model.fields import STOCKS
from vsm_desktop.model.flows import MaterialFlow, flow_of_kind
from vsm_desktop.model.ids import new_id
from vsm_desktop.model.nodes import Node
from vsm_desktop.model.stream import State
from vsm_desktop.model.value import Point


def first_step(grower: Grower, kind: str = "process") -> Addition:
    """A symbol on an empty map, or behind everything that stands in the row."""
    line = [node for node in grower.state.nodes if node.kind not in OUTSIDE]
    (node,) = grower.new(kind)
    if not line:
        at = Point(x=FIRST, y=ROW)
    else:
        last = max(line, key=grower.right)
        at = Point(x=up(grower.right(last) + ARROW - grower.size_of(node)[0]), y=last.at.y)
    return Addition(add_node(node.evolve(at=at)), node.id)


def step_after(grower: Grower, id_: str) -> Addition | None:
    """The next process with the stock before it; between two steps it goes into the arrow that joins them."""
    return _grown(grower, id_, None, forward=True)


def step_before(grower: Grower, id_: str) -> Addition | None:
    """The process before, with the stock between."""
    return _grown(grower, id_, None, forward=False)


def insert_after(grower: Grower, id_: str, kind: str) -> Addition | None:
    """One symbol behind another, in the arrow that leads on from there."""
    return _grown(grower, id_, kind, forward=True)


def insert_before(grower: Grower, id_: str, kind: str) -> Addition | None:
    """One symbol before another, in the arrow that leads there."""
    return _grown(grower, id_, kind, forward=False)


def _grown(grower: Grower, id_: str, kind: str | None, *, forward: bool) -> Addition | None:
    anchor = grower.state.node(id_)
    if anchor is None or anchor.kind in ("customer", "control") or kind in OUTSIDE:
        return None
    if anchor.kind == "supplier":
        return _supplied(grower, anchor, kind) if forward else None
    arrow = _way(grower.state, id_, forward)
    other = grower.state.node(arrow.target if forward else arrow.source) if arrow else None
    kinds = [kind] if kind else _kinds(anchor, other)
    new = grower.new(*(kinds if forward else reversed(kinds)))
    line = (
        [anchor, *new, *([other] if other else [])]
        if forward
        else [*([other] if other else []), *new, anchor]
    )
    placed, room = _placed(grower, line, new, forward, anchor)
    legs = _legs(line, arrow, grower.taken | {node.id for node in new})
    follow = _follows_up(anchor, other, placed[-1]) if forward and other else chain()
    swept = [delete({arrow.id})] if arrow else []
    edit = chain(room, follow, *(add_node(node) for node in placed), *swept, *legs)
    goal = next((node for node in new if node.kind == "process"), new[0])
    return Addition(edit, goal.id)


def _kinds(anchor: Node, other: Node | None) -> list[str]:
    """Process and stock take turns, counted from the anchor outwards."""
    if anchor.kind not in STOCKS:
        return ["inventory", "process"]
    return ["process"] if other is None or other.kind in STOCKS else ["process", "inventory"]


def _way(state: State, id_: str, forward: bool) -> MaterialFlow | None:
    """The arrow on which material leaves or comes, rework left out; the first of several."""
    ways = [
        flow
        for flow in state.flows
        if isinstance(flow, MaterialFlow)
        and flow.repeat is None
        and (flow.source if forward else flow.target) == id_
    ]
    return ways[0] if ways else None


def _placed(
    grower: Grower, line: Sequence[Node], new: Sequence[Node], forward: bool, anchor: Node
) -> tuple[list[Node], Edit]:
    """The new nodes at their places in the row, and the edit that makes room for them."""
    names = {node.id for node in new}
    start = line.index(new[0])
    if start == 0:
        return _placed_to_the_left(grower, new, anchor)
    before = line[start - 1]
    if len(new) == 1 and (on_way := _on_the_way_up(grower, before, line[-1], new[0])):
        return [on_way], chain()
    y = (anchor if before.kind in OUTSIDE or forward else before).at.y
    placed, edge = _row(grower, before, new, y)
    return placed, _room(grower, before, placed[-1], edge, names)


def _row(grower: Grower, before: Node, new: Sequence[Node], y: float) -> tuple[list[Node], float]:
    """Nodes one behind the other to the right of one that is there; and where they end."""
    edge, kind = grower.right(before), before.kind
    placed: list[Node] = []
    for node in new:
        left, _top, right, _bottom = grower.size_of(node)
        x = up(edge + gap(kind, node.kind) - left)
        placed.append(node.evolve(at=Point(x=x, y=y)))
        edge, kind = x + right, node.kind
    return placed, edge


def _room(grower: Grower, before: Node, last: Node, edge: float, new: Set[str]) -> Edit:
    """Everything to the right moves along as far as the row needs it."""
    box = grower.size_of(last)
    top, bottom = last.at.y + box[1], last.at.y + box[3]
    ahead = [
        node
        for node in grower.state.nodes
        if node.at.x > before.at.x and node.id not in new and _level(grower, node, top, bottom)
    ]
    need = max((edge + gap(last.kind, node.kind) - grower.left(node) for node in ahead), default=0.0)
    return make_room(before.at.x, up(need)) if need > 0 else chain()


def _level(grower: Grower, node: Node, top: float, bottom: float) -> bool:
    box = grower.size_of(node)
    return node.at.y + box[1] < bottom and node.at.y + box[3] > top


def _placed_to_the_left(grower: Grower, new: Sequence[Node], anchor: Node) -> tuple[list[Node], Edit]:
    """Nodes before the first one; where the sheet ends, all others move to the right."""
    edge, kind = grower.left(anchor), anchor.kind
    placed: list[Node] = []
    for node in reversed(new):
        left, _top, right, _bottom = grower.size_of(node)
        x = -up(-(edge - gap(kind, node.kind) - right))
        placed.insert(0, node.evolve(at=Point(x=x, y=anchor.at.y)))
        edge, kind = x + left, node.kind
    short = up(MARGIN - edge) if edge < MARGIN else 0.0
    placed = [node.evolve(at=Point(x=node.at.x + short, y=node.at.y)) for node in placed]
    in_row = [node.at.x for node in grower.state.nodes if node.kind not in OUTSIDE]
    return placed, make_room(min(in_row) - 1.0, short) if short else chain()


def _on_the_way_up(grower: Grower, before: Node, after: Node, node: Node) -> Node | None:
    """Between a row and the customer above it: half way up."""
    if after.kind != "customer" or before.kind in OUTSIDE or node.kind != "transport":
        return None
    foot, head = after.at.y + grower.size_of(after)[3], before.at.y + grower.size_of(before)[1]
    return node.evolve(at=Point(x=before.at.x, y=near((foot + head) / 2))) if foot < head else None


def _follows_up(anchor: Node, other: Node, last: Node) -> Edit:
    """A truck that stands above what it takes from stands above the new end of the row then."""
    above = other.kind == "transport" and other.at.x == anchor.at.x and other.at.y < anchor.at.y
    return place({other.id: Point(x=last.at.x, y=other.at.y)}) if above and not other.locked else chain()


def _legs(line: Sequence[Node], arrow: MaterialFlow | None, taken: frozenset[str]) -> list[Edit]:
    """The arrows along the line; the one that was there stays on the leg it suits."""
    pairs = list(itertools.pairwise(line))
    shipped = arrow is not None and arrow.kind == "shipment"
    kinds = [
        "shipment" if shipped and b.kind == "transport" else material_kind(a.kind, b.kind) for a, b in pairs
    ]
    keeps = 0
    if arrow is not None and arrow.kind != kinds[0] and arrow.kind == kinds[-1]:
        keeps = len(pairs) - 1
    edits: list[Edit] = []
    for i, (a, b) in enumerate(pairs):
        if arrow is not None and i == keeps:
            edits.append(add_flow(arrow.evolve(source=a.id, target=b.id, bends=())))
            continue
        id_ = new_id("flow", taken)
        taken |= {id_}
        edits.append(add_flow(flow_of_kind(kinds[i], id=id_, source=a.id, target=b.id)))
    return edits


def _supplied(grower: Grower, supplier: Node, kind: str | None) -> Addition:
    """What a truck brings stands at the head of the row; the row makes room."""
    new = grower.new(*([kind] if kind else ["inventory", "process"]))
    row = [node.at.y for node in grower.state.nodes if node.kind == "process"]
    y = row[0] if row else ROW
    left = up(max(MARGIN, supplier.at.x + grower.size_of(supplier)[0]))
    first = new[0].evolve(at=Point(x=up(left - grower.size_of(new[0])[0]), y=y))
    rest, edge = _row(grower, first, new[1:], y)
    placed = [first, *rest]
    edge = edge if rest else grower.right(first)
    others = [node.at.x for node in grower.state.nodes if node.kind not in OUTSIDE]
    room = _room_for_row(grower, placed, edge, min(others, default=0.0))
    truck = flow_of_kind(
        "shipment", id=new_id("flow", grower.taken), source=supplier.id, target=first.id, vehicle="truck"
    )
    legs = _legs(placed, None, grower.taken | {truck.id, *(node.id for node in new)})
    edit = chain(room, *map(add_node, placed), add_flow(truck), *legs)
    return Addition(edit, next((node.id for node in new if node.kind == "process"), new[0].id))


def _room_for_row(grower: Grower, placed: Sequence[Node], edge: float, first: float) -> Edit:
    box = grower.size_of(placed[0])
    top, bottom = placed[0].at.y + box[1], placed[0].at.y + box[3]
    row = [
        node
        for node in grower.state.nodes
        if node.kind not in OUTSIDE and _level(grower, node, top, bottom) and grower.right(node) > 0
    ]
    need = max((edge + gap(placed[-1].kind, node.kind) - grower.left(node) for node in row), default=0.0)
    return make_room(first - 1.0, up(need)) if need > 0 else chain()


def delete_healing(ids: Set[str]) -> Edit:
    """Remove nodes and arrows; where a removed step stood between two others, its incoming arrow leads on."""

    def apply(state: State) -> State:
        healed = state
        for node in state.nodes:
            if node.id in ids and node.kind not in OUTSIDE:
                healed = _bridged(healed, node.id, ids)
        return delete(ids)(healed)

    return apply


def _bridged(state: State, id_: str, ids: Set[str]) -> State:
    """The arrow that comes to a node leads to where its only other one goes, if that may be."""
    material = [flow for flow in state.flows if isinstance(flow, MaterialFlow)]
    coming = [flow for flow in material if flow.target == id_ and flow.id not in ids]
    leaving = [flow for flow in material if flow.source == id_ and flow.id not in ids]
    if len(coming) != 1 or len(leaving) != 1:
        return state
    source, target = coming[0].source, leaving[0].target
    gone = {coming[0].id, leaving[0].id}
    rest = state.evolve(flows=tuple(flow for flow in state.flows if flow.id not in gone))
    kept = coming[0] if leaving[0].kind != "shipment" else leaving[0]
    if not may_connect(rest, source, target, kept.kind).allowed:
        return state
    joined = kept.evolve(source=source, target=target, bends=())
    flows = tuple(
        joined if flow is kept else flow for flow in state.flows if flow is kept or flow.id not in gone
    )
    return state.evolve(flows=flows)
