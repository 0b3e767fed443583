"""Builds everything and joins it: the program with its window."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from vsm_desktop import __version__
from vsm_desktop.drawing.theme import ThemeName
from vsm_desktop.ui.documents import SHEETS, open_stream
from vsm_desktop.ui.errors import install_hook
from vsm_desktop.ui.icons import app_icon
from vsm_desktop.ui.style import apply_style
from vsm_desktop.ui.window import MainWindow, present


def make_app() -> QApplication:
    """The one application object, dressed in the system's light or dark."""
    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    app.setApplicationName("vsm-desktop")
    app.setApplicationDisplayName("VSM Desktop")
    app.setApplicationVersion(__version__)
    app.setWindowIcon(app_icon())
    apply_style(app, system_theme())
    return app


def system_theme() -> ThemeName:
    """Dark where the system is dark, light else."""
    dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
    return "dark" if dark else "light"


def open_window(path: Path | None = None) -> MainWindow:
    """A window with a file in it, or an empty one; what cannot be read is said and leaves the window empty."""
    theme = system_theme()
    if path is None or path.suffix.lower() in SHEETS:
        window = MainWindow(theme=theme)
    else:
        stream = open_stream(None, path)
        window = MainWindow(stream, path if stream else None, theme)
    present(window)
    if path is not None and path.suffix.lower() in SHEETS:
        window.filing.import_path(path)
    return window


def self_test() -> int:
    """Try everything on the sample; a line for each step, exit code 0 if all went well."""
    from vsm_desktop.ui.selftest import run_self_test

    return run_self_test(make_app())


def run(path: Path | None = None, painted: Callable[[], None] | None = None) -> int:
    """Show the window until it is closed; `painted` is called when the map first stands in it."""
    app = make_app()
    install_hook()
    window = open_window(path)
    window.view.first_painted.connect(_settle)
    if painted is not None:
        window.view.first_painted.connect(painted)
    return app.exec()


def _settle() -> None:
    """The window stands: what is here stays, collecting begins."""
    gc.freeze()
    gc.enable()
