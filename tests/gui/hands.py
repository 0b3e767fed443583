"""Hands for tests: mouse and keys on the map in map units."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from vsm_desktop.ui.window import MainWindow

LEFT = Qt.MouseButton.LeftButton
NONE = Qt.KeyboardModifier.NoModifier


def pixel(window: MainWindow, x: float, y: float) -> QPoint:
    """The viewport pixel of a place on the map."""
    return window.view.mapFromScene(QPointF(x, y))


def click(window: MainWindow, x: float, y: float, modifiers: Qt.KeyboardModifier = NONE) -> None:
    """Click on the map."""
    QTest.mouseMove(window.view.viewport(), pixel(window, x, y))
    QTest.mouseClick(window.view.viewport(), LEFT, modifiers, pixel(window, x, y))
    QApplication.processEvents()


def press(window: MainWindow, x: float, y: float) -> None:
    """Press the button on the map."""
    QTest.mousePress(window.view.viewport(), LEFT, NONE, pixel(window, x, y))


def move_to(window: MainWindow, x: float, y: float) -> None:
    """Move the pointer over the map."""
    QTest.mouseMove(window.view.viewport(), pixel(window, x, y))
    QApplication.processEvents()


def release(window: MainWindow, x: float, y: float) -> None:
    """Let the button go on the map."""
    QTest.mouseRelease(window.view.viewport(), LEFT, NONE, pixel(window, x, y))
    QApplication.processEvents()


def drag(window: MainWindow, start: tuple[float, float], *stops: tuple[float, float]) -> None:
    """Press, move by way of the stops, release at the last."""
    press(window, *start)
    for stop in stops:
        move_to(window, *stop)
    release(window, *stops[-1])


def place(window: MainWindow, kind: str, x: float, y: float) -> None:
    """Click a symbol in the palette, then a place on the map."""
    QTest.mouseClick(window.palette_panel.buttons[kind], LEFT)
    click(window, x, y)


def drop(window: MainWindow, kind: str, *stops: tuple[float, float]) -> None:
    """Drag a symbol from the palette over the map."""
    button = window.palette_panel.buttons[kind]
    QTest.mousePress(button, LEFT, NONE, button.rect().center())
    for stop in stops:
        at = button.mapFromGlobal(window.view.viewport().mapToGlobal(pixel(window, *stop)))
        QTest.mouseMove(button, at)
        QApplication.processEvents()
    QTest.mouseRelease(button, LEFT, NONE, at)
    QApplication.processEvents()


def connect(window: MainWindow, kind: str, pairs: Sequence[tuple[str, str]]) -> None:
    """Take an arrow in hand and draw it from symbol to symbol."""
    QTest.mouseClick(window.palette_panel.buttons[kind], LEFT)
    for source, target in pairs:
        a, b = place_of(window, source), place_of(window, target)
        drag(window, a, ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2), b)
    QTest.keyClick(window.view, Qt.Key.Key_Escape)


def place_of(window: MainWindow, id_: str) -> tuple[float, float]:
    """Where a symbol stands, a little above its centre."""
    node = window.desk.frame.state.node(id_)
    assert node is not None, id_
    return (node.at.x, node.at.y - 6)


def field(window: MainWindow, key: str) -> QLineEdit:
    """The editor of a field of what is selected."""
    found = window.properties.page.findChild(QLineEdit, f"field-{key}")
    assert found is not None, key
    return found


def type_into(window: MainWindow, key: str, text: str) -> None:
    """Replace a field's content by typing, and finish with Enter."""
    line = field(window, key)
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, text)
    QTest.keyClick(line, Qt.Key.Key_Return)
    QApplication.processEvents()


def keys(window: MainWindow, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
    """Press a key on the map."""
    QTest.keyClick(window.view, key, modifiers)
    QApplication.processEvents()


def wheel(window: MainWindow, at: QPoint, turns: float, modifiers: Qt.KeyboardModifier = NONE) -> None:
    """Turn the wheel over a pixel of the viewport; a positive turn zooms in."""
    viewport = window.view.viewport()
    event = QWheelEvent(
        QPointF(at),
        QPointF(viewport.mapToGlobal(at)),
        QPoint(),
        QPoint(0, round(120 * turns)),
        Qt.MouseButton.NoButton,
        modifiers,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(viewport, event)
    QApplication.processEvents()


def part_box_of(window: MainWindow, id_: str) -> tuple[float, float, float, float]:
    """Where the body of a symbol is drawn on the map."""
    part = next(part for part in window.desk.frame.drawing.parts if part.id == id_)
    assert part.box is not None
    left, top, right, bottom = part.box
    return (part.x + left, part.y + top, part.x + right, part.y + bottom)
