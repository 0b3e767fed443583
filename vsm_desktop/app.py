"""Builds everything and joins it: the program with its window."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from vsm_desktop import __version__
from vsm_desktop.drawing.theme import ThemeName
from vsm_desktop.ui.errors import install_hook, start_log
from vsm_desktop.ui.icons import app_icon
from vsm_desktop.ui.style import apply_style
from vsm_desktop.ui.window import MainWindow, windows


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
    window = MainWindow(theme=system_theme())
    windows.append(window)
    window.show()
    if path is not None:
        opener = window.open_path if path.suffix.lower() not in (".xlsx", ".xlsm") else window.import_path
        opener(path)
    return window


def run(path: Path | None = None) -> int:
    """Show the window until it is closed."""
    app = make_app()
    start_log()
    install_hook()
    open_window(path)
    return app.exec()
