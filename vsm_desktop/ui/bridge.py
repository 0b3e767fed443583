"""The desk's watchers as one Qt signal, in one direction."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from vsm_desktop.tools.desk import Desk


class Bridge(QObject):
    """Tells panels that the desk shows something new."""

    changed = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        desk.watchers.append(self._tell)

    def _tell(self, desk: Desk) -> None:
        self.changed.emit(desk)
