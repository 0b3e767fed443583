"""Times and quantities with their unit as typed and their provenance."""

from __future__ import annotations

import re
from typing import Literal

from pydantic import Field, field_validator

from vsm_desktop.model.units import UNITS, Dimension, Unit
from vsm_desktop.model.value import Value

WHOLE: tuple[Dimension, ...] = ("pieces", "rate")  # 1.200 is read as a thousand and two hundred
_LIKE_THOUSANDS = r"^-?[1-9]\d{0,2}\.\d{3}$"


class Provenance(Value):
    """Where a value comes from."""

    kind: Literal["measured", "estimated", "assumed"] = "measured"
    by: str = ""
    date: str = ""
    n: int | None = Field(default=None, ge=1)
    cell: str = ""
    note: str = ""


class Quantity(Value):
    """A number as it was entered: zero is data, a missing quantity is None.

    Times in s, min and h are working seconds. Times in days, shifts, weeks and months stay lead-time days and are
    turned into seconds by the map's `day_base` only where both clocks meet (METRICS.md 0.7, 5.3).
    """

    value: float
    unit: str
    typed: str = ""
    source: Provenance | None = None

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
        factor = UNITS[self.unit].factor
        return self.value * factor if factor >= 1 else self.value / (1 / factor)  # 95 % is 0.95 exactly

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


def quantity(value: float, unit: str, typed: str = "", source: Provenance | None = None) -> Quantity:
    """A quantity from its parts; `typed` defaults to what one would type for it."""
    return Quantity(value=value, unit=unit, typed=typed or _as_typed(value, UNITS[unit]), source=source)


def _as_typed(value: float, unit: Unit) -> str:
    if unit.symbol == "1":
        value, unit = value * 100, UNITS["%"]
    number = f"{value:.12g}"
    if unit.dimension in WHOLE and re.match(_LIKE_THOUSANDS, number):
        number += "0"
    return number + ("" if not unit.shown or unit.shown.startswith("/") else " ") + unit.shown
