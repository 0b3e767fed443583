"""Builds everything and joins it: the program with its window."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication

from vsm_desktop import __version__
from vsm_desktop.ui.autosave import finish
from vsm_desktop.ui.documents import is_sheet, open_stream
from vsm_desktop.ui.errors import install_hook, log_qt_messages, start_failed
from vsm_desktop.ui.icons import app_icon
from vsm_desktop.ui.settings import settings
from vsm_desktop.ui.style import STYLE
from vsm_desktop.ui.theming import theming
from vsm_desktop.ui.window import MainWindow, present, windows


class Application(QApplication):
    """The application object; on macOS a file opened from the desktop arrives as an event."""

    def __init__(self) -> None:
        super().__init__([*sys.argv[:1], "-style", STYLE])
        self.setProperty(STYLE, True)

    def event(self, event: QEvent) -> bool:
        if not isinstance(event, QFileOpenEvent):
            return super().event(event)
        open_beside(Path(event.file()))
        return True


def make_app() -> QApplication:
    """The one application object, dressed in the system's light or dark."""
    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else Application()
    app.setApplicationName("vsm-desktop")
    app.setApplicationDisplayName("VSM Desktop")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("vsm-desktop")  # by which a Wayland desktop finds name and icon
    app.setWindowIcon(app_icon())
    theming().dress()
    return app


def open_window(path: Path | None = None, beside: MainWindow | None = None) -> MainWindow:
    """A window with a file in it, or the start page; what cannot be read is said and leaves the window empty."""
    theme = theming().theme
    if path is None or is_sheet(path):
        window = MainWindow(theme=theme)
    else:
        stream = open_stream(None, path)
        window = MainWindow(stream, path if stream else None, theme)
        if stream is not None:
            settings().add_recent(path)
    if path is None:
        window.show_start()
    present(window, beside)
    if path is not None and is_sheet(path):
        window.filing.import_path(path)
    return window


def open_beside(path: Path) -> None:
    """Open a file in the program that runs: in the window in front if that is empty, else in a new one."""
    if not windows:
        open_window(path)
        return
    front = next((window for window in windows if window.isActiveWindow()), windows[-1])
    front.filing.take_in(path)


def self_test() -> int:
    """Try everything on the sample; a line for each step, exit code 0 if all went well."""
    from vsm_desktop.ui.selftest import run_self_test

    return run_self_test(make_app)


def run(
    path: Path | None = None, painted: Callable[[], None] | None = None, more: Sequence[Path] = ()
) -> int:
    """Show a window for each file until all are closed; `painted` is called when the first one stands."""
    try:
        app = make_app()
        install_hook()
        log_qt_messages()
        window = open_window(path)
    except Exception as error:
        start_failed(error)
        return 1
    window.first_painted.connect(partial(_settle, window, tuple(more)))
    if painted is not None:
        window.first_painted.connect(painted)
    try:
        return app.exec()
    finally:
        finish()


def _settle(window: MainWindow, more: tuple[Path, ...]) -> None:
    """The window stands: what is here stays, collecting begins; now there is time for the rest."""
    from vsm_desktop.ui.collecting import Collecting

    Collecting(make_app()).begin()
    for path in more:
        window = open_window(path, beside=window)
    QTimer.singleShot(0, window, partial(_offer, window))


def _offer(window: MainWindow) -> None:
    from vsm_desktop.ui.recovering import offer_recovery

    offer_recovery(window)
