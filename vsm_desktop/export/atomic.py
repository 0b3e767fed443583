"""Files are replaced whole or not at all: a locked or failing target loses nothing."""

from __future__ import annotations

import errno
import os
import secrets
import shutil
from contextlib import suppress
from pathlib import Path

from vsm_desktop.assets import _


class ExportError(Exception):
    """Why an export could not be made, as a sentence for the reader."""


def replace_file(path: Path, data: bytes) -> None:
    """Write beside the target, then put the whole file in its place. Raises ExportError; then the old one stands."""
    target = Path(os.path.realpath(path))  # a link stays a link
    neighbour = target.with_name(f".{secrets.token_hex(6)}.tmp")
    try:
        if target.is_dir():
            raise ExportError(_("{name} is a folder. Choose a file name.").format(name=path.name))
        _write(neighbour, data)
        if target.exists():
            shutil.copymode(target, neighbour)
        os.replace(neighbour, target)
    except OSError as error:
        raise ExportError(why_not_written(path, error)) from error
    finally:
        with suppress(OSError):
            neighbour.unlink(missing_ok=True)


def _write(path: Path, data: bytes) -> None:
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def why_not_written(path: Path, error: OSError) -> str:
    """What happened, where, what was kept and what to do, as one or two sentences."""
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        sentence = _("{name} was not written: the folder {folder} does not exist. Choose another folder.")
    elif isinstance(error, PermissionError) or error.errno in (errno.EROFS, errno.ETXTBSY):
        sentence = _(
            "{name} was not written: it is open in another program, or {folder} is write-protected. "
            "Close it there, or choose another place. Nothing was changed."
        )
    elif error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        sentence = _(
            "{name} was not written: there is no room left in {folder}. Make room, or choose another disk."
        )
    elif error.errno == errno.ENAMETOOLONG:
        sentence = _("{name} was not written: the name is too long. Choose a shorter one.")
    else:
        sentence = _("{name} was not written ({reason}). Choose another place. Nothing was changed.")
    reason = error.strerror or type(error).__name__
    return sentence.format(name=path.name, folder=path.parent.absolute(), reason=reason)
