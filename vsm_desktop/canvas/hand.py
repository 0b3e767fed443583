"""The hand on the map: mouse events in map units, the moment of rest that shows where arrows start, and the map that
scrolls by itself when a gesture reaches its edge."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QMouseEvent

from vsm_desktop.drawing.asked import number_at, total_at
from vsm_desktop.drawing.hit import hit
from vsm_desktop.edit.groups import with_groups
from vsm_desktop.tools.desk import Desk
from vsm_desktop.tools.events import Escape, Event, Leave, Move, Press, Release, Rest

if TYPE_CHECKING:
    from vsm_desktop.canvas.view import MapView

_REACH = 6.0
_REST_MS = 120
_EDGE, _STEP, _EDGE_MS = 24, 18, 30
_NONE = Qt.KeyboardModifier.NoModifier
_MODES = {
    Qt.Key.Key_Alt: Qt.KeyboardModifier.AltModifier,
    Qt.Key.Key_Shift: Qt.KeyboardModifier.ShiftModifier,
    Qt.Key.Key_Control: Qt.KeyboardModifier.ControlModifier,
}


class Hand:
    """What the pointer does on one view."""

    def __init__(self, view: MapView, desk: Desk) -> None:
        self.view, self.desk = view, desk
        self.at: tuple[float, float] | None = None
        self._pixel = QPointF()
        self._keys = _NONE
        self._down = False
        self._asked: tuple[float, float] | None = None
        self._rest = QTimer(view, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self._rested)
        self._edge = QTimer(view, interval=_EDGE_MS)
        self._edge.timeout.connect(self._scroll_on)

    def do(self, event: Event) -> None:
        """Hand an event to the tool."""
        self.desk.handle(event)

    def press(self, event: QMouseEvent) -> None:
        """The main button goes down."""
        x, y = self._to(event.position(), event.modifiers())
        extend = bool(
            event.modifiers() & (Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier)
        )
        self._down = True
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        self._asked = (x, y) if not self.desk.tool.busy and self._on_number(x, y, alt) else None
        self.do(Press(x, y, extend, _REACH * self.desk.pixel))

    def move(self, event: QMouseEvent) -> None:
        """The pointer moves."""
        self._to(event.position(), event.modifiers())
        self._moved()
        if self._down and self.desk.tool.busy:
            self._watch_edge()
        elif not event.buttons() and not self._rest.isActive():
            self._rest.start()

    def release(self, event: QMouseEvent) -> None:
        """The main button goes up."""
        x, y = self._to(event.position(), event.modifiers())
        self._down = False
        self._edge.stop()
        self.do(Release(x, y, *self._modes(), _REACH * self.desk.pixel))
        self.view.show_cursor()
        asked, self._asked = self._asked, None
        if asked and max(abs(asked[0] - x), abs(asked[1] - y)) < _REACH * self.desk.pixel:
            self.view.number_clicked.emit(*asked)

    def _on_number(self, x: float, y: float, alt: bool) -> bool:
        """Whether a press there asks for a number: on the ladder at once, on a symbol with Alt."""
        frame, reach = self.desk.frame, _REACH * self.desk.pixel
        if self.desk.tool.name != "select":
            return False
        if alt:
            return bool(number_at(frame, x, y, reach))
        return hit(frame.drawing, x, y, reach) is None and bool(total_at(frame, x, y))

    def point_out(self, event: QMouseEvent) -> None:
        """The other button: what is under it is chosen, unless it is already; a gesture under way is dropped."""
        if self.desk.tool.busy:
            self.do(Escape())
        x, y = self._to(event.position(), event.modifiers())
        found = hit(self.desk.frame.drawing, x, y, _REACH * self.desk.pixel)
        if found is None:
            self.desk.select(frozenset())
        elif found not in self.desk.selection:
            self.desk.select(with_groups(self.desk.frame.state, {found}))

    def left(self) -> None:
        """The pointer left the view."""
        self._rest.stop()
        self.at = None
        if not self._down:
            self.do(Leave())

    def modifier(self, event: QKeyEvent) -> bool:
        """A key that changes what the gesture under way does shows at once; whether it was such a key."""
        flag = _MODES.get(Qt.Key(event.key()))
        if flag is None:
            return False
        down = (
            event.type() == QEvent.Type.KeyPress
        )  # what an event says of its own key differs between systems
        self._keys = self._keys | flag if down else self._keys & ~flag
        if self.desk.tool.busy and self.at is not None:
            self._moved()
        return True

    def carry(self, pixel: QPointF | None, modifiers: Qt.KeyboardModifier) -> None:
        """A symbol is carried over the map, or beside it."""
        if pixel is None:
            self.at = None
            self.do(Leave())
            return
        self._to(pixel, modifiers)
        self._moved()

    def drop(self, pixel: QPointF | None, modifiers: Qt.KeyboardModifier) -> None:
        """A symbol that was carried is let go on the map, or beside it."""
        if pixel is None:
            self.do(Escape())
            return
        x, y = self._to(pixel, modifiers)
        self.do(Release(x, y, *self._modes(), _REACH * self.desk.pixel))

    def _moved(self) -> None:
        assert self.at is not None
        self.do(Move(*self.at, *self._modes(), _REACH * self.desk.pixel))
        self.view.show_cursor()

    def _modes(self) -> tuple[bool, bool, bool]:
        """Without snapping, straight, a copy."""
        return (
            bool(self._keys & Qt.KeyboardModifier.AltModifier),
            bool(self._keys & Qt.KeyboardModifier.ShiftModifier),
            bool(self._keys & Qt.KeyboardModifier.ControlModifier),
        )

    def _to(self, pixel: QPointF, keys: Qt.KeyboardModifier) -> tuple[float, float]:
        self._pixel, self._keys = pixel, keys
        place = self.view.to_map(pixel)
        self.at = (place.x(), place.y())
        return self.at

    def _rested(self) -> None:
        if self.at is not None and not self.desk.tool.busy:
            self.do(Rest(*self.at, _REACH * self.desk.pixel))
            self.view.show_cursor()

    # the edge

    def _beyond(self) -> QPoint:
        """How the map has to scroll for a gesture that reached the edge of the view."""
        inner: QRect = self.view.viewport().rect().adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)
        x, y = round(self._pixel.x()), round(self._pixel.y())
        across = -_STEP if x < inner.left() else _STEP if x > inner.right() else 0
        down = -_STEP if y < inner.top() else _STEP if y > inner.bottom() else 0
        return QPoint(across, down)

    def _watch_edge(self) -> None:
        if self._beyond().isNull():
            self._edge.stop()
        elif not self._edge.isActive():
            self._edge.start()

    def _scroll_on(self) -> None:
        by = self._beyond()
        if by.isNull() or not self.desk.tool.busy:
            self._edge.stop()
            return
        self.view.scroll_by(by)
        self._to(self._pixel, self._keys)
        self._moved()
