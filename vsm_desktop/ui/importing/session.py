"""One import under way: the sheet that is open, how it is read, and what comes of it; pages follow its signals."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import partial
from pathlib import Path
from typing import Any

from msgspec.structs import replace
from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from vsm_desktop.assets import Cancelled, Progress, _
from vsm_desktop.drawing.theme import ThemeName
from vsm_desktop.intake.errors import SheetError
from vsm_desktop.intake.mapping import Mapping, Use, from_json
from vsm_desktop.intake.pointed import likely_header, pointed_at
from vsm_desktop.intake.sheets import Book, fitted_to, pasted, read_book
from vsm_desktop.ui.busy import BusyBar
from vsm_desktop.ui.errands import Errands
from vsm_desktop.ui.importing.remembered import forget, remember
from vsm_desktop.ui.importing.work import (
    AT_ONCE,
    Opened,
    Outcome,
    found_in,
    look_into,
    outcome_of,
    start_of,
)
from vsm_desktop.ui.jobs import Job, NoResult

_PAUSE_MS = 40  # several changes in one go are read once


class Readings(Errands):
    """The work of an import, with the bar over its pages once it takes long."""

    stopped = Signal()

    def __init__(self, window: QWidget, over: QWidget) -> None:
        super().__init__(window)
        self._pages = over

    def _show_bar(self, job: Job) -> None:
        if self.bar is None:
            self.bar = BusyBar(self._pages)
            self.bar.cancelled.connect(self.stopped)
        self.bar.show_work(job.words, job.share)


class Session(QObject):
    """`opened` a sheet is there; `changed` it is read in another way; `refused` a file cannot be read at all."""

    opened = Signal()
    changed = Signal()
    refused = Signal(str)
    busy = Signal(str)  # what is under way; empty when it is over

    def __init__(self, errands: Readings, theme: ThemeName) -> None:
        super().__init__(errands)
        self.errands, self.theme = errands, theme
        self.path: Path | None = None
        self.book: Book | None = None
        self.mapping: Mapping | None = None
        self.outcome: Outcome | None = None
        self.kept = False  # whether the mapping is a remembered one
        self.missing: tuple[str, ...] = ()
        self.said = ""  # what was said of a loaded mapping
        self.refusal = ""  # why nothing was recognised by itself
        self._first: Mapping | None = None
        self._shown_for: Mapping | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.read)
        errands.stopped.connect(self.stop)

    @property
    def corrected(self) -> bool:
        """Whether the mapping is another one than the program would find by itself."""
        if self.mapping is None or self.book is None:
            return False
        return replace(self.mapping, last=0) != self.book.recognised()

    @property
    def touched(self) -> bool:
        """Whether a person has changed how it is read since it was opened."""
        if self.mapping is None or self.book is None:
            return False
        return self.mapping not in (self._first, self.book.recognised())

    @property
    def settled(self) -> bool:
        """Whether what is shown is what was asked for last."""
        return not self.errands.busy and not self._pause.isActive()

    def was_printed_from(self, steps: Collection[str]) -> bool:
        """Whether these are gemba sheets that tell of steps of a map, by their ids."""
        reading = self.outcome.reading if self.outcome else None
        if reading is None or reading.stream is None or not reading.printed:
            return False
        return any(node.id in steps for node in reading.stream.state().nodes)

    # opening

    def open(self, path: Path) -> None:
        """Read a file, on a thread."""
        self.busy.emit(_("Reading {name}…").format(name=path.name))
        work = partial(_tried, partial(look_into, path))
        self.errands.instead(_("Reading {name}").format(name=path.name), work, partial(self._opened, path))

    def paste(self, text: str) -> None:
        """Read a table from the clipboard."""
        try:
            book = pasted(text)
        except SheetError as error:
            self.refused.emit(str(error))
            return
        self._opened(None, found_in(book))

    def _opened(self, path: Path | None, found: Opened | SheetError) -> None:
        self.busy.emit("")
        if isinstance(found, SheetError):
            self.refused.emit(str(found))
            return
        self.path, self.book, self.kept = path, found.book, found.kept
        mapping, self.refusal = found.mapping, ""
        if mapping is None and found.book.grids and not found.book.keyed:
            self.refusal = read_book(found.book).refused
            widest = max(found.book.grids, key=lambda grid: (not grid.hidden, len(grid.rows)))
            mapping = start_of(found.book, widest.name)
        self.mapping, self._first, self.missing, self.outcome, self.said = mapping, mapping, (), None, ""
        self.read(partial(self._show, self.opened, self.mapping))

    # changing

    def change(self, **values: Any) -> None:
        """Read the sheet in another way."""
        if self.mapping is not None:
            self._take(replace(self.mapping, **values))

    def choose_sheet(self, sheet: str) -> None:
        """Read another sheet of the file."""
        if self.book is not None and self.mapping is not None and sheet != self.mapping.sheet:
            self._take(start_of(self.book, sheet))

    def point(self, *, across: bool, header: tuple[int, ...], last: int = 0) -> None:
        """The table is here: its columns are looked at anew."""
        if self.book is None or self.mapping is None:
            return
        grid = self.book.grid(self.mapping.sheet)
        if grid is None:
            return
        found = self.book.table(grid.name)
        new = pointed_at(grid, across, header, last, found)
        held = self.mapping
        self._take(replace(new, decimals=held.decimals, stock=held.stock, statistic=held.statistic))

    def turn(self, across: bool) -> None:
        """The steps run down the rows, or across the columns."""
        if self.book is None or self.mapping is None or self.mapping.across == across:
            return
        grid = self.book.grid(self.mapping.sheet)
        assert grid is not None
        found = self.book.table(grid.name)
        if found is not None and found.grid.turned == across:
            header = found.header
        else:
            sheet = grid.turn() if across else grid
            header = (likely_header(sheet),)
        self.point(across=across, header=header)

    def set_use(self, use: Use) -> None:
        """A column is to be read as this; a person says so."""
        if self.mapping is None:
            return
        told = replace(use, sure=True)
        there = self.mapping.use(use.column) is not None
        uses = [told if one.column == use.column else _alike(one, use) for one in self.mapping.columns]
        columns = tuple(uses if there else sorted([*uses, told], key=lambda one: one.column))
        self._take(replace(self.mapping, columns=columns))

    def use_found(self) -> None:
        """As the program would read it, without what was remembered or corrected."""
        if self.book is not None:
            found = self.book.recognised()
            self.kept, self.missing = False, ()
            if found is not None:
                self._take(found)

    def load(self, path: Path) -> str:
        """Read the sheet as a saved mapping says; empty if that went well, else why not."""
        if self.book is None:
            return ""
        try:
            mapping = from_json(path.read_bytes(), path.name)
        except SheetError as error:
            return str(error)
        except OSError as error:
            return _("{name} could not be read: {reason}.").format(name=path.name, reason=error.strerror)
        fit = fitted_to(self.book, mapping)
        if fit is None:
            return _('"{name}" does not fit: none of its columns is in this file.').format(name=path.name)
        self.kept, self.missing = False, fit.missing
        self._take(fit.mapping, keep_missing=True)
        if fit.missing:
            names = ", ".join(f'"{one}"' for one in fit.missing)
            return _('"{name}" fits in part: there is no column {columns}.').format(
                name=path.name, columns=names
            )
        return ""

    def _take(self, mapping: Mapping, keep_missing: bool = False) -> None:
        if not keep_missing:
            self.missing = tuple(
                one for one in self.missing if self.mapping and mapping.sheet == self.mapping.sheet
            )
        if mapping == self.mapping:
            return
        self.mapping = mapping
        self._pause.start()

    # remembering

    def remember(self) -> str:
        """Use this mapping for the next sheet with the same headers; empty if that went well, else why not."""
        return remember(self.mapping) if self.mapping is not None else ""

    def forget(self) -> None:
        """Use the remembered mapping neither now nor later."""
        if self.mapping is not None:
            forget(self.mapping)
        if self._first is not None:
            forget(self._first)
        self.use_found()

    # reading

    def read(self, done: Callable[[Outcome], object] | None = None) -> None:
        """Read the sheet as the mapping says: at once, or on a thread where it is large."""
        self._pause.stop()
        if self.book is None:
            return
        work = partial(outcome_of, self.book, self.mapping, self.missing, self.theme)
        done = done or partial(self._show, self.changed, self.mapping)
        if self._small():
            self.errands.cancel()
            done(work(_unheeded))
            return
        self.busy.emit(_("Reading the sheet…"))
        self.errands.instead(_("Reading the sheet"), work, done)

    def _small(self) -> bool:
        assert self.book is not None
        return sum(len(cells) for grid in self.book.grids for cells in grid.rows.values()) <= AT_ONCE

    def flush(self) -> bool:
        """Read what was changed last; whether what is shown is up to date now."""
        if self._pause.isActive():
            self.read()
        return self.settled

    def _show(self, signal: Any, mapping: Mapping | None, outcome: Outcome) -> None:
        self.busy.emit("")
        self.outcome, self._shown_for = outcome, mapping
        signal.emit()

    def show_theme(self, theme: ThemeName) -> None:
        """Draw the map in other colours."""
        if theme != self.theme:
            self.theme = theme
            if self.book is not None:
                self.read()

    def stop(self) -> None:
        """Wait no longer for what is under way: it is read as it was before."""
        self.errands.cancel()
        self._pause.stop()
        self.busy.emit("")
        if self.outcome is not None and self.mapping != self._shown_for:
            self.mapping = self._shown_for
            self.changed.emit()
        elif self.outcome is None:
            self.book = self.mapping = None


def _alike(other: Use, use: Use) -> Use:
    """All readings of one value have one unit: what is said of one holds for the others."""
    same = use.reading and other.reading and use.field == other.field
    return replace(other, unit=use.unit, sure=True) if same else other


def _unheeded(_share: float) -> bool:
    return True


def _tried(work: Callable[[Progress], Opened], progress: Progress) -> Opened | SheetError:
    """A file that cannot be read is an answer, too; what else goes wrong is told as ever."""
    try:
        return work(progress)
    except Cancelled:
        raise
    except SheetError as error:
        return error
    except MemoryError as error:
        raise NoResult(_("This sheet cannot be read"), _("There is not enough memory for it.")) from error
