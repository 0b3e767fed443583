"""The table as Qt sees it: rows and columns of the desk's frame, repainted where they differ."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from vsm_desktop.assets import _
from vsm_desktop.drawing.symbols.symbol import PLAIN, manner_of
from vsm_desktop.edit.cells import set_cells
from vsm_desktop.edit.entry import Wrong
from vsm_desktop.model.own import OwnFields, value_at
from vsm_desktop.model.words import within_sentence
from vsm_desktop.tools.desk import Desk
from vsm_desktop.ui.table.cells import VOID, Cell, cell_of, read_cell, value_in
from vsm_desktop.ui.table.columns import Column, Columns, Mode
from vsm_desktop.ui.table.rows import Rows, called, changed_rows, rows_of

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
_NOWHERE = QModelIndex()
_LONG = 24  # letters; longer texts may be cut off in their cells
_ADD_NAME = Cell(ghost=_("Add a step"), why=_("Type a name to add a step at the end of the flow"))


class Slip(NamedTuple):
    """A text that could not be taken, and the value the cell held all the while."""

    text: str
    why: str
    held: Any


class TableModel(QAbstractTableModel):
    """Steps or arrows of the shown state. `show_desk` brings it up to date; it changes nothing by itself."""

    step_named = Signal(str)

    def __init__(self, desk: Desk, mode: Mode = "steps") -> None:
        super().__init__()
        self.desk, self.mode = desk, mode
        self.rows = Rows()
        self.manner = PLAIN
        self.columns = Columns(mode)
        self.shown: tuple[Column, ...] = self.columns.shown
        self.adds = mode == "steps"
        self._row_of: dict[str, int] = {}
        self._slips: dict[tuple[str, str], Slip] = {}
        self._seen: tuple[object, object, str] = (None, None, "")
        self._own: OwnFields = ()

    # showing

    def show_desk(self, desk: Desk) -> None:
        """Follow the desk's frame; only what differs is told to the views."""
        frame = desk.frame
        seen = (frame.state, frame.report, frame.state_id)
        if seen[0] is self._seen[0] and seen[1] is self._seen[1]:
            return
        own = frame.stream.own_fields
        before, self.manner = self.manner, manner_of(frame.state)
        other = seen[2] != self._seen[2] or own is not self._own or before.names is not self.manner.names
        self._seen, self._own = seen, own
        self.columns.take_own(own)
        self.columns.take_names(self.manner.names)
        new = rows_of(frame, self.mode)
        if other:
            self._start_again(new)
        elif new.ids == self.rows.ids:
            self._show_changed(new)
        else:
            self._show_moved(new)
        if before != self.manner and not other and new.ids:
            self.dataChanged.emit(self.index(0, 0), self.index(len(new.ids) - 1, self.columnCount() - 1))

    def show_all_columns(self, everything: bool) -> None:
        """Show every field that applies, or those with data."""
        self.columns.show_all(everything, self.rows.elements)
        self._show_columns()

    def _start_again(self, new: Rows) -> None:
        self.beginResetModel()
        self.rows = new
        self._slips.clear()
        self._index_rows()
        self.columns.show_all(self.columns.all, new.elements)
        self.shown = self.columns.shown
        self.endResetModel()

    def _show_changed(self, new: Rows) -> None:
        changed = changed_rows(self.rows, new)
        self.rows = new
        if not changed:
            return
        if self.columns.look_at(new.elements[i] for i in changed):
            self._show_columns()
        self._forget_slips(changed)
        last = self.columnCount() - 1
        for _key, group in groupby(enumerate(changed), lambda pair: pair[1] - pair[0]):
            run = [row for _i, row in group]
            self.dataChanged.emit(self.index(run[0], 0), self.index(run[-1], last))

    def _show_moved(self, new: Rows) -> None:
        """Rows went, came or changed places: remove, insert and move, so that views keep their place."""
        there = set(new.ids)
        gone = [i for i, id_ in enumerate(self.rows.ids) if id_ not in there]
        for first, last in reversed(runs(gone)):
            self.beginRemoveRows(_NOWHERE, first, last)
            self.rows = Rows(*(part[:first] + part[last + 1 :] for part in self.rows))
            self.endRemoveRows()
        known = set(self.rows.ids)
        kept = [i for i, id_ in enumerate(new.ids) if id_ in known]
        self._put_in_order(Rows(*(tuple(part[i] for i in kept) for part in new)))
        came = [i for i, id_ in enumerate(new.ids) if id_ not in known]
        for first, last in runs(came):
            self.beginInsertRows(_NOWHERE, first, last)
            self.rows = Rows(
                *(a[:first] + b[first : last + 1] + a[first:] for a, b in zip(self.rows, new, strict=True))
            )
            self.endInsertRows()
        self._show_changed(new)
        self._index_rows()
        if self.columns.look_at(new.elements[i] for i in came):
            self._show_columns()

    def _put_in_order(self, new: Rows) -> None:
        """The same rows in another order."""
        if new.ids != self.rows.ids:
            self.layoutAboutToBeChanged.emit()
            place = {id_: i for i, id_ in enumerate(new.ids)}
            old = self.persistentIndexList()
            ids = self.rows.ids
            moved = [
                self.createIndex(place[ids[one.row()]], one.column()) if one.row() < len(ids) else one
                for one in old
            ]
            order = {id_: i for i, id_ in enumerate(ids)}
            self.rows = Rows(*(tuple(part[order[id_]] for id_ in new.ids) for part in self.rows))
            self.changePersistentIndexList(old, moved)
            self.layoutChanged.emit()

    def _show_columns(self) -> None:
        """Take over the columns, one run after the other."""
        new = self.columns.shown
        there = set(new)
        for first, last in reversed(runs([i for i, one in enumerate(self.shown) if one not in there])):
            self.beginRemoveColumns(_NOWHERE, first, last)
            self.shown = self.shown[:first] + self.shown[last + 1 :]
            self.endRemoveColumns()
        known = set(self.shown)
        for first, last in runs([i for i, one in enumerate(new) if one not in known]):
            self.beginInsertColumns(_NOWHERE, first, last)
            self.shown = self.shown[:first] + new[first : last + 1] + self.shown[first:]
            self.endInsertColumns()

    def _index_rows(self) -> None:
        self._row_of = {id_: i for i, id_ in enumerate(self.rows.ids)}

    def _forget_slips(self, rows: Sequence[int]) -> None:
        """A cell that got another value holds no slip any more."""
        if not self._slips:
            return
        for row in rows:
            element = self.rows.elements[row]
            for key in [key for id_, key in self._slips if id_ == element.id]:
                if value_at(element, key) is not self._slips[element.id, key].held:
                    del self._slips[element.id, key]

    # what views ask

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows.ids) + self.adds

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.shown)

    def row_of(self, id_: str) -> int | None:
        """The row of an element, if it has one."""
        return self._row_of.get(id_)

    def id_at(self, row: int) -> str:
        """The element of a row; nothing for the row that adds one."""
        return self.rows.ids[row] if 0 <= row < len(self.rows.ids) else ""

    def is_add_row(self, row: int) -> bool:
        """Whether a name typed into this row adds a step."""
        return self.adds and row == len(self.rows.ids)

    def cell(self, row: int, column: int) -> Cell:
        """What stands in a cell."""
        if row >= len(self.rows.ids):
            return _ADD_NAME if self.shown[column].key == "name" else Cell(state="fixed")
        shown = self.shown[column]
        if self._slips:
            slip = self._slips.get((self.rows.ids[row], shown.key))
            if slip is not None:
                return Cell(slip.text, "wrong", slip.why, field=shown.field)
        return cell_of(self.rows.elements[row], self.rows.beside[row], shown, self.manner)

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        if not index.isValid():
            return None
        cell = self.cell(index.row(), index.column())
        match role:
            case Role.DisplayRole:
                return cell.seen
            case Role.EditRole:
                return cell.text
            case Role.AccessibleTextRole:
                return cell.why if cell is VOID else cell.seen or cell.ghost
            case Role.AccessibleDescriptionRole:
                return cell.why
            case Role.ToolTipRole:
                return "\n".join(filter(None, (cell.seen if len(cell.seen) > _LONG else "", cell.why)))
            case Role.TextAlignmentRole:
                return int(_alignment(self.shown[index.column()]))
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Vertical:
            return self._row_header(section, role)
        if section >= len(self.shown):
            return None
        column = self.shown[section]
        match role:
            case Role.DisplayRole:
                return column.header
            case Role.AccessibleTextRole:
                return column.title
            case Role.ToolTipRole:
                return f"{column.title}: {column.hint}" if column.hint else column.title
            case Role.TextAlignmentRole:
                return int(_alignment(column))
        return None

    def _row_header(self, row: int, role: int) -> Any:
        if role not in (Role.DisplayRole, Role.AccessibleTextRole, Role.ToolTipRole):
            return None
        if row < len(self.rows.ids):
            element = self.rows.elements[row]
            return called(element, self.manner.names) if self.adds else " – ".join(self.rows.beside[row])
        return _("Add a step")

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren
        if self.cell(index.row(), index.column()).state in ("value", "wrong"):
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    # typing

    def setData(self, index: Index, value: Any, role: int = Role.EditRole) -> bool:
        """Take what was typed; what cannot stand stays in the cell with its reason, and the map keeps what it had."""
        if role != Role.EditRole or not index.isValid():
            return False
        text, row = str(value), index.row()
        if self.is_add_row(row):
            if text.strip():
                self.step_named.emit(" ".join(text.split()))
            return bool(text.strip())
        element, column = self.rows.elements[row], self.shown[index.column()]
        place = (element.id, column.key)
        if text == self.cell(row, index.column()).text and not self._previewing:
            return True
        try:
            new = read_cell(text, self._recorded(element), column)
        except Wrong as wrong:
            self.desk.cancel()
            held = self.desk.frame.state.element(
                element.id
            )  # what the map holds again, not what was being typed
            self._slips[place] = Slip(text.strip(), str(wrong), value_in(held, column))
            self.dataChanged.emit(index, index)
            return False
        self._slips.pop(place, None)
        self.commit(_change(column), {element.id: {column.key: new}})
        here = self.row_of(element.id)
        if here is not None:
            at = self.index(here, index.column())
            self.dataChanged.emit(at, at)
        return True

    def _recorded(self, element: Any) -> Any:
        """The element as it is without what is being typed."""
        if not self._previewing:
            return element
        return self.desk.recorded.state(self.desk.frame.state_id).element(element.id) or element

    @property
    def _previewing(self) -> bool:
        return self.desk.frame.stream is not self.desk.history.current

    def preview(self, index: Index, text: str) -> None:
        """Show what is being typed on the map, where it makes sense so far."""
        if index.row() >= len(self.rows.ids):
            return
        element, column = self.rows.elements[index.row()], self.shown[index.column()]
        try:
            new = read_cell(text, self._recorded(element), column)
        except Wrong:
            return
        self.desk.preview(set_cells({element.id: {column.key: new}}))

    def commit(self, label: str, values: Mapping[str, Mapping[str, Any]]) -> None:
        """Give cells new values, as one step."""
        self.desk.commit(label, set_cells(values))

    def forget_slips(self, cells: Iterable[tuple[int, int]]) -> None:
        """What was typed into these cells and could not stand is given up."""
        for row, column in cells if self._slips else ():
            if self._slips.pop((self.id_at(row), self.shown[column].key), None):
                at = self.index(row, column)
                self.dataChanged.emit(at, at)


def _change(column: Column) -> str:
    return _("Change {field}").format(field=within_sentence(column.title))


def _alignment(column: Column) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column.numeric else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


def runs(numbers: Sequence[int]) -> list[tuple[int, int]]:
    """Rising numbers as first and last of each unbroken run."""
    runs = []
    for _key, group in groupby(enumerate(numbers), lambda pair: pair[1] - pair[0]):
        run = [number for _i, number in group]
        runs.append((run[0], run[-1]))
    return runs
