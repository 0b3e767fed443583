"""Quantities and families of products: read once for each, and held against what was read before."""

from __future__ import annotations

from collections.abc import Sequence

from vsm_desktop.assets import _
from vsm_desktop.intake.families.drafts import Draft, text_of
from vsm_desktop.intake.families.table import Table
from vsm_desktop.intake.grid import Cell, plain
from vsm_desktop.intake.report import Ledger
from vsm_desktop.intake.units import Unit
from vsm_desktop.intake.values import VERDICTS, Outcome, Way, read
from vsm_desktop.model.fields import field_of

_RATE, _PIECES = field_of("customer", "demand"), field_of("inventory", "qty")


def read_about(draft: Draft, table: Table, row: int, ledger: Ledger) -> None:
    """Description, family and quantity of a product, from a row that names it."""
    if (cell := table.get(row, "description")) and text_of(cell):
        if not draft.description:
            draft.description = text_of(cell)
        ledger.note(cell, "taken", "description", draft.id)
    if (cell := table.get(row, "family")) and text_of(cell):
        _read_family(draft, cell, ledger)
    if cell := table.get(row, "quantity"):
        _read_quantity(draft, cell, table, ledger)


def _read_family(draft: Draft, cell: Cell, ledger: Ledger) -> None:
    name = text_of(cell)
    if draft.family and draft.family != name:
        reason = _("{product} is in {family} already").format(product=draft.name, family=draft.family)
        ledger.note(cell, "doubtful", "family", draft.id, reason)
        return
    draft.family = name
    ledger.note(cell, "taken", "family", draft.id)


def _read_quantity(draft: Draft, cell: Cell, table: Table, ledger: Ledger) -> None:
    outcome = quantity_in(cell, table, ledger)
    verdict, reason = outcome.verdict, outcome.reason
    held = draft.quantity
    if (
        outcome.quantity
        and held
        and (held.value, held.unit) != (outcome.quantity.value, outcome.quantity.unit)
    ):
        where = draft.quantity_cell.ref if draft.quantity_cell else ""
        other = _("{cell} says otherwise and is used").format(cell=where)
        verdict, reason = max(verdict, "doubtful", key=VERDICTS.index), other
    elif outcome.quantity and not held:
        draft.quantity, draft.quantity_cell = outcome.quantity, cell
    ledger.note(cell, verdict, "quantity", draft.id, reason)


def quantity_in(cell: Cell, table: Table, ledger: Ledger) -> Outcome:
    """The quantity a cell holds: a rate where heading or cell say per what, else pieces, which is doubtful."""
    heading = table.headings[table.roles["quantity"]]
    source = ledger.source(cell)
    if heading.period:
        return read(cell, Way(_RATE, Unit(f"pc/{heading.period}")), source)
    if any(letter.isalpha() or letter == "/" for letter in cell.text):
        rate = read(cell, Way(_RATE), source)
        if rate.quantity:
            return rate
    pieces = read(cell, Way(_PIECES, Unit("pc")), source)
    if pieces.quantity is None:
        return pieces
    doubt = _('"{text}" does not say per day, week, month or year; taken as pieces')
    return Outcome("doubtful", pieces.quantity, doubt.format(text=cell.shown))


def note_totals(table: Table, rows: Sequence[int], drafts: Sequence[Draft], ledger: Ledger) -> None:
    """Rows of totals are no products; a printed sum of the quantities that does not add up is said."""
    for row in rows:
        cells = list(table.grid.rows[row].values())
        ledger.note(cells, "rejected", reason=_("a total, not a product"))
        cell = table.get(row, "quantity")
        held = [draft.quantity for draft in drafts if draft.quantity]
        if cell is None or not held or len({quantity.unit for quantity in held}) > 1:
            continue
        printed, whole = quantity_in(cell, table, ledger).quantity, sum(one.value for one in held)
        if printed and abs(printed.value - whole) > 1e-6 * max(whole, 1.0):
            wrong = _("a total, not a product; {cell} says {printed}, the quantities add to {whole}")
            reason = wrong.format(cell=cell.ref, printed=plain(printed.value), whole=plain(whole))
            ledger.note(cells, "doubtful", reason=reason)
