"""Room for what is new: the steps of a row share its length evenly, arrows as long as their kind needs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from vsm_desktop.edit.edits import Edit
from vsm_desktop.edit.growth import Box, SizeOf, gap, make_room, near
from vsm_desktop.insight.coach.places import star_under
from vsm_desktop.metrics.flow import flow_of
from vsm_desktop.model.fields import STOCKS
from vsm_desktop.model.nodes import Burst, Node
from vsm_desktop.model.stream import State
from vsm_desktop.model.value import Point

_ROW = ("process", *STOCKS, "transport", "junction")
_UNEVEN = 3.0  # so many times as much room, measured by what a pair needs, is spread anew
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
        row = sorted(_row_of(state, step), key=lambda one: one.at.x)
        if len(row) < 3 or any(one.locked for one in row):
            return state
        return _spread(state, row, size_of, {row[0].id, row[-1].id})

    return apply


def cleared(before: State, size_of: SizeOf) -> Edit:
    """Rows in which something came that was not there before, spaced anew in flow order where it lies on something else, or
    where there is much room at one place and little at another.

    A row in which something is locked stays as it is.
    """

    def apply(state: State) -> State:
        old = {one.id for one in before.nodes}
        came = [one.id for one in state.nodes if one.kind in _ROW and one.id not in old]
        place = {node.id: at for at, node in enumerate(_in_flow_order(state))} if came else {}
        done = set[str]()
        for id_ in came:
            step = state.node(id_)
            if step is None or id_ in done:
                continue
            row = sorted(_whole_row(state, step), key=lambda one: (place.get(one.id, len(place)), one.at.x))
            done.update(one.id for one in row)
            if not any(one.locked for one in row) and _is_uneven(row, size_of):
                state = _stars_off(_spread(state, row, size_of, set()), size_of)
        return state

    return apply


def _in_flow_order(state: State) -> list[Node]:
    flow = flow_of(state)
    return [flow.nodes[i] for i in flow.order]


def _stars_off(state: State, size_of: SizeOf) -> State:
    """The stars that went along with their steps onto others, each under its step again."""
    for star in [one for one in state.nodes if isinstance(one, Burst) and one.about and not one.locked]:
        box = _box(star, size_of)
        others = tuple(one for one in state.nodes if one is not star)
        on = [one for one in others if one.kind in (*_ROW, "burst") and _meet(box, _box(one, size_of))]
        if on and state.node(star.about) is not None:
            at = star_under(star.about, size_of)(state.evolve(nodes=others))
            new = star.evolve(at=at)
            state = state.evolve(nodes=tuple(new if one is star else one for one in state.nodes))
    return state


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _whole_row(state: State, step: Node) -> list[Node]:
    """All that stands in the row of a step: what is about as high as it, or as something that is."""
    row, ahead = {step.id: step}, [step]
    while ahead:
        here = ahead.pop()
        new = [one for one in _row_of(state, here) if one.id not in row]
        row |= {one.id: one for one in new}
        ahead += new
    return list(row.values())


def _is_uneven(row: Sequence[Node], size_of: SizeOf) -> bool:
    """Whether neighbours of a row lie on each other, or are some times as near to each other as others are."""
    shares = [
        (_box(after, size_of)[0] - _box(one, size_of)[2]) / gap(one.kind, after.kind)
        for one, after in pairwise(row)
    ]
    return bool(shares) and (min(shares) <= 0 or max(shares) > _UNEVEN * min(shares))


def _box(node: Node, size_of: SizeOf) -> Box:
    left, top, right, bottom = size_of(node)
    return (node.at.x + left, node.at.y + top, node.at.x + right, node.at.y + bottom)


def _row_of(state: State, step: Node) -> list[Node]:
    return [one for one in state.nodes if one.kind in _ROW and abs(one.at.y - step.at.y) <= _LEVEL]


def _spread(state: State, row: list[Node], size_of: SizeOf, ends: set[str]) -> State:
    """A row in this order over its length; the ends stay where they are."""
    needed = [gap(a.kind, b.kind) for a, b in pairwise(row)]
    widths = [size_of(one)[2] - size_of(one)[0] for one in row]
    start, end = min(_box(one, size_of)[0] for one in row), max(_box(one, size_of)[2] for one in row)
    spare = end - start - sum(widths) - sum(needed)
    if spare < 0:
        limit = sorted(one.at.x for one in row)[-2]
        state = make_room(limit, near(-spare) + 6.0)(state)
        spare = 0.0
    gaps = _levelled(needed, spare)
    places, x = dict[str, float](), start
    for one, wide, after in zip(row, widths, [*gaps, 0.0], strict=True):
        places[one.id] = near(x - size_of(one)[0])
        x += wide + after
    return _moved(state, {one.id: state.node(one.id) or one for one in row}, places, ends)


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
