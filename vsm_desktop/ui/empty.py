"""What stands on an empty map: what will be here, and the first steps to it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from vsm_desktop.assets import _

_WIDE = 340


class EmptyCard(QFrame):
    """A card in the middle of the view, there as long as the map has no symbol."""

    def __init__(self, view: QWidget, steps: Sequence[tuple[str, Callable[[], object]]]) -> None:
        super().__init__(view)
        self.setObjectName("card")
        self._view = view
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(8)
        title = QLabel(_("An empty map"))
        title.setObjectName("title")
        self._text = QLabel()
        self._text.setWordWrap(True)
        column.addWidget(title)
        column.addWidget(self._text)
        self._buttons: list[QPushButton] = []
        for words, step in steps:
            button = QPushButton(words)
            button.clicked.connect(lambda _checked=False, step=step: step())
            column.addWidget(button)
            self._buttons.append(button)
        self.setFixedWidth(_WIDE)
        view.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Show):
            self._centre()
        return False

    def event(self, event: QEvent) -> bool:
        """Words in another font, or other words, need other room."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._centre()
        return done

    def show_for(self, empty: bool, *, alone: bool = True) -> None:
        """Be there for an empty map; beside other states of its stream other documents are not offered."""
        if empty:
            self._offer(alone)
        if empty == self.isHidden():
            self.setVisible(empty)
            self._centre()

    def _offer(self, alone: bool) -> None:
        words = _(
            "Type the name of the first step, drag symbols onto the sheet, or start from what is there."
        )
        if not alone:
            words = _(
                "Type the name of the first step, drag symbols onto the sheet, or copy another state: turn to it, then +."
            )
        if words != self._text.text():
            self._text.setText(words)
            for button in self._buttons:
                button.setVisible(alone)
            self._centre()

    def _centre(self) -> None:
        layout = self.layout()
        if layout is not None:  # wrapped words are as high as this width makes them: Qt asks for another one
            self.setFixedHeight(layout.totalHeightForWidth(_WIDE))
        room = self._view.rect()
        self.move((room.width() - self.width()) // 2, (room.height() - self.height()) // 2)
