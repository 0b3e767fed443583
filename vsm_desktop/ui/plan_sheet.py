"""Plan and scoreboard as a workbook, from the menu."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from vsm_desktop.assets import Progress, Watch, _
from vsm_desktop.model.stream import ValueStream
from vsm_desktop.ui.jobs import NoResult

if TYPE_CHECKING:
    from vsm_desktop.ui.filing import Filing


def write_plan_sheet(filing: Filing) -> None:
    """Ask for a place, and write the workbook in the background; without a plan say that there is none."""
    from vsm_desktop.ui import asking

    window, stream = filing.window, filing.desk.history.current
    if stream.plan is None and stream.scoreboard is None:
        window.say(_("There is no plan and no scoreboard to write yet."))
        return
    folder = filing.path.parent if filing.path else Path()
    stem = filing.path.stem if filing.path else asking.file_name(filing.name)
    path = asking.ask_workbook(window, folder / _("{name} plan.xlsx").format(name=stem))
    if path is None:
        return
    words, said = _("Writing {name}…").format(name=path.name), _("Saved {name}").format(name=path.name)
    work = partial(_write, stream, path)
    window.jobs.start(words, work, lambda _none: window.statusBar().showMessage(said, 4_000))


def _write(stream: ValueStream, path: Path, progress: Progress) -> None:
    """Write it, on a thread. Raises NoResult, Cancelled."""
    from vsm_desktop.export.atomic import ExportError
    from vsm_desktop.export.plan_sheet import write_plan

    try:
        write_plan(stream, path, date.today(), Watch(progress))
    except ExportError as error:
        raise NoResult(_("The workbook was not saved"), str(error)) from error
