#!/usr/bin/env python3
"""From a fresh clone to the running program, with nothing but Python 3.11 or newer.

    python3 installer/bootstrap.py run      set up, do the main job on the sample, open the window
    python3 installer/bootstrap.py test     set up with the test extras, run the tests
    python3 installer/bootstrap.py setup    set up and nothing else

Every command may be run again: what is there already is left alone. Only the standard library is used, and the
file must stay readable by old interpreters, so that they can say in a sentence why they are not enough.
"""

import argparse
import hashlib
import importlib.util
import json
import os
import platform
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

if sys.version_info < (3, 11):  # noqa: UP036 - older interpreters do run this file, that is the point
    sys.exit(
        f"VSM Desktop needs Python 3.11 or newer; this is {platform.python_version()} ({sys.executable}). "
        "Install a newer one from python.org or the system's packages and start this file with it."
    )

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
STAMP = VENV / "bootstrap.json"
PIP_LOG = VENV / "pip-errors.txt"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
SAMPLE = "resources/samples/acme-timing.xlsx"
DEMO = "build/demo"

# Debian packages Qt needs and wheels do not bring, each with a library that shows whether it is there.
ANY_SCREEN = {
    "libgl1": "libGL.so.1",
    "libegl1": "libEGL.so.1",
    "libxkbcommon0": "libxkbcommon.so.0",
    "libfontconfig1": "libfontconfig.so.1",
    "libglib2.0-0": "libgthread-2.0.so.0",  # newer systems name it libglib2.0-0t64 and answer to the old name
    "libdbus-1-3": "libdbus-1.so.3",
}
REAL_SCREEN = {
    "libxcb-cursor0": "libxcb-cursor.so.0",
    "libxcb-icccm4": "libxcb-icccm.so.4",
    "libxcb-image0": "libxcb-image.so.0",
    "libxcb-keysyms1": "libxcb-keysyms.so.1",
    "libxcb-randr0": "libxcb-randr.so.0",
    "libxcb-render-util0": "libxcb-render-util.so.0",
    "libxcb-shape0": "libxcb-shape.so.0",
    "libxcb-sync1": "libxcb-sync.so.1",
    "libxcb-xfixes0": "libxcb-xfixes.so.0",
    "libxcb-xkb1": "libxcb-xkb.so.1",
    "libx11-xcb1": "libX11-xcb.so.1",
    "libxkbcommon-x11-0": "libxkbcommon-x11.so.0",
    "libwayland-client0": "libwayland-client.so.0",
    "libwayland-cursor0": "libwayland-cursor.so.0",
    "libwayland-egl1": "libwayland-egl.so.1",
}
LOAD = """
import ctypes, sys
for name in sys.argv[1:]:
    try: ctypes.CDLL(name)
    except OSError: print(name)
"""
START_QT = "from PySide6.QtWidgets import QApplication; QApplication([])"


class Stop(Exception):
    """The set-up cannot go on; the text says why and what to do."""


def say(text: str) -> None:
    print(text, flush=True)


def quiet(command: list[str], **more: str) -> "subprocess.CompletedProcess[str]":
    """Run a command and keep what it says."""
    return subprocess.run(
        command, cwd=ROOT, env={**os.environ, **more}, capture_output=True, text=True, errors="replace"
    )


def last_line(text: str) -> str:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[-1] if lines else "no reason was given"


# --- what the system has to bring -------------------------------------------------------------------------------


def screen() -> bool:
    """Whether a window could be seen here."""
    return sys.platform in ("win32", "darwin") or bool(
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    )


def apt(packages: list[str]) -> bool:
    """Install Debian packages when we may; otherwise print the command that does. True when they are there now."""
    install = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    if os.geteuid() != 0:
        say("System packages are missing. This adds them:")
        say(f"    sudo apt-get update && sudo {shlex.join(install)}")
        return False
    say(f"Adding system packages: {' '.join(packages)}")
    wait = ["-o", "DPkg::Lock::Timeout=300"]
    fresh = quiet(["apt-get", *wait, "update"], DEBIAN_FRONTEND="noninteractive")
    done = quiet([*install, *wait], DEBIAN_FRONTEND="noninteractive")
    if done.returncode:
        offline = re.search(r"resolv|connect|Failed to fetch", fresh.stderr)
        say("The package servers cannot be reached." if offline else f"apt-get: {last_line(done.stderr)}")
        say(f"Not added. The command was: {shlex.join(install)}")
    return done.returncode == 0


