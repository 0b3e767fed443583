"""Two states compared in place of the map: who opens it, who leaves it, and what rests meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from vsm_desktop.assets import _
from vsm_desktop.model.stream import ValueStream
from vsm_desktop.tools.desk import Desk
from vsm_desktop.tools.select import Select

if TYPE_CHECKING:
    from vsm_desktop.canvas.sheet import SheetView
    from vsm_desktop.ui.compare.view import CompareView
    from vsm_desktop.ui.window import MainWindow

_ON_THE_MAP = (
    *("palette", "properties", "find", "find_next", "find_previous", "find_symbol", "edit_properties"),
    *("ask_why", "select_tool", "select_all", "zoom_selection"),
)


class Comparing:
    """The comparison of one window. Whoever begins to work on the map has the map again."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self.view: CompareView | None = None
        self._stream: ValueStream | None = None

    @property
    def eyes(self) -> SheetView | None:
        """The sheet that is looked at now, while states are compared."""
        return self.view.eyes if self.view is not None and self.view.compares else None

    @property
    def hint(self) -> str:
        """What stands in the status line meanwhile."""
        return self.view.hint if self.view is not None else ""

    def toggle(self) -> None:
        """Compare, or go back to the map."""
        if self.view is None:
            self.open()
        else:
            self.leave()

    def open(self) -> None:
        """Put the comparison in place of the map."""
        from vsm_desktop.ui.compare.view import (
            CompareView,
        )  # few open it, and the first picture does not wait
        from vsm_desktop.ui.regions import mark

        window, desk = self._window, self._window.desk
        window.analysing.leave_plan()
        desk.use(Select())
        desk.select(frozenset())
        self._stream = desk.frame.stream
        self.view = CompareView(desk)
        mark(self.view, "compare")
        self.view.left.connect(self.leave)
        self.view.opened.connect(self._go)
        self.view.looked.connect(self._look)
        self.view.said.connect(window.say)
        self.view.copy_wanted.connect(window.states.copy)
        window.bottom.opened.connect(self._panel)
        window.stage.put(self.view)
        window.show_desk(desk)
        self.view.take_focus()

    def leave(self) -> None:
        """The map again."""
        if self.view is None:
            return
        window, view = self._window, self.view
        self.view = None
        window.bottom.opened.disconnect(self._panel)
        window.status.zoom.turn_to(window.view)
        window.stage.take_back(view)
        view.deleteLater()
        for name in _ON_THE_MAP:
            window.actions_by_name[name].setEnabled(True)
        window.show_desk(window.desk)
        window.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_desk(self, desk: Desk) -> None:
        """Follow the desk; something chosen on the map, or another tool in hand, leads back to the map."""
        self._window.actions_by_name["compare"].setChecked(self.view is not None)
        if self.view is None:
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
        self.view.show_desk(desk)

    def _panel(self, there: bool) -> None:
        if there:
            self.leave()

    def _look(self) -> None:
        """Another sheet is looked at: the zoom in the status line is its."""
        if self.eyes is not None:
            self._window.status.zoom.turn_to(self.eyes)
            self._window.status.show_desk(self._window.desk, self._window.filing.path, self.hint)

    def _go(self, state_id: str, id_: str) -> None:
        """Show an element on the map."""
        desk = self._window.desk
        self.leave()
        if desk.frame.state_id != state_id:
            desk.show_state(state_id)
        desk.select(frozenset({id_}))
        self._window.bottom.reveal(frozenset({id_}))
        self._window.say(_("This is the state {name}").format(name=desk.frame.state.name or state_id))
