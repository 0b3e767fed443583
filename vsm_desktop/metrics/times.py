"""Waiting and processing of one step, and the value in its processing (METRICS.md 2, 3.5, 5.1, 6.1)."""

from __future__ import annotations

from vsm_desktop.assets import _
from vsm_desktop.metrics.clock import Clock, Span, amount
from vsm_desktop.metrics.figure import Figure, Why
from vsm_desktop.metrics.stock import days_of_supply, stock_quantity
from vsm_desktop.model.nodes import Fifo, Inventory, Node, Process, Queue, Stock, Supermarket, Transport
from vsm_desktop.model.options import Options
from vsm_desktop.model.quantity import Quantity

NO_TIME = Why(_("None of C/T, P/T and L/T is entered."))
NO_PROCESSING_TIME = Why(_("Neither C/T nor P/T is entered."))
NO_TRANSIT_TIME = Why(_("No transit time is entered."))
UNKNOWN_KIND = Why(_("This program does not know this kind of step."))
NONE: Span = (0.0, 0.0)


class Times:
    """One passage through a step: waiting on both clocks, processing in seconds, and its split by value.

    `why` says why the step cannot be timed; `work_why` why its processing is unknown though its lead time is not.
    """

    # Defaults stand in the class: most steps set two or three of these, 500 times per move of the mouse.

    wait: Span = NONE
    work_s: float = 0.0
    va_s: float = 0.0
    nnva_s: float = 0.0
    nva_s: float = 0.0
    why: Why | None = None
    work_why: Why | None = None
    days_of_supply: Figure | None = None
    lt_below_pt: bool = False
    split_too_long: bool = False

    def __init__(self, wait: Span = NONE, *, why: Why | None = None) -> None:
        self.wait = wait
        if why:
            self.why = why


def value_split(
    work_s: float, va_class: str | None, va_s: float | None, nnva_s: float | None
) -> tuple[float, float, float]:
    """VA, NNVA and NVA seconds: a split with the rest NVA, else one class, by default VA (6.1)."""
    if va_s is not None or nnva_s is not None:
        va, nnva = va_s or 0.0, nnva_s or 0.0
        return va, nnva, max(0.0, work_s - va - nnva)
    if va_class == "NNVA":
        return 0.0, work_s, 0.0
    return (0.0, 0.0, work_s) if va_class == "NVA" else (work_s, 0.0, 0.0)


def waiting(lead: Span, work_s: float) -> Span:
    """The waiting in a step's lead time: L/T less P/T, each on its own clock (2)."""
    return lead[0] - work_s, lead[1]


def whole_batch_wait_s(co_s: float, batch: float, ct_s: float) -> float:
    """What a piece waits that moves with its batch: changeover and the other pieces (3.4, 3.5)."""
    return co_s + max(0.0, batch - 1) * ct_s


def dispatch_wait(interval: Span) -> Span:
    """The mean wait for the next shipment: half the interval between two (5.1)."""
    return interval[0] / 2, interval[1] / 2


def times_of_transport(transport: Transport, clock: Clock, options: Options) -> Times:
    """Transit, and half the interval where the option asks for it; all of it is waiting (5.1, 6.1)."""
    if transport.time is None:
        return Times(why=NO_TRANSIT_TIME)
    s, days = clock.span_of(transport.time)
    if options.dispatch_wait and transport.interval is not None:
        more = dispatch_wait(clock.span_of(transport.interval))
        s, days = s + more[0], days + more[1]
    return Times((s, days))


def times_of_stock(stock: Stock, clock: Clock, pieces_per_day: Figure, pieces_per_product: float) -> Times:
    """Entered days, else the quantity as days of supply; all of it is waiting (4, 5.1).

    Pieces per product entered at the stock win over those seen from the drawing.
    """
    if stock.days is not None:
        times = Times(clock.span_of(stock.days))
        times.days_of_supply = clock.days(times.wait)
        return times
    usage = amount(stock.usage, pieces_per_product)
    days = days_of_supply(stock_quantity(stock), pieces_per_day, usage)
    times = Times(why=days) if isinstance(days, Why) else Times((0.0, days))
    times.days_of_supply = days
    return times


def times_of_process(process: Process, clock: Clock, options: Options) -> Times:
    """Processing P/T, else C/T; waiting as entered or by L/T (2, 2.9)."""
    if process.ct is None and process.pt is None and process.lt is None:
        return Times(why=NO_TIME)
    times = Times()
    va_s, nnva_s = _seconds(process.va_time, clock), _seconds(process.nnva_time, clock)
    work_s = _processing_s(process, clock, va_s, nnva_s)
    if isinstance(work_s, Why):
        times.work_why = work_s
        times.why = work_s if process.lt is None else None
    else:
        times.work_s = work_s
    if process.lt is not None or process.wait is not None:
        _wait(times, process, clock)
    if options.batch_mode == "whole_batch":
        _by_batch(times, process, clock)
    times.va_s, times.nnva_s, times.nva_s = value_split(times.work_s, process.va, va_s, nnva_s)
    times.split_too_long = times.va_s + times.nnva_s > times.work_s * (1 + 1e-9)
    return times


def times_of(node: Node, clock: Clock, options: Options, pieces_per_day: Figure, pieces: float) -> Times:
    """The times of any step of the flow."""
    match node:
        case Process():
            return times_of_process(node, clock, options)
        case Inventory() | Queue() | Supermarket() | Fifo():
            return times_of_stock(node, clock, pieces_per_day, pieces)
        case Transport():
            return times_of_transport(node, clock, options)
        case _:
            return Times(why=UNKNOWN_KIND)


def _processing_s(process: Process, clock: Clock, va_s: float | None, nnva_s: float | None) -> Figure:
    """P/T, else C/T, in seconds on the day base; with neither, what is known of its value."""
    typed = process.pt if process.pt is not None else process.ct
    if typed is not None:
        return clock.seconds(clock.span_of(typed))
    if va_s is None and nnva_s is None:
        return NO_PROCESSING_TIME
    return (va_s or 0.0) + (nnva_s or 0.0)


def _wait(times: Times, process: Process, clock: Clock) -> None:
    """Fill in the waiting; an L/T below the P/T is a contradiction and counts as no waiting (2)."""
    if process.lt is None:
        times.wait = NONE if process.wait is None else clock.span_of(process.wait)
        return
    times.wait = waiting(clock.span_of(process.lt), times.work_s)
    wait_s = clock.seconds(times.wait)
    if not isinstance(wait_s, Why) and wait_s < 0:
        times.lt_below_pt, times.wait = wait_s < -1e-9 * times.work_s, NONE


def _by_batch(times: Times, process: Process, clock: Clock) -> None:
    """Replace the times of one piece by those of its batch, if C/T and batch are known and L/T is not (3.5)."""
    ct_s, co_s = _seconds(process.ct, clock), _seconds(process.co, clock)
    if ct_s is None or process.batch is None or process.lt is not None:
        return
    batch_s = whole_batch_wait_s(co_s or 0.0, process.batch.value, ct_s)
    times.wait = (times.wait[0] + batch_s, times.wait[1])
    times.work_s = ct_s


def _seconds(quantity: Quantity | None, clock: Clock) -> float | None:
    """A time in seconds on the day base, None where it is not entered or the day has no length."""
    figure = None if quantity is None else clock.seconds(clock.span_of(quantity))
    return None if isinstance(figure, Why) else figure
