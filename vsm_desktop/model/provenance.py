"""What a value's source says: in words, as a mark on the map, and what becomes of it when another value is typed."""

from __future__ import annotations

import re
from datetime import date, timedelta
from math import isclose
from typing import Literal

from vsm_desktop.assets import _
from vsm_desktop.model.quantity import Provenance, Quantity, ends_in_base

Mark = Literal["", "estimated", "assumed", "stale"]
KINDS = {"measured": _("measured"), "estimated": _("estimated"), "assumed": _("assumed")}
_ISO = r"^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$"
_POINTS = r"^(?:(?:(\d{1,2})\.)?(\d{1,2})\.)?(\d{4})$"


def in_words(source: Provenance, unit: str = "") -> str:
    """A source in one line: estimated, Ann, 2024-05-01, n = 3, Times!B2, by stopwatch.

    Readings are told in `unit`, which is that of the value as shown.
    """
    n = f"n = {source.n}" if source.n else ""
    if source.readings:
        from vsm_desktop.model.readings import told

        n = told(source, unit)
    parts = (KINDS[source.kind], source.by, source.date, n, source.cell, source.note)
    return ", ".join(part for part in parts if part)


def renewed(old: Quantity | None, new: Quantity) -> Quantity:
    """A value just typed, with what is still true of where the one before it came from.

    The same number in other words, 60 s for 1 min, keeps its source. Another number keeps what kind of value it is (a range is an
    estimate), whose it is and the note; when it was taken, how often and in which cell were true of the old number only
    and go. Where nothing but the kind is left and that came with a range, a single number has no source.
    """
    if old is None or old.source is None:
        return new
    if _say_the_same(old, new):
        return new.evolve(source=_in_unit(old.source, old.unit, new.unit))
    kept = Provenance(kind=old.source.kind, by=old.source.by, note=old.source.note)
    if new.high is not None:
        return new.evolve(source=kept.evolve(kind="estimated"))
    bare = kept == Provenance(kind=kept.kind)
    return new if bare and (kept.kind == "measured" or old.high is not None) else new.evolve(source=kept)


def _in_unit(source: Provenance, old: str, new: str) -> Provenance:
    if not source.readings or old == new:
        return source
    from vsm_desktop.model.readings import in_unit

    return in_unit(source, old, new)


def _say_the_same(one: Quantity, other: Quantity) -> bool:
    if one.unit != other.unit and (
        one.in_calendar_units or other.in_calendar_units or one.dimension == "rate"
    ):
        return False
    numbers = zip((one.base, *ends_in_base(one)), (other.base, *ends_in_base(other)), strict=True)
    return one.dimension == other.dimension and all(isclose(a, b, rel_tol=1e-12) for a, b in numbers)


def stale_before(state_date: str) -> date | None:
    """The day before which a measurement is old on a map of a date: a year earlier; None if the date is none.

    Of a month or a year, its first day counts.
    """
    found = _day(state_date, last=False)
    return None if found is None else _a_year_before(found)


def mark_of(quantity: Quantity, stale: date | None) -> Mark:
    """What a value is marked as; what was not said to be anything counts as measured, at a day unknown."""
    source = quantity.source
    if source is None:
        return ""
    if source.kind != "measured":
        return source.kind
    taken = _day(source.date, last=True) if stale is not None else None
    return "stale" if taken is not None and stale is not None and taken < stale else ""


def is_date(text: str) -> bool:
    """Whether a text can be read as a day, a month or a year."""
    return _day(text, last=True) is not None


def _day(text: str, *, last: bool) -> date | None:
    """The day a text names: 2024-05-01, 1.5.2024; the first or last one of 2024-05, 05.2024 or 2024."""
    text = text.strip()
    if found := re.match(_ISO, text):
        year, month, day = found[1], found[2], found[3]
    elif found := re.match(_POINTS, text):
        day, month, year = found[1], found[2], found[3]
    else:
        return None
    try:
        first = date(int(year), int(month or (12 if last else 1)), 1)
        if day or not last:
            return first.replace(day=int(day or 1))
        next_month = first.replace(day=28) + timedelta(days=4)
        return next_month - timedelta(days=next_month.day)
    except (ValueError, OverflowError):
        return None


def _a_year_before(day: date) -> date:
    if day.year == 1:
        return day
    return day.replace(year=day.year - 1, day=28 if (day.month, day.day) == (2, 29) else day.day)
