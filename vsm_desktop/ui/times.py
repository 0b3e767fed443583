"""Moments in words, as near as one needs them."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import QDate, QLocale

from vsm_desktop.assets import _


def moment(then: datetime, now: datetime) -> str:
    """When something happened, within a sentence: at 14:02, yesterday at 14:02, on Tuesday at 14:02, on 12 Mar 2025."""
    clock = f"{then:%H:%M}"
    age = (now.date() - then.date()).days
    if age == 0:
        return _("at {clock}").format(clock=clock)
    if age == 1:
        return _("yesterday at {clock}").format(clock=clock)
    if 1 < age < 7:
        return _("on {day} at {clock}").format(day=_weekday(then), clock=clock)
    return _("on {date}").format(date=_date(then))


def short_moment(then: datetime, now: datetime) -> str:
    """The same at the end of a line: today, 14:02; yesterday; Tuesday; 12 Mar 2025."""
    age = (now.date() - then.date()).days
    if age == 0:
        return _("today, {clock}").format(clock=f"{then:%H:%M}")
    if age == 1:
        return _("yesterday")
    return _weekday(then) if 1 < age < 7 else _date(then)


def greeting(now: datetime) -> str:
    """What one says at this hour."""
    hour = (now - timedelta(hours=4)).hour  # the night still belongs to the evening
    return _("Good morning") if hour < 8 else _("Good afternoon") if hour < 14 else _("Good evening")


def _weekday(then: datetime) -> str:
    return QLocale().dayName(then.isoweekday())


def _date(then: datetime) -> str:
    return QLocale().toString(QDate(then.year, then.month, then.day), "d MMM yyyy")
