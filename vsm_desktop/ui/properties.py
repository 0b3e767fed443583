"""The properties of what is selected, or of the map itself; every keystroke that makes sense counts at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea

from vsm_desktop.tools.desk import Desk

if TYPE_CHECKING:
    from vsm_desktop.ui.pages import ElementPage, MapPage, SeveralPage


class Properties(QScrollArea):
    """Shows the form that fits the selection."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.setObjectName("properties")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumWidth(284)
        self._subject: tuple[object, ...] | None = None
        self._page: ElementPage | MapPage | SeveralPage | None = None
        self._seen: tuple[object, ...] = ()

    def show_desk(self, desk: Desk) -> None:
        """Follow selection and frame."""
        seen = (desk.frame.stream, desk.frame.state_id, desk.selection)
        if len(seen) == len(self._seen) and all(a is b for a, b in zip(seen, self._seen, strict=True)):
            return
        self._seen = seen
        subject = self._subject_of(desk)
        if subject != self._subject or self._page is None:
            self._subject = subject
            self._page = self._make(desk)
            self.setWidget(self._page)
        self._page.show_desk(desk)

    def focus_name(self) -> None:
        """Put the cursor into the name, or the first field there is."""
        if self._page is not None:
            self._page.focus_first()

    def _subject_of(self, desk: Desk) -> tuple[object, ...]:
        if len(desk.selection) != 1:
            return ("several",) if desk.selection else ("map", desk.frame.state_id)
        (id_,) = desk.selection
        element = desk.frame.state.element(id_)
        return (id_, type(element), getattr(element, "kind", ""))

    def _make(self, desk: Desk) -> ElementPage | MapPage | SeveralPage:
        from vsm_desktop.ui.pages import (  # the first picture does not wait for them
            ElementPage,
            MapPage,
            SeveralPage,
        )

        if not desk.selection:
            return MapPage(desk)
        if len(desk.selection) > 1:
            return SeveralPage(desk)
        (id_,) = desk.selection
        return ElementPage(desk, id_)
