"""What is missing, contradictory or doubtful at one step, whatever the rest of the map says."""

from __future__ import annotations

from collections.abc import Iterator

from vsm_desktop.assets import _
from vsm_desktop.metrics.clock import amount
from vsm_desktop.metrics.doubtful import doubtful_units
from vsm_desktop.metrics.figure import NOTHING_TO_DIVIDE_BY, Why
from vsm_desktop.metrics.report import Problem, Severity
from vsm_desktop.metrics.splits import label
from vsm_desktop.metrics.stock import NO_STOCK, NO_THROUGHPUT, by_variant, counts_maximum
from vsm_desktop.metrics.takt import NO_DEMAND
from vsm_desktop.metrics.times import NO_TIME, NO_TRANSIT_TIME, UNKNOWN_KIND, Times
from vsm_desktop.model.display import pieces
from vsm_desktop.model.nodes import Fifo, Inventory, Node, Process, Queue, Stock, Supermarket

_MISSING = {
    NO_TIME: _("{name} has no time: enter C/T, P/T or L/T."),
    NO_STOCK: _("{name} has neither a quantity nor days."),
    NO_DEMAND: _("{name} has a quantity, but there is no demand to turn it into days."),
    NO_THROUGHPUT: _("{name} has a quantity, but the measured output to turn it into days is not entered."),
    NO_TRANSIT_TIME: _("{name} has no transit time."),
    UNKNOWN_KIND: _("{name} is of a kind this program does not know, so it has no time."),
    NOTHING_TO_DIVIDE_BY: _("{name} has no time."),
}


def problems_of_step(node: Node, times: Times, pieces_per_product: float) -> tuple[Problem, ...]:
    """All that can be said without looking at the rest of the map."""
    found = [*_of_times(node, times), *doubtful_units(node)]
    if isinstance(node, Process):
        found += _of_process(node, times)
    elif isinstance(node, Inventory | Queue | Supermarket | Fifo):
        found += _of_stock(node, pieces_per_product)
    return tuple(found)


def _of_times(node: Node, times: Times) -> Iterator[Problem]:
    if times.why:
        yield _problem(
            node, "step_missing", "warning", _MISSING.get(times.why) or "{name}: " + _plain(times.why)
        )
    elif times.work_why:
        yield _problem(
            node,
            "no_processing_time",
            "info",
            _("{name} has an L/T, but neither C/T nor P/T: all of it counts as waiting."),
        )
    if isinstance(node, Process) and node.lt is not None and node.wait is not None:
        yield _problem(
            node,
            "wait_beside_lt",
            "warning",
            _("{name} has an L/T and a wait of its own: only the L/T counts."),
        )
    if times.lt_below_pt:
        yield _problem(
            node, "lt_below_pt", "warning", _("{name} has an L/T below its P/T: its waiting counts as 0.")
        )
    if times.split_too_long:
        yield _problem(
            node,
            "value_split_too_long",
            "warning",
            _("{name} has more VA and NNVA time than processing time."),
        )


def _of_process(process: Process, times: Times) -> Iterator[Problem]:
    changeover = process.co is not None and process.co.value > 0
    if changeover and process.ct is not None and process.batch is None and process.oee is None:
        message = _("{name} has a C/O but no batch: its load and capacity are without changeovers.")
        yield _problem(process, "co_without_batch", "info", message)
    classified = process.va or process.va_time or process.nnva_time
    if not classified and not times.why and not times.work_why:
        yield _problem(process, "not_classified", "info", _("{name} is not classified: it counts as VA."))


def _of_stock(stock: Stock, pieces_per_product: float) -> Iterator[Problem]:
    if stock.qty is not None and stock.qty_by_variant:
        qty, mix = amount(stock.qty, 0.0), by_variant(stock)
        if _differ(qty, mix):
            message = _("{name} has {qty} pc, but its variants add to {mix} pc: these count.")
            yield _problem(stock, "qty_contradicts", "warning", message, qty=_pieces(qty), mix=_pieces(mix))
    if stock.usage is not None and pieces_per_product != 1 and _differ(stock.usage.value, pieces_per_product):
        message = _("{name} has other pieces per product than the arrows behind it: its own count.")
        yield _problem(stock, "usage_contradicts", "warning", message)
    if counts_maximum(stock):
        message = _("{name} has no average content: its maximum counts, which is the worst case.")
        yield _problem(stock, "worst_case", "info", message)


def _problem(node: Node, code: str, severity: Severity, message: str, **words: str) -> Problem:
    return Problem(code, severity, message.format(name=label(node), **words), (node.id,))


def _differ(a: float, b: float) -> bool:
    return abs(a - b) > 1e-9 * max(abs(a), abs(b))


def _pieces(number: float) -> str:
    return pieces(number) if number < 1e15 else f"{number:.3g}"


def _plain(why: Why) -> str:
    return why.replace("{", "(").replace("}", ")")
