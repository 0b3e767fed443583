"""What the window of families has done for it: sheets read on a thread, and the map of a family. No widget."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from vsm_desktop.assets import Progress, _, asset
from vsm_desktop.insight.families.facts import amounts_of
from vsm_desktop.insight.families.grouping import Tree, grouped, in_order, tree_of
from vsm_desktop.insight.families.on_map import Mapped, mapped
from vsm_desktop.intake.errors import SheetError
from vsm_desktop.intake.families.read import FamilyReading, read_families, read_pasted
from vsm_desktop.intake.report import Report
from vsm_desktop.metrics.clock import clock_of
from vsm_desktop.metrics.measure import measure
from vsm_desktop.model.family import Family, FamilyMatrix
from vsm_desktop.model.nodes import Process
from vsm_desktop.model.stream import ValueStream, new_stream
from vsm_desktop.tools.layout import with_layout
from vsm_desktop.ui.jobs import NoResult

SAMPLE = "routings.xlsx"


class Read(Struct, frozen=True):
    """Products as they were read and grouped, the report, and what is joined with what, for other thresholds."""

    matrix: FamilyMatrix
    report: Report
    tree: Tree


def read_sheet(stream: ValueStream, path: Path, progress: Progress) -> Read:
    """Read a sheet of products and group them, on a thread. Raises NoResult, Cancelled."""
    try:
        reading = read_families(path, progress=lambda share: progress(0.8 * share))
    except SheetError as error:
        raise NoResult(_("This sheet cannot be read"), str(error)) from error
    return _grouped(stream, reading)


def read_sample(stream: ValueStream, progress: Progress) -> Read:
    """The shipped routings, in the same way."""
    return read_sheet(stream, Path(str(asset("resources/samples", SAMPLE))), progress)


def read_text(stream: ValueStream, text: str, progress: Progress) -> Read:
    """Cells copied in a spreadsheet program, in the same way."""
    progress(0.1)
    try:
        reading = read_pasted(text)
    except SheetError as error:
        raise NoResult(_("No products were found"), str(error)) from error
    return _grouped(stream, reading)


def _grouped(stream: ValueStream, reading: FamilyReading) -> Read:
    if reading.matrix is None:
        raise NoResult(_("No products were found"), reading.report.refused)
    state = stream.state()
    amounts = amounts_of(reading.matrix.products, clock_of(stream.calendar_of(state), state.options))
    matrix = in_order(reading.matrix)
    tree = tree_of(matrix)
    return Read(grouped(matrix, amounts.weigh, tree), reading.report, tree)


def map_for(stream: ValueStream, state_id: str, family: Family) -> tuple[Mapped, bool]:
    """The map of a family, and whether it is a document of its own, as it is beside a map of anything else.

    That keeps its shifts and its name, which are not those of the family; only the products go along.
    """
    if not _is_of_another(stream, family):
        return map_of(stream, state_id, family.id), False
    fresh = new_stream().evolve(name=family.name, families=stream.families)
    return map_of(fresh, fresh.state().id, family.id), True


def _is_of_another(stream: ValueStream, family: Family) -> bool:
    """Whether a document has steps and does not bear the name of the family."""
    drawn = any(isinstance(node, Process) for state in stream.states for node in state.nodes)
    return drawn and stream.name.strip().casefold() != family.name.strip().casefold()


def map_of(stream: ValueStream, state_id: str, family_id: str) -> Mapped:
    """The stream with the current state of a family, laid out: in place of the state if it is empty, else behind it."""
    matrix, state = stream.families, stream.state(state_id)
    assert matrix is not None
    amounts = amounts_of(matrix.products, clock_of(stream.calendar_of(state), state.options))
    made = mapped(stream, matrix.family(family_id), amounts, state_id)
    critical = measure(made.stream, made.state_id).branches.critical
    return Mapped(with_layout(made.stream, made.state_id, critical), made.state_id, made.remarks)
