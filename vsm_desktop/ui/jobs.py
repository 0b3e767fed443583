"""Long work on a thread: the window stays usable, a bar says what is done, and it can be cancelled.

Documents and frames never change, so that a thread may read them without locks. The work tells how far it is through
`progress`, whose answer False ends it; once it has told 1 it can no longer be cancelled, because its file is being put
in place. What comes back after a cancel is dropped.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from vsm_desktop.assets import Cancelled, Progress, _
from vsm_desktop.ui import errors

if TYPE_CHECKING:
    from vsm_desktop.ui.busy import BusyBar

Work = Callable[[Progress], Any]
PATIENCE_MS = 300
LOOK_MS = 30
TURN_S = 0.0005


class Turns:
    """While a thread works the interpreter turns from thread to thread more often, so that the window need not wait."""

    def __init__(self) -> None:
        self._threads, self._usual_s = 0, 0.0
        self._lock = threading.Lock()

    @contextmanager
    def shorter(self) -> Iterator[None]:
        """Shorter turns meanwhile, however many threads there are."""
        with self._lock:
            if not self._threads:
                self._usual_s = sys.getswitchinterval()
                sys.setswitchinterval(TURN_S)
            self._threads += 1
        try:
            yield
        finally:
            with self._lock:
                self._threads -= 1
                if not self._threads:
                    sys.setswitchinterval(self._usual_s)


TURNS = Turns()


class NoResult(Exception):
    """Work that came to nothing, for a reason the reader should know: a title and a sentence."""

    def __init__(self, title: str, sentence: str) -> None:
        super().__init__(sentence)
        self.title, self.sentence = title, sentence


class Job:
    """One piece of work under way, as both threads see it. It knows no widget: the thread may be the last to hold it."""

    def __init__(self, words: str) -> None:
        self.words = words
        self.share = 0.0
        self.cancelled = self.over = False
        self.result: Any = None
        self.error: Exception | None = None
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

    def run(self, work: Work) -> None:
        """Do it, on the thread."""
        try:
            with TURNS.shorter():
                self.result = work(self.progress)
        except Exception as caught:
            self.error = caught
        finally:
            self.over = True


class Jobs(QObject):
    """The long work of one window, one at a time.

    The window looks how far the thread is, and not the other way round: a signal sent from the thread could meet a
    window that is just being closed.
    """

    def __init__(self, window: QWidget, over: QWidget, say: Callable[[str], object]) -> None:
        """The bar stands at the top of `over`; `say` tells a sentence in passing."""
        super().__init__(window)
        self._window, self._over, self._say = window, over, say
        self.bar: BusyBar | None = None
        self.job: Job | None = None
        self._done: Callable[[Any], object] | None = None
        self._since = 0.0
        self._clock = QTimer(self)
        self._clock.setInterval(LOOK_MS)
        self._clock.timeout.connect(self._look)

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
        job = self.job = Job(words)
        self._done, self._since = done, monotonic()
        self._clock.start()
        threading.Thread(target=job.run, args=(work,), name=words).start()
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

    def _look(self) -> None:
        """See how far the thread is."""
        if self.job is None:
            return
        if self.job.over:
            self._end(self.job)
        elif (monotonic() - self._since) * 1000 >= PATIENCE_MS:
            self._show_bar(self.job)

    def _end(self, job: Job) -> None:
        done = self._done
        self._clear()
        if isinstance(job.error, NoResult):
            errors.tell(self._window, job.error.title, job.error.sentence)
        elif job.error is not None:
            if not isinstance(job.error, Cancelled):
                errors.report(job.error)
        elif done is not None:
            done(job.result)

    def _clear(self) -> None:
        self.job = self._done = None
        self._clock.stop()
        if self.bar is not None:
            self.bar.hide()

    def _show_bar(self, job: Job) -> None:
        if self.bar is None:
            from vsm_desktop.ui.busy import BusyBar

            self.bar = BusyBar(self._over)
            self.bar.cancelled.connect(self.cancel)
        self.bar.show_work(job.words, job.share)
