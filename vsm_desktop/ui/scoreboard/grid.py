"""A small table whose cells are typed into in place: a wrong text stays as typed, with the reason beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from msgspec import Struct
from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from vsm_desktop.canvas.paint import window_font
from vsm_desktop.drawing.theme import ThemeName, tokens
from vsm_desktop.ui.row_table import ROW, dress, fit_columns, paint_words

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
Key = Qt.Key
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_ENTER = (Key.Key_Return, Key.Key_Enter)
_PAD = 8


class Cell(Struct, frozen=True):
    """What stands in a cell; `edit` is what typing begins with, None where nothing can be typed. `said` is told to those who
    hear, where it is more than the text."""

    text: str = ""
    edit: str | None = None
    ink: str = ""
    bold: bool = False
    tip: str = ""
    said: str = ""


NOTHING = Cell()


class Row(Struct, frozen=True):
    """A row: its id, its cells by column, and what belongs to it."""

    id: str
    cells: Mapping[str, Cell]
    about: Any = None


class GridModel(QAbstractTableModel):
    """Rows of cells. `put` takes what was typed and answers why it cannot be taken, or nothing."""

    refused = Signal(str)

    def __init__(
        self, titles: Mapping[str, str], numbers: frozenset[str], put: Callable[[str, str, str], str]
    ) -> None:
        super().__init__()
        self.titles, self._numbers, self._put = dict(titles), numbers, put
        self.columns = list(titles)
        self.rows: list[Row] = []
        self.hints: Mapping[str, str] = {}
        self.wrong: dict[tuple[str, str], tuple[str, str]] = {}

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show other rows; those that are added or go at the end leave the others as they are."""
        old, new = [row.id for row in self.rows], [row.id for row in rows]
        common = min(len(old), len(new))
        before = {row.id: row.cells for row in self.rows}
        after = {row.id: row.cells for row in rows}
        self.wrong = {  # what was typed wrong gives way to what the document holds once that is another
            (id_, key): said
            for (id_, key), said in self.wrong.items()
            if id_ in after and after[id_].get(key) == before.get(id_, {}).get(key)
        }
        if old[:common] != new[:common]:
            self.beginResetModel()
            self.rows = list(rows)
            self.wrong.clear()
            self.endResetModel()
            return
        if len(new) < len(old):
            self.beginRemoveRows(QModelIndex(), common, len(old) - 1)
            self.rows = list(rows)
            self.endRemoveRows()
        elif len(new) > len(old):
            self.beginInsertRows(QModelIndex(), common, len(new) - 1)
            self.rows = list(rows)
            self.endInsertRows()
        else:
            self.rows = list(rows)
        if common:
            self.dataChanged.emit(self.index(0, 0), self.index(common - 1, len(self.columns) - 1))

    def show_columns(self, columns: Sequence[str]) -> None:
        """Show these columns."""
        if list(columns) != self.columns:
            self.beginResetModel()
            self.columns = list(columns)
            self.endResetModel()

    def cell(self, index: Index) -> Cell:
        """The cell at a place."""
        return self.rows[index.row()].cells.get(self.columns[index.column()], NOTHING)

    def wrong_at(self, index: Index) -> tuple[str, str] | None:
        """What was typed at a place and could not be taken, and why."""
        return self.wrong.get((self.rows[index.row()].id, self.columns[index.column()]))

    def forget_wrong(self, index: Index) -> None:
        """Go back to what the document holds."""
        self.wrong.pop((self.rows[index.row()].id, self.columns[index.column()]), None)
        self.dataChanged.emit(index, index)
        self.refused.emit("")

    def row_of(self, id_: str) -> int:
        """Where a row stands; -1 for none."""
        return next((at for at, row in enumerate(self.rows) if row.id == id_), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.columns)

    def headerData(self, section: int, way: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        if way != Qt.Orientation.Horizontal:
            return None
        key = self.columns[section]
        match role:
            case Role.DisplayRole:
                return self.titles[key]
            case Role.TextAlignmentRole:
                return RIGHT if key in self._numbers else LEFT
            case Role.ToolTipRole:
                return self.hints.get(key)
        return None

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        cell, wrong = self.cell(index), self.wrong_at(index)
        match role:
            case Role.DisplayRole:
                return wrong[0] if wrong else cell.text
            case Role.EditRole:
                return wrong[0] if wrong else cell.edit
            case Role.ToolTipRole:
                return wrong[1] if wrong else cell.tip or None
            case Role.TextAlignmentRole:
                return RIGHT if self.columns[index.column()] in self._numbers else LEFT
            case Role.AccessibleTextRole:
                words = wrong[0] if wrong else cell.said or cell.text
                return f"{self.titles[self.columns[index.column()]]}: {words}"
            case Role.AccessibleDescriptionRole:
                return wrong[1] if wrong else cell.tip
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsEditable if self.cell(index).edit is not None else flags

    def setData(self, index: Index, value: Any, role: int = Role.EditRole) -> bool:
        text, place = str(value).strip(), (self.rows[index.row()].id, self.columns[index.column()])
        if self.cell(index).edit is None or (place not in self.wrong and text == self.cell(index).edit):
            return False
        before = self.wrong.pop(place, None)
        why = self._put(*place, text)
        if why:
            self.wrong[place] = (text, why)
            self.refused.emit(why)
        elif before:
            self.refused.emit("")
        now = self.row_of(place[0])
        if now >= 0:
            self.dataChanged.emit(self.index(now, 0), self.index(now, len(self.columns) - 1))
        return not why


class GridDelegate(QStyledItemDelegate):
    """Paints the cells and lends a line to type in; Enter ends typing (`entered`), Tab goes on to the next cell."""

    entered = Signal()

    def __init__(self, model: GridModel) -> None:
        super().__init__()
        self.model = model
        self.theme: ThemeName = "light"

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(40, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        colors, rect = tokens(self.theme), QRect(option.rect)
        cell, wrong = self.model.cell(index), self.model.wrong_at(index)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        ground = "alert_t" if wrong else "accent_t" if chosen else "sunken" if hovered else ""
        if ground:
            painter.fillRect(rect, QColor(colors[ground]))
        painter.setPen(QColor(colors["hair"]))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if wrong:
            painter.setPen(QColor(colors["alert"]))
            painter.drawRect(rect.adjusted(0, 0, -1, -2))
        room = rect.adjusted(_PAD, 0, -_PAD, -1)
        if not wrong and self.paint_own(painter, room, index):
            pass
        else:
            painter.setFont(window_font("bold" if cell.bold else "body", 13))
            painter.setPen(QColor(colors["alert" if wrong else cell.ink or "text"]))
            text = painter.fontMetrics().elidedText(
                wrong[0] if wrong else cell.text, Qt.TextElideMode.ElideRight, room.width()
            )
            painter.drawText(room, index.data(Role.TextAlignmentRole), text)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(colors["accent"]), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(rect.adjusted(1, 1, -1, -2))

    def paint_own(self, painter: QPainter, room: QRect, index: Index) -> bool:
        """Paint a cell that is no text; False where it is one."""
        return False

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        line = QLineEdit(parent)
        line.setFrame(False)
        line.setObjectName("cell")
        line.setFont(window_font("body", 13))
        line.setAlignment(Qt.AlignmentFlag(index.data(Role.TextAlignmentRole)))
        line.setAccessibleName(self.model.titles[self.model.columns[index.column()]])
        return line

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, QLineEdit) and not editor.property("filled"):
            editor.setProperty("filled", True)
            editor.setText(index.data(Role.EditRole) or "")

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, QLineEdit):
            model.setData(index, editor.text())

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in _ENTER
            and isinstance(editor, QWidget)
        ):
            self.commitData.emit(editor)
            self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)
            self.entered.emit()
            return True
        return super().eventFilter(editor, event)


