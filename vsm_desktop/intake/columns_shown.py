"""The columns of a table for a person who checks them: what is in them, what they are read as, why, and what is in doubt."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from vsm_desktop.assets import _
from vsm_desktop.intake.columns import Column
from vsm_desktop.intake.grid import Cell, letters
from vsm_desktop.intake.mapped import header_of, recognised
from vsm_desktop.intake.mapping import Mapping, Use
from vsm_desktop.intake.numerals import settled, usual
from vsm_desktop.intake.table import Table
from vsm_desktop.intake.values import Way, is_empty, said
from vsm_desktop.intake.ways import ways_of
from vsm_desktop.model.parse import Unreadable

_EXAMPLES, _SEEN = 5, 400


class ShownColumn(Struct, frozen=True):
    """One column: `place` is its letter, or the number of its row where the steps run across; `doubt` needs a look.

    `undecided` says that most of its numbers can be read in two ways: no yes settles that, only what a comma means.
    """

    use: Use
    place: str
    header: str
    example: str
    why: str = ""
    doubt: str = ""
    undecided: bool = False

    @property
    def used(self) -> bool:
        """Whether it is imported."""
        return bool(self.use.field)


def columns_shown(table: Table, mapping: Mapping) -> tuple[ShownColumn, ...]:
    """Every column of a table as it is read by a mapping."""
    rows = table.rows[:_SEEN]
    bodies = {
        c.index: [cell for row in rows if (cell := table.grid.get(row, c.index))] for c in table.columns
    }
    ways = ways_of(table.columns, bodies)
    found = {use.column: use for use in recognised(table).columns}
    shown = []
    for column in table.columns:
        told = mapping.use(column.index)
        use = told or Use(column.index, header_of(table.grid, table.header, column.index))
        if use.field and not use.unit:  # what is in force where nothing is said
            unit = found[column.index].unit if column.meaning else ""
            use = replace(use, unit=unit)
        shown.append(_shown(table, column, use, ways.get(column.index), bodies[column.index]))
    return tuple(shown)


def _shown(table: Table, column: Column, use: Use, way: Way | None, body: Sequence[Cell]) -> ShownColumn:
    place = str(column.index) if table.grid.turned else letters(column.index)
    undecided = _undecided(way, body) if use.field and way else ""
    doubt = undecided or _doubt(column, use, way, body)
    header = " ".join(cell.whole for cell in column.cells if cell.whole) or column.header
    why = doubt or _why(column, use, body)
    return ShownColumn(use, place, header, _example(body), why, doubt, bool(undecided))


def _undecided(way: Way, body: Sequence[Cell]) -> str:
    """That most cells are left out because a comma or a point in them may mean either; empty if that is not so."""
    held = [cell for cell in body if not is_empty(cell)]
    reasons = [reason for cell in held if (reason := _either(cell, way))]
    if not reasons or 2 * len(reasons) <= len(held):
        return ""
    return _('{reason}; "Decimals" above decides it').format(reason=reasons[0])


def _either(cell: Cell, way: Way) -> str:
    """In which two ways a text can be read; empty if there is one."""
    try:
        settled(usual(cell.text), way.mark, whole=way.whole)
    except Unreadable as error:
        return said(error)
    return ""


def _example(body: Sequence[Cell]) -> str:
    """The first values; more of them are hinted at."""
    held = [cell.shown for cell in body if not is_empty(cell)]
    return ", ".join(held[:_EXAMPLES]) + (", …" if len(held) > _EXAMPLES else "")


def _doubt(column: Column, use: Use, way: Way | None, body: Sequence[Cell]) -> str:
    """What was guessed about the whole column; empty if nothing was, or if a person said so."""
    if use.sure:
        return "" if column.meaning or not use.field else column.reason
    if use.field and column.meaning is None:
        return column.reason
    if column.doubt:
        return column.doubt
    bare = any(cell.kind == "number" and not cell.unit and cell.number for cell in body)
    return way.doubt if way and bare and way.default and not way.unit else ""


def _why(column: Column, use: Use, body: Sequence[Cell]) -> str:
    """Why a column is read as it is, in a few words."""
    if not use.field:
        return column.reason or (_("no field is called so") if body else _("nothing in it"))
    if use.sure:
        return _("as you said")
    return column.why or _("the texts beside the values")
