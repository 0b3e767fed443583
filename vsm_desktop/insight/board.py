"""The scoreboard read: from the baseline towards the target, which way each measure goes, and what it should not reward."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from types import MappingProxyType
from typing import Literal

from msgspec import Struct

from vsm_desktop.assets import _
from vsm_desktop.edit.scoreboard import said_of_future
from vsm_desktop.insight.goals import metric_of
from vsm_desktop.insight.judging import (
    as_good,
    is_fresh,
    label_of,
    said_of_silence,
    said_value,
    unit_of,
    way_of,
)
from vsm_desktop.insight.landing import GLIDING, PER_METRIC, Expectation
from vsm_desktop.insight.planned import alike_sides, said_of_counting
from vsm_desktop.insight.pointwise import rewards_a_point
from vsm_desktop.insight.sides import Side, state_of
from vsm_desktop.metrics.measure import measure as measured
from vsm_desktop.model.dates import day_of, said_day
from vsm_desktop.model.display import DASH
from vsm_desktop.model.scoreboard import BETTER, Actual, Measure, Scoreboard
from vsm_desktop.model.spans import Spans, spans_of
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
_GLIDING = frozenset(key for key, _measure, _label in GLIDING)
_NEAR = 7  # days a check may be away from the value that answers it


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
    straight way through it, has for the day of the last value, and `on_track` whether that was reached: nothing is forgiven,
    but what reads the same is the same. None where it cannot be told. `silence` says that the last value is too old to
    tell where the measure stands (`judging.is_fresh`), "" where it is not: then it is neither on track nor at its target.
    `way` is 1 where more is better, -1 where less is; `contradiction` says where baseline and target go the other way.
    `flag` says why a measure rewards one point and not the stream. `coming` are values of days that have not come yet: they
    count for none of this. Both maps are counted by the conventions of the state the plan leads from; `counted` says so
    where those of the other differ and its number is the target. `spans` say lead times as the map says them.
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
    silence: str = ""
    way: int = -1
    contradiction: str = ""
    spans: Spans | None = None

    @property
    def reached(self) -> tuple[Actual, ...]:
        """The values of days that have come."""
        return self.measure.actuals[: len(self.measure.actuals) - len(self.coming)]

    @property
    def met(self) -> bool:
        """Whether the last value is at the target or better, and no worse than the baseline.

        One that is too old says nothing.
        """
        if self.last is None or self.target is None or self.silence:
            return False
        wished = (self.target, *(() if self.baseline is None else (self.baseline,)))
        return all(as_good(self.last.value, one, self.way, self.said) for one in wished)

    def said(self, value: float | None) -> str:
        """A value of it in words, with its unit."""
        return DASH if value is None else _said(value, self.unit, self.spans)

    @property
    def old_day(self) -> str:
        """The day of a last value that is too old, as it is to stand beside it; "" for any other."""
        return said_day(date.fromisoformat(self.last.on)) if self.last and self.silence else ""

    @property
    def words(self) -> str:
        """Where it stands in a sentence."""
        if self.last is None:
            return _("No values yet.")
        said = self.said(self.last.value)
        if self.silence:
            return _("{value}, {silence}.").format(value=said, silence=self.silence)
        day = said_day(date.fromisoformat(self.last.on))
        said = _("{value} on {day}").format(value=said, day=day)
        if self.on_track is None or self.expected is None:
            return f"{said}."
        words = _("{said}: on track.") if self.on_track else _("{said}: {expected} was expected.")
        return words.format(said=said, expected=self.said(self.expected))


def board(stream: ValueStream, today: date | None = None) -> tuple[Line, ...]:
    """The lines of the scoreboard in its order as it stands on a day, else with all its values; none without one."""
    found: Scoreboard | None = stream.scoreboard
    if found is None:
        return ()
    reader = _Reader(stream, today)
    return tuple(map(reader.line, found.measures))


def flag_of(measure: Measure) -> str:
    """Why a measure rewards one point and not the stream, and what to measure instead; "" where it does not seem to."""
    return rewards_a_point(label_of(measure), unit_of(measure), usual=measure.key != "own")


def said_of_coming(line: Line) -> str:
    """That values are dated on days that have not come yet, "" where none are."""
    return said_of_future((one.on for one in line.coming), date.min)


def checks_due(line: Line, today: date) -> tuple[Check, ...]:
    """The check days of a trial that have come and have no value yet."""
    return tuple(check for check in line.checks if check.day <= today and check.actual is None)


class _Reader:
    """Reads measures as they stand on a day: what both maps and the glide path say is worked out once."""

    def __init__(self, stream: ValueStream, today: date | None) -> None:
        self.stream, self.today = stream, today
        self.sides, self.counted = alike_sides(stream), said_of_counting(stream)
        self.path = Expectation(stream, today) if stream.plan is not None and today is not None else None

    def line(self, measure: Measure) -> Line:
        from_maps = {
            name: value
            for name, side in zip(("baseline", "target"), self.sides, strict=True)
            if getattr(measure, name) is None and (value := _of_map(measure, side)) is not None
        }
        baseline = from_maps.get("baseline", measure.baseline)
        target = from_maps.get("target", measure.target)
        today = self.today
        known = tuple(one for one in measure.actuals if today is None or one.on <= today.isoformat())
        last = known[-1] if known else None
        spans = self._spans(measure, (baseline, target, *(one.value for one in measure.actuals)))
        wish = _Wish(self, measure, baseline, target, spans)
        expected = None if last is None else wish.on(date.fromisoformat(last.on))
        silence = ""
        if last is not None and today is not None and not is_fresh(known, today):
            silence = said_of_silence(last, today)
        return Line(
            measure,
            label_of(measure),
            wish.unit,
            baseline,
            target,
            last,
            None if last is None or baseline is None else last.value - baseline,
            _progress(baseline, target, last),
            _trend(known, baseline, target, wish.way),
            expected,
            None if silence else wish.kept(last, expected),
            tuple(wish.judged(one) for one in _checks(measure, known)),
            flag_of(measure),
            frozenset(from_maps),
            measure.actuals[len(known) :],
            self.counted if "target" in from_maps else "",
            silence,
            wish.way,
            _contradiction(measure, baseline, target),
            spans,
        )

    def _spans(self, measure: Measure, values: Sequence[float | None]) -> Spans | None:
        """How lead times in days are said: as the map says them, where it says short ones in another unit."""
        if measure.key != "lead_time" or unit_of(measure) != "day":
            return None
        base = self.sides[0]
        found = spans_of(values, measured(*base).day_s, state_of(base).options.time_unit)
        return None if found.unit == "d" else found


class _Wish:
    """What is wished of one measure, day by day."""

    def __init__(
        self,
        reader: _Reader,
        measure: Measure,
        baseline: float | None,
        target: float | None,
        spans: Spans | None,
    ) -> None:
        self.reader, self.measure, self.spans = reader, measure, spans
        self.baseline, self.target = baseline, target
        self.way, self.unit = way_of(measure, baseline, target), unit_of(measure)

    def said(self, value: float) -> str:
        """A value in words."""
        return _said(value, self.unit, self.spans)

    def on(self, day: date) -> float | None:
        """What the glide path has for a day, else the straight way from baseline to target through the plan; nothing before
        the plan begins."""
        reader, key = self.reader, METRIC.get(self.measure.key, "")
        if reader.stream.plan is None:
            return None
        path = reader.path or Expectation(reader.stream, day)
        span = path.span
        if day < span.first - timedelta(days=1):
            return None
        gliding = path.on(day).get(key) if key in _GLIDING else None
        if gliding is not None:
            return gliding * PER_METRIC.get(key, 1.0)
        if self.baseline is None or self.target is None:
            return None
        share = ((day - span.first).days + 1) / ((span.last - span.first).days + 1)
        return self.baseline + (self.target - self.baseline) * min(1.0, max(0.0, share))

    def kept(self, last: Actual | None, expected: float | None) -> bool | None:
        """Whether a value is as good as expected on its day; without a plan as the target."""
        wished = self.target if self.reader.stream.plan is None else expected
        if last is None or wished is None:
            return None
        return as_good(last.value, wished, self.way, self.said)

    def judged(self, check: Check) -> Check:
        """A check with what the plan has for its day."""
        expected = self.on(check.day)
        kept = None if expected is None else self.kept(check.actual, expected)
        return Check(check.day, check.after, check.actual, expected, kept)


def _said(value: float, unit: str, spans: Spans | None) -> str:
    return said_value(value, unit) if spans is None else spans.text(value)


def _contradiction(measure: Measure, baseline: float | None, target: float | None) -> str:
    """That baseline and target go another way than is better by the kind of a measure, or by what was chosen for it."""
    if baseline is None or target is None or baseline == target:
        return ""
    unit, usual = unit_of(measure), BETTER.get(measure.key)
    chosen, rises = (usual or measure.better) == "more", target > baseline
    if chosen == rises:
        return ""
    ends = {"baseline": said_value(baseline, unit), "target": said_value(target, unit)}
    if usual is not None:
        words = (
            _("More is better, but its target of {target} is below its baseline of {baseline}.")
            if chosen
            else _("Less is better, but its target of {target} is above its baseline of {baseline}.")
        )
    elif rises:
        words = _('From {baseline} to {target} more is better, and so it counts, though "Better" says less.')
    else:
        words = _('From {baseline} to {target} less is better, and so it counts, though "Better" says more.')
    return words.format(**ends)


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
    actuals: Sequence[Actual], baseline: float | None, target: float | None, good: int
) -> Trend | None:
    """From the first to the last of the last values; within a twentieth of the way, or of the value, it is steady."""
    values = [one.value for one in actuals[-TREND:]]
    if len(values) < 2:
        return None
    way = (
        abs(target - baseline) if baseline is not None and target is not None and target != baseline else 0.0
    )
    room = 0.05 * (way or max(abs(values[0]), abs(values[-1])))
    change = (values[-1] - values[0]) * good
    if abs(change) <= room:
        return "steady"
    return "better" if change > 0 else "worse"


def _checks(measure: Measure, actuals: Sequence[Actual]) -> tuple[Check, ...]:
    """The check days of a trial, each with the value nearest to it within a week."""
    begun = day_of(measure.trial)
    if begun is None:
        return ()
    return tuple(_check(begun + timedelta(days=after), after, actuals) for after in CHECKS)


def _check(day: date, after: int, actuals: Sequence[Actual]) -> Check:
    near = [(abs((date.fromisoformat(one.on) - day).days), one) for one in actuals]
    within = [one for away, one in sorted(near, key=lambda pair: pair[0]) if away <= _NEAR]
    return Check(day, after, within[0] if within else None)
