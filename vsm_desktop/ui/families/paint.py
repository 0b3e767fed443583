"""How the matrix is painted: steps upright over their columns, bands for families, marks told apart without colour, too."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QHeaderView,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from vsm_desktop.assets import _
from vsm_desktop.canvas.paint import window_font
from vsm_desktop.drawing.text import measure
from vsm_desktop.drawing.theme import ThemeName, tokens
from vsm_desktop.ui.families.book import Row
from vsm_desktop.ui.families.model import FROZEN, PRODUCT, FamilyModel

Index = QModelIndex | QPersistentModelIndex
ROW, PAD = 28, 8
_LEVEL, _UPRIGHT, _TALLEST = 34, 40, 150
_WIDEST = 76  # a name that is wider stands upright
_HATCH = 5


class Inks:
    """The colours of a theme, by their tokens."""

    def __init__(self, theme: ThemeName) -> None:
        self.theme = theme
        self.colors = {name: QColor(value) for name, value in tokens(theme).items()}

    def __getitem__(self, token: str) -> QColor:
        return self.colors[token]


def upright(names: list[str]) -> bool:
    """Whether the names of steps stand upright: at least one is too wide for its column."""
    return any(measure(name, 12.0, "medium") + 2 * PAD > _WIDEST for name in names)


class Steps(QHeaderView):
    """The headings: names of steps, upright where they are long."""

    def __init__(self, model: FamilyModel, inks: Inks, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.table, self.inks = model, inks
        self.setSectionsClickable(False)
        self.setMinimumSectionSize(30)

    def _names(self) -> list[str]:
        return list(self.table.book.steps) if self.table.book else []

    def sizeHint(self) -> QSize:
        names = self._names()
        if not upright(names):
            return QSize(100, _LEVEL)
        longest = max(measure(name, 12.0, "medium") for name in names)
        return QSize(100, min(_TALLEST, ceil(longest) + 2 * PAD))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        rest = self.viewport().rect().adjusted(self.length() - self.offset(), 0, 0, 0)
        if rest.width() > 0:
            painter = QPainter(self.viewport())
            painter.fillRect(rest, self.inks["panel"])
            painter.setPen(self.inks["control"])
            painter.drawLine(rest.bottomLeft(), rest.bottomRight())

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        inks = self.inks
        painter.fillRect(rect, inks["panel"])
        painter.setPen(inks["control"])
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.setFont(window_font("medium", 12))
        painter.setPen(inks["text2"])
        text = str(self.table.headerData(section, Qt.Orientation.Horizontal) or "")
        room = rect.adjusted(PAD, PAD, -PAD, 1 - PAD)
        metrics, elide = painter.fontMetrics(), Qt.TextElideMode.ElideRight
        turned = upright(self._names())
        if section < FROZEN:
            side = Qt.AlignmentFlag.AlignLeft if section == PRODUCT else Qt.AlignmentFlag.AlignRight
            side |= Qt.AlignmentFlag.AlignBottom if turned else Qt.AlignmentFlag.AlignVCenter
            painter.drawText(room, side, metrics.elidedText(text, elide, room.width()))
        elif not turned:
            painter.drawText(
                rect, Qt.AlignmentFlag.AlignCenter, metrics.elidedText(text, elide, rect.width() - 6)
            )
        else:
            painter.save()
            painter.translate(rect.center().x(), rect.bottom() - PAD)
            painter.rotate(-90)
            high = metrics.height()
            box = QRect(0, -high // 2, room.height() + PAD, high)
            painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, metrics.elidedText(text, elide, box.width()))  # fmt: skip
            painter.restore()


class Cells(QStyledItemDelegate):
    """Paints the cells, and lets the name of a family be typed."""

    def __init__(self, model: FamilyModel, inks: Inks, parent: QWidget) -> None:
        super().__init__(parent)
        self.table, self.inks = model, inks

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = self.table.row(index.row())
        if row is None:
            return
        state: QStyle.StateFlag = option.state
        rect: QRect = option.rect
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.fillRect(rect, self._ground(row, chosen=chosen))
        if index.column() >= FROZEN and row.product is not None:
            self._mark(painter, rect, row, index)
        self._text(painter, rect, row, index)
        painter.setPen(self.inks["control" if row.product is None else "hair"])
        edge = rect.topLeft(), rect.topRight()
        painter.drawLine(*edge) if row.product is None else painter.drawLine(
            rect.bottomLeft(), rect.bottomRight()
        )
        if chosen and self.inks.theme.endswith("-contrast"):
            painter.setPen(self.inks["accent"])
            painter.drawLine(rect.topLeft(), rect.topRight())
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(self.inks["accent"], 2))
            painter.drawRect(rect.adjusted(1, 1, -2, -2))
        painter.restore()

    def _ground(self, row: Row, *, chosen: bool) -> QColor:
        if self.table.target and row.family.id == self.table.target:
            return self.inks["accent_t"]
        return self.inks["accent_t" if chosen else "sunken" if row.product is None else "panel"]

    def _mark(self, painter: QPainter, rect: QRect, row: Row, index: Index) -> None:
        """A step of the family filled; one that only some pass hatched."""
        assert self.table.book is not None
        assert row.product is not None
        step = self.table.step(index.column())
        if step not in row.product.steps:
            return
        box = rect.adjusted(3, 3, -3, -4)
        core = step in self.table.book.facts_of(row).core
        painter.fillRect(box, self.inks["work_t" if core else "wait_t"])
        painter.setPen(QPen(self.inks["work" if core else "wait"], 1))
        if not core:
            painter.setClipRect(box)
            for x in range(box.left() - box.height(), box.right(), _HATCH):
                painter.drawLine(x, box.bottom(), x + box.height(), box.top())
            painter.setClipping(False)
        painter.drawRect(box.adjusted(0, 0, -1, -1))

    def _text(self, painter: QPainter, rect: QRect, row: Row, index: Index) -> None:
        text = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        if not text:
            return
        strong = row.product is None or index.column() == PRODUCT
        font = window_font("bold" if strong else "body", 13 if index.column() < FROZEN else 12)
        painter.setFont(font)
        inside = rect.adjusted(
            PAD if index.column() < FROZEN else 2, 0, -PAD if index.column() < FROZEN else -2, 0
        )
        if index.column() == PRODUCT and row.product is not None:
            inside.adjust(PAD, 0, 0, 0)
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, inside.width())
        align = Qt.AlignmentFlag(int(index.data(Qt.ItemDataRole.TextAlignmentRole)))
        if index.column() >= FROZEN and row.product is not None and self._is_hatched(row, index):
            wide = painter.fontMetrics().horizontalAdvance(shown) + 6
            clear = QRect(rect.center().x() - wide // 2, rect.top() + 6, wide, rect.height() - 12)
            painter.fillRect(clear, self.inks["wait_t"])
        quiet = index.column() >= FROZEN and (row.product is None or text == "–")
        painter.setPen(self.inks["text2" if quiet else "text"])
        painter.drawText(inside, align, shown)

    def _is_hatched(self, row: Row, index: Index) -> bool:
        assert self.table.book is not None
        step = self.table.step(index.column())
        passed = row.product is not None and step in row.product.steps
        return passed and step not in self.table.book.facts_of(row).core

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(_UPRIGHT, ROW)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        line = QLineEdit(parent)
        line.setObjectName("cell")
        line.setFrame(False)
        line.setAccessibleName(_("Name of the family"))
        return line


def key_inks(inks: Inks, painter: QPainter, box: QRect, *, core: bool) -> None:
    """A small sample of a mark, for the key under the grid."""
    painter.fillRect(box, inks["work_t" if core else "wait_t"])
    painter.setPen(inks["work" if core else "wait"])
    if not core:
        painter.setClipRect(box)
        for x in range(box.left() - box.height(), box.right(), 4):
            painter.drawLine(x, box.bottom(), x + box.height(), box.top())
        painter.setClipping(False)
    painter.drawRect(box.adjusted(0, 0, -1, -1))
