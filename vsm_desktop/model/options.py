"""The conventions of one map; every total names the ones it was made with (METRICS.md 0.6, 15)."""

from typing import ClassVar, Literal

from vsm_desktop.model.element import Record
from vsm_desktop.model.quantity import Quantity
from vsm_desktop.model.units import TimeUnit


class Options(Record):
    """How this map counts where competing conventions are in use, and how it shows its values.

    `planned_cycle` is the share of takt that work is designed to, with None all of it (METRICS.md 1.3).
    `time_unit` is the unit all working times are shown in, None the one each reads best in; `mark_sources` marks what
    was not measured, or long ago; with `empty_rows`, all data boxes of a kind show the rows any of them has.
    `ladder_scale` draws the ladder under its boxes, or as bars on an axis of time; `ladder_rungs` are further rows of
    values under it by key: distance, operators, and numbers a user added.
    """

    field_kind: ClassVar[str] = "options"

    lead_time_mode: Literal["waits_plus_process", "waits_only"] = "waits_plus_process"
    day_base: Literal["working", "gross_shift", "hours_per_day", "clock_24h"] = "working"
    hours_per_day: Quantity | None = None
    branch_time_mode: Literal["critical_path", "longest_rung", "sum"] = "critical_path"
    rework_mode: Literal["geometric", "single_pass"] = "geometric"
    batch_mode: Literal["one_piece", "whole_batch"] = "one_piece"
    dispatch_wait: bool = False
    stock_rate: Literal["demand", "throughput"] = "demand"
    throughput: Quantity | None = None
    planned_cycle: Quantity | None = None
    time_unit: TimeUnit | None = None
    mark_sources: bool = False
    empty_rows: bool = False
    ladder_scale: Literal["even", "to_scale"] = "even"
    ladder_rungs: tuple[str, ...] = ()


SHOWN_ONLY = frozenset({"time_unit", "mark_sources", "empty_rows", "ladder_scale", "ladder_rungs"})
"""What changes only how a map is shown, never a number."""
