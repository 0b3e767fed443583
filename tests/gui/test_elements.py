"""Work elements in the properties of a process: added, edited and removed by hand, each step undone by one undo."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.gui.hands import LEFT
from tests.gui.test_everything_has_a_name import nameless
from vsm_desktop.ui.documents import sample_stream
from vsm_desktop.ui.elements import ElementsEditor

Key = Qt.Key


@pytest.fixture
def window(make_window, qtbot):
    window = make_window(sample_stream("acme-current.vsm"))
    qtbot.waitUntil(lambda: window.properties.page is not None)
    window.desk.select(frozenset({"assy1"}))
    return window


def elements(window):
    return window.desk.frame.state.node("assy1").elements


def said(window):
    return [(one.name, one.time.base, one.va, one.operator) for one in elements(window)]


@pytest.fixture
def editor(window) -> ElementsEditor:
    form = window.properties.page.form
    QTest.mouseClick(form._more, LEFT)
    QApplication.processEvents()
    return form.editors["elements"]


def type_in(line, text: str, end=Key.Key_Return) -> None:
    line.setFocus()
    line.selectAll()
    QTest.keyClick(line, Key.Key_Delete)
    QTest.keyClicks(line, text)
    QTest.keyClick(line, end)
    QApplication.processEvents()


def add(editor, name: str, time: str, operator: str = "") -> None:
    QTest.mouseClick(editor.add_link, LEFT)
    row = editor.rows[-1]
    assert row.name.hasFocus()
    type_in(row.name, name)
    type_in(row.time.line, time)
    if operator:
        type_in(row.operator, operator)


def test_elements_are_added_edited_and_removed(window, editor):
    add(editor, "Fetch", "6 s", "Ann")
    add(editor, "Weld", "0.5 min", "Ben")
    assert said(window) == [("Fetch", 6, "VA", "Ann"), ("Weld", 30, "VA", "Ben")]
    assert editor.heading.text() == "Work elements, 36 s in all"
    va = editor.rows[0].va
    va.setFocus()
    QTest.keyClick(va, Key.Key_End)
    QTest.keyClick(va, Key.Key_Return)
    assert said(window)[0] == ("Fetch", 6, "NVA", "Ann")
    type_in(editor.rows[1].time.line, "28")
    assert said(window)[1] == ("Weld", 28 * 60, "VA", "Ben"), "a bare number is in the unit that stands there"
    QTest.mouseClick(editor.rows[0].remove, LEFT)
    assert [one[0] for one in said(window)] == ["Weld"]
    assert len(editor.rows) == 1
    assert editor.rows[0].remove.hasFocus(), "the keyboard stays near"
    window.desk.undo()
    assert [one[0] for one in said(window)] == ["Fetch", "Weld"]
    assert [row.name.text() for row in editor.rows] == ["Fetch", "Weld"]


def test_one_undo_takes_one_entry_back(window, editor):
    add(editor, "Fetch", "6 s")
    add(editor, "Weld", "30 s")
    window.desk.undo()
    assert [one[0] for one in said(window)] == ["Fetch"]
    window.desk.undo()
    assert elements(window) == ()
    window.desk.redo()
    window.desk.redo()
    assert [one[0] for one in said(window)] == ["Fetch", "Weld"]
    assert [row.time.line.text() for row in editor.rows] == ["6", "30"]


def test_a_row_without_a_time_waits_and_a_wrong_one_is_explained(window, editor):
    QTest.mouseClick(editor.add_link, LEFT)
    type_in(editor.rows[0].name, "Fetch")
    assert elements(window) == ()
    assert len(editor.rows) == 1
    type_in(editor.rows[0].time.line, "2 d")
    assert elements(window) == ()
    assert editor.rows[0].time.message.text() == "Time is measured in s, min or h."
    type_in(editor.rows[0].time.line, "6 s")
    assert said(window) == [("Fetch", 6, "VA", "")]
    add(editor, "Weld", "30 s")
    type_in(editor.rows[0].time.line, "")
    assert [one[0] for one in said(window)] == ["Weld"], "without its time it is no element"
    assert [row.name.text() for row in editor.rows] == ["Fetch", "Weld"], (
        "but its row stays while one is here"
    )


def test_escape_gives_a_time_back(window, editor):
    add(editor, "Fetch", "6 s")
    line = editor.rows[0].time.line
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, "9")
    assert said(window)[0][1] == 9
    QTest.keyClick(line, Key.Key_Escape)
    assert said(window)[0][1] == 6
    assert line.text() == "6"


def test_another_process_has_its_own(window, editor):
    add(editor, "Fetch", "6 s")
    window.desk.select(frozenset({"assy2"}))
    assert window.properties.page.form.editors["elements"].rows == []
    window.desk.select(frozenset({"assy1"}))
    shown = window.properties.page.form.editors["elements"]
    assert [row.name.text() for row in shown.rows] == ["Fetch"]
    assert shown.isVisible(), "what has data is shown"
    window.desk.select(frozenset({"assy1", "assy2"}))
    assert "elements" not in window.properties.page.form.editors


def test_they_stack_beside_the_cycle_time_in_the_chart(window, editor):
    QTest.mouseClick(window.bottom.tabs["charts"], LEFT)
    add(editor, "Fetch", "6 s", "Ann")
    add(editor, "Weld", "50 s", "Ann")
    view = window.bottom.page("charts").view
    mark = next(one for one in view.chart.marks if one.name == "Assembly 1")
    assert "2 work elements, 56 s" in mark.said
    assert "their sum is 6 s below the C/T" in mark.said


def test_every_control_has_a_name(window, editor):
    add(editor, "Fetch", "6 s")
    assert not nameless(window)
    assert editor.rows[0].remove.accessibleName() == "Remove work element Fetch"
