"""What can stop a reading: a file that cannot be read, or a reader who has seen enough."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[float], bool]
"""Told how much is done, from 0 to 1; answers False to cancel."""


class SheetError(Exception):
    """A file that cannot be read at all; the message is a sentence for the reader."""


class Cancelled(Exception):
    """The reader cancelled."""


class Watch:
    """Tells how far a part of the work is, and stops it when nobody waits for it any more."""

    def __init__(self, progress: Progress | None = None, start: float = 0.0, length: float = 1.0) -> None:
        self._progress, self._start, self._length = progress, start, length

    def at(self, share: float) -> None:
        """So much of this part is done. Raises Cancelled."""
        if self._progress and not self._progress(self._start + self._length * min(max(share, 0.0), 1.0)):
            raise Cancelled

    def part(self, start: float, length: float) -> Watch:
        """A watch for a part of this part."""
        return Watch(self._progress, self._start + self._length * start, self._length * length)
