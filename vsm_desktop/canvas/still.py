"""A map that is only looked at: it can be panned, zoomed and pointed at, and goes along with another one."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from msgspec.structs import replace
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessibleInterface,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

from vsm_desktop.canvas.ground import bare_ground
from vsm_desktop.canvas.hearing import follow, speak_for
from vsm_desktop.canvas.paint import pen_of
from vsm_desktop.canvas.sheet import SheetView
from vsm_desktop.drawing.frame import Frame
from vsm_desktop.drawing.hit import hit
from vsm_desktop.drawing.ops import Box, Drawing, Op, Part, Path, Pen, extent
from vsm_desktop.drawing.placed import part_box
from vsm_desktop.drawing.shapes import polyline
from vsm_desktop.drawing.theme import ThemeName, tokens
from vsm_desktop.edit.align import around
from vsm_desktop.model.value import of_ids
from vsm_desktop.tools.handles import AWAY, course
from vsm_desktop.tools.marks import box_path, grown, joined
from vsm_desktop.tools.overlay import box_on_map

ON_PAPER = ("@title", "@legend")
_STEPS = {
    Qt.Key.Key_Left: QPoint(-40, 0),
    Qt.Key.Key_Right: QPoint(40, 0),
    Qt.Key.Key_Up: QPoint(0, -40),
    Qt.Key.Key_Down: QPoint(0, 40),
}
_ZOOMS = {Qt.Key.Key_Plus: 1.25, Qt.Key.Key_Equal: 1.25, Qt.Key.Key_Minus: 0.8}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
MARGIN = 12.0
_RING = 2
Marks = Callable[[float], tuple[Op, ...]]


class Content:
    """The room of a map without what it says of itself on paper; of parts that stay the same it is kept."""

    def __init__(self) -> None:
        self._reach: dict[str, tuple[tuple[Op, ...], Box]] = {}

    def room(self, drawing: Drawing) -> Box:
        """The room of all parts of a drawing."""
        reach: dict[str, tuple[tuple[Op, ...], Box]] = {}
        boxes: list[Box] = []
        for part in drawing.parts:
            if not part.ops or part.id in ON_PAPER:
                continue
            known = self._reach.get(part.id)
            if known is None or known[0] is not part.ops:
                known = (part.ops, extent(part.ops))
            reach[part.id] = known
            left, top, right, bottom = known[1]
            boxes.append((part.x + left, part.y + top, part.x + right, part.y + bottom))
        self._reach = reach
        return around(boxes) if boxes else drawing.sheet


class StillView(SheetView):
    """Shows a frame. A drag moves it; a click points at an element, a double click or Enter opens it."""

    moved = Signal()
    pointed = Signal(str)
    opened = Signal(str)
    entered = Signal()
    edge = 6.0

    def __init__(self) -> None:
        super().__init__()
        speak_for("StillView", _access)
        self.setObjectName("still")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.frame: Frame | None = None
        self.lit: frozenset[str] = frozenset()
        self.tip: Callable[[str], str] = lambda _id: ""
        self._marks: Marks = lambda _pixel: ()
        self._theme: ThemeName = "light"
        self._pressed: QPoint | None = None
        self._last = QPoint()
        self._quiet = False
        self._room: Box = (0.0, 0.0, 1.0, 1.0)
        self.viewport().setCursor(Qt.CursorShape.OpenHandCursor)

    # what is shown

    def show_frame(self, frame: Frame, room: Box) -> None:
        """Show a frame in a room of the map, which is what `fit` shows."""
        self.frame = frame
        parts = tuple(part for part in frame.drawing.parts if part.id not in ON_PAPER)
        self._scene.show_frame(replace(frame, drawing=replace(frame.drawing, parts=parts)))
        self._theme = frame.theme
        self._show_room(room)

    def show_marks(self, marks: Marks) -> None:
        """Marks over the map, which are asked for anew at every zoom, with the size of a pixel in map units."""
        self._marks = marks
        self.scaled()

    def _show_room(self, room: Box) -> None:
        other, self._room = room != self._room, room
        self.show_ground(bare_ground(grown(room, MARGIN), self._theme))
        self.scaled()
        if other and self._fitting:
            self.fit()

    def light(self, ids: Iterable[str]) -> None:
        """Frame these elements, wherever the light came from."""
        chosen = frozenset(ids)
        if chosen != self.lit:
            self.lit = chosen
            self.scaled()
            follow(self)

    def scaled(self) -> None:
        pixel = 1 / self.scale_now
        self._scene.marks.show_ops(self._lights(pixel))
        self._scene.overlay.show_ops(self._marks(pixel))

    def _lights(self, pixel: float) -> tuple[Op, ...]:
        if not self.lit:
            return ()
        accent = Pen(tokens(self._theme)["accent"], 2 * pixel)
        parts = of_ids(self._parts, self.lit)
        boxes = [box_path(grown(box_on_map(part), AWAY)) for part in parts if part.box]
        lines = [polyline(course(part)) for part in parts if part.line]
        return (Path(joined([*boxes, *lines]), accent),) if boxes or lines else ()

    @property
    def _parts(self) -> tuple[Part, ...]:
        return self.frame.drawing.parts if self.frame is not None else ()

    def box_of(self, ids: Iterable[str]) -> Box | None:
        """Where elements are on the map; None for none of them."""
        boxes = [part_box(part) for part in of_ids(self._parts, frozenset(ids)) if part.ops]
        return around(boxes) if boxes else None

    # going along

    @property
    def middle(self) -> QPointF:
        """The place in the middle of the view."""
        return self.to_map(QRectF(self.viewport().rect()).center())

    @property
    def fitting(self) -> bool:
        """Whether the whole is kept in view."""
        return self._fitting

    def go_along(self, other: StillView, offset: tuple[float, float]) -> None:
        """Show the same part as another view, whose map is displaced by an offset against this one."""
        self._quiet = True
        if other.fitting:
            self.fit()
        else:
            self.look_at(other.middle + QPointF(*offset), other.scale_now)
        self._quiet = False

    def zoom_to(self, scale: float, anchor: QPointF | None = None) -> None:
        quiet, self._quiet = self._quiet, True
        super().zoom_to(scale, anchor)
        self._quiet = quiet
        self._tell()

    def scroll_by(self, by: QPoint) -> None:
        super().scroll_by(by)
        self._tell()

    def fit(self) -> None:
        quiet, self._quiet = self._quiet, True
        super().fit()
        self._quiet = quiet
        self._tell()

    def go_to(self, box: Box) -> None:
        """Scroll as little as needed to have a box in view."""
        self.reveal(box)
        self._tell()

    def _tell(self) -> None:
        if not self._quiet:
            self.moved.emit()

    # the hand

    def at(self, pixel: QPointF) -> str:
        """The element under a pixel of the viewport; empty for none."""
        if self.frame is None:
            return ""
        place = self.to_map(pixel)
        return hit(self.frame.drawing, place.x(), place.y(), 6 / self.scale_now) or ""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        if event.button() in (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton):
            self._pressed = self._last = event.position().toPoint()
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        here = event.position().toPoint()
        if self._pressed is None:
            over = bool(self.at(event.position()))
            self._show_hand(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.OpenHandCursor)
        elif self._dragged(here):
            self._show_hand(Qt.CursorShape.ClosedHandCursor)
            self.scroll_by(self._last - here)
            self._last = here
        event.accept()

    def _dragged(self, here: QPoint) -> bool:
        if self._pressed is None:
            return False
        far = (here - self._pressed).manhattanLength() >= QApplication.startDragDistance()
        return far or self._last != self._pressed

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        dragged = self._dragged(event.position().toPoint())
        left = event.button() == Qt.MouseButton.LeftButton and self._pressed is not None
        self._pressed = None
        self._show_hand(Qt.CursorShape.OpenHandCursor)
        if left and not dragged:
            self.pointed.emit(self.at(event.position()))
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if id_ := self.at(event.position()):  # after this event is over: the view may be gone then
            QTimer.singleShot(0, self, lambda: self.opened.emit(id_))
        event.accept()

    def _show_hand(self, shape: Qt.CursorShape) -> None:
        if self.viewport().cursor().shape() != shape:
            self.viewport().setCursor(shape)

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            id_ = self.at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), self.tip(id_) if id_ else "", self)
            return True
        return super().viewportEvent(event)

    # keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier):
            event.ignore()
        elif key in _STEPS:
            self.scroll_by(_STEPS[Qt.Key(key)])
        elif key in _ZOOMS:
            self.zoom_by(_ZOOMS[Qt.Key(key)])
        elif key == Qt.Key.Key_0:
            self.zoom_to(1.0)
        elif key == Qt.Key.Key_1:
            self.fit()
        elif key in _ENTER and self.lit:
            self.opened.emit(min(self.lit))
        else:
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit()
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self.viewport())
            painter.setPen(pen_of(Pen(tokens(self._theme)["accent"], _RING)))
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))


def _access(view: QWidget) -> QAccessibleInterface:
    from vsm_desktop.canvas.still_access import StillAccess  # only if somebody listens

    return StillAccess(view)
