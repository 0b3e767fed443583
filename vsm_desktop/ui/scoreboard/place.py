"""The scoreboard in place of the map, as large as the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vsm_desktop.assets import _
from vsm_desktop.tools.desk import Desk
from vsm_desktop.ui.in_place import ON_THE_MAP, InPlace
from vsm_desktop.ui.scoreboard.page import ScoreboardPage
from vsm_desktop.ui.scoreboard.wall import ScoreboardWall

if TYPE_CHECKING:
    from vsm_desktop.ui.window import MainWindow

_HINT = _("Arrow keys or a click choose a measure · Enter: its values · Esc: leave")


class ScoreboardPlace(InPlace[ScoreboardWall]):
    """The wall of one window."""

    action, region = "scoreboard_large", "scoreboard"
    resting = (*ON_THE_MAP, "zoom_in", "zoom_out", "zoom_100", "fit")

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        window.bridge.changed.connect(self.show_desk)

    def make(self, desk: Desk) -> ScoreboardWall:
        wall = ScoreboardWall(desk, self.leave, self._values)
        small = self._page()
        if small is not None:
            wall.chosen, wall.today = small.chosen, small.today
        return wall

    def open(self) -> None:
        """Put the scoreboard in place of the map, a comparison or the plan."""
        self._window.comparing.leave()
        super().open()

    def leave(self) -> None:
        """The map again; the page under it has the same measure chosen."""
        chosen = self.view.chosen if self.view is not None else ""
        super().leave()
        small = self._page()
        if chosen and small is not None:
            small.choose(chosen)

    def show_desk(self, desk: Desk) -> None:
        super().show_desk(desk)
        if self.view is not None:
            self._window.status.show_desk(desk, self._window.filing.path, _HINT)

    def _page(self) -> ScoreboardPage | None:
        """The page under the map, where it is open."""
        bottom = self._window.bottom
        page = bottom.page("scoreboard") if bottom.open_page == "scoreboard" else None
        return page if isinstance(page, ScoreboardPage) else None

    def _values(self, id_: str) -> None:
        """The map again, with the values of a measure under it."""
        self.leave()
        bottom = self._window.bottom
        if bottom.open_page != "scoreboard":
            bottom.toggle("scoreboard")
        page = self._page()
        if page is not None:
            page.open_values(id_)
