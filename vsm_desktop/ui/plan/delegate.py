"""Paints a row of the plan, and lends its cells a line to type in."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter
from PySide6.QtWidgets import QLineEdit, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from vsm_desktop.assets import _
from vsm_desktop.canvas.paint import window_font
from vsm_desktop.drawing.charts.months import Months
from vsm_desktop.drawing.text import measure
from vsm_desktop.drawing.theme import ThemeName, Tokens, tokens
from vsm_desktop.ui.plan.bars import paint_bar, paint_day, paint_grid, paint_handles
from vsm_desktop.ui.plan.grips import Bar
from vsm_desktop.ui.plan.lines import COLUMNS, MARK, MONTHS, Line, loop_words
from vsm_desktop.ui.plan.model import PlanModel, aligned
from vsm_desktop.ui.plan.widths import PAD
from vsm_desktop.ui.row_table import ROW, Index

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
        self.two_lines = False  # the goal stands under the objective
        self.held = ""  # the row under the pointer, or in the hand

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(40, option.rect.height() or ROW)

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
            self._months(painter, rect, line, colors)
        elif key == MARK:
            self._mark(painter, rect, line, colors)
        else:
            self._words(painter, rect, line, key, colors)

    def _band(self, painter: QPainter, rect: QRect, line: Line, colors: Tokens, *, chosen: bool) -> None:
        """The band of a loop: its name, and what its rows come to."""
        painter.fillRect(rect, QColor(colors["accent_t" if chosen else "band"]))
        room, elided = rect.adjusted(PAD, 0, -PAD, 0), Qt.TextElideMode.ElideRight
        name, said = line.words["text"], loop_words(line.row)
        wide = round(measure(name, 13, "bold")) + 2
        short = min(wide, max(room.width() - round(measure(said, 12)) - 16, room.width() // 2))
        painter.setFont(window_font("bold", 13))
        painter.setPen(QColor(colors["text"]))
        painter.drawText(room, _LEFT, painter.fontMetrics().elidedText(name, elided, short))
        room.setLeft(room.left() + short + 16)
        painter.setFont(window_font("body", 12))
        painter.setPen(QColor(colors["text2"]))
        painter.drawText(room, _LEFT, painter.fontMetrics().elidedText(said, elided, max(0, room.width())))

    def _months(self, painter: QPainter, rect: QRect, line: Line, colors: Tokens) -> None:
        if self.months is None:
            return
        painter.save()
        painter.setClipRect(rect)
        paint_grid(painter, rect, self.months, colors)
        bar = self._bar_of(line)
        if bar is None and line.due is not None:
            paint_day(painter, rect, line, line.due, self.months, colors, own=False)
        elif bar is not None and bar is line.bar and line.row.start is None:
            paint_day(painter, rect, line, bar.end, self.months, colors, own=True)
        elif bar is not None:
            paint_bar(painter, rect, line, bar, self.months, colors)
        if bar is not None and self.held == line.id:
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
        if key == "text" and self.two_lines:
            lower = room.adjusted(0, room.height() // 2 - 2, 0, -4)
            goal = line.words["goal"]
            ink = colors["text2" if goal else "text3"]
            _write(painter, lower, goal or _("no goal yet"), window_font("body", 12), ink)
            room = room.adjusted(0, 3, 0, -room.height() // 2)
        loud = key in ("text", "target")
        font = window_font("medium" if key == "text" else "bold" if key == "target" else "body", 13)
        quiet = key == "owner" and line.row.owner_is_of_bursts
        ink = colors["text" if loud else "text3" if quiet else "text2"]
        if self.two_lines and key in _WRAPPED:
            _write_two(painter, room, line.words[key], font, ink)
        else:
            _write(painter, room, line.words[key], font, ink, aligned(key))

    # typing

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        line = QLineEdit(parent)
        line.setFrame(False)
        line.setObjectName("cell")
        line.setFont(window_font("body", 13))
        key = "goal" if self._model.goal_beneath else self._model.columns[index.column()]
        line.setAccessibleName(COLUMNS[key])
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
        elif self.two_lines and self._model.types_goal(index):
            half = room.height() // 2
            room.adjust(
                0, half if self._model.goal_beneath else 0, 0, 0 if self._model.goal_beneath else -half
            )
        editor.setGeometry(room)


_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_WRAPPED = ("owner", "people", "bursts")


def _write(
    painter: QPainter, room: QRect, words: str, font: QFont, ink: str, side: Qt.AlignmentFlag = _LEFT
) -> None:
    """One line, cut where there is no more room."""
    painter.setFont(font)
    painter.setPen(QColor(ink))
    shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, max(0, room.width()))
    painter.drawText(room, side, shown)


def _write_two(painter: QPainter, room: QRect, words: str, font: QFont, ink: str) -> None:
    """Two lines at most."""
    painter.setFont(font)
    metrics, taken = painter.fontMetrics(), words.split()
    first = taken[:1]
    while (
        len(first) < len(taken)
        and metrics.horizontalAdvance(" ".join(taken[: len(first) + 1])) <= room.width()
    ):
        first = taken[: len(first) + 1]
    rest = " ".join(taken[len(first) :])
    high = room.height() // 2 if rest else 0
    _write(painter, room.adjusted(0, 3 if rest else 0, 0, -high), " ".join(first), font, ink)
    if rest:
        _write(painter, room.adjusted(0, high - 2, 0, -4), rest, font, ink)
