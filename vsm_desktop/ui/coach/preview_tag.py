"""The word over the map that says it is a preview."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QLabel

from vsm_desktop.assets import _
from vsm_desktop.canvas.view import MapView

_TOP, _ROOM = 10, 48


class PreviewTag(QLabel):
    """Stands at the top of the view, in its middle, and lets the pointer through."""

    def __init__(self, view: MapView) -> None:
        super().__init__(view)
        self.setObjectName("preview-tag")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._view, self._title = view, ""
        view.installEventFilter(self)
        self.hide()

    def show_title(self, title: str) -> None:
        """Say what is previewed."""
        self._title = title
        self._place()
        self.show()
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def _place(self) -> None:
        words = _("Preview: {title}").format(title=self._title)
        room = self._view.width() - 2 * _ROOM
        self.ensurePolished()
        self.setText(self.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room))
        self.adjustSize()
        self.move((self._view.width() - self.width()) // 2, _TOP)
