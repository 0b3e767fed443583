"""From the drawing to the flow: starts, ends, order, splits, joins, rework (METRICS.md 5.0)."""

from __future__ import annotations

from typing import Any

import pytest

from tests.builders import a_stream, arrow, arrows, customer, junction, node, process, stock, supplier
from vsm_desktop.metrics.measure import measure
from vsm_desktop.metrics.report import Problem, Report, Result
from vsm_desktop.model.flows import InformationFlow, UnknownFlow
from vsm_desktop.model.nodes import Unknown

CLOCK = {"day_base": "clock_24h"}


def steps(text: str, **times: int) -> list[Any]:
    """Processes named by letters; A takes 1 s, B 10 s, C 100 s and so on, unless told otherwise."""
    return [process(name, pt=times.get(name, 10**i)) for i, name in enumerate(text)]


def measured(*nodes: Any, flows: list[Any], **options: Any) -> Report:
    return measure(a_stream(*nodes, flows=flows, **(CLOCK | options)))


def errors(report: Report) -> list[Problem]:
    return [problem for problem in report.problems if problem.severity == "error"]


def of(report: Report, step: str, key: str = "required_per_day") -> Result:
    found = report.step(step)
    assert found is not None
    return found.metrics[key]


def test_an_empty_map() -> None:
    report = measure(a_stream())

    assert report.steps == ()
    assert [(p.code, p.severity) for p in report.problems] == [("no_flow", "info")]
    assert report.metrics["lead_time_s"].reason == "Nothing flows to an end yet."
    assert report.metrics["missing"].value == ()
    assert report.metrics["ca_coverage"].value == (0, 0)


def test_one_step_alone_is_a_flow_two_are_none() -> None:
    one, two = measured(*steps("A"), flows=[]), measured(*steps("AB"), flows=[])

    assert one.number("lead_time_s") == 1
    assert two.metrics["lead_time_s"].reason == "Nothing flows to an end yet."
    assert [p.ids for p in two.problems if p.code == "no_flow"] == [("A", "B")]
    assert [step.on_ladder for step in two.steps] == [False, False]


def test_material_orders_the_flow_information_never() -> None:
    messages = [
        InformationFlow(id="m", source="B", target="A"),
        UnknownFlow(id="u", kind="wormhole", source="B", target="A"),
    ]
    report = measured(
        *steps("AB"), node("control", "MRP"), flows=[*arrows("A > B"), *messages, arrow("MRP", "A")]
    )

    assert report.number("lead_time_s") == 11
    assert [step.id for step in report.steps] == ["A", "B"]
    assert errors(report) == []


@pytest.mark.parametrize("kind", ["push", "pull", "move", "shipment"])
def test_every_material_arrow_orders_the_flow(kind: str) -> None:
    assert measured(*steps("AB"), flows=[arrow("A", "B", kind)]).number("lead_time_s") == 11


def test_steps_come_in_flow_order_ties_by_drawing() -> None:
    parts = [*steps("ZYXW"), supplier("S"), customer(), junction("dot")]
    report = measured(
        *parts, flows=arrows("S > W > dot > Y > Customer", "dot > X > Customer", "Z > Customer")
    )

    assert [step.id for step in report.steps] == ["Z", "W", "Y", "X"]
    assert [step.kind for step in report.steps] == ["process"] * 4


def test_a_branch_that_leads_to_no_end_is_off_the_ladder() -> None:
    parts = [*steps("ABC"), stock("Bin", days=9), customer("100/d")]
    report = measured(*parts, flows=arrows("A > B > Customer", "A > Bin", "C > Bin"))

    assert report.number("lead_time_s") == 11
    assert [step.id for step in report.steps if not step.on_ladder] == ["C", "Bin"]
    assert of(report, "C").reason == "It leads to no end of the flow."
    assert of(report, "C", "utilization").value is None
    assert [p.ids for p in report.problems if p.code == "dead_end"] == [("C", "Bin")]
    assert "C, Bin lead to no end of the flow: they are not on the ladder." in [
        p.message for p in report.problems
    ]


def test_many_lost_steps_are_counted() -> None:
    report = measured(*steps("ABCDEF"), customer(), flows=arrows("A > Customer"))

    assert "B, C, D and 2 more lead to no end of the flow: they are not on the ladder." in [
        p.message for p in report.problems
    ]


