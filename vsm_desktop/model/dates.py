"""Dates as a plan counts and shows them: ISO text in the document, days and whole months between."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from vsm_desktop.assets import _

MONTHS = (
    _("Jan"),
    _("Feb"),
    _("Mar"),
    _("Apr"),
    _("May"),
    _("Jun"),
    _("Jul"),
    _("Aug"),
    _("Sep"),
    _("Oct"),
    _("Nov"),
    _("Dec"),
)


def day_of(text: str) -> date | None:
    """The day of an ISO date; None for an empty one, or for what is none."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


def said_day(day: date) -> str:
    """A date as one reads it: 30 Jun 2025."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def said_month(day: date) -> str:
    """The month of a date: Jun 2025."""
    return f"{MONTHS[day.month - 1]} {day.year}"


def month_start(day: date, after: int = 0) -> date:
    """The first day of the month so many months after that of a date; the last month there is, at most."""
    count = min(day.year * 12 + day.month - 1 + after, date.max.year * 12 + 11)
    return date(count // 12, count % 12 + 1, 1)


def month_end(day: date) -> date:
    """The last day of the month of a date."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def months_between(first: date, last: date) -> int:
    """How many months lie between those of two dates: 0 for one and the same."""
    return (last.year - first.year) * 12 + last.month - first.month
