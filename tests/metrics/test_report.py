"""The report as values and as JSON; what is kept between two measurings; what it costs."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import pytest

from tests.benchmarks.streams import branched
from tests.builders import WORKING, a_stream, arrow, arrows, customer, process, stock, transport
from tests.metrics.test_properties import forget
from vsm_desktop.metrics import readings, structure
from vsm_desktop.metrics.as_json import metrics_json
from vsm_desktop.metrics.measure import measure
from vsm_desktop.metrics.report import UNIT, Result, Results
from vsm_desktop.model.stream import State, ValueStream
from vsm_desktop.model.value import Point

MAP_METRICS = set(UNIT) - {
    "days_of_supply", "effective_ct_s", "capacity_per_day", "capacity_per_day_no_changeover",
    "capacity_per_shift_no_changeover", "required_per_day", "utilization", "wait_s", "wait_days", "processing_s",
}  # fmt: skip


def test_a_report_has_every_metric_also_of_an_empty_map() -> None:
    assert set(measure(a_stream()).metrics) == MAP_METRICS
    assert set(measure(a_stream(process("P", ct=1), customer("1/d"))).metrics) == MAP_METRICS


def test_steps_have_what_applies_to_their_kind() -> None:
    report = measure(a_stream(stock("S", days=1), transport("T", time="1 d"), process("P", ct=1)))

    waits = {"wait_s", "wait_days"}
    assert set(report.steps[0].metrics) == waits | {"days_of_supply"}
    assert set(report.steps[1].metrics) == waits
    assert set(report.steps[2].metrics) == set(UNIT) - MAP_METRICS - {"days_of_supply"}


def test_results_are_looked_up_by_name() -> None:
    report = measure(a_stream(process("P", ct=30), **{"day_base": "clock_24h"}))

    assert report.number("lead_time_s") == 30
    assert report.number("critical_path") is report.number("no such metric") is None
    assert report.step("P") is report.steps[0]
    assert report.step("Q") is None
    assert report.metrics["lead_time_s"] == Result(30.0, "s")
    assert len(report.metrics) == len(MAP_METRICS)
    assert "lead_time_s" in repr(report.metrics)
    assert Results(lambda: {"takt_s": 1.0}) == {"takt_s": Result(1.0, "s")}


def test_a_state_is_chosen_by_id() -> None:
    states = (State(id="now", nodes=(process("P", pt=1),)), State(id="then", nodes=(process("P", pt=2),)))
    stream = ValueStream(states=states, shown_state="then")

    assert measure(stream).state_id == "then"
    assert measure(stream, "now").number("processing_time_s") == 1
    with pytest.raises(KeyError):
        measure(stream, "never")


def test_every_convention_is_told() -> None:
    options = {
        "lead_time_mode": "waits_only",
        "hours_per_day": "7.5 h",
        "throughput": "400/d",
        "planned_cycle": "0.9",
        "dispatch_wait": True,
    }
    report = measure(a_stream(**options))

    assert report.options == {
        "lead_time_mode": "waits_only",
        "day_base": "working",
        "hours_per_day": 7.5,
        "branch_time_mode": "critical_path",
        "rework_mode": "geometric",
        "batch_mode": "one_piece",
        "dispatch_wait": True,
        "stock_rate": "demand",
        "throughput_per_day": 400,
        "planned_cycle": 0.9,
    }


def as_json(stream: ValueStream) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(
        json.dumps(metrics_json(stream, stream.state(), measure(stream)), allow_nan=False)
    )
    return found


def test_as_json_has_the_ends_of_a_range_beside_what_is_calculated_with() -> None:
    stream = a_stream(
        process("P", ct="1-2 min", lt="2-4 weeks", uptime="80-90 %", co="<5 min"), calendar=WORKING
    )
    assert as_json(stream)["steps"][0]["data"] == {
        "ct_s": 90, "ct_s_low": 60, "ct_s_high": 120,
        "lt_days": 15, "lt_days_low": 10, "lt_days_high": 20,
        "co_s": 300, "co_s_low": 0, "co_s_high": 300,
        "uptime": 0.85, "uptime_low": pytest.approx(0.8), "uptime_high": 0.9,
    }  # fmt: skip


def test_how_times_are_shown_is_no_convention_of_the_numbers() -> None:
    plain, in_hours = (
        a_stream(process("P", ct="1 min"), **more) for more in ({}, {"time_unit": "h", "mark_sources": True})
    )
    assert as_json(plain) == as_json(in_hours)


def test_as_json() -> None:
    data = {
        "ct": "1 min",
        "lt": "2 weeks",
        "wait": "5 min",
        "uptime": "85 %",
        "va": "VA",
        "operators": 0.5,
        "shared": True,
    }
    parts = [
        stock("S", qty_by_variant={"LH": 4600, "RH": 2400}),
        process("P", **data),
        transport("T", interval="1 d"),
    ]
    found = as_json(a_stream(*parts, customer("920/d")))

    assert list(found) == ["format", "state", "options", "metrics", "steps", "problems"]
    assert (found["format"], found["state"]) == (1, "current")
    assert found["metrics"]["takt_s"] == {"value": 27_000 / 920, "unit": "s", "reason": None}
    assert found["metrics"]["lead_time_s"] == {
        "value": None,
        "unit": "s",
        "reason": "T cannot be timed. No transit time is entered.",
    }
    assert found["metrics"]["missing"]["value"] == ["T"]
    assert [step["data"] for step in found["steps"]] == [
        {"qty_by_variant": {"LH": 4600, "RH": 2400}},
        {
            "ct_s": 60,
            "lt_days": 10,
            "wait_s": 300,
            "uptime": 0.85,
            "operators": 0.5,
            "shared": True,
            "va": "VA",
        },
        {"interval_days": 1},
    ]
    assert {key: found["steps"][0][key] for key in ("id", "name", "kind")} == {
        "id": "S",
        "name": "S",
        "kind": "inventory",
    }
    assert found["steps"][0]["metrics"]["days_of_supply"]["value"] == pytest.approx(7000 / 920)
    problem = next(p for p in found["problems"] if p["code"] == "step_missing")
    assert problem == {
        "code": "step_missing",
        "severity": "warning",
        "message": "T has no transit time.",
        "ids": ["T"],
    }


def test_as_json_tells_times_in_days_from_times_in_seconds() -> None:
    parts = [
        stock("A", days="2 shifts"),
        stock("B", days="90 min"),
        process("P", ct="1 d", pt=60, same_as="Q"),
    ]
    found = as_json(a_stream(*parts, process("Q", ct=60)))

    assert [step["data"] for step in found["steps"][:3]] == [
        {"days": 2},
        {"wait_s": 5400},
        {"ct_days": 1, "pt_s": 60, "same_as": "Q"},
    ]


def test_what_did_not_change_is_the_same_object() -> None:
    stream = a_stream(process("A", ct=1), stock("B", qty=5), process("C", ct=2), customer("100/d"))
    before = measure(stream)
    state = stream.states[0]
    moved = state.nodes[0].evolve(at=Point(x=7.0))
    after = measure(stream.evolve(states=(state.evolve(nodes=(moved, *state.nodes[1:])),)))

    assert after == before
    assert after.steps[1] is before.steps[1]
    assert structure.structure_of(state) is not None


def test_little_is_kept() -> None:
    forget()
    for i in range(20):
        stream = a_stream(process("A", ct=1), process("B", ct=i))
        measure(stream.evolve(states=(stream.states[0].evolve(id=f"s{i}"),)))

    assert len(structure._recent) == len(readings._recent) == 8


def test_another_calendar_or_name_is_noticed() -> None:
    stream = a_stream(
        process("A", ct=1), process("B"), customer("100/week"), flows=arrows("A > B > Customer")
    )
    state = stream.states[0]
    measure(stream)
    six = measure(
        stream.evolve(calendar=stream.calendar.evolve(days_per_week=process("x", stations=6).stations))
    )
    named = state.evolve(nodes=tuple(node.evolve(name=f"{node.name}!") for node in state.nodes))

    assert six.number("daily_demand") == pytest.approx(100 / 6)
    assert (
        measure(stream.evolve(states=(named,))).metrics["lead_time_s"].reason.startswith("B! cannot be timed")
    )


def test_an_arrow_that_changed_is_noticed() -> None:
    stream = a_stream(process("A", pt=1), process("B", pt=2), flows=[arrow("A", "B")])
    state = stream.states[0]
    measure(stream)
    loop = state.evolve(flows=(*state.flows, arrow("B", "A", repeat=0.5)))

    assert measure(stream.evolve(states=(loop,))).number("lead_time_s") == 6


def test_networkx_is_not_needed_to_measure() -> None:
    code = "import sys, vsm_desktop.metrics.measure; sys.exit('networkx' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_branches_of_a_large_map_can_be_computed() -> None:
    assert measure(branched(500)).number("lead_time_days") is not None
