"""States as tabs: turned, added, renamed in place, dragged, deleted and brought back by mouse and keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMenu, QPushButton

from vsm_desktop.edit.states import copy_state
from vsm_desktop.ui.documents import sample_stream
from vsm_desktop.ui.naming import NameEditor

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def window(make_window):
    """Current, future and ideal state of the stamping plant."""
    stream = sample_stream("acme-current.vsm")
    return make_window(copy_state("future", "ideal")(copy_state("current", "future")(stream)))


def names(window) -> list[str]:
    """What stands on the tabs, which must be what stands in the document."""
    row = window.states.row
    shown = [row.tabText(i) for i in range(row.count())]
    assert shown == [state.name for state in window.desk.history.current.states]
    assert row.tabData(row.currentIndex()) == window.desk.frame.state_id
    return shown


def middle(window, index: int) -> QPoint:
    QApplication.processEvents()
    place = window.states.row.tabRect(index).center()
    assert window.states.row.tabAt(place) == index
    return place


def undo(window) -> None:
    QTest.keyClick(window, Qt.Key.Key_Z, CTRL)


def editor(window) -> NameEditor | None:
    QApplication.processEvents()
    QApplication.sendPostedEvents(None, 52)  # deferred deletes
    found = window.findChildren(NameEditor)
    return found[0] if found else None


def test_a_click_turns_and_ctrl_page_keys_go_round(window):
    QTest.mouseClick(window.states.row, LEFT, pos=middle(window, 1))
    assert window.desk.frame.state_id == "future"
    assert window.desk.history.undo_label is None, "turning is no change"
    turned = []
    for _i in range(3):
        QTest.keyClick(window.view, Qt.Key.Key_PageDown, CTRL)
        turned.append(window.desk.frame.state_id)
    assert turned == ["ideal", "current", "future"]
    QTest.keyClick(window.view, Qt.Key.Key_PageUp, CTRL)
    assert window.desk.frame.state_id == "current"
    assert names(window) == ["Current state", "Future state", "Ideal state"]


@pytest.mark.qt_log_ignore("This plugin does not support")  # offscreen has no popups
def test_the_plus_offers_copies_and_a_copy_keeps_the_ids(window):
    menu = window.states.plus.menu()
    assert [action.text() for action in menu.actions() if not action.isSeparator()] == [
        "Copy as future state",
        "Copy as ideal state",
        "Copy as scenario",
        "Empty state",
    ]
    menu.popup(window.states.plus.mapToGlobal(QPoint(0, 30)))
    scenario = next(action for action in menu.actions() if action.text() == "Copy as scenario")
    QTest.mouseClick(menu, LEFT, pos=menu.actionGeometry(scenario).center())
    assert names(window) == ["Current state", "Scenario", "Future state", "Ideal state"]
    assert window.desk.frame.state.nodes == window.desk.history.current.state("current").nodes
    undo(window)
    assert names(window) == ["Current state", "Future state", "Ideal state"]
    assert window.desk.frame.state_id == "current", "undo leads back to where it was copied"


def test_a_future_state_by_keyboard(window):
    QTest.keyClick(window.view, Qt.Key.Key_T, CTRL | SHIFT)
    assert names(window) == ["Current state", "Future state 2", "Future state", "Ideal state"]
    assert window.desk.frame.state.nodes


def test_an_empty_state(window):
    window.actions_by_name["new_state"].trigger()
    assert names(window) == ["Current state", "Future state 2", "Future state", "Ideal state"]
    assert window.desk.frame.state.nodes == ()
    assert window.empty.isVisible()
    assert not any(button.isVisible() for button in window.empty.findChildren(QPushButton))


def test_a_double_click_renames_in_place(window):
    QTest.mouseDClick(window.states.row, LEFT, pos=middle(window, 1))
    line = editor(window)
    assert line.selectedText() == "Future state"
    QTest.keyClicks(line, "In one year")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert editor(window) is None
    assert names(window) == ["Current state", "In one year", "Ideal state"]
    assert window.desk.history.undo_label == "Rename state"
    undo(window)
    assert names(window)[1] == "Future state"


def test_f2_on_a_tab_renames_and_escape_leaves_it(window):
    window.states.row.setFocus()
    QTest.keyClick(window.states.row, Qt.Key.Key_F2)
    line = editor(window)
    QTest.keyClicks(line, "Nonsense")
    QTest.keyClick(line, Qt.Key.Key_Escape)
    assert editor(window) is None
    assert names(window) == ["Current state", "Future state", "Ideal state"]
    assert window.states.row.hasFocus()


def test_a_name_that_is_taken_is_said_at_the_field_and_kept_as_typed(window):
    window.states.row.setFocus()
    QTest.keyClick(window.states.row, Qt.Key.Key_F2)
    line = editor(window)
    QTest.keyClicks(line, "ideal state")
    QTest.keyClick(line, Qt.Key.Key_Return)
    message = window.findChild(QLabel, "wrong-card")
    assert message.isVisible()
    assert message.text() == 'There is a state "ideal state" already.'
    assert line.isVisible()
    assert line.text() == "ideal state"
    QTest.keyClicks(line, " of ours")
    QApplication.sendPostedEvents(None, 52)
    assert window.findChild(QLabel, "wrong-card") is None, "typing on takes the sentence away"
    window.view.setFocus()
    assert editor(window) is None
    assert names(window)[0] == "ideal state of ours", "going elsewhere keeps what can stand"


def test_what_cannot_stand_is_not_kept_when_the_hand_goes_elsewhere(window):
    window.states.row.setFocus()
    QTest.keyClick(window.states.row, Qt.Key.Key_F2)
    QTest.keyClicks(editor(window), " ")
    window.view.setFocus()
    assert editor(window) is None
    assert names(window)[0] == "Current state"


def test_a_tab_is_dragged_to_another_place_in_one_step(window):
    row = window.states.row
    start, end = middle(window, 0), middle(window, 2) + QPoint(20, 0)
    QTest.mousePress(row, LEFT, pos=start)
    assert row.dragging
    for share in (0.2, 0.4, 0.6, 0.8, 1.0):
        QTest.mouseMove(row, start + (end - start) * share)
    QTest.mouseRelease(row, LEFT, pos=end)
    assert names(window) == ["Future state", "Ideal state", "Current state"]
    assert window.desk.frame.state_id == "current"
    assert len(window.desk.history.steps) == 1
    undo(window)
    assert names(window) == ["Current state", "Future state", "Ideal state"]


def test_a_name_that_is_taken_is_refused_at_the_field(window):
    forms = window.properties.page.findChildren(QLineEdit, "field-name")
    line = next(one for one in forms if one.text() == "Current state")
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, "ideal State")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert names(window) == ["Current state", "Future state", "Ideal state"]
    said = [label.text() for label in window.properties.page.findChildren(QLabel) if label.isVisible()]
    assert 'There is a state "ideal State" already.' in said
    QTest.keyClicks(line, "2")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert names(window)[0] == "ideal State2"


def test_a_tab_is_moved_by_keyboard_as_far_as_it_goes(window):
    actions = window.actions_by_name
    assert not actions["state_left"].isEnabled()
    QTest.keyClick(window.view, Qt.Key.Key_PageDown, CTRL | SHIFT)
    assert names(window) == ["Future state", "Current state", "Ideal state"]
    QTest.keyClick(window.view, Qt.Key.Key_PageDown, CTRL | SHIFT)
    assert not actions["state_right"].isEnabled()
    QTest.keyClick(window.view, Qt.Key.Key_PageUp, CTRL | SHIFT)
    assert names(window) == ["Future state", "Current state", "Ideal state"]


def test_delete_on_a_tab_takes_the_state_and_undo_brings_it_back(window):
    window.states.row.setFocus()
    QTest.keyClick(window.states.row, Qt.Key.Key_Right)
    assert window.desk.frame.state_id == "future"
    QTest.keyClick(window.states.row, Qt.Key.Key_Delete)
    assert names(window) == ["Current state", "Ideal state"]
    assert window.desk.frame.state_id == "current"
    assert len(window.desk.frame.state.nodes) > 10, "Delete on a tab is not Delete on the map"
    undo(window)
    assert names(window) == ["Current state", "Future state", "Ideal state"]
    assert window.desk.frame.state_id == "future"


def test_the_last_state_stays(window):
    for _i in range(5):
        window.states.delete()
    assert names(window) == ["Ideal state"]
    assert not window.actions_by_name["delete_state"].isEnabled()
    assert not window.actions_by_name["next_state"].isEnabled()


@pytest.mark.qt_log_ignore("This plugin does not support")  # offscreen has no popups
def test_a_right_click_chooses_the_tab_and_opens_its_menu(window):
    row = window.states.row
    row.customContextMenuRequested.emit(middle(window, 2))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert window.desk.frame.state_id == "ideal"
    rename = next(action for action in menu.actions() if action.text() == "Rename state")
    QTest.mouseClick(menu, LEFT, pos=menu.actionGeometry(rename).center())
    assert editor(window).text() == "Ideal state"


def test_many_states_scroll_and_the_shown_one_is_in_view(window, qapp):
    window.resize(1024, 680)
    for _i in range(12):
        window.states.copy("scenario")
    qapp.processEvents()
    row = window.states.row
    assert window.width() == 1024
    assert row.rect().contains(row.tabRect(row.currentIndex()).center())
    assert row.tabRect(0).width() >= 60, "names are not squeezed"
    assert window.states.plus.isVisible()
    assert window.rect().contains(window.states.plus.mapTo(window, QPoint(20, 20)))
