"""The pins of the findings on the map: drawn while the page is seen; a click on one chooses its finding."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QPointF, Qt
from PySide6.QtGui import QHelpEvent, QMouseEvent
from PySide6.QtWidgets import QToolTip

from vsm_desktop.canvas.view import MapView
from vsm_desktop.drawing.pins import Pin, Placed, pin_at, pin_marks, placed_pins
from vsm_desktop.tools.desk import Desk


class Pins(QObject):
    """Keeps the pins on one view where their symbols are."""

    def __init__(
        self, view: MapView, desk: Desk, choose: Callable[[int], object], say: Callable[[int], str]
    ) -> None:
        super().__init__(view)
        self.view, self.desk, self._choose, self._say = view, desk, choose, say
        self.pins: Sequence[Pin] = ()
        self.placed: tuple[Placed, ...] = ()
        self._look: tuple[object, ...] = ()
        self._pressed = False
        view.zoomed.connect(self._zoomed)
        view.viewport().installEventFilter(self)

    def show_pins(self, pins: Sequence[Pin]) -> None:
        """Show these, where their symbols are now."""
        self.pins = pins
        self.placed = placed_pins(self.desk.frame, pins, self.desk.pixel)
        look = (self.placed, self.desk.theme, self.desk.pixel)
        if look != self._look:  # while a number is typed nothing moves
            self._look = look
            self.view.show_pins(pin_marks(self.desk.frame, self.placed, self.desk.pixel))

    def _zoomed(self, _scale: float) -> None:
        if self.pins:
            self.show_pins(self.pins)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A press on a pin goes no further: it is not for the tool in hand."""
        if not self.placed:
            return False
        if isinstance(event, QMouseEvent):
            return self._mouse(event)
        if isinstance(event, QHelpEvent) and (pin := self._at(QPointF(event.pos()))) is not None:
            QToolTip.showText(event.globalPos(), self._say(pin.number), self.view)
            return True
        return False

    def _mouse(self, event: QMouseEvent) -> bool:
        if event.button() != Qt.MouseButton.LeftButton:
            return False
        if event.type() == QEvent.Type.MouseButtonRelease and self._pressed:
            self._pressed = False
            return True
        if event.type() not in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick):
            return False
        pin = None if self.desk.tool.busy else self._at(event.position())
        self._pressed = pin is not None
        if pin is not None:
            self._choose(pin.number)
        return self._pressed

    def _at(self, pixel: QPointF) -> Pin | None:
        place = self.view.to_map(pixel)
        return pin_at(self.placed, place.x(), place.y(), self.desk.pixel)
