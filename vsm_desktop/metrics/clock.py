"""The two clocks of a map: working time and lead-time days, and how they meet (METRICS.md 0.7, 1, 5.3)."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from vsm_desktop.assets import _
from vsm_desktop.metrics.figure import Figure, Why, product, total
from vsm_desktop.model.calendar import Calendar
from vsm_desktop.model.options import Options
from vsm_desktop.model.quantity import Quantity
from vsm_desktop.model.units import UNITS

NO_WORKING_TIME = Why(_("There is no working time."))
SHIFTS_UNKNOWN = Why(_("The shifts per day are not entered."))
NOT_IN_HOURS = Why(_("Working time is entered in hours or minutes, not in days."))

DAY_S, SHIFTS, DAYS_PER_WEEK, DAYS_PER_MONTH, DAYS_PER_YEAR = 28_800.0, 1.0, 5.0, 20.0, 240.0
"""What counts where the calendar is silent: 8 h a day, 5 days a week, 20 a month (14), 240 a year (4.5)."""
_LEAST = 1e-12  # fewer shifts or days than this would make infinite ones

FACTOR: Mapping[str, float] = {symbol: unit.factor for symbol, unit in UNITS.items()}
Span = tuple[float, float]
"""A duration on both clocks: working seconds and lead-time days."""


class Clock(Struct, frozen=True):
    """The calendar of a map, resolved.

    `span` holds seconds and days of one unit of time, `per_day` the pieces per day of one unit of demand, `assumed`
    the units and bases that rest on a default. `paid_s_per_shift` and `paid_s_per_day` are what a person on one or
    on every shift is paid for, breaks included, by `wage` (money per hour; 11.1).
    """

    shifts_per_day: Figure
    available_s_per_shift: Figure
    available_s_per_day: Figure
    day_s: Figure
    span: Mapping[str, Span]
    per_day: Mapping[str, float]
    assumed: frozenset[str]
    paid_s_per_shift: Figure = NO_WORKING_TIME
    paid_s_per_day: Figure = NO_WORKING_TIME
    wage: float | None = None

    def seconds(self, span: Span) -> Figure:
        """Both clocks as seconds on the map's day base."""
        s, days = span
        return (
            s + days * self.day_s if days and not isinstance(self.day_s, Why) else self.day_s if days else s
        )

    def days(self, span: Span) -> Figure:
        """Both clocks as lead-time days."""
        s, days = span
        return days + s / self.day_s if s and not isinstance(self.day_s, Why) else self.day_s if s else days

    def working_seconds(self, quantity: Quantity) -> Figure:
        """A time at a machine: a day of it is the time available in a day."""
        s, days = self.span_of(quantity)
        return s if not days else product(days, self.available_s_per_day)

    def span_of(self, quantity: Quantity) -> Span:
        """A duration as typed, on its own clock."""
        s, days = self.span[quantity.unit]
        return quantity.value * s, quantity.value * days


def clock_of(calendar: Calendar, options: Options) -> Clock:
    """The calendar and day base of a map, with the defaults where it is silent."""
    shifts = SHIFTS_UNKNOWN if calendar.shifts_per_day is None else amount(calendar.shifts_per_day, 0.0)
    shift = _hours(calendar.shift)
    per_shift = available_s_per_shift(
        shift,
        _hours(calendar.break_per_shift, 0.0),
        _hours(calendar.lunch_per_shift, 0.0),
        _hours(calendar.other_planned_per_shift, 0.0),
    )
    per_day = available_s_per_day(shifts, per_shift)
    if calendar.available_per_day is not None:
        per_day = _hours(calendar.available_per_day)
        if isinstance(per_shift, Why):
            per_shift = evenly(per_day, shifts)
    hours = _hours(options.hours_per_day)
    base, assumed = day_s(options.day_base, per_day, product(shifts, shift), hours)
    span, rates, silent = _units(calendar, shifts, per_day)
    if assumed:
        silent |= {"day_base"}
    paid = per_shift if isinstance(shift, Why) else shift
    paid_a_day = per_day if isinstance(shift, Why) else product(shifts, shift)
    wage = None if calendar.wage is None else calendar.wage.value
    return Clock(shifts, per_shift, per_day, base, span, rates, frozenset(silent), paid, paid_a_day, wage)


