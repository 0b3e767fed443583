"""A monkey at the desk: thousands of real events on the window; no exception, no Qt warning, the map stays whole."""

from __future__ import annotations

import random

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from tests.gui.hands import wheel
from tests.test_random_user import check
from vsm_desktop.store.files import dumps, loads
from vsm_desktop.ui import asking
from vsm_desktop.ui.documents import sample_stream
from vsm_desktop.ui.window import MainWindow, windows

EVENTS = 5_000
KEYS = [
    getattr(Qt.Key, f"Key_{name}")
    for name in (
        *"ABCDEFGVXYZ0123456789",
        *("Left", "Right", "Up", "Down", "Tab", "Backtab", "Return", "Escape", "Delete", "Backspace"),
        *("Space", "Home", "End", "PageUp", "PageDown", "F2", "F3", "F4", "F6", "F9", "Minus", "Plus"),
        *("BracketLeft", "BracketRight", "Question", "Comma", "Period"),
    )
]
MODIFIERS = [
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
]
LEAVING = {(Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier)}  # would end the day
BUTTONS = [Qt.MouseButton.LeftButton] * 8 + [Qt.MouseButton.MiddleButton]


class Monkey:
    """Hits keys and buttons at random, mostly on the map, sometimes on anything else that can be seen."""

    def __init__(self, window: MainWindow, seed: int) -> None:
        self.window = window
        self.dice = random.Random(seed)
        self.down: Qt.MouseButton | None = None

    def act(self) -> None:
        self.dice.choices(
            (
                self.move,
                self.press,
                self.release,
                self.click,
                self.double,
                self.key,
                self.turn,
                self.elsewhere,
            ),
            (30, 8, 12, 10, 3, 25, 6, 6),
        )[0]()

    def _viewport(self) -> QWidget:
        return self.window.view.viewport()

    def _spot(self, widget: QWidget) -> QPoint:
        return QPoint(
            self.dice.randrange(max(widget.width(), 1)), self.dice.randrange(max(widget.height(), 1))
        )

    def move(self) -> None:
        QTest.mouseMove(self._viewport(), self._spot(self._viewport()))

    def press(self) -> None:
        self.release()  # a button left down would stay so for all tests to come
        self.down = self.dice.choice(BUTTONS)
        QTest.mousePress(self._viewport(), self.down, self._keys(), self._spot(self._viewport()))

    def release(self) -> None:
        if self.down is not None:
            QTest.mouseRelease(self._viewport(), self.down, self._keys(), self._spot(self._viewport()))
            self.down = None

    def click(self) -> None:
        QTest.mouseClick(
            self._viewport(), Qt.MouseButton.LeftButton, self._keys(), self._spot(self._viewport())
        )

    def double(self) -> None:
        QTest.mouseDClick(
            self._viewport(),
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
            self._spot(self._viewport()),
        )

    def key(self) -> None:
        key, keys = self.dice.choice(KEYS), self._keys()
        target = QApplication.focusWidget() or self.window.view
        if (key, keys) not in LEAVING and target.window() is self.window:
            QTest.keyClick(target, key, keys)

    def turn(self) -> None:
        wheel(self.window, self._spot(self._viewport()), self.dice.uniform(-3, 3), self._keys())

    def elsewhere(self) -> None:
        """Any small thing in the window that can be seen and used."""
        widgets = [
            widget
            for widget in self.window.findChildren(QWidget)
            if widget.isVisible() and widget.isEnabled() and not widget.inherits("QMenuBar")
        ]
        widget = self.dice.choice(widgets)
        QTest.mouseClick(
            widget, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, self._spot(widget)
        )

    def _keys(self) -> Qt.KeyboardModifier:
        return self.dice.choice(MODIFIERS)


def close_popups() -> None:
    """Menus wait in a loop of their own, in the middle of the click that opened them."""
    while popup := QApplication.activePopupWidget():
        popup.close()


def close_what_opened(window: MainWindow) -> None:
    """Menus, dialogs and further windows are closed again, so that the monkey stays at its desk."""
    close_popups()
    for widget in QApplication.topLevelWidgets():
        if isinstance(widget, QDialog) and widget.isVisible():
            widget.reject()
    for other in list(windows):
        if other is not window:
            other.desk.mark_saved()
            other.close()
    QApplication.processEvents()


@pytest.fixture
def no_questions(monkeypatch):
    """File dialogs are cancelled: nothing is read or written outside."""
    names = "open sheet save export gemba picture pdf mapping save_mapping report go_on"
    for name in (f"ask_{purpose}" for purpose in names.split()):
        monkeypatch.setattr(asking, name, lambda *_a, **_k: None)


@pytest.mark.timeout(600)
@pytest.mark.qt_log_ignore("This plugin does not support")  # offscreen grabs nothing
@pytest.mark.usefixtures("no_questions")
@pytest.mark.parametrize("seed", [7])
def test_a_monkey_does_no_harm(make_window, seed):
    window = make_window(sample_stream("acme-current.vsm"))
    monkey = Monkey(window, seed)
    looking = QTimer()
    looking.timeout.connect(close_popups)
    looking.start(0)
    for number in range(EVENTS):
        monkey.act()
        if number % 10 == 0:
            close_what_opened(window)
            assert window.isVisible()
        if number % 250 == 0:
            check(window.desk)
    monkey.release()
    looking.stop()
    close_what_opened(window)
    QTest.keyClick(window.view, Qt.Key.Key_Escape)
    last = window.desk.history.current
    assert loads(dumps(last)) == last
    while window.desk.history.at:
        window.desk.undo()
    check(window.desk)
