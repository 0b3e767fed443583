"""The map in a window: zoom, pan, and Qt's events turned into tool events."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessibleInterface,
    QContextMenuEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
)
from PySide6.QtWidgets import QWidget

from vsm_desktop.canvas.cursors import cursor_for
from vsm_desktop.canvas.focus import FocusRing
from vsm_desktop.canvas.ground import ground_of
from vsm_desktop.canvas.hand import Hand
from vsm_desktop.canvas.hearing import follow, speak_for
from vsm_desktop.canvas.sheet import SheetView
from vsm_desktop.drawing.ops import Op
from vsm_desktop.tools.desk import Desk
from vsm_desktop.tools.events import Escape


class MapView(SheetView):
    """Shows the desk's frame and hands events to its tool."""

    first_painted = Signal()
    settled = Signal()
    menu_wanted = Signal(QPoint)
    number_clicked = Signal(float, float)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.element_actions: dict[str, Callable[[], object]] = {}  # offered for every element that is heard
        speak_for("MapView", _access)
        self.setObjectName("map")
        self.hand = Hand(self, desk)
        self._panning: QPoint | None = None
        self._space = False
        self._painted = False
        self.focus_ring = FocusRing(self)
        self.show_desk(desk)

    # frames

    def show_desk(self, desk: Desk) -> None:
        """Bring the picture up to the desk's frame and marks."""
        self._scene.show_frame(desk.frame)
        self._scene.overlay.show_ops(desk.overlay())
        self.show_ground(ground_of(desk))
        self.show_cursor()
        self.focus_ring.refresh()
        follow(self)

    def drawBackground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        super().drawBackground(painter, rect)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self._say_painted)

    def _say_painted(self) -> None:
        """The map stands; what can wait for it comes after those who wait for the picture."""
        self.first_painted.emit()
        self.settled.emit()

    def scaled(self) -> None:
        self.desk.pixel = 1 / self.scale_now
        self._scene.overlay.show_ops(self.desk.overlay())  # marks keep their size on the screen

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self.hand.left()
        return super().viewportEvent(event)

    # the hand

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        left = event.button() == Qt.MouseButton.LeftButton
        if event.button() == Qt.MouseButton.MiddleButton or (left and self._space):
            self._panning = event.position().toPoint()
            self.show_cursor()
        elif left:
            self.hand.press(event)
        elif event.button() == Qt.MouseButton.RightButton:
            self.hand.point_out(event)
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._panning is not None:
            here = event.position().toPoint()
            self.scroll_by(self._panning - here)
            self._panning = here
        else:
            self.hand.move(event)
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._panning is not None:
            self._panning = None
            self.show_cursor()
        elif event.button() == Qt.MouseButton.LeftButton:
            self.hand.release(event)
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.mousePressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu of what is selected, at the pointer, or at the selection when a key asks for it."""
        if not self.desk.tool.busy:
            self.menu_wanted.emit(event.globalPos())
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.hand.do(Escape())
        elif event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._space = True
            self.show_cursor()
        elif not self.hand.modifier(event):
            event.ignore()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._space = False
            self.show_cursor()
        elif not self.hand.modifier(event):
            event.ignore()

    def show_cursor(self) -> None:
        """The pointer that says what a press would do here."""
        shape = Qt.CursorShape.ArrowCursor
        if self._panning is not None:
            shape = Qt.CursorShape.ClosedHandCursor
        elif self._space:
            shape = Qt.CursorShape.OpenHandCursor
        else:
            shape = cursor_for(self.desk, self.hand.at)
        if self.viewport().cursor().shape() != shape:
            self.viewport().setCursor(shape)

    def show_pins(self, ops: tuple[Op, ...]) -> None:
        """Numbers on the map that a list beside it speaks of."""
        self._scene.pins.show_ops(ops)

    # symbols carried in from the palette

    def carry(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        """A symbol from the palette is over this place on the screen; away from the map it is not shown."""
        self.hand.carry(self._from_screen(at), modifiers)

    def drop(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        """A symbol from the palette is let go at this place on the screen; away from the map it goes back."""
        pixel = self._from_screen(at)
        self.hand.drop(pixel, modifiers)
        if pixel is not None:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _from_screen(self, at: QPointF) -> QPointF | None:
        pixel = self.viewport().mapFromGlobal(at)
        return pixel if self.viewport().rect().contains(pixel.toPoint()) else None


def _access(view: QWidget) -> QAccessibleInterface:
    from vsm_desktop.canvas.accessible import MapAccess  # the first picture does not wait for it

    return MapAccess(view)
