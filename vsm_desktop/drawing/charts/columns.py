"""Columns side by side on one line: what is common to all charts that have a column for each step.

Names stand under their columns in two lines at most; where they do not fit they are slanted, and upright where the
columns are narrow. Numbers stand over the columns, upright where these are narrow. There is no grid: values are written.
No words stand on the line of a limit: over a column they go over the line, inside one to the larger side of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from vsm_desktop.drawing.charts.chart import (
    KEY_ROW,
    MISSING,
    SIZE,
    Chart,
    Key,
    Mark,
    area,
    key_row,
    rule,
    triangle,
)
from vsm_desktop.drawing.charts.column import Column, Columns, Limit, Piece, Stack
from vsm_desktop.drawing.charts.plan import (
    GHOST,
    HIGH,
    LINE,
    SIGN,
    UPRIGHT,
    Plan,
    plan_of,
    share_words,
    wide_of,
)
from vsm_desktop.drawing.ops import Box, FontName, Op, Part, Path, Pen
from vsm_desktop.drawing.shapes import circle, polyline, rectangle
from vsm_desktop.drawing.symbols.symbol import Look
from vsm_desktop.drawing.text import line, measure, shorten, turned_line, wrap

_CUT = 9.0  # under the top of a column that is cut


def draw_columns(shown: Columns, width: float, height: float, look: Look) -> Chart:
    """The chart in a room of this size; it is wider where the columns would become too narrow, higher where too low."""
    plan = plan_of(shown, width, height)
    frame = Part("@frame", 0.0, 0.0, tuple(_frame(shown, plan, look)))
    bars, texts, marks = list[Part](), list[Op](), list[Mark]()
    for i, column in enumerate(shown.columns):
        name = column.ids[0] if len(column.ids) == 1 else f"@column:{i}"
        bars.append(Part(name, 0.0, 0.0, tuple(_column(column, i, shown, plan, look))))
        texts += _texts(column, i, shown, plan, look)
        foot = plan.base + 4 if plan.names else plan.height - 2
        room = (plan.lefts[i], KEY_ROW, plan.lefts[i] + plan.pitch, foot)
        marks.append(Mark(column.ids, column.name, column.said, room))
    lines = Part("@lines", 0.0, 0.0, tuple(_lines(shown, plan, look)))
    numbers = Part("@numbers", 0.0, 0.0, tuple(texts))
    return Chart((frame, *bars, lines, numbers), tuple(marks), plan.width, plan.height, look["page"])


# what stands there


def _frame(shown: Columns, plan: Plan, look: Look) -> Iterator[Op]:
    """The keys, the line the columns stand on, and their names."""
    alone = plan.texts == "upright" and plan.height < HIGH and any(column.more for column in shown.columns)
    brief = plan.texts == "short" or alone
    unit = (Key(shown.unit),) if brief and shown.unit else ()
    yield from key_row((*shown.keys, *unit), plan.width, look)
    yield rule(plan.lefts[0] - 2, plan.base, plan.end + 2, plan.base, look["ink"], 1.0)
    for i, column in enumerate(shown.columns):
        ink = look["ink2"] if column.missing else look["ink"]
        if plan.names:
            text = shorten(column.name, plan.longest, SIZE)
            aside = SIZE * 0.36 if plan.names == UPRIGHT else 3.0
            where = (plan.middle(i) + aside, plan.base + 8 + (0.0 if plan.names == UPRIGHT else 5.0))
            yield from turned_line(*where, text, SIZE, ink, plan.names, anchor="end")
            continue
        for row, part in enumerate(wrap(column.name, plan.pitch - 6, SIZE)):
            yield from line(plan.middle(i), plan.base + 15 + LINE * row, part, SIZE, ink, anchor="middle")


def _column(column: Column, i: int, shown: Columns, plan: Plan, look: Look) -> Iterator[Op]:
    """The pieces of a column, or the place where they are missing."""
    stacks = column.stood
    wide = plan.bar * (plan.most if column.missing else len(stacks))
    left = plan.middle(i) - wide / 2
    if column.missing:
        high = (plan.base - plan.top) * GHOST
        yield from area(left, plan.base - high, wide, high, MISSING, look)
        return
    for number, stack in enumerate(stacks):
        yield from _stack(stack, left + plan.bar * number, _levels(column, shown, plan), plan, look)
    if column.limit is not None and plan.y(column.limit) >= plan.top - 0.01:
        y = plan.y(column.limit)
        yield rule(left - 3, y, left + wide + 3, y, look["ink"], 1.5)


def _stack(stack: Stack, x: float, levels: Sequence[float], plan: Plan, look: Look) -> Iterator[Op]:
    """Pieces on each other, what is too high cut, and their label over them."""
    under = 0.0
    for piece in stack.pieces:
        bottom, top = plan.y(under), plan.y(under + piece.value)
        yield from _piece(piece, (x, max(top, plan.top), x + plan.bar, bottom), levels, look)
        if top < plan.top - 0.01 < bottom:
            yield from _cut(x, plan.top + _CUT, plan.bar, look)
        under += piece.value
    label = shorten(stack.label, plan.bar - 2, SIZE) if plan.labels else ""
    if len(label) > 1 or label == stack.label:
        y, ink = _top_of(stack, levels, plan) - 4, look["alert" if stack.over else "ink2"]
        yield from line(x + plan.bar / 2, y, label, SIZE, ink, anchor="middle")


def _top_of(stack: Stack, levels: Sequence[float], plan: Plan) -> float:
    """What the label of a stack stands on."""
    return _lifted(max(plan.y(stack.value), plan.top), LINE, levels)


def _levels(column: Column, shown: Columns, plan: Plan) -> list[float]:
    """How high the limits stand that run across a column, the lowest first."""
    limits = [limit.value for limit in shown.limits]
    return [plan.y(limit) for limit in sorted(limits if column.limit is None else [*limits, column.limit])]


def _lifted(top: float, room: float, levels: Sequence[float]) -> float:
    """What words of this height stand on: where a limit would cross them, on its line, unless there they have no room."""
    for y in levels:
        if top - room < y < top and y - room >= KEY_ROW - 0.01:
            top = y
    return top


def _piece(piece: Piece, box: Box, levels: Sequence[float], look: Look) -> Iterator[Op]:
    """A piece with its words in it, where they fit."""
    x, top, right, bottom = box
    room = right - x
    if bottom - top <= 0:
        return
    yield from area(x, top, room, bottom - top, piece.ink, look)
    edges = (bottom, *(y for y in levels if top < y < bottom), top)
    low, high = max(pairwise(edges), key=lambda side: side[0] - side[1])
    fitting = (words for words in (piece.text, piece.brief) if measure(words, SIZE) <= room - 6)
    if (words := next(fitting, "")) and low - high >= LINE + 3:
        middle, half = (low + high) / 2 + 4, measure(words, SIZE) / 2 + 2
        if piece.ink.lines:
            left = x + room / 2 - half
            yield Path(rectangle(left, middle - SIZE + 1, 2 * half, SIZE + 2), fill=look["box"])
        yield from line(x + room / 2, middle, words, SIZE, look["ink"], anchor="middle")


def _cut(x: float, y: float, room: float, look: Look) -> Iterator[Op]:
    """A gap across a column that is higher than its chart."""
    low, high = ((x - 2, y + 3), (x + room + 2, y - 3)), ((x - 2, y - 1), (x + room + 2, y - 7))
    yield Path(polyline((*low, *reversed(high)), closed=True), fill=look["page"])
    for (x0, y0), (x1, y1) in (low, high):
        yield rule(x0, y0, x1, y1, look["ink2"], 1.0)


def _lines(shown: Columns, plan: Plan, look: Look) -> Iterator[Op]:
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
        found.append((min(y, found[-1][0] - LINE) if found else y, limit))
    return found


def _running(shown: Columns, plan: Plan, look: Look) -> Iterator[Op]:
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
        yield from line(plan.end + 10, y + 4, share_words(share), SIZE, look["ink2"])


# the numbers over the columns


def _texts(column: Column, i: int, shown: Columns, plan: Plan, look: Look) -> Iterator[Op]:
    """The number over a column; a line that would still cross it is cleared behind it."""
    levels = _levels(column, shown, plan)
    top = max(plan.y(column.value), plan.top)
    if column.missing:
        top = plan.base - (plan.base - plan.top) * GHOST
    elif plan.labels and column.labelled:
        top = min(_top_of(stack, levels, plan) for stack in column.stood) - LINE
    top = _lifted(top, plan.room_of(column, shown), levels)
    if i < len(shown.running) and not column.missing:
        point = plan.base - (plan.base - plan.top) * shown.running[i]
        top = point - 3 if top - LINE - 6 < point < top + 4 else top
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
    base = y - (LINE if column.more else 0)
    wide = wide_of(text, column.alert) if column.text else measure(text, SIZE)
    whole = max(wide, measure(column.more, SIZE))
    yield _cleared((x - whole / 2 - 2, base - SIZE, x + whole / 2 + 2, y + 3), look)
    start = x - wide / 2
    if column.alert:
        yield triangle(start, base, look)
        start += SIGN
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
    wide = measure(text, SIZE, font) + (SIGN if column.alert else 0.0)
    yield _cleared((x - SIZE / 2, y - wide - 1, x + SIZE / 2, y + 1), look)
    if column.alert:
        yield triangle(x - 4.5, y, look)
        y -= SIGN
    yield from turned_line(x + SIZE * 0.36, y, text, SIZE, ink, UPRIGHT, font)


def _dress(column: Column, look: Look) -> tuple[FontName, str]:
    """The font and the colour of the number over a column."""
    if column.missing:
        return "body", look["ink2"]
    return "bold", look["alert" if column.alert else "ink"]


def _cleared(box: Box, look: Look) -> Path:
    left, top, right, bottom = box
    return Path(rectangle(left, top, right - left, bottom - top), fill=look["page"])
