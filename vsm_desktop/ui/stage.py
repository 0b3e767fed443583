"""The middle of the window: notices on top, beneath them the map with its panels, or the start page in their place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from vsm_desktop.tools.desk import Desk
from vsm_desktop.ui.notice import Notices

if TYPE_CHECKING:
    from vsm_desktop.ui.start import StartPage


class Stage(QWidget):
    """Shows the start page until there is something to work on."""

    def __init__(self, map_page: QWidget, *only_for_map: QWidget) -> None:
        super().__init__()
        self.notices = Notices()
        self.start: StartPage | None = None
        self._only_for_map = only_for_map
        self._pages = QStackedWidget()
        self._pages.addWidget(map_page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.notices)
        column.addWidget(self._pages, 1)

    def show_start(self, page: StartPage) -> None:
        """Put a start page in place of the map."""
        self.start = page
        self.start.left.connect(self.leave_start)
        self._pages.addWidget(self.start)
        self._pages.setCurrentWidget(self.start)
        self._show_bars(False)
        self.start.setFocus()

    def leave_start(self) -> None:
        """To the map, for good: the page does not come back in this window."""
        if self.start is None:
            return
        page, self.start = self.start, None
        self._pages.setCurrentIndex(0)
        self._pages.removeWidget(page)
        page.deleteLater()
        self._show_bars(True)

    def _show_bars(self, there: bool) -> None:
        for bar in self._only_for_map:
            bar.setVisible(there)

    def put(self, page: QWidget) -> None:
        """Put a page in place of the map with its panels, until `take_back`."""
        self.leave_start()
        self._pages.addWidget(page)
        self._pages.setCurrentWidget(page)

    def take_back(self, page: QWidget) -> None:
        """The map again."""
        self._pages.setCurrentIndex(0)
        self._pages.removeWidget(page)

    def show_desk(self, desk: Desk) -> None:
        """As soon as anything is in hand or on the map, the start page is over."""
        if self.start is None:
            return
        if desk.history.dirty or desk.frame.state.nodes or desk.tool.name != "select":
            self.leave_start()
        else:
            self.start.show_theme(desk.theme)
