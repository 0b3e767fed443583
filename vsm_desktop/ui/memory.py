"""A window comes back as it was left: its place and its panels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from vsm_desktop.ui.settings import settings

if TYPE_CHECKING:
    from vsm_desktop.ui.window import MainWindow

_STEP = 24


def restore(window: MainWindow, beside: QWidget | None = None) -> None:
    """Put a window where the last one was left, inside the screen; a further one a little beside an open one."""
    store = settings()
    for name, panel in _panels(window):
        panel.setVisible(store.panel(name))
    if beside is not None:
        window.resize(beside.size())
        window.move(beside.pos().x() + _STEP, beside.pos().y() + _STEP)
    elif not window.restoreGeometry(store.geometry()):
        room = window.screen().availableSize() - QSize(0, 40)  # the title of the window takes some
        window.resize(window.size().boundedTo(room).expandedTo(window.minimumSize()))


def keep(window: MainWindow) -> None:
    """Remember how a window was left."""
    store = settings()
    store.keep_geometry(window.saveGeometry())
    for name, panel in _panels(window):
        waits = name == "properties" and window.analysing.keeps_properties
        store.keep_panel(name, waits or not panel.isHidden())


def _panels(window: MainWindow) -> tuple[tuple[str, QWidget], ...]:
    return (("palette", window.palette_panel), ("properties", window.properties))
