"""A sentence above the map with what can be done about it; it waits, and nothing waits for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from msgspec import Struct
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from vsm_desktop.assets import _

Tone = Literal["info", "alert"]


class Answer(Struct, frozen=True):
    """A button: its verb and what it does; the main one stands out."""

    words: str
    do: Callable[[], object]
    main: bool = False


class Notice(QFrame):
    """One sentence with its buttons; it goes with the first answer, or when it is closed."""

    gone = Signal()

    def __init__(self, sentence: str, answers: tuple[Answer, ...], tone: Tone) -> None:
        super().__init__()
        self.setObjectName("notice")
        self.setProperty("tone", tone)
        self.setAccessibleName(sentence)
        self.sentence = sentence
        self.buttons: dict[str, QPushButton] = {}
        line = QHBoxLayout(self)
        line.setContentsMargins(16, 6, 8, 6)
        line.setSpacing(8)
        words = QLabel(("▲ " if tone == "alert" else "") + sentence)
        words.setWordWrap(True)
        words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        line.addWidget(words, 1)
        for answer in answers:
            line.addWidget(self._button(answer))
        close = Answer("×", lambda: None)
        line.addWidget(self._button(close, _("Close this message")))

    def _button(self, answer: Answer, name: str = "") -> QPushButton:
        button = QPushButton(answer.words)
        button.setProperty("main", answer.main)
        if name:
            button.setObjectName("close-notice")
            button.setToolTip(name)
            button.setAccessibleName(name)
        button.clicked.connect(lambda: self._answer(answer))
        self.buttons[name or answer.words] = button
        return button

    def _answer(self, answer: Answer) -> None:
        self.leave()
        answer.do()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            for button in self.buttons.values():
                if button.hasFocus():
                    button.click()
                    return
        else:
            super().keyPressEvent(event)

    def leave(self) -> None:
        """Go, and say so."""
        self.hide()
        self.gone.emit()
        self.deleteLater()


class Notices(QWidget):
    """The notices of a window, one under the other; a new one of the same key takes the place of the old."""

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.shown: dict[str, Notice] = {}
        self.hide()

    def say(self, key: str, sentence: str, *answers: Answer, tone: Tone = "info") -> Notice:
        """Show a sentence until it is answered, closed or replaced."""
        if (old := self.shown.get(key)) is not None:
            old.leave()
        notice = Notice(sentence, answers, tone)
        notice.gone.connect(lambda: self._forget(key, notice))
        self.shown[key] = notice
        self._column.addWidget(notice)
        self.show()
        QAccessible.updateAccessibility(QAccessibleEvent(notice, QAccessible.Event.Alert))
        return notice

    def take_back(self, key: str) -> None:
        """What a notice said is no longer so."""
        if (old := self.shown.get(key)) is not None:
            old.leave()

    def _forget(self, key: str, notice: Notice) -> None:
        if self.shown.get(key) is notice:
            del self.shown[key]
        self.setVisible(bool(self.shown))
