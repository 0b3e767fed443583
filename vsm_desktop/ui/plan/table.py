"""The table of the plan: rows that are walked, typed in and put in order, and bars one drags over the months."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView

from vsm_desktop.assets import _
from vsm_desktop.canvas.paint import window_font
from vsm_desktop.drawing.charts.months import Months
from vsm_desktop.drawing.theme import ThemeName, tokens
from vsm_desktop.ui.plan.bars import box_of, paint_arrows, paint_today
from vsm_desktop.ui.plan.delegate import ROW, PlanDelegate
from vsm_desktop.ui.plan.grips import Bar, nudged
from vsm_desktop.ui.plan.hand import Hand
from vsm_desktop.ui.plan.header import PlanHeader
from vsm_desktop.ui.plan.lines import COLUMNS, MARK, MONTHS, Line
from vsm_desktop.ui.plan.model import Index, PlanModel

Key = Qt.Key
_ALT, _SHIFT = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier
_CONTROL = Qt.KeyboardModifier.ControlModifier
_WIDE = {
    "number": 40,
    "goal": 150,
    "now": 78,
    "target": 78,
    "bursts": 140,
    "owner": 130,
    "people": 130,
    MARK: 62,
}
_FIRST_TO_GO = ("people", "bursts", "goal", "now", "target", "owner")
_TEXT, _MONTH_ROOM, _TEXT_SHARE = 220, 380, 0.36  # with less of these a column goes
_ARROWS = (Key.Key_Left, Key.Key_Right, Key.Key_Up, Key.Key_Down)
_OWN = (Key.Key_F2, Key.Key_Delete, Key.Key_1, Key.Key_2, Key.Key_3)
_BY_DAYS = {Key.Key_Left: -7, Key.Key_Right: 7}


class PlanTable(QTableView):
    """Tells what is wanted; the page does it."""

    chosen = Signal(str)
    dated = Signal(str, object)  # the bar of a row as it is to be
    done = Signal(str, float)
    tried = Signal(str, object)  # the bar while it is dragged, None when that is given up
    marked = Signal(str, str)
    placed = Signal(str, int)
    dropped = Signal(str)
    entered = Signal()
    fitted = Signal()
    menu_wanted = Signal(str, QPoint)

    def __init__(self, leave: Callable[[], object]) -> None:
        super().__init__()
        self._leave = leave
        self.list = PlanModel()
        self.theme: ThemeName = "light"
        self.today: date | None = None
        self.empty = ""
        self.commands: dict[str, Callable[[], object]] = {}
        self.hand = Hand(self)
        self._span: tuple[date, int] = (date(2000, 1, 1), 12)
        self.paints = PlanDelegate(self.list, self.bar_of)
        self.head = PlanHeader(self)
        self.setHorizontalHeader(self.head)
        self.setModel(self.list)
        self.setItemDelegate(self.paints)
        self._dress()

    def _dress(self) -> None:
        self.setObjectName("paths")
        self.setAccessibleName(_("Value stream plan"))
        self.setAccessibleDescription(
            _("F2 types, Alt with the arrow keys moves bars and rows, 1, 2 and 3 set the mark of a review")
        )
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        trigger = QAbstractItemView.EditTrigger
        self.setEditTriggers(trigger.DoubleClicked | trigger.EditKeyPressed)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW)

    # showing

    def show_lines(self, lines: list[Line], chosen: str, months: tuple[date, int], today: date) -> None:
        """Show the rows over these months, the chosen one marked."""
        self._span, self.today = months, today
        if self.list.show_lines(lines):
            self._join_bands()
        self._place_months()
        row = self.list.row_of(chosen)
        if row < 0:
            self.clearSelection()
        elif not self.selectionModel().isRowSelected(row) or self.currentIndex().row() != row:
            column = self.currentIndex().column()
            self.setCurrentIndex(self.list.index(row, column if column >= 0 else 1))
        self.viewport().update()

    def show_theme(self, theme: ThemeName) -> None:
        """Paint in the colours of a theme."""
        if theme != self.theme:
            self.theme = self.paints.theme = self.head.theme = theme
            self.viewport().update()
            self.head.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """As many columns as leave room for text and months; those least needed go first."""
        keys, wide = list(COLUMNS), self.viewport().width()
        for gone in _FIRST_TO_GO:
            if sum(_WIDE.get(key, 0) for key in keys) + _TEXT + _MONTH_ROOM > wide:
                keys.remove(gone)
        chosen, column = self.chosen_id, self.currentIndex().column()
        if self.list.show_columns(keys):
            self._join_bands()
        free = wide - sum(_WIDE.get(key, 0) for key in keys)
        text = max(_TEXT, round(free * _TEXT_SHARE))
        for at, key in enumerate(keys):
            self.head.setSectionResizeMode(at, QHeaderView.ResizeMode.Fixed)
            self.setColumnWidth(
                at, text if key == "text" else max(40, free - text) if key == MONTHS else _WIDE[key]
            )
        if chosen and self.chosen_id != chosen:
            self.setCurrentIndex(
                self.list.index(self.list.row_of(chosen), min(max(1, column), len(keys) - 1))
            )
        self._place_months()

    def _join_bands(self) -> None:
        """The band of a loop goes over all columns."""
        self.clearSpans()
        for row, line in enumerate(self.list.lines):
            if line.loop and len(self.list.columns) > 1:
                self.setSpan(row, 0, 1, len(self.list.columns))

    def _place_months(self) -> None:
        column = self.list.columns.index(MONTHS)
        left, wide = self.columnViewportPosition(column), self.columnWidth(column)
        months = Months(self._span[0], self._span[1], float(left), float(max(1, wide - 1)))
        self.head.place, self.head.months, self.paints.months = column, months, months
        if self.today is not None:
            self.paints.today = months.x_of(self.today) + 0.5 * months.day_wide
        self.head.viewport().update()
        self.viewport().update()
        self.fitted.emit()

    @property
    def months(self) -> Months:
        """Where the months stand, in pixels of the view."""
        assert self.paints.months is not None
        return self.paints.months

    @property
    def chosen_id(self) -> str:
        """The row the cursor is on."""
        row = self.currentIndex().row()
        return self.list.lines[row].id if 0 <= row < len(self.list.lines) else ""

    def line_at(self, y: int) -> Line | None:
        """The row at a height."""
        row = self.rowAt(y)
        return self.list.lines[row] if 0 <= row < len(self.list.lines) else None

    def bar_of(self, line: Line) -> Bar | None:
        """The bar of a row as it is shown: the one in the hand where the hand is."""
        return self.hand.bar if self.hand.bar is not None and line.id == self.hand.id else line.bar

    def rect_of(self, row: int) -> QRect:
        """Where the months of a row are."""
        return self.visualRect(self.list.index(row, self.head.place))

    def take_focus(self) -> None:
        """Put the cursor into the table."""
        if not self.currentIndex().isValid() and self.list.lines:
            self.setCurrentIndex(self.list.index(0, 1))
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def edit_text(self, id_: str) -> None:
        """Type what is to be reached in a row."""
        row = self.list.row_of(id_)
        if row >= 0:
            index = self.list.index(row, 0 if self.list.lines[row].loop else self.list.columns.index("text"))
            self.setCurrentIndex(index)
            self.edit(self.list.index(row, self.list.columns.index("text")))

    # the keyboard

    def event(self, event: QEvent) -> bool:
        """Keys of the table are the table's, whatever they are elsewhere in the window."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            copies = event.matches(QKeySequence.StandardKey.Copy)
            moves = event.key() in _ARROWS and event.modifiers() & _ALT
            if copies or moves or (event.key() in _OWN and not event.modifiers()):
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        id_ = self.chosen_id
        if event.matches(QKeySequence.StandardKey.Copy):
            self.commands["copy"]()
            return
        if id_ and self._act(event, id_):
            return
        if event.key() == Key.Key_Escape:
            if not self.hand.give_up():
                self._leave()
            return
        super().keyPressEvent(event)

    def _act(self, event: QKeyEvent, id_: str) -> bool:
        """What a key does to the row the cursor is on; False for nothing."""
        alt = bool(event.modifiers() & _ALT)
        match event.key():
            case Key.Key_Left | Key.Key_Right if alt:
                self._nudge(event)
            case Key.Key_Up | Key.Key_Down if alt:
                self.placed.emit(id_, -1 if event.key() == Key.Key_Up else 1)
            case Key.Key_1 | Key.Key_2 | Key.Key_3 if not event.modifiers():
                self.marked.emit(id_, ("good", "watch", "bad")[event.key() - Key.Key_1])
            case Key.Key_Return | Key.Key_Enter:
                self.entered.emit()
            case Key.Key_Delete:
                self.dropped.emit(id_)
            case _:
                return False
        return True

    def _nudge(self, event: QKeyEvent) -> None:
        line = self.list.lines[self.currentIndex().row()]
        if line.bar is None:
            return
        days = _BY_DAYS[Key(event.key())]
        days = (1 if days > 0 else -1) if event.modifiers() & _CONTROL else days
        self.dated.emit(line.id, nudged(line.bar, days, pull=bool(event.modifiers() & _SHIFT)))

    def currentChanged(self, now: Index, before: Index) -> None:
        super().currentChanged(now, before)
        if now.isValid() and now.row() != before.row() and self.hasFocus():
            self.chosen.emit(self.chosen_id)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """For the row under the pointer, or by the keyboard for the one the cursor is on."""
        line = self.line_at(event.pos().y())
        by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        id_ = line.id if by_mouse and line is not None else "" if by_mouse else self.chosen_id
        self.menu_wanted.emit(id_, event.globalPos())

    # painting

    def _boxes(self) -> Iterator[tuple[str, QRectF]]:
        for row, line in enumerate(self.list.lines):
            bar = self.bar_of(line)
            if bar is not None and (box := box_of(bar, self.rect_of(row), self.months)) is not None:
                yield line.id, box

    def _after(self) -> dict[str, tuple[str, ...]]:
        """What each row still waits for: what is done holds nothing up."""
        done = {line.id for line in self.list.lines if line.row.done >= 1}
        return {
            line.id: tuple(first for first in line.after if line.row.done < 1 and first not in done)
            for line in self.list.lines
        }

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter, colors = QPainter(self.viewport()), tokens(self.theme)
        if not self.list.lines:
            painter.setFont(window_font("body", 13))
            painter.setPen(QColor(colors["text3"]))
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(self.viewport().rect().adjusted(16, 0, -16, 0), flags, self.empty)
            return
        months = self.months
        painter.save()
        painter.setClipRect(QRect(round(months.left), 0, round(months.wide), self.viewport().height()))
        paint_arrows(painter, dict(self._boxes()), self._after(), colors)
        if self.today is not None:
            foot = self.rowViewportPosition(len(self.list.lines) - 1) + ROW
            for top, bottom in self._open(foot):
                paint_today(painter, self.paints.today, top, bottom, colors)
        painter.restore()
        row = self.currentIndex().row()
        if self.hasFocus() and row >= 0:
            ring = QRect(0, self.rowViewportPosition(row), self.viewport().width(), ROW).adjusted(
                1, 1, -1, -2
            )
            painter.setPen(QPen(QColor(colors["accent"]), 2))
            painter.drawRect(ring)

    def _open(self, foot: int) -> Iterator[tuple[float, float]]:
        """Where rows have months: between the bands."""
        top = 0
        for row, line in enumerate(self.list.lines):
            if line.loop:
                y = self.rowViewportPosition(row)
                if y > top:
                    yield top, y
                top = y + ROW
        if foot > top:
            yield top, foot
