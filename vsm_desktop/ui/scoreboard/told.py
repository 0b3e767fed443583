"""Sentences on the scoreboard: words that scroll where they have little room, and a list of them behind a button."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QListWidget, QListWidgetItem, QScrollArea, QVBoxLayout, QWidget

from vsm_desktop.assets import _
from vsm_desktop.ui.tables import copy_table

_RING = 2  # of the keyboard, round the words
_WIDE, _MOST = 460, 320
_PAD = 16  # round a sentence in the list


class Words(QScrollArea):
    """Sentences of at most some lines; the keyboard stops at them only where they scroll."""

    def __init__(self, name: str, lines: int) -> None:
        super().__init__()
        self.lines = lines
        self.label = QLabel()
        self.label.setObjectName("field")
        self.label.setWordWrap(True)
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.setAccessibleName(name)
        self.setObjectName("words")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidgetResizable(True)
        self.setWidget(self.label)
        self.label.setAutoFillBackground(False)  # the ground of what it stands on
        self.hide()

    def text(self) -> str:
        """What is said."""
        return self.label.text()

    def say(self, words: str) -> None:
        """Say something else, or nothing."""
        if words != self.label.text():
            self.label.setText(words)
            self.verticalScrollBar().setValue(0)
        self.setAccessibleDescription(words)
        self.setVisible(bool(words))
        self._fit()

    def allow(self, lines: int) -> None:
        """Take at most so many lines."""
        self.lines = lines
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        needed = self.label.heightForWidth(max(60, self.viewport().width()))
        one = self.label.fontMetrics().lineSpacing()
        most = self.lines * one
        self.setFixedHeight(min(max(needed, one), most) + 2 * _RING)
        scrolls = needed > most
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if scrolls else Qt.FocusPolicy.NoFocus)


class Deviations(QFrame):
    """The sentences one under the other: walked by the arrow keys, copied, closed by Esc or a click beside them."""

    def __init__(self, sentences: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("deviations")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(_("Deviations from the plan"))
        self.list = QListWidget()
        self.list.setAccessibleName(_("Deviations from the plan"))
        self.list.setWordWrap(True)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for words in sentences:
            item = QListWidgetItem(words)
            item.setSizeHint(QSize(_WIDE - 40, self._height_of(words)))
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 6, 6, 6)
        column.addWidget(self.list)
        high = sum(self.list.item(at).sizeHint().height() for at in range(self.list.count()))
        self.resize(_WIDE, min(high + 18, _MOST))

    def _height_of(self, words: str) -> int:
        self.list.ensurePolished()
        room = self.list.fontMetrics().boundingRect(
            0, 0, _WIDE - 44, 2000, Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft, words
        )
        return room.height() + _PAD

    def open_by(self, button: QWidget) -> None:
        """Open under a button, or over it where the screen ends; the right edges in line."""
        screen, edge = self.screen().availableGeometry(), button.mapToGlobal(button.rect().bottomRight())
        left = max(screen.left(), min(edge.x() - self.width(), screen.right() - self.width()))
        above = max(screen.top(), edge.y() - button.height() - self.height())
        top = edge.y() if edge.y() + self.height() <= screen.bottom() else above
        self.move(left, top)
        self.show()
        self.list.setFocus(Qt.FocusReason.PopupFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            copy_table([[self.list.item(at).text()] for at in range(self.list.count())])
        else:
            super().keyPressEvent(event)
