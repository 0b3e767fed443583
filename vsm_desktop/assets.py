"""What every room may lean on: shipped files, the reader's words, and the one safe way to write a file."""

from __future__ import annotations

import errno
import gettext
import os
import secrets
import shutil
from contextlib import suppress
from functools import cache
from pathlib import Path

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
