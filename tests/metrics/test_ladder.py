"""Ladders: branches, routes, several customers, conventions, quality and load along the flow (METRICS.md 2.3, 5, 7)."""

from __future__ import annotations

from typing import Any

import pytest

from tests.builders import a_stream, arrow, arrows, customer, process, stock, supplier, transport
from tests.metrics.test_flow import of
from vsm_desktop.metrics.measure import measure
from vsm_desktop.metrics.report import Report

CLOCK = {"day_base": "clock_24h"}


def two_branches(**options: Any) -> Report:
    """Branch 1: 5 d and 15 s; branch 2: 4 d and 30 s; they merge in a step of 100 s."""
    parts = [stock("S1", days=5), process("P1", ct=15), stock("S2", days=4), process("P2", ct=30)]
    flows = arrows("S1 > P1 > End > Customer", "S2 > P2 > End")
    return measure(a_stream(*parts, process("End", ct=100), customer("10/d"), flows=flows, **options))


@pytest.mark.parametrize(("mode", "seconds"), [("critical_path", 115), ("longest_rung", 130), ("sum", 145)])
def test_processing_time_of_branches_by_convention(mode: str, seconds: float) -> None:
    report = two_branches(branch_time_mode=mode)

    assert report.number("processing_time_s") == seconds
    assert report.number("total_work_content_s") == 145
    assert report.number("lead_time_s") == 5 * 27_000 + 115  # always that of the critical path
    assert report.number("va_time_s") == 115
    assert report.metrics["critical_path"].value == ("S1", "P1", "End")
    assert [step.id for step in report.steps if step.on_critical_path] == ["S1", "P1", "End"]


def test_only_waits_count_in_the_book_but_elapsed_time_chooses() -> None:
    # waits 100 + 0 against 90 + 20: the branch with more waiting is the shorter one
    parts = [process("A", pt=0, wait=100), process("B", pt=20, wait=90)]
    report = measure(
        a_stream(
            *parts,
            customer(),
            flows=arrows("A > Customer", "B > Customer"),
            lead_time_mode="waits_only",
            **CLOCK,
        )
    )

    assert report.metrics["critical_path"].value == ("B",)
    assert report.number("lead_time_s") == report.number("waiting_time_s") == 90
    assert report.number("processing_time_s") == 20
    assert report.number("activity_ratio") == 20 / 90


@pytest.mark.parametrize(
    ("a", "b", "chosen"),
    [
        ({"pt": 30}, {"pt": 30}, "A"),  # equal: drawing order
        ({"pt": 10, "wait": 20}, {"pt": 30}, "B"),  # equally long: more processing
        ({"pt": 30}, {"pt": 30.1}, "B"),
    ],
)
def test_ties_between_branches(a: dict[str, Any], b: dict[str, Any], chosen: str) -> None:
    flows = arrows("B > C", "A > C")
    report = measure(a_stream(process("A", **a), process("B", **b), process("C", pt=1), flows=flows, **CLOCK))

    assert report.metrics["critical_path"].value == (chosen, "C")


def test_equal_ways_through_a_general_network_go_by_drawing_order() -> None:
    flows = arrows("S > B > D", "S > A > C", "A > D", "B > C")
    parts = [supplier("S"), *(process(name, pt=5) for name in "ABCD")]

    assert measure(a_stream(*parts, flows=flows, **CLOCK)).metrics["critical_path"].value == ("A", "C")


def test_a_missing_step_leaves_a_known_part() -> None:
    parts = [process("A", pt=10), stock("S"), process("B"), process("C", pt=30, va_time=20), customer("10/d")]
    report = measure(a_stream(*parts, **CLOCK))

    assert report.metrics["missing"].value == ("S", "B")
    reason = "S cannot be timed. Neither a quantity nor days are entered."
    for key in (
        "lead_time_s",
        "lead_time_days",
        "waiting_time_s",
        "waiting_time_days",
        "pce",
        "activity_ratio",
    ):
        assert report.metrics[key].reason == reason
    assert report.number("lead_time_known_days") == 40 / 86_400
    assert report.number("processing_time_s") == report.number("total_work_content_s") == 40
    assert report.number("va_time_s") == 30
    assert report.metrics["critical_path"].value == ("A", "S", "B", "C")


