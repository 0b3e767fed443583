"""Bending an arrow that found its own way round symbols: what is taken hold of stays where the hand leaves it."""

from __future__ import annotations

from itertools import pairwise

from tests.model.maps import a_state, a_stream, arrow, process
from tests.tools.hands import drag, send
from vsm_desktop.edit.edits import move
from vsm_desktop.tools.desk import Desk
from vsm_desktop.tools.handles import course, handles, part_of

XY = tuple[float, float]


def a_routed_arrow() -> Desk:
    """From the first step past the second to the third."""
    row = tuple(process(id_, 30, x=100 + 200 * i, y=300) for i, id_ in enumerate("abc"))
    desk = Desk(a_stream(a_state(row, (arrow("a", "b"), arrow("b", "c"), arrow("a", "c")))))
    desk.select(frozenset({"a-c"}))
    return desk


def way(desk: Desk) -> list[XY]:
    part = part_of(desk.frame, "a-c")
    assert part is not None
    return list(course(part))


def level(desk: Desk) -> XY:
    """The handle of the long level leg."""
    found = [one for one in handles(desk.frame, desk.selection) if one.kind == "leg"]
    points = way(desk)
    one = max(found, key=lambda leg: abs(points[leg.number][0] - points[leg.number + 1][0]))
    return one.x, one.y


def bends(desk: Desk) -> list[XY]:
    flow = desk.frame.state.flow("a-c")
    assert flow is not None
    return [(bend.x, bend.y) for bend in flow.bends]


def test_a_leg_of_it_slides_and_the_way_becomes_bends() -> None:
    desk = a_routed_arrow()
    before, (x, y) = way(desk), level(desk)
    send(desk, *drag((x, y), (x, y - 30), (x, y - 60)))
    assert bends(desk) == way(desk)[1:-1]
    assert [x for x, _y in way(desk)] == [x for x, _y in before]
    assert abs(min(y for _x, y in way(desk)) - (min(y for _x, y in before) - 60)) <= 3
    assert all(p[0] == q[0] or p[1] == q[1] for p, q in pairwise(way(desk)))
    desk.undo()
    assert way(desk) == before


def test_bends_stay_when_the_ends_move_and_may_cross_what_they_like() -> None:
    desk = a_routed_arrow()
    x, y = level(desk)
    send(desk, *drag((x, y), (x, y + 20), (x, y + 45)))
    kept = bends(desk)
    assert kept
    desk.commit("Move", move(frozenset({"a"}), 0, 60))
    desk.commit("Move", move(frozenset({"b"}), 0, -30))
    assert bends(desk) == kept
    assert way(desk)[1:-1] == kept


def test_a_corner_pulled_onto_the_way_it_would_find_is_gone() -> None:
    desk = a_routed_arrow()
    alone = way(desk)
    desk.commit(
        "Bend",
        lambda state: state.evolve(
            flows=tuple(
                one.evolve(bends=({"x": 300, "y": 120},)) if one.id == "a-c" else one for one in state.flows
            )
        ),
    )
    assert bends(desk) == [(300, 120)]
    on_it = ((alone[1][0] + alone[2][0]) / 2, alone[1][1])
    send(desk, *drag((300, 120), (300, 160), on_it))
    assert bends(desk) == []
    assert way(desk) == alone
