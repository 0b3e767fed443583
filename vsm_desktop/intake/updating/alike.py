"""Whether a sheet says what the map has already, in whatever unit."""

from __future__ import annotations

from collections.abc import Sequence
from math import isclose
from typing import Any

from vsm_desktop.model.calendar import Calendar
from vsm_desktop.model.quantity import Quantity, VariantQuantity
from vsm_desktop.model.units import UNITS

SAME = 1e-9
_A_WEEK, _A_MONTH, _A_YEAR = 5.0, 20.0, 240.0  # where the calendar is silent (METRICS.md 4.5, 14)


def alike(before: Any, after: Any, calendar: Calendar) -> bool:
    """Whether two values of a field are the same; a range that is told as one number is the same by what is likely."""
    if isinstance(before, Quantity) and isinstance(after, Quantity):
        return _same(before, after, calendar)
    if isinstance(before, tuple) and isinstance(after, tuple):
        return _same_parts(before, after, calendar)
    if isinstance(before, str) and isinstance(after, str):
        return " ".join(before.split()) == " ".join(after.split())
    return bool(before == after)


def total_of(parts: Sequence[VariantQuantity], calendar: Calendar) -> float:
    """Pieces, or pieces a day, of all variants together."""
    return sum(_worth(part.quantity, part.quantity.value, calendar) for part in parts)


def worth(quantity: Quantity, calendar: Calendar) -> float:
    """A quantity in the base unit; days where it counts these, pieces a day where it is a rate."""
    return _worth(quantity, quantity.value, calendar)


def _same(before: Quantity, after: Quantity, calendar: Calendar) -> bool:
    if before.dimension != after.dimension or before.in_calendar_units != after.in_calendar_units:
        return False
    if after.source and after.source.readings and readings_of(before) != after.source.readings:
        return False  # the number may be the same, what it rests on is not
    one, other = worth(before, calendar), worth(after, calendar)
    if not isclose(one, other, rel_tol=SAME, abs_tol=1e-12):
        return False
    return after.high is None or all(
        isclose(_worth(before, a, calendar), _worth(after, b, calendar), rel_tol=SAME, abs_tol=1e-12)
        for a, b in zip(_ends(before), _ends(after), strict=True)
    )


def readings_of(value: Quantity) -> tuple[float, ...]:
    """The observations a value was made of."""
    return value.source.readings if value.source else ()


def _ends(one: Quantity) -> tuple[float, float]:
    """Low and high as entered; of a single value twice that."""
    return (one.value if one.low is None else one.low, one.value if one.high is None else one.high)


def _same_parts(before: Sequence[Any], after: Sequence[Any], calendar: Calendar) -> bool:
    """Variants by their names, in any order, those of one name together; work elements one by one."""
    if not all(isinstance(part, VariantQuantity) for part in (*before, *after)):
        return before == after
    one = {part.variant: part.quantity for part in before}
    other = {part.variant: part.quantity for part in after}
    if one.keys() != other.keys():
        return False
    if len(one) == len(before) and len(other) == len(after):
        return all(_same(one[key], other[key], calendar) for key in one)
    sums = [
        [total_of([part for part in parts if part.variant == key], calendar) for key in one]
        for parts in (before, after)
    ]
    return all(isclose(a, b, rel_tol=SAME, abs_tol=1e-12) for a, b in zip(*sums, strict=True))


def _worth(quantity: Quantity, value: float, calendar: Calendar) -> float:
    unit = quantity.unit
    if not quantity.in_calendar_units and quantity.dimension != "rate":
        return value * UNITS[unit].factor
    return value * _units(calendar).get(unit, 1.0)


def _units(calendar: Calendar) -> dict[str, float]:
    """What one of a unit is in days, or in pieces a day."""
    shifts = _of(calendar.shifts_per_day, 1.0)
    week, month, year = (
        _of(calendar.days_per_week, _A_WEEK),
        _of(calendar.days_per_month, _A_MONTH),
        _of(calendar.days_per_year, _A_YEAR),
    )
    times = {"shift": 1 / shifts, "week": week, "month": month}
    per_day = calendar.shifts_per_day.value if calendar.shifts_per_day else 1.0  # also none
    rates = {"pc/shift": per_day, "pc/week": 1 / week, "pc/month": 1 / month, "pc/year": 1 / year}
    return times | rates | {"pc/h": _hours(calendar, per_day)}


def _hours(calendar: Calendar, shifts: float) -> float:
    """Working hours of a day: as entered, else the shifts less their planned stops, else 8 (METRICS.md 1, 14)."""
    if calendar.available_per_day:
        parts: tuple[Quantity | None, ...] = (calendar.available_per_day,)
        hours = calendar.available_per_day.base / 3600
    else:
        stops = [calendar.break_per_shift, calendar.lunch_per_shift, calendar.other_planned_per_shift]
        given = [stop for stop in stops if stop]
        parts = (calendar.shifts_per_day, calendar.shift, *given)
        shift = calendar.shift.base if calendar.shift else 0.0
        hours = shifts * (shift - sum(stop.base for stop in given)) / 3600
    known = all(part is not None and not part.in_calendar_units for part in parts)
    return max(hours, 0.0) if known else 8.0


def _of(quantity: Quantity | None, default: float) -> float:
    return max(quantity.value, 1e-12) if quantity and quantity.value > 0 else default
