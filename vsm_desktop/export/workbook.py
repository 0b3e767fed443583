"""The map as a data sheet (.xlsx): totals are live formulas over the entered data.

Beside each formula stands the value it has now, so that previews and readers see numbers; programs that calculate do so
when they open the file. A formula stands only where it gives
what the report says; where none does, the number is written and its note says so.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from vsm_desktop import __version__
from vsm_desktop.assets import UNWATCHED, Watch, _
from vsm_desktop.export.atomic import replace_file
from vsm_desktop.export.clean import one_line
from vsm_desktop.export.sheets.about import WIDTHS as OF_ABOUT
from vsm_desktop.export.sheets.about import write_about
from vsm_desktop.export.sheets.blocks import Blocks
from vsm_desktop.export.sheets.charts import Charts
from vsm_desktop.export.sheets.flows import write_flows
from vsm_desktop.export.sheets.grid import Folder, Grid
from vsm_desktop.export.sheets.inputs import KEY, WIDTHS, Page, write_inputs
from vsm_desktop.export.sheets.keys import Keys
from vsm_desktop.export.sheets.ladder import HEAD, Ladder, Tally
from vsm_desktop.export.sheets.live import Live, weighted
from vsm_desktop.export.sheets.own import OwnColumns
from vsm_desktop.export.sheets.pack import packed
from vsm_desktop.export.sheets.places import places_of
from vsm_desktop.export.sheets.problems import write_problems
from vsm_desktop.export.sheets.results import Sums
from vsm_desktop.export.sheets.rows import Row, Seen, can_look_for
from vsm_desktop.export.sheets.steps import OF_STEPS, OF_STOCKS, Sheet, compute, enter
from vsm_desktop.export.sheets.summary import TOP, lines, write_results, write_title, write_totals
from vsm_desktop.metrics.ladder import NoLadder
from vsm_desktop.metrics.report import Report
from vsm_desktop.metrics.stock import STOCK_KINDS
from vsm_desktop.metrics.survey import Survey, survey
from vsm_desktop.model.stream import State, ValueStream

PROGRAM = "VSM Desktop"


def write_workbook(
    stream: ValueStream, state: State, report: Report, path: Path, watch: Watch = UNWATCHED
) -> None:
    """Write the data sheet of one state. Raises ExportError."""
    data = workbook_bytes(stream, state, report, watch=watch.part(0, 0.95))
    watch.at(1)
    replace_file(path, data)


def workbook_bytes(
    stream: ValueStream,
    state: State,
    report: Report,
    with_values: bool = True,
    watch: Watch = UNWATCHED,
) -> bytes:
    """The data sheet of one state; the same map gives the same bytes.

    Without values every program must calculate, as tests want it.
    """
    folder = written(stream, state, report, watch.part(0, 0.6))
    buffer = BytesIO()
    watch.at(0.6)
    folder.book.save(buffer)
    watch.at(0.9)
    cells = {f"xl/worksheets/sheet{at}.xml": grid.cells for at, grid in enumerate(folder.grids, 1)}
    return packed(buffer.getvalue(), cells, f"{PROGRAM} {__version__}", with_values=with_values)


def written(stream: ValueStream, state: State, report: Report, watch: Watch = UNWATCHED) -> Folder:
    """All sheets, filled."""
    from openpyxl.workbook.workbook import Workbook

    book = Workbook()
    book.remove(book.active)
    book.properties.creator = one_line(state.author) or PROGRAM
    book.properties.title = one_line(" – ".join(part for part in (stream.name, state.name) if part))
    folder = Folder(book)
    summary = Grid(folder, _("Summary"), WIDTHS, "A3")
    steps = Sheet(Grid(folder, _("Steps"), (), "C3"), _("Step"), OF_STEPS)
    stocks = Sheet(Grid(folder, _("Inventory"), (), "C3"), _("Stock"), OF_STOCKS, places=True)
    ladder = Grid(folder, _("Ladder"), (), "C2")
    flows, charts = Grid(folder, _("Flows"), (), "B3"), Grid(folder, _("Charts"))
    problems, about = Grid(folder, _("Problems"), (), "A2"), Grid(folder, _("About"), OF_ABOUT)
    folder.tables = {"steps": steps.grid, "inventory": stocks.grid, "ladder": ladder}
    program = f"{PROGRAM} {__version__}"
    write_title(summary, stream, state, program)
    totals = TOP + len(lines(report, state)) + len(stream.own_totals)
    keys = write_inputs(Page(summary, report, totals), state, stream.calendar_of(state))
    found = survey(state, stream.calendar_of(state))
    own = OwnColumns(stream.own_fields, state.options, keys)
    both = _Both(steps, stocks, ladder, found, report, keys, own)
    rows = both.enter(state, watch.part(0, 0.4))
    tallies = both.reckon(rows, watch.part(0.4, 0.4))
    sums = Sums(keys, state.options, steps.rows, *tallies)
    write_totals(write_results(summary, state, report, sums), stream.own_totals, own, rows)
    summary.hide(KEY)
    summary.on_one_page()
    write_flows(flows, state)
    watch.at(0.9)
    if both.ladder is not None:
        Charts(charts, both.ladder, keys, report).write(sums.found)
    write_problems(problems, state, report)
    write_about(about, stream, state, report, program)
    return folder


class _Both:
    """The sheets of steps and stocks and the ladder over both, which ask each other for cells."""

    def __init__(
        self,
        steps: Sheet,
        stocks: Sheet,
        grid: Grid,
        found: Survey,
        report: Report,
        keys: Keys,
        own: OwnColumns,
    ) -> None:
        self.steps, self.stocks, self.grid = steps, stocks, grid
        self.found, self.report, self.keys, self.own = found, report, keys, own
        self.ladder: Ladder | None = None

    def enter(self, state: State, watch: Watch) -> list[Row]:
        """Write what was entered; the rows of both sheets in flow order."""
        nodes = {node.id: node for node in state.nodes}
        pairs = [(step, nodes[step.id]) for step in self.report.steps if step.id in nodes]
        places = places_of(self.found.flow)
        for at, sheet in enumerate((self.steps, self.stocks)):
            own = [(step, node) for step, node in pairs if (step.kind in STOCK_KINDS) is sheet.places]
            enter(sheet, state, own, self.keys, self.own, places)
            watch.at((at + 1) / 2)
        by_id = {row.step.id: row for row in (*self.steps.rows, *self.stocks.rows)}
        return [by_id[step.id] for step, _node in pairs]

    def reckon(self, rows: list[Row], watch: Watch) -> tuple[list[Tally], Tally | None, Live | None]:
        """Write what follows, and the ladder: its steps, its last row, and the work content."""
        by_id = can_look_for([row.step.id for row in rows])
        sheets = {sheet.places: Seen(sheet.rows, by_id) for sheet in (self.steps, self.stocks)}
        rung = self.found.options.branch_time_mode == "longest_rung"
        ladder = self.ladder = Ladder(self.grid, self.keys, sheets, rows, rung=rung)
        ladder.write_pieces(self.found.flow, self.report)
        for at, sheet in enumerate((self.steps, self.stocks)):
            compute(sheet, self.own, self.found.options, self.report, self.keys)
            watch.at(0.3 * (at + 1))
        return self._blocks(ladder, rows, watch.part(0.6, 0.4))

    def _blocks(
        self, ladder: Ladder, rows: list[Row], watch: Watch
    ) -> tuple[list[Tally], Tally | None, Live | None]:
        found = self.found
        number = {node.id: i for i, node in enumerate(found.flow.nodes)}
        steps: dict[int, Tally] = {}
        passes: list[Live] = []
        for row in watch.over(rows):
            node = number[row.step.id]
            passes.append(ladder.visits(found.ladder.visits[node]))
            steps[node] = ladder.step(row, self.report)
        counted = [steps[number[row.step.id]] for row in rows if row.step.on_ladder]
        total = content = None
        if steps and not found.ladder.why:
            names = {number[row.step.id]: row.step.name or row.step.id for row in rows}
            content = weighted(passes, [step.work for step in steps.values()], all_needed=False)
            try:
                total = Blocks(ladder, steps, names, found.options).whole(found.ladder.parts)
            except NoLadder:
                content = None
        self.grid.repeat(HEAD, "A:B")
        return counted, total, content
