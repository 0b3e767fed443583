"""A copy of what is on a desk, written at once when something unexpected happens."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path

from vsm_desktop.store.files import SUFFIX, FileProblem, save
from vsm_desktop.tools.desk import Desk
from vsm_desktop.ui.profile import profile_folder

_LONGEST_NAME = 40


def recovery_folder() -> Path:
    """Where the copies lie."""
    return profile_folder() / "recovery"


def save_recovery_copy(desk: Desk) -> Path | None:
    """Write the recorded document, without a gesture under way; None where that is not possible."""
    stream = desk.history.current
    folder = recovery_folder()
    words = re.sub(r"[^\w -]+", "", stream.name).strip()[:_LONGEST_NAME] or "map"
    stamp = f"{words} {datetime.now():%Y-%m-%d %H-%M-%S}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{stamp}{SUFFIX}"
        number = 1
        while path.exists():
            number += 1
            path = folder / f"{stamp} ({number}){SUFFIX}"
        save(stream, path)
    except (OSError, ValueError, FileProblem):
        return None
    return path
