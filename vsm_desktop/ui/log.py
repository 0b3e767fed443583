"""The log file: what went wrong, when, where and after what; it turns over before it gets large."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Iterable
from datetime import datetime
from itertools import pairwise
from pathlib import Path

from vsm_desktop import __version__
from vsm_desktop.tools.desk import Desk
from vsm_desktop.ui.profile import profile_folder

_LARGEST, _KEPT = 500_000, 2
_LAST_ACTIONS = 12
_lock = threading.Lock()


def log_file() -> Path:
    """Where unexpected errors are written."""
    return profile_folder() / "vsm-desktop.log"


def write_log(text: str) -> bool:
    """Add an entry with its time to the log file; False where even that is not possible."""
    path = log_file()
    entry = f"{datetime.now():%Y-%m-%d %H:%M:%S} {text}\n"
    try:
        with _lock:
            path.parent.mkdir(parents=True, exist_ok=True)
            if path.exists() and path.stat().st_size + len(entry) > _LARGEST:
                _turn_over(path)
            with path.open("a", encoding="utf-8", errors="backslashreplace") as file:
                file.write(entry)
    except OSError:
        return False
    return True


def _turn_over(path: Path) -> None:
    """The full file becomes the first old one, the first the second, and so on."""
    olds = [path.with_name(f"{path.name}.{number}") for number in range(1, _KEPT + 1)]
    for old, older in reversed(list(pairwise(olds))):
        if old.exists():
            os.replace(old, older)
    os.replace(path, olds[0])


def circumstances(desks: Iterable[Desk]) -> str:
    """Version, system and what was done last, for whoever reads an error."""
    import platform

    from PySide6.QtCore import qVersion

    lines = [
        f"VSM Desktop {__version__}, Python {platform.python_version()}, Qt {qVersion()}, "
        f"{platform.platform()}, thread {threading.current_thread().name}"
    ]
    for desk in desks:
        history = desk.history
        labels = [step.label for step in history.steps[max(0, history.at - _LAST_ACTIONS) : history.at]]
        lines.append(f"Tool {desk.tool.name}, last actions: {', '.join(labels) or 'none'}")
    return "\n".join(lines)


def trace_of(error: BaseException) -> str:
    """The traceback as text."""
    import traceback

    return "".join(traceback.format_exception(error))


def say_on_stderr(text: str) -> None:
    """To the terminal, if there is one: a program of the desktop may have none."""
    if sys.stderr is not None:
        print(text, file=sys.stderr)
