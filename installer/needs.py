"""What the shared libraries of a built folder ask of the system, read with objdump (which PyInstaller needs as well)."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import shipping


@dataclass(frozen=True)
class Needs:
    """Libraries from outside the folder, each with one file that asks for it, and the oldest libc that will do."""

    libraries: Mapping[str, str]
    libc: str


def is_elf(path: Path) -> bool:
    """Whether this is a program or a shared library of Linux."""
    with path.open("rb") as file:
        return file.read(4) == b"\x7fELF"


def elves(folder: Path) -> Iterator[Path]:
    """The programs and shared libraries in a folder, each once."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink() and is_elf(path):
            yield path


def read_needs(folder: Path) -> Needs:
    """What the folder asks for; plugins that may lack their own are not asked."""
    inside = {path.name for path in folder.rglob("*")}
    asked: dict[str, str] = {}
    libc = (2, 17)
    for path in elves(folder):
        if path.name in shipping.MAY_LACK:
            continue
        said = subprocess.run(["objdump", "-p", str(path)], capture_output=True, text=True, check=True).stdout
        for library in re.findall(r"^\s+NEEDED\s+(\S+)", said, re.MULTILINE):
            if library not in inside:
                asked.setdefault(library, path.relative_to(folder).as_posix())
        for version in re.findall(r"\bGLIBC_(\d+)\.(\d+)", said):
            libc = max(libc, (int(version[0]), int(version[1])))
    return Needs(asked, ".".join(map(str, libc)))


def not_brought(needs: Needs) -> dict[str, str]:
    """Libraries that neither the folder nor a package of the Depends line brings, with one file that asks for each."""
    return {library: file for library, file in needs.libraries.items() if not shipping.brings(library)}
