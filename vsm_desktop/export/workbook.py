"""The map as a data sheet (.xlsx): totals are live formulas over the entered data.

openpyxl writes formulas without values; `sheets.pack` puts those of the report beside them, so that previews and
readers see numbers, and programs that calculate do so when they open the file. A formula stands only where it gives
what the report says; where none does, the number is written and its note says so.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from vsm_desktop import __version__
from vsm_desktop.assets import UNWATCHED, Watch, _
from vsm_desktop.export.atomic import replace_file
from vsm_desktop.export.clean import one_line
from vsm_desktop.export.sheets.about import write_about
from vsm_desktop.export.sheets.blocks import Blocks
from vsm_desktop.export.sheets.grid import Grid
from vsm_desktop.export.sheets.inputs import Page, write_inputs
from vsm_desktop.export.sheets.keys import Keys
from vsm_desktop.export.sheets.ladder import Ladder, Tally
from vsm_desktop.export.sheets.live import Live, weighted
from vsm_desktop.export.sheets.own import OwnColumns
from vsm_desktop.export.sheets.pack import packed
from vsm_desktop.export.sheets.results import Sums
from vsm_desktop.export.sheets.rows import Row
from vsm_desktop.export.sheets.steps import write_steps
from vsm_desktop.export.sheets.summary import TOP, lines, write_results, write_title, write_totals
from vsm_desktop.metrics.ladder import NoLadder
from vsm_desktop.metrics.report import Report
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
    from openpyxl.workbook.workbook import Workbook

    book = Workbook()
    book.remove(book.active)
    book.properties.creator = one_line(state.author) or PROGRAM
    book.properties.title = one_line(" – ".join(part for part in (stream.name, state.name) if part))
    summary = Grid(book, _("Summary"), (34, 18, 8, 84), "A3")
    steps = Grid(book, _("Steps"), (), "C2")
    ladder = Grid(book, _("Ladder"), (), "B2")
    about = Grid(book, _("About"), (100, 50))
    program = f"{PROGRAM} {__version__}"
    write_title(summary, stream, state, program)
    keys = write_inputs(
        Page(summary, report, TOP + len(lines(report, state)) + len(stream.own_totals)),
        state,
        stream.calendar_of(state),
    )
    found = survey(state, stream.calendar_of(state))
    own = OwnColumns(stream.own_fields, state.options, keys)
    rows = write_steps(steps, state, found.flow, report, keys, own, watch.part(0, 0.4))
    tallies = _write_ladder(ladder, rows, found, report, keys, watch.part(0.4, 0.2))
    sums = Sums(keys, state.options, rows, *tallies)
    write_totals(write_results(summary, state, report, sums), stream.own_totals, own, rows)
    summary.on_one_page()
    write_about(about, state, report, program)
    buffer = BytesIO()
    watch.at(0.6)
    book.save(buffer)
    watch.at(0.9)
    grids = (summary, steps, ladder, about)
    values = {f"xl/worksheets/sheet{at}.xml": grid.now for at, grid in enumerate(grids, 1)}
    return packed(buffer.getvalue(), values if with_values else {}, program)


def _write_ladder(
    grid: Grid, rows: list[Row], found: Survey, report: Report, keys: Keys, watch: Watch
) -> tuple[list[Tally], Tally | None, Live | None]:
    """The ladder of the map: its steps, its last row, and the work content."""
    ladder = Ladder(grid, keys, rung=found.options.branch_time_mode == "longest_rung")
    ladder.head(_("Step or way"))
    number = {node.id: i for i, node in enumerate(found.flow.nodes)}
    steps: dict[int, Tally] = {}
    passes: list[Live] = []
    for row in watch.over(rows):
        node = number[row.step.id]
        passes.append(ladder.visits(found.ladder.visits[node]))
        steps[node] = ladder.step(row, found.options, report)
    grid.filter_and_repeat(1)
    counted = [steps[number[row.step.id]] for row in rows if row.step.on_ladder]
    if found.ladder.why or not steps:
        return counted, None, None
    content = weighted(passes, [step.work for step in steps.values()], all_needed=False)
    names = {number[row.step.id]: row.step.name or row.step.id for row in rows}
    try:
        return counted, Blocks(ladder, steps, names, found.options).whole(found.ladder.parts), content
    except NoLadder:
        return counted, None, None
