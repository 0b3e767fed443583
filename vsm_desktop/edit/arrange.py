"""Automatic layout: suppliers upper left, customers upper right, control between, material in lanes left to right."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

from vsm_desktop.edit.edits import Edit, place
from vsm_desktop.model.flows import MaterialFlow
from vsm_desktop.model.nodes import Node
from vsm_desktop.model.stream import State
from vsm_desktop.model.value import Point

Box = tuple[float, float, float, float]
SizeOf = Callable[[Node], Box]

_MARGIN, _GRID = 20.0, 6.0
_TOP, _ROW = 66.0, 342.0
_RUN_IN = 72.0
_GAP = 14.0
_LANE_GAP = 44.0
_OUTSIDE = ("supplier", "customer", "control")


def arrange(size_of: SizeOf) -> Edit:
    """Lay out the whole map; a second time changes nothing. Boxes are given round each node's centre."""

    def apply(state: State) -> State:
        return place(places(state, size_of))(state)

    return apply


def places(state: State, size_of: SizeOf) -> dict[str, Point]:
    """Where every node goes."""
    last_legs = _last_legs(state)
    inside = [node for node in state.nodes if node.kind not in _OUTSIDE and node.id not in last_legs]
    arrows = _forward(state, {node.id for node in inside})
    ranks = _ranks(inside, arrows)
    sizes = {node.id: size_of(node) for node in state.nodes}
    columns = _columns(inside, ranks, sizes)
    lanes = _lanes(inside, arrows, ranks)
    heights = _lane_heights(inside, lanes, sizes)
    found = {node.id: Point(x=columns[ranks[node.id]], y=heights[lanes[node.id]]) for node in inside}
    found |= _outside(state, found, sizes)
    return found | {id_: _on_shaft(*ends, found, sizes) for id_, ends in last_legs.items()}


def _forward(state: State, ids: set[str]) -> list[tuple[str, str]]:
    """Material arrows between inner nodes, those that close a loop left out."""
    arrows: list[tuple[str, str]] = []
    after: dict[str, set[str]] = defaultdict(set)
    for flow in state.flows:
        if (
            not isinstance(flow, MaterialFlow)
            or flow.repeat is not None
            or not {flow.source, flow.target} <= ids
        ):
            continue
        if not _reaches(after, flow.target, flow.source):
            after[flow.source].add(flow.target)
            arrows.append((flow.source, flow.target))
    return arrows


def _reaches(after: Mapping[str, set[str]], start: str, goal: str) -> bool:
    seen, ahead = {start}, [start]
    while ahead:
        here = ahead.pop()
        if here == goal:
            return True
        ahead += [one for one in after.get(here, ()) if one not in seen]
        seen.update(after.get(here, ()))
    return False


def _ranks(nodes: Sequence[Node], arrows: Sequence[tuple[str, str]]) -> dict[str, int]:
    """Columns by the longest way to the end, so that branches line up where they join."""
    after: dict[str, list[str]] = defaultdict(list)
    before: dict[str, int] = defaultdict(int)
    for a, b in arrows:
        after[a].append(b)
        before[b] += 1
    order = _in_order(nodes, after, dict(before))
    tail: dict[str, int] = {}
    for id_ in reversed(order):
        tail[id_] = max((tail[b] + 1 for b in after[id_]), default=0)
    longest = max(tail.values(), default=0)
    return {id_: longest - tail[id_] for id_ in order}


def _in_order(nodes: Sequence[Node], after: Mapping[str, list[str]], before: dict[str, int]) -> list[str]:
    ready = [node.id for node in nodes if not before.get(node.id)]
    order: list[str] = []
    while ready:
        order.append(ready.pop(0))
        for b in after.get(order[-1], ()):
            before[b] -= 1
            if not before[b]:
                ready.append(b)
    return order


def _columns(nodes: Sequence[Node], ranks: Mapping[str, int], sizes: Mapping[str, Box]) -> list[float]:
    """The centre of every column; stocks leave room for the ladder's first rung."""
    count = max(ranks.values(), default=-1) + 1
    left, right = [0.0] * count, [0.0] * count
    for node in nodes:
        rank, box = ranks[node.id], sizes[node.id]
        left[rank], right[rank] = min(left[rank], box[0]), max(right[rank], box[2])
    first_works = any(node.kind == "process" for node in nodes if ranks[node.id] == 0)
    x, centres = _MARGIN + (_RUN_IN if first_works else 0.0), []
    for i in range(count):
        x = _on_grid(x - left[i])
        centres.append(x)
        x += right[i] + (_GAP if _narrow(nodes, ranks, i) or _narrow(nodes, ranks, i + 1) else 5 * _GAP)
    return centres


