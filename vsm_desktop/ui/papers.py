"""What the plan is printed as, from the window: the A3 with its preview, the report and the review sheet as files."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from vsm_desktop.assets import Progress, Watch, _
from vsm_desktop.model.stream import ValueStream
from vsm_desktop.ui import asking, errors
from vsm_desktop.ui.jobs import NoResult

if TYPE_CHECKING:
    from vsm_desktop.export.papers import Kind
    from vsm_desktop.ui.filing import Filing
    from vsm_desktop.ui.window import MainWindow


def show_a3(filing: Filing) -> None:
    """The preview of the A3."""
    from vsm_desktop.ui.a3.dialog import A3Dialog

    folder = filing.path.parent if filing.path else None
    dialog = A3Dialog(filing.desk, _name(filing), folder, date.today, filing.window)
    filing.window.bridge.changed.connect(dialog.show_desk)
    dialog.open()


def write_paper(filing: Filing, kind: Kind, today: date | None = None) -> None:
    """Ask where to, and write it as it stands on a day, the present one by default."""
    from vsm_desktop.export.papers import KINDS

    folder = filing.path.parent if filing.path else Path()
    name = _("{name} {kind}").format(name=_name(filing), kind=KINDS[kind].lower())
    path = asking.ask_pdf(filing.window, folder / f"{name}.pdf")
    if path is None:
        return
    stream, state = filing.desk.history.current, filing.desk.frame.state_id
    words, said = _("Writing {name}…").format(name=path.name), _("Saved {name}").format(name=path.name)
    filing.window.jobs.start(
        words,
        partial(_write, stream, state, kind, path, today or date.today()),
        lambda wrong: _show_written(filing, said, wrong),
    )


def write_from(inside: QWidget, kind: Kind, today: date) -> None:
    """The same from somewhere in the window."""
    write_paper(cast("MainWindow", cast(QObject, inside.window())).filing, kind, today)


def _show_written(filing: Filing, said: str, wrong: tuple[str, ...]) -> None:
    """It is there; what cannot be read on it is not passed over."""
    filing.window.statusBar().showMessage(said, 4_000)
    if wrong:
        errors.tell(filing.window, said, "\n".join(wrong))


def _write(
    stream: ValueStream, state_id: str, kind: Kind, path: Path, today: date, progress: Progress
) -> tuple[str, ...]:
    """Write it, on a thread; what cannot be read on it, in sentences. Raises NoResult, Cancelled."""
    from vsm_desktop.export import papers
    from vsm_desktop.export.atomic import ExportError
    from vsm_desktop.tools.layout import in_rows

    try:
        watch = Watch(progress)
        return papers.write_paper(stream, state_id, kind, path, today, watch=watch, fold=in_rows)
    except ExportError as error:
        raise NoResult(_("The PDF was not saved"), str(error)) from error


def _name(filing: Filing) -> str:
    return filing.path.stem if filing.path else asking.file_name(filing.name)