def test_lead_time_zero_has_no_ratio() -> None:
    report = measure(a_stream(process("A", pt=0), **CLOCK))

    assert report.number("lead_time_s") == 0
    assert report.metrics["pce"].reason == report.metrics["activity_ratio"].reason == "The lead time is 0."


def test_distance_goes_by_shares_and_visits() -> None:
    # 12 km on the critical branch, 1 km for a tenth of the pieces
    parts = [transport("T", time="1 d", distance="12 km"), transport("Other", time="1 h", distance="99 km")]
    parts += [process("A", ct=1), transport("Back", time="1 h", distance="1 km"), customer()]
    flows = arrows("T > A > Customer", "Other > A", "A [repeat 0.1] > Back > A")

    assert measure(a_stream(*parts, flows=flows)).number("distance_m") == pytest.approx(12_000 + 1000 / 9)
    assert measure(a_stream(process("A", ct=1))).metrics["distance_m"].reason == "No distance is entered."
    assert measure(a_stream(transport("T", time="1 d", distance=0))).number("distance_m") == 0


def test_scrap_behind_a_step_raises_what_it_must_deliver() -> None:
    # 450 / 0.95 / 0.9 = 526.3 behind A; B needs 450 / 0.95, C 450; own scrap is in the effective C/T
    parts = [process("A", ct=1, scrap=0.5), process("B", ct=1, scrap=0.1), process("C", ct=1, scrap=0.05)]
    report = measure(a_stream(*parts, customer("450/d")))

    assert [of(report, name).value for name in "ABC"] == pytest.approx([450 / 0.95 / 0.9, 450 / 0.95, 450])


def test_scrap_on_routes_counts_for_those_who_take_them() -> None:
    # each route delivers its share: A must make 70 / 0.9 + 30
    flows = arrows("A [share 0.7] > B > D > Customer", "A [share 0.3] > C > D")
    parts = [process("A", ct=1), process("B", ct=1, scrap=0.1), process("C", ct=1), process("D", ct=1)]
    report = measure(a_stream(*parts, customer("100/d"), flows=flows))

    assert [of(report, name).value for name in "ABCD"] == pytest.approx([70 / 0.9 + 30, 70, 30, 100])


def test_scrap_on_branches_asks_for_the_most_lossy_one() -> None:
    flows = arrows("A > B > D > Customer", "A > C > D")
    parts = [
        process("A", ct=1),
        process("B", ct=1, scrap=0.1),
        process("C", ct=1, scrap=0.2),
        process("D", ct=1),
    ]
    report = measure(a_stream(*parts, customer("100/d"), flows=flows))

    assert [of(report, name).value for name in "ABCD"] == pytest.approx([125, 100, 100, 100])


def test_scrap_in_a_loop_is_lost_on_every_pass() -> None:
    # T passes 100 / 0.8 = 125 good pieces; X before it delivers 125, takes in 125 / 0.9; 25 come back over the bench,
    # of which 25 x 0.5 arrive; so A delivers 125 / 0.9 - 12.5
    flows = arrows("A > X > T > Customer", "T [repeat 0.2] > Bench > X")
    parts = [
        process("A", ct=1),
        process("X", ct=1, scrap=0.1),
        process("T", ct=1),
        process("Bench", ct=1, scrap=0.5),
    ]
    report = measure(a_stream(*parts, customer("100/d"), flows=flows))

    assert of(report, "T").value == pytest.approx(125)
    assert of(report, "X").value == pytest.approx(125)
    assert of(report, "Bench").value == pytest.approx(12.5)
    assert of(report, "A").value == pytest.approx(125 / 0.9 - 12.5)


def test_an_error_on_the_way_back_leaves_open_what_must_enter() -> None:
    flows = arrows("A > X > T > Customer", "T [repeat 0.2] > Bench [share 0.5] > X")
    parts = [process(name, ct=1) for name in ("A", "X", "T", "Bench")]
    report = measure(a_stream(*parts, customer("100/d"), flows=flows))

    assert of(report, "T").value == pytest.approx(125)
    assert of(report, "A").reason == "The shares from Bench add to 50 %, not to 100 %."
    assert of(report, "Bench").reason == of(report, "A").reason


