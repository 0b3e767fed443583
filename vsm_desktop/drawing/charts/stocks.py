"""Stock as days of supply, with its pieces (METRICS.md 4)."""

from __future__ import annotations

from vsm_desktop.assets import _
from vsm_desktop.drawing.charts.chart import ALERT, WAIT, Chart, Key, exact, listed, nothing
from vsm_desktop.drawing.charts.column import Column, Columns, Piece, alerted
from vsm_desktop.drawing.charts.columns import draw_columns
from vsm_desktop.drawing.charts.facts import called, result, stocks, why_not
from vsm_desktop.drawing.frame import Frame
from vsm_desktop.drawing.symbols.symbol import Look
from vsm_desktop.metrics.clock import amount
from vsm_desktop.metrics.figure import known
from vsm_desktop.metrics.report import Report, StepReport
from vsm_desktop.metrics.stock import stock_quantity
from vsm_desktop.model.display import days, pieces
from vsm_desktop.model.nodes import Stock


def stock_chart(frame: Frame, width: float, height: float, look: Look) -> Chart:
    """One column for each stock: as high as its days of supply or, where there are none at all, as its pieces."""
    found = list(stocks(frame))
    if not found:
        words = _("Stocks and how long they last will stand here. Add an inventory to the map.")
        return nothing(words, width, height, look)
    in_days = any(result(step, "days_of_supply").number is not None for step, _stock in found)
    columns = tuple(_column(step, stock, frame.report, in_days=in_days) for step, stock in found)
    what = _("days of supply") if in_days else _("pieces; without a demand there are no days of supply")
    keys = [Key(what, WAIT)]
    if any(column.alert for column in columns):
        keys.append(Key(_("above its maximum"), ALERT))
    if any(column.limit is not None for column in columns):
        keys.append(Key(_("short line: maximum")))
    unit = _("in days") if in_days else _("in pieces")
    return draw_columns(Columns(columns, keys=tuple(keys), unit=unit), width, height, look)


def _column(step: StepReport, stock: Stock, report: Report, *, in_days: bool) -> Column:
    supply, quantity = result(step, "days_of_supply"), known(stock_quantity(stock))
    value = supply.number if in_days else quantity
    counted = "" if quantity is None else _("{n} pc").format(n=pieces(quantity))
    if value is None:
        empty = _("no stock") if quantity is None else why_not(report)
        said = listed(counted, supply.reason)
        return Column((step.id,), called(step), said, missing=empty)
    limit = _limit(stock, value, quantity)
    over = limit is not None and value > limit * (1 + 1e-9)
    bars = (Piece(value, WAIT),)
    said = listed(
        _("{n} days of supply").format(n=exact(value, "")) if in_days else "",
        "" if quantity is None else _("{n} pc").format(n=exact(quantity, "")),
        _("above its maximum of {n} pc").format(n=exact(amount(stock.max, 0.0), "")) if over else "",
    )
    short = days(value, trim=True) if in_days else pieces(value)
    text = f"{short} d" if in_days else counted
    more = counted if in_days else ""
    shown = alerted(bars) if over else bars
    return Column((step.id,), called(step), said, shown, text, more, short, alert=over, limit=limit)


def _limit(stock: Stock, value: float, quantity: float | None) -> float | None:
    """The maximum of a controlled stock, in the unit of its column."""
    if stock.max is None or not quantity or not value:
        return None
    return amount(stock.max, 0.0) * value / quantity
