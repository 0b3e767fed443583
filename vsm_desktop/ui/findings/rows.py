"""One finding as a row: its number as on the map, what was found, the numbers, and the question to ask."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from vsm_desktop.assets import _
from vsm_desktop.canvas.paint import window_font
from vsm_desktop.drawing.text import measure
from vsm_desktop.drawing.theme import ThemeName, Tokens, tokens

if TYPE_CHECKING:
    from vsm_desktop.insight.findings.finding import Finding

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
PAD, MARK, _LINE, _GAP = 12, 28, 18, 12
_TOP = 7
_WORDS = 13


class FindingModel(QAbstractListModel):
    """The findings in their order."""

    def __init__(self) -> None:
        super().__init__()
        self.found: tuple[Finding, ...] = ()
        self.widest = 0.0

    def show_found(self, found: tuple[Finding, ...]) -> None:
        """Show others."""
        self.beginResetModel()
        self.found = found
        widths = (measure(one.statement, _WORDS, "bold") + _GAP + measure(one.facts, _WORDS) for one in found)
        self.widest = max(widths, default=0.0)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        return 0 if parent.isValid() else len(self.found)

    def data(self, index: Index, role: int = Role.DisplayRole) -> object:
        one = self.found[index.row()]
        match role:
            case Role.DisplayRole:
                return one.statement
            case Role.ToolTipRole:
                return f"{one.statement}.\n{one.facts}\n{one.question}"
            case Role.AccessibleTextRole:
                return _("{number}: {message} {question}").format(
                    number=index.row() + 1, message=one.message, question=one.question
                )
        return None


class FindingRow(QStyledItemDelegate):
    """Paints a row in two lines where all of them fit, else in three."""

    def __init__(self, model: FindingModel) -> None:
        super().__init__()
        self._model = model
        self.theme: ThemeName = "light"
        self.wide = 0

    @property
    def lines(self) -> int:
        """How many lines a row has."""
        return 2 if self._model.widest <= self.wide - 2 * PAD - MARK else 3

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, 2 * _TOP + self.lines * _LINE)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        colors, rect, one = tokens(self.theme), option.rect, self._model.found[index.row()]
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen or option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, QColor(colors["accent_t" if chosen else "sunken"]))
        painter.setPen(QColor(colors["hair"]))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        self._paint_pin(painter, rect, index.row() + 1, one.alert, colors)
        left, top = rect.left() + PAD + MARK, rect.top() + _TOP
        room = QRect(left, top, rect.right() - PAD - left, _LINE)
        used = _text(painter, room, one.statement, window_font("bold", _WORDS), colors["text"])
        facts = room.adjusted(used + _GAP, 0, 0, 0) if self.lines == 2 else room.translated(0, _LINE)
        _text(painter, facts, one.facts, window_font("body", _WORDS), colors["text2"])
        question = room.translated(0, (self.lines - 1) * _LINE)
        _text(painter, question, one.question, window_font("body", _WORDS), colors["text"])
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(colors["accent"]), 2))
            painter.drawRect(rect.adjusted(1, 1, -1, -2))
        painter.restore()

    def _paint_pin(self, painter: QPainter, rect: QRect, number: int, alert: bool, colors: Tokens) -> None:
        at = QPointF(rect.left() + PAD + 8.5, rect.top() + _TOP + _LINE / 2)
        painter.setPen(QPen(QColor(colors["alert" if alert else "strong"]), 1))
        painter.setBrush(QColor(colors["alert"]) if alert else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(at, 8.5, 8.5)
        painter.setFont(window_font("bold", 11))
        painter.setPen(QColor(colors["panel" if alert else "text2"]))
        spot = QRect(round(at.x()) - 12, round(at.y()) - 9, 24, 18)
        painter.drawText(spot, Qt.AlignmentFlag.AlignCenter, str(number))
        painter.setBrush(Qt.BrushStyle.NoBrush)


def _text(painter: QPainter, room: QRect, words: str, font: QFont, color: str) -> int:
    """Write a line, with an ellipsis if it is too long; how wide it came out."""
    painter.setFont(font)
    painter.setPen(QColor(color))
    shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, max(room.width(), 0))
    painter.drawText(room, _LEFT, shown)
    return painter.fontMetrics().horizontalAdvance(shown)
