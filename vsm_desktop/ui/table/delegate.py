"""Paints the cells of the table and lends them editors: a line to type in, a list to choose from, a tick."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QLineF,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QComboBox,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from vsm_desktop.assets import _
from vsm_desktop.ui.table.cells import Cell, kinds_for
from vsm_desktop.ui.table.columns import kind_title
from vsm_desktop.ui.table.inks import LEFT, PAD, RIGHT, Inks, tick_box, tick_mark
from vsm_desktop.ui.table.keys import controls
from vsm_desktop.ui.table.model import TableModel

Index = QModelIndex | QPersistentModelIndex
Key = Qt.Key
_NEEDED_NOW = frozenset((Key.Key_S, Key.Key_E, Key.Key_P, Key.Key_W, Key.Key_Q))
_AWAY: dict[int, tuple[int, int]] = {Key.Key_Down: (1, 0), Key.Key_Up: (-1, 0)}


class CellDelegate(QStyledItemDelegate):
    """Knows the model it paints; `left` tells the view where to go when typing ends."""

    left = Signal(int, int)

    def __init__(self, model: TableModel, focused: Callable[[], QModelIndex | None]) -> None:
        super().__init__()
        self.model, self._focused = model, focused
        self.inks = Inks("light")
        self.unit_width: Callable[[int], int] = lambda _column: 0

    # painting

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = option.rect
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        row, column = index.row(), index.column()
        cell, inks = self.model.cell(row, column), self.inks
        self._ground(painter, rect, cell, selected=selected)
        inside = rect.adjusted(PAD, 0, -PAD, -1)
        if cell.field is not None and cell.field.shape == "flag" and cell.state == "value":
            self._tick(painter, inside, bool(cell.text))
        elif cell.text or cell.ghost:
            self._text(painter, inside, cell, column)
        here = self._focused()
        if here is not None and here.row() == row and here.column() == column:
            painter.setPen(inks.focus)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(rect.adjusted(1, 1, -1, -2))

    def _ground(self, painter: QPainter, rect: QRect, cell: Cell, *, selected: bool) -> None:
        inks = self.inks
        wrong, void = cell.state == "wrong", cell.state == "void"
        ground = inks.wrong if wrong else inks.chosen if selected else inks.void if void else inks.panel
        painter.fillRect(rect, ground)
        if void:
            painter.setPen(inks.hatch)
            painter.drawLines(_hatch(rect))
        painter.setPen(inks.line)
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.drawLine(rect.topRight(), rect.bottomRight())
        if wrong:
            painter.setPen(inks.alert_edge)
            painter.drawRect(rect.adjusted(0, 0, -2, -2))

    def _text(self, painter: QPainter, room: QRect, cell: Cell, column: int) -> None:
        inks, text = self.inks, cell.seen or cell.ghost
        right = self.model.shown[column].numeric and cell.state != "wrong"
        pen = inks.pens[cell.state if cell.text else "unknown"]
        font = inks.strong if cell.state == "alert" or self.model.shown[column].key == "name" else inks.plain
        font = font if cell.text else inks.plain
        painter.setFont(font)
        if right:
            unit = cell.unit
            wide = self.unit_width(column)
            if unit and text.endswith(unit):
                painter.setPen(inks.pens["unit"])
                at = room.right() + 1 - wide
                painter.drawText(at, room.top(), wide, room.height(), LEFT, unit)
                text = text.removesuffix(unit).rstrip()
            room = room.adjusted(0, 0, -wide - 4 if wide else 0, 0)
        painter.setPen(pen)
        if painter.fontMetrics().horizontalAdvance(text) > room.width():
            text = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, RIGHT if right else LEFT, text)

    def _tick(self, painter: QPainter, room: QRect, ticked: bool) -> None:
        inks, box = self.inks, tick_box(room)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(inks.box_edge)
        painter.setBrush(inks.accent if ticked else inks.panel)
        painter.drawRoundedRect(box, 3, 3)
        if ticked:
            painter.setPen(inks.tick)
            painter.drawPolyline(tick_mark(box))
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(80, 28)

    # editors

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        row, column = index.row(), index.column()
        shown, cell = self.model.shown[column], self.model.cell(row, column)
        if cell.field is not None and cell.field.shape == "choice":
            choices = ((_("Not entered"), ""), *((title, title) for _key, title in cell.field.choices))
            editor: QWidget = _Choice(parent, choices, self._chosen)
        elif shown.role == "kind":
            kinds = kinds_for(self.model.rows.elements[row])
            titles = [kind_title(kind, shown.names) for kind in kinds]
            editor = _Choice(parent, tuple((title, title) for title in titles), self._chosen)
        else:
            line = QLineEdit(parent)
            line.setFrame(False)
            line.setObjectName("cell")
            line.setFont(self.inks.plain)
            line.setAlignment(RIGHT if shown.numeric else LEFT)
            place = QPersistentModelIndex(index)
            line.textEdited.connect(lambda text: self.model.preview(place, text))
            editor = line
        editor.setAccessibleName(shown.title)
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Once, when it opens: what is being typed is not typed over by its own effect."""
        if editor.property("filled"):
            return
        editor.setProperty("filled", True)
        text = self.model.cell(index.row(), index.column()).text
        if isinstance(editor, QLineEdit):
            editor.setText(text)
        elif isinstance(editor, QComboBox):
            editor.setCurrentIndex(max(editor.findData(text), 0))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, QComboBox):
            self.model.setData(index, editor.currentData())
        elif isinstance(editor, QLineEdit):
            self.model.setData(index, editor.text())

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = option.rect
        room = rect.adjusted(0, 0, -1, -1)
        if isinstance(editor, _Choice):
            room.setWidth(max(room.width(), editor.sizeHint().width()))
        elif room.width() < 120:
            extra = 120 - room.width()
            right = self.model.shown[index.column()].numeric and rect.left() > extra
            room = room.adjusted(-extra if right else 0, 0, 0 if right else extra, 0)
        editor.setGeometry(room)

    def _chosen(self, editor: QWidget) -> None:
        self._close(editor, 0, 0)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            if event.key() in _NEEDED_NOW and controls(event):
                self.commitData.emit(editor)  # what is typed counts for saving and the like
            return False
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and isinstance(editor, QWidget)
        ):
            where = _way_out(event, editor)
            if where is not None:
                self._close(editor, *where)
                return True
            if event.key() == Key.Key_Escape:
                self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)
                self.model.desk.cancel()
                return True
            return False
        return super().eventFilter(editor, event)

    def _close(self, editor: QWidget, down: int, across: int) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)
        self.left.emit(down, across)

    def editorEvent(
        self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        """A click on the box of a flag turns it."""
        rect: QRect = option.rect
        if isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseButtonRelease:
            box = tick_box(rect.adjusted(PAD, 0, -PAD, -1)).adjusted(-6, -6, 6, 6)
            if event.button() == Qt.MouseButton.LeftButton and box.contains(event.position().toPoint()):
                return self.turn(index)
        return False

    def turn(self, index: Index) -> bool:
        """Turn a flag; False if there is none in this cell."""
        cell = self.model.cell(index.row(), index.column())
        if cell.field is None or cell.field.shape != "flag" or cell.state != "value":
            return False
        return self.model.setData(index, "" if cell.text else _("yes"))


class _Choice(QComboBox):
    """A list that is open as soon as it is there; choosing ends it."""

    def __init__(
        self, parent: QWidget, choices: tuple[tuple[str, str], ...], chosen: Callable[[QWidget], None]
    ) -> None:
        super().__init__(parent)
        self.setObjectName("cell")
        for title, text in choices:
            self.addItem(title, text)
        self.activated.connect(lambda _index: chosen(self))
        QTimer.singleShot(0, self, self.showPopup)


def _way_out(event: QKeyEvent, editor: QWidget) -> tuple[int, int] | None:
    """Where a key leads out of an editor."""
    back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
    match event.key():
        case Key.Key_Return | Key.Key_Enter:
            return (-1 if back else 1, 0)
        case Key.Key_Tab:
            return (0, -1 if back else 1)
        case Key.Key_Backtab:
            return (0, -1)
    return _AWAY.get(event.key()) if isinstance(editor, QLineEdit) else None


def _hatch(rect: QRect) -> list[QLineF]:
    """Lines at 45 degrees that meet those of the cells around."""
    lines, top, bottom, step = [], rect.top(), rect.bottom(), 8
    first = (rect.left() + top) // step * step
    for total in range(first, rect.right() + bottom + step, step):
        x1, x2 = max(rect.left(), total - bottom), min(rect.right(), total - top)
        if x1 < x2:
            lines.append(QLineF(x1, total - x1, x2, total - x2))
    return lines
