"""The plan in place of the map, as large as the window: who opens it, who leaves it, and what rests meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt

from vsm_desktop.assets import _
from vsm_desktop.tools.desk import Desk
from vsm_desktop.tools.select import Select
from vsm_desktop.ui.plan.page import PlanPage
from vsm_desktop.ui.regions import mark

if TYPE_CHECKING:
    from vsm_desktop.ui.window import MainWindow

_ON_THE_MAP = (
    *("palette", "properties", "find", "find_next", "find_previous", "find_symbol", "edit_properties"),
    *("ask_why", "select_tool", "select_all", "zoom_selection", "zoom_in", "zoom_out", "zoom_100", "fit"),
)


_HINT = _(
    "Drag a bar to move it, its ends to pull it · Shift keeps the length, Alt goes by days · Esc: leave"
)


class PlanPlace:
    """The large plan of one window. Whoever begins to work on the map has the map again."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self.page: PlanPage | None = None
        self._stream: object = None
        window.bridge.changed.connect(self.show_desk)

    def toggle(self) -> None:
        """Show the plan, or go back to the map."""
        if self.page is None:
            self.open()
        else:
            self.leave()

    def open(self) -> None:
        """Put the plan in place of the map."""
        window, desk = self._window, self._window.desk
        window.comparing.leave()
        desk.use(Select())
        desk.select(frozenset())
        self._stream = desk.frame.stream
        self.page = page = PlanPage(desk, self.leave, _nothing, _nothing)
        small = window.bottom.page("plan") if window.bottom.open_page == "plan" else None
        if isinstance(small, PlanPage):
            page.chosen, page.view, page.wanted = small.chosen, small.view, small.wanted
        page.bar.stay()
        mark(page, "plan")
        page.enlarged.connect(self.leave)
        window.bottom.opened.connect(self._panel)
        window.stage.put(page)
        window.show_desk(desk)
        self.show_desk(desk)
        page.take_focus()

    def leave(self) -> None:
        """The map again."""
        if self.page is None:
            return
        window, page = self._window, self.page
        self.page = None
        window.bottom.opened.disconnect(self._panel)
        window.stage.take_back(page)
        page.deleteLater()
        for name in _ON_THE_MAP:
            window.actions_by_name[name].setEnabled(True)
        window.actions_by_name["plan_large"].setChecked(False)
        window.show_desk(window.desk)
        window.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_desk(self, desk: Desk) -> None:
        """Follow the desk; something chosen on the map, or another tool in hand, leads back to the map."""
        self._window.actions_by_name["plan_large"].setChecked(self.page is not None)
        if self.page is None:
            return
        same, self._stream = desk.frame.stream is self._stream, desk.frame.stream
        if desk.selection and not same:  # undo brings back what was selected, too
            desk.select(frozenset())
            return
        if desk.selection or desk.tool.name != "select" or desk.tool.busy:
            self.leave()
            return
        for name in _ON_THE_MAP:
            self._window.actions_by_name[name].setEnabled(False)
        self.page.show_desk(desk)
        self._window.status.show_desk(desk, self._window.filing.path, _HINT)

    def _panel(self, there: bool) -> None:
        if there:
            self.leave()


def _nothing(*_what: Any) -> None:
    """There is no map to light anything on."""
