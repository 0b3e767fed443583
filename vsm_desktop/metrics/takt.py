"""Demand and the customer's beat (METRICS.md 1)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from vsm_desktop.assets import _
from vsm_desktop.metrics.clock import NO_WORKING_TIME, SHIFTS_UNKNOWN, Clock
from vsm_desktop.metrics.figure import Figure, Why, total
from vsm_desktop.model.nodes import Customer
from vsm_desktop.model.quantity import Quantity

NO_DEMAND = Why(_("There is no demand."))


def takt_s(available_s_per_day: Figure, daily_demand: Figure) -> Figure:
    """Seconds per piece the customer grants: available time / demand (1, 1.5)."""
    if isinstance(daily_demand, Why):
        return daily_demand
    if daily_demand <= 0:
        return NO_DEMAND
    if isinstance(available_s_per_day, Why):
        return available_s_per_day
    return available_s_per_day / daily_demand if available_s_per_day > 0 else NO_WORKING_TIME


def daily_demand(demands: Sequence[Figure]) -> Figure:
    """Pieces per day of all customers together (1, 1.4)."""
    return total(*demands) if demands else NO_DEMAND


def demand_per_shift(daily_demand: Figure, shifts_per_day: Figure) -> Figure:
    """Pieces per shift: daily demand / shifts per day (1)."""
    if isinstance(daily_demand, Why):
        return daily_demand
    if isinstance(shifts_per_day, Why):
        return SHIFTS_UNKNOWN
    return daily_demand / shifts_per_day if shifts_per_day > 0 else NO_WORKING_TIME


def customer_demand(customer: Customer, clock: Clock) -> Figure:
    """Pieces per day of one customer; the mix, where given, is the demand (1)."""
    typed = demand_as_typed(customer)
    if not typed:
        return NO_DEMAND
    shifts = customer.shifts.value if customer.shifts else None
    return sum(per_day(quantity, clock, shifts) for quantity in typed)


def demand_as_typed(customer: Customer) -> tuple[Quantity, ...]:
    """The quantities that make up a customer's demand."""
    if customer.demand_by_variant:
        return tuple(part.quantity for part in customer.demand_by_variant)
    return (customer.demand,) if customer.demand else ()


def per_day(rate: Quantity, clock: Clock, shifts: float | None = None) -> float:
    """A demand in pieces per day; per shift it counts the customer's own shifts, if entered."""
    if rate.unit == "pc/shift" and shifts is not None:
        return rate.value * shifts
    return rate.value * clock.per_day[rate.unit]


def main_customer(demands: Iterable[Figure]) -> int:
    """Which customer's lead time is the map's: the one with the largest demand, else the first (5.0 i)."""
    sizes = [-1.0 if isinstance(demand, Why) else demand for demand in demands]
    return max(range(len(sizes)), key=sizes.__getitem__) if sizes else 0
