"""The units a quantity may have, what they measure, and the words people type for them."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

Dimension = Literal["time", "pieces", "rate", "ratio", "count", "distance", "area", "money"]
TimeUnit = Literal["s", "min", "h"]


class Unit(Struct, frozen=True):
    """One unit: `factor` leads to the base unit of its dimension (s, pc, pc per period, 1, m).

    Days, shifts and weeks are lead-time units: they have no fixed length in seconds, the map's calendar and its
    `day_base` give it. Their factor counts days (METRICS.md 1.6, 5.3); a shift's is read from the calendar. So it is
    with demand: an hour of it is an hour of the time available.
    """

    symbol: str
    dimension: Dimension
    factor: float
    shown: str
    words: tuple[str, ...] = ()
    calendar: bool = False


_UNITS = (
    Unit("s", "time", 1.0, "s", ("sec", "secs", "second", "seconds", "sek", "sekunde", "sekunden", '"')),
    Unit("min", "time", 60.0, "min", ("mins", "minute", "minutes", "minuten", "'")),
    Unit(
        "h",
        "time",
        3600.0,
        "h",
        ("hr", "hrs", "hour", "hours", "std", "stunde", "stunden", "heures", "horas"),
    ),
    Unit(
        "day", "time", 1.0, "d", ("d", "days", "tag", "tage", "jour", "jours", "dia", "dias"), calendar=True
    ),
    Unit("shift", "time", 1.0, "shift", ("shifts", "schicht", "schichten"), calendar=True),
    Unit("week", "time", 1.0, "wk", ("w", "wk", "wks", "weeks", "woche", "wochen"), calendar=True),
    Unit("month", "time", 1.0, "mo", ("mo", "months", "monat", "monate"), calendar=True),
    Unit(
        "pc", "pieces", 1.0, "pc", ("pcs", "piece", "pieces", "ea", "stk", "stück", "units", "parts", "items")
    ),
    Unit("pc/day", "rate", 1.0, "/d", ("/d", "/day", "pcs/day", "pc/d", "per day", "a day", "daily")),
    Unit("pc/shift", "rate", 1.0, "/shift", ("/shift", "pcs/shift", "per shift", "a shift")),
    Unit(
        "pc/week", "rate", 1.0, "/wk", ("/wk", "/week", "pcs/week", "pc/wk", "per week", "a week", "weekly")
    ),
    Unit(
        "pc/month",
        "rate",
        1.0,
        "/mo",
        ("/mo", "/month", "pcs/month", "pc/mo", "per month", "a month", "monthly"),
    ),
    Unit(
        "pc/year",
        "rate",
        1.0,
        "/yr",
        ("/yr", "/year", "/a", "pcs/year", "pc/yr", "per year", "a year", "yearly"),
    ),
    Unit(
        "pc/h",
        "rate",
        1.0,
        "/h",
        ("/h", "/hr", "/hour", "/std", "pcs/h", "pcs/hour", "per hour", "an hour", "hourly"),
    ),
    Unit("1", "ratio", 1.0, ""),
    Unit("%", "ratio", 0.01, "%", ("percent", "prozent", "pct")),
    Unit("x", "count", 1.0, ""),
    Unit("m", "distance", 1.0, "m", ("metre", "metres", "meter", "meters")),
    Unit("km", "distance", 1000.0, "km", ("kilometre", "kilometres", "kilometer", "kilometers")),
    Unit("m2", "area", 1.0, "m²", ("m²", "sqm", "sq m", "qm", "square metres", "square meters")),
    Unit("money", "money", 1.0, ""),
)

UNITS = {unit.symbol: unit for unit in _UNITS}
_BY_WORD = {word: unit for unit in _UNITS for word in (unit.symbol, *unit.words)}


def find_unit(word: str, dimension: Dimension) -> Unit | None:
    """The unit of this dimension that the word names, if there is one."""
    word = " ".join(word.split()).rstrip(".").casefold()
    unit = _BY_WORD.get(word)
    return unit if unit and unit.dimension == dimension else None


def words_of(dimension: Dimension) -> tuple[str, ...]:
    """The symbols one may type for this dimension, for messages and completions."""
    return tuple(
        unit.symbol
        for unit in _UNITS
        if unit.dimension == dimension and unit.symbol not in ("1", "x", "money")
    )
