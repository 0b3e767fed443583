#!/usr/bin/env python3
"""The built program: one folder that needs no Python, and a Debian package of it.

    python3 installer/build.py folder     dist/vsm-desktop/, and its self-test
    python3 installer/build.py deb        the same, and dist/vsm-desktop_VERSION_ARCH.deb of it
    python3 installer/build.py try        the same, and the package in a fresh Debian (as root, with debootstrap)

With --as-built before the command the folder that is there is taken. It is made in a virtual environment of its own, so
that it holds what the program needs and nothing else.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import subprocess
import sys
import venv
from pathlib import Path

import shipping

ROOT = shipping.ROOT
WORK = ROOT / "build"
DIST = ROOT / "dist"
VENV = WORK / "venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
FOLDER = DIST / shipping.NAME
PROGRAM = FOLDER / (f"{shipping.NAME}.exe" if os.name == "nt" else shipping.NAME)


def say(text: str) -> None:
    print(text, flush=True)


def environment() -> None:
    """A virtual environment with the program, its libraries and PyInstaller; made anew when these change."""
    stamp = VENV / "stamp"
    wanted = hashlib.sha256((ROOT / "pyproject.toml").read_bytes() + sys.version.encode()).hexdigest()
    if stamp.exists() and stamp.read_text(encoding="ascii") == wanted:
        return
    say("Making the environment to build in")
    venv.create(VENV, clear=True, with_pip=True)
    pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "-e", f"{ROOT}[build]"], check=True)
    stamp.write_text(wanted, encoding="ascii")


def folder() -> None:
    """Build the folder and let the program in it try itself."""
    environment()
    say("Building the folder")
    log = WORK / "pyinstaller.log"
    with log.open("w", encoding="utf-8") as out:
        options = ["--noconfirm", "--workpath", str(WORK / "pyinstaller"), "--distpath", str(DIST)]
        done = subprocess.run(
            [str(PYTHON), "-m", "PyInstaller", *options, str(ROOT / "installer" / "vsm-desktop.spec")],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": "0"},  # the same bytes each time
            stdout=out,
            stderr=out,
        )
    if done.returncode:
        raise SystemExit(f"PyInstaller failed; what it said is in {log}.")
    if sys.platform == "linux":
        strip()
    say(f"{FOLDER}: {size(FOLDER) / 1e6:.0f} MB")
    subprocess.run([str(PROGRAM), "--self-test"], check=True)


def strip() -> None:
    """Take the names for debuggers out of the interpreter and of what compilers left them in."""
    inside = FOLDER / "_internal"
    for pattern in (
        "libpython*.so*",
        "python3*/lib-dynload/*.so",
        "fontTools/**/*.so",
        "charset_normalizer/*.so",
    ):
        for library in inside.glob(pattern):
            if not library.is_symlink():
                subprocess.run(["strip", "--strip-unneeded", str(library)], check=True)


def size(path: Path) -> int:
    """Bytes in a folder or a file."""
    inside = path.rglob("*") if path.is_dir() else [path]
    return sum(file.stat().st_size for file in inside if file.is_file() and not file.is_symlink())


def deb() -> Path:
    """A Debian package of the folder that is there."""
    import debian

    try:
        package = debian.build(FOLDER, WORK / "deb", DIST)
    except LookupError as lost:
        raise SystemExit(str(lost)) from None
    say(f"{package}: {size(package) / 1e6:.0f} MB")
    return package


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(description="Build VSM Desktop as a program of its own.")
    parser.add_argument("--as-built", action="store_true", help="take the folder that is there")
    commands = parser.add_subparsers(dest="command", required=True, metavar="folder | deb | try")
    commands.add_parser("folder", help="the program as one folder, and its self-test")
    commands.add_parser("deb", help="the same, and a Debian package of it")
    trial = commands.add_parser(
        "try", help="the same, and the package installed and removed in a fresh Debian"
    )
    trial.add_argument("--suite", default="bookworm", help="which Debian (default: bookworm)")
    trial.add_argument(
        "--mirror", default="http://deb.debian.org/debian", help="where its packages come from"
    )
    options = parser.parse_args(arguments)
    if not (options.as_built and PROGRAM.exists()):
        folder()
    if options.command == "folder":
        return
    package = deb()
    if options.command == "try":
        import fresh_root

        fresh_root.trial(package, WORK / f"root-{options.suite}", options.suite, options.mirror)


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except subprocess.CalledProcessError as error:
        sys.exit(f"{error.cmd[0]} failed (exit code {error.returncode}).")
