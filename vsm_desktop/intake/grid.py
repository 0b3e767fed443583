"""A sheet as the reader sees it: cells with a value, a kind and a place, whatever file they come from."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, time
from typing import TYPE_CHECKING, Any, Literal

from msgspec import Struct, field
from msgspec.structs import force_setattr, replace

if TYPE_CHECKING:
    Value = str | float | datetime
else:
    Value = Any  # where cells are decoded, msgspec cannot tell a date from a text

Kind = Literal["text", "number", "percent", "duration", "date", "flag", "error", "formula"]
"""`duration` is a number of seconds, `percent` a fraction shown as percent, `formula` one without a result."""

Range = tuple[int, int, int, int]
"""Top, left, bottom and right of a range, all of them within it."""

_LONGEST = 80
_CORNER = re.compile(r"([A-Z]{1,4})(\d{1,9})")


class Cell(Struct, frozen=True, array_like=True, gc=False):
    """One cell that holds something. `row` and `column` are its place in the file, whichever way it is read.

    `unit` is what the number format writes behind the number, `clock` what it shows of a duration ("h:m", "m:s"), `whole`
    the text of the cell where this is only a part of it.
    """

    row: int
    column: int
    value: Value
    kind: Kind = "text"
    unit: str = ""
    clock: str = ""
    whole: str = ""

    def part(self, text: str) -> Cell:
        """A part of the text of this cell, to be read by itself; it still shows the whole in reports."""
        return Cell(self.row, self.column, text, whole=self.whole or self.text)

    @property
    def ref(self) -> str:
        """Its name in the sheet, such as B7."""
        return f"{letters(self.column)}{self.row}"

    @property
    def text(self) -> str:
        """The text of a text cell, else nothing."""
        return self.value if self.kind == "text" and isinstance(self.value, str) else ""

    @property
    def number(self) -> float:
        """The number of a cell that holds one, else not a number."""
        return float(self.value) if isinstance(self.value, int | float) else float("nan")

    @property
    def shown(self) -> str:
        """What a person sees in the cell, shortened if need be."""
        return clipped(_shown(self))


class Grid(Struct, frozen=True):
    """The cells of one sheet, by row and column of the direction it is read in.

    Hidden rows and columns hold their cells all the same; of a merged range only the first cell holds something, and
    `over` finds it. `cut` is the range that was not read, `about` what is to be said of how the sheet was read.
    """

    name: str
    rows: Mapping[int, Mapping[int, Cell]] = field(default_factory=dict)
    cut: str = ""
    hidden: bool = False
    turned: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    merged: tuple[Range, ...] = ()
    about: str = ""
    tongues: frozenset[str] = frozenset()
    """The languages the sheet speaks besides English and German, once they are known."""
    spans: Mapping[int, list[Range]] = field(default_factory=dict)
    """The merged ranges by each column they cover; made from `merged`."""

    def __post_init__(self) -> None:
        spans: dict[int, list[Range]] = {}
        for one in self.merged:
            for column in range(one[1], one[3] + 1):
                spans.setdefault(column, []).append(one)
        for ranges in spans.values():
            ranges.sort()
        force_setattr(self, "spans", spans)

    def get(self, row: int, column: int) -> Cell | None:
        """The cell at a place, if it holds something."""
        cells = self.rows.get(row)
        return cells.get(column) if cells else None

    def range_at(self, row: int, column: int) -> Range | None:
        """The merged range a place lies in, if any."""
        ranges = self.spans.get(column, ())
        last = bisect(ranges, row, key=_top)
        return ranges[last - 1] if last and row <= ranges[last - 1][2] else None

    def over(self, row: int, column: int) -> Cell | None:
        """What is seen at a place: its own cell, or the one whose merged range covers it."""
        if own := self.get(row, column):
            return own
        found = self.range_at(row, column)
        return self.get(found[0], found[1]) if found else None

    def cells(self) -> Iterator[tuple[int, int, Cell]]:
        """Every cell with its row and column, row by row."""
        for row, cells in self.rows.items():
            for column, cell in cells.items():
                yield row, column, cell

    @property
    def last_row(self) -> int:
        return max(self.rows, default=0)

    @property
    def last_column(self) -> int:
        return max((max(cells) for cells in self.rows.values() if cells), default=0)

    def turn(self) -> Grid:
        """The same sheet read the other way: its columns as rows."""
        rows: dict[int, dict[int, Cell]] = {}
        for row, column, cell in self.cells():
            rows.setdefault(column, {})[row] = cell
        return replace(
            self,
            rows=dict(sorted(rows.items())),
            turned=not self.turned,
            hidden_rows=self.hidden_columns,
            hidden_columns=self.hidden_rows,
            merged=tuple((left, top, right, bottom) for top, left, bottom, right in self.merged),
        )


def _top(one: Range) -> int:
    return one[0]


def grid_of(name: str, cells: Iterable[Cell], cut: str = "", hidden: bool = False) -> Grid:
    """A sheet from its cells, in whatever order they come."""
    rows: dict[int, dict[int, Cell]] = {}
    for cell in sorted(cells, key=lambda cell: (cell.row, cell.column)):
        rows.setdefault(cell.row, {})[cell.column] = cell
    return Grid(name, rows, cut, hidden)


def letters(column: int) -> str:
    """The letters of a column: 1 is A, 27 is AA."""
    name = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def column_number(name: str) -> int:
    """The number of a column: A is 1, AA is 27."""
    number = 0
    for letter in name:
        number = number * 26 + ord(letter) - 64
    return number


def span(cells: Iterable[Cell]) -> str:
    """The range that holds these cells, such as A12:G12; a single one is named alone."""
    held = list(cells)
    rows, columns = [cell.row for cell in held], [cell.column for cell in held]
    first, last = f"{letters(min(columns))}{min(rows)}", f"{letters(max(columns))}{max(rows)}"
    return first if first == last else f"{first}:{last}"


def within(cell: Cell, named: str) -> bool:
    """Whether a cell lies in a range such as A12:G12."""
    corners = [_CORNER.fullmatch(corner) for corner in named.split(":")]
    found = [(column_number(corner[1]), int(corner[2])) for corner in corners if corner]
    if not found:
        return False
    (left, top), (right, bottom) = found[0], found[-1]
    return left <= cell.column <= right and top <= cell.row <= bottom


def clipped(text: str) -> str:
    """A text of one line and a readable length."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"


def plain(number: float) -> str:
    """A number as short as it can be written: 45, 0.85, 1.5."""
    return f"{number:.12g}"


def _shown(cell: Cell) -> str:
    if isinstance(cell.value, str):
        return cell.value
    if isinstance(cell.value, datetime):
        return (
            cell.value.date().isoformat()
            if cell.value.time() == time()
            else cell.value.isoformat(" ", "minutes")
        )
    if cell.kind == "percent":
        return f"{plain(cell.value * 100)} %"
    if cell.kind == "duration":
        return _clock(cell.value)
    if cell.kind == "flag":
        return "TRUE" if cell.value else "FALSE"
    return plain(cell.value) + (f" {cell.unit}" if cell.unit else "")


def _clock(seconds: float) -> str:
    minutes, rest = divmod(abs(seconds), 60)
    hours, minutes = divmod(int(minutes), 60)
    sign = "-" if seconds < 0 else ""
    return (
        f"{sign}{hours}:{minutes:02d}:{rest:02.0f}"
        if rest == int(rest)
        else f"{sign}{hours}:{minutes:02d}:{rest:06.3f}"
    )
