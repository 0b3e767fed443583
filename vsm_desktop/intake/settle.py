"""Which column of a table is read as what: each field once, variants where there are several, names where texts are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from vsm_desktop.assets import _
from vsm_desktop.intake.columns import DATA, Column, Meaning, meant_otherwise, names_a_step
from vsm_desktop.intake.grid import Cell, span
from vsm_desktop.intake.guesses import by_cells
from vsm_desktop.intake.phrases import fold
from vsm_desktop.intake.reasons import explained
from vsm_desktop.intake.words import NONE, Tongues

_SHORT = 5
_GENERIC = re.compile(
    r"^(?:(?:column|col|spalte|colonne|columna|coluna|colonna|unnamed|value|wert|kolom)[\s:_.]*\d*|\?+|\.*)$",
    re.IGNORECASE,
)
_THINGS = frozenset(("machine", "maschine", "maquina", "macchina", "maszyna", "станок", "设备", "設備"))


def assign(
    columns: Sequence[Column], bodies: Sequence[Sequence[Cell]], tongues: Tongues = NONE
) -> tuple[Column, ...]:
    """Settle which column is read as what: each field once, variants where there are several, names where texts are."""
    settled = [_checked(column, body, tongues) for column, body in zip(columns, bodies, strict=True)]
    settled = _guessed([_operators(c, body) for c, body in zip(settled, bodies, strict=True)], bodies)
    settled = _once(_named(_variants(settled), bodies))
    return tuple(explained(column, body) for column, body in zip(settled, bodies, strict=True))


def _guessed(columns: list[Column], bodies: Sequence[Sequence[Cell]]) -> list[Column]:
    """Columns that no word tells of, by their cells."""
    held = {column.meaning.key for column in columns if column.meaning}
    for n, column in enumerate(columns):
        generic = _GENERIC.match(column.header.strip())
        if column.meaning or (column.header and column.reason) or meant_otherwise(column.header):
            continue
        if guess := by_cells("" if generic else column.header, bodies[n], held):
            held.add(guess[0].key)
            columns[n] = replace(column, meaning=guess[0], guess=guess[1], reason="")
    return columns


def _checked(column: Column, body: Sequence[Cell], tongues: Tongues) -> Column:
    """A header that was understood only in part counts only where the cells look like it."""
    meaning = column.meaning
    if not meaning or not body:
        return column
    if (
        meaning.field
        and meaning.field.dimension == "count"
        and len(body) > 1
        and not any(map(_has_digits, body))
    ):
        return replace(column, meaning=None, reason=_("the column holds no numbers"))
    if 2 * sum(1 for cell in body if _has_digits(cell)) >= len(body):
        return column
    if meaning.role in DATA and names_a_step(column.header, tongues):
        return replace(column, meaning=Meaning("name"))
    return replace(column, meaning=None) if meaning.rest or meaning.variant else column


def _operators(column: Column, body: Sequence[Cell]) -> Column:
    """`Op` is an operation where the cells are its codes, and operators where they are small numbers that repeat."""
    numbers = [number for cell in body if (number := _number(cell)) is not None]
    if (
        column.meaning != Meaning("id")
        or not column.header.casefold().startswith("op")
        or len(numbers) < len(body)
    ):
        return column
    repeated = len(set(numbers)) < len(numbers)
    return (
        replace(column, meaning=Meaning("field", "operators")) if repeated and max(numbers) < 10 else column
    )


def _number(cell: Cell) -> float | None:
    """The number of a cell, also where it is stored as text."""
    if cell.kind == "number":
        return cell.number
    return float(cell.text) if cell.text.isdecimal() else None


def _has_digits(cell: Cell) -> bool:
    return cell.kind != "text" or any(letter.isdigit() for letter in cell.text)


def _variants(columns: list[Column]) -> list[Column]:
    """One long word behind a single stock column is a remark, not a product variant."""
    variants = {
        c.meaning.variant for c in columns if c.meaning and c.meaning.variant and c.meaning.role == "stock"
    }
    if len(variants) != 1 or len(next(iter(variants))) <= _SHORT:
        return columns
    return [
        replace(c, meaning=replace(c.meaning, variant="", rest=c.meaning.variant))
        if c.meaning and c.meaning.variant and c.meaning.role == "stock"
        else c
        for c in columns
    ]


def _named(columns: list[Column], bodies: Sequence[Sequence[Cell]]) -> list[Column]:
    """The name is a text: of several columns that could hold it, the first that does; codes and numbers are the id."""
    claims = [n for n, column in enumerate(columns) if column.meaning and column.meaning.role == "name"]
    texts = [n for n in claims if _is_text(bodies[n])]
    chosen = (texts or claims or [-1])[0]
    for n in claims:
        coded = texts and not _is_text(bodies[n]) and fold(columns[n].header) not in _THINGS
        if n != chosen and coded:
            columns[n] = replace(columns[n], meaning=Meaning("id"))
        elif n != chosen:
            columns[n] = replace(columns[n], meaning=None, reason=_taken_from(columns[chosen]))
    return columns


def _is_text(body: Sequence[Cell]) -> bool:
    """Whether most cells hold words, not numbers or codes such as OP10."""
    words = sum(1 for cell in body if sum(letter.isalpha() for letter in cell.text) > 3)
    return 2 * words >= len(body) > 0


def _once(columns: Iterable[Column]) -> list[Column]:
    held: dict[tuple[str, ...], Column] = {}
    order = sorted(columns, key=_claim_order)
    settled: dict[int, Column] = {}
    for column in order:
        settled[column.index] = column
        if column.meaning and (first := held.setdefault(column.meaning.claim, column)) is not column:
            settled[column.index] = replace(column, meaning=None, reason=_taken_from(first))
    return [settled[index] for index in sorted(settled)]


def _claim_order(column: Column) -> tuple[bool, bool, bool, int]:
    """Who comes first: seen before hidden, known before guessed, understood in full before in part."""
    part = bool(column.meaning and column.meaning.rest)
    return column.hidden, bool(column.guess), part, column.index


def _taken_from(column: Column) -> str:
    place = span(column.cells) if column.cells else "?"
    return _('"{header}" in {cell} is read for this').format(header=column.header, cell=place)
