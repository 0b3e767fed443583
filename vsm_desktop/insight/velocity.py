"""Point velocity against system velocity: how fast each process is, and how fast value goes through the stream (METRICS.md 12).

The product's own definitions; the system is never faster because one point is.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from vsm_desktop.assets import _
from vsm_desktop.insight.effect import Effect, sense_of
from vsm_desktop.insight.sides import Side
from vsm_desktop.metrics.measure import measure
from vsm_desktop.model.display import DASH, rounded
from vsm_desktop.model.stream import ValueStream


class PointVelocity(Struct, frozen=True):
    """Pieces an hour at one process: 3600 / effective C/T."""

    id: str
    name: str
    per_hour: float


class Velocity(Struct, frozen=True):
    """The velocities of a state.

    `points` are the processes whose C/T is known, in flow order. `value_share` is value-added time / lead time,
    `steps_per_day` how many processes of the critical path a piece passes in a lead-time day; None where the lead time is
    unknown or 0, and `why` says so.
    """

    points: tuple[PointVelocity, ...]
    value_share: float | None
    steps_per_day: float | None
    why: str = ""


def velocity(stream: ValueStream, state_id: str) -> Velocity:
    """How fast the points of a state are, and the system. Raises KeyError for a state the stream does not have."""
    report = measure(stream, state_id)
    points, passed = [], 0.0
    for step in report.steps:
        if step.kind != "process" or not step.on_ladder:
            continue
        passed += step.passages
        each = step.metrics["effective_ct_s"].number
        if each:
            points.append(PointVelocity(step.id, " ".join(step.name.split()) or step.id, 3600 / each))
    lead, share = report.number("lead_time_days"), report.metrics["pce"]
    return Velocity(tuple(points), share.number, passed / lead if lead else None, share.reason)


def velocity_effects(before: Side, after: Side) -> tuple[Effect, Effect]:
    """The fastest-grown point before and after a change, and the system beside it.

    Where no point changes, the point is the slowest one. Raises KeyError for a state a document does not have.
    """
    one, other = velocity(*before), velocity(*after)
    was = {point.id: point.per_hour for point in one.points}
    grown = [point for point in other.points if abs(point.per_hour - was.get(point.id, 0.0)) > 1e-9]
    point = max(grown, key=lambda p: p.per_hour - was.get(p.id, 0.0), default=None)
    if point is None:
        point = min(other.points, key=lambda p: p.per_hour, default=None)
    return _at_a_point(point, was), _of_the_system(one, other)


def _at_a_point(point: PointVelocity | None, was: Mapping[str, float]) -> Effect:
    if point is None:
        return _effect("point_velocity", _("Velocity of a point"), None, None, "{} pc / h", "pc/h")
    label = _("Velocity of {point}").format(point=point.name)
    return _effect("point_velocity", label, was.get(point.id), point.per_hour, "{} pc / h", "pc/h")


def _of_the_system(one: Velocity, other: Velocity) -> Effect:
    steps, label = (one.steps_per_day, other.steps_per_day), _("Velocity of the system")
    return _effect("system_velocity", label, *steps, _("{} steps / d"), "steps/day", other.why)


def _effect(
    key: str, label: str, was: float | None, now: float | None, words: str, unit: str, why: str = ""
) -> Effect:
    before, after = (DASH if one is None else words.format(_brief(one)) for one in (was, now))
    sense = "same" if before == after else sense_of(was, now, 1)
    return Effect(key, label, before, after, sense, why, was, now, unit)


def _brief(value: float) -> str:
    """A rate with no more digits than it is known by."""
    return rounded(value, 0 if value >= 100 else 1 if value >= 10 else 2)
