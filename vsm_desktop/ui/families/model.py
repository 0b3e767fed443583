"""The matrix as a model: families as headings, their products below, steps across."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from vsm_desktop.assets import _
from vsm_desktop.canvas.paint import window_font
from vsm_desktop.model.display import percent
from vsm_desktop.ui.families.book import LOOSE, Book, Row, cell_text, cell_words, number_of

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
_NOWHERE = QModelIndex()
PRODUCT, AMOUNT, ALIKE = range(3)
FROZEN = 3
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_MIDDLE = int(Qt.AlignmentFlag.AlignCenter)


class FamilyModel(QAbstractTableModel):
    """Rows of a book; a name typed into a heading is told, and nothing else can be edited."""

    renamed = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self.book: Book | None = None
        self.times = False
        self.target = ""  # the family products are being dragged to

    def show_book(self, book: Book | None, *, times: bool) -> None:
        """Show another state of the matrix."""
        if book is self.book and times == self.times:
            return
        self.beginResetModel()
        self.book, self.times = book, times
        self.endResetModel()

    def aim(self, family: str) -> None:
        """Show which family would take what is dragged."""
        if family != self.target:
            self.target = family
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1))

    def row(self, number: int) -> Row | None:
        """What a row is about."""
        rows = self.book.rows if self.book else ()
        return rows[number] if 0 <= number < len(rows) else None

    def step(self, column: int) -> str:
        """The step of a column, if it is one."""
        steps = self.book.steps if self.book else ()
        return steps[column - FROZEN] if FROZEN <= column < FROZEN + len(steps) else ""

    def heading_row(self, family: str) -> int:
        """Where the heading of a family stands; -1 if it does not."""
        rows = self.book.rows if self.book else ()
        return next((i for i, row in enumerate(rows) if row.product is None and row.family.id == family), -1)

    def product_row(self, product: str) -> int:
        """Where a product stands; -1 if it does not."""
        rows = self.book.rows if self.book else ()
        return next((i for i, row in enumerate(rows) if row.product and row.product.id == product), -1)

    # what views ask

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() or self.book is None else len(self.book.rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() or self.book is None else FROZEN + len(self.book.steps)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Vertical:
            row = self.row(section)
            return _name(row) if row and role == Role.AccessibleTextRole else None
        if role == Role.ToolTipRole and section == ALIKE:
            return _("How much of the steps most of the family pass this product has, and no others")
        if role in (Role.DisplayRole, Role.AccessibleTextRole):
            amount = self.book.unit if self.book and self.book.unit else _("Quantity")
            fixed = (_("Product"), amount[:1].upper() + amount[1:], _("Alike"))
            return fixed[section] if section < FROZEN else self.step(section)
        return None

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        row = self.row(index.row())
        if row is None or self.book is None:
            return None
        column = index.column()
        match role:
            case Role.DisplayRole:
                return self._text(row, column)
            case Role.EditRole:
                return row.family.name if column == PRODUCT else self._text(row, column)
            case Role.ToolTipRole | Role.AccessibleTextRole:
                return self._words(row, column)
            case Role.FontRole:
                bold = row.product is None or column == PRODUCT
                return window_font("bold" if bold else "body", 13)
            case Role.TextAlignmentRole:
                return _LEFT if column == PRODUCT else _RIGHT if column < FROZEN else _MIDDLE
        return None

    def _text(self, row: Row, column: int) -> str:
        assert self.book is not None
        facts = self.book.facts_of(row)
        if column >= FROZEN:
            return cell_text(self.book, row, self.step(column), times=self.times)
        if row.product is None:
            alike = f"{percent(facts.alike)} %" if len(row.family.products) > 1 else ""
            amount = number_of(facts.amount) if self.book.amounts.unit else ""
            return (row.family.name, amount, alike)[column]
        amount = ABSENT_AMOUNT if row.product in self.book.amounts.unknown else number_of(self.book.amounts.weigh(row.product))  # fmt: skip
        return (row.product.title, amount, f"{percent(facts.to_core[row.product.id])} %")[column]

    def _words(self, row: Row, column: int) -> str:
        assert self.book is not None
        if column >= FROZEN:
            return cell_words(self.book, row, self.step(column))
        text = self._text(row, column)
        if row.product is None:
            return text or row.family.name
        if column == PRODUCT:
            return " · ".join(filter(None, (row.product.title, row.product.description, row.family.name)))
        if column == AMOUNT:
            return f"{row.product.title}: {text} {self.book.unit}"
        return _("{name} is {share} alike to the family").format(name=row.product.title, share=text)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        row = self.row(index.row())
        own = row is not None and row.product is None and row.family.id != LOOSE
        return flags | Qt.ItemFlag.ItemIsEditable if own and index.column() == PRODUCT else flags

    def setData(self, index: Index, value: Any, role: int = Role.EditRole) -> bool:
        row = self.row(index.row())
        if role != Role.EditRole or row is None or row.product is not None:
            return False
        self.renamed.emit(row.family.id, str(value))
        return True


ABSENT_AMOUNT = "–"


def _name(row: Row) -> str:
    return row.product.title if row.product else row.family.name
