"""Room for what is new: the steps of a row share its length evenly, arrows as long as their kind needs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from vsm_desktop.edit.edits import Edit
from vsm_desktop.edit.growth import SizeOf, gap, make_room, near
from vsm_desktop.model.fields import STOCKS
from vsm_desktop.model.nodes import Node
from vsm_desktop.model.stream import State
from vsm_desktop.model.value import Point

_ROW = ("process", *STOCKS, "transport", "junction")
_LEVEL = 30.0  # nodes this near to each other in height stand in one row
_OVER = 66.0  # what stands this near above or below the middle of a step goes along with it


def respaced(id_: str, size_of: SizeOf) -> Edit:
    """Space the row of a step evenly between its ends, which stay; where it is too short, what is right of it gives way.

    A row in which something is locked stays as it is.
    """

    def apply(state: State) -> State:
        step = state.node(id_)
        if step is None:
            return state
        row = [one for one in state.nodes if one.kind in _ROW and abs(one.at.y - step.at.y) <= _LEVEL]
        if len(row) < 3 or any(one.locked for one in row):
            return state
        row.sort(key=lambda one: one.at.x)
        needed = [gap(a.kind, b.kind) for a, b in pairwise(row)]
        widths = [size_of(one)[2] - size_of(one)[0] for one in row]
        start, end = row[0].at.x + size_of(row[0])[0], row[-1].at.x + size_of(row[-1])[2]  # these stay
        spare = end - start - sum(widths) - sum(needed)
        if spare < 0:
            state = make_room(row[-2].at.x, near(-spare) + 6.0)(state)
            spare = 0.0
        gaps = _levelled(needed, spare)
        places, x = dict[str, float](), start
        for one, wide, after in zip(row, widths, [*gaps, 0.0], strict=True):
            places[one.id] = near(x - size_of(one)[0])
            x += wide + after
        return _moved(state, {one.id: one for one in row}, places, {row[0].id, row[-1].id})

    return apply


def _levelled(needed: Sequence[float], spare: float) -> list[float]:
    """Gaps as even as they can be: what there is to spare widens the narrowest first."""
    ordered = sorted(needed)
    for count in range(len(ordered), 0, -1):  # so many of the narrowest come to one width
        width = (sum(ordered[:count]) + spare) / count
        if width >= ordered[count - 1]:
            return [max(one, width) for one in needed]
    return list(needed)


def _moved(state: State, row: Mapping[str, Node], places: Mapping[str, float], ends: set[str]) -> State:
    """The steps at their places, and with each what is about it or stands over it as its levelling box does."""
    shifts = {id_: places[id_] - one.at.x for id_, one in row.items() if id_ not in ends}

    def shift_of(node: Node) -> float:
        if node.id in shifts:
            return shifts[node.id]
        if about := getattr(node, "about", ""):
            return shifts.get(about, 0.0)
        if node.kind == "control" and getattr(node, "symbol", None) == "heijunka":
            under = min(row.values(), key=lambda one: abs(one.at.x - node.at.x))
            return shifts.get(under.id, 0.0) if abs(under.at.x - node.at.x) <= _OVER else 0.0
        return 0.0

    def placed(node: Node) -> Node:
        by = 0.0 if node.locked else shift_of(node)
        return node.evolve(at=Point(x=node.at.x + by, y=node.at.y)) if by else node

    nodes = tuple(map(placed, state.nodes))
    flows = tuple(
        flow.evolve(bends=()) if flow.bends and {flow.source, flow.target} & shifts.keys() else flow
        for flow in state.flows
    )
    return state.evolve(nodes=nodes, flows=flows)
