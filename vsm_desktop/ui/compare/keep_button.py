"""The button that takes a comparison out of the window: copied, or saved as a file."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QToolButton

from vsm_desktop.assets import _
from vsm_desktop.drawing.theme import ThemeName
from vsm_desktop.ui.compare.keeping import Kept, copy_overlay, save_overlay, save_waterfall
from vsm_desktop.ui.icons import icon


class KeepButton(QToolButton):
    """A menu of what can be copied and saved."""

    def __init__(self, kept: Callable[[], Kept | None], tables: Callable[[], str]) -> None:
        super().__init__()
        self._kept, self._tables = kept, tables
        self.setToolTip(_("Copy or save the comparison"))
        self.setAccessibleName(_("Copy or save the comparison"))
        self.setIconSize(QSize(18, 18))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self)
        menu.addAction(_("Copy numbers and changes as a table"), self.copy_tables)
        menu.addAction(_("Copy both maps in one as a picture"), self.copy_overlay)
        menu.addSeparator()
        menu.addAction(_("Save both maps in one…"), self.save_overlay)
        menu.addAction(_("Save the waterfall…"), self.save_waterfall)
        self.setMenu(menu)

    def show_theme(self, theme: ThemeName) -> None:
        """Draw in the colours of a theme."""
        self.setIcon(icon("export", theme))

    def copy_tables(self) -> None:
        """Both tables, one under the other."""
        QGuiApplication.clipboard().setText(self._tables())

    def copy_overlay(self) -> None:
        """Both maps in one as a picture."""
        if (kept := self._kept()) is not None:
            copy_overlay(kept)

    def save_overlay(self) -> None:
        """Both maps in one as a file."""
        if (kept := self._kept()) is not None:
            save_overlay(self.window(), kept)

    def save_waterfall(self) -> None:
        """The waterfall as a file."""
        if (kept := self._kept()) is not None:
            save_waterfall(self.window(), kept)
