"""Where the keyboard is: a ring round the one element it acts on, or round the view where it acts on none.

Shown only while the view has the keyboard and the keyboard was used last, as browsers do it; a ring has a gap in
the page's colour round it, so that it stands out by shape and not by hue alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPainterPath,
    QPainterPathStroker,
    QPaintEvent,
    QPen,
    QRegion,
)
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from vsm_desktop.drawing.ops import Part
from vsm_desktop.drawing.theme import tokens

if TYPE_CHECKING:
    from vsm_desktop.canvas.view import MapView

RING, GAP = 3.0, 1.0  # pixels
_AWAY = 8.0  # pixels between a symbol and its ring: the selection frame lies between them
_UNDER_MARKS = 1e9 - 2
_BY_KEYBOARD = frozenset(
    {
        Qt.FocusReason.TabFocusReason,
        Qt.FocusReason.BacktabFocusReason,
        Qt.FocusReason.ShortcutFocusReason,
        Qt.FocusReason.MenuBarFocusReason,
    }
)
_AS_BEFORE = frozenset({Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason})
_WALKING = frozenset(
    {
        *(Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down),
        *(Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Home, Qt.Key.Key_End),
    }
)


class EdgeRing(QWidget):
    """A ring along the inner edge of a widget; it takes no mouse and no room."""

    def __init__(self, over: QWidget, color: str, width: int = 2) -> None:
        super().__init__(over)
        self.setObjectName("edge-ring")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._color, self._width = color, width
        over.installEventFilter(self)
        self.fit()

    def show_color(self, color: str) -> None:
        """Another theme."""
        if color != self._color:
            self._color = color
            self.update()

    def fit(self) -> None:
        """Lie along the edge; only the edge is painted, so that what is inside costs nothing."""
        over = self.parentWidget()  # asked each time: the wrapper of a widget that Qt made does not last
        area = over.rect() if over is not None else self.rect()
        self.setGeometry(area)
        inner = area.adjusted(self._width, self._width, -self._width, -self._width)
        self.setMask(QRegion(area) - QRegion(inner))
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.fit()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), QColor(self._color))


class RingItem(QGraphicsItem):
    """The ring round one element, of even width at every zoom."""

    def __init__(self) -> None:
        super().__init__()
        self._path = QPainterPath()
        self._scale = 1.0
        self._colors = ("", "")
        self.setZValue(_UNDER_MARKS)
        self.hide()

    def show_path(self, path: QPainterPath, scale: float, colors: tuple[str, str]) -> None:
        """Show the ring along a path."""
        if path != self._path or scale != self._scale or colors != self._colors:
            self.prepareGeometryChange()
            self._path, self._scale, self._colors = path, scale, colors
            self.update()
        self.show()

    def boundingRect(self) -> QRectF:
        room = (RING + 2 * GAP) / self._scale
        return self._path.boundingRect().adjusted(-room, -room, room, room)

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        accent, page = self._colors
        for color, width in ((page, RING + 2 * GAP), (accent, RING)):
            pen = QPen(QColor(color), width)
            pen.setCosmetic(True)
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            painter.setPen(pen)
            painter.drawPath(self._path)


class FocusRing(QObject):
    """Watches how the keyboard comes to a view, and shows where it is."""

    def __init__(self, view: MapView) -> None:
        super().__init__(view)
        self._view = view
        self._item: RingItem | None = None
        self._edge: EdgeRing | None = None
        self.by_keyboard = False
        view.installEventFilter(self)
        view.viewport().installEventFilter(self)
        view.zoomed.connect(self.refresh)

    @property
    def around(self) -> str | None:
        """The element the ring lies round now."""
        selection = self._view.desk.selection
        alone = len(selection) == 1 and self.shown
        return next(iter(selection)) if alone else None

    @property
    def shown(self) -> bool:
        """Whether there is a ring anywhere."""
        return self.by_keyboard and self._view.hasFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in (QEvent.Type.FocusIn, QEvent.Type.FocusOut) and watched is self._view:
            reason = event.reason() if isinstance(event, QFocusEvent) else Qt.FocusReason.OtherFocusReason
            if kind == QEvent.Type.FocusIn and reason not in _AS_BEFORE:
                self.by_keyboard = reason in _BY_KEYBOARD
                self._view.installEventFilter(self)  # to the front: others may keep keys to themselves
            self.refresh(focused=kind == QEvent.Type.FocusIn)
        elif kind == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            self._turn(on=self.by_keyboard or event.key() in _WALKING)
        elif kind == QEvent.Type.MouseButtonPress:
            self._turn(on=False)
        return False

    def _turn(self, *, on: bool) -> None:
        if on != self.by_keyboard:
            self.by_keyboard = on
            self.refresh()

    def refresh(self, _scale: float = 0.0, *, focused: bool | None = None) -> None:
        """Show the ring where it belongs now."""
        has = self._view.hasFocus() if focused is None else focused
        shown = self.by_keyboard and has
        if not shown and self._item is None and self._edge is None:
            return
        part = self._focused_part() if shown else None
        self._show_item(part)
        self._show_edge(shown and part is None)

    def _focused_part(self) -> Part | None:
        selection = self._view.desk.selection
        if len(selection) != 1:
            return None
        (id_,) = selection
        return next((part for part in self._view.desk.frame.drawing.parts if part.id == id_), None)

    def _show_item(self, part: Part | None) -> None:
        if part is None:
            if self._item is not None:
                self._item.hide()
            return
        if self._item is None:
            self._item = RingItem()
            self._view.scene().addItem(self._item)
        colors = tokens(self._view.desk.frame.theme)
        scale = self._view.scale_now
        self._item.show_path(ring_path(part, _AWAY / scale), scale, (colors["accent"], colors["page"]))

    def _show_edge(self, shown: bool) -> None:
        accent = tokens(self._view.desk.frame.theme)["accent"]
        if shown and self._edge is None:
            self._edge = EdgeRing(self._view, accent)
        if self._edge is not None:
            self._edge.show_color(accent)
            self._edge.setVisible(shown)


def ring_path(part: Part, away: float) -> QPainterPath:
    """The way round a symbol, or along both sides of an arrow, in map units."""
    path = QPainterPath()
    if part.box is not None:
        left, top, right, bottom = part.box
        box = QRectF(part.x + left, part.y + top, right - left, bottom - top)
        path.addRect(box.adjusted(-away, -away, away, away))
        return path
    course = QPainterPath()
    points = [QPointF(part.x + x, part.y + y) for x, y in part.line]
    course.moveTo(points[0])
    for point in points[1:]:
        course.lineTo(point)
    stroker = QPainterPathStroker()
    stroker.setWidth(2 * away)
    stroker.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    stroker.setCapStyle(Qt.PenCapStyle.FlatCap)  # a ring that ends where the symbols begin
    return stroker.createStroke(course).simplified()
