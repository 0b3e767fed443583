"""The terms of a number as rows: what it is and where it stands at the left, its value at the right."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from vsm_desktop.assets import _
from vsm_desktop.canvas.paint import window_font
from vsm_desktop.drawing.theme import ThemeName, tokens
from vsm_desktop.metrics.explain.explanation import Explanation
from vsm_desktop.metrics.explain.told import value_text
from vsm_desktop.model.units import TimeUnit
from vsm_desktop.ui.command_list import Index
from vsm_desktop.ui.icons import icon

ROW = 30
_EDGE, _ARROW = 16, 18


class TermModel(QAbstractListModel):
    """Explanations as rows."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.terms: Sequence[Explanation] = ()
        self.times: TimeUnit | None = None

    def show_terms(self, terms: Sequence[Explanation]) -> None:
        """Hold other rows."""
        self.beginResetModel()
        self.terms = terms
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.terms)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        term = self.terms[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                where = f" ({', '.join(term.where)})" if term.where else ""
                return f"{term.title}{where}: {said(term, self.times)}"
            case Qt.ItemDataRole.ToolTipRole:
                return term.reason or term.formula or None
        return None


class TermDelegate(QStyledItemDelegate):
    """Paints a row from the tokens; a missing input in the alert colour, an arrow where there is more to see."""

    theme: ThemeName = "light"

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model, colors, room = index.model(), tokens(self.theme), QRect(option.rect)
        assert isinstance(model, TermModel)
        term = model.terms[index.row()]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        here = bool(option.state & QStyle.StateFlag.State_Selected)
        if here or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colors["accent_t" if here else "sunken"]))
            painter.drawRoundedRect(room.adjusted(6, 1, -6, -1), 5, 5)
        room.adjust(_EDGE, 0, -_EDGE - _ARROW, 0)
        if term.terms:
            middle = room.top() + (ROW - 14) // 2
            icon("chevron-right", self.theme).paint(painter, room.right() + 4, middle, 14, 14)
        self._words(painter, term, room, model.times)
        painter.restore()

    def _words(self, painter: QPainter, term: Explanation, room: QRect, times: TimeUnit | None) -> None:
        colors = tokens(self.theme)
        middle = Qt.AlignmentFlag.AlignVCenter
        missing = term.value is None
        value, bold = said(term, times), window_font("bold", 13)
        painter.setFont(bold)
        painter.setPen(QColor(colors["alert" if missing else "text"]))
        painter.drawText(room, middle | Qt.AlignmentFlag.AlignRight, value)
        room.setRight(room.right() - QFontMetrics(bold).horizontalAdvance(value) - 12)
        body = window_font("body", 13)
        painter.setFont(body)
        metrics = QFontMetrics(body)
        title = metrics.elidedText(term.title, Qt.TextElideMode.ElideRight, room.width())
        painter.setPen(QColor(colors["text"]))
        painter.drawText(room, middle | Qt.AlignmentFlag.AlignLeft, title)
        room.setLeft(room.left() + metrics.horizontalAdvance(title) + 8)
        if term.where and room.width() > 24:
            painter.setPen(QColor(colors["text3"]))
            where = metrics.elidedText(", ".join(term.where), Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, middle | Qt.AlignmentFlag.AlignLeft, where)


def said(term: Explanation, times: TimeUnit | None = None) -> str:
    """The value of a row in words, working times in the unit of the map."""
    if term.value is None:
        return _("not entered") if term.is_input else _("unknown")
    return value_text(term, times)
