"""The choice of light and dark in one window: its menu, its marks, and the change itself."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu

from vsm_desktop.assets import _
from vsm_desktop.drawing.theme import ThemeName
from vsm_desktop.ui.actions import dress
from vsm_desktop.ui.theming import CHOICES, theming

if TYPE_CHECKING:
    from vsm_desktop.ui.window import MainWindow


class Look:
    """What a window shows of the choice, and how it follows it."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window

    def handlers(self) -> dict[str, Callable[[], object]]:
        """What the theme actions do."""
        choices = {f"theme_{choice}": partial(theming().choose, choice) for choice in CHOICES}
        return {**choices, "contrast": self._turn_contrast, "dark": self._turn}

    def fill_menu(self, menu: QMenu) -> None:
        """The choices as a group of which one holds."""
        actions = self._window.actions_by_name
        inner = menu.addMenu(_("Theme"))
        group = QActionGroup(inner)
        for choice in CHOICES:
            group.addAction(actions[f"theme_{choice}"])
            inner.addAction(actions[f"theme_{choice}"])
        inner.addSeparator()
        inner.addAction(actions["contrast"])
        inner.addAction(actions["dark"])
        self.show_choice()

    def follow(self, theme: ThemeName) -> None:
        """Another theme, or another way to the same one, was chosen."""
        desk = self._window.desk
        if theme != desk.theme:
            dress(self._window.actions_by_name, theme)
            desk.show_theme(theme)
        self.show_choice()

    def show_choice(self) -> None:
        """Mark what is chosen."""
        actions, chosen = self._window.actions_by_name, theming()
        for choice in CHOICES:
            actions[f"theme_{choice}"].setChecked(choice == chosen.choice)
        actions["contrast"].setChecked(chosen.contrast)

    def _turn(self) -> None:
        theming().choose("light" if self._window.desk.theme.startswith("dark") else "dark")

    def _turn_contrast(self) -> None:
        theming().choose_contrast(not theming().contrast)
