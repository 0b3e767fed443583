"""A leg of a right-angled arrow slides: whatever is pulled however far, all corners stay square."""

from __future__ import annotations

from itertools import pairwise

import pytest

from tests.model.maps import a_state, a_stream, acme, arrow, control, process
from tests.tools.hands import send, shown
from vsm_desktop.drawing.symbols.table import body_of
from vsm_desktop.edit.edits import move
from vsm_desktop.model.value import Point
from vsm_desktop.tools.desk import Desk
from vsm_desktop.tools.events import Escape, Move, Press, Release
from vsm_desktop.tools.handles import Handle, course, handles, part_of
from vsm_desktop.tools.slide import is_square

BENT = [flow.id for flow in acme().state().flows if flow.kind in ("manual", "electronic", "shipment")]


def drawn(desk: Desk, id_: str) -> tuple[tuple[float, float], ...]:
    part = part_of(desk.frame, id_)
    assert part is not None
    return course(part)


def legs(desk: Desk, id_: str) -> list[Handle]:
    """The handles of legs that can slide, the arrow being selected."""
    desk.select(frozenset({id_}))
    found = [one for one in handles(desk.frame, desk.selection) if one.kind == "leg"]
    return [one for one in found if is_square(drawn(desk, id_), one.number)]


def is_right_angled(points: tuple[tuple[float, float], ...]) -> bool:
    return all(a[0] == b[0] or a[1] == b[1] for a, b in pairwise(points))


def a_bent_arrow() -> Desk:
    """Production control above, a process to its lower right, and an arrow with one corner."""
    nodes = (control(x=100), process("a", x=500))
    return Desk(a_stream(a_state(nodes, (arrow("control", "a", "manual"),))))


@pytest.mark.parametrize("by", [-190.0, -31.0, 31.0, 190.0])
def test_every_leg_slides_and_stays_square(by: float) -> None:
    tried = 0
    for id_ in [*BENT, "a"]:
        desk = a_bent_arrow() if id_ == "a" else Desk(acme())
        id_ = "control-a" if id_ == "a" else id_
        if not is_right_angled(drawn(desk, id_)):
            continue
        for leg in legs(desk, id_):
            before = desk.history.current
            send(desk, Press(leg.x, leg.y), Move(leg.x + by / 2, leg.y + by / 2))
            assert is_right_angled(drawn(desk, id_)), (id_, leg)
            send(desk, Move(leg.x + by, leg.y + by), Release(leg.x + by, leg.y + by))
            assert is_right_angled(drawn(desk, id_)), (id_, leg)
            assert desk.history.undo_label == "Bend arrow"
            desk.undo()
            assert desk.history.current is before
            tried += 1
    assert tried >= 2


def test_a_leg_goes_where_it_is_pulled_and_joins_the_one_beside_it() -> None:
    desk = a_bent_arrow()
    leg = legs(desk, "control-a")[0]
    before = drawn(desk, "control-a")
    upright = before[leg.number][0] == before[leg.number + 1][0]
    send(desk, Press(leg.x, leg.y), Move(leg.x + 31, leg.y + 31), Release(leg.x + 31, leg.y + 31))
    after = drawn(desk, "control-a")
    axis = 0 if upright else 1
    assert any(abs(point[axis] - before[leg.number][axis] - 31) <= 6 for point in after)
    assert shown(desk).flow("control-a").bends


@pytest.mark.parametrize("by", range(-70, 71, 7))
def test_an_end_keeps_from_the_corners_of_its_symbol(by: int) -> None:
    desk = a_bent_arrow()
    node = shown(desk).node("a")
    assert node is not None
    left, top, right, bottom = body_of(node)
    leg = legs(desk, "control-a")[-1]
    send(desk, Press(leg.x, leg.y), Move(leg.x + by, leg.y + by), Release(leg.x + by, leg.y + by))
    x, y = drawn(desk, "control-a")[-1]
    assert left + 6 <= x <= right - 6 or top + 6 <= y <= bottom - 6
    assert is_right_angled(drawn(desk, "control-a"))


@pytest.mark.parametrize("end", [0, 1])
def test_tied_elsewhere_a_bent_arrow_stays_square(end: int) -> None:
    """Also where the symbol it is tied to is moved then."""
    nodes = (control(x=100), process("a", x=500), process("b", x=760), control("c2", x=800, y=200))
    bends = (Point(x=500, y=66),)
    desk = Desk(a_stream(a_state(nodes, (arrow("control", "a", "manual", bends=bends),))))
    desk.select(frozenset({"control-a"}))
    handle = next(
        one for one in handles(desk.frame, desk.selection) if (one.kind, one.number) == ("end", end)
    )
    to = (760, 342) if end else (800, 200)
    send(desk, Press(handle.x, handle.y), Move(*to), Release(*to))
    flow = shown(desk).flow("control-a")
    assert flow is not None
    assert (flow.source, flow.target) == (("control", "b") if end else ("c2", "a"))
    assert flow.bends == bends
    assert is_right_angled(drawn(desk, "control-a"))
    tied = "b" if end else "c2"
    desk.commit("Move", move({tied}, 30, 90))
    assert is_right_angled(drawn(desk, "control-a"))


def test_given_up_it_leaves_no_trace() -> None:
    desk = a_bent_arrow()
    leg = legs(desk, "control-a")[0]
    before = desk.frame.stream
    send(desk, Press(leg.x, leg.y), Move(leg.x + 40, leg.y + 40))
    assert desk.frame.stream is not before
    assert desk.tool.hint(desk).startswith("Release where the arrow should run")
    send(desk, Escape())
    assert desk.frame.stream is before
    send(desk, Press(leg.x, leg.y), Release(leg.x, leg.y))
    assert not desk.history.steps
