"""Speed of finding under pytest-benchmark: `pytest tests/benchmarks --benchmark-only`."""

from __future__ import annotations

import itertools

import pytest

from tests.benchmarks.streams import long_stream
from vsm_desktop.drawing.find import Finder
from vsm_desktop.metrics.measure import measure
from vsm_desktop.ui.matching import Index


@pytest.mark.parametrize("entries", [500, 5_000])
def test_a_keystroke_in_the_palette(benchmark, entries):
    index = Index([f"Weld {i} → Paint {i + 1}" for i in range(entries)], str)
    typed = itertools.cycle(["w", "we", "wel", "weld", "weld 4", "weld 49", "x", "p", "pa"])
    found = benchmark(lambda: index.search(next(typed)))
    assert len(found) <= entries


@pytest.mark.parametrize("elements", [500, 5_000])
def test_a_keystroke_in_the_find_bar(benchmark, elements):
    stream, finder = long_stream(elements), Finder()
    reports = {"current": measure(stream, "current")}
    typed = itertools.cycle(["s", "st", "step", "step 49", "62 s", "nothing"])
    benchmark(lambda: finder.find(stream, next(typed), ["current"], reports))


@pytest.mark.parametrize("steps", [500])
def test_opening_the_palette(benchmark, qapp, steps):
    from PySide6.QtWidgets import QApplication

    from vsm_desktop.ui.window import MainWindow

    window = MainWindow(long_stream(4 * steps))
    window.show()
    QApplication.processEvents()

    def open_it() -> None:
        window.seeking.open_palette()
        window.seeking.palette.grab()

    benchmark(open_it)
    assert window.seeking.palette.isVisible()
    window.close()
