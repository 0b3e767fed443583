"""The measures as a table: walked, typed into, put in order by dragging or with Alt and the arrow keys; each with its course."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, QPointF, QRect, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
    QResizeEvent,
)
from PySide6.QtWidgets import QApplication

from vsm_desktop.assets import _
from vsm_desktop.canvas.paint import window_font
from vsm_desktop.drawing.theme import Tokens, tokens
from vsm_desktop.insight.board import Line
from vsm_desktop.ui.row_table import ROW
from vsm_desktop.ui.scoreboard.grid import GridDelegate, GridModel, GridView, Index, Row
from vsm_desktop.ui.scoreboard.words import COLUMNS, HINTS, NUMBERS

_WIDE = {"baseline": 78, "target": 70, "last": 82, "change": 76, "unit": 58, "trend": 96}
_FIRST_TO_GO = ("trend", "change", "baseline")
_NAME, _NAMES = 132, 220  # at least and at most for the names
_AROUND = 34  # beside a name: its edges, and the mark of a measure that rewards a point
_BAR = 10  # of a scroll bar
_GAP = 4  # between a value and where it comes from
_ALT = Qt.KeyboardModifier.AltModifier


class _Delegate(GridDelegate):
    """Paints the course of the values, and the mark of a measure that rewards a point."""

    def paint_own(self, painter: QPainter, room: QRect, index: Index) -> bool:
        key = self.model.columns[index.column()]
        line = self.model.rows[index.row()].about
        if not isinstance(line, Line):
            return False
        if key == "name" and line.flag:
            painter.setFont(window_font("bold", 12))
            painter.setPen(QColor(tokens(self.theme)["wait"]))
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(room, right, "△")
            room.adjust(0, 0, -18, 0)
        if key in line.from_maps:
            self._paint_source(painter, room, index)
        if key != "trend":
            return False
        _paint_course(painter, room.adjusted(0, 6, 0, -6), line, tokens(self.theme))
        return True

    def _paint_source(self, painter: QPainter, room: QRect, index: Index) -> None:
        """A small word before a value that is the map's, where there is room for it."""
        wide = QFontMetrics(window_font("body", 13)).horizontalAdvance(self.model.cell(index).text)
        painter.setFont(window_font("body", 11))
        words = _("map")
        if painter.fontMetrics().horizontalAdvance(words) + _GAP + wide <= room.width():
            painter.setPen(QColor(tokens(self.theme)["text3"]))
            painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words)


def _paint_course(painter: QPainter, room: QRect, line: Line, colors: Tokens) -> None:
    """The values from the baseline on as a line, the last one a dot, the target dashed."""
    values = [actual.value for actual in line.reached]
    if not values:
        return
    if line.baseline is not None:
        values.insert(0, line.baseline)
    levels = [*values, *([line.target] if line.target is not None else [])]
    low, high = min(levels), max(levels)
    span = (high - low) or 1.0

    def y(value: float) -> float:
        share = (value - low) / span if high > low else 0.5
        return room.bottom() - share * room.height()

    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if line.target is not None:
        pen = QPen(QColor(colors["work"]), 1.25)
        pen.setDashPattern([3.0, 2.5])
        painter.setPen(pen)
        painter.drawLine(QPointF(room.left(), y(line.target)), QPointF(room.right(), y(line.target)))
    step = room.width() / max(1, len(values) - 1)
    places = [QPointF(room.left() + step * at, y(value)) for at, value in enumerate(values)]
    painter.setPen(QPen(QColor(colors["ink"]), 1.5))
    painter.drawPolyline(QPolygonF(places))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colors["ink"]))
    painter.drawEllipse(places[-1], 2.5, 2.5)
    painter.restore()


