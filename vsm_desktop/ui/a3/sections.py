"""The sections as a list: ticked ones are printed, the order is that of the sheet."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QDropEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem

from vsm_desktop.assets import _
from vsm_desktop.model.a3 import COLUMNS, SECTIONS, Section

_KEY = Qt.ItemDataRole.UserRole


class SectionList(QListWidget):
    """Ticks switch, dragging and Alt with an arrow move."""

    chosen = Signal(str)
    switched = Signal(str, bool)
    carried = Signal(str, str)  # which, before which ("" for the end)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("a3-sections")
        self.setAccessibleName(_("Sections"))
        self.setToolTip(_("Tick what is printed; drag to move, or press Alt with an arrow."))
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.currentItemChanged.connect(self._choose)
        self.itemChanged.connect(self._switch)

    def show_sections(self, sections: Sequence[Section], key: str) -> None:
        """List these, the chosen one marked."""
        titles, columns = dict(SECTIONS), dict(COLUMNS)
        with QSignalBlocker(self):
            self.clear()
            for section in sections:
                item = QListWidgetItem(titles[section.key])
                item.setData(_KEY, section.key)
                item.setFlags(
                    Qt.ItemFlag.ItemIsEnabled
                    | Qt.ItemFlag.ItemIsSelectable
                    | Qt.ItemFlag.ItemIsDragEnabled
                    | Qt.ItemFlag.ItemIsUserCheckable
                )
                item.setCheckState(Qt.CheckState.Checked if section.shown else Qt.CheckState.Unchecked)
                item.setToolTip(columns[section.column])
                self.addItem(item)
                if section.key == key:
                    self.setCurrentItem(item)
        self.setFixedHeight(self.sizeHintForRow(0) * max(1, self.count()) + 2 * self.frameWidth() + 4)

    def key(self) -> str:
        """The chosen section."""
        item = self.currentItem()
        return str(item.data(_KEY)) if item else ""

    def keys(self) -> list[str]:
        """All sections in their order."""
        return [str(self.item(at).data(_KEY)) for at in range(self.count())]

    def choose(self, key: str) -> None:
        """Mark a section."""
        if key in self.keys() and key != self.key():
            with QSignalBlocker(self):
                self.setCurrentRow(self.keys().index(key))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt with an arrow moves."""
        by = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        if by and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self._move(self.currentRow(), self.currentRow() + by)
            return
        super().keyPressEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Let go: the document moves it, and the list follows the document."""
        at = self.indexAt(event.position().toPoint()).row()
        under = self.dropIndicatorPosition() == QAbstractItemView.DropIndicatorPosition.BelowItem
        start = self.currentRow()
        to = self.count() - 1 if at < 0 else at + under
        event.setDropAction(Qt.DropAction.IgnoreAction)
        event.accept()
        self._move(start, to - 1 if at >= 0 and to > start else to)

    def _move(self, start: int, to: int) -> None:
        keys = self.keys()
        if not (0 <= start < len(keys) and 0 <= to < len(keys)) or start == to:
            return
        rest = [key for key in keys if key != keys[start]]
        self.carried.emit(keys[start], rest[to] if to < len(rest) else "")

    def _choose(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.chosen.emit(str(item.data(_KEY)))

    def _switch(self, item: QListWidgetItem) -> None:
        self.switched.emit(str(item.data(_KEY)), item.checkState() == Qt.CheckState.Checked)
