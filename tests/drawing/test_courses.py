"""Where arrows run: right angles, sensible sides, stocks passed through."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.model.maps import a_state, a_stream, arrow, control, process, stock, supplier, transport
from tests.model.strategies import POINTS, runs
from vsm_desktop.drawing.courses import (
    GAP,
    End,
    end_of,
    information_course,
    leaves_level,
    material_course,
    return_course,
    through,
)
from vsm_desktop.drawing.frame import frame_of
from vsm_desktop.drawing.shapes import XY
from vsm_desktop.model.flows import Flow
from vsm_desktop.model.nodes import NODE_CLASSES, Node
from vsm_desktop.model.quantity import quantity


def at(id_: str, x: float, y: float) -> End:
    return end_of(process(id_, x=x, y=y))


def stock_at(x: float, y: float) -> End:
    return end_of(stock("i", x=x, y=y))


def square(points: tuple[XY, ...]) -> bool:
    """Whether a course has right angles only."""
    return all(a[0] == pytest.approx(b[0]) or a[1] == pytest.approx(b[1]) for a, b in pairwise(points))


A = at("a", 100, 300)


def test_straight_where_sides_face_each_other() -> None:
    b = at("b", 300, 300)
    assert material_course(A, b) == ((A.right + GAP, 300), (b.left - GAP, 300))
    assert material_course(b, A) == ((b.left - GAP, 300), (A.right + GAP, 300))
    assert leaves_level(A, b)


def test_straight_at_the_height_both_share() -> None:
    b = at("b", 300, 320)
    (_x0, y0), (_x1, y1) = material_course(A, b)
    assert y0 == y1 == 310


def test_straight_down_where_one_stands_over_the_other() -> None:
    b = at("b", 110, 500)
    (x0, y0), (x1, y1) = material_course(A, b)
    assert x0 == x1
    assert (y0, y1) == (A.bottom + GAP, b.top - GAP)
    assert material_course(b, A)[0][1] == b.top - GAP
    assert not leaves_level(A, b)


def test_one_elbow_else() -> None:
    b = at("b", 400, 600)
    assert material_course(A, b) == ((A.right + GAP, 300), (400, 300), (400, b.top - GAP))
    assert material_course(b, A) == ((b.left - GAP, 600), (100, 600), (100, A.bottom + GAP))


def test_a_supplier_delivers_downward() -> None:
    up = end_of(supplier(x=100, y=66))
    b = at("b", 400, 300)
    assert material_course(up, b) == ((100, up.bottom + GAP), (100, 300), (b.left - GAP, 300))
    beside = at("b", 20, 300)
    assert material_course(end_of(supplier(x=400, y=66)), beside)[-1] == (beside.right + GAP, 300)
    lower = end_of(supplier(x=400, y=600))
    assert material_course(lower, b)[0][1] == lower.top - GAP


def test_a_step_where_an_elbow_has_no_room() -> None:
    i = stock_at(300, 321)
    assert material_course(A, i) == ((157, 300), (228.5, 300), (228.5, i.rail), (300, i.rail))
    assert material_course(i, A) == ((300, i.rail), (228.5, i.rail), (228.5, 300), (157, 300))


def test_round_the_outside_where_there_is_no_room_between() -> None:
    for b in (at("b", 150, 355), stock_at(181, 321)):
        points = material_course(A, b)
        assert square(points)
        assert max(x for x, _y in points) > max(A.right, b.right)


def test_a_supplier_beside_steps_in() -> None:
    tall = end_of(supplier(x=100, y=300).evolve(interval=quantity(1, "week")))
    points = material_course(tall, at("b", 400, 360))
    assert len(points) == 4
    assert square(points)


def test_a_stock_is_passed_through_at_its_rail() -> None:
    """The shaft runs on beneath the triangle, and comes out from under it."""
    i, b = stock_at(200, 300), at("b", 300, 300)
    assert material_course(A, i, goes_on=True) == ((A.right + GAP, i.rail), (200, i.rail))
    assert material_course(A, i, goes_on=False)[-1] == (i.right - GAP, i.rail)
    assert material_course(i, b, under=True) == ((200, i.rail), (b.left - GAP, i.rail))
    assert material_course(i, b, under=False)[0] == (i.right + GAP, i.rail)
    assert material_course(b, i, goes_on=False)[-1] == (i.left + GAP, i.rail)
    assert material_course(i, A, under=False)[0] == (i.left - GAP, i.rail)
    assert material_course(A, stock_at(600, 500))[-1] == (600, stock_at(600, 500).rail)
    assert material_course(stock_at(600, 500), A, under=True)[0][0] == 600
    assert material_course(stock_at(600, 500), A, under=False)[0][0] == stock_at(600, 500).left - GAP


def test_rework_goes_back_over_the_tops() -> None:
    points = return_course(at("b", 400, 300), A)
    assert square(points)
    assert points[0] == (400, A.top - GAP)
    assert points[-1] == (100, A.top - GAP)
    assert min(y for _x, y in points) < A.top - GAP


def course(state_flow: str, *nodes: Node, **more: object) -> tuple[XY, ...]:
    """The course of one arrow between the first two nodes, as drawn."""
    flow = arrow(nodes[0].id, nodes[1].id, state_flow, id_="f", **more)
    drawing = frame_of(a_stream(a_state(nodes, (flow,)))).drawing
    part = next(part for part in drawing.parts if part.id == "f")
    return tuple((part.x + x, part.y + y) for x, y in part.line)


@pytest.mark.parametrize("turned", [False, True])
def test_between_steps_what_leads_against_the_direction_of_the_map_goes_back(turned: bool) -> None:
    a, b, c = (process(id_, x=-x if turned else x) for id_, x in (("a", 100), ("b", 400), ("c", 700)))
    nodes, onward = (a, b, c), (arrow("a", "b"), arrow("b", "c"))

    def corners(*flows: Flow) -> dict[str, int]:
        parts = frame_of(a_stream(a_state(nodes, flows))).drawing.parts
        return {part.id: len(part.line) - 2 for part in parts if part.line}

    for back in (arrow("c", "a"), arrow("c", "b", repeat=quantity(5, "%")), arrow("c", "b", "rework")):
        assert corners(*onward, back) == {"a-b": 0, "b-c": 0, back.id: 2}


def test_a_single_arrow_says_how_a_map_reads() -> None:
    a, b = process("a", x=100), process("b", x=400)
    assert len(course("push", b, a)) == 2
    assert len(course("push", a, b)) == 2
    assert len(course("push", a, b, repeat=quantity(5, "%"))) == 4
    assert len(course("push", b, stock("i", x=100))) == 2


def test_bends_set_by_hand_are_kept() -> None:
    bends = ({"x": 250, "y": 100}, {"x": 700, "y": 100})
    a, b = process("a", x=100), process("b", x=400)
    for kind in ("push", "manual"):
        points = course(kind, a, b, bends=bends)
        assert square(points)
        assert [point for point in points if point[1] == 100] == [(250, 100), (700, 100)]


@pytest.mark.parametrize(
    ("bend", "start"),
    [
        ((100, 100), (100, A.top - GAP)),
        ((110, 500), (110, A.bottom + GAP)),
        ((0, 310), (A.left - GAP, 310)),
        ((400, 100), (A.right + GAP, A.top + 4)),
        ((400, 900), (A.right + GAP, A.bottom - 4)),
    ],
)
def test_towards_a_bend_an_arrow_leaves_square_where_it_can(bend: XY, start: XY) -> None:
    assert through(A, at("b", 900, 700), [bend])[0] == pytest.approx(start)


@pytest.mark.parametrize(
    ("x", "y"),
    [
        (100, 300),
        (400, 300),
        (650, 300),
        (585, 300),
        (603, 300),
        (700, 120),
        (700, 66),
        (560, 40),
        (900, 500),
    ],
)
def test_a_bent_arrow_stays_square_wherever_its_end_goes(x: float, y: float) -> None:
    """One corner, and two: the bends stay where they are, the leg to the symbol turns once more."""
    office, bend = end_of(control(x=300, y=66)), (540.0, 66.0)
    points = through(office, at("b", x, y), [bend], 16)
    assert square(points)
    assert bend in points
    for end in (at("b", x, y + 200), at("b", x + 200, y)):
        points = through(end, at("a", 100, 600), [(540, 180), (540, 600)], 16)
        assert square(points)
        assert points[-3:-1] == ((540, 180), (540, 600))


def test_a_leg_slanted_by_hand_stays() -> None:
    a, b = at("a", 100, 300), at("b", 400, 300)
    assert len(through(a, b, [(250, 150)])) == 3
    assert len(through(a, b, [(250, 150), (320, 180)])) == 4
    assert not square(through(a, b, [(250, 300), (290, 180), (330, 300)]))


def test_a_bent_arrow_keeps_from_the_corners_of_its_symbol() -> None:
    for x in (A.right - 3, A.right, A.left + 1):
        points = through(end_of(control(x=300, y=66)), A, [(x, 66)], 16)
        assert square(points)
        last_x, last_y = points[-1]
        assert last_x <= A.left - GAP or last_x >= A.right + GAP or A.left + 6 <= last_x <= A.right - 6
        assert last_y < A.top or A.top + 6 <= last_y <= A.bottom - 6


def decision(x: float, y: float, id_: str = "d") -> Node:
    return NODE_CLASSES["junction"](id=id_, at={"x": x, "y": y}, symbol="decision")


@pytest.mark.parametrize(
    "place", [(700, 300), (700, 321), (640, 290), (400, 60), (430, 600), (60, 310), (60, 700)]
)
def test_arrows_touch_a_diamond_on_its_outline(place: XY) -> None:
    """It is fat in the middle only: from above and below its tips are touched, from beside its slopes too."""
    d = decision(400, 300)
    end, (x, y) = end_of(d), place
    for other in (process("p", x=x, y=y), stock("p", x=x, y=y), control("p", x, y)):
        for kind in ("push", "manual"):
            for nodes in ((d, other), (other, d)):
                points = course(kind, *nodes)
                assert square(points)
                at_x, at_y = points[0 if nodes[0] is d else -1]
                if end.top <= at_y <= end.bottom:
                    slope = (end.right - 400) * (1 - abs(at_y - 300) / (end.bottom - 300))
                    assert abs(at_x - 400) == pytest.approx(slope + GAP)
                else:
                    assert at_x == 400


def test_information_runs_level_between_neighbours() -> None:
    a, b = end_of(control(x=500, y=66)), end_of(supplier(x=100, y=66))
    ((x0, y0), (x1, y1)) = information_course(a, b, 0, None)
    assert (x0, x1) == (a.left - GAP, b.right + GAP)
    assert y0 == y1
    assert information_course(b, a, 10, None)[0][1] == y0 + 10
    assert information_course(b, a, 1000, None)[0][1] == b.bottom - 8


def test_information_falls_from_above() -> None:
    top, b = end_of(control(x=500, y=66)), at("b", 200, 342)
    points = information_course(top, b, 20, 180)
    assert points == ((520, top.bottom + GAP), (520, 180), (200, 180), (200, b.top - GAP))
    assert information_course(top, at("b", 520, 342), 20, 180) == (
        (520, top.bottom + GAP),
        (520, b.top - GAP),
    )
    assert information_course(b, top, 0, None)[-1] == (500, top.bottom + GAP)
    assert information_course(top, b, 0, None)[1][1] == pytest.approx((top.bottom + b.top) / 2)


def test_information_enters_a_transport_from_the_side() -> None:
    top, truck = end_of(control(x=500, y=66)), end_of(transport("t", x=700, y=250))
    assert information_course(top, truck, 0, None)[-1] == (truck.left - GAP, 250)
    left = end_of(transport("t", x=300, y=250))
    assert information_course(top, left, 0, None)[-1] == (left.right + GAP, 250)
    under = end_of(transport("t", x=505, y=250))
    assert information_course(top, under, 0, None)[-1] == (505, under.top - GAP)


KINDS = st.sampled_from(sorted(NODE_CLASSES))


@given(KINDS, KINDS, POINTS, POINTS)
@runs(80)
def test_any_two_symbols_can_be_joined(one: str, other: str, here: object, there: object) -> None:
    a, b = (end_of(NODE_CLASSES[kind](id="n", at=point)) for kind, point in ((one, here), (other, there)))
    for goes_on in (False, True):
        assert square(material_course(a, b, goes_on, goes_on))
    assert square(return_course(a, b))
    assert square(information_course(a, b, 5, None))
    assert square(information_course(a, b, 0, 77))
