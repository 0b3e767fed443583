"""A workbook with a form for every step: one sheet a step."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from tests.intake.books import save
from vsm_desktop.intake.sheets import open_book, read_book, read_sheet

ASKED = ("Process Name:", "Step #:", "Cycle Time (C/T) (min.):", "Changeover (C/O) (min.):", "No. of people:")
FILLED = {"Blanking": (1, 3, 30, 1), "Forming": (2, 5, 45, 2), "Coating": (3, 8, 15, 1)}


def form(name: str, values: tuple[float, ...]) -> list[list[object]]:
    return [["Data collection"], *([one, value] for one, value in zip(ASKED, (name, *values), strict=True))]


@pytest.fixture
def filled(tmp_path):
    sheets = {f"Sheet {values[0]}": form(name, values) for name, values in FILLED.items()}
    return save(tmp_path / "forms.xlsx", sheets)


def steps(reading) -> list[tuple[str, float, float]]:
    processes = [node for node in reading.stream.state().nodes if node.kind == "process"]
    return [(one.name, one.ct.base, one.operators.value) for one in processes]


def test_each_form_is_a_step_in_the_order_of_the_sheets(filled):
    reading = read_sheet(filled)
    assert steps(reading) == [("Blanking", 180, 1), ("Forming", 300, 2), ("Coating", 480, 1)]
    assert {entry.sheet for entry in reading.report.taken} == {"Sheet 1", "Sheet 2", "Sheet 3"}
    assert not reading.report.rejected
    assert reading.stream.name == "forms"


def test_one_form_is_read_where_it_is_named(filled):
    assert steps(read_sheet(filled, "Sheet 2")) == [("Forming", 300, 2)]


def test_what_is_said_of_a_row_of_one_form_holds_for_all(filled):
    book = open_book(filled)
    mapping = book.recognised()
    seconds = [replace(use, unit="s", sure=True) if use.field == "ct" else use for use in mapping.columns]
    reading = read_book(book, replace(mapping, columns=tuple(seconds)))
    assert [ct for _name, ct, _people in steps(reading)] == [3, 5, 8]


def test_another_kind_of_sheet_is_no_form(tmp_path):
    sheets = {
        "1": form("Blanking", FILLED["Blanking"]),
        "2": form("Forming", FILLED["Forming"]),
        "List": [["Step", "Uptime (%)", "Inventory (pc)"], ["Blanking", 90, 100], ["Forming", 80, 200]],
    }
    reading = read_sheet(save(tmp_path / "mixed.xlsx", sheets))
    read = {entry.sheet for entry in reading.report.taken}
    assert read in ({"1", "2"}, {"List"}), "the forms, or the list, but no mixture"
    assert {entry.sheet for entry in reading.report.rejected} == {"1", "2", "List"} - read
