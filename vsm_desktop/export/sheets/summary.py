"""The summary sheet: what the map comes to on top, what it rests on below; every number a formula where one fits."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from vsm_desktop.assets import _
from vsm_desktop.export.sheets.grid import Grid
from vsm_desktop.export.sheets.inputs import Page
from vsm_desktop.export.sheets.looks import DAYS, GENERAL, SECONDS, SHARE, WHOLE
from vsm_desktop.export.sheets.own import OwnColumns, digits
from vsm_desktop.export.sheets.results import Sums, formula_of
from vsm_desktop.export.sheets.rows import Row
from vsm_desktop.metrics.capacity import NO_FLOOR_SPACE
from vsm_desktop.metrics.measure import COST_METRICS, NO_COSTS
from vsm_desktop.metrics.report import Report, Result
from vsm_desktop.model.own import OwnTotals
from vsm_desktop.model.stream import State, ValueStream

TOP = 5


class Line(NamedTuple):
    """One result: the metric, what it is called, its unit and format, and how it is counted."""

    key: str
    label: str
    unit: str
    shape: str
    note: str


def write_title(grid: Grid, stream: ValueStream, state: State, program: str) -> None:
    """Whose map this is, and which."""
    name = " – ".join(part for part in (stream.name, state.name) if part)
    grid.words(1, 1, name or _("Value stream map"), "title")
    under = " · ".join(part for part in (stream.site, state.date, state.author, program) if part)
    grid.words(2, 1, under, "note")


def write_results(grid: Grid, state: State, report: Report, sums: Sums) -> Page:
    """The numbers of the map, each with its unit and convention; the page goes on below them."""
    page = Page(grid, report, TOP - 2)
    page.heading(_("Result"), _("How it is counted"))
    for line in lines(report, state):
        told = _by_name(sums, report) if line.key == "bottleneck" else report.metrics[line.key]
        part = formula_of(line.key, sums)
        sums.found[line.key] = page.result(line.label, line.key, part, line.unit, line.shape, line.note, told)
    return page


def write_totals(page: Page, totals: OwnTotals, own: OwnColumns, rows: Sequence[Row]) -> None:
    """The totals a user added, below those every map has."""
    for total in totals:
        unit, shape = own.total_unit(total)
        part = own.total(total, rows, page.report)
        shape = digits(page.report.number(f"own.{total.key}")) if shape == GENERAL else shape
        page.result(total.label, f"own.{total.key}", part, unit, shape, _HOW[total.how])


def _by_name(sums: Sums, report: Report) -> Result:
    """The bottleneck as people call it."""
    told = report.metrics["bottleneck"]
    named = next((row.name.value for row in sums.rows if row.step.id == told.value), told.value)
    return Result(named, told.unit, told.reason)


def lines(report: Report, state: State) -> list[Line]:
    """The results this map has."""
    options = state.options
    base, mode = BASES[options.day_base], MODES[options.lead_time_mode]
    day = _("One day is {base}; {mode}.").format(base=base, mode=mode)
    found = [
        Line("lead_time_days", _("Lead time"), "d", DAYS, day),
        Line("lead_time_known_days", _("Lead time, at least"), "d", DAYS, _("What is known of it.")),
        Line("lead_time_s", _("Lead time"), "s", SECONDS, day),
        Line("waiting_time_days", _("Waiting"), "d", DAYS, _("One day is {base}.").format(base=base)),
        Line("processing_time_s", _("Processing time"), "s", SECONDS, BRANCHES[options.branch_time_mode]),
        Line("total_work_content_s", _("Work content"), "s", SECONDS, _("All steps on all ways.")),
        Line("va_time_s", _("Value-added time"), "s", SECONDS, _UNCLASSED),
        Line("nnva_time_s", _("Necessary time"), "s", SECONDS, _NECESSARY),
        Line("nva_time_s", _("Processing without value"), "s", SECONDS, _WITHOUT),
        Line(
            "pce", _("Value-added ratio"), "", SHARE, _("Value-added time / lead time, on the same day base.")
        ),
        Line("activity_ratio", _("Activity ratio"), "", SHARE, _("Processing time / lead time.")),
        Line("bottleneck", _("Bottleneck"), "", GENERAL, _BOTTLENECK),
        Line("stream_capacity_per_day", _("Capacity of the stream"), _("pc/d"), WHOLE, _CAPACITY),
        Line("operators_total", _("Operators"), "", GENERAL, ""),
        Line("wip_pc", _("Pieces in the stream"), _("pc"), WHOLE, _PIECES),
        Line("floor_space_m2", _("Floor space"), "m²", WHOLE, _("Where it is entered.")),
        Line("labour_cost_per_day", _("Wages per day"), "", GENERAL, _("Operators x paid hours x wage.")),
        Line("step_cost_per_day", _("Cost of the steps per day"), "", GENERAL, ""),
        Line("material_cost_per_piece", _("Material cost per piece"), "", GENERAL, _("Scrap included.")),
        Line("cost_per_piece", _("Cost per piece"), "", GENERAL, _COST),
        Line("rolled_ca", _("Rolled %C&A"), "", SHARE, _("Steps without an entry count as 100 %.")),
        Line("distance_m", _("Distance"), "m", WHOLE, _("Along the critical path.")),
    ]
    if report.number("lead_time_days") is not None:
        del found[1]
    for key in report.metrics:
        if key.startswith("lead_time_days."):
            customer = state.node(key.partition(".")[2])
            label = _("Lead time, {customer}").format(
                customer=customer.name or customer.id if customer else key
            )
            found.append(Line(key, label, "d", DAYS, day))
    return [line for line in found if line.key in report.metrics and not _silent(line.key, report)]


def _silent(key: str, report: Report) -> bool:
    """Whether a line would only say that nobody entered any space or costs."""
    return key in (*COST_METRICS, "floor_space_m2") and report.metrics[key].reason in _NOTHING


_HOW = {
    "sum": _("The sum of the steps."),
    "min": _("The smallest of the steps."),
    "max": _("The largest of the steps."),
    "average": _("The average of the steps."),
    "product": _("The product of the steps."),
    "critical_path": _("Along the critical path, each step as often as it is passed."),
}
BASES = {
    "working": _("the available working time"),
    "gross_shift": _("shifts x shift length"),
    "hours_per_day": _("the hours entered"),
    "clock_24h": _("24 h"),
}
MODES = {
    "waits_plus_process": _("waiting and processing are added"),
    "waits_only": _("only waiting is added"),
}
BRANCHES = {
    "critical_path": _("One passage along the longest way."),
    "longest_rung": _("The largest sum of processing of any way."),
    "sum": _("All ways added."),
}
_PIECES = _("In stock and at the steps; stock given in days x demand.")
_COST = _("(Wages + cost of the steps) / good pieces + material.")
_NOTHING = (str(NO_COSTS), str(NO_FLOOR_SPACE))
_UNCLASSED = _("Along the longest way; what is not classified counts as adding value.")
_NECESSARY = _("Along the longest way: adds no value, but cannot be left out yet.")
_WITHOUT = _("Along the longest way: the rest of the processing.")
_BOTTLENECK = _("The highest load; without demand the longest effective C/T.")
_CAPACITY = _("What the process with the highest load lets pass: daily demand / its load.")
