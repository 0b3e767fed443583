"""The licence texts of everything that ships inside the built program."""

from __future__ import annotations

import re
import sysconfig
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

import shipping

_TEXT = re.compile(r"\.dist-info/.*(licen[cs]e|copying|notice)", re.IGNORECASE)
_NAME = re.compile(r"[A-Za-z0-9._-]+")


def shipped(name: str) -> dict[str, Distribution]:
    """A distribution and all it needs, as far as that is installed; extras are left out."""
    found: dict[str, Distribution] = {}
    waiting = [name]
    while waiting:
        key = waiting.pop().lower().replace("_", "-")
        if key in found:
            continue
        try:
            found[key] = distribution(key)
        except PackageNotFoundError:
            continue  # for another system or Python
        waiting += [_NAME.match(line)[0] for line in found[key].requires or () if "extra ==" not in line]  # type: ignore[index]
    return found


def texts(name: str) -> list[tuple[Path, str]]:
    """Each licence text of what ships, with the folder it belongs into."""
    own = [
        (Path(str(found.locate_file(file))), f"licences/{key}/{'/'.join(file.parts[1:-1])}".rstrip("/"))
        for key, found in sorted(shipped(name).items())
        for file in found.files or ()
        if _TEXT.search(file.as_posix())
    ]
    python = Path(sysconfig.get_paths()["stdlib"]) / "LICENSE.txt"
    qt = sorted((shipping.ROOT / "installer" / "licences").glob("*.txt"))  # its wheels come without
    return [
        *own,
        *([(python, "licences/python")] if python.is_file() else []),
        *((text, "licences/qt") for text in qt),
    ]
