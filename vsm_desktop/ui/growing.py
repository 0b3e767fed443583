"""A field of several lines that is as high as its words, within bounds."""

from __future__ import annotations

from math import ceil
from typing import Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QKeySequence, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit


class GrowingText(QPlainTextEdit):
    """From `least` to `most` lines high, `around` pixels above and below them together; what is more is scrolled.

    Tab goes on to the next field.
    """

    def __init__(self, least: int, most: int, around: int) -> None:
        super().__init__()
        self._least, self._most, self._around = least, most, around
        self.setTabChangesFocus(True)
        self.setMinimumWidth(60)

    def selectAll(self) -> None:
        """Mark all words, the cursor at their end."""
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self.moveCursor(QTextCursor.MoveOperation.End, QTextCursor.MoveMode.KeepAnchor)

    def fit(self) -> None:
        """Be as high as the words are now."""
        needed = self.document().size().height()  # Qt counts lines here, not pixels
        policy = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(
            policy.ScrollBarAsNeeded if needed > self._most else policy.ScrollBarAlwaysOff
        )
        lines = min(max(needed, self._least), self._most)
        self.setFixedHeight(ceil(lines * ceil(QFontMetricsF(self.font()).lineSpacing())) + self._around)

    def resizeEvent(self, event: Any) -> None:
        super().resizeEvent(event)
        self.fit()

    def event(self, event: QEvent) -> bool:
        """Undo and redo belong to the map unless there are keys to take back here."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            undo = event.matches(QKeySequence.StandardKey.Undo) and not self.document().isUndoAvailable()
            redo = event.matches(QKeySequence.StandardKey.Redo) and not self.document().isRedoAvailable()
            if undo or redo:
                event.ignore()
                return False
        return super().event(event)
