"""Cards that float over the window: a one-pixel edge, round corners, a soft shadow painted once per size."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QApplication, QComboBox, QFrame, QWidget

from vsm_desktop.drawing.theme import ThemeName, tokens

BLUR, DROP = 28, 8
_RADIUS = 10.0
_STRENGTH = 0.16


@lru_cache(maxsize=8)
def shadow(width: int, height: int, theme: ThemeName, ratio: float) -> QPixmap:
    """The shadow of a card, wider than it by the blur on every side: many thin layers, so that nothing is blurred anew."""
    made = QPixmap(round((width + 2 * BLUR) * ratio), round((height + 2 * BLUR) * ratio))
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    dark = min((QColor(tokens(theme)[name]) for name in ("text", "canvas")), key=QColor.lightness)
    dark.setAlphaF(_STRENGTH / BLUR * (1 if theme == "light" else 3))
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(dark)
    for away in range(BLUR):
        grown = QRectF(BLUR, BLUR, width, height).adjusted(-away, -away, away, away)
        painter.drawRoundedRect(grown, _RADIUS + away, _RADIUS + away)
    painter.end()
    return made


class Scrim(QWidget):
    """Lies over the whole window while a card is open: carries its shadow; a click beside the card closes it."""

    def __init__(self, window: QWidget, card: Card) -> None:
        super().__init__(window)
        self._window, self._card = window, card
        card.setParent(self)
        window.installEventFilter(self)
        self.hide()

    def open(self) -> None:
        """Lie over the window, the card with it."""
        self.setGeometry(self._window.rect())
        self._card.place(self.rect())
        self.show()
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self.setGeometry(self._window.rect())
            self._card.place(self.rect())
        return False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._card.close_card()
        if self._card.lets_through:
            self._click_beneath(event)

    def _click_beneath(self, event: QMouseEvent) -> None:
        """Click what lies beneath: it was meant. The release that will follow goes to nobody, so it is made here."""
        at, button = event.globalPosition(), event.button()
        target = self._window.childAt(self._window.mapFromGlobal(at.toPoint()))
        if target is None:
            return
        here = target.mapFromGlobal(at)
        for kind, held in (
            (QEvent.Type.MouseButtonPress, event.buttons()),
            (QEvent.Type.MouseButtonRelease, Qt.MouseButton.NoButton),
        ):
            QApplication.sendEvent(target, QMouseEvent(kind, here, at, button, held, event.modifiers()))

    def paintEvent(self, event: QPaintEvent) -> None:
        card = self._card.geometry()
        painter = QPainter(self)
        picture = shadow(card.width(), card.height(), self._card.theme, self.devicePixelRatioF())
        painter.drawPixmap(card.x() - BLUR, card.y() - BLUR + DROP, picture)


class Card(QFrame):
    """A floating card in a scrim of its own; Esc or a click beside it closes it and gives the focus back.

    One that `lets_through` a click beside it is no interruption: what was clicked is clicked.
    """

    lets_through = False

    def __init__(self, window: QWidget, theme: ThemeName) -> None:
        super().__init__()
        self.theme: ThemeName = theme
        self.setObjectName("card")
        self.scrim = Scrim(window, self)
        self._before: QWidget | None = None

    def place(self, room: QRect) -> None:
        """Stand where this card belongs in the window."""
        raise NotImplementedError

    def open_card(self, theme: ThemeName) -> None:
        """Come up over the window."""
        self.theme = theme
        if not self.scrim.isVisible():
            self._before = QApplication.focusWidget()
        self.scrim.open()

    def close_card(self) -> None:
        """Go away; the focus returns to where it was, or to the map if that is gone by now."""
        self.scrim.hide()
        before, self._before = self._before, None
        there = (one for one in self.window().findChildren(QWidget) if one is before and one.isVisible())
        home = next(there, None) or self.window().findChild(QWidget, "map")
        if home is not None:
            home.setFocus(Qt.FocusReason.OtherFocusReason)


class ShortChoice(QComboBox):
    """A choice of a few entries in a card: its list shows them all, however much room the style leaves round them."""

    def showPopup(self) -> None:
        view = self.view()
        room = view.contentsMargins()
        view.setMinimumHeight(self.count() * view.sizeHintForRow(0) + room.top() + room.bottom())
        super().showPopup()
