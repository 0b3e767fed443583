"""One step at a time: stock as time, waiting and processing, capacity and load (METRICS.md 2, 3.5, 4, 6.1)."""

from __future__ import annotations

from typing import Any

import pytest

from tests.builders import a_stream, arrow, customer, process, stock, transport
from vsm_desktop.metrics.measure import measure
from vsm_desktop.metrics.report import Report, Result


def of(report: Report, step: str, key: str) -> Result:
    found = report.step(step)
    assert found is not None
    return found.metrics[key]


def codes(report: Report) -> list[str]:
    return [problem.code for problem in report.problems]


@pytest.mark.parametrize(
    ("data", "days"),
    [
        ({"qty": 500}, 5),  # 500 / 100
        ({"qty_by_variant": {"LH": 300, "RH": 100}}, 4),
        ({"qty": 500, "days": 2}, 2),  # entered days win
        ({"qty": 400, "usage": 4}, 1),
        ({"qty": 0}, 0),  # zero is data
        ({"days": "2700 s"}, 0.1),  # a tenth of 27,000 s
        ({}, None),
    ],
)
def test_stock_as_days_of_supply(data: dict[str, Any], days: float | None) -> None:
    report = measure(a_stream(stock("S", **data), customer("100/d")))

    assert of(report, "S", "days_of_supply").value == days
    assert report.number("lead_time_days") == days
    assert report.metrics["missing"].value == (() if days is not None else ("S",))


@pytest.mark.parametrize("kind", ["inventory", "queue", "supermarket", "fifo"])
def test_only_a_lane_counts_its_maximum_for_want_of_content(kind: str) -> None:
    report = measure(a_stream(stock("S", kind, max=50), customer("100/d")))

    assert of(report, "S", "days_of_supply").value == (0.5 if kind == "fifo" else None)
    assert ("worst_case" in codes(report)) is (kind == "fifo")


def test_stock_by_measured_output() -> None:
    parts = [stock("S", qty=500), customer("100/d")]
    report = measure(a_stream(*parts, stock_rate="throughput", throughput="50/d"))
    unknown = measure(a_stream(*parts, stock_rate="throughput"))

    assert of(report, "S", "days_of_supply").value == 10
    assert of(unknown, "S", "days_of_supply").reason == "The measured output is not entered."
    assert unknown.problems[0].message.startswith("S has a quantity, but the measured output")


def test_stock_that_contradicts_itself() -> None:
    report = measure(a_stream(stock("S", qty=500, qty_by_variant={"A": 300, "B": 100}), customer("100/d")))
    agreeing = measure(a_stream(stock("S", qty=400, qty_by_variant={"A": 300, "B": 100}), customer("100/d")))
    huge = measure(a_stream(stock("S", qty="1e20", qty_by_variant={"A": 1}), customer("100/d")))

    assert of(report, "S", "days_of_supply").value == 4
    assert "S has 500 pc, but its variants add to 400 pc: these count." in [
        p.message for p in report.problems
    ]
    assert "qty_contradicts" not in codes(agreeing)
    assert "1e+20 pc" in next(p.message for p in huge.problems if p.code == "qty_contradicts")


def test_pieces_per_product_seen_from_the_drawing() -> None:
    # 4 bolts go into one product: 800 / (100 x 4) = 2 days; the bender makes 400 a day
    parts = [stock("Bolts", qty=800), process("Bend", ct=1), process("Assemble", ct=1), customer("100/d")]
    flows = [
        arrow("Bolts", "Bend"),
        arrow("Bend", "Assemble", pieces_per_unit=4),
        arrow("Assemble", "Customer"),
    ]
    report = measure(a_stream(*parts, flows=flows))
    entered = measure(a_stream(stock("Bolts", qty=800, usage=2), *parts[1:], flows=flows))
    agreeing = measure(a_stream(stock("Bolts", qty=800, usage=4), *parts[1:], flows=flows))

    assert of(report, "Bolts", "days_of_supply").value == 2
    assert of(report, "Bend", "required_per_day").value == 400
    assert of(report, "Assemble", "required_per_day").value == 100
    assert of(entered, "Bolts", "days_of_supply").value == 4
    assert "usage_contradicts" in codes(entered)
    assert "usage_contradicts" not in codes(agreeing)