class GridView(QTableView):
    """Walked by the arrow keys, typed into with any letter, F2, Enter or a double click; what else it can is in `commands`."""

    chosen = Signal(str)

    def __init__(
        self, model: GridModel, delegate: GridDelegate, leave: Callable[[], object], name: str
    ) -> None:
        super().__init__()
        self.grid, self.paint, self._leave = model, delegate, leave
        self.commands: dict[str, Callable[[], object]] = {}
        self.empty = ""
        self.widths: Mapping[str, int] = {}
        self.setModel(model)
        self.setItemDelegate(delegate)
        dress(self, "paths", name)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.DoubleClicked | triggers.EditKeyPressed | triggers.AnyKeyPressed)
        self.setMouseTracking(True)
        self.selectionModel().currentRowChanged.connect(self._moved)

    def show_theme(self, theme: ThemeName) -> None:
        """Paint in the colours of a theme."""
        if theme != self.paint.theme:
            self.paint.theme = theme
            self.viewport().update()

    def fit(self, columns: Sequence[str]) -> None:
        """Show these columns in their widths; the one without one takes what is left."""
        row = self.currentIndex().row()
        self.grid.show_columns(columns)
        fit_columns(self, self.grid.columns, self.widths)
        if row >= 0 and not self.currentIndex().isValid():
            self.choose_row(row)

    @property
    def chosen_id(self) -> str:
        """The row the cursor is on."""
        row = self.currentIndex().row()
        return self.grid.rows[row].id if 0 <= row < len(self.grid.rows) else ""

    @property
    def chosen_rows(self) -> list[int]:
        """The rows that are selected, in their order."""
        return sorted({index.row() for index in self.selectionModel().selectedRows()})

    def choose_row(self, row: int, column: int = 0) -> None:
        """Put the cursor on a row."""
        if 0 <= row < len(self.grid.rows):
            self.setCurrentIndex(self.grid.index(row, column))

    def step(self) -> None:
        """Go on to the row below."""
        at = self.currentIndex()
        if at.isValid() and at.row() + 1 < len(self.grid.rows):
            self.setCurrentIndex(self.grid.index(at.row() + 1, at.column()))

    def _moved(self, now: QModelIndex, _before: QModelIndex) -> None:
        if now.isValid():
            self.chosen.emit(self.grid.rows[now.row()].id)

    def focusInEvent(self, event: QFocusEvent) -> None:
        if not self.currentIndex().isValid():
            self.choose_row(0)
        super().focusInEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The row of the cursor stays in view where the table becomes lower, as when a message comes below it."""
        here, before = self.currentIndex(), event.oldSize().height()
        was_seen = here.isValid() and self.visualRect(here).top() < before
        super().resizeEvent(event)
        if was_seen and event.size().height() < before:
            self.scrollTo(here)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        standard = QKeySequence.StandardKey
        if event.matches(standard.Copy):
            self._do("copy")
        elif event.matches(standard.Paste):
            self._do("paste")
        elif event.key() == Key.Key_Delete:
            self._do("clear")
        elif event.key() in _ENTER and self.currentIndex().isValid():
            if self.grid.flags(self.currentIndex()) & Qt.ItemFlag.ItemIsEditable:
                self.edit(self.currentIndex())
        elif event.key() == Key.Key_Escape:
            here = self.currentIndex()
            if here.isValid() and self.grid.wrong_at(here):
                self.grid.forget_wrong(here)
            else:
                self._leave()
        else:
            super().keyPressEvent(event)

    def _do(self, name: str) -> None:
        self.commands.get(name, lambda: None)()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.grid.rows and self.empty:
            paint_words(self, self.paint.theme, self.empty)
