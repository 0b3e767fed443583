"""The page of the value stream plan: table with Gantt, kaizen list and review, and the form of the chosen row."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QHideEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from vsm_desktop.assets import _
from vsm_desktop.drawing.charts.months import shown_months
from vsm_desktop.drawing.theme import ThemeName
from vsm_desktop.insight.glide import Glide, glide_path
from vsm_desktop.insight.plan import Row, plan_rows
from vsm_desktop.insight.planned import span_of
from vsm_desktop.model.stream import ValueStream
from vsm_desktop.tools.desk import Desk
from vsm_desktop.ui.plan.acting import PlanActing
from vsm_desktop.ui.plan.kaizens import KaizenList
from vsm_desktop.ui.plan.lights import PlanLights
from vsm_desktop.ui.plan.lines import Filter, Line, lines_of, table_text
from vsm_desktop.ui.plan.menu import show_arrow_menu, show_plan_menu
from vsm_desktop.ui.plan.nothing import NoPlan
from vsm_desktop.ui.plan.path import HIGH, TALL, PathStrip
from vsm_desktop.ui.plan.planned import Planned
from vsm_desktop.ui.plan.review import ReviewWalk
from vsm_desktop.ui.plan.side import PlanSide
from vsm_desktop.ui.plan.table import PlanTable
from vsm_desktop.ui.plan.tools import PlanTools
from vsm_desktop.ui.row_table import ROW
from vsm_desktop.ui.typed import take_typed

_NARROW, _LOW, _TALL = 980, 236, 460
_WORDS = 30  # pixels of what is said beneath the path
_PAUSE_MS = 200  # the path waits for a pause while a bar is dragged
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
PLAN, KAIZEN, REVIEW, EMPTY = range(4)


class PlanPage(QWidget):
    """Follows the desk; what is wanted here is done by `acting`."""

    enlarged = Signal()

    def __init__(
        self,
        desk: Desk,
        leave: Callable[[], object],
        reveal: Callable[[frozenset[str]], object],
        show_lights: Callable[[tuple[Any, ...], tuple[Any, ...]], object],
    ) -> None:
        super().__init__()
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.desk, self._leave = desk, leave
        self.lights = PlanLights(desk, reveal, show_lights)
        self.today: Callable[[], date] = date.today
        self.acting = PlanActing(desk, self, lambda: self.today())
        self.rows: tuple[Row, ...] = ()
        self.lines: list[Line] = []
        self.glide: Glide | None = None
        self.chosen, self.view, self.wanted = "", PLAN, Filter()
        self._theme: ThemeName | None = None
        self._stream: ValueStream | None = None
        self._months: tuple[date, int] | None = None
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_PAUSE_MS)
        self._later.timeout.connect(self._find_path)
        self._left = self._added = ""  # the row that was chosen before, and one that was just added
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._show)
        self.table = PlanTable(leave)
        self.table.commands = {"copy": self.copy, "clear": lambda: self.drop(self.table.chosen_id)}
        self.path = PathStrip(leave)
        self.kaizens = KaizenList()
        self.review = ReviewWalk(self.acting, lambda: self.today())
        self.side = PlanSide(self.acting, lambda: self.add())
        self.none = NoPlan()
        self.make, self.begin = self.none.make, self.none.begin
        self.bar = PlanTools(self)
        self._build()
        self._connect()

    # building

    def _build(self) -> None:
        self.planned = Planned(self.table, self.path)
        self.stack = QStackedWidget()
        for page in (self.planned, self.kaizens, self.review, self.none):
            self.stack.addWidget(page)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self.stack, 1)
        row.addWidget(self.side)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.bar)
        whole.addLayout(row, 1)

    def _connect(self) -> None:
        table = self.table
        table.chosen.connect(self.choose)
        table.dated.connect(self.acting.move)
        table.done.connect(self.acting.finish)
        table.tried.connect(self.acting.try_bar)
        table.marked.connect(self.mark)
        table.placed.connect(self.acting.place)
        table.carried.connect(self._carry)
        table.refuses = self.acting.refuses
        table.linked.connect(self.acting.link)
        table.unlinked.connect(self.acting.unlink)
        table.told.connect(self.acting.say)
        table.dropped.connect(self.drop)
        table.entered.connect(self.enter)
        table.given_up.connect(self._given_up)
        table.fitted.connect(self._show_path)
        table.horizontalScrollBar().rangeChanged.connect(lambda *_range: self._fit_rows())
        table.menu_wanted.connect(partial(show_plan_menu, self))
        table.arrow_menu_wanted.connect(partial(show_arrow_menu, self))
        table.list.written.connect(self._typed)
        self.make.clicked.connect(lambda _checked=False: self._made(self.acting.propose))
        self.begin.clicked.connect(lambda _checked=False: self._made(self.acting.begin))
        self.kaizens.chosen.connect(self._choose_burst)
        self.kaizens.lit.connect(self.lights.light_ids)
        self.review.left.connect(lambda: self.turn(PLAN))
        self.review.chosen.connect(lambda id_: self.choose(id_) if id_ else self.lights.clear())
        self.review.all_wanted.connect(self._review_all)

    # following

    def show_desk(self, desk: Desk) -> None:
        """Follow document and theme."""
        if desk.theme != self._theme:
            self._theme = desk.theme
            for part in (self.table, self.bar, self.kaizens, self.review):
                part.show_theme(desk.theme)
            self._show_path()
        stream = desk.frame.stream
        if stream is self._stream:
            self._light()
            return
        if self._stream is not None and not self.isVisible():
            return  # it comes up to the document as it is shown again
        self._stream = stream
        self.chosen = self.acting.look_again() or self.chosen
        self.rows = plan_rows(stream, self.today())
        if stream is desk.recorded and not self._later.isActive() and self.glide is None:
            self._find_path()
        else:
            self._later.start()
        self._show()

    def _find_path(self) -> None:
        self.glide = glide_path(self.desk.frame.stream, self.today())
        self._show_path()

    def _show_path(self) -> None:
        if self.stack.currentIndex() != PLAN or self.table.paints.months is None:
            return
        self.path.show_path(self.glide, self.table.months, self._theme or "light")
        self.planned.show_words(self.glide, room=self.height() >= _LOW)

    def _show(self) -> None:
        """Bring the shown view, the form and the tools up to the rows."""
        stream = self.desk.frame.stream
        here = stream.plan is not None
        self.wanted = self.wanted if here else Filter()
        if self.chosen and all(row.id != self.chosen for row in self.rows):
            self.chosen = ""
        self.stack.setCurrentIndex(self.view if here else EMPTY)
        self.lines = lines_of(self.rows, self.wanted, (self.chosen, self._left))
        self.bar.show_rows(self.rows, self.wanted, self.view, here=here)
        self.table.empty = self._empty_words()
        if here:
            if stream is self.desk.recorded or self._months is None:  # they stay where they are under a hand
                span = span_of(stream, self.today())
                days = tuple(day for line in self.lines for day in line.days)
                self._months = shown_months(span.first, len(span.months), days)
            self.table.show_lines(self.lines, self.chosen, self._months, self.today())
            self._fit_rows()
            if self.view == KAIZEN:
                self.kaizens.show_rows(stream, self.rows, self.wanted, self.today())
            elif self.view == REVIEW:
                self.review.show_rows(stream, self.rows, self.wanted)
        else:
            self.none.show_missing(self.acting.missing())
        self._show_form(stream, here=here)
        self._show_path()
        self._light()

    def _fit_rows(self) -> None:
        """The path stands right below the rows, high where all of these can be seen, too."""
        rows = max(sum(map(self.table.high_of, self.lines)), 3 * ROW)
        self.table.setMaximumHeight(rows + self.table.around)
        left = self.height() - self.bar.height() - self.table.around - rows
        self.path.grow(left - _WORDS if self.height() >= _TALL and left >= TALL + _WORDS else HIGH)

    def _empty_words(self) -> str:
        if self.wanted != Filter():
            return _("Nothing in the plan is like that. Take a filter away.")
        return _("No loops yet. Add one, and say what is to be reached in it.")

    def _show_form(self, stream: ValueStream, *, here: bool) -> None:
        wide = self.width() >= _NARROW and self.view != REVIEW
        self.side.setVisible(here and wide)
        if here and wide:
            if self.view == KAIZEN:
                self.side.show_burst(stream, self.kaizens.burst)
            else:
                self.side.show_row(stream, self._row())

    def stay(self) -> None:
        """It has the whole window: there is room for goals under objectives, and the way is back to the map."""
        self.bar.stay()
        self.kaizens.stay()
        self.table.two_lines = self.table.paints.two_lines = self.table.list.two_lines = True

    def take_over(self, other: PlanPage) -> None:
        """Go on where another page of the same plan was."""
        self.chosen, self.view, self.wanted, self.today = other.chosen, other.view, other.wanted, other.today
        self.kaizens.take_over(other.kaizens)
        self.table.columns.take_over(other.table.columns)
        if self.view == REVIEW:
            self.review.take_over(other.review)
        if self._stream is not None:
            self._show()

    # choosing and doing

    def take_focus(self) -> None:
        """Put the keyboard on what is seen."""
        match self.stack.currentIndex():
            case 0:
                if not self.chosen and self.lines:
                    self.chosen = self.lines[0].id  # without bringing anything into sight: nobody chose it
                    self._show()
                self.table.take_focus()
            case 1:
                self.kaizens.take_focus()
            case 2:
                self.review.take_focus()
            case _:
                self.none.take_focus()

    def turn(self, view: int) -> None:
        """Show the plan, the kaizen list or the review."""
        take_typed(self)
        self.view = view
        if view == REVIEW:
            self.review.begin(self.desk.frame.stream, self.rows, self.chosen, self.wanted)
        self._show()
        self.take_focus()

    def filter(self, wanted: Filter) -> None:
        """Show only some rows; what is chosen is one of them."""
        take_typed(self)
        self.wanted, self._left = wanted, ""
        lines = lines_of(self.rows, wanted)
        if self.chosen and all(line.id != self.chosen for line in lines):
            self.chosen = next((line.id for line in lines if not line.loop), "")
        self.kaizens.let_go()
        self._show()

    def _review_all(self) -> None:
        self.filter(Filter())
        self.review.show_at(0)

    def choose(self, id_: str) -> None:
        """Show a row in the form, and light its places on the map; none shows the plan as a whole."""
        if id_ != self.chosen:
            self._left, self.chosen = self.chosen, id_
            self.desk.end_merge()
            self._show()
            self._go_on()
            self._light(reveal=True)

    def _choose_burst(self, id_: str) -> None:
        """Show a burst of the kaizen list; the row it serves is the chosen one, too."""
        row = next((row for row in self.rows if any(one.id == id_ for one in row.bursts)), None)
        self.chosen = row.id if row is not None else ""
        self.desk.end_merge()
        self._show_form(self.desk.frame.stream, here=True)
        self._go_on()

    def _go_on(self) -> None:
        """What was left goes if it is not like what is wanted, not while the table still takes the click."""
        self._left = ""
        if self.wanted != Filter():
            self._soon.start()

    def mark(self, id_: str, mark: str) -> None:
        """Set the mark of today's review on a row."""
        self.acting.mark(id_, mark)

    def _carry(self, id_: str, loop_id: str, index: int) -> None:
        self.chosen = id_
        self.acting.carry(id_, loop_id, index)

    def add(self) -> None:
        """A new row in the chosen loop, its text to be typed."""
        self._type(self.acting.add(self.chosen))

    def add_loop(self) -> None:
        """A new loop, its name to be typed."""
        self._type(self.acting.add_loop())

    def _type(self, id_: str) -> None:
        if self.view != PLAN or self.wanted != Filter():
            self.view, self.wanted = PLAN, Filter()
        self._left, self.chosen, self._added = self.chosen, id_, id_
        self._show()
        self.table.edit_text(id_)

    def _typed(self, id_: str, key: str, text: str) -> None:
        row = next((one for one in self.rows if one.id == id_), None)
        if row is not None:
            self.acting.type_into(row, key, text)

    def _given_up(self, id_: str) -> None:
        if id_ == self._added:
            self.chosen, self._added = self._left, ""
            self.acting.forget_row(id_)

    def drop(self, id_: str) -> None:
        """Take a row out of the plan; the one after it is chosen."""
        ids = [line.id for line in self.lines]
        at = ids.index(id_) if id_ in ids else -1
        if at >= 0:
            self.chosen = next(iter((*ids[at + 1 :], *reversed(ids[:at]))), "")
            self.acting.drop(id_)

    def enter(self) -> None:
        """Into the form of the chosen row."""
        self.side.enter()

    def _made(self, make: Callable[[], object]) -> None:
        make()
        self.take_focus()

    def copy(self) -> None:
        """Put what is shown on the clipboard as a table."""
        if self.stack.currentIndex() == KAIZEN:
            self.kaizens.copy()
        else:
            QGuiApplication.clipboard().setText(table_text(self.lines, self.rows))

    # following the window

    def _row(self) -> Row | None:
        return next((one for one in self.rows if one.id == self.chosen), None)

    def _light(self, *, reveal: bool = False) -> None:
        if self.isVisible():
            self.lights.light(self._row(), reveal=reveal)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.path.setVisible(self.height() >= _LOW)
        self.bar.fit(self.width())
        if self._stream is not None:  # before, no row is there yet that could be the chosen one
            self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button with the keyboard; Escape in a form leads back to the rows, and there out of the plan."""
        focus = self.focusWidget()
        if event.key() in _ENTER and isinstance(focus, QPushButton | QToolButton):
            focus.showMenu() if focus.menu() is not None else focus.click()
        elif event.key() == Qt.Key.Key_Escape and focus is not None and self.side.isAncestorOf(focus):
            self.take_focus()
        elif event.key() == Qt.Key.Key_Escape:
            self._leave()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.lights.clear()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.show_desk(self.desk)
