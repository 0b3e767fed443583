"""What a number that no formula was needed for would be made from."""

from __future__ import annotations

from collections.abc import Mapping

AT_LEAST_KEYS = frozenset(
    {
        "lead_time_known_days",
        "wip_pc",
        "processing_time_s",
        "total_work_content_s",
        "va_time_s",
        "nnva_time_s",
        "nva_time_s",
    }
)
"""Totals that sum what is known and say "at least" where something is missing (METRICS.md 5.10)."""
TOTAL_OF: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("waiting_time_s", "waiting_time_days"), ("wait_days",)),
    **dict.fromkeys(("processing_time_s", "total_work_content_s"), ("processing_s",)),
    **dict.fromkeys(("lead_time_s", "lead_time_days", "lead_time_known_days"), ("wait_days", "processing_s")),
}
"""Totals that are 0 where these results of the steps are."""
CONSTANT_FROM: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("wait_s", "wait_days"), ("ct", "pt", "lt", "wait", "days", "time")),
    "processing_s": ("ct", "pt"),
    "days_of_supply": ("qty", "days"),
}
"""Inputs of a step that add to a result; with none of them it is 0."""
