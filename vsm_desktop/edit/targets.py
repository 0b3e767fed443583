"""Targets as they are typed or stand in a sheet: quantities in the unit of the number a goal is bound to."""

from __future__ import annotations

import re
from collections.abc import Callable

from vsm_desktop.assets import _
from vsm_desktop.edit.entry import Wrong
from vsm_desktop.model.parse import Unreadable, parse_number, parse_quantity
from vsm_desktop.model.plan_table import IN_PARTS
from vsm_desktop.model.quantity import Quantity
from vsm_desktop.model.units import UNITS, Dimension

Count = Callable[[Quantity], tuple[float | None, float | None]]
"""A time in seconds and in lead-time days as a map counts them, None where it cannot tell."""
AT_MOST_ONE = frozenset({"pce", "activity_ratio", "rolled_ca"})
"""The shares that cannot be more than a whole."""
_NUMBER = re.compile(r"([-−+]?\d[\d.,'’\s]*)(.*)", re.DOTALL)
_MOST = 1.5  # a bare share of more is in per cent
_DIMENSIONS: dict[str, Dimension] = {
    "s": "time",
    "day": "time",
    "1": "ratio",
    "pc": "pieces",
    "pc/day": "rate",
    "m": "distance",
    "m2": "area",
    "money": "money",
}


def read_target(text: str, unit: str, metric: str = "", count: Count | None = None) -> float | None:
    """The number of a typed target in a unit of `metrics --json`, None for nothing. Raises Wrong with a sentence.

    A bare number is in that unit; a bare share of more than 1.5 of a number that is said in per cent is in per cent. Times
    are turned into days by `count`, as the map turns its own (METRICS.md 1); without it only days can be told.
    Where the number has no unit, words may follow.
    """
    typed = " ".join(text.split())
    if not typed:
        return None
    dimension = _DIMENSIONS.get(unit)
    try:
        value = _alone(typed) if dimension is None else _of(typed, dimension, unit, metric, count)
    except Unreadable as unreadable:
        raise Wrong(str(unreadable)) from None
    head = metric.partition(".")[0]
    if head in AT_MOST_ONE and not 0 <= value <= 1:
        raise Wrong(_('"{text}" is out of range: 0 to 100 %.').format(text=typed))
    return value


def unit_in(metric: str) -> str:
    """The unit of a number of the map as its key says it, "" where it does not: for those who have no map at hand."""
    head = metric.partition(".")[0]
    if head in IN_PARTS:
        return "1"
    if head.endswith("_days") or head == "days_of_supply":
        return "day"
    return next((unit for unit in ("s", "m2", "m") if head.endswith(f"_{unit}")), "")


def _alone(typed: str) -> float:
    """A number, whatever words follow."""
    found = _NUMBER.fullmatch(typed)
    if found is None:
        raise Wrong(_('"{text}" is no number.').format(text=typed))
    return parse_number(found[1].strip())


def _of(typed: str, dimension: Dimension, unit: str, metric: str, count: Count | None) -> float:
    found = parse_quantity(typed, dimension, unit)
    if found.low:
        raise Wrong(_('"{text}" is a range. A target is one number.').format(text=typed))
    if dimension == "time":
        return _time(found, typed, unit, count)
    if dimension == "rate" and found.unit != unit:
        raise Wrong(_('"{text}" is not by the day. Type it a day, such as 460/d.').format(text=typed))
    bare = unit == "1" and found.unit == "1" and "/" not in typed
    if bare and metric.partition(".")[0] in IN_PARTS and found.value > _MOST:
        return found.value / 100
    return found.base


def _time(found: Quantity, typed: str, unit: str, count: Count | None) -> float:
    if found.unit == unit:
        return found.value
    if unit == "s" and not found.in_calendar_units:
        return found.base
    seconds, days = count(found) if count is not None else (None, None)
    value = days if unit == "day" else seconds
    if value is None:
        own = UNITS[unit].shown
        words = _('"{text}" cannot be turned into {unit} here. Type it in {unit}.')
        raise Wrong(words.format(text=typed, unit=own))
    return value
