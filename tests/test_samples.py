"""The shipped samples: files like any other, with the numbers they promise, and maps on which nothing overlaps."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import pytest

from vsm_desktop.assets import asset, asset_folder
from vsm_desktop.drawing.symbols.table import body_of
from vsm_desktop.metrics.measure import measure
from vsm_desktop.metrics.report import Report
from vsm_desktop.model.fields import FRAMES
from vsm_desktop.model.stream import State, ValueStream
from vsm_desktop.store.files import SUFFIX, dumps, loads
from vsm_desktop.ui.shipped import SAMPLES

NAMES = sorted(one.name for one in asset_folder("resources/samples").iterdir() if one.name.endswith(SUFFIX))
CITED = {"acme-future.vsm", "twi-current.vsm", "twi-future.vsm", "loan-approval.vsm"}
MADE_UP = {"emergency-department.vsm", "garden-pumps.vsm", "valve-blocks.vsm"}
MEANT = {
    "acme-current.vsm": {"over_takt", "over_capacity"},
    "acme-future.vsm": {"over_takt", "over_capacity"},
    "loan-approval.vsm": {"no_demand", "no_working_time"},
}
"""What is wrong on a map because the example shows just that."""


def text_of(name: str) -> str:
    return asset("resources/samples", name).read_text(encoding="utf-8")


def sample(name: str) -> ValueStream:
    return loads(text_of(name))


def report_of(name: str, state: str = "") -> Report:
    return measure(sample(name), state)


@pytest.mark.parametrize("name", NAMES)
def test_it_is_written_back_byte_for_byte(name):
    assert dumps(sample(name)) == text_of(name)


@pytest.mark.parametrize("name", NAMES)
def test_it_has_no_problems_but_those_it_shows(name):
    stream = sample(name)
    found = {
        problem.code
        for state in stream.states
        for problem in measure(stream, state.id).problems
        if problem.severity != "info"
    }
    assert found == MEANT.get(name, set())


def test_acme_current():
    report = report_of("acme-current.vsm")
    assert report.number("takt_s") == 60
    assert report.number("lead_time_days") == pytest.approx(23.6, abs=0.05)
    assert report.number("processing_time_s") == 188


def test_acme_future_and_the_current_state_beside_it():
    stream = sample("acme-future.vsm")
    assert stream.shown_state == "future"
    report = measure(stream)
    assert report.number("takt_s") == 60
    assert report.number("lead_time_days") == 4.5
    assert report.number("processing_time_s") == 169
    assert report.number("pce") == pytest.approx(169 / (4.5 * 86400))
    assert stream.state("current") == sample("acme-current.vsm").state()
    assert measure(stream, "current").number("processing_time_s") == 188
    stay = {"michigan", "state_street", "control", "coils", "stamping", "inv_stamp", "fg", "ship"}
    for state in stream.states:
        assert stay <= {node.id for node in state.nodes}


def test_acme_future_is_drawn_as_published():
    state = sample("acme-future.vsm").state("future")
    stores = [node.id for node in state.nodes if node.kind == "supermarket"]
    assert stores == ["coils", "inv_stamp", "fg"]
    cards = [flow.card for flow in state.flows if flow.kind == "kanban"]
    assert {"production", "withdrawal", "signal"} <= set(cards)
    looks = {getattr(node, "symbol", None) for node in state.nodes}
    assert {"cell", "heijunka", "post"} <= looks
    bursts = [node for node in state.nodes if node.kind == "burst"]
    assert all(state.element(burst.about) is not None for burst in bursts)
    milk_run = next(flow for flow in state.flows if flow.kind == "shipment" and flow.vehicle == "milk_run")
    assert (milk_run.source, milk_run.target) == ("michigan", "coils")


def test_twi_current():
    report = report_of("twi-current.vsm")
    assert report.number("takt_s") == 45
    assert report.number("lead_time_days") == 48
    assert report.number("processing_time_s") == 315
    path = [
        "rods",
        "cut",
        "cut_rods",
        "weld1",
        "i_w1",
        "weld2",
        "i_w2",
        "deflash",
        "i_df",
        "painter",
        "painted",
        "assy",
        "fg",
    ]
    assert list(report.metrics["critical_path"].value) == path


def test_twi_future():
    report = report_of("twi-future.vsm")
    assert report.number("takt_s") == 45
    assert report.number("lead_time_days") == 10
    assert report.number("processing_time_s") == 315


def test_loan_approval():
    report = report_of("loan-approval.vsm")
    assert report.number("lead_time_s") == 739_800
    assert report.number("processing_time_s") == 19_800
    assert report.number("waiting_time_s") == 720_000
    assert report.number("pce") == pytest.approx(0.0267639902676399)
    assert report.number("rolled_ca") == pytest.approx(0.62400294)
    longest = report.step("in_s6")
    assert longest is not None
    assert longest.wait_days == 3


def test_the_ways_of_patients_count_by_their_shares():
    # 6 + 5 + 18 + 25 + 10 min, 40 min for 35 % and 20 min for 25 %
    report = report_of("emergency-department.vsm")
    assert report.number("processing_time_s") == pytest.approx((64 + 0.35 * 40 + 0.25 * 20) * 60)
    # 8 + 55 + 30 + 40 min, 20 min for 35 % and 35 min for 25 %
    assert report.number("waiting_time_s") == pytest.approx((133 + 0.35 * 20 + 0.25 * 35) * 60)


def test_valve_blocks_count_rework_and_the_longer_branch():
    report = report_of("valve-blocks.vsm")
    visits = 1 / 0.94
    assert report.number("processing_time_s") == pytest.approx(80 + (96 + 85) * visits + 0.3 * 240 + 60)
    assert list(report.metrics["critical_path"].value)[:3] == ["bars", "turning", "spools"]


def test_garden_pumps_are_at_sea_as_long_as_is_said():
    stream = sample("garden-pumps.vsm")
    report = measure(stream)
    ship = stream.state().node("ship")
    assert ship is not None
    assert ship.time.value == 32
    assert round(report.number("lead_time_days") or 0) == 73
    assert report.number("distance_m") == 19_840_000


@pytest.mark.parametrize(
    ("name", "promise"),
    [
        ("acme-current.vsm", "{lead:.1f} days for {work:.0f} seconds"),
        ("acme-future.vsm", "{lead:g} days"),
        ("twi-current.vsm", "{lead:g} days"),
        ("twi-future.vsm", "become {lead:g}."),
        ("garden-pumps.vsm", "32 of {lead:.0f} days"),
    ],
)
def test_what_the_start_page_promises_is_in_it(name, promise):
    report = report_of(name)
    words = next(one.words for one in SAMPLES if one.name == name)
    lead, work = report.number("lead_time_days"), report.number("processing_time_s")
    assert promise.format(lead=lead, work=work) in words


@pytest.mark.parametrize("name", NAMES)
def test_no_symbol_lies_on_another(name):
    for state in sample(name).states:
        assert _overlaps(state) == []


def _overlaps(state: State) -> list[tuple[str, str]]:
    boxes = [(node.id, _box(node)) for node in state.nodes if node.kind not in FRAMES]
    return [(a, b) for (a, one), (b, other) in combinations(boxes, 2) if _meet(one, other)]


def _box(node: Any) -> tuple[float, float, float, float]:
    left, top, right, bottom = body_of(node)
    return left, top, right, bottom


def _meet(a: tuple[float, float, float, float], b: tuple[float, float, float, float]) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


@pytest.mark.parametrize("name", NAMES)
def test_dates_authors_and_origin_are_said(name):
    stream = sample(name)
    assert all(state.date and state.author for state in stream.states)
    said = " ".join(node.name for node in stream.state().nodes if node.kind == "text")
    assert ("Made-up example" in said) == (name in MADE_UP)
    assert ("made up" in said) == (name in CITED)
