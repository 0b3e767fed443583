"""The runner of the acceptance cases: how it draws, compares and counts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.acceptance.__main__ import main
from tests.acceptance.run import agrees, checks_of, value_of
from tests.acceptance.sketch import stream_of
from vsm_desktop.metrics.measure import measure
from vsm_desktop.store import files

STEPS = [{"id": name, "name": name, "kind": "process", "pt_s": 10} for name in "ABC"]


def a_map(**more: Any) -> dict[str, Any]:
    return {
        "id": "one",
        "kind": "map",
        "steps": STEPS,
        "options": {"day_base": "clock_24h"},
        "expected": {},
    } | more


def lead_time(**more: Any) -> float | None:
    return measure(stream_of(a_map(**more), {})).number("lead_time_s")


def expecting(**values: Any) -> dict[str, Any]:
    return {key.replace("__", "."): {"value": value} for key, value in values.items()}


def write(folder: Path, *cases: dict[str, Any]) -> str:
    for number, case in enumerate(cases):
        (folder / f"{number}.json").write_text(json.dumps(case), encoding="utf-8")
    return str(folder)


def test_all_met_is_success(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([write(tmp_path, a_map(expected=expecting(lead_time_s=30)))]) == 0
    assert capsys.readouterr().out.splitlines() == ["1 passed, 0 failed"]


def test_each_failure_is_a_line_and_the_count_is_the_last(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = a_map(expected=expecting(lead_time_s=31, takt_s=None, ct_s__A=1))

    assert main([write(tmp_path, wrong)]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "one lead_time_s: expected 31, found 30.0",
        "one ct_s.A: expected 1, found 'no such result: ct_s.A'",
        "1 passed, 2 failed",
    ]


def test_calculations_are_run_by_their_names(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    little = {"name": "c", "metric": "little", "inputs": {"throughput": 2, "flow_time": 2}}
    right = little | {"expected": expecting(wip=4)}
    odd = little | {"inputs": {"wip": 4}, "expected": expecting(wip=4)}
    unknown = {"name": "u", "metric": "luck", "inputs": {}, "expected": expecting(luck=7)}
    nested = {
        "name": "n",
        "metric": "pattern",
        "inputs": {"rows": {"a.b": [1, 3]}},
        "expected": expecting(average_per_day__a__b=2, average_per_day__c=2, column_totals=[1, 3]),
    }
    cases = {"id": "x", "kind": "calc", "calcs": [right, odd, unknown, nested]}

    assert main([write(tmp_path, cases, a_map(calcs=[right]))]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "x c wip: expected 4, ValueError: two of wip, throughput and flow_time",
        "x u luck: expected 7, KeyError: 'luck'",
        "x n average_per_day.c: expected 2, found 'no such result: average_per_day.c'",
        "4 passed, 3 failed",
    ]


def test_a_case_that_cannot_be_drawn_fails_with_its_reason() -> None:
    checks = list(checks_of(a_map(steps=[STEPS[0] | {"uptime": 0}], expected=expecting(takt_s=None))))

    assert [check.passed for check in checks] == [False]
    assert "uptime" in str(checks[0]).casefold()


def test_other_files_are_no_cases(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([write(tmp_path, {"id": "q", "kind": "sim"})]) == 0
    assert capsys.readouterr().out == "0 passed, 0 failed\n"


def test_a_folder_that_is_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["nowhere"])
    assert "nowhere is no folder" in capsys.readouterr().err


def test_maps_are_saved_with_the_ids_of_the_case(tmp_path: Path) -> None:
    variants = [{"options": {"dispatch_wait": True}, "expected": expecting(lead_time_s=30)}]
    several = {"id": "set", "kind": "map-set", "maps": [a_map(), a_map(expected=expecting(lead_time_s=30))]}
    one = a_map(expected=expecting(lead_time_s=30), variants=variants)
    out = tmp_path / "deep" / "out"

    assert main([write(tmp_path, one, several), "--save", str(out)]) == 0

    assert sorted(path.name for path in out.iterdir()) == ["one.vsm", "set--1.vsm", "set--2.vsm"]
    state = files.load(out / "one.vsm").state()
    assert [node.id for node in state.nodes] == ["A", "B", "C", "customer"]
    assert not state.options.dispatch_wait
    assert len({node.at for node in state.nodes}) == len(state.nodes)


def test_steps_not_in_the_flow_stay_off_the_ladder() -> None:
    report = measure(stream_of(a_map(flow=["A", "C"]), {}))

    assert report.number("total_work_content_s") == 20
    assert [(step.id, step.on_ladder) for step in report.steps] == [("A", True), ("B", False), ("C", True)]


def test_a_step_passed_twice_is_a_second_node_of_the_same_step() -> None:
    # 2 passes of A: 10 + 10 + 10
    steps = [step | {"ct_s": 10} for step in STEPS]
    case = a_map(steps=steps, flow=["A", "B", "A"], demand={"quantity": 10, "per": "day"})
    report = measure(stream_of(case, {}))

    assert report.number("lead_time_s") == 30
    assert value_of(report, "critical_path") == ["A", "B", "A"]
    assert value_of(report, "required_per_day.A") == 20


@pytest.mark.parametrize(
    ("flow", "seconds"),
    [
        ([{"parallel": [["A"], ["B", "C"]]}], 20),
        ([{"parallel": [["A"], []]}, "B"], 20),
        (["A", {"parallel": [["B"], ["C"]]}], 20),
        ([{"choice": [{"share": 0.5, "flow": ["A"]}, {"share": 0.5, "flow": []}]}, "B"], 15),
        (["A", {"choice": [{"share": 0.5, "flow": ["B"]}, {"share": 0.5, "flow": ["C"]}]}], 20),
        ([{"parallel": [["A"], ["B"]]}, {"parallel": [["C"], []]}], 20),
        ([{"loop": {"flow": ["A", {"loop": {"flow": ["B"], "repeat_probability": 0.5}}], "repeat_probability": 0.5}}], 60),
        ([{"loop": {"flow": ["A"], "repeat_probability": 1}}], None),
    ],
)  # fmt: skip
def test_structures_are_drawn_with_dots_where_needed(flow: list[Any], seconds: float | None) -> None:
    assert lead_time(flow=flow) == seconds


def test_edges_wait_for_all() -> None:
    # A > B, A > C: two ends, the longer way; B > C as well: one after the other
    assert lead_time(edges=[["A", "B"], ["A", "C"]]) == 20
    assert lead_time(edges=[["A", "B"], ["A", "C"], ["B", "C"]]) == 30


@pytest.mark.parametrize(
    ("found", "expected", "agree"),
    [
        (1.0, 1.0 + 1e-10, True),
        (1.0, 1.0 + 1e-8, False),
        (0.0, 1e-13, True),
        (None, None, True),
        (None, 0, False),
        (0.0, None, False),
        (["a", "b"], ["a", "b"], True),
        (["b", "a"], ["a", "b"], False),
        ([2, 3], [2.0, 3.0], True),
        ([2], [2, 3], False),
        ("a", "a", True),
    ],
)
def test_numbers_within_the_tolerance_all_else_exactly(found: Any, expected: Any, agree: bool) -> None:
    assert agrees(found, expected) is agree


def test_every_field_of_the_table_can_be_given() -> None:
    step = {
        "id": "A",
        "kind": "process",
        "pt_days": 0.5,
        "lt_s": 100,
        "va": "NVA",
        "note": "unknown keys are notes",
    }
    moves = [
        {"id": "T", "kind": "transport", "time_s": 10, "interval_s": 5},
        {"id": "Q", "kind": "queue", "wait_s": 5, "max": 3},
        {"id": "S", "kind": "shipment", "days": 1},
    ]
    stream = stream_of(a_map(steps=[step, *moves], pack=20, options={"hours_per_day": 8}), {})

    state = stream.state()
    typed = [node.pt.typed if node.kind == "process" else "" for node in state.nodes]
    assert typed[0] == "0.5 d"
    assert state.options.hours_per_day is not None
    assert state.options.hours_per_day.typed == "8 h"
    assert state.nodes[-1].pack.value == 20  # type: ignore[union-attr]
