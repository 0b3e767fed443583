"""One symbol of the palette: to click and place, to drag onto the map, or an arrow to draw."""

from __future__ import annotations

from typing import NamedTuple, Protocol

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from vsm_desktop.assets import _
from vsm_desktop.canvas.paint import font
from vsm_desktop.drawing.theme import ThemeName, tokens
from vsm_desktop.model.catalogue import Article
from vsm_desktop.model.names import SYMBOL, USUAL, Names
from vsm_desktop.model.titles import title_of
from vsm_desktop.ui.palette.pictures import paint_thumbnail

SIZE = QSize(64, 60)
NAME_SIZE = 10.5
_FIELD = QSize(48, 34)
_TOP, _NAME_TOP, _NAME_HIGH = 4, 40, 16
GRID_STEPS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
    Qt.Key.Key_Home: (-1000, 0),
    Qt.Key.Key_End: (1000, 0),
}


class Ground(NamedTuple):
    """What lies under a symbol: a ring where the keyboard is, an edge if it is in hand or first, a tint also under the pointer."""

    ringed: bool = False
    edged: bool = False
    tinted: bool = False


PLAIN = Ground()


def paint_cell(
    painter: QPainter,
    entry: Article,
    room: QRectF,
    theme: ThemeName,
    ground: Ground,
    names: Names = USUAL,
) -> None:
    """A symbol with its name under it, as the map calls it."""
    colors = tokens(theme)
    if ground.tinted:
        edge = QPen(QColor(colors["accent"]), 2.0 if ground.ringed else 1.0)
        painter.setPen(edge if ground.ringed or ground.edged else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colors["accent_t"]))
        painter.drawRoundedRect(room.adjusted(1, 1, -1, -1), 6, 6)
    left = room.left() + (room.width() - _FIELD.width()) / 2
    field = QRectF(left, room.top() + _TOP, _FIELD.width(), _FIELD.height())
    paint_thumbnail(painter, entry.key, theme, field, "accent_t" if ground.tinted else "panel")
    painter.setFont(font("body", NAME_SIZE))
    painter.setPen(QColor(colors["text"]))
    name = QRectF(room.left(), room.top() + _NAME_TOP, room.width(), _NAME_HIGH)
    if text := names.given(SYMBOL + entry.key):
        text = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(room.width()) - 4)
    painter.drawText(name, Qt.AlignmentFlag.AlignCenter, text or entry.title)


class Hands(Protocol):
    """What a symbol asks for when it is used."""

    def take(self, entry: Article, checked: bool = True) -> None: ...
    def carry(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> None: ...
    def drop(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> None: ...
    def put_back(self) -> None: ...
    def enter(self, entry: Article) -> None: ...
    def walk(self, stop: QWidget, across: int, down: int) -> None: ...
    def stand_at(self, stop: QWidget) -> None: ...
    def offer(self, button: SymbolButton, at: QPoint) -> None: ...


class Stop(QAbstractButton):
    """What the keyboard can stand on in the palette; it is painted anew as the pointer comes and goes."""

    def __init__(self, hands: Hands, parent: QWidget) -> None:
        super().__init__(parent)
        self._hands = hands

    def enterEvent(self, event: object) -> None:
        self.update()

    def leaveEvent(self, event: object) -> None:
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._hands.stand_at(self)
        super().focusInEvent(event)


class SymbolButton(Stop):
    """Click and place it, or drag it onto the map, which shows it from the first moment.

    `is_first` marks what Enter in the search field takes.
    """

    def __init__(self, entry: Article, group: str, hands: Hands, parent: QWidget) -> None:
        super().__init__(hands, parent)
        self.entry, self.stands_in = entry, group
        self.is_first = False
        self.setObjectName(f"{group}-{entry.key}")
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.show_names(USUAL)
        self.clicked.connect(self._clicked)
        self._pressed_at: QPointF | None = None
        self._carrying = False

    def show_names(self, names: Names) -> None:
        """Be called as on the map."""
        from vsm_desktop.model.meanings import MEANINGS  # the first painted frame has no buttons yet

        name, meaning = names.symbol(self.entry.key), MEANINGS[self.entry.key]
        usual = title_of(self.entry.key)
        how, key = _HOW[self.entry.is_arrow]
        self.setText(names.symbol(self.entry.key, self.entry.title))
        self.setAccessibleName(name)
        said = name if name == usual else f"{name} ({usual})"
        self.setToolTip(f"{said}\n{meaning}\n{how}")
        self.setAccessibleDescription(f"{meaning} {key}")

    def sizeHint(self) -> QSize:
        return SIZE

    def mark_first(self, first: bool) -> None:
        """Show, or do not show any more, that Enter in the search field takes it."""
        if first != self.is_first:
            self.is_first = first
            self.update()

    def _clicked(self, checked: bool) -> None:
        self._hands.take(self.entry, checked)

    # painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Nothing: the grid it lies on paints what it shows, which it can before there are any buttons."""

    def ground(self) -> Ground:
        """How it stands out just now."""
        edged = self.isChecked() or self.is_first
        return Ground(self.hasFocus(), edged, self.hasFocus() or edged or self.underMouse())

    # using it

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed_at = event.position()
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if not self._carrying and self._leaves(event.position()):
            self._carrying = True
            self.setDown(False)
            self._hands.take(self.entry)
        if self._carrying:
            self._hands.carry(event.globalPosition(), event.modifiers())
        else:
            super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._pressed_at = None
        if not self._carrying:
            super().mouseReleaseEvent(event)
            return
        self._carrying = False
        self._hands.drop(event.globalPosition(), event.modifiers())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self._hands.offer(self, event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.key() == Qt.Key.Key_Escape and (self._carrying or self.isChecked()):
            self._carrying, self._pressed_at = False, None
            self._hands.put_back()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._hands.enter(self.entry)
        elif event.key() == Qt.Key.Key_Menu or (event.key() == Qt.Key.Key_F10 and shift):
            self._hands.offer(self, self.mapToGlobal(self.rect().center()))
        elif (step := GRID_STEPS.get(Qt.Key(event.key()))) is not None:
            self._hands.walk(self, *step)
        else:
            super().keyPressEvent(event)

    def _leaves(self, at: QPointF) -> bool:
        """Whether a press has become a drag; arrows are drawn on the map instead."""
        if self.entry.is_arrow or self._pressed_at is None:
            return False
        return (at - self._pressed_at).manhattanLength() >= QApplication.startDragDistance()


_HOW = {
    False: (_("Drag it onto the map, or click and place it."), _("Drag or press to place it")),
    True: (
        _("Click it, then draw it from symbol to symbol."),
        _("Press, then draw it from symbol to symbol"),
    ),
}
