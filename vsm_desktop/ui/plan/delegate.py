"""Paints a row of the plan, and lends its cells a line to type in."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import QLineEdit, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from vsm_desktop.canvas.paint import window_font
from vsm_desktop.drawing.charts.months import Months
from vsm_desktop.drawing.text import measure
from vsm_desktop.drawing.theme import ThemeName, Tokens, tokens
from vsm_desktop.ui.plan.bars import paint_bar, paint_grid, paint_handles
from vsm_desktop.ui.plan.grips import Bar
from vsm_desktop.ui.plan.lines import COLUMNS, MARK, MONTHS, Line, loop_words
from vsm_desktop.ui.plan.model import Index, PlanModel, aligned

ROW, PAD = 28, 8
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_INKS = {"good": "ok", "watch": "wait", "bad": "alert"}


class PlanDelegate(QStyledItemDelegate):
    """Knows the rows it paints; `months` are in the pixels of the view."""

    def __init__(self, model: PlanModel, bar_of: Callable[[Line], Bar | None]) -> None:
        super().__init__()
        self._model, self._bar_of = model, bar_of
        self.theme: ThemeName = "light"
        self.months: Months | None = None
        self.today = -1.0  # where its line is
        self.held = ""  # the row under the pointer, or in the hand

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(40, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        colors, rect = tokens(self.theme), QRect(option.rect)
        line, key = self._model.lines[index.row()], self._model.columns[index.column()]
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if line.loop:
            self._band(painter, rect, line, colors, chosen=chosen)
            return
        if chosen:
            painter.fillRect(rect, QColor(colors["accent_t"]))
        painter.setPen(QColor(colors["hair"]))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if key == MONTHS:
            self._months(painter, rect, line, colors, colors["accent_t" if chosen else "panel"])
        elif key == MARK:
            self._mark(painter, rect, line, colors)
        else:
            self._words(painter, rect, line, key, colors)

    def _band(self, painter: QPainter, rect: QRect, line: Line, colors: Tokens, *, chosen: bool) -> None:
        """The band of a loop: its name, and what its rows come to."""
        painter.fillRect(rect, QColor(colors["accent_t" if chosen else "band"]))
        x = rect.left() + PAD
        name = line.words["text"]
        painter.setFont(window_font("bold", 13))
        painter.setPen(QColor(colors["text"]))
        painter.drawText(rect.adjusted(PAD, 0, -PAD, 0), _LEFT, name)
        x += round(measure(name, 13, "bold")) + 16
        painter.setFont(window_font("body", 12))
        painter.setPen(QColor(colors["text2"]))
        painter.drawText(QRect(x, rect.top(), rect.right() - x, rect.height()), _LEFT, loop_words(line.row))

    def _months(self, painter: QPainter, rect: QRect, line: Line, colors: Tokens, ground: str) -> None:
        if self.months is None:
            return
        painter.save()
        painter.setClipRect(rect)
        paint_grid(painter, rect, self.months, colors)
        bar = self._bar_of(line)
        if bar is not None:
            paint_bar(painter, rect, line, bar, self.months, colors, ground, self.today)
            if self.held == line.id:
                paint_handles(painter, rect, bar, self.months, colors)
        painter.restore()

    def _mark(self, painter: QPainter, rect: QRect, line: Line, colors: Tokens) -> None:
        mark = line.row.mark
        if mark is None:
            return
        painter.setFont(window_font("bold", 14))
        painter.setPen(QColor(colors[_INKS[mark.mark]]))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, line.words[MARK])

    def _words(self, painter: QPainter, rect: QRect, line: Line, key: str, colors: Tokens) -> None:
        room = rect.adjusted(PAD, 0, -PAD, 0)
        loud = key in ("text", "target")
        painter.setFont(window_font("medium" if key == "text" else "bold" if key == "target" else "body", 13))
        quiet = key == "owner" and line.row.owner_is_of_bursts
        painter.setPen(QColor(colors["text" if loud else "text3" if quiet else "text2"]))
        words = painter.fontMetrics().elidedText(
            line.words[key], Qt.TextElideMode.ElideRight, max(0, room.width())
        )
        painter.drawText(room, aligned(key), words)

    # typing

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        line = QLineEdit(parent)
        line.setFrame(False)
        line.setObjectName("cell")
        line.setFont(window_font("body", 13))
        line.setAccessibleName(COLUMNS[self._model.columns[index.column()]])
        return line

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Enter ends the typing here; passed on, it would open the form."""
        pressed = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if pressed and event.key() in _ENTER and isinstance(editor, QWidget):  # type: ignore[attr-defined]
            self.commitData.emit(editor)
            self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)
            return True
        return super().eventFilter(editor, event)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        room = QRect(option.rect).adjusted(0, 0, -1, -1)
        room.setWidth(max(room.width(), 150))
        if self._model.lines[index.row()].loop:
            room.setWidth(280)
        editor.setGeometry(room)


_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
