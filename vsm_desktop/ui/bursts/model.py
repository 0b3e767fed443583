"""The bursts as rows for a list."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt

from vsm_desktop.assets import _
from vsm_desktop.model.display import DASH
from vsm_desktop.ui.bursts.words import COLUMNS, Line
from vsm_desktop.ui.row_table import Index, Role, RowModel

ON = "on"
RIGHT = frozenset({"alone", "in_order"})
_HINTS = {
    "alone": _("What it does to the lead time of the whole stream if only this one is made"),
    "in_order": _("What it adds to those before it that are on"),
    ON: _("Whether it is made in the state chosen above"),
}


class BurstModel(RowModel[Line]):
    """The bursts in their order; `columns` are those there is room for."""

    def __init__(self) -> None:
        super().__init__(list(COLUMNS))

    def show_lines(self, lines: list[Line]) -> None:
        """Show other rows; where they are the same bursts, only their cells change."""
        same = [line.id for line in lines] == [line.id for line in self.rows]
        if same:
            self.rows = lines
            if lines:
                last = self.index(len(lines) - 1, len(self.columns) - 1)
                self.dataChanged.emit(self.index(0, 0), last)
            return
        self.beginResetModel()
        self.rows = lines
        self.endResetModel()

    def show_columns(self, columns: list[str]) -> None:
        """Show these columns."""
        if columns != self.columns:
            self.beginResetModel()
            self.columns = columns
            self.endResetModel()

    def row_of(self, id_: str) -> int:
        """Where a burst stands; -1 for one that is not here."""
        return next((at for at, line in enumerate(self.rows) if line.id == id_), -1)

    def head(self, key: str, role: int) -> Any:
        match role:
            case Role.DisplayRole:
                return "" if key == ON else COLUMNS[key]
            case Role.ToolTipRole:
                return _HINTS.get(key)
            case Role.TextAlignmentRole:
                return _aligned(key)
        return None

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        line, key = self.rows[index.row()], self.columns[index.column()]
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
