"""Reading and writing .vsm files: UTF-8 JSON, stable order, saved atomically.

Format history: version 1, the first.
"""

from __future__ import annotations

import json
import os
import tempfile
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from vsm_desktop.assets import _
from vsm_desktop.model.stream import ValueStream
from vsm_desktop.store.complaints import complaint
from vsm_desktop.store.migrations import CURRENT, NewerFile, upgrade

FORMAT = "vsm-desktop"
SUFFIX = ".vsm"
LARGEST = 256 * 1024 * 1024


class FileProblem(Exception):
    """A file that cannot be read or written; the message is a sentence for the reader."""


def dumps(stream: ValueStream) -> str:
    """The document as text: two-space indent, fields in the order of the classes, defaults left out."""
    data = stream.model_dump(mode="json", exclude_defaults=True)
    return json.dumps({"format": FORMAT, "version": CURRENT} | data, ensure_ascii=False, indent=2) + "\n"


def loads(text: str) -> ValueStream:
    """The document from its text. Raises FileProblem with what is wrong and where."""
    raw = _parse(text)
    if not isinstance(raw, dict) or raw.get("format") != FORMAT:
        raise FileProblem(_("This is no value stream file: it does not say that it holds one."))
    try:
        data = upgrade(raw)
    except NewerFile as newer:
        raise FileProblem(str(newer)) from None
    data = {key: value for key, value in data.items() if key not in ("format", "version")}
    try:
        return ValueStream.model_validate(data)
    except ValidationError as error:
        raise FileProblem(complaint(error, data)) from None


def load(path: Path) -> ValueStream:
    """Read a document. Raises FileProblem, and never changes the file."""
    try:
        if path.stat().st_size > LARGEST:
            raise FileProblem(_("{name} is too large for a value stream file.").format(name=path.name))
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise FileProblem(
            _("{name} is no value stream file: it is not text.").format(name=path.name)
        ) from None
    except OSError as error:
        raise FileProblem(_reading_failed(path, error)) from None
    try:
        return loads(text)
    except FileProblem as problem:
        raise FileProblem(f"{path.name}: {problem}") from None


def save(stream: ValueStream, path: Path) -> None:
    """Write a document atomically: the old file stays whole until the new one is. Raises FileProblem."""
    try:
        # half a surrogate pair has no UTF-8; its backslash form is what JSON has for it
        _replace(path, dumps(stream).encode(errors="backslashreplace"))
    except OSError as error:
        raise FileProblem(
            _(
                "{name} could not be saved: {reason}. What was there before is unchanged; save under another name."
            ).format(name=path.name, reason=_words(error))
        ) from None


def _replace(path: Path, data: bytes) -> None:
    """Write a temporary neighbour and put it in place, so that a crash or a full disk costs nothing."""
    path = path.resolve()
    handle, name = tempfile.mkstemp(prefix=f".{path.name[:60]}.", suffix=".tmp", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        _keep_mode(path, Path(name))
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _keep_mode(old: Path, new: Path) -> None:
    """Give the new file the permissions of the old one, or those any new file would get."""
    if old.exists():
        new.chmod(old.stat().st_mode & 0o777)
    elif os.name == "posix":
        mask = os.umask(0)
        os.umask(mask)
        new.chmod(0o666 & ~mask)


def _parse(text: str) -> Any:
    if not text.strip():
        raise FileProblem(_("The file is empty."))
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise FileProblem(
            _(
                "The file is damaged at line {line}, column {column}: it is no complete JSON. It was not changed."
            ).format(line=error.lineno, column=error.colno)
        ) from None
    except ValueError:
        raise FileProblem(_("The file holds a number too long to be read. It was not changed.")) from None
    except RecursionError:
        raise FileProblem(
            _("The file is nested too deeply to be a value stream. It was not changed.")
        ) from None


def _reading_failed(path: Path, error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return _("{name} does not exist.").format(name=path)
    if isinstance(error, IsADirectoryError):
        return _("{name} is a folder.").format(name=path)
    return _("{name} cannot be read: {reason}.").format(name=path, reason=_words(error))


def _words(error: OSError) -> str:
    return error.strerror or str(error)
