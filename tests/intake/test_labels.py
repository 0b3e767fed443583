"""Labelled cells: demand, working time and names, beside the table, above it or below it."""

from __future__ import annotations

from datetime import date, time

import pytest

from tests.intake.books import calendar, read, said, state, typed

TABLE = [["Step", "C/T (s)", "C/O (min)"], ["Saw", 12, 5]]


def above(tmp_path, *rows):
    """Read labels that stand above a table."""
    return read(tmp_path, *rows, [], *TABLE)


def demand(reading):
    return typed(reading)["customer"]


@pytest.mark.parametrize(
    "row",
    [
        ["Demand per month", 18400],
        ["Monthly demand", 18400],
        ["Demand (pcs/month)", 18400],
        ["Demand (per month)", "18,400"],
        ["Demand", "18,400 pcs/month"],
        ["Demand", "18 400 a month"],
        ["Demand", 18400, "pcs/month"],
        ["Demand", 18400, "per month"],
        ["Demand per month", None, 18400],
        ["Demand: 18,400 pcs/month"],
        ["Demand = 18.400 Stk./Monat"],
        ["Demand 18400 per month"],
        ["Customer demand", "18,400 brackets per month"],
        ["Kundenbedarf pro Monat", 18400],
        ["Monatsbedarf", "18.400 Stk"],
        ["Kundenbedarf [Stk/Monat]", 18400],
        ["Customer requirement", "18400/mo"],
    ],
)
def test_a_demand(tmp_path, row):
    reading = above(tmp_path, row)
    assert state(reading).node("customer").demand.value == 18400
    assert state(reading).node("customer").demand.unit == "pc/month"
    assert not reading.report.rejected


@pytest.mark.parametrize(
    ("text", "unit"),
    [("920/d", "pc/day"), ("460 per shift", "pc/shift"), ("5 pcs a week", "pc/week"), ("9 p.a.", "pc/year")],
)
def test_other_periods(tmp_path, text, unit):
    assert state(above(tmp_path, ["Demand", text])).node("customer").demand.unit == unit


def test_a_demand_without_a_period_is_not_guessed(tmp_path):
    reading = above(tmp_path, ["Demand", 18400])
    assert demand(reading) == {}
    assert said(reading)["B1"] == (
        "rejected",
        '"18400" does not say per day, week or month; write it behind the number',
    )


@pytest.mark.parametrize(
    "rows",
    [
        [["Demand L (pc/month)", 12000], ["Demand R (pc/month)", 6400]],
        [["Monthly demand L", "12,000"], ["Monthly demand R", "6,400"]],
        [["Demand: L 12,000 / R 6,400 per month"]],
        [["Demand per month", "L 12000, R 6400"]],
        [["Demand per month", "12,000 L / 6,400 R"]],
        [["Demand", "L: 12,000 pcs and R: 6,400 pcs per month"]],
        [[None, "L", "R"], ["Demand per month", 12000, 6400]],
        [["Variant", "Demand per month"], ["L", 12000], ["R", 6400]],
        [["Variant", "Demand per month"], ["L", 12000], ["R", 6400], ["Total", 18400]],
    ],
)
def test_a_mix(tmp_path, rows):
    reading = above(tmp_path, *rows)
    mix = {part.variant: part.quantity for part in state(reading).node("customer").demand_by_variant}
    assert {name: (q.value, q.unit) for name, q in mix.items()} == {
        "L": (12000, "pc/month"),
        "R": (6400, "pc/month"),
    }
    assert state(reading).node("customer").demand is None
    assert not reading.report.rejected


def test_a_total_that_is_not_the_sum_is_doubtful(tmp_path):
    reading = above(
        tmp_path, ["Demand L per month", 12000], ["Demand R per month", 6400], ["Demand per month", 18500]
    )
    assert said(reading)["B3"] == ("doubtful", "not the sum of its variants, 18400/mo; the variants are used")
    reading = above(
        tmp_path, ["Demand L per month", 12000], ["Demand R per month", 6400], ["Demand per month", 18400]
    )
    assert said(reading)["B3"] == ("taken", "the sum of its variants")