@pytest.mark.parametrize(
    ("data", "wait_s", "work_s"),
    [
        ({"ct": 30}, 0, 30),
        ({"ct": 30, "pt": 120}, 0, 120),  # an oven: P/T counts, not C/T
        ({"pt": 120, "wait": 60}, 60, 120),
        ({"pt": 120, "lt": "1 h"}, 3480, 120),
        ({"pt": 600, "lt": "1 d"}, 26_400, 600),
        ({"pt": 600, "lt": "600 s", "wait": 99}, 0, 600),  # L/T contains the waiting
        ({"lt": "1 d"}, 27_000, None),  # timed, but how much of it is work is not known
        ({"lt": "1 d", "va_time": 100, "nnva_time": 20}, 26_880, 120),
        ({"lt": "1 d", "nnva_time": 20}, 26_980, 20),
    ],
)
def test_waiting_and_processing(data: dict[str, Any], wait_s: float, work_s: float | None) -> None:
    report = measure(a_stream(process("P", **data)))
    step = report.step("P")

    assert step is not None
    assert step.wait_s == pytest.approx(wait_s)
    assert step.processing_s == work_s
    assert report.number("lead_time_s") == pytest.approx(wait_s + (work_s or 0))
    assert ("no_processing_time" in codes(report)) is (work_s is None)


@pytest.mark.parametrize("data", [{}, {"wait": 60}, {"co": 60, "uptime": 1}, {"va_time": 5}])
def test_a_process_without_times_is_missing(data: dict[str, Any]) -> None:
    report = measure(a_stream(process("P", **data), process("Q", ct=10)))
    step = report.step("P")

    assert step is not None
    assert (step.wait_s, step.processing_s) == (None, None)
    assert report.metrics["missing"].value == ("P",)
    assert report.number("lead_time_known_days") == pytest.approx(10 / 27_000)
    assert report.metrics["lead_time_s"].reason == "P cannot be timed. None of C/T, P/T and L/T is entered."
    assert (
        report.metrics["pce"].reason
        == report.metrics["waiting_time_s"].reason
        == report.metrics["lead_time_s"].reason
    )
    assert report.number("processing_time_s") == report.number("va_time_s") == 10
    assert [p.message for p in report.problems if p.code == "step_missing"] == [
        "P has no time: enter C/T, P/T or L/T."
    ]


def test_a_lead_time_below_the_processing_time_counts_no_waiting() -> None:
    report = measure(a_stream(process("P", pt=600, lt="300 s")))

    assert report.number("lead_time_s") == 600
    assert "P has an L/T below its P/T: its waiting counts as 0." in [p.message for p in report.problems]


def test_times_of_a_transport() -> None:
    report = measure(a_stream(transport("T", time="90 min"), transport("U"), process("P", ct=1)))

    assert report.metrics["missing"].value == ("U",)
    assert "U has no transit time." in [p.message for p in report.problems]
    step = report.step("T")
    assert step is not None
    assert (step.wait_s, step.processing_s) == (5400, 0)


def test_a_whole_batch_waits_for_itself() -> None:
    # 30 min + 300 x 20 s = 7,800 s, of which 20 s are processing; own wait 60 s; L/T as measured stays
    batch = process("P", ct=20, co="30 min", batch=300, wait=60)
    report = measure(a_stream(batch, batch_mode="whole_batch"))
    others = [process("Q", ct=20), process("R", pt=20, batch=10), process("S", ct=20, batch=10, lt="100 s")]
    unchanged = measure(a_stream(*others, batch_mode="whole_batch"))

    assert report.number("lead_time_s") == 7860
    assert report.number("va_time_s") == report.number("processing_time_s") == 20
    assert unchanged.number("lead_time_s") == 140


