"""Reading and writing .vsm files: UTF-8 JSON, stable order, saved atomically.

Format history: version 1, the first.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from vsm_desktop.assets import _, replace_file, why_not_written
from vsm_desktop.model.stream import ValueStream
from vsm_desktop.store.complaints import complaint
from vsm_desktop.store.migrations import CURRENT, NewerFile, upgrade

FORMAT = "vsm-desktop"
SUFFIX = ".vsm"
LARGEST = 256 * 1024 * 1024
_NUMBERS = re.compile(
    r"\[\n\s+(-?[\d.eE+-]+(?:,\n\s+-?[\d.eE+-]+)*)\n\s+\]"
)  # no text holds a bare line break


class FileProblem(Exception):
    """A file that cannot be read or written; the message is a sentence for the reader."""


def dumps(stream: ValueStream) -> str:
    """The document as text: two-space indent, fields in the order of the classes, defaults left out, numbers in a row."""
    data = stream.model_dump(mode="json", exclude_defaults=True)
    text = json.dumps({"format": FORMAT, "version": CURRENT} | data, ensure_ascii=False, indent=2)
    return _NUMBERS.sub(_in_a_row, text) + "\n"


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
    from vsm_desktop.store.beside import found_beside  # not before there is a file

    try:
        return found_beside(loads(text), path.absolute().parent)
    except FileProblem as problem:
        raise FileProblem(f"{path.name}: {problem}") from None


def save(stream: ValueStream, path: Path) -> None:
    """Write a document atomically: the old file stays whole until the new one is. Raises FileProblem."""
    from vsm_desktop.store.beside import kept_beside

    near = kept_beside(stream, path.absolute().parent)
    try:
        replace_file(path, dumps(near).encode(errors="backslashreplace"))  # half a letter stays JSON
    except OSError as error:
        raise FileProblem(why_not_written(path, error)) from None


def _in_a_row(found: re.Match[str]) -> str:
    """Ten readings in one line instead of ten."""
    return f"[{' '.join(found[1].split())}]"


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
    return _("{name} cannot be read: {reason}.").format(name=path, reason=error.strerror or error)
