"""States that count by other conventions cannot be compared as they are: the line that says so, and counts them alike."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from vsm_desktop.assets import _
from vsm_desktop.drawing.theme import ThemeName
from vsm_desktop.insight.comparison import Comparison
from vsm_desktop.ui.icons import icon
from vsm_desktop.ui.status import Words


class Alike(QWidget):
    """Not there while both states count by the same conventions."""

    turned = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("alike")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._on = False
        self._sign = QLabel()
        self.words = Words()
        self.button = QPushButton()
        self.button.setObjectName("small")
        self.button.clicked.connect(lambda _checked=False: self.turned.emit(not self._on))
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 8, 4)
        row.setSpacing(4)
        row.addWidget(self._sign)
        row.addWidget(self.words, 1)
        row.addWidget(self.button)
        self.hide()

    def show_conventions(self, found: Comparison, theme: ThemeName) -> None:
        """Say what the states count differently by, and how they are counted here."""
        self._on = found.alike
        self._sign.setPixmap(icon("warning", theme, "wait").pixmap(QSize(16, 16)))
        if found.alike:
            self.button.setText(_("Count each by its own"))
        else:
            self.button.setText(_("Count both alike"))
        self.words.say(found.counted)
        self.words.setAccessibleName(self.words.text())
        self.setHidden(not found.conventions)
