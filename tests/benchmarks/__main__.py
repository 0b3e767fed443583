"""Measure the budgets on this machine: `python -m tests.benchmarks [--json OUT]`."""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from tests.benchmarks.streams import branched, long_stream
from vsm_desktop.model.stream import ValueStream

_START = """
import os, sys, time
from pathlib import Path
from vsm_desktop.__main__ import start_window

def painted():
    print((time.time() - float(sys.argv[1])) * 1000, flush=True)
    os._exit(0)

start_window(Path(sys.argv[2]), painted)
"""


def first_paint_ms(runs: int = 5) -> float:
    """From the start of the process to the first painted frame of the sample, median of warm starts."""
    sample = Path(__file__).parents[2] / "resources/samples/acme-current.vsm"

    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}

    def start() -> float:
        command = [sys.executable, "-c", _START, str(time.time()), str(sample)]
        return float(
            subprocess.run(command, capture_output=True, text=True, check=True, env=environment).stdout
        )

    start()
    return statistics.median(start() for _run in range(runs))


def edit_p95_ms(elements: int, edits: int = 60) -> float:
    """One edit, its frame, and the frame painted in a window: 95th percentile."""
    from vsm_desktop.app import make_app
    from vsm_desktop.edit.edits import move
    from vsm_desktop.ui.window import MainWindow

    app = make_app()
    window = MainWindow(long_stream(elements))
    window.resize(1600, 1000)
    window.show()
    app.processEvents()
    window.view.zoom_to(1.0)
    window.view.centerOn(1200, 400)
    app.processEvents()
    taken = []
    for i in range(edits):
        began = time.perf_counter()
        window.desk.preview(move(frozenset({"n13"}), 6.0 * (i % 7 + 1), 3.0 * (i % 5)))
        app.processEvents()
        taken.append((time.perf_counter() - began) * 1000)
    window.desk.cancel()
    window.close()
    return _p95(taken[5:])


def measure_ms(elements: int) -> float:
    """One full measure of a map with branches in which a step was moved, every number of it read."""
    from vsm_desktop.edit.edits import in_state, move
    from vsm_desktop.metrics.measure import measure

    stream = branched(elements)
    state = stream.states[0]

    def full(moved: ValueStream) -> None:
        report = measure(moved, state.id)
        dict(report.metrics)
        for step in report.steps:
            dict(step.metrics)

    full(stream)
    streams = [in_state(state.id, move({state.nodes[1].id}, 6.0 * i, 0))(stream) for i in range(1, 31)]
    return statistics.median(_timed(partial(full, moved)) for moved in streams)


def _timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


def _p95(values: list[float]) -> float:
    return sorted(values)[int(len(values) * 0.95)]


BENCHMARKS: dict[str, Callable[[], float]] = {
    "first_paint_ms": first_paint_ms,
    "edit_500_p95_ms": lambda: edit_p95_ms(500),
    "measure_500_ms": lambda: measure_ms(500),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", type=Path, metavar="OUT", help="write the results as JSON")
    arguments = parser.parse_args()
    results = {}
    for name, work in BENCHMARKS.items():
        results[name] = round(work(), 2)
        print(f"{name:20} {results[name]:10.2f}", flush=True)
    if arguments.json:
        arguments.json.write_text(json.dumps(results, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
