"""The bottom panel: tabs under the map, closed at first; a page is made when it is first opened."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Protocol, cast

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QHBoxLayout,
    QSizePolicy,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from vsm_desktop.assets import _
from vsm_desktop.canvas.view import MapView
from vsm_desktop.drawing.placed import part_box
from vsm_desktop.edit.align import around
from vsm_desktop.metrics.report import Report
from vsm_desktop.model.stream import ValueStream
from vsm_desktop.tools.desk import Desk
from vsm_desktop.ui.tab import BAR, Tab
from vsm_desktop.ui.under import PAGES

if TYPE_CHECKING:
    from vsm_desktop.ui.findings.watch import Watch

_HERE = {"cut": "cut", "copy": "copy", "paste": "paste", "select_all": "select_all", "delete": "clear"}
_TAKES_AWAY = {QKeySequence.StandardKey.Delete: "clear", QKeySequence.StandardKey.Cut: "cut"}
OPEN, LEAST, MOST = 240, 160, 0.6
_EDGE, _GAP = 8, 4


class Page(Protocol):
    """What a page of the panel can do."""

    def show_desk(self, desk: Desk) -> None: ...
    def take_focus(self) -> None: ...


class BottomPanel(QWidget):
    """The tabs, and the page of the one that is open. While closed it only counts the problems."""

    opened = Signal(bool)

    def __init__(self, desk: Desk, view: MapView) -> None:
        super().__init__()
        self.desk, self.view = desk, view
        self.setObjectName("bottom")
        self.open_page = ""
        self.ask: Callable[[str, QPoint], object] = lambda _key, _at: None
        self._height = OPEN
        self._counted: tuple[Report | None, ValueStream | None] = (None, None)
        self._watch: Watch | None = None
        self._pages: dict[str, QWidget] = {}
        self.tabs = {entry.name: Tab(entry.title, entry.icon, quiet=entry.quiet) for entry in PAGES}
        self.switch = Tab(_("Open panel"), "chevron-up", mark_last=True)
        self.stack = QStackedWidget()
        self.stack.hide()
        self._tools = QStackedWidget()
        self._tools.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self._tools.hide()
        self._splitter = QSplitter(Qt.Orientation.Vertical)
        self._build()
        self._close()

    def _build(self) -> None:
        bar = self._bar = QWidget()
        bar.setObjectName("tabs")
        bar.setFixedHeight(BAR)
        bar.installEventFilter(self)
        row = QHBoxLayout(bar)
        row.setContentsMargins(_EDGE, 0, _EDGE, 0)
        row.setSpacing(_GAP)
        for name, tab in self.tabs.items():
            tab.clicked.connect(partial(self._clicked, name))
            row.addWidget(tab)
        row.addStretch(1)
        row.addWidget(self._tools)
        row.addWidget(self.switch)
        self.switch.clicked.connect(lambda: self._clicked(self.open_page or "table"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addWidget(self.stack, 1)

    def under(self, above: QWidget) -> QWidget:
        """The panel joined to what stands above it, with an edge to pull."""
        splitter = self._splitter
        splitter.setHandleWidth(1)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(above)
        splitter.addWidget(self)
        splitter.setStretchFactor(0, 1)
        splitter.setStretchFactor(1, 0)
        splitter.splitterMoved.connect(self._pulled)
        splitter.installEventFilter(self)
        return splitter

    # opening and closing

    def toggle(self, name: str) -> None:
        """Open a page and put the cursor there; close the panel if it has it already."""
        if self.open_page != name:
            self._open(name)
        elif self._has_focus():
            self._leave()
            return
        cast(Page, self._pages[name]).take_focus()
        self.opened.emit(True)

    def _clicked(self, name: str) -> None:
        """A click on what is open closes it, wherever the keyboard is."""
        from vsm_desktop.ui.typed import take_typed

        take_typed(self.window())
        if self.open_page == name:
            self._leave()
        else:
            self.toggle(name)

    def _leave(self) -> None:
        self.back()
        self._close()

    def toggle_table(self) -> None:
        """From the map to the table, and from the table back to the map with the panel closed."""
        self.toggle("table")

    def back(self) -> None:
        """Put the cursor back on the map; the panel stays as it is."""
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _has_focus(self) -> bool:
        focus = self.window().focusWidget()
        return focus is not None and (focus is self.stack or self.stack.isAncestorOf(focus))

    def _open(self, name: str) -> None:
        was_closed = not self.open_page
        self.open_page = name
        page = self.page(name)
        self.stack.setCurrentWidget(page)
        tools = getattr(page, "tools", None)
        self._tools.setVisible(tools is not None)
        if tools is not None:
            self._tools.setCurrentWidget(tools)
        cast(Page, page).show_desk(self.desk)
        self._show_tabs()
        if was_closed:
            self.stack.show()
            self._bound()
            whole = self._splitter.height()
            self._splitter.setSizes([whole - self._height, self._height])

    def _close(self) -> None:
        self.open_page = ""
        self.stack.hide()
        self._tools.hide()
        self.setFixedHeight(BAR)
        whole = self._splitter.height()
        self._splitter.setSizes([whole - BAR, BAR])  # a splitter does not ask again by itself
        self._show_tabs()
        self.opened.emit(False)

    def _show_tabs(self) -> None:
        for name, tab in self.tabs.items():
            tab.setChecked(name == self.open_page)
        self._fit_tabs()
        self.switch.retitle(
            *((_("Close"), "chevron-down") if self.open_page else (_("Open panel"), "chevron-up"))
        )

    def _fit_tabs(self) -> None:
        """Where there is no room for all words, tabs keep their icons alone, those at the end first, never the open one."""
        tabs = list(self.tabs.values())
        room = self._bar.width() - 2 * _EDGE - self.switch.sizeHint().width() - _GAP * (len(tabs) + 1)
        tools = self._tools.currentWidget()
        if tools is not None and not self._tools.isHidden():
            room -= tools.sizeHint().width() + _GAP
        wanted = sum(tab.width_of(brief=False) for tab in tabs)
        for tab in reversed(tabs):
            brief = wanted > room and not tab.isChecked()
            wanted -= tab.width_of(brief=False) - tab.width_of(brief=True) if brief else 0
            tab.show_brief(brief)

    def page(self, name: str) -> QWidget:
        """A page, made when first asked for."""
        if name not in self._pages:
            page = self._make(name)
            self._pages[name] = page
            self.stack.addWidget(page)
            tools = getattr(page, "tools", None)
            if tools is not None:
                self._tools.addWidget(tools)
        return self._pages[name]

    def _make(self, name: str) -> QWidget:
        """The page of a tab; the first picture does not wait for its module."""
        entry = next(one for one in PAGES if one.name == name)
        lights = (self.view.show_lights,) if entry.lights else ()
        page: QWidget = entry.load()(self.desk, self.back, self.reveal, *lights)
        if entry.joins is not None:
            entry.joins(page, self)
        asked = getattr(page, "asked", None)
        if asked is not None:
            asked.connect(self.ask)
        return page

    @property
    def watch(self) -> Watch:
        """What is to be seen in the map; looked for once the map is painted, or somebody asks."""
        if self._watch is None:
            from vsm_desktop.ui.findings.watch import Watch

            self._watch = Watch(self.desk, self)
            self._watch.changed.connect(self._count_findings)
            self._watch.follow(self.desk)
            self._count_problems(self.desk)
        return self._watch

    def _count_problems(self, desk: Desk) -> None:
        """Those of the map at once, those of the plan once the map is painted."""
        frame = desk.frame
        plan = frame.stream if frame.stream.plan is not None and self._watch is not None else None
        counted = (frame.report, plan)
        if counted[0] is self._counted[0] and counted[1] is self._counted[1]:
            return
        self._counted = counted
        count = _to_mend(frame.report)
        if plan is not None:
            from vsm_desktop.insight.loose_ends import plan_problems

            count += sum(one.severity != "info" for one in plan_problems(plan))
        self.tabs["problems"].count(count)

    def _count_findings(self) -> None:
        self.tabs["findings"].count(len(self.watch.found))

    # its height

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._bar:
            if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
                self._fit_tabs()
            return False
        if event.type() == QEvent.Type.Resize and self.open_page:
            self._bound()
            whole, most = self._splitter.height(), self.maximumHeight()
            if self._splitter.sizes()[1] > most:  # else an empty strip stays beneath
                self._splitter.setSizes([whole - most, most])
        return False

    def _bound(self) -> None:
        """Never less than can be read, never so much that the map goes."""
        most = max(LEAST, int(self._splitter.height() * MOST))
        self.setMinimumHeight(LEAST)
        self.setMaximumHeight(most)
        self._height = min(max(self._height, LEAST), most)

    def _pulled(self, *_where: int) -> None:
        if self.open_page:
            self._height = self.height()

    # following the desk

    def show_desk(self, desk: Desk) -> None:
        """Count the problems, and let the open page follow."""
        for tab in (*self.tabs.values(), self.switch):
            tab.show_theme(desk.theme)
        self._count_problems(desk)
        if self._watch is not None:
            self._watch.follow(desk)
        if self.open_page:
            cast(Page, self._pages[self.open_page]).show_desk(desk)

    def reveal(self, ids: frozenset[str]) -> None:
        """Bring what is named into sight on the map."""
        boxes = [part_box(part) for part in self.desk.frame.drawing.parts if part.id in ids]
        if boxes:
            self.view.reveal(around(boxes))

    # menus

    def first(self, handlers: Mapping[str, Callable[[], object]]) -> dict[str, Callable[[], object]]:
        """The same handlers, but cut, copy and the like go to the page while it has the cursor."""
        return {
            name: partial(self._here_or, name, do) if name in _HERE else do for name, do in handlers.items()
        }

    def event(self, event: QEvent) -> bool:
        """Delete and cut are for the map only while that has the keyboard: a list that selects there deletes nothing."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and self._takes(event)
        ):
            event.accept()
            return True
        return super().event(event)

    def _takes(self, event: QKeyEvent) -> bool:
        meant = next((name for keys, name in _TAKES_AWAY.items() if event.matches(keys)), "")
        commands = getattr(self.window().focusWidget(), "commands", {})
        return bool(meant) and self._has_focus() and meant not in commands

    def _here_or(self, name: str, otherwise: Callable[[], object]) -> None:
        focus = self.window().focusWidget()
        commands = getattr(focus, "commands", {}) if self._has_focus() else {}
        commands.get(_HERE[name], otherwise)()


def _to_mend(report: Report) -> int:
    """How many problems want something done; notes are not counted."""
    return sum(problem.severity != "info" for problem in report.problems)
