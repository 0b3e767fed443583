"""Times and quantities with their unit as typed and their provenance."""

import re
from typing import Literal

from msgspec.structs import replace
from pydantic import Field, ValidationInfo, field_validator

from vsm_desktop.model.units import UNITS, Dimension, Unit
from vsm_desktop.model.value import Value

WHOLE: tuple[Dimension, ...] = ("pieces", "rate")  # 1.200 is read as a thousand and two hundred
_LIKE_THOUSANDS = r"^-?[1-9]\d{0,2}\.\d{3}$"


Statistic = Literal["median", "mean", "lowest_repeatable", "p80"]


class Struck(Value):
    """A reading that does not count: which one, from 0, and why."""

    at: int = Field(ge=0)
    why: str = ""


class Provenance(Value):
    """Where a value comes from.

    `readings` are the observations it was made of, in the unit of the value and in the order they were taken, `statistic`
    how (`readings.py`); those in `struck` are kept and do not count. `n` is how many counted.
    """

    kind: Literal["measured", "estimated", "assumed"] = "measured"
    by: str = ""
    date: str = ""
    n: int | None = Field(default=None, ge=1)
    cell: str = ""
    note: str = ""
    readings: tuple[float, ...] = ()
    statistic: Statistic = "median"
    struck: tuple[Struck, ...] = ()

    @field_validator("struck")
    @classmethod
    def _of_readings(cls, struck: tuple[Struck, ...], found: ValidationInfo) -> tuple[Struck, ...]:
        places = [one.at for one in struck]
        if len(set(places)) < len(places) or any(at >= len(found.data.get("readings", ())) for at in places):
            raise ValueError("what is struck out is a reading, each once")
        return struck


class Quantity(Value):
    """A number as it was entered: zero is data, a missing quantity is None.

    Times in s, min and h are working seconds. Times in days, shifts, weeks and months stay lead-time days and are
    turned into seconds by the map's `day_base` only where both clocks meet (METRICS.md 0.7, 5.3). A range has its ends
    in `low` and `high`, in the same unit; `value` is what is likely, and what is calculated with.
    """

    value: float
    unit: str
    typed: str = ""
    source: Provenance | None = None
    low: float | None = None
    high: float | None = None

    @field_validator("high")
    @classmethod
    def _in_order(cls, high: float | None, found: ValidationInfo) -> float | None:
        low, value = found.data.get("low"), found.data.get("value")
        if high is not None and value is not None and not (low is not None and low <= value <= high):
            raise ValueError("a range goes from low over the value to high")
        return high

    @field_validator("unit")
    @classmethod
    def _known_unit(cls, unit: str) -> str:
        if unit not in UNITS:
            raise ValueError(f'"{unit}" is no unit this program knows')
        return unit

    @property
    def dimension(self) -> Dimension:
        return UNITS[self.unit].dimension

    @property
    def base(self) -> float:
        """The number in the base unit: s, pc, 1 or m. For calendar units and rates, the number itself."""
        return _in_base(self.value, UNITS[self.unit].factor)

    @property
    def in_calendar_units(self) -> bool:
        """True for days, shifts, weeks and months, whose length only a calendar knows."""
        return UNITS[self.unit].calendar

    @property
    def known_unit(self) -> Unit:
        return UNITS[self.unit]


class VariantQuantity(Value):
    """The share of one product variant in a stock or a demand."""

    variant: str
    quantity: Quantity


def quantity(
    value: float,
    unit: str,
    typed: str = "",
    source: Provenance | None = None,
    low: float | None = None,
    high: float | None = None,
) -> Quantity:
    """A quantity from its parts; `typed` defaults to what one would type for it."""
    known = UNITS[unit]
    typed = typed or (
        _as_typed(value, known) if low is None or high is None else _as_range(low, high, value, known)
    )
    return Quantity(value=value, unit=unit, typed=typed, source=source, low=low, high=high)


def ends_in_base(value: Quantity) -> tuple[float, float]:
    """Low and high of a range in the base unit; of a single value twice that."""
    if value.low is None or value.high is None:
        return value.base, value.base
    factor = UNITS[value.unit].factor
    return _in_base(value.low, factor), _in_base(value.high, factor)


def _in_base(value: float, factor: float) -> float:
    return value * factor if factor >= 1 else value / (1 / factor)  # 95 % is 0.95 exactly


def _as_range(low: float, high: float, value: float, unit: Unit) -> str:
    """Ends in words, as a dash could be a minus: 1 to 2 min; what begins at nothing is less than its end."""
    if low == 0 and value == high:
        return f"<{_as_typed(high, unit)}"
    plain = replace(unit, shown="") if unit.symbol != "1" else unit
    first = _as_typed(low, plain).removesuffix(" %")
    return f"{first} to {_as_typed(high, unit)}"


def _as_typed(value: float, unit: Unit) -> str:
    if unit.symbol == "1":
        value, unit = value * 100, UNITS["%"]
    number = f"{value:.12g}"
    if unit.dimension in WHOLE and re.match(_LIKE_THOUSANDS, number):
        number += "0"
    return number + ("" if not unit.shown or unit.shown.startswith("/") else " ") + unit.shown
