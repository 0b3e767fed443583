"""Waiting and processing of one step, and the value in its processing (METRICS.md 2, 3.5, 5.1, 6.1)."""

from __future__ import annotations

from dataclasses import dataclass

from vsm_desktop.assets import _
from vsm_desktop.metrics.clock import Clock, Span
from vsm_desktop.metrics.figure import Figure, Why
from vsm_desktop.metrics.stock import days_of_supply, stock_quantity
from vsm_desktop.model.nodes import Node, Process, Stock, Transport
from vsm_desktop.model.options import Options
from vsm_desktop.model.quantity import Quantity

NO_TIME = Why(_("None of C/T, P/T and L/T is entered."))
NO_PROCESSING_TIME = Why(_("Neither C/T nor P/T is entered."))
NO_TRANSIT_TIME = Why(_("No transit time is entered."))
UNKNOWN_KIND = Why(_("This program does not know this kind of step."))
NONE: Span = (0.0, 0.0)


@dataclass(slots=True)
class Times:
    """One passage through a step: waiting on both clocks, processing in seconds, and its split by value.

    `why` says why the step cannot be timed; `work_why` why its processing is unknown though its lead time is not.
    """

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

    def elapsed_s(self, day_s: float) -> float:
        """Waiting and processing together, in seconds (5.1)."""
        return self.wait[0] + self.work_s + self.wait[1] * day_s


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


def waiting(lead: Span | None, wait: Span, work_s: float) -> Span:
    """The waiting that belongs to a step: L/T less P/T where L/T is entered, else as entered (2)."""
    return wait if lead is None else (lead[0] - work_s, lead[1])


def whole_batch_wait_s(co_s: float, batch: float, ct_s: float) -> float:
    """What a piece waits that moves with its batch: changeover and the other pieces (3.4, 3.5)."""
    return co_s + (batch - 1) * ct_s


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


def times_of_stock(stock: Stock, clock: Clock, pieces_per_day: Figure, usage: float) -> Times:
    """Entered days, else the quantity as days of supply; all of it is waiting (4, 5.1)."""
    if stock.days is not None:
        wait = clock.span_of(stock.days)
        return Times(wait, days_of_supply=clock.days(wait))
    days = days_of_supply(stock_quantity(stock), pieces_per_day, usage)
    if isinstance(days, Why):
        return Times(why=days, days_of_supply=days)
    return Times((0.0, days), days_of_supply=days)


def times_of_process(process: Process, clock: Clock, options: Options) -> Times:
    """Processing P/T, else C/T; waiting as entered or by L/T (2, 2.9)."""
    if process.ct is None and process.pt is None and process.lt is None:
        return Times(why=NO_TIME)
    va_s, nnva_s = _seconds(process.va_time, clock), _seconds(process.nnva_time, clock)
    work_s = _processing_s(process, clock, va_s, nnva_s)
    times = Times(work_why=work_s if isinstance(work_s, Why) else None)
    if isinstance(work_s, Why) and process.lt is None:
        times.why = work_s
    elif not isinstance(work_s, Why):
        times.work_s = work_s
        times.va_s, times.nnva_s, times.nva_s = value_split(work_s, process.va, va_s, nnva_s)
        times.split_too_long = times.va_s + times.nnva_s > work_s * (1 + 1e-9)
    _wait(times, process, clock)
    if options.batch_mode == "whole_batch":
        _by_batch(times, process, clock, va_s, nnva_s)
    return times


def times_of(node: Node, clock: Clock, options: Options, pieces_per_day: Figure, usage: float) -> Times:
    """The times of any step of the flow."""
    if isinstance(node, Process):
        return times_of_process(node, clock, options)
    if isinstance(node, Stock):
        return times_of_stock(node, clock, pieces_per_day, usage)
    if isinstance(node, Transport):
        return times_of_transport(node, clock, options)
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
    times.wait = waiting(clock.span_of(process.lt), NONE, times.work_s)
    wait_s = clock.seconds(times.wait)
    if not isinstance(wait_s, Why) and wait_s < -1e-9 * times.work_s:
        times.lt_below_pt, times.wait = True, NONE


def _by_batch(times: Times, process: Process, clock: Clock, va_s: float | None, nnva_s: float | None) -> None:
    """Replace the times of one piece by those of its batch, if C/T and batch are known and L/T is not (3.5)."""
    ct_s, co_s = _seconds(process.ct, clock), _seconds(process.co, clock)
    if ct_s is None or process.batch is None or process.lt is not None:
        return
    batch_s = whole_batch_wait_s(co_s or 0.0, process.batch.value, ct_s)
    times.wait = (times.wait[0] + batch_s, times.wait[1])
    times.work_s = ct_s
    times.va_s, times.nnva_s, times.nva_s = value_split(ct_s, process.va, va_s, nnva_s)


def _seconds(quantity: Quantity | None, clock: Clock) -> float | None:
    """A time in seconds on the day base, None where it is not entered or the day has no length."""
    figure = None if quantity is None else clock.seconds(clock.span_of(quantity))
    return None if isinstance(figure, Why) else figure
