"""A name typed where it stands: Enter keeps it, Escape leaves it, what cannot stand is said beneath."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from vsm_desktop.assets import _
from vsm_desktop.edit.entry import Wrong

_LEAST = 140


class NameEditor(QLineEdit):
    """Lies over the thing that is named, for as long as it is named."""

    def __init__(self, over: QWidget, name: str, keep: Callable[[str], None]) -> None:
        super().__init__(name, over.window())
        self.setObjectName("name-editor")
        self.setAccessibleName(_("Name"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._over, self._keep = over, keep
        self._message: QLabel | None = None
        self._done = False
        self.textEdited.connect(self._quiet)

    def open_at(self, place: QRect) -> None:
        """Show over a place of the widget, all of the name chosen."""
        corner = self._over.mapTo(self.window(), place.topLeft())
        self.setGeometry(QRect(corner, place.size()).adjusted(0, 0, max(0, _LEAST - place.width()), 0))
        self.show()
        self.raise_()
        self.selectAll()
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._finish()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._try()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self._try()
            self._finish()  # what cannot stand is not kept when the hand has gone elsewhere

    def _try(self) -> None:
        if self._done:
            return
        try:
            self._keep(self.text())
        except Wrong as wrong:
            self._say(str(wrong))
        else:
            self._finish()

    def _finish(self) -> None:
        if not self._done:
            self._done = True
            self._quiet()
            if self.hasFocus():
                self._over.setFocus(Qt.FocusReason.OtherFocusReason)
            self.close()

    def _say(self, sentence: str) -> None:
        self._mark(True)
        if self._message is None:
            self._message = QLabel(self.window())
            self._message.setObjectName("wrong-card")
        self._message.setText(sentence)
        self._message.adjustSize()
        self._message.move(self.geometry().bottomLeft() + QPoint(0, 4))
        self._message.show()
        self._message.raise_()
        self.setAccessibleDescription(sentence)

    def _quiet(self) -> None:
        if self._message is not None:
            self._message.deleteLater()
            self._message = None
            self._mark(False)

    def _mark(self, wrong: bool) -> None:
        self.setProperty("wrong", wrong)
        self.style().unpolish(self)
        self.style().polish(self)
