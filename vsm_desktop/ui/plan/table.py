"""The table of the plan: rows that are walked, typed in and put in order, and bars one drags over the months."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QTableView, QWidget

from vsm_desktop.assets import _
from vsm_desktop.drawing.charts.months import Months
from vsm_desktop.drawing.theme import ThemeName, tokens
from vsm_desktop.ui.plan.arrows import Arrow, arrows_of, paint_arrows, paint_handle
from vsm_desktop.ui.plan.bars import box_of, box_of_day, paint_sign, paint_today
from vsm_desktop.ui.plan.columns import PlanColumns
from vsm_desktop.ui.plan.delegate import PlanDelegate
from vsm_desktop.ui.plan.grips import Bar, nudged
from vsm_desktop.ui.plan.hand import Hand
from vsm_desktop.ui.plan.header import PlanHeader
from vsm_desktop.ui.plan.lines import MONTHS, Line
from vsm_desktop.ui.plan.model import PlanModel
from vsm_desktop.ui.row_table import HEAD, ROW, Index, dress, paint_words

Key = Qt.Key
_ALT, _SHIFT = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier
_CONTROL = Qt.KeyboardModifier.ControlModifier
TALL = 44  # pixels of a row of two lines
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
    carried = Signal(str, str, int)  # a row, a loop and the index in it; for a loop the one before it
    linked = Signal(str, str)  # what comes first, and what waits for it
    unlinked = Signal(str, str)
    told = Signal(str)
    dropped = Signal(str)
    entered = Signal()
    given_up = Signal(str)  # typing in a row ended with Escape
    fitted = Signal()
    menu_wanted = Signal(str, QPoint)
    arrow_menu_wanted = Signal(str, str, QPoint)

    def __init__(self, leave: Callable[[], object]) -> None:
        super().__init__()
        self._leave = leave
        self.list = PlanModel()
        self.theme: ThemeName = "light"
        self.today: date | None = None
        self.empty = ""
        self.commands: dict[str, Callable[[], object]] = {}
        self.refuses: Callable[[str, str], str] = lambda *_rows: ""  # why a row cannot wait for another
        self.two_lines = False  # the goal stands under the objective
        self.arrow: tuple[str, str] | None = None  # the chosen one
        self.arrows: tuple[Arrow, ...] = ()
        self.hand = Hand(self)
        self._span: tuple[date, int] = (date(2000, 1, 1), 12)
        self.paints = PlanDelegate(self.list, self.bar_of)
        self.head = PlanHeader(self)
        self.setHorizontalHeader(self.head)
        self.setModel(self.list)
        self.setItemDelegate(self.paints)
        self._dress()
        self.columns = PlanColumns(self)

    def _dress(self) -> None:
        dress(self, "paths", _("Value stream plan"))
        self.setAccessibleDescription(
            _("F2 types, Alt with the arrow keys moves bars and rows, 1, 2 and 3 set the mark of a review")
        )
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.horizontalScrollBar().valueChanged.connect(lambda _value: self._place_months())
        trigger = QAbstractItemView.EditTrigger
        self.setEditTriggers(trigger.DoubleClicked | trigger.EditKeyPressed)

    # showing

    def show_lines(self, lines: list[Line], chosen: str, months: tuple[date, int], today: date) -> None:
        """Show the rows over these months, the chosen one marked."""
        self._span, self.today = months, today
        others = self.list.show_lines(lines)
        if others:
            self._join_bands()
        if others or not self.hand.busy:
            self.fit()
        else:
            self._place_months()
        row = self.list.row_of(chosen)
        if row < 0:
            self.setCurrentIndex(QModelIndex())  # else a click on the row it was on would choose nothing
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
        self.fit()

    def fit(self) -> None:
        """As many columns as leave room for text and months, or those that were chosen by hand."""
        chosen, column = self.chosen_id, self.currentIndex().column()
        if self.columns.fit(self.viewport().width(), self._span[1]):
            self._join_bands()
        if chosen and self.chosen_id != chosen:
            at = min(max(1, column), len(self.list.columns) - 1)
            self.setCurrentIndex(self.list.index(self.list.row_of(chosen), at))
        self._place_months()

    def sizeHintForColumn(self, column: int) -> int:
        return self.columns.needed(column)

    def _join_bands(self) -> None:
        """The band of a loop goes over all columns, and is one line high."""
        self.clearSpans()
        for row, line in enumerate(self.list.lines):
            self.verticalHeader().resizeSection(row, self.high_of(line))
            if line.loop and len(self.list.columns) > 1:
                self.setSpan(row, 0, 1, len(self.list.columns))

    def _place_months(self) -> None:
        column = self.list.columns.index(MONTHS)
        left, wide = self.columnViewportPosition(column), self.columnWidth(column)
        months = Months(self._span[0], self._span[1], float(left), float(max(1, wide - 1)))
        self.head.place, self.head.months, self.paints.months = column, months, months
        self.head.today = self.today
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

    def row_rect(self, row: int) -> QRect:
        """A whole row."""
        return QRect(0, self.rowViewportPosition(row), self.viewport().width(), self.rowHeight(row))

    def high_of(self, line: Line) -> int:
        """How high a row is."""
        return TALL if self.two_lines and not line.loop else ROW

    @property
    def around(self) -> int:
        """Pixels above and below the rows."""
        bar = self.horizontalScrollBar()
        return HEAD + 2 + (bar.sizeHint().height() if bar.maximum() > 0 else 0)

    @property
    def right(self) -> float:
        """Where the months end."""
        return self.months.left + self.months.wide

    def line_over(self, at: QPoint) -> Line | None:
        """The row whose months are at a place."""
        line = self.line_at(at.y())
        return (
            line if line is not None and not line.loop and self.months.left <= at.x() <= self.right else None
        )

    def over_number(self, at: QPoint) -> bool:
        """Whether a row can be taken hold of there, and nothing else is to be done."""
        line = self.line_at(at.y())
        return line is not None and not line.loop and self.columnAt(at.x()) == 0

    def box_of(self, id_: str) -> QRectF | None:
        """Where the bar of a row is painted."""
        row = self.list.row_of(id_)
        return self._box(row) if row >= 0 else None

    def _box(self, row: int) -> QRectF | None:
        line = self.list.lines[row]
        bar, rect = self.bar_of(line), self.rect_of(row)
        if bar is None:
            return box_of_day(line.due, rect, self.months) if line.due is not None else None
        if bar is line.bar and line.row.start is None:
            return box_of_day(bar.end, rect, self.months)
        return box_of(bar, rect, self.months)

    def choose_arrow(self, key: tuple[str, str] | None) -> None:
        """Choose what waits for what, or none."""
        if key == self.arrow:
            return
        self.arrow = key
        if key is not None:
            first, waiting = (self.list.lines[self.list.row_of(id_)].words["text"] for id_ in key)
            words = _('"{waiting}" waits for "{first}". Delete ends that.')
            self.told.emit(words.format(waiting=waiting, first=first))
        self.viewport().update()

    def take_focus(self) -> None:
        """Put the cursor into the table."""
        if not self.currentIndex().isValid() and self.list.lines:
            self.setCurrentIndex(self.list.index(0, 1))
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Type into the line that is under the pointer: the objective, or the goal beneath it."""
        at = event.position().toPoint()
        index = self.indexAt(at)
        beneath = index.isValid() and at.y() > self.visualRect(index).center().y()
        self.list.goal_beneath = self.two_lines and beneath and self.list.types_goal(index)
        super().mouseDoubleClickEvent(event)
        self.list.goal_beneath &= self.state() == QAbstractItemView.State.EditingState

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        super().closeEditor(editor, hint)
        self.list.goal_beneath = False
        if hint == QAbstractItemDelegate.EndEditHint.RevertModelCache:
            self.given_up.emit(self.chosen_id)

    def edit_text(self, id_: str) -> None:
        """Type what is to be reached in a row."""
        row = self.list.row_of(id_)
        if row >= 0:
            column = 0 if self.list.lines[row].loop else self.list.columns.index("text")
            self.setCurrentIndex(self.list.index(row, column))
            self.edit(self.list.index(row, column))

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
            if self.arrow is not None and not self.hand.busy:
                self.choose_arrow(None)
            elif not self.hand.give_up():
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
            case Key.Key_F2 if not self.currentIndex().flags() & Qt.ItemFlag.ItemIsEditable:
                self.edit_text(id_)
            case Key.Key_Delete if self.arrow is not None:
                self.unlinked.emit(*self.arrow)
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
        if now.isValid() and now.row() != before.row():
            self.choose_arrow(None)
            if self.hasFocus():
                self.chosen.emit(self.chosen_id)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """For the row under the pointer, or by the keyboard for the one the cursor is on."""
        arrow = self.hand.links.arrow_over(event.pos()) if self.list.lines else None
        by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        if by_mouse and arrow is not None:
            self.choose_arrow(arrow.key)
            self.arrow_menu_wanted.emit(*arrow.key, event.globalPos())
            return
        line = self.line_at(event.pos().y())
        id_ = line.id if by_mouse and line is not None else "" if by_mouse else self.chosen_id
        self.menu_wanted.emit(id_, event.globalPos())

    # painting

    def _boxes(self) -> Iterator[tuple[str, QRectF]]:
        for row, line in enumerate(self.list.lines):
            if (box := self._box(row)) is not None:
                yield line.id, box

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.list.lines:
            paint_words(self, self.theme, self.empty)
            return
        painter, colors = QPainter(self.viewport()), tokens(self.theme)
        months = self.months
        painter.save()
        painter.setClipRect(QRect(round(months.left), 0, round(months.wide), self.viewport().height()))
        lines = self.list.lines
        done = {line.id for line in lines if line.row.done >= 1}
        boxes = dict(self._boxes())
        self.arrows = arrows_of(boxes, {line.id: line.after for line in lines}, done)
        if self.arrow is not None and all(one.key != self.arrow for one in self.arrows):
            self.arrow = None
        paint_arrows(painter, self.arrows, colors, self.arrow, self.hand.links.held)
        if self.today is not None:
            foot = self.row_rect(len(self.list.lines) - 1).bottom() + 1
            for top, bottom in self._open(foot):
                paint_today(painter, self.paints.today, top, bottom, colors)
        for row, line in enumerate(lines):
            if (box := boxes.get(line.id)) is not None:
                ground = colors["accent_t" if row == self.currentIndex().row() else "panel"]
                paint_sign(painter, self.rect_of(row), line, box, colors, ground, self.paints.today)
        if (held := self.box_of(self.paints.held)) is not None:
            paint_handle(painter, held, self.right, colors)
        self.hand.links.paint(painter, colors)
        painter.restore()
        row = self.currentIndex().row()
        if self.hasFocus() and row >= 0:
            painter.setPen(QPen(QColor(colors["accent"]), 2))
            painter.drawRect(self.row_rect(row).adjusted(1, 1, -1, -2))
        self.hand.order.paint(painter, colors)

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
