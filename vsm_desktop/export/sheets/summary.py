"""The summary sheet: what the map comes to on top, what it rests on below; every number a formula where one fits."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from vsm_desktop.assets import _
from vsm_desktop.export.sheets.grid import DAYS, GENERAL, SECONDS, SHARE, WHOLE, Grid
from vsm_desktop.export.sheets.inputs import Page
from vsm_desktop.export.sheets.keys import Keys
from vsm_desktop.export.sheets.ladder import Tally
from vsm_desktop.export.sheets.live import Live, any_of, choose, column_through, equals, known, positive, product
from vsm_desktop.export.sheets.rows import Row
from vsm_desktop.metrics.report import Report, Result
from vsm_desktop.model.stream import State, ValueStream

TOP = 5
Part = Callable[["Sums"], Live | None]


@dataclass(frozen=True, slots=True)
class Sums:
    """What the results reckon with; the ladder's total and work content are missing where there is no ladder."""

    keys: Keys
    rows: Sequence[Row]
    total: Tally | None
    content: Live | None
    found: dict[str, Live]


def write_title(grid: Grid, stream: ValueStream, state: State, program: str) -> None:
    """Whose map this is, and which."""
    grid.words(1, 1, " – ".join(part for part in (stream.name, state.name) if part) or _("Value stream map"), "title")
    under = " · ".join(part for part in (stream.site, state.date, state.author, program) if part)
    grid.words(2, 1, under, "note")


def write_results(grid: Grid, report: Report, sums: Sums) -> None:
    """The numbers of the map, each with its unit and convention."""
    page = Page(grid, report, TOP - 2)
    page.heading(_("Result"), _("How it is counted"))
    for key, label, unit, shape, note, part in _results(report):
        told = _by_name(sums, report) if key == "bottleneck" else report.metrics[key]
        sums.found[key] = page.result(label, key, part(sums), unit, shape, note, told)


def _by_name(sums: Sums, report: Report) -> Result:
    """The bottleneck as people call it."""
    told = report.metrics["bottleneck"]
    named = next((row.name.value for row in sums.rows if row.step.id == told.value), told.value)
    return Result(named, told.unit, told.reason)


def result_rows(report: Report) -> int:
    """How many rows the results take."""
    return len(_results(report))


def _results(report: Report) -> list[tuple[str, str, str, str, str, Part]]:
    base = _BASES.get(str(report.options.get("day_base")), "")
    mode = _MODES.get(str(report.options.get("lead_time_mode")), "")
    day = _("One day is {base}; {mode}.").format(base=base, mode=mode)
    branches = _BRANCHES.get(str(report.options.get("branch_time_mode")), "")
    rows: list[tuple[str, str, str, str, str, Part]] = [
        ("lead_time_days", _("Lead time"), "d", DAYS, day, lambda s: _in_days(s, _lead_time(s))),
        ("lead_time_s", _("Lead time"), "s", SECONDS, day, _lead_time),
        ("waiting_time_days", _("Waiting"), "d", DAYS, _DAY.format(base=base), _waiting),
        ("processing_time_s", _("Processing time"), "s", SECONDS, branches, lambda s: _processing(s, report)),
        ("total_work_content_s", _("Work content"), "s", SECONDS, _("All steps on all ways."), lambda s: s.content),
        ("va_time_s", _("Value-added time"), "s", SECONDS, _UNCLASSED, lambda s: s.total and s.total.va),
        ("pce", _("Value-added ratio"), "", SHARE, _PCE, lambda s: _of_lead_time(s, "va_time_s")),
        ("activity_ratio", _("Activity ratio"), "", SHARE, _ACTIVITY, lambda s: _of_lead_time(s, "processing_time_s")),
        ("bottleneck", _("Bottleneck"), "", GENERAL, _BOTTLENECK, _bottleneck),
        ("stream_capacity_per_day", _("Capacity of the stream"), _("pc/d"), WHOLE, _CAPACITY, _capacity),
        ("operators_total", _("Operators"), "", GENERAL, "", _operators),
        ("rolled_ca", _("Rolled %C&A"), "", SHARE, _("Steps without an entry count as 100 %."), _rolled),
        ("distance_m", _("Distance"), "m", GENERAL, _("Along the critical path."), lambda s: None),
    ]
    if report.number("lead_time_days") is None:
        least = ("lead_time_known_days", _("Lead time, at least"), "d", DAYS, _("What is known of it."), _nothing)
        rows.insert(1, least)
    return [row for row in rows if row[0] in report.metrics]


def _nothing(_sums: Sums) -> None:
    return None


