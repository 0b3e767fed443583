"""The page of the scoreboard under the map: the measures, the run chart of the chosen one, and its values."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QToolButton, QVBoxLayout, QWidget

from vsm_desktop.assets import _
from vsm_desktop.canvas.hearing import announce
from vsm_desktop.drawing.theme import ThemeName
from vsm_desktop.insight.board import Line, board
from vsm_desktop.insight.course import course_of
from vsm_desktop.insight.glide import Glide, glide_path
from vsm_desktop.model.scoreboard import MEASURES, MeasureKey
from vsm_desktop.model.stream import ValueStream
from vsm_desktop.tools.desk import Desk
from vsm_desktop.ui.icons import icon
from vsm_desktop.ui.scoreboard.acting import Acting
from vsm_desktop.ui.scoreboard.chart import RunChart, run_of
from vsm_desktop.ui.scoreboard.list import MeasureList
from vsm_desktop.ui.scoreboard.side import MeasureSide, map_baseline
from vsm_desktop.ui.scoreboard.words import block, row_of, sentences
from vsm_desktop.ui.tables import copy_table

_SIDE, _BRIEF = 292, 1360
_SAID = 3  # sentences about the plan


class ScoreboardPage(QWidget):
    """Follows what is recorded; what is wanted here is done by `acting`."""

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
        self._theme: ThemeName = "light"
        self._seen: tuple[ValueStream, date] | None = None
        self.rows = MeasureList(leave, self.acting.set)
        self.chart = RunChart(leave)
        self.side = MeasureSide(self.acting, lambda: self.today(), leave, self.say)
        self._build()
        self.tools = self._make_tools()
        self.rows.commands = {"copy": self.copy, "paste": self.paste_sheet, "clear": self.clear}
        self.rows.chosen.connect(self.choose)
        self.rows.placed.connect(self._place)
        self.rows.menu_wanted.connect(self._menu)
        self.rows.grid.refused.connect(self.say)
        self.chart.picked.connect(self._pick)

    # building

    def _build(self) -> None:
        self.told, self.plan, self.words, self.flag = QLabel(), QLabel(), QLabel(), QLabel()
        for label, name in (
            (self.told, "wrong"),
            (self.plan, "field"),
            (self.words, "field"),
            (self.flag, "guard"),
        ):
            label.setObjectName(name)
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.hide()
        self.usual = QPushButton(_("Add the usual measures"))
        self.usual.clicked.connect(self.add_usual)
        self.left = left = QVBoxLayout()
        middle = QVBoxLayout()
        for column in (left, middle):
            column.setContentsMargins(0, 0, 0, 6)
            column.setSpacing(4)
        left.addWidget(self.rows, 1)
        self.first_step = _centred(self.usual)
        left.addLayout(self.first_step)
        left.addLayout(_inset(self.told))
        left.addLayout(_inset(self.plan))
        middle.addWidget(self.chart, 1)
        middle.addLayout(_inset(self.words))
        middle.addLayout(_inset(self.flag))
        self.middle = QWidget()
        self.middle.setLayout(middle)
        self.side.setFixedWidth(_SIDE)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(left, 10)
        row.addWidget(self.middle, 9)
        row.addWidget(self.side)

    def _make_tools(self) -> QWidget:
        """What stands beside the tabs while this page shows."""
        tools = QWidget()
        row = QHBoxLayout(tools)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        self.add_button = _button(_("Add a measure"), _("A usual one, or one of your own"), lambda: None)
        self.add_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.add_menu = QMenu(self)
        self.add_menu.aboutToShow.connect(self._fill_add_menu)
        self.add_button.setMenu(self.add_menu)
        self.import_button = _button(
            _("Import values…"),
            _("Read a sheet with a column of dates and a column for each measure"),
            self.import_sheet,
        )
        self.copy_button = _button(_("Copy"), _("Copy the scoreboard as a table"), self.copy)
        self.save_button = _button(_("Save…"), _("Save the chart as PDF, SVG or PNG"), self.save)
        for button in (self.add_button, self.import_button, self.copy_button, self.save_button):
            row.addWidget(button)
        return tools

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
        self.lines = board(desk.recorded)
        self.glide = glide_path(desk.recorded, today) if self.lines else Glide()
        self._show()

    def _dress(self) -> None:
        self.rows.show_theme(self._theme)
        self.side.table.show_theme(self._theme)
        for button, name in (
            (self.add_button, "plus"),
            (self.import_button, "import"),
            (self.copy_button, "copy"),
            (self.save_button, "export"),
        ):
            button.setIcon(icon(name, self._theme))

    def _show(self) -> None:
        self.rows.grid.show_rows([row_of(line) for line in self.lines])
        if self.line is None:
            self.chosen = self.lines[0].measure.id if self.lines else ""
        self.usual.setVisible(not self.lines)
        self.left.setStretchFactor(self.first_step, 0 if self.lines else 1)
        row = self.rows.grid.row_of(self.chosen)
        if row >= 0 and self.rows.currentIndex().row() != row:
            self.rows.choose_row(row)
        told = self.glide.deviations
        more = len(told) - _SAID
        rest = [_("{n} more are told on hover.").format(n=more + 1)] if more > 0 else []
        self.plan.setText("\n".join([*told[: _SAID - bool(rest)], *rest]))
        self.plan.setToolTip("\n".join(told) if rest else "")
        self.plan.setAccessibleName("\n".join(told))
        self.plan.setVisible(bool(told))
        self.told.hide()
        self._show_chosen()

    @property
    def line(self) -> Line | None:
        """The chosen measure."""
        return next((line for line in self.lines if line.measure.id == self.chosen), None)

    def _show_chosen(self) -> None:
        line, stream = self.line, self.desk.recorded
        self.middle.setVisible(line is not None)
        self.side.setVisible(line is not None)
        self.save_button.setEnabled(line is not None)
        if line is None:
            return
        today = self.today()
        self.chart.show_run(run_of(line, course_of(stream, line, self.glide), today), self._theme)
        words = " ".join(sentences(line, today))
        self.words.setText(words)
        self.words.setVisible(bool(words))
        self.flag.setText(f"△ {line.flag}")
        self.flag.setVisible(bool(line.flag))
        self.side.show_line(line, map_baseline(line, stream))

    def say(self, words: str) -> None:
        """Say what became of something, or why it cannot be."""
        self.told.setText(words)
        self.told.setVisible(bool(words))
        if words:
            announce(self, words)

    # choosing and doing

    def take_focus(self) -> None:
        """Put the cursor into the list."""
        self.rows.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def choose(self, id_: str) -> None:
        """Show a measure."""
        if id_ != self.chosen:
            self.chosen = id_
            self._show_chosen()

    def _pick(self, number: int) -> None:
        self.side.table.choose_row(number, 1)
        self.side.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill_add_menu(self) -> None:
        self.add_menu.clear()
        there = {line.measure.key for line in self.lines}
        for key, title, _unit in MEASURES:
            if key == "own":
                self.add_menu.addSeparator()
            action = self.add_menu.addAction(title)
            action.setEnabled(key == "own" or key not in there)
            action.triggered.connect(partial(self._added, key))
        self.add_menu.addSeparator()
        usual = self.add_menu.addAction(_("All the usual ones"))
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
        from vsm_desktop.ui.scoreboard.importing import import_file

        import_file(self, self.acting)

    def paste_sheet(self) -> None:
        """The same with a table that was copied in a spreadsheet."""
        from vsm_desktop.ui.scoreboard.importing import import_clipboard

        if why := import_clipboard(self, self.acting):
            self.say(why)

    # keys and room

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        brief = self.width() < _BRIEF  # beside all the tabs there is no room for words
        style = Qt.ToolButtonStyle
        for button in self.tools.findChildren(QToolButton):
            button.setToolButtonStyle(style.ToolButtonIconOnly if brief else style.ToolButtonTextBesideIcon)

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


def _button(title: str, hint: str, do: Callable[[], object]) -> QToolButton:
    button = QToolButton()
    button.setText(title)
    button.setAccessibleName(title)
    button.setObjectName("segment")
    button.setToolTip(f"{title}: {hint}")
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    button.setIconSize(QSize(16, 16))
    button.clicked.connect(lambda _on=False: do())
    return button
