"""Two states compared in place of the map."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vsm_desktop.assets import _
from vsm_desktop.tools.desk import Desk
from vsm_desktop.ui.in_place import InPlace

if TYPE_CHECKING:
    from vsm_desktop.canvas.sheet import SheetView
    from vsm_desktop.ui.compare.view import CompareView


class Comparing(InPlace["CompareView"]):
    """The comparison of one window."""

    action = region = "compare"

    @property
    def eyes(self) -> SheetView | None:
        """The sheet that is looked at now, while states are compared."""
        return self.view.eyes if self.view is not None and self.view.compares else None

    @property
    def hint(self) -> str:
        """What stands in the status line meanwhile."""
        return self.view.hint if self.view is not None else ""

    def make(self, desk: Desk) -> CompareView:
        from vsm_desktop.ui.compare.view import (
            CompareView,  # few open it, and the first picture does not wait
        )

        window = self._window
        view = CompareView(desk)
        view.left.connect(self.leave)
        view.opened.connect(self._go)
        view.looked.connect(self._look)
        view.said.connect(window.say)
        view.copy_wanted.connect(window.states.copy)
        return view

    def open(self) -> None:
        """Put the comparison in place of the map, or of the large plan or scoreboard."""
        self._window.analysing.leave_large()
        super().open()

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
