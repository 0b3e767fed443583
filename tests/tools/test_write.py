"""Typing in place, below the window: what shows, what counts, what leaves no trace."""

from __future__ import annotations

import pytest

from tests.tools.hands import a_desk, send, shown
from vsm_desktop.edit.edits import set_fields
from vsm_desktop.model.quantity import Provenance, quantity
from vsm_desktop.tools.desk import Desk
from vsm_desktop.tools.events import Escape, Key, Move, Press
from vsm_desktop.tools.select import Select
from vsm_desktop.tools.write import Write, start, text_of


def writing(ref: str, *typed: str) -> Desk:
    desk = a_desk()
    tool = start(ref, desk)
    assert tool is not None
    desk.use(tool)
    for text in typed:
        desk.turn(in_hand(desk).typed(text, desk))
    return desk


def in_hand(desk: Desk) -> Write:
    assert isinstance(desk.tool, Write)
    return desk.tool


def test_what_is_typed_shows_and_is_not_recorded_before_it_counts() -> None:
    desk = writing("a.name", "P", "Pr", "Press")
    assert desk.frame.state.node("a").name == "Press"
    assert not desk.history.steps
    desk.turn(in_hand(desk).finish(desk))
    assert isinstance(desk.tool, Select)
    assert shown(desk).node("a").name == "Press"
    assert [step.label for step in desk.history.steps] == ["Change name"]
    desk.undo()
    assert shown(desk).node("a").name != "Press"


def test_escape_leaves_no_trace() -> None:
    desk = writing("a.ct", "7")
    before = desk.history.current
    send(desk, Escape())
    assert desk.frame.stream is before
    assert isinstance(desk.tool, Select)
    assert not desk.history.steps


def test_what_cannot_be_read_shows_the_old_value_and_stays_open_with_the_reason() -> None:
    desk = writing("a.ct", "4", "40 sq")
    assert desk.frame.stream is desk.history.current
    desk.turn(in_hand(desk).finish(desk))
    assert in_hand(desk).wrong == '"sq" is no unit of time. Try 40 s or 40 min.'
    assert desk.tool.hint(desk) == in_hand(desk).wrong
    desk.turn(in_hand(desk).typed("40 s", desk))
    assert not in_hand(desk).wrong
    desk.turn(in_hand(desk).finish(desk))
    assert shown(desk).node("a").ct.value == 40


def test_a_press_elsewhere_counts_but_what_is_wrong_is_explained_first() -> None:
    desk = send(writing("a.name", "Press"), Press(600, 600))
    assert shown(desk).node("a").name == "Press"
    assert desk.tool.busy, "the press has begun a rubber band"
    desk = send(writing("a.ct", "sq"), Press(600, 600))
    assert in_hand(desk).wrong
    send(desk, Press(600, 600))
    assert not isinstance(desk.tool, Write)
    assert not desk.history.steps


def test_a_value_out_of_range_is_wrong_too() -> None:
    desk = writing("a.uptime", "120 %")
    desk.turn(in_hand(desk).finish(desk))
    assert in_hand(desk).wrong == "Uptime is at most 100 %."


def test_untouched_nothing_changes() -> None:
    desk = writing("a.name")
    desk.turn(in_hand(desk).finish(desk))
    assert not desk.history.steps
    assert isinstance(desk.tool, Select)


def test_another_tool_does_not_lose_what_is_typed() -> None:
    desk = writing("a.name", "Press")
    desk.use(Select())
    assert shown(desk).node("a").name == "Press"
    desk = writing("a.ct", "sq")
    desk.use(Select())
    assert not desk.history.steps


def test_settling_keeps_the_field_open() -> None:
    desk = writing("a.name", "Press")
    desk.turn(in_hand(desk).settle(desk))
    assert shown(desk).node("a").name == "Press"
    assert in_hand(desk).ref == "a.name"


def test_an_open_field_has_its_place_on_the_map_and_a_closed_one_has_not() -> None:
    desk = writing("a.wait")
    assert desk.frame.open_ref == "a.wait"
    send(desk, Escape())
    assert desk.frame.open_ref == ""


def test_undo_and_an_error_close_the_field() -> None:
    desk = writing("a.name", "Press")
    desk.undo()
    assert isinstance(desk.tool, Select)
    assert desk.frame.open_ref == ""


def test_one_more_field_after_the_other() -> None:
    desk = writing("a.+", "shifts 2")
    assert in_hand(desk).next_ref(desk, 1) == "a.+"
    assert "Shifts 2" in desk.tool.hint(desk)
    desk.turn(in_hand(desk).finish(desk))
    assert [step.label for step in desk.history.steps] == ["Change shifts"]
    desk = writing("a.+")
    assert in_hand(desk).next_ref(desk, 1) == ""
    assert in_hand(desk).next_ref(desk, -1) != ""


def test_what_the_document_says_is_typed_like_anything() -> None:
    desk = writing("@stream.name", "Brackets")
    assert desk.frame.stream.name == "Brackets"
    assert "Esc" in desk.tool.hint(desk)
    desk.turn(in_hand(desk).finish(desk))
    assert desk.history.current.name == "Brackets"


def test_what_is_no_field_is_not_opened() -> None:
    desk = a_desk()
    assert start("gone.name", desk) is None
    assert text_of("gone.name", desk) == ""
    assert text_of("a.name", desk) == shown(desk).node("a").name


@pytest.mark.parametrize("event", [Move(5, 5), Key("enter")])
def test_other_events_change_nothing(event: object) -> None:
    desk = writing("a.name", "Press")
    assert in_hand(send(desk, event)).text == "Press"  # type: ignore[arg-type]
    assert desk.tool.overlay(desk) == ()


def test_what_is_typed_over_keeps_its_source_once_it_says_the_same_again() -> None:
    desk = a_desk()
    source = Provenance(by="Ann", date="2024-05-01")
    desk.commit("Source", set_fields("a", ct=quantity(45, "s", source=source)))
    desk.use(start("a.ct", desk))
    desk.turn(in_hand(desk).typed("4", desk))
    assert desk.frame.state.node("a").ct.source == Provenance(by="Ann")
    desk.turn(in_hand(desk).typed("45 s", desk))
    desk.turn(in_hand(desk).finish(desk))
    assert shown(desk).node("a").ct.source == source


def test_a_range_is_typed_in_place_and_what_could_be_a_minus_is_explained() -> None:
    desk = writing("a.ct", "1", "1-2")
    desk.turn(in_hand(desk).finish(desk))
    assert in_hand(desk).wrong == '"1-2" can be a range, a date or a minus. Type 1 to 2 s.'
    desk.turn(in_hand(desk).typed("1-2 min", desk))
    desk.turn(in_hand(desk).finish(desk))
    ct = shown(desk).node("a").ct
    assert (ct.low, ct.value, ct.high, ct.unit, ct.source.kind) == (1, 1.5, 2, "min", "estimated")
    assert text_of("a.ct", desk) == "1-2 min"
