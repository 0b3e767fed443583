"""Tables of values as people lay them out: months across, one value a row, units apart, days told by their headings."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.intake.test_actuals import MEASURES, read, reasons, text, values
from vsm_desktop.intake.actuals import Reader, choose, find_actuals, made_of, read_actuals
from vsm_desktop.intake.grid import Cell, grid_of
from vsm_desktop.intake.measures import measure_of
from vsm_desktop.intake.told_days import without_year
from vsm_desktop.intake.written import read_value
from vsm_desktop.model.parse import Unreadable
from vsm_desktop.model.scoreboard import Measure

WIDE = (
    "Scoreboard 2025||||",
    "Measure|Owner|Unit|Baseline|Jan|Feb|Mar",
    "Lead time|Ann|d|23.6|22.4|21.9|20",
    "OTIF dock A|Bo|%|80|88|n/a|90",
    "Forklift travel|Cy|m|15000|12000|11000|9500",
)


def test_a_wide_table_has_names_units_and_months_across() -> None:
    found = read(text(*WIDE))
    assert values(found, "lead") == [("2025-01-31", 22.4), ("2025-02-28", 21.9), ("2025-03-31", 20.0)]
    assert values(found, "otif") == [("2025-01-31", 88.0), ("2025-03-31", 90.0)]
    assert values(found, "travel")[0] == ("2025-01-31", 12.0), "metres in a measure of kilometres"
    assert reasons(found, "rejected") == {"F4": '"n/a" stands for no value'}
    assert reasons(found, "converted")["E2"] == "Jan read as 2025-01-31"


def test_months_that_go_on_into_the_next_year() -> None:
    sheet = text("Fiscal year 2024/25||||", "|Oct|Nov|Dec|Jan", "Lead time|24|23|22|21")
    assert [on for on, _value in values(read(sheet), "lead")] == [
        "2024-10-31",
        "2024-11-30",
        "2024-12-31",
        "2025-01-31",
    ]
    nameless = text("|Oct|Nov|Dec", "Lead time|24|23|22")
    assert find_actuals((nameless,)) is None
    assert without_year((nameless,))
    assert not without_year((sheet,))


def test_a_year_and_a_month_side_by_side() -> None:
    found = read(text("Year|Month|Lead time", "2024|12|22", "2025|1|21", "2025|Feb|20"))
    assert values(found, "lead") == [("2024-12-31", 22.0), ("2025-01-31", 21.0), ("2025-02-28", 20.0)]
    assert not found.report.rejected


@pytest.mark.parametrize("head", ["Date", "Datum", "Week ending", "Date of measurement"])
def test_days_as_spreadsheets_count_them(head: str) -> None:
    found = read(text(f"{head}|Lead time", "45688|22.4", "45716|21.9"))
    assert values(found, "lead") == [("2025-01-31", 22.4), ("2025-02-28", 21.9)]
    assert reasons(found, "converted")["A2"] == "45688 read as 2025-01-31"


def test_days_as_spreadsheets_count_them_across() -> None:
    found = read(text("Measure|45658|45689|45717", "Lead time|22.4|21.9|20"))
    assert [on for on, _value in values(found, "lead")] == ["2025-01-31", "2025-02-28", "2025-03-31"]


def test_numbers_are_no_days_where_nothing_says_so() -> None:
    assert find_actuals((text("Floor space|Lead time", "45688|22.4", "45716|21.9"),)) is None


def test_one_value_a_row() -> None:
    sheet = text(
        "Date|Measure|Value|Unit|Remark",
        "2025-01-31|Lead time|22.4|d|snow",
        "2025-01-31|OTIF dock A|88|%|",
        "2025-02-28|Lead time|21.9|d|",
        "2025-02-28|OTIF dock A|90|%|",
        "2025-02-28|Office errors|12||",
    )
    found = read(sheet)
    assert values(found, "lead") == [("2025-01-31", 22.4), ("2025-02-28", 21.9)]
    assert values(found, "otif") == [("2025-01-31", 88.0), ("2025-02-28", 90.0)]
    assert found.actuals["lead"][0].remark == "snow"
    assert reasons(found, "rejected") == {"C6": '"Office errors" is no measure of the scoreboard'}
    place = find_actuals((sheet,))
    assert place is not None
    assert {place.letter(column) for column in place.columns} == {"C"}


def test_the_unit_of_a_header_counts() -> None:
    found = read(text("Date|Lead time (h)|Forklift travel (m)|OTIF dock A (%)", "2025-01-31|540|12000|88"))
    assert "lead" not in found.actuals, "no hours as days"
    assert reasons(found, "rejected") == {"B2": '"Lead time (h)" is in h, Lead time in day'}
    assert values(found, "travel") == [("2025-01-31", 12.0)]
    assert values(found, "otif") == [("2025-01-31", 88.0)]


def test_a_unit_is_no_name_of_a_measure() -> None:
    quality = Measure(id="ca", key="rolled_ca", unit="%")
    assert measure_of("%", (quality,)) is None


def test_a_new_measure_has_the_unit_of_its_header() -> None:
    made = made_of("new:own:Overtime a week (h)")
    assert (made.name, made.unit) == ("Overtime a week", "h")
    assert made_of("new:own:Errors (office)").name == "Errors (office)"


def test_first_days_of_months_on_end_stand_for_the_months() -> None:
    cells = [Cell(1, 1, "Date"), Cell(1, 2, "Lead time")]
    for at in range(1, 4):
        cells += [Cell(at + 1, 1, datetime(2025, at, 1), "date"), Cell(at + 1, 2, float(at), "number")]
    assert [on for on, _value in values(read(grid_of("S", cells)), "lead")] == [
        "2025-01-31",
        "2025-02-28",
        "2025-03-31",
    ]


def test_first_days_in_digits_stand_for_the_months_too() -> None:
    months = ["2025-01-31", "2025-02-28", "2025-03-31"]
    for sheet in (
        text("Datum|Lead time", "01.01.2025|3", "01.02.2025|2", "01.03.2025|1"),
        text("Month|Lead time", "2025-01-01|3", "2025-02-01|2", "2025-03-01|1"),
    ):
        assert [on for on, _value in values(read(sheet), "lead")] == months
    weeks = text("Period|Lead time", "KW 22 2025|3", "KW 23 2025|2")
    assert [on for on, _value in values(read(weeks), "lead")] == ["2025-06-01", "2025-06-08"]


def test_reading_again_gives_what_reading_anew_gives() -> None:
    found = find_actuals((text(*WIDE),))
    assert found is not None
    reader = Reader("board.csv", found, MEASURES)
    choice = choose(found, MEASURES)
    first = reader.read(choice)
    lead = next(column for column, wanted in choice.items() if wanted == "lead")
    assert "lead" not in reader.read({**choice, lead: ""}).actuals
    again = reader.read(choice)
    assert again == first == read_actuals("board.csv", found, choice, MEASURES)
    assert again.actuals["lead"] is first.actuals["lead"], "not read twice"


def test_what_one_column_tells_of_points_and_commas_holds_for_the_table() -> None:
    floor = Measure(id="floor", key="floor", unit="m2")
    sheet = text("Datum|Durchlaufzeit|Fläche (m²)", "31.01.2025|22,4|1.200", "28.02.2025|21,9|1.180")
    found = read(sheet, measures=(MEASURES[0], floor))
    assert values(found, "floor") == [("2025-01-31", 1200.0), ("2025-02-28", 1180.0)]
    alone = read(text("Datum|Fläche", "31.01.2025|1.200"), measures=(floor,))
    assert "two ways" in reasons(alone, "rejected")["B2"]


@pytest.mark.parametrize(
    ("typed", "value"), [("12 €", 12), ("$ 12.50", 12.5), ("EUR 12,50", 12.5), ("3 zł", 3)]
)
def test_money_is_typed_with_any_currency(typed: str, value: float) -> None:
    assert read_value(typed, Measure(id="c", key="cost", unit="money")) == value


@pytest.mark.parametrize("typed", ["88 %", "3 Tage", "320 m2", "12 ct", "15.10.", "1e3"])
def test_what_is_no_money_is_none(typed: str) -> None:
    with pytest.raises(Unreadable):
        read_value(typed, Measure(id="c", key="cost", unit="money"))


def test_a_date_is_no_value() -> None:
    with pytest.raises(Unreadable, match="is not a number"):
        read_value("15.10.", Measure(id="r", key="returns", unit="%"))


WORDS = [
    "Date",
    "Measure",
    "Value",
    "Unit",
    "Lead time",
    "OTIF dock A",
    "d",
    "%",
    "km",
    "Jan",
    "Feb",
    "Mar",
    "2025",
    "45688",
    "45716",
    "1",
    "2",
    "22,4",
    "1.200",
    "31.01.2025",
    "",
    "Year",
    "Month",
    "Remark",
    "n/a",
    "Owner",
    "Jan 2025",
    "Scoreboard 2025",
]


@settings(max_examples=100, deadline=None)
@given(st.lists(st.lists(st.sampled_from(WORDS), min_size=2, max_size=5), min_size=2, max_size=6))
def test_any_order_of_headings_dates_and_values_is_read_or_refused(rows: list[list[str]]) -> None:
    cells = [
        Cell(r, c, float(word), "number") if word.isdecimal() else Cell(r, c, word)
        for r, row in enumerate(rows, start=1)
        for c, word in enumerate(row, start=1)
        if word
    ]
    found = find_actuals((grid_of("S", cells),))
    if found is not None:
        reading = read_actuals("x", found, choose(found, MEASURES), MEASURES)
        for actuals in reading.actuals.values():
            assert [one.on for one in actuals] == sorted({one.on for one in actuals})
