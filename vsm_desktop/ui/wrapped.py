"""A line whose words wrap, so that all of them can be read: as high as they are, up to a few lines."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QMimeData, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QTextCursor, QTextOption

from vsm_desktop.model.fields import Field
from vsm_desktop.ui.editors import SEVERAL, Put
from vsm_desktop.ui.growing import GrowingText

_MOST = 4  # lines; more are scrolled
_AROUND, _BESIDE = 10, 5  # pixels above and below them, together; and at each side, as in a line
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class WrappedLine(GrowingText):
    """Used as a QLineEdit is: Enter ends the typing and goes on to whoever stands around; Tab leaves.

    With `lines`, Shift+Enter begins a new line; without, what is pasted becomes one.
    """

    textEdited = Signal(str)
    editingFinished = Signal()

    def __init__(self, *, lines: bool = False) -> None:
        super().__init__(1, _MOST, _AROUND)
        self._lines = lines
        self._modified = False
        self.document().setDocumentMargin(1)
        self.setViewportMargins(_BESIDE, 0, _BESIDE, 0)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.textChanged.connect(self._changed)
        self.fit()

    # as of a line

    def text(self) -> str:
        """What stands in it."""
        return self.toPlainText()

    def setText(self, text: str) -> None:
        """Show a text; nobody is told."""
        if self.toPlainText() != text:
            with QSignalBlocker(self):
                self.setPlainText(text)
            self.fit()
        self._modified = False

    def isModified(self) -> bool:
        """Whether somebody typed since a text was shown."""
        return self._modified

    def setModified(self, modified: bool) -> None:
        """Say so."""
        self._modified = modified

    def setCursorPosition(self, at: int) -> None:
        """Put the cursor before a letter."""
        cursor = self.textCursor()
        cursor.setPosition(min(at, len(self.toPlainText())))
        self.setTextCursor(cursor)

    def end(self, mark: bool) -> None:
        """Put the cursor behind the last letter."""
        mode = QTextCursor.MoveMode.KeepAnchor if mark else QTextCursor.MoveMode.MoveAnchor
        self.moveCursor(QTextCursor.MoveOperation.End, mode)

    def insert(self, text: str) -> None:
        """Type a text where the cursor is."""
        self.insertPlainText(text)

    def begin_word(self) -> None:
        """Put the cursor behind what stands there, such that what is typed next is a word of its own."""
        self.end(False)
        if self.text()[-1:].strip():
            typed = self._modified
            self.insert(" ")
            self._modified = typed

    # typing

    def _changed(self) -> None:
        self._modified = True
        self.fit()
        self.textEdited.emit(self.toPlainText())

    def insertFromMimeData(self, source: QMimeData) -> None:
        text = source.text()
        self.insertPlainText(text if self._lines else " ".join(text.split("\n")))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER:
            if self._lines and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                self.insertPlainText("\n")
                return
            self.take_typed()
            event.ignore()
        elif event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            event.ignore()  # whoever stands around goes on, or back
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.take_typed()

    def take_typed(self) -> None:
        """The typing is over; undo is the document's from here on."""
        if self._modified:
            self.document().clearUndoRedoStacks()
        self.editingFinished.emit()


class WrappedEditor(WrappedLine):
    """One field of a form; what is typed counts at once, Escape gives back what stood there."""

    def __init__(self, field: Field, put: Put, done: Any) -> None:
        super().__init__(lines=field.lines)
        self.setObjectName(f"field-{field.key}")
        self.setAccessibleName(field.title)
        self.setAccessibleDescription(field.hint)
        self._put, self._done = put, done
        self._held = ""  # what the document held before typing began
        self.textEdited.connect(put)
        self.editingFinished.connect(self._finished)

    def show_value(self, value: Any) -> bool:
        """Show what the document holds, unless a hand is typing here."""
        if self.hasFocus() and self.isModified():
            return False
        self._held = str(value or "")
        self.setPlaceholderText("")
        self.setText(self._held)
        return True

    def show_several(self) -> None:
        """Show that the selected elements differ; what is typed counts for all of them."""
        if not (self.hasFocus() and self.isModified()):
            self.setText("")
            self.setPlaceholderText(SEVERAL)

    def forget(self) -> None:
        """Another element comes: nothing that was typed here is meant for it."""
        self.setModified(False)

    def _finished(self) -> None:
        self.setModified(False)
        self._held = self.text()
        self._done()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.isModified():
            self.setText(self._held)
            self._put(self._held)
        super().keyPressEvent(event)
