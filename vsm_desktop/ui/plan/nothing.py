"""What stands on the page of the plan while there is none."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from vsm_desktop.assets import _


class NoPlan(QWidget):
    """A plan is offered only where one can be made of the future state; else what is missing for it is said."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setSpacing(12)
        words = QLabel(_("No plan yet. It says loop by loop what is to be reached, by whom and when."))
        words.setObjectName("question")
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        words.setWordWrap(True)
        self.missing = QLabel()
        self.missing.setObjectName("quiet")
        self.missing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.missing.setWordWrap(True)
        self.make = QPushButton(_("Make a plan from the future state"))
        self.make.setDefault(True)
        self.make.hide()
        self.begin = QPushButton(_("Begin an empty plan"))
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.begin)
        buttons.addWidget(self.make)
        buttons.addStretch(1)
        column.addStretch(1)
        column.addWidget(words)
        column.addWidget(self.missing)
        column.addLayout(buttons)
        column.addStretch(1)

    def show_missing(self, missing: str) -> None:
        """Say what is missing; nothing offers to make a plan."""
        self.missing.setText(missing)
        self.missing.setVisible(bool(missing))
        self.make.setVisible(not missing)

    def take_focus(self) -> None:
        """Put the keyboard on the way on."""
        (self.begin if self.make.isHidden() else self.make).setFocus(Qt.FocusReason.ShortcutFocusReason)
