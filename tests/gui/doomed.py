"""The real program, driven from inside and talking on stdout: `edit FILE` until it is killed, or `recover`."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest

from vsm_desktop.edit.edits import add_node
from vsm_desktop.model.ids import new_id
from vsm_desktop.model.nodes import Inventory
from vsm_desktop.model.value import Point
from vsm_desktop.store.files import load
from vsm_desktop.ui.autosave import shelf
from vsm_desktop.ui.window import windows


def say(*words: object) -> None:
    print(*words, flush=True)


def edit() -> None:
    """A symbol every few milliseconds, for ever."""
    window = windows[0]

    def add() -> None:
        count = len(window.desk.frame.state.nodes)
        name = new_id("inventory", window.desk.frame.stream.ids())
        window.desk.commit("Add", add_node(Inventory(id=name, at=Point(x=84 + 60 * count, y=342))))
        say("edited", count + 1)

    def kept() -> None:
        file = next(shelf().folder.glob("*.vsm"))
        say("kept", len(load(file).state().nodes))

    timer = QTimer(window)
    timer.timeout.connect(add)
    timer.start(5)
    window.autosave.kept.connect(kept)


def recover() -> None:
    """Press Recover as soon as it is offered."""
    window = windows[0]

    def look() -> None:
        if not window.stage.notices.shown:
            return
        timer.stop()
        notice = next(iter(window.stage.notices.shown.values()))
        say(notice.sentence)
        QTest.mouseClick(notice.buttons["Recover"], Qt.MouseButton.LeftButton)
        say(len(window.desk.frame.state.nodes))
        say(window.filing.path)
        say(window.isWindowModified(), window.stage.start is None)
        os._exit(0)

    timer = QTimer(window)
    timer.timeout.connect(look)
    timer.start(5)


if __name__ == "__main__":
    from vsm_desktop.__main__ import start_window

    mode, *names = sys.argv[1:]
    start_window(Path(names[0]) if names else None, {"edit": edit, "recover": recover}[mode])
