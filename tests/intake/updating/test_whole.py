"""A data sheet whose map is not at hand becomes a map that says the same."""

from __future__ import annotations

import pytest
from openpyxl import load_workbook

from vsm_desktop.assets import asset
from vsm_desktop.export.workbook import write_workbook
from vsm_desktop.intake.sheets import read_sheet
from vsm_desktop.metrics.measure import measure
from vsm_desktop.store.files import loads

SAMPLES = (
    "acme-current",
    "loan-approval",
    "emergency-department",
    "valve-blocks",
    "garden-pumps",
    "twi-current",
)


def sample(name: str):
    return loads(asset("resources/samples", f"{name}.vsm").read_text(encoding="utf-8"))


@pytest.fixture
def data_sheet(tmp_path):
    def write(name: str):
        stream = sample(name)
        path = tmp_path / f"{name}.xlsx"
        write_workbook(stream, stream.state(), measure(stream, stream.state().id), path)
        return path

    return write


@pytest.mark.parametrize("name", SAMPLES)
def test_every_number_comes_out_the_same(data_sheet, name):
    stream, reading = sample(name), read_sheet(data_sheet(name))
    assert reading.stream is not None
    assert not reading.report.rejected
    there, here = stream.state(), reading.stream.state()
    assert (here.id, here.name, reading.stream.name) == (there.id, there.name, stream.name)
    wanted, found = measure(stream, there.id), measure(reading.stream, here.id)
    assert {step.id for step in found.steps} == {step.id for step in wanted.steps}
    for key, result in wanted.metrics.items():
        assert found.metrics[key].value == pytest.approx(result.value), key


def test_arrows_and_those_outside_keep_their_ids(data_sheet):
    there, here = sample("acme-current").state(), read_sheet(data_sheet("acme-current")).stream.state()
    ends = {"supplier", "customer", "control", "junction"}
    outside = {node.id: (node.kind, node.name) for node in there.nodes if node.kind in ends}
    assert {node.id: (node.kind, node.name) for node in here.nodes if node.kind in ends} == outside
    arrows = {(flow.id, flow.kind, flow.source, flow.target) for flow in there.flows}
    assert {(flow.id, flow.kind, flow.source, flow.target) for flow in here.flows} == arrows


def test_one_named_sheet_of_it_is_read_like_any_other(data_sheet):
    reading = read_sheet(data_sheet("acme-current"), "Steps")
    assert {node.kind for node in reading.stream.state().nodes} == {"process", "customer"}


def test_one_without_steps_is_refused(data_sheet):
    path = data_sheet("loan-approval")
    book = load_workbook(path)
    for name in ("Steps", "Inventory"):
        book[name].delete_rows(3, 100)
    book.save(path)
    reading = read_sheet(path)
    assert reading.stream is None
    assert reading.refused == 'The data sheet "loan-approval.xlsx" has no steps any more.'
