"""What stands in place of the map for a while: who opens it, who leaves it, and what rests meanwhile."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from vsm_desktop.tools.desk import Desk
from vsm_desktop.tools.select import Select

if TYPE_CHECKING:
    from vsm_desktop.ui.window import MainWindow

V = TypeVar("V", bound=QWidget)
ON_THE_MAP = (
    *("palette", "properties", "find", "find_next", "find_previous", "find_symbol", "edit_properties"),
    *("ask_why", "select_tool", "select_all", "zoom_selection"),
)
"""The actions that rest while there is no map."""


class InPlace(ABC, Generic[V]):
    """A view of one window instead of the map. Whoever begins to work on the map has the map again."""

    action: str
    region: str
    resting: tuple[str, ...] = ON_THE_MAP

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self.view: V | None = None
        self._stream: object = None

    @abstractmethod
    def make(self, desk: Desk) -> V:
        """The view, joined to those that hear of it."""

    def toggle(self) -> None:
        """Show the view, or go back to the map."""
        if self.view is None:
            self.open()
        else:
            self.leave()

    def open(self) -> None:
        """Put the view in place of the map."""
        from vsm_desktop.ui.regions import mark

        window, desk = self._window, self._window.desk
        desk.use(Select())
        desk.select(frozenset())
        self._stream = desk.frame.stream
        self.view = self.make(desk)
        mark(self.view, self.region)
        window.bottom.opened.connect(self._panel)
        window.stage.put(self.view)
        window.show_desk(desk)
        self.show_desk(desk)
        self._shown.take_focus()

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
        for name in self.resting:
            window.actions_by_name[name].setEnabled(True)
        window.actions_by_name[self.action].setChecked(False)
        window.show_desk(window.desk)
        window.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_desk(self, desk: Desk) -> None:
        """Follow the desk; something chosen on the map, or another tool in hand, leads back to the map."""
        self._window.actions_by_name[self.action].setChecked(self.view is not None)
        if self.view is None:
            return
        same, self._stream = desk.frame.stream is self._stream, desk.frame.stream
        if desk.selection and not same:  # undo brings back what was selected, too
            desk.select(frozenset())
            return
        if desk.selection or desk.tool.name != "select" or desk.tool.busy:
            self.leave()
            return
        for name in self.resting:
            self._window.actions_by_name[name].setEnabled(False)
        self._shown.show_desk(desk)

    @property
    def _shown(self) -> Any:
        return self.view

    def _panel(self, there: bool) -> None:
        if there:
            self.leave()
