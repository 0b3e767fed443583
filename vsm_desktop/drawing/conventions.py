"""The conventions beside the totals: by which rules this map counts, as far as they matter to it (METRICS.md 0.6, 15)."""

from __future__ import annotations

from collections.abc import Set

from vsm_desktop.assets import _
from vsm_desktop.drawing.ops import Op, Part
from vsm_desktop.drawing.symbols.symbol import Look
from vsm_desktop.drawing.text import line, measure
from vsm_desktop.drawing.theme import DATA_SIZE
from vsm_desktop.metrics.report import Report
from vsm_desktop.model.display import rounded, trimmed
from vsm_desktop.model.options import Options

_LEAD = 13.0
_BRANCHES = {
    "critical_path": _("processing: critical path"),
    "longest_rung": _("processing: longest branch"),
    "sum": _("processing: all branches"),
}
_REWORK = {"geometric": _("rework until it is good"), "single_pass": _("rework once at most")}


def conventions(options: Options, report: Report, entered: Set[str]) -> tuple[str, ...]:
    """The rules of lead and processing time in short lines; `entered` names what is entered on arrows."""
    found = [_("waits only") if options.lead_time_mode == "waits_only" else _("waits + processing")]
    found.append(_day(options, report))
    if report.branches or options.branch_time_mode != "critical_path":
        found.append(_BRANCHES[options.branch_time_mode])
    if "repeat" in entered:
        found.append(_REWORK[options.rework_mode])
    if options.batch_mode == "whole_batch":
        found.append(_("whole batches"))
    if options.stock_rate == "throughput":
        found.append(_("stock ÷ measured output"))
    if options.dispatch_wait:
        found.append(_("+ half of shipment interval"))
    return tuple(found)


def _day(options: Options, report: Report) -> str:
    """How long a lead-time day is (5.3)."""
    if report.day_s is None:
        return _("day without working time")
    hours = trimmed(rounded(report.day_s / 3600, 2))
    words = (
        _("day of {hours} h assumed")
        if report.day_assumed
        else {
            "working": _("working day {hours} h"),
            "gross_shift": _("shift day {hours} h"),
            "hours_per_day": _("day as entered {hours} h"),
            "clock_24h": _("calendar day {hours} h"),
        }[options.day_base]
    )
    return words.format(hours=hours)


def conventions_width(lines: tuple[str, ...]) -> float:
    """How wide the rules are."""
    return max((measure(text, DATA_SIZE) for text in lines), default=0.0)


def conventions_part(x: float, y: float, lines: tuple[str, ...], look: Look) -> Part:
    """The rules under the totals, the first at a height."""
    ops: list[Op] = []
    for i, text in enumerate(lines):
        ops += line(0, _LEAD * i, text, DATA_SIZE, look["ink2"])
    return Part("@conventions", x, y, tuple(ops), shows=(lines, look))
