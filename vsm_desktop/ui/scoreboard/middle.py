"""The run chart of the chosen measure with what is to be said of it: below, or beside it where the page is low and wide."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLabel, QVBoxLayout, QWidget

from vsm_desktop.assets import _
from vsm_desktop.canvas.hearing import announce
from vsm_desktop.insight.board import Line
from vsm_desktop.ui.scoreboard.chart import RunChart
from vsm_desktop.ui.scoreboard.told import Words
from vsm_desktop.ui.scoreboard.words import sentences

_MANY = 6  # lines of words where there is height for them
_ONE = 1  # where there is none: the chart comes first, the words scroll
_WIDE, _COLUMN = 620, 220  # from this width on, words in a column of that
_ANY = 16_777_215  # no most


class ChartColumn(QWidget):
    """Follows one line of the scoreboard; `low` where the page has little height."""

    def __init__(self, leave: Callable[[], object]) -> None:
        super().__init__()
        self.low = False
        self.chart = RunChart(leave)
        self.words = Words(_("Where the measure stands"), _MANY)
        self.flag = QLabel()
        self.flag.setObjectName("guard")
        self.flag.setWordWrap(True)
        self.flag.setTextFormat(Qt.TextFormat.PlainText)
        self.flag.hide()
        under = QVBoxLayout()
        under.setContentsMargins(10, 0, 10, 0)
        under.setSpacing(4)
        under.addWidget(self.words)
        under.addWidget(self.flag)
        self._both = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._both.setContentsMargins(0, 0, 0, 6)
        self._both.setSpacing(4)
        self._both.addWidget(self.chart, 1)
        self._both.addLayout(under)
        self._under = under

    def say(self, line: Line, today: date) -> None:
        """Say what is to be said of a measure; what it should not reward comes first where there is little room."""
        flag = f"△ {line.flag}" if line.flag else ""
        words = " ".join(filter(None, (flag if self.low else "", *sentences(line, today))))
        self.words.say(words)
        self.words.setToolTip(words if self.low else "")
        if flag and flag != self.flag.text():
            announce(self, flag)
        self.flag.setText(flag)
        self.flag.setVisible(not self.low and bool(flag))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        beside = self.low and self.width() >= _WIDE
        ways = QBoxLayout.Direction
        self._both.setDirection(ways.LeftToRight if beside else ways.TopToBottom)
        self._under.setContentsMargins(4 if beside else 10, 8 if beside else 0, 10, 0)
        self._under.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.words.setMinimumWidth(_COLUMN if beside else 0)
        self.words.setMaximumWidth(_COLUMN if beside else _ANY)
        lines = max(_ONE, (self.height() - 24) // self.words.label.fontMetrics().lineSpacing())
        self.words.allow(lines if beside else _ONE if self.low else _MANY)
