"""The scoreboard on the A3: its measures as a table, and under it a small run chart of each where there is room."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from math import ceil, floor

from msgspec import Struct
from msgspec.structs import replace

from vsm_desktop.assets import _
from vsm_desktop.drawing.charts import gantt
from vsm_desktop.drawing.charts.run import Point, Run, run_chart
from vsm_desktop.drawing.ops import Part
from vsm_desktop.drawing.symbols.symbol import Look, look_of
from vsm_desktop.drawing.text import measure, shorten
from vsm_desktop.export.a3.blocks import Block, Words
from vsm_desktop.export.a3.matter import Matter
from vsm_desktop.export.a3.setter import Setter
from vsm_desktop.insight.board import Line
from vsm_desktop.insight.course import Course, course_of, off_course
from vsm_desktop.insight.judging import shown_unit
from vsm_desktop.model.a3 import A3
from vsm_desktop.model.display import DASH

_ROW = 1.75
_CHART_TYPE, _NAME_TYPE = 7.2, 8.0
_LEAST_HIGH, _MOST_HIGH = 62.0, 96.0  # of a row of charts, with the names over them
_WIDE, _GAP = 130.0, 12.0
Row = tuple[str, str, str, str, gantt.Sign]


class Board(Struct, frozen=True):
    """The measures of the scoreboard as a table; those that have values as charts, too, as many as there is room for.

    `days` are those of values that are too old to stand there without, row by row, "" for all others.
    """

    rows: tuple[Row, ...]
    runs: tuple[Run, ...]
    look: Look
    note: str = ""
    days: tuple[str, ...] = ()
    flexible: bool = False

    def high(self, width: float, type_: float) -> float:
        """A row for each measure, and the head."""
        return Setter(self.look, type_).body * _ROW * (len(self.rows) + 1) + 2

    def least(self, width: float, type_: float) -> float:
        """All rows."""
        return self.high(width, type_)

    def most(self, width: float, type_: float) -> float:
        """With all charts."""
        rows = ceil(len(self.runs) / _beside(width))
        return self.high(width, type_) + rows * (_MOST_HIGH + _GAP)

    def draw(self, width: float, height: float, type_: float) -> tuple[Part, ...]:
        """The table, and the charts under it."""
        setter = Setter(self.look, type_)
        dated = any(self.days)
        ends = (width * (0.48 if dated else 0.58), width * 0.75, width * 0.92)
        y, step = setter.body, setter.body * _ROW
        setter.text(0.0, y, _("Measure"), setter.small, "ink2")
        for x, words in zip(ends, (_("Baseline"), _("Now"), _("Target")), strict=True):
            setter.text(x, y, words, setter.small, "ink2", anchor="end")
        days = self.days or ("",) * len(self.rows)
        for (label, baseline, now, target, sign), day in zip(self.rows, days, strict=True):
            setter.rule(0.0, y + step * 0.32, width)
            y += step
            setter.text(0.0, y, label, setter.body, room=ends[0] - width * 0.16)
            setter.text(ends[0], y, baseline, setter.body, "ink2", anchor="end")
            wide = setter.text(ends[1], y, now, setter.body, "ink", "bold", "end")
            setter.text(ends[1] - wide - 4.0, y, day, setter.small, "ink2", anchor="end")
            setter.text(ends[2], y, target, setter.body, anchor="end")
            middle = y - setter.body * 0.35
            setter.add(gantt.sign_ops(sign, width - setter.body, middle, setter.body * 0.38, self.look))
        self._charts(setter, width, self.high(width, type_), height)
        return setter.done()

    def _charts(self, setter: Setter, width: float, top: float, bottom: float) -> None:
        """Row by row, each chart under its name."""
        beside = _beside(width)
        rows = min(ceil(len(self.runs) / beside), floor((bottom - top + 1e-6) / (_LEAST_HIGH + _GAP)))
        if rows < 1:
            return
        pitch = min((bottom - top) / rows, _MOST_HIGH + _GAP)
        wide = (width - _GAP * (beside - 1)) / beside
        for at, run in enumerate(self.runs[: rows * beside]):
            row, column = divmod(at, beside)
            x, y = column * (wide + _GAP), top + row * pitch + _GAP
            unit = f", {run.unit}" if run.unit else ""
            name = shorten(run.name, wide - measure(unit, _NAME_TYPE, "bold"), _NAME_TYPE, "bold")
            setter.text(x, y + _NAME_TYPE, f"{name}{unit}", _NAME_TYPE, "ink", "bold")
            bare = replace(run, unit="", brief=True)  # its unit stands in its name, the rest in the table
            chart = run_chart(bare, wide, pitch - _GAP - 12.0, self.look, _CHART_TYPE)
            setter.picture(chart.parts, 1.0, x, y + 12.0)


def _beside(width: float) -> int:
    """How many charts stand side by side."""
    return max(1, floor((width + _GAP) / (_WIDE + _GAP)))


def board_rows(matter: Matter) -> Iterator[Row]:
    """The measures with baseline, last value and target in words, and whether they are on track."""
    for one in matter.board:
        now = one.said(one.last.value) if one.last else DASH
        sign: gantt.Sign = "watch" if one.silence or one.on_track is False else "good" if one.on_track else ""
        yield one.label, one.said(one.baseline), now, one.said(one.target), sign


def run_of(one: Line, course: Course, today: date) -> Run:
    """A line of the scoreboard as its run chart has it on a day, with what the plan expects."""
    points = tuple(
        Point(date.fromisoformat(actual.on), actual.value, actual.remark, off_course(one, course, actual))
        for actual in one.measure.actuals
    )
    checks = tuple(check.day for check in one.checks)
    met = None if one.last is None or one.target is None else one.met
    return Run(
        one.label,
        shown_unit(one.unit),
        points,
        one.baseline,
        one.target,
        met,
        checks,
        course.points,
        today,
        course.even,
    )


def runs_of(matter: Matter) -> tuple[Run, ...]:
    """The measures that have values."""
    return tuple(
        run_of(one, course_of(matter.stream, one, matter.glide), matter.today)
        for one in matter.board
        if one.measure.actuals
    )


def board_block(matter: Matter, _a3: A3) -> Block:
    """The scoreboard."""
    look = look_of(matter.base.theme)
    if not matter.board:
        return Words("", look, _("No scoreboard yet."))
    days = tuple(one.old_day for one in matter.board)
    note = _("circle = on track, triangle = behind")
    if any(days):
        note = _("circle = on track, triangle = behind, or no value since the day beside it")
    return Board(tuple(board_rows(matter)), runs_of(matter), look, note, days)
