"""The rows of the table, read cell by cell."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from vsm_desktop.assets import Watch, _
from vsm_desktop.intake.columns import Column, Meaning
from vsm_desktop.intake.described import describes, joined, note_again, source_of
from vsm_desktop.intake.grid import Cell
from vsm_desktop.intake.kinds import Row
from vsm_desktop.intake.labels import is_customer
from vsm_desktop.intake.observations import compared, in_one_cell, observe
from vsm_desktop.intake.phrases import fold
from vsm_desktop.intake.repeated import Group, grouped, time_columns
from vsm_desktop.intake.report import Ledger
from vsm_desktop.intake.steps import Ids, Step, slug
from vsm_desktop.intake.stocks import read_stock
from vsm_desktop.intake.table import Table
from vsm_desktop.intake.values import no_result, read
from vsm_desktop.intake.ways import ways_of
from vsm_desktop.intake.words import NO, VALUE_CLASSES, YES
from vsm_desktop.model.quantity import Provenance, Statistic


def read_rows(
    table: Table,
    rows: Iterable[Row],
    ledger: Ledger,
    ids: Ids,
    watch: Watch,
    statistic: Statistic = "median",
) -> list[Step]:
    """The steps in the order of the sheet; every cell of theirs is noted. Of several readings the `statistic` counts."""
    used = _numbered([row for row in rows if row.kind != "left"], ledger)
    groups = grouped(used, table.columns)
    steps = [
        Step(ids.free(_wanted(one.row)), one.row.title[:200], {} if one.row.kind == "step" else None)
        for one in groups
    ]
    bodies = {c.index: [row.cells[c.index] for row in used if c.index in row.cells] for c in table.columns}
    reader = _Reader(table.columns, bodies, ledger, ids, statistic)
    for number, (group, step) in enumerate(zip(groups, steps, strict=True)):
        watch.at(number / len(groups))
        reader.read(group, step)
    watch.at(1.0)
    return steps


def _numbered(rows: list[Row], ledger: Ledger) -> list[Row]:
    """Rows numbered 1, 2, 3 have a place, not an id: it would change as soon as a step is put in between."""
    codes = [row.code for row in rows if row.id]
    if not all(row.name for row in rows) or codes != [str(n) for n in range(1, len(codes) + 1)]:
        return rows
    for row in rows:
        if row.id:
            ledger.note(row.id, "taken", "id", reason=_("a running number; the id is made of the name"))
    return [replace(row, id=None) for row in rows]


def _wanted(row: Row) -> str:
    """The id of the sheet, else one made of the name; the stock in a row of the customer's is not the customer."""
    made = slug(row.title)
    return "_".join(row.code.split())[:60] or (
        f"inv_{made}" if row.kind == "stock" and is_customer(row.title) else made
    )


class _Reader:
    """Reads rows by what their columns mean."""

    def __init__(
        self,
        columns: Sequence[Column],
        bodies: dict[int, list[Cell]],
        ledger: Ledger,
        ids: Ids,
        statistic: Statistic,
    ) -> None:
        self._columns = columns
        self._meant = [(column, column.meaning) for column in columns if column.meaning]
        self._ways = ways_of(columns, bodies)
        self._ledger, self._ids, self._statistic = ledger, ids, statistic
        self._names: dict[str, str] = {}

    def read(self, group: Group, step: Step) -> None:
        row = joined(group)
        values = [(c, m, row.cells[c.index]) for c, m in self._meant if m.field and c.index in row.cells]
        self._note_name(row, step, bool(values))
        self._note_id(row, step)
        source = source_of(group, self._meant, self._ledger, step.id)
        read = self._read_readings(group, step, source)
        note_again(group, self._meant, read, self._ledger, step.id)
        known = {column.index for column in read}
        for column, meaning, cell in values:
            if column.index in known or describes(column, meaning, group):
                continue
            if meaning.role == "stock":
                placed = self._ledger.source(cell, source)
                read_stock(cell, column, step, self._ways[column.index], placed, self._ledger, self._ids)
            elif column.index in self._ways:
                self._number(cell, column, meaning, step, source)
            else:
                self._word(cell, meaning, step)

    def _read_readings(self, group: Group, step: Step, source: Provenance) -> list[Column]:
        """Times that were taken several times: side by side, or one below the other; the columns they stood in."""
        below = time_columns(group.rows, [column for column, _m in self._meant]) if group.again else []
        sets: dict[str, list[Column]] = {}
        for column, meaning in self._meant:
            if meaning.role == "reading" or column in below:
                sets.setdefault(meaning.key, []).append(column)
        for key, columns in sets.items():
            cells = [row.cells[c.index] for row in group.rows for c in columns if c.index in row.cells]
            if cells:
                parts = [part for cell in cells for part in in_one_cell(cell) or [cell]]
                self._observe(parts, columns[0], key, step, source)
        return [column for columns in sets.values() for column in columns]

    def _observe(
        self, cells: Sequence[Cell], column: Column, key: str, step: Step, source: Provenance
    ) -> None:
        way, doubt = self._ways[column.index], column.doubt
        found = observe(cells, way, source, self._ledger, step.id, self._statistic, doubt)
        if found is not None and step.process is not None:
            step.process[key] = found

    def _note_name(self, row: Row, step: Step, valued: bool) -> None:
        if not row.name:
            return
        own = _("a stock of its own: the row has no process values") if step.process is None else ""
        self._ledger.note(row.name, "taken", "name", step.id, own)
        same = self._names.setdefault(fold(step.name), row.name.ref)
        if same != row.name.ref:
            self._ledger.revise(
                row.name, "doubtful", _("the same name stands in {cell}; both are kept").format(cell=same)
            )
        if not valued:
            self._ledger.revise(row.name, "doubtful", _("no values yet"))

    def _note_id(self, row: Row, step: Step) -> None:
        if row.id:
            again = step.id != _wanted(row)
            reason = _("used before; {id} here").format(id=step.id) if again else ""
            self._ledger.note(row.id, "doubtful" if again else "taken", "id", step.id, reason)

    def _number(self, cell: Cell, column: Column, meaning: Meaning, step: Step, source: Provenance) -> None:
        way, held = self._ways[column.index], (step.process or {}).get(meaning.key)
        if way.dimension == "time" and held is None and (parts := in_one_cell(cell)):
            self._observe(parts, column, meaning.key, step, source)
            return
        outcome = read(cell, way, self._ledger.source(cell, source))
        if held is not None and outcome.quantity:
            verdict, reason = compared(held, outcome.quantity)
            self._ledger.note(cell, verdict, meaning.key, step.id, reason)
            return
        self._ledger.note(cell, outcome.verdict, meaning.key, step.id, outcome.reason)
        if outcome.quantity and step.process is not None:
            step.process[meaning.key] = outcome.quantity
            if doubt := column.doubt:
                self._ledger.revise(cell, "doubtful", doubt)

    def _word(self, cell: Cell, meaning: Meaning, step: Step) -> None:
        """A cell of a column that holds words: a value class, or yes and no."""
        text = " ".join(fold(cell.shown).replace("-", " ").split())
        found = VALUE_CLASSES.get(text) if meaning.key == "va" else text in YES if text in YES | NO else None
        if found is None or step.process is None:
            reason = (
                no_result(cell)
                if cell.kind == "formula"
                else _('"{text}" is not understood here').format(text=cell.shown)
            )
            self._ledger.note(cell, "rejected", meaning.key, step.id, reason)
            return
        step.process[meaning.key] = found
        self._ledger.note(cell, "taken", meaning.key, step.id)
