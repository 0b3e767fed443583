"""Garbage with widgets in it ends on the thread of the windows, and nowhere else."""

from __future__ import annotations

import gc
import threading

import pytest
from PySide6.QtWidgets import QWidget

from vsm_desktop.ui.collecting import LOOK_MS, Collecting, collect


@pytest.fixture
def where():
    """The threads on which garbage was looked for."""
    seen: list[threading.Thread] = []

    def note(phase, _info) -> None:
        if phase == "start":
            seen.append(threading.current_thread())

    gc.callbacks.append(note)
    yield seen
    gc.callbacks.remove(note)
    gc.unfreeze()


def waste(count: int = 5_000) -> None:
    """Make rings that only a collection ends."""
    for _ in range(count):
        ring: list[object] = []
        ring.append(ring)


def test_a_widget_in_a_ring_ends_on_the_main_thread_however_busy_another_one_is(qtbot, where):
    ended: list[threading.Thread] = []
    parent = QWidget()
    qtbot.addWidget(parent)
    collecting = Collecting(parent)
    collecting.begin()
    widget = QWidget()
    widget.ring = widget
    widget.destroyed.connect(lambda: ended.append(threading.current_thread()))
    del widget
    worker = threading.Thread(target=waste)
    worker.start()
    worker.join()
    assert not ended
    qtbot.waitUntil(lambda: bool(ended), timeout=10 * LOOK_MS)
    assert {*ended, *where} == {threading.main_thread()}


def test_nothing_is_looked_for_where_nothing_was_made(where):
    gc.collect()
    where.clear()
    assert collect(old=True) == -1
    assert not where


@pytest.fixture
def often():
    """Every generation has its turn after few objects."""
    usual = gc.get_threshold()
    gc.set_threshold(10, 1, 1)
    yield
    gc.set_threshold(*usual)


def test_old_garbage_is_looked_for_only_when_it_may_be(often):
    gc.collect()
    looked = []
    for _ in range(12):
        waste(200)
        looked.append(collect(old=False))
    assert 1 in looked
    assert 2 not in looked
    waste(200)
    assert collect(old=True) == 2
