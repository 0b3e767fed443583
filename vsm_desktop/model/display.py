"""Numbers as people read them: rounding only here, half away from zero (METRICS.md 0.2)."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from math import floor, log10

from vsm_desktop.model.quantity import Quantity

DASH = "–"
_LARGE = 1e15


@lru_cache(maxsize=4_096)
def rounded(value: float, places: int) -> str:
    """A number with so many decimals, thousands parted by commas, and a true minus; powers of ten from 1e15 on."""
    if abs(value) >= _LARGE:
        return _powers(value)
    number = Decimal(repr(value)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    text = f"{abs(number):,f}"
    return f"−{text}" if number < 0 else text


def seconds(value: float, *, trim: bool = True) -> str:
    """Seconds: one decimal below 100, else none; ".0" dropped if asked."""
    return _trimmed(rounded(value, 1 if abs(value) < 100 else 0), trim)


def duration(value: float) -> tuple[str, str]:
    """A working time with the unit it reads best in: s below ten minutes, min below two hours, else h."""
    if abs(value) < 600:
        return seconds(value), "s"
    if abs(value) < 7200:
        return _trimmed(rounded(value / 60, 1), True), "min"
    return _trimmed(rounded(value / 3600, 1), True), "h"


def days(value: float, *, trim: bool = False) -> str:
    """Days with one decimal; below 0.05 with two significant digits, so that little is not shown as nothing."""
    places = 1 if value == 0 or abs(value) >= 0.05 else _significant(value, 2)
    return _trimmed(rounded(value, places), trim)


def percent(value: float) -> str:
    """A fraction as percent with one decimal, below 1 % with at least two significant digits."""
    number = float(Decimal(repr(value)).scaleb(2))
    places = 1 if number == 0 or abs(number) >= 1 else max(1, _significant(number, 2))
    return _trimmed(rounded(number, places), True)


def pieces(value: float) -> str:
    """Pieces as whole numbers."""
    return rounded(value, 0)


def plain(value: float) -> str:
    """A number as entered: no more decimals than it has, thousands parted."""
    if value == int(value) or abs(value) >= 1e-4:
        return _trimmed(rounded(value, 6), True)
    return _powers(value)


def number_and_unit(quantity: Quantity) -> tuple[str, str]:
    """A quantity as two columns: the number as entered and the unit as shown."""
    unit = quantity.known_unit
    if unit.symbol == "1":
        return percent(quantity.value), "%"
    return plain(quantity.value), unit.shown


def shown(quantity: Quantity) -> str:
    """A quantity in one piece: 45 s, 18,400 /mo."""
    number, unit = number_and_unit(quantity)
    return f"{number} {unit}" if unit else number


def with_unit(value: float | None, unit: str) -> tuple[str, str]:
    """A computed number and its unit as shown; unknown is a dash, never 0."""
    if value is None:
        return DASH, ""
    match unit:
        case "s":
            return duration(value)
        case "day":
            return days(value), "d"
        case "pc":
            return pieces(value), "pc"
        case "pc/day":
            return pieces(value), "pc / d"
        case "m":
            return _trimmed(rounded(value, 1), True), "m"
        case _:
            return _trimmed(rounded(value, 3), True), ""


def _powers(value: float) -> str:
    """A very large or small number in powers of ten."""
    return ("−" if value < 0 else "") + f"{abs(value):.3g}"


def _significant(value: float, digits: int) -> int:
    return digits - 1 - floor(log10(abs(value)))


def _trimmed(text: str, trim: bool) -> str:
    return text.rstrip("0").rstrip(".") if trim and "." in text else text
