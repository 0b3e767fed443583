"""The bottom panel: closed at first, opened by key and click, and the list of problems."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.gui.hands import LEFT
from tests.model.maps import acme
from vsm_desktop.edit.edits import set_fields
from vsm_desktop.model.quantity import quantity
from vsm_desktop.ui.bottom import LEAST, MOST, OPEN
from vsm_desktop.ui.documents import sample_stream
from vsm_desktop.ui.tab import BAR

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(make_window):
    return make_window(sample_stream("acme-current.vsm"))


def test_it_is_closed_and_empty_at_first(window):
    assert window.bottom.height() == BAR
    assert window.bottom._pages == {}


def test_a_key_opens_the_table_and_leads_back(window):
    key, modifiers = Key.Key_T, CONTROL
    window.activateWindow()
    window.view.setFocus()
    QTest.keyClick(window.view, key, modifiers)
    QApplication.processEvents()
    sheet = window.bottom.page("table").sheet
    assert sheet.hasFocus()
    assert window.bottom.height() == OPEN
    assert window.desk.selection == frozenset(), "looking selects nothing"
    assert window.actions_by_name["table"].isChecked()
    QTest.keyClick(sheet, Key.Key_Escape)
    assert window.view.hasFocus()
    assert window.bottom.open_page == "table", "Esc leads to the map, the table stays"
    QTest.keyClick(window.view, key, modifiers)
    assert sheet.hasFocus()
    assert window.actions_by_name["table"].isChecked()
    QTest.keyClick(sheet, key, modifiers)
    assert window.bottom.open_page == ""
    assert window.view.hasFocus()
    assert not window.actions_by_name["table"].isChecked()


def test_it_remembers_its_height_within_its_bounds(window):
    panel = window.bottom
    QTest.mouseClick(panel.tabs["table"], LEFT)
    QApplication.processEvents()
    edge = panel._splitter.handle(1)
    start = edge.rect().center()
    QTest.mousePress(edge, LEFT, pos=start)
    QTest.mouseMove(edge, start - type(start)(0, 90))
    QTest.mouseRelease(edge, LEFT, pos=start - type(start)(0, 90))
    pulled = panel.height()
    assert abs(pulled - OPEN - 90) < 4, "as far as the hand pulled, give or take the edge"
    QTest.mouseClick(panel.tabs["table"], LEFT)
    QApplication.processEvents()
    assert panel.height() == BAR
    assert panel._splitter.sizes()[1] == BAR, "the map has the room again"
    QTest.mouseClick(panel.switch, LEFT)
    QApplication.processEvents()
    assert panel.height() == pulled
    assert panel.minimumHeight() == LEAST
    assert panel.maximumHeight() == int(panel._splitter.height() * MOST)


def test_a_click_closes_it_wherever_the_keyboard_is(window):
    panel = window.bottom
    for close in (panel.tabs["table"], panel.switch):
        QTest.mouseClick(panel.tabs["table"], LEFT)
        assert panel.open_page == "table"
        window.view.setFocus()
        QTest.mouseClick(close, LEFT)
        assert panel.open_page == ""
        assert window.view.hasFocus()


def test_the_number_of_problems_is_counted_while_closed(window):
    tab = window.bottom.tabs["problems"]
    assert tab.accessibleName() == "Problems, 2 to look at"
    window.desk.commit("Faster", set_fields("assy1", ct=quantity(50, "s")))
    assert tab.accessibleName() == "Problems"
    window.desk.undo()
    assert tab.accessibleName() == "Problems, 2 to look at"


def test_problems_are_listed_what_is_wrong_first_and_lead_to_the_symbol(window):
    QTest.mouseClick(window.bottom.tabs["problems"], LEFT)
    page = window.bottom.page("problems")
    assert [problem.severity for problem in page.list.problems] == ["warning"] * 2 + ["info"] * 4
    assert page.list.about(0) == "Assembly 1"
    assert page.list.about(5) == "5 symbols"
    window.view.zoom_to(4)
    window.view.centerOn(0, 0)
    QTest.mouseClick(page.viewport(), LEFT, pos=page.visualRect(page.list.index(0)).center())
    assert window.desk.selection == {"assy1"}
    node = window.desk.frame.state.node("assy1")
    assert window.view.viewport().rect().contains(window.view.mapFromScene(node.at.x, node.at.y))
    QTest.keyClick(page, Key.Key_Down)
    QTest.keyClick(page, Key.Key_Down)
    QTest.keyClick(page, Key.Key_Return)
    assert window.desk.selection == {"stamping"}
    QTest.keyClick(page, Key.Key_Escape)
    assert window.view.hasFocus()


def test_the_list_follows_while_open(make_window):
    window = make_window(acme())
    QTest.mouseClick(window.bottom.tabs["problems"], LEFT)
    page = window.bottom.page("problems")
    count = page.list.rowCount()
    window.desk.commit("Edit", set_fields("welding", ct=None))
    assert page.list.rowCount() != count
    assert any("has no time" in problem.message for problem in page.list.problems)


def test_the_start_does_not_wait_for_the_table(window):
    """Nothing of the table is imported before it is asked for, in a program of its own."""
    import subprocess

    code = (
        "import sys, vsm_desktop.ui.window\n"
        "sys.exit(any(name.startswith(('vsm_desktop.ui.table', 'vsm_desktop.ui.problems')) for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.qt_log_ignore("This plugin does not support")  # tooltips without a screen
@pytest.mark.parametrize(
    "name", ["findings", "problems", "paths", "bursts", "levers", "charts", "scoreboard"]
)
def test_delete_and_cut_in_a_list_take_nothing_off_the_map(window, name):
    window.activateWindow()
    window.desk.select(frozenset({"stamping"}))
    window.bottom.toggle(name)
    QApplication.processEvents()
    for _twice in range(2):
        QTest.keyClick(QApplication.focusWidget(), Key.Key_Down)
        QApplication.processEvents()
    window.desk.select(frozenset({"stamping"}))
    before = window.desk.recorded
    for key, modifiers in ((Key.Key_Delete, Qt.KeyboardModifier.NoModifier), (Key.Key_X, CONTROL)):
        QTest.keyClick(QApplication.focusWidget(), key, modifiers)
    QApplication.processEvents()
    assert window.desk.recorded is before
    window.bottom.back()
    QTest.keyClick(window.view, Key.Key_Delete)
    assert window.desk.recorded.state().node("stamping") is None, "on the map, Delete is Delete"


def test_in_a_narrow_window_tabs_give_up_their_words_before_the_tools_shrink(window):
    window.resize(1024, 700)
    QTest.mouseClick(window.bottom.tabs["charts"], LEFT)
    QTest.mouseClick(window.bottom.tabs["bursts"], LEFT)
    QApplication.processEvents()
    tabs, tools = window.bottom.tabs, window.bottom.page("bursts").tools
    assert tools.width() >= tools.sizeHint().width()
    brief = [name for name, tab in tabs.items() if tab.brief]
    assert brief
    assert "bursts" not in brief, "the open one keeps its title"
    assert tabs[brief[0]].toolTip()
    assert all(tab.accessibleName() for tab in tabs.values())
    assert window.width() == 1024
    window.resize(1900, 900)
    QApplication.processEvents()
    assert not any(tab.brief for tab in tabs.values())