@pytest.mark.parametrize(
    ("data", "va", "nnva", "nva"),
    [
        ({}, 100, 0, 0),
        ({"va": "VA"}, 100, 0, 0),
        ({"va": "NNVA"}, 0, 100, 0),
        ({"va": "NVA"}, 0, 0, 100),
        ({"va_time": 30}, 30, 0, 70),
        ({"nnva_time": 30}, 0, 30, 70),
        ({"va": "NVA", "va_time": 30, "nnva_time": 50}, 30, 50, 20),
    ],
)
def test_every_second_of_processing_has_a_class(
    data: dict[str, Any], va: float, nnva: float, nva: float
) -> None:
    report = measure(a_stream(process("P", pt=100, **data)))

    assert [report.number(f"{key}_time_s") for key in ("va", "nnva", "nva")] == [va, nnva, nva]
    assert report.number("pce") == va / 100
    assert ("not_classified" in codes(report)) is (not data)


def test_a_split_of_more_than_there_is() -> None:
    report = measure(a_stream(process("P", pt=100, va_time=80, nnva_time=50)))

    assert report.number("nva_time_s") == 0
    assert "P has more VA and NNVA time than processing time." in [p.message for p in report.problems]


def test_effective_cycle_time_and_capacity() -> None:
    # (58 / 0.92 + 1200 / 200) / 2 / 0.95; 27,000 s a day
    data = {"ct": 58, "uptime": 0.92, "co": "20 min", "batch": 200, "stations": 2, "scrap": "5 %"}
    report = measure(a_stream(process("P", **data), customer("100/d")))

    effective = (58 / 0.92 + 6) / 2 / 0.95
    assert of(report, "P", "effective_ct_s").value == pytest.approx(effective)
    assert of(report, "P", "capacity_per_day").value == pytest.approx(27_000 / effective)
    assert of(report, "P", "capacity_per_day_no_changeover").value == pytest.approx(27_000 / 58 * 2 * 0.92)
    assert of(report, "P", "capacity_per_shift_no_changeover").value == pytest.approx(27_000 / 58 * 2 * 0.92)
    assert of(report, "P", "required_per_day").value == 100
    assert of(report, "P", "utilization").value == pytest.approx(100 * effective / 27_000)
    assert report.number("stream_capacity_per_day") == pytest.approx(27_000 / effective)


def test_oee_stands_for_uptime_changeover_and_scrap() -> None:
    data = {"ct": 60, "oee": "60 %", "uptime": "50 %", "co": "20 min", "batch": 10, "stations": 2}
    report = measure(a_stream(process("P", **data), customer("100/d")))

    assert of(report, "P", "effective_ct_s").value == pytest.approx(60 / 2 / 0.6)
    assert (
        of(report, "P", "capacity_per_day_no_changeover").reason
        == "The OEE entered contains the changeovers."
    )


def test_a_process_with_its_own_shifts() -> None:
    # 3 shifts of 27,000 s; takt stays the stream's
    report = measure(a_stream(process("P", ct=60, shifts=3), customer("900/d")))
    unknown = measure(
        a_stream(process("P", ct=60, shifts=3), customer("900/d"), calendar={"available_per_day": "8 h"})
    )

    assert report.number("takt_s") == 30
    assert of(report, "P", "capacity_per_day").value == 1350
    assert of(report, "P", "utilization").value == pytest.approx(2 / 3)
    assert "over_takt" not in codes(report)  # its own takt is 81,000 / 900 = 90 s
    assert of(unknown, "P", "capacity_per_day").reason == "The shifts per day are not entered."


def test_a_changeover_without_batch_is_left_out_and_marked() -> None:
    report = measure(
        a_stream(process("P", ct=60, co="20 min"), process("Q", ct=60, co="0 min"), customer("10/d"))
    )

    assert of(report, "P", "effective_ct_s").value == 60
    assert [p.ids for p in report.problems if p.code == "co_without_batch"] == [("P",)]


