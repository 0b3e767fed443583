"""A new symbol is part of the map, and of its numbers, while it still hangs on the pointer."""

from __future__ import annotations

import pytest

from tests.tools.hands import a_desk, at, click, send, shown
from vsm_desktop.drawing.symbols.table import body_of, frame_box
from vsm_desktop.edit.edits import add_node
from vsm_desktop.model.catalogue import ARTICLES, article, new_node
from vsm_desktop.model.fields import EVERY_NODE, STOCKS
from vsm_desktop.model.nodes import Process
from vsm_desktop.model.titles import title_of
from vsm_desktop.model.value import Point
from vsm_desktop.tools.events import Escape, Leave, Move, Press, Release
from vsm_desktop.tools.place import Place
from vsm_desktop.tools.select import Select


def test_a_click_places_a_symbol_and_selects_it() -> None:
    desk = a_desk()
    desk.use(Place("process"))
    send(desk, Move(590, 300), *click(601, 299))
    assert at(desk, "process1") == (600, 300)
    assert desk.selection == {"process1"}
    assert desk.tool == Select()
    assert [step.label for step in desk.history.steps] == ["Add process"]


def test_a_click_without_a_move_before_it_places_as_well() -> None:
    desk = a_desk()
    desk.use(Place("inventory"))
    send(desk, *click(600, 480))
    assert at(desk, "inventory1") == (600, 480)


def test_while_it_hangs_on_the_pointer_the_symbol_shows_and_counts() -> None:
    desk = a_desk()
    before = desk.frame.report
    desk.use(Place("process"))
    send(desk, Move(590, 300), Move(610, 310, free=True))
    assert at(desk, "process1") == (610, 310)
    assert desk.frame.report.step("process1") is not None
    assert desk.frame.report != before
    assert shown(desk).node("process1") is None
    assert not desk.history.steps


def test_the_same_symbol_all_the_way() -> None:
    desk = a_desk()
    desk.use(Place("process"))
    send(desk, Move(590, 300))
    ids = {element.id for element in desk.frame.state.nodes}
    send(desk, Move(610, 300))
    assert {element.id for element in desk.frame.state.nodes} == ids


@pytest.mark.parametrize("last", [Escape(), Leave()])
def test_taken_back_it_leaves_no_trace(last: object) -> None:
    desk = a_desk()
    before, drawing = desk.history.current, desk.frame.drawing
    desk.use(Place("process"))
    send(desk, Move(590, 300), Press(600, 300), last)
    assert desk.history.current is before
    assert not desk.history.steps
    assert desk.frame.drawing == drawing
    assert desk.tool == (Select() if last == Escape() else Place("process"))


def test_back_on_the_map_it_goes_on() -> None:
    desk = a_desk()
    desk.use(Place("process"))
    send(desk, Move(590, 300), Leave(), Move(600, 300), Release(600, 300))
    assert at(desk, "process1") == (600, 300)


def test_an_id_taken_in_another_state_is_not_used() -> None:
    desk = a_desk()
    desk.commit_stream(
        "Add", lambda stream: stream.with_state(add_node(Process(id="process1"))(stream.state("future")))
    )
    desk.use(Place("process"))
    assert at(send(desk, *click(600, 300)), "process2") == (600, 300)


def test_redo_may_bring_back_the_id_the_symbol_on_the_pointer_has() -> None:
    desk = a_desk()
    desk.use(Place("process"))
    send(desk, *click(600, 300))
    desk.undo()
    desk.use(Place("process"))
    send(desk, Move(700, 300))
    desk.redo()
    assert [node.id for node in desk.frame.state.nodes][-1] == "process1"
    desk.use(Place("process"))
    send(desk, Move(710, 300), *click(720, 300))
    assert at(desk, "process2") == (720, 300)


@pytest.mark.parametrize("key", [one.key for one in ARTICLES if not (one.is_arrow or one.is_part)])
def test_everything_in_the_catalogue_can_be_placed(key: str) -> None:
    desk = a_desk()
    desk.use(Place(key))
    send(desk, Move(600, 900), *click(600, 900))
    node = desk.frame.state.node(f"{article(key).kind}1")
    assert node == new_node(key, f"{article(key).kind}1", node.at)
    assert desk.history.undo_label == f"Add {title_of(key).lower()}"


def test_what_comes_from_the_palette_has_the_name_one_would_expect() -> None:
    assert title_of("fifo") == "FIFO lane"
    assert title_of("control") == "Production control"
    assert title_of("wormhole") == "wormhole"
    names = {kind: new_node(kind, "n", at=shown(a_desk()).nodes[0].at).name for kind in EVERY_NODE}
    assert {kind for kind, name in names.items() if not name} == {*STOCKS, "transport", "junction", "picture"}


def test_it_says_what_to_do_and_shows_no_marks_before_it_is_on_the_map() -> None:
    desk = a_desk()
    desk.use(Place("process"))
    assert (
        desk.tool.hint(desk)
        == "Click where it belongs, Esc to leave it · Shift: and one more · Alt: no snapping"
    )
    assert desk.overlay() == ()
    assert not desk.tool.busy
    assert send(desk, Move(600, 300)).tool.busy


def test_with_shift_one_more_follows() -> None:
    desk = a_desk()
    desk.use(Place("process"))
    send(desk, Move(600, 500), Release(600, 500, straight=True), Move(800, 500), Release(800, 500))
    assert [node.id for node in shown(desk).nodes[-2:]] == ["process1", "process2"]
    assert desk.tool == Select()


def test_a_new_symbol_lines_up_with_what_is_there() -> None:
    desk = a_desk()
    desk.use(Place("process"))
    send(desk, Move(102, 480))
    assert at(desk, "process1") == (100, 480)
    assert desk.tool.overlay(desk), "a guide says what it is in line with"
    assert not send(desk, Move(102, 480, free=True)).tool.overlay(desk)
    assert at(desk, "process1") == (102, 480)


def test_a_swimlane_over_steps_has_its_title_left_of_them() -> None:
    usual = new_node("lane", "lane", Point())
    left, _top, right, _foot = frame_box(usual)
    for start in (
        20.0,
        100.0,
        150.0,
    ):  # where its left edge lies: before, on and behind the middle of the first step
        desk = a_desk()
        desk.use(Place("lane"))
        send(desk, *click(start - left, 300))
        lane = desk.frame.state.node(next(iter(desk.selection)))
        assert lane is not None
        title = frame_box(lane)[0] + 24
        for node in desk.frame.state.nodes:
            if node.kind == "process":
                box = body_of(node)
                assert box[0] >= title or box[2] <= title - 24
        assert frame_box(lane)[2] == pytest.approx(start + right - left, abs=6)
    desk = a_desk()
    desk.use(Place("lane"))
    send(desk, *click(400, 900))
    lane = desk.frame.state.node(next(iter(desk.selection)))
    assert lane is not None
    assert lane.size is None
