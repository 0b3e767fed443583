"""Lines of words and numbers as a table that is read, walked, sorted and copied; a line lights what it is about."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from msgspec import Struct
from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from vsm_desktop.canvas.paint import window_font
from vsm_desktop.drawing.theme import ThemeName, tokens
from vsm_desktop.ui.row_table import ROW, Index, Role, dress
from vsm_desktop.ui.tables import copy_table

HEAD = 28
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Line(Struct, frozen=True):
    """One line: its words by column, the elements it is about, and what there is to say on hover.

    `keys` is what it is sorted by, column by column; `inks` are colour tokens by column, "" for the usual one; `on` is how
    its switch stands, None for a line without one, which cannot be turned unless it is `free`. `id` names the line.
    """

    words: tuple[str, ...]
    ids: tuple[str, ...] = ()
    tip: str = ""
    keys: tuple[Any, ...] = ()
    inks: tuple[str, ...] = ()
    bold: int = -1
    on: bool | None = None
    free: bool = True
    id: str = ""


class LinesModel(QAbstractTableModel):
    """The lines in the order they are given, or sorted by a column."""

    switched = Signal(str, bool)

    def __init__(self, titles: Sequence[str], numbers: frozenset[int] = frozenset()) -> None:
        super().__init__()
        self.titles, self._numbers = tuple(titles), numbers
        self.lines: list[Line] = []
        self._given: tuple[Line, ...] = ()
        self._theme: ThemeName = "light"
        self._order: tuple[int, Qt.SortOrder] = (-1, Qt.SortOrder.AscendingOrder)

    def show_lines(self, lines: Sequence[Line], theme: ThemeName, titles: Sequence[str] = ()) -> None:
        """Show other lines; where they are as many as before, what is chosen stays chosen."""
        titles = tuple(titles) or self.titles
        given = tuple(lines)
        if (given, theme, titles) == (self._given, self._theme, self.titles):
            return
        same = len(given) == len(self._given)
        if not same:
            self.beginResetModel()
        self._given, self._theme, self.titles = given, theme, titles
        self.lines = self._sorted()
        if not same:
            self.endResetModel()
        elif given:
            self.dataChanged.emit(self.index(0, 0), self.index(len(given) - 1, len(titles) - 1))
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(titles) - 1)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column, -1 for the order in which the lines were given; what is unknown goes last."""
        self._order = (column, order)
        self.layoutAboutToBeChanged.emit()
        self.lines = self._sorted()
        self.layoutChanged.emit()

    def _sorted(self) -> list[Line]:
        column, order = self._order
        if column < 0:
            return list(self._given)
        back = order == Qt.SortOrder.DescendingOrder
        known = [line for line in self._given if _key(line, column) is not None]
        rest = [line for line in self._given if _key(line, column) is None]
        return sorted(known, key=lambda line: _key(line, column), reverse=back) + rest

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.titles)

    def headerData(self, section: int, way: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        if way != Qt.Orientation.Horizontal:
            return None
        if role == Role.DisplayRole:
            return self.titles[section]
        return (RIGHT if section in self._numbers else LEFT) if role == Role.TextAlignmentRole else None

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        line, column = self.lines[index.row()], index.column()
        match role:
            case Role.DisplayRole:
                return line.words[column]
            case Role.ToolTipRole:
                return line.tip or None
            case Role.TextAlignmentRole:
                return RIGHT if column in self._numbers else LEFT
            case Role.ForegroundRole:
                ink = line.inks[column] if column < len(line.inks) else ""
                return QColor(tokens(self._theme)[ink or "text"])
            case Role.FontRole if column == line.bold:
                return window_font("bold", 13)
            case Role.CheckStateRole if column == 0 and line.on is not None:
                return Qt.CheckState.Checked if line.on else Qt.CheckState.Unchecked
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        line = self.lines[index.row()]
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.column() == 0 and line.on is not None and line.free:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags

    def setData(self, index: Index, value: Any, role: int = Role.EditRole) -> bool:
        line = self.lines[index.row()]
        if role != Role.CheckStateRole or line.on is None or not line.free:
            return False
        self.switched.emit(line.id, Qt.CheckState(value) == Qt.CheckState.Checked)
        return True

    def block(self, rows: Sequence[int]) -> list[tuple[str, ...]]:
        """Lines beneath their titles."""
        return [self.titles, *(self.lines[row].words for row in rows)]


def _key(line: Line, column: int) -> Any:
    return line.keys[column] if column < len(line.keys) else line.words[column].casefold()


class LinesView(QTableView):
    """The table; the line one is at is lit, Enter and a double click open it."""

    lit = Signal(frozenset)
    opened = Signal(frozenset)

    def __init__(self, model: LinesModel, name: str, *, sorts: bool = False) -> None:
        super().__init__()
        self.lines = model
        self.setModel(model)
        dress(self, "", name)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().setMinimumSectionSize(ROW)
        head = self.horizontalHeader()
        head.setFixedHeight(HEAD)
        head.setTextElideMode(Qt.TextElideMode.ElideRight)
        head.setSectionsClickable(sorts)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        if sorts:
            head.setSortIndicatorClearable(True)
            head.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
            self.setSortingEnabled(True)
        self.selectionModel().currentRowChanged.connect(self._moved)
        self.doubleClicked.connect(lambda index: self._open(index.row()))
        self.commands: dict[str, Callable[[], object]] = {"copy": self.copy}

    def widths(self, wide: dict[int, int], stretched: int) -> None:
        """How wide the columns are; one takes what is left."""
        head = self.horizontalHeader()
        for column, width in wide.items():
            head.resizeSection(column, width)
        head.setSectionResizeMode(stretched, QHeaderView.ResizeMode.Stretch)

    def ids_at(self, row: int) -> frozenset[str]:
        """The elements of a line."""
        return frozenset(self.lines.lines[row].ids) if 0 <= row < len(self.lines.lines) else frozenset()

    def _moved(self, now: QModelIndex, _before: QModelIndex) -> None:
        if now.isValid() and self.hasFocus():
            self.lit.emit(self.ids_at(now.row()))

    def _open(self, row: int) -> None:
        if ids := self.ids_at(row):
            self.opened.emit(ids)

    def copy(self) -> None:
        """Copy the chosen lines, or all where fewer than two are chosen."""
        chosen = sorted({index.row() for index in self.selectionModel().selectedRows()})
        rows = chosen if len(chosen) > 1 else range(len(self.lines.lines))
        copy_table(self.lines.block(rows))

    def focusInEvent(self, event: QFocusEvent) -> None:
        if not self.currentIndex().isValid() and self.lines.lines:
            self.setCurrentIndex(self.lines.index(0, 0))
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() in _ENTER:
            self._open(self.currentIndex().row())
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)
