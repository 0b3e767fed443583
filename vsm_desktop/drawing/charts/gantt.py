"""The monthly schedule of a value stream plan: a band per loop, a bar per objective, the marks of the reviews (LOOK.md 7).

What is done fills its part of a bar; today is one line. What is late says by how many days, and has the edge of alert. The form
is that of the yearly value stream plan of Rother & Shook, Learning to See (1999).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from vsm_desktop.assets import _
from vsm_desktop.drawing.charts.chart import Chart, Mark, listed, nothing, rule, triangle
from vsm_desktop.drawing.charts.month_names import month_names, name_lines, step_of
from vsm_desktop.drawing.charts.months import Months
from vsm_desktop.drawing.ops import FontName, Op, Part, Path, Pen
from vsm_desktop.drawing.shapes import circle, polyline, rectangle
from vsm_desktop.drawing.symbols.symbol import Look
from vsm_desktop.drawing.text import line, measure, shorten, wrap
from vsm_desktop.model.dates import MONTHS, month_start, said_day

Sign = Literal["", "good", "watch", "bad"]
Texts = tuple[
    tuple[str, ...], tuple[str, ...], tuple[str, ...]
]  # of the name, the owner, and what is reached
_REVIEW, _OWNER = 0.055, 0.16  # of the width
_FEWEST, _MOST = 0.42, 0.6  # of the width: months have what names, owners and dates leave
_NUMBER = 1.9  # these and the following in sizes of type
_LINE, _ROOM, _BAR = 1.3, 0.65, 0.95
_RULE, _EDGE, _TODAY = 0.5, 1.0, 1.25
_SIGN = 12.0  # how wide a sign is before its words
_LEAST = 0.25  # of a month: a bar of a day can still be seen
_BESIDE = 0.4  # of the width: with less, the goals of a loop stand under its name
_MOST_LINES = 8  # of a name: what is longer is cut


class Line(Struct, frozen=True):
    """One row: the band of a loop with its goal, or an objective.

    `reach` is the number of the goal, from what to what, under the name. `number` and `owner` are as they stand, `done` a share, `sign` the mark of the last review, `late` by how many days it is
    overdue, and `risk` why it may not be met, in words. `after` are the ids of what comes first.
    """

    id: str
    text: str
    goal: str = ""
    band: bool = False
    number: str = ""
    owner: str = ""
    start: date | None = None
    end: date | None = None
    done: float = 0.0
    sign: Sign = ""
    late: int = 0
    risk: str = ""
    after: tuple[str, ...] = ()
    reach: str = ""


class Schedule(Struct, frozen=True):
    """The rows, the first month and how many there are, and the day that is called today."""

    lines: tuple[Line, ...]
    start: date
    months: int = 12
    today: date | None = None


class Columns(Struct, frozen=True):
    """Where the columns stand: names, owners, due dates (by their right edge), the months and the marks of the reviews.

    `dated` says that all due dates have their year.
    """

    name: float
    owner: float
    due: float
    months: Months
    width: float
    dated: bool = False

    @property
    def right(self) -> float:
        """Where the months end."""
        return self.months.left + self.months.wide


def columns_of(schedule: Schedule, width: float, size: float) -> Columns:
    """The columns for a width, in type of a size; all dates have their year where that takes no room from the names."""
    first = schedule.start.year
    years = {line.end.year for line in schedule.lines if line.end is not None and not line.band}
    if years | {month_start(schedule.start, schedule.months - 1).year} == {first}:
        return _columns(schedule, width, size, dated=False)[0]
    found, free = _columns(schedule, width, size, dated=True)
    return found if free else _columns(schedule, width, size, dated=False)[0]


def _columns(schedule: Schedule, width: float, size: float, *, dated: bool) -> tuple[Columns, bool]:
    """The columns, and whether all names have room in one line."""
    lines = schedule.lines
    review = max(width * _REVIEW, measure(_("Review"), size) + 2)
    widest = max((measure(one.owner, size) for one in lines), default=0.0)
    owner = min(max(widest, measure(_("Owner"), size)) + size, width * _OWNER)
    widest = max((measure(_due(one, schedule, dated=dated), size) for one in lines), default=0.0)
    due = max(widest, measure(_("Due"), size)) + size * 1.2
    number = max((measure(one.number, size, "bold") for one in lines), default=0.0)
    name = max(_NUMBER * size, number + size * 1.1)
    widest = max((measure(one.text, size) for one in lines if not one.band), default=0.0)
    rest = width - review - owner - due - name - widest - size
    wide = min(max(rest, width * _FEWEST), width * _MOST)
    left = width - review - wide
    months = Months(schedule.start.replace(day=1), schedule.months, left, wide)
    found = Columns(name, left - owner - due, left - size * 0.6, months, width, dated)
    return found, rest >= width * _FEWEST


def _due(one: Line, schedule: Schedule, *, dated: bool) -> str:
    """The last day of a row, with its year if `dated`, or where it is another than that of the first month."""
    if one.end is None or one.band:
        return ""
    if dated or one.end.year != schedule.start.year:
        return said_day(one.end)
    return f"{one.end.day} {MONTHS[one.end.month - 1]}"


def gantt_chart(
    schedule: Schedule, width: float, look: Look, size: float = 8.5, shown: Sequence[Line] = ()
) -> Chart:
    """The chart in a width, as high as it must be, in type of a size.

    Where a page does not hold all rows, those `shown` only, in the columns of all.
    """
    if not any(not one.band for one in schedule.lines):
        return nothing(_("No plan yet. Give each loop an objective, an owner and dates."), width, 60.0, look)
    columns, whole = columns_of(schedule, width, size), schedule
    schedule = replace(schedule, lines=tuple(shown) or whole.lines)
    head = size * (_LINE * name_lines(columns.months, size) + _ROOM)
    tops, texts, y = list[float](), list[Texts](), head
    for one in schedule.lines:
        tops.append(y)
        texts.append(_wrapped(one, whole, columns, size))
        y += size * (_LINE * _high(one, texts[-1]) + _ROOM)
    tops.append(y)
    parts = [Part("@months", 0.0, 0.0, tuple(_head(schedule, columns, head, y, look, size)))]
    marks = []
    for one, top, foot, text in zip(schedule.lines, tops, tops[1:], texts, strict=False):
        due = _due(one, whole, dated=columns.dated)
        row = _band if one.band else partial(_row, due=due)
        parts.append(Part(one.id, 0.0, 0.0, tuple(row(one, text, (top, foot), columns, look, size))))
        marks.append(Mark((one.id,), one.text, _told(one), (0.0, top, width, foot)))
    middles = {one.id: (a + b) / 2 for one, a, b in zip(schedule.lines, tops, tops[1:], strict=False)}
    parts.append(Part("@after", 0.0, 0.0, tuple(_joints(schedule, middles, columns, look, size))))
    parts.append(
        Part("@today", 0.0, 0.0, tuple(_today(schedule, columns, [head - 2, *tops[1:]], look, size)))
    )
    for one, top, foot in zip(schedule.lines, tops, tops[1:], strict=False):
        if not one.band and (ops := tuple(_bar(one, (top + foot) / 2, columns, look, size))):
            parts.append(Part(one.id, 0.0, 0.0, ops))
    return Chart(tuple(parts), tuple(marks), width, y, look["page"])


def _wrapped(one: Line, schedule: Schedule, columns: Columns, size: float) -> Texts:
    """The name of a row, its owner and what it reaches in lines; a band has its goals in as many as they need."""
    if one.band:
        return (one.text,), ("",), _goals(one, columns, size)[1]
    reach = wrap(one.reach, columns.owner - columns.name - size / 2, size, most=_MOST_LINES)
    room = columns.due - columns.owner - size * 0.5 - measure(_due(one, schedule, dated=columns.dated), size)
    names = wrap(one.text, columns.owner - columns.name - size / 2, size, most=_MOST_LINES)
    return names or ("",), wrap(one.owner, room, size, most=_MOST_LINES) or ("",), reach


def _high(one: Line, texts: Texts) -> int:
    """How many lines a row has."""
    names, owners, reach = map(len, texts)
    return max(names, reach) if one.band else max(names + reach, owners)


def _told(one: Line) -> str:
    """A row in words, for those who point at it or hear it."""
    span = " – ".join(day.isoformat() for day in (one.start, one.end) if day)
    done = _("{percent} % done").format(percent=round(100 * one.done)) if not one.band else ""
    late = _("{days} d late").format(days=one.late) if one.late else ""
    return listed(one.goal, one.owner, span, done, late, one.risk)


# what is drawn


def _head(
    schedule: Schedule, columns: Columns, head: float, foot: float, look: Look, size: float
) -> Iterator[Op]:
    """The names of the columns, and the lines between the months."""
    y = head - size * _ROOM
    yield from line(columns.owner, y, _("Owner"), size, look["ink2"])
    yield from line(columns.due, y, _("Due"), size, look["ink2"], anchor="end")
    yield from line(columns.width, y, _("Review"), size, look["ink2"], anchor="end")
    step, months = step_of(columns.months, size), columns.months
    for month in range(months.count + 1):
        if months.pitch >= size or month % step == 0 or month == months.count:
            x = months.left + month * months.pitch
            yield rule(x, head, x, foot, look["rule"], _RULE)
    yield from month_names(months, y, look, size)
    yield rule(0.0, head, columns.width, head, look["rule"], _RULE)


def _band(
    one: Line, texts: Texts, rows: tuple[float, float], columns: Columns, look: Look, size: float
) -> Iterator[Op]:
    """A loop: its name and what is to be reached there, on a band."""
    top, foot = rows
    yield Path(rectangle(0.0, top, columns.width, foot - top), fill=look["band"])
    y = (top + foot) / 2 + size * (0.35 - (_high(one, texts) - 1) / 2 * _LINE)
    name = shorten(one.text, columns.width - size, size, "bold")
    yield from line(size * 0.5, y, name, size, look["ink"], "bold")
    x, goals = _goals(one, columns, size)
    for at, words in enumerate(goals):
        yield from line(x, y + at * size * _LINE, words, size, look["ink2"])


def _row(
    one: Line,
    texts: Texts,
    rows: tuple[float, float],
    columns: Columns,
    look: Look,
    size: float,
    due: str = "",
) -> Iterator[Op]:
    """Number, name, owner, last day and the mark of the last review, over a line."""
    top, foot = rows
    middle = (top + foot) / 2
    y = middle + size * 0.35
    number = shorten(one.number, columns.name - size * 0.5, size, "bold")
    yield from line(size * 0.5, y, number, size, look["ink"], "bold")
    names, owners, reach = texts
    named = [(words, "ink") for words in names] + [(words, "ink2") for words in reach]
    for x, rows_ in ((columns.name, named), (columns.owner, [(words, "ink2") for words in owners])):
        for at, (words, token) in enumerate(rows_):
            down = (at - (len(rows_) - 1) / 2) * size * _LINE
            yield from line(x, y + down, words, size, look[token])
    yield from line(columns.due, y, due, size, look["ink2"], anchor="end")
    yield from sign_ops(one.sign, (columns.right + columns.width) / 2, middle, size * 0.36, look)
    yield rule(0.0, foot, columns.width, foot, look["rule"], _RULE)


def sign_ops(sign: Sign, x: float, y: float, r: float, look: Look) -> Iterator[Op]:
    """The mark of a review round a place: a circle, a triangle or a cross."""
    pen = Pen(look["ink"], _EDGE)
    if sign == "good":
        yield Path(circle(x, y, r), pen)
    elif sign == "watch":
        points = ((x, y - r), (x + r * 1.1, y + r * 0.9), (x - r * 1.1, y + r * 0.9))
        yield Path(polyline(points, closed=True), pen, look["burst"])
    elif sign == "bad":
        pen = Pen(look["alert"], _EDGE * 1.5)
        yield Path(polyline(((x - r, y - r), (x + r, y + r))), pen)
        yield Path(polyline(((x - r, y + r), (x + r, y - r))), pen)


def _span(one: Line, months: Months) -> tuple[float, float] | None:
    """From where to where a bar reaches within the months shown; None where nothing of it is."""
    first, last = one.start or one.end, one.end or one.start
    if first is None or last is None or months.clipped(first, last) is None:
        return None
    left, right = months.span(first, last)
    right = max(right, left + months.pitch * _LEAST)
    return max(left, months.left), min(right, months.left + months.wide)


def _bar(one: Line, middle: float, columns: Columns, look: Look, size: float) -> Iterator[Op]:
    """A bar with its done part, and beside it what is late or at risk."""
    span = _span(one, columns.months)
    words = _("{days} d late").format(days=one.late) if one.late else _("at risk") if one.risk else ""
    token = "alert" if one.late else "off" if one.sign == "bad" else "wait"
    high = size * _BAR
    if span is None:
        yield from _outside(one, words, token, middle, columns, look, size)
        return
    left, right = span
    edge = look["alert"] if one.late else look["ink"]
    yield Path(rectangle(left, middle - high / 2, right - left, high), fill=look["box"])
    if one.done > 0:
        done = (right - left) * one.done
        yield Path(rectangle(left, middle - high / 2, done, high), fill=look["ink"])
    pen = Pen(edge, _EDGE * (1.5 if one.late else 1.0))
    yield Path(rectangle(left, middle - high / 2, right - left, high), pen)
    if words:
        wide = measure(words, size, "bold") + _SIGN
        if right + 4 + wide <= columns.right:
            yield from _beside(words, token, right + 4, middle, look, size)
        elif left - 4 - wide >= columns.months.left:
            yield from _beside(words, token, left - 4 - wide, middle, look, size)
        else:  # within the bar, whose edge stays
            yield from _beside(words, token, max(left + 2, right - 3 - wide), middle, look, size, high - 2)


def _outside(
    one: Line, words: str, token: str, middle: float, columns: Columns, look: Look, size: float
) -> Iterator[Op]:
    """What stands where a bar is wholly outside the months shown: its date at the edge behind which it lies, and its sign."""
    day = one.end or one.start
    left = columns.months.left
    if day is None:
        if words:
            yield from _beside(words, token, left + 2, middle, look, size)
        return
    early = day < columns.months.first
    date_ = said_day(day)
    said = f"← {date_}" if early else f"{date_} →"
    if words:
        said = f"{said}, {words}" if early else f"{words}, {said}"
    room = columns.months.wide - 4
    font: FontName = "bold" if words else "body"
    said = shorten(said, room - _SIGN, size, font)
    wide = measure(said, size, font) + (_SIGN if words else 0.0)
    x = left + 2 if early else columns.right - 2 - wide
    if words:
        yield from _beside(said, token, x, middle, look, size)
    else:
        yield Path(rectangle(x - 1, middle - size * 0.6, wide + 2, size * 1.2), fill=look["page"])
        yield from line(x, middle + size * 0.35, said, size, look["ink2"])


def _beside(
    words: str, token: str, x: float, middle: float, look: Look, size: float, high: float = 0.0
) -> Iterator[Op]:
    """Words in bold behind their sign; their ground is cleared, so `high`. What is `off` has the cross of its review."""
    wide, high = measure(words, size, "bold") + _SIGN, high or size * 1.2
    yield Path(rectangle(x - 1, middle - high / 2, wide + 2, high), fill=look["page"])
    if token == "alert":
        yield triangle(x, middle + 4, look)
    else:
        yield from sign_ops("bad" if token == "off" else "watch", x + 4.5, middle, 3.4, look)
    ink = look["wait" if token == "off" else token]
    yield from line(x + _SIGN, middle + size * 0.35, words, size, ink, "bold")


def _joints(
    schedule: Schedule, middles: dict[str, float], columns: Columns, look: Look, size: float
) -> Iterator[Op]:
    """From the end of what comes first down to what waits for it."""
    by_id = {one.id: one for one in schedule.lines}
    for one in schedule.lines:
        to = _span(one, columns.months)
        for first in one.after:
            before = by_id.get(first)
            span = _span(before, columns.months) if before else None
            if span is None or to is None:
                continue
            start, end = middles[first], middles[one.id]
            down = size * _BAR / 2 * (1 if end > start else -1)
            x = min(span[1], to[0] + 3) if to[0] >= span[1] - 3 else to[0] + 3
            points = ((span[1] - 1, start), (x, start), (x, end - down))
            yield Path(polyline(points), Pen(look["ink2"], 0.75, (2.0, 1.5), "butt"))


def _today(
    schedule: Schedule, columns: Columns, tops: Sequence[float], look: Look, size: float
) -> Iterator[Op]:
    """One line through all rows, on a lighter one so that it shows on what is filled, too; it spares the words of bands."""
    if schedule.today is None:
        return
    x = columns.months.x_of(schedule.today)
    if not columns.months.left <= x <= columns.right:
        return
    for one, top, foot in zip(schedule.lines, tops, tops[1:], strict=False):
        left, goals = _goals(one, columns, size)
        if not one.band or left + max((measure(row, size) for row in goals), default=0.0) + 4 < x:
            yield rule(x, top, x, foot, look["page"], _TODAY * 3)
            yield rule(x, top, x, foot, look["accent"], _TODAY)


def _goals(one: Line, columns: Columns, size: float) -> tuple[float, tuple[str, ...]]:
    """Where the goals of a band begin, and they in lines: beside its name, under it where that leaves them no room."""
    if not one.goal:
        return size * 0.5, ()
    x = size * 1.8 + measure(one.text, size, "bold")
    room = columns.width - x - size
    if measure(one.goal, size) <= room or room >= columns.width * _BESIDE:
        return x, wrap(one.goal, room, size, most=_MOST_LINES)
    return size * 0.5, ("", *wrap(one.goal, columns.width - size, size, most=_MOST_LINES))
