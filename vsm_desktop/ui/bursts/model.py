"""The bursts as rows for a list."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from vsm_desktop.assets import _
from vsm_desktop.model.display import DASH
from vsm_desktop.ui.bursts.words import COLUMNS, Line

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
ON = "on"
RIGHT = frozenset({"alone", "in_order"})
_HINTS = {
    "alone": _("What it does to the lead time of the whole stream if only this one is made"),
    "in_order": _("What it adds to those before it that are on"),
    ON: _("Whether it is made in the state chosen above"),
}


class BurstModel(QAbstractTableModel):
    """The bursts in their order; `columns` are those there is room for."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[Line] = []
        self.columns: list[str] = list(COLUMNS)

    def show_lines(self, lines: list[Line]) -> None:
        """Show other rows; where they are the same bursts, only their cells change."""
        same = [line.id for line in lines] == [line.id for line in self.lines]
        if same:
            self.lines = lines
            if lines:
                last = self.index(len(lines) - 1, len(self.columns) - 1)
                self.dataChanged.emit(self.index(0, 0), last)
            return
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()

    def show_columns(self, columns: list[str]) -> None:
        """Show these columns."""
        if columns != self.columns:
            self.beginResetModel()
            self.columns = columns
            self.endResetModel()

    def row_of(self, id_: str) -> int:
        """Where a burst stands; -1 for one that is not here."""
        return next((at for at, line in enumerate(self.lines) if line.id == id_), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.columns)

    def headerData(self, section: int, way: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        if way != Qt.Orientation.Horizontal:
            return None
        key = self.columns[section]
        match role:
            case Role.DisplayRole:
                return "" if key == ON else COLUMNS[key]
            case Role.ToolTipRole:
                return _HINTS.get(key)
            case Role.TextAlignmentRole:
                return _aligned(key)
        return None

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        line, key = self.lines[index.row()], self.columns[index.column()]
        match role:
            case Role.DisplayRole:
                return "" if key == ON else line.words[key]
            case Role.ToolTipRole:
                return (line.why if key in RIGHT else "") or line.words[key] or None
            case Role.TextAlignmentRole:
                return _aligned(key)
            case Role.AccessibleTextRole:
                said = f"{COLUMNS[key]}: {line.words[key] or DASH}"
                return f"{said}, {_('in conflict')}" if line.clashes and key == "title" else said
        return None


def _aligned(key: str) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if key in RIGHT else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
