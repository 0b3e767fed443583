"""Working times and lead times in the words of the charts: in the unit of the map, else in the one each reads best in."""

from __future__ import annotations

from vsm_desktop.assets import _
from vsm_desktop.drawing.charts.chart import exact
from vsm_desktop.model.display import days, duration, seconds
from vsm_desktop.model.units import UNITS, TimeUnit

LITTLE = 0.05  # of a day: less is said in shorter units


def time_text(in_seconds: float, times: TimeUnit | None) -> str:
    """Working seconds as they stand at a bar, with their unit."""
    return " ".join(duration(in_seconds, times))


def short_time(in_seconds: float, times: TimeUnit | None) -> str:
    """The same without the unit, for narrow columns; `unit_words` say it once."""
    return seconds(in_seconds) if times is None else duration(in_seconds, times)[0]


def unit_words(times: TimeUnit | None) -> str:
    """What short numbers are in."""
    match times:
        case "min":
            return _("in minutes")
        case "h":
            return _("in hours")
        case _:
            return _("in seconds")


def exact_time(in_seconds: float, times: TimeUnit | None) -> str:
    """Working seconds with all their digits, in the unit of the map, else in seconds."""
    unit = times or "s"
    return exact(in_seconds / UNITS[unit].factor, unit)


def lead_text(in_days: float, day_s: float | None, times: TimeUnit | None) -> str:
    """A lead time: in days, what is little of one in working time, if a day has so many seconds of it."""
    if 0 < in_days < LITTLE and day_s:
        return time_text(in_days * day_s, times)
    return f"{days(in_days, trim=True)} d"
