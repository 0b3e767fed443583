"""The log file: what went wrong, when, where and after what; it turns over before it gets large."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterable
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
    import logging
    from logging.handlers import RotatingFileHandler

    path = log_file()
    try:
        with _lock:
            path.parent.mkdir(parents=True, exist_ok=True)
            handler = RotatingFileHandler(path, maxBytes=_LARGEST, backupCount=_KEPT, encoding="utf-8")
            handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
            record = logging.makeLogRecord({"msg": text})
            if handler.shouldRollover(record):
                handler.doRollover()
            handler.stream.write(handler.format(record) + "\n")
            handler.close()
    except (OSError, ValueError):  # a name may be half a letter, which is no text
        return False
    return True


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
