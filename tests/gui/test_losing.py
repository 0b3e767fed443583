"""What hangs on a deleted burst, outline or state is said at once, counted as a problem, and back with undo."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.gui.hands import LEFT
from vsm_desktop.store.files import dumps
from vsm_desktop.ui.documents import sample_stream

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(make_window):
    window = make_window(sample_stream("acme-future.vsm"))
    window.desk.show_state("future")
    return window


def said(window) -> str:
    QApplication.processEvents()
    return window.statusBar().currentMessage()


def test_what_hangs_on_what_goes_is_said_and_listed(window):
    problems = window.bottom.page("problems")
    window.bottom.watch.look()
    before = dumps(window.desk.recorded)
    outline = window.desk.recorded.plan.loops[0].outline
    window.activateWindow()
    window.view.setFocus()
    window.desk.select(frozenset({outline}))
    QTest.keyClick(window.view, Key.Key_Delete)
    assert said(window) == "One loop of the plan is drawn there. Undo brings it back."
    QTest.keyClick(window.view, Key.Key_Z, CONTROL)
    assert dumps(window.desk.recorded) == before
    window.states.row.setFocus()
    QTest.keyClick(window.states.row, Key.Key_Delete)
    assert said(window).startswith("Future state is gone. The plan led to it. ")
    assert said(window).endswith(" Undo brings it back.")
    QTest.mouseClick(window.bottom.tabs["problems"], LEFT)
    QApplication.processEvents()
    words = [one.message for one in problems.list.problems]
    problems.setFocus()
    at = words.index("The plan leads to a state that is not there; Current state stands in for it.")
    problems.setCurrentIndex(problems.list.index(at))
    QTest.keyClick(problems, Key.Key_Return)
    assert window.desk.selection == frozenset(), "a problem of the plan is about no symbol"
    QTest.keyClick(window.view, Key.Key_Z, CONTROL)
    assert dumps(window.desk.recorded) == before
    window.desk.show_state("future")
    QApplication.processEvents()
    assert not any("plan" in one.message for one in problems.list.problems)


def test_what_a_plan_does_not_name_goes_without_a_word(window):
    window.activateWindow()
    window.view.setFocus()
    window.statusBar().clearMessage()
    window.desk.select(frozenset({window.desk.frame.state.flows[0].id}))
    QTest.keyClick(window.view, Key.Key_Delete)
    assert said(window) == ""
