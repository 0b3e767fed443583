"""The sheet of problems: what is wrong, missing or doubtful, where, and what to do about it."""

from __future__ import annotations

from collections.abc import Mapping

from vsm_desktop.assets import _
from vsm_desktop.export.sheets.flows import shown_name
from vsm_desktop.export.sheets.grid import Grid
from vsm_desktop.metrics.report import Problem, Report
from vsm_desktop.model.stream import State

HEAD = 1
_MOST_NAMES = 8
_WIDTHS = (11, 34, 72, 60, 30)
SEVERITIES = {"error": _("Error"), "warning": _("Warning"), "info": _("Note")}


def write_problems(grid: Grid, state: State, report: Report) -> None:
    """One row for each problem, errors first."""
    grid.head(HEAD, (_("Severity"), _("Where"), _("What"), _("What to do"), _("Ids")), height=22)
    for column, width in enumerate(_WIDTHS, 1):
        grid.width(column, width)
    names = {node.id: shown_name(node.name) or node.id for node in state.nodes}
    for row, problem in enumerate(report.problems, HEAD + 1):
        _write(grid, row, problem, names)
    if not report.problems:
        grid.words(HEAD + 1, 3, _("Nothing is missing, contradictory or doubtful."), "note")
    last = max(len(report.problems), 1) + HEAD
    grid.alert(f"A{HEAD + 1}:A{last}", f'$A{HEAD + 1}="{SEVERITIES["error"]}"')
    grid.filter_and_repeat(HEAD)


def _write(grid: Grid, row: int, problem: Problem, names: Mapping[str, str]) -> None:
    where = [names.get(id_, id_) for id_ in problem.ids]
    if len(where) > _MOST_NAMES:
        more = _("and {count} more").format(count=len(where) - _MOST_NAMES + 1)
        where = [*where[: _MOST_NAMES - 1], more]
    place = ", ".join(where) or _("The whole map")
    texts = (SEVERITIES[problem.severity], place, problem.message, ADVICE.get(problem.code, ""))
    grid.words(row, 1, texts[0], "name")
    for column, text in enumerate(texts[1:], 2):
        grid.words(row, column, text, wrap=True)
    grid.words(row, 5, ", ".join(problem.ids), "note", wrap=True)
    grid.fit(row, list(zip((*texts, ", ".join(problem.ids)), _WIDTHS, strict=True)))


ADVICE = {
    "cycle_without_repeat": _("Enter on the arrow that leads back which share returns, or delete the arrow."),
    "never_finishes": _("Enter a share of rework below 100 %, or draw the way on."),
    "shares_do_not_add": _("Make the shares of the ways from here add to 100 %, or clear all of them."),
    "flow_not_nested": _("Let ways that part meet again in the order in which they parted."),
    "no_flow": _("Draw arrows from step to step and to the customer."),
    "dead_end": _("Draw the arrow on to the next step or to the customer."),
    "no_input": _("Draw an arrow from the supplier or from the step before."),
    "no_demand": _("Enter what the customer wants per day, week, month or year."),
    "no_working_time": _("Enter shifts, their length and breaks, or the available time per day."),
    "demand_contradicts": _("Clear the demand, or the demand by variant: keep the one that is right."),
    "not_classified": _("Say of each step whether it adds value, is necessary, or neither."),
    "same_as_unknown": _("Choose a step that is on the map, or clear the field."),
    "over_takt": _("Shorten the work, share it out, or work at more stations side by side."),
    "over_capacity": _("Shorten the cycle or the changeovers, raise the uptime, or add time or a station."),
    "unit_without_calendar": _("Enter this number in the calendar."),
    "own_formula": _("Correct the formula of the field."),
    "own_total": _("Correct the total, or the field it is made from."),
    "own_value": _("Enter a value the field can hold."),
    "littles_law": _("Measure the three numbers again in the same week, the one named first."),
    "doubtful_unit": _("Check the unit of this value."),
    "step_missing": _("Measure and enter it: until then the lead time is not known."),
    "no_processing_time": _("Enter the C/T or the P/T."),
    "wait_beside_lt": _("Clear one of the two."),
    "lt_below_pt": _("Check both: the L/T holds the P/T and the waiting."),
    "value_split_too_long": _("Check the VA and NNVA times: they are parts of the processing time."),
    "co_without_batch": _("Enter how many pieces are made between two changeovers."),
    "qty_contradicts": _("Clear the stock, or count the variants again."),
    "usage_contradicts": _("Make both the same, or clear the one of the stock."),
    "worst_case": _("Count the average content of the lane."),
}
