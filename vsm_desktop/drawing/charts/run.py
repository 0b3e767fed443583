"""A run chart: one measure over time, with the baseline it started from and the target it is to reach (METRICS.md 12)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from math import floor, log10

from msgspec import Struct

from vsm_desktop.assets import _
from vsm_desktop.drawing.charts.chart import Chart, Mark, listed, nothing, rule
from vsm_desktop.drawing.ops import Op, Part, Path, Pen
from vsm_desktop.drawing.shapes import circle, polyline
from vsm_desktop.drawing.symbols.symbol import Look
from vsm_desktop.drawing.text import line, measure, shorten
from vsm_desktop.model.dates import said_day
from vsm_desktop.model.display import DASH, rounded

_EDGE = 4.0
_AIR = 0.12  # of the span, above and below


class Point(Struct, frozen=True):
    """What was reached on a day."""

    on: date
    value: float
    remark: str = ""


class Run(Struct, frozen=True):
    """A measure with its values in order of time, all in `unit`; `checks` are the days on which a trial is looked at.

    `met` says whether the last value reaches the target, None where that cannot be told.
    """

    name: str
    unit: str
    points: tuple[Point, ...]
    baseline: float | None = None
    target: float | None = None
    met: bool | None = None
    checks: tuple[date, ...] = ()


class _Plot(Struct, frozen=True):
    left: float
    top: float
    right: float
    base: float
    first: int
    last: int
    low: float
    high: float

    def x(self, day: date) -> float:
        return self.left + (self.right - self.left) * (day.toordinal() - self.first) / (
            self.last - self.first
        )

    def y(self, value: float) -> float:
        return self.base - (self.base - self.top) * (value - self.low) / (self.high - self.low)


def run_chart(run: Run, width: float, height: float, look: Look, size: float = 11.0) -> Chart:
    """The chart in a room of this size, in type of a size: values as dots joined by a line, the last with its number."""
    if not run.points and run.baseline is None and run.target is None:
        words = _("No values yet. Type the first one, or paste them from a sheet.")
        return nothing(words, width, height, look)
    plot = _plot(run, width, height, size)
    parts = [
        Part("@limits", 0.0, 0.0, tuple(_limits(run, plot, width, look, size))),
        Part("@days", 0.0, 0.0, tuple(_days(run, plot, look, size))),
        Part("@run", 0.0, 0.0, tuple(_course(run, plot, look, size))),
    ]
    marks = [
        Mark((), one.on.isoformat(), listed(value_text(one.value, run.unit), one.remark), _room(one, plot))
        for one in run.points
    ]
    return Chart(tuple(parts), tuple(marks), width, height, look["page"])


def value_text(value: float | None, unit: str = "") -> str:
    """A value of a measure as people read it: three digits that count."""
    if value is None:
        return DASH
    size = abs(value)
    places = 0 if size >= 100 or not size else max(0, 2 - floor(log10(size)))
    text = rounded(value, min(places, 4))
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return f"{text} {unit}".strip()


def _plot(run: Run, width: float, height: float, size: float) -> _Plot:
    days = sorted({one.on.toordinal() for one in run.points} | {day.toordinal() for day in run.checks})
    first, last = (days[0], days[-1]) if days else (0, 1)
    if last == first:
        first, last = first - 15, last + 15
    levels = [one.value for one in run.points]
    levels += [value for value in (run.baseline, run.target) if value is not None]
    low, high = min(levels), max(levels)
    span = high - low or abs(high) or 1.0
    low, high = low - _AIR * span, high + _AIR * span
    if min(levels) >= 0:
        low = max(low, 0.0) if min(levels) > 0.4 * max(levels) else 0.0
    if high <= low:
        high = low + 1.0
    said = [_limit_text(words, value) for words, value in _named(run)]
    side = max((measure(text, size) for text in said), default=0.0) + 8
    left = _EDGE + 4
    return _Plot(
        left,
        size * 1.6,
        max(left + 20, width - side - _EDGE - 14),
        height - size * 1.7,
        first,
        last,
        low,
        high,
    )


def _named(run: Run) -> list[tuple[str, float]]:
    both = ((_("target"), run.target), (_("baseline"), run.baseline))
    return [(words, value) for words, value in both if value is not None]


def _limit_text(words: str, value: float) -> str:
    return f"{words} {value_text(value)}"


def _limits(run: Run, plot: _Plot, width: float, look: Look, size: float) -> Iterator[Op]:
    """Baseline and target as level lines that say at their right end what they are; their words do not touch."""
    taken: list[float] = []
    for words, value in _named(run):
        y = plot.y(value)
        color = look["work"] if words == _("target") else look["ink2"]
        yield rule(plot.left, y, plot.right, y, color, 1.0, dashed=True)
        text_y = y + size * 0.35
        for other in taken:
            if abs(text_y - other) < size * 1.2:
                text_y = other + size * 1.2 * (1 if text_y >= other else -1)
        taken.append(text_y)
        text = shorten(_limit_text(words, value), width - plot.right - 16, size)
        yield from line(plot.right + 14, text_y, text, size, color)
    yield rule(plot.left, plot.base, plot.right, plot.base, look["ink"], 1.0)


def _days(run: Run, plot: _Plot, look: Look, size: float) -> Iterator[Op]:
    """The first and the last day, and the days on which the trial is checked."""
    y = plot.base + size * 1.25
    ends = [run.points[0].on, run.points[-1].on] if run.points else []
    if len(ends) == 2 and ends[0] != ends[1]:
        yield from line(plot.x(ends[0]), y, said_day(ends[0]), size, look["ink2"])
    if ends:
        yield from line(
            max(plot.x(ends[-1]), plot.left + measure(said_day(ends[-1]), size)),
            y,
            said_day(ends[-1]),
            size,
            look["ink2"],
            anchor="end",
        )
    for day in run.checks:
        x = plot.x(day)
        yield Path((("M", x, plot.top), ("L", x, plot.base)), Pen(look["rule"], 0.75, (2.0, 2.5), "butt"))
        yield Path(
            polyline(((x, plot.base - 3), (x + 3, plot.base + 2), (x - 3, plot.base + 2)), closed=True),
            fill=look["ink2"],
        )


def _course(run: Run, plot: _Plot, look: Look, size: float) -> Iterator[Op]:
    """The values: dots joined by a line, the last with its number."""
    points = [(plot.x(one.on), plot.y(one.value)) for one in run.points]
    if len(points) > 1:
        yield Path(polyline(points), Pen(look["ink"], 1.5))
    for x, y in points:
        yield Path(circle(x, y, 2.6), Pen(look["page"], 1.0), look["ink"])
    if points:
        x, y = points[-1]
        token = "ink" if run.met is None else "work" if run.met else "wait"
        sign = "" if run.met is None else "✓ " if run.met else ""
        text = sign + value_text(run.points[-1].value)
        limits = [plot.y(value) for _words, value in _named(run)]
        sides = (y - size * 0.7, y + size * 1.5) if y - size * 1.8 > 0 else (y + size * 1.5,)
        clear = (one for one in sides if not any(one - size < limit < one + 3 for limit in limits))
        over = next(clear, sides[0])
        yield Path(circle(x, y, 3.2), Pen(look["page"], 1.0), look[token])
        yield from line(min(x + 3, plot.right + 12), over, text, size, look[token], "bold", "end")


def _room(one: Point, plot: _Plot) -> tuple[float, float, float, float]:
    x, y = plot.x(one.on), plot.y(one.value)
    return (x - 6, y - 6, x + 6, y + 6)
