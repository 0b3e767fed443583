"""Calendar, clocks, demand and takt (METRICS.md 0.7, 1, 5.3, 14)."""

from __future__ import annotations

from typing import Any

import pytest

from tests.builders import WORKING, a_stream, customer, process, stock, transport
from vsm_desktop.metrics.measure import measure
from vsm_desktop.metrics.report import Report

TWO_SHIFTS = {"shifts_per_day": 2, "shift": "8 h", "break_per_shift": "20 min"}


def codes(report: Report) -> list[str]:
    return [problem.code for problem in report.problems]


def test_available_time_leaves_out_planned_stops_only() -> None:
    # 28,800 - 1,800 - 1,800 - 600 = 24,600 s a shift, 49,200 s a day; 49,200 / 800 = 61.5 s
    calendar = {"shifts_per_day": 2, "shift": "8 h", "break_per_shift": "30 min", "lunch_per_shift": "30 min"}
    calendar["other_planned_per_shift"] = "10 min"
    report = measure(a_stream(process("P", ct=60, uptime="50 %"), customer("800/d"), calendar=calendar))

    assert report.number("available_s_per_shift") == 24_600
    assert report.number("available_s_per_day") == 49_200
    assert report.number("takt_s") == 61.5
    assert report.number("demand_per_shift") == 400


@pytest.mark.parametrize(
    ("demand", "per_day"),
    [
        ("920/d", 920),
        ("460/shift", 920),
        ("4600/week", 920),
        ("18400/month", 920),
        ("220800/year", 920),
        ({"LH": "12000/month", "RH": "6400/month"}, 920),
        ({"LH": "600/d", "RH": "1600/week"}, 920),
        ("0/d", 0),
    ],
)
def test_demand_of_any_period_becomes_pieces_a_day(demand: Any, per_day: float) -> None:
    calendar = TWO_SHIFTS | {"days_per_week": 5, "days_per_month": 20, "days_per_year": 240}
    report = measure(a_stream(process("P", ct=1), customer(demand), calendar=calendar))

    assert report.number("daily_demand") == pytest.approx(per_day, rel=1e-12)
    assert "unit_without_calendar" not in codes(report)


def test_demand_per_shift_counts_the_shifts_of_the_customer() -> None:
    report = measure(a_stream(process("P"), customer("100/shift", shifts=3), calendar=TWO_SHIFTS))

    assert report.number("daily_demand") == 300


def test_demand_per_hour_counts_the_hours_of_the_time_available() -> None:
    # 27,000 s are 7.5 h: 120 * 7.5 = 900 a day, one every 30 s
    report = measure(a_stream(process("P"), customer("120/h"), calendar=WORKING))
    assert (report.number("daily_demand"), report.number("takt_s")) == (900, 30)


def test_without_working_time_demand_per_hour_counts_eight_hours_and_is_marked() -> None:
    report = measure(a_stream(process("P"), customer("120/h"), calendar={}))
    assert report.number("daily_demand") == 960
    assert "The working time is not entered: demand per hour counts 8 h a day." in {
        problem.message for problem in report.problems
    }


def test_without_days_in_the_calendar_a_default_counts_and_is_marked() -> None:
    # 5 days a week, 20 a month, 240 a year, 1 shift: 100 + 100 + 100 + 100
    demand = {"A": "500/week", "B": "2000/month", "C": "24000/year", "D": "100/shift"}
    report = measure(
        a_stream(process("P", lt="1 week"), customer(demand), calendar={"available_per_day": "8 h"})
    )

    assert report.number("daily_demand") == pytest.approx(400)
    assert report.number("lead_time_days") == 5
    marked = {
        problem.message: problem.ids for problem in report.problems if problem.code == "unit_without_calendar"
    }
    assert marked == {
        "The shifts per day are not entered: a day counts 1 shift.": ("Customer",),
        "The working days per week are not entered: a week counts 5 days.": ("P", "Customer"),
        "The working days per month are not entered: a month counts 20 days.": ("Customer",),
        "The working days per year are not entered: a year counts 240 days.": ("Customer",),
    }


def test_units_of_lead_time_go_by_the_calendar() -> None:
    # 1 + 3 x 6 + 2 / 2 + 1 x 24 = 44 days
    calendar = TWO_SHIFTS | {"days_per_week": 6, "days_per_month": 24}
    stocks = [stock(str(i), days=days) for i, days in enumerate(["1 d", "3 weeks", "2 shifts", "1 month"])]
    report = measure(a_stream(*stocks, customer(), calendar=calendar))

    assert report.number("lead_time_days") == 44


@pytest.mark.parametrize(
    ("options", "day_s"),
    [
        ({}, 27_600 * 2),
        ({"day_base": "gross_shift"}, 28_800 * 2),
        ({"day_base": "hours_per_day", "hours_per_day": "10 h"}, 36_000),
        ({"day_base": "clock_24h"}, 86_400),
    ],
)
def test_the_day_base_joins_the_two_clocks(options: dict[str, Any], day_s: float) -> None:
    report = measure(a_stream(stock("S", days=2), process("P", ct=600), calendar=TWO_SHIFTS, **options))

    assert report.number("lead_time_s") == 2 * day_s + 600
    assert report.number("lead_time_days") == pytest.approx(2 + 600 / day_s)


@pytest.mark.parametrize("base", ["working", "gross_shift", "hours_per_day"])
def test_without_a_calendar_a_day_counts_eight_hours_and_that_is_marked(base: str) -> None:
    report = measure(a_stream(stock("S", days=2), process("P", ct="8 h"), calendar={}, day_base=base))

    assert report.number("lead_time_days") == 3
    assert report.number("available_s_per_day") is None
    marked = [problem for problem in report.problems if problem.code == "unit_without_calendar"]
    assert [problem.ids for problem in marked] == [("S", "P")]


