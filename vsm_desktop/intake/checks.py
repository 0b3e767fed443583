"""Contradictions that are cheap to see: totals that are not the sum of their variants, the same thing said twice."""

from __future__ import annotations

from collections.abc import Iterable
from math import isclose

from vsm_desktop.assets import _
from vsm_desktop.intake.facts import Facts
from vsm_desktop.intake.grid import Cell, plain
from vsm_desktop.intake.report import Ledger
from vsm_desktop.intake.steps import Step, Stock
from vsm_desktop.model.quantity import Quantity, VariantQuantity, quantity


def check(steps: Iterable[Step], facts: Facts, ledger: Ledger) -> None:
    """Settle what was said twice and note what does not agree."""
    _check_demand(facts, ledger)
    _check_available(facts, ledger)
    daily = daily_demand(facts)
    known = {variant.variant for variant in facts.demand.variants}
    for step in steps:
        for stock in step.stocks:
            _check_stock(stock, daily, ledger)
            if known and stock.variants:
                _check_names(stock, known, ledger)


def daily_demand(facts: Facts) -> float | None:
    """The demand of a working day, as far as the sheet tells its calendar; exact numbers come from the metrics."""
    total = facts.demand.total
    parts = [variant.quantity for variant in facts.demand.variants] or ([total] if total else [])
    rates = [_per_day(part, facts) for part in parts]
    known = [rate for rate in rates if rate is not None]
    return sum(known) if rates and len(known) == len(rates) else None


def available_seconds(facts: Facts) -> float | None:
    """The working time of a day in seconds, as far as the sheet tells it."""
    if (daily := facts.calendar.get("available_per_day")) and not daily.in_calendar_units:
        return daily.base
    net, shifts = _net_shift(facts), facts.calendar.get("shifts_per_day")
    return net * shifts.value if net is not None and shifts else None


def _per_day(rate: Quantity, facts: Facts) -> float | None:
    if rate.unit == "pc/day":
        return rate.value
    if rate.unit == "pc/shift":
        shifts = facts.calendar.get("shifts_per_day")
        return rate.value * shifts.value if shifts else None
    days = facts.calendar.get(f"days_per_{rate.unit.removeprefix('pc/')}")
    return rate.value / days.value if days else None


def _check_demand(facts: Facts, ledger: Ledger) -> None:
    """The mix is the demand: a total beside it is only compared."""
    demand, daily = facts.demand, daily_demand(facts)
    if demand.total and demand.variants:
        _compare_sum(demand.total, demand.variants, demand.cells[""], ledger)
        demand.total = None
    for cell, other in demand.others:
        rate = _per_day(other, facts)
        if daily is None or rate is None:
            ledger.revise(cell, "doubtful", _("said in another period before, and that is used"))
        else:
            same = isclose(rate, daily, rel_tol=0.01)
            said = (
                _("agrees with the demand read before")
                if same
                else _("{rate} a day, but {daily} a day was read before and is used")
            )
            ledger.revise(
                cell,
                "taken" if same else "doubtful",
                said.format(rate=plain(rate), daily=plain(daily)),
                contradicts=not same,
            )


def _compare_sum(total: Quantity, variants: list[VariantQuantity], cell: Cell, ledger: Ledger) -> None:
    units = {variant.quantity.unit for variant in variants}
    if units != {total.unit}:
        ledger.revise(cell, "doubtful", _("the variants are given in another period, and are used"))
        return
    added = sum(variant.quantity.value for variant in variants)
    if isclose(added, total.value):
        ledger.revise(cell, "taken", _("the sum of its variants"))
    else:
        reason = _("not the sum of its variants, {sum}; the variants are used")
        ledger.revise(
            cell, "doubtful", reason.format(sum=quantity(added, total.unit).typed), contradicts=True
        )


def _check_available(facts: Facts, ledger: Ledger) -> None:
    """Time per shift becomes time per day; beside shift and breaks it is only compared."""
    calendar, per_shift = facts.calendar, facts.per_shift
    net, shifts = _net_shift(facts), calendar.get("shifts_per_day")
    if per_shift:
        cell = facts.cells["available_per_shift"]
        if net is not None:
            _compare_time(cell, per_shift.base, net, ledger)
        elif "available_per_day" not in calendar:
            _spread(facts, per_shift, shifts, cell, ledger)
    elif (daily := calendar.get("available_per_day")) and net is not None and shifts:
        _compare_time(facts.cells["available_per_day"], daily.base, net * shifts.value, ledger, entered=True)


def _net_shift(facts: Facts) -> float | None:
    """A shift without its planned stops, in seconds."""
    calendar = facts.calendar
    if "shift" not in calendar or any(
        time.in_calendar_units for key, time in calendar.items() if "shift" in key and key != "shifts_per_day"
    ):
        return None
    stops = ("break_per_shift", "lunch_per_shift", "other_planned_per_shift")
    return calendar["shift"].base - sum(calendar[stop].base for stop in stops if stop in calendar)


def _compare_time(cell: Cell, said: float, made: float, ledger: Ledger, entered: bool = False) -> None:
    if isclose(said, made, rel_tol=0.001):
        ledger.revise(cell, "taken", _("agrees with shift and breaks"))
        return
    reason = (
        _("shift and breaks give {time}; the entered time is used")
        if entered
        else _("shift and breaks give {time} and are used")
    )
    ledger.revise(cell, "doubtful", reason.format(time=quantity(made / 60, "min").typed), contradicts=True)


def _spread(facts: Facts, per_shift: Quantity, shifts: Quantity | None, cell: Cell, ledger: Ledger) -> None:
    number = shifts.value if shifts else 1.0
    total = quantity(per_shift.value * number, per_shift.unit, source=per_shift.source)
    facts.calendar["available_per_day"] = total
    if shifts:
        ledger.revise(
            cell, "converted", _("{n} shifts make {time} a day").format(n=plain(number), time=total.typed)
        )
    else:
        ledger.revise(cell, "doubtful", _("the sheet does not say how many shifts; read as one a day"))


def _check_stock(stock: Stock, daily: float | None, ledger: Ledger) -> None:
    if stock.qty and stock.variants:
        _compare_sum(stock.qty, stock.variants, stock.cells["qty"], ledger)
        stock.qty = None
    pieces = (
        sum(v.quantity.value for v in stock.variants)
        if stock.variants
        else stock.qty.value
        if stock.qty
        else None
    )
    if stock.days is None or pieces is None or stock.days.unit != "day":
        return
    if daily and abs(pieces / daily - stock.days.value) > 0.06:
        made = quantity(round(pieces / daily, 2), "day").typed
        reason = _("the pieces make {days} at this demand; the entered time is used")
        ledger.revise(stock.cells["days"], "doubtful", reason.format(days=made), contradicts=True)


def _check_names(stock: Stock, known: set[str], ledger: Ledger) -> None:
    """A stock of a variant that nobody orders is counted, but worth a look."""
    for variant in stock.variants:
        source = variant.quantity.source
        if variant.variant not in known and source:
            ledger.revise_at(
                source.cell,
                "doubtful",
                _('the demand names no variant "{name}"').format(name=variant.variant),
            )
