"""Where days stand on a plan of months: all months are equally wide, and a day has its share of its own month."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from msgspec import Struct

from vsm_desktop.model.dates import month_start, months_between

_DAY = timedelta(days=1)
_HORIZON = 60  # months at most


class Months(Struct, frozen=True):
    """The months shown: the first day of the first, how many there are, and the room they have in units of length."""

    first: date
    count: int
    left: float
    wide: float

    @property
    def pitch(self) -> float:
        """How wide one month is."""
        return self.wide / self.count

    def starts(self) -> tuple[tuple[date, float], ...]:
        """The first day of each month, and where it begins."""
        return tuple((month_start(self.first, i), self.left + i * self.pitch) for i in range(self.count))

    def x_of(self, day: date) -> float:
        """Where a day begins, beyond the ends too."""
        months = (day.year - self.first.year) * 12 + day.month - self.first.month
        return self.left + (months + (day.day - 1) / monthrange(day.year, day.month)[1]) * self.pitch

    def day_at(self, x: float) -> date:
        """The day a place lies in, beyond the ends too."""
        whole, part = divmod((x - self.left) / self.pitch, 1.0)
        month = month_start(self.first, int(whole))
        return month + timedelta(days=int(part * monthrange(month.year, month.month)[1] + 1e-6))

    @property
    def day_wide(self) -> float:
        """About how wide one day is."""
        return self.pitch / 30.5

    def span(self, start: date, end: date) -> tuple[float, float]:
        """From where to where a bar reaches; its last day is part of it."""
        return self.x_of(start), self.x_of(end + _DAY)

    def clipped(self, start: date, end: date) -> tuple[float, float] | None:
        """What of a bar lies in the months shown; None for nothing."""
        a, b = self.span(start, end)
        a, b = max(a, self.left), min(b, self.left + self.wide)
        return (a, b) if b > a else None


def shown_months(start: date, count: int, days: tuple[date, ...]) -> tuple[date, int]:
    """The first month and the number of months of a plan, such that the days of its rows are seen, up to five years."""
    first = min((start, *days)).replace(day=1)
    last = max((month_start(start, count - 1), *days))
    return first, min(months_between(first, last) + 1, _HORIZON)
