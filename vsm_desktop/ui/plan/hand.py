"""The hand on the bars of the plan: what it takes hold of, drags, and lets go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from vsm_desktop.ui.plan.bars import HIGH
from vsm_desktop.ui.plan.grips import Bar, Grip, by_weeks, dragged, grip_at
from vsm_desktop.ui.plan.lines import Line

if TYPE_CHECKING:
    from vsm_desktop.ui.plan.table import PlanTable

_CURSORS = {
    "move": Qt.CursorShape.OpenHandCursor,
    "start": Qt.CursorShape.SizeHorCursor,
    "end": Qt.CursorShape.SizeHorCursor,
    "done": Qt.CursorShape.SplitHCursor,
    "new": Qt.CursorShape.CrossCursor,
}
_LEFT = Qt.MouseButton.LeftButton


class Hand(QObject):
    """Follows the pointer over the months of a table; `bar` is the one in the hand, as it would be let go now."""

    def __init__(self, table: PlanTable) -> None:
        super().__init__(table)
        self._table = table
        self.id = ""
        self.bar: Bar | None = None
        self._grip: Grip | None = None
        self._from: Bar | None = None
        self._pressed = QPoint()
        self._moves = False
        table.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self._point(None)
        if not isinstance(event, QMouseEvent):
            return False
        match event.type():
            case QEvent.Type.MouseButtonPress if event.button() == _LEFT:
                return self._press(event)
            case QEvent.Type.MouseMove:
                return self._move(event)
            case QEvent.Type.MouseButtonRelease if event.button() == _LEFT:
                return self._release()
        return False

    def give_up(self) -> bool:
        """Put back what is in the hand; False if nothing is."""
        if self._grip is None:
            return False
        id_ = self.id
        self._let_go()
        self._table.tried.emit(id_, None)
        return True

    def _over(self, at: QPoint) -> Line | None:
        """The row whose months are under the pointer."""
        months, line = self._table.months, self._table.line_at(at.y())
        inside = months.left <= at.x() <= months.left + months.wide
        return line if inside and line is not None and not line.loop else None

    def _grip_at(self, line: Line, at: QPoint) -> Grip | None:
        row = self._table.list.row_of(line.id)
        middle = self._table.rect_of(row).center().y()
        return grip_at(line.bar, self._table.months, at.x(), low=at.y() > middle + HIGH / 4)

    def _press(self, event: QMouseEvent) -> bool:
        at = event.position().toPoint()
        line = self._over(at)
        grip = self._grip_at(line, at) if line is not None else None
        if line is None or grip is None:
            return False
        day = self._table.months.day_at(at.x())
        self.id, self._grip, self._pressed, self._moves = line.id, grip, at, False
        self._from = line.bar or Bar(day, day)
        return False  # the row is chosen, too

    def _move(self, event: QMouseEvent) -> bool:
        at = event.position().toPoint()
        if self._grip is None or self._from is None or not event.buttons() & _LEFT:
            self._point(at)
            return False
        far = abs(at.x() - self._pressed.x()) >= QApplication.startDragDistance()
        if not (self._moves or far):
            return True
        self._moves = True
        months, modifiers = self._table.months, event.modifiers()
        bar = dragged(
            self._grip,
            self._from,
            months,
            self._pressed.x(),
            at.x(),
            keep=bool(modifiers & Qt.KeyboardModifier.ShiftModifier),
            weeks=by_weeks(months) and not modifiers & Qt.KeyboardModifier.AltModifier,
        )
        if bar != self.bar:
            self.bar = bar
            self._table.tried.emit(self.id, bar)
            self._table.viewport().update()
        return True

    def _release(self) -> bool:
        if self._grip is None:
            return False
        id_, grip, bar, moved = self.id, self._grip, self.bar, self._moves
        self._let_go()
        if not moved or bar is None:
            return False
        if grip == "done":
            self._table.done.emit(id_, bar.done)
        else:
            self._table.dated.emit(id_, bar)
        return True

    def _let_go(self) -> None:
        self.id, self.bar, self._grip, self._from, self._moves = "", None, None, None, False
        self._table.viewport().update()

    def _point(self, at: QPoint | None) -> None:
        """Show what a press would take hold of."""
        line = self._over(at) if at is not None else None
        grip = self._grip_at(line, at) if line is not None and at is not None else None
        held = line.id if line is not None and grip not in (None, "new") else ""
        if held != self._table.paints.held:
            self._table.paints.held = held
            self._table.viewport().update()
        if grip is None:
            self._table.viewport().unsetCursor()
        else:
            self._table.viewport().setCursor(_CURSORS[grip])
