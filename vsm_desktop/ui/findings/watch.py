"""What is to be seen in the map, kept up with the desk: at once on small maps, in a pause on large ones."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from vsm_desktop.tools.desk import Desk

if TYPE_CHECKING:
    from vsm_desktop.insight.findings.finding import Finding

_AT_ONCE, _PAUSE_MS = 0.008, 250  # seconds; what takes longer waits for a pause in typing
_MANY = 2_000  # symbols; on larger maps nothing is looked for before somebody looks on


class Watch(QObject):
    """Follows one desk; `changed` tells that other things are to be seen."""

    changed = Signal()

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self.desk = desk
        self.found: tuple[Finding, ...] = ()
        self.live = False  # whether somebody looks on, so that a pause is too long to wait
        self._seen: tuple[object, str] = (None, "")
        self._cost = 1.0  # the first time rules are loaded
        self._later = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._later.timeout.connect(self.look)

    def follow(self, desk: Desk) -> None:
        """The desk shows something, perhaps something else."""
        if desk.frame.stream is self._seen[0] and desk.frame.state_id == self._seen[1]:
            return
        if self.live and self._cost < _AT_ONCE:
            self.look()
        elif not self.live and len(desk.frame.state.nodes) > _MANY:
            self._forget()
        else:
            self._later.start()

    def _forget(self) -> None:
        """What was to be seen before is no longer known."""
        self._later.stop()
        self._seen = (None, "")
        if self.found:
            self.found = ()
            self.changed.emit()

    def look(self) -> None:
        """Find out now what is to be seen, if it was not."""
        from vsm_desktop.insight.findings.rules import findings

        self._later.stop()
        frame = self.desk.frame
        if frame.stream is self._seen[0] and frame.state_id == self._seen[1]:
            return
        self._seen = (frame.stream, frame.state_id)
        began = time.perf_counter()
        found = findings(frame.stream, frame.state_id)
        self._cost = time.perf_counter() - began
        if found != self.found:
            self.found = found
            self.changed.emit()
