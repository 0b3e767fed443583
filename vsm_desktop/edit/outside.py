"""Suppliers, customers and production control at their usual places in the top row."""

from __future__ import annotations

from vsm_desktop.edit.edits import Edit, add_flow, add_node, chain
from vsm_desktop.edit.growth import GAP, MARGIN, OUTSIDE, TOP, Addition, Grower, near, up
from vsm_desktop.model.fields import MATERIAL, NOTES
from vsm_desktop.model.flows import flow_of_kind
from vsm_desktop.model.ids import new_id
from vsm_desktop.model.nodes import Node
from vsm_desktop.model.stream import State
from vsm_desktop.model.value import Point


def insert_outside(grower: Grower, key: str, selected: str = "") -> Addition:
    """A supplier, customer or production control at its usual place; material joined to the step that is selected, or
    to the end of the row that is still open."""
    (node,) = grower.new(key)
    node = node.evolve(at=_outside_place(grower, node))
    edits: list[Edit] = [add_node(node)]
    kind = node.kind
    end = _open_end(grower.state, kind, selected)
    if end is not None:
        a, b = (node, end) if kind == "supplier" else (end, node)
        more = {"vehicle": "truck"} if kind == "supplier" else {}
        id_ = new_id("flow", grower.taken | {node.id})
        edits.append(add_flow(flow_of_kind("shipment", id=id_, source=a.id, target=b.id, **more)))
    return Addition(chain(*edits), node.id)


def _open_end(state: State, kind: str, selected: str) -> Node | None:
    """The first step nothing comes to, or the last one nothing leaves."""
    if kind == "control":
        return None
    used = {
        flow.target if kind == "supplier" else flow.source for flow in state.flows if flow.kind in MATERIAL
    }
    free = [
        node
        for node in state.nodes
        if node.kind not in (*OUTSIDE, "junction", *NOTES) and node.id not in used
    ]
    chosen = next((node for node in free if node.id == selected), None)
    pick = min if kind == "supplier" else max
    return chosen or (pick(free, key=lambda node: node.at.x) if free else None)


def _outside_place(grower: Grower, node: Node) -> Point:
    state, (left, _top, right, _bottom) = grower.state, grower.size_of(node)
    top = [other for other in state.nodes if other.kind in OUTSIDE]
    if node.kind == "supplier":
        x, way = up(MARGIN - left), 6.0
    elif node.kind == "customer":
        line = [grower.right(other) for other in state.nodes if other.kind not in (*OUTSIDE, *NOTES)]
        x, way = near(max([*line, 964.0]) - right), 6.0
    else:
        ends = [other.at.x for other in top if other.kind == "supplier"][:1] + [
            other.at.x for other in top if other.kind == "customer"
        ][:1]
        x, way = near(sum(ends) / 2 if len(ends) == 2 else 492.0), 6.0
    while any(_close(grower, other, x + left, x + right) for other in top):
        x += way
    return Point(x=x, y=TOP)


def _close(grower: Grower, other: Node, left: float, right: float) -> bool:
    return grower.left(other) < right + 3 * GAP and grower.right(other) > left - 3 * GAP
