"""Automatic layout: suppliers upper left, customers upper right, control between, material in lanes left to right."""

from __future__ import annotations

from collections import defaultdict, deque
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
_ARROW = 70.0
_LANE_GAP = 44.0
_OUTSIDE = ("supplier", "customer", "control")
_ON_ARROW = ("inventory", "queue")


def arrange(size_of: SizeOf) -> Edit:
    """Lay out the whole map; a second time changes nothing, and what is locked stays. Boxes are given round each centre."""

    def apply(state: State) -> State:
        found, fixed = places(state, size_of), {node.id for node in state.nodes if node.locked}
        return place({id_: point for id_, point in found.items() if id_ not in fixed})(state)

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
    heights = _lane_heights(inside, lanes, sizes, _foot_of_top_row(state, sizes))
    line = {node.id: Point(x=columns[ranks[node.id]], y=heights[lanes[node.id]]) for node in inside}
    found = line | _outside(state, line, sizes)
    for id_, (source, customer) in last_legs.items():
        x, foot = line[source].x, found[customer].y + sizes[customer][3]
        column = min(point.y + sizes[other][1] for other, point in line.items() if point.x == x)
        on_shaft = Point(x=x, y=_on_grid((foot + column) / 2 - _GAP))
        found[id_] = _beside(on_shaft, sizes[id_], [_box_at(at, sizes[other]) for other, at in found.items()])
    return found


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
    ready = deque(node.id for node in nodes if not before.get(node.id))
    order: list[str] = []
    while ready:
        order.append(ready.popleft())
        for b in after.get(order[-1], ()):
            before[b] -= 1
            if not before[b]:
                ready.append(b)
    return order


def _columns(nodes: Sequence[Node], ranks: Mapping[str, int], sizes: Mapping[str, Box]) -> list[float]:
    """The centre of every column; stocks leave room for the ladder's first rung."""
    count = max(ranks.values(), default=-1) + 1
    left, right = [0.0] * count, [0.0] * count
    on_arrow = [True] * (
        count + 1
    )  # whether a column holds only stocks, which sit on the arrow between neighbours
    for node in nodes:
        rank, box = ranks[node.id], sizes[node.id]
        left[rank], right[rank] = min(left[rank], box[0]), max(right[rank], box[2])
        on_arrow[rank] &= node.kind in _ON_ARROW
    first_works = any(node.kind == "process" for node in nodes if ranks[node.id] == 0)
    x, centres = _MARGIN + (_RUN_IN if first_works else 0.0), []
    for i in range(count):
        x = _on_grid(x - left[i])
        centres.append(x)
        x += right[i] + (_GAP if on_arrow[i] or on_arrow[i + 1] else _ARROW)
    return centres


def _lanes(
    nodes: Sequence[Node], arrows: Sequence[tuple[str, str]], ranks: Mapping[str, int]
) -> dict[str, int]:
    """A lane for every node: the first branch of a split goes straight on, others open lanes of their own."""
    before: dict[str, list[str]] = defaultdict(list)
    heir: dict[str, str] = {}
    for a, b in arrows:
        before[b].append(a)
        heir.setdefault(a, b)
    reach: dict[int, int] = {}  # how far each lane is taken
    lanes: dict[str, int] = {}
    for node in sorted(nodes, key=lambda one: ranks[one.id]):
        straight = [lanes[a] for a in before[node.id] if heir[a] == node.id]
        lane = min(straight, default=None) if straight else None
        if lane is None or reach.get(lane, -1) >= ranks[node.id]:
            lane = _free_lane(reach, ranks[node.id], min((ranks[a] for a in before[node.id]), default=-1))
        lanes[node.id] = lane
        follows = ranks[heir[node.id]] - 1 if node.id in heir else -1
        reach[lane] = max(ranks[node.id], follows, reach.get(lane, -1))
    return lanes


def _free_lane(reach: Mapping[int, int], rank: int, since: int) -> int:
    """The first lane that nothing uses from where the branch opens."""
    lane = 0
    while reach.get(lane, -2) >= (min(rank, since + 1) if since >= 0 else 0):
        lane += 1
    return lane


def _lane_heights(
    nodes: Sequence[Node], lanes: Mapping[str, int], sizes: Mapping[str, Box], top_row: float
) -> dict[int, float]:
    """The height of every lane: the first at its usual place, lower only where the top row needs the room."""
    heights: dict[int, float] = {}
    y = top_row
    for lane in sorted(set(lanes.values())):
        boxes = [sizes[node.id] for node in nodes if lanes[node.id] == lane]
        heights[lane] = _on_grid(y + _LANE_GAP - min(box[1] for box in boxes))
        if not lane:
            heights[lane] = max(heights[lane], _ROW)
        y = heights[lane] + max(box[3] for box in boxes)
    return heights


def _foot_of_top_row(state: State, sizes: Mapping[str, Box]) -> float:
    return _TOP + max((sizes[node.id][3] for node in state.nodes if node.kind in _OUTSIDE), default=0.0)


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
    """Transports that end at a customer, with what they take from and the customer: they stand on the way up."""
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


def _beside(point: Point, size: Box, taken: Sequence[Box]) -> Point:
    """The first free place at a point or right of it."""
    while any(_overlap(_box_at(point, size), box) for box in taken):
        point = Point(x=point.x + _GRID, y=point.y)
    return point


def _box_at(point: Point, size: Box) -> Box:
    return (point.x + size[0], point.y + size[1], point.x + size[2], point.y + size[3])


def _overlap(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _on_grid(value: float) -> float:
    return round(value / _GRID) * _GRID
