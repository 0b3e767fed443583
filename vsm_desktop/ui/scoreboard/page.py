"""The page of the scoreboard under the map: the measures, the run chart of the chosen one, and its values."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QVBoxLayout, QWidget

from vsm_desktop.assets import _
from vsm_desktop.canvas.hearing import announce
from vsm_desktop.drawing.theme import ThemeName
from vsm_desktop.insight.board import Line, board
from vsm_desktop.insight.course import course_of
from vsm_desktop.insight.glide import Glide, Told, glide_path
from vsm_desktop.model.scoreboard import MEASURES, MeasureKey
from vsm_desktop.model.stream import ValueStream
from vsm_desktop.tools.desk import Desk
from vsm_desktop.ui.scoreboard.acting import Acting
from vsm_desktop.ui.scoreboard.chart import run_of
from vsm_desktop.ui.scoreboard.list import MeasureList
from vsm_desktop.ui.scoreboard.middle import ChartColumn
from vsm_desktop.ui.scoreboard.side import MeasureSide, map_baseline
from vsm_desktop.ui.scoreboard.told import DeviationsBelow
from vsm_desktop.ui.scoreboard.tools import ScoreTools
from vsm_desktop.ui.scoreboard.words import block, deviations, row_of
from vsm_desktop.ui.tables import copy_table

_SIDE, _SLIM, _NARROW = 292, 276, 1200
_SHARE = 0.58  # of the room beside the values, at most, for the list
_TALL, _SOME = 320, 6  # a lower page has its deviations behind a button
_ANY = 16_777_215  # no most


class ScoreboardPage(QWidget):
    """Follows what is recorded; what is wanted here is done by `acting`."""

    enlarged = Signal()
    led = Signal(str)

    def __init__(
        self, desk: Desk, leave: Callable[[], object], reveal: Callable[[frozenset[str]], object]
    ) -> None:
        super().__init__()
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.desk, self._leave = desk, leave
        self.today: Callable[[], date] = date.today
        self.acting = Acting(desk)
        self.chosen = ""
        self.lines: tuple[Line, ...] = ()
        self.glide = Glide()
        self.deviations: tuple[Told, ...] = ()
        self._theme: ThemeName = "light"
        self._seen: tuple[ValueStream, date] | None = None
        self.rows = MeasureList(leave, self._set)
        self.middle = ChartColumn(leave)
        self.chart, self.words, self.flag = self.middle.chart, self.middle.words, self.middle.flag
        self.side = MeasureSide(self.acting, lambda: self.today(), leave, self.say, self.note)
        self.bar = ScoreTools(self)
        self._build()
        self.rows.commands = {"copy": self.copy, "paste": self.paste_sheet, "clear": self.clear}
        self.rows.chosen.connect(self.choose)
        self.rows.placed.connect(self._place)
        self.rows.menu_wanted.connect(self._menu)
        self.rows.grid.refused.connect(self.say)
        self.chart.picked.connect(self._pick)

    # building

    def _build(self) -> None:
        self.told = QLabel()
        self.told.setObjectName("wrong")
        self.told.setWordWrap(True)
        self.told.setTextFormat(Qt.TextFormat.PlainText)
        self.told.hide()
        self.plan = DeviationsBelow(self._leave, _SOME)
        self.plan.led.connect(self.lead)
        self.bar.add_menu.aboutToShow.connect(self.fill_add_menu)
        self.usual = QPushButton(_("Add the usual measures"))
        self.usual.clicked.connect(self.add_usual)
        self.left = QWidget()
        self.list_column = left = QVBoxLayout(self.left)
        left.setContentsMargins(0, 0, 0, 6)
        left.setSpacing(4)
        left.addWidget(self.rows, 1)
        self.first_step = _centred(self.usual)
        left.addLayout(self.first_step)
        left.addLayout(_inset(self.told))
        left.addLayout(_inset(self.plan))
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self.left, 10)
        row.addWidget(self.middle, 9)
        row.addWidget(self.side)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.bar)
        whole.addLayout(row, 1)

    # following

    def show_desk(self, desk: Desk) -> None:
        """Follow the recorded document and the theme."""
        if desk.theme != self._theme or self._seen is None:
            self._theme = desk.theme
            self._dress()
        today = self.today()
        if self._seen is not None and self._seen[0] is desk.recorded and self._seen[1] == today:
            self._show_chosen()
            return
        self._seen = (desk.recorded, today)
        self.lines = board(desk.recorded, today)
        self.glide = glide_path(desk.recorded, today) if self.lines else Glide()
        self._show()

    def _dress(self) -> None:
        self.rows.show_theme(self._theme)
        self.side.table.show_theme(self._theme)
        self.bar.show_theme(self._theme)

    def _show(self) -> None:
        self.rows.show_rows([row_of(line) for line in self.lines])
        if self.line is None:
            self.chosen = self.lines[0].measure.id if self.lines else ""
        self.usual.setVisible(not self.lines)
        self.list_column.setStretchFactor(self.first_step, 0 if self.lines else 1)
        row = self.rows.grid.row_of(self.chosen)
        if row >= 0 and self.rows.currentIndex().row() != row:
            self.rows.choose_row(row)
        today = self.today()
        self.deviations = tuple(deviations(self.glide, self.lines, today))
        self.plan.show_told(self.deviations)
        self.told.hide()
        self._show_chosen()

    @property
    def line(self) -> Line | None:
        """The chosen measure."""
        return next((line for line in self.lines if line.measure.id == self.chosen), None)

    def _show_chosen(self) -> None:
        line, stream = self.line, self.desk.recorded
        self._fit()
        self.middle.setVisible(line is not None)
        self.side.setVisible(line is not None)
        self.bar.save.setEnabled(line is not None)
        self.bar.copy.setEnabled(line is not None)
        if line is None:
            return
        today = self.today()
        self.chart.show_run(run_of(line, course_of(stream, line, self.glide), today), self._theme)
        self.middle.say(line, today)
        self.side.show_line(line, map_baseline(line, stream))

    def say(self, words: str) -> None:
        """Say why something cannot be, or nothing any more."""
        self._tell(words, "wrong")

    def note(self, words: str) -> None:
        """Say what became of something."""
        self._tell(words, "field")

    def _tell(self, words: str, tone: str) -> None:
        if self.told.objectName() != tone:
            self.told.setObjectName(tone)
            self.told.style().unpolish(self.told)
            self.told.style().polish(self.told)
        self.told.setText(words)
        self.told.setVisible(bool(words))
        if words:
            announce(self, words)

    # choosing and doing

    def _set(self, id_: str, key: str, text: str) -> str:
        """Take what was typed into a cell; a unit says that the numbers do not follow it."""
        before, why = self.acting.measure(id_), self.acting.set(id_, key, text)
        if key == "unit" and before is not None and not why and before.actuals and before.unit:
            self.note(_("The numbers stay as they are, only their unit is another."))
        return why

    def take_focus(self) -> None:
        """Put the cursor into the list."""
        self.rows.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def choose(self, id_: str) -> None:
        """Show a measure."""
        if id_ != self.chosen:
            self.chosen = id_
            row = self.rows.grid.row_of(id_)
            if self.rows.currentIndex().row() != row:
                self.rows.choose_row(row)
            self._show_chosen()

    def lead(self, told: Told) -> None:
        """Go to what a sentence is about: a measure here, or a burst on the page where it is planned."""
        row = self.rows.grid.row_of(told.measure)
        if row >= 0:
            self.rows.choose_row(row)
            self.take_focus()
        elif told.burst:
            self.led.emit(told.burst)

    def open_values(self, id_: str) -> None:
        """Choose a measure and put the cursor where its next value is typed."""
        row = self.rows.grid.row_of(id_)
        if row >= 0:
            self.rows.choose_row(row)
            self.choose(id_)
            self.side.table.choose_row(len(self.side.table.grid.rows) - 1, 1)
            self.side.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _pick(self, number: int) -> None:
        self.side.table.choose_row(number, 1)
        self.side.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def fill_add_menu(self) -> None:
        """The usual measures that are missing, one of one's own, or all the usual ones."""
        menu = self.bar.add_menu
        menu.clear()
        there = {line.measure.key for line in self.lines}
        for key, title, _unit in MEASURES:
            if key == "own":
                menu.addSeparator()
            action = menu.addAction(title.replace("&", "&&"))  # no key of the menu
            action.setEnabled(key == "own" or key not in there)
            action.triggered.connect(partial(self._added, key))
        menu.addSeparator()
        usual = menu.addAction(_("All the usual ones"))
        usual.setEnabled(any(key != "own" and key not in there for key, _title, _unit in MEASURES))
        usual.triggered.connect(lambda _on=False: self.add_usual())

    def _added(self, key: MeasureKey, _on: bool = False) -> None:
        self.add(key)

    def add(self, key: MeasureKey) -> None:
        """A new measure; the name of an own one is to be typed."""
        self.chosen = self.acting.add(key)
        self.take_focus()
        row = self.rows.grid.row_of(self.chosen)
        self.rows.choose_row(row, 0 if key == "own" else 1)
        if key == "own":
            self.rows.edit(self.rows.currentIndex())

    def add_usual(self) -> None:
        """All usual measures."""
        self.acting.add_usual()
        self.take_focus()

    def _place(self, id_: str, index: int) -> None:
        self.chosen = id_
        self.acting.place(id_, index)

    def clear(self) -> None:
        """Empty the cell the cursor is in; on the name of a measure, take the measure away."""
        at, id_ = self.rows.currentIndex(), self.rows.chosen_id
        key = self.rows.grid.columns[at.column()] if id_ else ""
        if key == "name":
            self.drop()
        elif key in ("baseline", "target", "unit"):
            self.acting.set(id_, key, "")

    def drop(self) -> None:
        """Take the chosen measure away; the one that comes after it is chosen."""
        at = self.rows.currentIndex().row()
        if not self.rows.chosen_id:
            return
        rest = [line.measure.id for line in self.lines if line.measure.id != self.rows.chosen_id]
        gone, self.chosen = self.rows.chosen_id, rest[min(at, len(rest) - 1)] if rest else ""
        self.acting.drop(gone)
        announce(self, _("Removed. Undo brings it back."))

    def menu(self, id_: str) -> QMenu:
        """What can be done with a measure."""
        menu, at = QMenu(self), self.rows.grid.row_of(id_)
        for words, do, can in (
            (_("Rename"), lambda: self.rows.edit(self.rows.grid.index(at, 0)), True),
            (_("Move up") + "\tAlt+↑", lambda: self._place(id_, at - 1), at > 0),
            (_("Move down") + "\tAlt+↓", lambda: self._place(id_, at + 1), at + 1 < len(self.lines)),
            ("", None, True),
            (_("Copy the table") + "\tCtrl+C", self.copy, True),
            (_("Copy the chart as a picture"), self.chart.copy, True),
            (_("Save the chart…"), self.save, True),
            ("", None, True),
            (_("Remove"), self.drop, True),
        ):
            if do is None:
                menu.addSeparator()
                continue
            action = menu.addAction(words)
            action.setEnabled(can)
            action.triggered.connect(partial(_run, do))
        return menu

    def _menu(self, id_: str, at: QPoint) -> None:
        menu = self.menu(id_)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(at)

    # out and in

    def copy(self) -> None:
        """Put the scoreboard on the clipboard as a table."""
        if self.lines:
            copy_table(block(self.lines))

    def save(self) -> None:
        """Write the chart of the chosen measure to a file."""
        if self.line is not None:
            self.chart.save(self.window(), self.desk.frame, self.line.words)

    def import_sheet(self) -> None:
        """Ask for a sheet, and show what would be taken from it."""
        from vsm_desktop.ui.scoreboard.reading import import_file

        import_file(self)

    def paste_sheet(self) -> None:
        """The same with a table that was copied in a spreadsheet."""
        from vsm_desktop.ui.scoreboard.reading import import_clipboard

        if why := import_clipboard(self):
            self.say(why)

    # keys and room

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Share the room: the list takes what its columns need, the chart the rest; what is low has its sentences behind a
        button."""
        wide, tall = self.width(), self.height() >= _TALL
        side = _SIDE if wide >= _NARROW else _SLIM
        self.side.setFixedWidth(side)
        alone = self.line is None
        best = self.rows.best_width(int((wide - side) * _SHARE))
        self.left.setMaximumWidth(_ANY if alone else best)
        self.left.setMinimumWidth(0 if alone else best)
        self.plan.setVisible(tall and bool(self.deviations))
        self.bar.show_told(self.deviations, elsewhere=tall)
        self.bar.fit(wide)
        if self.middle.low == tall:
            self.middle.low = not tall
            if self.line is not None:
                self.middle.say(self.line, self.today())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
        else:
            super().keyPressEvent(event)


def _run(do: Callable[[], object], _on: bool = False) -> None:
    do()


def _inset(widget: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(10, 0, 10, 0)
    row.addWidget(widget)
    return row


def _centred(widget: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.addStretch(1)
    row.addWidget(widget, 0, Qt.AlignmentFlag.AlignTop)
    row.addStretch(1)
    return row
