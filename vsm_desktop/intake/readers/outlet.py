"""Where a reader puts what it reads: cells gathered by row into bundles, and how far it is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from time import monotonic
from typing import Any

from vsm_desktop.intake.grid import Range, letters
from vsm_desktop.intake.readers.limits import (
    LAST_ROW,
    LONGEST,
    MAX_BEYOND,
    MAX_CELLS,
    MAX_COLUMNS,
    MAX_MERGED,
    MAX_ROWS,
    Refusal,
)
from vsm_desktop.intake.readers.messages import Begin, End, Rows, Share, Word, date

_BUNDLE = 20_000
_PAUSE = 0.02
Parts = tuple[Any, ...]
"""The parts of a cell as they travel: row, column, value, kind, unit, clock; those at the end may lack."""


class Outlet:
    """Sends messages on; a share now and then is enough."""

    def __init__(self, send: Callable[[Any], None]) -> None:
        self.send = send
        self._told = 0.0
        self._sheets = 0

    def share(self, share: float) -> None:
        """So much is done, from 0 to 1."""
        now = monotonic()
        if now - self._told > _PAUSE:
            self._told = now
            self.send(Share(share))

    def word(self, key: str, **values: str) -> None:
        """Say something of the file."""
        self.send(Word(key, values))

    def sheet(self, name: str, hidden: bool = False) -> Page:
        """Begin the next sheet."""
        self._sheets += 1
        return Page(self.send, self._sheets, name, hidden)


class Page:
    """One sheet on its way out, within the limits."""

    def __init__(self, send: Callable[[Any], None], number: int, name: str, hidden: bool) -> None:
        self._send = send
        self._title = (number, name, hidden)
        self.begin()

    def begin(self) -> None:
        """Start it, or start it again from nothing."""
        self.hidden_rows: set[int] = set()
        self.hidden_columns: set[int] = set()
        self.merged: list[Range] = []
        self._rows: dict[int, dict[int, Parts]] = {}
        self._row, self._cells = 0, dict[int, Parts]()
        self._held = self._waiting = self._beyond = 0
        self._last_row = self._last_column = self._read_row = 0
        self._send(Begin(*self._title))

    def row(self, number: int) -> dict[int, Parts]:
        """The cells of a row by column, to be filled."""
        self._close_row()
        self._row, self._cells = number, self._rows.get(number, {})
        return self._cells

    def add(self, row: int, column: int, *value: Any) -> None:
        """A cell that holds something: value, kind, unit, clock."""
        if row != self._row:
            self.row(row)
        self._cells[column] = (row, column, *value)

    def _close_row(self) -> None:
        """Count the row, and keep it if there is room."""
        row, cells = self._row, self._cells
        if not cells:
            return
        last = max(cells)
        self.reach(row, last)
        if row > MAX_ROWS or self.full:
            self.beyond(row > MAX_ROWS)
            return
        if last > MAX_COLUMNS:
            cells = {column: cell for column, cell in cells.items() if column <= MAX_COLUMNS}
        self._rows[row] = cells
        self._read_row = max(self._read_row, row)
        self._held += len(cells)
        self._waiting += len(cells)
        if self._waiting > _BUNDLE:
            self._flush()

    def beyond(self, rows: int) -> None:
        """So many rows more hold something, and are not read. Raises Refusal for too many."""
        self._beyond += rows
        if self._beyond > MAX_BEYOND:
            raise Refusal("rows", sheet=self._title[1], most=f"{MAX_ROWS:,}")

    @property
    def full(self) -> bool:
        """Whether no more rows are kept."""
        return self._held >= MAX_CELLS

    def reach(self, row: int, column: int) -> None:
        """There is something at this place that is not read."""
        self._last_row = max(self._last_row, row)
        self._last_column = max(self._last_column, column)

    def text(self, row: int, column: int, text: str) -> None:
        """A text, cleaned; nothing of it may be left."""
        if text := clean(text):
            self.add(row, column, text)

    def number(self, row: int, column: int, number: float, kind: str = "number", unit: str = "") -> None:
        """A number; one that is none is an error."""
        if number - number == 0:
            self.add(row, column, float(number), kind, unit)
        else:
            self.add(row, column, str(number), "error")

    def duration(self, row: int, column: int, days: float, clock: str = "") -> None:
        """A time counted from nothing."""
        self.add(row, column, round(days * 86_400, 3), "duration", "", clock)

    def date(self, row: int, column: int, value: datetime) -> None:
        """A day, perhaps with a time."""
        self.add(row, column, date(value), "date")

    def hide_columns(self, first: int, last: int) -> None:
        """These columns are hidden."""
        self.hidden_columns.update(range(max(first, 1), min(last, MAX_COLUMNS) + 1))

    def hide_row(self, row: int) -> None:
        """This row is hidden."""
        if row <= MAX_ROWS:
            self.hidden_rows.add(row)

    def merge(self, top: int, left: int, bottom: int, right: int) -> None:
        """These cells are one."""
        bottom, right = min(bottom, MAX_ROWS), min(right, MAX_COLUMNS)
        large = bottom > top or right > left
        if large and 0 < top <= bottom and 0 < left <= right and len(self.merged) < MAX_MERGED:
            self.merged.append((top, left, bottom, right))

    def _flush(self) -> None:
        """Send what has been gathered."""
        if self._rows:
            self._send(Rows(self._rows))  # type: ignore[arg-type]  # they become cells on the other side
            self._rows, self._waiting = {}, 0

    def end(self) -> None:
        """There is no more of it. What is hidden beyond the cells hides nothing."""
        self.row(0)
        self._flush()
        rows = sorted(row for row in self.hidden_rows if row <= self._last_row)
        columns = sorted(column for column in self.hidden_columns if column <= self._last_column)
        self._send(End(self._cut(), rows, columns, self._ranges()))

    def _ranges(self) -> list[Range]:
        """The merged ranges as far as there are cells."""
        ranges, room = [], MAX_MERGED
        for top, left, bottom, right in self.merged:
            bottom, right = min(bottom, self._last_row), min(right, self._last_column)
            room -= max(bottom - top, 0) + max(right - left, 0) + 2
            if top <= bottom and left <= right and room > 0:
                ranges.append((top, left, bottom, right))
        return ranges

    def _cut(self) -> str:
        """What lies beyond the limits, as a range; nothing if all was read."""
        last = self._read_row if self.full else MAX_ROWS
        if self._last_row > last:
            return f"A{last + 1}:{letters(self._last_column)}{min(self._last_row, LAST_ROW)}"
        if self._last_column > MAX_COLUMNS:
            return f"{letters(MAX_COLUMNS + 1)}1:{letters(self._last_column)}{self._last_row}"
        return ""


def clean(text: str) -> str:
    """A text without what no one can see."""
    if not text.isprintable():
        text = text[:LONGEST]
        text = "".join(letter if letter.isprintable() or letter.isspace() else " " for letter in text)
    return text[:LONGEST].strip()
