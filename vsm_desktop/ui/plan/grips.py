"""What a hand does with a bar of the plan, in days: no widget, no pixels but those of the months."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal

from msgspec import Struct

from vsm_desktop.drawing.charts.months import Months

Grip = Literal["move", "start", "end", "done", "new"]
_EDGE = 6.0  # pixels at each end of a bar that pull it
_NEAR = 5.0  # pixels round the edge of the done part
_TINY = 22.0  # narrower bars have no middle of their own
_WEEKS_BELOW = 4.0  # pixels a day: what is narrower snaps to weeks
_DAY, _MONDAY, _FRIDAY = timedelta(days=1), 0, 4


class Bar(Struct, frozen=True):
    """One bar: its days, the last one included, and the share that is done."""

    start: date
    end: date
    done: float = 0.0

    @property
    def length(self) -> timedelta:
        """From the first day to the last."""
        return self.end - self.start


def grip_at(bar: Bar | None, months: Months, x: float, *, low: bool) -> Grip | None:
    """What a press takes hold of; `low` says that it is in the lower part of the bar, where the done part is dragged.

    A row without a bar gets one; None beside a bar.
    """
    if bar is None:
        return "new"
    left, right = months.span(bar.start, bar.end)
    edge = min(_EDGE, (right - left) / 4) if right - left < _TINY else _EDGE
    if not left - _EDGE <= x <= right + _EDGE:
        return None
    if low and abs(x - done_at(bar, months)) <= _NEAR:
        return "done"
    if x <= left + edge:
        return "start"
    return "end" if x >= right - edge else "move"


def done_at(bar: Bar, months: Months) -> float:
    """Where the done part ends."""
    left, right = months.span(bar.start, bar.end)
    return left + bar.done * (right - left)


def by_weeks(months: Months) -> bool:
    """Whether days are too narrow to be met by hand."""
    return months.day_wide < _WEEKS_BELOW


def dragged(
    grip: Grip, bar: Bar, months: Months, pressed: float, x: float, *, keep: bool, weeks: bool
) -> Bar:
    """The bar after the hand went from one place to another; with `keep` an end pulled takes the other one along.

    By weeks, bars begin on a Monday and end on a Friday; a bar that is moved keeps its length. The done part goes by 5 %.
    """
    if grip == "done":
        left, right = months.span(bar.start, bar.end)
        share = min(1.0, max(0.0, (x - left) / (right - left)))
        return Bar(bar.start, bar.end, round(share * 20) / 20)
    by = months.day_at(x) - months.day_at(pressed)
    if grip == "new":
        a, b = sorted((months.day_at(pressed), months.day_at(x)))
        return Bar(_near(a, _MONDAY), max(_near(a, _MONDAY), _near(b, _FRIDAY))) if weeks else Bar(a, b)
    if grip == "end" and not keep:
        end = _near(bar.end + by, _FRIDAY) if weeks and by else bar.end + by
        return Bar(bar.start, max(bar.start, end), bar.done)
    if grip == "end":
        end = _near(bar.end + by, _FRIDAY) if weeks and by else bar.end + by
        return Bar(end - bar.length, end, bar.done)
    start = _near(bar.start + by, _MONDAY) if weeks and by else bar.start + by
    if grip == "start" and not keep:
        return Bar(min(bar.end, start), bar.end, bar.done)
    return Bar(start, start + bar.length, bar.done)


def nudged(bar: Bar, days: int, *, pull: bool) -> Bar:
    """The bar moved by days, or with `pull` only its end, by key."""
    by = timedelta(days=days)
    if pull:
        return Bar(bar.start, max(bar.start, bar.end + by), bar.done)
    return Bar(bar.start + by, bar.end + by, bar.done)


def _near(day: date, weekday: int) -> date:
    """The nearest day that is such a day of the week."""
    off = (weekday - day.weekday()) % 7
    return day + (off if off <= 3 else off - 7) * _DAY