def test_the_same_demand_in_another_period(tmp_path):
    rows = [["Demand per month", 18400], ["Working days per month", 20]]
    assert said(above(tmp_path, *rows, ["Daily demand", 920]))["B3"] == (
        "taken",
        "agrees with the demand read before",
    )
    assert said(above(tmp_path, *rows, ["Daily demand", 900]))["B3"][0] == "doubtful"
    assert said(above(tmp_path, rows[0], ["Daily demand", 900]))["B2"][0] == "doubtful"
    assert said(above(tmp_path, rows[0], ["Demand per month", 5]))["B2"] == (
        "doubtful",
        "B1 says otherwise and is used",
    )


def test_several_numbers_without_names(tmp_path):
    reading = above(tmp_path, ["Demand per month", 12000, 6400])
    assert demand(reading) == {}
    assert said(reading)["B1"] == ("rejected", "several numbers beside one label, and no names for them")


@pytest.mark.parametrize(
    ("row", "kept"),
    [
        (["Shifts", 2], {"shifts_per_day": "2"}),
        (["Shifts per day", "2 shifts"], {"shifts_per_day": "2"}),
        (["2 shifts"], {"shifts_per_day": "2"}),
        (["two shifts of 460 minutes"], {"shifts_per_day": "2", "shift": "460 minutes"}),
        (["two 8-hour shifts"], {"shifts_per_day": "2", "shift": "8 h"}),
        (["Hours per shift", 8], {"shift": "8 h"}),
        (["Schichtmodell", "2-Schicht"], {"shifts_per_day": "2"}),
        (["Shifts", "2 x 8 h"], {"shifts_per_day": "2", "shift": "8 h"}),
        (["Shift length (h)", 8], {"shift": "8 h"}),
        (["Shift length", "8 h"], {"shift": "8 h"}),
        (["Shift: 8 h"], {"shift": "8 h"}),
        (["Shift length", time(8, 0)], {"shift": "8 h"}),
        (["Schichtdauer [h]", "7,5"], {"shift": "7.5 h"}),
        (["Breaks per shift", "2 x 10 min"], {"break_per_shift": "20 min"}),
        (["Breaks", "two 10-minute breaks"], {"break_per_shift": "20 min"}),
        (["Breaks (min)", "2 x 10"], {"break_per_shift": "20 min"}),
        (["Pausen", "20 min pro Schicht"], {"break_per_shift": "20 min"}),
        (["Lunch", "0:30:00"], {"lunch_per_shift": "0:30:00"}),
        (["Meetings", "5 min per shift"], {"other_planned_per_shift": "5 min"}),
        (["Working days per month", 20], {"days_per_month": "20"}),
        (["20 working days a month"], {"days_per_month": "20"}),
        (["Working days", "20 days/month"], {"days_per_month": "20"}),
        (["Working days/week", 5], {"days_per_week": "5"}),
        (["Arbeitstage pro Jahr", 240], {"days_per_year": "240"}),
        (["Available time per day", "920 min"], {"available_per_day": "920 min"}),
        (["Available time (min/day)", 920], {"available_per_day": "920 min"}),
        (["Available time", "55,200 s per day"], {"available_per_day": "55200 s"}),
        (["Net available working time", "15.3 h/day"], {"available_per_day": "15.3 h"}),
    ],
)  # fmt: skip
def test_working_time(tmp_path, row, kept):
    reading = above(tmp_path, row)
    assert calendar(reading) == kept
    assert not reading.report.rejected
    assert not reading.report.doubtful