def test_a_calendar_without_working_time_has_no_day_to_convert_with() -> None:
    # breaks as long as the shift: seconds have no days and days no seconds, days alone do
    calendar = {"shifts_per_day": 1, "shift": "8 h", "break_per_shift": "8 h"}
    mixed = measure(a_stream(stock("S", days=2), process("P", ct=60), customer("10/d"), calendar=calendar))
    alone = measure(a_stream(stock("S", days=2), customer("10/d"), calendar=calendar))

    assert mixed.metrics["takt_s"].reason == "There is no working time."
    assert mixed.metrics["lead_time_days"].reason == "There is no working time."
    assert mixed.metrics["lead_time_s"].value is None
    assert alone.number("lead_time_days") == 2
    step = mixed.step("P")
    assert step is not None
    assert step.metrics["utilization"].reason == "There is no working time."
    assert step.metrics["capacity_per_day"].reason == "There is no working time."
    assert "no_working_time" in codes(mixed)


def test_processing_in_days_needs_a_day() -> None:
    calendar = {"shifts_per_day": 1, "shift": "0 h"}
    report = measure(a_stream(process("P", pt="2 d", va_time="1 d"), customer("10/d"), calendar=calendar))
    usual = measure(a_stream(process("P", pt="2 d", ct="1 d", va_time="1 d"), customer("10/d")))

    assert report.metrics["missing"].value == ("P",)
    assert report.problems[-1].message == "P: There is no working time."
    assert usual.number("processing_time_s") == 54_000
    assert usual.number("va_time_s") == 27_000


def test_cycle_time_in_days_is_a_day_of_available_time() -> None:
    # one piece a day, whatever the day base of the ladder is
    report = measure(
        a_stream(process("P", ct="1 d", co="1 d", batch=2), customer("1/d"), day_base="clock_24h")
    )
    unknown = measure(a_stream(process("P", ct="1 d"), process("Q", ct=1, co="1 d", batch=2), calendar={}))

    step = report.step("P")
    assert step is not None
    assert step.metrics["effective_ct_s"].number == 27_000 * 1.5
    for name in "PQ":
        step = unknown.step(name)
        assert step is not None
        assert step.metrics["effective_ct_s"].reason == "The shifts per day are not entered."


def test_available_time_entered_directly_wins() -> None:
    calendar = {"available_per_day": "15 h", "shifts_per_day": 2}
    report = measure(a_stream(process("P", ct=1), customer("100/d"), calendar=calendar))
    both = measure(a_stream(process("P"), calendar=calendar | {"shift": "8 h"}))
    alone = measure(a_stream(process("P"), calendar={"available_per_day": "15 h"}))
    none = measure(a_stream(process("P"), calendar={"available_per_day": "15 h", "shifts_per_day": 0}))

    assert report.number("available_s_per_day") == 54_000
    assert report.number("available_s_per_shift") == 27_000
    assert both.number("available_s_per_shift") == 28_800
    assert alone.metrics["available_s_per_shift"].reason == "The shifts per day are not entered."
    assert none.metrics["available_s_per_shift"].reason == "There is no working time."


def test_a_calendar_cannot_be_told_in_its_own_days() -> None:
    report = measure(a_stream(process("P"), calendar={"shifts_per_day": 1, "shift": "1 d"}))
    stop = measure(
        a_stream(process("P"), calendar={"shifts_per_day": 1, "shift": "8 h", "lunch_per_shift": "1 shift"})
    )

    reason = "Working time is entered in hours or minutes, not in days."
    assert report.metrics["available_s_per_day"].reason == reason
    assert stop.metrics["available_s_per_shift"].reason == reason


@pytest.mark.parametrize(
    ("nodes", "reason"),
    [
        ([process("P", ct=1)], "There is no demand."),
        ([process("P", ct=1), customer()], "There is no demand."),
        ([process("P", ct=1), customer("0/d")], "There is no demand."),
    ],
)
def test_without_demand_there_is_no_takt(nodes: list[Any], reason: str) -> None:
    report = measure(a_stream(*nodes))

    assert report.metrics["takt_s"].reason == reason
    assert "no_demand" in codes(report)
    assert report.metrics["bottleneck"].value == "P"
    assert report.metrics["stream_capacity_per_day"].reason == reason
    step = report.step("P")
    assert step is not None
    assert step.metrics["utilization"].reason == reason


def test_shifts_unknown_or_none() -> None:
    unknown = measure(a_stream(process("P"), customer("10/d"), calendar={"shift": "8 h"}))
    none = measure(a_stream(process("P"), customer("10/d"), calendar={"shift": "8 h", "shifts_per_day": 0}))

    assert unknown.metrics["demand_per_shift"].reason == "The shifts per day are not entered."
    assert none.metrics["demand_per_shift"].reason == "There is no working time."


def test_dispatch_waits_half_the_interval_if_asked_to() -> None:
    # transit 1 d; a truck every 4 h and every 2 d: + 2 h and + 1 d
    trucks = [
        transport("A", time="1 d", interval="4 h"),
        transport("B", time="1 d", interval="2 d"),
        transport("C", time="1 d"),
    ]
    plain, waiting = measure(a_stream(*trucks)), measure(a_stream(*trucks, dispatch_wait=True))

    assert plain.number("lead_time_days") == 3
    assert waiting.number("lead_time_days") == pytest.approx(3 + 7200 / 27_000 + 1)
