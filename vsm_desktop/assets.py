"""What every room may lean on: shipped files, the reader's words, the one safe way to write a file, and work that is watched."""

from __future__ import annotations

import errno
import gettext
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TypeVar

_PACKAGE = Path(__file__).parent
_CHECKOUT = _PACKAGE.parent


def asset(folder: str, name: str) -> Path:
    """A shipped file: inside the package in a wheel, at the repository root in a checkout."""
    packaged = _PACKAGE / folder / name
    return packaged if packaged.is_file() else _CHECKOUT / folder / name


def asset_folder(folder: str) -> Path:
    """A shipped folder, found the same way."""
    packaged = _PACKAGE / folder
    return packaged if packaged.is_dir() else _CHECKOUT / folder


@cache
def _translations() -> gettext.NullTranslations:
    return gettext.translation("vsm_desktop", str(asset_folder("resources/locale")), fallback=True)


def _(text: str) -> str:
    """The text in the reader's language; every visible string goes through here."""
    return _translations().gettext(text)


def replace_file(path: Path, data: bytes) -> None:
    """Write beside the target, then put the whole file in its place. Raises OSError; then the old one stands."""
    import secrets  # neither is needed to show a window
    import shutil

    target = Path(os.path.realpath(path))  # a link stays a link
    neighbour = target.with_name(f".{secrets.token_hex(6)}.tmp")
    if target.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    try:
        with neighbour.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            shutil.copymode(target, neighbour)
        os.replace(neighbour, target)
    finally:
        with suppress(OSError):
            neighbour.unlink(missing_ok=True)


def why_not_written(path: Path, error: OSError) -> str:
    """What happened, where, what was kept and what to do, as one or two sentences."""
    code = errno.errorcode.get(error.errno or 0, "")  # not every system has every name
    if isinstance(error, IsADirectoryError):
        sentence = _("{name} is a folder. Choose a file name.")
    elif isinstance(error, FileNotFoundError | NotADirectoryError):
        sentence = _("{name} was not written: the folder {folder} does not exist. Choose another folder.")
    elif isinstance(error, PermissionError) or code in ("EROFS", "ETXTBSY"):
        sentence = _(
            "{name} was not written: it is open in another program, or {folder} is write-protected. "
            "Close it there, or choose another place. Nothing was changed."
        )
    elif code in ("ENOSPC", "EDQUOT", "EFBIG"):
        sentence = _(
            "{name} was not written: there is no room left in {folder}. Make room, or choose another disk."
        )
    elif code == "ENAMETOOLONG":
        sentence = _("{name} was not written: the name is too long. Choose a shorter one.")
    else:
        sentence = _("{name} was not written ({reason}). Choose another place. Nothing was changed.")
    reason = error.strerror or type(error).__name__
    return sentence.format(name=path.name, folder=path.parent.absolute(), reason=reason)


Thing = TypeVar("Thing")
Progress = Callable[[float], bool]
"""Told how much is done, from 0 to 1; answers False to cancel."""


class Cancelled(Exception):
    """The reader cancelled."""


class Watch:
    """Tells how far a part of the work is, and stops it when nobody waits for it any more."""

    def __init__(self, progress: Progress | None = None, start: float = 0.0, length: float = 1.0) -> None:
        self._progress, self._start, self._length = progress, start, length

    def at(self, share: float) -> None:
        """So much of this part is done. Raises Cancelled."""
        if self._progress and not self._progress(self._start + self._length * min(max(share, 0.0), 1.0)):
            raise Cancelled

    def part(self, start: float, length: float) -> Watch:
        """A watch for a part of this part."""
        return Watch(self._progress, self._start + self._length * start, self._length * length)

    def over(self, things: Sequence[Thing]) -> Iterator[Thing]:
        """The things one by one, telling now and then how many there have been."""
        for number, thing in enumerate(things):
            if not number % 32:
                self.at(number / len(things))
            yield thing


UNWATCHED = Watch()
