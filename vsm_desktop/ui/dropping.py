"""Files dragged over the window from outside, wherever it is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget


class Dropping(QObject):
    """Hands on the files that are let go over a window; what is dragged inside it is left to others."""

    def __init__(
        self, window: QWidget, view: QAbstractScrollArea, take: Callable[[list[Path]], None]
    ) -> None:
        super().__init__(window)
        for greedy in (view, view.viewport()):
            greedy.setAcceptDrops(False)  # or the view takes what it can do nothing with
        self._take = take
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kinds = (QEvent.Type.DragEnter, QEvent.Type.DragMove, QEvent.Type.Drop)
        if event.type() not in kinds or not isinstance(event, QDropEvent):
            return False
        if not (paths := files(event)):
            return False
        event.acceptProposedAction()
        if event.type() == QEvent.Type.Drop:
            QTimer.singleShot(0, self, lambda: self._take(paths))  # the program dragged from need not wait
        return True


def files(event: QDropEvent) -> list[Path]:
    """The files on this computer that are dragged."""
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
