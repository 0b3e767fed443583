"""Point velocity against system velocity: how fast each process is, and how fast value goes through the stream (METRICS.md 12).

The product's own definitions; the system is never faster because one point is.
"""

from __future__ import annotations

from msgspec import Struct

from vsm_desktop.metrics.measure import measure
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