def test_what_is_missing_off_the_ladder_is_not_missed() -> None:
    report = measured(*steps("A"), process("Lost"), customer(), flows=arrows("A > Customer"))

    assert report.number("lead_time_s") == 1
    assert "step_missing" not in [p.code for p in report.problems]


def test_pieces_lost_to_a_dead_end_must_be_made_too() -> None:
    # 5 % go to the bin: 95 of 100 arrive, so A makes 100 / 0.95; the ladder is that of those that arrive
    parts = [*steps("AB"), stock("Bin"), customer("95/d")]
    report = measured(*parts, flows=arrows("A [share 0.95] > B > Customer", "A [share 0.05] > Bin"))

    assert report.number("lead_time_s") == 11
    assert of(report, "A").value == pytest.approx(100)
    assert of(report, "B").value == pytest.approx(95)


def test_rework_that_leads_nowhere_is_a_loss() -> None:
    parts = [*steps("AB"), stock("Bin"), customer("90/d")]
    report = measured(*parts, flows=arrows("A > B > Customer", "A [repeat 0.1] > Bin"))

    assert report.number("lead_time_s") == 11
    assert of(report, "A").value == pytest.approx(100)


def test_ends_are_all_last_nodes_where_no_customer_is_drawn() -> None:
    assert measured(*steps("ABC"), flows=arrows("A > B", "A > C")).number("lead_time_s") == 101
    unconnected = measured(*steps("AB"), customer("10/d"), flows=arrows("A > B"))
    assert unconnected.number("lead_time_s") == 11
    assert of(unconnected, "A").value == 10


def test_a_last_step_that_repeats_itself_is_an_end() -> None:
    # A fails half of the time: two passes
    assert measured(*steps("BA"), flows=arrows("B > A [repeat 0.5] > A")).number("lead_time_s") == 21


def test_rework_back_to_the_very_first_step() -> None:
    # A > B, half goes back to A: (1 + 10) x 2
    report = measured(*steps("AB"), flows=arrows("A > B", "B [repeat 0.5] > A"))

    assert report.number("lead_time_s") == 22
    assert [step.id for step in report.steps] == ["A", "B"]


def test_a_repair_bench_counts_for_what_returns() -> None:
    # A > T, a fifth goes over the bench back to A: passes 1 / 0.8, bench 0.25
    parts = [process("Bench", pt=1000), *steps("AT"), supplier("S"), customer("80/d")]
    flows = arrows("S > A > T > Customer", "T [repeat 0.2] > Bench > A")
    report = measured(*parts, flows=flows)
    once = measured(*parts, flows=flows, rework_mode="single_pass")

    assert report.number("lead_time_s") == pytest.approx(11 * 1.25 + 1000 * 0.25)
    assert once.number("lead_time_s") == pytest.approx(11 * 1.2 + 1000 * 0.2)
    assert of(report, "A").value == pytest.approx(100)
    assert of(report, "Bench").value == pytest.approx(20)
    assert [step.id for step in report.steps] == ["A", "T", "Bench"]
    assert report.metrics["critical_path"].value == ("A", "T", "Bench")


def test_rework_loops_in_each_other() -> None:
    # inner A x 2, outer (A + B) / 0.5: (2 x 1 + 10) x 2
    flows = arrows("A > B > C", "A [repeat 0.5] > A", "B [repeat 0.5] > A")
    report = measured(*steps("ABC"), flows=flows)
    once = measured(*steps("ABC"), flows=flows, rework_mode="single_pass")

    assert report.number("lead_time_s") == 124
    assert once.number("lead_time_s") == (1.5 + 10) * 1.5 + 100


def test_loops_that_share_their_end_cannot_fail_once_at_most() -> None:
    # visits: C 1 / (1 - .2 - .3); geometric is linear algebra, "once" is not defined
    flows = arrows("A > B > C > D", "C [repeat 0.2] > A", "C [repeat 0.3] > B")
    report = measured(*steps("ABCD"), flows=flows)
    once = measured(*steps("ABCD"), flows=flows, rework_mode="single_pass")

    assert report.number("lead_time_s") == pytest.approx(1000 + 2 * 110 + 1.4 * 1)
    assert once.number("lead_time_s") is None
    assert "fails once at most" in once.metrics["lead_time_s"].reason
    assert [p.message for p in errors(once)] == [once.metrics["lead_time_s"].reason]


