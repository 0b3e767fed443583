"""The list of shortcuts: a card to look keys up in, by what they do or by the keys themselves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QObject, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QColor, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QMenuBar,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from vsm_desktop.assets import _
from vsm_desktop.canvas.paint import window_font
from vsm_desktop.drawing.theme import ThemeName, tokens
from vsm_desktop.model.words import folded
from vsm_desktop.ui.command_list import Index
from vsm_desktop.ui.query_card import EDGE, QueryCard
from vsm_desktop.ui.shortcuts import Row, all_rows, caps

WIDTH, ROW, HEADING = 600, 30, 36
_SCROLLS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class ShortcutModel(QAbstractListModel):
    """Headings as text, shortcuts as rows."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: Sequence[str | Row] = ()

    def show_rows(self, rows: Sequence[str | Row]) -> None:
        """Hold other rows."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        row = self.rows[index.row()]
        return row if isinstance(row, str) else f"{row.words}: {', '.join(row.keys)}"


class ShortcutDelegate(QStyledItemDelegate):
    """Paints what a shortcut does at the left and its keys, each on a cap, at the right."""

    theme: ThemeName = "light"

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(100, HEADING if isinstance(self._row(index), str) else ROW)

    def _row(self, index: Index) -> str | Row:
        model = index.model()
        assert isinstance(model, ShortcutModel)
        return model.rows[index.row()]

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row, colors = self._row(index), tokens(self.theme)
        rect: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = rect.adjusted(EDGE, 0, -EDGE, 0)
        left = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        if isinstance(row, str):
            painter.setFont(window_font("bold", 13))
            painter.setPen(QColor(colors["text"]))
            painter.drawText(room.adjusted(0, 8, 0, 0), left, row)
        else:
            right = self._keys(painter, room, row.keys)
            painter.setFont(window_font("body", 13))
            painter.setPen(QColor(colors["text"]))
            room.setRight(right - 12)
            words = painter.fontMetrics().elidedText(row.words, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, left, words)
            base = QRect(rect.left() + EDGE, rect.bottom(), rect.width() - 2 * EDGE, 1)
            painter.fillRect(base, QColor(colors["hair"]))
        painter.restore()

    def _keys(self, painter: QPainter, room: QRect, ways: Sequence[str]) -> int:
        """Paint the ways from the right, and where they begin."""
        colors = tokens(self.theme)
        face = window_font("body", 11)
        metrics, x = QFontMetrics(face), room.right()
        painter.setFont(face)
        for i, way in enumerate(reversed(ways)):
            for key in reversed(caps(way)):
                wide = max(metrics.horizontalAdvance(key) + 12, 22)
                cap = QRectF(x - wide, room.center().y() - 9.5, wide, 20)
                painter.setPen(QColor(colors["control"]))
                painter.setBrush(QColor(colors["sunken"]))
                painter.drawRoundedRect(cap, 4, 4)
                painter.setPen(QColor(colors["text2"]))
                painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, key)
                x -= wide + 4
            if i + 1 < len(ways):
                x -= 6
        return x


def answers(row: Row, query: str) -> bool:
    """Whether every word of a query is one of the row's keys, or part of what it does."""
    words = [folded(cap) for part in query.split() for cap in caps(part)]
    keys = {folded(cap) for way in row.keys for cap in caps(way)}
    text = folded(f"{row.words} {row.group}")
    named = any(word in keys for word in words)
    return all(word in keys or (word in text and (len(word) > 1 or not named)) for word in words)


class ShortcutList(QueryCard):
    """All keys and gestures by menu, with a field to narrow them down."""

    def __init__(
        self, window: QWidget, theme: ThemeName, actions: Mapping[str, QAction], bar: QMenuBar
    ) -> None:
        super().__init__(window, theme, _("Keyboard shortcuts"), "keyboard")
        self._actions, self._bar = actions, bar
        self._rows: tuple[Row, ...] = ()
        self.field.setPlaceholderText(_("Find a shortcut, by what it does or by its keys"))
        self.field.setAccessibleName(_("Find a shortcut"))
        self.model = ShortcutModel(self)
        self.delegate = ShortcutDelegate(self.list)
        self.lay_out(self.model, self.delegate, self._filter)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)

    def open_list(self, theme: ThemeName) -> None:
        """Come up with everything that has keys now."""
        self.delegate.theme = theme
        self._rows = all_rows(self._actions, self._bar)
        self.open_empty(theme)

    def place(self, room: QRect) -> None:
        wide, high = min(WIDTH, room.width() - 48), min(round(room.height() * 0.8), room.height() - 64)
        self.setGeometry(
            room.x() + (room.width() - wide) // 2, room.y() + (room.height() - high) // 2, wide, high
        )

    def _filter(self, query: str) -> None:
        shown: list[str | Row] = []
        group = ""
        for row in self._rows:
            if not answers(row, query):
                continue
            if row.group != group:
                group = row.group
                shown.append(group)
            shown.append(row)
        self.model.show_rows(shown or [_("Nothing has such keys or words")])
        self.list.scrollToTop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent):
            key = event.key()
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()  # the keys of the window rest under a card
            elif event.type() == QEvent.Type.KeyPress and key == Qt.Key.Key_Escape:
                self.close_card()
                return True
            elif event.type() == QEvent.Type.KeyPress and key in _SCROLLS:
                bar = self.list.verticalScrollBar()
                far = self.list.height() - ROW if key in (_SCROLLS[2], _SCROLLS[3]) else ROW
                bar.setValue(bar.value() + (far if key in (_SCROLLS[1], _SCROLLS[3]) else -far))
                return True
        return False
