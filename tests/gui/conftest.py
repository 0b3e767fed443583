"""A window of the sample, offscreen."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from shiboken6 import isValid

from vsm_desktop.model.stream import ValueStream
from vsm_desktop.ui.collecting import collect
from vsm_desktop.ui.theming import style_hints, theming
from vsm_desktop.ui.typed import take_typed
from vsm_desktop.ui.window import MainWindow


@pytest.fixture(autouse=True)
def garbage() -> Iterator[None]:
    """As in the program, garbage is looked for between events, not on a thread or in the middle of a call of Qt's."""
    gc.disable()
    yield
    collect(old=True)
    gc.enable()


@pytest.fixture(autouse=True)
def profile(tmp_path_factory, monkeypatch) -> Path:
    """A profile folder of its own for every test: nothing is read from, or left in, that of the reader."""
    folder = tmp_path_factory.mktemp("profile")
    monkeypatch.setenv("VSM_PROFILE", str(folder))
    if theming.cache_info().currsize:  # that of the test before must not dress the program, too
        style_hints().colorSchemeChanged.disconnect(theming().follow)
    theming.cache_clear()
    return folder


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
    for window in filter(isValid, made):
        take_typed(window)  # else it would count as the window closes, and be asked for
        window.desk.mark_saved()
        window.close()
    qapp.clipboard().clear()  # what is left there when the program ends brings the offscreen platform down
