"""The list of names as a model: usual name, name on this map, and what it is."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor

from vsm_desktop.assets import _
from vsm_desktop.canvas.paint import window_font
from vsm_desktop.drawing.theme import ThemeName, tokens
from vsm_desktop.model.stream import State
from vsm_desktop.ui.names.entries import SORTS, Entry, found, given, in_order

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
_NOWHERE = QModelIndex()
USUAL, NAME, SORT = range(3)
_HEADS = (_("Usual name"), _("Name on this map"), _("What it is"))


class NamesModel(QAbstractTableModel):
    """Rows of entries under headings; what is typed is told at once and changes nothing by itself."""

    changed = Signal()

    def __init__(self, state: State, theme: ThemeName) -> None:
        super().__init__()
        self.theme: ThemeName = theme
        self.texts: dict[str, str] = given(state)
        self._groups = in_order(state)
        self._query = ""
        self.rows: list[str | Entry] = found(self._groups, "", self.texts)

    def search(self, query: str) -> None:
        """Show what answers a query; all of it for nothing."""
        if query == self._query:
            return
        self._query = query
        self.beginResetModel()
        self.rows = found(self._groups, query, self.texts)
        self.endResetModel()

    def entry(self, row: int) -> Entry | None:
        """The entry of a row; None for a heading."""
        one = self.rows[row] if 0 <= row < len(self.rows) else None
        return one if isinstance(one, Entry) else None

    def call(self, key: str, text: str) -> None:
        """Call something by another name; by its usual one for nothing."""
        text = " ".join(text.split())
        if text == self.texts.get(key, ""):
            return
        self.texts = {one: said for one, said in (self.texts | {key: text}).items() if said}
        self._tell()

    def call_all_usual(self) -> None:
        """Call everything by its usual name."""
        self.texts = {}
        self._tell()

    def _tell(self) -> None:
        self.dataChanged.emit(self.index(0, NAME), self.index(len(self.rows) - 1, NAME))
        self.changed.emit()

    # what views ask

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(_HEADS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role in (Role.DisplayRole, Role.AccessibleTextRole):
            return _HEADS[section]
        if role == Role.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return None

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        if not index.isValid():
            return None
        one = self.rows[index.row()]
        if isinstance(one, str):
            return self._heading(one, index.column(), role)
        text = self.texts.get(one.key, "")
        match role:
            case Role.DisplayRole | Role.EditRole:
                return (one.usual, text, SORTS[one.sort])[index.column()]
            case Role.ToolTipRole:
                return text or one.usual
            case Role.AccessibleTextRole:
                if index.column() == NAME:
                    return text or _("{usual}: no other name").format(usual=one.usual)
                return (one.usual, text, SORTS[one.sort])[index.column()]
            case Role.FontRole:
                return window_font("bold" if index.column() == NAME else "body", 13)
            case Role.ForegroundRole:
                return QColor(tokens(self.theme)["text" if index.column() == NAME else "text2"])
        return None

    def _heading(self, text: str, column: int, role: int) -> Any:
        if role in (Role.DisplayRole, Role.AccessibleTextRole) and column == USUAL:
            return text
        if role == Role.FontRole:
            return window_font("bold", 13)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if self.entry(index.row()) is None:
            return Qt.ItemFlag.ItemIsEnabled
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() == NAME else flags

    def setData(self, index: Index, value: Any, role: int = Role.EditRole) -> bool:
        entry = self.entry(index.row())
        if role != Role.EditRole or entry is None or index.column() != NAME:
            return False
        self.call(entry.key, str(value))
        return True
