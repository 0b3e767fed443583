"""The last sheet: what this file is, how to read it, what was missing or doubtful when it was written."""

from __future__ import annotations

from vsm_desktop.assets import _
from vsm_desktop.export.sheets.grid import Grid
from vsm_desktop.metrics.report import Report
from vsm_desktop.model.stream import State


def write_about(grid: Grid, state: State, report: Report, program: str) -> None:
    """Sentences, then the problems of the map."""
    grid.words(1, 1, _("About this file"), "title")
    row = 3
    for text in _SENTENCES:
        grid.words(row, 1, text.format(program=program), wrap=True)
        row += 1
    row += 1
    for column, text in enumerate((_("Missing or doubtful when this file was written"), _("Concerns")), 1):
        grid.words(row, column, text, "head")
    for problem in report.problems:
        row += 1
        grid.words(row, 1, problem.message, wrap=True)
        grid.words(row, 2, ", ".join(_name(state, id_) for id_ in problem.ids), "note", wrap=True)
    if not report.problems:
        grid.words(row + 1, 1, _("Nothing."), "note")


def _name(state: State, id_: str) -> str:
    node = state.node(id_)
    return node.name if node and node.name else id_


_SENTENCES = (
    _("Written by {program}. The map is the original; this file is its numbers."),
    _("Blue cells were entered on the map, or may be filled in here. Black cells are formulas."),
    _("The key cells have names, such as takt_s, lead_time_days and daily_demand, for formulas of your own."),
    _("Seconds, minutes and hours are working time. Days are lead-time days; day_s says how long one is."),
    _(
        "An empty cell is unknown, never 0; why it is empty stands beside it. An empty changeover counts as 0."
    ),
    _("Where ways part and join, the ladder sheet has a row for each way and for what they come to."),
    _("Passes of ways and loops are numbers taken from the shares and rework of the map's arrows."),
    _(
        "What says so in its note is written as a number because no formula covers it; it does not change here."
    ),
)
