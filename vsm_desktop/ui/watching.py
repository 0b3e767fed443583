"""When the reader comes back to a window, what others did to its file meanwhile is seen at once."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QMainWindow

from vsm_desktop.assets import _
from vsm_desktop.store.stamp import Stamp, changed_since, stamp_of
from vsm_desktop.ui.filing import CHANGED, Filing
from vsm_desktop.ui.notice import Answer, Notices


class Watching(QObject):
    """Looks at the file each time the window comes forward; the same change is told once."""

    def __init__(self, window: QMainWindow, filing: Filing, notices: Notices) -> None:
        super().__init__(window)
        self._filing, self._notices = filing, notices
        self._told: Stamp | None = None
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.WindowActivate and self._filing.path is not None:
            self.look(self._filing.path)
        return False

    def look(self, path: Path) -> None:
        """Offer to reload a file that is not what it was."""
        if not changed_since(path, self._filing.seen):
            self._notices.take_back(CHANGED)
            return
        now = stamp_of(path)
        if now == self._told:
            return
        self._told = now
        self._notices.say(
            CHANGED,
            _("{name} was changed by another program.").format(name=path.name),
            Answer(_("Reload"), partial(self._filing.reload, path), main=True),
        )
