"""The map in a window: zoom, pan, and Qt's events turned into tool events."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QGraphicsView

from vsm_desktop.assets import _
from vsm_desktop.canvas.scene import Scene
from vsm_desktop.drawing.ops import Box
from vsm_desktop.drawing.theme import tokens
from vsm_desktop.tools.desk import Desk
from vsm_desktop.tools.events import Escape, Event, Leave, Move, Press, Release

LEAST, MOST = 0.1, 8.0
_REACH = 6.0
_ROOM = 900.0


class MapView(QGraphicsView):
    """Shows the desk's frame and hands events to its tool."""

    zoomed = Signal(float)
    first_painted = Signal()

    def __init__(self, desk: Desk) -> None:
        self._scene = Scene()
        super().__init__(self._scene)
        self.desk = desk
        self.setObjectName("map")
        self.setAccessibleName(_("Map"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.viewport().setMouseTracking(True)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.MinimalViewportUpdate)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setResizeAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setOptimizationFlag(QGraphicsView.OptimizationFlag.DontSavePainterState)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._panning: QPoint | None = None
        self._space = False
        self._fitting = True
        self._painted = False
        self._sheet: Box = (0.0, 0.0, 0.0, 0.0)
        self._colors: tuple[str, str, str] = ("", "", "")
        self.show_desk(desk)

    # frames

    def show_desk(self, desk: Desk) -> None:
        """Bring the picture up to the desk's frame and marks."""
        self._scene.show_frame(desk.frame)
        self._scene.overlay.show_ops(desk.overlay())
        colors = tokens(desk.frame.theme)
        ground = (colors["canvas"], colors["page"], colors["hair"])
        if desk.frame.drawing.sheet != self._sheet or ground != self._colors:
            self._sheet, self._colors = desk.frame.drawing.sheet, ground
            room = QRectF(*self._sheet[:2], self._sheet[2] - self._sheet[0], self._sheet[3] - self._sheet[1])
            self._scene.setSceneRect(room.adjusted(-_ROOM, -_ROOM, _ROOM, _ROOM))
            self.viewport().update()
        self._show_cursor()

    def drawBackground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        area = QRectF(rect)
        ground, page, edge = self._colors
        painter.fillRect(area, QColor(ground))
        left, top, right, bottom = self._sheet
        sheet = QRectF(left, top, right - left, bottom - top)
        painter.fillRect(sheet & area, QColor(page))
        pen = QPen(QColor(edge))
        pen.setCosmetic(True)
        painter.setPen(pen)
        painter.drawRect(sheet)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self.first_painted.emit)

    # zoom and pan

    @property
    def scale_now(self) -> float:
        """Pixels per map unit."""
        return self.transform().m11()

    def zoom_to(self, scale: float, anchor: QPointF | None = None) -> None:
        """Zoom, keeping the point under the anchor (viewport pixels; the middle by default) where it is."""
        scale = min(max(scale, LEAST), MOST)
        pixel = anchor if anchor is not None else QPointF(self.viewport().rect().center())
        before = self.to_map(pixel)
        self.resetTransform()
        self.scale(scale, scale)
        after = self.to_map(pixel)
        self.translate(after.x() - before.x(), after.y() - before.y())
        self._scroll(self.mapFromScene(before) - pixel.toPoint())
        self._fitting = False
        self.zoomed.emit(self.scale_now)

    def zoom_by(self, factor: float, anchor: QPointF | None = None) -> None:
        """Zoom in or out by a factor."""
        self.zoom_to(self.scale_now * factor, anchor)

    def fit(self) -> None:
        """Show the whole sheet, and keep it in view until somebody zooms or pans."""
        left, top, right, bottom = self._sheet
        room = self.viewport().rect()
        scale = min(
            (room.width() - 32) / max(right - left, 1.0), (room.height() - 32) / max(bottom - top, 1.0)
        )
        self.zoom_to(scale)
        self.centerOn((left + right) / 2, (top + bottom) / 2)
        self._fitting = True

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._fitting:
            self.fit()

    def to_map(self, pixel: QPointF) -> QPointF:
        """Map units under a viewport pixel, with its fraction."""
        inverse, _ok = self.viewportTransform().inverted()
        return inverse.map(pixel)

    def _scroll(self, by: QPoint) -> None:
        self._fitting = False
        self.horizontalScrollBar().setValue(self.horizontalScrollBar().value() + by.x())
        self.verticalScrollBar().setValue(self.verticalScrollBar().value() + by.y())

    def wheelEvent(self, event: QWheelEvent) -> None:
        delta = event.angleDelta()
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._scroll(QPoint(-(delta.y() or delta.x()), 0))
        elif event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self._scroll(QPoint(0, -(delta.y() or delta.x())))
        else:
            self.zoom_by(1.0015 ** (delta.y() or delta.x()), event.position())
        event.accept()

    # the hand

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        left = event.button() == Qt.MouseButton.LeftButton
        if event.button() == Qt.MouseButton.MiddleButton or (left and self._space):
            self._panning = event.position().toPoint()
            self._show_cursor()
        elif left:
            at = self.to_map(event.position())
            extend = bool(
                event.modifiers() & (Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier)
            )
            self._hand(Press(at.x(), at.y(), extend, _REACH / self.scale_now))
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._panning is not None:
            here = event.position().toPoint()
            self._scroll(self._panning - here)
            self._panning = here
        else:
            at = self.to_map(event.position())
            self._hand(Move(at.x(), at.y(), _free(event.modifiers())))
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._panning is not None:
            self._panning = None
            self._show_cursor()
        elif event.button() == Qt.MouseButton.LeftButton:
            at = self.to_map(event.position())
            self._hand(Release(at.x(), at.y(), _free(event.modifiers())))
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._hand(Escape())
        elif event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._space = True
            self._show_cursor()
        else:
            event.ignore()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._space = False
            self._show_cursor()
        else:
            event.ignore()

    def _hand(self, event: Event) -> None:
        self.desk.handle(event)

    def _show_cursor(self) -> None:
        shape = Qt.CursorShape.ArrowCursor
        if self._panning is not None:
            shape = Qt.CursorShape.ClosedHandCursor
        elif self._space:
            shape = Qt.CursorShape.OpenHandCursor
        elif self.desk.tool.name != "select":
            shape = Qt.CursorShape.CrossCursor
        if self.viewport().cursor().shape() != shape:
            self.viewport().setCursor(shape)

    # symbols carried in from the palette

    def carry(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        """A symbol from the palette is over this place on the screen; away from the map it is not shown."""
        here = self._from_screen(at)
        self._hand(Move(here.x(), here.y(), _free(modifiers)) if here is not None else Leave())

    def drop(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        """A symbol from the palette is let go at this place on the screen; away from the map it goes back."""
        here = self._from_screen(at)
        self._hand(Release(here.x(), here.y(), _free(modifiers)) if here is not None else Escape())
        if here is not None:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _from_screen(self, at: QPointF) -> QPointF | None:
        pixel = self.viewport().mapFromGlobal(at)
        return self.to_map(pixel) if self.viewport().rect().contains(pixel.toPoint()) else None


def _free(modifiers: Qt.KeyboardModifier) -> bool:
    return bool(modifiers & Qt.KeyboardModifier.AltModifier)
