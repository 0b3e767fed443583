"""The search field of the palette."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAction, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from vsm_desktop.assets import _
from vsm_desktop.drawing.theme import ThemeName
from vsm_desktop.ui.icons import icon


class Query(QLineEdit):
    """Words for a symbol. Esc leaves it, Enter takes the first answer, Down goes to the symbols."""

    left = Signal()
    entered = Signal()
    went_down = Signal()

    def __init__(self, theme: ThemeName) -> None:
        super().__init__()
        self.setObjectName("symbol-search")
        self.setPlaceholderText(_("Search symbols"))
        self.setAccessibleName(_("Search symbols"))
        self._glass = self.addAction(icon("search", theme), QLineEdit.ActionPosition.LeadingPosition)
        self._empty: QAction | None = None
        self._theme: ThemeName = theme
        self.textChanged.connect(self._offer_clearing)

    def _offer_clearing(self, text: str) -> None:
        if self._empty is None:
            place = QLineEdit.ActionPosition.TrailingPosition
            self._empty = self.addAction(icon("close", self._theme), place)
            self._empty.setToolTip(_("Clear the search"))
            self._empty.triggered.connect(self.clear)
        self._empty.setVisible(bool(text))

    def framed(self) -> QWidget:
        """The field with the room round it."""
        around = QWidget()
        row = QHBoxLayout(around)
        row.setContentsMargins(10, 10, 10, 6)
        row.addWidget(self)
        return around

    def show_theme(self, theme: ThemeName) -> None:
        """Icons in other colours."""
        self._glass.setIcon(icon("search", theme))
        self._theme = theme
        if self._empty is not None:
            self._empty.setIcon(icon("close", theme))

    def say(self, words: str) -> None:
        """Tell what was found to those who do not see it."""
        self.setAccessibleDescription(words)
        if words and QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def event(self, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() in _KEYS
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Escape:
                self.left.emit()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.entered.emit()
            case Qt.Key.Key_Down:
                self.went_down.emit()
            case _:
                super().keyPressEvent(event)


_KEYS = (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down)
