"""The flow drawn step by step: the next step with the stock before it, symbols at their usual places, gaps closed."""

from __future__ import annotations

import itertools
from collections.abc import Sequence, Set

from vsm_desktop.edit.arrows import bend, reattach
from vsm_desktop.edit.edits import Edit, add_flow, add_node, chain, delete, place
from vsm_desktop.edit.growth import (
    ARROW,
    FIRST,
    MARGIN,
    OF_END,
    OF_START,
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
from vsm_desktop.model.catalogue import article
from vsm_desktop.model.fields import NOTES, STOCKS
from vsm_desktop.model.flows import Flow, MaterialFlow, flow_of_kind
from vsm_desktop.model.ids import new_id
from vsm_desktop.model.nodes import Node
from vsm_desktop.model.stream import State
from vsm_desktop.model.value import Point

_ENDS = ("customer", "control", *NOTES)  # nothing is put behind these


def first_step(grower: Grower, kind: str = "process", made: Node | None = None) -> Addition:
    """A symbol on an empty map, or behind everything that stands in the row; one that is `made` already, or a new one."""
    line = [node for node in grower.state.nodes if node.kind not in (*OUTSIDE, *NOTES)]
    (node,) = [made] if made else grower.new(kind)
    if not line:
        at = Point(x=FIRST, y=ROW)
    else:
        last = max(line, key=grower.right)
        at = Point(x=up(grower.right(last) + ARROW - grower.size_of(node)[0]), y=last.at.y)
    return Addition(add_node(node.evolve(at=at)), node.id)


def step_after(grower: Grower, id_: str) -> Addition | None:
    """The next process with the stock before it; between two steps it goes into the arrow that joins them."""
    anchor = grower.state.node(id_)
    if anchor is None or anchor.kind in _ENDS:
        return None
    return (
        _supplied(grower, anchor) if anchor.kind == "supplier" else _grown(grower, anchor, None, forward=True)
    )


def step_before(grower: Grower, id_: str) -> Addition | None:
    """The process before, with the stock between."""
    anchor = grower.state.node(id_)
    if anchor is None or anchor.kind in (*OUTSIDE, *NOTES):
        return None
    return _grown(grower, anchor, None, forward=False)


def stands_after(state: State, selected: Set[str], kind: str) -> Node | None:
    """Behind which symbol a new one of this kind would be put; None if it belongs elsewhere."""
    if len(selected) != 1 or article(kind).kind in (*OUTSIDE, *NOTES):
        return None
    (id_,) = selected
    flow = state.flow(id_)
    if flow is not None and not isinstance(flow, MaterialFlow):
        return None
    anchor = state.node(flow.source if flow else id_)
    return None if anchor is None or anchor.kind in _ENDS else anchor


def insert_after(grower: Grower, id_: str, kind: str, made: Sequence[Node] = ()) -> Addition | None:
    """One symbol behind another, from where every way leads on; or in the arrow of material that is named.

    Symbols that are `made` already, the first of this kind, are put there one after the other in place of a new one.
    """
    anchor = stands_after(grower.state, {id_}, kind)
    if anchor is None:
        return None
    arrow = grower.state.flow(id_)
    ways = [arrow] if isinstance(arrow, MaterialFlow) else _ways(grower.state, id_, True)
    if anchor.kind != "supplier":
        return _grown(grower, anchor, kind, forward=True, ways=ways, made=made)
    first = grower.state.node(ways[0].target) if ways else None
    if first is None:
        return _supplied(grower, anchor, kind, made)
    return _grown(grower, first, kind, forward=False, ways=ways[:1], made=made)


def insert_before(grower: Grower, id_: str, made: Sequence[Node]) -> Addition | None:
    """Symbols that are made already before another; they take over the ways that led there."""
    anchor = grower.state.node(id_)
    if anchor is None or anchor.kind in (*OUTSIDE, *NOTES):
        return None
    return _grown(grower, anchor, made[0].kind, forward=False, made=made)


def _grown(
    grower: Grower,
    anchor: Node,
    kind: str | None,
    *,
    forward: bool,
    ways: Sequence[MaterialFlow] | None = None,
    made: Sequence[Node] = (),
) -> Addition | None:
    """New symbols on one side of another; a single arrow there is split, several are tied to what is new."""
    ways = _ways(grower.state, anchor.id, forward) if ways is None else ways
    arrow = ways[0] if len(ways) == 1 else None
    other = grower.state.node(arrow.target if forward else arrow.source) if arrow else None
    kinds = [kind] if kind else _kinds(anchor, other)
    new = list(made) or grower.new(*(kinds if forward else reversed(kinds)))
    beyond = [other] if other else []
    line = [anchor, *new, *beyond] if forward else [*beyond, *new, anchor]
    placed, room = _placed(grower, line, new, forward, anchor)
    legs = _legs(line, arrow, grower.taken | {node.id for node in new})
    tied = [] if arrow else [_tied(flow, new[-1 if forward else 0].id, forward) for flow in ways]
    follow = _follows_up(anchor, other, placed[-1]) if forward and other else chain()
    swept = [delete({arrow.id})] if arrow else []
    without = chain(room, follow, *map(add_node, placed), *swept, *tied)
    if not _may_stand(without(grower.state), legs):
        return None
    goal = next((node for node in new if node.kind == "process"), new[0])
    return Addition(chain(without, *map(add_flow, legs)), goal.id)


def _tied(flow: MaterialFlow, id_: str, forward: bool) -> Edit:
    """An arrow that leads on from a symbol, or to it."""
    ends = {"source": id_} if forward else {"target": id_}
    return chain(reattach(flow.id, **ends), bend(flow.id, ()))


def _may_stand(state: State, legs: Sequence[Flow]) -> bool:
    return all(may_connect(state, leg.source, leg.target, leg.kind).allowed for leg in legs)


def _kinds(anchor: Node, other: Node | None) -> list[str]:
    """Process and stock take turns, counted from the anchor outwards."""
    if anchor.kind not in STOCKS:
        return ["inventory", "process"]
    return ["process"] if other is None or other.kind in STOCKS else ["process", "inventory"]


def _ways(state: State, id_: str, forward: bool) -> list[MaterialFlow]:
    """The arrows on which material leaves or comes, rework left out."""
    return [
        flow
        for flow in state.flows
        if isinstance(flow, MaterialFlow)
        and flow.repeat is None
        and (flow.source if forward else flow.target) == id_
    ]


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


def _legs(line: Sequence[Node], arrow: MaterialFlow | None, taken: frozenset[str]) -> list[Flow]:
    """The arrows along the line; the one that was there stays on the leg it suits, its data at the end they belong to."""
    pairs = list(itertools.pairwise(line))
    shipped = arrow is not None and arrow.kind == "shipment"
    kinds = [
        "shipment" if shipped and b.kind == "transport" else material_kind(a.kind, b.kind) for a, b in pairs
    ]
    last = len(pairs) - 1
    keeps = last if arrow is not None and arrow.kind != kinds[0] and arrow.kind == kinds[-1] else 0
    legs: list[Flow] = []
    for i, (a, b) in enumerate(pairs):
        parted = (OF_START if i == 0 else ()) + (OF_END if i == last else ())
        if arrow is not None and i == keeps:
            gone = {key: None for key in (*OF_START, *OF_END) if key not in parted}
            legs.append(arrow.evolve(source=a.id, target=b.id, bends=(), **gone))
            continue
        data = {key: getattr(arrow, key) for key in parted} if arrow is not None else {}
        id_ = new_id("flow", taken)
        taken |= {id_}
        legs.append(flow_of_kind(kinds[i], id=id_, source=a.id, target=b.id, **data))
    return legs


def _supplied(grower: Grower, supplier: Node, kind: str | None = None, made: Sequence[Node] = ()) -> Addition:
    """What a truck brings stands at the head of the row; the row makes room."""
    new = list(made) or grower.new(*([kind] if kind else ["inventory", "process"]))
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
    edit = chain(room, *map(add_node, placed), *map(add_flow, (truck, *legs)))
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
