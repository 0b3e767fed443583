"""What would be lost if the program ended now: a copy of each changed document in a folder of the profile.

A running program keeps a lock on a file of its own there, which the system lets go however the program ends; so what
belongs to a program that still runs is told apart from what was left behind, also after a process number is given anew.
Beside each document (`<session>-<window>.vsm`, an ordinary file) stands a `.json` with where it came from.
"""

from __future__ import annotations

import json
import os
import secrets
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import IO, Any

from msgspec import Struct
from msgspec.structs import asdict

from vsm_desktop.assets import replace_file
from vsm_desktop.model.stream import ValueStream
from vsm_desktop.store.files import SUFFIX
from vsm_desktop.store.pieces import in_pieces

_WINDOWS = os.name == "nt"
_LOCK = ".lock"


class Origin(Struct, frozen=True):
    """Where a document came from: its file if it has one, how it was called, and when it was kept.

    `seen` is the digest of the file as it was when it was read, so that saving notices what others did since.
    """

    path: str = ""
    name: str = ""
    time: float = 0.0
    pid: int = 0
    seen: str = ""


class Left(Struct, frozen=True):
    """A document that a program left behind when it ended."""

    file: Path
    origin: Origin


class Shelf:
    """The folder of one running program; nothing is written before there is something to keep."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._session = f"{os.getpid()}-{secrets.token_hex(3)}"
        self._locks: dict[str, IO[bytes]] = {}

    def keep(self, key: str, stream: ValueStream, origin: Origin) -> Path:
        """Keep a document under a key of this program, in place of what was kept there. Raises OSError."""
        self.folder.mkdir(parents=True, exist_ok=True)
        self._hold(self._session)
        file = self.file(key)
        replace_file(file, in_pieces(stream).encode(errors="backslashreplace"))
        about = json.dumps(asdict(origin), ensure_ascii=False, indent=2)
        replace_file(file.with_suffix(".json"), about.encode(errors="backslashreplace"))
        return file

    def file(self, key: str) -> Path:
        """Where a document is kept."""
        return self.folder / f"{self._session}-{key}{SUFFIX}"

    def drop(self, key: str) -> None:
        """There is nothing left to lose under this key."""
        forget(self.file(key))

    def left_behind(self) -> list[Left]:
        """What programs that have ended left here, oldest first; until this one ends no other will find it."""
        self._sweep()
        found = [
            Left(file, _origin(file))
            for file in sorted(self.folder.glob(f"*{SUFFIX}"))
            if (session := _session_of(file)) != self._session and self._hold(session)
        ]
        return sorted(found, key=lambda left: left.origin.time)

    def _sweep(self) -> None:
        """Locks of programs that have ended and left nothing else behind go."""
        for lock in sorted(self.folder.glob(f"*{_LOCK}")):
            session = lock.stem
            if (
                session not in (self._session, *self._locks)
                and not self._keeps(session)
                and self._hold(session)
            ):
                self._locks.pop(session).close()
                _unlink(lock)

    def _keeps(self, session: str) -> bool:
        return any(self.folder.glob(f"{session}-*{SUFFIX}"))

    def close(self) -> None:
        """The program ends: what it still keeps is left to the next one."""
        for session, lock in self._locks.items():
            lock.close()
            if not self._keeps(session):
                _unlink(self.folder / f"{session}{_LOCK}")
        self._locks.clear()

    def _hold(self, session: str) -> bool:
        """Whether a session is this program's own now: it was already, or nobody holds it any more."""
        if session in self._locks:
            return True
        try:
            lock = (self.folder / f"{session}{_LOCK}").open("ab")
        except OSError:
            return session == self._session  # nowhere to lock: keep what is ours, touch nothing else
        if not _locked(lock):
            lock.close()
            return False
        self._locks[session] = lock
        return True


def forget(file: Path) -> None:
    """Remove a kept document and what was written beside it."""
    _unlink(file)
    _unlink(file.with_suffix(".json"))


def _session_of(file: Path) -> str:
    return file.stem.rpartition("-")[0] or file.stem


def _origin(file: Path) -> Origin:
    """What stands beside a document; of what cannot be read, what its file tells."""
    try:
        raw: dict[str, Any] = json.loads(file.with_suffix(".json").read_text(encoding="utf-8"))
        return Origin(
            str(raw["path"]), str(raw["name"]), float(raw["time"]), int(raw["pid"]), str(raw["seen"])
        )
    except (OSError, ValueError, TypeError, LookupError, OverflowError, RecursionError):
        return Origin(time=_written(file))


def _written(file: Path) -> float:
    try:
        return file.stat().st_mtime
    except OSError:
        return 0.0


def _unlink(file: Path) -> None:
    with suppress(OSError):
        file.unlink(missing_ok=True)


def _locked(file: IO[bytes]) -> bool:
    """Whether the file is now locked by this program, until it closes it or ends in any way."""
    try:
        if _WINDOWS:
            system: Any = import_module("msvcrt")
            file.seek(0)
            system.locking(file.fileno(), system.LK_NBLCK, 1)
        else:
            system = import_module("fcntl")
            system.flock(file, system.LOCK_EX | system.LOCK_NB)
    except OSError:
        return False
    return True
