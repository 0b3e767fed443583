"""The scoreboard read: from the baseline towards the target, which way each measure goes, and what it should not reward."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from types import MappingProxyType
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from vsm_desktop.assets import _
from vsm_desktop.edit.scoreboard import said_of_future
from vsm_desktop.insight.glide import PER_METRIC, expected_on
from vsm_desktop.insight.goals import metric_of
from vsm_desktop.insight.planned import alike_sides, said_of_counting, span_of
from vsm_desktop.insight.pointwise import rewards_a_point
from vsm_desktop.insight.sides import Side
from vsm_desktop.model.dates import day_of, said_day
from vsm_desktop.model.display import DASH, rounded
from vsm_desktop.model.scoreboard import BETTER, MEASURES, Actual, Measure, Scoreboard
from vsm_desktop.model.stream import ValueStream

Trend = Literal["better", "worse", "steady"]
METRIC: Mapping[str, str] = MappingProxyType(
    {
        "lead_time": "lead_time_days",
        "rolled_ca": "rolled_ca",
        "cost": "cost_per_piece",
        "floor": "floor_space_m2",
    }
)
"""The metrics of the map that say baseline and target of a measure where none is entered."""
CHECKS = (30, 60, 90)
"""The days after which a trial of 90 days is looked at (a choice of this program)."""
TREND = 3
"""So many of the last values tell which way a measure goes."""
_NEAR = 7  # days a check may be away from the value that answers it
SLACK = 0.1  # of the way from baseline to target: a measure that lags by less is on track
_CLOSE = 1e-9


class Check(Struct, frozen=True):
    """A day on which a trial is looked at: how many days after it began, the value that answers it, if there is one, and what
    the plan has for the day; `kept` says whether the value is as good as that, None where it cannot be told."""

    day: date
    after: int
    actual: Actual | None = None
    expected: float | None = None
    kept: bool | None = None


class Line(Struct, frozen=True):
    """One measure as the scoreboard shows it, all numbers in `unit`.

    `baseline` and `target` are those entered, else those of the maps (`from_maps` says which are). `progress` is the share
    of the way from the one to the other that was made; `trend` where the last values go; `expected` what the plan, or the
    straight way through it, has for the day of the last value, and `on_track` whether that was reached. None where it
    cannot be told. `flag` says why a measure rewards one point and not the stream. `coming` are values of days that have
    not come yet: they count for none of this. Both maps are counted by the conventions of the state the plan leads from;
    `counted` says so where those of the other differ and its number is the target.
    """

    measure: Measure
    label: str
    unit: str
    baseline: float | None
    target: float | None
    last: Actual | None = None
    change: float | None = None
    progress: float | None = None
    trend: Trend | None = None
    expected: float | None = None
    on_track: bool | None = None
    checks: tuple[Check, ...] = ()
    flag: str = ""
    from_maps: frozenset[str] = frozenset()
    coming: tuple[Actual, ...] = ()
    counted: str = ""

    @property
    def reached(self) -> tuple[Actual, ...]:
        """The values of days that have come."""
        return self.measure.actuals[: len(self.measure.actuals) - len(self.coming)]

    def said(self, value: float | None) -> str:
        """A value of it in words, with its unit."""
        return DASH if value is None else said_value(value, self.unit)

    @property
    def words(self) -> str:
        """Where it stands in a sentence."""
        if self.last is None:
            return _("No values yet.")
        day = said_day(date.fromisoformat(self.last.on))
        said = _("{value} on {day}").format(value=self.said(self.last.value), day=day)
        if self.on_track is None or self.expected is None:
            return f"{said}."
        words = _("{said}: on track.") if self.on_track else _("{said}: {expected} was expected.")
        return words.format(said=said, expected=self.said(self.expected))


def board(stream: ValueStream, today: date | None = None) -> tuple[Line, ...]:
    """The lines of the scoreboard in its order as it stands on a day, else with all its values; none without one."""
    found: Scoreboard | None = stream.scoreboard
    if found is None:
        return ()
    sides, counted = alike_sides(stream), said_of_counting(stream)
    lines = (_line(stream, measure, sides, today) for measure in found.measures)
    return tuple(
        replace(line, counted=counted) if counted and "target" in line.from_maps else line for line in lines
    )


def label_of(measure: Measure) -> str:
    """What a measure is called: its own name, else that of its kind."""
    return measure.name or next(words for key, words, _unit in MEASURES if key == measure.key)


def unit_of(measure: Measure) -> str:
    """The unit a measure is entered in: its own, else that of its kind."""
    return measure.unit or next(unit for key, _words, unit in MEASURES if key == measure.key)


def flag_of(measure: Measure) -> str:
    """Why a measure rewards one point and not the stream, and what to measure instead; "" where it does not seem to."""
    return rewards_a_point(label_of(measure), unit_of(measure), usual=measure.key != "own")


def way_of(measure: Measure) -> int:
    """1 where more of a measure is better, -1 where less is."""
    return 1 if BETTER.get(measure.key, measure.better) == "more" else -1


def shown_unit(unit: str) -> str:
    """The unit of a measure as it is written behind its values, the same everywhere; money has none."""
    return {"day": "d", "m2": "m²", "pc/h": "pc / h", "money": ""}.get(unit, unit)


def said_value(value: float, unit: str) -> str:
    """A value of a measure with its unit: money with two decimals, all else with at most two."""
    if unit == "money":
        return rounded(value, 2)
    size = abs(value)
    text = rounded(value, 0 if size >= 1000 else 1 if size >= 10 else 2)
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return f"{text} {shown_unit(unit)}".strip()


def said_of_coming(line: Line) -> str:
    """That values are dated on days that have not come yet, "" where none are."""
    return said_of_future((one.on for one in line.coming), date.min)


def checks_due(line: Line, today: date) -> tuple[Check, ...]:
    """The check days of a trial that have come and have no value yet."""
    return tuple(check for check in line.checks if check.day <= today and check.actual is None)


def _line(stream: ValueStream, measure: Measure, sides: tuple[Side, Side | None], today: date | None) -> Line:
    from_maps = {
        name: value
        for name, side in zip(("baseline", "target"), sides, strict=True)
        if getattr(measure, name) is None and (value := _of_map(measure, side)) is not None
    }
    baseline = from_maps.get("baseline", measure.baseline)
    target = from_maps.get("target", measure.target)
    known = tuple(one for one in measure.actuals if today is None or one.on <= today.isoformat())
    last = known[-1] if known else None
    expected = (
        None if last is None else _expected(stream, measure, baseline, target, date.fromisoformat(last.on))
    )
    checks = (_judged(stream, measure, baseline, target, one) for one in _checks(measure, known))
    return Line(
        measure,
        label_of(measure),
        unit_of(measure),
        baseline,
        target,
        last,
        None if last is None or baseline is None else last.value - baseline,
        _progress(baseline, target, last),
        _trend(measure, known, baseline, target),
        expected,
        _on_track(measure, baseline, target, last, expected),
        tuple(checks),
        flag_of(measure),
        frozenset(from_maps),
        measure.actuals[len(known) :],
    )


def _of_map(measure: Measure, side: Side | None) -> float | None:
    key = METRIC.get(measure.key)
    result = metric_of(side, key) if key and side else None
    if result is None or result.number is None:
        return None
    return result.number * PER_METRIC.get(key or "", 1.0)


def _progress(baseline: float | None, target: float | None, last: Actual | None) -> float | None:
    if baseline is None or target is None or last is None or baseline == target:
        return None
    return (last.value - baseline) / (target - baseline)


def _trend(
    measure: Measure, actuals: Sequence[Actual], baseline: float | None, target: float | None
) -> Trend | None:
    """From the first to the last of the last values; within a twentieth of the way, or of the value, it is steady."""
    values = [one.value for one in actuals[-TREND:]]
    if len(values) < 2:
        return None
    way = (
        abs(target - baseline) if baseline is not None and target is not None and target != baseline else 0.0
    )
    room = 0.05 * (way or max(abs(values[0]), abs(values[-1])))
    change = (values[-1] - values[0]) * way_of(measure)
    if abs(change) <= room:
        return "steady"
    return "better" if change > 0 else "worse"


def _expected(
    stream: ValueStream, measure: Measure, baseline: float | None, target: float | None, day: date
) -> float | None:
    """What the glide path has for a day; else the straight way from baseline to target through the plan."""
    if stream.plan is None:
        return None
    key = METRIC.get(measure.key, "")
    gliding = (
        expected_on(stream, day).get(key)
        if key in ("lead_time_days", "rolled_ca", "cost_per_piece")
        else None
    )
    if gliding is not None:
        return gliding * PER_METRIC.get(key, 1.0)
    if baseline is None or target is None:
        return None
    span = span_of(stream, day)
    share = ((day - span.first).days + 1) / ((span.last - span.first).days + 1)
    return baseline + (target - baseline) * min(1.0, max(0.0, share))


def _on_track(
    measure: Measure,
    baseline: float | None,
    target: float | None,
    last: Actual | None,
    expected: float | None,
) -> bool | None:
    if last is None:
        return None
    wished = expected if expected is not None else target
    if wished is None:
        return None
    slack = SLACK * abs(target - baseline) if baseline is not None and target is not None else 0.0
    return (last.value - wished) * way_of(measure) >= -slack - _CLOSE * abs(wished)


def _checks(measure: Measure, actuals: Sequence[Actual]) -> tuple[Check, ...]:
    """The check days of a trial, each with the value nearest to it within a week."""
    begun = day_of(measure.trial)
    if begun is None:
        return ()
    return tuple(_check(begun + timedelta(days=after), after, actuals) for after in CHECKS)


def _judged(
    stream: ValueStream, measure: Measure, baseline: float | None, target: float | None, check: Check
) -> Check:
    """A check with what the plan has for its day."""
    expected = _expected(stream, measure, baseline, target, check.day)
    kept = None if expected is None else _on_track(measure, baseline, target, check.actual, expected)
    return Check(check.day, check.after, check.actual, expected, kept)


def _check(day: date, after: int, actuals: Sequence[Actual]) -> Check:
    near = [(abs((date.fromisoformat(one.on) - day).days), one) for one in actuals]
    within = [one for away, one in sorted(near, key=lambda pair: pair[0]) if away <= _NEAR]
    return Check(day, after, within[0] if within else None)
