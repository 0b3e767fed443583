"""Drawing and writing by keyboard: what its actions do, and the Insert menu that knows whether a hand or a key chose."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QMenu

from vsm_desktop.canvas.editor import InPlace
from vsm_desktop.canvas.keys import Keys
from vsm_desktop.canvas.view import MapView
from vsm_desktop.tools.desk import Desk
from vsm_desktop.tools.taking import taking
from vsm_desktop.ui.properties import Properties


class Drawing(QObject):
    """Text in place and the keys of the map, joined to the window."""

    def __init__(self, desk: Desk, view: MapView, properties: Properties) -> None:
        super().__init__(view)
        self.desk, self.view, self.properties = desk, view, properties
        self.in_place = InPlace(view)
        self.keys = Keys(view, self.in_place)
        self._by_key = False
        properties.left.connect(lambda: view.setFocus(Qt.FocusReason.OtherFocusReason))

    def handlers(self) -> dict[str, Callable[[], object]]:
        """What the actions do."""
        return {"edit_name": self.in_place.edit_name, "edit_properties": self.edit_properties}

    def edit_properties(self) -> None:
        """Put the cursor into the properties of what is selected, or of the map."""
        self.properties.show()
        self.properties.focus_name()

    def watch(self, menu: QMenu) -> None:
        """Know how an entry of this menu was chosen: by key it goes to its usual place, by mouse into the hand."""
        menu.installEventFilter(self)
        for group in menu.findChildren(QMenu):
            group.installEventFilter(self)

    def insert(self, kind: str, arrow: bool) -> None:
        """Put a symbol or an arrow on the map."""
        if self._by_key:
            self.insert_by_key(kind, arrow)
        else:
            self.desk.use(taking(kind))

    def insert_by_key(self, kind: str, arrow: bool) -> None:
        """Put a symbol at its usual place and write its name, or start an arrow at what is selected."""
        self.keys.aim(kind) if arrow else self.keys.insert(kind)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.KeyPress, QEvent.Type.MouseButtonRelease):
            self._by_key = event.type() == QEvent.Type.KeyPress
        return False
