"""The tree of differences: walked by arrow keys, ticked by Space or a click."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyleOptionViewItem, QTreeView

from vsm_desktop.assets import _, asset_folder
from vsm_desktop.drawing.theme import tokens
from vsm_desktop.intake.updating.difference import Difference
from vsm_desktop.ui.updating.model import AFTER, BEFORE, CELL, CLOSED, FIELD, WHAT, DifferenceModel, Index

SHARES = {WHAT: 0.26, FIELD: 0.17, BEFORE: 0.18, CELL: 0.14}
"""The width of each column but that of what comes, of the whole."""


class DifferenceTree(QTreeView):
    """The differences; Space ticks a line or a whole group."""

    def __init__(self, model: DifferenceModel, shares: Mapping[int, float] = SHARES) -> None:
        super().__init__()
        self._shares = shares
        self.setObjectName("differences")
        self.setAccessibleName(_("Differences"))
        self.setModel(model)
        self._model = model
        self.setUniformRowHeights(True)
        self.setSelectionMode(
            QAbstractItemView.SelectionMode.NoSelection
        )  # the row one is at is painted here
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setIndentation(22)
        head = self.header()
        head.setStretchLastSection(False)
        head.setHighlightSections(False)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        head.setSectionResizeMode(AFTER, QHeaderView.ResizeMode.Stretch)

    def show_anew(self, difference: Difference) -> None:
        """Show other differences, standing on the same line if it is still there."""
        now = self._model.row(self.currentIndex())
        self._model.show_difference(difference)
        self.unfold()
        self.choose(now.key if now else "")

    def unfold(self) -> None:
        """Open what can be taken; headings take the whole row."""
        for at, group in enumerate(self._model.groups):
            self.setFirstColumnSpanned(at, QModelIndex(), True)
            self.setExpanded(self._model.index(at, WHAT), group.name not in CLOSED)

    def choose(self, key: str = "") -> None:
        """Stand on the line of a key, else on the first one."""
        for at, group in enumerate(self._model.groups):
            if key and key in group.keys:
                under = [row.key for row in group.rows].index(key)
                self.setCurrentIndex(self._model.index(under, WHAT, self._model.index(at, WHAT)))
                return
        top = self._model.index(0, WHAT)
        self.setCurrentIndex(self._model.index(0, WHAT, top) if self.isExpanded(top) else top)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Every column has its share of the width."""
        super().resizeEvent(event)
        for column, share in self._shares.items():
            self.header().resizeSection(column, round(share * event.size().width()))

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.viewport().update()

    def drawRow(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The row one is at has a ground, and a ring while the keyboard is here."""
        colors, now = tokens(self._model.theme), self.currentIndex()
        here = (index.row(), index.parent()) == (now.row(), now.parent()) and now.isValid()
        if here:
            painter.fillRect(option.rect, QColor(colors["accent_t"]))
        super().drawRow(painter, option, index)
        if here and self.hasFocus():
            pen = QPen(QColor(colors["accent"]), 2)
            pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
            painter.setPen(pen)
            painter.drawRect(option.rect.adjusted(1, 1, -1, -1))

    def drawBranches(
        self, painter: QPainter, rect: QRect, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """A small arrow before a heading."""
        if self._model.row(index) is None:
            way = "down" if self.isExpanded(self._model.index(index.row(), WHAT)) else "right"
            place = QRect(rect.right() - 17, rect.center().y() - 5, 12, 12)
            _mark(f"{self._model.theme}-{way}.svg").paint(painter, place)


@cache
def _mark(name: str) -> QIcon:
    return QIcon((asset_folder("resources/controls") / name).as_posix())
