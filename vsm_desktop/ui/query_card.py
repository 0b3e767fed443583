"""A card with a field to type in and what answers below it: the frame of the command palette and the list of shortcuts."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QAbstractListModel, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QStyledItemDelegate,
    QVBoxLayout,
    QWidget,
)

from vsm_desktop.drawing.theme import ThemeName
from vsm_desktop.ui.floating import Card
from vsm_desktop.ui.icons import icon

HEAD, FOOT, EDGE = 46, 8, 18


class QueryCard(Card):
    """A field over a list that the field keeps the keyboard from; `sign` is the icon before the field."""

    def __init__(self, window: QWidget, theme: ThemeName, name: str, sign: str) -> None:
        super().__init__(window, theme)
        self.setAccessibleName(name)
        self._sign = sign
        self.field = QLineEdit()
        self.field.setObjectName("query")
        self.glass = QLabel()
        self.list = QListView()
        self.list.setObjectName("commands")
        self.list.setAccessibleName(name)
        self.field.installEventFilter(self)

    def lay_out(
        self, model: QAbstractListModel, delegate: QStyledItemDelegate, answer: Callable[[str], object]
    ) -> None:
        """Put everything in its place, the list with its model and what paints it; `answer` shows what answers a query."""
        self._answer = answer
        self.field.textChanged.connect(answer)
        view = self.list
        view.setModel(model)
        view.setItemDelegate(delegate)
        view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        top = QWidget()
        top.setObjectName("query-row")
        top.setFixedHeight(HEAD)
        head = QHBoxLayout(top)
        head.setContentsMargins(EDGE, 0, 14, 0)
        head.setSpacing(8)
        head.addWidget(self.glass)
        head.addWidget(self.field, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, FOOT)
        column.setSpacing(0)
        column.addWidget(top)
        column.addWidget(view, 1)

    def open_empty(self, theme: ThemeName) -> None:
        """Come up with nothing typed."""
        self.glass.setPixmap(icon(self._sign, theme).pixmap(18, 18))
        self.field.clear()
        self._answer("")
        self.open_card(theme)
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)
