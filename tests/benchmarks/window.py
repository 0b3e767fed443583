"""A real window to measure in: its document, real mouse events through the viewport, and the time until it is painted."""

from __future__ import annotations

import gc
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from vsm_desktop.app import make_app
from vsm_desktop.model.stream import ValueStream
from vsm_desktop.ui.window import MainWindow

clock = time.process_time if os.environ.get("VSM_PROCESSOR_TIME") else time.perf_counter
LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


class Paints(QObject):
    """Counts how often a widget is painted."""

    def __init__(self, widget: QObject) -> None:
        super().__init__(widget)
        self.count = 0
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.Paint
        return False


class Hand:
    """Works on one window and says how long each step took until everything was painted."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window
        self.paints = Paints(window.view.viewport())

    def timed(self, work: Callable[[], object], *, painted: bool = True) -> float:
        """Milliseconds of some work and of all that follows from it."""
        before, began = self.paints.count, clock()
        work()
        QApplication.processEvents()
        taken = (clock() - began) * 1000
        assert self.paints.count > before or not painted, "nothing was painted"
        return taken

    def at(self, x: float, y: float) -> QPoint:
        """The viewport pixel of a place on the map."""
        return self.window.view.mapFromScene(QPointF(x, y))

    def press(self, x: float, y: float) -> None:
        QTest.mousePress(self.window.view.viewport(), LEFT, NONE, self.at(x, y))

    def move(self, x: float, y: float) -> None:
        QTest.mouseMove(self.window.view.viewport(), self.at(x, y))

    def release(self, x: float, y: float) -> None:
        QTest.mouseRelease(self.window.view.viewport(), LEFT, NONE, self.at(x, y))

    def pan(self, dx: int, dy: int) -> None:
        """One move of the middle button held down."""
        viewport, start = self.window.view.viewport(), QPoint(700, 400)
        if not self._panning:
            QTest.mousePress(viewport, Qt.MouseButton.MiddleButton, NONE, start)
            self._panning, self._here = True, start
        self._here += QPoint(dx, dy)
        QTest.mouseMove(viewport, self._here)

    _panning = False
    _here = QPoint()

    def let_go(self) -> None:
        """The middle button goes up."""
        QTest.mouseRelease(self.window.view.viewport(), Qt.MouseButton.MiddleButton, NONE, self._here)
        self._panning = False

    def wheel(self, notches: float) -> None:
        """Turn the wheel over the middle of the map."""
        viewport = self.window.view.viewport()
        here = QPointF(viewport.rect().center())
        event = QWheelEvent(
            here,
            QPointF(viewport.mapToGlobal(here)),
            QPoint(),
            QPoint(0, round(120 * notches)),
            Qt.MouseButton.NoButton,
            NONE,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(viewport, event)


@contextmanager
def a_window(stream: ValueStream, scale: float | None = 1.0) -> Iterator[Hand]:
    """A shown window, painted and at rest, at a scale near the first steps; with None the whole sheet is in view."""
    app = make_app()
    window = MainWindow(stream)
    window.resize(1600, 1000)
    window.show()
    for _round in range(5):
        app.processEvents()
    if scale is not None:
        window.view.zoom_to(scale)
        window.view.centerOn(1200, 400)
    else:
        window.view.fit()
    app.processEvents()
    gc.collect()
    gc.freeze()
    try:
        yield Hand(window)
    finally:
        gc.unfreeze()
        window.desk.cancel()
        window.desk.mark_saved()
        window.close()
        app.processEvents()
