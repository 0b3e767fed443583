"""How the ladder is shown, chosen in the map page: to scale, and with further rows."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QToolButton

from tests.gui.hands import LEFT, NONE, click
from vsm_desktop.drawing.ladder import Bar
from vsm_desktop.drawing.ops import Text
from vsm_desktop.ui.documents import sample_stream

Key = Qt.Key


@pytest.fixture
def window(make_window):
    made = make_window(sample_stream("acme-current.vsm"))
    made.activateWindow()
    made.desk.select(frozenset())
    QApplication.processEvents()
    return made


def parts(window) -> dict:
    return {part.id: part for part in window.desk.frame.drawing.parts}


def said(window, id_: str) -> str:
    return " ".join(op.text for op in parts(window)[id_].ops if isinstance(op, Text))


def options(window):
    return window.desk.history.current.state().options


def found(window, kind, name: str):
    widget = window.properties.page.findChild(kind, name)
    assert widget is not None, name
    return widget


def test_the_ladder_is_put_to_scale_by_the_keyboard_and_taken_back(window):
    before = window.desk.frame.drawing
    combo = found(window, QComboBox, "field-ladder_scale")
    assert combo.currentText() == "under its boxes"
    combo.setFocus()
    QTest.keyClicks(combo, "to")
    QApplication.processEvents()
    assert options(window).ladder_scale == "to_scale"
    bar = parts(window)["@wait:weld1"]
    assert isinstance(bar.shows[0], Bar)
    assert "@axis" in parts(window)
    click(window, bar.x + 20, bar.y + 8)
    assert window.explaining.card.value.text() == "7.6 d", "a bar tells how long it is"
    QTest.keyClick(window.explaining.card, Key.Key_Escape)
    window.desk.undo()
    QApplication.processEvents()
    assert combo.currentText() == "under its boxes"
    assert window.desk.frame.drawing == before


def test_rows_are_ticked_and_put_in_order(window):
    operators = found(window, QCheckBox, "rung-operators")
    QTest.mouseClick(operators, LEFT, pos=QPoint(8, operators.height() // 2))
    distance = found(window, QCheckBox, "rung-distance")
    distance.setFocus()
    QTest.keyClick(distance, Key.Key_Space)
    QApplication.processEvents()
    assert options(window).ladder_rungs == ("operators", "distance")
    assert said(window, "@row:operators") == "Operators 5"
    assert said(window, "@value:weld1:operators") == "1"
    assert operators.y() <= distance.y()
    QTest.keyClick(distance, Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    QApplication.processEvents()
    assert options(window).ladder_rungs == ("distance", "operators")
    assert distance.hasFocus(), "it can be moved on"
    assert parts(window)["@row:distance"].y < parts(window)["@row:operators"].y
    up = found(window, QToolButton, "rung-up-operators")
    QTest.mouseClick(up, LEFT, NONE, up.rect().center())
    QApplication.processEvents()
    assert options(window).ladder_rungs == ("operators", "distance")
    for _step in range(4):
        window.desk.undo()
    QApplication.processEvents()
    assert options(window).ladder_rungs == ()
    assert not operators.isChecked()
    assert not distance.isChecked()
