"""The glide path: what the lead time should be at the end of every month, and what it was, under the months of a schedule.

What is expected are bars; what was reached are dots on them, joined by a line, with their numbers where they differ.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

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


class Month(Struct, frozen=True):
    """One month: its name, the lead time expected at its end and the one reached, in days; None is unknown."""

    name: str
    expected: float | None
    actual: float | None = None


class Strip(Struct, frozen=True):
    """Where the months stand: the left edge of the first, the width of each, and the width of all with what is said."""

    left: float
    pitch: float
    width: float


def glide_chart(
    months: tuple[Month, ...], strip: Strip, height: float, look: Look, size: float = 8.5, why: str = ""
) -> Chart:
    """The bars under the months of a strip, in type of a size; where nothing is expected in any of them, `why`."""
    known = [value for one in months for value in (one.expected, one.actual) if value is not None]
    if not known:
        words = why or _("No expected lead time: it comes from the dates of the plan and its bursts.")
        return nothing(words, strip.width, height, look)
    top, base = size * 1.6, height - 2.0
    unit = (base - top) / max(*known, 1e-9)
    if any(one.expected is not None for one in months):
        why = ""
    parts = [Part("@said", 0.0, 0.0, tuple(_said(months, strip, look, size, why)))]
    marks = []
    named = _named([one.expected for one in months], strip, size)
    for at, one in enumerate(months):
        left = strip.left + at * strip.pitch
        parts.append(Part(f"@month:{at}", 0.0, 0.0, tuple(_bar(one, left, base, unit, strip, look, size))))
        marks.append(Mark((), one.name, _told(one), (left, 0.0, left + strip.pitch, height)))
    labels = [op for at in sorted(named) for op in _label(months[at], at, base, unit, strip, look, size)]
    parts.append(Part("@named", 0.0, 0.0, tuple(labels)))
    end = strip.left + strip.pitch * len(months)
    parts.append(Part("@base", 0.0, 0.0, (rule(strip.left, base, end, base, look["ink"], 1.0),)))
    parts.append(Part("@actual", 0.0, 0.0, tuple(_actuals(months, base, unit, strip, look, size))))
    return Chart(tuple(parts), tuple(marks), strip.width, height, look["page"])


def _told(one: Month) -> str:
    """A month in words."""
    expected = "" if one.expected is None else _("expected {days}").format(days=exact(one.expected, "d"))
    actual = "" if one.actual is None else _("reached {days}").format(days=exact(one.actual, "d"))
    return listed(expected, actual)


def _said(months: tuple[Month, ...], strip: Strip, look: Look, size: float, why: str) -> Iterator[Op]:
    """What is shown, at the left of the months, or why nothing is expected."""
    room = strip.left - size * 1.5
    if room < size * 6:
        return
    x, y = size * 0.5, size * 1.6
    yield from line(x, y, shorten(_("Expected lead time"), room, size, "bold"), size, look["ink"], "bold")
    for words in wrap(why or _("days, if every action lands on its date"), room, size):
        y += size * 1.35
        yield from line(x, y, words, size, look["ink2"])
    if any(one.actual is not None for one in months):
        y += size * 1.5
        yield Path(circle(x + 2.5, y - size * 0.32, 2.2), fill=look["ink"])
        yield from line(x + 9, y, shorten(_("reached"), room - 9, size), size, look["ink2"])


def _named(values: Sequence[float | None], strip: Strip, size: float) -> frozenset[int]:
    """The months whose number is said: all where there is room, else where another one begins, and the last."""
    texts = ["" if value is None else days(value) for value in values]
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


def _bar(
    one: Month,
    left: float,
    base: float,
    unit: float,
    strip: Strip,
    look: Look,
    size: float,
) -> Iterator[Op]:
    middle, wide = left + strip.pitch / 2, strip.pitch * _WIDE
    if one.expected is None:
        yield from line(middle, base - 3, "–", size, look["text3"], anchor="middle")
        return
    high = max(one.expected * unit, _LEAST_BAR)
    pen = Pen(look["wait"], 0.9)
    yield Path(rectangle(middle - wide / 2, base - high, wide, high), pen, look["wait_t"])


def _label(
    one: Month, at: int, base: float, unit: float, strip: Strip, look: Look, size: float
) -> Iterator[Op]:
    """The number over a bar; it clears what it crosses, and makes room for the dot of what was reached."""
    if one.expected is None:
        return
    high = max(one.expected * unit, _LEAST_BAR)
    text = days(one.expected)
    over = one.actual * unit if one.actual is not None else 0.0
    above = 3.2 if not high - 2 < over < high + size + 4 else over - high + 4.5
    middle, y = strip.left + (at + 0.5) * strip.pitch, base - high - above
    wide = measure(text, size, "bold")
    if wide > strip.pitch:
        yield Path(rectangle(middle - wide / 2, y - size * 0.8, wide, size * 0.9), fill=look["page"])
    yield from line(middle, y, text, size, look["wait"], "bold", "middle")


def _actuals(
    months: tuple[Month, ...], base: float, unit: float, strip: Strip, look: Look, size: float
) -> Iterator[Op]:
    """Dots for what was reached, joined; the number stands in the bar where it is another than the expected one."""
    points = [
        (strip.left + (at + 0.5) * strip.pitch, base - one.actual * unit, at)
        for at, one in enumerate(months)
        if one.actual is not None
    ]
    if len(points) > 1:
        yield Path(polyline([(x, y) for x, y, _at in points]), Pen(look["ink"], 1.25))
    said = _named([one.actual for one in months], strip, size)
    for x, y, at in points:
        one = months[at]
        yield Path(circle(x, y, 2.4), Pen(look["page"], 0.75), look["ink"])
        if (
            at in said
            and one.actual is not None
            and (one.expected is None or days(one.actual) != days(one.expected))
        ):
            text = days(one.actual)
            wide = measure(text, size, "bold")
            down = y + size * 1.35 if y + size * 1.6 < base else y - 4.5
            yield Path(rectangle(x - wide / 2 - 1, down - size * 0.85, wide + 2, size), fill=look["wait_t"])
            yield from line(x, down, text, size, look["ink"], "bold", "middle")
