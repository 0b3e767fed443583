"""What the workbook of a plan reckons itself is what the program says on the same day, also in another program."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from tests.export.oracle import cells, recalculated, same
from tests.insight.test_plan import objective, planned
from tests.intake.plans.workbook import TODAY, column_of
from vsm_desktop.assets import asset
from vsm_desktop.export.plan_sheet import plan_bytes
from vsm_desktop.model.plan import Person, ReviewMark
from vsm_desktop.model.quantity import quantity
from vsm_desktop.store.files import loads


def shifted(days: int) -> str:
    return (date.today() + timedelta(days=days)).isoformat()


def test_days_late_standing_and_totals_are_those_of_the_program(tmp_path: Path) -> None:
    stream = planned(
        objective("a", start=shifted(-90), end=shifted(-17), done=0.4, cost=quantity(1800, "money")),
        objective("b", start=shifted(-30), end=shifted(-3), done=1.0, cost=quantity(250.5, "money")),
        objective("c", start=shifted(-2), end=shifted(30), done=0.5),
        objective("d", start=shifted(10), end=shifted(30)),
        objective("e", start="", end="", phase="do"),
        objective("f", start="", end=shifted(90), people=(Person(name="Sales", stand="against"),)),
        objective("g", start="", end=shifted(0)),
    )
    data = plan_bytes(stream, date.today())  # as other programs take the day of today
    again = recalculated({"plan": data}, tmp_path)["plan"]
    found = list(cells(data))
    assert [place for place in found if not same(place[3], again[place[0]][place[1]].value)] == []
    sheet = openpyxl.load_workbook(BytesIO(data), data_only=True)["Plan"]
    heads = [cell.value for cell in sheet[3]]
    late, standing = heads.index("Late, d") + 1, heads.index("Standing") + 1
    rows = [(sheet.cell(row, late).value or 0, sheet.cell(row, standing).value) for row in range(5, 12)]
    assert rows == [
        (17, "Late"), (0, "Done"), (0, "Under way"), (0, "Not begun"), (0, "Under way"), (0, "At risk"), (0, "Not begun"),
    ]  # fmt: skip
    assert sheet.cell(1, column_of(sheet, "cost")).value == 2050.5
    weights, shares = (74, 28, 33, 21, 30, 30, 30), (0.4, 1, 0.5, 0, 0, 0, 0)
    done = sum(weight * share for weight, share in zip(weights, shares, strict=True)) / sum(weights)
    assert sheet.cell(1, column_of(sheet, "done")).value == pytest.approx(done)
    assert sheet.cell(1, late).value == 1


def test_rows_that_are_filled_in_reckon_too(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(BytesIO(plan_bytes(planned(objective("a")), TODAY)))
    sheet = book["Plan"]
    heads = [cell.value for cell in sheet[3]]
    for key, value in (("text", "More"), ("end", date.today() - timedelta(days=5)), ("cost", 40)):
        sheet.cell(7, column_of(sheet, key)).value = value
    buffer = BytesIO()
    book.save(buffer)
    again = recalculated({"plan": buffer.getvalue()}, tmp_path)["plan"]["Plan"]
    assert again.cell(7, heads.index("Late, d") + 1).value == 5
    assert again.cell(7, heads.index("Standing") + 1).value == "Late"
    assert again.cell(1, column_of(again, "cost")).value == 40
    assert again.cell(8, heads.index("Standing") + 1).value in (None, "")


def test_what_is_late_against_or_off_track_turns_red_and_choices_are_listed() -> None:
    stream = planned(
        objective(
            "a",
            people=(Person(name="Ann", stand="against"),),
            marks=(ReviewMark(on="2025-07-01", mark="bad"),),
        )
    )
    book = openpyxl.load_workbook(BytesIO(plan_bytes(stream, TODAY)))
    rules = {
        name: [rule.formula[0] for found in book[name].conditional_formatting for rule in found.rules]
        for name in ("Plan", "People", "Reviews")
    }
    assert sum("TODAY()>" in formula for formula in rules["Plan"]) == 2
    assert rules["People"] == ['$E4="Against"']
    assert rules["Reviews"] == ['$D4="×"']
    listed = {
        str(one.formula1)
        for name in rules
        for one in book[name].data_validations.dataValidation
        if one.type == "list"
    }
    assert listed == {'"Plan,Do,Check,Act"', '"Leads,Supports,Informed,Against"', '"○,△,×"'}
    shares = [one for one in book["Plan"].data_validations.dataValidation if one.type == "decimal"]
    assert [(one.formula1, one.formula2) for one in shares] == [("0", "1")]


def test_a_year_fits_the_width_of_a_sheet_and_more_repeats_the_names() -> None:
    acme = loads(asset("resources/samples", "acme-future.vsm").read_text(encoding="utf-8"))
    longer = acme.evolve(plan=acme.plan.evolve(months=30))
    year, more = (openpyxl.load_workbook(BytesIO(plan_bytes(one, TODAY)))["Plan"] for one in (acme, longer))
    assert year.sheet_properties.pageSetUpPr.fitToPage
    assert year.page_setup.fitToWidth == 1
    assert not more.sheet_properties.pageSetUpPr.fitToPage
    assert more.print_title_cols == "$B:$D"
    assert year.print_title_rows == more.print_title_rows == "$3:$3"
