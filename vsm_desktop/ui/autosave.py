"""What is not saved is kept in the profile every few seconds, on a thread, until it is saved or given up."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from functools import cache
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from vsm_desktop.model.stream import ValueStream
from vsm_desktop.tools.desk import Desk
from vsm_desktop.ui.jobs import TURNS
from vsm_desktop.ui.profile import profile_folder

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor

    from vsm_desktop.store.recovery import Origin, Shelf

INTERVAL_MS = 3_000
_LOOK_MS = 50
_keys = count(1)


def shelf() -> Shelf:
    """Where this program keeps what is not saved."""
    return _shelf(str(profile_folder() / "unsaved"))


@cache
def _shelf(folder: str) -> Shelf:
    from vsm_desktop.store.recovery import Shelf

    return Shelf(Path(folder))


@cache
def _worker() -> ThreadPoolExecutor:
    """One thread for all windows: what is asked first is done first."""
    from concurrent.futures import ThreadPoolExecutor

    return ThreadPoolExecutor(1, "autosave")


class Autosave(QObject):
    """Keeps the recorded document of one window while it differs from its file."""

    kept = Signal()
    failed = Signal(str)

    def __init__(self, desk: Desk, origin: Callable[[], Origin], parent: QObject) -> None:
        super().__init__(parent)
        self.desk = desk
        self._origin = origin
        self._key = str(next(_keys))
        self._kept: ValueStream | None = None
        self._shelf: Shelf | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.keep)
        self._under_way: Future[str] | None = None
        self._looking = QTimer(self)
        self._looking.setInterval(_LOOK_MS)
        self._looking.timeout.connect(self._look)

    def show_desk(self, desk: Desk) -> None:
        """Something may have changed: keep it soon, or drop what was kept if all is saved."""
        if not desk.history.dirty:
            self.drop()
        elif desk.history.current is not self._kept and not self._timer.isActive():
            self._timer.start(int(os.environ.get("VSM_AUTOSAVE_MS") or INTERVAL_MS))

    def keep(self) -> None:
        """Keep what is recorded now."""
        self._timer.stop()
        self._shelf = self._shelf or shelf()
        self._kept = stream = self.desk.history.current
        self._under_way = _worker().submit(_write, self._shelf, self._key, stream, self._origin())
        self._looking.start()

    def keep_now(self) -> bool:
        """Keep what is recorded, and wait until that is done."""
        self.keep()
        return self._under_way is not None and not self._under_way.result()

    def drop(self) -> None:
        """Nothing would be lost: keep nothing."""
        self._timer.stop()
        if self._kept is not None and self._shelf is not None:
            self._kept = None
            _worker().submit(self._shelf.drop, self._key).result()

    def _look(self) -> None:
        """See whether it is done. The thread tells nobody, see `jobs`."""
        if self._under_way is None or not self._under_way.done():
            return
        self._looking.stop()
        reason, self._under_way = self._under_way.result(), None
        if reason:
            self.failed.emit(reason)
        else:
            self.kept.emit()


def _write(where: Shelf, key: str, stream: ValueStream, origin: Origin) -> str:
    """On the thread: why it could not be kept, or nothing. A stream never changes, so that nothing has to wait for it."""
    with TURNS.shorter():
        try:
            where.keep(key, stream, origin)
        except OSError as error:
            return error.strerror or type(error).__name__
    return ""


def origin_of(path: Path | None, name: str, seen: str) -> Origin:
    """Where a document came from, as of now."""
    from vsm_desktop.store.recovery import Origin

    return Origin(str(path.absolute()) if path else "", name, time.time(), os.getpid(), seen)


def finish() -> None:
    """The program ends: what is under way is written, what is still kept is left to the next one."""
    if _worker.cache_info().currsize:
        _worker().shutdown()
        _worker.cache_clear()
    if _shelf.cache_info().currsize:
        shelf().close()
        _shelf.cache_clear()
