"""The shipped timing study of Acme Stamping is read without a doubt, and means what the book prints."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from installer.build_samples import write_timing
from tests.intake.books import calendar, quantities, state, typed
from vsm_desktop.assets import asset
from vsm_desktop.intake.sheets import Reading, read_sheet
from vsm_desktop.metrics.measure import measure
from vsm_desktop.model.parse import parse_quantity


@pytest.fixture(scope="module")
def acme() -> Reading:
    return read_sheet(Path(str(asset("resources/samples", "acme-timing.xlsx"))))


def test_the_whole_sheet_is_taken(acme):
    assert acme.report.summary == "49 values taken, 1 converted."
    assert acme.report.sheet == "Timing"
    assert [entry.reason for entry in acme.report.converted] == ['"2 x 10 min" read as 20 min']


def test_the_numbers_are_those_of_the_case(acme):
    case = json.loads((Path(__file__).parents[1] / "cases" / "acme-current.json").read_text(encoding="utf-8"))
    steps = [step for step in case["steps"] if step["kind"] == "process"]
    read = [node for node in state(acme).nodes if node.kind == "process"]
    assert len(read) == len(steps)
    for node, step in zip(read, steps, strict=True):
        found = [q.base for q in (node.ct, node.co, node.uptime, node.operators)]
        assert found == pytest.approx([step["ct_s"], step["co_s"], step["uptime"], step["operators"]])
    stocks = [node for node in state(acme).nodes if node.kind == "inventory"]
    counted = [[part.quantity.value for part in node.qty_by_variant] for node in stocks[1:]]
    assert counted == [
        [*step["qty_by_variant"].values()] for step in case["steps"] if "qty_by_variant" in step
    ]
    assert stocks[0].days.value == 5


def test_what_stands_around_the_table(acme):
    stream = acme.stream
    assert (stream.name, stream.shown_state) == ("Steering brackets", "current")
    assert (state(acme).name, state(acme).kind) == ("Current state", "current")
    assert (state(acme).author, state(acme).date) == ("M. Ortiz", "2025-03-12")
    assert calendar(acme) == {
        "shifts_per_day": "2",
        "shift": "8 h",
        "break_per_shift": "20 min",
        "days_per_month": "20",
    }
    assert typed(acme)["customer"] == {
        "demand_by_variant": {"L": "12000/mo", "R": "6400/mo"},
        "pack": "20 pc",
    }
    assert [node.name for node in state(acme).nodes if node.kind in ("supplier", "customer")] == [
        "Michigan Steel",
        "State Street Assembly",
    ]


def test_material_is_pushed_from_row_to_row(acme):
    flows = state(acme).flows
    assert [flow.source for flow in flows] == [node.id for node in state(acme).nodes][:-1]
    assert [flow.target for flow in flows] == [node.id for node in state(acme).nodes][1:]
    assert [flow.kind for flow in flows] == ["shipment", *["push"] * 10, "shipment"]
    assert flows[1].id == "inv_stamping_to_stamping"


def test_every_value_tells_its_cell(acme):
    node = state(acme).node("spot_weld_2")
    assert node.ct.source.cell == "Timing!B14"
    assert node.ct.source.kind == "measured"
    assert node.ct.typed == "46 s"
    assert acme.stream.calendar.break_per_shift.source.cell == "Timing!H8"


def test_it_measures_what_the_book_prints(acme):
    """Learning to See: takt 60 s, lead time 23.6 days, processing time 188 s."""
    report = measure(acme.stream, "current")
    assert report.number("takt_s") == pytest.approx((8 * 3600 - 2 * 600) / (18400 / 20 / 2))
    assert report.number("lead_time_days") == pytest.approx(
        5 + (7000 + 1700 + 2450 + 1840 + 4140) / 920 + 188 / 55200
    )
    assert report.number("processing_time_s") == 1 + 39 + 46 + 62 + 40
    assert report.metrics["bottleneck"].value == "assembly_1"
    assert not [problem for problem in report.problems if problem.severity == "error"]


def test_typing_a_value_again_gives_the_same(acme):
    for quantity in quantities(acme):
        again = parse_quantity(quantity.typed, quantity.dimension, quantity.unit)
        assert (again.value, again.unit) == (quantity.value, quantity.unit)


def test_the_script_makes_the_shipped_file(tmp_path):
    """Compared part by part: how well the archive is packed depends on the library at hand."""
    write_timing(tmp_path / "made.xlsx")
    shipped = asset("resources/samples", "acme-timing.xlsx").read_bytes()
    made = (tmp_path / "made.xlsx").read_bytes()
    write_timing(tmp_path / "again.xlsx")
    assert (tmp_path / "again.xlsx").read_bytes() == made
    with ZipFile(BytesIO(shipped)) as old, ZipFile(BytesIO(made)) as new:
        assert {name: old.read(name) for name in old.namelist()} == {
            name: new.read(name) for name in new.namelist()
        }
