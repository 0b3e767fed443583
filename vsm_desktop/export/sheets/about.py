"""The last sheet: what this file is, by which conventions it counts, what its cells mean, and how it comes back."""

from __future__ import annotations

from typing import NamedTuple

from vsm_desktop.assets import _
from vsm_desktop.export.sheets.grid import Grid
from vsm_desktop.export.sheets.looks import Look
from vsm_desktop.export.sheets.summary import BASES, BRANCHES, MODES
from vsm_desktop.metrics.report import Report
from vsm_desktop.model.display import rounded, trimmed
from vsm_desktop.model.options import Options
from vsm_desktop.model.stream import State, ValueStream

FORMAT = "1"
_LABEL, _TEXT, _KEY = 1, 2, 3
WIDTHS = (34, 84)


class _Fact(NamedTuple):
    """A row of two cells: what it says, and what it is to a reader of the workbook."""

    label: str
    text: str
    key: str = ""


def write_about(grid: Grid, stream: ValueStream, state: State, report: Report, program: str) -> None:
    """Facts, conventions, units, the looks of cells, and the way back."""
    grid.words(1, _LABEL, _("About this file"), "title")
    row = 3
    row = _table(grid, row, _("Map"), _facts(stream, state, program))
    row = _table(grid, row + 1, _("How it counts"), _conventions(state.options, report))
    row = _legend(grid, row + 1)
    row = _sentences(grid, row + 1, _("Units and empty cells"), _UNITS)
    row = _sentences(grid, row + 1, _("What is live"), _LIVE)
    _sentences(grid, row + 1, _("Back into the map"), _BACK)
    grid.hide(_KEY)
    grid.sheet.page_setup.orientation = "portrait"
    grid.on_one_page()


def _facts(stream: ValueStream, state: State, program: str) -> list[_Fact]:
    return [
        _Fact(_("Value stream"), stream.name, "{map.name}"),
        _Fact(_("Site"), stream.site),
        _Fact(_("State"), state.name or state.id, "{map.state_name}"),
        _Fact(_("Id of the state"), state.id, "{map.state}"),
        _Fact(_("Date of the state"), state.date or _("not entered"), "{map.date}" if state.date else ""),
        _Fact(_("Author"), state.author or _("not entered")),
        _Fact(_("Written by"), program),
        _Fact(_("Format of the file"), FORMAT, "{map.format}"),
    ]


def _conventions(options: Options, report: Report) -> list[_Fact]:
    day = BASES[options.day_base]
    if report.day_s is not None:
        day = _("{base}: {hours} h").format(base=day, hours=trimmed(rounded(report.day_s / 3600, 2)))
        day = _("{day}, as the calendar does not say").format(day=day) if report.day_assumed else day
    stock = _("measured output") if options.stock_rate == "throughput" else _("daily demand")
    batch = _("one piece; the rest of its batch is not waited for")
    if options.batch_mode == "whole_batch":
        batch = _("one piece; it waits for the changeover and the rest of its batch")
    rework = _("a piece comes back until it is good")
    if options.rework_mode == "single_pass":
        rework = _("a piece comes back once at most")
    interval = _("added to its transit time") if options.dispatch_wait else _("not added: the stock shows it")
    return [
        _Fact(_("Lead time"), MODES[options.lead_time_mode]),
        _Fact(_("One day is"), day),
        _Fact(_("Processing where ways meet"), BRANCHES[options.branch_time_mode]),
        _Fact(_("Stock lasts"), _("pieces / {rate}").format(rate=stock)),
        _Fact(_("Processing on the ladder"), batch),
        _Fact(_("Rework"), rework),
        _Fact(_("Half the shipment interval"), interval),
    ]


def _table(grid: Grid, row: int, title: str, facts: list[_Fact]) -> int:
    grid.head(row, (title, ""), height=20)
    for at, fact in enumerate(facts, row + 1):
        grid.words(at, _LABEL, fact.label)
        grid.words(at, _TEXT, fact.text, wrap=True)
        grid.fit(at, [(fact.text, WIDTHS[_TEXT - 1])])
        grid.words(at, _KEY, fact.key, "note")
    return row + len(facts) + 1


def _legend(grid: Grid, row: int) -> int:
    grid.head(row, (_("Cells"), ""), height=20)
    examples: tuple[tuple[str, Look, str], ...] = (
        (_("Entered"), "entered", _("Entered on the map, or may be filled in. Type here.")),
        (_("Computed"), "plain", _("A formula. Leave it, or it is no longer live.")),
        (_("Described"), "note", _("Ids, kinds and remarks.")),
    )
    for at, (word, look, text) in enumerate(examples, row + 1):
        grid.words(at, _LABEL, word, look)
        grid.words(at, _TEXT, text, wrap=True)
    row += len(examples) + 1
    grid.words(row, _LABEL, _("Too slow"), "plain")
    grid.alert(f"A{row}", "TRUE")
    text = _("An effective C/T above takt, or a load above 100 %, for as long as it is so.")
    grid.words(row, _TEXT, text, wrap=True)
    return row + 1


def _sentences(grid: Grid, row: int, title: str, texts: tuple[str, ...]) -> int:
    grid.head(row, (title, ""), height=20)
    for at, text in enumerate(texts, row + 1):
        grid.words(at, _LABEL, text, wrap=True)
        grid.sheet.merge_cells(start_row=at, end_row=at, start_column=_LABEL, end_column=_TEXT)
        grid.cells.heights[at] = 15.5 * (1 + len(text) // 118)
    return row + len(texts) + 1


_UNITS = (
    _("Units stand in brackets: s, min and h are working time; d are lead-time days; pc are pieces."),
    _("day_s on Summary says how long one lead-time day is. It matters only where seconds and days meet."),
    _(
        "An empty cell is unknown, never 0; why it is empty stands beside it. An empty changeover counts as 0."
    ),
)
_LIVE = (
    _("Takt, days of supply, capacity, ladder, totals and charts follow what you type."),
    _("Key cells have names, such as takt_s, lead_time_days and daily_demand, for formulas of your own."),
    _("Steps, Inventory and Flows may be sorted and filtered; the ladder looks for each step by its id."),
    _("Where ways part and join, the ladder has a row for each way and for what they come to."),
    _(
        "Passes of ways and loops are numbers taken from the shares and rework on Flows when this was written."
    ),
    _("What says so in its note is a number because no formula covers it; it does not change here."),
)
_BACK = (
    _("Change values, rename, add, delete or sort rows on Steps, Inventory and Flows, and save the file."),
    _(
        "In VSM Desktop open the map and choose Update from sheet: it shows every difference before it takes any."
    ),
    _(
        "Leave the ids as they are: they tell which step a row is. A new row has none, and stands where it belongs."
    ),
    _("New steps and arrows count in the ladder only after that."),
)