def test_cycle_time_zero_and_none() -> None:
    report = measure(a_stream(process("P", ct=0), process("Q", pt=5), customer("10/d")))

    assert of(report, "P", "capacity_per_day").reason == "The cycle time is 0."
    assert of(report, "P", "utilization").value == 0
    assert of(report, "Q", "utilization").reason == "No cycle time is entered."
    assert of(report, "Q", "capacity_per_day").reason == "No cycle time is entered."
    assert report.metrics["stream_capacity_per_day"].reason == "No cycle time is entered."


def test_the_bottleneck_is_the_highest_load_of_equals_the_earlier() -> None:
    steps = [process("A", ct=50), process("B", ct=60), process("C", ct=60), process("D")]
    report = measure(a_stream(*steps, customer("100/d")))
    none = measure(a_stream(process("D"), customer("100/d")))

    assert report.metrics["bottleneck"].value == "B"
    assert none.metrics["bottleneck"].reason == "No cycle time is entered."
    assert (
        measure(a_stream(stock("S"))).metrics["bottleneck"].reason
        == "No process of the flow has a cycle time."
    )


def test_slower_than_takt_and_overloaded_are_two_things() -> None:
    # takt 60; Slow 62 s by itself; Lossy 50 / 0.8 = 62.5 s of available time
    steps = [process("Slow", ct=62), process("Lossy", ct=50, uptime=0.8), process("Fine", ct=120, stations=2)]
    report = measure(a_stream(*steps, customer("450/d")))

    assert [p.message for p in report.problems if p.severity == "warning"] == [
        "Slow is slower than takt: 62 s against 60 s.",
        "Slow cannot meet demand: its load is 103.3 % of its time.",
        "Lossy cannot meet demand: its load is 104.2 % of its time.",
    ]


def test_a_step_on_a_route_is_held_against_its_share() -> None:
    # takt 60, but only 30 % come here: one every 200 s
    steps = [process("A", ct=1), process("Std", ct=50), process("Special", ct=180), customer("450/d")]
    flows = [arrow("A", "Std", share=0.7), arrow("A", "Special", share=0.3)]
    flows += [arrow("Std", "Customer"), arrow("Special", "Customer")]

    assert "over_takt" not in codes(measure(a_stream(*steps, flows=flows)))
    steps[2] = process("Special", ct=210)
    slow = measure(a_stream(*steps, flows=flows))
    assert "Special is slower than takt: 210 s against 200 s." in [p.message for p in slow.problems]


def test_operators_are_added_where_entered() -> None:
    report = measure(a_stream(process("A", operators=1.5), process("B"), process("C", operators=2)))

    assert report.number("operators_total") == 3.5
    assert measure(a_stream(process("A"))).metrics["operators_total"].reason == "No operators are entered."


def test_a_step_passed_twice_has_its_load_once() -> None:
    # 100 x 60 + 100 x 30 = 9,000 of 27,000 s; people once; lead time both times
    steps = [
        process("A", ct=60, operators=2),
        process("B", ct=10),
        process("Again", ct=30, operators=2, same_as="A"),
    ]
    report = measure(a_stream(*steps, customer("100/d")))

    assert of(report, "A", "required_per_day").value == 200
    assert of(report, "A", "utilization").value == pytest.approx(1 / 3)
    assert of(report, "Again", "utilization").reason == "Its load counts at A."
    assert report.number("operators_total") == 2
    assert report.number("lead_time_s") == 100
    assert report.metrics["bottleneck"].value == "A"
    assert report.number("stream_capacity_per_day") == pytest.approx(300)


def test_a_step_that_stands_for_nothing_stands_for_itself() -> None:
    report = measure(a_stream(process("A", ct=60, same_as="gone"), customer("100/d")))

    assert of(report, "A", "utilization").value == pytest.approx(6000 / 27_000)
    assert "A stands for a step that is not on the map: gone." in [p.message for p in report.problems]


def test_numbers_too_large_are_no_numbers() -> None:
    report = measure(a_stream(stock("S", qty="1e300"), process("P", ct="1e300 h"), customer("1e-300/d")))

    assert report.metrics["lead_time_s"].reason == "The number is too large."
