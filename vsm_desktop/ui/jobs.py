"""Long work on a thread: the window stays usable, a bar says what is done, and it can be cancelled.

Documents and frames never change, so that a thread may read them without locks. The work tells how far it is through
`progress`, whose answer False ends it; once it has told 1 it can no longer be cancelled, because its file is being put
in place. What comes back after a cancel is dropped.
"""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from vsm_desktop.assets import Cancelled, Progress, _
from vsm_desktop.ui import errors

if TYPE_CHECKING:
    from vsm_desktop.ui.busy import BusyBar

Work = Callable[[Progress], Any]
PATIENCE_MS = 300
_STEP = 0.005  # smaller steps are not worth an event


class NoResult(Exception):
    """Work that came to nothing, for a reason the reader should know: a title and a sentence."""

    def __init__(self, title: str, sentence: str) -> None:
        super().__init__(sentence)
        self.title, self.sentence = title, sentence


class Job:
    """One piece of work under way, as both threads see it."""

    def __init__(self, words: str, done: Callable[[Any], object]) -> None:
        self.words, self.done = words, done
        self.share = 0.0
        self.cancelled = False
        self._sealed = False
        self._lock = threading.Lock()

    def progress(self, share: float) -> bool:
        """So much is done; False if nobody waits for it any more."""
        with self._lock:
            if self.cancelled:
                return False
            self.share = share
            self._sealed |= share >= 1
            return True

    def cancel(self) -> bool:
        """End it; False if it is too late for that."""
        with self._lock:
            self.cancelled = not self._sealed
            return self.cancelled


class Jobs(QObject):
    """The long work of one window, one at a time."""

    moved = Signal(object)
    ended = Signal(object, object, object)

    def __init__(self, window: QWidget, over: QWidget, say: Callable[[str], object]) -> None:
        """The bar stands at the top of `over`; `say` tells a sentence in passing."""
        super().__init__(window)
        self._window, self._over, self._say = window, over, say
        self.bar: BusyBar | None = None
        self.job: Job | None = None
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(PATIENCE_MS)
        self._patience.timeout.connect(self._show_bar)
        self.moved.connect(self._show_share, Qt.ConnectionType.QueuedConnection)
        self.ended.connect(self._end, Qt.ConnectionType.QueuedConnection)

    @property
    def busy(self) -> bool:
        """Whether work is under way."""
        return self.job is not None

    def start(self, words: str, work: Work, done: Callable[[Any], object]) -> bool:
        """Begin work in the background, `done` gets its result; False, and a sentence, while other work is under way."""
        if self.job is not None:
            sentence = _("{words} is still under way. Cancel it, or wait until it is done.")
            self._say(sentence.format(words=self.job.words.rstrip("…")))
            return False
        job = self.job = Job(words, done)
        self._patience.start()
        threading.Thread(target=self._run, args=(job, work), name=words).start()
        return True

    def cancel(self) -> None:
        """End what is under way; what it was to make is not made."""
        job = self.job
        if job is None or not job.cancel():
            return
        self._clear()
        self._say(_("Cancelled: {words}. Nothing was changed.").format(words=job.words.rstrip("…")))

    def close(self) -> None:
        """The window goes: nobody waits any more."""
        if self.job is not None:
            self.job.cancel()
            self._clear()

    def _run(self, job: Job, work: Work) -> None:
        """On the thread."""
        result, error, told = None, None, 0.0

        def progress(share: float) -> bool:
            nonlocal told
            if share - told >= _STEP:
                told = share
                self.moved.emit(job)
            return job.progress(share)

        collecting = gc.isenabled()
        gc.disable()  # a collection on this thread would end widgets that belong to the window's
        try:
            result = work(progress)
        except Exception as caught:
            error = caught
        finally:
            if collecting:
                gc.enable()
        with suppress(RuntimeError):  # the window may be gone
            self.ended.emit(job, result, error)

    def _end(self, job: Job, result: Any, error: Exception | None) -> None:
        if job is not self.job:
            return  # cancelled, and told so
        self._clear()
        if error is None:
            job.done(result)
        elif isinstance(error, NoResult):
            errors.tell(self._window, error.title, error.sentence)
        elif not isinstance(error, Cancelled):
            errors.report(error)

    def _clear(self) -> None:
        self.job = None
        self._patience.stop()
        if self.bar is not None:
            self.bar.hide()

    def _show_bar(self) -> None:
        if self.job is None:
            return
        if self.bar is None:
            from vsm_desktop.ui.busy import BusyBar

            self.bar = BusyBar(self._over)
            self.bar.cancelled.connect(self.cancel)
        self.bar.show_work(self.job.words, self.job.share)

    def _show_share(self, job: Job) -> None:
        if job is self.job and self.bar is not None and self.bar.isVisible():
            self.bar.show_work(job.words, job.share)
