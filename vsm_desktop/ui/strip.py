"""The number strip: what the whole stream does now, painted as one widget so that nothing jumps."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessibleInterface,
    QColor,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QMenu, QSizePolicy, QToolButton, QToolTip, QWidget

from vsm_desktop.assets import _
from vsm_desktop.canvas.hearing import follow, speak_for
from vsm_desktop.canvas.paint import font, window_font
from vsm_desktop.drawing.frame import Frame
from vsm_desktop.drawing.text import measure
from vsm_desktop.drawing.theme import ThemeName, Tokens, tokens
from vsm_desktop.edit.history import History
from vsm_desktop.tools.desk import Desk
from vsm_desktop.ui.cells import PAD, RECORDED, SAVED, Cell, cells, with_change
from vsm_desktop.ui.icons import icon
from vsm_desktop.ui.saved import Saved

__all__ = ["Cell", "Strip", "cells"]

HEIGHT = 64
LIT_MS = 600
_MORE = 84


class Strip(QWidget):
    """Paints the cells; the arrow keys go from one to the next, and each says on hover what is exact and why."""

    asked = Signal(str, QPoint)  # the key of a number that was clicked, and where it stands on the screen

    def __init__(self) -> None:
        super().__init__()
        self.cells: tuple[Cell, ...] = ()  # first of all: from here on it may be asked what it shows
        self.current = 0  # the cell the keyboard is at, while it is here
        self._pressed = ""
        self._frame: Frame | None = None
        self._theme: ThemeName | None = None
        self._widest: dict[str, float] = {}
        speak_for("Strip", _access)
        self.setObjectName("strip")
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(_("Numbers of the stream"))
        self.lit: frozenset[str] = frozenset()
        self._shown: tuple[object, ...] = ()
        self._saved = Saved()
        self._history: History | None = None
        self._more: QToolButton | None = None
        self._dark = QTimer(self)
        self._dark.setSingleShot(True)
        self._dark.setInterval(LIT_MS)
        self._dark.timeout.connect(self._darken)

    # what is shown

    def show_desk(self, desk: Desk) -> None:
        """Show the numbers of the desk's frame, and how they differ from what was saved, or recording began with."""
        frame, saved = desk.frame, desk.since or desk.history.saved
        shown = (frame.report, frame.theme, saved)
        if len(self._shown) == 3 and all(a is b for a, b in zip(shown, self._shown, strict=True)):
            return
        another = (
            self._frame is None
            or self._frame.state_id != frame.state_id
            or desk.history is not self._history  # another document
        )
        self._history = desk.history
        self._shown, self._frame = shown, frame
        before = self._saved.cells_of(saved, frame) if saved is not None else {}
        since = RECORDED if desk.since is not None else SAVED
        found = tuple(with_change(cell, before.get(cell.key), since) for cell in cells(frame))
        self.show_cells(found, frame.theme, lights=not desk.tool.busy and not another, anew=another)

    def show_cells(self, found: tuple[Cell, ...], theme: ThemeName, *, lights: bool, anew: bool) -> None:
        """Show these numbers in a theme; what changed is lit for a moment, unless all are anew."""
        self._theme = theme
        if self._more is not None:
            self._more.setIcon(icon("chevron-down", theme))
        self._take(found, lights=lights, anew=anew)
        self.update()

    def _take(self, found: tuple[Cell, ...], *, lights: bool, anew: bool) -> None:
        if found == self.cells:
            return
        old = {cell.key: cell.value for cell in self.cells}
        changed = frozenset(cell.key for cell in found if old.get(cell.key, cell.value) != cell.value)
        if lights and changed:
            self._light(changed)
        if anew:
            self._widest.clear()
        self.cells = found
        for cell in found:
            self._widest[cell.key] = max(cell.width, self._widest.get(cell.key, 0.0))
        self.setAccessibleDescription("; ".join(_said(cell) for cell in found))
        self._show_more()
        follow(self)

    def _light(self, keys: frozenset[str]) -> None:
        """What changed stands on the tint of the accent for a moment; not where the system wants no motion."""
        from PySide6.QtWidgets import QStyle  # its many enums would cost 10 ms at the start

        if self.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration, None, self):
            self.lit = keys
            self._dark.start()

    def _darken(self) -> None:
        self.lit = frozenset()
        self.update()

    # where it stands

    def sizeHint(self) -> QSize:
        return QSize(600, HEIGHT)

    def fitting(self) -> list[Cell]:
        """The cells for which there is room; those that stay go last."""
        kept = list(self.cells)
        room: float = self.width()
        for cell in reversed(self.cells):
            if sum(self._width(one) for one in kept) <= room:
                break
            if not cell.stays:
                kept.remove(cell)
                room = self.width() - _MORE
        return kept

    def places(self) -> list[tuple[Cell, QRect]]:
        """The cells shown, and where."""
        made, x = [], 0.0
        for cell in self.fitting():
            right = x + self._width(cell)
            made.append((cell, QRect(round(x), 0, round(right) - round(x), HEIGHT)))
            x = right
        return made

    def area(self, number: int) -> QRect:
        """Where one of the cells shown is."""
        return self.places()[number][1]

    def _width(self, cell: Cell) -> float:
        """A cell keeps the most room it needed, so that its neighbours stand still while numbers change."""
        return self._widest[cell.key]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.current = max(0, min(self.current, len(self.fitting()) - 1))
        self._show_more()

    def _show_more(self) -> None:
        """The button for the cells that found no room."""
        hidden = len(self.cells) - len(self.fitting())
        if self._more is None:
            if not hidden:
                return
            self._more = QToolButton(self)
            self._more.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            self._more.setIconSize(QSize(16, 16))
            self._more.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the arrow after the words
            self._more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
            menu = QMenu(self._more)
            menu.aboutToShow.connect(self._fill_more)
            self._more.setMenu(menu)
            self._more.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._more.setVisible(bool(hidden))
        if hidden and self._theme is not None:
            self._more.setIcon(icon("chevron-down", self._theme))
            self._more.setText(_("{n} more").format(n=hidden))
            self._more.setToolTip(_("Numbers for which there is no room"))
            self._more.setGeometry(self.width() - _MORE + 4, 16, _MORE - 8, 32)

    def _fill_more(self) -> None:
        if self._more is None or (menu := self._more.menu()) is None:
            return
        menu.clear()
        shown = {cell.key for cell in self.fitting()}
        for cell in self.cells:
            if cell.key not in shown:
                action = menu.addAction(_said(cell))
                action.setToolTip(cell.tip)
                action.triggered.connect(partial(self._ask, cell.key, self._more.geometry()))
        menu.setToolTipsVisible(True)

    # pointer and keys

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            cell = self._cell_at(event.pos())
            QToolTip.showText(event.globalPos(), cell.tip if cell else "", self)
            return True
        return super().event(event)

    def _cell_at(self, at: QPoint) -> Cell | None:
        return next((cell for cell, place in self.places() if place.contains(at)), None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            event.ignore()
            return
        for number, (cell, place) in enumerate(self.places()):
            if place.contains(event.position().toPoint()):
                self.setFocus(Qt.FocusReason.MouseFocusReason)
                self.go_to(number)
                self._pressed = cell.key
                return
        event.ignore()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, self._pressed = self._pressed, ""
        for cell, place in self.places():
            if pressed == cell.key and place.contains(event.position().toPoint()):
                self._ask(cell.key, place)

    def _ask(self, key: str, place: QRect, _checked: bool = False) -> None:
        self.asked.emit(key, self.mapToGlobal(place.bottomLeft()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        from vsm_desktop.ui.strip_access import moved

        if (number := moved(self, event)) is not None:
            self.go_to(number)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            cell, place = self.places()[self.current]
            self._ask(cell.key, place)
        elif event.key() == Qt.Key.Key_Space:
            self._tell_current()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.go_to(self.current)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()
        follow(self)

    def go_to(self, number: int) -> None:
        """Put the keyboard's mark on a cell."""
        self.current = min(max(number, 0), len(self.fitting()) - 1)
        self.update()
        follow(self)

    def _tell_current(self) -> None:
        """The tooltip, for hands on the keys."""
        places = self.places()
        if self.current < len(places):
            cell, place = places[self.current]
            QToolTip.showText(self.mapToGlobal(place.bottomLeft()), cell.tip, self)

    # paint

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._theme is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colors = tokens(self._theme)
        painter.fillRect(self.rect(), QColor(colors["panel"]))
        places = self.places()
        for cell, place in places:
            if cell.key in self.lit:
                painter.fillRect(place, QColor(colors["accent_t"]))
            self.paint_cell(painter, cell, place.left(), colors)
            painter.fillRect(place.right(), 0, 1, HEIGHT, QColor(colors["hair"]))
        self._paint_since(painter, places, colors)
        if self.hasFocus() and self.current < len(places):
            painter.setPen(QPen(QColor(colors["accent"]), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(places[self.current][1].adjusted(1, 1, -2, -2), 6, 6)
        painter.fillRect(0, HEIGHT - 1, self.width(), 1, QColor(colors["hair"]))

    def _paint_since(self, painter: QPainter, places: list[tuple[Cell, QRect]], colors: Tokens) -> None:
        """Beside the numbers, if there is room, since when they changed; else every tooltip says it."""
        since = next((cell.since for cell, _place in places if cell.change), "")
        left = (places[-1][1].right() if places else 0) + PAD
        words = _("Changes {since}").format(since=since)
        if since and left + measure(words, 11) + PAD <= self.width() and len(places) == len(self.cells):
            painter.setFont(font("body", 11))
            painter.setPen(QColor(colors["text2"]))
            painter.drawText(left, 18, words)

    def paint_cell(self, painter: QPainter, cell: Cell, x: int, colors: Tokens) -> None:
        """One number where its cell begins."""
        _paint_cell(painter, cell, x, colors)


def _access(strip: QWidget) -> QAccessibleInterface:
    from vsm_desktop.ui.strip_access import StripAccess  # only if somebody listens

    return StripAccess(strip)


def _said(cell: Cell) -> str:
    """A cell in one line."""
    change = f"{cell.change} {cell.since}" if cell.change else ""
    return " ".join(part for part in (cell.label, cell.value, cell.unit, cell.note, change) if part)


def _paint_cell(painter: QPainter, cell: Cell, x: int, colors: Tokens) -> None:
    left = x + PAD
    alert = colors["alert"] if cell.alert else ""
    painter.setFont(font("body", 11))
    painter.setPen(QColor(alert or colors["text2"]))
    painter.drawText(left, 18, cell.label)
    if cell.change:
        ink = {1: "ok", -1: "alert", 0: "text2"}[cell.change_sign]
        painter.setFont(font("medium", 11))
        painter.setPen(QColor(colors[ink]))
        painter.drawText(left + round(measure(cell.label, 11)) + 8, 18, cell.change)
    painter.setFont((font if cell.value.isascii() else window_font)("bold", 21))
    painter.setPen(QColor(alert or colors["text"]))
    painter.drawText(left, 41, cell.value)
    painter.setFont(font("body", 13))
    painter.setPen(QColor(alert or colors["text2"]))
    painter.drawText(left + round(measure(cell.value, 21, "bold")) + 6, 41, cell.unit)
    painter.setFont(font("body", 11))
    painter.setPen(QColor(alert or colors["text3"]))
    painter.drawText(left, 57, f"▲ {cell.note}" if cell.alert else cell.note)
