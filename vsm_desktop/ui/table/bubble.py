"""A word beside a cell that takes nothing away from the hand: no window, no focus, gone with its reason."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QLabel, QWidget

_WIDE, _GAP = 300, 4


class Bubble(QLabel):
    """Stands under what it speaks of, or above where there is no room."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("bubble")
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def tell(self, text: str, about: QRect, room: QRect) -> None:
        """Say something about a place, inside some room; nothing while the place is out of sight."""
        if not about.intersects(room):
            self.hide()
            return
        self.ensurePolished()
        self.setText(text)
        wide = min(_WIDE, self.fontMetrics().horizontalAdvance(text) + 24)
        self.setFixedWidth(wide)
        self.setFixedHeight(self.heightForWidth(wide))
        below = about.bottom() + _GAP
        top = below if below + self.height() <= room.bottom() else about.top() - _GAP - self.height()
        left = min(max(about.left(), room.left()), room.right() - wide)
        self.move(left, max(top, room.top()))
        self.show()
        self.raise_()