def test_overlapping_loops_cannot_fail_once_at_most() -> None:
    flows = arrows("A > B > C > D", "C [repeat 0.5] > B", "B [repeat 0.5] > A", "D [repeat 0.5] > C")
    once = measured(*steps("ABCD"), flows=flows, rework_mode="single_pass")

    assert measured(*steps("ABCD"), flows=flows).number("lead_time_s") is not None
    assert "fails once at most" in once.metrics["lead_time_s"].reason


@pytest.mark.parametrize("repeats", [("1", "0"), ("0.5", "0.5")])
def test_a_loop_that_sends_everything_back_never_finishes(repeats: tuple[str, str]) -> None:
    if repeats[0] == "1":
        with pytest.raises(ValueError, match="Returned for rework"):
            arrow("A", "A", repeat=1)
        return
    first, second = repeats
    flows = [arrow("A", "A", repeat=first), *arrows("B > A > C", f"A [repeat {second}] > B")]
    report = measured(*steps("ABC"), customer("10/d"), flows=[*flows, arrow("C", "Customer")])

    assert [(p.code, p.message) for p in errors(report)] == [
        ("never_finishes", "A never finishes: everything is sent back.")
    ]
    assert report.metrics["lead_time_s"].reason == "A never finishes: everything is sent back."
    assert of(report, "C").value == 10
    assert of(report, "B").reason == "A never finishes: everything is sent back."


def test_all_shares_to_a_dead_end_leave_nothing_that_arrives() -> None:
    parts = [*steps("AB"), stock("Bin"), customer("10/d")]
    report = measured(*parts, flows=arrows("A [share 0] > B > Customer", "A [share 1] > Bin"))

    message = "Nothing from A arrives: the ways that lead on have a share of 0."
    assert [(p.code, p.message) for p in errors(report)] == [("shares_do_not_add", message)]
    assert report.metrics["lead_time_s"].reason == of(report, "A").reason == message
    assert of(report, "B").value == 10


def test_rework_from_a_branch_that_never_merges_does_not_nest() -> None:
    # what A does not lose goes back to S, which also serves the customer: all taken and one of, crossing
    parts = [*steps("SA"), stock("Bin"), customer("10/d")]
    report = measured(*parts, flows=arrows("S > A > Bin", "S > Customer", "A [repeat 0.5] > S"))

    assert [p.code for p in errors(report)] == ["flow_not_nested"]


def test_a_cycle_without_repeat_is_named() -> None:
    report = measured(*steps("ABCD"), customer("10/d"), flows=arrows("A > B > C > D > Customer", "C > B"))

    message = "The flow runs in a circle: B → C → B. Enter on one of its arrows how much is sent back."
    assert [(p.code, p.message, p.ids) for p in errors(report)] == [
        ("cycle_without_repeat", message, ("B", "C"))
    ]
    assert report.metrics["lead_time_s"].reason == message
    assert of(report, "D").reason == message
    assert [step.id for step in report.steps] == ["A", "B", "C", "D"]


def test_a_cycle_beside_the_flow_is_named_but_costs_nothing() -> None:
    report = measured(*steps("ABC"), customer("10/d"), flows=arrows("A > Customer", "A > B > C > B"))

    assert [p.code for p in errors(report)] == ["cycle_without_repeat"]
    assert report.number("lead_time_s") == 1


def test_a_long_cycle_and_nothing_else() -> None:
    names = "ABCDEFGHIJ"
    report = measured(*steps(names), flows=arrows(" > ".join(names + "A")))

    assert [p.code for p in report.problems if p.severity != "info"] == ["cycle_without_repeat", "no_demand"]
    assert report.metrics["lead_time_s"].reason.startswith(
        "The flow runs in a circle: A → B → C → D → E → F → G → H → … → A."
    )


def test_a_step_that_feeds_itself_is_a_cycle() -> None:
    assert errors(measured(*steps("A"), flows=arrows("A > A")))[0].ids == ("A",)


@pytest.mark.parametrize(
    ("shares", "message"),
    [
        (("0.5", "0.4"), "The shares from A add to 90 %, not to 100 %."),
        (("0.7", "0.7"), "The shares from A add to 140 %, not to 100 %."),
        (("0.5", None, None), "Several ways from A have no share, others do."),
    ],
)
def test_shares_must_add_to_one(shares: tuple[str | None, ...], message: str) -> None:
    ways = [arrow("A", name, **({"share": s} if s else {})) for name, s in zip("BCD", shares, strict=False)]
    joins = [arrow(way.target, "E") for way in ways]
    parts = [process(name, ct=10, ca=0.9) for name in ["A", *(way.target for way in ways), "E"]]
    report = measured(*parts, customer("10/d"), flows=[*ways, *joins, arrow("E", "Customer")])

    assert [(p.code, p.message, p.ids) for p in errors(report)] == [("shares_do_not_add", message, ("A",))]
    for key in ("lead_time_s", "processing_time_s", "critical_path", "rolled_ca"):
        assert report.metrics[key].reason == message
    assert of(report, "E").value == 10
    assert of(report, "B").reason == of(report, "A").reason == message
    assert of(report, "A", "capacity_per_day").value == 2700


