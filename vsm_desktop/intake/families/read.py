"""A sheet of products becomes the matrix of families: what is read, and what became of every cell."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from vsm_desktop.assets import Progress, Watch, _
from vsm_desktop.intake.families.drafts import Draft, Drafts, text_of
from vsm_desktop.intake.families.rows import read_rows
from vsm_desktop.intake.families.table import Table, find_table
from vsm_desktop.intake.families.values import note_totals
from vsm_desktop.intake.grid import Grid
from vsm_desktop.intake.kinds import is_total
from vsm_desktop.intake.readers.clipboard import sheets_of_text
from vsm_desktop.intake.readers.opening import open_sheets
from vsm_desktop.intake.report import Ledger, Report
from vsm_desktop.intake.values import is_empty
from vsm_desktop.model.family import FamilyMatrix

_OPENING = 0.5


class FamilyReading(Struct, frozen=True):
    """What a sheet gave: a matrix whose products may not be grouped yet, or none, and the report."""

    matrix: FamilyMatrix | None
    report: Report


def read_families(path: Path, sheet: str = "", progress: Progress | None = None) -> FamilyReading:
    """Read the products of a file of any kind, from the named sheet or the best one.

    `progress` is told how much is done and answers False to cancel. Raises SheetError for a file that cannot be read
    at all, with a sentence that says why, and Cancelled.
    """
    watch = Watch(progress)
    grids = open_sheets(path, sheet, watch.part(0.0, _OPENING))
    return _read(path.name, grids, watch.part(_OPENING, 1 - _OPENING))


def read_pasted(text: str) -> FamilyReading:
    """Read products from cells that were copied in a spreadsheet program, or from text with separators.

    Raises SheetError for a text that is none.
    """
    name = _("Clipboard")
    return _read(name, sheets_of_text(text, name), Watch())


def _read(name: str, grids: Sequence[Grid], watch: Watch) -> FamilyReading:
    found = [table for grid in grids if (table := find_table(grid))]
    if not found:
        held = ", ".join(grid.name for grid in grids)
        return FamilyReading(
            None, Report(name, held if len(grids) == 1 else "", refused=_refusal(name, held))
        )
    table = max(found, key=lambda one: (not one.grid.hidden, one.weight))
    ledger, drafts = Ledger(table.grid.name), Drafts()
    rows, totals = _parted(table)
    read_rows(table, rows, drafts, ledger, watch)
    kept: list[Draft] = [draft for draft in drafts if draft.visits]
    note_totals(table, totals, kept, ledger)
    _note_columns(table, ledger)
    for other in found:
        if other is not table:
            reason = _('sheet "{name}" has a table of products too; name it to read it')
            ledger.note_unread(other.grid.name, "", reason.format(name=other.grid.name))
    if table.grid.cut:
        ledger.note_unread(table.grid.name, table.grid.cut, _("beyond what is read of a sheet"))
    source = f"{name}, {table.grid.name}" if table.grid.name != name else name
    matrix = drafts.matrix(source, in_order=table.form == "matrix")
    if not matrix.products:
        return FamilyReading(None, ledger.report(name, _no_products(name, table)))
    return FamilyReading(matrix, ledger.report(name))


def _parted(table: Table) -> tuple[list[int], list[int]]:
    """The rows that may be products, and those of totals."""
    rows, totals = list[int](), list[int]()
    for row in table.rows:
        held = [cell for cell in table.grid.rows[row].values() if not is_empty(cell)]
        if not held:
            continue
        names = [text_of(table.get(row, "product")), *(cell.text for cell in held[:1])]
        (totals if any(is_total(name) for name in names if name) else rows).append(row)
    return rows, totals


def _note_columns(table: Table, ledger: Ledger) -> None:
    """The columns that were not read, each with the reason."""
    used = {column.index for column in table.steps}
    used |= {index for role, index in table.roles.items() if role in _READ}
    if table.form == "places":
        used |= {column.index + 1 for column in table.steps if _is_time(table, column.index + 1)}
    for index, cell in table.grid.rows[table.row].items():
        if index in used or is_empty(cell):
            continue
        below = [
            one for row in table.rows if (one := table.grid.get(row, index)) is not None and not is_empty(one)
        ]
        heading = table.headings.get(index)
        role = heading.role if heading else ""
        reason = _REASONS.get(role, _('"{heading}" is not used for families')).format(heading=text_of(cell))
        ledger.note([cell, *below], "rejected", reason=reason, value=text_of(cell))


def _is_time(table: Table, index: int) -> bool:
    heading = table.headings.get(index)
    return heading is not None and heading.role == "time"


_READ = ("product", "description", "quantity", "family", "op", "step", "time")
_REASONS = {
    "setup": _('"{heading}": changeover times are not kept with routings; enter them on the map'),
    "total": _('"{heading}" is a total'),
    "quantity": _('"{heading}": another column gives the quantity'),
    "machine": _('"{heading}": another column gives the step'),
    "step": _('"{heading}": another column gives the step'),
    "product": _('"{heading}": another column gives the product'),
}


def _refusal(name: str, held: str) -> str:
    return _(
        '"{name}" holds no table of products and their steps. Looked through: {sheets}. It can be a matrix (a row for '
        "each product, a column for each step, X or a time where they meet) or a list (Product, Op, Step, Time)."
    ).format(name=name, sheets=held or _("no sheets"))


def _no_products(name: str, table: Table) -> str:
    return _(
        '"{name}" has headings of products and steps in row {row} of {sheet}, but no product below that passes a step.'
    ).format(name=name, row=table.row, sheet=table.grid.name)
