"""What the menu Analyse does."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from vsm_desktop.ui.window import MainWindow


class Analysing:
    """The work behind the entries; what few use is loaded when it is asked for."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window

    def handlers(self) -> dict[str, Callable[[], object]]:
        """By the names of the actions."""
        return {
            "compare": self._window.comparing.toggle,
            "charts": partial(self._window.bottom.toggle, "charts"),
            "bursts": partial(self._window.bottom.toggle, "bursts"),
            "record_burst": self.record_burst,
        }

    def record_burst(self) -> None:
        """Begin to record a burst, or end it."""
        from vsm_desktop.ui.bursts.recorder import recorder_of

        recorder_of(self._window).toggle()
