"""Columns side by side on one line: what is common to all charts that have a column for each step.

Names stand under their columns in two lines at most; where they do not fit they are slanted, and upright where the
columns are narrow. Numbers stand over the columns, upright where these are narrow. There is no grid: values are written.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate
from math import cos, radians, sin
from typing import Literal

from msgspec import Struct

from vsm_desktop.assets import _
from vsm_desktop.drawing.charts.chart import (
    ALERT,
    ALERT_ADDED,
    EDGE,
    KEY_ROW,
    MISSING,
    SIZE,
    Chart,
    Ink,
    Key,
    Mark,
    area,
    key_row,
    rule,
    triangle,
)
from vsm_desktop.drawing.ops import Box, FontName, Op, Part, Path, Pen
from vsm_desktop.drawing.shapes import circle, polyline, rectangle
from vsm_desktop.drawing.symbols.symbol import Look
from vsm_desktop.drawing.text import ELLIPSIS, line, measure, shorten, turned_line, wrap

_LEAST_PITCH, _MOST_PITCH = 15.0, 132.0
_FILLED, _WIDEST = 0.66, 64.0
_LEAST_PLOT = 56.0
_HIGH = 300.0  # a chart with room for two numbers on end
_LINE = 13.0  # of text
_LONGEST_NAME = 104.0
_APART = 0.5  # of a column, before one that stands by itself
_GHOST = 0.42  # of the plot, for what is missing
_SLANT, _UPRIGHT = -45.0, -90.0
_SIGN = 12.0  # of alert, before a number
_CUT = 9.0  # under the top of a column that is cut


class Piece(Struct, frozen=True):
    """A part of a column, in the unit of its chart; `text` stands in it where there is room."""

    value: float
    ink: Ink
    text: str = ""


class Column(Struct, frozen=True):
    """One column: pieces on each other, or side by side; `missing` says in two words why there are none.

    `limit` is what it may reach where that is not the same for all; `said` its exact value in words. `short` is its
    number without the unit, for columns too narrow for `text`.
    """

    ids: tuple[str, ...]
    name: str
    said: str
    pieces: tuple[Piece, ...] = ()
    text: str = ""
    more: str = ""
    short: str = ""
    alert: bool = False
    missing: str = ""
    limit: float | None = None
    apart: bool = False


class Limit(Struct, frozen=True):
    """A line across all columns, named at its right end."""

    value: float
    text: str
    strong: bool = True


class Columns(Struct, frozen=True):
    """A whole chart: `running` are shares of the whole, one for each column, drawn as a line over the columns.

    `beside` puts the pieces of a column side by side; `most` is the value at full height, else the highest: what is
    higher is cut, with a gap that says so. `between` joins the two numbers of a column where they stand upright; `unit`
    says what short numbers are.
    """

    columns: tuple[Column, ...]
    limits: tuple[Limit, ...] = ()
    keys: tuple[Key, ...] = ()
    running: tuple[float, ...] = ()
    beside: bool = False
    most: float = 0.0
    between: str = " · "
    unit: str = ""


_Texts = Literal["level", "short", "upright"]


class _Plan(Struct, frozen=True):
    """Where everything stands: `names` are turned by so many degrees and no longer than `longest`."""

    lefts: tuple[float, ...]
    pitch: float
    end: float
    top: float
    base: float
    scale: float
    names: float
    longest: float
    texts: _Texts
    width: float
    height: float

    def middle(self, i: int) -> float:
        """The middle of a column."""
        return self.lefts[i] + self.pitch / 2

    @property
    def bar(self) -> float:
        """How wide a column is drawn."""
        return min(self.pitch * _FILLED, _WIDEST)

    def upright(self, column: Column, shown: Columns) -> str:
        """What stands upright over a column: its second number only where there is height for it."""
        return _joined(column, shown) if self.height >= _HIGH else column.text

    def room_of(self, column: Column, shown: Columns) -> float:
        """How high the number over a column is."""
        if self.texts == "upright":
            return 6 + _wide(self.upright(column, shown), column.alert)
        return 6 + _LINE * (2 if column.more and self.texts == "level" else 1)

    def y(self, value: float) -> float:
        """How high a value is drawn."""
        return self.base - value * self.scale


def draw_columns(shown: Columns, width: float, height: float, look: Look) -> Chart:
    """The chart in a room of this size; it is wider where the columns would become too narrow, higher where too low."""
    plan = _plan(shown, width, height)
    frame = Part("@frame", 0.0, 0.0, tuple(_frame(shown, plan, look)))
    bars, texts, marks = list[Part](), list[Op](), list[Mark]()
    for i, column in enumerate(shown.columns):
        name = column.ids[0] if len(column.ids) == 1 else f"@column:{i}"
        bars.append(Part(name, 0.0, 0.0, tuple(_column(column, i, shown.beside, plan, look))))
        texts += _texts(column, i, shown, plan, look)
        room = (plan.lefts[i], KEY_ROW, plan.lefts[i] + plan.pitch, plan.height - 2)
        marks.append(Mark(column.ids, column.name, column.said, room))
    lines = Part("@lines", 0.0, 0.0, tuple(_lines(shown, plan, look)))
    numbers = Part("@numbers", 0.0, 0.0, tuple(texts))
    return Chart((frame, *bars, lines, numbers), tuple(marks), plan.width, plan.height, look["page"])


# where things stand


def _plan(shown: Columns, width: float, height: float) -> _Plan:
    columns = shown.columns
    labels = [*(limit.text for limit in shown.limits), *([_share(1.0)] if shown.running else [])]
    right = EDGE + max((measure(text, SIZE, "medium") + 14 for text in labels), default=0.0)
    slots = len(columns) + _APART * sum(column.apart for column in columns)
    edge, longest = EDGE, min(_LONGEST_NAME, max(60.0, height * 0.4))
    pitch = _pitch(width - edge - right, slots)
    names = _turn_of_names(columns, pitch)
    if names:
        reach = cos(radians(names))
        starts = (
            min(measure(c.name, SIZE), longest) * reach - (i + 0.5) * pitch for i, c in enumerate(columns)
        )
        edge = max(edge, *(start + 6 for start in starts))
        pitch = _pitch(width - edge - right, slots)
        names = _turn_of_names(columns, pitch)
    wide = max(width, edge + right + slots * pitch)
    left = edge + (wide - edge - right - slots * pitch) / 2
    texts, head = _texts_of(shown, pitch, high=height >= _HIGH)
    foot = _foot(columns, pitch, names, longest)
    high = max(height, KEY_ROW + head + _LEAST_PLOT + foot)
    top, base = KEY_ROW + head, high - foot
    lefts = _lefts(columns, left, pitch)
    scale = (base - top) / (_most(shown) or 1.0)
    return _Plan(lefts, pitch, lefts[-1] + pitch, top, base, scale, names, longest, texts, wide, high)


def _pitch(room: float, slots: float) -> float:
    return min(max(room / slots, _LEAST_PITCH), _MOST_PITCH)


def _lefts(columns: Sequence[Column], left: float, pitch: float) -> tuple[float, ...]:
    steps = [pitch * (1 + _APART * after.apart) for after in columns[1:]]
    first = left + (pitch * _APART if columns[0].apart else 0.0)
    return tuple(accumulate(steps, initial=first))


def _most(shown: Columns) -> float:
    if shown.most:
        return shown.most
    found = [limit.value for limit in shown.limits]
    for column in shown.columns:
        values = [piece.value for piece in column.pieces] or [0.0]
        found += [max(values) if shown.beside else sum(values), column.limit or 0.0]
    return max(found, default=0.0)


def _turn_of_names(columns: Sequence[Column], pitch: float) -> float:
    """0 where all names fit under their columns, else how far they are turned."""
    fits = pitch >= 84 or all(
        not any(part.endswith(ELLIPSIS) for part in wrap(column.name, pitch - 6, SIZE)) for column in columns
    )
    if fits:
        return 0.0
    return _SLANT if pitch * sin(radians(-_SLANT)) >= _LINE else _UPRIGHT


def _foot(columns: Sequence[Column], pitch: float, turn: float, longest: float) -> float:
    if not turn:
        return 8 + _LINE * max(len(wrap(column.name, pitch - 6, SIZE)) for column in columns)
    room = min(longest, max(measure(column.name, SIZE) for column in columns))
    return 14 + room * sin(radians(-turn))


def _texts_of(shown: Columns, pitch: float, *, high: bool) -> tuple[_Texts, float]:
    """How the numbers stand, and the room they take over the highest column."""
    gap, room = 12.0 if shown.running else 6.0, pitch - 3
    columns = shown.columns
    widths = [max(_wide(c.text, c.alert), measure(c.more, SIZE), measure(c.missing, SIZE)) for c in columns]
    if max(widths) <= room:
        return "level", gap + _LINE * (2 if any(column.more for column in columns) else 1)
    if shown.unit and all(measure(c.short, SIZE, "bold") <= room for c in columns):
        empty = max(measure(c.missing, SIZE) for c in columns)
        room = max(_LINE * (2 if any(column.alert for column in columns) else 1), empty * (1 - _GHOST))
        return "short", gap + room
    texts = [(c, _joined(c, shown) if high else c.text) for c in columns]
    return "upright", gap + max(measure(c.missing, SIZE) or _wide(text, c.alert) for c, text in texts)


def _wide(text: str, alert: bool) -> float:
    return measure(text, SIZE, "bold") + (_SIGN if alert else 0.0)


def _joined(column: Column, shown: Columns) -> str:
    return shown.between.join(filter(None, (column.text, column.more)))


# what stands there


def _frame(shown: Columns, plan: _Plan, look: Look) -> Iterator[Op]:
    """The keys, the line the columns stand on, and their names."""
    alone = plan.texts == "upright" and plan.height < _HIGH and any(column.more for column in shown.columns)
    brief = plan.texts == "short" or alone
    unit = (Key(shown.unit),) if brief and shown.unit else ()
    yield from key_row((*shown.keys, *unit), plan.width, look)
    yield rule(plan.lefts[0] - 2, plan.base, plan.end + 2, plan.base, look["ink"], 1.0)
    for i, column in enumerate(shown.columns):
        ink = look["ink2"] if column.missing else look["ink"]
        if plan.names:
            text = shorten(column.name, plan.longest, SIZE)
            aside = SIZE * 0.36 if plan.names == _UPRIGHT else 3.0
            where = (plan.middle(i) + aside, plan.base + 8 + (0.0 if plan.names == _UPRIGHT else 5.0))
            yield from turned_line(*where, text, SIZE, ink, plan.names, anchor="end")
            continue
        for row, part in enumerate(wrap(column.name, plan.pitch - 6, SIZE)):
            yield from line(plan.middle(i), plan.base + 15 + _LINE * row, part, SIZE, ink, anchor="middle")


def _column(column: Column, i: int, beside: bool, plan: _Plan, look: Look) -> Iterator[Op]:
    """The pieces of a column, or the place where they are missing."""
    left, wide = plan.middle(i) - plan.bar / 2, plan.bar
    if column.missing:
        high = (plan.base - plan.top) * _GHOST
        yield from area(left, plan.base - high, wide, high, MISSING, look)
        return
    step = wide / len(column.pieces) if beside and column.pieces else 0.0
    under = 0.0
    for number, piece in enumerate(column.pieces):
        bottom, top = plan.y(under), plan.y(under + piece.value)
        x, room = (left + step * number, step) if beside else (left, wide)
        yield from _piece(piece, x, max(top, plan.top), room, bottom, look)
        if top < plan.top - 0.01:
            yield from _cut(x, plan.top + _CUT, room, look)
        under += 0.0 if beside else piece.value
    if column.limit is not None:
        y = plan.y(column.limit)
        yield rule(left - 3, y, left + wide + 3, y, look["ink"], 1.5)


def _piece(piece: Piece, x: float, top: float, room: float, bottom: float, look: Look) -> Iterator[Op]:
    if bottom - top <= 0:
        return
    yield from area(x, top, room, bottom - top, piece.ink, look)
    if not piece.ink.hatched and bottom - top >= 18 and measure(piece.text, SIZE) <= room - 6:
        middle = (top + bottom) / 2 + 4
        yield from line(x + room / 2, middle, piece.text, SIZE, look["ink"], anchor="middle")


def _cut(x: float, y: float, room: float, look: Look) -> Iterator[Op]:
    """A gap across a column that is higher than its chart."""
    low, high = ((x - 2, y + 3), (x + room + 2, y - 3)), ((x - 2, y - 1), (x + room + 2, y - 7))
    yield Path(polyline((*low, *reversed(high)), closed=True), fill=look["page"])
    for (x0, y0), (x1, y1) in (low, high):
        yield rule(x0, y0, x1, y1, look["ink2"], 1.0)


def _lines(shown: Columns, plan: _Plan, look: Look) -> Iterator[Op]:
    """The limits with their names, and the running share."""
    spots = _spread([(plan.y(limit.value), limit) for limit in shown.limits])
    for at, limit in spots:
        y = plan.y(limit.value)
        yield rule(
            plan.lefts[0] - 4,
            y,
            plan.end + 6,
            y,
            look["ink" if limit.strong else "ink2"],
            1.5 if limit.strong else 1.0,
            dashed=True,
        )
        yield from line(
            plan.end + 10, at + 4, limit.text, SIZE, look["ink"], "medium" if limit.strong else "body"
        )
    if shown.running:
        yield from _running(shown, plan, look)


def _spread(spots: list[tuple[float, Limit]]) -> list[tuple[float, Limit]]:
    """The names of limits, moved apart where they would overlap."""
    found: list[tuple[float, Limit]] = []
    for y, limit in sorted(spots, key=lambda one: -one[0]):
        found.append((min(y, found[-1][0] - _LINE) if found else y, limit))
    return found


def _running(shown: Columns, plan: _Plan, look: Look) -> Iterator[Op]:
    """The share that has been reached with each column, the whole being the full height."""
    high = plan.base - plan.top
    points = [(plan.middle(i), plan.base - high * share) for i, share in enumerate(shown.running)]
    if len(points) > 1:
        yield Path(polyline(points), Pen(look["ink2"], 1.25))
    for x, y in points:
        yield Path(circle(x, y, 2.5), Pen(look["ink2"], 1.0), look["page"])
    for share in (0.8, 1.0):
        y = plan.base - high * share
        yield rule(plan.end + 2, y, plan.end + 7, y, look["ink2"], 1.0)
        yield from line(plan.end + 10, y + 4, _share(share), SIZE, look["ink2"])


def _share(share: float) -> str:
    return _("{percent} %").format(percent=round(share * 100))


# the numbers over the columns


def _texts(column: Column, i: int, shown: Columns, plan: _Plan, look: Look) -> Iterator[Op]:
    """The number over a column; a line that would cross it is cleared behind it."""
    values = [piece.value for piece in column.pieces] or [0.0]
    value = max(values) if shown.beside else sum(values)
    top = max(plan.y(value), plan.top)
    if column.limit is not None and top - plan.room_of(column, shown) < plan.y(column.limit) < top:
        top = plan.y(column.limit)
    if column.missing:
        top = plan.base - (plan.base - plan.top) * _GHOST
    elif i < len(shown.running):
        point = plan.base - (plan.base - plan.top) * shown.running[i]
        top = point - 3 if top - _LINE - 6 < point < top + 4 else top
    x, y = plan.middle(i), top - 5
    if plan.texts == "level":
        yield from _level(column, column.missing or column.text, x, y, look)
    elif plan.texts == "short" and not column.missing:
        yield from _short(column, x, y, look)
    else:
        yield from _upright(column, column.missing or plan.upright(column, shown), x, y, look)


def _level(column: Column, text: str, x: float, y: float, look: Look) -> Iterator[Op]:
    if not text:
        return
    font, ink = _dress(column, look)
    base = y - (_LINE if column.more else 0)
    wide = _wide(text, column.alert) if column.text else measure(text, SIZE)
    whole = max(wide, measure(column.more, SIZE))
    yield _cleared((x - whole / 2 - 2, base - SIZE, x + whole / 2 + 2, y + 3), look)
    start = x - wide / 2
    if column.alert:
        yield triangle(start, base, look)
        start += _SIGN
    yield from line(start, base, text, SIZE, ink, font)
    yield from line(x, y, column.more, SIZE, look["ink2"], anchor="middle")


def _short(column: Column, x: float, y: float, look: Look) -> Iterator[Op]:
    """The number alone, a sign over it."""
    font, ink = _dress(column, look)
    half = measure(column.short, SIZE, font) / 2 + 1
    yield _cleared((x - half, y - SIZE, x + half, y + 2), look)
    if column.alert:
        yield triangle(x - 4.5, y - SIZE, look)
    yield from line(x, y, column.short, SIZE, ink, font, anchor="middle")


def _upright(column: Column, text: str, x: float, y: float, look: Look) -> Iterator[Op]:
    if not text:
        return
    font, ink = _dress(column, look)
    wide = measure(text, SIZE, font) + (_SIGN if column.alert else 0.0)
    yield _cleared((x - SIZE / 2, y - wide - 1, x + SIZE / 2, y + 1), look)
    if column.alert:
        yield triangle(x - 4.5, y, look)
        y -= _SIGN
    yield from turned_line(x + SIZE * 0.36, y, text, SIZE, ink, _UPRIGHT, font)


def _dress(column: Column, look: Look) -> tuple[FontName, str]:
    """The font and the colour of the number over a column."""
    if column.missing:
        return "body", look["ink2"]
    return "bold", look["alert" if column.alert else "ink"]


def _cleared(box: Box, look: Look) -> Path:
    left, top, right, bottom = box
    return Path(rectangle(left, top, right - left, bottom - top), fill=look["page"])


def alerted(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """The same pieces in the colour of alert."""
    return tuple(
        Piece(piece.value, ALERT_ADDED if piece.ink.hatched else ALERT, piece.text) for piece in pieces
    )
