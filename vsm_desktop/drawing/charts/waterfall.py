"""From one lead time to another: both ends, and between them what each place and cause saves or adds (LOOK.md 7).

What saves time hangs down and points down, what adds stands up, is hatched and points up; each has its sign. Names and causes stand
underneath, in two lines each.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from math import fsum
from typing import Protocol

from msgspec import Struct

from vsm_desktop.assets import _
from vsm_desktop.drawing.charts.chart import BAR_LINE, EDGE, Chart, Mark, exact, listed, nothing, rule
from vsm_desktop.drawing.ops import Op, Part, Path, Pen
from vsm_desktop.drawing.shapes import hatch, polyline, rectangle
from vsm_desktop.drawing.symbols.symbol import Look
from vsm_desktop.drawing.text import line, measure, shorten, wrap
from vsm_desktop.drawing.theme import ROW_LINE
from vsm_desktop.model.spans import Spans

_SIZE, _SMALL = 11.0, 10.0
_LINE, _SMALL_LINE = 14.0, 12.5
_LEAST_PITCH, _MOST_PITCH, _FILLED, _WIDEST = 86.0, 150.0, 0.68, 84.0
_LEAST_PLOT = 64.0
_HEAD = 22.0  # over the highest bar, for its number
_THIN = 1.5  # what is too little to be seen is drawn so high
_NOTHING = 1e-12  # days
_ARROW = 26.0  # a bar this high has an arrow in it
_DAYS = Spans()


class Step(Protocol):
    """A part of the way: its place, why, and how many days it adds; less than 0 is saved."""

    @property
    def label(self) -> str: ...
    @property
    def ids(self) -> tuple[str, ...]: ...
    @property
    def cause(self) -> str: ...
    @property
    def days(self) -> float: ...


class Way(Protocol):
    """From one lead time in days to another by parts that add up, or why there is no such way."""

    @property
    def labels(self) -> tuple[str, str]: ...
    @property
    def start(self) -> float | None: ...
    @property
    def end(self) -> float | None: ...
    @property
    def parts(self) -> Sequence[Step]: ...
    @property
    def why(self) -> str: ...


class _Bar(Struct, frozen=True):
    """One bar between two levels, in days; the ends of the way start from nothing."""

    name: str
    cause: str
    ids: tuple[str, ...]
    low: float
    high: float
    text: str
    said: str
    token: str  # wait, work or alert

    @property
    def leaves(self) -> float:
        """The level behind it."""
        return self.low if self.token == "work" else self.high


class _Plan(Struct, frozen=True):
    """Where everything stands."""

    left: float
    pitch: float
    top: float
    zero: float
    scale: float
    base: float
    width: float
    height: float

    @property
    def wide(self) -> float:
        return min(self.pitch * _FILLED, _WIDEST)

    def middle(self, i: int) -> float:
        return self.left + (i + 0.5) * self.pitch

    def y(self, level: float) -> float:
        return self.zero - level * self.scale


def waterfall_chart(way: Way, width: float, height: float, look: Look, spans: Spans = _DAYS) -> Chart:
    """The chart in a room of this size; it is wider where the bars would become too narrow.

    All numbers are in one unit, and add up as they are printed.
    """
    if way.start is None or way.end is None:
        return nothing(way.why, width, height, look)
    bars = _bars(way, way.start, way.end, spans)
    plan = _plan(bars, width, height)
    parts, marks = [Part("@joints", 0.0, 0.0, tuple(_joints(bars, plan, look)))], []
    for i, bar in enumerate(bars):
        name = bar.ids[0] if len(bar.ids) == 1 else f"@part:{i}"
        parts.append(Part(name, 0.0, 0.0, tuple(_bar(bar, i, plan, look))))
        room = (plan.middle(i) - plan.pitch / 2, 0.0, plan.middle(i) + plan.pitch / 2, plan.height)
        marks.append(Mark(bar.ids, bar.name, bar.said, room))
    words = [op for i, bar in enumerate(bars) for op in _words(bar, i, plan, look)]
    parts.append(Part("@names", 0.0, 0.0, tuple(words)))
    return Chart(tuple(parts), tuple(marks), plan.width, plan.height, look["page"])


def _bars(way: Way, start: float, end: float, spans: Spans) -> list[_Bar]:
    opens, *texts, closes = spans.adding_up(start, [part.days for part in way.parts], end)
    lead = _("lead time {days}")
    first, last = way.labels
    bars = [_Bar(first, "", (), 0.0, start, opens, lead.format(days=exact(start, "d")), "wait")]
    level = [start]
    for part, text in zip(way.parts, texts, strict=True):
        before, after = fsum(level), fsum([*level, part.days])
        level.append(part.days)
        gains = part.days < 0
        said = _("{days} less") if gains else _("{days} more")
        bars.append(
            _Bar(
                part.label,
                part.cause,
                part.ids,
                min(before, after),
                max(before, after),
                text,
                listed(said.format(days=exact(abs(part.days), "d")), part.cause),
                "work" if gains else "alert",
            )
        )
    bars.append(_Bar(last, "", (), 0.0, end, closes, lead.format(days=exact(end, "d")), "wait"))
    return bars


def _plan(bars: Sequence[_Bar], width: float, height: float) -> _Plan:
    room = (width - 2 * EDGE) / len(bars)
    pitch = min(max(room, _LEAST_PITCH), _MOST_PITCH)
    wide = max(width, 2 * EDGE + pitch * len(bars))
    left = (wide - pitch * len(bars)) / 2
    names = max(len(_name(bar, pitch)) for bar in bars)
    causes = max(len(_cause(bar, pitch)) for bar in bars)
    foot = 8 + _LINE * names + _SMALL_LINE * causes
    high = max(height, _HEAD + _LEAST_PLOT + foot)
    base, top = high - foot, _HEAD
    lowest, highest = min(bar.low for bar in bars), max(bar.high for bar in bars)
    span = highest - min(lowest, 0.0)
    scale = (base - top) / span if span > _NOTHING else 0.0
    return _Plan(left, pitch, top, base + min(lowest, 0.0) * scale, scale, base, wide, high)


def _name(bar: _Bar, pitch: float) -> tuple[str, ...]:
    return wrap(bar.name, pitch - 6, _SIZE, "bold")


def _cause(bar: _Bar, pitch: float) -> tuple[str, ...]:
    """The cause in two lines at most, broken behind a comma where both parts fit, and not within 5 → 1.5 d."""
    room = pitch - 6
    first, comma, rest = bar.cause.partition(", ")
    parts = (f"{first},", rest) if comma else (first,)
    if all(measure(part, _SMALL) <= room for part in parts):
        return tuple(filter(None, parts))
    tied = re.sub(
        r" → | (?=(?:d|s|min|h|%)$)", lambda gap: gap[0].replace(" ", "\N{NO-BREAK SPACE}"), bar.cause
    )
    return wrap(tied, room, _SMALL)


# what is drawn


def _joints(bars: Sequence[_Bar], plan: _Plan, look: Look) -> Iterator[Op]:
    """The line all stands on, and what joins a bar to the next at the level it leaves."""
    end = plan.left + plan.pitch * len(bars)
    yield rule(plan.left, plan.zero, end, plan.zero, look["ink"], 1.0)
    for i, bar in enumerate(bars[:-1]):
        y = plan.y(bar.leaves)
        x0, x1 = plan.middle(i) + plan.wide / 2, plan.middle(i + 1) - plan.wide / 2
        yield Path((("M", x0, y), ("L", x1, y)), Pen(look["ink2"], 1.0, (2.0, 2.5), "butt"))


def _bar(bar: _Bar, i: int, plan: _Plan, look: Look) -> Iterator[Op]:
    """A bar with the number over it; what adds time is hatched."""
    left, top = plan.middle(i) - plan.wide / 2, plan.y(bar.high)
    high = max(plan.y(bar.low) - top, _THIN)
    yield Path(rectangle(left, top, plan.wide, high), fill=look[f"{bar.token}_t"])
    color = look[bar.token]
    if bar.token == "alert" and (lines := hatch(left, top, plan.wide, high)):
        yield Path(lines, Pen(color, ROW_LINE, cap="butt"))
    yield Path(rectangle(left, top, plan.wide, high), Pen(color, BAR_LINE))
    if bar.token != "wait" and high >= _ARROW:
        yield from _arrow(plan.middle(i), top, high, down=bar.token == "work", bar=bar, look=look)
    text = shorten(bar.text, plan.pitch - 4, _SIZE, "bold")
    yield from line(plan.middle(i), top - 6, text, _SIZE, color, "bold", "middle")


def _arrow(x: float, top: float, high: float, *, down: bool, bar: _Bar, look: Look) -> Iterator[Op]:
    """Which way it goes; over a hatch on cleared ground."""
    reach = min(high - 14, 44.0)
    start, end = top + (high - reach) / 2, top + (high + reach) / 2
    if not down:
        start, end = end, start
        yield Path(rectangle(x - 8, end - 3, 16, reach + 6), fill=look["alert_t"])
    wing = -5 if down else 5
    pen = Pen(look[bar.token], BAR_LINE)
    yield Path(polyline(((x, start), (x, end))), pen)
    yield Path(polyline(((x - 4, end + wing), (x, end), (x + 4, end + wing))), pen)


def _words(bar: _Bar, i: int, plan: _Plan, look: Look) -> Iterator[Op]:
    """Name and cause under a bar."""
    y = plan.base + 15
    for text in _name(bar, plan.pitch):
        yield from line(plan.middle(i), y, text, _SIZE, look["ink"], "bold", "middle")
        y += _LINE
    for text in _cause(bar, plan.pitch):
        yield from line(plan.middle(i), y, text, _SMALL, look["ink2"], anchor="middle")
        y += _SMALL_LINE
