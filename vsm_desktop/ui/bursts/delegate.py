"""Paints a row of the list of bursts: its switch, its words, a mark where it is in conflict."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from vsm_desktop.canvas.paint import window_font
from vsm_desktop.drawing.theme import ThemeName, tokens
from vsm_desktop.ui.bursts.model import ON, BurstModel, Index

ROW, PAD = 28, 8
_WIDE, _HIGH = 28.0, 16.0


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
        line, key = self._model.lines[index.row()], self._model.columns[index.column()]
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen or option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, QColor(colors["accent_t" if chosen else "sunken"]))
        painter.setPen(QColor(colors["hair"]))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if key == ON:
            paint_switch(painter, rect, line.on, colors["accent"], colors["strong"], colors["on_accent"])
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


def paint_switch(painter: QPainter, rect: QRect, on: bool, accent: str, strong: str, knob: str) -> None:
    """A switch, its knob at the right and filled when it is on."""
    left = rect.left() + 10
    pill = QRectF(left, rect.center().y() - _HIGH / 2 + 0.5, _WIDE, _HIGH)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    middle = QPointF(pill.right() - _HIGH / 2 if on else pill.left() + _HIGH / 2, pill.center().y())
    if on:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(accent))
        painter.drawRoundedRect(pill, _HIGH / 2, _HIGH / 2)
        painter.setBrush(QColor(knob))
        painter.drawEllipse(middle, 5.5, 5.5)
    else:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(strong), 1.5))
        painter.drawRoundedRect(pill.adjusted(0.75, 0.75, -0.75, -0.75), _HIGH / 2 - 0.75, _HIGH / 2 - 0.75)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(strong))
        painter.drawEllipse(middle, 4, 4)
    painter.restore()


def _font(key: str) -> QFont:
    return window_font("medium" if key == "title" else "body", 13)


def _flags(side: Qt.AlignmentFlag) -> Qt.AlignmentFlag:
    return side | Qt.AlignmentFlag.AlignVCenter
