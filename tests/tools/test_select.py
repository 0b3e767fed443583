"""Select, drag, rubber band: lists of events and what comes of them."""

from __future__ import annotations

import pytest

from tests.tools.hands import Watch, a_desk, at, click, drag, recorded, send
from vsm_desktop.tools.drag import Drag
from vsm_desktop.tools.events import Escape, Leave, Move, Press, Release
from vsm_desktop.tools.select import Band, Select
from vsm_desktop.tools.snap import to_grid


def test_a_click_selects_and_is_no_step() -> None:
    desk = send(a_desk(), *click(100, 300))
    assert desk.selection == {"a"}
    assert not desk.history.steps
    assert desk.tool == Select()


def test_a_click_on_another_symbol_or_an_arrow_selects_that_one() -> None:
    desk = send(a_desk(), *click(100, 300), *click(400, 300))
    assert desk.selection == {"b"}
    assert send(desk, *click(180, 319)).selection == {"a-i"}


def test_a_click_on_empty_ground_selects_nothing() -> None:
    desk = send(a_desk(), *click(100, 300), *click(600, 600))
    assert desk.selection == frozenset()


def test_with_the_key_held_symbols_join_and_leave_the_selection() -> None:
    desk = send(a_desk(), *click(100, 300), *click(400, 300, extend=True))
    assert desk.selection == {"a", "b"}
    assert send(desk, *click(100, 300, extend=True)).selection == {"b"}
    assert send(desk, *click(600, 600, extend=True)).selection == {"b"}


def test_a_click_on_one_of_several_leaves_that_one() -> None:
    desk = send(a_desk(), *click(100, 300), *click(400, 300, extend=True), *click(100, 300))
    assert desk.selection == {"a"}


def test_a_drag_moves_is_one_step_and_keeps_the_symbol_selected() -> None:
    desk = send(a_desk(), *drag((100, 300), (120, 310), (160, 360)))
    assert recorded(desk, "a").model_dump() == {"x": 162.0, "y": 360.0}
    assert [step.label for step in desk.history.steps] == ["Move"]
    assert desk.selection == {"a"}


def test_while_dragging_the_map_follows_and_the_document_waits() -> None:
    desk = send(a_desk(), Press(100, 300), Move(160, 360))
    assert at(desk, "a") == (162, 360)
    assert recorded(desk, "a").x == 100
    arrow = next(part for part in desk.frame.drawing.parts if part.id == "a-i")
    assert arrow.x > 200
    assert isinstance(desk.tool, Drag)
    assert desk.tool.busy


def test_all_that_is_selected_moves_along() -> None:
    desk = send(a_desk(), *click(100, 300), *click(400, 300, extend=True), *drag((400, 300), (460, 300)))
    assert (at(desk, "a"), at(desk, "i"), at(desk, "b")) == ((162, 300), (250, 300), (462, 300))
    assert desk.selection == {"a", "b"}


def test_a_selection_can_be_dragged_by_its_arrow() -> None:
    desk = send(a_desk(), *click(100, 300), *click(180, 319, extend=True), *drag((180, 319), (240, 319)))
    assert at(desk, "a") == (162, 300)


def test_dragging_an_arrow_alone_changes_nothing() -> None:
    desk = send(a_desk(), *drag((180, 319), (240, 350)))
    assert desk.selection == {"a-i"}
    assert not desk.history.steps


def test_a_hand_that_trembles_moves_nothing() -> None:
    desk = send(a_desk(), *drag((100, 300), (102, 301), (101, 302)))
    assert not desk.history.steps
    assert at(desk, "a") == (100, 300)


def test_once_moving_it_may_come_back() -> None:
    desk = send(a_desk(), Press(100, 300), Move(130, 300), Move(101, 300))
    assert at(desk, "a") == (100, 300)
    send(desk, Release(100, 300))
    assert not desk.history.steps


def test_symbols_snap_to_the_grid_unless_moved_freely() -> None:
    snapped = send(a_desk(), *drag((100, 300), (140, 341)))
    free = send(a_desk(), *drag((100, 300), (140, 341), free=True))
    assert at(snapped, "a") == (138, 342)
    assert at(free, "a") == (140, 341)


@pytest.mark.parametrize("events", [
    (Press(100, 300), Move(200, 360), Escape()),
    (Press(100, 300), Move(200, 360), Leave(), Move(230, 300), Escape()),
    (Press(600, 500), Move(50, 200), Escape()),
    (Press(100, 300), Escape()),
])  # fmt: skip
def test_escape_leaves_no_trace(events: tuple) -> None:
    desk = a_desk()
    before, frame = desk.history.current, desk.frame
    send(desk, *events)
    assert desk.history.current is before
    assert not desk.history.steps
    assert desk.frame.drawing == frame.drawing
    assert desk.tool == Select()


def test_escape_with_nothing_under_way_selects_nothing() -> None:
    assert send(a_desk(), *click(100, 300), Escape()).selection == frozenset()


def test_what_goes_on_elsewhere_does_not_disturb_a_drag() -> None:
    desk = send(a_desk(), Press(100, 300), Move(160, 300), Leave(), Press(400, 300))
    assert isinstance(desk.tool, Drag)
    send(desk, Release(220, 300, free=True))
    assert recorded(desk, "a").x == 220


def test_a_rubber_band_selects_what_lies_wholly_inside() -> None:
    desk = send(a_desk(), Press(20, 200), Move(300, 400))
    assert desk.selection == {"a", "i", "a-i"}
    assert isinstance(desk.tool, Band)
    assert send(desk, Move(130, 400)).selection == frozenset()
    assert send(desk, Leave(), Press(0, 0), Move(300, 400), Release(300, 400)).selection == {"a", "i", "a-i"}
    assert desk.tool == Select()
    assert not desk.history.steps


def test_a_rubber_band_with_the_key_held_adds_and_escape_gives_back() -> None:
    desk = send(a_desk(), *click(400, 300), Press(20, 200, extend=True), Move(300, 400))
    assert desk.selection == {"b", "a", "i", "a-i"}
    assert send(desk, Escape()).selection == {"b"}


def test_hints_say_what_to_do_next() -> None:
    desk = a_desk()
    said = [desk.tool.hint(desk)]
    for event in (Press(100, 300), Move(200, 300), Escape(), Press(600, 600)):
        said.append(send(desk, event).tool.hint(desk))
    assert len(set(said)) == 4
    assert said[3].startswith("Type or Enter to name it")


def test_the_band_is_seen_and_a_drag_shows_where_things_stood() -> None:
    desk = a_desk()
    assert desk.overlay() == ()
    assert len(send(desk, Press(600, 600), Move(640, 640)).overlay()) == 1
    part = next(part for part in desk.frame.drawing.parts if part.id == "a")
    send(desk, Release(640, 640), Press(100, 300), Move(200, 388, free=True))
    assert len(desk.overlay()) == len(part.ops), "the frame of the selection waits until the hand is done"


def test_moving_the_pointer_alone_tells_nobody() -> None:
    desk = a_desk()
    watch = Watch(desk)
    send(desk, Move(100, 300), Move(101, 300), Release(5, 5), Leave())
    assert watch.frames == []


@pytest.mark.parametrize(("value", "line"), [(0, 0), (2.9, 0), (3.1, 6), (-4, -6), (100, 102)])
def test_grid(value: float, line: float) -> None:
    assert to_grid(value) == line
