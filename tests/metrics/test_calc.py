"""The calculations beside the map: the published cases, edges with their reasons, and no input that raises."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from math import isfinite
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.acceptance.run import cases_in, checks_of
from vsm_desktop.metrics.calc import CALCULATIONS, flow, money, people, pull, time
from vsm_desktop.metrics.calc.numbers import whole_down, whole_up
from vsm_desktop.metrics.figure import Why

CASES = Path(__file__).parents[1] / "cases"
ANY = st.floats(min_value=1e-3, max_value=1e6) | st.just(0.0)
SHARE = st.floats(min_value=0, max_value=0.99)


def leaves(found: Any) -> Iterator[Any]:
    """Every figure of a result."""
    if isinstance(found, dict):
        for part in found.values():
            yield from leaves(part)
    elif isinstance(found, list):
        for part in found:
            yield from leaves(part)
    else:
        yield found


def numbers_or_reasons(found: Any) -> bool:
    """Never infinity, never NaN; a reason is a sentence."""
    return all(
        str(one).endswith(".") if isinstance(one, Why) else isinstance(one, str) or isfinite(one)
        for one in leaves(found)
    )


def test_every_published_calculation_is_met() -> None:
    checks = [
        check
        for case in cases_in(CASES)
        for check in checks_of({"id": case["id"], "kind": "calc", "calcs": case.get("calcs", [])})
    ]
    assert len(checks) > 150
    assert [str(check) for check in checks if not check.passed] == []


def test_every_function_says_where_it_comes_from() -> None:
    for name, function in CALCULATIONS.items():
        words = inspect.getdoc(function) or ""
        assert words, name
        assert name in ("sum", "ratio", "pattern") or "(" in words, f"{name} names no section"


@pytest.mark.parametrize(
    ("found", "key", "reason"),
    [
        (time.takt(demand=0, available_s=100), "takt_s", "There is no demand."),
        (time.takt(demand=5, available_s=0), "takt_s", "There is no working time."),
        (time.oee(0, 0, 1, 1, 1), "oee", "There is no working time."),
        (time.oee(10, 10, 1, 1, 1), "oee", "No time is left."),
        (time.oee(10, 0, 1, 0, 0), "oee", "There is no data."),
        (time.changeover_budget(10, 5, run_s=11), "changeovers", "There is no capacity for changeovers."),
        (flow.expected_visits(1.0), "geometric", "The flow never finishes: everything is sent back."),
        (flow.pce(0.0), "pce", "The lead time is 0."),
        (flow.critical_wip([]), "bottleneck_rate", "There is no data."),
        (people.pools({}), "bottleneck", "There is no station."),
        (
            pull.kanban("percent_safety", 0, 5),
            "cards",
            "There is nothing to divide by: the number below the line is 0.",
        ),
        (
            money.scoreboard(orders_total=0, orders_on_time_in_full=0),
            "order_fulfilment_rate",
            "There is no data.",
        ),
    ],
)
def test_what_cannot_be_computed_says_why(found: dict[str, Any], key: str, reason: str) -> None:
    assert isinstance(found[key], Why)
    assert found[key] == reason


def test_no_time_left_at_a_shared_resource() -> None:
    users = [{"name": name, "demand_per_day": 10, "ct_s": 10} for name in "AB"]
    found = time.shared_resource(100, "A", users)
    assert (found["time_open_to_family_s"], found["family_share"]) == ("No time is left.", 0.5)
    assert found["family_takt_at_resource_s"] == "No time is left.", "the cause goes on"


def test_batches_of_products_whose_demand_is_known() -> None:
    products = [
        {"name": "A", "demand_per_day": 100, "ct_s": 90, "co_s": 500, "uptime": 0.9},
        {"name": "B", "run_s_per_day": 8000, "co_s": 500},
    ]
    found = time.epei(20_000, products)
    assert found["run_s_per_day"] == pytest.approx(18_000)
    assert found["epei_days"] == pytest.approx(0.5)
    assert found["batch"] == {"A": pytest.approx(50)}


def test_optional_results_are_absent_without_their_input() -> None:
    assert "operators_with_allowance" not in people.operators(10, 3)
    assert people.operators(10, 3, allowance=1.2)["operators_with_allowance"] == 4
    assert "buffer_stock" not in pull.supermarket(100, epei_days=1)
    assert "good_units" not in flow.yield_(yields=[0.9])
    assert (
        "ros_minus_hurdle"
        not in money.box_score({"a": {"revenue": 2, "material": 1, "conversion": 0}})["columns"]["a"]
    )
    assert money.scoreboard() == {}


def test_a_loss_is_a_negative_return() -> None:
    column = money.box_score({"a": {"revenue": 10, "material": 8, "conversion": 4, "units": 4}}, 0.1)[
        "columns"
    ]["a"]
    assert (column["value_stream_profit"], column["ros"], column["cost_per_unit"]) == (-2, -0.2, 3)
    assert column["ros_minus_hurdle"] == pytest.approx(-0.3)


def test_yields_from_counts() -> None:
    found = flow.yield_(steps=[{"in": 100, "defects": 5}, {"in": 95, "good": 76}], units_in=100)
    assert found["step_yield"] == [0.95, 0.8]
    assert found["good_units"] == pytest.approx(76)
    assert isinstance(flow.yield_(steps=[{"in": 0, "good": 0}])["rty"], Why)


def test_review_period_kanban() -> None:
    found = pull.kanban("review_period", 10, 20, order_interval_days=1, processing_days=0.5, safety_days=0.5)
    assert (found["stock_covered"], found["cards"]) == (40, 4)
    with pytest.raises(ValueError, match="unknown variant"):
        pull.kanban("guess", 10, 20)


@given(st.lists(st.integers(min_value=0, max_value=12), min_size=1, max_size=5))
def test_a_levelled_sequence_has_exact_counts_and_stays_near_its_shares(slots: list[int]) -> None:
    mix = [{"variant": "ABCDE"[i], "slots": count} for i, count in enumerate(slots)]
    sequence = pull.level(mix)["sequence"]
    assert [sequence.count("ABCDE"[i]) for i in range(len(slots))] == slots
    for k in range(1, len(sequence) + 1):
        for i, count in enumerate(slots):
            assert abs(sequence[:k].count("ABCDE"[i]) - k * count / len(sequence)) < len(slots)


@given(st.floats(min_value=0, max_value=1e6))
def test_whole_numbers_lie_beside_what_is_exact(exact: float) -> None:
    up, down = whole_up(exact), whole_down(exact)
    assert not isinstance(up, Why)
    assert not isinstance(down, Why)
    assert down - 1e-8 <= exact <= up + 1e-8
    assert up - down in (0, 1)
    reason = Why("There is no data.")
    assert whole_up(reason) is whole_down(reason) is reason


@given(ANY, ANY, ANY, ANY, SHARE, st.lists(ANY, max_size=4))
def test_no_input_raises_and_nothing_is_infinite(
    a: float, b: float, c: float, d: float, share: float, row: list[float]
) -> None:
    users = [
        {"name": "A", "demand_per_day": a, "ct_s": b, "scrap": share, "co_s": c, "changeovers_per_day": 1}
    ]
    products = [{"name": "A", "demand_per_day": a, "ct_s": b, "co_s": c, "scrap": share}]
    mixed = [
        {"name": "A", "demand_per_day": a, "ct_s": {"S": b}},
        {"name": "B", "demand_per_day": c, "ct_s": {}},
    ]
    activities = {"p": {"servers": d, "activities": [{"pt_s": a, "visits": b}]}}
    for found in (
        time.takt(demand=a, shifts=b, shift_s=c, break_s=d),
        time.calendar_days(a, b),
        time.capacity(a, b, 1 - share, c),
        time.shared_resource(d, "A", users, uptime=1 - share),
        time.oee(a, b, c, d, a),
        time.epei(d, products),
        time.changeover_budget(a, b, demand=c, ct_s=d),
        flow.little(wip=a, throughput=b),
        flow.turns(a, b),
        flow.pce(a, b),
        flow.yield_(steps=[{"in": a, "good": b}], units_in=c),
        flow.scrap(a, [share, share]),
        flow.expected_visits(share),
        flow.velocity({"p": a}, b, c, steps=3, day_s=d),
        flow.critical_wip([(a, b), (c, d)], wip=a),
        people.operators(a, b, allowance=c),
        people.line_balance(row),
        people.pools(activities),
        people.mixed_model(d, ["S"], mixed),
        pull.heijunka(a, b, c),
        pull.kanban("safety_stock_qty", a, b, lead_time_days=c, safety_stock=d),
        pull.supermarket(a, b, c, z=d, sigma_day=a, safety_fraction=share),
        pull.fifo(a, desired_wait_s=b, pieces=c),
        money.cost(a, b, c, [{"operators": d, "wage_per_hour": a}]),
        money.box_score({"x": {"revenue": a, "material": b, "conversion": c, "units": d}}, share),
        money.environment(a, [{"name": "x", "material_used_kg": b, "material_in_product_kg": c}], {"gas": d}),
        money.scoreboard(a, b, c, d, a, b),
        money.ratios(x={"num": a, "den": b}),
        money.pattern({"x": row, "y": row}),
    ):
        assert numbers_or_reasons(found), found
