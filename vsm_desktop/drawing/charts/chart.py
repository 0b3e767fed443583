"""What a chart is: parts to be played, and marks that say what can be pointed at."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from math import ceil
from types import MappingProxyType
from typing import Literal

from msgspec import Struct

from vsm_desktop.drawing.ops import Box, Op, Part, Path, Pen, Segment
from vsm_desktop.drawing.shapes import hatch, rectangle, stroke
from vsm_desktop.drawing.symbols.symbol import Look
from vsm_desktop.drawing.text import line, measure, shorten, wrap
from vsm_desktop.drawing.theme import ROW_LINE
from vsm_desktop.model.display import plain

SIZE = 11.0
EDGE = 12.0
KEY_ROW = 24.0
BAR_LINE = 1.25
_SWATCH = 11.0


class Mark(Struct, frozen=True):
    """What can be pointed at: the elements it is about, its name, its exact value in words, and its room.

    `area` is more room it is found by: what is named from outside.
    """

    ids: tuple[str, ...]
    name: str
    said: str
    box: Box
    area: Box | None = None


class Chart(Struct, frozen=True):
    """A chart of a width and a height: it may need more room than it was given.

    `marks` go in reading order; a chart without any says in words what is missing.
    """

    parts: tuple[Part, ...]
    marks: tuple[Mark, ...]
    width: float
    height: float
    ground: str


class Ink(Struct, frozen=True):
    """How an area is filled: a colour token, plain on its tint, or lines of it on the ground, told apart in grey, too."""

    token: str
    lines: Literal["", "rising", "falling", "level"] = ""


class Key(Struct, frozen=True):
    """What an ink means; without an ink a note."""

    text: str
    ink: Ink | None = None


WORK = Ink("work")
ADDED = Ink("work", "rising")
NECESSARY = Ink("work", "level")
WAIT = Ink("wait")
WASTE = Ink("wait", "falling")
ALERT = Ink("alert")
ALERT_ADDED = Ink("alert", "rising")
MISSING = Ink("", "rising")


def area(left: float, top: float, width: float, height: float, ink: Ink, look: Look) -> Iterator[Op]:
    """A filled box: what differs by colour differs by hatch, too, and what is missing has a dashed edge."""
    if not ink.token:
        yield Path(hatch(left, top, width, height), Pen(look["rule"], ROW_LINE, cap="butt"))
        yield Path(rectangle(left, top, width, height), Pen(look["ink2"], ROW_LINE, (3.0, 2.5), "butt"))
        return
    pen = Pen(look[ink.token], BAR_LINE)
    if ink.lines:
        yield Path(rectangle(left, top, width, height), fill=look["box"])
        lines = _LINES[ink.lines]
        if width > 1 and (segments := lines(left, top, width, height)):
            yield Path(segments, Pen(look[ink.token], ROW_LINE, cap="butt"))
        yield Path(rectangle(left, top, width, height), pen)
    else:
        yield Path(rectangle(left, top, width, height), pen, look[f"{ink.token}_t"])


def _rows(left: float, top: float, width: float, height: float, step: float = 4.0) -> tuple[Segment, ...]:
    """Level lines across a box."""
    heights = (top + step * row for row in range(1, ceil(height / step)))
    return tuple(
        segment
        for y in heights
        for segment in (("M", left, y), ("L", left + width, y))  # one stroke each
    )


def _falling(left: float, top: float, width: float, height: float, step: float = 5.0) -> tuple[Segment, ...]:
    """Slanting lines across a box, the other way than `hatch`."""
    right, segments = left + width, list[Segment]()
    s = step
    while s < width + height:
        segments.append(("M", right - s, top) if s <= width else ("M", left, top + s - width))
        segments.append(("L", right, top + s) if s <= height else ("L", right + height - s, top + height))
        s += step
    return tuple(segments)


_LINES: Mapping[str, Callable[[float, float, float, float], tuple[Segment, ...]]] = MappingProxyType(
    {"rising": hatch, "falling": _falling, "level": _rows}
)


def key_row(keys: Sequence[Key], width: float, look: Look) -> Iterator[Op]:
    """The keys in one row at the top; the last ones go where there is no room for all."""
    x = EDGE
    for key in keys:
        reach = _SWATCH + 5 if key.ink else 0.0
        if x > EDGE and x + reach + measure(key.text, SIZE) > width - EDGE:
            return
        text = shorten(key.text, width - EDGE - x - reach, SIZE)
        if key.ink:
            yield from area(x, 6.0, _SWATCH, _SWATCH, key.ink, look)
        yield from line(x + reach, 15.5, text, SIZE, look["ink2"])
        x += reach + measure(text, SIZE) + 16


def triangle(x: float, y: float, look: Look) -> Path:
    """The sign of alert, with its lower left corner at a place."""
    return Path((("M", x, y), ("L", x + 4.5, y - 8), ("L", x + 9, y), ("Z",)), fill=look["alert"])


def rule(
    x0: float, y0: float, x1: float, y1: float, color: str, width: float, *, dashed: bool = False
) -> Path:
    """A straight line."""
    if dashed:
        return Path((("M", x0, y0), ("L", x1, y1)), Pen(color, width, (6.0, 4.0), "butt"))
    return stroke((("M", x0, y0), ("L", x1, y1)), color, width, butt=True)


def nothing(words: str, width: float, height: float, look: Look) -> Chart:
    """A chart that has nothing to show says what would stand here."""
    lines = wrap(words, max(120.0, width - 4 * EDGE), 13.0, most=3)
    top = height / 2 - 9 * (len(lines) - 1)
    ops = [
        op
        for i, one in enumerate(lines)
        for op in line(width / 2, top + 18 * i, one, 13.0, look["text3"], anchor="middle")
    ]
    return Chart((Part("@nothing", 0.0, 0.0, tuple(ops)),), (), width, height, look["page"])


def exact(value: float, unit: str) -> str:
    """A number with all its digits, for those who point at it."""
    return f"{plain(value)} {unit}".strip()


def listed(*sentences: str) -> str:
    """Sentences that are not empty, one per line."""
    return "\n".join(filter(None, sentences))


def mark_at(chart: Chart, x: float, y: float) -> int | None:
    """The number of the mark under a place."""
    return next(
        (i for i, mark in enumerate(chart.marks) if _at(mark.box, x, y) or _at(mark.area, x, y)), None
    )


def _at(box: Box | None, x: float, y: float) -> bool:
    return box is not None and box[0] <= x <= box[2] and box[1] <= y <= box[3]
