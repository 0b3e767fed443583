"""A line of words that takes what room there is: what is longer is cut in the middle, and told whole as its tool tip."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy


class ElidedLabel(QLabel):
    """Never asks for more room than it has, whatever it says. Its end is kept: that is where a title says from what to what."""

    def __init__(self) -> None:
        super().__init__()
        self._words = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def say(self, words: str) -> None:
        """Say something else."""
        self._words = words
        self._cut()

    def words(self) -> str:
        """All of what it says."""
        return self._words

    def minimumSizeHint(self) -> QSize:
        """As high as a line, and no width."""
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._cut()

    def _cut(self) -> None:
        shown = self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideMiddle, self.width())
        self.setText(shown)
        self.setAccessibleName(self._words)
        self.setToolTip(self._words if shown != self._words else "")