@pytest.mark.parametrize(
    ("row", "kept", "reason"),
    [
        (["Shift length", 8], {"shift": "8 h"}, "no unit; read as hours"),
        (["Shift length", 480], {"shift": "480 min"}, "no unit; read as minutes"),
        (["Shift length", 28800], {"shift": "28800 s"}, "no unit; read as seconds"),
        (["Breaks", 20], {"break_per_shift": "20 min"}, "no unit; read as minutes"),
        (["Breaks", "2 x 10"], {"break_per_shift": "20 min"}, '"2 x 10" read as 20 min; no unit; read as minutes'),
        (["Working days", 20], {"days_per_month": "20"}, "no period is named; read as days a month"),
        (["Working days", 5], {"days_per_week": "5"}, "no period is named; read as days a week"),
        (["Arbeitstage", 240], {"days_per_year": "240"}, "no period is named; read as days a year"),
        (["Available time", "920 min"], {"available_per_day": "920 min"}, "does not say per day or per shift; read as per day"),
        (["Available time per shift", "460 min"], {"available_per_day": "460 min"}, "the sheet does not say how many shifts; read as one a day"),
    ],
)  # fmt: skip
def test_what_is_guessed_is_doubtful(tmp_path, row, kept, reason):
    reading = above(tmp_path, row)
    assert calendar(reading) == kept
    assert said(reading)["B1"] == ("doubtful", reason)


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (["Shifts", "many"], '"many" is not a number'),
        (["Working days per month", 40], '"40" is out of range: Working days per month is at most 31'),
        (["Breaks", "2 x soon"], '"x soon" is no unit of time'),
        (["Available time per week", "80 h"], "working time is read per day or per shift"),
        (["Demand per month", None], "no value beside or below it"),
        (["Demand per month", "unknown"], '"unknown" is not a demand'),
        (["Takt time", "=60"], "holds a formula without a result"),
        (["Takt time", 60], '"Takt time" is computed, not read'),
        (["Takt time: 60 s"], '"Takt time" is computed, not read'),
        (["Press tonnage", 200], 'no field of a map is called "Press tonnage"'),
    ],
)
def test_what_is_not_read_is_said(tmp_path, row, reason):
    reading = above(tmp_path, row)
    assert calendar(reading) == {}
    (entry,) = reading.report.rejected
    assert reason in entry.reason


def test_time_per_shift_becomes_time_per_day(tmp_path):
    reading = above(tmp_path, ["Available time per shift (min)", 460], ["Shifts", 2])
    assert calendar(reading) == {"shifts_per_day": "2", "available_per_day": "920 min"}
    assert said(reading)["B1"] == ("converted", "2 shifts make 920 min a day")


def test_time_said_twice_is_compared(tmp_path):
    rows = [["Shift length", "8 h"], ["Shifts", 2], ["Breaks", "20 min"]]
    reading = above(tmp_path, *rows, ["Available time per shift", "460 min"])
    assert said(reading)["B4"] == ("taken", "agrees with shift and breaks")
    assert "available_per_day" not in calendar(reading)
    reading = above(tmp_path, *rows, ["Available time per shift", "450 min"])
    assert said(reading)["B4"] == ("doubtful", "shift and breaks give 460 min and are used")
    reading = above(tmp_path, *rows, ["Available time per day", "900 min"])
    assert said(reading)["B4"] == ("doubtful", "shift and breaks give 920 min; the entered time is used")
    reading = above(tmp_path, *rows, ["Shifts per day", 3])
    assert said(reading)["B4"] == ("doubtful", "B2 says otherwise and is used")


def test_names(tmp_path):
    reading = above(
        tmp_path,
        ["Product family:", "Brackets", None, "Customer", "State Street"],
        ["Site", "Plant 3", None, "Supplier:", "Michigan Steel"],
        ["Prepared by", "Ann Lee", None, "Date", date(2025, 3, 12)],
        ["Tray size", "20 pcs"],
    )
    assert (reading.stream.name, reading.stream.site) == ("Brackets", "Plant 3")
    assert (state(reading).author, state(reading).date) == ("Ann Lee", "2025-03-12")
    assert [node.name for node in state(reading).nodes] == ["Michigan Steel", "Saw", "State Street"]
    assert demand(reading) == {"pack": "20 pcs"}
    assert [(flow.kind, flow.source, flow.target) for flow in state(reading).flows] == [
        ("shipment", "supplier", "saw"),
        ("shipment", "saw", "customer"),
    ]


