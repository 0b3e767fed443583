"""The numbers of two states side by side, with what changed, absolutely and relatively (METRICS.md 12)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from math import isfinite
from types import MappingProxyType
from typing import Literal

from msgspec import Struct

from vsm_desktop.assets import _
from vsm_desktop.insight.sides import Side, named, state_of
from vsm_desktop.metrics.calc.flow import turns
from vsm_desktop.metrics.clock import DAYS_PER_YEAR, amount
from vsm_desktop.metrics.explain.words import TITLE
from vsm_desktop.metrics.figure import Why
from vsm_desktop.metrics.measure import measure
from vsm_desktop.metrics.report import Report, Result, Scalar
from vsm_desktop.model.display import DASH, days, duration, lead_time, percent, plain, rounded
from vsm_desktop.model.nodes import Control
from vsm_desktop.model.stream import State
from vsm_desktop.model.units import TimeUnit

Sense = Literal["better", "worse", "other", "same"]
_CLOSE = 1e-9
_TIMES = 1.0  # a number that more than doubles is said as so many times as much

SHOWN = (
    "lead_time_days",
    "waiting_time_days",
    "longest_wait_days",
    "processing_time_s",
    "va_time_s",
    "pce",
    "activity_ratio",
    "takt_s",
    "daily_demand",
    "bottleneck",
    "highest_load",
    "stream_capacity_per_day",
    "operators_total",
    "rolled_ca",
    "distance_m",
    "schedule_points",
    "steps",
    "stock_turns",
)
"""The numbers one asks for first, in the order of a table."""
MORE: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "longest_wait_days": (_("Longest wait"), "day"),
        "longest_wait": (_("Where it waits longest"), ""),
        "highest_load": (_("Highest load"), "1"),
        "schedule_points": (_("Schedule points"), "1"),
        "steps": (_("Processes"), "1"),
        "stock_turns": (_("Stock turns a year"), "1"),
    }
)
"""What a comparison counts besides the metrics of a map: title and unit."""
_GOOD: Mapping[str, int] = MappingProxyType(
    {
        **dict.fromkeys(
            ("lead_time", "waiting_time", "longest_wait", "processing_time", "total_work_content", "nnva_time"), -1
        ),
        **dict.fromkeys(("nva_time", "distance", "operators", "schedule_points", "highest_load", "wip", "cost"), -1),
        **dict.fromkeys(("pce", "activity_ratio", "rolled_ca", "stream_capacity", "stock_turns"), 1),
    }
)
_PERCENT = frozenset({"pce", "activity_ratio", "rolled_ca", "highest_load"})
NO_WAIT = Why(_("Nothing waits."))


class MetricRow(Struct, frozen=True):
    """One number of two states.

    `change` is after - before, `relative` that by what it was before, both None where they cannot be told. `words` are what
    stands in a table: before, after, change, relative. `why` says why a side is unknown; `sense` is which way it went.
    """

    key: str
    label: str
    before: Scalar
    after: Scalar
    change: float | None
    relative: float | None
    unit: str
    words: tuple[str, str, str, str]
    why: str = ""
    sense: Sense = "same"

    @property
    def shown(self) -> bool:
        """Whether it belongs to the numbers one asks for first, or to those a user added."""
        return self.key in SHOWN or self.key.startswith(("own.", "lead_time_days."))


def metric_rows(a: Side, b: Side) -> tuple[MetricRow, ...]:
    """Every number of both maps, those one asks for first in front; one that a side does not have is unknown there."""
    sides = [(state_of(side), _results(side)) for side in (a, b)]
    keys = dict.fromkeys([*sides[0][1], *sides[1][1]])
    first = [key for key in SHOWN if key in keys]
    return tuple(_row(key, sides, a, b) for key in dict.fromkeys([*first, *keys]))


def relative_change(before: float | None, after: float | None) -> float | None:
    """(after - before) / before; None where either is unknown or the first is 0 (METRICS.md 12)."""
    if before is None or after is None or before == 0:
        return None
    found = (after - before) / before
    return found if isfinite(found) else None
