"""The plan in place of the map, as large as the window."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from vsm_desktop.assets import _
from vsm_desktop.tools.desk import Desk
from vsm_desktop.ui.in_place import ON_THE_MAP, InPlace
from vsm_desktop.ui.plan.page import PlanPage

if TYPE_CHECKING:
    from vsm_desktop.ui.window import MainWindow

_HINTS = (
    _("Drag a bar, its ends, or from behind it to what waits · Alt: by days · Esc: leave"),
    _("A click on a title sorts · Esc: leave"),
    "",
    _("Esc: leave"),
)
"""What keys and mouse do, by view; in a review it depends on what is looked at."""


class PlanPlace(InPlace[PlanPage]):
    """The large plan of one window."""

    action, region = "plan_large", "plan"
    resting = (*ON_THE_MAP, "zoom_in", "zoom_out", "zoom_100", "fit")

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        window.bridge.changed.connect(self.show_desk)

    def make(self, desk: Desk) -> PlanPage:
        window = self._window
        page = PlanPage(desk, self.leave, _nothing, _nothing)
        small = self._small
        if small is not None:
            page.take_over(small)
        page.stay()
        page.stack.currentChanged.connect(lambda _at: self._say_keys())
        page.review.chosen.connect(lambda _id: self._say_keys())
        page.enlarged.connect(window.actions_by_name[self.action].trigger)
        return page

    @property
    def _small(self) -> PlanPage | None:
        """The page in the panel, if it is open."""
        panel = self._window.bottom
        page = panel.page("plan") if panel.open_page == "plan" else None
        return page if isinstance(page, PlanPage) else None

    def leave(self) -> None:
        """The map again; the page in the panel goes on where this one was."""
        page = self.view
        super().leave()
        small = self._small
        if page is not None and small is not None:
            small.take_over(page)

    def open(self) -> None:
        """Put the plan in place of the map, or of a comparison."""
        self._window.comparing.leave()
        super().open()

    def show_desk(self, desk: Desk) -> None:
        super().show_desk(desk)
        self._say_keys()

    def _say_keys(self) -> None:
        if self.view is not None:
            hint = _HINTS[self.view.stack.currentIndex()] or self.view.review.keys
            self._window.status.show_desk(self._window.desk, self._window.filing.path, hint)


def _nothing(*_what: Any) -> None:
    """There is no map to light anything on."""
