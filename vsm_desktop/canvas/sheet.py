"""A sheet in a window: its scene over its ground, zoom and pan; what is done to it is for others to say."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QInputDevice, QNativeGestureEvent, QPainter, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QGraphicsView, QWidget

from vsm_desktop.canvas.ground import Ground, paint_ground
from vsm_desktop.canvas.paint import HINTS
from vsm_desktop.canvas.scene import Scene
from vsm_desktop.drawing.levels import level_of
from vsm_desktop.drawing.ops import Box, Op
from vsm_desktop.drawing.seen import Seen

LEAST, MOST = 0.1, 8.0
_TINIEST = 1e-4
_ROOM = 900.0
_AROUND = 48.0  # pixels left free round a selection that is zoomed to


class SheetView(QGraphicsView):
    """Shows one scene on its ground."""

    zoomed = Signal(float)
    edge = 20.0  # pixels left free round the sheet when it is fitted; its caption stands there

    def __init__(self) -> None:
        self._scene = Scene()
        super().__init__(self._scene)
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
        self._fitting = True
        self._ground = Ground()

    def show_ground(self, ground: Ground) -> None:
        """Another ground, if it is one; there is room to pan round its sheet."""
        if ground == self._ground:
            return
        if ground.sheet != self._ground.sheet:
            left, top, right, bottom = ground.sheet
            room = QRectF(left, top, right - left, bottom - top)
            self._scene.setSceneRect(room.adjusted(-_ROOM, -_ROOM, _ROOM, _ROOM))
        self._ground = ground
        self.viewport().update()

    def show_lights(self, under: tuple[Op, ...], over: tuple[Op, ...]) -> None:
        """Marks that are no part of the selection: light under the map, lines over it."""
        self._scene.lights.show_ops(under)
        self._scene.marks.show_ops(over)

    def drawBackground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        self._scene.seen.level = level_of(painter.worldTransform().m11())
        paint_ground(painter, QRectF(rect), self._ground, self.scale_now)

    # zoom and pan

    @property
    def scale_now(self) -> float:
        """Pixels per map unit."""
        return self.transform().m11()

    @property
    def detail(self) -> Seen:
        """How much of the map is shown at this zoom."""
        self._scene.seen.level = level_of(self.scale_now)
        return self._scene.seen

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
        least = min(
            LEAST, self._scale_for(self._ground.sheet, self.edge)
        )  # the whole of any sheet can be seen
        scale = min(max(scale, least), MOST)
        pixel = anchor if anchor is not None else QPointF(self.viewport().rect().center())
        before = self.to_map(pixel)
        self.resetTransform()
        self.scale(scale, scale)
        after = self.to_map(pixel)
        self.translate(after.x() - before.x(), after.y() - before.y())
        self.scroll_by(self.mapFromScene(before) - pixel.toPoint())
        self._fitting = False
        self.scaled()
        self.zoomed.emit(self.scale_now)

    def scaled(self) -> None:
        """The scale is another: marks that keep their size on the screen are drawn anew by those who have some."""

    def look_at(self, middle: QPointF, scale: float) -> None:
        """Show a place in the middle of the view at a scale."""
        self.zoom_to(scale)
        self.centerOn(middle)

    def zoom_by(self, factor: float, anchor: QPointF | None = None) -> None:
        """Zoom in or out by a factor."""
        self.zoom_to(self.scale_now * factor, anchor)

    def fit(self) -> None:
        """Show the whole sheet, and keep it in view until somebody zooms or pans."""
        self._show_box(self._ground.sheet, self.edge, MOST)
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
