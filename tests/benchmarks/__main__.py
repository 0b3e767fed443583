"""Measure the budgets on this machine: `python -m tests.benchmarks [--json OUT] [NAME ...]`."""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from tests.benchmarks.streams import branched, long_stream
from vsm_desktop.model.stream import Layout, ValueStream

_PROFILE = tempfile.TemporaryDirectory(prefix="vsm-profile-", ignore_cleanup_errors=True)
os.environ["VSM_PROFILE"] = _PROFILE.name  # what is measured leaves nothing behind

_START = """
import os, sys, time
from pathlib import Path
from vsm_desktop.__main__ import start_window

def painted():
    print((time.time() - float(sys.argv[1])) * 1000, flush=True)
    os._exit(0)

start_window(Path(sys.argv[2]), painted)
"""
_MEMORY = """
import sys
from tests.benchmarks.streams import long_stream
from tests.benchmarks.window import a_window

with a_window(long_stream(int(sys.argv[1]))) as hand:
    hand.timed(hand.window.view.fit)
    status = open("/proc/self/status").read()
    print(int(status.partition("VmRSS:")[2].split()[0]) / 1024)
"""


def first_paint_ms(runs: int = 9) -> float:
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


def measure_ms(elements: int) -> float:
    """One full measure of a map with branches in which a cycle time changed, every number of it read."""
    from vsm_desktop.edit.edits import in_state, set_fields
    from vsm_desktop.metrics.measure import measure
    from vsm_desktop.model.quantity import quantity

    stream = branched(elements)
    state = stream.states[0]

    def full(moved: ValueStream) -> None:
        report = measure(moved, state.id)
        dict(report.metrics)
        for step in report.steps:
            dict(step.metrics)

    full(stream)
    step = next(node.id for node in state.nodes if node.kind == "process")
    streams = [in_state(state.id, set_fields(step, ct=quantity(20 + i, "s")))(stream) for i in range(1, 31)]
    return statistics.median(_timed(partial(full, moved)) for moved in streams)


def pdf_ms(elements: int, *, tiles: bool = False) -> float:
    """From a document to the bytes of its PDF, on one sheet or in tiles, in a program that has made one before."""
    from vsm_desktop.edit.edits import in_state, set_state
    from vsm_desktop.export.book import book_bytes, print_frame
    from vsm_desktop.model.printing import Print

    wanted = Print(size="scale", scale=100) if tiles else Print()
    stream = in_state("current", set_state(print=wanted))(long_stream(elements))
    book_bytes([print_frame(stream)])
    return statistics.median(_timed(lambda: book_bytes([print_frame(stream)])) for _run in range(9))


def a3_ms() -> float:
    """From the sample with its plan to the bytes of its A3, median, in a program that has made one before."""
    from vsm_desktop.export.a3.book import a3_of_day
    from vsm_desktop.export.pdf import pdf_bytes

    stream, today = _planned(), date(2025, 9, 5)

    def make() -> bytes:
        return pdf_bytes(a3_of_day(stream, today)[0].drawing)

    make()
    return statistics.median(_timed(make) for _run in range(9))


def report_ms() -> float:
    """From a document with two large maps and a plan to the bytes of a report of 30 pages and more, median."""
    from vsm_desktop.export.report.book import report_bytes

    stream, today = _planned(), date(2025, 9, 5)
    scenarios = [stream.states[0].evolve(id=f"s{at}", name=f"Scenario {at}", base="") for at in range(10)]
    long = stream.evolve(states=(*stream.states, *scenarios))
    assert report_bytes(long, today).count(b"/Type /Page\n") >= 30
    return statistics.median(_timed(partial(report_bytes, long, today)) for _run in range(5))


def _planned() -> ValueStream:
    """The sample with its plan."""
    from vsm_desktop.assets import asset
    from vsm_desktop.store.files import loads

    return loads(asset("resources/samples", "acme-future.vsm").read_text(encoding="utf-8"))


def sheet_ms(elements: int) -> float:
    """From a document to the bytes of its data sheet, median; half of the elements are steps."""
    from vsm_desktop.export.workbook import workbook_bytes
    from vsm_desktop.metrics.measure import measure

    stream = long_stream(elements)
    state, report = stream.state(), measure(stream)
    workbook_bytes(stream, state, report)
    return statistics.median(_timed(partial(workbook_bytes, stream, state, report)) for _run in range(7))


def arrange_ms(elements: int) -> float:
    """Laying out a map, median: one with branches read left to right, and a long line folded into rows; the slower one."""
    from vsm_desktop.metrics.measure import measure
    from vsm_desktop.tools.layout import laid_out

    def median(stream: ValueStream, layout: Layout) -> float:
        state = stream.states[0]
        critical = measure(stream, state.id).branches.critical
        edit = laid_out(stream, state, critical, layout)
        return statistics.median(_timed(partial(edit, state)) for _run in range(9))

    return max(median(branched(elements), "left_to_right"), median(long_stream(elements), "folded"))


