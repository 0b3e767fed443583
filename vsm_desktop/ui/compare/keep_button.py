"""The button that takes a comparison out of the window: copied, or saved as a file."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QMenu, QToolButton

from vsm_desktop.assets import _
from vsm_desktop.drawing.frame import Frame
from vsm_desktop.drawing.theme import ThemeName
from vsm_desktop.insight.comparison import Comparison
from vsm_desktop.ui.icons import icon


class KeepButton(QToolButton):
    """A menu of what can be copied and saved."""

    def __init__(self, found: Callable[[], tuple[Frame, Frame, Comparison] | None]) -> None:
        super().__init__()
        self._found = found
        self.setToolTip(_("Copy or save the comparison"))
        self.setAccessibleName(_("Copy or save the comparison"))
        self.setIconSize(QSize(18, 18))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self)
        menu.addAction(_("Copy all as tables"), partial(self._do, "copy_tables"))
        menu.addAction(_("Copy both maps in one as a picture"), partial(self._do, "copy_overlay"))
        menu.addSeparator()
        menu.addAction(_("Save the comparison…"), partial(self._do, "save_comparison"))
        menu.addAction(_("Save the waterfall…"), partial(self._do, "save_waterfall"))
        self.setMenu(menu)

    def show_theme(self, theme: ThemeName) -> None:
        """Draw in the colours of a theme."""
        self.setIcon(icon("export", theme))

    def _do(self, name: str) -> None:
        """What is exported is loaded with the first of it."""
        from vsm_desktop.ui.compare.keeping import DOINGS

        if (found := self._found()) is not None:
            DOINGS[name](self.window(), *found)
