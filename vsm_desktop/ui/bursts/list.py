"""The list of bursts: walked by the arrow keys, switched by Space or a click, put in order by Alt and arrows or by hand."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QApplication, QTableView

from vsm_desktop.assets import _
from vsm_desktop.drawing.theme import ThemeName, tokens
from vsm_desktop.ui.bursts.delegate import ROW, BurstDelegate
from vsm_desktop.ui.bursts.model import ON, BurstModel
from vsm_desktop.ui.bursts.words import COLUMNS, Line
from vsm_desktop.ui.row_table import dress, fit_columns, paint_words

Key = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier
_WIDE = {
    ON: 48, "number": 42, "kaizen": 74, "waste": 118, "owner": 92, "due": 96, "status": 92, "alone": 122, "in_order": 84,
}  # fmt: skip
_FIRST_TO_GO = ("kaizen", "waste", "owner", "due", "status")
_TITLE = 150  # less it does not get before a column goes


class BurstList(QTableView):
    """Tells what is wanted; the page does it."""

    chosen = Signal(str)
    switched = Signal(str, bool)
    placed = Signal(str, int)
    dropped = Signal(str)
    entered = Signal()
    menu_wanted = Signal(str, QPoint)

    def __init__(self, leave: Callable[[], object]) -> None:
        super().__init__()
        self._leave = leave
        self.list = BurstModel()
        self.theme: ThemeName = "light"
        self.commands: dict[str, Callable[[], object]] = {}
        self.switches = True
        self._paint = BurstDelegate(self.list)
        self._held = ""  # the burst under the button, once it is dragged
        self._pressed = QPoint()
        self._drop = -1
        self.setModel(self.list)
        self.setItemDelegate(self._paint)
        self._dress()

    def _dress(self) -> None:
        dress(self, "paths", _("Kaizen bursts"))
        self.setAccessibleDescription(_("Space switches a burst, Alt and the arrow keys move it"))
        self.setMouseTracking(True)

    # showing

    def show_lines(self, lines: list[Line], chosen: str, *, switches: bool) -> None:
        """Show the bursts, the chosen one marked; without a state they could be on in, there is nothing to switch."""
        if switches != self.switches:
            self.switches = switches
            self._fit()
        self.list.show_lines(lines)
        row = self.list.row_of(chosen)
        if row < 0:
            self.clearSelection()
        elif not self.selectionModel().isRowSelected(row) or self.currentIndex().row() != row:
            self.setCurrentIndex(self.list.index(row, min(2, self.list.columnCount() - 1)))
            self.selectRow(row)

    def show_theme(self, theme: ThemeName) -> None:
        """Paint in the colours of a theme."""
        if theme != self.theme:
            self.theme = self._paint.theme = theme
            self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """As many columns as leave room for the titles; those least needed go first."""
        keys = [key for key in COLUMNS if self.switches or key != ON]
        for gone in _FIRST_TO_GO:
            if sum(_WIDE.get(key, _TITLE) for key in keys) > self.viewport().width():
                keys.remove(gone)
        chosen = self.chosen_id
        self.list.show_columns(keys)
        fit_columns(self, keys, _WIDE)
        if chosen:
            self.selectRow(self.list.row_of(chosen))

    @property
    def chosen_id(self) -> str:
        """The burst the cursor is on."""
        row = self.currentIndex().row()
        return self.list.rows[row].id if 0 <= row < len(self.list.rows) else ""

    def take_focus(self) -> None:
        """Put the cursor into the list."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # the keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row, id_ = self.currentIndex().row(), self.chosen_id
        if event.matches(QKeySequence.StandardKey.Copy):
            self.commands["copy"]()
            return
        match event.key():
            case Key.Key_Escape:
                self._leave()
            case Key.Key_Space if id_ and self.switches:
                self.switched.emit(id_, not self.list.rows[row].on)
            case Key.Key_Up | Key.Key_Down if event.modifiers() & ALT and id_:
                at = row + (-1 if event.key() == Key.Key_Up else 1)
                if 0 <= at < len(self.list.rows):
                    self.placed.emit(id_, at)
            case Key.Key_Return | Key.Key_Enter if id_:
                self.entered.emit()
            case Key.Key_Delete if id_:
                self.dropped.emit(id_)
            case Key.Key_Up | Key.Key_Down if row < 0 and self.list.rows:
                self.chosen.emit(self.list.rows[0].id)
            case _:
                super().keyPressEvent(event)
                if self.chosen_id and self.chosen_id != id_:
                    self.chosen.emit(self.chosen_id)

    # the mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        index = self.indexAt(event.position().toPoint())
        self._held, self._drop = "", -1
        if not index.isValid():
            return
        line = self.list.rows[index.row()]
        left = event.button() == Qt.MouseButton.LeftButton
        if left and self.list.columns[index.column()] == ON:
            self.switched.emit(line.id, not line.on)
        elif left:
            self._held, self._pressed = line.id, event.position().toPoint()
        self.chosen.emit(line.id)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        if not (self._held and event.buttons() & Qt.MouseButton.LeftButton):
            super().mouseMoveEvent(event)
            return
        if self._drop >= 0 or (at - self._pressed).manhattanLength() >= QApplication.startDragDistance():
            self._drop = self._gap_at(at.y())
            self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        held, gap = self._held, self._drop
        self._held, self._drop = "", -1
        self.viewport().update()
        row = self.list.row_of(held)
        if gap >= 0 and row >= 0 and gap not in (row, row + 1):
            self.placed.emit(held, gap if gap < row else gap - 1)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """For the row under the pointer, or by the keyboard for the one the cursor is on."""
        index = self.indexAt(event.pos())
        by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        id_ = self.list.rows[index.row()].id if by_mouse and index.isValid() else self.chosen_id
        if id_:
            self.menu_wanted.emit(id_, event.globalPos())

    def _gap_at(self, y: int) -> int:
        """Between which rows something would be put down: 0 above the first."""
        return min(len(self.list.rows), max(0, round((y + self.verticalOffset()) / ROW)))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.list.rows:
            words = _("No bursts yet. Drag one onto the step that hurts, or record one.")
            paint_words(self, self.theme, words)
        painter, colors = QPainter(self.viewport()), tokens(self.theme)
        if self._drop >= 0:
            y = self._drop * ROW - self.verticalOffset()
            painter.setPen(QPen(QColor(colors["accent"]), 2))
            painter.drawLine(0, max(1, y - 1), self.viewport().width(), max(1, y - 1))
        row = self.currentIndex().row()
        if self.hasFocus() and row >= 0:
            top = self.rowViewportPosition(row)
            ring = QRect(0, top, self.viewport().width(), ROW).adjusted(1, 1, -1, -2)
            painter.setPen(QPen(QColor(colors["accent"]), 2))
            painter.drawRect(ring)
