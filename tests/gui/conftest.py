"""A window of the sample, offscreen."""

from __future__ import annotations

import os
from collections.abc import Callable

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from vsm_desktop.model.stream import ValueStream
from vsm_desktop.ui.window import MainWindow


@pytest.fixture
def make_window(qtbot, qapp) -> Callable[[ValueStream | None], MainWindow]:
    """A shown window with a document, closed at the end without asking."""
    made: list[MainWindow] = []

    def make(stream: ValueStream | None = None) -> MainWindow:
        from vsm_desktop.ui.style import apply_style

        apply_style(qapp, "light")
        window = MainWindow(stream)
        made.append(window)
        window.resize(1500, 950)
        window.show()
        qtbot.waitExposed(window)
        qapp.processEvents()
        return window

    yield make
    for window in made:
        window.desk.mark_saved()
        window.close()
    qapp.clipboard().clear()  # what is left there when the program ends brings the offscreen platform down
