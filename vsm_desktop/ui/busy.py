"""The bar over the map while long work is under way: what is done, how far it is, and Cancel."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from vsm_desktop.assets import _

HEIGHT = 36


class BusyBar(QFrame):
    """Lies over the top edge of what it stands on, so that nothing moves when it comes and goes."""

    cancelled = Signal()

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self.setObjectName("busy")
        self.setFixedHeight(HEIGHT)
        self._over = over
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 6, 0)
        row.setSpacing(12)
        self.words = QLabel()
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(4)
        self.percent = QLabel()
        self.percent.setObjectName("field")
        self.percent.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.percent.setFixedWidth(self.percent.fontMetrics().horizontalAdvance("100 %"))
        self.button = QPushButton(_("Cancel"))
        self.button.setObjectName("small")
        self.button.clicked.connect(self.cancelled)
        row.addWidget(self.words)
        row.addWidget(self.bar, 1)
        row.addWidget(self.percent)
        row.addWidget(self.button)
        over.installEventFilter(self)

    def show_work(self, words: str, share: float) -> None:
        """What is done and how much of it; a share of 0 is not known yet."""
        if words != self.words.text():
            self.words.setText(words)
            self.bar.setAccessibleName(words)
        percent = round(share * 100)
        self.bar.setRange(0, 100 if percent else 0)
        self.bar.setValue(percent)
        self.percent.setText(f"{percent} %" if percent else "")
        if self.isHidden():
            self._spread()
            self.show()
            self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and not self.isHidden():
            self._spread()
        return False

    def _spread(self) -> None:
        self.setGeometry(0, 0, self._over.width(), HEIGHT)