def _narrow(nodes: Sequence[Node], ranks: Mapping[str, int], rank: int) -> bool:
    """Whether a column holds no process: a stock sits on the arrow between its neighbours."""
    return all(node.kind != "process" for node in nodes if ranks[node.id] == rank)


def _lanes(
    nodes: Sequence[Node], arrows: Sequence[tuple[str, str]], ranks: Mapping[str, int]
) -> dict[str, int]:
    """A lane for every node: that of what leads to it, else the first free one below."""
    before: dict[str, list[str]] = defaultdict(list)
    for a, b in arrows:
        before[b].append(a)
    taken: set[tuple[int, int]] = set()
    lanes: dict[str, int] = {}
    for node in sorted(nodes, key=lambda one: ranks[one.id]):
        wish = min((lanes[a] for a in before[node.id] if a in lanes), default=0)
        while (ranks[node.id], wish) in taken or (
            not before[node.id] and _occupied(wish, ranks[node.id], taken)
        ):
            wish += 1
        lanes[node.id] = wish
        taken.add((ranks[node.id], wish))
    return lanes


def _occupied(lane: int, rank: int, taken: set[tuple[int, int]]) -> bool:
    """A new branch starts in a lane that nothing used before it."""
    return any(other == lane and earlier <= rank for earlier, other in taken)


def _lane_heights(
    nodes: Sequence[Node], lanes: Mapping[str, int], sizes: Mapping[str, Box]
) -> dict[int, float]:
    heights: dict[int, float] = {}
    y, below = _ROW, 0.0
    for lane in sorted(set(lanes.values())):
        boxes = [sizes[node.id] for node in nodes if lanes[node.id] == lane]
        if heights:
            y = _on_grid(y + below + _LANE_GAP - min(box[1] for box in boxes))
        heights[lane], below = y, max(box[3] for box in boxes)
    return heights


def _outside(state: State, inside: Mapping[str, Point], sizes: Mapping[str, Box]) -> dict[str, Point]:
    """Suppliers from the left, customers from the right, control in the middle, all in the top row."""
    suppliers = [node for node in state.nodes if node.kind == "supplier"]
    customers = [node for node in state.nodes if node.kind == "customer"]
    controls = [node for node in state.nodes if node.kind == "control"]
    right = max((point.x + sizes[id_][2] for id_, point in inside.items()), default=700.0)
    found: dict[str, Point] = {}
    x = _MARGIN
    for node in suppliers:
        found[node.id] = Point(x=_on_grid(x - sizes[node.id][0]), y=_TOP)
        x = found[node.id].x + sizes[node.id][2] + 3 * _GAP
    edge = max(right, x + sum(sizes[n.id][2] - sizes[n.id][0] + 6 * _GAP for n in (*controls, *customers)))
    for node in reversed(customers):
        found[node.id] = Point(x=_on_grid(edge - sizes[node.id][2]), y=_TOP)
        edge = found[node.id].x + sizes[node.id][0] - 3 * _GAP
    middle = (x + edge) / 2
    for i, node in enumerate(controls):
        shift = (i - (len(controls) - 1) / 2) * (sizes[node.id][2] - sizes[node.id][0] + 6 * _GAP)
        found[node.id] = Point(x=_on_grid(middle + shift), y=_TOP)
    return found


def _last_legs(state: State) -> dict[str, tuple[str, str]]:
    """Transports that end at a customer, with what they take from and the customer."""
    kinds = {node.id: node.kind for node in state.nodes}
    found: dict[str, tuple[str, str]] = {}
    for id_ in (node.id for node in state.nodes if node.kind == "transport"):
        sources = [
            flow.source for flow in state.flows if flow.target == id_ and isinstance(flow, MaterialFlow)
        ]
        targets = [
            flow.target for flow in state.flows if flow.source == id_ and isinstance(flow, MaterialFlow)
        ]
        if (
            len(sources) == len(targets) == 1
            and kinds[targets[0]] == "customer"
            and kinds[sources[0]] not in _OUTSIDE
        ):
            found[id_] = (sources[0], targets[0])
    return {id_: ends for id_, ends in found.items() if ends[0] not in found}


def _on_shaft(source: str, customer: str, found: Mapping[str, Point], sizes: Mapping[str, Box]) -> Point:
    """On the shaft from the last stock up to the customer, above that stock."""
    top, bottom = found[customer].y + sizes[customer][3], found[source].y + sizes[source][1]
    return Point(x=found[source].x, y=_on_grid((top + bottom) / 2 - _GAP))


def _on_grid(value: float) -> float:
    return round(value / _GRID) * _GRID
