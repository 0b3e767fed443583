"""What a program left behind when it ended is offered; taken up, it is unsaved work on the file it came from."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from vsm_desktop.assets import _
from vsm_desktop.store.files import FileProblem, load
from vsm_desktop.store.recovery import Left, forget
from vsm_desktop.store.stamp import Stamp
from vsm_desktop.ui.autosave import shelf
from vsm_desktop.ui.notice import Answer
from vsm_desktop.ui.times import moment

if TYPE_CHECKING:
    from vsm_desktop.ui.window import MainWindow


def offer_recovery(window: MainWindow) -> None:
    """A notice for every document that was not saved."""
    for left in shelf().left_behind():
        _offer(window, left)


def _offer(window: MainWindow, left: Left) -> None:
    window.stage.notices.say(
        f"recovery:{left.file.name}",
        _sentence(left),
        Answer(_("Recover"), partial(recover, window, left), main=True),
        Answer(_("Discard…"), partial(discard, window, left)),
    )


def discard(window: MainWindow, left: Left) -> None:
    """Let it go for good, if that is meant."""
    from vsm_desktop.ui import asking

    if asking.ask_discard(window, left.origin.name or _("A map")):
        forget(left.file)
    else:
        _offer(window, left)


def recover(window: MainWindow, left: Left) -> None:
    """Show it as unsaved; what was left behind goes only when the new window keeps it itself."""
    try:
        stream = load(left.file)
    except FileProblem as problem:
        words = _("{problem} It stays in {folder}.")
        window.stage.notices.say(
            f"recovery:{left.file.name}",
            words.format(problem=problem, folder=left.file.parent),
            tone="alert",
        )
        return
    path = Path(left.origin.path) if left.origin.path else None
    seen = Stamp(0, 0, left.origin.seen) if left.origin.seen else None
    shown = window.filing.show(stream, path, saved=False, seen=seen)
    if shown.autosave.keep_now():
        forget(left.file)


def _sentence(left: Left) -> str:
    name = left.origin.name or _("A map")
    if not left.origin.time:
        return _("{name} was not saved when the program ended.").format(name=name)
    then = datetime.fromtimestamp(left.origin.time)
    return _("{name} was not saved when the program ended. It was kept as it stood {moment}.").format(
        name=name, moment=moment(then, datetime.now())
    )