def test_dates_are_kept_as_they_are_unless_they_are_clear(tmp_path):
    assert state(above(tmp_path, ["Datum", "12.3.2025"])).date == "2025-03-12"
    assert state(above(tmp_path, ["Date", "03/12/2025"])).date == "03/12/2025"


def test_the_title_names_the_stream_where_nothing_else_does(tmp_path):
    reading = above(tmp_path, ["Pump housings, current state"], ["Shifts", 2])
    assert reading.stream.name == "Pump housings, current state"
    assert said(reading)["A1"] == ("taken", "title of the sheet")
    assert read(tmp_path, *TABLE).stream.name == "sheet"


def test_values_may_stand_below_their_labels(tmp_path):
    reading = above(tmp_path, ["Customer", "Demand per month", "Shifts"], ["State Street", 18400, 2])
    assert state(reading).node("customer").name == "State Street"
    assert demand(reading) == {"demand": "18400/mo"}
    assert calendar(reading) == {"shifts_per_day": "2"}


def test_labels_may_stand_beside_the_table_and_below_it(tmp_path):
    rows = [
        [*TABLE[0], None, "Shifts", 2],
        [*TABLE[1], None, "Demand/day", 920],
        ["Mill", 30, 2],
        [],
        ["Working days per month", 20],
        ["Customer", "State Street"],
    ]
    reading = read(tmp_path, *rows)
    assert [node.id for node in state(reading).nodes] == ["saw", "mill", "customer"]
    assert calendar(reading) == {"shifts_per_day": "2", "days_per_month": "20"}
    assert demand(reading) == {"demand": "920/d"}
    assert state(reading).node("customer").name == "State Street"


def test_labels_may_touch_the_header(tmp_path):
    rows = [[*TABLE[0], "Demand per day", 920], TABLE[1]]
    assert demand(read(tmp_path, *rows)) == {"demand": "920/d"}


@pytest.mark.parametrize("name", ["Pack", "Cleaning", "Break", "Shift", "Supplier", "Product"])
def test_steps_may_be_called_like_labels(tmp_path, name):
    reading = read(tmp_path, *TABLE, [name, 30, 2])
    assert state(reading).nodes[1].name == name


def test_prose_is_no_label(tmp_path):
    reading = above(
        tmp_path,
        ["Demand is estimated by sales, see mail"],
        ["The shift leader counted"],
        ["Customer complaints: none"],
        ["Demand forecast per month", 20000],
        ["Product number", 4711],
    )
    assert demand(reading) == {}
    assert calendar(reading) == {}
    assert reading.stream.name != "4711"


def test_a_second_name_is_said(tmp_path):
    reading = above(tmp_path, ["Customer", "State Street"], ["Kunde", "Other"])
    assert said(reading)["B2"] == ("rejected", '"State Street" is already read from B1')


def test_cells_that_touch_are_not_mixed_up(tmp_path):
    """A label without a value does not take that of its neighbour."""
    reading = above(tmp_path, ["Demand per day", None, "Shifts", 2])
    assert calendar(reading) == {"shifts_per_day": "2"}
    assert said(reading)["A1"] == ("rejected", "no value beside or below it")


def test_the_nearer_label_has_the_value(tmp_path):
    reading = above(tmp_path, [None, "Shifts"], ["Demand per day", 920])
    assert demand(reading) == {"demand": "920/d"}
    assert calendar(reading) == {}
    assert said(reading)["B1"] == ("rejected", "no value beside or below it")


def test_working_time_may_be_said_as_shifts_of_a_length(tmp_path):
    reading = read(
        tmp_path,
        ["Arbeitszeit: 2 Schichten à 7,5 h"],
        [],
        ["Schritt", "ZZ (s)"],
        ["Sägen", 12],
        ["Drehen", 48],
    )
    calendar = reading.stream.calendar
    assert (calendar.shifts_per_day.value, calendar.shift.typed) == (2, "7,5 h")
    assert calendar.available_per_day is None
