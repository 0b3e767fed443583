"""A sentence on a page of the import, with what can be done about it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy

from vsm_desktop.ui.notice import Answer
from vsm_desktop.ui.restyle import restyle


class Note(QFrame):
    """Hidden while there is nothing to say."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("import-note")
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.buttons: list[QPushButton] = []
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(12, 8, 12, 8)
        self._line.setSpacing(12)
        self._line.addWidget(self.words, 1)
        self.hide()

    def say(self, sentence: str, *answers: Answer, wrong: bool = False) -> None:
        """Say a sentence, or nothing."""
        if sentence == self.words.text() and len(answers) == len(self.buttons):
            return
        for button in self.buttons:
            self._line.removeWidget(button)
            button.deleteLater()
        self.buttons = [self._button(answer) for answer in answers]
        self.words.setText(sentence)
        self.words.setAccessibleName(sentence)
        tone = "alert" if wrong else "info"
        restyle(self, "tone", tone)
        self.setVisible(bool(sentence))
        if sentence:
            QAccessible.updateAccessibility(QAccessibleEvent(self.words, QAccessible.Event.Alert))

    def _button(self, answer: Answer) -> QPushButton:
        button = QPushButton(answer.words, self)
        button.setObjectName("link")
        button.setAutoDefault(False)
        button.clicked.connect(lambda _on=False: answer.do())
        self._line.addWidget(button)
        return button
