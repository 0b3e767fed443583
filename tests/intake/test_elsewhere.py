"""Demand and working time on another sheet than the steps."""

from __future__ import annotations

import pytest

from tests.intake.books import save
from vsm_desktop.intake.sheets import read_sheet

STEPS = [["Step", "C/T (s)", "Inventory (pc)"], ["Cut", 30, 400], ["Weld", 50, 200]]
GENERAL = [
    ["Product family", "Brackets"],
    ["Customer demand", "480 pcs/day"],
    ["Shifts per day", 2],
    ["Shift length", "8 h"],
]


def customer(reading):
    return next(node for node in reading.stream.state().nodes if node.kind == "customer")


def test_what_only_another_sheet_says_is_taken_from_there(tmp_path):
    reading = read_sheet(save(tmp_path / "a.xlsx", {"Notes": GENERAL, "Timing": STEPS}))
    assert (reading.stream.name, customer(reading).demand.typed) == ("Brackets", "480 pcs/day")
    assert reading.stream.calendar.shift.typed == "8 h"
    said = {(entry.sheet, entry.cell) for entry in reading.report.taken if entry.field.startswith("demand")}
    assert said == {("Notes", "B2")}
    assert customer(reading).demand.source.cell == "Notes!B2"


def test_the_sheet_of_the_steps_goes_first(tmp_path):
    here = [["Customer demand", "900 pcs/day"], [], *STEPS]
    reading = read_sheet(save(tmp_path / "a.xlsx", {"General": GENERAL, "Timing": here}))
    assert customer(reading).demand.typed == "900 pcs/day"
    assert "shift" in dict(reading.stream.calendar)
    assert ("General", "B2") not in {(entry.sheet, entry.cell) for entry in reading.report.taken}


@pytest.mark.parametrize("sheet", ["Timing"])
def test_a_sheet_that_is_named_is_read_alone(tmp_path, sheet):
    reading = read_sheet(save(tmp_path / "a.xlsx", {"General": GENERAL, "Timing": STEPS}), sheet)
    assert customer(reading).demand is None


def test_working_time_is_not_mixed_from_two_sheets(tmp_path):
    here = [["Shift length", "7.5 h"], [], *STEPS]
    reading = read_sheet(save(tmp_path / "a.xlsx", {"General": GENERAL, "Timing": here}))
    assert reading.stream.calendar.shift.typed == "7.5 h"
    assert reading.stream.calendar.shifts_per_day is None
