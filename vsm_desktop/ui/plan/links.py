"""The hand on what waits for what: a line pulled from the handle behind a bar to another row, and arrows that are chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from vsm_desktop.drawing.theme import Tokens
from vsm_desktop.ui.plan.arrows import Arrow, arrow_at, handle_of, on_handle, paint_pulled
from vsm_desktop.ui.plan.lines import Line

if TYPE_CHECKING:
    from vsm_desktop.ui.plan.table import PlanTable

_ROUND_BAR = 2.0  # pixels at a bar that are the bar's, not an arrow's


class LinkHand:
    """`first` is the row whose handle is in the hand, `waiting` the one under the pointer, `why` it cannot wait."""

    def __init__(self, table: PlanTable) -> None:
        self._table = table
        self.first, self.waiting, self.why = "", "", ""
        self.held: tuple[str, str] | None = None  # the arrow under the pointer
        self._at = QPointF()

    @property
    def busy(self) -> bool:
        """Whether a line is being pulled."""
        return bool(self.first)

    def row_of_handle(self, at: QPoint) -> Line | None:
        """The row whose handle is there."""
        line = self._table.line_over(at)
        box = self._table.box_of(line.id) if line is not None else None
        return line if box is not None and on_handle(box, self._table.right, QPointF(at)) else None

    def arrow_over(self, at: QPoint) -> Arrow | None:
        """The arrow that is there, and no bar over it."""
        line = self._table.line_over(at)
        box = self._table.box_of(line.id) if line is not None else None
        place = QPointF(at)
        if box is not None and box.adjusted(-_ROUND_BAR, -_ROUND_BAR, _ROUND_BAR, _ROUND_BAR).contains(place):
            return None
        months = self._table.months
        return arrow_at(self._table.arrows, place) if months.left <= at.x() <= self._table.right else None

    def press(self, at: QPoint) -> bool | None:
        """Take hold of a handle, or choose an arrow; None for neither, True if nobody else is to hear of it."""
        line = self.row_of_handle(at)
        if line is not None:
            self.first, self._at = line.id, QPointF(at)
            return False
        arrow = self.arrow_over(at)
        self._table.choose_arrow(arrow.key if arrow is not None else None)
        return True if arrow is not None else None

    def move(self, at: QPoint, _modifiers: Qt.KeyboardModifier) -> None:
        """The end of the line is there now."""
        if not self.busy:
            return
        self._at = QPointF(at)
        line = self._table.line_at(at.y())
        waiting = line.id if line is not None and not line.loop and line.id != self.first else ""
        if waiting != self.waiting:
            self.waiting = waiting
            self.why = self._table.refuses(self.first, waiting) if waiting else ""
            self._table.told.emit(self.why)
        shape = Qt.CursorShape.ForbiddenCursor if self.why else Qt.CursorShape.CrossCursor
        self._table.viewport().setCursor(shape)
        self._table.viewport().update()

    def release(self) -> None:
        """The row under the pointer waits from now on, unless it cannot."""
        first, waiting, why = self.first, self.waiting, self.why
        self.give_up()
        if first and waiting and why:
            self._table.told.emit(why)
        elif first and waiting:
            self._table.linked.emit(first, waiting)

    def give_up(self) -> bool:
        """Let the line go; False if there is none."""
        busy = self.busy
        self.first, self.waiting, self.why = "", "", ""
        self._table.viewport().update()
        return busy

    def paint(self, painter: QPainter, colors: Tokens) -> None:
        """The line that is being pulled."""
        start = self._table.box_of(self.first) if self.busy else None
        if start is not None:
            target = self._target()
            place = handle_of(start, self._table.right)
            paint_pulled(painter, place, self._at, target, colors, refused=bool(self.why))

    def _target(self) -> QRectF | None:
        """The bar under the pointer; where a row has none, its months."""
        if not self.waiting:
            return None
        row = self._table.rect_of(self._table.list.row_of(self.waiting))
        return self._table.box_of(self.waiting) or QRectF(row).adjusted(4, 7, -4, -7)
