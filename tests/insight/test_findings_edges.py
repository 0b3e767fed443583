"""Findings where something is not known, or stands at the edge: fewer words, never a fault."""

from __future__ import annotations

from tests.builders import a_stream, arrow, arrows, customer, node, process, stock, supplier, transport
from tests.insight.test_findings import card, market, of, one
from vsm_desktop.insight.findings.rules import title_of
from vsm_desktop.model.flows import MaterialFlow
from vsm_desktop.model.quantity import quantity


def test_without_shifts_nothing_is_said_of_a_shift() -> None:
    stream = a_stream(process("A", ct=62), customer("500/d"), calendar={"available_per_day": "7.5 h"})
    assert one("ct_over_takt", stream).facts == "62 s against 54 s."


def test_without_demand_the_slowest_step_is_the_constraint() -> None:
    stream = a_stream(process("A", ct=20), process("B", ct=40, uptime="80 %"))
    found = one("low_uptime_at_constraint", stream)
    assert (found.ids, found.facts) == (("B",), "Uptime 80 %.")
    assert "takt" not in one("unbalanced", stream).facts


def test_a_full_step_has_no_time_to_change_over_more_often() -> None:
    stream = a_stream(process("A", ct=54, co="10 min", batch=500), customer("500/d"))
    assert not of("batch_above_epei", stream)


def test_the_last_stock_without_a_name_is_called_by_what_it_comes_after() -> None:
    stream = a_stream(process("A", ct=5), stock("Goods", days=9))
    state = stream.states[0]
    bare = state.evolve(nodes=(state.nodes[0], state.nodes[1].evolve(name="")))
    found = one("stock_above_days", stream.with_state(bare))
    assert found.statement == "The longest wait is at Inventory after A"


def test_a_way_that_parts_and_joins_again_is_followed_once() -> None:
    nodes = [process("A", ct=20), *map(stock, "WXYZ"), process("B", ct=50), customer("500/d")]
    flows = arrows("A > W > X > Z > B > Customer", "W > Y > Z")
    assert one("push_between_paces", a_stream(*nodes, flows=flows)).evidence["pairs"] == 1


def test_one_step_alone_rolls_nothing() -> None:
    found = one("ca_leak", a_stream(process("A", pt=60, ca="70 %"), customer("5/d")))
    assert found.facts == "%C&A 70 %."
    assert found.question == "What does the customer need that A leaves out?"


def test_stock_on_the_way_back_is_counted() -> None:
    nodes = [supplier("S"), process("A", ct=5), stock("I", days=2), process("B", ct=5), process("C", ct=5)]
    flows = arrows("S > A > I > B > C > Customer", "C [repeat 0.1] > A")
    found = one("rework_returns_far", a_stream(*nodes, customer("500/d"), flows=flows))
    assert found.evidence["wait_days"] == 2
    assert found.facts.endswith("2.0 d of waiting lie between.")


def test_rework_that_never_comes_back_is_not_from_far() -> None:
    nodes = [supplier("S"), process("A", ct=5), process("B", ct=5), process("Bench"), customer("500/d")]
    parted = arrows("S > A > B > Customer", "B [repeat 0.1] > Bench")
    assert not of("rework_returns_far", a_stream(*nodes, flows=parted))
    both = arrows("S > A > B > Customer", "B [repeat 0.1] > Bench", "Bench > A", "Bench > Customer")
    assert len(of("rework_returns_far", a_stream(*nodes, flows=both))) <= 1


def test_rework_from_what_is_no_part_of_the_flow_is_passed_over() -> None:
    stream = a_stream(process("A", ct=5), customer("500/d"), node("control", "Desk"))
    state = stream.states[0]
    stray = MaterialFlow(id="stray", source="Desk", target="A", kind="rework", repeat=quantity(10, "%"))
    assert not of("rework_returns_far", stream.with_state(state.evolve(flows=(*state.flows, stray))))


def test_a_stock_that_cannot_be_counted_in_days_stands_alone() -> None:
    missing = [stock("Goods", days=9), process("A"), customer("500/d")]
    found = one("stock_above_days", a_stream(*missing))
    assert found.facts == "9.0 d."
    lane = a_stream(process("A", ct=5), stock("Lane", "fifo", days=1), customer("500/d"))
    assert one("fifo_without_maximum", lane).facts == "It has no maximum."


def test_what_has_limits_but_was_not_counted_is_within_them() -> None:
    assert not of(
        "stock_outside_limits", a_stream(stock("Goods", min=5, max=9), process("A"), customer("5/d"))
    )


def test_a_supermarket_whose_filler_gets_cards_has_a_loop() -> None:
    assert not of("supermarket_without_loop", market(card("B", "A", card="production")))


def test_a_supermarket_without_days_says_nothing_of_them() -> None:
    nodes = [process("A", ct=5), stock("Market", "supermarket"), process("B", ct=5), customer("500/d")]
    flows = [arrow("A", "Market", "move"), arrow("Market", "B", "pull"), arrow("B", "Customer")]
    assert (
        one("supermarket_without_loop", a_stream(*nodes, flows=flows)).facts
        == "Nothing leads from it back to A."
    )


def test_maps_that_read_from_the_right_keep_their_supermarkets() -> None:
    stream = market(x=-180.0)
    state = stream.states[0].evolve(layout="right_to_left")
    assert not of("supermarket_open_side", stream.with_state(state))


def test_a_move_of_which_only_the_time_is_known() -> None:
    stream = a_stream(process("A", ct=5), transport("Van", time="1 d"), process("B", ct=5), customer("500/d"))
    assert one("transport_between_neighbours", stream).facts == "Van: 1.0 d on the way."


def test_a_move_of_which_only_the_interval_is_known() -> None:
    stream = a_stream(
        process("A", ct=5), transport("Tug", interval="1 d"), process("B", ct=5), customer("9/d")
    )
    assert one("transport_between_neighbours", stream).facts == "Tug: every 1.0 d."


def test_a_levelling_box_without_demand_has_no_takt_either() -> None:
    nodes = (process("A", ct=50), customer(), node("control", "Box", symbol="heijunka"))
    found = one("pitch_missing", a_stream(*nodes, flows=[arrow("A", "Customer")]))
    assert found.facts == "The pack of Customer is not entered."


def test_a_rule_of_a_newer_program_is_called_by_its_code() -> None:
    assert title_of("not_yet_known") == "not_yet_known"
    assert title_of("ct_over_takt") == "Slower than takt"
