"""The stock in a row: pieces, pieces by variant or time, before the step or after it."""

from __future__ import annotations

from vsm_desktop.assets import _
from vsm_desktop.intake.columns import Column, Meaning
from vsm_desktop.intake.grid import Cell
from vsm_desktop.intake.report import Ledger
from vsm_desktop.intake.steps import Ids, Step, Stock
from vsm_desktop.intake.units import unit_of
from vsm_desktop.intake.values import Outcome, Way, read
from vsm_desktop.intake.ways import other_way
from vsm_desktop.model.quantity import Provenance, Quantity, VariantQuantity


def read_stock(
    cell: Cell, column: Column, step: Step, way: Way, source: Provenance, ledger: Ledger, ids: Ids
) -> None:
    """Read one cell of a stock column and put it where it belongs."""
    meaning = column.meaning
    assert meaning is not None
    outcome = _read(cell, way, source)
    quantity = outcome.quantity
    if quantity is None:
        ledger.note(cell, outcome.verdict, meaning.key, step.id, outcome.reason)
        return
    stock = _stock_of(step, meaning, ids)
    key = "days" if quantity.dimension == "time" else "qty"
    if reason := _put(stock, key, meaning.variant, quantity, cell):
        ledger.note(cell, "rejected", key, stock.id, reason)
        return
    ledger.note(cell, outcome.verdict, _key(key, meaning), stock.id, outcome.reason)
    if column.doubt:
        ledger.revise(cell, "doubtful", column.doubt)
    elif step.process is not None and not meaning.place:
        ledger.revise(cell, "taken", _("taken as standing before the step"))


def _read(cell: Cell, way: Way, source: Provenance) -> Outcome:
    """By the way of the column; a unit in the cell may say that it is pieces instead of time, or time instead of pieces."""
    outcome, other = read(cell, way, source), other_way(way)
    unlike = outcome.quantity is None or (cell.unit and not unit_of(cell.unit, way.dimension))
    if unlike and other and (found := read(cell, other, source)).quantity:
        return found
    return outcome


def _stock_of(step: Step, meaning: Meaning, ids: Ids) -> Stock:
    if step.process is None:
        step.before = step.before or Stock(step.id)
        return step.before
    if meaning.place == "after":
        step.after = step.after or Stock(ids.free(f"inv_after_{step.id}"))
        return step.after
    step.before = step.before or Stock(ids.free(f"inv_{step.id}"))
    return step.before


def _put(stock: Stock, key: str, variant: str, quantity: Quantity, cell: Cell) -> str:
    """Put a quantity into the stock; why not, if there is one already."""
    if key == "qty" and variant:
        stock.variants.append(VariantQuantity(variant=variant, quantity=quantity))
        return ""
    held = stock.days if key == "days" else stock.qty
    if held and (held.value, held.unit) != (quantity.value, quantity.unit):
        return _("{quantity} is already read from {cell}").format(
            quantity=held.typed, cell=stock.cells[key].ref
        )
    stock.cells.setdefault(key, cell)
    if key == "days":
        stock.days = held or quantity
    else:
        stock.qty = held or quantity
    return ""


def _key(key: str, meaning: Meaning) -> str:
    return "qty_by_variant" if key == "qty" and meaning.variant else key
