"""The properties of what is selected, or of the map itself; every keystroke that makes sense counts at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from vsm_desktop.assets import _
from vsm_desktop.model.names import names_of
from vsm_desktop.model.value import of_ids
from vsm_desktop.tools.desk import Desk

if TYPE_CHECKING:
    from vsm_desktop.ui.map_page import MapPage
    from vsm_desktop.ui.pages import ElementPage

_SPARE = 6


class Properties(QScrollArea):
    """Shows the form that fits the selection."""

    left = Signal()
    asked = Signal(str, QPoint)  # the key of a result that was clicked

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
        self.page: ElementPage | MapPage | None = None
        inside = QWidget()
        inside.setObjectName("panel")
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.setWidget(inside)
        self._pages: dict[tuple[object, ...], ElementPage | MapPage] = {}
        self._seen: tuple[object, ...] = ()

    def show_desk(self, desk: Desk) -> None:
        """Follow selection and frame."""
        seen = (desk.frame.stream, desk.frame.state_id, desk.selection)
        if len(seen) == len(self._seen) and all(a is b for a, b in zip(seen, self._seen, strict=True)):
            return
        self._seen = seen
        subject = self._subject_of(desk)
        if subject != self._subject or self.page is None:
            self._put_away()
            self._subject = subject
            self.page = self._pages.get(subject)
            if self.page is None:
                self.page = self._pages[subject] = self._make(desk)
                self._column.addWidget(self.page)
            self.page.show()
        self.page.show_desk(desk)

    def _put_away(self) -> None:
        """Keep the page for the next time: to make one takes longer than all else a click on a symbol does."""
        if self.page is None:
            return
        here = self.focusWidget()
        if here is not None and here.hasFocus():
            here.clearFocus()  # else it would go to whatever comes next
        self.page.hide()
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
        if self.page is not None:
            self.page.focus_first()

    def _subject_of(self, desk: Desk) -> tuple[object, ...]:
        """What decides which fields there are: the kinds, and whether one is shown or several."""
        if not desk.selection:
            return ("map", desk.frame.state_id)
        state = desk.frame.state
        found = of_ids((*state.nodes, *state.flows), desk.selection)
        kinds = {(type(one), one.kind) for one in found}
        return (len(desk.selection) > 1, frozenset(kinds), desk.frame.stream.own_fields, names_of(state))

    def _make(self, desk: Desk) -> ElementPage | MapPage:
        from vsm_desktop.ui.pages import ElementPage, chosen  # the first picture does not wait for them

        if not desk.selection:
            from vsm_desktop.ui.map_page import MapPage

            return MapPage(desk)
        elements = chosen(desk)
        if len(elements) == 1 and elements[0].kind == "burst":
            from vsm_desktop.ui.bursts.star import StarPage

            page: ElementPage = StarPage(desk, elements)
        else:
            page = ElementPage(desk, elements)
        page.asked.connect(self.asked)
        return page
