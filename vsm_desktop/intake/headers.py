"""The header of a table: a row of names, with a line of units or kinds below it or groups above it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from vsm_desktop.intake.columns import DATA, Column, Meaning, meaning_of
from vsm_desktop.intake.grid import Cell, Grid
from vsm_desktop.intake.guesses import by_unit, unit_in
from vsm_desktop.intake.labels import split
from vsm_desktop.intake.phrases import LONGEST, fold, normal, word_set, words_of
from vsm_desktop.intake.units import unit_of
from vsm_desktop.intake.words import MEAN, MOST
from vsm_desktop.model.units import Dimension

WIDEST = 500
SHORT = 12
_DIMENSIONS: tuple[Dimension, ...] = ("time", "pieces", "ratio", "rate")
_SUBHEADER = 16
_UNIT_WORDS = word_set(
    "unit units uom einheit einheiten unite unites unidad unidades unidade unita eenheid jednostka ед ед.изм 单位 單位 単位"
)
_NUMBERS = ("number", "percent", "duration")
VALUE = re.compile(r"\d[\d.,:]*\s*(?:%|[^\W\d_]{0,10}\.?)$")
_TOLD = re.compile(r"[:=]\s*[~<>≈]?\s*\d")  # C/T = 39 s has its value with it
_MIN = re.compile(r"\(?(?<![^\W\d_])min(?![^\W\d_])\.?\)?", re.IGNORECASE)


class Header(Struct, frozen=True):
    """The rows of a header, and the columns it names."""

    rows: tuple[int, ...]
    columns: tuple[Column, ...]

    @property
    def meanings(self) -> dict[tuple[str, ...], Meaning]:
        """What the columns mean, each meaning once."""
        return {column.meaning.claim: column.meaning for column in self.columns if column.meaning}

    @property
    def weight(self) -> int:
        """How much the header says."""
        guessed = {c.meaning.claim for c in self.columns if c.meaning and c.guess}
        return sum(1 if claim in guessed else one.weight for claim, one in self.meanings.items())

    @property
    def enough(self) -> bool:
        """Whether it can be the header of a table of steps: a name and a value, or at least two values."""
        roles = [meaning.role for meaning in self.meanings.values()]
        data = sum(1 for role in roles if role in DATA)
        return data >= 2 or (data == 1 and "name" in roles)


def header_at(grid: Grid, row: int, *, guess: bool = False) -> Header:
    """The row as a header, together with the row below or above that belongs to it.

    `guess` takes names that nobody knows by their units, for a sheet in another language.
    """
    own = {
        column: cell for column, cell in grid.rows[row].items() if column <= WIDEST and is_header_text(cell)
    }
    if not guess and not any(meaning_of(cell.text, grid.tongues) for cell in own.values()):
        return Header((row,), ())
    below = _second_line(grid, row, own)
    indexes = sorted({*own, *below})
    columns = _kinds_told(grid, [_column(grid, row, index, own, below) for index in indexes])
    columns = _guessed(columns, guess)
    rows = (row, row + 1) if below else (row,)
    return Header(rows, tuple(_run(grid, row, columns)))


def is_header_text(cell: Cell) -> bool:
    """Whether a cell can name a column."""
    return 0 < len(cell.text) <= LONGEST and not (VALUE.match(cell.text) or _TOLD.search(cell.text))


def _second_line(grid: Grid, row: int, own: Mapping[int, Cell]) -> Mapping[int, Cell]:
    """A row of units such as (s) (min) %, or of what stands below the groups of a header: L R, min avg max."""
    found: dict[int, Cell] = {}
    cells = {column: cell for column, cell in grid.rows.get(row + 1, {}).items() if column <= WIDEST}
    for block in _blocks({*own, *cells}):
        held = {column: cell for column, cell in own.items() if column in block}
        found |= _below(grid, row, held, {c: cell for c, cell in cells.items() if c in block})
    return found


def _blocks(columns: Iterable[int]) -> list[set[int]]:
    """Columns that stand side by side."""
    blocks: list[set[int]] = []
    for column in sorted(columns):
        if blocks and column - 1 in blocks[-1]:
            blocks[-1].add(column)
        else:
            blocks.append({column})
    return blocks


def _below(grid: Grid, row: int, own: Mapping[int, Cell], cells: Mapping[int, Cell]) -> Mapping[int, Cell]:
    if len(cells) < 2 or not all(_may_be_below(cell) for cell in cells.values()):
        return {}
    units = [cell for cell in cells.values() if _is_unit(cell.text)]
    if units and all(_may_be_unit(cell) for cell in cells.values()):
        return {column: cell for column, cell in cells.items() if not _says_unit(cell)}
    if not own or min(cells) <= min(own):  # the name of a step stands there
        return {}
    grouped = [column for column in cells if column not in own and _reaching(grid, row, column, own)]
    known = any(
        (cell := _reaching(grid, row, column, own)) and meaning_of(cell.text, grid.tongues)
        for column in grouped
    )
    return cells if known else {}


def _may_be_unit(cell: Cell) -> bool:
    return _is_unit(cell.text) or len(cell.text) <= 3 or _says_unit(cell)


def _says_unit(cell: Cell) -> bool:
    """Whether a cell says that units stand beside it or below it."""
    return fold(_bare(cell.text).strip(".: ")) in _UNIT_WORDS


def _may_be_below(cell: Cell) -> bool:
    text = cell.text.strip()
    return 0 < len(text) <= _SUBHEADER and not any(letter.isdecimal() for letter in text)


def _bare(text: str) -> str:
    """A text without brackets around it."""
    return normal(text).strip("()[]{} ")


def _is_unit(text: str) -> bool:
    bare = _bare(text)
    return 0 < len(bare) <= SHORT and any(unit_of(bare, dimension) for dimension in _DIMENSIONS)


def _reaching(grid: Grid, row: int, index: int, cells: Mapping[int, Cell]) -> Cell | None:
    """The name that reaches over a column: its own, that of a merged cell, or the nearest one to the left."""
    if own := cells.get(index):
        return own
    left = [column for column in cells if column <= index and cells[column].text]
    if not left:
        return None
    if any(_is_wide(grid, row, column) for column in cells):
        found = grid.range_at(row, index)
        return cells.get(found[1]) if found and found[0] == row else None
    return cells[max(left)]


def _is_wide(grid: Grid, row: int, column: int) -> bool:
    found = grid.range_at(row, column)
    return bool(found and found[3] > found[1])


def _column(grid: Grid, row: int, index: int, own: Mapping[int, Cell], below: Mapping[int, Cell]) -> Column:
    cell = own.get(index) or _reaching(grid, row, index, own)
    under = below.get(index)
    parts = [part for part in (cell, under) if part]
    header = " ".join(_bracketed(part) if part is under else part.text for part in parts)
    meaning = meaning_of(header, grid.tongues)
    group = _reaching(grid, row - 1, index, grid.rows.get(row - 1, {}))
    plain = len(header) <= SHORT and not any(letter.isdecimal() for letter in header)
    hidden = index in grid.hidden_columns
    if (not meaning or meaning.rest) and group and plain and _is_group(group, grid):
        grouped = f"{group.text} {_bracketed(parts[-1])}"
        if found := meaning_of(grouped, grid.tongues):
            return Column(index, grouped, (group, *parts), found, hidden=hidden)
    if group and meaning and _lacks_unit(meaning) and (unit := unit_in(group.text, "time")):
        header = f"{header} ({unit})"  # of all columns below it, such as `Times [s]`
        meaning = meaning_of(header, grid.tongues) or meaning
    return Column(index, header, tuple(parts), meaning, hidden=hidden)


def _lacks_unit(meaning: Meaning) -> bool:
    field = meaning.field
    return bool(field and field.dimension == "time" and not meaning.unit and not meaning.unknown_unit)


def _is_group(cell: Cell, grid: Grid) -> bool:
    meaning = meaning_of(cell.text, grid.tongues) if is_header_text(cell) else None
    return bool(meaning and not meaning.rest and not (meaning.variant and len(meaning.variant) > 3))


def _bracketed(cell: Cell) -> str:
    return f"({_bare(cell.text)})" if _is_unit(cell.text) else cell.text


def _kinds_told(grid: Grid, columns: Sequence[Column]) -> list[Column]:
    """`min` beside `max` or `average` of the same thing is the least of it, and no unit."""
    said = {_keys(column.header) for column in columns}
    return [_least(grid, column) if _has_sibling(column, said) else column for column in columns]


def _keys(header: str) -> tuple[str, ...]:
    return tuple(word.key for word in words_of(header))


def _has_sibling(column: Column, said: set[tuple[str, ...]]) -> bool:
    keys = _keys(column.header)
    if "min" not in keys:
        return False
    at = len(keys) - 1 - keys[::-1].index("min")
    others = ((*keys[:at], other, *keys[at + 1 :]) for other in MOST | MEAN)
    return any(other in said for other in others)


def _least(grid: Grid, column: Column) -> Column:
    *_before, last = _MIN.finditer(column.header)
    header = f"{column.header[: last.start()]}minimum{column.header[last.end() :]}"
    meaning = meaning_of(header, grid.tongues)
    return replace(column, header=header, meaning=meaning or column.meaning)


def _guessed(columns: Sequence[Column], unknown: bool) -> list[Column]:
    """Headers that are nothing but a unit; where the language is not known, also those that end in one."""
    held = {column.meaning.key for column in columns if column.meaning}
    found: list[Column] = []
    for column in columns:
        unit = column.header if _is_unit(column.header) else unit_in(column.header) if unknown else ""
        guess = by_unit(unit, column.header, held) if unit and not column.meaning else None
        if guess:
            held.add(guess[0].key)
            column = replace(column, meaning=guess[0], guess=guess[1])
        found.append(column)
    return found


def _run(grid: Grid, row: int, columns: Sequence[Column]) -> list[Column]:
    """The columns of one table: side by side, without the labels beside it or a second table further right."""
    runs: list[list[Column]] = []
    for column in columns:
        if _is_label(grid, row, column):
            continue
        if runs and column.index == runs[-1][-1].index + 1:
            runs[-1].append(column)
        else:
            runs.append([column])
    if not runs:
        return []
    best = max(range(len(runs)), key=lambda n: (Header((), tuple(runs[n])).weight, -n))
    joined = list(runs[best])
    for run in reversed(runs[:best]):
        joined = [*run, *joined] if _belongs(run, joined) else joined
    for run in runs[best + 1 :]:
        joined = [*joined, *run] if _belongs(run, joined) else joined
    return joined


def _belongs(run: Sequence[Column], table: Sequence[Column]) -> bool:
    """A run of columns beyond a gap belongs to the table if it adds something and repeats nothing."""
    known, added = Header((), tuple(table)).meanings, Header((), tuple(run)).meanings
    near = min(abs(a.index - b.index) for a in run for b in table) <= 3
    return near and bool(added) and not known.keys() & added.keys()


def _is_label(grid: Grid, row: int, column: Column) -> bool:
    """A word with its number beside it, such as `Demand per month` and 18400, is no header."""
    beside = grid.get(row, column.index + 1)
    inline = split(column.header, grid.tongues)
    return bool(inline or (beside and (beside.kind in _NUMBERS or VALUE.match(beside.text))))


def texts_of(grid: Grid, rows: Iterable[int]) -> Iterable[str]:
    """The texts of these rows that can be words for something."""
    for row in rows:
        for cell in grid.rows[row].values():
            if 0 < len(cell.text) <= LONGEST:
                yield cell.text
