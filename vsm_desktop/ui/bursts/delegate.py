"""Paints a row of the list of bursts: its switch, its words, a mark where it is in conflict."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from vsm_desktop.canvas.paint import window_font
from vsm_desktop.drawing.theme import ThemeName, tokens
from vsm_desktop.ui.bursts.model import ON, BurstModel
from vsm_desktop.ui.row_table import Index
from vsm_desktop.ui.switch import paint_switch, switch_in

ROW, PAD = 28, 8
_LEFT = 10  # of the switch


class BurstDelegate(QStyledItemDelegate):
    """Knows the model it paints; bursts that are off are paler."""

    def __init__(self, model: BurstModel) -> None:
        super().__init__()
        self._model = model
        self.theme: ThemeName = "light"

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(40, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        colors, rect = tokens(self.theme), QRect(option.rect)
        line, key = self._model.rows[index.row()], self._model.columns[index.column()]
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen or option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, QColor(colors["accent_t" if chosen else "sunken"]))
        painter.setPen(QColor(colors["hair"]))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if key == ON:
            paint_switch(painter, switch_in(rect, _LEFT), self.theme, on=line.on)
            return
        room = rect.adjusted(PAD, 0, -PAD, 0)
        if key == "title" and line.clashes:
            painter.setFont(window_font("bold", 12))
            painter.setPen(QColor(colors["wait"]))
            painter.drawText(room, _flags(Qt.AlignmentFlag.AlignRight), "△")
            room.adjust(0, 0, -18, 0)
        painter.setFont(_font(key))
        painter.setPen(
            QColor(colors["text" if line.on and key in ("title", "alone", "in_order") else "text2"])
        )
        words = painter.fontMetrics().elidedText(
            line.words[key], Qt.TextElideMode.ElideRight, max(0, room.width())
        )
        painter.drawText(room, index.data(Qt.ItemDataRole.TextAlignmentRole), words)


def _font(key: str) -> QFont:
    return window_font("medium" if key == "title" else "body", 13)


def _flags(side: Qt.AlignmentFlag) -> Qt.AlignmentFlag:
    return side | Qt.AlignmentFlag.AlignVCenter
