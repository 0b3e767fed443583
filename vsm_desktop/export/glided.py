"""The glide path as it is drawn: months with what is expected and reached, for every number that the plan moves."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from msgspec import Struct

from vsm_desktop.assets import _
from vsm_desktop.drawing.charts.glide import LEAD_TIME, Month, Number
from vsm_desktop.insight.glide import Glide, Series
from vsm_desktop.insight.landing import GLIDING, PER_METRIC
from vsm_desktop.model.dates import said_month
from vsm_desktop.model.display import percent, rounded, trimmed
from vsm_desktop.model.units import UNITS

FIRST = GLIDING[0][0]
"""The number that is always shown: where it cannot be told, why."""
NUMBERS: Mapping[str, Number] = MappingProxyType(
    {
        "lead_time_days": LEAD_TIME,
        "rolled_ca": Number(
            _("Expected value stream %C&A"), _("per cent"), "%", lambda value: percent(value / 100)
        ),
        "cost_per_piece": Number(
            _("Expected cost per piece"), _("money"), "", lambda value: rounded(value, 2)
        ),
    }
)


class Path(Struct, frozen=True):
    """One number of a glide path: its months, and why nothing is expected where that is so."""

    key: str
    number: Number
    months: tuple[Month, ...]
    why: str = ""


def paths_of(glide: Glide) -> tuple[Path, ...]:
    """What a glide path shows: the lead time, and every other number that is expected in a month; none without a plan."""
    found = []
    for one in glide.series:
        if one.key != FIRST and not one.expects:
            continue
        shown = _in_unit if one.spans.unit != "d" else _by_factor
        months = tuple(
            Month(
                said_month(month.first), *(None if value is None else shown(one, value) for value in values)
            )
            for month, *values in zip(glide.months, one.expected, one.actual, strict=True)
        )
        found.append(Path(one.key, _number(one), months, "" if one.expects else one.why))
    return tuple(found)


def _by_factor(one: Series, value: float) -> float:
    return value * PER_METRIC.get(one.key, 1.0)


def _in_unit(one: Series, value: float) -> float:
    return one.spans.counted(value)


def _number(one: Series) -> Number:
    """What glides; lead times of less than half a day in the unit of the map."""
    unit = one.spans.unit
    if unit == "d":
        return NUMBERS[one.key]
    return Number(LEAD_TIME.title, UNITS[unit].shown, unit, lambda value: trimmed(rounded(value, 1)))
