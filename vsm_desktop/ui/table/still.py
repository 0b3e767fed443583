"""The columns of the table that stay in sight when it is scrolled sideways."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QFrame, QTableView, QWidget

from vsm_desktop.assets import _
from vsm_desktop.ui.table.delegate import CellDelegate
from vsm_desktop.ui.table.headers import Numbers, Titles
from vsm_desktop.ui.table.model import TableModel

if TYPE_CHECKING:
    from vsm_desktop.ui.table.view import SheetView


class Sheet(QTableView):
    """What the table and the part of it that stays have in common."""

    def __init__(self, model: TableModel, delegate: CellDelegate, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setWordWrap(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
        )
        self.setHorizontalHeader(Titles(model, delegate.inks, self))
        self.setVerticalHeader(Numbers(model, delegate.inks, self))
        self.delegate = delegate  # one of its own: Qt tells every view of a delegate of all its editors
        self.setItemDelegate(delegate)
        self.setModel(model)


class Still(Sheet):
    """The columns that stay, laid over the table; what it shows, selects and edits is the table's."""

    def __init__(self, sheet: SheetView) -> None:
        super().__init__(sheet.table, CellDelegate(sheet.table, sheet.focused), sheet)
        self._sheet = sheet
        self.setObjectName("still")
        self.setAccessibleName(_("Names of the table"))
        self.verticalHeader().hide()
        self.setSelectionModel(sheet.selectionModel())
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setFocusProxy(sheet)
        self.setAutoScroll(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().valueChanged.connect(sheet.verticalScrollBar().setValue)
        sheet.verticalScrollBar().valueChanged.connect(self.verticalScrollBar().setValue)
        self.horizontalHeader().sectionResized.connect(self._resized)
        self.edge = QFrame(sheet)
        self.edge.setObjectName("still-edge")
        self.edge.hide()

    def place(self) -> None:
        """Lie over the first columns."""
        sheet, wide = self._sheet, self._sheet.frozen_width()
        left, head = sheet.verticalHeader().width(), sheet.horizontalHeader().height()
        self.setGeometry(left, 0, wide, head + sheet.viewport().height())
        self.edge.setGeometry(left + wide - 1, 0, 1, self.height())
        self.edge.raise_()

    def show_edge(self, shown: bool) -> None:
        """Draw the edge under which the other columns go."""
        self.edge.setVisible(shown)

    def _resized(self, column: int, _old: int, new: int) -> None:
        if column < self._sheet.frozen_columns and self._sheet.columnWidth(column) != new:
            self._sheet.setColumnWidth(column, new)