class MeasureList(GridView):
    """Tells what is wanted; the page does it."""

    placed = Signal(str, int)
    menu_wanted = Signal(str, QPoint)

    def __init__(self, leave: Callable[[], object], put: Callable[[str, str, str], str]) -> None:
        model = GridModel(COLUMNS, NUMBERS, put)
        model.hints = HINTS
        super().__init__(model, _Delegate(model), leave, _("Scoreboard"))
        self.setAccessibleDescription(
            _("Type into a cell; Alt and the arrow keys, or dragging, move a measure")
        )
        self.widths = _WIDE
        self.empty = _("No measures yet. Add the usual ones, or one of your own.")
        self._name = _NAME
        self._held = ""  # the measure under the button, once it is dragged
        self._pressed = QPoint()
        self._drop = -1

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show the measures; the column of names is as wide as these need."""
        metrics = QFontMetrics(window_font("bold", 13))
        widest = max((metrics.horizontalAdvance(row.cells["name"].text) for row in rows), default=0)
        self._name = max(_NAME, min(widest + _AROUND, _NAMES))
        self.grid.show_rows(rows)
        self._fit()

    def best_width(self, most: int) -> int:
        """The width of as many columns as fit, but never less than the names, targets and last values need."""
        return sum(_WIDE.get(key, self._name) for key in self._columns(most - _BAR)) + _BAR

    def _columns(self, room: int) -> list[str]:
        """As many columns as leave room for the names; those least needed go first."""
        keys = list(COLUMNS)
        for gone in _FIRST_TO_GO:
            if sum(_WIDE.get(key, self._name) for key in keys) > room:
                keys.remove(gone)
        return keys

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.fit(self._columns(self.viewport().width()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, id_, row = event.key(), self.chosen_id, self.currentIndex().row()
        if key == Qt.Key.Key_Escape and self._drop >= 0:
            self._let_go()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and event.modifiers() & _ALT:
            at = row + (-1 if key == Qt.Key.Key_Up else 1)
            if id_ and 0 <= at < len(self.grid.rows):
                self.placed.emit(id_, at)
        else:
            super().keyPressEvent(event)

    # dragging

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        index = self.indexAt(event.position().toPoint())
        left = event.button() == Qt.MouseButton.LeftButton
        self._let_go()
        if left and index.isValid():
            self._held, self._pressed = self.grid.rows[index.row()].id, event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        if not event.buttons() & Qt.MouseButton.LeftButton:
            super().mouseMoveEvent(event)
            return
        if not self._held:
            return
        if self._drop >= 0 or (at - self._pressed).manhattanLength() >= QApplication.startDragDistance():
            self._scroll_to(at.y())
            self._drop = min(len(self.grid.rows), max(0, round((at.y() + self._hidden) / ROW)))
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
            self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        held, gap = self._held, self._drop
        self._let_go()
        row = self.grid.row_of(held)
        if gap >= 0 and row >= 0 and gap not in (row, row + 1):
            self.placed.emit(held, gap if gap < row else gap - 1)

    def _let_go(self) -> None:
        """Nothing is dragged any more."""
        self._held, self._drop = "", -1
        self.viewport().unsetCursor()
        self.viewport().update()

    @property
    def _hidden(self) -> int:
        """How much of the rows lies over what is shown."""
        return -self.rowViewportPosition(0) if self.grid.rows else 0

    def _scroll_to(self, y: int) -> None:
        """What is dragged over an edge brings the rows beyond it into sight."""
        bar = self.verticalScrollBar()
        if y < 0 or y > self.viewport().height():
            bar.setValue(bar.value() + (bar.singleStep() if y > 0 else -bar.singleStep()))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._drop >= 0:
            painter = QPainter(self.viewport())
            painter.setPen(QPen(QColor(tokens(self.paint.theme)["accent"]), 2))
            y = max(1, self._drop * ROW - self._hidden - 1)
            painter.drawLine(0, y, self.viewport().width(), y)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """For the row under the pointer, or by the keyboard for the one the cursor is on."""
        index = self.indexAt(event.pos())
        by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        if by_mouse and index.isValid():
            self.setCurrentIndex(index)
        if self.chosen_id and (index.isValid() or not by_mouse):
            self.menu_wanted.emit(self.chosen_id, event.globalPos())
