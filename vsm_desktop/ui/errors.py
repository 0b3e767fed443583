"""What goes wrong, told in a dialog; the unexpected goes to a log file, and the dialog says where."""

from __future__ import annotations

import sys
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QMessageBox, QWidget

from vsm_desktop.assets import _


def log_file() -> Path:
    """Where unexpected errors are written."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppLocalDataLocation)
    return Path(folder or ".") / "vsm-desktop.log"


def write_log(text: str) -> bool:
    """Add an entry to the log file; False where even that is not possible."""
    import logging
    from logging.handlers import RotatingFileHandler

    path = log_file()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(path, maxBytes=500_000, backupCount=2, encoding="utf-8")
        handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
        handler.emit(logging.makeLogRecord({"msg": text}))
        handler.close()
    except OSError:
        return False
    return True


def tell(parent: QWidget | None, title: str, sentence: str) -> None:
    """Say what is wrong with the input and what to do."""
    box = QMessageBox(QMessageBox.Icon.Warning, title, sentence, QMessageBox.StandardButton.Ok, parent)
    box.setObjectName("problem-dialog")
    box.exec()


def _details(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> str:
    import traceback

    return "".join(traceback.format_exception(kind, error, trace))


def install_hook() -> None:
    """Unexpected errors are logged and told; the window stays alive."""

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        text = _details(kind, error, trace)
        logged = write_log(text)
        box = QMessageBox(
            QMessageBox.Icon.Critical,
            _("Unexpected error"),
            _(
                "Something went wrong that should not. The map is still there; save it under another name to be safe."
            ),
        )
        if logged:
            box.setInformativeText(_("Details are in {file}.").format(file=log_file()))
        box.setDetailedText(text)
        box.exec()

    sys.excepthook = hook