def _in_days(sums: Sums, seconds: Live | None) -> Live | None:
    return None if seconds is None else seconds / sums.keys.day_s


def _waiting(sums: Sums) -> Live | None:
    return _in_days(sums, sums.total.wait if sums.total else None)


def _lead_time(sums: Sums) -> Live | None:
    """Both rungs, or waits only (5.2)."""
    if sums.total is None:
        return None
    return choose(equals(sums.keys.lead_time_mode, "waits_only"), sums.total.wait, sums.total.elapsed)


def _processing(sums: Sums, report: Report) -> Live | None:
    if report.options.get("branch_time_mode") == "sum":
        return sums.content
    return sums.total.most if sums.total else None


def _of_lead_time(sums: Sums, key: str) -> Live | None:
    above, below = sums.found.get(key), sums.found.get("lead_time_s")
    return above / below if above is not None and below is not None else None


def _bottleneck(sums: Sums) -> Live | None:
    """The process with the highest load; without demand, with the largest effective C/T (2.5)."""
    by_load, by_time = _name_of_highest(sums, "utilization"), _name_of_highest(sums, "effective_ct_s")
    if by_load is None or by_time is None:
        return None
    return choose(positive(sums.keys.daily_demand), by_load, by_time)


def _name_of_highest(sums: Sums, key: str) -> Live | None:
    cells = column_of(sums.rows, key)
    if cells is None:
        return None
    known_ones = [row for row in sums.rows if (cell := row.found.get(key)) is not None and cell.value is not None]
    best = max(known_ones, key=lambda row: row.found[key].number or 0.0, default=None)
    names = column_through(sums.rows[0].name, sums.rows[-1].name)
    formula = f"INDEX({names},MATCH(MAX({cells}),{cells},0))"
    return Live(formula, best.name.value if best else None, risky=True)


def _capacity(sums: Sums) -> Live | None:
    """Daily demand / highest load (2.6)."""
    cells, demand = column_of(sums.rows, "utilization"), sums.keys.daily_demand
    if cells is None:
        return None
    loads = [cell.number for row in sums.rows if (cell := row.found.get("utilization")) is not None]
    highest = max((load for load in loads if load is not None), default=None)
    return demand / Live(f"MAX({cells})", highest)


def _operators(sums: Sums) -> Live | None:
    cells, over = _entered(sums, "operators")
    return choose(any_of(cells, over), known(cells, over)) if cells else None


def _rolled(sums: Sums) -> Live | None:
    """The product of all %C&A, of the first pass yield where that alone is entered (7.2)."""
    cells, over = _entered(sums, "ca")
    yields = [row for row in sums.rows if row.has("fpy") and not row.has("ca") and row.step.on_ladder]
    if yields:
        cells, over = [*cells, *(row.entered["fpy"] for row in yields)], ""
    return choose(any_of(cells, over), product(cells, over)) if cells else None


def _entered(sums: Sums, key: str) -> tuple[list[Live], str]:
    """The cells of a field that count, and the whole column where all of it does."""
    rows = [row for row in sums.rows if key in row.entered]
    cells = [row.entered[key] for row in rows if row.step.on_ladder and not row.has("same_as")]
    return cells, column_through(cells[0], cells[-1]) if len(cells) == len(rows) > 0 else ""


def column_of(rows: Sequence[Row], key: str) -> str | None:
    """The column of a metric from the first step to the last, as a range."""
    cell = next((row.found[key] for row in rows if key in row.found), None)
    if cell is None:
        return None
    sheet, _bang, place = cell.text.rpartition("!")
    letters = place.rstrip("0123456789")
    return f"{sheet}!{letters}{rows[0].number}:{letters}{rows[-1].number}"


_BASES = {
    "working": _("the available working time"),
    "gross_shift": _("shifts x shift length"),
    "hours_per_day": _("the hours entered"),
    "clock_24h": _("24 h"),
}
_MODES = {
    "waits_plus_process": _("waiting and processing are added"),
    "waits_only": _("only waiting is added"),
}
_BRANCHES = {
    "critical_path": _("One passage along the longest way."),
    "longest_rung": _("The largest sum of processing of any way."),
    "sum": _("All ways added."),
}
_DAY = _("One day is {base}.")
_UNCLASSED = _("Along the longest way; what is not classified counts as adding value.")
_PCE = _("Value-added time / lead time, on the same day base.")
_ACTIVITY = _("Processing time / lead time.")
_BOTTLENECK = _("The highest load; without demand the longest effective C/T.")
_CAPACITY = _("What the process with the highest load lets pass: daily demand / its load.")
