"""A chart on the screen: the same ops that are printed, with what a pointer and a keyboard do to them."""

from __future__ import annotations

from collections.abc import Callable
from math import ceil

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessibleInterface,
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QScrollArea, QToolTip, QWidget

from vsm_desktop.canvas.hearing import follow, speak_for
from vsm_desktop.canvas.paint import HINTS, Ready, play_ready, ready
from vsm_desktop.drawing.charts.book import ChartName, chart_of, entry_of
from vsm_desktop.drawing.charts.chart import Chart, Mark, mark_at
from vsm_desktop.drawing.frame import Frame
from vsm_desktop.drawing.theme import ThemeName, tokens

NO_CHART = Chart((), (), 0.0, 0.0, "")
_BAR = 10  # of a scroll bar
_AT_ONCE, _LATER_MS = 150, 60  # steps that are drawn with every key, and how long the rest of them may wait
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}
_GO = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class ChartView(QWidget):
    """Paints one chart and knows what lies under the pointer.

    It draws anew only if report, unit of times, theme or room changed.
    """

    menu_wanted = Signal(QPoint, int)

    def __init__(self, choose: Callable[[frozenset[str]], object], leave: Callable[[], object]) -> None:
        super().__init__()
        self.chart = NO_CHART
        self.current = 0  # the mark the keyboard is at, while it is here
        self.commands: dict[str, Callable[[], object]] = {}
        self._choose, self._leave = choose, leave
        self._frame: Frame | None = None
        self.ground = "page"  # the colour it stands on
        self._theme: ThemeName | None = None
        self._name: ChartName = "takt"
        self._room = QSize()
        self._drawn: tuple[object, ...] = ()
        self._ready: Ready = ()
        self._selection: frozenset[str] = frozenset()
        self._hovered: int | None = None
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_LATER_MS)
        self._later.timeout.connect(self._draw)
        speak_for("ChartView", _access)
        self.setObjectName("chart")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)

    # what is shown

    def show_frame(self, name: ChartName, frame: Frame, room: QSize) -> None:
        """Show a chart of a frame in a room; a long one follows an edit in its own time, not to hold up the map."""
        another = (name, frame.theme, room) != (self._name, self._frame and self._frame.theme, self._room)
        self._name, self._frame, self._room = name, frame, room
        if another or len(frame.report.steps) <= _AT_ONCE:
            self._draw()
        elif not self._later.isActive():
            self._later.start()

    def show_selection(self, selection: frozenset[str]) -> None:
        """Frame the bars of what is selected on the map."""
        if selection != self._selection:
            self._selection = selection
            self.update()
            follow(self)

    def fit(self, room: QSize) -> None:
        """Draw for another room."""
        self._room = room
        self._draw()

    def _draw(self) -> None:
        frame = self._frame
        if frame is None or self._room.isEmpty():
            return
        times, room = frame.state.options.time_unit, self._room
        drawn = (frame.report, frame.theme, times, self._name, room.width(), room.height())
        if drawn[1:] == self._drawn[1:] and drawn[0] is self._drawn[0]:
            return
        self._drawn = drawn
        self.show_chart(_fitted(self._name, frame, room), entry_of(self._name).heading, frame.theme)
        self.setMinimumSize(_needed(self.chart, room))

    def show_chart(self, chart: Chart, heading: str, theme: ThemeName) -> None:
        """Show a chart as it is drawn."""
        self._theme, self.chart = theme, chart
        self._ready = ready(op for part in chart.parts for op in part.ops)
        self.current = max(0, min(self.current, len(chart.marks) - 1))
        self._hovered = None
        self.setAccessibleName(heading)
        self.setAccessibleDescription("; ".join(said(mark) for mark in chart.marks))
        self.update()
        follow(self)

    def ids_of(self, number: int) -> frozenset[str]:
        """The elements a mark is about; none for -1."""
        return frozenset(self.chart.marks[number].ids) if number >= 0 else frozenset()

    def is_selected(self, number: int) -> bool:
        """Whether all a mark is about is selected on the map."""
        ids = self.ids_of(number)
        return bool(ids) and ids <= self._selection

    def area(self, number: int) -> QRect:
        """Where a mark is."""
        left, top, right, bottom = self.chart.marks[number].box
        return QRectF(left, top, right - left, bottom - top).toRect()

    # pointer

    def _at(self, at: QPoint) -> int | None:
        return mark_at(self.chart, at.x(), at.y())

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            number = self._at(event.pos())
            text = "" if number is None else _tip(self.chart.marks[number])
            QToolTip.showText(event.globalPos(), text, self)
            return True
        return super().event(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self._at(event.position().toPoint()))

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(None)

    def _hover(self, number: int | None) -> None:
        if number != self._hovered:
            self._hovered = number
            there = number is not None and bool(self.chart.marks[number].ids)
            self.setCursor(Qt.CursorShape.PointingHandCursor if there else Qt.CursorShape.ArrowCursor)
            self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        number = self._at(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and number is not None:
            self.go_to(number)
            self.choose_current()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() == QContextMenuEvent.Reason.Keyboard and self.chart.marks:
            place = self.mapToGlobal(self.area(self.current).center())
            self.menu_wanted.emit(place, self.current)
            return
        number = self._at(event.pos())
        self.menu_wanted.emit(event.globalPos(), -1 if number is None else number)

    # keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self._leave()
        elif key in _STEPS:
            self._walk(self.current + _STEPS[Qt.Key(key)])
        elif key == Qt.Key.Key_Home:
            self._walk(0)
        elif key == Qt.Key.Key_End:
            self._walk(len(self.chart.marks) - 1)
        elif key in _GO:
            self.choose_current()
        elif event.matches(
            QKeySequence.StandardKey.Copy
        ):  # the window's own is off while nothing is selected
            self.commands["copy"]()
        else:
            super().keyPressEvent(event)

    def _walk(self, number: int) -> None:
        """Put the keyboard's mark on a bar, and say what it is."""
        self.go_to(number)
        if self.chart.marks:
            place = self.area(self.current)
            QToolTip.showText(self.mapToGlobal(place.topLeft()), _tip(self.chart.marks[self.current]), self)

    def go_to(self, number: int) -> None:
        """Put the keyboard's mark on a bar and bring it into sight."""
        self.current = max(0, min(number, len(self.chart.marks) - 1))
        if self.chart.marks and (scroll := _scroll_of(self)) is not None:
            middle = self.area(self.current).center()
            scroll.ensureVisible(middle.x(), middle.y(), 60, 20)
        self.update()
        follow(self)

    def choose_current(self) -> None:
        """Select what the bar is about."""
        if self.chart.marks and (ids := self.ids_of(self.current)):
            self._choose(ids)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()
        follow(self)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()
        follow(self)

    # paint

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._theme is None:
            return
        colors, painter = tokens(self._theme), QPainter(self)
        painter.setRenderHints(HINTS)
        painter.fillRect(self.rect(), QColor(colors[self.ground]))
        play_ready(self._ready, painter)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for number in range(len(self.chart.marks)):
            if self.is_selected(number):
                _ring(painter, self.area(number), QColor(colors["accent"]), 1.5)
            elif number == self._hovered:
                _ring(painter, self.area(number), QColor(colors["control"]), 1.0)
        if self.hasFocus() and self.chart.marks:
            _ring(painter, self.area(self.current).adjusted(-2, -2, 2, 1), QColor(colors["accent"]), 2.5)


def said(mark: Mark) -> str:
    """A mark in one line."""
    return ", ".join((mark.name, *mark.said.splitlines()))


def _tip(mark: Mark) -> str:
    return f"{mark.name}\n{mark.said}"


def _ring(painter: QPainter, area: QRect, color: QColor, width: float) -> None:
    painter.setPen(QPen(color, width))
    painter.drawRoundedRect(QRectF(area).adjusted(1, 1, -1, -1), 4, 4)


def _fitted(name: ChartName, frame: Frame, room: QSize) -> Chart:
    """The chart for a room; where it needs more one way, a scroll bar takes some of the other."""
    chart = chart_of(name, frame, room.width(), room.height())
    if ceil(chart.width) > room.width():
        return chart_of(name, frame, room.width(), room.height() - _BAR)
    if ceil(chart.height) > room.height():
        return chart_of(name, frame, room.width() - _BAR, room.height())
    return chart


def _needed(chart: Chart, room: QSize) -> QSize:
    """The least size of the view: none in the ways in which the chart fits."""
    wide, high = ceil(chart.width), ceil(chart.height)
    return QSize(wide if wide > room.width() else 0, high if high > room.height() else 0)


def _scroll_of(view: QWidget) -> QScrollArea | None:
    around = view.parentWidget()
    scroll = around.parentWidget() if around is not None else None
    return scroll if isinstance(scroll, QScrollArea) else None


def _access(view: QWidget) -> QAccessibleInterface:
    from vsm_desktop.ui.charts.access import ChartAccess  # only if somebody listens

    return ChartAccess(view)
