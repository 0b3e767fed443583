"""The rows of the command palette: headings and commands in a list, painted from the tokens."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFontMetrics, QIcon, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from vsm_desktop.canvas.paint import window_font
from vsm_desktop.drawing.theme import ThemeName, tokens
from vsm_desktop.ui.commands import GROUP_TITLES, Command
from vsm_desktop.ui.matching import Range
from vsm_desktop.ui.palette.pictures import paint_thumbnail

ROW, HEADING = 34, 28
_ICON, _TITLE, _EDGE = 18, 57, 16
Index = QModelIndex | QPersistentModelIndex


class Heading(Struct, frozen=True):
    """The title of a group, or a quiet line."""

    text: str


class Line(Struct, frozen=True):
    """A command, and which parts of its title answer the query."""

    command: Command
    ranges: tuple[Range, ...] = ()


Row = Heading | Line


class CommandModel(QAbstractListModel):
    """Headings and commands; only commands can be chosen."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: Sequence[Row] = ()

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Hold other rows."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.rows[index.row()]
        if isinstance(row, Heading):
            return row.text if role == Qt.ItemDataRole.DisplayRole else None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return row.command.title
            case Qt.ItemDataRole.AccessibleTextRole:
                return spoken(row.command)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if isinstance(self.rows[index.row()], Heading):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def lines(self) -> list[int]:
        """The numbers of the rows that hold a command."""
        return [i for i, row in enumerate(self.rows) if isinstance(row, Line)]


def spoken(command: Command) -> str:
    """A command as it is read aloud: Supermarket, after Stamping, Insert."""
    return ", ".join(filter(None, (command.title, command.aside, GROUP_TITLES[command.group])))


class CommandDelegate(QStyledItemDelegate):
    """Paints a row: picture, title with its match in a stronger weight, place or shortcut at the right."""

    theme: ThemeName = "light"

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(100, HEADING if index.flags() == Qt.ItemFlag.NoItemFlags else ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, CommandModel)
        row = model.rows[index.row()]
        rect: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(row, Heading):
            self._heading(painter, rect, row.text)
        else:
            state: QStyle.StateFlag = option.state
            chosen = bool(state & QStyle.StateFlag.State_Selected)
            if chosen or state & QStyle.StateFlag.State_MouseOver:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(tokens(self.theme)["accent_t" if chosen else "sunken"]))
                painter.drawRoundedRect(QRectF(rect).adjusted(6, 0, -6, 0), 6, 6)
            self._command(painter, rect, row, chosen)
        painter.restore()

    def _heading(self, painter: QPainter, rect: QRect, text: str) -> None:
        painter.setFont(window_font("body", 12))
        painter.setPen(QColor(tokens(self.theme)["text3"]))
        room = rect.adjusted(_EDGE, 4, -_EDGE, 0)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)

    def _command(self, painter: QPainter, rect: QRect, row: Line, chosen: bool) -> None:
        command, colors = row.command, tokens(self.theme)
        middle = rect.center().y() + 1
        self._picture(painter, command, middle, chosen)
        right = rect.right() - _EDGE
        if chosen and command.enabled:
            _enter_sign(painter, right, middle, QColor(colors["text2"]))
            right -= 24
        painter.setFont(window_font("body", 12))
        metrics = painter.fontMetrics()
        room = max(right - _TITLE - 80, 40)
        aside = metrics.elidedText(command.aside, Qt.TextElideMode.ElideRight, round(room * 0.55))
        wide = metrics.horizontalAdvance(aside)
        painter.setPen(QColor(colors["text2" if command.enabled else "text3"]))
        painter.drawText(
            QRect(right - wide - 2, rect.top(), wide + 4, rect.height()), Qt.AlignmentFlag.AlignCenter, aside
        )
        painter.setPen(QColor(colors["text" if command.enabled else "text3"]))
        base = middle + round(QFontMetrics(window_font("body", 13)).capHeight() / 2)
        _draw_title(painter, QPointF(_TITLE, base), right - wide - 16 - _TITLE, command.title, row.ranges)

    def _picture(self, painter: QPainter, command: Command, middle: int, chosen: bool) -> None:
        if command.symbol:
            field = QRectF(_ICON - 5, middle - 12, 30, 24)
            painter.setOpacity(1.0 if command.enabled else 0.42)
            paint_thumbnail(painter, command.symbol, self.theme, field, "accent_t" if chosen else "panel")
            painter.setOpacity(1.0)
        elif command.icon is not None:
            mode = QIcon.Mode.Normal if command.enabled else QIcon.Mode.Disabled
            command.icon.paint(painter, QRect(_ICON, middle - 10, 20, 20), mode=mode)


def _draw_title(painter: QPainter, at: QPointF, room: int, title: str, ranges: Sequence[Range]) -> None:
    """The title in one line, what answers the query in weight 600."""
    bold = window_font("bold", 13)
    shown = QFontMetrics(bold).elidedText(title, Qt.TextElideMode.ElideRight, room)
    kept = len(shown) if shown == title else len(shown) - 1
    x, done = at.x(), 0
    for start, stop in (*((min(a, kept), min(b, kept)) for a, b in ranges), (len(shown), len(shown))):
        for name, text in (("body", shown[done:start]), ("bold", shown[start:stop])):
            painter.setFont(window_font(name, 13))
            painter.drawText(QPointF(x, at.y()), text)
            x += painter.fontMetrics().horizontalAdvance(text)
        done = stop


def _enter_sign(painter: QPainter, right: int, middle: int, color: QColor) -> None:
    painter.setPen(
        QPen(color, 1.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    )
    painter.setBrush(Qt.BrushStyle.NoBrush)
    x, y = right - 12.0, middle + 2.0
    painter.drawPolyline(QPolygonF([QPointF(x + 11, y - 7), QPointF(x + 11, y), QPointF(x, y)]))
    painter.drawPolyline(QPolygonF([QPointF(x + 3.5, y - 3.5), QPointF(x, y), QPointF(x + 3.5, y + 3.5)]))
