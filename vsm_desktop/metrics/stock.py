"""Stock as time (METRICS.md 4)."""

from __future__ import annotations

from collections.abc import Iterable

from vsm_desktop.assets import _
from vsm_desktop.metrics.clock import FACTOR, Clock, amount
from vsm_desktop.metrics.figure import Figure, Why, product
from vsm_desktop.metrics.takt import NO_DEMAND
from vsm_desktop.model.nodes import Fifo, Inventory, Node, Process, Queue, Stock, Supermarket

NO_STOCK = Why(_("Neither a quantity nor days are entered."))
NO_THROUGHPUT = Why(_("The measured output is not entered."))
NOTHING_COUNTED = Why(_("No stock is on the flow, and no pieces are counted at its steps."))
STOCK_KINDS = frozenset({"inventory", "queue", "supermarket", "fifo"})


def days_of_supply(quantity: Figure, pieces_per_day: Figure, usage_per_unit: float) -> Figure:
    """How long the stock lasts, in days: quantity / (pieces per day x usage per unit) (4.1, 4.2)."""
    if isinstance(quantity, Why):
        return quantity
    if isinstance(pieces_per_day, Why):
        return pieces_per_day
    rate = pieces_per_day * usage_per_unit
    return quantity / rate if rate > 0 else NO_DEMAND


def stock_quantity(stock: Stock) -> Figure:
    """Pieces in stock, variants added; a FIFO lane of which only the maximum is known counts that (4.1, 4.4)."""
    if stock.qty_by_variant:
        return by_variant(stock)
    if stock.qty is not None:
        return stock.qty.value * FACTOR[stock.qty.unit]
    if counts_maximum(stock):
        return amount(stock.max, 0.0)
    return NO_STOCK


def pieces_at(node: Node, clock: Clock, pieces_per_day: Figure, pieces_per_product: float) -> Figure | None:
    """Pieces that stand at a node: those counted, else stock given as time x what is taken a day (4.1, 4.2).

    None where there is nothing to count: at a process of which the pieces were not counted, and wherever no stock is.
    """
    if isinstance(node, Process):
        return None if node.wip is None else amount(node.wip, 0.0)
    if not isinstance(node, Inventory | Queue | Supermarket | Fifo):
        return None
    counted = stock_quantity(node)
    if not isinstance(counted, Why) or node.days is None:
        return counted
    days = clock.days(clock.span_of(node.days))
    return product(days, pieces_per_day, amount(node.usage, pieces_per_product))


def wip_pc(pieces: Iterable[Figure]) -> Figure:
    """Pieces in stock and at the steps along the flow: what is known of them, "at least" where some are missing."""
    cause, known, found = NOTHING_COUNTED, False, 0.0
    for figure in pieces:
        if isinstance(figure, Why):
            cause = figure if cause is NOTHING_COUNTED else cause
        else:
            found, known = found + figure, True
    return found if known else cause


def by_variant(stock: Stock) -> float:
    """Pieces of all variants together (4.1)."""
    return sum(amount(part.quantity, 0.0) for part in stock.qty_by_variant)


def counts_maximum(stock: Stock) -> bool:
    """Whether a FIFO lane counts its maximum for want of an average content: the worst case (4.4)."""
    return (
        isinstance(stock, Fifo)
        and not (stock.qty or stock.qty_by_variant or stock.days)
        and stock.max is not None
    )
