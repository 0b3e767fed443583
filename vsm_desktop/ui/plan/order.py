"""The hand on the order of the plan: a row is carried by its number or its words to another place, a loop by its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QApplication

from vsm_desktop.drawing.theme import Tokens
from vsm_desktop.ui.plan.lines import Line

if TYPE_CHECKING:
    from vsm_desktop.ui.plan.table import PlanTable

HOLDS = frozenset(("number", "text"))
_EDGE, _SCROLL_MS = 14, 90  # near the edge the rows go on, one at a time


class OrderHand:
    """`place` is where the row would go: the id of a loop and the index in it; for a loop the id of the one it goes behind,
    "" for none."""

    def __init__(self, table: PlanTable) -> None:
        self._table = table
        self.id = ""
        self.place: tuple[str, int] | None = None
        self._pressed, self._at = QPoint(), QPoint()
        self._picture: QPixmap | None = None
        self._gap, self._grip = 0, 0
        self._rolling = QTimer(table)
        self._rolling.setInterval(_SCROLL_MS)
        self._rolling.timeout.connect(self._roll)

    @property
    def busy(self) -> bool:
        """Whether a row is being carried."""
        return self._picture is not None

    def over(self, at: QPoint) -> Line | None:
        """The row that can be taken hold of there."""
        line = self._table.line_at(at.y())
        if line is None or not 0 <= at.x() < self._table.viewport().width():
            return None
        column = self._table.columnAt(at.x())
        key = self._table.list.columns[column] if column >= 0 else ""
        return line if key in HOLDS or (line.loop and at.x() < self._table.months.left) else None

    def press(self, at: QPoint) -> bool | None:
        """Take hold of a row; it is chosen, too."""
        line = self.over(at)
        if line is None:
            return None
        self.id, self._pressed = line.id, at
        return False

    def move(self, at: QPoint, _modifiers: Qt.KeyboardModifier) -> None:
        """Carry it."""
        if not self.id:
            return
        self._at = at
        if not self.busy:
            if abs(at.y() - self._pressed.y()) < QApplication.startDragDistance():
                return
            rect = self._table.row_rect(self._table.list.row_of(self.id))
            self._picture = self._table.viewport().grab(rect)
            self._grip = self._pressed.y() - rect.top()  # the rows may roll under the hand
            self._table.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
            self._rolling.start()
        self._find()

    def release(self) -> None:
        """Let it go where the line is."""
        id_, place, busy = self.id, self.place, self.busy
        self.give_up()
        if busy and place is not None:
            self._table.carried.emit(id_, *place)

    def give_up(self) -> bool:
        """It stays where it was; False if nothing is carried."""
        busy = self.busy
        self._rolling.stop()
        self.id, self.place, self._picture = "", None, None
        if busy:
            self._table.viewport().unsetCursor()
            self._table.viewport().update()
        return busy

    def _find(self) -> None:
        lines = self._table.list.lines
        mine = next((line for line in lines if line.id == self.id), None)
        if mine is None:  # the document went on without it
            self.give_up()
            return
        self._gap = self._gap_at(self._at.y(), whole=mine.loop)
        self.place = _among_loops(lines, self._gap, mine) if mine.loop else _in_loop(lines, self._gap, mine)
        self._table.viewport().update()

    def _gap_at(self, y: int, *, whole: bool) -> int:
        """The gap between rows that is nearest; between whole loops, or not before the first band."""
        lines = self._table.list.lines
        gaps = range(len(lines) + 1)
        fit = [g for g in gaps if g == len(lines) or lines[g].loop] if whole else list(gaps[1:])
        return min(fit, key=lambda g: abs(self._y_of(g) - y))

    def _y_of(self, gap: int) -> int:
        if gap == 0:
            return self._table.rowViewportPosition(0)
        rect = self._table.row_rect(gap - 1)
        return rect.bottom() + 1

    def _roll(self) -> None:
        bar, high = self._table.verticalScrollBar(), self._table.viewport().height()
        step = -1 if self._at.y() < _EDGE else 1 if self._at.y() > high - _EDGE else 0
        before = bar.value()
        bar.setValue(before + step * bar.singleStep())
        if bar.value() != before:
            self._find()

    def paint(self, painter: QPainter, colors: Tokens) -> None:
        """Its place is faint, it is itself under the pointer, and a line shows where it would go."""
        if self._picture is None:
            return
        rect = self._table.row_rect(self._table.list.row_of(self.id))
        veil = QColor(colors["panel"])
        veil.setAlphaF(0.72)
        painter.fillRect(rect, veil)
        painter.setOpacity(0.92)
        top = max(-rect.height() // 2, self._at.y() - self._grip)
        painter.drawPixmap(QPoint(0, top), self._picture)
        painter.setOpacity(1.0)
        painter.setPen(QPen(QColor(colors["control"]), 1))
        painter.drawRect(QRect(0, top, rect.width() - 1, rect.height()))
        if self.place is not None:
            self._paint_line(painter, colors)

    def _paint_line(self, painter: QPainter, colors: Tokens) -> None:
        y, wide = (
            min(self._y_of(self._gap), self._table.viewport().height() - 1),
            self._table.viewport().width(),
        )
        painter.fillRect(QRectF(8, y - 1, wide - 8, 2), QColor(colors["accent"]))
        painter.setRenderHint(painter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(colors["accent"]), 2))
        painter.setBrush(QColor(colors["panel"]))
        painter.drawEllipse(QRectF(2, y - 3, 6, 6))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setRenderHint(painter.RenderHint.Antialiasing, on=False)


def _in_loop(lines: list[Line], gap: int, mine: Line) -> tuple[str, int]:
    """Behind the row above the gap, also where others are not shown; under a band, first in its loop."""
    above = lines[gap - 1].row
    loop = above.loop
    ids = [one.id for one in loop.objectives if one.id != mine.id]
    if above.kind == "loop":
        return loop.id, 0
    if above.id == mine.id:
        return loop.id, [one.id for one in loop.objectives].index(mine.id)
    return loop.id, ids.index(above.id) + 1


def _among_loops(lines: list[Line], gap: int, mine: Line) -> tuple[str, int]:
    """Behind the loop that ends at the gap."""
    bands = [line.id for line in lines[:gap] if line.loop and line.id != mine.id]
    return bands[-1] if bands else "", 0
