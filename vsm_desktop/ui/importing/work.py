"""What a page needs of a sheet: its reading, the map of it laid out, and the numbers. No Qt, so that a thread can do it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from vsm_desktop.assets import Progress, Watch
from vsm_desktop.drawing.frame import Frame, frame_of
from vsm_desktop.drawing.theme import ThemeName
from vsm_desktop.intake.columns_shown import ShownColumn, columns_shown
from vsm_desktop.intake.mapping import Mapping
from vsm_desktop.intake.pointed import likely_header, pointed_at
from vsm_desktop.intake.sheets import Book, Reading, Table, open_book, read_book, table_of
from vsm_desktop.metrics.measure import measure
from vsm_desktop.metrics.report import Report
from vsm_desktop.model.nodes import Customer, Process
from vsm_desktop.model.quantity import Quantity
from vsm_desktop.model.stream import ValueStream
from vsm_desktop.tools.layout import with_layout
from vsm_desktop.ui.importing.remembered import fitting

AT_ONCE = 2_500  # cells that are read between two strokes of a key
SHOWN = 40  # steps of the map that are shown


class Opened(Struct, frozen=True):
    """A file with the first way to read it; `kept` says that it was remembered."""

    book: Book
    mapping: Mapping | None = None
    kept: bool = False


class Outcome(Struct, frozen=True):
    """What a mapping makes of a book. The frame shows the first steps, report and stream are those of all."""

    reading: Reading
    table: Table | None = None
    columns: tuple[ShownColumn, ...] = ()
    frame: Frame | None = None
    report: Report | None = None
    steps: int = 0
    shown: int = 0
    readings: bool = False

    @property
    def doubtful(self) -> int:
        """How many columns need a look."""
        return sum(1 for column in self.columns if column.doubt)


def look_into(path: Path, progress: Progress) -> Opened:
    """Open a file and find out how to read it. Raises SheetError, Cancelled."""
    watch = Watch(progress)
    book = open_book(path, watch=watch.part(0.0, 0.6))
    return found_in(book, watch.part(0.6, 0.39))


def found_in(book: Book, watch: Watch | None = None) -> Opened:
    """The way a book was read before, else what is recognised in it."""
    watch = watch or Watch()
    for grid in watch.over(book.grids):
        book.table(grid.name)
        watch.at(0.0)
    if not book.keyed and (fit := fitting(book)):
        return Opened(book, fit.mapping, kept=True)
    return Opened(book, book.recognised())


def start_of(book: Book, sheet: str) -> Mapping:
    """The first way to read one sheet: what is recognised in it, else what most looks like a header."""
    table = book.table(sheet)
    grid = book.grid(sheet)
    assert grid is not None
    header = table.header if table else (likely_header(grid),)
    return pointed_at(grid, bool(table and table.grid.turned), header, found=table)


def outcome_of(
    book: Book, mapping: Mapping | None, missing: Sequence[str], theme: ThemeName, progress: Progress
) -> Outcome:
    """Read a book and draw what comes of it. Raises Cancelled."""
    watch = Watch(progress)
    reading = read_book(book, mapping, missing, watch.part(0.0, 0.6))
    table = table_of(book, mapping)
    columns = columns_shown(table, mapping) if table and mapping else ()
    stream = reading.stream
    if stream is None:
        return Outcome(reading, table, columns)
    report = measure(stream, stream.state().id)
    watch.at(0.8)
    steps = sum(1 for node in stream.state().nodes if isinstance(node, Process))
    shown = first_steps(stream, SHOWN)
    watch.at(0.9)
    frame = frame_of(placed(shown), "", theme)
    return Outcome(reading, table, columns, frame, report, steps, min(steps, SHOWN), _has_readings(stream))


def _has_readings(stream: ValueStream) -> bool:
    """Whether a value was made of several readings."""
    return any(
        isinstance(value, Quantity) and value.source is not None and len(value.source.readings) > 1
        for node in stream.state().nodes
        if isinstance(node, Process)
        for _key, value in node
    )


def placed(stream: ValueStream) -> ValueStream:
    """A read map laid out."""
    state = stream.state()
    critical = measure(stream, state.id).branches.critical
    return with_layout(stream, state.id, critical)


def placed_all(stream: ValueStream, progress: Progress) -> ValueStream:
    """The same on a thread, where it may take long. Raises Cancelled."""
    Watch(progress).at(0.1)
    return placed(stream)


def first_steps(stream: ValueStream, most: int) -> ValueStream:
    """The beginning of a long map with its customer, for a picture."""
    state = stream.state()
    kept, count = [], 0
    for node in state.nodes:
        count += isinstance(node, Process)
        if count <= most or isinstance(node, Customer):
            kept.append(node)
    if count <= most:
        return stream
    ids = {node.id for node in kept}
    flows = tuple(flow for flow in state.flows if flow.source in ids and flow.target in ids)
    return stream.with_state(state.evolve(nodes=tuple(kept), flows=flows))
