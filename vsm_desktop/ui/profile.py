"""The folder of this reader's settings, logs and recovery copies, and the few things remembered in it."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import QSettings, QStandardPaths

PROFILE = "VSM_PROFILE"  # another folder: for tests, and for a stick that is carried about


def profile_folder() -> Path:
    """Where this reader's things are kept; it need not exist yet."""
    if chosen := os.environ.get(PROFILE):
        return Path(chosen)
    place = QStandardPaths.StandardLocation.AppLocalDataLocation
    return Path(QStandardPaths.writableLocation(place) or ".")


def remembered(key: str, default: str) -> str:
    """A word kept from last time."""
    value = _settings().value(key, default)
    return value if isinstance(value, str) else default


def remember(key: str, value: str) -> None:
    """Keep a word for next time."""
    _settings().setValue(key, value)


def _settings() -> QSettings:
    return QSettings(str(profile_folder() / "settings.ini"), QSettings.Format.IniFormat)
