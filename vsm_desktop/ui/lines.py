"""An editor for words of several lines; what is typed counts at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent

from vsm_desktop.model.fields import Field
from vsm_desktop.ui.editors import SEVERAL, Put
from vsm_desktop.ui.growing import GrowingText

_LEAST, _MOST = 3, 12  # lines
_AROUND = 14  # pixels above and below them, together


class LinesEditor(GrowingText):
    """As high as its words, within bounds; Tab goes on to the next field."""

    def __init__(self, field: Field, put: Put, done: Callable[[], None]) -> None:
        super().__init__(_LEAST, _MOST, _AROUND)
        self.setObjectName(f"field-{field.key}")
        self.setAccessibleName(field.title)
        self.setAccessibleDescription(field.hint)
        self._put, self._done = put, done
        self._typed = False
        self.textChanged.connect(self._changed)
        self.fit()

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

    def _show(self, text: str) -> None:
        if self.toPlainText() != text:
            with QSignalBlocker(self):
                self.setPlainText(text)
        self.fit()

    def _changed(self) -> None:
        self._typed = True
        self.fit()
        self._put(self.toPlainText())

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
