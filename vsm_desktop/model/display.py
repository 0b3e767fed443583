"""Numbers as people read them: rounding only here, half away from zero (METRICS.md 0.2).

A map may show its working times in one unit; then every function here that shows one is told which (`times`).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from math import floor, log10

from vsm_desktop.model.quantity import Quantity
from vsm_desktop.model.ranges import without_words
from vsm_desktop.model.units import UNITS, TimeUnit, find_unit

DASH = "–"
_BRIEF = 0.5  # of a day: a lead time below it is said in shorter units, as one decimal says too little of it
FAR = 100_000.0
"""Metres, from which on distances are said in kilometres."""
_LARGE = 1e15
_NOTHING = 1e-9


@lru_cache(maxsize=4_096)
def rounded(value: float, places: int) -> str:
    """A number with so many decimals, thousands parted by commas, and a true minus; powers of ten from 1e15 on."""
    if abs(value) >= _LARGE:
        return _powers(value)
    number = _decimal(value, places)
    text = f"{abs(number):,f}"
    return f"−{text}" if number < 0 else text


def seconds(value: float, *, trim: bool = True) -> str:
    """Seconds: one decimal below 100, else none; ".0" dropped if asked."""
    text = rounded(value, 1 if abs(value) < 100 else 0)
    return trimmed(text) if trim else text


def duration(value: float, times: TimeUnit | None = None) -> tuple[str, str]:
    """Working seconds with a unit: that of the map, else the one they read best in.

    That is s below ten minutes, min below two hours, else h.
    """
    if times is not None:
        return _in_unit(value / UNITS[times].factor), times
    if abs(value) < 600:
        return seconds(value), "s"
    if abs(value) < 7200:
        return trimmed(rounded(value / 60, 1)), "min"
    return trimmed(rounded(value / 3600, 1)), "h"


def days(value: float, *, trim: bool = False) -> str:
    """Days with one decimal; below 0.05 with two significant digits, so that little is not shown as nothing."""
    places = 1 if value == 0 or abs(value) >= 0.05 else _significant(value, 2)
    text = rounded(value, places)
    return trimmed(text) if trim else text


def signed_days(value: float | None) -> str:
    """A change in days with its sign and unit: −3.5 d; a dash where it is unknown."""
    if value is None:
        return DASH
    if abs(value) < _NOTHING:
        return "0.0 d"
    return f"{'−' if value < 0 else '+'}{days(abs(value))} d"


def days_apart(before: float, after: float) -> tuple[str, str, str]:
    """Two numbers of days and the change from the one to the other: with one decimal more where they would not add up as
    shown (23.62 d, 20.96 d, −2.66 d)."""
    change = after - before
    plainly = f"{days(before)} d", f"{days(after)} d", signed_days(change)
    for places in (1, 2, 3) if max(abs(before), abs(after)) < _LARGE else ():
        first, second, less = (_decimal(one, places) for one in (before, after, change))
        if second - first == less:
            more = (f"{rounded(before, places)} d", f"{rounded(after, places)} d")
            sign = "+" if less > 0 else ""
            return plainly if places == 1 else (*more, f"{sign}{rounded(change, places)} d")
    return plainly


def _decimal(value: float, places: int) -> Decimal:
    return Decimal(repr(value)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def lead_time(in_days: float, in_seconds: float | None, times: TimeUnit | None = None) -> tuple[str, str]:
    """A lead time as number and unit: in days, less than half a day in shorter units, or in the map's own."""
    brief = in_seconds and 0 < in_days < _BRIEF
    return duration(in_seconds, times) if in_seconds and brief else (days(in_days), "d")


def percent(value: float, digits: int = 2) -> str:
    """A fraction as percent with one decimal, below 1 % with at least two significant digits; more if asked."""
    number = float(Decimal(repr(value)).scaleb(2))
    places = 1 if number == 0 or abs(number) >= 1 else max(1, _significant(number, 2))
    if digits > 2 and number:
        places = max(places, _significant(number, digits))
    return trimmed(rounded(number, places))


def pieces(value: float) -> str:
    """Pieces as whole numbers."""
    return rounded(value, 0)


def plain(value: float) -> str:
    """A number as entered: no more decimals than it has, thousands parted."""
    if value == int(value) or abs(value) >= 1e-4:
        return trimmed(rounded(value, 6))
    return _powers(value)


