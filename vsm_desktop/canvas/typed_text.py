"""The widget that stands over a text of several lines: as wide as the note, and as high as its words."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, QSignalBlocker, Qt
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QKeyEvent, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit

from vsm_desktop.canvas.paint import window_font
from vsm_desktop.canvas.typed import LEAST, settles, walks
from vsm_desktop.drawing.spots import Spot
from vsm_desktop.drawing.theme import tokens
from vsm_desktop.model.fields import Field

if TYPE_CHECKING:
    from vsm_desktop.canvas.editor import InPlace

_EDGE = 2
_SPARE = 3  # Qt scrolls as soon as the last line is not wholly inside
_NEW_LINE = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier
_TEXT = """QPlainTextEdit#in-place {{ background: {box}; color: {ink}; border: 2px solid {accent}; border-radius: 3px; padding: 0;
    font-size: {size:.2f}pt; selection-background-color: {accent}; selection-color: {on_accent}; }}"""


class TypedText(QPlainTextEdit):
    """Lines over the note they stand for: Enter ends typing, with Shift or Ctrl it begins a new line."""

    def __init__(self, owner: InPlace, field: Field, text: str) -> None:
        super().__init__(owner.view.viewport())
        self._owner = owner
        self._sheet: tuple[object, ...] = ()
        self.setObjectName("in-place")
        self.setAccessibleName(field.title)
        self.setPlaceholderText(field.title)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabChangesFocus(True)
        self.setPlainText(text)
        self.selectAll()
        self.textChanged.connect(lambda: owner.typed(self.toPlainText()))

    def text(self) -> str:
        """What stands here."""
        return self.toPlainText()

    def setText(self, text: str) -> None:
        """Let this stand here, the cursor behind it."""
        with QSignalBlocker(self):
            self.setPlainText(text)
        self.moveCursor(QTextCursor.MoveOperation.End)

    def stand_at(self, spot: Spot, place: QRectF, scale: float) -> None:
        """Stand over a note in the view, its words where the map has them."""
        pixels = max(spot.size * scale, LEAST)
        self._dress(spot, pixels)
        self.document().setDocumentMargin(4 * pixels / spot.size)
        box = place.adjusted(-_EDGE, -_EDGE, _EDGE, _EDGE)
        box.setWidth(box.width() * max(1.0, LEAST / (spot.size * scale)))
        self.setGeometry(box.toRect())  # so that its lines are known
        lines = self.document().size().height() * ceil(QFontMetricsF(self.font()).lineSpacing())
        box.setHeight(
            max(box.height(), lines + 2 * self.document().documentMargin() + 2 * self.frameWidth() + _SPARE)
        )
        self.setGeometry(box.toRect())

    def _dress(self, spot: Spot, pixels: float) -> None:
        theme = self._owner.desk.theme
        dress = (theme, round(pixels, 2), spot.font)
        if dress != self._sheet:
            self._sheet = dress
            self.setFont(window_font(spot.font, pixels))
            size = pixels * 72 / self.logicalDpiY()
            self.setStyleSheet(_TEXT.format(size=size, **tokens(theme)))

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            handled = super().event(event)
            if _new_line(event):
                event.accept()
            settles(self._owner, event)
            return handled
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if _new_line(event):
                self.insertPlainText("\n")
                self.ensureCursorVisible()
                return True
            if walks(self._owner, event):
                return True
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if self._owner.editor is self:
            self._owner.left(event.reason())


def _new_line(event: QKeyEvent) -> bool:
    return event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and bool(event.modifiers() & _NEW_LINE)
