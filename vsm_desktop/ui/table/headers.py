"""The headers of the table: one hairline under the titles, quiet numbers beside the rows."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHeaderView, QWidget

from vsm_desktop.ui.table.inks import LEFT, PAD, RIGHT, ROW, Inks
from vsm_desktop.ui.table.model import TableModel

NUMBERS = 40


class _Header(QHeaderView):
    def __init__(self, orientation: Qt.Orientation, model: TableModel, inks: Inks, parent: QWidget) -> None:
        super().__init__(orientation, parent)
        self.table, self.inks = model, inks
        self.setSectionsClickable(True)
        self.setHighlightSections(True)

    def _now(self, section: int) -> bool:
        """Whether the selection touches a row or column."""
        chosen = self.selectionModel()
        if self.orientation() == Qt.Orientation.Vertical:
            return chosen.rowIntersectsSelection(section)
        return chosen.columnIntersectsSelection(section)


class Titles(_Header):
    """The titles of the columns."""

    def __init__(self, model: TableModel, inks: Inks, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, model, inks, parent)
        self.setMinimumSectionSize(48)

    def sizeHint(self) -> QSize:
        return QSize(4 * NUMBERS, ROW)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        rest = self.viewport().rect().adjusted(self.length() - self.offset(), 0, 0, 0)
        if rest.width() > 0:
            painter = QPainter(self.viewport())
            painter.fillRect(rest, self.inks.panel)
            painter.setPen(self.inks.edge)
            painter.drawLine(rest.bottomLeft(), rest.bottomRight())

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        if section >= len(self.table.shown):
            return
        column, inks = self.table.shown[section], self.inks
        painter.fillRect(rect, inks.panel)
        painter.setPen(inks.edge)
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.setPen(inks.line)
        painter.drawLine(rect.right(), rect.top() + 8, rect.right(), rect.bottom() - 8)
        painter.setFont(inks.head)
        painter.setPen(inks.header_now if self._now(section) else inks.header)
        room = rect.adjusted(PAD, 0, -PAD, -1)
        text = painter.fontMetrics().elidedText(column.header, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, RIGHT if column.numeric else LEFT, text)


class Numbers(_Header):
    """The numbers of the rows; a click selects the whole row, and with it the symbol."""

    def __init__(self, model: TableModel, inks: Inks, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Vertical, model, inks, parent)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setDefaultSectionSize(ROW)
        self.setMinimumSectionSize(ROW)

    def sizeHint(self) -> QSize:
        return QSize(NUMBERS, 4 * ROW)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        inks, now = self.inks, self._now(section)
        painter.fillRect(rect, inks.chosen if now else inks.panel)
        painter.setPen(inks.line)
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.drawLine(rect.topRight(), rect.bottomRight())
        painter.setFont(inks.small)
        painter.setPen(inks.header_now if now else inks.number)
        text = "+" if self.table.is_add_row(section) else str(section + 1)
        painter.drawText(rect.adjusted(0, 0, -PAD, -1), RIGHT, text)
