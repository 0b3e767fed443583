"""What the table does on the desk: copy, paste, clear, fill, add and delete, each as one step."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QGuiApplication

from vsm_desktop.assets import _
from vsm_desktop.edit.cells import set_cells
from vsm_desktop.edit.edits import chain, set_fields
from vsm_desktop.edit.flow_steps import insert_after
from vsm_desktop.edit.groups import locked
from vsm_desktop.edit.healing import delete_healing
from vsm_desktop.edit.steps import add_steps, append_step
from vsm_desktop.tools.desk import Desk
from vsm_desktop.tools.keyboard import grower_of
from vsm_desktop.ui.losing import said_of_loss
from vsm_desktop.ui.table.blocks import Block, block_of
from vsm_desktop.ui.table.model import TableModel
from vsm_desktop.ui.table.paste import Entry, Outcome, entries_of, sentence, take, take_new
from vsm_desktop.ui.table.view import SheetView
from vsm_desktop.ui.tables import copy_table


class Work:
    """The commands of one table; `say` shows what was not taken, or nothing."""

    def __init__(self, desk: Desk, model: TableModel, view: SheetView, say: Callable[[str], object]) -> None:
        self.desk, self.model, self.view, self.say = desk, model, view, say
        model.step_named.connect(self.add)

    def commands(self) -> dict[str, Callable[[], object]]:
        """What the keys of the table do."""
        return {
            "copy": self.copy,
            "cut": self.cut,
            "paste": self.paste,
            "select_all": self.view.selectAll,
            "clear": self.clear,
            "fill_down": self.fill_down,
            "insert": self.insert,
        }

    # clipboard

    def copy(self) -> None:
        """Put the selected cells on the clipboard, as text and as a table."""
        copy_table(self._block())

    def copy_table(self) -> None:
        """Put the whole table on the clipboard, its heads above it."""
        columns = range(len(self.model.shown))
        rows = [row for row in range(self.model.rowCount()) if not self.model.is_add_row(row)]
        heads = [column.header for column in self.model.shown]
        copy_table([heads, *([self.model.cell(row, column).text for column in columns] for row in rows)])

    def cut(self) -> None:
        """Copy, then clear."""
        self.copy()
        self._enter(_("Cut cells"), [Entry(row, column, "") for row, column in self._targets()])

    def paste(self) -> None:
        """Lay what is on the clipboard onto the table; into the last row, as new steps."""
        data = QGuiApplication.clipboard().mimeData()
        block = block_of(data.text() if data.hasText() else "", data.html() if data.hasHtml() else "")
        cells = self.view.cells()
        if not block or not cells:
            return
        if self.model.is_add_row(min(row for row, _column in cells)):
            self._paste_new(block, min(column for _row, column in cells))
            return
        size = (len(self.model.rows.ids), len(self.model.shown))
        targets = self._targets()
        fills = len(block) == len(block[0]) == 1 and len(targets) > 1
        entries, left_out = entries_of(block, self._takers(targets) if fills else targets, size)
        self._enter(_("Paste cells"), entries, left_out)
        self._choose(entries)

    def _paste_new(self, block: Block, left: int) -> None:
        outcome = take_new(block, self.model.shown, left, self.desk.frame.stream.ids())
        if outcome.new:
            self.desk.commit(_("Paste steps"), add_steps(outcome.new))
            self.desk.select(frozenset(node.id for node in outcome.new))
        self.say(sentence(outcome))

    def _block(self) -> Block:
        """The selected cells as text: every row and column any of them is in."""
        cells = set(self.view.cells())
        rows = sorted({row for row, _column in cells})
        columns = sorted({column for _row, column in cells})
        return [
            [self.model.cell(r, c).text if (r, c) in cells else "" for c in columns]
            for r in rows
            if not self.model.is_add_row(r) or len(rows) == 1
        ]

    # cells

    def clear(self) -> None:
        """Empty the selected cells; whole rows are deleted with their symbols or arrows."""
        if self.view.whole_rows():
            self.delete_rows()
        else:
            self.empty()

    def empty(self) -> None:
        """Empty the selected cells."""
        self._enter(_("Clear cells"), [Entry(row, column, "") for row, column in self._targets()])

    def fill_down(self) -> None:
        """Give the top cells of the selection to those below; of one row, take those above it."""
        targets = self._targets()
        if not targets:
            return
        top = min(row for row, _column in targets)
        if all(row == top for row, _column in targets):
            top -= 1
        if top < 0:
            return
        below = self._takers([(r, c) for r, c in targets if r > top])
        entries = [Entry(r, c, self.model.cell(top, c).text) for r, c in below]
        self._enter(_("Fill down"), entries)

    def _targets(self) -> list[tuple[int, int]]:
        return [(row, column) for row, column in self.view.cells() if row < len(self.model.rows.ids)]

    def _takers(self, cells: list[tuple[int, int]]) -> list[tuple[int, int]]:
        """Of a range that is filled, the cells in which something can stand."""
        return [at for at in cells if self.model.cell(*at).state in ("value", "wrong")]

    def _enter(self, label: str, entries: list[Entry], left_out: int = 0) -> None:
        """Take what can be taken, as one step, and tell the rest."""
        outcome: Outcome = take(entries, self.model.rows, self.model.shown)
        outcome.left_out = left_out
        self.model.forget_slips((entry.row, entry.column) for entry in entries)
        if outcome.values:
            self.desk.commit(label, set_cells(outcome.values))
            self.view.fit_columns()
        self.say(sentence(outcome))

    def _choose(self, entries: list[Entry]) -> None:
        """Select the cells that were pasted into."""
        if len(entries) > 1:
            rows, columns = [e.row for e in entries], [e.column for e in entries]
            self.view.select_block(min(rows), min(columns), max(rows), max(columns))

    # rows

    def add(self, name: str) -> None:
        """Add a step of this name at the end of the flow."""
        found = append_step(grower_of(self.desk))
        self.view.added = found.id
        self.desk.commit(_("Add step"), chain(found.edit, set_fields(found.id, name=name)))
        self.say("")

    def insert(self) -> None:
        """Put a step behind the current one, into the flow, and let it be named."""
        if not self.model.adds:
            return
        grower = grower_of(self.desk)
        before = self.model.id_at(self.view.currentIndex().row())
        found = (insert_after(grower, before, "process") if before else None) or append_step(grower)
        self.desk.commit(_("Insert step"), found.edit)
        self.desk.select(frozenset({found.id}))
        row = self.model.row_of(found.id)
        if row is not None:
            self.view.go(row, 0)
            self.view.begin()

    def delete_rows(self) -> None:
        """Delete the symbols or arrows of the selected rows; what is locked stays, and is named."""
        ids = frozenset(filter(None, map(self.model.id_at, self.view.selected_rows())))
        fixed, before = locked(self.desk.frame.state, ids), self.desk.recorded
        if ids - fixed:
            self.desk.commit(_("Delete"), delete_healing(ids - fixed))
        kept = _("What is locked was kept. Unlock it to delete it.") if fixed else ""
        self.say(" ".join(filter(None, (said_of_loss(before, self.desk.recorded), kept))))
