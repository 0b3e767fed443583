"""Where everything of a chart of columns stands, in the room it is given."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from math import cos, radians, sin
from typing import Literal

from msgspec import Struct

from vsm_desktop.assets import _
from vsm_desktop.drawing.charts.chart import EDGE, KEY_ROW, SIZE
from vsm_desktop.drawing.charts.column import Column, Columns
from vsm_desktop.drawing.text import ELLIPSIS, measure, wrap

_LEAST_PITCH, _MOST_PITCH = 15.0, 132.0
_FILLED, _WIDEST = 0.66, 64.0
_FILLED_BY_STACKS, _LEAST_STACK = 0.8, 5.0
_LEAST_LABEL = 18.0  # of a stack
_LEAST_PLOT = 56.0
HIGH = 300.0  # a chart with room for two numbers on end
LINE = 13.0  # of text
_LONGEST_NAME = 104.0
_APART = 0.5  # of a column, before one that stands by itself
GHOST = 0.42  # of the plot, for what is missing
_SLANT, UPRIGHT = -45.0, -90.0
SIGN = 12.0  # of alert, before a number


Texts = Literal["level", "short", "upright"]


class Plan(Struct, frozen=True):
    """Where everything stands: `names` are turned by so many degrees and no longer than `longest`.

    `most` is the number of stacks of the column that has most; `labelled` says whether stacks have words over them.
    """

    lefts: tuple[float, ...]
    pitch: float
    end: float
    top: float
    base: float
    scale: float
    names: float
    longest: float
    texts: Texts
    most: int
    labelled: bool
    width: float
    height: float

    def middle(self, i: int) -> float:
        """The middle of a column."""
        return self.lefts[i] + self.pitch / 2

    @property
    def bar(self) -> float:
        """How wide a stack is drawn; a column is as wide as its stacks."""
        if self.most == 1:
            return min(self.pitch * _FILLED, _WIDEST)
        return min(self.pitch * _FILLED_BY_STACKS / self.most, _widest(self.labelled))

    @property
    def labels(self) -> bool:
        """Whether there is room for words over stacks."""
        return self.labelled and self.bar >= _LEAST_LABEL

    def upright(self, column: Column, shown: Columns) -> str:
        """What stands upright over a column: its second number only where there is height for it."""
        return joined(column, shown) if self.height >= HIGH else column.text

    def room_of(self, column: Column, shown: Columns) -> float:
        """How high the number over a column is, or what it says instead."""
        if column.missing:
            return 6 + (LINE if self.texts == "level" else measure(column.missing, SIZE))
        if self.texts == "upright":
            return 6 + wide_of(self.upright(column, shown), column.alert)
        return 6 + LINE * (2 if (column.more if self.texts == "level" else column.alert) else 1)

    def y(self, value: float) -> float:
        """How high a value is drawn."""
        return self.base - value * self.scale


def plan_of(shown: Columns, width: float, height: float) -> Plan:
    columns = shown.columns
    labels = [*(limit.text for limit in shown.limits), *([share_words(1.0)] if shown.running else [])]
    right = EDGE + max((measure(text, SIZE, "medium") + 14 for text in labels), default=0.0)
    slots = len(columns) + _APART * sum(column.apart for column in columns)
    edge = EDGE
    pitch = _pitch(width - edge - right, slots, columns)
    names = _turn_of_names(columns, pitch)
    longest = _longest(names, height)
    if names:
        reach = cos(radians(names))
        starts = (
            min(measure(c.name, SIZE), longest) * reach - (i + 0.5) * pitch for i, c in enumerate(columns)
        )
        edge = max(edge, *(start + 6 for start in starts))
        pitch = _pitch(width - edge - right, slots, columns)
        names = _turn_of_names(columns, pitch)
        longest = _longest(names, height)
    wide = max(width, edge + right + slots * pitch)
    left = edge + (wide - edge - right - slots * pitch) / 2
    texts, head = _texts_of(shown, pitch, high=height >= HIGH)
    head += LINE if _labelled(columns) else 0.0
    foot = _foot(columns, pitch, names, longest)
    high = max(height, KEY_ROW + head + _LEAST_PLOT + foot)
    top, base = KEY_ROW + head, high - foot
    lefts = _lefts(columns, left, pitch)
    scale = (base - top) / (_most(shown) or 1.0)
    end, most = lefts[-1] + pitch, _stacks(columns)
    return Plan(
        lefts, pitch, end, top, base, scale, names, longest, texts, most, _labelled(columns), wide, high
    )


def _stacks(columns: Sequence[Column]) -> int:
    return max(len(column.stood) for column in columns)


def _labelled(columns: Sequence[Column]) -> bool:
    return any(column.labelled for column in columns)


def _pitch(room: float, slots: float, columns: Sequence[Column]) -> float:
    stacks = _stacks(columns)
    most = max(_MOST_PITCH, _widest(_labelled(columns)) * stacks / _FILLED_BY_STACKS)
    return min(max(room / slots, _LEAST_PITCH, _LEAST_STACK * stacks), most)


def _widest(labelled: bool) -> float:
    """How wide a stack may be: those with words over them have words in them, too."""
    return 76.0 if labelled else 44.0


def _lefts(columns: Sequence[Column], left: float, pitch: float) -> tuple[float, ...]:
    steps = [pitch * (1 + _APART * after.apart) for after in columns[1:]]
    first = left + (pitch * _APART if columns[0].apart else 0.0)
    return tuple(accumulate(steps, initial=first))


def _most(shown: Columns) -> float:
    if shown.most:
        return shown.most
    found = [limit.value for limit in shown.limits]
    for column in shown.columns:
        found += [column.value, column.limit or 0.0]
    return max(found, default=0.0)


def _longest(turn: float, height: float) -> float:
    """How long a turned name may be: it must leave room for the columns."""
    return min(_LONGEST_NAME, max(48.0, height * (0.27 if turn == UPRIGHT else 0.4)))


def _turn_of_names(columns: Sequence[Column], pitch: float) -> float:
    """0 where all names fit under their columns, else how far they are turned."""
    fits = pitch >= 84 or all(
        not any(part.endswith(ELLIPSIS) for part in wrap(column.name, pitch - 6, SIZE)) for column in columns
    )
    if fits:
        return 0.0
    return _SLANT if pitch * sin(radians(-_SLANT)) >= LINE else UPRIGHT


def _foot(columns: Sequence[Column], pitch: float, turn: float, longest: float) -> float:
    if not turn:
        return 8 + LINE * max(len(wrap(column.name, pitch - 6, SIZE)) for column in columns)
    room = min(longest, max(measure(column.name, SIZE) for column in columns))
    return 16 + room * sin(radians(-turn))


def _texts_of(shown: Columns, pitch: float, *, high: bool) -> tuple[Texts, float]:
    """How the numbers stand, and the room they take over the highest column."""
    gap, room = 12.0 if shown.running else 6.0, pitch - 3
    columns = shown.columns
    widths = [max(wide_of(c.text, c.alert), measure(c.more, SIZE), measure(c.missing, SIZE)) for c in columns]
    if max(widths) <= room:
        return "level", gap + LINE * (2 if any(column.more for column in columns) else 1)
    if shown.unit and all(measure(c.short, SIZE, "bold") <= room for c in columns):
        empty = max(measure(c.missing, SIZE) for c in columns) * (1 if shown.limits else 1 - GHOST)
        room = max(LINE * (2 if any(column.alert for column in columns) else 1), empty)
        return "short", gap + room
    texts = [(c, joined(c, shown) if high else c.text) for c in columns]
    return "upright", gap + max(measure(c.missing, SIZE) or wide_of(text, c.alert) for c, text in texts)


def wide_of(text: str, alert: bool) -> float:
    return measure(text, SIZE, "bold") + (SIGN if alert else 0.0)


def joined(column: Column, shown: Columns) -> str:
    return shown.between.join(filter(None, (column.text, column.more)))


def share_words(share: float) -> str:
    return _("{percent} %").format(percent=round(share * 100))
