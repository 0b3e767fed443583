"""What an objective is to reach, beside where the map stands: a goal that is bound to a number fills itself."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from vsm_desktop.insight.numbers import MORE, good_way, is_span, label_of, number_in_words, results_of
from vsm_desktop.insight.sides import Side, state_of
from vsm_desktop.metrics.measure import measure
from vsm_desktop.metrics.report import Result
from vsm_desktop.model.display import DASH
from vsm_desktop.model.plan import Goal
from vsm_desktop.model.spans import spans_of

_CLOSE = 1e-9


class GoalNow(Struct, frozen=True):
    """A goal with its numbers: `now` of the state the plan leads from, `target` as entered, else that of the future state.

    Both are in `unit`, the unit of the metric, None where they are unknown and `why` says so; shares are fractions. The
    words of the three are as one reads them; `reached` is None where it cannot be told.
    """

    text: str
    metric: str = ""
    label: str = ""
    unit: str = ""
    now: float | None = None
    target: float | None = None
    now_words: str = ""
    target_words: str = ""
    reached: bool | None = None
    why: str = ""

    @property
    def words(self) -> str:
        """The goal in one line: what it says, else the number and where it is to go."""
        return self.text or self.numbers

    @property
    def numbers(self) -> str:
        """The number it is bound to, where it stands and where it is to go; nothing for one that is bound to none."""
        return f"{self.label}: {self.now_words} → {self.target_words}" if self.metric else ""

    @property
    def full(self) -> str:
        """What it says, and its number in a line of its own."""
        return "\n".join(filter(None, (self.text, self.numbers)))


def goal_now(goal: Goal, base: Side, future: Side | None) -> GoalNow:
    """A goal with the numbers of the states a plan leads from and to; one that is bound to none has its words only.

    Without a future state a target that is not entered is unknown. Both states are taken as they are given: they are to be
    counted alike (`planned.alike_sides`).
    """
    if not goal.metric:
        return GoalNow(goal.text)
    was, will = metric_of(base, goal.metric), metric_of(future, goal.metric) if future else None
    now = was.number if was else None
    target = goal.target if goal.target is not None else will.number if will else None
    unit = next((one.unit for one in (was, will) if one is not None), "")
    said = _said(goal.metric, (now, target), unit, base, future or base)
    why = "" if now is not None else was.reason if was else ""
    return GoalNow(
        goal.text,
        goal.metric,
        label_of(goal.metric, base, future or base),
        unit,
        now,
        target,
        said[0],
        said[1],
        _reached(goal.metric, now, target),
        why,
    )


def _said(key: str, values: Sequence[float | None], unit: str, base: Side, shown: Side) -> list[str]:
    """Numbers that stand beside each other in words, lead times in one unit, as the map says them."""
    times = state_of(shown).options.time_unit
    spans = spans_of(values, measure(*base).day_s, times) if is_span(key, unit) else None
    return [
        DASH if value is None else spans.text(value) if spans else number_in_words(key, value, unit, times)
        for value in values
    ]


def metric_of(side: Side, key: str) -> Result | None:
    """The number of a key as `metrics --json` has it; one of a step has the id of the step behind a dot."""
    report = measure(*side)
    found = results_of(side).get(key) if key in MORE else report.metrics.get(key)
    if found is not None:
        return found
    head, _dot, tail = key.partition(".")
    step = report.step(tail)
    return step.metrics.get(head) if step is not None else None


def _reached(key: str, now: float | None, target: float | None) -> bool | None:
    """Whether the number is as good as wished; equal, where neither way is better."""
    if now is None or target is None:
        return None
    room = _CLOSE * max(abs(now), abs(target))
    way = good_way(key)
    return (now - target) * way >= -room if way else abs(now - target) <= room
