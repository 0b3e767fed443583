"""`vsm-desktop families`: a sheet of routings becomes families and the map of one of them."""

from __future__ import annotations

import json

import pytest

from tests.intake.books import save
from tests.test_cli import SAMPLES, run
from vsm_desktop.model.nodes import Customer, Process
from vsm_desktop.model.stream import ValueStream
from vsm_desktop.store.files import load

ROUTINGS = SAMPLES / "routings.xlsx"


def steps(stream: ValueStream) -> list[str]:
    return [node.name for node in stream.state().nodes if isinstance(node, Process)]


def test_the_largest_family_is_mapped_and_the_matrix_kept(tmp_path):
    out, report = tmp_path / "out.vsm", tmp_path / "report.json"
    done = run("families", ROUTINGS, out, "--report", report)
    assert done.exit_code == 0, done.stderr
    assert "1  Family A: CY-50, CY-40, CY-63, CY-80, CY-63S" in done.stdout
    assert "94.3 % of steps shared; 8,700/mo (57.2 %); work content 440 to 580 s, 24.1 % apart" in done.stdout
    assert "Map of Family A: 7 steps." in done.stdout
    stream = load(out)
    assert stream.name == "Family A"
    assert steps(stream) == ["Saw", "Turn", "Weld", "Wash", "Paint", "Assemble", "Test"]
    assert [len(family.products) for family in stream.families.families] == [5, 3, 4]
    customer = next(node for node in stream.state().nodes if isinstance(node, Customer))
    assert sum(one.quantity.value for one in customer.demand_by_variant) == 8700
    assert len(json.loads(report.read_text(encoding="utf-8"))["taken"]) == 252
    assert run("check", out).exit_code == 0


@pytest.mark.parametrize("family", ["2", "family b", "family2"])
def test_another_family_by_number_name_or_id_with_its_conflicts(tmp_path, family):
    done = run("families", ROUTINGS, tmp_path / "out.vsm", "--family", family)
    assert done.exit_code == 0
    assert "Mill comes before Weld; the other way round for BR-30." in done.stdout
    assert steps(load(tmp_path / "out.vsm")) == ["Saw", "Mill", "Deburr", "Weld", "Mill", "Deburr", "Paint"]


def test_the_threshold_and_the_weights(tmp_path):
    out = tmp_path / "out.vsm"
    assert run("families", ROUTINGS, out, "--threshold", "90").exit_code == 0
    assert len(load(out).families.families) == 5
    assert run("families", ROUTINGS, out, "--downstream").exit_code == 0
    assert [len(family.products) for family in load(out).families.families] == [5, 3, 3, 1]


def test_what_cannot_be_done_is_one_line(tmp_path):
    out = tmp_path / "out.vsm"
    unknown = run("families", ROUTINGS, out, "--family", "Family Z")
    assert (unknown.exit_code, unknown.stderr.count("\n")) == (1, 1)
    assert "There is no family Family Z. There are: Family A, Family B, Family C." in unknown.stderr
    none = run(
        "families",
        save(tmp_path / "b.xlsx", {"S": [["a", "b"], [1, 2]]}),
        out,
        "--report",
        tmp_path / "r.json",
    )
    assert none.exit_code == 1
    assert "no table of products" in none.stderr
    assert json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))["refused"]
    assert run("families", tmp_path / "gone.xlsx", out).exit_code == 1
    assert run("families", ROUTINGS, tmp_path / "out.txt").exit_code == 1
    assert run("families", ROUTINGS, out, "--threshold", "120").exit_code == 2
    assert not out.exists()


def test_what_was_not_simply_taken_is_printed(tmp_path):
    rows = [["Part", "Qty", "Saw", "Mill"], ["A", 10, "X", "X"], ["B", 20, "X", None], ["Total", 31, 2, 1]]
    done = run(
        "families", save(tmp_path / "b.xlsx", {"Parts": rows}), tmp_path / "out.vsm", "--threshold", "0"
    )
    assert done.exit_code == 0
    assert "doubtful: Parts!B2  10" in done.stdout
    assert "the quantities add to 30" in done.stdout
    assert "The quantities do not say per day, month or year" in done.stdout
