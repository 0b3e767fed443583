"""What must hold for every map."""

from __future__ import annotations

import json
from math import isclose, isfinite
from typing import Any

from hypothesis import strategies as st

from tests.acceptance.sketch import stream_of
from tests.builders import a_stream, arrow, customer, junction, process, stock, transport
from tests.metrics.drawings import streams
from tests.metrics.properties import for_all
from tests.metrics.test_oracles import cases
from vsm_desktop.metrics import readings, structure
from vsm_desktop.metrics.as_json import metrics_json
from vsm_desktop.metrics.measure import measure
from vsm_desktop.metrics.report import Report, Result
from vsm_desktop.model.stream import ValueStream
from vsm_desktop.model.value import Point


def forget() -> None:
    """Measure as if for the first time."""
    structure._recent.forget()
    readings._recent.forget()


def every_result(report: Report) -> list[Result]:
    return [*report.metrics.values(), *(result for step in report.steps for result in step.metrics.values())]


@for_all(streams())
def test_any_drawing_can_be_measured_and_every_unknown_has_a_reason(stream: ValueStream) -> None:
    report = measure(stream)

    for result in every_result(report):
        assert (result.value is None) == bool(result.reason)
        assert result.number is None or isfinite(result.number)
    for step in report.steps:
        for number in (step.wait_s, step.wait_days, step.processing_s):
            assert number is None or isfinite(number)
    for problem in report.problems:
        assert problem.message.rstrip().endswith(".")
        assert "\n" not in problem.message
    assert json.loads(json.dumps(metrics_json(stream, stream.states[0], report), allow_nan=False))


@for_all(streams(), streams())
def test_what_is_remembered_changes_nothing(stream: ValueStream, other: ValueStream) -> None:
    forget()
    cold = measure(stream)
    mixed = stream.evolve(calendar=other.calendar)  # the same nodes and arrows by another calendar
    measure(mixed)
    measure(other)

    assert measure(stream) == cold
    assert measure(ValueStream.model_validate(stream.model_dump())) == cold


@for_all(streams(), st.data())
def test_after_an_edit_the_numbers_are_those_of_a_new_map(stream: ValueStream, data: Any) -> None:
    state = stream.states[0]
    measure(stream)
    if not state.nodes:
        return
    number = data.draw(st.integers(0, len(state.nodes) - 1))
    other = data.draw(streams()).states[0].nodes
    changed = list(state.nodes)
    changed[number] = changed[number].evolve(name="Other", at=Point(x=1.0))
    if other:
        changed[number] = other[0].evolve(id=changed[number].id)
    edited = stream.evolve(states=(state.evolve(nodes=tuple(changed)),))
    warm = measure(edited)
    forget()

    assert measure(edited) == warm


@for_all(cases())
def test_a_step_without_time_changes_nothing(case: dict[str, Any]) -> None:
    before = measure(stream_of(case, {}))
    zero = {"id": "zero", "kind": "process", "pt_s": 0, "ca": 1.0}
    after = measure(stream_of(case | {"steps": [*case["steps"], zero], "flow": [*case["flow"], "zero"]}, {}))

    for key in ("lead_time_s", "processing_time_s", "total_work_content_s", "rolled_ca", "takt_s"):
        assert isclose(before.number(key) or 0, after.number(key) or 0, rel_tol=1e-12)


@for_all(cases(), st.sampled_from([0.5, 3.0, 60.0]))
def test_all_times_scaled_scale_the_lead_time(case: dict[str, Any], factor: float) -> None:
    scaled = [
        step | {"wait_s": step["wait_s"] * factor, "pt_s": step["pt_s"] * factor} for step in case["steps"]
    ]
    before, after = measure(stream_of(case, {})), measure(stream_of(case | {"steps": scaled}, {}))

    for key in (
        "lead_time_s",
        "lead_time_days",
        "waiting_time_s",
        "processing_time_s",
        "total_work_content_s",
    ):
        assert isclose((before.number(key) or 0) * factor, after.number(key) or 0, rel_tol=1e-9)
    assert before.metrics["critical_path"] == after.metrics["critical_path"]


@for_all(cases(), st.randoms(use_true_random=False))
def test_the_order_of_drawing_does_not_matter(case: dict[str, Any], random: Any) -> None:
    stream = stream_of(case, {})
    state = stream.states[0]
    drawn, arrows = list(state.nodes), list(state.flows)
    random.shuffle(drawn)
    random.shuffle(arrows)
    other = stream.evolve(states=(state.evolve(nodes=tuple(drawn), flows=tuple(arrows)),))

    before, after = measure(stream), measure(other)

    for key in ("lead_time_s", "processing_time_s", "total_work_content_s", "rolled_ca"):
        assert isclose(before.number(key) or 0, after.number(key) or 0, rel_tol=1e-9)


@for_all(st.floats(0, 1e6), st.floats(0, 1e6), st.floats(0, 1e3), st.floats(0, 1e5))
def test_lead_time_is_waiting_and_processing(ct: float, wait: float, days: float, qty: float) -> None:
    report = measure(
        a_stream(
            stock("S", qty=repr(qty)),
            process("P", ct=f"{ct!r} s", wait=f"{wait!r} s"),
            transport("T", time=f"{days!r} d"),
            customer("100/d"),
        )
    )

    assert isclose(
        report.number("lead_time_s") or 0,
        (report.number("waiting_time_s") or 0) + (report.number("processing_time_s") or 0),
        rel_tol=1e-12,
    )
    waits = sum(step.wait_days or 0 for step in report.steps)
    assert isclose(waits, report.number("waiting_time_days") or 0, rel_tol=1e-12)


@for_all(st.integers(1, 30))
def test_a_dot_on_an_arrow_changes_nothing(work: int) -> None:
    steps = [process("A", pt=work), process("B", pt=2 * work), customer("10/d")]
    with_dot = [arrow("A", "dot"), arrow("dot", "B"), arrow("B", "Customer")]

    plain, dotted = measure(a_stream(*steps)), measure(a_stream(*steps, junction("dot"), flows=with_dot))

    assert dict(plain.metrics) == dict(dotted.metrics)
    assert plain.steps == dotted.steps
