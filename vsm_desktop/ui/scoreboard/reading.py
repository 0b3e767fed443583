"""Sheets with values: chosen or copied, read in the background, and shown before anything is taken."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtGui import QGuiApplication

from vsm_desktop.assets import Progress, Watch, _
from vsm_desktop.intake.actuals import Reader, choose, find_all
from vsm_desktop.intake.errors import SheetError
from vsm_desktop.intake.grid import Grid
from vsm_desktop.intake.readers.clipboard import sheets_of_text
from vsm_desktop.intake.readers.opening import open_sheets
from vsm_desktop.intake.told_days import without_year
from vsm_desktop.model.scoreboard import Measure
from vsm_desktop.ui.jobs import NoResult

if TYPE_CHECKING:
    from vsm_desktop.ui.scoreboard.page import ScoreboardPage
    from vsm_desktop.ui.window import MainWindow

_AT_ONCE = 1_000  # copied lines that are read without a thread


def import_file(page: ScoreboardPage) -> None:
    """Ask for a file, read it in the background, and show what would be taken."""
    from vsm_desktop.ui import asking

    window = cast("MainWindow", page.window())
    path = asking.ask_sheet(window)
    if path is not None:
        words = _("Reading {name}…").format(name=path.name)
        window.jobs.start(words, partial(_read, path, page.acting.measures), partial(_open, page, path.name))


def import_clipboard(page: ScoreboardPage) -> str:
    """Show what would be taken of a copied table; why there is none, or nothing."""
    text = QGuiApplication.clipboard().text()
    if not text.strip():
        return _("There is nothing to paste.")
    if text.count("\n") > _AT_ONCE:
        window, words = cast("MainWindow", page.window()), _("Reading the clipboard…")
        read = partial(_read_text, text, page.acting.measures)
        window.jobs.start(words, read, partial(_open, page, _("Clipboard")))
        return ""
    try:
        _open(page, _("Clipboard"), _read_copied(text, page.acting.measures))
    except NoResult as why:
        return why.sentence
    return ""


def _read_text(text: str, measures: Sequence[Measure], _progress: Progress) -> tuple[Reader, ...]:
    """Read a long copied table, on a thread. Raises NoResult."""
    return _read_copied(text, measures)


def _read_copied(text: str, measures: Sequence[Measure]) -> tuple[Reader, ...]:
    """The values in a copied table. Raises NoResult."""
    name = _("Clipboard")
    try:
        return _readers_in(sheets_of_text(text, name), name, measures)
    except SheetError as error:
        raise NoResult(_("Nothing was imported"), str(error)) from error


def _readers_in(grids: Sequence[Grid], name: str, measures: Sequence[Measure]) -> tuple[Reader, ...]:
    """What reads the values of each sheet, with the columns read as they are understood: the window does not wait for that.
    Raises NoResult where there are none."""
    readers = tuple(Reader(name, found, measures) for found in find_all(grids))
    if not readers:
        raise NoResult(_("Nothing was imported"), no_dates(name, grids))
    for reader in readers:
        reader.read(choose(reader.found, measures))
    return readers


def no_dates(name: str, grids: Sequence[Grid] = ()) -> str:
    """What is said of a sheet that has no values to take."""
    if without_year(grids):
        words = _(
            'The months of "{name}" have no year. Write it over the table, or with each month as in Jan 2025.'
        )
        return words.format(name=name)
    words = _(
        '"{name}" holds no values by date. Put dates in one column, values beside them, and the name of each measure on top, '
        "or the dates in one row and a measure in each row below."
    )
    return words.format(name=name)


def _read(path: Path, measures: Sequence[Measure], progress: Progress) -> tuple[Reader, ...]:
    """Read the values of a file, on a thread. Raises NoResult, Cancelled."""
    try:
        grids: Sequence[Grid] = open_sheets(path, "", Watch(progress))
    except SheetError as error:
        raise NoResult(_("Nothing was imported"), str(error)) from error
    return _readers_in(grids, path.name, measures)


def _open(page: ScoreboardPage, name: str, readers: Sequence[Reader]) -> None:
    from vsm_desktop.ui.scoreboard.importing import ValuesDialog

    measures = page.acting.measures
    if any(one.measures != measures for one in readers):  # changed meanwhile
        readers = [Reader(name, one.found, measures) for one in readers]
    dialog = ValuesDialog(page.acting, name, readers, page.today(), page.window())
    dialog.entered.connect(page.note)
    dialog.open()
