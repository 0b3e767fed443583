"""Targets as they are typed, read as the map counts the number a goal is bound to."""

from __future__ import annotations

import re
from collections.abc import Callable

from vsm_desktop.assets import _
from vsm_desktop.edit.targets import read_target
from vsm_desktop.insight.goals import GoalNow
from vsm_desktop.insight.planned import plan_sides
from vsm_desktop.insight.sides import state_of
from vsm_desktop.metrics.clock import Clock, clock_of
from vsm_desktop.metrics.figure import Why
from vsm_desktop.model.display import days, plain, rounded, trimmed
from vsm_desktop.model.plan import Objective
from vsm_desktop.model.quantity import Quantity
from vsm_desktop.model.stream import ValueStream

_IN_DAYS = re.compile(r"[\d.,\s]*(d|days?)?\s*", re.IGNORECASE)


def target_of(text: str, goal: GoalNow | None, stream: ValueStream) -> float | None:
    """The number of a typed target in the unit of the number the goal is bound to, None for nothing.

    Times become days by the conventions of the state the plan leads from. Raises Wrong with a sentence.
    """
    if goal is None:
        return read_target(text, "")
    clock = _clock(stream)

    def count(time: Quantity) -> tuple[float | None, float | None]:
        span = clock.span_of(time)
        seconds, in_days = clock.seconds(span), clock.days(span)
        return _known(seconds), _known(in_days)

    return read_target(text, goal.unit, goal.metric, count)


def said_of_target(text: str, goal: GoalNow | None, stream: ValueStream) -> str:
    """How many days a target is that was typed as another time, and what a day is, in a sentence; "" for any other."""
    if goal is None or goal.unit != "day" or _IN_DAYS.fullmatch(text):
        return ""
    value, day_s = target_of(text, goal, stream), _known(_clock(stream).day_s)
    if value is None or day_s is None:
        return ""
    hours = trimmed(rounded(day_s / 3600, 2))
    words = _("{text} is {days} d: a day counts as {hours} h.")
    return words.format(text=text.strip(), days=days(value), hours=hours)


class Target:
    """The target of one row as its form has it: what cannot be read is refused, and what it comes to is said."""

    def __init__(self, put: Callable[[float | None], object], say: Callable[[str], object]) -> None:
        self._put, self._say = put, say
        self._goal: GoalNow | None = None
        self._stream: ValueStream | None = None
        self._shown = ""

    def show(self, one: Objective, goal: GoalNow | None, stream: ValueStream) -> str:
        """The words of the target of a row, "" where none is entered."""
        self._goal, self._stream = goal, stream
        words = goal.target_words if goal is not None else ""
        self._shown = "" if one.goal.target is None else words or plain(one.goal.target)
        return self._shown

    def understood(self, text: str) -> str:
        """What was typed, if it can be read. Raises Wrong."""
        if self._stream is not None and text != self._shown:
            target_of(text, self._goal, self._stream)
        return text

    def write(self, text: str) -> None:
        """Keep what was typed. What is shown is no new target: it has fewer digits than the one that is kept."""
        if self._stream is None or text == self._shown:
            return
        said = said_of_target(text, self._goal, self._stream)
        self._put(target_of(text, self._goal, self._stream))
        if said:
            self._say(said)


def _known(value: float | Why) -> float | None:
    return None if isinstance(value, Why) else value


def _clock(stream: ValueStream) -> Clock:
    side = plan_sides(stream)[0]
    state = state_of(side)
    return clock_of(stream.calendar_of(state), state.options)
