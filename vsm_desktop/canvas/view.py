"""The map in a window: zoom, pan, and Qt's events turned into tool events."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessibleInterface,
    QContextMenuEvent,
    QInputDevice,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QGraphicsView, QWidget

from vsm_desktop.canvas.cursors import cursor_for
from vsm_desktop.canvas.focus import FocusRing
from vsm_desktop.canvas.ground import Ground, ground_of, paint_ground
from vsm_desktop.canvas.hand import Hand
from vsm_desktop.canvas.hearing import follow, speak_for
from vsm_desktop.canvas.paint import HINTS
from vsm_desktop.canvas.scene import Scene
from vsm_desktop.drawing.levels import level_of
from vsm_desktop.drawing.ops import Box, Op
from vsm_desktop.tools.desk import Desk
from vsm_desktop.tools.events import Escape

LEAST, MOST = 0.1, 8.0
_TINIEST = 1e-4
_ROOM = 900.0
_EDGE = 20.0  # pixels left free round the sheet when it is fitted; its caption stands there
_AROUND = 48.0  # pixels left free round a selection that is zoomed to


class MapView(QGraphicsView):
    """Shows the desk's frame and hands events to its tool."""

    zoomed = Signal(float)
    first_painted = Signal()
    settled = Signal()
    menu_wanted = Signal(QPoint)
    number_clicked = Signal(float, float)

    def __init__(self, desk: Desk) -> None:
        self._scene = Scene()
        super().__init__(self._scene)
        self.desk = desk
        self.element_actions: dict[str, Callable[[], object]] = {}  # offered for every element that is heard
        speak_for("MapView", _access)
        self.setObjectName("map")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        surface = (
            QWidget()
        )  # one made by Qt would have to be told apart from all kinds of widgets, which takes 5 ms
        surface.setMouseTracking(True)
        self.setViewport(surface)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.MinimalViewportUpdate)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setResizeAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setOptimizationFlag(QGraphicsView.OptimizationFlag.DontSavePainterState)
        self.setRenderHints(HINTS)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.hand = Hand(self, desk)
        self._panning: QPoint | None = None
        self._space = False
        self._fitting = True
        self._painted = False
        self._ground = Ground()
        self.focus_ring = FocusRing(self)
        self.show_desk(desk)

    # frames

    def show_desk(self, desk: Desk) -> None:
        """Bring the picture up to the desk's frame and marks."""
        self._scene.show_frame(desk.frame)
        self._scene.overlay.show_ops(desk.overlay())
        ground = ground_of(desk)
        if ground != self._ground:
            if ground.sheet != self._ground.sheet:
                left, top, right, bottom = ground.sheet
                room = QRectF(left, top, right - left, bottom - top)
                self._scene.setSceneRect(room.adjusted(-_ROOM, -_ROOM, _ROOM, _ROOM))
            self._ground = ground
            self.viewport().update()
        self.show_cursor()
        self.focus_ring.refresh()
        follow(self)

    def show_lights(self, under: tuple[Op, ...], over: tuple[Op, ...]) -> None:
        """Marks that are no part of the selection: light under the map, lines over it."""
        self._scene.lights.show_ops(under)
        self._scene.marks.show_ops(over)

    def drawBackground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        self._scene.seen.level = level_of(painter.worldTransform().m11())
        paint_ground(painter, QRectF(rect), self._ground, self.scale_now)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self._say_painted)

    def _say_painted(self) -> None:
        """The map stands; what can wait for it comes after those who wait for the picture."""
        self.first_painted.emit()
        self.settled.emit()

    # zoom and pan

    @property
    def scale_now(self) -> float:
        """Pixels per map unit."""
        return self.transform().m11()

    @property
    def seen(self) -> QRectF:
        """The part of the map that is in view."""
        return self.mapToScene(self.viewport().rect()).boundingRect()

    @property
    def sees_sheet(self) -> bool:
        """Whether the whole sheet is in view, or is to be kept there."""
        left, top, right, bottom = self._ground.sheet
        return self._fitting or self.seen.contains(QRectF(left, top, right - left, bottom - top))

    def zoom_to(self, scale: float, anchor: QPointF | None = None) -> None:
        """Zoom, keeping the point under the anchor (viewport pixels; the middle by default) where it is."""
        least = min(LEAST, self._scale_for(self._ground.sheet, _EDGE))  # the whole of any sheet can be seen
        scale = min(max(scale, least), MOST)
        pixel = anchor if anchor is not None else QPointF(self.viewport().rect().center())
        before = self.to_map(pixel)
        self.resetTransform()
        self.scale(scale, scale)
        after = self.to_map(pixel)
        self.translate(after.x() - before.x(), after.y() - before.y())
        self.scroll_by(self.mapFromScene(before) - pixel.toPoint())
        self._fitting = False
        self.desk.pixel = 1 / scale
        self._scene.overlay.show_ops(self.desk.overlay())  # marks keep their size on the screen
        self.zoomed.emit(self.scale_now)

    def look_at(self, middle: QPointF, scale: float) -> None:
        """Show a place in the middle of the view at a scale."""
        self.zoom_to(scale)
        self.centerOn(middle)

    def zoom_by(self, factor: float, anchor: QPointF | None = None) -> None:
        """Zoom in or out by a factor."""
        self.zoom_to(self.scale_now * factor, anchor)

    def fit(self) -> None:
        """Show the whole sheet, and keep it in view until somebody zooms or pans."""
        self._show_box(self._ground.sheet, _EDGE, MOST)
        self._fitting = True

    def zoom_to_box(self, box: Box) -> None:
        """Bring a box of the map into the middle, as large as it fits, at most twice the usual size."""
        self._show_box(box, _AROUND, 2.0)

    def reveal(self, box: Box) -> None:
        """Scroll as little as needed to have a box of the map in view; the zoom stays.

        Where the whole sheet is kept in view, it still is.
        """
        left, top, right, bottom = box
        if self._fitting:
            self.fit()
            return
        self.ensureVisible(QRectF(left, top, right - left, bottom - top), 40, 40)

    def _show_box(self, box: Box, around: float, most: float) -> None:
        left, top, right, bottom = box
        self.zoom_to(min(self._scale_for(box, around), most))
        self.centerOn((left + right) / 2, (top + bottom) / 2)

    def _scale_for(self, box: Box, around: float) -> float:
        """The scale at which a box fills the view but for so many pixels at its edges."""
        room = self.viewport().rect()
        wide, high = max(box[2] - box[0], 1.0), max(box[3] - box[1], 1.0)
        return max(min((room.width() - 2 * around) / wide, (room.height() - 2 * around) / high), _TINIEST)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._fitting:
            self.fit()

    def to_map(self, pixel: QPointF) -> QPointF:
        """Map units under a viewport pixel, with its fraction."""
        inverse, _ok = self.viewportTransform().inverted()
        return inverse.map(pixel)

    def scroll_by(self, by: QPoint) -> None:
        """Move what is shown by so many pixels."""
        self._fitting = False
        self.horizontalScrollBar().setValue(self.horizontalScrollBar().value() + by.x())
        self.verticalScrollBar().setValue(self.verticalScrollBar().value() + by.y())

    def wheelEvent(self, event: QWheelEvent) -> None:
        fine, delta, keys = event.pixelDelta(), event.angleDelta(), event.modifiers()
        pad = event.deviceType() == QInputDevice.DeviceType.TouchPad
        if pad and not fine.isNull() and not keys & Qt.KeyboardModifier.ControlModifier:
            self.scroll_by(-fine)  # two fingers on a pad move the map, as everywhere
        elif keys & Qt.KeyboardModifier.ShiftModifier:
            self.scroll_by(QPoint(-(delta.y() or delta.x()), 0))
        elif keys & Qt.KeyboardModifier.AltModifier:
            self.scroll_by(QPoint(0, -(delta.y() or delta.x())))
        else:
            self.zoom_by(1.0015 ** (delta.y() or delta.x()), event.position())
        event.accept()

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QNativeGestureEvent):
            return self._pinched(event)
        if event.type() == QEvent.Type.Leave:
            self.hand.left()
        return super().viewportEvent(event)

    def _pinched(self, event: QNativeGestureEvent) -> bool:
        match event.gestureType():
            case Qt.NativeGestureType.ZoomNativeGesture:
                self.zoom_by(1.0 + event.value(), event.position())
            case Qt.NativeGestureType.SmartZoomNativeGesture:
                self.fit()
            case _:
                return False
        return True

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
