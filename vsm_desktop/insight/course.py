"""What the plan expects of a measure day by day: the course under its run chart (METRICS.md 12).

Numbers of the map follow the glide path of the plan, all others go evenly from baseline to target while it runs.
"""

from __future__ import annotations

from datetime import date, timedelta

from msgspec import Struct

from vsm_desktop.insight.board import METRIC, Line
from vsm_desktop.insight.glide import Glide
from vsm_desktop.insight.goals import metric_of
from vsm_desktop.insight.judging import as_good
from vsm_desktop.insight.landing import PER_METRIC
from vsm_desktop.insight.planned import plan_sides, span_of
from vsm_desktop.model.scoreboard import Actual, Measure
from vsm_desktop.model.stream import ValueStream


class Course(Struct, frozen=True):
    """Days and what is expected on them, in the unit of the measure; `even` where it changes evenly between two days, else
    a value holds until the next one. Without a plan, or without baseline and target, there is none."""

    points: tuple[tuple[date, float], ...] = ()
    even: bool = False

    def on(self, day: date) -> float | None:
        """What is expected on a day; nothing before the first."""
        before = [point for point in self.points if point[0] <= day]
        if not before:
            return None
        (first, value), after = before[-1], [point for point in self.points if point[0] > day]
        if not self.even or not after:
            return value
        last, goal = after[0]
        return value + (goal - value) * ((day - first).days / (last - first).days)


def course_of(stream: ValueStream, line: Line, glide: Glide) -> Course:
    """The course of one line of the scoreboard; `glide` is the path of the same document."""
    if stream.plan is None:
        return Course()
    key = METRIC.get(line.measure.key, "")
    series = glide.of(key)
    if series is not None and series.expects:
        factor = PER_METRIC.get(key, 1.0)
        return Course(tuple((day, value * factor) for day, value in series.steps if value is not None))
    if line.baseline is None or line.target is None or not glide.months:
        return Course()
    span = span_of(stream, glide.months[0].first)
    start = (span.first - timedelta(days=1), line.baseline)
    return Course((start, (span.last, line.target)), even=True)


def off_course(line: Line, course: Course, actual: Actual) -> bool:
    """Whether a value is worse than expected on its day, as the scoreboard judges it.

    What is dated on a day that has not come is not reached, and not off either.
    """
    expected = course.on(date.fromisoformat(actual.on))
    if expected is None or actual in line.coming:
        return False
    return not as_good(actual.value, expected, line.way, line.said)


def baseline_on_map(stream: ValueStream, measure: Measure) -> float | None:
    """What the map the plan leads from says of a measure, in its unit; None where it is no number of the map, or unknown."""
    key = METRIC.get(measure.key)
    result = metric_of(plan_sides(stream)[0], key) if key else None
    if key is None or result is None or result.number is None:
        return None
    return result.number * PER_METRIC.get(key, 1.0)


def is_on_map(measure: Measure) -> bool:
    """Whether a measure is a number of the map."""
    return measure.key in METRIC
