"""The ladder to scale: waiting and work as bars over one axis of time, each as wide as it lasts.

What lasts too short to be seen is a hairline, what is not known a dashed one. Each step counts as often as it is passed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from math import floor, log10
from typing import NamedTuple

from vsm_desktop.assets import _
from vsm_desktop.drawing.branches import rows_of, total_words
from vsm_desktop.drawing.ladder import BAR, Bar, BranchTotal, Rung, Span, bays_of, places_of, rungs_of
from vsm_desktop.drawing.ops import Box, Op, Part, Path, Pen
from vsm_desktop.drawing.placed import Made
from vsm_desktop.drawing.shapes import rectangle, stroke
from vsm_desktop.drawing.symbols.symbol import Look
from vsm_desktop.drawing.text import line, measure, shorten
from vsm_desktop.drawing.theme import DATA_SIZE, NAME_SIZE, NOTE_SIZE, RISER, ROW_LINE
from vsm_desktop.metrics.report import Branch, Report, StepReport
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
_TICKS = 64.0  # at least this far apart
_DASHED = (2.0, 2.0)


class Piece(NamedTuple):
    """One stretch of time: its rung, when it begins and how long it lasts in days; None is not known."""

    rung: Rung
    start: float
    days: float | None
    name: str


class Course(NamedTuple):
    """A line of the ladder in time: its pieces, when each step begins, and how long it lasts in all, in days."""

    pieces: tuple[Piece, ...]
    starts: Mapping[str, float]
    days: float


class Spot(NamedTuple):
    """One bar as it is drawn: where it begins, and the words that have room inside or above it and beneath it."""

    id: str
    left: float
    bar: Bar
    known: bool
    inside: bool
    said: str
    name: str


def course_of(
    steps: Sequence[StepReport],
    passages: Sequence[float],
    boxes: Mapping[str, Span],
    day_s: float | None,
    times: TimeUnit | None,
) -> Course:
    """Some steps in a row in time, each as often as it is passed; seconds become days of this length."""
    counted = [_counted(step, count) for step, count in zip(steps, passages, strict=True)]
    bays = bays_of(counted, places_of(counted, boxes), boxes)
    starts, names = _walked(counted, day_s)
    rungs = [rung for bay in bays for rung in rungs_of(bay, times)]
    lasting = {(bay.id, True): _sum(_lasting(d, s, day_s) for d, s in bay.waits) for bay in bays if bay.waits}
    lasting |= {(bay.id, False): _lasting(None, bay.work, day_s) for bay in bays if bay.works}
    pieces: list[Piece] = []
    now = 0.0
    for rung in rungs:
        days = lasting[rung.id, rung.waiting]
        pieces.append(Piece(rung, now, days, names.get((rung.id, rung.waiting), "")))
        now += days or 0.0
    return Course(tuple(pieces), starts, now)


def _counted(step: StepReport, passages: float) -> StepReport:
    if passages == 1:
        return step
    times = (step.wait_s, step.wait_days, step.processing_s)
    wait_s, wait_days, work = (None if value is None else value * passages for value in times)
    return step._replace(wait_s=wait_s, wait_days=wait_days, processing_s=work)


def _walked(
    steps: Sequence[StepReport], day_s: float | None
) -> tuple[dict[str, float], dict[tuple[str, bool], str]]:
    """When each step begins, and what the bars are called: work by its step, a wait by the stocks in it."""
    starts: dict[str, float] = {}
    names: dict[tuple[str, bool], str] = {}
    waiting: list[str] = []
    now = 0.0
    for step in steps:
        starts[step.id] = now
        now += _lasting(step.wait_days, step.wait_s, day_s) or 0.0
        if step.kind != "process":
            waiting += [step.name] if step.name else []
            names[step.id, True] = ", ".join(waiting)
            continue
        now += _lasting(None, step.processing_s, day_s) or 0.0
        names[step.id, True], names[step.id, False] = ", ".join(waiting), step.name
        waiting = []
    return starts, names


def _lasting(days: float | None, seconds: float | None, day_s: float | None) -> float | None:
    if days is not None:
        return days
    return None if seconds is None or not day_s else seconds / day_s


def _sum(values: Iterator[float | None]) -> float | None:
    """What is known of a wait; None if nothing is."""
    known = [value for value in values if value is not None]
    return sum(known) if known else None


def spots_of(course: Course, left: float, unit: float) -> tuple[Spot, ...]:
    """The bars of a line that begins at a place, so many map units a day, with the words there is room for."""
    spans = [
        (round(left + piece.start * unit, 1), round((piece.days or 0.0) * unit, 1)) for piece in course.pieces
    ]
    inside = [
        width >= measure(piece.rung.text, NAME_SIZE, "bold") + 6
        for piece, (_x, width) in zip(course.pieces, spans, strict=True)
    ]
    above = _with_room(course.pieces, spans, [piece.rung.text for piece in course.pieces], NAME_SIZE, inside)
    cut = [
        shorten(piece.name, width - 4, NOTE_SIZE) if width >= 40 else ""
        for piece, (_x, width) in zip(course.pieces, spans, strict=True)
    ]
    free = [piece.name if not piece.rung.waiting else "" for piece in course.pieces]
    beneath = _with_room(course.pieces, spans, free, NOTE_SIZE, [bool(text) for text in cut])
    return tuple(
        Spot(
            piece.rung.part_id,
            x,
            Bar(width, 0.0 if piece.rung.waiting else _WORK, piece.rung.text, piece.rung.waiting),
            piece.days is not None,
            within,
            piece.rung.text if within or said else "",
            fitting or (piece.name if named else ""),
        )
        for piece, (x, width), within, said, fitting, named in zip(
            course.pieces, spans, inside, above, cut, beneath, strict=True
        )
    )


def _with_room(
    pieces: Sequence[Piece],
    spans: Sequence[tuple[float, float]],
    texts: Sequence[str],
    size: float,
    placed: Sequence[bool],
) -> list[bool]:
    """Which words stand clear of the others in their row, the longer stretches first; what is placed has its own room."""
    taken: dict[bool, list[Span]] = {True: [], False: []}
    found = [False] * len(pieces)
    if (
        size == NOTE_SIZE
    ):  # beneath the bars, words that are cut to their bar lie in the same line as the others
        for piece, (x, width), done in zip(pieces, spans, placed, strict=True):
            if done:
                taken[piece.rung.waiting].append((x, x + width))
    for i in sorted(range(len(pieces)), key=lambda i: -(pieces[i].days or 0.0)):
        if placed[i] or not texts[i]:
            continue
        half = measure(texts[i], size, "bold") / 2 + 3
        middle = spans[i][0] + spans[i][1] / 2
        row = taken[pieces[i].rung.waiting]
        if all(middle + half <= left or right <= middle - half for left, right in row):
            row.append((middle - half, middle + half))
            found[i] = True
    return found


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
    for i, (x, text) in enumerate(axis.ticks):
        at = x - axis.left
        ops.append(stroke((("M", at, _AXIS), ("L", at, _AXIS + 4)), look["ink2"], RISER, butt=True))
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
        begins = _begins(report.branches, courses, main)
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

    def draw(self, top: float, below: float, look: Look, made: Made) -> list[Part]:
        """The bars and their axis at a height, those of the branches from another one on."""
        assert self._axis is not None
        axis = self._axis
        parts = [made.other("@axis", (axis, top, look), partial(axis_part, axis, top, look))]
        parts += self._bars(self._main, top, look, made)
        self.right = axis.right
        left, foot = axis.left, top + DEPTH
        for one, row in zip(self._beside, self._rows, strict=True):
            at = below + _PITCH * row
            parts += self._bars(one.spots, at, look, made)
            make = partial(_end_part, one.id, one.right, at, one.end, look)
            parts.append(made.other(one.id, (one.right, at, one.end, look), make))
            left, foot = min(left, one.left), max(foot, at + _AXIS)
            self.right = max(self.right, one.right + one.end.width)
        self.room = (left - 12, top - 18, self.right, foot)
        return parts

    def _bars(self, spots: Sequence[Spot], top: float, look: Look, made: Made) -> Iterator[Part]:
        for spot in spots:
            yield made.other(spot.id, (spot, top, look), partial(bar_part, spot, top, look))


def _begins(branches: Sequence[Branch], courses: Sequence[Course], main: Course) -> list[float]:
    """When each branch begins, so that it ends as the step begins that it joins, on the main line or on another branch."""
    on = {id_: i for i, one in enumerate(branches) for id_ in one.steps}
    found: dict[int, float] = {}
    for first in range(len(branches)):
        way = [first]
        while (after := on.get(branches[way[-1]].joins)) is not None and after not in (*way, *found):
            way.append(after)
        for i in reversed(way):
            joins = branches[i].joins
            after = on.get(joins)
            end = main.starts.get(joins, main.days)
            if after is not None and after in found:
                end = found[after] + courses[after].starts[joins]
            found[i] = end - courses[i].days
    return [found[i] for i in range(len(branches))]


def _end_part(id_: str, x: float, y: float, end: BranchEnd, look: Look) -> Part:
    """Lead time beside the row of waits, processing beside that of work, and between them where the branch joins."""
    ops: tuple[Op, ...] = (
        *line(_AWAY, 12.7, end.total.lead, DATA_SIZE, look["wait"], "bold"),
        *line(_AWAY, 29.0, end.joins, NOTE_SIZE, look["ink2"]),
        *line(_AWAY, _WORK + 12.7, end.total.work, DATA_SIZE, look["work"], "bold"),
    )
    return Part(id_, x, y, ops, shows=(end.total, look))
