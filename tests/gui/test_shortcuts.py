"""Shortcuts: each belongs to one action, stands in menus and tooltips, and in the list under ?."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.gui.hands import LEFT
from vsm_desktop.model.stream import new_stream
from vsm_desktop.ui.shortcuts import GESTURES, Row, all_rows, caps, in_menus

Key = Qt.Key


@pytest.fixture
def window(make_window):
    return make_window(new_stream("Brackets"))


def opened(window, key: Qt.Key = Key.Key_Question):
    """The list of shortcuts, opened by a key."""
    QTest.keyClick(window.view, key)
    found = window.seeking.list
    assert found.isVisible()
    return found


def words(found) -> list[str]:
    """What the list says each row does."""
    return [row.words for row in found.model.rows if isinstance(row, Row)]


def test_no_two_actions_share_a_shortcut(window):
    keys = [
        shortcut.toString() for action in window.actions_by_name.values() for shortcut in action.shortcuts()
    ]
    keys += [action.shortcut().toString() for action in window.view.actions()]
    assert [key for key, count in Counter(keys).items() if count > 1] == []


def test_every_action_with_a_shortcut_is_listed_under_its_menu(window):
    rows = all_rows(window.actions_by_name, window.menuBar())
    listed = {key for row in rows for key in row.keys}
    native = QKeySequence.SequenceFormat.NativeText
    for name, action in window.actions_by_name.items():
        assert {shortcut.toString(native) for shortcut in action.shortcuts()} <= listed, name
    assert next(row.group for row in rows if row.words == "Select all") == "Edit"
    assert not [row for row in rows if row.group == "Further"], "every action has its menu"


def test_a_shortcut_stands_in_the_menu_and_in_the_tooltip(window):
    shown = {place.action.text() for place in in_menus(window.menuBar())}
    for action in window.actions_by_name.values():
        assert action.text() in shown
        if not action.shortcut().isEmpty():
            assert (
                f"({action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)})" in action.toolTip()
            )


def test_menus_show_icons_only_where_the_house_has_them(window):
    from vsm_desktop.ui.rows import ROWS

    for row in ROWS:
        assert window.actions_by_name[row.name].icon().isNull() == (not row.icon)


@pytest.mark.parametrize("key", [Key.Key_Question, Key.Key_F1])
def test_the_list_opens_by_its_keys_and_closes_with_escape(window, key):
    window.view.setFocus()
    found = opened(window, key)
    assert QApplication.focusWidget() is found.field
    QTest.keyClick(found.field, Key.Key_Escape)
    assert not found.isVisible()
    assert window.view.hasFocus()


def test_a_question_mark_can_be_typed_into_a_field(window):
    window.view.setFocus()
    found = opened(window)
    QTest.keyClicks(found.field, "?")
    assert found.field.text() == "?"
    assert words(found) == ["Keyboard shortcuts"]


def test_gestures_and_actions_are_there_by_group(window):
    found = opened(window)
    headings = [row for row in found.model.rows if isinstance(row, str)]
    menus = [title.text().replace("&", "") for title in window.menuBar().actions()]
    assert headings[:2] == ["On the map", "Looking around"]
    assert headings[2:-1] == [title for title in menus if title in headings]
    assert {"File", "Edit", "View", "Help"} <= set(headings)
    assert headings[-1] == "In fields and lists"
    assert {row.words for row in GESTURES} <= set(words(found))
    assert {"Undo", "Find in the map", "Find or run a command"} <= set(words(found))


@pytest.mark.parametrize(
    ("query", "answer"),
    [
        ("undo", ["Undo"]),
        ("ctrl shift p", ["Find or run a command"]),
        ("Ctrl+Shift+P", ["Find or run a command"]),
        ("F3", ["Next match", "Previous match"]),
        ("wheel", ["Zoom at the pointer", "Pan left and right", "Pan up and down"]),
        ("no such thing", []),
    ],
)
def test_typing_narrows_the_list(window, query, answer):
    found = opened(window)
    QTest.keyClicks(found.field, query)
    assert words(found) == answer
    assert found.model.rows, "an empty list says so"


def test_what_would_be_undone_just_now_is_not_in_the_list(window):
    QTest.mouseClick(window.palette_panel.buttons["process"], LEFT)
    QTest.mouseClick(window.view.viewport(), LEFT, pos=window.view.viewport().rect().center())
    assert window.actions_by_name["undo"].text() == "Undo: Add process"
    assert "Undo" in words(opened(window))


def test_it_scrolls_in_the_smallest_window_by_keys(window):
    window.resize(1024, 680)
    QApplication.processEvents()
    found = opened(window)
    assert window.rect().contains(found.geometry())
    bar = found.list.verticalScrollBar()
    assert bar.maximum() > 0
    heights = []
    for key in (Key.Key_Down, Key.Key_PageDown, Key.Key_Up, Key.Key_PageUp):
        QTest.keyClick(found.field, key)
        heights.append(bar.value())
    assert 0 < heights[0] < heights[2] < heights[1]
    assert heights[3] < heights[2]
    for _press in range(20):
        QTest.keyClick(found.field, Key.Key_PageDown)
    assert bar.value() == bar.maximum()


def test_each_row_is_read_aloud(window):
    found = opened(window)
    QTest.keyClicks(found.field, "undo")
    undo = window.actions_by_name["undo"].shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    spoken = found.model.data(found.model.index(1), Qt.ItemDataRole.AccessibleTextRole)
    assert re.fullmatch(rf"Undo: {re.escape(undo)}", spoken)
    assert found.field.accessibleName()
    assert found.list.accessibleName()


@pytest.mark.parametrize(
    ("keys", "single"),
    [
        ("Ctrl+Shift+P", ["Ctrl", "Shift", "P"]),
        ("Ctrl++", ["Ctrl", "+"]),
        ("+", ["+"]),
        ("Ctrl+-", ["Ctrl", "-"]),
        ("?", ["?"]),
    ],
)
def test_a_combination_comes_apart_into_its_keys(keys, single):
    assert caps(keys) == single


def test_no_key_is_lost_when_they_come_apart(window):
    for row in all_rows(window.actions_by_name, window.menuBar()):
        assert ["+".join(caps(way)) for way in row.keys] == list(row.keys)