def available_s_per_shift(shift_s: Figure, break_s: Figure, lunch_s: Figure, other_s: Figure) -> Figure:
    """Working seconds of one shift: the shift less its planned stops (1)."""
    stops = total(break_s, lunch_s, other_s)
    if isinstance(shift_s, Why):
        return shift_s
    return stops if isinstance(stops, Why) else shift_s - stops


def available_s_per_day(shifts_per_day: Figure, available_s_per_shift: Figure) -> Figure:
    """Working seconds of one day: shifts times the available time of one (1)."""
    return product(shifts_per_day, available_s_per_shift)


def evenly(available_s_per_day: Figure, shifts_per_day: Figure) -> Figure:
    """Working seconds of one shift, where the day's are entered: the day divided by its shifts."""
    if isinstance(available_s_per_day, Why) or isinstance(shifts_per_day, Why):
        return SHIFTS_UNKNOWN
    return available_s_per_day / shifts_per_day if shifts_per_day > 0 else NO_WORKING_TIME


def day_s(
    day_base: str, available_s_per_day: Figure, gross_s_per_day: Figure, hours_per_day_s: Figure
) -> tuple[Figure, bool]:
    """Seconds of one lead-time day (5.3), and whether 8 h had to be assumed (14)."""
    if day_base == "clock_24h":
        return 86_400.0, False
    by_base = {"working": available_s_per_day, "gross_shift": gross_s_per_day}
    base = by_base.get(day_base, hours_per_day_s)
    if isinstance(base, Why):
        return DAY_S, True
    return (base, False) if base > 0 else (NO_WORKING_TIME, False)


def amount(quantity: Quantity | None, default: float) -> float:
    """A quantity in the base unit of its dimension, or the default where none is entered."""
    return default if quantity is None else quantity.value * FACTOR[quantity.unit]


def _hours(quantity: Quantity | None, default: Figure = NO_WORKING_TIME) -> Figure:
    """A length of working time in seconds; a calendar cannot be told in its own days."""
    if quantity is None:
        return default
    return NOT_IN_HOURS if quantity.in_calendar_units else amount(quantity, 0.0)


def _units(
    calendar: Calendar, shifts: Figure, available_s: Figure
) -> tuple[dict[str, Span], dict[str, float], set[str]]:
    """What one unit of time and of demand is worth on this calendar, and which units rest on a default."""
    entered = (calendar.days_per_week, calendar.days_per_month, calendar.days_per_year)
    a_week, a_month, a_year = (
        max(amount(quantity, default), _LEAST)
        for quantity, default in zip(entered, (DAYS_PER_WEEK, DAYS_PER_MONTH, DAYS_PER_YEAR), strict=True)
    )
    a_day = SHIFTS if isinstance(shifts, Why) or shifts <= 0 else max(shifts, _LEAST)
    span = {"s": (1.0, 0.0), "min": (60.0, 0.0), "h": (3600.0, 0.0), "day": (0.0, 1.0)}
    span |= {"shift": (0.0, 1 / a_day), "week": (0.0, a_week), "month": (0.0, a_month)}
    rates = {"pc/day": 1.0, "pc/shift": a_day, "pc/week": 1 / a_week, "pc/month": 1 / a_month}
    rates["pc/year"] = 1 / a_year
    rates["pc/h"] = (DAY_S if isinstance(available_s, Why) else max(available_s, 0.0)) / FACTOR["h"]
    silent = {"shift", "pc/shift"} if isinstance(shifts, Why) or shifts <= 0 else set()
    if isinstance(available_s, Why):
        silent.add("pc/h")
    for quantity, units in zip(
        entered, (("week", "pc/week"), ("month", "pc/month"), ("pc/year",)), strict=True
    ):
        if quantity is None:
            silent.update(units)
    return span, rates, silent
