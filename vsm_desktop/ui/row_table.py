"""What tables of whole rows have in common: their look, columns of fixed widths beside one that stretches, and a sentence while
they are empty."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QAbstractItemView, QAbstractScrollArea, QFrame, QHeaderView, QTableView

from vsm_desktop.canvas.paint import window_font
from vsm_desktop.drawing.theme import ThemeName, tokens

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
T = TypeVar("T")
ROW, HEAD = 28, 26


class RowModel(QAbstractTableModel, Generic[T]):
    """Rows under columns that are known by their keys; what stands in them is for those who know the rows."""

    def __init__(self, columns: Sequence[str]) -> None:
        super().__init__()
        self.rows: list[T] = []
        self.columns = list(columns)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.columns)

    def headerData(self, section: int, way: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        return self.head(self.columns[section], role) if way == Qt.Orientation.Horizontal else None

    def head(self, key: str, role: int) -> Any:
        """What is said of a column."""
        return None


def dress(view: QTableView, name: str, said: str) -> None:
    """Rows are read and chosen, not edited; `name` is that of the style sheet, `said` what a reader is told."""
    view.setObjectName(name)
    view.setAccessibleName(said)
    view.setFrameShape(QFrame.Shape.NoFrame)
    view.setShowGrid(False)
    view.setTabKeyNavigation(False)
    view.setWordWrap(False)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.verticalHeader().hide()
    view.verticalHeader().setDefaultSectionSize(ROW)
    header = view.horizontalHeader()
    header.setFixedHeight(HEAD)
    header.setHighlightSections(False)
    header.setSectionsClickable(False)
    header.setFocusPolicy(Qt.FocusPolicy.NoFocus)


def fit_columns(view: QTableView, columns: Sequence[str], wide: Mapping[str, int]) -> None:
    """Give columns their widths; one that has none takes what is left."""
    header = view.horizontalHeader()
    for at, key in enumerate(columns):
        stretch = key not in wide
        header.setSectionResizeMode(
            at, QHeaderView.ResizeMode.Stretch if stretch else QHeaderView.ResizeMode.Fixed
        )
        if not stretch:
            view.setColumnWidth(at, wide[key])


def paint_words(view: QAbstractScrollArea, theme: ThemeName, words: str) -> None:
    """Write in the middle of a list what stands there while it has no rows."""
    painter = QPainter(view.viewport())
    painter.setFont(window_font("body", 13))
    painter.setPen(QColor(tokens(theme)["text3"]))
    flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
    painter.drawText(view.viewport().rect().adjusted(12, 0, -12, 0), flags, words)
