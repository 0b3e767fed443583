"""How arrows find their way: round symbols where a way exists, beside each other, and the same however the map came about."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests.model.maps import a_state, a_stream, arrow, control, customer, process, stock, supplier
from tests.model.strategies import runs
from vsm_desktop.drawing.compose import compose
from vsm_desktop.drawing.courses import End, end_of
from vsm_desktop.drawing.frame import frame_of
from vsm_desktop.drawing.memory import Memory
from vsm_desktop.drawing.ops import Box, Drawing, Part, Text, corners, extent
from vsm_desktop.drawing.shapes import XY
from vsm_desktop.metrics.measure import measure
from vsm_desktop.model.quantity import quantity
from vsm_desktop.model.stream import State, ValueStream
from vsm_desktop.model.value import Point

_STEP = 6.0
_ROUND = 200.0


def course(part: Part) -> list[XY]:
    return [(part.x + x, part.y + y) for x, y in part.line]


def parts_of(drawing: Drawing) -> dict[str, Part]:
    return {part.id: part for part in drawing.parts}


def room_of(part: Part) -> Box:
    """Where a symbol stands, with its words."""
    assert part.box is not None
    reach, body = extent(part.ops), part.box
    return (
        part.x + min(reach[0], body[0]),
        part.y + min(reach[1], body[1]),
        part.x + max(reach[2], body[2]),
        part.y + max(reach[3], body[3]),
    )


def meet(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def grown(box: Box, by: float) -> Box:
    return (box[0] - by, box[1] - by, box[2] + by, box[3] + by)


def leg(p: XY, q: XY) -> Box:
    return (min(p[0], q[0]), min(p[1], q[1]), max(p[0], q[0]), max(p[1], q[1]))


def crossed(points: list[XY], rooms: Mapping[str, Box]) -> set[str]:
    """The symbols a course runs through."""
    return {
        id_
        for id_, room in rooms.items()
        if any(meet(grown(leg(p, q), 0.01), grown(room, -0.5)) for p, q in pairwise(points))
    }


def way_exists(a: End, b: End, rooms: Mapping[str, Box]) -> bool:
    """Whether one can walk from the middle of a side to the middle of another without coming near a symbol."""
    left, top = min(a.left, b.left) - _ROUND, min(a.top, b.top) - _ROUND
    wide = int((max(a.right, b.right) + _ROUND - left) / _STEP)
    high = int((max(a.bottom, b.bottom) + _ROUND - top) / _STEP)
    walls = [grown(room, 12) for room in rooms.values()]
    walls += [grown((end.left, end.top, end.right, end.bottom), 8) for end in (a, b)]
    free = {
        (i, j)
        for i in range(wide)
        for j in range(high)
        if not any(w[0] < left + i * _STEP < w[2] and w[1] < top + j * _STEP < w[3] for w in walls)
    }

    def doors(end: End) -> set[tuple[int, int]]:
        away = 26.0
        spots = (
            (end.x, end.top - away),
            (end.x, end.bottom + away),
            (end.left - away, end.rail),
            (end.right + away, end.rail),
        )
        cells = {(round((x - left) / _STEP), round((y - top) / _STEP)) for x, y in spots}
        return {
            one
            for one in cells
            if all((one[0] + i, one[1] + j) in free for i in (-1, 0, 1) for j in (-1, 0, 1))
        }

    seen, goals = doors(a), doors(b)
    row = deque(seen)
    while row:
        i, j = row.popleft()
        if (i, j) in goals:
            return True
        for there in ((i + 1, j), (i - 1, j), (i, j + 1), (i, j - 1)):
            if there in free and there not in seen:
                seen.add(there)
                row.append(there)
    return False


MAKERS = {
    "process": lambda id_, x, y: process(id_, 30, x=x, y=y, co=quantity(10, "min"), uptime=quantity(85, "%")),
    "stock": lambda id_, x, y: stock(id_, 400, x=x, y=y),
    "supplier": lambda id_, x, y: supplier(id_, x=x, y=y),
    "customer": lambda id_, x, y: customer(100, id_, x=x, y=y),
    "control": lambda id_, x, y: control(id_, x=x, y=y),
}
EXTRA: dict[str, dict[str, Any]] = {
    "push": {},
    "shipment": {"vehicle": "truck"},
    "pull": {},
    "rework": {"repeat": quantity(5, "%")},
    "manual": {},
    "electronic": {},
    "verbal": {},
    "kanban": {"card": "withdrawal"},
}
CELLS = [(i, j) for i in range(5) for j in range(4)]


@st.composite
def maps(draw: st.DrawFn, most: int = 12) -> State:
    """Symbols that do not overlap, in cells of a loose grid, and arrows of any kind between them."""
    cells = draw(st.lists(st.sampled_from(CELLS), unique=True, min_size=2, max_size=12))
    pitch = draw(st.sampled_from([(190, 210), (220, 240)]))
    nodes = []
    for n, (i, j) in enumerate(cells):
        dx, dy = draw(st.tuples(st.integers(-2, 2), st.integers(-2, 2)))
        make = MAKERS[draw(st.sampled_from(sorted(MAKERS)))]
        nodes.append(make(f"n{n}", 100 + i * pitch[0] + 6 * dx, 100 + j * pitch[1] + 6 * dy))
    kinds = st.sampled_from(sorted(EXTRA))
    ends = st.tuples(st.integers(0, len(nodes) - 1), st.integers(0, len(nodes) - 1), kinds)
    flows = []
    for k, (one, other, kind) in enumerate(draw(st.lists(ends, min_size=1, max_size=most))):
        if one != other:
            words: dict[str, Any] = draw(
                st.sampled_from([{}, {"label": "daily"}, {"label": "Tue + Thu", "note": "5 t"}])
            )
            more = words | EXTRA[kind]
            flows.append(arrow(f"n{one}", f"n{other}", kind, id_=f"f{k}", **more))
    return a_state(tuple(nodes), tuple(flows))


@given(maps())
@runs(60)
def test_no_arrow_runs_through_a_symbol_where_a_way_leads_round(state: State) -> None:
    parts = parts_of(frame_of(a_stream(state)).drawing)
    rooms = {node.id: room_of(parts[node.id]) for node in state.nodes}
    for flow in state.flows:
        a, b = (end_of(state.node(id_)) for id_ in (flow.source, flow.target))
        others = {id_: room for id_, room in rooms.items() if id_ not in (flow.source, flow.target)}
        through = crossed(course(parts[flow.id]), others)
        assert not through or not way_exists(a, b, others), (flow.id, through)


def words_of(part: Part) -> list[Box]:
    """The room of the words of an arrow on the map."""
    found = []
    for op in part.ops:
        if isinstance(op, Text) and op.text.strip():
            xs, ys = zip(*corners(op), strict=True)
            found.append((part.x + min(xs), part.y + min(ys) + 2, part.x + max(xs), part.y + max(ys)))
    return found


@given(maps(most=6))
@runs(60)
def test_words_cover_neither_symbols_nor_words_of_others(state: State) -> None:
    parts = parts_of(frame_of(a_stream(state)).drawing)
    rooms = {node.id: room_of(parts[node.id]) for node in state.nodes}
    words = {flow.id: words_of(parts[flow.id]) for flow in state.flows}
    for id_, boxes in words.items():
        for box in boxes:
            assert not [one for one, room in rooms.items() if meet(box, room)], id_
            assert not [
                one for one, them in words.items() if one != id_ and any(meet(box, other) for other in them)
            ], id_


def drawn(stream: ValueStream, memory: Memory | None = None) -> Drawing:
    return compose(stream, stream.state(), measure(stream, "current"), "light", memory)


def moved(state: State, n: int, dx: int, dy: int) -> State:
    node = state.nodes[n % len(state.nodes)]
    there = node.evolve(at=Point(x=node.at.x + dx, y=node.at.y + dy))
    return state.evolve(nodes=tuple(there if one is node else one for one in state.nodes))


def without(state: State, n: int) -> State:
    gone = state.flows[n % len(state.flows)] if state.flows else None
    return state.evolve(flows=tuple(one for one in state.flows if one is not gone))


def cleared(state: State, n: int) -> State:
    return state.evolve(flows=state.flows[: n % 2])


def turned(state: State, n: int) -> State:
    return state.evolve(flows=(*state.flows[n % 5 :], *state.flows[: n % 5]))


STEPS = st.lists(
    st.one_of(
        st.tuples(
            st.just(moved),
            st.integers(0, 11),
            st.sampled_from([-90, -6, 0, 6, 200]),
            st.sampled_from([-120, 0, 6]),
        ),
        st.tuples(st.just(without), st.integers(0, 11)),
        st.tuples(st.just(turned), st.integers(0, 11)),
        st.tuples(st.just(cleared), st.integers(0, 1)),
    ),
    min_size=1,
    max_size=8,
)


@given(maps(), STEPS)
@runs(30)
def test_the_way_of_an_arrow_does_not_depend_on_how_the_map_came_about(
    state: State, steps: list[Any]
) -> None:
    memory, stages = Memory(), [state]
    for change, *how in steps:
        stages.append(change(stages[-1], *how))
    for one in [*stages, *reversed(stages)]:
        stream = a_stream(one)
        assert drawn(stream, memory) == drawn(stream)
