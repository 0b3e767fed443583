"""From the menu to the dialog: which sheet, read in the background, beside the map that is open."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from vsm_desktop.assets import Progress, _
from vsm_desktop.intake.errors import SheetError
from vsm_desktop.intake.plans.tables import PlanTable, PlanWorkbook
from vsm_desktop.intake.updating.reading import read_again, read_update
from vsm_desktop.intake.updating.told import Told, told_by
from vsm_desktop.model.source import SheetSource
from vsm_desktop.model.stream import State, ValueStream
from vsm_desktop.tools.rest import at_rest
from vsm_desktop.ui.importing.remembered import fitting
from vsm_desktop.ui.jobs import NoResult
from vsm_desktop.ui.updating.dialog import UpdateDialog
from vsm_desktop.ui.watching import SOURCE

if TYPE_CHECKING:
    from vsm_desktop.intake.mapping import Mapping
    from vsm_desktop.intake.report import Reading
    from vsm_desktop.intake.sheets import Book
    from vsm_desktop.ui.window import MainWindow


def update_from_sheet(window: MainWindow) -> None:
    """Ask for a sheet, and show how the open map differs from it."""
    from vsm_desktop.ui import asking

    if path := asking.ask_sheet(window):
        update_with(window, path)


def update_with(window: MainWindow, path: Path) -> None:
    """Show how the open map differs from a sheet."""
    stream, state = window.desk.recorded, window.desk.frame.state
    work = partial(_read, path, stream, state)
    words = _("Reading {name}…").format(name=path.name)
    window.jobs.start(words, work, partial(_show_either, window, path))


def _show_either(window: MainWindow, path: Path, found: tuple[Told, str] | dict[str, PlanTable]) -> None:
    """The differences of a map, or of a plan from its workbook."""
    if isinstance(found, dict):
        from vsm_desktop.ui.updating.plan import show_plan

        show_plan(window, path, found)
    else:
        _show(window, found)


def update_from_source(window: MainWindow) -> None:
    """Read the sheet the map was made from again; if it is gone, ask where it is."""
    source = window.desk.frame.state.source
    if source is None:
        window.say(_("This map was not made from a sheet. Choose one with Update from a sheet."))
        return
    window.stage.notices.take_back(SOURCE)
    path = Path(source.file)
    if not path.exists():
        _ask_where(window, source)
        return
    work = partial(_again, window.desk.recorded, window.desk.frame.state)
    window.jobs.start(_("Reading {name}…").format(name=path.name), work, partial(_show, window))


def update_by(window: MainWindow, reading: Reading) -> None:
    """Show how the open map differs from what was read of a sheet already, unless that is nothing."""
    if reading.stream is None:
        window.say(reading.refused or reading.summary)
        return
    if reading.own and (source := reading.stream.state().source):
        update_with(window, Path(source.file))
        return
    _show(window, (told_by(reading), window.desk.frame.state_id))


def _ask_where(window: MainWindow, source: SheetSource) -> None:
    from vsm_desktop.ui import asking

    name = Path(source.file).name
    window.say(_("{name} is not where it was. Choose where it is now, or another sheet.").format(name=name))
    path = asking.ask_sheet(window)
    if path is None:
        return
    state = window.desk.frame.state
    moved = state.evolve(source=source.evolve(file=str(path.absolute())))
    work = partial(_again, window.desk.recorded, moved)
    window.jobs.start(_("Reading {name}…").format(name=path.name), work, partial(_show, window))


def _read(
    path: Path, stream: ValueStream, state: State, progress: Progress
) -> tuple[Told, str] | dict[str, PlanTable]:
    """On a thread. A data sheet goes to the state it was written from, any other to the one that is shown.

    The workbook of a plan is no sheet of steps: its tables then.
    """
    try:
        told, meant = read_update(path, stream, None, progress=progress, known=_known)
    except PlanWorkbook as plan:
        return plan.tables
    except SheetError as error:
        raise NoResult(_("This sheet cannot be read"), str(error)) from error
    return _checked(told), meant.id if told.own else state.id


def _known(book: Book) -> Mapping | None:
    """The mapping with which a sheet of these headers was read before."""
    fit = fitting(book)
    return fit.mapping if fit else None


def _again(stream: ValueStream, state: State, progress: Progress) -> tuple[Told, str]:
    """On a thread."""
    try:
        return _checked(read_again(stream, state, progress=progress)), state.id
    except SheetError as error:
        raise NoResult(_("This sheet cannot be read"), str(error)) from error


def _checked(told: Told) -> Told:
    """What was read. Raises NoResult for what holds no steps."""
    if told.report.refused:
        raise NoResult(_("This sheet says nothing of the map"), told.report.refused)
    return told


def _show(window: MainWindow, found: tuple[Told, str]) -> None:
    told, state_id = found
    window.desk.use(at_rest())
    if window.desk.frame.state_id != state_id:
        window.desk.show_state(state_id)
    dialog = UpdateDialog(window.desk, told, window.filing.front)
    dialog.accepted.connect(partial(window.filing.updated, told.report.file))
    window.bridge.changed.connect(dialog.follow)
    dialog.open()
