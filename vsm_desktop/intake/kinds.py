"""What each row below the header is: a step, a stock of its own, or something else, with the reason."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from vsm_desktop.assets import _
from vsm_desktop.intake.columns import DATA, Role
from vsm_desktop.intake.grid import Cell, plain
from vsm_desktop.intake.labels import label_of, split
from vsm_desktop.intake.phrases import LONGEST, fold, normal, phrase_of
from vsm_desktop.intake.table import Table, repeats
from vsm_desktop.intake.values import is_empty
from vsm_desktop.intake.words import NONE, Tongues, vocabulary

_READINGS = 3
_SEEN = 500
_ALSO_STEPS = ("pack", "other_planned_per_shift")
Roles = Mapping[int, Role]
"""The roles of columns by their index."""
Kind = Literal["step", "stock", "left"]


class Row(Struct, frozen=True):
    """A row of the table with the cells that hold something; `reason` says why it is no step.

    `merged` says that its name is that of a cell which begins in a row above.
    """

    number: int
    kind: Kind
    cells: Mapping[int, Cell]
    name: Cell | None = None
    id: Cell | None = None
    reason: str = ""
    merged: bool = False

    @property
    def title(self) -> str:
        """The name of the row, else its id."""
        return _text(self.name) if self.name else self.code

    @property
    def code(self) -> str:
        """The id in the sheet."""
        return _text(self.id) if self.id else ""


def rows_of(table: Table, labels: frozenset[str]) -> tuple[Row, ...]:
    """Every row below the header that holds anything. `labels` are cells that were read as labels."""
    rows: list[Row] = []
    roles = {c.index: c.meaning.role for c in table.columns if c.meaning}
    last, apart, usual = table.header[-1], False, _usual(table, roles)
    for number in table.rows:
        apart = bool(rows) and (apart or number > last + 1)
        row = _row(table, roles, number, labels, apart, usual)
        if row.cells:
            rows.append(row)
            last, apart = number, apart and row.kind == "left"
    return tuple(_joined(table, rows) if table.grid.merged else rows)


def _joined(table: Table, rows: list[Row]) -> list[Row]:
    """Rows below a merged name belong to its step: they add what it lacks, and three and more are further readings of it."""
    index = next((c.index for c in table.columns if c.meaning and c.meaning.role == "name"), 0)
    places = {row.number: n for n, row in enumerate(rows)}
    joined = list(rows)
    for n, row in enumerate(rows):
        found = table.grid.range_at(row.number, index) if row.kind == "left" and not row.name else None
        top = places.get(found[0]) if found and found[0] < row.number else None
        if found is None or top is None or joined[top].kind == "left":
            continue
        first = joined[top]
        more = {column: cell for column, cell in row.cells.items() if column not in first.cells}
        rest = {column: cell for column, cell in row.cells.items() if column in first.cells}
        if rest and found[2] - found[0] >= _READINGS - 1:
            joined[n] = replace(row, kind=first.kind, name=first.name, reason="", merged=True)
            continue
        process = any(c.index in more and c.meaning and c.meaning.role == "field" for c in table.columns)
        kind: Kind = "step" if process else first.kind
        joined[top] = replace(first, kind=kind, cells={**first.cells, **more})
        said = _("the step of row {n} goes on here and has this already").format(n=first.number)
        joined[n] = replace(row, cells=rest, reason=said)
    return [row for row in joined if row.cells]


def is_total(name: str, tongues: Tongues = NONE) -> bool:
    """Whether a row is named as a sum or an average, not as a step."""
    if not _hints(tongues).search(fold(normal(name[:LONGEST]))):
        return False
    known = vocabulary(tongues)
    keys = tuple(word.key for word in phrase_of(name).words)
    if not keys or len(keys) > 6:
        return False
    if keys in known.results:
        return True
    return bool(known.totals.intersection(keys)) and (known.totals | known.companions).issuperset(keys)


@cache
def _hints(tongues: Tongues) -> re.Pattern[str]:
    """A quick look for any word a total is named with, for sheets of many rows."""
    known = vocabulary(tongues)
    words = known.totals | {word for phrase in known.results for word in phrase[:1]}
    return re.compile("|".join(map(re.escape, sorted(words))))


def _text(cell: Cell) -> str:
    if cell.kind == "number":
        return plain(cell.number)
    return "" if cell.kind in ("formula", "error") else " ".join(cell.shown.split())


def _row(table: Table, roles: Roles, number: int, labels: frozenset[str], apart: bool, usual: int) -> Row:
    cells = table.cells(number)
    if labels:
        cells = {index: cell for index, cell in cells.items() if cell.ref not in labels}
    held = {index: cell for index, cell in cells.items() if not is_empty(cell)}
    name, id_ = _first(roles, held, "name"), _first(roles, held, "id")
    name = name if name and _text(name) else None
    data = [role for index in held if (role := roles.get(index)) in DATA]
    stock = data.count("stock")
    process = len(data) - stock
    marked = sum(roles.get(index) in DATA for index in cells) > len(data)
    reason = _left(table, number, name, id_, process + stock, marked)
    if not reason and (_is_told(name, table.grid.tongues) or _is_label([*held.values()], table.grid.tongues)):
        reason = _("a label, not a step")
    if not reason and apart and not stock and process == 1 and usual > 1:
        reason = _("stands apart below the table with one value only; not taken as a step")
    if reason:
        return Row(number, "left", held, name, id_, reason)
    return Row(number, "step" if process or not stock else "stock", held, name, id_)


def _left(table: Table, number: int, name: Cell | None, id_: Cell | None, values: int, marked: bool) -> str:
    """Why a row is no step; nothing if it may be one."""
    if repeats(table.grid, number, table.header[0]):
        return _("repeats the header")
    named = name or id_
    if named and is_total(_text(named), table.grid.tongues):
        return _("a total, not a step")
    if not (name or id_):
        return _("the row has no name")
    if values or (name and (id_ or marked)):
        return ""
    return _("no values in the row; not taken as a step")


def _is_told(name: Cell | None, tongues: Tongues) -> bool:
    """Whether a name is a label with its value behind it, such as `Prepared by: J. Doe`."""
    return name is not None and ":" in name.text and split(name.text, tongues) is not None


def _is_label(cells: list[Cell], tongues: Tongues) -> bool:
    """Whether a row below the steps is a label with its value, such as `Demand per month` and 18400."""
    label = label_of(cells[0].text, tongues) if len(cells) == 2 else None
    if not label or (label.key in _ALSO_STEPS and len(phrase_of(cells[0].text).words) == 1):
        return False
    return not label.is_text or cells[1].kind in ("text", "date")


def _first(roles: Roles, cells: Mapping[int, Cell], role: Role) -> Cell | None:
    return next((cells[index] for index, one in roles.items() if one == role and index in cells), None)


def _usual(table: Table, roles: Roles) -> int:
    """How many process values a row of this table usually has."""
    rows = (table.cells(row) for row in table.rows[:_SEEN])
    counts = sorted(sum(roles.get(index) == "field" for index in cells) for cells in rows)
    return counts[len(counts) // 2] if counts else 0
