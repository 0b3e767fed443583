"""The levers as a table: each input 10 % better, and what the whole stream comes to; those that move nothing are one line."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from vsm_desktop.assets import _
from vsm_desktop.canvas.paint import window_font
from vsm_desktop.drawing.ops import FontName
from vsm_desktop.drawing.text import measure
from vsm_desktop.drawing.theme import ThemeName, tokens
from vsm_desktop.insight.levers import (
    THREE,
    Lever,
    change_in_words,
    from_to,
    gain,
    idle_in_words,
    moves,
    ranked,
    words,
)
from vsm_desktop.model.display import shown
from vsm_desktop.model.units import TimeUnit
from vsm_desktop.ui.row_table import Index, Role, RowModel

COLUMNS = {
    "input": _("Lever"),
    "better": _("10 % better"),
    "lead_time_days": _("Lead time"),
    "stream_capacity_per_day": _("Capacity, pc / d"),
    "cost_per_piece": _("Cost per piece"),
}
_AROUND = 20  # pixels beside a text, together
_BAR = 3
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class LeverModel(RowModel[Lever | None]):
    """The levers, the strongest first on the number that is asked for; costs only where any are known.

    `fold` is the row of the line that stands for those without effect, -1 where there are none; they follow it while open.
    """

    def __init__(self) -> None:
        super().__init__([*COLUMNS][:-1])
        self.levers: list[Lever] = []
        self.open, self.fold = False, -1
        self.first = "lead_time_days"
        self.times: TimeUnit | None = None
        self.most: dict[str, float] = {}
        self.theme: ThemeName = "light"

    def show_levers(self, levers: Iterable[Lever], times: TimeUnit | None) -> None:
        """Show other levers."""
        self.beginResetModel()
        self.levers, self.times = ranked(levers, self.first), times
        costs = any(lever.then.cost_per_piece is not None for lever in self.levers)
        self.columns = [key for key in COLUMNS if costs or key != "cost_per_piece"]
        self.most = {key: max((abs(gain(one, key)) for one in self.levers), default=0.0) for key in THREE}
        self._lay_out()
        self.endResetModel()

    def unfold(self, *, on: bool) -> None:
        """Show the levers without effect, or one line for them."""
        self.beginResetModel()
        self.open = on
        self._lay_out()
        self.endResetModel()

    def _lay_out(self) -> None:
        moving = [one for one in self.levers if moves(one)]
        idle = [one for one in self.levers if not moves(one)]
        self.fold = len(moving) if idle else -1
        self.rows = [*moving, *([None] if idle else ()), *(idle if self.open else ())]

    @property
    def fold_words(self) -> str:
        """What the line that is folded says."""
        words = idle_in_words(sum(not moves(one) for one in self.levers), more=self.fold > 0)
        return f"{'▾' if self.open else '▸'}  {words}"

    def needs(self, key: str) -> int:
        """The pixels a column takes: its widest text, and its head."""
        texts = [self.text(lever, key) for lever in self.rows if lever is not None]
        weight: FontName = "bold" if key in THREE else "body"
        wide = max((measure(text, 13, weight) for text in texts), default=0.0)
        head = f"{COLUMNS[key]} ↓" if key in THREE else COLUMNS[key]
        return round(max(wide, measure(head, 12, "medium"))) + _AROUND

    def sort_by(self, key: str) -> None:
        """Put the levers first that are strongest on one of the three numbers."""
        self.first = key
        self.show_levers(self.levers, self.times)

    def head(self, key: str, role: int) -> Any:
        match role:
            case Role.DisplayRole:
                return f"{COLUMNS[key]} ↓" if key == self.first else COLUMNS[key]
            case Role.TextAlignmentRole:
                return _LEFT if key in ("input", "better") else _RIGHT
            case Role.ToolTipRole:
                return _("Strongest first") if key in THREE else None
        return None

    def text(self, lever: Lever, key: str) -> str:
        """What stands in a cell."""
        match key:
            case "input":
                return f"{lever.input.name}, {lever.input.field.title}"
            case "better":
                return from_to(lever, self.times)
        told = change_in_words(lever, key, self.times)
        return (
            told.replace(" pc / d", "") if key == "stream_capacity_per_day" else told
        )  # its unit is in the header

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        lever, key = self.rows[index.row()], self.columns[index.column()]
        if lever is None:
            return self._of_fold(role, first=index.column() == 0)
        match role:
            case Role.DisplayRole:
                return self.text(lever, key)
            case Role.ToolTipRole:
                return self._told(lever, key)
            case Role.TextAlignmentRole:
                return _LEFT if key in ("input", "better") else _RIGHT
            case Role.FontRole:
                return _font(bold=key in THREE and gain(lever, key) != 0)
            case Role.AccessibleTextRole:
                return f"{COLUMNS[key]}: {self.text(lever, key)}"
        return None

    def _of_fold(self, role: int, *, first: bool) -> Any:
        match role:
            case Role.DisplayRole | Role.AccessibleTextRole if first:
                return self.fold_words
            case Role.ToolTipRole:
                return _("They change neither lead time nor capacity nor cost (Enter shows or hides them)")
            case Role.ForegroundRole:
                return QColor(tokens(self.theme)["text2"])
            case Role.FontRole:
                return _font(bold=False)
        return None

    def _told(self, lever: Lever, key: str) -> str:
        """A cell in full: of a number, what it is now and what it would be."""
        if key not in THREE or getattr(lever.then, key) is None or getattr(lever.now, key) is None:
            return _("{lever}: {what}").format(
                lever=self.text(lever, "input"), what=from_to(lever, self.times)
            )
        now, then = (
            words(key, getattr(one, key), one.lead_time_s, self.times) for one in (lever.now, lever.then)
        )
        return f"{COLUMNS[key]}: {now} → {then}"

    def block(self) -> list[list[str]]:
        """The table for a spreadsheet, from and to apart."""
        head = [COLUMNS["input"], _("From"), _("To"), *(COLUMNS[key] for key in self.columns[2:])]
        lines = [head]
        for lever in self.levers:
            was, will = (shown(one, self.times) for one in (lever.input.now, lever.to))
            lines.append(
                [self.text(lever, "input"), was, will, *(self.text(lever, key) for key in self.columns[2:])]
            )
        return lines


def _font(*, bold: bool) -> QFont:
    return window_font("bold" if bold else "body", 13)


class Bars(QStyledItemDelegate):
    """Paints a bar under each number, as long as the lever is strong beside the others."""

    def __init__(self, model: LeverModel) -> None:
        super().__init__()
        self._model = model
        self.theme: ThemeName = "light"

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        key = self._model.columns[index.column()]
        if key in THREE:
            option.text = ""  # painted over the bar

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        key = self._model.columns[index.column()]
        lever, colors = self._model.rows[index.row()], tokens(self.theme)
        if key not in THREE or lever is None:
            return
        by, most, rect = gain(lever, key), self._model.most[key], option.rect.adjusted(8, 0, -8, 0)
        if by and most:
            wide = max(2, round(rect.width() * abs(by) / most))
            bar = QRect(rect.right() - wide + 1, rect.bottom() - _BAR - 1, wide, _BAR)
            painter.fillRect(bar, QColor(colors["work" if by > 0 else "alert"]))
        painter.setFont(_font(bold=by != 0))
        painter.setPen(QColor(colors["text" if by > 0 else "alert" if by < 0 else "text3"]))
        painter.drawText(rect, _RIGHT, self._model.text(lever, key))
