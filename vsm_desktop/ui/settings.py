"""What the program remembers from one time to the next: recent files, folders, windows, panels."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from PySide6.QtCore import QByteArray, QSettings

from vsm_desktop.ui.profile import profile_folder

MOST_RECENT = 10


def settings() -> Settings:
    """The settings of this profile."""
    return _settings(str(profile_folder() / "settings.ini"))


@cache
def _settings(file: str) -> Settings:
    return Settings(QSettings(file, QSettings.Format.IniFormat))


class Settings:
    """Plain values by name; one that is missing or of the wrong shape is as if it had never been."""

    def __init__(self, store: QSettings) -> None:
        self._store = store

    # recent files, newest first

    def recent(self) -> tuple[Path, ...]:
        """The files used last."""
        self._store.sync()  # other running programs use files too
        names = self._read("files/recent", list, [])
        return tuple(Path(name) for name in names if isinstance(name, str) and name)[:MOST_RECENT]

    def add_recent(self, path: Path) -> None:
        """A file was opened or saved."""
        here = path.absolute()
        self._keep_recent([here, *(one for one in self.recent() if one != here)])

    def remove_recent(self, path: Path) -> None:
        """A file is not to be offered again."""
        self._keep_recent([one for one in self.recent() if one != path.absolute()])

    def clear_recent(self) -> None:
        """Forget the recent files."""
        self._keep_recent([])

    def _keep_recent(self, paths: list[Path]) -> None:
        self._write("files/recent", [str(path) for path in paths[:MOST_RECENT]])

    # folders

    def folder(self, purpose: str) -> str:
        """The folder last used for a purpose, as long as it is there; empty else."""
        name = self._read(f"folders/{purpose}", str, "")
        return name if name and os.path.isdir(name) else ""

    def keep_folder(self, purpose: str, path: Path) -> None:
        """A file of this folder was used for a purpose."""
        self._write(f"folders/{purpose}", str(path.absolute().parent))

    # windows

    def geometry(self) -> QByteArray:
        """Where the last window stood."""
        value = self._store.value("window/geometry")
        return value if isinstance(value, QByteArray) else QByteArray()

    def keep_geometry(self, geometry: QByteArray) -> None:
        """Where a window stands that is closed."""
        self._store.setValue("window/geometry", geometry)

    def panel(self, name: str) -> bool:
        """Whether a panel is open."""
        return bool(self._read(f"panels/{name}", bool, True))

    def keep_panel(self, name: str, is_open: bool) -> None:
        """Whether a panel is to be open the next time."""
        self._write(f"panels/{name}", is_open)

    # lists of names

    def words(self, key: str) -> tuple[str, ...]:
        """A list of names kept from last time."""
        return tuple(one for one in self._read(key, list, []) if isinstance(one, str) and one)

    def keep_words(self, key: str, words: Sequence[str]) -> None:
        """Keep a list of names for next time."""
        self._write(key, list(words))

    def _read(self, key: str, kind: type, default: Any) -> Any:
        try:
            value = json.loads(str(self._store.value(key, "null")))
        except ValueError:
            return default
        return value if isinstance(value, kind) else default

    def _write(self, key: str, value: Any) -> None:
        self._store.setValue(key, json.dumps(value))
