"""The findings as a list: the one that is chosen is selected and lit on the map, and explained beside the list."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import (
    QAction,
    QHideEvent,
    QKeyEvent,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHBoxLayout, QListView, QWidget

from vsm_desktop.assets import _
from vsm_desktop.canvas.view import MapView
from vsm_desktop.drawing.pins import Pin
from vsm_desktop.drawing.theme import ThemeName
from vsm_desktop.edit.muting import mute, unmute
from vsm_desktop.tools.desk import Desk
from vsm_desktop.tools.found import lights_of
from vsm_desktop.ui.findings.help import Help
from vsm_desktop.ui.findings.pins import Pins
from vsm_desktop.ui.findings.rows import FindingModel, FindingRow
from vsm_desktop.ui.findings.watch import Watch
from vsm_desktop.ui.icons import icon
from vsm_desktop.ui.row_table import paint_words
from vsm_desktop.ui.tables import copy_table
from vsm_desktop.ui.tool_button import tool_button

if TYPE_CHECKING:
    from vsm_desktop.insight.findings.finding import Finding

_HEADINGS = (_("No."), _("Finding"), _("Evidence"), _("Question"), _("Where"), _("Rule"))


class FindingsPage(QWidget):
    """Follows the watch; the arrow keys, or a click, choose the finding that is lit."""

    def __init__(
        self,
        desk: Desk,
        leave: Callable[[], object],
        reveal: Callable[[frozenset[str]], object],
        show_lights: Callable[[tuple[Any, ...], tuple[Any, ...]], object],
    ) -> None:
        super().__init__()
        self.setObjectName("panel")
        self.desk, self._reveal, self._show_lights = desk, reveal, show_lights
        self.watch: Watch | None = None
        self.pins: Pins | None = None
        self.chosen: Finding | None = None
        self._theme: ThemeName | None = None
        self._wanted: tuple[
            str, ...
        ] = ()  # what to choose again, should it only be gone while a number is typed
        self.view = FindingList(leave, self.choose)
        self.view.commands = {"copy": self.copy}
        self.help = Help(self._switch)
        self._add_menu()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.view, 1)
        row.addWidget(self.help)
        self.tools = self._make_tools()

    def _make_tools(self) -> QWidget:
        tools = QWidget()
        row = QHBoxLayout(tools)
        row.setContentsMargins(0, 0, 0, 0)
        self.copy_button = tool_button(_("Copy"), _("Copy the findings as a table"), self.copy)
        row.addWidget(self.copy_button)
        return tools

    def _add_menu(self) -> None:
        """What the right button offers on the list."""
        for words, do in ((_("Copy"), self.copy), (_("Switch this rule off"), self._switch_off)):
            action = QAction(words, self.view)
            action.triggered.connect(do)
            self.view.addAction(action)
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)

    def join(self, watch: Watch, view: MapView) -> None:
        """Follow what is found, and pin it on a map."""
        self.watch = watch
        self.pins = Pins(view, self.desk, self.choose_number, self._said)
        watch.changed.connect(self._show_found)

    # following

    def show_desk(self, desk: Desk) -> None:
        """Keep pins and light where things are drawn now."""
        if desk.theme != self._theme:
            self._theme = desk.theme
            self.view.show_theme(desk.theme)
            self.copy_button.setIcon(icon("copy", desk.theme))
        self.help.show_muted(desk.frame.stream.muted)
        if not desk.selection:
            self._wanted = ()
            self._forget()
        self._mark()

    def _show_found(self) -> None:
        """Other findings: what was chosen stays chosen, if it is still found."""
        assert self.watch is not None
        self.view.list.show_found(self.watch.found)
        self.view.lay_out()
        same = (i for i, one in enumerate(self.watch.found) if self._is_chosen(one))
        if (row := next(same, None)) is None:
            self._forget()
        else:
            self._show_chosen(row)
        self._mark()

    def _is_chosen(self, one: Finding) -> bool:
        return bool(self._wanted) and (one.code, one.ids[0]) == self._wanted

    def _show_chosen(self, row: int) -> None:
        from vsm_desktop.insight.findings.rules import rule_of

        self.chosen = self.view.list.found[row]
        self.view.setCurrentIndex(self.view.list.index(row))
        self.help.show_rule(rule_of(self.chosen.code))

    def _forget(self) -> None:
        if self.chosen is not None:
            self.chosen = None
            self.view.clearSelection()
            self.help.show_rule(None)

    def _mark(self) -> None:
        """Pins at all findings, light at the one that is chosen, as they stand on the map now."""
        if self.pins is None or self.watch is None or not self.isVisible():
            return
        found = self.watch.found
        pins = [Pin(i, one.places, one.alert, one is self.chosen) for i, one in enumerate(found, start=1)]
        self.pins.show_pins(pins)
        ids = frozenset(self.chosen.ids) if self.chosen else frozenset()
        self._show_lights(lights_of(self.desk.frame, ids, self.desk.pixel), ())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.watch is not None:
            self.watch.live = True
            self.watch.look()
            self._show_found()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self.watch is not None:
            self.watch.live = False
        if self.pins is not None:
            self.pins.show_pins(())
        self._show_lights((), ())

    # choosing

    def take_focus(self) -> None:
        """Put the cursor into the list."""
        self.view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def choose(self, row: int) -> None:
        """Choose a finding: explain it, select its place and bring that into sight."""
        one = self.view.list.found[row]
        self._wanted = (one.code, one.ids[0])
        self._show_chosen(row)
        places = frozenset(one.places)
        self.desk.select(places)
        self._mark()
        self._reveal(places)

    def choose_number(self, number: int) -> None:
        """Choose the finding with a number."""
        self.choose(number - 1)
        self.take_focus()

    def choose_finding(self, wanted: Finding) -> None:
        """Choose a finding, if it is still found."""
        for row, one in enumerate(self.view.list.found):
            if (one.code, one.ids) == (wanted.code, wanted.ids):
                self.choose(row)
                return

    def _said(self, number: int) -> str:
        one = self.view.list.found[number - 1]
        return f"{number}  {one.message}"

    # doing

    def _switch_off(self) -> None:
        if self.chosen is not None:
            self._switch(self.chosen.code, False)

    def _switch(self, code: str, on: bool) -> None:
        from vsm_desktop.insight.findings.rules import title_of

        title = title_of(code)
        if on:
            self.desk.commit_stream(_("Switch on: {title}").format(title=title), unmute(code))
        else:
            self.desk.commit_stream(_("Switch off: {title}").format(title=title), mute(code))
        self.take_focus()

    def copy(self) -> None:
        """Put the findings on the clipboard as a table: as text, and for word processors."""
        from vsm_desktop.insight.naming import named_in

        rows = [_HEADINGS]
        names = named_in(self.desk.frame.state)
        for number, one in enumerate(self.view.list.found, start=1):
            where = ", ".join(names[id_] for id_ in one.ids if id_ in names)
            rows.append((str(number), one.statement, one.facts, one.question, where, one.code))
        copy_table(rows)


class FindingList(QListView):
    """The rows; what is done with one is for the page."""

    def __init__(self, leave: Callable[[], object], choose: Callable[[int], object]) -> None:
        super().__init__()
        self._leave, self._choose = leave, choose
        self.commands: dict[str, Callable[[], object]] = {}
        self.list = FindingModel()
        self._row = FindingRow(self.list)
        self.setObjectName("findings")
        self.setAccessibleName(_("Findings"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setModel(self.list)
        self.setItemDelegate(self._row)
        self.clicked.connect(self._clicked)

    def show_theme(self, theme: ThemeName) -> None:
        """Paint in the colours of a theme."""
        self._row.theme = theme
        self.viewport().update()

    def lay_out(self) -> None:
        """Rows in two lines where all fit, else in three."""
        before, self._row.wide = self._row.lines, self.viewport().width()
        if self._row.lines != before:
            self.scheduleDelayedItemsLayout()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.lay_out()

    def _clicked(self, index: QModelIndex) -> None:
        self._choose(index.row())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
            return
        before = self.currentIndex()
        chosen = bool(self.selectedIndexes())
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) or (
            not chosen and self.list.found and event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up)
        ):  # the first step chooses, and moves not yet
            if self.list.found:
                self._choose(max(before.row(), 0))
            return
        super().keyPressEvent(event)
        here = self.currentIndex()
        if here.isValid() and here.row() != before.row():
            self._choose(here.row())

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.list.found:
            words = _(
                "Nothing found. What the numbers of the map show will stand here, with a question to ask."
            )
            paint_words(self, self._row.theme, words)