def test_a_single_way_with_a_share_below_one_is_an_error_too() -> None:
    report = measured(*steps("AB"), customer("10/d"), flows=arrows("A [share 0.7] > B > Customer"))

    assert [p.message for p in errors(report)] == ["The shares from A add to 70 %, not to 100 %."]
    assert report.number("lead_time_s") is None
    assert of(report, "B").value == 10
    assert of(report, "A").value is None


def test_one_share_may_be_left_empty() -> None:
    flows = arrows("A [share 0.9] > B > D", "A > C > D")

    assert measured(*steps("ABCD"), flows=flows).number("lead_time_s") == 1 + 9 + 10 + 1000


def test_shares_and_rework_at_one_step() -> None:
    # a fifth of each pass goes back, of the rest half goes on over C: (1 + 10) / 0.8 + 50 + 1000
    flows = arrows("A > B [share 0.5] > C > D", "B [share 0.5] > D", "B [repeat 0.2] > A")
    report = measured(*steps("ABCD"), customer("80/d"), flows=[*flows, arrow("D", "Customer")])

    assert report.number("lead_time_s") == pytest.approx(11 / 0.8 + 50 + 1000)
    assert of(report, "B").value == pytest.approx(100)
    assert of(report, "C").value == pytest.approx(40)


def test_rework_at_a_step_behind_which_all_ways_are_taken() -> None:
    # B is passed twice, then both C and D
    flows = arrows("A > B > C > E", "B > D > E", "B [repeat 0.5] > B")
    report = measured(*steps("ABCDE"), flows=flows)

    assert report.number("lead_time_s") == 1 + 20 + 1000 + 10_000
    assert report.number("total_work_content_s") == 1 + 20 + 100 + 1000 + 10_000


def test_a_route_with_share_zero_is_on_no_path() -> None:
    report = measured(
        *steps("ABCD"),
        customer("10/d"),
        flows=arrows("A [share 1] > B > D > Customer", "A [share 0] > C > D"),
    )

    assert report.number("lead_time_s") == 1011
    assert report.metrics["critical_path"].value == ("A", "B", "D")
    assert of(report, "C").value == 0
    assert "over_takt" not in [p.code for p in report.problems]


def test_two_sources_of_one_part_have_supply_shares() -> None:
    # 60 % from A (1 s), 40 % from B (10 s), all from C (100 s): max(0.6 + 4, 100) + 1000
    parts = [*steps("ABCD"), customer("100/d")]
    flows = arrows("A [supply_share 0.6] > D > Customer", "B [supply_share 0.4] > D", "C > D")
    report = measured(*parts, flows=flows)
    two = measured(*parts[:2], *parts[3:], flows=flows[:3])

    assert report.number("lead_time_s") == 1100
    assert [of(report, name).value for name in "ABCD"] == [60, 40, 100, 100]
    assert two.number("lead_time_s") == pytest.approx(0.6 + 4 + 1000)


def test_three_sources_of_which_two_come_from_one_supplier() -> None:
    # .5 x 1 + .3 x 10 + .2 x 100
    parts = [*steps("ABCD"), supplier("S"), customer("100/d")]
    flows = arrows(
        "S > A [supply_share 0.5] > D > Customer", "S > B [supply_share 0.3] > D", "C [supply_share 0.2] > D"
    )
    report = measured(*parts, flows=flows)

    assert report.number("lead_time_s") == pytest.approx(0.5 + 3 + 20 + 1000)
    assert [of(report, name).value for name in "ABC"] == pytest.approx([50, 30, 20])


