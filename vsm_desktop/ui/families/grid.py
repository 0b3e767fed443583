"""The grid of products and steps: names that stay in sight, products dragged from family to family."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QKeySequence, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFrame,
    QHeaderView,
    QTableView,
    QToolTip,
    QWidget,
)

from vsm_desktop.assets import _
from vsm_desktop.drawing.text import measure
from vsm_desktop.drawing.theme import ThemeName
from vsm_desktop.ui.families.book import LOOSE
from vsm_desktop.ui.families.model import ALIKE, AMOUNT, FROZEN, PRODUCT, FamilyModel
from vsm_desktop.ui.families.paint import PAD, ROW, Cells, Inks, Steps, upright

NEW = "@new"  # what is let go below the last family makes a new one
_Flag = QItemSelectionModel.SelectionFlag
_NARROW, _NAME, _WIDE = 44, 108, 220
_LOOK_AT = 150  # rows that decide how wide a column is


class Rows(QTableView):
    """What the grid and the part of it that stays have in common: look, and a hand that drags products."""

    dropped = Signal(str)
    menu_wanted = Signal(QPoint)
    named = Signal()
    copied = Signal()

    def __init__(self, model: FamilyModel, inks: Inks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table, self.inks = model, inks
        self._pressed: QPoint | None = None
        self._held = self._dragging = False
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked)
        self.setTabKeyNavigation(False)
        self.setHorizontalHeader(Steps(model, inks, self))
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW)
        self.setItemDelegate(Cells(model, inks, self))
        self.setModel(model)

    # dragging

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        row = self.table.row(self.indexAt(at).row())
        if event.button() == Qt.MouseButton.LeftButton and row is not None and row.product is not None:
            self._pressed = at
            self._held = self.selectionModel().isRowSelected(self.indexAt(at).row(), QModelIndex())
            if self._held and not event.modifiers():
                return  # several may be meant; which is known when the button is let go
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None or not event.buttons() & Qt.MouseButton.LeftButton:
            super().mouseMoveEvent(event)
            return
        at = event.position().toPoint()
        far = (at - self._pressed).manhattanLength() >= QApplication.startDragDistance()
        if far and not self._dragging:
            self._dragging = True
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
        if self._dragging:
            target = self.target_at(at)
            self.table.aim(target)
            QToolTip.showText(self.viewport().mapToGlobal(at), self._said(target), self)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        at, dragging = event.position().toPoint(), self._dragging
        pressed, held = self._pressed, self._held
        self.drop_drag()
        if dragging:
            if target := self.target_at(at):
                self.dropped.emit(target)
            return
        if pressed is not None and held and not event.modifiers():
            self.setCurrentIndex(self.indexAt(pressed))
        super().mouseReleaseEvent(event)

    def drop_drag(self) -> None:
        """Forget what is being dragged."""
        self._pressed, self._dragging = None, False
        self.viewport().unsetCursor()
        self.table.aim("")

    @property
    def dragging(self) -> bool:
        """Whether products are under way."""
        return self._dragging

    def target_at(self, at: QPoint) -> str:
        """The family that takes what is let go here: that of the row, a new one below the last row."""
        if not self.viewport().rect().contains(at):
            return ""
        row = self.table.row(self.indexAt(at).row())
        if row is None:
            return NEW
        return row.family.id if row.family.id != LOOSE else ""

    def _said(self, target: str) -> str:
        if target == NEW:
            return _("Make a new family")
        row = self.table.row(self.table.heading_row(target))
        return _("Move to {family}").format(family=row.family.name) if row else ""

    # menu and keys

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            place = self.visualRect(self.currentIndex()).center()
        else:
            place = event.pos()
            index = self.indexAt(place)
            if index.isValid() and not self.selectionModel().isRowSelected(index.row(), QModelIndex()):
                self.setCurrentIndex(index)
        self.menu_wanted.emit(self.viewport().mapToGlobal(place))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.state() == QAbstractItemView.State.EditingState:
            event.ignore()  # it comes from the line that is typed into
        elif event.key() == Qt.Key.Key_Escape and self._dragging:
            self.drop_drag()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copied.emit()
        elif event.key() == Qt.Key.Key_F2:
            self.named.emit()
        else:
            super().keyPressEvent(event)


class Grid(Rows):
    """All columns; the first ones lie over the rest when it is scrolled sideways."""

    def __init__(self, model: FamilyModel, theme: ThemeName) -> None:
        super().__init__(model, Inks(theme))
        self.setObjectName("family-grid")
        self.setAccessibleName(_("Products and steps"))
        self.still = _Still(self)
        self.verticalScrollBar().valueChanged.connect(self.still.verticalScrollBar().setValue)
        self.horizontalScrollBar().valueChanged.connect(lambda _value: self.still.edge.setVisible(_value > 0))
        model.modelReset.connect(self.fit)
        self.fit()

    def show_theme(self, theme: ThemeName) -> None:
        """Paint in the colours of a theme."""
        inks = Inks(theme)
        for view in (self, self.still):
            header, delegate = view.horizontalHeader(), view.itemDelegate()
            assert isinstance(header, Steps)
            assert isinstance(delegate, Cells)
            view.inks = header.inks = delegate.inks = inks
            header.viewport().update()
            view.viewport().update()

    def fit(self) -> None:
        """Columns as wide as what stands in them."""
        book = self.table.book
        if book is None:
            return
        names = [row.product.title if row.product else row.family.name for row in book.rows[:_LOOK_AT]]
        wide = max((measure(name, 13.0, "bold") for name in names), default=0.0) + 4 * PAD
        widths = {
            PRODUCT: min(max(ceil(wide), _NAME), _WIDE),
            AMOUNT: self._wide(AMOUNT),
            ALIKE: self._wide(ALIKE),
        }
        turned = upright(list(book.steps))
        for at, step in enumerate(book.steps, start=FROZEN):
            name = 0 if turned else ceil(measure(step, 12.0, "medium")) + 2 * PAD
            widths[at] = max(_NARROW, name, self._wide(at) if self.table.times else 0)
        for view in (self, self.still):
            for column, width in widths.items():
                view.setColumnWidth(column, width)
        self.still.show_first()
        self.still.place()

    def _wide(self, column: int) -> int:
        """What the widest cell of a column needs, its heading too if it is one of the first."""
        model = self.table
        texts = [
            str(model.data(model.index(i, column)) or "") for i in range(min(model.rowCount(), _LOOK_AT))
        ]
        if column < FROZEN:
            texts.append(str(model.headerData(column, Qt.Orientation.Horizontal)))
        size = 13.0 if column < FROZEN else 12.0
        return ceil(max((measure(text, size, "bold") for text in texts), default=0.0)) + 2 * PAD + 4

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.still.place()

    def updateGeometries(self) -> None:
        super().updateGeometries()
        if hasattr(self, "still"):
            self.still.place()

    def scrollTo(
        self,
        index: QModelIndex | QPersistentModelIndex,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """A cell is not brought into sight under the columns that stay."""
        super().scrollTo(index, hint)
        if index.column() >= FROZEN:
            hidden = self.still.width() - self.visualRect(index).left()
            if hidden > 0:
                self.horizontalScrollBar().setValue(self.horizontalScrollBar().value() - hidden)

    def go_to(self, row: int) -> None:
        """Choose a row and bring it into sight."""
        index = self.table.index(row, PRODUCT)
        if index.isValid():
            self.selectionModel().setCurrentIndex(index, _Flag.ClearAndSelect | _Flag.Rows)
            self.scrollTo(index)

    def add_row(self, row: int) -> None:
        """Choose one row more."""
        self.selectionModel().select(self.table.index(row, PRODUCT), _Flag.Select | _Flag.Rows)


class _Still(Rows):
    """The columns that stay, laid over the grid; what it shows and selects is the grid's."""

    def __init__(self, grid: Grid) -> None:
        super().__init__(grid.table, grid.inks, grid)
        self._grid = grid
        self.setObjectName("still")
        self.setAccessibleName(_("Names of products"))
        self.setSelectionModel(grid.selectionModel())
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setFocusProxy(grid)
        self.setAutoScroll(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().valueChanged.connect(grid.verticalScrollBar().setValue)
        self.dropped.connect(grid.dropped)
        self.menu_wanted.connect(grid.menu_wanted)
        self.edge = QFrame(grid)
        self.edge.setObjectName("still-edge")
        self.edge.hide()

    def show_first(self) -> None:
        """Hide every column that does not stay."""
        for column in range(self.table.columnCount()):
            self.setColumnHidden(column, column >= FROZEN)

    def place(self) -> None:
        """Lie over the first columns."""
        grid = self._grid
        wide = sum(grid.columnWidth(column) for column in range(FROZEN)) if self.table.book else 0
        head = grid.horizontalHeader().height()
        self.setGeometry(0, 0, wide, head + grid.viewport().height())
        self.horizontalHeader().setFixedHeight(head)
        self.edge.setGeometry(wide - 1, 0, 1, self.height())
        self.edge.raise_()
