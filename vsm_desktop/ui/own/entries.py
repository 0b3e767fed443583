"""A list one adds to, removes from and puts in order, with what each entry is beside it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QPushButton, QVBoxLayout, QWidget

from vsm_desktop.assets import _


class _List(QListWidget):
    """Del removes, Alt with an arrow moves."""

    removed = Signal()
    moved = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if event.key() == Qt.Key.Key_Delete:
            self.removed.emit()
        elif step is not None and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.moved.emit(step)
        else:
            super().keyPressEvent(event)


class Entries(QWidget):
    """The entries at the left of a page; it tells what is wanted and changes nothing itself."""

    chosen = Signal(int)
    added = Signal()
    removed = Signal(int)
    moved = Signal(int, int)

    def __init__(self, title: str, add: str) -> None:
        super().__init__()
        self.list = _List()
        self.list.setAccessibleName(title)
        self.list.setObjectName("own-list")
        self.list.setMinimumWidth(190)
        self.add = _button(add, _("Add"), "add")
        self.remove = _button(_("Remove (Del)"), _("Remove"), "remove")
        self.up = _button(_("Move up (Alt+Up)"), "↑", "up")
        self.down = _button(_("Move down (Alt+Down)"), "↓", "down")
        row = QHBoxLayout()
        row.setSpacing(6)
        for button in (self.add, self.remove, self.up, self.down):
            row.addWidget(button)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.list, 1)
        column.addLayout(row)
        self.list.currentRowChanged.connect(self._choose)
        self.list.removed.connect(self._remove)
        self.list.moved.connect(self._move)
        self.add.clicked.connect(self.added.emit)
        self.remove.clicked.connect(self._remove)
        self.up.clicked.connect(lambda: self._move(-1))
        self.down.clicked.connect(lambda: self._move(1))

    @property
    def at(self) -> int:
        """The place of the current entry; -1 if there is none."""
        return self.list.currentRow()

    def show_entries(self, titles: Sequence[str], at: int) -> None:
        """Show these entries with one of them current, without telling so."""
        with QSignalBlocker(self.list):
            self.list.clear()
            self.list.addItems(list(titles))
            self.list.setCurrentRow(min(at, len(titles) - 1))
        self._enable()

    def show_title(self, at: int, title: str) -> None:
        """Another name for one of them."""
        item = self.list.item(at)
        if item is not None and item.text() != title:
            item.setText(title)

    def _choose(self, row: int) -> None:
        self._enable()
        self.chosen.emit(row)

    def _enable(self) -> None:
        self.remove.setEnabled(self.at >= 0)
        self.up.setEnabled(self.at > 0)
        self.down.setEnabled(0 <= self.at < self.list.count() - 1)

    def _remove(self) -> None:
        if self.at >= 0:
            self.removed.emit(self.at)

    def _move(self, step: int) -> None:
        if self.at >= 0 and 0 <= self.at + step < self.list.count():
            self.moved.emit(self.at, self.at + step)


def _button(name: str, text: str, key: str) -> QPushButton:
    button = QPushButton(text)
    button.setObjectName("small")
    button.setProperty("does", key)
    button.setAccessibleName(name)
    button.setToolTip(name)
    button.setAutoDefault(False)
    return button
