"""The rows of the table, read cell by cell."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from vsm_desktop.assets import Watch, _
from vsm_desktop.intake.columns import Column, Meaning
from vsm_desktop.intake.grid import Cell
from vsm_desktop.intake.kinds import Row
from vsm_desktop.intake.labels import is_customer
from vsm_desktop.intake.phrases import fold
from vsm_desktop.intake.report import Ledger
from vsm_desktop.intake.steps import Ids, Step, slug
from vsm_desktop.intake.stocks import read_stock
from vsm_desktop.intake.table import Table
from vsm_desktop.intake.values import no_result, no_such, read
from vsm_desktop.intake.ways import ways_of
from vsm_desktop.intake.words import NO, VALUE_CLASSES, YES
from vsm_desktop.model.quantity import Provenance


def read_rows(table: Table, rows: Iterable[Row], ledger: Ledger, ids: Ids, watch: Watch) -> list[Step]:
    """The steps in the order of the sheet; every cell of theirs is noted."""
    used = _numbered([row for row in rows if row.kind != "left"], ledger)
    steps = [
        Step(ids.free(_wanted(row)), row.title[:200], {} if row.kind == "step" else None) for row in used
    ]
    bodies = {c.index: [row.cells[c.index] for row in used if c.index in row.cells] for c in table.columns}
    reader = _Reader(table.columns, bodies, ledger, ids)
    for number, (row, step) in enumerate(zip(used, steps, strict=True)):
        watch.at(number / len(used))
        reader.read(row, step)
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
        self, columns: Sequence[Column], bodies: dict[int, list[Cell]], ledger: Ledger, ids: Ids
    ) -> None:
        self._meant = [(column, column.meaning) for column in columns if column.meaning]
        self._ways = ways_of(columns, bodies)
        self._ledger, self._ids = ledger, ids
        self._names: dict[str, str] = {}

    def read(self, row: Row, step: Step) -> None:
        values = [(c, m, row.cells[c.index]) for c, m in self._meant if m.field and c.index in row.cells]
        self._note_name(row, step, bool(values))
        self._note_id(row, step)
        source = self._source(row, step)
        for column, meaning, cell in values:
            placed = self._ledger.source(cell, source)
            if meaning.role == "stock":
                read_stock(cell, column, step, self._ways[column.index], placed, self._ledger, self._ids)
            elif column.index in self._ways:
                self._number(cell, column, meaning, step, placed)
            else:
                self._word(cell, meaning, step)

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

    def _source(self, row: Row, step: Step) -> Provenance:
        """Who measured the row, when and how often."""
        source = Provenance()
        for column, meaning in self._meant:
            cell, role = row.cells.get(column.index), meaning.role
            if not cell or role not in ("by", "date", "n", "note"):
                continue
            if role == "n" and not (cell.number >= 1 and cell.number == int(cell.number)):
                self._ledger.note(cell, "rejected", role, step.id, no_such(cell.shown, "count"))
                continue
            source = source.evolve(**{role: int(cell.number) if role == "n" else cell.shown})
            self._ledger.note(cell, "taken", role, step.id, _("kept with every value of the row"))
        return source

    def _number(self, cell: Cell, column: Column, meaning: Meaning, step: Step, source: Provenance) -> None:
        outcome = read(cell, self._ways[column.index], source)
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
