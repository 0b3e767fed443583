"""The ladder to scale: waiting and work as bars over one axis of time, each as wide as it lasts.

What lasts too short to be seen is a hairline, what is not known a dashed one. Each step counts as often as it is passed.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from math import floor, log10
from typing import NamedTuple

from vsm_desktop.assets import _
from vsm_desktop.drawing.branches import rows_of, total_words
from vsm_desktop.drawing.elapsed import Course, Piece, begins_of, course_of
from vsm_desktop.drawing.folds import turned_span
from vsm_desktop.drawing.ladder import BAR, Bar, BranchTotal, Span
from vsm_desktop.drawing.ops import Anchor, Box, Op, Part, Path, Pen, Segment
from vsm_desktop.drawing.placed import Made
from vsm_desktop.drawing.shapes import rectangle, stroke
from vsm_desktop.drawing.symbols.symbol import Look
from vsm_desktop.drawing.text import line, measure, shorten
from vsm_desktop.drawing.theme import DATA_SIZE, NAME_SIZE, NOTE_SIZE, RISER, ROW_LINE
from vsm_desktop.metrics.report import Report, StepReport
from vsm_desktop.model.display import rounded
from vsm_desktop.model.units import UNITS, TimeUnit

DEPTH = 106.0
"""How far the bars, their words and the axis reach down."""
_WORK = 49.0
_AXIS = 85.0
_LEAST_WIDTH = 320.0
_HAIRLINE = 0.75
_PITCH = 104.0
_AWAY, _JOINS = 8.0, 110.0
_CUT = 40.0  # the least width to which a name is cut
_TICKS = 64.0  # at least this far apart
_DASHED = (2.0, 2.0)


class Spot(NamedTuple):
    """One bar as it is drawn: where it begins, and the words that have room inside or above it and beneath it."""

    id: str
    left: float
    bar: Bar
    known: bool
    inside: bool
    said: str
    name: str

    @property
    def reach(self) -> float:
        """How far its words go to the right."""
        words = max(measure(self.said, NAME_SIZE, "bold"), measure(self.name, NOTE_SIZE))
        return self.left + (self.bar.width + max(self.bar.width, words)) / 2


def spots_of(course: Course, left: float, unit: float) -> tuple[Spot, ...]:
    """The bars of a line that begins at a place, so many map units a day, with the words there is room for."""
    pieces = course.pieces
    spans = [(round(left + one.start * unit, 1), round((one.days or 0.0) * unit, 1)) for one in pieces]
    values = [one.rung.text for one in pieces]
    inside = [
        width >= measure(text, NAME_SIZE, "bold") + 6 for text, (_x, width) in zip(values, spans, strict=True)
    ]
    over = _placed(
        pieces, spans, ["" if within else text for within, text in zip(inside, values, strict=True)]
    )
    said = [text if within else above for within, text, above in zip(inside, values, over, strict=True)]
    return tuple(
        Spot(
            one.rung.part_id,
            x,
            Bar(width, 0.0 if one.rung.waiting else _WORK, one.rung.text, one.rung.waiting),
            one.days is not None,
            within,
            words,
            name,
        )
        for one, (x, width), within, words, name in zip(
            pieces, spans, inside, said, _names(pieces, spans), strict=True
        )
    )


class _Row:
    """The words of one row, none on another."""

    def __init__(self) -> None:
        self._taken: list[Span] = []

    def take(self, left: float, right: float) -> bool:
        """Take some room, if it is free."""
        at = bisect(self._taken, (left, right))
        after = at < len(self._taken) and self._taken[at][0] < right
        if after or (at and left < self._taken[at - 1][1]):
            return False
        self._taken.insert(at, (left, right))
        return True


def _placed(pieces: Sequence[Piece], spans: Sequence[Span], values: Sequence[str]) -> list[str]:
    """The values above their bars that have room there; those that last longer go first."""
    rows = {True: _Row(), False: _Row()}
    found = [""] * len(pieces)
    for i in _longest_first(pieces):
        half = measure(values[i], NAME_SIZE, "bold") / 2 + 3
        middle = spans[i][0] + spans[i][1] / 2
        if values[i] and rows[pieces[i].rung.waiting].take(middle - half, middle + half):
            found[i] = values[i]
    return found


def _names(pieces: Sequence[Piece], spans: Sequence[Span]) -> list[str]:
    """The names beneath their bars: whole ones first, of work also wider than their bar, then such as are cut to it."""
    rows = {True: _Row(), False: _Row()}
    found = [""] * len(pieces)
    rest: list[int] = []
    wide = [measure(one.name, NOTE_SIZE) for one in pieces]
    in_order = _longest_first(pieces)
    for i in (i for i in in_order if wide[i]):
        (x, width), row = spans[i], rows[pieces[i].rung.waiting]
        if wide[i] <= width - 4:
            row.take(x, x + width)
            found[i] = pieces[i].name
        else:
            rest.append(i)
    for i in rest:
        (x, width), waiting = spans[i], pieces[i].rung.waiting
        middle, half = x + width / 2, wide[i] / 2 + 3
        if not waiting and rows[waiting].take(middle - half, middle + half):
            found[i] = pieces[i].name
        elif width >= _CUT and rows[waiting].take(x, x + width):
            found[i] = shorten(pieces[i].name, width - 4, NOTE_SIZE)
    return found


def _longest_first(pieces: Sequence[Piece]) -> list[int]:
    return sorted(range(len(pieces)), key=lambda i: -(pieces[i].days or 0.0))


def bar_part(spot: Spot, top: float, look: Look) -> Part:
    """One bar with its words."""
    bar = spot.bar
    color, level = look["wait" if bar.waiting else "work"], bar.top
    width, middle = bar.width, bar.width / 2
    ops: list[Op] = []
    if not spot.known:
        pen = Pen(color, RISER, _DASHED, "butt")
        ops.append(Path((("M", 0.0, level), ("L", 0.0, level + BAR)), pen))
    else:
        wide = max(width, _HAIRLINE)
        edge_pen = Pen(look["page"], 0.5) if width > 3 else None  # parts two bars of a row that touch
        ops.append(Path(rectangle(middle - wide / 2, level, wide, BAR), edge_pen, color))
    inside = spot.inside
    base, ink = (level + 12.7, look["page"]) if inside else (level - 4, color)
    ops += line(middle, base, spot.said, NAME_SIZE, ink, "bold", "middle", spot.id)
    ops += line(middle, level + BAR + 11.5, spot.name, NOTE_SIZE, look["ink2"], "body", "middle", spot.id)
    return Part(spot.id, spot.left, top, tuple(ops), shows=(bar, look))


class Axis(NamedTuple):
    """An axis of time: where it begins and ends, and its ticks with what they say; nothing else stands at the last."""

    left: float
    right: float
    ticks: tuple[tuple[float, str], ...]
    unit: str


def axis_of(left: float, right: float, days: float, day_s: float | None, times: TimeUnit | None) -> Axis:
    """Round ticks in days, in shorter units where the whole is short."""
    unit, length = _unit_of(days, day_s, times)
    whole = days / length
    step = _round_step(whole * _TICKS / (right - left))
    places = max(0, -floor(log10(step) + 1e-9))
    count = floor(whole / step + 1e-9)
    per = (right - left) / whole
    ticks = ((round(left + per * step * i, 1), rounded(step * i, places)) for i in range(count + 1))
    return Axis(left, right, tuple(ticks), unit)


def _turned(axis: Axis) -> Axis:
    """The same axis read from the right."""
    return Axis(-axis.right, -axis.left, tuple((-x, text) for x, text in axis.ticks), axis.unit)


def _unit_of(days: float, day_s: float | None, times: TimeUnit | None) -> tuple[str, float]:
    """The unit of the axis and its length in days."""
    if days >= 1 or not day_s:
        return "d", 1.0
    seconds = days * day_s
    unit = times or ("h" if seconds >= 7200 else "min" if seconds >= 600 else "s")
    return unit, UNITS[unit].factor / day_s


def _round_step(least: float) -> float:
    """1, 2 or 5 times a power of ten, no less than this."""
    power: float = 10 ** floor(log10(least))
    return next(power * one for one in (1.0, 2.0, 5.0, 10.0) if power * one >= least * (1 - 1e-9))


def axis_part(axis: Axis, top: float, look: Look) -> Part:
    """The line, its ticks, and the unit at the last."""
    wide = axis.right - axis.left
    ops: list[Op] = [stroke((("M", 0.0, _AXIS), ("L", wide, _AXIS)), look["ink2"], RISER, butt=True)]
    ops.append(stroke((("M", 0.0, _WORK + BAR), ("L", wide, _WORK + BAR)), look["rule"], ROW_LINE, butt=True))
    ops.append(stroke((("M", 0.0, BAR), ("L", wide, BAR)), look["rule"], ROW_LINE, butt=True))
    places = [x - axis.left for x, _text in axis.ticks]
    marks: list[Segment] = []
    for x in places:
        marks += (("M", x, _AXIS), ("L", x, _AXIS + 4))
    ops.append(Path(tuple(marks), Pen(look["ink2"], RISER, cap="butt")))
    for i, (at, (_x, text)) in enumerate(zip(places, axis.ticks, strict=True)):
        said = f"{text} {axis.unit}" if i == len(axis.ticks) - 1 else text
        ops += line(at, _AXIS + 15, said, NOTE_SIZE, look["ink2"], "body", "middle")
    return Part("@axis", axis.left, top, tuple(ops))


class BranchEnd(NamedTuple):
    """What stands at the end of a branch: what it comes to, and which step it joins there, "" at the end of the map."""

    total: BranchTotal
    joins: str

    @property
    def width(self) -> float:
        """How far the words reach from the end of the bars."""
        words = max(measure(text, DATA_SIZE, "bold") for text in self.total)
        return _AWAY + max(words, measure(self.joins, NOTE_SIZE))


class Beside(NamedTuple):
    """One branch as it is drawn: the end of its line, its bars, and from where to where they reach."""

    id: str
    end: BranchEnd
    spots: tuple[Spot, ...]
    left: float
    right: float


class ScaledLines:
    """The critical path and its branches on one axis of time, as drawn."""

    def __init__(self) -> None:
        self.room: Box = (0.0, 0.0, 0.0, 0.0)
        self.right = 0.0
        self.depth = DEPTH
        self.turn = 0  # another one as soon as anything is drawn anew
        self._report: Report | None = None
        self._seen: tuple[object, ...] = ()
        self._main: tuple[Spot, ...] = ()
        self._axis: Axis | None = None
        self._beside: list[Beside] = []
        self._rows: list[int] = []

    @property
    def shown(self) -> bool:
        """Whether there is any time to be drawn to scale."""
        return self._axis is not None

    def follow(
        self,
        report: Report,
        steps: Sequence[StepReport],
        spans: Mapping[str, Span],
        extent: Span,
        times: TimeUnit | None,
    ) -> None:
        """Show the lines of a report from left to right of an extent."""
        seen = (extent, times)
        if report is self._report and seen == self._seen:
            return
        self._report, self._seen = report, seen
        before = (self._main, self._axis, self._beside)
        main = course_of(steps, [step.passages for step in steps], spans, report.day_s, times)
        left, right = extent[0], max(extent[1], extent[0] + _LEAST_WIDTH)
        self._main, self._axis, self._beside, self._rows = (), None, [], []
        if main.days > 0:
            unit = (right - left) / main.days
            self._main = spots_of(main, left, unit)
            self._axis = axis_of(left, right, main.days, report.day_s, times)
            self._branches(report, main, spans, left, unit, times)
        self.turn += (self._main, self._axis, self._beside) != before

    def _branches(
        self,
        report: Report,
        main: Course,
        spans: Mapping[str, Span],
        left: float,
        unit: float,
        times: TimeUnit | None,
    ) -> None:
        by_id = {step.id: step for step in report.steps} if report.branches else {}
        courses = [
            course_of([by_id[id_] for id_ in one.steps], one.passages, spans, report.day_s, times)
            for one in report.branches
        ]
        begins = begins_of(report.branches, courses, main)
        for branch, course, begin in zip(report.branches, courses, begins, strict=True):
            start = round(left + begin * unit, 1)
            end = round(left + (begin + course.days) * unit, 1)
            joins = by_id.get(branch.joins)
            name = joins.name if joins else ""
            said = _("joins {step}").format(step=shorten(name, _JOINS, NOTE_SIZE)) if name else ""
            words = BranchEnd(total_words(branch, times), said)
            spots = spots_of(course, start, unit)
            self._beside.append(Beside(f"@branch:{branch.steps[0]}", words, spots, start, end))
        self._rows = rows_of([(one.left, one.right + one.end.width) for one in self._beside])

    def draw(self, top: float, below: float, look: Look, made: Made, turned: bool = False) -> list[Part]:
        """The bars and their axis at a height, those of the branches from another one on; `turned`, from the right."""
        assert self._axis is not None
        axis = self._axis
        shown = _turned(axis) if turned else axis
        parts = [made.other("@axis", (shown, top, look), partial(axis_part, shown, top, look))]
        parts += self._bars(self._main, top, look, made, turned)
        self.right = max(axis.right, *(spot.reach for spot in self._main))
        left, foot = axis.left, top + DEPTH
        for one, row in zip(self._beside, self._rows, strict=True):
            at = below + _PITCH * row
            parts += self._bars(one.spots, at, look, made, turned)
            x = -(one.right + _AWAY) if turned else one.right + _AWAY
            make = partial(_end_part, one.id, x, at, one.end, look, turned)
            parts.append(made.other(one.id, (x, at, one.end, look, turned), make))
            left, foot = min(left, one.left), max(foot, at + _AXIS)
            self.right = max(self.right, one.right + one.end.width)
        left, right = turned_span((left - 12, self.right), turned)
        self.room = (left, top - 18, right, foot)
        return parts

    def _bars(
        self, spots: Sequence[Spot], top: float, look: Look, made: Made, turned: bool
    ) -> Iterator[Part]:
        for spot in spots:
            if turned:
                spot = spot._replace(left=-(spot.left + spot.bar.width))
            yield made.other(spot.id, (spot, top, look), partial(bar_part, spot, top, look))


def _end_part(id_: str, x: float, y: float, end: BranchEnd, look: Look, turned: bool) -> Part:
    """Lead time beside the row of waits, processing beside that of work, and between them where the branch joins.

    `turned`, they stand at the left end of the bars.
    """
    anchor: Anchor = "end" if turned else "start"
    ops: tuple[Op, ...] = (
        *line(0, 12.7, end.total.lead, DATA_SIZE, look["wait"], "bold", anchor),
        *line(0, 29.0, end.joins, NOTE_SIZE, look["ink2"], anchor=anchor),
        *line(0, _WORK + 12.7, end.total.work, DATA_SIZE, look["work"], "bold", anchor),
    )
    return Part(id_, x, y, ops, shows=(end.total, look))
