"""When the reader comes back to a window, what others did meanwhile to its file, and to the sheet it was made from, is seen."""

from __future__ import annotations

import threading
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QMainWindow

from vsm_desktop.assets import _
from vsm_desktop.store.stamp import Stamp, changed_since, stamp_of
from vsm_desktop.ui.filing import CHANGED, Filing
from vsm_desktop.ui.notice import Answer, Notices

SOURCE = "source"  # the notice that the sheet is newer
_LOOK_MS, _LOOKS = 40, 250


class Watching(QObject):
    """Looks at the file each time the window comes forward; the same change is told once."""

    def __init__(self, window: QMainWindow, filing: Filing, notices: Notices) -> None:
        super().__init__(window)
        self._filing, self._notices = filing, notices
        self._told: Stamp | None = None
        self._told_source: tuple[str, int] | None = None
        self._answer: list[int] = []
        self._looks = 0
        self._clock = QTimer(self)
        self._clock.setInterval(_LOOK_MS)
        self._clock.timeout.connect(self._look_for_answer)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.WindowActivate:
            if self._filing.path is not None:
                self.look(self._filing.path)
            self.look_at_source()
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

    def look_at_source(self) -> None:
        """Say that the sheet a map was made from is newer. It may lie on a slow drive: a thread asks, nobody waits."""
        source = self._filing.desk.frame.state.source
        if source is None or not source.modified or self._clock.isActive():
            return
        answer = self._answer = list[int]()
        path = Path(source.file)
        threading.Thread(target=lambda: answer.append(_modified(path)), daemon=True).start()
        self._looks = _LOOKS
        self._clock.start()

    def _look_for_answer(self) -> None:
        self._looks -= 1
        if self._answer or not self._looks:
            self._clock.stop()
        source = self._filing.desk.frame.state.source
        if not self._answer or source is None:
            return
        now = (source.file, self._answer[0])
        if now[1] <= source.modified or now == self._told_source:
            return
        self._told_source = now
        self._notices.say(
            SOURCE,
            _("{name} is newer than this map.").format(name=Path(source.file).name),
            Answer(_("Compare with the map…"), self._filing.update_from_source, main=True),
        )


def _modified(path: Path) -> int:
    """When a file was changed last, in ns; 0 where it is not there."""
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0
