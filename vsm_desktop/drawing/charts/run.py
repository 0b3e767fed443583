"""A run chart: what was reached of one measure over time, between the baseline it started from and its target (METRICS.md 12).

What the plan expects is a dotted course. A value that is worse than expected is a triangle instead of a dot; one of a day
that has not come is a hollow dot off the line, as nothing was reached yet.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from math import ceil, floor, log10

from msgspec import Struct

from vsm_desktop.assets import _
from vsm_desktop.drawing.charts.chart import BAR_LINE, EDGE, Chart, Mark, listed, nothing, rule
from vsm_desktop.drawing.charts.dots import Dot, dotted, hidden_by_labels
from vsm_desktop.drawing.charts.onlines import Label, on_lines
from vsm_desktop.drawing.ops import Box, Op, Part, Path, Pen, Segment
from vsm_desktop.drawing.shapes import polyline
from vsm_desktop.drawing.symbols.symbol import Look
from vsm_desktop.drawing.text import line, measure, shorten
from vsm_desktop.drawing.theme import ROW_LINE
from vsm_desktop.model.dates import MONTHS, month_start, months_between, said_day
from vsm_desktop.model.display import DASH, rounded

_AIR = 0.08  # of the span, above and below
_FAR = 0.4  # of the highest value: below it the scale starts at nothing
_TICKS = 4
_ROOM = 8.0  # round a dot, to be pointed at
_AROUND = 15  # days on either side of a single one
_BESIDE = 0.025  # of the time that is shown, before and behind it
_FEW_MONTHS = 2
_BESIDES = 0.19  # of the width: labels that would take more stand on their lines
_MOST = 1e100


class Point(Struct, frozen=True):
    """What was reached on a day, or in the period that ends with it; `off` says that it is worse than expected."""

    on: date
    value: float
    remark: str = ""
    off: bool = False


class Run(Struct, frozen=True):
    """A measure with its values in order of time, all in `unit`.

    `met` says whether the last value reaches the target, None where that cannot be told. `expected` is what the plan leads
    to, day by day, `even` if evenly from one day to the next; `checks` are the days on which a trial is looked at, `today` is
    marked, and what is dated later is not reached. In a `brief` chart the levels are numbers without words, for where a
    table beside it has them.
    """

    name: str
    unit: str
    points: tuple[Point, ...]
    baseline: float | None = None
    target: float | None = None
    met: bool | None = None
    checks: tuple[date, ...] = ()
    expected: tuple[tuple[date, float], ...] = ()
    today: date | None = None
    even: bool = False
    brief: bool = False

    def comes(self, one: Point) -> bool:
        """Whether its day has not come, so that it does not count yet."""
        return self.today is not None and one.on > self.today


class _Plot(Struct, frozen=True):
    """Where everything stands: days by their number, values between `low` and `high`, one tick every `step`."""

    left: float
    top: float
    right: float
    base: float
    first: int
    last: int
    low: float
    high: float
    step: float
    within: bool = False  # labels stand on their lines, not beside these

    def x(self, day: date) -> float:
        return self.left + (self.right - self.left) * self.share(day)

    def share(self, day: date) -> float:
        return (day.toordinal() - self.first) / (self.last - self.first)

    def y(self, value: float) -> float:
        return self.base - (self.base - self.top) * (_held(value) - self.low) / (self.high - self.low)


def run_chart(
    run: Run, width: float, height: float, look: Look, size: float = 11.0, *, within: bool = False
) -> Chart:
    """The chart in a room of this size, in type of a size: values as dots joined by a line, with their numbers where these fit.

    Baseline, target and plan are named beside their lines; on them with `within`, and where there is too little room beside.
    """
    if not run.points and run.baseline is None and run.target is None and not run.expected:
        words = _("No values yet. Type the first one, or paste them from a sheet.")
        return nothing(words, width, height, look)
    plot = _plot(run, width, height, size, within=within)
    dots = [
        Dot(plot.x(one.on), plot.y(one.value), value_text(one.value), one.off, run.comes(one))
        for one in run.points
    ]
    free = [
        (x - measure(text, size) / 2, plot.top - 4 - size, x + measure(text, size) / 2, plot.top - 4)
        for x, text in _check_words(run, plot, size)
    ]
    parts = [
        Part("@scale", 0.0, 0.0, tuple(_scale(run, plot, look, size))),
        Part("@days", 0.0, 0.0, tuple(_days(run, plot, look, size))),
        Part("@limits", 0.0, 0.0, tuple(_limits(run, plot, dots, width, look, size))),
        Part("@run", 0.0, 0.0, tuple(dotted(dots, plot, look, size, met=bool(run.met), free=free))),
    ]
    marks = [Mark((), said_day(one.on), _told(one, run), _room(one, plot)) for one in run.points]
    return Chart(tuple(parts), tuple(marks), width, height, look["page"])


def value_text(value: float | None, unit: str = "") -> str:
    """A value of a measure as people read it: three digits that count, whole from 100 on; a dash for none."""
    if value is None:
        return DASH
    size = abs(value)
    places = 0 if size >= 100 or not size else max(0, 2 - floor(log10(size)))
    text = rounded(value, min(places, 4))
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return f"{text} {unit}".strip()


def expected_on(run: Run, day: date) -> float | None:
    """What the plan expects on a day: between two days it knows, what was due on the earlier one; before the first, nothing."""
    before = [point for point in run.expected if point[0] <= day]
    after = [point for point in run.expected if point[0] > day]
    if not before or not (run.even and after):
        return before[-1][1] if before else None
    (first, value), (last, goal) = before[-1], after[0]
    return value + (goal - value) * ((day - first).days / (last - first).days)


def _told(one: Point, run: Run) -> str:
    expected = expected_on(run, one.on)
    plan = "" if expected is None else _("expected {value}").format(value=value_text(expected, run.unit))
    off = _("worse than expected") if one.off else ""
    coming = _("in the future, does not count yet") if run.comes(one) else ""
    return listed(value_text(one.value, run.unit), coming, plan, off, one.remark)


# room


def _plot(run: Run, width: float, height: float, size: float, *, within: bool) -> _Plot:
    first, last = _span(run)
    low, high, step = _levels(run)
    ticks = [value_text(value) for value in _ticks(low, high, step)]
    left = EDGE + max(measure(text, size) for text in ticks) + 8
    said = max((measure(label.text, size) for label in _named(run)), default=0.0)
    within = within or said + 8 > width * _BESIDES
    right = max(left + 40, width - EDGE - (0 if within else 8 + said))
    top, base = size * 2.2, height - size * 2.4
    return _Plot(left, top, right, max(base, top + 20), first, last, low, high, step, within)


def _span(run: Run) -> tuple[int, int]:
    """The numbers of the first and the last day that are shown."""
    days = [one.on for one in run.points] + [*run.checks] + [day for day, _value in run.expected]
    days += [run.today] if run.today and days else []
    numbers = [day.toordinal() for day in days] or [date(2000, 1, 1).toordinal()]
    first, last = min(numbers), max(numbers)
    air = max(1, round((last - first) * _BESIDE)) if first < last else _AROUND
    return max(first - air, 1), min(last + air, date.max.toordinal())


def _levels(run: Run) -> tuple[float, float, float]:
    """The lowest and the highest value that are shown, and the step between two ticks."""
    levels = [one.value for one in run.points] + [value for _day, value in run.expected]
    levels += [value for value in (run.baseline, run.target) if value is not None]
    low, high = _held(min(levels)), _held(max(levels))
    span = (high - low) or abs(high) or 1.0
    bottom = 0.0 if 0 <= low < _FAR * high else low - _AIR * span
    if low >= 0:
        bottom = max(bottom, 0.0)
    top = high + _AIR * span
    step = _nice((top - bottom) / _TICKS)
    return floor(bottom / step + 1e-9) * step, top, step


def _held(value: float) -> float:
    """A value within what can be reckoned with."""
    return max(-_MOST, min(value, _MOST))


def _nice(raw: float) -> float:
    """The next of 1, 2, 2.5, 5 times a power of ten."""
    power = 10.0 ** floor(log10(raw)) if raw > 0 else 1.0
    return next(factor * power for factor in (1.0, 2.0, 2.5, 5.0, 10.0) if factor * power >= raw * (1 - 1e-9))


def _ticks(low: float, high: float, step: float) -> list[float]:
    count = floor((high - low) / step + 1e-9)
    return [low + at * step for at in range(count + 1)]


# what is drawn


def _scale(run: Run, plot: _Plot, look: Look, size: float) -> Iterator[Op]:
    """Values at the left with short strokes, the unit over them."""
    below = plot.base + 2 * size
    for value in _ticks(plot.low, plot.high, plot.step):
        y = plot.y(value)
        yield rule(plot.left - 4, y, plot.left, y, look["ink2"], ROW_LINE)
        if y > below - size * 1.2:  # where the chart is low, every other one is named
            continue
        below = y
        yield from line(plot.left - 8, y + size * 0.35, value_text(value), size, look["ink2"], anchor="end")
    yield rule(plot.left, plot.top - 4, plot.left, plot.base, look["ink2"], ROW_LINE)
    if run.unit:
        unit = shorten(run.unit, max(plot.left - EDGE, 40.0), size)
        yield from line(EDGE, size * 1.1, unit, size, look["ink2"])


def _days(run: Run, plot: _Plot, look: Look, size: float) -> Iterator[Op]:
    """Months or days along the base, the days of the checks, and today."""
    yield rule(plot.left, plot.base, plot.right, plot.base, look["ink"], 1.0)
    y, taken = plot.base + size * 1.45, -EDGE
    for day, text in _stops(run, plot, size):
        x = plot.x(day)
        yield rule(x, plot.base, x, plot.base + 4, look["ink2"], ROW_LINE)
        wide = measure(text, size)
        start = _start(x, wide, plot)
        if start > taken + 6:
            yield from line(start, y, text, size, look["ink2"])
            taken = start + wide
    yield from _checks(run, plot, look, size)
    if run.today and 0 <= plot.share(run.today) <= 1 and run.points:
        x = plot.x(run.today)
        yield Path((("M", x, plot.top - 4), ("L", x, plot.base)), Pen(look["accent"], 1.0, cap="butt"))


def _checks(run: Run, plot: _Plot, look: Look, size: float) -> Iterator[Op]:
    """The days on which a trial is looked at, and what they are called."""
    named = _check_words(run, plot, size)
    for at, day in enumerate(run.checks):
        x = plot.x(day)
        yield Path((("M", x, plot.top), ("L", x, plot.base)), Pen(look["rule"], 1.0, (2.0, 2.5), "butt"))
        for middle, text in named[at : at + 1]:
            yield from line(middle, plot.top - 4, text, size, look["ink2"], anchor="middle")


def _check_words(run: Run, plot: _Plot, size: float) -> list[tuple[float, str]]:
    """What the check days are called, by the middle of the words; they take the room there is, and none where there is none."""
    apart = plot.x(run.checks[1]) - plot.x(run.checks[0]) if len(run.checks) > 1 else plot.right
    words = _("day {n}") if apart > measure(_("day {n}").format(n=60), size) + 6 else "{n}"
    named = apart > measure("60", size) + 4
    if not named:
        return []
    texts = [words.format(n=30 * at) for at in range(1, len(run.checks) + 1)]
    most = [plot.right + EDGE - measure(text, size) / 2 for text in texts]
    return [(min(plot.x(day), x), text) for day, x, text in zip(run.checks, most, texts, strict=True)]


def _stops(run: Run, plot: _Plot, size: float) -> list[tuple[date, str]]:
    """The days that are named: the firsts of months, some of them where they are many; of a short time its ends."""
    first, last = date.fromordinal(plot.first), date.fromordinal(plot.last)
    start = first if first.day == 1 else month_start(first, 1)
    count = months_between(start, last) + 1
    if count < _FEW_MONTHS:
        ends = sorted({one.on for one in (*run.points[:1], *run.points[-1:])}) or [*run.checks]
        return [(day, said_day(day)) for day in ends]
    widest = max(measure(name, size) for name in MONTHS) + measure(" 2000", size) + 10
    room = max(1, floor((plot.right - plot.left) / widest))
    every = next((n for n in (1, 2, 3, 6, 12, 24, 60) if count <= n * room), max(60, ceil(count / room)))
    stops, year = list[tuple[date, str]](), 0
    for at in range(0, count, every):
        day = month_start(start, at)
        name = MONTHS[day.month - 1]
        stops.append((day, f"{name} {day.year}" if day.year != year else name))
        year = day.year
    last_month = month_start(start, count - 1)
    if len(stops) == 1:  # the last one, too, where there is room beside the first
        name, text = MONTHS[last_month.month - 1], stops[0][1]
        name = name if last_month.year == year else f"{name} {last_month.year}"
        begin = _start(plot.x(stops[0][0]), measure(text, size), plot)
        if _start(plot.x(last_month), measure(name, size), plot) > begin + measure(text, size) + 6:
            stops.append((last_month, name))
    return stops


def _start(x: float, wide: float, plot: _Plot) -> float:
    """Where words under a place begin, such that they stay within the chart."""
    return max(0.0, min(x - wide / 2, plot.right + EDGE - wide))


def _named(run: Run) -> list[Label]:
    """What is said at the right end: baseline, target and plan, each with its value."""
    labels = []
    for words, value, token in (
        (_("baseline {value}"), run.baseline, "ink2"),
        (_("target {value}"), run.target, "work"),
        (_("plan {value}"), run.expected[-1][1] if run.expected else None, "wait"),
    ):
        if value is not None:
            text = value_text(value)
            text = text if run.brief else words.format(value=text)
            labels.append(Label(text, value, token, spare=token == "wait"))
    return labels


def _limits(
    run: Run, plot: _Plot, dots: Sequence[Dot], width: float, look: Look, size: float
) -> Iterator[Op]:
    """The baseline thin, the target dashed, the course of the plan dotted, each named at its right end."""
    if run.baseline is not None:
        y = plot.y(run.baseline)
        yield rule(plot.left, y, plot.right, y, look["ink2"], ROW_LINE)
    if run.target is not None:
        y = plot.y(run.target)
        yield rule(plot.left, y, plot.right, y, look["work"], BAR_LINE, dashed=True)
    if len(run.expected) > 1:
        yield Path(_way(run, plot), Pen(look["wait"], 1.5, (1.5, 2.5), "butt"))
    labels = _named(run)
    for label in labels:
        label.y = plot.y(label.y)
    if plot.within:
        named = _check_words(run, plot, size)
        over = [
            (x + aside, plot.top - 4 - size / 2)
            for x, _text in named
            for aside in (-18.0, -9.0, 0.0, 9.0, 18.0)
        ]
        yield from on_lines(labels, [*hidden_by_labels(dots), *over], plot, look, size)
        return
    _spread(labels, size * 1.25, size, plot.base)
    for label in labels:
        text = shorten(label.text, width - plot.right - 10, size)
        yield from line(plot.right + 8, label.y + size * 0.35, text, size, look[label.token])


def _way(run: Run, plot: _Plot) -> tuple[Segment, ...]:
    """The course of the plan: where it is not even, a value holds until the next one is due."""
    points = [(plot.x(day), plot.y(value)) for day, value in run.expected]
    if run.even:
        return polyline(points)
    stairs = [points[0]]
    for x, y in points[1:]:
        stairs += [(x, stairs[-1][1]), (x, y)] if y != stairs[-1][1] else [(x, y)]
    return polyline(stairs)


def _spread(labels: list[Label], pitch: float, top: float, bottom: float) -> None:
    """Move labels apart, as little as it takes, and keep them between top and bottom where they fit."""
    labels.sort(key=lambda label: label.y)
    for above, label in pairwise(labels):
        label.y = max(label.y, above.y + pitch)
    limit = bottom
    for label in reversed(labels):
        label.y = max(top, min(label.y, limit))
        limit = label.y - pitch


def _room(one: Point, plot: _Plot) -> Box:
    x, y = plot.x(one.on), plot.y(one.value)
    return (x - _ROOM, y - _ROOM, x + _ROOM, y + _ROOM)