def test_an_error_in_the_body_leaves_open_what_must_enter() -> None:
    flows = arrows("A > X [share 0.5] > T > Customer", "T [repeat 0.2] > X")
    report = measure(a_stream(*(process(name, ct=1) for name in "AXT"), customer("100/d"), flows=flows))

    assert of(report, "T").value == pytest.approx(125)
    assert of(report, "A").reason == "The shares from X add to 50 %, not to 100 %."


@pytest.mark.parametrize("wrong", ["B", "C"])
def test_an_error_on_one_branch_leaves_open_what_the_split_must_deliver(wrong: str) -> None:
    for share in ("", "[share 0.5]"):
        flows = arrows(f"A {share} > B > D > Customer", f"A {share} > C > D")
        flows = [f.evolve(share=arrow("x", "y", share=0.5).share) if f.source == wrong else f for f in flows]
        report = measure(a_stream(*(process(name, ct=1) for name in "ABCD"), customer("100/d"), flows=flows))

        assert of(report, "A").reason == f"The shares from {wrong} add to 50 %, not to 100 %."
        assert of(report, "D").value == 100


def test_pieces_per_product_are_no_quality() -> None:
    flows = [arrow("A", "B", pieces_per_unit=4), arrow("B", "Customer")]
    report = measure(
        a_stream(process("A", pt=1, ca=0.9), process("B", pt=1, ca=0.5), customer(), flows=flows)
    )

    assert report.number("rolled_ca") == 0.45


def test_pieces_per_product_of_routes_are_weighed() -> None:
    # .5 x 4 + .5 x 2 = 3 pieces per product: 900 / (100 x 3) = 3 days
    parts = [stock("S", qty=900), *(process(name, ct=1) for name in "BCD"), customer("100/d")]
    flows = [arrow("S", "B", share=0.5), arrow("S", "C", share=0.5), arrow("B", "D", pieces_per_unit=4)]
    flows += [arrow("C", "D", pieces_per_unit=2), arrow("D", "Customer")]
    report = measure(a_stream(*parts, flows=flows))
    nothing = measure(
        a_stream(
            *parts, flows=[f.evolve(share=arrow("x", "y", share=1).share) if f.share else f for f in flows]
        )
    )

    assert of(report, "S", "days_of_supply").value == 3
    assert nothing.number("lead_time_s") is None


def test_several_customers_each_have_their_ladder() -> None:
    # takt by both; the map's lead time is that of the larger one
    parts = [process("A", pt=1, ct=1), process("B", pt=10, ct=1), process("C", pt=100, ct=1)]
    parts += [customer("100/d", name="Small"), customer("200/d", name="Large")]
    flows = arrows("A > B > Small", "A > C > Large")
    report = measure(a_stream(*parts, flows=flows, **CLOCK))

    assert report.number("takt_s") == 90
    assert report.number("lead_time_s") == report.number("lead_time_s.Large") == 101
    assert report.number("lead_time_s.Small") == 11
    assert report.number("lead_time_days.Small") == 11 / 86_400
    assert [of(report, name).value for name in "ABC"] == [300, 100, 200]
    assert report.metrics["critical_path"].value == ("A", "C")
    assert "over_takt" not in [problem.code for problem in report.problems]


def test_shares_towards_several_customers_are_conditional() -> None:
    # of what reaches C1, two thirds come over X (0.5 x 1) and one third over Y (0.5 x 0.5)
    parts = [process("A", pt=0), process("X", pt=30), process("Y", pt=60)]
    parts += [customer("75/d", name="C1"), customer("25/d", name="C2")]
    flows = arrows("A [share 0.5] > X > C1", "A [share 0.5] > Y [share 0.5] > C1", "Y [share 0.5] > C2")
    report = measure(a_stream(*parts, flows=flows, **CLOCK))

    assert report.number("lead_time_s.C1") == pytest.approx(40)
    assert report.number("lead_time_s.C2") == pytest.approx(60)
    assert of(report, "X").value == pytest.approx(50)
    assert of(report, "Y").value == pytest.approx(50)


