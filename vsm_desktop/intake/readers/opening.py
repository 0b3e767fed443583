"""From a file to its sheets, or to a sentence that says why not and what to do."""

from __future__ import annotations

import logging
import os
import stat
from contextlib import closing
from pathlib import Path

from msgspec.structs import replace

from vsm_desktop.assets import Watch, _
from vsm_desktop.intake.errors import SheetError
from vsm_desktop.intake.grid import Cell, Grid
from vsm_desktop.intake.readers.limits import MAX_FILE
from vsm_desktop.intake.readers.messages import Begin, End, Refused, Request, Rows, Word
from vsm_desktop.intake.readers.process import Failed, messages
from vsm_desktop.intake.readers.sentences import refusal, remark


def open_sheets(path: Path, sheet: str, watch: Watch) -> tuple[Grid, ...]:
    """The sheets of a file of any kind, or only the one asked for; hidden ones too. Raises SheetError and Cancelled."""
    _check(path)
    grids = Grids()
    try:
        with closing(messages(Request(os.fsencode(path.absolute()), sheet), watch)) as told:
            for message in told:
                if isinstance(message, Refused):
                    raise SheetError(refusal(message.key, path.name, message.values))
                grids.take(message)
    except Failed as failure:
        logging.getLogger(__name__).warning("reading %s %s", path.name, failure)
        raise SheetError(refusal("large" if failure.short_of_memory else "failed", path.name)) from failure
    watch.at(1.0)
    return grids.all()


class Grids:
    """Puts messages together."""

    def __init__(self) -> None:
        self._grids: dict[int, Grid] = {}
        self._words: list[str] = []
        self._number, self._rows = 0, dict[int, dict[int, Cell]]()

    def take(self, message: object) -> None:
        """The next message."""
        if isinstance(message, Begin):
            self._number, self._rows = message.number, {}
            self._grids[message.number] = Grid(message.name, hidden=message.hidden)
        elif isinstance(message, Rows):
            for row, cells in message.rows.items():
                self._rows.setdefault(row, {}).update(cells)
        elif isinstance(message, End):
            self._grids[self._number] = replace(
                self._grids[self._number],
                rows=_ordered(self._rows),
                cut=message.cut,
                hidden_rows=frozenset(message.hidden_rows),
                hidden_columns=frozenset(message.hidden_columns),
                merged=tuple(message.merged),
            )
        elif isinstance(message, Word):
            self._words.append(remark(message.key, message.values))

    def all(self) -> tuple[Grid, ...]:
        """The sheets in their order, each with what is to be said of the file."""
        about = " ".join(self._words)
        return tuple(replace(grid, about=about) for grid in self._grids.values())


def _ordered(rows: dict[int, dict[int, Cell]]) -> dict[int, dict[int, Cell]]:
    """Rows and columns in their order; nearly every file has them so."""
    for row, cells in rows.items():
        columns = list(cells)
        if columns != sorted(columns):
            rows[row] = dict(sorted(cells.items()))
    numbers = list(rows)
    return rows if numbers == sorted(numbers) else dict(sorted(rows.items()))


def _check(path: Path) -> None:
    """What can be said before anyone opens the file. Raises SheetError."""
    try:
        found = path.stat()
        if stat.S_ISREG(found.st_mode):
            with path.open("rb"):
                pass
    except FileNotFoundError:
        raise SheetError(_('There is no file "{path}".').format(path=path)) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        sentence = _('"{name}" could not be opened: {reason}.').format(name=path.name, reason=reason)
        raise SheetError(sentence) from None
    if not stat.S_ISREG(found.st_mode):
        raise SheetError(
            refusal("folder" if stat.S_ISDIR(found.st_mode) else "device", path.name or str(path))
        )
    if not found.st_size:
        raise SheetError(refusal("empty", path.name))
    if found.st_size > MAX_FILE:
        raise SheetError(refusal("large", path.name))