def test_supply_shares_must_add_to_one() -> None:
    flows = arrows("A [supply_share 0.6] > C > Customer", "B [supply_share 0.5] > C")
    report = measured(*steps("ABC"), customer("100/d"), flows=flows)
    single = measured(*steps("AC"), customer("100/d"), flows=flows[:2])

    message = "The supply shares into C add to 110 %, not to 100 %."
    assert [(p.code, p.message, p.ids) for p in errors(report)] == [("shares_do_not_add", message, ("C",))]
    assert report.metrics["lead_time_s"].reason == message
    assert of(report, "C").value == 100
    assert of(report, "A").reason == message
    assert errors(single)[0].message == "The supply shares into C add to 60 %, not to 100 %."


def test_supply_shares_across_other_branches_do_not_nest() -> None:
    # A and B both feed C and D, but only D takes them as two sources of one part
    flows = arrows("A > C > E", "B > C", "A [supply_share 0.5] > D > E", "B [supply_share 0.5] > D")
    report = measured(*steps("ABCDE"), flows=flows)

    assert [p.code for p in errors(report)] == ["flow_not_nested"]


def test_supply_shares_mixed_with_a_plain_way_from_the_same_place_do_not_nest() -> None:
    # both arrows come from A and meet where sources of one part meet, one of them without a share of its own
    flows = arrows("A > B [supply_share 0.5] > D", "A > C [supply_share 0.5] > D")
    assert measured(*steps("ABCD"), flows=flows).number("lead_time_s") == 1 + 5 + 50 + 1000


def test_ways_of_different_kinds_that_cross_are_not_computed() -> None:
    # S feeds A and B; A splits by share to B and C: B waits for both S and, sometimes, A
    parts = [*(process(name, ct=5, ca=0.9) for name in "ABCDE"), customer("10/d")]
    flows = arrows("A [share 0.5] > B > D > E > Customer", "A [share 0.5] > C > D")
    report = measured(*parts, supplier("S"), flows=[*flows, *arrows("S > A", "S > B")])

    assert [(p.code, p.ids) for p in errors(report)] == [("flow_not_nested", ("A", "B", "D", "S"))]
    for key in ("lead_time_s", "va_time_s", "critical_path", "rolled_ca"):
        assert report.metrics[key].reason == errors(report)[0].message
    assert of(report, "E").value == 10
    assert of(report, "B").value is None
    assert report.metrics["ca_coverage"].value == (5, 5)


def test_a_bridge_of_ways_that_are_all_taken_nests_in_a_route() -> None:
    # A -.5-> the bridge B > C, B > D, C > D, C > E, D > E, else straight to F: .5 x (10 + 100 + 1000 + 10,000)
    flows = arrows("A [share 0.5] > B > C > D > E > F", "B > D", "C > E", "A [share 0.5] > F")
    report = measured(*steps("ABCDEF"), flows=flows)

    assert report.number("lead_time_s") == 1 + 0.5 * 11_110 + 100_000


def test_a_bridge_of_shares_nests_in_a_branch() -> None:
    # A > both: the bridge of shares (B: 10 + .5 x 100 + .75 x 1000) and G; the longer of the two
    parts = [*steps("ABCDE"), process("G", pt=1)]
    flows = arrows(
        "A > B [share 0.5] > C [share 0.5] > E", "B [share 0.5] > D > E", "C [share 0.5] > D", "A > G > E"
    )
    report = measured(*parts, flows=flows)

    assert report.number("lead_time_s") == 1 + 10 + 50 + 750 + 10_000
    assert report.metrics["critical_path"].value == ("A", "B", "C", "D", "E")


def test_ways_in_circles_inside_a_branch() -> None:
    # overlapping loops in one branch, D in the other: visits of A 2, B 4 / 3 ... by v = e + P^T v
    flows = arrows("S > A > B > C > E", "B [repeat 0.5] > A", "C [repeat 0.5] > B", "S > D > E")
    parts = [supplier("S"), *steps("ABC"), process("D", pt=1), process("E", pt=0, ca=0.5)]
    report = measured(*parts, customer("10/d"), flows=[*flows, arrow("E", "Customer")])
    # c = b / 2 + ..: B = A + .5 C, A = 1 + .5 B, C = .5 B; so B = 1 + .5 B + .25 B = 4, A = 3, C = 2
    assert report.number("lead_time_s") == pytest.approx(3 * 1 + 4 * 10 + 2 * 100)
    assert of(report, "B").value == pytest.approx(40)
    assert (
        report.metrics["rolled_ca"].reason
        == "The steps run in circles, so there is no first pass to multiply."
    )


