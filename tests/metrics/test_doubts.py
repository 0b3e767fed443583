"""What is contradictory or doubtful: Little's law at a step, units that are seldom meant, and where the list leads."""

from __future__ import annotations

from typing import Any

import pytest

from tests.builders import a_stream, arrows, customer, junction, process, stock, supplier
from vsm_desktop.metrics.littles import Observed, likely_wrong
from vsm_desktop.metrics.measure import measure
from vsm_desktop.metrics.report import Problem
from vsm_desktop.model.stream import ValueStream


def problems_of(stream: ValueStream, code: str) -> list[Problem]:
    return [problem for problem in measure(stream).problems if problem.code == code]


def at(**data: Any) -> list[Problem]:
    """Little's law at one step before a customer of 100 a day."""
    return problems_of(a_stream(process("Weld", **data), customer("100/d")), "littles_law")


def test_three_numbers_that_agree_say_nothing() -> None:
    # 100 a day x 2 d = 200
    assert at(wip=200, exit_rate="100/d", lt="2 d", pt=60) == []
    assert at(wip=235, exit_rate="100/d", lt="2 d", pt=60) == [], "within a fifth"
    assert at(wip=0, exit_rate=0, lt="2 d", pt=60) == []


def test_two_of_three_say_nothing() -> None:
    assert at(wip=500, exit_rate="100/d") == []
    assert at(wip=500, lt="2 d") == []
    assert at(exit_rate="10/d", lt="2 d") == []


def test_a_count_that_contradicts_demand_and_lead_time_is_likely_wrong() -> None:
    # 100 a day leave as the customer asks; 100 x 2 d = 200, not 500
    (problem,) = at(wip=500, exit_rate="100/d", lt="2 d", pt=60)
    assert problem.severity == "warning"
    assert problem.ids == ("Weld",)
    assert problem.message == (
        "Weld: 500 pc counted, but 100 a day that take 2 d each make 200 pc. "
        "The count is likely wrong: demand and L/T make 200 pc."
    )


def test_an_exit_rate_that_contradicts_the_demand_is_likely_wrong() -> None:
    # with the demand of 100 a day, 200 pieces and 2 d agree; 40 a day do not
    (problem,) = at(wip=200, exit_rate="40/d", lt="2 d", pt=60)
    assert problem.message == (
        "Weld: 200 pc counted, but 40 a day that take 2 d each make 80 pc. "
        "The exit rate is likely wrong: the demand asks for 100 a day."
    )


def test_a_lead_time_that_contradicts_processing_and_waiting_is_likely_wrong() -> None:
    # 200 pieces at 100 a day take 2 d, which waiting and P/T say too; 6 d do not
    (problem,) = at(wip=200, exit_rate="100/d", lt="6 d", pt=60, wait="2 d")
    assert problem.message == (
        "Weld: 200 pc counted, but 100 a day that take 6 d each make 600 pc. "
        "The L/T is likely wrong: P/T and waiting come to 2 d."
    )


def test_where_no_one_number_explains_it_none_is_named() -> None:
    # the demand is 100: 40 a day x 3 d = 120, 100 x 3 = 300, neither is 1,000
    (problem,) = at(wip=1000, exit_rate="40/d", lt="3 d", pt=60)
    assert problem.message.endswith("One of the three is wrong.")
    # both the demand (100 x 2 d) and waiting (40 x 5 d) would explain 200 pieces
    (problem,) = at(wip=200, exit_rate="40/d", lt="2 d", pt=60, wait="5 d")
    assert problem.message.endswith("One of the three is wrong.")


def test_the_demand_of_a_step_knows_its_route_and_its_rework() -> None:
    # 30 % of 100 a day pass B: 30 a day x 2 d = 60 pieces
    flows = arrows("A [share 0.7] > C > Customer", "A [share 0.3] > B > C")
    nodes = (process("A", pt=1), process("B", pt=1, wip=60, exit_rate="90/d", lt="2 d"), process("C", pt=1))
    (problem,) = problems_of(a_stream(*nodes, customer("100/d"), flows=flows), "littles_law")
    assert problem.message.endswith("The exit rate is likely wrong: the demand asks for 30 a day.")
    flows = arrows("A > B > Customer", "B [repeat 0.5] > A")
    nodes = (process("A", pt=1, wip=400, exit_rate="100/d", lt="2 d"), process("B", pt=1))
    (problem,) = problems_of(a_stream(*nodes, customer("100/d"), flows=flows), "littles_law")
    assert problem.message.endswith("the demand asks for 200 a day.")


def test_without_demand_the_contradiction_is_still_said() -> None:
    stream = a_stream(process("Weld", wip=500, exit_rate="100/d", lt="2 d", pt=60), customer())
    (problem,) = problems_of(stream, "littles_law")
    assert problem.message.endswith("One of the three is wrong.")


def test_a_day_without_length_says_nothing() -> None:
    weld = process("Weld", wip=500, exit_rate="100/d", lt="2 h", pt=60)
    calendar = {"shifts_per_day": 0, "shift": "8 h"}
    assert problems_of(a_stream(weld, customer("100/d"), calendar=calendar), "littles_law") == []


def test_an_exit_rate_may_be_counted_by_the_hour() -> None:
    # 7.5 h a day: 10 an hour are 75 a day; with the demand of 100, 200 pieces and 2 d agree
    (problem,) = at(wip=200, exit_rate="10/h", lt="2 d", pt=60)
    assert "75 a day" in problem.message
    assert problem.message.endswith("The exit rate is likely wrong: the demand asks for 100 a day.")


def test_short_lead_times_are_said_in_hours() -> None:
    # a day is 7.5 h; 45 min = 0.1 d, 100 a day x 0.1 d = 10 pieces
    (problem,) = at(wip=40, exit_rate="100/d", lt="45 min", pt=60)
    assert "100 a day that take 45 min each make 10 pc" in problem.message


