"""The hand on the plan: what it takes hold of, drags, and lets go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from vsm_desktop.ui.plan.bars import HIGH
from vsm_desktop.ui.plan.grips import Bar, Grip, by_weeks, dragged, grip_at
from vsm_desktop.ui.plan.lines import Line
from vsm_desktop.ui.plan.links import LinkHand
from vsm_desktop.ui.plan.order import OrderHand

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
    """Follows the pointer over a table, and hands what is under it to the one that knows: links, then bars, then order."""

    def __init__(self, table: PlanTable) -> None:
        super().__init__(table)
        self._table = table
        self.bars, self.links, self.order = BarHand(table), LinkHand(table), OrderHand(table)
        self._holding: BarHand | LinkHand | OrderHand | None = None
        table.viewport().installEventFilter(self)

    @property
    def bar(self) -> Bar | None:
        """The bar in the hand, as it would be let go now."""
        return self.bars.bar

    @property
    def id(self) -> str:
        """The row whose bar is in the hand."""
        return self.bars.id

    @property
    def busy(self) -> bool:
        """Whether something is held."""
        return self._holding is not None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave and not self.busy:
            self._point(None)
        if not isinstance(event, QMouseEvent):
            return False
        at = event.position().toPoint()
        match event.type():
            case QEvent.Type.MouseButtonPress if event.button() == _LEFT:
                return self._press(at)
            case QEvent.Type.MouseButtonPress if event.button() == Qt.MouseButton.RightButton:
                return self.links.arrow_over(at) is not None  # the menu is the arrow's, its row is not chosen
            case QEvent.Type.MouseMove if self._holding is not None and event.buttons() & _LEFT:
                self._holding.move(at, event.modifiers())
                return True
            case QEvent.Type.MouseMove:
                self._point(at)
            case QEvent.Type.MouseButtonRelease if event.button() == _LEFT:
                holding, self._holding = self._holding, None
                if holding is not None:
                    holding.release()
                    self._point(at)
        return False

    def give_up(self) -> bool:
        """Put back what is in the hand; False if nothing is."""
        holding, self._holding = self._holding, None
        return holding is not None and holding.give_up()

    def _press(self, at: QPoint) -> bool:
        for one in (self.links, self.bars, self.order):
            taken = one.press(at)
            if taken is not None:
                self._holding = None if taken else one
                return taken
        return False

    def _on_day(self, line: Line, at: QPoint) -> bool:
        """Whether the diamond of a row without a bar is there."""
        box = self._table.box_of(line.id) if line.due is not None else None
        return box is not None and box.contains(at)

    def _point(self, at: QPoint | None) -> None:
        """Show what a press would take hold of."""
        table = self._table
        handle = self.links.row_of_handle(at) if at is not None else None
        arrow = self.links.arrow_over(at) if at is not None and handle is None else None
        line = self.bars.over(at) if at is not None and arrow is None else None
        grip = self.bars.grip_over(line, at) if line is not None and at is not None else None
        on = line is not None and (grip not in (None, "new") or (at is not None and self._on_day(line, at)))
        held = handle.id if handle else line.id if line is not None and on else ""
        key = arrow.key if arrow is not None else None
        if held != table.paints.held or key != self.links.held:
            table.paints.held, self.links.held = held, key
            table.viewport().update()
        if handle is not None or arrow is not None:
            shape = Qt.CursorShape.CrossCursor if handle else Qt.CursorShape.PointingHandCursor
            table.viewport().setCursor(shape)
        elif grip is not None:
            table.viewport().setCursor(_CURSORS[grip])
        elif at is not None and table.over_number(at):
            table.viewport().setCursor(Qt.CursorShape.OpenHandCursor)
        else:
            table.viewport().unsetCursor()


class BarHand:
    """Drags a bar, its ends and its done part; `bar` is the one in the hand."""

    def __init__(self, table: PlanTable) -> None:
        self._table = table
        self.id = ""
        self.bar: Bar | None = None
        self._grip: Grip | None = None
        self._from: Bar | None = None
        self._pressed = QPoint()
        self._moves = False

    def over(self, at: QPoint) -> Line | None:
        """The row whose months are under the pointer."""
        return self._table.line_over(at)

    def grip_over(self, line: Line, at: QPoint) -> Grip | None:
        """What a press takes hold of in a row."""
        row = self._table.list.row_of(line.id)
        middle = self._table.rect_of(row).center().y()
        return grip_at(line.bar, self._table.months, at.x(), low=at.y() > middle + HIGH / 4)

    def press(self, at: QPoint) -> bool | None:
        """Take hold of a bar; its row is chosen, too."""
        line = self.over(at)
        grip = self.grip_over(line, at) if line is not None else None
        if line is None or grip is None:
            return None
        day = self._table.months.day_at(at.x())
        self.id, self._grip, self._pressed, self._moves = line.id, grip, at, False
        self._from = line.bar or Bar(day, day)
        return False

    def move(self, at: QPoint, modifiers: Qt.KeyboardModifier) -> None:
        """Show the bar as it would be let go there."""
        if self._grip is None or self._from is None:
            return
        far = abs(at.x() - self._pressed.x()) >= QApplication.startDragDistance()
        if not (self._moves or far):
            return
        self._moves = True
        months = self._table.months
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

    def release(self) -> None:
        """The bar is what it is now."""
        id_, grip, bar, moved = self.id, self._grip, self.bar, self._moves
        self._let_go()
        if not moved or bar is None:
            return
        if grip == "done":
            self._table.done.emit(id_, bar.done)
        else:
            self._table.dated.emit(id_, bar)

    def give_up(self) -> bool:
        """Put the bar back; False if there is none in the hand."""
        if self._grip is None:
            return False
        id_ = self.id
        self._let_go()
        self._table.tried.emit(id_, None)
        return True

    def _let_go(self) -> None:
        self.id, self.bar, self._grip, self._from, self._moves = "", None, None, None, False
        self._table.viewport().update()
