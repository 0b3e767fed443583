"""The coach comes where the properties stand, and they come back when it is closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QSplitter

from vsm_desktop.ui.coach.panel import WIDTH, CoachPanel
from vsm_desktop.ui.regions import mark

if TYPE_CHECKING:
    from vsm_desktop.ui.window import MainWindow


class CoachPlace:
    """Opens and closes the panel of one window."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._had_properties = False
        self.panel = CoachPanel(window.desk, window.view)
        mark(self.panel, "coach")
        middle = window.properties.parentWidget()
        assert isinstance(middle, QSplitter)
        middle.insertWidget(middle.indexOf(window.properties), self.panel)
        middle.setStretchFactor(middle.indexOf(self.panel), 0)
        self.panel.hide()
        self._middle = middle
        self.panel.asked.connect(window.explaining.ask_one)
        self.panel.closed.connect(self.close)
        self.panel.said.connect(window.say)
        window.bridge.changed.connect(self._follow)

    def toggle(self) -> None:
        """Open it with the keyboard in it, or close it."""
        if self.panel.isHidden():
            self.open()
        else:
            self.close()

    def open(self) -> None:
        """Show it in the place of the properties."""
        window = self._window
        all_seen = window.view.sees_sheet
        self._had_properties = not window.properties.isHidden()
        window.properties.hide()
        self.panel.show_desk(window.desk)
        self.panel.show()
        sizes = self._middle.sizes()
        at, view = self._middle.indexOf(self.panel), self._middle.indexOf(window.view)
        sizes[view] += sizes[at] - WIDTH
        sizes[at] = WIDTH
        self._middle.setSizes(sizes)
        self.panel.take_focus()
        if all_seen:
            QTimer.singleShot(0, window.view, window.view.fit)
        self._show_action()

    def close(self) -> None:
        """Hide it; the properties come back if they were there."""
        self.panel.hide()
        if self._had_properties:
            self._window.properties.show()
        self._window.view.setFocus()
        self._show_action()

    @property
    def keeps_properties(self) -> bool:
        """Whether the properties come back when it is closed."""
        return self._had_properties and not self.panel.isHidden()

    def _follow(self, _desk: object) -> None:
        if not self.panel.isHidden():
            self.panel.show_desk(self._window.desk)
        self._show_action()

    def _show_action(self) -> None:
        self._window.actions_by_name["coach"].setChecked(not self.panel.isHidden())