@pytest.mark.parametrize(
    ("seen", "rate", "lead", "expected"),
    [
        (Observed(200, 100, 6), 100, 2, ("lt", 2)),
        (Observed(200, 100, 6), 100, None, ("wip", 600)),
        (Observed(200, 40, 2), 100, None, ("exit_rate", 100)),
        (Observed(200, 40, 2), None, None, None),
        (Observed(0, 40, 2), 40, 2, ("wip", 80)),
        (Observed(200, 0, 2), 100, None, ("exit_rate", 100)),
    ],
)
def test_the_one_whose_replacement_makes_all_agree_is_likely_wrong(
    seen: Observed, rate: float | None, lead: float | None, expected: tuple[str, float] | None
) -> None:
    assert not seen.agrees
    assert likely_wrong(seen, rate, lead) == expected


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (
            {"ct": "2 d"},
            "Weld has a C/T of 2 d: it is working time between two pieces; what takes days is the L/T.",
        ),
        ({"epe": "3 s"}, "Weld makes every part every 3 s: most likely days are meant."),
        ({"uptime": "0.9 %"}, "Weld has Uptime 0.9 %: most likely 90 % is meant."),
        ({"oee": "0.85 %"}, "Weld has OEE 0.85 %: most likely 85 % is meant."),
        ({"ca": "0.95 %"}, "Weld has %C&A 0.95 %: most likely 95 % is meant."),
        ({"fpy": "1 %"}, "Weld has FPY 1 %: most likely 100 % is meant."),
        ({"scrap": "98 %"}, "Weld has scrap of 98 %: most likely that is the share of good pieces."),
    ],
)
def test_units_that_are_seldom_meant_are_pointed_out(data: dict[str, str], message: str) -> None:
    stream = a_stream(process("Weld", **({"pt": "60 s"} | data)), customer("100/d"))
    (problem,) = problems_of(stream, "doubtful_unit")
    assert (problem.message, problem.severity, problem.ids) == (message, "warning", ("Weld",))


def test_a_stock_of_seconds_is_doubtful_a_lane_of_seconds_is_not() -> None:
    coils = stock("Coils", days="40 s")
    (problem,) = problems_of(a_stream(coils, process("A", pt=1), customer("1/d")), "doubtful_unit")
    assert problem.message == "Coils holds stock for 40 s: most likely days are meant."
    lane = stock("Lane", kind="fifo", days="40 s")
    assert problems_of(a_stream(lane, process("A", pt=1), customer("1/d")), "doubtful_unit") == []


def test_usual_values_are_not_doubted() -> None:
    usual = process(
        "A", ct="45 s", co="2 h", lt="3 d", pt="1 d", epe="1 d", uptime="85 %", scrap="4 %", ca=0, fpy="0.97"
    )
    nodes = (stock("In", days="0.2 d"), usual, stock("Mid", days="30 min"), customer("1/d"))
    assert problems_of(a_stream(*nodes), "doubtful_unit") == []


def test_a_step_nothing_flows_to_is_noted_where_a_supplier_is_drawn() -> None:
    flows = arrows("Steel > In > A > B > Customer", "C > B")
    nodes = [supplier("Steel"), stock("In", qty=1), *(process(name, pt=1) for name in "ABC"), customer("1/d")]
    (problem,) = problems_of(a_stream(*nodes, flows=flows), "no_input")
    assert (problem.message, problem.severity) == (
        "Nothing flows to C: the flow starts there too.",
        "info",
    )
    assert problem.ids == ("C",)
    assert problems_of(a_stream(process("A", pt=1), customer("1/d")), "no_input") == []


WRONG: dict[str, tuple[ValueStream, str, str, set[str]]] = {
    "C/T above takt": (a_stream(process("A", ct="1 h"), customer("100/d")), "over_takt", "warning", {"A"}),
    "L/T below P/T": (
        a_stream(process("A", pt="2 h", lt="1 h"), customer("1/d")), "lt_below_pt", "warning", {"A"},
    ),
    "L/T and a wait": (
        a_stream(process("A", ct="30 s", lt="1 d", wait="3 d"), customer("1/d")), "wait_beside_lt", "warning", {"A"},
    ),
    "shares that do not add": (
        a_stream(
            *(process(name, pt=1) for name in "ABC"), junction("J"), customer("1/d"),
            flows=arrows("A [share 0.5] > B > J > Customer", "A [share 0.4] > C > J"),
        ),
        "shares_do_not_add", "error", {"A"},
    ),
    "a cycle without repeat": (
        a_stream(*(process(name, pt=1) for name in "AB"), customer("1/d"), flows=arrows("A > B > A", "B > Customer")),
        "cycle_without_repeat", "error", {"A", "B"},
    ),
    "stock without demand": (
        a_stream(stock("In", qty=5), process("A", pt=1), customer()), "step_missing", "warning", {"In"},
    ),
    "a dead end": (
        a_stream(*(process(name, pt=1) for name in "AB"), customer("1/d"), flows=arrows("A > Customer", "A > B")),
        "dead_end", "warning", {"B"},
    ),
    "a step off the flow": (
        a_stream(*(process(name, pt=1) for name in "AB"), customer("1/d"), flows=arrows("A > Customer")),
        "dead_end", "warning", {"B"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_is_reported_with_its_severity_and_leads_to_the_symbol(name: str) -> None:
    stream, code, severity, ids = WRONG[name]
    (problem,) = problems_of(stream, code)
    assert problem.severity == severity
    assert set(problem.ids) == ids
    named = [node.name for node in stream.states[0].nodes if node.id in ids]
    assert any(one in problem.message for one in named)