def can_make_venv() -> bool:
    """Debian keeps half of venv in a package of its own."""
    return bool(importlib.util.find_spec("ensurepip") and importlib.util.find_spec("venv"))


def provide(real_screen: bool) -> bool:
    """Add what the system has to bring: on Linux some libraries for Qt. False when one is still missing."""
    if sys.platform != "linux":
        return True
    wanted = {**ANY_SCREEN, **(REAL_SCREEN if real_screen else {})}
    absent = quiet([sys.executable, "-c", LOAD, *wanted.values()]).stdout.split()
    if not shutil.which("apt-get"):
        if absent:
            say(f"Qt needs libraries that this system has to bring: {', '.join(absent)}")
        return not absent
    packages = [package for package, library in wanted.items() if library in absent]
    if not can_make_venv():
        packages.insert(0, f"python{sys.version_info.major}.{sys.version_info.minor}-venv")
    return not packages or apt(packages)


# --- the virtual environment ------------------------------------------------------------------------------------


def works(code: str) -> bool:
    """Whether the Python of the virtual environment is there and can run this."""
    return PYTHON.exists() and quiet([str(PYTHON), "-c", code]).returncode == 0


def make_environment() -> None:
    if works("import sys, pip; sys.exit(sys.version_info < (3, 11))"):
        return
    importlib.invalidate_caches()
    if not can_make_venv():
        raise Stop(
            f"Without its venv module this Python ({sys.executable}) cannot be used. Add it and start again."
        )
    say("Making the virtual environment .venv")
    done = quiet([sys.executable, "-m", "venv", "--clear", str(VENV)])
    if done.returncode:
        raise Stop(f"The virtual environment could not be made: {last_line(done.stderr + done.stdout)}")


def fingerprint() -> str:
    """Changes whenever what is installed would change: other requirements, another Python, another place."""
    parts = (ROOT / "pyproject.toml", VENV / "pyvenv.cfg")
    return hashlib.sha256(
        b"\0".join([str(ROOT).encode(), *(part.read_bytes() for part in parts)])
    ).hexdigest()


def last_installation() -> tuple[str, set[str]]:
    """Fingerprint and extras of the last complete installation."""
    try:
        stamp = json.loads(STAMP.read_text(encoding="utf-8"))
        return stamp["fingerprint"], set(stamp["extras"])
    except (OSError, ValueError, KeyError, TypeError):
        return "", set()


def why_pip_failed(said: str) -> str:
    if "CERTIFICATE_VERIFY_FAILED" in said:
        return "The certificate of the package index is not trusted here. Name your network's in PIP_CERT and start again."
    if re.search(r"Retrying \(|name resolution|getaddrinfo|timed out|unreachable|ProxyError", said):
        return "The package index cannot be reached. Check the network, or the proxy in pip's settings, and start again."
    missing = re.search(r"No matching distribution found for (\S+)", said)
    if missing:
        system = f"Python {platform.python_version()} on {platform.system()} {platform.machine()}"
        return f"There is no package of {missing[1]} for {system}. Python 3.11 to 3.13 have all of them."
    errors = re.findall(r"^\s*(?:ERROR|[A-Za-z.]*Error): .*", said, re.MULTILINE)
    return f"pip could not install the program: {last_line(os.linesep.join(errors) or said)}"


def install(extras: set[str]) -> None:
    """The program, editable, with its libraries; nothing is done when nothing has changed."""
    before, present = last_installation()
    if before == fingerprint() and extras <= present:
        return
    wanted = sorted(extras | present)
    target = f".[{','.join(wanted)}]" if wanted else "."
    say("Installing the program and its libraries into .venv (some 150 MB the first time)")
    STAMP.unlink(missing_ok=True)
    options = ["--disable-pip-version-check", "--no-input", "--retries", "2"]
    if not sys.stdout.isatty():
        options.append("--quiet")
    done = subprocess.run(
        [str(PYTHON), "-m", "pip", "install", *options, "-e", target],
        cwd=ROOT, stderr=subprocess.PIPE, text=True, errors="replace",
    )  # fmt: skip
    if done.returncode:
        PIP_LOG.write_text(done.stderr, encoding="utf-8")
        raise Stop(f"{why_pip_failed(done.stderr)} All that pip said is in {PIP_LOG}.")
    STAMP.write_text(json.dumps({"fingerprint": fingerprint(), "extras": wanted}), encoding="utf-8")


