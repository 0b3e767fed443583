"""The page of the bottom panel that shows a chart: which one is chosen at the left, and it can be saved and copied."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListWidget, QMenu, QScrollArea, QWidget

from vsm_desktop.assets import _
from vsm_desktop.drawing.charts.book import CHARTS, ChartName
from vsm_desktop.drawing.theme import ThemeName
from vsm_desktop.tools.desk import Desk
from vsm_desktop.ui.charts.keeping import copy_chart, save_chart
from vsm_desktop.ui.charts.view import ChartView
from vsm_desktop.ui.icons import icon
from vsm_desktop.ui.tool_button import tool_button

_CHOOSER, _ROW = 136, 27
_COPY = "Ctrl+C"


class ChartsPage(QWidget):
    """Shows the desk while it is seen, and does nothing while it is not."""

    def __init__(
        self, desk: Desk, leave: Callable[[], object], reveal: Callable[[frozenset[str]], object]
    ) -> None:
        super().__init__()
        self.setObjectName("panel")
        self.desk, self._leave, self._reveal = desk, leave, reveal
        self._theme: ThemeName | None = None
        self.chooser = _Chooser(leave, self.take_focus)
        self.view = ChartView(self.choose, leave)
        self.view.commands = {"copy": self.copy}
        self.view.menu_wanted.connect(self._menu)
        self.around = _Scroll(self.view)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.chooser)
        row.addWidget(self.around, 1)
        self.tools = self._make_tools()
        self.chooser.setCurrentRow(0)
        self.chooser.currentRowChanged.connect(self._turn)

    def _make_tools(self) -> QWidget:
        """What stands beside the tabs while this page shows."""
        tools = QWidget()
        row = QHBoxLayout(tools)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        self.copy_button = tool_button(_("Copy"), _("Copy the chart as a picture"), self.copy)
        self.save_button = tool_button(_("Save…"), _("Save the chart as PDF, SVG or PNG"), self.save)
        row.addWidget(self.copy_button)
        row.addWidget(self.save_button)
        return tools

    @property
    def name(self) -> ChartName:
        """The chart that shows now."""
        return CHARTS[max(0, self.chooser.currentRow())].name

    def show_chart(self, name: ChartName) -> None:
        """Turn to a chart."""
        self.chooser.setCurrentRow([entry.name for entry in CHARTS].index(name))

    def _turn(self, _row: int) -> None:
        self.view.current = 0
        self.show_desk(self.desk)

    # following the desk, and leading it

    def show_desk(self, desk: Desk) -> None:
        """Follow report, selection and theme."""
        if desk.theme != self._theme:
            self._theme = desk.theme
            self.copy_button.setIcon(icon("copy", desk.theme))
            self.save_button.setIcon(icon("export", desk.theme))
        self.view.show_frame(self.name, desk.frame, self.around.room())
        self.view.show_selection(desk.selection)

    def take_focus(self) -> None:
        """Put the keyboard on the chart, or on the chooser where there is nothing to walk."""
        target = self.view if self.view.chart.marks else self.chooser
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def choose(self, ids: frozenset[str]) -> None:
        """What was pointed at is selected and shown on the map."""
        self.desk.select(ids)
        self._reveal(ids)

    # out of the window

    def copy(self) -> None:
        """Put the chart on the clipboard as a picture."""
        copy_chart(self.name, self.desk.frame, self.around.room())

    def save(self) -> None:
        """Ask where, and write the chart."""
        save_chart(self.window(), self.name, self.desk)

    def _menu(self, at: QPoint, number: int) -> None:
        menu = self.menu(number)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)

    def menu(self, number: int) -> QMenu:
        """What can be done with the chart, and with one of its bars (-1 for none)."""
        menu = QMenu(self)
        ids = self.view.ids_of(number)
        show = menu.addAction(_("Show on the map"))
        show.setEnabled(bool(ids))
        show.triggered.connect(partial(self._chosen, ids))
        menu.addSeparator()
        menu.addAction(f"{_('Copy as a picture')}\t{_COPY}").triggered.connect(
            lambda _checked=False: self.copy()
        )
        menu.addAction(_("Save the chart…")).triggered.connect(lambda _checked=False: self.save())
        return menu

    def _chosen(self, ids: frozenset[str], _checked: bool = False) -> None:
        self.choose(ids)


class _Chooser(QListWidget):
    """The charts by name; Enter goes on into the chart, Esc back to the map."""

    def __init__(self, leave: Callable[[], object], enter: Callable[[], object]) -> None:
        super().__init__()
        self._leave, self._enter = leave, enter
        self.setObjectName("chooser")
        self.setAccessibleName(_("Charts"))
        self.setFixedWidth(_CHOOSER)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for entry in CHARTS:
            self.addItem(entry.title)
            item = self.item(self.count() - 1)
            item.setToolTip(entry.heading)
            item.setSizeHint(QSize(_CHOOSER - 16, _ROW))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter()
        else:
            super().keyPressEvent(event)


class _Scroll(QScrollArea):
    """The room of a chart, with bars where it needs more."""

    def __init__(self, view: ChartView) -> None:
        super().__init__()
        self._view = view
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        self.setWidget(view)

    def room(self) -> QSize:
        """The room while there are no bars."""
        return self.maximumViewportSize()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._view.fit(self.room())