def route_ms(elements: int) -> float:
    """Routing and composing from nothing a map in which arrows are in each other's way, median."""
    from tests.benchmarks.streams import woven
    from vsm_desktop.drawing.compose import compose
    from vsm_desktop.metrics.measure import measure

    stream = woven(elements)
    state = stream.states[0]
    report = measure(stream, state.id)
    compose(stream, state, report)
    return statistics.median(_timed(partial(compose, stream, state, report)) for _run in range(9))


def reroute_ms(elements: int) -> float:
    """Composing such a map anew while a step in the thick of it is dragged, 95th percentile."""
    from tests.benchmarks.streams import woven
    from vsm_desktop.drawing.compose import compose
    from vsm_desktop.drawing.memory import Memory
    from vsm_desktop.edit.edits import in_state, move
    from vsm_desktop.metrics.measure import measure

    stream, memory = woven(elements), Memory()
    state = stream.states[0]
    compose(stream, state, measure(stream, state.id), memory=memory)
    taken = []
    for i in range(100):
        there = in_state(state.id, move(frozenset({"p2.5"}), 6.0 * (i % 7), 6.0 * (i % 11)))(stream)
        report = measure(there, state.id)
        taken.append(_timed(partial(compose, there, there.state(state.id), report, memory=memory)))
    return _p95(taken[5:])


def import_ms(rows: int) -> float:
    """From the path of a workbook with ten columns to its table with what the columns mean, median."""
    from tests.benchmarks.sheets import long_sheet
    from vsm_desktop.assets import UNWATCHED
    from vsm_desktop.intake.readers.opening import open_sheets
    from vsm_desktop.intake.table import find_table

    with tempfile.TemporaryDirectory() as folder:
        path = long_sheet(Path(folder) / "timing.xlsx", rows)

        def read() -> None:
            (grid,) = open_sheets(path, "", UNWATCHED)
            table = find_table(grid)
            assert table
            assert len(table.rows) == rows

        read()
        return statistics.median(_timed(read) for _run in range(5))


def memory_mb(elements: int) -> float:
    """Resident memory of a process with a map of so many elements in its window, seen near and as a whole."""
    command = [sys.executable, "-c", _MEMORY, str(elements)]
    return float(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def gesture_ms(name: str, elements: int) -> float:
    """95th percentile of a gesture in a window, until it is painted."""
    from tests.benchmarks import gestures

    return _p95(getattr(gestures, name)(elements))


def opening_ms(elements: int) -> float:
    """From the file to its painted window in a running program, median."""
    from tests.benchmarks.gestures import opening

    return statistics.median(opening(elements))


def longest_block_ms(elements: int) -> float:
    """The longest step of any gesture on a large map; each kind is told on stderr."""
    from tests.benchmarks.gestures import blocks

    found = blocks(elements)
    for name, taken in sorted(found.items(), key=lambda item: -item[1]):
        print(f"    {name:16} {taken:10.2f}", file=sys.stderr)
    return max(found.values())


def _timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


def _p95(values: list[float]) -> float:
    return sorted(values)[int(len(values) * 0.95)]


BENCHMARKS: dict[str, Callable[[], float]] = {
    "first_paint_ms": first_paint_ms,
    "edit_500_p95_ms": partial(gesture_ms, "edits", 500),
    "pan_500_p95_ms": partial(gesture_ms, "pans", 500),
    "zoom_500_p95_ms": partial(gesture_ms, "zooms", 500),
    "type_500_p95_ms": partial(gesture_ms, "typing", 500),
    "edit_2000_p95_ms": partial(gesture_ms, "edits", 2_000),
    "fit_2000_p95_ms": partial(gesture_ms, "fits", 2_000),
    "pan_5000_p95_ms": partial(gesture_ms, "pans", 5_000),
    "block_5000_max_ms": partial(longest_block_ms, 5_000),
    "open_500_ms": partial(opening_ms, 500),
    "rss_5000_mb": partial(memory_mb, 5_000),
    "pdf_500_ms": partial(pdf_ms, 500),
    "pdf_tiles_500_ms": partial(pdf_ms, 500, tiles=True),
    "a3_ms": a3_ms,
    "report_ms": report_ms,
    "sheet_500_ms": partial(sheet_ms, 1_000),
    "arrange_500_ms": partial(arrange_ms, 500),
    "route_500_ms": partial(route_ms, 500),
    "reroute_one_ms": partial(reroute_ms, 500),
    "import_50k_ms": partial(import_ms, 50_000),
    "measure_500_ms": partial(measure_ms, 500),
    "measure_5000_ms": partial(measure_ms, 5_000),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help="only these", choices=[[], *BENCHMARKS])
    parser.add_argument("--json", type=Path, metavar="OUT", help="write the results as JSON")
    parser.add_argument("--cpu", action="store_true", help="processor time, where the machine is busy")
    arguments = parser.parse_args()
    if arguments.cpu:
        os.environ["VSM_PROCESSOR_TIME"] = "1"
    results = {}
    for name in arguments.names or BENCHMARKS:
        results[name] = round(BENCHMARKS[name](), 2)
        print(f"{name:20} {results[name]:10.2f}", flush=True)
    if arguments.json:
        arguments.json.write_text(json.dumps(results, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