def set_up(extras: set[str], real_screen: bool) -> bool:
    """Everything the program needs. False when only Qt lacks something; all but the window works then."""
    complete = provide(real_screen)
    make_environment()
    install(extras)
    qt = quiet([str(PYTHON), "-c", START_QT], QT_QPA_PLATFORM="offscreen")
    if complete and qt.returncode:
        say(f"Qt does not start here: {last_line(qt.stderr)}")
    return qt.returncode == 0


# --- the commands -----------------------------------------------------------------------------------------------


def program(*words: str) -> None:
    say(f"\n$ vsm-desktop {shlex.join(words)}")
    done = subprocess.run([str(PYTHON), "-m", "vsm_desktop", *words], cwd=ROOT)
    if done.returncode:
        raise Stop(f"This step failed (exit code {done.returncode}).")


def open_window(document: str) -> None:
    """Start the window on its own and watch its first seconds."""
    log = ROOT / DEMO / "window.log"
    with log.open("wb") as out:
        window = subprocess.Popen(
            [str(PYTHON), "-m", "vsm_desktop", document],
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=out,
            start_new_session=True,  # closing the terminal must not close the window
            creationflags=getattr(subprocess, "DETACHED_PROCESS", 0),  # the same on Windows
        )
    try:
        code = window.wait(timeout=4)
    except subprocess.TimeoutExpired:
        say(f"The window is open with {document}.")
        return
    if code:
        raise Stop(f"The window did not open: {last_line(log.read_text(encoding='utf-8', errors='replace'))}")


def run(window: bool) -> int:
    wanted = window and screen() and not os.environ.get("CI")
    qt = set_up(set(), real_screen=wanted)
    shutil.rmtree(ROOT / DEMO, ignore_errors=True)
    (ROOT / DEMO).mkdir(parents=True, exist_ok=True)
    document = f"{DEMO}/acme.vsm"
    program("import", SAMPLE, document)
    program("metrics", document)
    for suffix in ("pdf", "xlsx", "svg", "png"):
        program("export", document, f"{DEMO}/acme.{suffix}")
    say(f"\nThe map is in {DEMO}: acme.vsm, .pdf, .xlsx, .svg and .png.")
    if wanted and qt:
        open_window(document)
        return 0
    reasons = {
        "it was not asked for": not window,
        "no display is here": not screen(),
        "Qt is not complete (see above)": not qt,
        "this is an automatic run (CI is set)": True,
    }
    why = next(reason for reason, holds in reasons.items() if holds)
    say(f"No window was opened, because {why}. It opens with:")
    say(f"    {PYTHON.with_name('vsm-desktop').relative_to(ROOT)} {document}")
    return 0


def test(arguments: list[str]) -> int:
    if not set_up({"test"}, real_screen=False):
        raise Stop("The tests need Qt.")
    return subprocess.run([str(PYTHON), "-m", "pytest", *arguments], cwd=ROOT).returncode


def main(arguments: list[str]) -> int:
    if arguments[:1] == ["test"]:
        return test(arguments[1:])
    parser = argparse.ArgumentParser(description="Set up VSM Desktop from a clone and try it.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="run | test | setup")
    runs = commands.add_parser("run", help="set up, do the main job on the sample, open the window")
    runs.add_argument(
        "--no-window", dest="window", action="store_false", help="do not open the window at the end"
    )
    commands.add_parser("test", help="set up and run the tests; all further arguments go to pytest")
    setup = commands.add_parser("setup", help="set up and nothing else")
    setup.add_argument("--extras", default="", help="extras of pyproject.toml, for example test,dev")
    setup.add_argument(
        "--screen", action="store_true", default=screen(), help="also what a real window needs"
    )
    options = parser.parse_args(arguments)
    if options.command == "run":
        return run(options.window)
    return 0 if set_up(set(filter(None, options.extras.split(","))), options.screen) else 1


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except Stop as stop:
        sys.exit(str(stop))
    except KeyboardInterrupt:
        sys.exit(130)
    except OSError as error:
        sys.exit(f"The set-up stopped: {error}")
