"""The system beside the step: what a change does to the whole stream, before and after."""

from __future__ import annotations

from vsm_desktop.assets import _
from vsm_desktop.insight.effect import Effect, Measured, Row, effects_on
from vsm_desktop.insight.sides import Side, state_of
from vsm_desktop.metrics.measure import measure

SYSTEM = (
    Row("lead_time_days", _("Lead time"), -1),
    Row("processing_time_s", _("Processing time"), -1),
    Row("pce", _("Value-added ratio"), 1),
    Row("stream_capacity_per_day", _("Capacity of the stream"), 1),
    Row("wip_pc", _("Pieces in the stream"), -1),
    Row("cost_per_piece", _("Cost per piece"), -1),
    Row("operators_total", _("Operators"), -1),
    Row("floor_space_m2", _("Floor space"), -1),
    Row("bottleneck", _("Bottleneck"), 0),
)


def system_effect(before: Side, after: Side) -> tuple[Effect, ...]:
    """The whole stream before and after a change, each side a document and the id of one of its states.

    What people are freed is the change of `operators_total`. Raises KeyError for a state a document does not have.
    """
    return effects_on(SYSTEM, measured(before), measured(after))


def measured(side: Side) -> Measured:
    """The state of a side with its report."""
    return state_of(side), measure(*side)
