"""Garbage is looked for by the window's own clock, never where the interpreter happens to make something.

A collection ends whatever it finds on the thread it runs on, widgets too, and at whatever depth of Qt's own calls. So
the automatic one is off while there are windows; a timer does its work between two events, on their thread.
"""

from __future__ import annotations

import gc
from time import monotonic

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication

LOOK_MS = 500
_SHARE = 0.02  # of the time may be spent on old garbage


class Collecting(QObject):
    """Looks for garbage twice a second, for old garbage only while no button is held down."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._old_at = 0.0
        self._clock = QTimer(self)
        self._clock.setInterval(LOOK_MS)
        self._clock.timeout.connect(self._look)

    def begin(self) -> None:
        """Look from now on; what is here already stays, and is not looked at again."""
        gc.disable()
        gc.freeze()
        self._clock.start()

    def _look(self) -> None:
        start = monotonic()
        held = QGuiApplication.mouseButtons() != Qt.MouseButton.NoButton
        if collect(old=start > self._old_at and not held) == 2:
            end = monotonic()
            self._old_at = end + (end - start) / _SHARE


def collect(*, old: bool) -> int:
    """Look for garbage where enough was made since the last time; up to which generation, -1 for not at all."""
    counts, most = gc.get_count(), gc.get_threshold()
    if counts[0] <= most[0]:
        return -1
    generation = 2 if old and counts[2] > most[2] else 1 if counts[1] > most[1] else 0
    gc.collect(generation)
    return generation
