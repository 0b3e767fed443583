"""A sheet as it is in the file, with the table marked that is read of it."""

from __future__ import annotations

import re
from typing import Any

from msgspec import Struct
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from vsm_desktop.assets import _
from vsm_desktop.canvas.paint import window_font
from vsm_desktop.drawing.theme import ThemeName, tokens
from vsm_desktop.intake.grid import Grid, column_number, letters
from vsm_desktop.intake.table import Table

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
_NOWHERE = QModelIndex()
_REF = re.compile(r"^([A-Z]{1,3})(\d{1,7})")
_ROWS_MORE, _COLUMNS_MORE = 2, 1  # of emptiness, so that the end is seen
_ROW = 24


class Marks(Struct, frozen=True):
    """Where the table is, in rows and columns of the direction it is read in."""

    across: bool = False
    header: frozenset[int] = frozenset()
    first: int = 0
    last: int = 0
    used: frozenset[int] = frozenset()
    others: frozenset[int] = frozenset()
    names: frozenset[int] = frozenset()

    def of(self, row: int, column: int) -> str:
        """What a cell of the sheet is: header, name, value, unused or outside."""
        if self.across:
            row, column = column, row
        there = column in self.used or column in self.others
        if row in self.header and there:
            return "header"
        if not (self.first <= row <= self.last and there):
            return "outside"
        return "name" if column in self.names else "value" if column in self.used else "unused"


def marks_of(table: Table | None) -> Marks:
    """The marks of a table."""
    if table is None:
        return Marks()
    used = frozenset(column.index for column in table.columns if column.meaning)
    names = frozenset(c.index for c in table.columns if c.meaning and c.meaning.role == "name")
    rows = table.rows or (0,)
    others = frozenset(column.index for column in table.columns) - used
    return Marks(table.grid.turned, frozenset(table.header), min(rows), max(rows), used, others, names)


class SheetModel(QAbstractTableModel):
    """The cells of one sheet; nothing of it is copied."""

    def __init__(self) -> None:
        super().__init__()
        self.grid = Grid("")
        self.marks = Marks()
        self.theme: ThemeName = "light"
        self._size = (0, 0)

    def show_grid(self, grid: Grid, marks: Marks, theme: ThemeName) -> None:
        """Show a sheet, or the same one with other marks."""
        other = grid is not self.grid
        if other:
            self.beginResetModel()
            self.grid = grid
            self._size = (grid.last_row + _ROWS_MORE, grid.last_column + _COLUMNS_MORE)
        self.marks, self.theme = marks, theme
        if other:
            self.endResetModel()
        else:
            self.dataChanged.emit(self.index(0, 0), self.index(self._size[0] - 1, self._size[1] - 1))

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else self._size[0]

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else self._size[1]

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        if role != Role.DisplayRole:
            return None
        return letters(section + 1) if orientation == Qt.Orientation.Horizontal else str(section + 1)

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        row, column = index.row() + 1, index.column() + 1
        if role in (Role.DisplayRole, Role.ToolTipRole):
            cell = self.grid.get(row, column)
            return cell.shown if cell else None
        if role == Role.TextAlignmentRole:
            cell = self.grid.get(row, column)
            side = Qt.AlignmentFlag.AlignLeft if cell is None or cell.text else Qt.AlignmentFlag.AlignRight
            return side | Qt.AlignmentFlag.AlignVCenter
        if role == Role.FontRole and self.marks.of(row, column) in ("header", "name"):
            return window_font("bold", 13)
        if role == Role.AccessibleDescriptionRole:
            return _SAID[self.marks.of(row, column)]
        return None


_SAID = {
    "header": _("header"),
    "name": _("name of a step"),
    "value": _("is read"),
    "unused": _("not imported"),
    "outside": _("outside the table"),
}
_GROUNDS = {"header": "accent_t", "name": "sunken", "value": "", "unused": "", "outside": "window"}
_INKS = {"header": "text", "name": "text", "value": "text", "unused": "text3", "outside": "text3"}


class _Marker(QStyledItemDelegate):
    """Ground and ink of a cell by what it is."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, SheetModel)
        ground = _GROUNDS[model.marks.of(index.row() + 1, index.column() + 1)]
        if ground:
            rect: Any = option
            painter.fillRect(rect.rect, QColor(tokens(model.theme)[ground]))
        super().paint(painter, option, index)

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        model = index.model()
        assert isinstance(model, SheetModel)
        shown: Any = option
        ink = QColor(tokens(model.theme)[_INKS[model.marks.of(index.row() + 1, index.column() + 1)]])
        for role in (shown.palette.ColorRole.Text, shown.palette.ColorRole.HighlightedText):
            shown.palette.setColor(role, ink)


class SheetView(QTableView):
    """The sheet, to look at and to point into."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("import-grid")
        self.setAccessibleName(_("The sheet"))
        self.sheet = SheetModel()
        self.setModel(self.sheet)
        self.setItemDelegate(_Marker(self))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        rows = self.verticalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(_ROW)
        rows.setDefaultAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.horizontalHeader().setDefaultSectionSize(104)
        self.horizontalHeader().setHighlightSections(False)

    def show_table(self, grid: Grid, table: Table | None, theme: ThemeName) -> None:
        """Show a sheet and mark what is read of it."""
        other = grid is not self.sheet.grid
        self.sheet.show_grid(grid, marks_of(table), theme)
        if other:
            self._set_widths(grid)
            if table is not None:
                self.go_to(self._corner(table))

    def go_to(self, ref: str) -> None:
        """Bring a cell into view and select it, by its name or that of a range."""
        found = _REF.match(ref)
        if found is None:
            return
        index = self.sheet.index(int(found[2]) - 1, column_number(found[1]) - 1)
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)

    def place(self) -> tuple[int, int]:
        """Row and column of the cell that is selected, counted from 1; the first without one."""
        index = self.currentIndex()
        return (index.row() + 1, index.column() + 1) if index.isValid() else (1, 1)

    def _corner(self, table: Table) -> str:
        column = min((one.index for one in table.columns), default=1)
        row = min(table.header, default=1)
        row, column = (column, row) if table.grid.turned else (row, column)
        return f"{letters(column)}{row}"

    def _set_widths(self, grid: Grid) -> None:
        """As wide as the first cells need, within bounds: all of them would take too long."""
        widths: dict[int, int] = {}
        for row in [number for number in grid.rows if number <= 60]:
            for column, cell in grid.rows[row].items():
                widths[column] = max(widths.get(column, 0), len(cell.shown))
        for column, letters_ in widths.items():
            self.setColumnWidth(column - 1, min(max(64, 24 + 7 * letters_), 220))