def test_scrap_on_ways_in_circles_is_not_computed() -> None:
    flows = arrows("A > B > C > Customer", "B [repeat 0.5] > A", "C [repeat 0.5] > B")
    parts = [process("A", ct=1, scrap=0.1), process("B", ct=1), process("C", ct=1), customer("10/d")]
    report = measured(*parts, flows=flows)

    assert report.number("lead_time_s") == pytest.approx(9)
    assert of(report, "B").reason == "Scrap on ways that run in circles cannot be computed."


def test_a_step_of_unknown_kind_in_the_flow_cannot_be_timed() -> None:
    robot, note = Unknown(id="R", kind="robot", name="Robot"), Unknown(id="N", kind="note")
    report = measured(*steps("AB"), robot, note, flows=arrows("A > R > B"))

    assert report.metrics["missing"].value == ("R",)
    assert [step.id for step in report.steps] == ["A", "R", "B"]
    assert "Robot is of a kind this program does not know, so it has no time." in [
        p.message for p in report.problems
    ]


def test_a_customer_behind_which_the_flow_comes_back() -> None:
    flows = arrows("A > Customer [share 1] > B", "B [repeat 0.5] > A", "B > C > Customer2")
    report = measured(*steps("ABC"), customer("10/d"), customer("5/d", name="Customer2"), flows=flows)

    assert report.metrics["lead_time_s"].reason == "The flow goes on behind Customer and comes back to it."


def test_what_customers_send_back_is_rework() -> None:
    # a tenth of the deliveries comes back to A: (1 + 10) / 0.9
    report = measured(*steps("AB"), customer("90/d"), flows=arrows("A > B > Customer [repeat 0.1] > A"))

    assert report.number("lead_time_s") == pytest.approx(11 / 0.9)
    assert of(report, "A").value == pytest.approx(100)


def test_too_deep_and_too_tangled_are_said_so() -> None:
    depth = 80  # routes and branches in each other by turns
    parts, flows = [junction("in")], []
    for i in range(depth):
        parts += [junction(f"s{i}"), junction(f"j{i}"), process(f"p{i}", pt=1)]
        share = {"share": 0.5} if i % 2 else {}
        before, after = (f"s{i - 1}", f"j{i - 1}") if i else ("in", "")
        flows += [arrow(before, f"s{i}", **({"share": 0.5} if i and not i % 2 else {}))]
        flows += [arrow(f"s{i}", f"p{i}", **share), arrow(f"p{i}", f"j{i}")]
        flows += [arrow(f"j{i}", after)] if after else []
    last = {"share": 0.5} if depth % 2 == 0 else {}
    flows.append(arrow(f"s{depth - 1}", f"j{depth - 1}", **last))
    report = measured(*parts, flows=flows)

    assert (
        report.metrics["lead_time_s"].reason == "The ways of this flow are nested too deeply to be computed."
    )
    assert [p.code for p in errors(report)] == ["flow_not_nested"]


def test_a_line_joined_by_a_hundred_branches_is_not_deep() -> None:
    # each branch 1 s, each station 10 s, a route at the end: 1 + 100 x 10 + 5
    parts: list[Any] = [process("X", pt=10), customer()]
    flows = arrows("m99 [share 0.5] > X > Customer", "m99 [share 0.5] > Customer")
    for i in range(100):
        parts += [process(f"m{i}", pt=10), process(f"b{i}", pt=1)]
        flows.append(arrow(f"b{i}", f"m{i}"))
        if i:
            flows.append(arrow(f"m{i - 1}", f"m{i}"))
    report = measured(*parts, flows=flows)

    assert report.number("lead_time_s") == 1 + 1000 + 5
    assert report.number("total_work_content_s") == 100 + 1000 + 5


def test_a_large_tangle_of_rework_is_refused_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vsm_desktop.metrics.visits._EFFORT", 500)
    flows = arrows(
        "A > B > C > D > E > Customer", "C [repeat 0.1] > A", "D [repeat 0.1] > B", "E [repeat 0.1] > C"
    )
    report = measured(*steps("ABCDE"), customer("1/d"), flows=[*flows, *arrows("B [repeat 0.1] > A")])
    assert report.number("lead_time_s") is not None

    monkeypatch.setattr("vsm_desktop.metrics.visits._EFFORT", 5)
    again = measured(*steps("ABCDE"), customer("1/d"), flows=[*flows, *arrows("B [repeat 0.1] > A")])

    assert again.metrics["lead_time_s"].reason == "The ways of this flow are too entangled to be computed."
