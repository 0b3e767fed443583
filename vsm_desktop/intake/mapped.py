"""From a table to its mapping and back: what the program found, and the same table read as a mapping says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from collections.abc import Mapping as Dict

from msgspec import Struct
from msgspec.structs import replace

from vsm_desktop.assets import _
from vsm_desktop.intake.columns import Column, Meaning
from vsm_desktop.intake.grid import Cell, Grid, letters
from vsm_desktop.intake.headers import WIDEST
from vsm_desktop.intake.mapping import (
    STOCK,
    WORDS,
    Mapping,
    Use,
    folded,
    is_time_unit,
    title_of,
    unit_from,
    unit_words,
)
from vsm_desktop.intake.readings import headed
from vsm_desktop.intake.table import Table, spoken
from vsm_desktop.intake.values import Way
from vsm_desktop.intake.ways import ways_of

_SEARCHED = 300  # rows in which the header of a mapping is looked for
_NUMBER = re.compile(r"\d[\d.,]*\d|\d")
_DATE = re.compile(r"^\d{1,4}[./-]\d{1,2}[./-]\d{1,4}$")


def recognised(table: Table) -> Mapping:
    """What the program found in a sheet, as a mapping that can be corrected."""
    grid = table.grid
    bodies = {
        c.index: [cell for row in table.rows if (cell := grid.get(row, c.index))] for c in table.columns
    }
    ways = ways_of(table.columns, bodies)
    columns = tuple(
        _found(
            column, header_of(grid, table.header, column.index), ways.get(column.index), bodies[column.index]
        )
        for column in table.columns
    )
    return Mapping(grid.name, grid.turned, table.header, columns=columns)


def turned(grid: Grid, across: bool) -> Grid:
    """The sheet in the direction it is read in, with a header over every reading and the languages it speaks."""
    return spoken(headed(grid.turn() if across != grid.turned else grid))


def header_of(grid: Grid, rows: Iterable[int], column: int) -> str:
    """What stands in the rows of a header above one column."""
    cells = (grid.get(row, column) for row in rows)
    return " ".join(" ".join(cell.shown.split()) for cell in cells if cell)


def _found(column: Column, header: str, way: Way | None, body: Sequence[Cell]) -> Use:
    meaning = column.meaning
    if meaning is None:
        return Use(column.index, header)
    field = STOCK if meaning.role == "stock" else meaning.role if meaning.role in WORDS else meaning.key
    unit, reading = _unit(meaning, way, body), meaning.role == "reading"
    return Use(column.index, header, field, unit, meaning.place, meaning.variant, reading=reading)


def _unit(meaning: Meaning, way: Way | None, body: Sequence[Cell]) -> str:
    """The unit that is in force for bare numbers; empty if the cells have their own."""
    if meaning.unit and not (way and way.dimension == "ratio"):
        return unit_words(meaning.unit)
    if way is None or not any(cell.kind == "number" and not cell.unit and cell.number for cell in body):
        return unit_words(meaning.unit)
    if way.dimension == "ratio":
        return "1" if way.fractions else "%"
    if way.unit or way.default:
        return unit_words(way.unit or way.default)
    return "pc" if meaning.role == "stock" else ""


# reading as a mapping says


def applied(grid: Grid, mapping: Mapping, found: Table | None = None) -> Table:
    """The table of a sheet as a mapping says; `found` is what was recognised in it, which tells of doubts and where it ends."""
    same = found is not None and (found.grid.turned, found.header) == (mapping.across, mapping.header)
    sheet = with_decimals(found.grid if found and same else turned(grid, mapping.across), mapping)
    known = {column.index: column for column in found.columns} if found and same else {}
    uses = {use.column: use for use in recognised(found).columns} if found and same else {}
    columns = [
        _column(sheet, mapping, use, known.get(use.column), uses.get(use.column)) for use in mapping.columns
    ]
    columns += _unlisted(sheet, mapping, list(known.values()) if same else None)
    columns = _each_once(sorted(columns, key=lambda column: column.index))
    end = mapping.last or (found.another - 1 if found and same and found.another else sheet.last_row)
    indexes = {column.index for column in columns}
    start = max(mapping.first, max(mapping.header, default=0) + 1)
    rows = tuple(row for row in sheet.rows if start <= row <= end and indexes & sheet.rows[row].keys())
    another = found.another if found and same and not mapping.last else 0
    return Table(sheet, mapping.header, tuple(columns), rows, another)


def _column(grid: Grid, mapping: Mapping, use: Use, known: Column | None, found: Use | None) -> Column:
    """A column as it was recognised where the mapping says no more, else as it is told."""
    cells = tuple(cell for row in mapping.header if (cell := grid.get(row, use.column)))
    unplaced = use.field == STOCK and not use.place and mapping.stock == "after"
    if known and found and not use.sure and not unplaced and use.says == found.says:
        return known
    header = known.header if known else use.header or header_of(grid, mapping.header, use.column)
    cells = known.cells if known else cells
    if not use.field:
        reason = _("not to be imported") if use.sure else known.reason if known else ""
        return Column(use.column, header, cells, reason=reason)
    return Column(use.column, header, cells, meaning_of(use, mapping.stock))


def meaning_of(use: Use, unplaced: str = "before") -> Meaning | None:
    """What a column means that is told."""
    if not use.field:
        return None
    for role in WORDS:
        if use.field == role:
            return Meaning(role)
    if use.reading and use.field != STOCK:
        number = use.variant or str(use.column)
        return Meaning("reading", use.field, unit_from(use), variant=number, told=True)
    if use.field != STOCK:
        return Meaning("field", use.field, unit_from(use), told=True)
    place = use.place or ("after" if unplaced == "after" else "")
    key = "days" if is_time_unit(use.unit) else "qty"
    return Meaning("stock", key, unit_from(use), place, use.variant, told=True)


def _unlisted(grid: Grid, mapping: Mapping, known: Sequence[Column] | None) -> list[Column]:
    """Columns of the table the mapping says nothing about: their cells are not dropped in silence."""
    listed = {use.column for use in mapping.columns}
    reason = _("the mapping does not name this column")
    if known is not None:
        return [
            replace(column, meaning=None, reason=reason) for column in known if column.index not in listed
        ]
    span = range(min(listed, default=1), max(listed, default=0) + 1)
    there = {index for row in mapping.header for index in grid.rows.get(row, {}) if index in span} - listed
    return [
        Column(
            index,
            header_of(grid, mapping.header, index),
            tuple(cell for row in mapping.header if (cell := grid.get(row, index))),
            reason=reason,
        )
        for index in sorted(there)
    ]


def _each_once(columns: Iterable[Column]) -> list[Column]:
    """Two columns cannot both be read as the same thing: the first is, the other says so."""
    held: dict[tuple[str, ...], Column] = {}
    settled = []
    for column in columns:
        first = held.setdefault(column.meaning.claim, column) if column.meaning else column
        if first is not column:
            reason = _("column {letter} is read for this").format(letter=letters(first.index))
            column = replace(column, meaning=None, reason=reason)
        settled.append(column)
    return settled


def lacking(mapping: Mapping) -> str:
    """What a mapping still needs to make steps, as a sentence; empty if it has it."""
    fields = {use.field for use in mapping.columns}
    if not fields & {"name", "id"}:
        return _("No column is read as the name of the step. Choose Name for one of the columns.")
    if not fields - {*WORDS, ""}:
        return _(
            "No column is read as a value. Choose Cycle time, Inventory or another field for one of them."
        )
    return ""


# numbers with a comma or a point


def with_decimals(grid: Grid, mapping: Mapping) -> Grid:
    """The sheet with the numbers in its texts written with a point, as the mapping reads them; times and names stay."""
    if mapping.decimals == "auto":
        return grid
    top = max(mapping.header, default=0)
    told = {use.column for use in mapping.columns if use.field and use.field not in WORDS}
    rows: dict[int, Dict[int, Cell]] = {}
    for row, cells in grid.rows.items():
        below = row > top and (not mapping.last or row <= mapping.last)
        rows[row] = {
            index: _pointed(cell, mapping.decimals) if not below or index in told else cell
            for index, cell in cells.items()
        }
    return replace(grid, rows=rows)


def _pointed(cell: Cell, decimals: str) -> Cell:
    text = cell.text
    if not text or not any(letter.isdigit() for letter in text) or _DATE.match(text):
        return cell
    mark, group = (",", ".") if decimals == "comma" else (".", ",")
    written = _NUMBER.sub(lambda found: _number(found.group(), mark, group), text)
    return cell.part(written) if written != text else cell


def _number(text: str, mark: str, group: str) -> str:
    """One number: its thousands joined, its decimals behind a point, in a form that can be read in one way only."""
    whole, _mark, decimals = text.partition(mark)
    if mark in decimals or group in decimals:
        return text
    parts = whole.split(group)
    if len(parts) > 1 and not (len(parts[0]) <= 3 and all(len(part) == 3 for part in parts[1:])):
        return text
    if not decimals:
        return "".join(parts)
    bare = decimals.rstrip("0") or "0"
    return f"{''.join(parts)}.{bare}" + ("0" if len(bare) == 3 else "")


# finding the columns again


class Fit(Struct, frozen=True):
    """A mapping brought to a sheet: its rows and columns are those of the sheet; `missing` are headers that are not in it."""

    mapping: Mapping
    missing: tuple[str, ...] = ()

    @property
    def whole(self) -> bool:
        """Whether every column was found, and none besides."""
        return not self.missing


def fitted(grid: Grid, mapping: Mapping) -> Fit | None:
    """The mapping for a sheet in which its header may stand elsewhere and its columns in another order; none if it is not there."""
    sheet = turned(grid, mapping.across)
    wanted = [use for use in mapping.columns if use.key and use.field]
    depth = [row - mapping.header[0] for row in mapping.header]
    best: tuple[int, int, dict[str, list[int]]] = (0, 0, {})
    for row in _starts(sheet, mapping):
        texts = _headers(sheet, [row + by for by in depth])
        count = sum(1 for use in wanted if use.key in texts)
        if count > best[0]:
            best = (count, row, texts)
    count, row, texts = best
    return _brought(sheet, mapping, row, texts) if count else None


def words_in(grid: Grid) -> frozenset[str]:
    """Every word that may stand in a header of the sheet, whichever way it is read: what is not among them is not there."""
    found: set[str] = set()
    for sheet in (turned(grid, False), turned(grid, True)):
        for row in (one for one in sheet.rows if one <= _SEARCHED):
            for index, cell in sheet.rows[row].items():
                if index <= WIDEST:
                    found.update(folded(cell.shown).split())
    return frozenset(found)


def _starts(grid: Grid, mapping: Mapping) -> list[int]:
    """The rows where the header may be: first where it was, then down the sheet."""
    there = [row for row in grid.rows if row <= _SEARCHED]
    return sorted(there, key=lambda row: (row != mapping.header[0], row))


def _headers(grid: Grid, rows: Sequence[int]) -> dict[str, list[int]]:
    columns = sorted({index for row in rows for index in grid.rows.get(row, {})})
    found: dict[str, list[int]] = {}
    for index in columns:
        if key := folded(header_of(grid, rows, index)):
            found.setdefault(key, []).append(index)
    return found


def _brought(grid: Grid, mapping: Mapping, row: int, texts: dict[str, list[int]]) -> Fit:
    down = row - mapping.header[0]
    places = {key: list(indexes) for key, indexes in texts.items()}
    columns, missing, aside = [], [], 0
    for use in mapping.columns:
        there = places.get(use.key, [])
        if there:
            index = use.column if use.column in there else there[0]
            there.remove(index)
            aside = index - use.column
            columns.append(replace(use, column=index))
        elif use.key and use.field:
            missing.append(use.header)
    taken = {use.column for use in columns}
    for use in mapping.columns:  # a column without a header keeps its place beside the others
        if not use.key and use.column + aside > 0 and use.column + aside not in taken:
            columns.append(replace(use, column=use.column + aside))
    columns.sort(key=lambda use: use.column)
    moved = replace(
        mapping,
        sheet=grid.name,
        header=tuple(one + down for one in mapping.header),
        first=max(mapping.first + down, 0) if mapping.first else 0,
        last=max(mapping.last + down, 0) if mapping.last else 0,
        columns=tuple(columns),
    )
    return Fit(moved, tuple(missing))


def not_there(file: str, mapping: Mapping) -> str:
    """That no column of a mapping is in a file, as a sentence."""
    held = ", ".join(
        f'"{use.header}" ({title_of(use)})' for use in mapping.columns if use.field and use.header
    )
    sentence = _('The mapping does not fit "{file}": none of its columns is there. It needs {columns}.')
    return sentence.format(file=file, columns=held or "–")