def test_stock_lasts_by_the_customers_it_goes_to() -> None:
    parts = [stock("All", qty=300), stock("One", qty=300), process("P", ct=1, pt=1), process("Lost", ct=1)]
    parts += [customer("100/d", name="C1"), customer("200/d", name="C2")]
    flows = arrows("All > P > One > C1", "P > C2")
    report = measure(a_stream(*parts, flows=flows))
    output = measure(a_stream(*parts, flows=flows, stock_rate="throughput", throughput="30/d"))

    assert of(report, "All", "days_of_supply").value == 1
    assert of(report, "One", "days_of_supply").value == 3
    assert of(report, "Lost").reason == "It leads to no end of the flow."
    assert of(output, "One", "days_of_supply").value == 10


def test_a_customer_without_demand_leaves_the_total_open() -> None:
    parts = [stock("S", qty=300), process("P", ct=1), customer("100/d", name="C1"), customer(name="C2")]
    report = measure(a_stream(*parts, flows=arrows("S > P > C1", "P > C2")))

    assert report.metrics["daily_demand"].reason == "There is no demand."
    assert of(report, "P").reason == "There is no demand."
    assert report.metrics["lead_time_days.C1"].value is None
    assert "C2 has no demand: without it there is no takt, and stock has no days." in [
        p.message for p in report.problems
    ]


def test_customers_of_a_flow_that_runs_in_a_circle() -> None:
    parts = [process("A", ct=1), process("B", ct=1), customer("1/d", name="C1"), customer("2/d", name="C2")]
    report = measure(a_stream(*parts, flows=arrows("A > B > A", "A > C1", "B > C2")))

    for key in ("lead_time_s", "lead_time_s.C1", "lead_time_days.C2"):
        assert report.metrics[key].reason.startswith("The flow runs in a circle")


def test_rolled_quality() -> None:
    # 0.98 x 0.95 x (0.7 x 0.99 + 0.3 x 0.9) x loop body once, bench not
    parts = [process("A", pt=1, fpy=0.98), process("B", pt=1, ca=0.95, fpy=0.1), process("J", pt=1)]
    parts += [
        process("X", pt=1, ca=0.99),
        process("Y", pt=1, ca=0.9),
        process("T", pt=1, ca=0.8),
        process("Bench", pt=1, ca=0.1),
    ]
    flows = arrows(
        "A > J [share 0.7] > X > T > Customer", "B > J [share 0.3] > Y > T", "T [repeat 0.5] > Bench > T"
    )
    report = measure(a_stream(*parts, customer(), flows=flows))

    assert report.number("rolled_ca") == pytest.approx(0.98 * 0.95 * (0.7 * 0.99 + 0.3 * 0.9) * 0.8)
    assert report.metrics["ca_coverage"].value == (6, 7)


@pytest.mark.parametrize(("ca", "rolled", "reason"), [(None, None, "No %C&A is entered."), (0, 0, "")])
def test_quality_zero_is_data(ca: float | None, rolled: float | None, reason: str) -> None:
    report = measure(a_stream(process("A", pt=1, ca=ca)))

    assert (report.metrics["rolled_ca"].value, report.metrics["rolled_ca"].reason) == (rolled, reason)


def test_quality_where_the_drawing_is_wrong() -> None:
    flows = arrows(
        "A [share 0.5] > B > D", "A [share 0.4] > C > D", "D [repeat 0.5] > D", "D > E [share 0.5] > F"
    )
    report = measure(a_stream(*(process(name, pt=1, ca=0.9) for name in "ABCDEF"), flows=flows))

    assert report.metrics["rolled_ca"].value is None


def test_a_demand_that_contradicts_its_mix() -> None:
    def problems(**data: Any) -> list[str]:
        return [p.message for p in measure(a_stream(process("P", ct=1), customer(**data))).problems]

    said = "Customer asks for 300, but its variants add to 250: these count."
    assert said in problems(demand_by_variant={"A": 100, "B": 150}, **{"demand": "300/d"})
    assert said not in problems(demand_by_variant={"A": 150, "B": 150}, **{"demand": "300/d"})
    assert said not in problems(demand_by_variant={"A": "500/week"}, **{"demand": "300/d"})
    huge = problems(demand_by_variant={"A": "1e20/d"}, **{"demand": "300/d"})
    assert any("1e+20" in message for message in huge)
