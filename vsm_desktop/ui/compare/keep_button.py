"""The button that takes a comparison out of the window: copied, or saved as a file."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from vsm_desktop.assets import _
from vsm_desktop.drawing.theme import ThemeName
from vsm_desktop.export.compared import Compared
from vsm_desktop.ui.compare import keeping
from vsm_desktop.ui.icons import icon


class KeepButton(QToolButton):
    """A menu of what can be copied and saved."""

    def __init__(self, compared: Callable[[], Compared | None]) -> None:
        super().__init__()
        self._compared = compared
        self.setToolTip(_("Copy or save the comparison"))
        self.setAccessibleName(_("Copy or save the comparison"))
        self.setIconSize(QSize(18, 18))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self)
        menu.addAction(_("Copy all as tables"), partial(self._copy, keeping.copy_tables))
        menu.addAction(_("Copy both maps in one as a picture"), partial(self._copy, keeping.copy_overlay))
        menu.addSeparator()
        menu.addAction(_("Save the comparison…"), partial(self._save, keeping.save_comparison))
        menu.addAction(_("Save the waterfall…"), partial(self._save, keeping.save_waterfall))
        self.setMenu(menu)

    def show_theme(self, theme: ThemeName) -> None:
        """Draw in the colours of a theme."""
        self.setIcon(icon("export", theme))

    def _copy(self, copy: Callable[[Compared], None]) -> None:
        if (compared := self._compared()) is not None:
            copy(compared)

    def _save(self, save: Callable[[QWidget, Compared], None]) -> None:
        if (compared := self._compared()) is not None:
            save(self.window(), compared)
