"""Pieces along the flow, floor space, and what a good piece costs (METRICS.md 4, 11.1)."""

from __future__ import annotations

from typing import Any

import pytest

from tests.builders import WORKING, a_stream, arrows, customer, node, process, stock
from vsm_desktop.metrics.as_json import metrics_json
from vsm_desktop.metrics.explain.told import lines
from vsm_desktop.metrics.explain.tree import explain
from vsm_desktop.metrics.measure import measure
from vsm_desktop.metrics.report import Report
from vsm_desktop.model.stream import ValueStream

PAID = WORKING | {"wage": 30}


def plant(**weld: Any) -> ValueStream:
    """Steel of 2 a piece, 10 % lost at the welder, three people."""
    return a_stream(
        node("supplier", "Steel", material_cost=2),
        stock("Coils", days=5, floor_space=30),
        process(
            "Weld", **({"ct": 30, "operators": 2, "scrap": "10 %", "day_cost": 300, "floor_space": 20} | weld)
        ),
        stock("Welded", qty=900),
        process("Pack", ct=40, operators=1, material_cost=0.1, wip=50),
        customer("600/d"),
        calendar=PAID,
    )


def found(stream: ValueStream, *keys: str) -> list[float | None]:
    report = measure(stream)
    return [report.number(key) for key in keys]


def reason(report: Report, key: str) -> str:
    assert report.number(key) is None
    return report.metrics[key].reason


def test_pieces_are_those_counted_and_days_times_demand() -> None:
    # 5 d x 600 + 900 + 50
    assert found(plant(), "wip_pc") == [3950]


def test_variants_and_pieces_per_product_count() -> None:
    stream = a_stream(
        stock("Wheels", days=2, usage=4),
        process("Fit", ct=60),
        stock("Done", qty_by_variant={"left": 30, "right": 20}),
        customer("100/d"),
    )
    assert found(stream, "wip_pc") == [2 * 100 * 4 + 50]


def test_pieces_that_are_not_counted_leave_at_least_the_others() -> None:
    stream = a_stream(stock("Coils"), process("Weld", ct=30), stock("Welded", qty=900), customer("600/d"))
    report = measure(stream)
    assert report.number("wip_pc") == 900
    assert report.metrics["missing"].value == ("Coils",)
    told = explain(stream, "current", "wip_pc")
    assert next(iter(lines(told, {}))).startswith("Pieces in the stream: ≥ 900 pc")


def test_nothing_counted_says_so() -> None:
    report = measure(a_stream(process("Weld", ct=30), customer("600/d")))
    assert "No stock" in reason(report, "wip_pc")
    report = measure(a_stream(stock("Coils"), process("Weld", ct=30), customer("600/d")))
    assert reason(report, "wip_pc") == "Neither a quantity nor days are entered."


def test_floor_space_is_summed_where_entered_and_once() -> None:
    again = a_stream(
        process("Oven", ct=30, floor_space=40),
        process("Cool", ct=30),
        process("Oven again", ct=30, floor_space=40).evolve(same_as="Oven"),
        customer("600/d"),
    )
    assert found(again, "floor_space_m2") == [40]
    assert found(plant(), "floor_space_m2") == [50]
    bare = a_stream(process("Oven", ct=30), customer("600/d"))
    assert reason(measure(bare), "floor_space_m2") == "No floor space is entered."


def test_cost_of_a_good_piece() -> None:
    # wages 3 x 8 h x 30 = 720, steps 300; steel 2 / 0.9 + packing 0.1
    wages, steps, material, cost = found(
        plant(), "labour_cost_per_day", "step_cost_per_day", "material_cost_per_piece", "cost_per_piece"
    )
    assert (wages, steps) == (720, 300)
    assert material == pytest.approx(2 / 0.9 + 0.1)
    assert cost == pytest.approx((720 + 300) / 600 + 2 / 0.9 + 0.1)


def test_a_stream_that_cannot_meet_demand_has_its_costs_on_fewer_pieces() -> None:
    slow = plant(ct=60, scrap=0)
    (capacity, cost) = found(slow, "stream_capacity_per_day", "cost_per_piece")
    assert capacity == pytest.approx(27_000 / 60)
    assert cost == pytest.approx(1020 / 450 + 2.1)


def test_a_step_on_other_shifts_is_paid_for_those() -> None:
    # 2 people on two shifts of 8 h, 1 on one
    assert found(plant(shifts=2), "labour_cost_per_day") == [(2 * 2 + 1) * 8 * 30]


def test_where_only_available_time_is_entered_that_is_paid() -> None:
    stream = a_stream(
        process("Weld", ct=30, operators=2), customer("600/d"), calendar={"available_per_day": 7, "wage": 30}
    )
    assert found(stream, "labour_cost_per_day") == [2 * 7 * 30]


def test_material_counts_for_each_customer_and_only_on_the_flow() -> None:
    stream = a_stream(
        node("supplier", "Steel", material_cost=2),
        process("Weld", ct=1, operators=1),
        customer("60/d", "A"),
        customer("40/d", "B"),
        node("supplier", "Paint", material_cost=9),
        flows=arrows("Steel > Weld > A", "Weld > B"),
        calendar=PAID,
    )
    assert found(stream, "material_cost_per_piece", "cost_per_piece") == [2, pytest.approx(2 + 240 / 100)]


def test_what_costs_lack_is_said() -> None:
    bare = a_stream(process("Weld", ct=30, operators=1), customer("600/d"))
    assert "No costs are entered" in reason(measure(bare), "cost_per_piece")
    unpaid = a_stream(process("Weld", ct=30, operators=1, day_cost=5), customer("600/d"))
    assert "wage" in reason(measure(unpaid), "cost_per_piece")
    idle = a_stream(process("Weld", ct=30, operators=1, day_cost=5), calendar=PAID)
    assert reason(measure(idle), "cost_per_piece") == "There is no demand."
    nobody = a_stream(process("Weld", ct=30, day_cost=5), customer("600/d"), calendar=PAID)
    assert reason(measure(nobody), "cost_per_piece") == "No operators are entered."


def test_costs_are_explained_and_written_out() -> None:
    stream = plant()
    told = explain(stream, "current", "cost_per_piece")
    assert told.value == measure(stream).number("cost_per_piece")
    pay = explain(stream, "current", "labour_cost_per_day")
    assert "Paid time per day × Wage per paid hour ÷ 3600" in pay.formula
    written = metrics_json(stream, stream.state(), measure(stream))
    assert written["metrics"]["cost_per_piece"]["unit"] == "money"
    weld = next(step for step in written["steps"] if step["id"] == "Weld")
    assert (weld["data"]["cost_per_day"], weld["data"]["floor_space_m2"]) == (300, 20)
