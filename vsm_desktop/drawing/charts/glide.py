"""The glide path: what a number should be at the end of every month, and what it was, under the months of a schedule.

What is expected are bars with their numbers over them; what was reached are dots on them, joined by a line, with their
numbers in a row under the months, so that no number lies over another.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from vsm_desktop.assets import _
from vsm_desktop.drawing.charts.chart import Chart, Mark, exact, listed, nothing, rule
from vsm_desktop.drawing.ops import Op, Part, Path, Pen
from vsm_desktop.drawing.shapes import circle, polyline, rectangle
from vsm_desktop.drawing.symbols.symbol import Look
from vsm_desktop.drawing.text import line, measure, shorten, wrap
from vsm_desktop.model.display import days

_WIDE = 0.76  # of a month
_LEAST_BAR = 1.0
_DOT, _AIR = 2.4, 1.0
_CLEAR = 3.8  # between the line of what was reached and a number
_FOOT = 1.45  # the row of what was reached, in sizes of type


class Month(Struct, frozen=True):
    """One month: its name, the number expected at its end and the one reached; None is unknown."""

    name: str
    expected: float | None
    actual: float | None = None


class Number(Struct, frozen=True):
    """What glides: its title, its unit as it stands under the title, the sign of the unit, and how a value is put short."""

    title: str
    unit: str
    sign: str
    said: Callable[[float], str]


LEAD_TIME = Number(_("Expected lead time"), _("days"), "d", days)


class Strip(Struct, frozen=True):
    """Where the months stand: the left edge of the first, the width of each, the width of all with what is said; of what."""

    left: float
    pitch: float
    width: float
    number: Number = LEAD_TIME


def glide_chart(
    months: tuple[Month, ...], strip: Strip, height: float, look: Look, size: float = 8.5, why: str = ""
) -> Chart:
    """The bars under the months of a strip, in type of a size; where nothing is expected in any of them, `why`."""
    known = [value for one in months for value in (one.expected, one.actual) if value is not None]
    if not known:
        words = why or _("Nothing is expected yet: it comes from the dates of the plan and its bursts.")
        return nothing(words, strip.width, height, look)
    reached = any(one.actual is not None for one in months)
    top, base = size * 1.6, height - 2.0 - (size * _FOOT if reached else 0.0)
    unit = (base - top) / max(*known, 1e-9)
    way = _Way(strip, base, unit, months)
    if any(one.expected is not None for one in months):
        why = ""
    parts = [Part("@said", 0.0, 0.0, tuple(_said(strip, base, look, size, why, reached=reached)))]
    marks = []
    named = _named([one.expected for one in months], strip, size)
    for at, one in enumerate(months):
        left = strip.left + at * strip.pitch
        parts.append(Part(f"@month:{at}", 0.0, 0.0, tuple(_bar(one, at, way, look, size))))
        marks.append(
            Mark((), one.name, _told(one, strip.number.sign), (left, 0.0, left + strip.pitch, height))
        )
    end = strip.left + strip.pitch * len(months)
    parts.append(Part("@base", 0.0, 0.0, (rule(strip.left, base, end, base, look["ink"], 1.0),)))
    parts.append(Part("@actual", 0.0, 0.0, tuple(_actuals(way, look, size))))
    labels = [op for at in sorted(named) for op in _label(at, way, look, size)]
    parts.append(Part("@named", 0.0, 0.0, tuple(labels)))
    return Chart(tuple(parts), tuple(marks), strip.width, height, look["page"])


class _Way(Struct, frozen=True):
    """Where bars and dots stand: months in a strip, days over a base."""

    strip: Strip
    base: float
    unit: float
    months: tuple[Month, ...]

    def middle(self, at: int) -> float:
        return self.strip.left + (at + 0.5) * self.strip.pitch

    def top(self, at: int) -> float:
        """Of the bar of a month; the base where nothing is expected."""
        expected = self.months[at].expected
        return self.base if expected is None else self.base - max(expected * self.unit, _LEAST_BAR)

    def bars(self, left: float, right: float) -> float:
        """The top of the highest bar between two places."""
        half = self.strip.pitch * _WIDE / 2 + _AIR
        tops = [
            self.top(at)
            for at in range(len(self.months))
            if self.middle(at) - half < right and self.middle(at) + half > left
        ]
        return min(tops, default=self.base)

    @property
    def dots(self) -> tuple[tuple[float, float], ...]:
        """What was reached."""
        return tuple(
            (self.middle(at), self.base - one.actual * self.unit)
            for at, one in enumerate(self.months)
            if one.actual is not None
        )

    def course(self, left: float, right: float) -> tuple[float, float] | None:
        """The highest and the lowest place of the line through the dots between two places; None where there is none."""
        dots = self.dots
        found = [y for x, y in dots if left - _DOT <= x <= right + _DOT]
        for (x0, y0), (x1, y1) in pairwise(dots):
            for x in (max(left, x0), min(right, x1)):
                if x0 <= x <= x1 and left <= x <= right:
                    found.append(y0 + (y1 - y0) * (x - x0) / (x1 - x0))
        return (min(found), max(found)) if found else None


def _told(one: Month, sign: str) -> str:
    """A month in words."""
    expected = "" if one.expected is None else _("expected {value}").format(value=exact(one.expected, sign))
    actual = "" if one.actual is None else _("reached {value}").format(value=exact(one.actual, sign))
    return listed(expected, actual)


def _said(strip: Strip, base: float, look: Look, size: float, why: str, *, reached: bool) -> Iterator[Op]:
    """What is shown, at the left of the months, or why nothing is expected: what was reached beside its row."""
    room = strip.left - size * 1.5
    if room < size * 6:
        return
    x, y = size * 0.5, size * 1.6
    yield from line(x, y, shorten(strip.number.title, room, size, "bold"), size, look["ink"], "bold")
    under = why or _("{unit}, if every action lands on its date").format(unit=strip.number.unit)
    for words in wrap(under, room, size):
        y += size * 1.35
        yield from line(x, y, words, size, look["ink2"])
    if reached:
        y, end, words = base + size * 1.2, strip.left - size * 1.3, _("reached")
        yield Path(circle(end - measure(words, size) - 6.0, y - size * 0.32, _DOT), fill=look["ink"])
        yield from line(end, y, words, size, look["ink2"], anchor="end")


def _named(values: Sequence[float | None], strip: Strip, size: float) -> frozenset[int]:
    """The months whose number is said: all where there is room, else where another one begins, and the last."""
    texts = ["" if value is None else strip.number.said(value) for value in values]
    wide = max((measure(text, size, "bold") for text in texts), default=0.0)
    if wide <= strip.pitch:
        return frozenset(range(len(values)))
    known = [at for at, text in enumerate(texts) if text]
    wished = [at for at in known if at == 0 or texts[at] != texts[at - 1]]
    kept: list[int] = []
    for at in (known[-1:] if known else []) + wished:  # the last one is where it leads to
        if all(abs(at - other) * strip.pitch > wide + 1 for other in kept):
            kept.append(at)
    return frozenset(kept)


def _bar(one: Month, at: int, way: _Way, look: Look, size: float) -> Iterator[Op]:
    middle, wide = way.middle(at), way.strip.pitch * _WIDE
    if one.expected is None:
        yield from line(middle, way.base - 3, "–", size, look["text3"], anchor="middle")
        return
    box = rectangle(middle - wide / 2, way.top(at), wide, way.base - way.top(at))
    yield Path(box, Pen(look["wait"], 0.9), look["wait_t"])


def _label(at: int, way: _Way, look: Look, size: float) -> Iterator[Op]:
    """The number over a bar and what it reaches over; over the line of what was reached, too, where that would cross it."""
    expected = way.months[at].expected
    if expected is None:
        return
    text, middle = way.strip.number.said(expected), way.middle(at)
    half = measure(text, size, "bold") / 2
    y = way.bars(middle - half, middle + half) - 3.2
    course = way.course(middle - half, middle + half)
    if course is not None and course[0] - _CLEAR < y and course[1] + _CLEAR > y - size * 0.75:
        y = course[0] - _CLEAR
    yield from line(middle, y, text, size, look["wait"], "bold", "middle")


def _actuals(way: _Way, look: Look, size: float) -> Iterator[Op]:
    """Dots for what was reached, joined; their numbers stand in a row under the base."""
    if len(way.dots) > 1:
        yield Path(polyline(way.dots), Pen(look["ink"], 1.25))
    for x, y in way.dots:
        yield Path(circle(x, y, _DOT), Pen(look["page"], 0.75), look["ink"])
    values = [one.actual for one in way.months]
    for at in sorted(_named(values, way.strip, size)):
        actual = values[at]
        if actual is not None:
            y = way.base + size * 1.2
            yield from line(
                way.middle(at), y, way.strip.number.said(actual), size, look["ink"], "bold", "middle"
            )