def number_and_unit(quantity: Quantity, times: TimeUnit | None = None) -> tuple[str, str]:
    """A quantity as two columns: the number as entered, a range as typed, and the unit as shown.

    A working time that was entered in another unit than that of the map is turned into it; days stay days.
    """
    form, unit = _form(quantity, times)
    if quantity.high is not None and not is_turned(quantity, times) and (typed := _as_typed(quantity)):
        return typed, unit
    return _ends(quantity, form), unit


def shorter(quantity: Quantity, times: TimeUnit | None = None) -> tuple[str, ...]:
    """What a range shows where it finds no room: its ends close together, then about what it counts as."""
    if quantity.high is None:
        return ()
    form, _unit = _form(quantity, times)
    return _ends(quantity, form), f"≈{form(quantity.value)}"


def _form(quantity: Quantity, times: TimeUnit | None) -> tuple[Callable[[float], str], str]:
    """How the numbers of a quantity are written, and the unit they are in."""
    unit = quantity.known_unit
    if times is not None and is_turned(quantity, times):
        part, digits = UNITS[times].factor, 3 if quantity.high is None else 2
        return lambda value: _in_unit(value * unit.factor / part, digits), times
    if unit.symbol == "1":
        return percent, "%"
    return (plain if quantity.high is None else _in_unit), unit.shown  # ends may come from another unit


def is_turned(quantity: Quantity, times: TimeUnit | None) -> bool:
    """Whether a quantity is shown in another unit than it was entered in."""
    unit = quantity.known_unit
    return times is not None and unit.dimension == "time" and not unit.calendar and unit.symbol != times


def shown(quantity: Quantity, times: TimeUnit | None = None) -> str:
    """A quantity in one piece: 45 s, 18,400 /mo."""
    number, unit = number_and_unit(quantity, times)
    return f"{number} {unit}" if unit else number


def typed_out(quantity: Quantity) -> str:
    """What was typed; a bare number with the unit it was taken for."""
    typed = quantity.typed
    return typed if any(sign.isalpha() or sign in "%:/" for sign in typed) else shown(quantity)


def _ends(quantity: Quantity, form: Callable[[float], str]) -> str:
    """The number, or both ends of a range."""
    if quantity.low is None or quantity.high is None:
        return form(quantity.value)
    if quantity.low == 0 and quantity.value == quantity.high:
        return f"<{form(quantity.high)}"
    return f"{form(quantity.low)}–{form(quantity.high)}"


def _as_typed(quantity: Quantity) -> str:
    """A range without its unit, as typed; "" where the unit stands between its ends."""
    found = re.match(r"^(.*\d)\s*(\D*)$", quantity.typed)
    if found is None or (found[2] and find_unit(found[2], quantity.dimension) != quantity.known_unit):
        return ""
    return "" if re.search(r"[^\W\d_]|[%'\"/:]", without_words(found[1])) else found[1]


def with_unit(value: float | None, unit: str, times: TimeUnit | None = None) -> tuple[str, str]:
    """A computed number and its unit as shown; unknown is a dash, never 0."""
    if value is None:
        return DASH, ""
    match unit:
        case "s":
            return duration(value, times)
        case "day":
            return days(value), "d"
        case "pc":
            return pieces(value), "pc"
        case "pc/day":
            return pieces(value), "pc / d"
        case "m" if abs(value) >= FAR:
            return trimmed(rounded(value / 1000, 1 if abs(value) < 10 * FAR else 0)), "km"
        case "m" | "m2":
            return trimmed(rounded(value, 1)), UNITS[unit].shown
        case "money":
            return rounded(value, 2), ""
        case _:
            return trimmed(rounded(value, 3)), ""


def _in_unit(value: float, digits: int = 3) -> str:
    """A number turned into another unit: two decimals, one from 100 on, so many digits below 1."""
    size = abs(value)
    places = 1 if size >= 100 else 2 if size >= 1 or not size else max(2, _significant(value, digits))
    return trimmed(rounded(value, places))


def _powers(value: float) -> str:
    """A very large or small number in powers of ten."""
    return ("−" if value < 0 else "") + f"{abs(value):.3g}"


def _significant(value: float, digits: int) -> int:
    return digits - 1 - floor(log10(abs(value)))


def trimmed(text: str) -> str:
    """A number as written by `rounded` without the zeros at the end of its decimals; an exponent keeps its own."""
    return text.rstrip("0").rstrip(".") if "." in text and "e" not in text else text
