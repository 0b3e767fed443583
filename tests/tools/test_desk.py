"""The one mutable object: history, preview, tool, selection, and who is watching."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from tests.model.maps import a_state, a_stream, process
from tests.tools.hands import Watch, a_desk, a_map, at, click, drag, recorded, send, shown
from vsm_desktop.drawing.ops import Path
from vsm_desktop.drawing.theme import tokens
from vsm_desktop.edit.edits import add_node, delete, move, set_fields
from vsm_desktop.edit.groups import lock
from vsm_desktop.edit.states import copy_state, delete_state
from vsm_desktop.model.quantity import quantity
from vsm_desktop.model.stream import ValueStream
from vsm_desktop.tools.bench import Bench, Tool
from vsm_desktop.tools.desk import Desk
from vsm_desktop.tools.events import Escape, Event, Move, Press
from vsm_desktop.tools.handles import handles
from vsm_desktop.tools.overlay import selection_overlay
from vsm_desktop.tools.place import Place
from vsm_desktop.tools.select import Select


def test_a_new_desk_shows_the_document_and_has_nothing_to_save() -> None:
    stream = a_map()
    desk = Desk(stream)
    assert desk.frame.stream is stream
    assert desk.frame.state_id == "current"
    assert not desk.history.dirty
    assert Desk(stream, saved=False).history.dirty


def test_a_preview_shows_and_a_cancel_forgets() -> None:
    desk = a_desk()
    before = desk.frame
    desk.preview(move({"a"}, 60, 0))
    desk.preview(move({"a"}, 120, 0))
    assert at(desk, "a") == (220, 300)
    assert recorded(desk, "a").x == 100
    desk.cancel()
    assert desk.frame == before


def test_a_commit_is_recorded_and_shown() -> None:
    desk = a_desk()
    desk.commit("Move", move({"a"}, 60, 0))
    assert desk.frame.stream is desk.history.current
    assert recorded(desk, "a").x == 160
    assert desk.history.dirty


@pytest.mark.parametrize("previewed", [False, True])
def test_a_commit_that_would_make_an_invalid_document_changes_nothing(previewed: bool) -> None:
    desk = a_desk()
    before, frame = desk.history.current, desk.frame
    if previewed:
        desk.preview(move({"a"}, 60, 0))
    for edit in (add_node(process("a")), set_fields("a", uptime=quantity(0, "%"))):
        with pytest.raises(ValidationError):
            desk.commit("Spoil", edit)
        assert desk.history.current is before
        assert desk.frame == frame
        assert not desk.history.steps
    desk.commit("Move", move({"a"}, 60, 0))
    assert recorded(desk, "a").x == 160


class Stumble:
    """A tool whose every step raises."""

    name, busy = "stumble", True

    def on(self, event: Event, bench: Bench) -> Tool:
        bench.preview(move({"a"}, 60, 0))
        bench.commit("Spoil", add_node(process("a")))
        return self


def test_a_gesture_that_fails_is_over() -> None:
    """Else the next move of the mouse would fail again."""
    desk = a_desk()
    before = desk.frame
    desk.tool = Stumble()
    with pytest.raises(ValidationError):
        desk.handle(Move(0, 0))
    assert desk.tool == Select()
    assert desk.frame == before
    assert send(desk, *click(100, 300)).selection == {"a"}


def test_undo_and_redo_bring_back_what_was_selected() -> None:
    desk = send(a_desk(), *drag((100, 300), (160, 300)), *click(400, 300))
    desk.undo()
    assert at(desk, "a") == (100, 300)
    assert desk.selection == {"a"}
    send(desk, *click(400, 300))
    desk.redo()
    assert at(desk, "a") == (162, 300)
    assert desk.selection == {"a"}


def test_at_the_ends_of_the_line_nothing_happens() -> None:
    desk = send(a_desk(), *click(100, 300))
    desk.undo()
    desk.redo()
    assert desk.selection == {"a"}
    assert not desk.history.steps


def test_undo_in_the_middle_of_a_drag_drops_the_drag_first() -> None:
    desk = send(a_desk(), *drag((100, 300), (160, 300)))
    send(desk, Press(400, 300), Move(500, 400))
    desk.undo()
    assert at(desk, "b") == (400, 300)
    assert at(desk, "a") == (100, 300)
    assert desk.tool == Select()
    assert send(desk, Move(600, 600)).frame.stream is desk.history.current


def test_what_is_deleted_is_no_longer_selected_and_comes_back_selected() -> None:
    desk = send(a_desk(), *click(100, 300), *click(400, 300, extend=True))
    desk.commit("Delete", delete(frozenset({"a"})))
    assert desk.selection == {"b"}
    desk.undo()
    assert desk.selection == {"a", "b"}
    desk.redo()
    assert desk.selection == {"b"}


def test_only_what_is_shown_can_be_selected() -> None:
    desk = a_desk()
    desk.select(frozenset({"a", "a-i", "ghost"}))
    assert desk.selection == {"a", "a-i"}


def test_typing_is_one_step_until_it_ends_or_something_else_is_selected() -> None:
    desk = send(a_desk(), *click(100, 300))
    for name in ("W", "We"):
        desk.commit("Name", set_fields("a", name=name), merge="a.name")
    assert len(desk.history.steps) == 1
    desk.end_merge()
    desk.commit("Name", set_fields("a", name="Wel"), merge="a.name")
    assert len(desk.history.steps) == 2
    send(desk, *click(400, 300))
    desk.commit("Name", set_fields("a", name="Weld"), merge="a.name")
    assert len(desk.history.steps) == 3


def test_what_is_saved_is_clean_and_undo_comes_by_it() -> None:
    desk = a_desk()
    desk.commit("Name", set_fields("a", name="W"), merge="a.name")
    desk.mark_saved()
    assert not desk.history.dirty
    desk.commit("Name", set_fields("a", name="We"), merge="a.name")
    desk.undo()
    assert not desk.history.dirty


def test_another_tool_drops_what_was_under_way() -> None:
    desk = send(a_desk(), Press(100, 300), Move(200, 400))
    desk.use(Place("process"))
    assert at(desk, "a") == (100, 300)
    assert desk.tool == Place("process")
    send(desk, Move(600, 300))
    desk.use(Select())
    assert desk.frame.stream is desk.history.current


def test_another_state_is_shown_and_worked_on() -> None:
    desk = send(a_desk(), *click(100, 300), Press(400, 300), Move(500, 300))
    desk.show_state("future")
    assert desk.frame.state_id == "future"
    assert desk.selection == frozenset()
    assert desk.tool == Select()
    assert [node.id for node in desk.frame.state.nodes] == ["a"]
    desk.commit("Name", set_fields("a", name="Cut"))
    assert shown(desk).node("a").name == "Cut"
    assert desk.history.current.state("current").node("a").name == "A"
    desk.undo()
    assert desk.frame.state_id == "future"


def test_a_state_that_does_not_exist_is_not_shown() -> None:
    desk = send(a_desk(), *click(100, 300))
    with pytest.raises(KeyError):
        desk.show_state("ideal")
    assert desk.frame.state_id == "current"
    assert desk.selection == {"a"}


def without_shown(stream: ValueStream) -> ValueStream:
    return stream.evolve(states=stream.states[1:])


def test_when_the_shown_state_goes_another_one_shows() -> None:
    desk = send(a_desk(), *click(100, 300))
    desk.commit_stream("Delete state", without_shown)
    assert desk.frame.state_id == "future"
    desk.undo()
    assert desk.frame.stream.states[0].id == "current"
    assert desk.frame.state_id == "current", "undo turns to where something changed"
    desk.redo()
    assert desk.frame.state_id == "future"


def test_another_document() -> None:
    desk = send(a_desk(), *drag((100, 300), (160, 300)))
    other = a_stream(a_state((process("x", x=100, y=300),)))
    desk.open(other)
    assert desk.frame.stream is other
    assert (desk.selection, desk.tool, desk.history.steps) == (frozenset(), Select(), [])
    assert not desk.history.dirty
    desk.open(other, saved=False)
    assert desk.history.dirty


def test_other_colours_keep_all_else() -> None:
    desk = send(a_desk(), *click(100, 300), Press(100, 300), Move(160, 300))
    desk.show_theme("dark")
    assert desk.frame.theme == "dark"
    assert desk.frame.drawing.page == tokens("dark")["page"]
    assert at(desk, "a") == (162, 300)
    assert send(desk, Escape()).frame.theme == "dark"
    assert {op.pen.color for op in desk.overlay() if isinstance(op, Path)} == {tokens("dark")["accent"]}
    desk.show_state("future")
    desk.open(a_map())
    assert desk.frame.theme == "dark"


def test_watchers_are_told_of_every_change_and_of_nothing_else() -> None:
    desk = a_desk()
    watch = Watch(desk)
    desk.preview(move({"a"}, 60, 0))
    assert len(watch.frames) == 1
    desk.cancel()
    desk.cancel()
    assert len(watch.frames) == 2
    assert watch.frames[-1] is desk.frame
    desk.select(frozenset({"a"}))
    desk.select(frozenset({"a"}))
    assert len(watch.frames) == 3
    for change in (
        lambda: desk.use(Place("process")),
        lambda: desk.show_theme("print"),
        lambda: desk.show_state("future"),
        lambda: desk.open(a_map()),
        desk.mark_saved,
    ):
        before = len(watch.frames)
        change()
        assert len(watch.frames) > before


def test_only_what_changed_is_composed() -> None:
    desk = a_desk()
    desk.preview(move({"i"}, 0, -6))
    assert desk.composed == 3
    assert desk.frame.drawing.parts


# marks


def strokes(desk: Desk) -> list[Path]:
    return [op for op in desk.overlay() if isinstance(op, Path)]


def handle_kinds(desk: Desk) -> list[str]:
    return sorted(one.kind for one in handles(desk.frame, desk.selection))


def test_a_selected_symbol_has_a_frame_with_eight_handles() -> None:
    desk = send(a_desk(), *click(100, 300))
    assert handle_kinds(desk) == ["size"] * 8
    frame, squares = strokes(desk)
    assert len(frame.segments) == 5
    assert len(squares.segments) == 8 * 5


def test_what_cannot_be_pulled_has_a_frame_alone() -> None:
    assert len(strokes(send(a_desk(), *click(250, 300)))) == 1


def test_what_is_locked_has_a_padlock_and_no_handles() -> None:
    desk = a_desk()
    desk.commit("Lock", lock({"a"}, on=True))
    send(desk, *click(100, 300))
    assert handle_kinds(desk) == []
    assert len(strokes(desk)) == 1 + 3


def test_a_selected_arrow_has_a_line_its_ends_and_a_place_to_bend() -> None:
    desk = send(a_desk(), *click(180, 319))
    assert handle_kinds(desk) == ["end", "end", "leg"]
    assert len(strokes(desk)) == 3


def test_several_symbols_have_one_frame_round_their_own() -> None:
    desk = send(a_desk(), *click(100, 300), *click(400, 300, extend=True))
    each, around = strokes(desk)
    assert len(each.segments) == 2 * 5
    xs = [segment[1] for segment in around.segments[:-1]]
    assert (min(xs), max(xs)) == (100 - 54 - 8, 400 + 54 + 8)


def test_marks_keep_their_size_on_the_screen() -> None:
    desk = send(a_desk(), *click(100, 300))
    widths = []
    for pixel in (1.0, 4.0):
        desk.pixel = pixel
        widths.append([op.pen.width for op in strokes(desk)])
    assert widths[1] == [4 * width for width in widths[0]]


def test_nothing_selected_is_nothing_marked() -> None:
    desk = a_desk()
    assert desk.overlay() == ()
    assert selection_overlay(desk.frame, ["ghost"], 1.0) == ()


def test_undo_turns_to_the_state_it_changes() -> None:
    desk = a_desk()
    desk.commit("Move", move({"a"}, 6, 0))
    desk.show_state("future")
    desk.undo()
    assert desk.frame.state_id == "current"


def test_where_the_shown_state_went_its_neighbour_is_shown() -> None:
    desk = Desk(copy_state("current", "ideal")(copy_state("current", "future")(a_map())))
    desk.show_state("ideal")
    desk.commit_stream("Copy", copy_state("ideal", "scenario"))
    desk.show_state("scenario")
    desk.undo()
    assert desk.frame.state_id == "ideal", "taking a copy back leads to where it was made"
    desk.redo()
    assert desk.frame.state_id == "scenario"
    desk.show_state("current")
    desk.commit_stream("Delete", delete_state("current"))
    assert desk.frame.state_id == "ideal", "the first one gives way to the next"
    desk.show_state("future")
    desk.undo()
    assert desk.frame.state_id == "current", "undo turns to the state that came back"
