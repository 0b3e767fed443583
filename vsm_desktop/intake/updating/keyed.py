"""The keys in braces by which a data sheet this program wrote is known again (their grammar is told in `export.sheets`)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal
from urllib.parse import unquote

from msgspec import Struct

from vsm_desktop.intake.grid import Cell, Grid

Part = Literal["", "low", "high"]
FORMAT = "1"
_BRACES = re.compile(r"\{([^{}]+)\}")
_KEY = re.compile(
    r"(?P<own>own\.)?(?P<key>[A-Za-z_][A-Za-z0-9_]*)(?:\.(?P<part>low|high))?(?:/(?P<variant>.*?))?(?::(?P<unit>[^:]*))?",
    re.DOTALL,
)
_SINGLE = ("calendar.", "demand/", "options.", "map.")
_ENDS: Mapping[str, Part] = {"low": "low", "high": "high"}
_TABLES = ("steps", "inventory", "flows")
_DEEPEST = 200  # rows above a table may have been inserted, not thousands


class Key(Struct, frozen=True):
    """What stands in one column: a field, the variant or end of a range it is of, and the unit it is in."""

    key: str
    unit: str = ""
    part: Part = ""
    variant: str = ""
    own: bool = False


class Keyed(Struct, frozen=True):
    """A table of the workbook: which one, its keys by column, and the rows below its header."""

    table: str
    grid: Grid
    columns: dict[int, Key]
    rows: tuple[int, ...]


class Named(Struct, frozen=True):
    """A single value: the words in its braces, and the cell it stands in, if it is filled."""

    words: str
    sheet: str
    cell: Cell | None


def key_of(text: str) -> Key | None:
    """The key in braces; nothing for a result, and for what is none."""
    found = _BRACES.fullmatch(text.strip())
    match = _KEY.fullmatch(found[1]) if found else None
    if match is None:
        return None
    variant = unquote(match["variant"]) if match["variant"] else ""
    part = _ENDS.get(match["part"] or "", "")
    return Key(match["key"], match["unit"] or "", part, variant, bool(match["own"]))


def tables_of(grids: Iterable[Grid]) -> Iterator[Keyed]:
    """The tables among some sheets, whatever these are called and wherever their columns stand now."""
    for grid in grids:
        for number, row in grid.rows.items():
            if number > _DEEPEST:
                break
            table = next((t for cell in row.values() for t in _TABLES if cell.text == f"{{{t}.id}}"), "")
            if table:
                columns = {at: key for at, cell in row.items() if (key := _column(cell, table))}
                rows = tuple(at for at in grid.rows if at > number + 1)
                yield Keyed(table, grid, columns, rows)
                break


def _column(cell: Cell, table: str) -> Key | None:
    return Key("id") if cell.text == f"{{{table}.id}}" else key_of(cell.text)


def named_of(grids: Iterable[Grid], begins: tuple[str, ...] = _SINGLE) -> Iterator[Named]:
    """The single values: of each row with a key that begins so, the cell right of what it is called."""
    for grid in grids:
        keyed = {at: words for at, row in grid.rows.items() if (words := _words_in(row, begins))}
        firsts = Counter(_first(grid.rows[at]) for at in keyed)
        label = max(firsts, key=lambda column: firsts[column], default=0)
        for at, words in keyed.items():
            yield Named(words, grid.name, grid.get(at, label + 1))


def _words_in(row: Mapping[int, Cell], begins: tuple[str, ...]) -> str:
    found = (_BRACES.fullmatch(cell.text) for cell in row.values())
    return next((match[1] for match in found if match and match[1].startswith(begins)), "")


def _first(row: Mapping[int, Cell]) -> int:
    return min((column for column, cell in row.items() if not _BRACES.fullmatch(cell.text)), default=0)


def is_own(grids: Sequence[Grid]) -> bool:
    """Whether a workbook was written by this program, in a format it knows."""
    if not any(True for _one in tables_of(grids)):
        return False
    return any(one.words == "map.format" and one.cell and one.cell.shown == FORMAT for one in named_of(grids))
