"""Find in the map: typing lights, Enter goes round, Esc leaves the match selected."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.gui.hands import LEFT, click, place_of
from vsm_desktop.canvas.travel import Travel
from vsm_desktop.drawing.theme import tokens
from vsm_desktop.edit.edits import delete
from vsm_desktop.ui.documents import sample_stream
from vsm_desktop.ui.seeking import box_of

Key = Qt.Key
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def window(make_window, monkeypatch):
    monkeypatch.setattr(Travel, "calm", True)
    stream = sample_stream("acme-current.vsm")
    future = stream.state().evolve(id="future", name="Future state", kind="future")
    return make_window(stream.evolve(states=(*stream.states, future)))


def look_for(window, query: str):
    """The find bar, opened by its shortcut, with something typed."""
    QTest.keyClick(window.view, Key.Key_F, CONTROL)
    bar = window.seeking.bar
    assert bar.isVisible()
    assert QApplication.focusWidget() is bar.field
    QTest.keyClicks(bar.field, query)
    return bar


def lights(window) -> int:
    """How many symbols are lit."""
    ops = window.view.scene().lights.ops
    return sum(segment[0] == "M" for op in ops if op.fill for segment in op.segments)


def names(window) -> list[str]:
    """The names of what is selected."""
    return [window.desk.frame.state.node(id_).name for id_ in window.desk.selection]


def test_typing_lights_all_matches_and_moves_nothing(window):
    before = window.view.to_map(QPointF(0, 0)), window.view.scale_now, window.desk.selection
    bar = look_for(window, "weld")
    assert bar.count.text() == "4 found"
    assert lights(window) == 4
    assert (window.view.to_map(QPointF(0, 0)), window.view.scale_now, window.desk.selection) == before


def test_enter_goes_round_and_shows_each(window):
    bar = look_for(window, "weld")
    seen = []
    for _turn in range(5):
        QTest.keyClick(bar.field, Key.Key_Return)
        seen.append((bar.count.text(), *names(window)))
        left, top, right, bottom = box_of(window.desk.frame, *window.desk.selection)
        room = window.view.viewport().rect()
        assert room.contains(window.view.mapFromScene(QPointF(left, top)))
        assert room.contains(window.view.mapFromScene(QPointF(right, bottom)))
    assert seen == [
        ("1 of 4", "Spot weld 1"),
        ("2 of 4", "After weld 1"),
        ("3 of 4", "Spot weld 2"),
        ("4 of 4", "After weld 2"),
        ("1 of 4", "Spot weld 1"),
    ]
    QTest.keyClick(bar.field, Key.Key_Return, SHIFT)
    assert bar.count.text() == "4 of 4"


def test_f3_goes_on_from_the_map_too(window):
    look_for(window, "weld")
    window.view.setFocus()
    QTest.keyClick(window.view, Key.Key_F3)
    QTest.keyClick(window.view, Key.Key_F3)
    assert names(window) == ["After weld 1"]
    QTest.keyClick(window.view, Key.Key_F3, SHIFT)
    assert names(window) == ["Spot weld 1"]


def test_escape_puts_the_lights_out_and_keeps_the_selection(window):
    bar = look_for(window, "62 s")
    QTest.keyClick(bar.field, Key.Key_Return)
    QTest.keyClick(bar.field, Key.Key_Escape)
    assert not bar.isVisible()
    assert lights(window) == 0
    assert names(window) == ["Assembly 1"]
    assert window.view.hasFocus()
    QTest.keyClick(window.view, Key.Key_F3)
    assert bar.isVisible(), "the words of the last time are looked for again"
    assert bar.count.text() == "1 of 1"


def test_f3_with_nothing_to_look_for_asks_what(window):
    QTest.keyClick(window.view, Key.Key_F3)
    assert window.seeking.bar.isVisible()
    assert window.seeking.bar.count.text() == ""


def test_opened_again_what_was_typed_is_ready_to_be_replaced(window):
    look_for(window, "weld")
    bar = look_for(window, "stam")
    assert bar.query == "stam"


def test_nothing_found_is_said_and_enter_does_nothing(window):
    bar = look_for(window, "no such thing")
    assert bar.count.text() == "Nothing found"
    assert not bar.buttons["down"].isEnabled()
    selected = window.desk.selection
    QTest.keyClick(bar.field, Key.Key_Return)
    assert window.desk.selection == selected


def test_all_states_are_searched_when_asked(window):
    bar = look_for(window, "62 s")
    assert bar.count.text() == "1 found"
    QTest.mouseClick(bar.every, LEFT)
    assert bar.count.text() == "2 found"
    assert lights(window) == 1, "only what is shown is lit"
    QTest.mouseClick(bar.buttons["down"], LEFT)
    assert (bar.count.text(), window.desk.frame.state_id) == ("1 of 2", "current")
    QTest.mouseClick(bar.buttons["down"], LEFT)
    assert (bar.count.text(), window.desk.frame.state_id) == ("2 of 2", "future")
    assert names(window) == ["Assembly 1"]
    assert lights(window) == 1
    QTest.mouseClick(bar.buttons["up"], LEFT)
    assert window.desk.frame.state_id == "current"


def test_with_one_state_there_is_no_such_choice(make_window):
    window = make_window(sample_stream("acme-current.vsm"))
    assert not look_for(window, "weld").every.isVisible()


def test_matches_follow_the_document(window):
    bar = look_for(window, "weld")
    QTest.keyClick(bar.field, Key.Key_Return)
    QTest.keyClick(bar.field, Key.Key_Return)
    assert bar.count.text() == "2 of 4"
    gone = next(n.id for n in window.desk.frame.state.nodes if n.name == "Spot weld 1")
    window.desk.commit("Delete", delete(frozenset({gone})))
    assert bar.count.text() == "1 of 3"
    assert lights(window) == 3
    window.desk.undo()
    assert bar.count.text() == "2 of 4"


def test_lights_have_the_colours_of_the_theme(window):
    look_for(window, "weld")
    window.actions_by_name["dark"].trigger()
    assert {op.fill for op in window.view.scene().lights.ops} == {tokens("dark")["accent_t"]}


def test_it_floats_at_the_upper_right_and_follows(window):
    bar = look_for(window, "weld")
    for width in (1500, 1024):
        window.resize(width, 800)
        QApplication.processEvents()
        assert bar.geometry().right() == window.view.width() - 13
        assert window.view.rect().contains(bar.geometry())


def test_the_map_can_be_worked_on_while_it_is_open(window):
    bar = look_for(window, "weld")
    id_ = next(n.id for n in window.desk.frame.state.nodes if n.name == "Stamping")
    click(window, *place_of(window, id_))
    assert window.desk.selection == {id_}
    assert bar.isVisible()
    assert lights(window) == 4
    QTest.mouseClick(bar.buttons["close"], LEFT)
    assert not bar.isVisible()


def test_at_another_zoom_marks_keep_their_size_on_the_screen(window):
    look_for(window, "weld")
    for scale in (0.5, 2.0):
        window.view.zoom_to(scale)
        (light,) = window.view.scene().lights.ops
        assert light.pen.width * scale == 1.0
