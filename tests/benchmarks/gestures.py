"""What the hand does in a window, step by step: milliseconds of each."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from tests.benchmarks.streams import long_stream, plant
from tests.benchmarks.window import Hand, a_window
from vsm_desktop.edit.edits import move
from vsm_desktop.store.files import dumps, load
from vsm_desktop.tools.connect import NATURAL, Connect
from vsm_desktop.ui.window import MainWindow

STEP = "n13"


def edits(elements: int, count: int = 60) -> list[float]:
    """A step is moved in small shifts, as a drag does."""
    with a_window(long_stream(elements)) as hand:
        desk = hand.window.desk

        def once(i: int) -> None:
            desk.preview(move(frozenset({STEP}), 6.0 * (i % 7 + 1), 3.0 * (i % 5)))

        return [hand.timed(partial(once, i)) for i in range(count)][5:]


def typing(elements: int, count: int = 60) -> list[float]:
    """A digit is typed into, and taken out of, the cycle time of a selected step."""
    with a_window(long_stream(elements)) as hand:
        hand.window.desk.select(frozenset({STEP}))
        QApplication.processEvents()
        return [hand.timed(step) for step in _keys(hand, count)][5:]


def _keys(hand: Hand, count: int) -> Iterator[partial[None]]:
    line = hand.window.properties.page.findChild(QLineEdit, "field-ct")
    assert line is not None
    line.setFocus()
    line.setText("40")
    line.setCursorPosition(1)
    for i in range(count):
        if i % 2:
            yield partial(QTest.keyClick, line, Qt.Key.Key_Backspace)
        else:
            yield partial(QTest.keyClick, line, "123456789"[i // 2 % 9])


def pans(elements: int, count: int = 60) -> list[float]:
    """The map is pulled along with the middle button."""
    with a_window(long_stream(elements)) as hand:
        steps = [(-9, -4), (-12, 3), (7, -5), (11, 6), (-16, 0)]
        taken = [hand.timed(partial(hand.pan, *steps[i % 5])) for i in range(count)]
        hand.let_go()
        return taken[5:]


def zooms(elements: int, count: int = 60) -> list[float]:
    """The wheel is turned in and out round the size at which one works."""
    with a_window(long_stream(elements)) as hand:
        return [hand.timed(partial(hand.wheel, -1 if i // 4 % 2 else 1)) for i in range(count)][5:]


def fits(elements: int, count: int = 20) -> list[float]:
    """From a close look to the whole sheet."""
    with a_window(plant(elements)) as hand:
        taken = []
        for _i in range(count):
            hand.window.view.zoom_to(1.0)
            hand.window.view.centerOn(1200, 400)
            QApplication.processEvents()
            taken.append(hand.timed(hand.window.view.fit))
        return taken[2:]


def opening(elements: int, count: int = 5) -> list[float]:
    """A file is read and shown in a window of its own."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "long.vsm"
        path.write_text(dumps(long_stream(elements)), encoding="utf-8")
        taken = []
        with a_window(long_stream(8)) as first:
            for _i in range(count):
                windows: list[MainWindow] = []

                def once(shown: list[MainWindow] = windows) -> None:
                    shown.append(first.window.another(load(path), path))

                taken.append(first.timed(once, painted=False))
                windows[0].close()
                QApplication.processEvents()
        return taken


def blocks(elements: int) -> dict[str, float]:
    """Every kind of gesture on a large map: the longest step of each."""
    found: dict[str, float] = {}
    for stream, scale in ((long_stream(elements), 1.0), (plant(elements), None)):
        with a_window(stream, scale) as hand:
            for name, taken in _all_gestures(hand):
                found[name] = max(found.get(name, 0.0), taken)
    return found


def _all_gestures(hand: Hand) -> Iterator[tuple[str, float]]:
    node = hand.window.desk.frame.state.node(STEP)
    assert node is not None
    x, y = node.at.x, node.at.y - 20
    yield from _drag(hand, x, y)
    yield from _band(hand, x, y)
    yield from _connect(hand, x, y)
    yield from _type(hand)
    yield from _look(hand)
    yield from _everything(hand, x, y)


def _drag(hand: Hand, x: float, y: float) -> Iterator[tuple[str, float]]:
    yield "press", hand.timed(partial(hand.press, x, y))
    step = 12 / hand.window.view.scale_now
    for i in range(1, 9):
        yield "drag", hand.timed(partial(hand.move, x + step * i, y + step * i), painted=False)
    yield "release", hand.timed(partial(hand.release, x + 8 * step, y + 8 * step), painted=False)
    yield "undo", hand.timed(hand.window.desk.undo)


def _band(hand: Hand, x: float, y: float) -> Iterator[tuple[str, float]]:
    x, y = x - 90, y + 180
    yield "press", hand.timed(partial(hand.press, x, y), painted=False)
    for i in range(1, 9):
        yield "rubber band", hand.timed(partial(hand.move, x + 90 * i, y - 40 * i))
    yield "rubber band", hand.timed(partial(hand.release, x + 720, y - 320))
    yield "clear selection", hand.timed(lambda: hand.window.desk.select(frozenset()), painted=False)


def _connect(hand: Hand, x: float, y: float) -> Iterator[tuple[str, float]]:
    desk = hand.window.desk
    desk.use(Connect(NATURAL))
    yield "press", hand.timed(partial(hand.press, x, y), painted=False)
    for i in range(1, 9):
        yield "connect", hand.timed(partial(hand.move, x + 44.5 * i, y), painted=False)
    yield "connect", hand.timed(partial(hand.release, x + 356, y), painted=False)
    hand.window.actions_by_name["select_tool"].trigger()
    yield "undo", hand.timed(desk.undo, painted=False)


def _type(hand: Hand) -> Iterator[tuple[str, float]]:
    yield "select", hand.timed(lambda: hand.window.desk.select(frozenset({STEP})))
    for step in _keys(hand, 8):
        yield "type", hand.timed(step)
    yield "undo", hand.timed(hand.window.desk.undo)


def _look(hand: Hand) -> Iterator[tuple[str, float]]:
    view = hand.window.view
    for i in range(6):
        yield "zoom", hand.timed(partial(hand.wheel, 1 if i < 3 else -1))
    for i in range(6):
        yield "pan", hand.timed(partial(hand.pan, -20 + 8 * i, 5 - 2 * i))
    hand.let_go()
    before = view.scale_now
    yield "fit", hand.timed(view.fit)
    yield "zoom", hand.timed(partial(view.zoom_to, before))


def _everything(hand: Hand, x: float, y: float) -> Iterator[tuple[str, float]]:
    window = hand.window
    window.view.centerOn(x, y)
    QApplication.processEvents()
    actions = window.actions_by_name
    yield "select all", hand.timed(actions["select_all"].trigger, painted=False)
    yield "delete all", hand.timed(actions["delete"].trigger)
    yield "undo", hand.timed(window.desk.undo)
    window.desk.select(frozenset({STEP}))
    QApplication.processEvents()
    yield "delete", hand.timed(actions["delete"].trigger, painted=False)
    yield "undo", hand.timed(window.desk.undo, painted=False)
