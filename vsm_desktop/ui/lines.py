"""An editor for words of several lines; what is typed counts at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QSignalBlocker, Qt
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QKeyEvent, QKeySequence, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit

from vsm_desktop.model.fields import Field
from vsm_desktop.ui.editors import SEVERAL, Put

_LEAST, _MOST = 3, 12  # lines
_AROUND = 14  # pixels above and below them, together


class LinesEditor(QPlainTextEdit):
    """As high as its words, within bounds; Tab goes on to the next field."""

    def __init__(self, field: Field, put: Put, done: Callable[[], None]) -> None:
        super().__init__()
        self.setObjectName(f"field-{field.key}")
        self.setAccessibleName(field.title)
        self.setAccessibleDescription(field.hint)
        self.setTabChangesFocus(True)
        self.setMinimumWidth(60)
        self._put, self._done = put, done
        self._typed = False
        self.textChanged.connect(self._changed)
        self._fit()

    def show_value(self, value: Any) -> bool:
        """Show what the map holds, unless a hand is typing here."""
        if self.hasFocus() and self._typed:
            return False
        self.setPlaceholderText("")
        self._show(str(value or ""))
        return True

    def show_several(self) -> None:
        """Show that the selected elements differ; what is typed counts for all of them."""
        if not (self.hasFocus() and self._typed):
            self._show("")
            self.setPlaceholderText(SEVERAL)

    def forget(self) -> None:
        """Another element comes: nothing that was typed here is meant for it."""
        self._typed = False

    def selectAll(self) -> None:
        """Mark all words, the cursor at their end."""
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self.moveCursor(QTextCursor.MoveOperation.End, QTextCursor.MoveMode.KeepAnchor)

    def _show(self, text: str) -> None:
        if self.toPlainText() != text:
            with QSignalBlocker(self):
                self.setPlainText(text)
        self._fit()

    def _changed(self) -> None:
        self._typed = True
        self._fit()
        self._put(self.toPlainText())

    def _fit(self) -> None:
        needed = self.document().size().height()  # Qt counts lines here, not pixels
        lines = min(max(needed, _LEAST), _MOST)
        policy = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(
            policy.ScrollBarAsNeeded if needed > _MOST else policy.ScrollBarAlwaysOff
        )
        self.setFixedHeight(round(lines * QFontMetricsF(self.font()).lineSpacing()) + _AROUND)

    def resizeEvent(self, event: Any) -> None:
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        """Undo and redo belong to the map unless there are keys to take back here."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            undo = event.matches(QKeySequence.StandardKey.Undo) and not self.document().isUndoAvailable()
            redo = event.matches(QKeySequence.StandardKey.Redo) and not self.document().isRedoAvailable()
            if undo or redo:
                event.ignore()
                return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            event.ignore()  # the panel gives the keyboard back to the map
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.take_typed()

    def take_typed(self) -> None:
        """What was typed counts already; the typing is over."""
        if self._typed:
            self._typed = False
            self.document().clearUndoRedoStacks()  # what was typed counts: undo is the map's from here on
        self._done()
