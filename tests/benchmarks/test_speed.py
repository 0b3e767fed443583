"""Speed under pytest-benchmark: `pytest tests/benchmarks --benchmark-only`."""

from __future__ import annotations

from typing import Any

import pytest

from tests.benchmarks.streams import branched, long_stream
from vsm_desktop.drawing.compose import compose
from vsm_desktop.drawing.frame import frame_of
from vsm_desktop.drawing.memory import Memory
from vsm_desktop.edit.edits import in_state, move, set_fields
from vsm_desktop.metrics.measure import measure
from vsm_desktop.metrics.report import Report
from vsm_desktop.model.quantity import quantity
from vsm_desktop.model.stream import ValueStream
from vsm_desktop.store.files import dumps, loads


@pytest.mark.parametrize("elements", [500, 2_000])
def test_one_edit_and_its_frame(benchmark, elements):
    stream, memory = long_stream(elements), Memory()
    frame_of(stream, memory=memory)
    steps = iter(range(1, 10**9))

    def edit() -> None:
        moved = in_state("current", move(frozenset({"n13"}), 6.0 * next(steps), 0))(stream)
        frame_of(moved, memory=memory)

    benchmark(edit)
    assert memory.composed <= 10, "only what an edit touches is drawn anew"


@pytest.mark.parametrize("elements", [500, 5_000])
def test_composing_from_nothing(benchmark, elements):
    stream = long_stream(elements)
    report = measure(stream, "current")
    drawing = benchmark(compose, stream, stream.state(), report)
    assert len(drawing.parts) > elements


@pytest.mark.parametrize("elements", [1_000])
def test_saving_and_loading(benchmark, elements):
    stream = long_stream(elements)
    assert benchmark(lambda: loads(dumps(stream))) == stream


@pytest.mark.parametrize("elements", [500, 5000])
@pytest.mark.parametrize("shape", ["line", "branches"])
def test_speed_of_measuring_while_typing(benchmark: Any, elements: int, shape: str) -> None:
    stream = long_stream(2 * elements) if shape == "line" else branched(elements)
    state = stream.states[0]
    step = next(node.id for node in state.nodes if node.kind == "process")
    times = iter(range(1, 10**9))

    def typed() -> tuple[tuple[ValueStream], dict[str, Any]]:
        edit = set_fields(step, ct=quantity(next(times) / 10, "s"))
        return (in_state(state.id, edit)(stream),), {}

    report: Report = benchmark.pedantic(measure, setup=typed, rounds=50)
    assert report.number("lead_time_days") is not None
