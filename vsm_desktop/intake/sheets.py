"""A sheet of process steps becomes a map: `read_sheet` reads it and says what became of every cell.

The way of a sheet: `readers` make grids of a file in a process of their own, `table` finds the steps, `columns` what the
columns mean, `rows` and `facts` read the values, `build` makes the stream. Gemba sheets that were filled in and data sheets of
this program have ways of their own, `gemba` and `updating.whole`.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from vsm_desktop.assets import Cancelled, Progress, Watch, _
from vsm_desktop.intake.build import CUSTOMER, SUPPLIER, build
from vsm_desktop.intake.checks import check
from vsm_desktop.intake.contradictions import contradictions
from vsm_desktop.intake.elsewhere import look_elsewhere
from vsm_desktop.intake.errors import SheetError
from vsm_desktop.intake.facts import Facts, read_facts
from vsm_desktop.intake.forms import is_form, of_one_kind
from vsm_desktop.intake.found import found_in
from vsm_desktop.intake.gemba import is_gemba, read_gemba
from vsm_desktop.intake.grid import Grid, clipped
from vsm_desktop.intake.mapped import Fit, applied, fitted, lacking, not_there, recognised
from vsm_desktop.intake.mapping import Mapping, to_json
from vsm_desktop.intake.places import note_places
from vsm_desktop.intake.plans.tables import PlanWorkbook, is_plan, tables_of
from vsm_desktop.intake.readers.clipboard import sheets_of_text
from vsm_desktop.intake.readers.opening import open_sheets
from vsm_desktop.intake.report import Entry, Ledger, Reading, Report, joined
from vsm_desktop.intake.rows import read_rows
from vsm_desktop.intake.sources import with_source
from vsm_desktop.intake.steps import Ids, Step
from vsm_desktop.intake.surroundings import Sight, look_around, note_columns, note_left, title_of
from vsm_desktop.intake.table import Table, find_table, is_rival, laid_out
from vsm_desktop.intake.updating.keyed import is_own
from vsm_desktop.intake.updating.whole import read_whole
from vsm_desktop.model.quantity import Statistic

__all__ = [
    "Book",
    "Cancelled",
    "Entry",
    "Fit",
    "Progress",
    "Reading",
    "Report",
    "SheetError",
    "Table",
    "fitted_to",
    "open_book",
    "pasted",
    "read_book",
    "read_by",
    "read_sheet",
    "table_of",
]

_OPENING = 0.3  # of the time of a long sheet, until its cells are there
_FOUND = 0.3  # of the rest, until its table is known


class Book(Struct):
    """A file whose cells are read; its tables are looked for once, so that it can be read again in another way at once."""

    name: str
    title: str
    grids: tuple[Grid, ...]
    path: Path | None = None
    tables: dict[str, Table | None] = field(default_factory=dict)
    found: dict[str, Mapping] = field(default_factory=dict)

    @property
    def gemba(self) -> bool:
        """Whether these are gemba sheets."""
        return any(map(is_gemba, self.grids))

    @property
    def keyed(self) -> bool:
        """Whether this program wrote it, and reads it by its keys without a mapping."""
        return self.gemba or is_own(self.grids)

    def grid(self, sheet: str) -> Grid | None:
        """One of its sheets."""
        return next((grid for grid in self.grids if grid.name == sheet), None)

    def table(self, sheet: str) -> Table | None:
        """The table of steps that was recognised in a sheet; none in what is read by its keys."""
        if sheet not in self.tables:
            grid = self.grid(sheet)
            self.tables[sheet] = find_table(grid) if grid and not self.keyed else None
        return self.tables[sheet]

    def best(self) -> Table | None:
        """The first of the tables that say about the most; in a visible sheet rather than in a hidden one."""
        found = [(grid, table) for grid in self.grids if (table := self.table(grid.name))]
        if not found:
            return None
        best = max(found, key=lambda pair: (bool(pair[1].rows), not pair[0].hidden, pair[1].weight))
        rivals = (pair for pair in found if pair[0].hidden == best[0].hidden and is_rival(pair[1], best[1]))
        return next(rivals)[1]

    def recognised(self) -> Mapping | None:
        """How its best table is read if nobody says otherwise."""
        table = self.best()
        if table is None:
            return None
        name = table.grid.name
        if name not in self.found:
            self.found[name] = recognised(table)
        return self.found[name]


def read_sheet(
    path: Path,
    sheet: str = "",
    progress: Progress | None = None,
    mapping: Mapping | None = None,
    statistic: Statistic = "median",
) -> Reading:
    """Read a workbook's table of process steps, from the named sheet or the best one, or as a mapping says.

    Of several readings of a value the `statistic` counts, or that of the mapping. `progress` is told how much is done and
    answers False to cancel. Raises SheetError for a file that cannot be read at all, with a sentence that says why, and
    Cancelled.
    """
    watch = Watch(progress)
    book = open_book(path, sheet, watch.part(0.0, _OPENING))
    watch.at(_OPENING)
    return read_by(book, mapping, watch.part(_OPENING, 1 - _OPENING), statistic)


def open_book(path: Path, sheet: str = "", watch: Watch | None = None) -> Book:
    """Read the cells of a file, or of one of its sheets. Raises SheetError, PlanWorkbook for a plan, and Cancelled."""
    grids = tuple(laid_out(grid) for grid in open_sheets(path, sheet, watch or Watch()))
    if is_plan(grids):
        raise PlanWorkbook(path.name, tables_of(path.name, grids))
    return Book(path.name, path.stem, grids, path)


def pasted(text: str) -> Book:
    """A table that was copied in a spreadsheet program. Raises SheetError if the text is none."""
    name = _("Clipboard")
    grids = sheets_of_text(text, name)
    if not any(len(grid.rows) > 1 for grid in grids):
        raise SheetError(
            _("The clipboard holds no table. Copy the cells in a spreadsheet, with their header.")
        )
    return Book(name, name, tuple(map(laid_out, grids)))


def fitted_to(book: Book, mapping: Mapping) -> Fit | None:
    """A mapping brought to the sheet of its name, else to the one that has most of its columns; none if no sheet has any."""
    fits = [fit for grid in book.grids if (fit := fitted(grid, mapping))]
    named = [fit for fit in fits if fit.mapping.sheet.casefold() == mapping.sheet.casefold()]
    return min(named or fits, key=lambda fit: len(fit.missing), default=None)


def read_by(
    book: Book, mapping: Mapping | None, watch: Watch | None = None, statistic: Statistic = "median"
) -> Reading:
    """Read a book by a mapping that was made for another sheet of its kind, or as recognised. Raises Cancelled."""
    if mapping is None:
        return read_book(book, None, (), watch, statistic)
    fit = fitted_to(book, mapping)
    if fit is None:
        name = book.grids[0].name if len(book.grids) == 1 else ""
        return Reading(None, Report(book.name, name, refused=not_there(book.name, mapping)))
    return read_book(book, fit.mapping, fit.missing, watch)


def read_book(
    book: Book,
    mapping: Mapping | None = None,
    missing: Sequence[str] = (),
    watch: Watch | None = None,
    statistic: Statistic = "median",
) -> Reading:
    """Read a book as a mapping says whose rows and columns are its own, or as recognised. Raises Cancelled."""
    watch = watch or Watch()
    if mapping is None and (seen := read_gemba(book.name, book.grids, watch, statistic)) is not None:
        return seen
    if mapping is None and is_own(book.grids):
        whole = read_whole(book.name, book.grids)
        return with_source(whole, book.path) if book.path else whole
    table = table_of(book, mapping)
    watch.at(_FOUND)
    lacks = lacking(mapping) if mapping else ""
    if table is None or not table.rows or lacks:
        return _refusal(book.name, book.grids, table, lacks)
    statistic = mapping.statistic if mapping else statistic
    reading = _read(book, _series(book, table, mapping), missing, watch.part(_FOUND, 1 - _FOUND), statistic)
    return with_source(reading, book.path, _corrected(book, mapping)) if book.path else reading


def _corrected(book: Book, mapping: Mapping | None) -> str:
    """A mapping that says more than what is recognised anyway, to read the next sheet by, which may have more rows."""
    table = book.table(mapping.sheet) if mapping else None
    if mapping is None or (table is not None and recognised(table) == mapping):
        return ""
    return to_json(replace(mapping, last=0))


def table_of(book: Book, mapping: Mapping | None) -> Table | None:
    """The table a mapping describes, or the best one that was recognised."""
    if mapping is None:
        return book.best()
    grid = book.grid(mapping.sheet)
    return applied(grid, mapping, book.table(mapping.sheet)) if grid else None


def _series(book: Book, table: Table, mapping: Mapping | None) -> tuple[Table, ...]:
    """The table, and where it is a form for one step the same form in the other sheets, in the order of the sheets."""
    if not is_form(table):
        return (table,)
    found = {grid.name: _same_way(book, grid, mapping) for grid in book.grids if not grid.hidden}
    found[table.grid.name] = table
    alike = of_one_kind(table, [other for other in found.values() if other])
    return alike or (table,)


def _same_way(book: Book, grid: Grid, mapping: Mapping | None) -> Table | None:
    """The table of a further sheet, by the mapping if there is one."""
    if mapping is None:
        return book.table(grid.name)
    fit = fitted(grid, mapping)
    return applied(grid, fit.mapping, book.table(grid.name)) if fit else None


class _Part(Struct):
    """What one table gives."""

    table: Table
    sight: Sight
    ledger: Ledger
    facts: Facts
    steps: list[Step]


def _read(
    book: Book, tables: Sequence[Table], missing: Sequence[str], watch: Watch, statistic: Statistic
) -> Reading:
    ids, share = Ids((CUSTOMER, SUPPLIER)), 1 / len(tables)
    parts = [_part(table, ids, watch.part(at * share, share), statistic) for at, table in enumerate(tables)]
    first, steps = parts[0], [step for part in parts for step in part.steps]
    ledgers = [part.ledger for part in parts]
    ledgers += look_elsewhere(first.facts, [grid for grid in book.grids if not book.table(grid.name)])
    _note_unread(book, tables, first.ledger)
    for header in missing:
        reason = _('the mapping names a column "{header}", which is not here').format(header=header)
        first.ledger.note_unread(first.table.grid.name, "", reason, header)
    about = first.table.grid.about
    if not steps:
        return Reading(None, first.ledger.report(book.name, _no_steps(book.name, first.table), about))
    title = title_of(first.table, first.sight) if "family" not in first.facts.texts else None
    if title and len(parts) == 1:  # over a form stands what is to be filled in
        first.ledger.note(title, "taken", "family", reason=_("title of the sheet"))
    name = clipped(title.text) if title and len(parts) == 1 else book.title
    report = joined(book.name, [ledger.report(book.name, about=about) for ledger in ledgers])
    return Reading(build(steps, first.facts, name, ids), report)


def _part(table: Table, ids: Ids, watch: Watch, statistic: Statistic) -> _Part:
    ledger, sight = Ledger(table.grid.name), look_around(table)
    facts = read_facts(sight.labels, ledger)
    rows = sight.rows
    steps = read_rows(table, rows, ledger, ids, watch, statistic)
    note_places(table, rows, sight.labels, ledger)
    check(steps, facts, ledger)
    note_columns(table, rows, ledger)
    note_left(table, rows, sight, ledger)
    contradictions(table, rows, steps, facts, sight, ledger)
    return _Part(table, sight, ledger, facts, steps)


def _note_unread(book: Book, tables: Sequence[Table], ledger: Ledger) -> None:
    for table in tables:
        if table.grid.cut:
            ledger.note_unread(table.grid.name, table.grid.cut, _("beyond what is read of a sheet"))
    read = {table.grid.name for table in tables}
    for other in book.grids:
        if other.name not in read and book.table(other.name):
            reason = _('sheet "{name}" has a table of steps too; name it to read it').format(name=other.name)
            ledger.note_unread(other.name, "", reason)


def _refusal(file: str, grids: Sequence[Grid], table: Table | None, lacks: str) -> Reading:
    name = table.grid.name if table else grids[0].name if len(grids) == 1 else ""
    refused = lacks or (_no_steps(file, table) if table else _no_table(file, grids))
    return Reading(None, Report(file, name, refused=refused, about=grids[0].about if grids else ""))


def _no_table(file: str, grids: Sequence[Grid]) -> str:
    """No header was found anywhere: what there is, and what is needed."""
    held = ", ".join(f"{grid.name} ({_counted(len(grid.rows))})" for grid in grids)
    return (
        _(
            '"{file}" holds no table of process steps: no row names a step together with values such as C/T, C/O, uptime or inventory. '
            "Looked through: {sheets}. {found} Put a header such as Step, C/T (s), C/O (min), Uptime (%) over the columns and import it again."
        )
        .format(file=file, sheets=held or _("no sheets"), found=found_in(grids))
        .replace("  ", " ")
    )


def _counted(rows: int) -> str:
    return _("1 row") if rows == 1 else _("{n} rows").format(n=rows)


def _no_steps(file: str, table: Table) -> str:
    """A header, and nothing below it that is a step."""
    cells = [cell for column in table.columns for cell in column.cells]
    return _(
        '"{file}" has a header of process steps in {sheet}!{cell}, but no row below it with a name and a value. '
        "Fill in at least one row and import it again."
    ).format(file=file, sheet=table.grid.name, cell=cells[0].ref if cells else "A1")
