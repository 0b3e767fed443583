"""A symbol dropped on an arrow is spliced in, with the effect shown before it is dropped."""

from __future__ import annotations

import pytest

from tests.model.maps import a_state, a_stream, arrow, process, stock
from tests.tools.hands import a_desk, click, send, shown
from vsm_desktop.edit.edits import add_node, delete
from vsm_desktop.model.catalogue import new_node
from vsm_desktop.model.value import Point, Size
from vsm_desktop.tools.desk import Desk
from vsm_desktop.tools.events import Escape, Move, Press, Release
from vsm_desktop.tools.place import Place


def ways(desk: Desk) -> set[str]:
    return {f"{flow.source} {flow.kind} {flow.target}" for flow in desk.frame.state.flows}


@pytest.mark.parametrize(
    "key", ["process", "inventory", "supermarket", "fifo", "junction", "truck", "cell", "orders"]
)
def test_what_can_be_part_of_the_flow_becomes_one(key: str) -> None:
    desk = a_desk()
    before = desk.history.current
    desk.use(Place(key))
    send(desk, Move(560, 305))
    (new,) = set(desk.frame.state.nodes) - set(before.state().nodes)
    assert {way for way in ways(desk) if new.id in way} == {
        way for way in ways(desk) if way.startswith(("b ", new.id))
    }
    assert "b shipment customer" not in ways(desk)
    assert "into the arrow" in desk.tool.hint(desk)
    assert send(desk, Escape()).history.current is before
    desk.use(Place(key))
    send(desk, *click(560, 305))
    assert len(shown(desk).flows) == 4
    assert len(desk.history.steps) == 1


@pytest.mark.parametrize("key", ["control", "supplier", "burst", "text", "lane"])
def test_what_cannot_be_lies_on_it(key: str) -> None:
    desk = a_desk()
    desk.use(Place(key))
    send(desk, *click(560, 300))
    assert len(shown(desk).flows) == 3


def test_alt_puts_it_down_without() -> None:
    desk = a_desk()
    desk.use(Place("inventory"))
    send(desk, Move(560, 300, free=True), Release(560, 300, free=True))
    assert len(shown(desk).flows) == 3


def test_where_it_has_no_room_what_follows_makes_way() -> None:
    desk = Desk(a_stream(a_state((process("a", x=100), process("b", x=280)), (arrow("a", "b"),))))
    desk.use(Place("process"))
    send(desk, *click(190, 342))
    a, b, new = shown(desk).nodes
    assert a.at.x == 100
    assert new.at.x - a.at.x >= 108 + 24
    assert b.at.x - new.at.x >= 108 + 24


def test_a_loose_symbol_is_dragged_into_an_arrow() -> None:
    nodes = (process("a", x=100), process("b", x=400), stock("i", 5, x=250, y=600))
    desk = Desk(a_stream(a_state(nodes, (arrow("a", "b"),))))
    send(desk, Press(250, 590), Move(250, 400), Move(251, 325))
    assert ways(desk) == {"a push i", "i push b"}
    send(desk, Move(250, 500))
    assert ways(desk) == {"a push b"}
    send(desk, Move(251, 325), Release(251, 325))
    assert ways(desk) == {"a push i", "i push b"}
    assert shown(desk).node("i").at.y == 342 - 19
    desk.undo()
    assert ways(desk) == {"a push b"}


def test_one_that_is_part_of_the_flow_already_stays_in_it() -> None:
    desk = a_desk()
    send(desk, Press(250, 290), Move(560, 290), Release(560, 290))
    assert ways(desk) == {"a push i", "i push b", "b shipment customer"}


def test_a_burst_put_on_a_step_is_about_it_and_goes_with_it() -> None:
    desk = a_desk()
    desk.use(Place("burst"))
    send(desk, *click(400, 240))
    burst = shown(desk).nodes[-1]
    assert (burst.kind, burst.about) == ("burst", "b")
    send(desk, Press(400, 300), Move(400, 400), Move(400, 420), Release(400, 420))
    assert shown(desk).node("b").at.y - 300 == shown(desk).node(burst.id).at.y - burst.at.y != 0
    desk.use(Place("burst"))
    send(desk, *click(1000, 700))
    assert shown(desk).nodes[-1].about == ""
    desk.commit("Delete", delete({"b"}))
    assert shown(desk).node(burst.id).about == ""


def test_a_frame_takes_its_members_along_and_is_gripped_at_its_edge() -> None:
    desk = a_desk()
    lane = new_node("lane", "lane", Point(x=250, y=300)).evolve(size=Size(width=460, height=200))
    desk.commit("Add", add_node(lane))
    send(desk, Press(330, 230), Release(330, 230))
    assert not desk.selection, "what lies inside a frame is not the frame"
    send(desk, Press(30, 300), Move(30, 330), Move(30, 360), Release(30, 360))
    assert desk.selection == {"lane"}
    assert {node.id: node.at.y for node in shown(desk).nodes} == {
        "supplier": 60,
        "customer": 60,
        "a": 360,
        "i": 360,
        "b": 360,
        "lane": 360,
    }
    assert next(iter(desk.frame.drawing.parts)).id == "lane", "a frame lies under everything"
