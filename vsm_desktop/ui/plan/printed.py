"""The review sheet of the plan, saved as a PDF to be printed."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from vsm_desktop.assets import Progress, Watch, _
from vsm_desktop.model.stream import ValueStream

if TYPE_CHECKING:
    from vsm_desktop.ui.window import MainWindow


def save_review(inside: QWidget, stream: ValueStream, today: date) -> None:
    """Ask where, and write the review sheet in the background."""
    from vsm_desktop.ui import asking

    window = cast("MainWindow", cast(QObject, inside.window()))
    folder = window.filing.path.parent if window.filing.path is not None else Path()
    name = _("{name} review {day}").format(name=stream.name or _("Value stream"), day=today.isoformat())
    path = asking.ask_pdf(window, folder / f"{asking.file_name(name)}.pdf")
    if path is None:
        return
    words = _("Writing {name}…").format(name=path.name)
    window.jobs.start(words, partial(_write, stream, today, path), partial(_written, window, path))


def _written(window: MainWindow, path: Path, _none: None) -> None:
    window.say(_("Saved {name}").format(name=path.name))


def _write(stream: ValueStream, today: date, path: Path, progress: Progress) -> None:
    """Write it, on a thread. Raises NoResult, Cancelled."""
    from vsm_desktop.export.atomic import ExportError
    from vsm_desktop.export.report.review import write_review
    from vsm_desktop.ui.jobs import NoResult

    try:
        write_review(stream, today, path, watch=Watch(progress))
    except ExportError as error:
        raise NoResult(_("Nothing was saved"), str(error)) from error
