"""Light, dark, or what the system shows: one choice for all windows, kept for next time.

High contrast follows the system where Qt tells of it, and can be switched on everywhere.
"""

from __future__ import annotations

from functools import cache
from typing import Any, Literal

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QStyleHints
from PySide6.QtWidgets import QApplication

from vsm_desktop.drawing.theme import ThemeName
from vsm_desktop.ui.profile import remember, remembered
from vsm_desktop.ui.style import apply_style

Choice = Literal["system", "light", "dark"]
CHOICES: tuple[Choice, ...] = ("system", "light", "dark")
_SCHEMES = {
    "system": Qt.ColorScheme.Unknown,
    "light": Qt.ColorScheme.Light,
    "dark": Qt.ColorScheme.Dark,
}


class Theming(QObject):
    """What is chosen, and the theme that comes of it."""

    changed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        kept = remembered("theme", "system")
        self.choice: Choice = kept if kept in CHOICES else "system"
        self.contrast = remembered("contrast", "") == "high"
        self._shown: ThemeName | None = None
        if self.choice != "system":
            style_hints().setColorScheme(_SCHEMES[self.choice])
        style_hints().colorSchemeChanged.connect(self.follow)
        if (hints := _access_hints()) is not None:
            hints.contrastPreferenceChanged.connect(self.follow)

    @property
    def theme(self) -> ThemeName:
        """The theme to show now."""
        dark = self.choice == "dark" or (self.choice == "system" and system_is_dark())
        if self.contrast or system_wants_contrast():
            return "dark-contrast" if dark else "light-contrast"
        return "dark" if dark else "light"

    def choose(self, choice: Choice) -> None:
        """Show this from now on, and next time."""
        self.choice = choice
        remember("theme", choice)
        style_hints().setColorScheme(_SCHEMES[choice])
        self._show()

    def choose_contrast(self, on: bool) -> None:
        """High contrast whatever the system says, or only if it asks."""
        self.contrast = on
        remember("contrast", "high" if on else "")
        self._show()

    def follow(self) -> None:
        """The system changed its mind."""
        self._show()

    def dress(self) -> ThemeName:
        """Dress the program before its first window."""
        app = QApplication.instance()
        self._shown = self.theme
        if isinstance(app, QApplication):
            apply_style(app, self._shown)
        return self._shown

    def _show(self) -> None:
        """All windows change between two pictures, so that none shows half of each."""
        if self.theme == self._shown:
            self.changed.emit(self._shown)
            return
        windows = [window for window in QApplication.topLevelWidgets() if window.updatesEnabled()]
        for window in windows:
            window.setUpdatesEnabled(False)
        try:
            theme = self.dress()
            self.changed.emit(theme)
        finally:
            for window in windows:
                window.setUpdatesEnabled(True)


@cache
def theming() -> Theming:
    """The one choice of the program; there has to be an application."""
    return Theming()


def system_is_dark() -> bool:
    """Whether the system shows dark windows."""
    return style_hints().colorScheme() == Qt.ColorScheme.Dark


def system_wants_contrast() -> bool:
    """Whether the system asks for high contrast; False where Qt cannot tell (before 6.10)."""
    hints = _access_hints()
    return hints is not None and hints.contrastPreference() == Qt.ContrastPreference.HighContrast


@cache
def style_hints() -> QStyleHints:
    """The system's wishes; held for good, because what hangs on them is lost with the last reference (Qt 6.11)."""
    return QGuiApplication.styleHints()


def _access_hints() -> Any:
    access = getattr(style_hints(), "accessibility", None)
    return access() if access is not None else None
