"""Something to choose with one click or Enter: a title, words beneath, a note at the right, an icon or a picture."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout


class Choice(QPushButton):
    """A whole row as one button."""

    def __init__(
        self,
        title: str,
        words: str,
        do: Callable[[], object],
        note: str = "",
        picture: QSize | None = None,
    ) -> None:
        super().__init__()
        self.setObjectName("choice")
        self.setAccessibleName(title)
        self.setAccessibleDescription(" ".join(part for part in (words, note) if part))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda: do())
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(12, 7, 12, 7)
        self._line.setSpacing(12)
        self._mark: QLabel | None = None
        if picture is not None:
            self._line.setContentsMargins(1, 1, 16, 1)
            self._line.setSpacing(16)
            self._mark = self._put(QLabel(), "thumb")
            self._mark.setFixedSize(picture)
            self._mark.setAlignment(Qt.AlignmentFlag.AlignCenter)
        elif not words:
            self._line.setContentsMargins(4, 7, 4, 7)
        self._words(title, words)
        if note:
            self._put(QLabel(note), "choice-note")

    def _words(self, title: str, words: str) -> None:
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addStretch(1)
        for text, kind in ((title, "choice-title"), (words, "choice-words")):
            if text:
                label = QLabel(text)
                label.setObjectName(kind)
                label.setWordWrap(kind == "choice-words")
                label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
                column.addWidget(label)
        column.addStretch(1)
        self._line.addLayout(column, 1)

    def _put(self, label: QLabel, kind: str) -> QLabel:
        label.setObjectName(kind)
        label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._line.addWidget(label)
        return label

    def show_icon(self, made: QPixmap) -> None:
        """The icon at the left, or the picture once it is drawn."""
        if self._mark is None:
            self._mark = QLabel()
            self._mark.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            self._line.insertWidget(0, self._mark)
        self._mark.setPixmap(made)

    def mark_pixmap(self) -> QPixmap:
        """The icon or picture that stands there; an empty one if none does yet."""
        return self._mark.pixmap() if self._mark is not None else QPixmap()

    def sizeHint(self) -> QSize:
        return self._line.sizeHint()

    def minimumSizeHint(self) -> QSize:
        return self._line.minimumSize()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)
