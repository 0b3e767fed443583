"""The work of one dialog: the newest wish counts, and whatever it overtakes is dropped."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from vsm_desktop.ui.jobs import Job, Jobs, Work


class Errands(Jobs):
    """Jobs without a bar of their own; how far they are is told as a signal, once it takes long."""

    far = Signal(float)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, window, lambda _sentence: None)
        self._next: tuple[str, Work, Callable[[Any], object]] | None = None

    def instead(self, words: str, work: Work, done: Callable[[Any], object]) -> None:
        """Do this in place of what is under way; where that can no longer be stopped, right after it."""
        self.cancel()
        if self.busy:
            self._next = (words, work, done)
        else:
            self.start(words, work, done)

    def close(self) -> None:
        """Nobody waits any more."""
        self._next = None
        super().close()

    def _end(self, job: Job) -> None:
        super()._end(job)
        if self._next is not None and not self.busy:
            waiting, self._next = self._next, None
            self.start(*waiting)

    def _show_bar(self, job: Job) -> None:
        self.far.emit(job.share)
