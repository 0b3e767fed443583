"""Sections that are pictures and tables: both maps, targets with what changes the lead time, plan, glide path, scoreboard."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from msgspec import Struct

from vsm_desktop.assets import _
from vsm_desktop.drawing.charts import gantt
from vsm_desktop.drawing.charts.chart import SIZE
from vsm_desktop.drawing.charts.glide import Strip, glide_chart
from vsm_desktop.drawing.charts.waterfall import waterfall_chart
from vsm_desktop.drawing.frame import Frame
from vsm_desktop.drawing.ops import Box, Part, extent
from vsm_desktop.drawing.paper import LEAST_TYPE
from vsm_desktop.drawing.symbols.symbol import Look, look_of
from vsm_desktop.drawing.theme import DATA_SIZE
from vsm_desktop.drawing.titleblock import convention
from vsm_desktop.export.a3.blocks import WORDED, Block, Maker, Words
from vsm_desktop.export.a3.matter import Matter
from vsm_desktop.export.a3.measures import board_block
from vsm_desktop.export.a3.setter import LEAD, LEAST, MOST_GROWN, Setter, lines_of, unit_of, with_units
from vsm_desktop.export.glided import Path, paths_of
from vsm_desktop.insight.board import METRIC
from vsm_desktop.insight.numbers import MetricRow
from vsm_desktop.insight.planned import said_of_counting
from vsm_desktop.model.a3 import A3
from vsm_desktop.model.dates import day_of, said_day
from vsm_desktop.model.display import DASH

_AROUND = frozenset({"@title", "@legend", "@conventions"})
_PLAN_TYPE, _FALL_TYPE = 8.2, 0.66
_FALL_PITCH, _FALL_HIGH, _FALL_MOST = 58.0, 150.0, 260.0
_GLIDE_HIGH, _GLIDE_GAP, _ROW = 80.0, 4.0, 1.75
_TARGETS = (
    "lead_time_days",
    "processing_time_s",
    "pce",
    "wip_pc",
    "stock_turns",
    "stream_capacity_per_day",
    "rolled_ca",
    "operators_total",
    "cost_per_piece",
)
_MOST_TARGETS = 7


class Map(Struct, frozen=True):
    """A map as large as its room allows; its texts do not become smaller than can be read, as far as there is room."""

    parts: tuple[Part, ...]
    box: Box
    look: Look
    least_type: float = LEAST_TYPE
    note: str = ""
    flexible: bool = True

    def high(self, width: float, type_: float) -> float:
        """As high as it is in the whole width."""
        left, top, right, bottom = self.box
        return (bottom - top) * width / max(right - left, 1.0)

    def most(self, width: float, type_: float) -> float:
        """The same: it is not wider than its room."""
        return self.high(width, type_)

    def least(self, width: float, type_: float) -> float:
        """Below this its texts, grown as far as they may, are not read."""
        _left, top, _right, bottom = self.box
        scale = self.least_type / (DATA_SIZE * MOST_GROWN)
        return min((bottom - top) * scale, self.high(width, type_))

    def draw(self, width: float, height: float, type_: float) -> tuple[Part, ...]:
        """In the middle of its room."""
        left, top, right, bottom = self.box
        scale = min(width / max(right - left, 1.0), height / max(bottom - top, 1.0))
        dx = (width - (right - left) * scale) / 2 - left * scale
        dy = (height - (bottom - top) * scale) / 2 - top * scale
        setter = Setter(self.look)
        setter.picture(self.parts, scale, dx, dy, self.least_type)
        return setter.done()


class Targets(Struct, frozen=True):
    """Where the plan starts, target and change as a table, and beside it what changes the lead time.

    `now` is what the scoreboard last had of a number, and the day of it where it is too old to stand there without; `counted` says how both states are counted where that differs.
    """

    rows: tuple[MetricRow, ...]
    matter: Matter
    look: Look
    now: Mapping[str, tuple[str, str]] = MappingProxyType({})
    counted: str = ""
    note: str = ""
    flexible: bool = True

    def high(self, width: float, type_: float) -> float:
        """The table or the chart, whichever is higher."""
        return max(self.least(width, type_), _FALL_HIGH)

    def most(self, width: float, type_: float) -> float:
        """A higher chart shows smaller steps."""
        return max(self.high(width, type_), _FALL_MOST)

    def least(self, width: float, type_: float) -> float:
        """The table."""
        setter = Setter(self.look, type_)
        said = len(lines_of(self.counted, width, setter.small)) * setter.small * LEAD if self.counted else 0.0
        days = sum(bool(day) for _now, day in self.now.values()) * setter.small * LEAD
        return setter.body * _ROW * (len(self.rows) + 1) + 2 + days + said

    def draw(self, width: float, height: float, type_: float) -> tuple[Part, ...]:
        """Side by side, over how they are counted."""
        setter = Setter(self.look, type_)
        table = width * (0.54 if self.now else 0.49)
        said = []
        if self.counted:
            high = len(lines_of(self.counted, width, setter.small)) * setter.small * LEAD
            height -= high
            setter.paragraph(0.0, height + setter.small * LEAD, self.counted, width, setter.small, "ink2")
            said = list(setter.done())
            setter = Setter(self.look, type_)
        self._table(table, setter)
        parts = [*said, *setter.done()]
        found = self.matter.found
        if found is not None:
            scale = max(_FALL_TYPE * type_, LEAST / SIZE)
            room = width - table - 14.0
            chart = waterfall_chart(
                found.waterfall,
                room / scale,
                height / scale,
                self.look,
                found.waterfall.spans,
                pitch=_FALL_PITCH,
            )
            fit = min(scale, room / chart.width, height / chart.height)
            setter = Setter(self.look, type_)
            setter.picture(chart.parts, fit, table + 14.0, height - chart.height * fit)
            parts += setter.done()
        return tuple(parts)

    def _table(self, width: float, setter: Setter) -> None:
        heads = (_("Start"), _("Now"), _("Target"), _("Change"))
        ends = (width * 0.51, width * 0.68, width * 0.86, width)
        if not self.now:
            heads, ends = (_("Start"), "", _("Target"), _("Change")), (width * 0.63, 0.0, width * 0.84, width)
        most = ends[0] * 0.69
        y, step = setter.body, setter.body * _ROW
        setter.text(0.0, y, _("Measure"), setter.small, "ink2")
        for x, words in zip(ends, heads, strict=True):
            if words:
                setter.text(x, y, words, setter.small, "ink2", anchor="end")
        for row in self.rows:
            setter.rule(0.0, y + step * 0.32, width)
            y += step
            before, after, change, relative = row.words
            words = relative if relative not in ("", DASH) else change
            setter.text(0.0, y, row.label, setter.body, room=most)
            setter.text(ends[0], y, before, setter.body, anchor="end", room=width * 0.2)
            if self.now:
                now = self.now.get(row.key, (DASH, ""))[0]
                setter.text(ends[1], y, now, setter.body, anchor="end", room=width * 0.17)
            setter.text(ends[2], y, after, setter.body, "ink", "bold", "end", room=width * 0.17)
            setter.text(ends[3], y, words, setter.body, "ink2", anchor="end", room=width * 0.14)
            if day := self.now.get(row.key, ("", ""))[1]:
                y += setter.small * LEAD
                setter.text(ends[1], y, day, setter.small, "ink2", anchor="end")


class Schedule(Struct, frozen=True):
    """The plan as a schedule."""

    schedule: gantt.Schedule
    look: Look
    note: str = ""
    flexible: bool = False

    def high(self, width: float, type_: float) -> float:
        """All rows."""
        return gantt.gantt_chart(self.schedule, width, self.look, _plan_type(type_)).height

    def most(self, width: float, type_: float) -> float:
        """The same."""
        return self.high(width, type_)

    def least(self, width: float, type_: float) -> float:
        """All rows: none is left out."""
        return self.high(width, type_)

    def draw(self, width: float, height: float, type_: float) -> tuple[Part, ...]:
        """The chart."""
        return gantt.gantt_chart(self.schedule, width, self.look, _plan_type(type_)).parts


def _plan_type(type_: float) -> float:
    return max(_PLAN_TYPE * type_, LEAST)


class GlidePath(Struct, frozen=True):
    """What is expected under the months of the plan, one number below the other, over what to know about it."""

    paths: tuple[Path, ...]
    schedule: gantt.Schedule
    look: Look
    note: str = ""
    said: tuple[str, ...] = ()
    flexible: bool = True

    def high(self, width: float, type_: float) -> float:
        """Room for bars and numbers."""
        return _GLIDE_HIGH * type_ * len(self.paths) + self._words(width, type_)

    def most(self, width: float, type_: float) -> float:
        """Higher bars show smaller differences."""
        words = self._words(width, type_)
        return 1.5 * (self.high(width, type_) - words) + words

    def least(self, width: float, type_: float) -> float:
        """Less, and differences are not seen."""
        words = self._words(width, type_)
        return 0.7 * (self.high(width, type_) - words) + words

    def _words(self, width: float, type_: float) -> float:
        """How high the sentences are."""
        small = Setter(self.look, type_).small
        return sum(len(lines_of(words, width, small)) for words in self.said) * small * LEAD

    def draw(self, width: float, height: float, type_: float) -> tuple[Part, ...]:
        """The charts, under the columns of the schedule."""
        words = self._words(width, type_)
        size, high = _plan_type(type_), (height - words) / len(self.paths)
        months = gantt.columns_of(self.schedule, width, size).months
        setter = Setter(self.look, type_)
        for at, one in enumerate(self.paths):
            strip = Strip(months.left, months.pitch, width, one.number)
            chart = glide_chart(one.months, strip, high - _GLIDE_GAP * type_, self.look, size, one.why)
            setter.picture(chart.parts, 1.0, 0.0, at * high)
        y = height - words + setter.small
        for one_said in self.said:
            y += setter.paragraph(0.0, y, one_said, width, setter.small, "ink2")
        return setter.done()


# what they show


def map_of(frame: Frame, a3: A3, note: str = "") -> Map:
    """A map without what stands around it."""
    parts = tuple(part for part in frame.drawing.parts if part.id not in _AROUND and part.ops)
    boxes = [
        (part.x + left, part.y + top, part.x + right, part.y + bottom)
        for part in parts
        for left, top, right, bottom in (extent(part.ops),)
    ]
    lefts, tops, rights, bottoms = zip(*boxes, strict=True) if boxes else ((0.0,), (0.0,), (1.0,), (1.0,))
    box = (min(lefts), min(tops), max(rights), max(bottoms))
    return Map(parts, box, look_of(frame.theme), LEAST_TYPE / unit_of(a3.paper), note)


def current_block(matter: Matter, a3: A3) -> Block:
    """The map the plan leads from, with its ladder."""
    if matter.current is None:
        return Words("", look_of(matter.base.theme), _("No current state in this file."))
    return map_of(matter.current, a3, _noted(matter.current, _("Current state")))


def future_block(matter: Matter, a3: A3) -> Block:
    """The map the plan leads to."""
    if matter.future is None:
        return Words(
            "", look_of(matter.base.theme), _("No future state yet. Make one from the current state.")
        )
    return map_of(matter.future, a3, _noted(matter.future, _("Future state")))


def _noted(frame: Frame, heading: str) -> str:
    """What a map is called where its heading does not say so, when it was drawn, and what a day on it means."""
    day = day_of(frame.state.date)
    date = said_day(day) if day else frame.state.date
    name = "" if frame.state.name.casefold() == heading.casefold() else frame.state.name
    return " · ".join(filter(None, (name, date, convention(frame.state.options, frame.report))))


def targets_block(matter: Matter, _a3: A3) -> Block:
    """The numbers that change, lead time first."""
    look = look_of(matter.base.theme)
    if matter.current is None:
        return Words("", look, _("There is no current state that the future state is compared with."))
    if matter.found is None:
        return Words("", look, _("No targets yet. They come from a future state."))
    rows = [
        row for key in _TARGETS if (row := matter.found.metric(key)) and None not in (row.before, row.after)
    ]
    rows = rows[:_MOST_TARGETS]
    reached = {
        METRIC[one.measure.key]: (one.said(one.last.value), one.old_day)
        for one in reversed(matter.board)
        if one.last and one.measure.key in METRIC
    }
    now = {row.key: reached[row.key] for row in rows if row.key in reached}
    note = _("start = the map, now = the last of the scoreboard") if now else _("start = the map")
    return Targets(tuple(rows), matter, look, now, matter.found.counted, note)


def schedule_of(matter: Matter) -> gantt.Schedule:
    """The plan as the schedule that is drawn of it."""
    months = matter.span.months
    return gantt.Schedule(tuple(_lines(matter)), months[0], len(months), matter.today)


def _lines(matter: Matter) -> Iterator[gantt.Line]:
    for row in matter.rows:
        band = row.kind == "loop"
        goals = [one.goal.words for one in matter.rows if one.loop.id == row.loop.id and one.goal]
        yield gantt.Line(
            row.id,
            row.text,
            "; ".join(dict.fromkeys(filter(None, goals))) if band else row.goal.words if row.goal else "",
            band,
            str(row.number) if row.number else "",
            row.owner,
            row.start,
            row.end,
            row.done,
            row.mark.mark if row.mark and not band else "",
            0 if band else row.late_days,
            "; ".join(row.risks),
            row.objective.after if row.objective else (),
            with_units(row.goal.numbers) if row.goal and row.goal.text else "",
        )
    if matter.left_out:
        yield gantt.Line("@more", _("and {count} more").format(count=matter.left_out))


def plan_block(matter: Matter, _a3: A3) -> Block:
    """Loops, objectives, owners and months."""
    look = look_of(matter.base.theme)
    if not matter.rows:
        return Words("", look, _("No plan yet. Give each loop an objective, an owner and dates."))
    note = _("filled = done, line = today, △ = needs help")
    return Schedule(schedule_of(matter), look, note)


def glide_block(matter: Matter, _a3: A3) -> Block:
    """What is expected month by month."""
    look = look_of(matter.base.theme)
    if not matter.rows:
        return Words("", look, _("No glide path yet: it comes from the dates of the plan."))
    note = ""
    if matter.found is not None and matter.found.counted:
        note = _("counted by the conventions of {name}").format(name=matter.found.titles[0])
    counted = said_of_counting(matter.stream)  # which the note says shorter
    said = tuple(words for words in matter.glide.notes if words != counted)
    return GlidePath(paths_of(matter.glide), schedule_of(matter), look, note, said)


MAKERS: Sequence[tuple[str, Maker]] = (
    *WORDED,
    ("current", current_block),
    ("targets", targets_block),
    ("future", future_block),
    ("plan", plan_block),
    ("glide", glide_block),
    ("scoreboard", board_block),
)
