"""The properties of what is selected, or of the map itself; every keystroke that makes sense counts at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QScrollArea

from vsm_desktop.assets import _
from vsm_desktop.model.value import of_ids
from vsm_desktop.tools.desk import Desk

if TYPE_CHECKING:
    from vsm_desktop.ui.pages import ElementPage, MapPage

_SPARE = 6


class Properties(QScrollArea):
    """Shows the form that fits the selection."""

    left = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.setObjectName("properties")
        self.setAccessibleName(_("Properties"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its fields are the stops, not what scrolls them
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumWidth(284)
        self._subject: tuple[object, ...] | None = None
        self._page: ElementPage | MapPage | None = None
        self._pages: dict[tuple[object, ...], ElementPage | MapPage] = {}
        self._seen: tuple[object, ...] = ()

    def show_desk(self, desk: Desk) -> None:
        """Follow selection and frame."""
        seen = (desk.frame.stream, desk.frame.state_id, desk.selection)
        if len(seen) == len(self._seen) and all(a is b for a, b in zip(seen, self._seen, strict=True)):
            return
        self._seen = seen
        subject = self._subject_of(desk)
        if subject != self._subject or self._page is None:
            self._put_away()
            self._subject = subject
            self._page = self._pages.pop(subject, None) or self._make(desk)
            self.setWidget(self._page)
            self._page.show()
        self._page.show_desk(desk)

    def _put_away(self) -> None:
        """Keep the page for the next time: to make one takes longer than all else a click on a symbol does."""
        if self._page is None or self._subject is None:
            return
        self.takeWidget().setParent(self.window())  # with which it ends
        self._pages[self._subject] = self._page
        if len(self._pages) > _SPARE:
            self._pages.pop(next(iter(self._pages))).deleteLater()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back to the map."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def focus_name(self) -> None:
        """Put the cursor into the name, or the first field there is."""
        if self._page is not None:
            self._page.focus_first()

    def _subject_of(self, desk: Desk) -> tuple[object, ...]:
        """What decides which fields there are: the kinds, and whether one is shown or several."""
        if not desk.selection:
            return ("map", desk.frame.state_id)
        state = desk.frame.state
        found = of_ids((*state.nodes, *state.flows), desk.selection)
        kinds = {(type(one), one.kind) for one in found}
        return (len(desk.selection) > 1, frozenset(kinds))

    def _make(self, desk: Desk) -> ElementPage | MapPage:
        from vsm_desktop.ui.pages import (
            ElementPage,
            MapPage,
            chosen,
        )  # the first picture does not wait for them

        return ElementPage(desk, chosen(desk)) if desk.selection else MapPage(desk)
