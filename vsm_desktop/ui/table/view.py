"""The table on the screen: keys as in a spreadsheet, names that stay in sight, a word beside what cannot stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    Qt,
)
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView

from vsm_desktop.assets import _
from vsm_desktop.drawing.text import measure
from vsm_desktop.drawing.theme import ThemeName
from vsm_desktop.ui.table.bubble import Bubble
from vsm_desktop.ui.table.delegate import CellDelegate
from vsm_desktop.ui.table.headers import Numbers, Titles
from vsm_desktop.ui.table.inks import PAD, Inks
from vsm_desktop.ui.table.keys import belongs, command_of, controls, shifted
from vsm_desktop.ui.table.model import TableModel, runs
from vsm_desktop.ui.table.still import Sheet, Still

Key = Qt.Key
Index = QModelIndex | QPersistentModelIndex
_LEAST, _MOST, _LOOK_AT = 56, 260, 120
_SELECT = QItemSelectionModel.SelectionFlag


class SheetView(Sheet):
    """A table whose first columns stay when it is scrolled sideways."""

    def __init__(self, model: TableModel, frozen: int) -> None:
        self.table, self.frozen_columns = model, frozen
        super().__init__(model, CellDelegate(model, self.focused))
        self.commands: dict[str, Callable[[], object]] = {}
        self._units: dict[str, int] = {}
        self._sized: dict[str, int] = {}
        self._fitting = False
        self._theme: ThemeName | None = None
        self.added = ""  # the step that was just added by typing its name
        self.setTabKeyNavigation(False)
        self.setAccessibleName(_("Table of the map"))
        self.still = Still(self)
        self.bubble = Bubble(self)
        for delegate in (self.delegate, self.still.delegate):
            delegate.left.connect(self._leave)
            delegate.unit_width = self._unit_width
        self.verticalScrollBar().valueChanged.connect(lambda _value: self.tell_slip())
        self.horizontalScrollBar().valueChanged.connect(self._scrolled)
        self.horizontalHeader().sectionResized.connect(self._resized)
        model.columnsInserted.connect(lambda *_args: self.fit_columns())
        model.modelReset.connect(self.fit_columns)
        model.dataChanged.connect(self._changed)

    # look

    def show_theme(self, theme: ThemeName) -> None:
        """Paint in the colours of a theme."""
        if theme == self._theme:
            return
        self._theme = theme
        inks = Inks(theme)
        for view in (self, self.still):
            view.delegate.inks = inks
            for header in (view.horizontalHeader(), view.verticalHeader()):
                assert isinstance(header, Titles | Numbers)
                header.inks = inks
                header.viewport().update()
            view.viewport().update()

    def fit_columns(self) -> None:
        """Make every column as wide as what stands in it, within reason; a width set by hand stays."""
        for column in range(len(self.table.shown)):
            self._fit(column, range(min(len(self.table.rows.ids), _LOOK_AT)))
        self.still.place()

    def _fit(self, column: int, rows: range) -> None:
        """Give a column its width; for one row alone it only grows."""
        wide = self._sized.get(self.table.shown[column].key) or self._wide(column, rows)
        if len(rows) == 1:
            wide = max(wide, self.columnWidth(column))
        self._fitting = True
        self.setColumnWidth(column, wide)
        self._fitting = False
        self.still.setColumnWidth(column, wide)

    def _wide(self, column: int, rows: range) -> int:
        """How wide a column has to be for what stands in some rows of it; its units stand in a column of their own."""
        shown = self.table.shown[column]
        cells = [self.table.cell(row, column) for row in rows]
        unit = max((measure(cell.unit, 13) for cell in cells if cell.unit), default=0.0)
        self._units[shown.key] = max(self._units.get(shown.key, 0), round(unit + 0.5))
        widest = max(
            (measure(cell.seen.removesuffix(cell.unit).rstrip(), 13, "bold") for cell in cells), default=0.0
        )
        wide = max(widest + self._units[shown.key] + 6, measure(shown.header, 12, "medium")) + 2 * PAD + 4
        return min(max(_LEAST, round(wide)), _MOST if shown.key == "name" else 200)

    def sizeHintForColumn(self, column: int) -> int:
        """A double click on the edge of a title fits the column."""
        return self._wide(column, range(min(len(self.table.rows.ids), _LOOK_AT)))

    def _unit_width(self, column: int) -> int:
        return self._units.get(self.table.shown[column].key, 0)

    def _resized(self, column: int, _old: int, new: int) -> None:
        if column < len(self.table.shown) and not self._fitting:
            self._sized[self.table.shown[column].key] = new
            self.still.setColumnWidth(column, new)
            self.still.place()

    def _changed(self, first: QModelIndex, last: QModelIndex) -> None:
        """Let one cell's column grow with it."""
        if (
            first.row() == last.row()
            and first.column() == last.column()
            and first.row() < len(self.table.rows.ids)
        ):
            self._fit(first.column(), range(first.row(), first.row() + 1))
            self.still.place()
        self.tell_slip()

    def _scrolled(self, value: int) -> None:
        self.still.show_edge(value > 0)
        self.tell_slip()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.still.place()
        self.tell_slip()

    def frozen_width(self) -> int:
        """How wide the columns are that stay."""
        return sum(self.columnWidth(i) for i in range(min(self.frozen_columns, len(self.table.shown))))

    def tell_slip(self) -> None:
        """Say beside the current cell why what was typed there cannot stand."""
        index = self.currentIndex()
        cell = self.table.cell(index.row(), index.column()) if self._is_there(index) else None
        if cell is None or cell.state != "wrong":
            self.bubble.hide()
            return
        room = self.viewport().geometry()
        self.bubble.tell(cell.why, self.rect_of(index).translated(room.topLeft()), room)

    def rect_of(self, index: QModelIndex) -> QRect:
        """Where a cell is seen."""
        rect = self.visualRect(index)
        if index.column() < self.frozen_columns:
            rect.translate(self.horizontalScrollBar().value(), 0)
        return rect

    def _is_there(self, index: QModelIndex) -> bool:
        return (
            index.isValid() and index.row() < self.table.rowCount() and index.column() < len(self.table.shown)
        )

    def focused(self) -> QModelIndex | None:
        """The cell with the cursor, while the table has the focus."""
        return self.currentIndex() if self.hasFocus() else None

    # moving

    def go(self, row: int, column: int) -> None:
        """Make a cell the current one."""
        row = min(max(row, 0), self.table.rowCount() - 1)
        column = min(max(column, 0), len(self.table.shown) - 1)
        self.setCurrentIndex(self.table.index(row, column))

    def step(self, down: int, across: int) -> None:
        """Go on by rows or columns; past the last column to the next row, and back."""
        index, wide = self.currentIndex(), len(self.table.shown)
        if not index.isValid():
            return self.go(0, 0)
        row, column = index.row() + down, index.column() + across
        if column >= wide and row + 1 < self.table.rowCount():
            row, column = row + 1, 0
        elif column < 0 and row > 0:
            row, column = row - 1, wide - 1
        return self.go(row, column)

    def _leave(self, down: int, across: int) -> None:
        """Typing ended: go on, unless what was typed cannot stand."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        index = self.currentIndex()
        stays = not self._is_there(index) or self.table.cell(index.row(), index.column()).state == "wrong"
        added = self.table.row_of(self.added) if self.added and across else None
        self.added = ""
        if added is not None:
            self.go(added, index.column() + across)
        elif (down or across) and not stays:
            self.step(down, across)
        self.tell_slip()

    def scrollTo(
        self,
        index: Index,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """Bring a cell into sight, and out from under the columns that stay."""
        bar = self.horizontalScrollBar()
        before = bar.value()
        super().scrollTo(index, hint)
        if index.column() < self.frozen_columns:
            bar.setValue(before)
        else:
            hidden = self.frozen_width() - self.visualRect(index).left()
            if hidden > 0:
                bar.setValue(bar.value() - hidden)

    def edit(self, index: QModelIndex, *how: object) -> bool:  # type: ignore[override]
        """Begin typing; names are typed where they are seen."""
        if not how:
            how = (QAbstractItemView.EditTrigger.AllEditTriggers, None)
        view: QTableView = self.still if index.column() < self.frozen_columns else self
        return bool(QTableView.edit(view, index, *how))

    # keys

    def event(self, event: QEvent) -> bool:
        """Keys of the table are the table's, whatever they are elsewhere in the window."""
        if not isinstance(event, QKeyEvent):
            return super().event(event)
        if event.type() == QEvent.Type.ShortcutOverride and belongs(event):
            event.accept()
            return True
        tab = event.key() in (Key.Key_Tab, Key.Key_Backtab) and not controls(event)
        if event.type() == QEvent.Type.KeyPress and tab:
            self.step(0, -1 if event.key() == Key.Key_Backtab or shifted(event) else 1)
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        command, shift = command_of(event), shifted(event)
        if command in self.commands:
            self.commands[command]()
        elif event.key() in (Key.Key_Return, Key.Key_Enter):
            self.step(-1 if shift else 1, 0)
        elif event.key() == Key.Key_F2:
            self.begin()
        elif event.key() == Key.Key_Space and not controls(event):
            if shift or not self.delegate.turn(self.currentIndex()):
                self.select_row(self.currentIndex().row())
        else:
            super().keyPressEvent(event)

    def begin(self) -> None:
        """Edit the current cell, keeping what is in it."""
        index = self.currentIndex()
        if index.isValid() and not self.delegate.turn(index):
            self.edit(index)

    def select_row(self, row: int) -> None:
        """Choose a whole row."""
        index = self.table.index(row, 0)
        self.selectionModel().select(index, _SELECT.ClearAndSelect | _SELECT.Rows)

    def select_block(self, top: int, left: int, bottom: int, right: int) -> None:
        """Choose a rectangle of cells."""
        block = QItemSelection(self.table.index(top, left), self.table.index(bottom, right))
        self.selectionModel().select(block, _SELECT.ClearAndSelect)

    # what is selected

    def cells(self) -> list[tuple[int, int]]:
        """The selected cells, or the current one."""
        found = sorted(
            (row, column) for rows, columns in self._ranges() for row in rows for column in columns
        )
        index = self.currentIndex()
        return found or ([(index.row(), index.column())] if self._is_there(index) else [])

    def _ranges(self) -> list[tuple[range, range]]:
        """The selected rectangles as rows and columns."""
        chosen = self.selectionModel().selection()
        parts = [chosen.at(i) for i in range(chosen.count())]
        return [(range(one.top(), one.bottom() + 1), range(one.left(), one.right() + 1)) for one in parts]

    def selected_rows(self) -> list[int]:
        """Rows with any selected cell."""
        return sorted({row for rows, _columns in self._ranges() for row in rows})

    def whole_rows(self) -> bool:
        """Whether nothing but whole rows is selected."""
        covered: Counter[int] = Counter()
        for rows, columns in self._ranges():
            covered.update(dict.fromkeys(rows, len(columns)))
        return bool(covered) and min(covered.values()) >= len(self.table.shown)

    def select_rows(self, rows: list[int], *, whole: bool) -> None:
        """Choose rows, or their cells in the column of the cursor, and bring the first into sight.

        While a hand works in the table cells are chosen, so that Del after an undo clears a cell and deletes no step.
        """
        chosen, selection = self.selectionModel(), QItemSelection()
        column = max(self.currentIndex().column(), 0)
        left, right = (0, len(self.table.shown) - 1) if whole else (column, column)
        for first, last in runs(rows):
            selection.append(
                QItemSelectionRange(self.table.index(first, left), self.table.index(last, right))
            )
        if rows and self.currentIndex().row() not in rows:
            chosen.setCurrentIndex(self.table.index(rows[0], column), _SELECT.NoUpdate)
        chosen.select(selection, _SELECT.ClearAndSelect)
        if rows:
            self.scrollTo(self.table.index(rows[0], column))
