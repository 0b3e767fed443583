"""Sentences on the scoreboard: words that scroll where they have little room, and a list of them behind a button."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QListWidget, QScrollArea, QVBoxLayout, QWidget

from vsm_desktop.assets import _
from vsm_desktop.insight.glide import Told
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


class DeviationList(QListWidget):
    """The sentences one under the other: walked by the arrow keys, copied; Enter or a double click leads to what one is about."""

    led = Signal(object)
    pad = _PAD

    def __init__(self, leave: Callable[[], object]) -> None:
        super().__init__()
        self._leave = leave
        self.told: tuple[Told, ...] = ()
        self.setAccessibleName(_("Deviations from the plan"))
        self.setAccessibleDescription(_("Enter leads to the measure, or to the action in the plan"))
        self.setToolTip(_("Enter or a double click leads to the measure, or to the action in the plan"))
        self.setWordWrap(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.itemDoubleClicked.connect(lambda item: self._lead(self.row(item)))

    def show_told(self, told: Sequence[Told]) -> None:
        """Show other sentences."""
        if tuple(told) == self.told and self.count():
            return
        self.told = tuple(told)
        self.clear()
        self.addItems([one.words for one in told])
        self.fit(self.viewport().width())

    def fit(self, wide: int) -> int:
        """Give every sentence the height it needs in a width; how high all are."""
        self.ensurePolished()
        metrics, every = self.fontMetrics(), Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft
        high = 0
        for at in range(self.count()):
            item = self.item(at)
            room = metrics.boundingRect(0, 0, max(60, wide - _PAD), 2000, every, item.text())
            item.setSizeHint(QSize(60, room.height() + self.pad))
            high += room.height() + self.pad
        return high

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.currentRow() < 0:
            self.setCurrentRow(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            copy_table([[one.words] for one in self.told])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._lead(self.currentRow())
        elif event.key() == Qt.Key.Key_Escape:
            self._leave()
        else:
            super().keyPressEvent(event)

    def _lead(self, at: int) -> None:
        if 0 <= at < len(self.told):
            self.led.emit(self.told[at])


class DeviationsBelow(DeviationList):
    """The list where it has a place of its own: as high as its sentences, up to some lines."""

    pad = 8

    def __init__(self, leave: Callable[[], object], lines: int) -> None:
        super().__init__(leave)
        self._lines = lines
        self.setObjectName("told")
        self.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit(self.viewport().width())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.setCurrentRow(-1)  # nothing looks chosen in what is only read

    def fit(self, wide: int) -> int:
        """As high as the sentences need."""
        high = super().fit(wide)
        self.setFixedHeight(min(high, self._lines * (self.fontMetrics().lineSpacing() + self.pad)))
        return high


class Deviations(QFrame):
    """The list behind a button: closed by Esc, by a click beside it, and where it leads to."""

    led = Signal(object)

    def __init__(self, told: Sequence[Told], parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("deviations")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(_("Deviations from the plan"))
        self.list = DeviationList(self.close)
        self.list.led.connect(self._lead)
        self.list.show_told(told)
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 6, 6, 6)
        column.addWidget(self.list)
        self.resize(_WIDE, min(self.list.fit(_WIDE - 28) + 18, _MOST))

    def _lead(self, told: Told) -> None:
        self.close()
        self.led.emit(told)

    def open_by(self, button: QWidget) -> None:
        """Open under a button, or over it where the screen ends; the right edges in line."""
        screen, edge = self.screen().availableGeometry(), button.mapToGlobal(button.rect().bottomRight())
        left = max(screen.left(), min(edge.x() - self.width(), screen.right() - self.width()))
        above = max(screen.top(), edge.y() - button.height() - self.height())
        top = edge.y() if edge.y() + self.height() <= screen.bottom() else above
        self.move(left, top)
        self.show()
        self.list.setFocus(Qt.FocusReason.PopupFocusReason)
