"""Notes in the window: lines of text typed in place and in the properties, what a note belongs to, what is shown."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QPlainTextEdit

from tests.gui.hands import LEFT, NONE, click, pixel, type_into
from vsm_desktop.canvas.typed_text import TypedText
from vsm_desktop.drawing.ops import Text
from vsm_desktop.drawing.spots import spot_of
from vsm_desktop.edit.edits import in_state, set_options
from vsm_desktop.model.catalogue import ARTICLES, new_flow, new_node
from vsm_desktop.model.titles import title_of
from vsm_desktop.model.value import Point
from vsm_desktop.ui.documents import sample_stream

Key, Mod = Qt.Key, Qt.KeyboardModifier


@pytest.fixture
def window(make_window):
    stream = sample_stream("acme-current.vsm")
    state = stream.state()
    nodes = [
        new_node(key, f"the_{key}", Point(x=200 + 260 * i, y=900)) for i, key in enumerate(("text", "burst"))
    ]
    made = make_window(stream.with_state(state.evolve(nodes=(*state.nodes, *nodes))))
    made.activateWindow()
    made.view.zoom_to(1.0)
    made.view.setFocus()
    QApplication.processEvents()
    return made


def node(window, id_: str) -> Any:
    return window.desk.history.current.state().node(id_)


def select(window, id_: str) -> None:
    window.desk.select(frozenset({id_}))
    QApplication.processEvents()


def open_note(window) -> TypedText:
    left, top, right, bottom = spot_of(window.desk.frame, "the_text.name").box
    window.view.centerOn((left + right) / 2, (top + bottom) / 2)
    at = pixel(window, left + 12, top + 12)
    QTest.mouseClick(window.view.viewport(), LEFT, NONE, at)
    QTest.mouseDClick(window.view.viewport(), LEFT, NONE, at)
    QTest.mouseRelease(window.view.viewport(), LEFT, NONE, at)
    QApplication.processEvents()
    editor = window.drawing.in_place.editor
    assert isinstance(editor, TypedText)
    return editor


def press(editor, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
    QTest.keyClick(editor, key, modifier)
    QApplication.processEvents()


@pytest.mark.parametrize("modifier", [Mod.ShiftModifier, Mod.ControlModifier])
def test_lines_are_typed_in_place(window, modifier):
    editor = open_note(window)
    QTest.keyClicks(editor, "First")
    press(editor, Key.Key_Return, modifier)
    QTest.keyClicks(editor, "second")
    assert window.desk.frame.state.node("the_text").name == "First\nsecond", "it is on the map at once"
    assert not window.desk.history.steps
    press(editor, Key.Key_Return)
    assert window.drawing.in_place.editor is None
    assert node(window, "the_text").name == "First\nsecond"
    part = next(one for one in window.desk.frame.drawing.parts if one.id == "the_text")
    assert [op.text for op in part.ops if isinstance(op, Text)] == ["First", "second"]
    assert len(window.desk.history.steps) == 1


def test_the_field_is_as_wide_as_the_note_and_grows_with_its_lines(window):
    editor = open_note(window)
    wide = editor.width()
    assert abs(wide - 132 * window.view.scale_now) <= 12, "a little more where type is small"
    QTest.keyClicks(editor, "So many words that they need several lines of a note as wide as this one is")
    QApplication.processEvents()
    high = editor.height()
    assert editor.width() == wide
    for _line in range(3):
        press(editor, Key.Key_Return, Mod.ShiftModifier)
    assert editor.height() > high
    assert editor.verticalScrollBar().maximum() == 0


def test_escape_leaves_the_note_as_it_was(window):
    editor = open_note(window)
    QTest.keyClicks(editor, "Other")
    press(editor, Key.Key_Escape)
    assert window.drawing.in_place.editor is None
    assert node(window, "the_text").name == "Text"
    assert not window.desk.history.steps


def test_a_click_elsewhere_and_tab_keep_what_was_typed(window):
    editor = open_note(window)
    QTest.keyClicks(editor, "Kept")
    click(window, 160, 1000)
    assert node(window, "the_text").name == "Kept"
    editor = open_note(window)
    QTest.keyClicks(editor, "Kept too")
    count = len(window.desk.frame.state.nodes)
    press(editor, Key.Key_Tab)
    assert node(window, "the_text").name == "Kept too"
    assert len(window.desk.frame.state.nodes) == count, "no step follows a note"


def test_the_first_letter_begins_a_note_anew(window):
    select(window, "the_text")
    window.view.setFocus()
    QTest.keyClicks(window.view, "N")
    QApplication.processEvents()
    editor = window.drawing.in_place.editor
    assert isinstance(editor, TypedText)
    QTest.keyClicks(editor, "ew")
    press(editor, Key.Key_Return)
    assert node(window, "the_text").name == "New"


def test_the_properties_take_several_lines(window):
    select(window, "the_text")
    lines = window.properties.page.findChild(QPlainTextEdit, "field-name")
    lines.setFocus()
    lines.selectAll()
    QTest.keyClicks(lines, "One")
    QTest.keyClick(lines, Key.Key_Return)
    QTest.keyClicks(lines, "two")
    assert window.desk.frame.state.node("the_text").name == "One\ntwo"
    QTest.keyClick(lines, Key.Key_Tab)
    QApplication.processEvents()
    assert not lines.hasFocus()
    assert len(window.desk.history.steps) == 1
    window.desk.undo()
    QApplication.processEvents()
    assert lines.toPlainText() == "Text"


def test_a_long_note_is_headed_by_its_first_words(window):
    select(window, "the_text")
    lines = window.properties.page.findChild(QPlainTextEdit, "field-name")
    lines.setPlainText("Forty words " * 40)
    QApplication.processEvents()
    heading = window.properties.page.heading.text()
    assert heading.startswith("Forty words Forty")
    assert heading.endswith("…")
    assert len(heading) <= 60


def test_what_a_burst_belongs_to_is_chosen_by_name(window):
    select(window, "the_burst")
    combo = window.properties.page.findChild(QComboBox, "field-about")
    names = [combo.itemText(i) for i in range(combo.count())]
    assert names[:3] == ["none", "Stamping", "Spot weld 1"]
    assert "Production control" in names
    assert "Kaizen" not in names
    combo.setFocus()
    QTest.keyClicks(combo, "Stamp")
    combo.activated.emit(combo.currentIndex())
    assert node(window, "the_burst").about == "stamping"
    select(window, "stamping")
    type_into(window, "name", "Press shop")
    select(window, "the_burst")
    assert combo.currentText() == "Press shop"
    combo.setCurrentIndex(0)
    combo.activated.emit(0)
    assert node(window, "the_burst").about == ""


def test_a_burst_at_an_arrow_says_which(window):
    state = window.desk.frame.state
    flow = next(one for one in state.flows if one.kind == "push")
    burst = state.node("the_burst").evolve(about=flow.id)
    window.desk.commit(
        "x", lambda one: one.evolve(nodes=tuple(burst if n.id == burst.id else n for n in one.nodes))
    )
    select(window, "the_burst")
    combo = window.properties.page.findChild(QComboBox, "field-about")
    assert combo.currentText().startswith("Push from ")


def test_the_same_step_is_chosen_among_the_other_steps(window):
    select(window, "stamping")
    window.properties.page.form._more.click()
    combo = window.properties.page.findChild(QComboBox, "field-same_as")
    names = [combo.itemText(i) for i in range(combo.count())]
    assert names[0] == "none"
    assert "Spot weld 1" in names
    assert "Stamping" not in names
    assert "Production control" not in names
    index = names.index("Spot weld 1")
    combo.setCurrentIndex(index)
    combo.activated.emit(index)
    assert node(window, "stamping").same_as == "weld1"


@pytest.mark.parametrize("key", [one.key for one in ARTICLES if not one.is_part])
def test_everything_on_a_map_has_a_title_and_its_name_first(window, key):
    article = next(one for one in ARTICLES if one.key == key)
    state = window.desk.frame.state
    if article.is_arrow:
        new = state.evolve(flows=(*state.flows, new_flow(key, "new", "stamping", "weld1")))
    else:
        new = state.evolve(nodes=(*state.nodes, new_node(key, "new", Point(x=300, y=1000))))
    window.desk.open(window.desk.history.current.with_state(new))
    select(window, "new")
    page = window.properties.page
    title = title_of("transport") if article.kind == "transport" else title_of(key)
    assert page.under.text() == title
    assert page.heading.text() in (title, article.name)
    keys = [*page.form.editors]
    assert keys[0] == ("label" if article.is_arrow else "name")
    if "symbol" in keys:
        assert keys[1] == "symbol"


def test_an_empty_row_takes_what_is_typed(window):
    options = window.desk.frame.state.options.evolve(empty_rows=True)
    window.desk.commit_stream("Rows", in_state("current", set_options(options)))
    window.desk.commit(
        "Other",
        lambda one: one.evolve(
            nodes=tuple(n.evolve(uptime=None) if n.id == "stamping" else n for n in one.nodes)
        ),
    )
    QApplication.processEvents()
    left, top, right, bottom = spot_of(window.desk.frame, "stamping.uptime").box
    window.view.centerOn((left + right) / 2, (top + bottom) / 2)
    at = pixel(window, right - 10, (top + bottom) / 2)
    QTest.mouseClick(window.view.viewport(), LEFT, NONE, at)
    QTest.mouseDClick(window.view.viewport(), LEFT, NONE, at)
    QTest.mouseRelease(window.view.viewport(), LEFT, NONE, at)
    QApplication.processEvents()
    editor = window.drawing.in_place.editor
    assert editor.text() == ""
    QTest.keyClicks(editor, "77")
    press(editor, Key.Key_Return)
    assert node(window, "stamping").uptime.base == pytest.approx(0.77)
