"""A symbol put after another: the arrow is split, what follows makes room, and nothing else changes."""

from __future__ import annotations

from itertools import pairwise

import pytest

from tests.model.maps import a_state, acme, arrow, control, customer, in_line, process, stock, supplier
from vsm_desktop.drawing.symbols.table import size_of
from vsm_desktop.edit.insertion import free_place, insert_after, step_before
from vsm_desktop.model.nodes import NODE_CLASSES
from vsm_desktop.model.quantity import quantity
from vsm_desktop.model.stream import State
from vsm_desktop.model.value import Point

SHARE = quantity(60, "%")


def inserted(state: State, selected: str, kind: str) -> State:
    """The state with a new symbol after what is selected."""
    found = step_before(state, frozenset({selected}), kind)
    assert found is not None
    node = NODE_CLASSES[kind](id="new")
    taken = frozenset(one.id for one in (*state.nodes, *state.flows))
    return insert_after(*found, node, size_of, taken)(state)


def ways(state: State) -> set[tuple[str, str, str]]:
    """Every arrow as its ends and kind."""
    return {(flow.source, flow.target, flow.kind) for flow in state.flows}


def places(state: State) -> dict[str, float]:
    return {node.id: node.at.x for node in state.nodes}


def test_the_arrow_on_is_split() -> None:
    state = in_line(process("a"), process("b"), process("c"))
    after = inserted(state, "a", "supermarket")
    assert ways(after) == {("a", "new", "push"), ("new", "b", "pull"), ("b", "c", "push")}
    assert after.flow("a-b").target == "new", "the arrow that was there stays"


def test_what_follows_makes_room_and_what_stands_before_stays() -> None:
    state = in_line(process("z"), process("a"), process("b"), process("c"))
    after = inserted(state, "a", "process")
    old, new = places(state), places(after)
    assert (new["z"], new["a"]) == (old["z"], old["a"])
    shift = new["b"] - old["b"]
    assert shift > 108
    assert new["c"] - old["c"] == shift
    assert new["a"] + 54 < new["new"] - 54
    assert new["new"] + 54 < new["b"] - 54
    assert after.node("new").at.y == state.node("a").at.y


@pytest.mark.parametrize(("kind", "gap"), [("inventory", 42), ("fifo", 42), ("process", 14)])
def test_arrows_between_stocks_keep_their_length(kind: str, gap: float) -> None:
    after = inserted(in_line(process("a"), stock("i", 5), process("b")), "a", kind)
    new, following = after.node("new"), after.node("i")
    assert following.at.x + size_of(following)[0] - new.at.x - size_of(new)[2] >= gap


def test_nothing_moves_where_there_is_room() -> None:
    nodes = (process("a", x=100), process("b", x=600))
    state = a_state(nodes, (arrow("a", "b"),))
    after = inserted(state, "a", "process")
    assert places(after) == {"a": 100, "b": 600, "new": 348}


def test_what_is_locked_stays() -> None:
    nodes = (process("a", x=100), process("b", x=240), process("far", x=800, y=900, locked=True))
    after = inserted(a_state(nodes, (arrow("a", "b"),)), "a", "process")
    assert after.node("b").at.x > 240
    assert after.node("far").at.x == 800


def test_bends_go_with_what_moves() -> None:
    bends = (Point(x=90, y=100), Point(x=250, y=100))
    nodes = (process("a", x=100), process("b", x=240), process("c", x=400))
    state = a_state(nodes, (arrow("a", "b"), arrow("a", "c", "manual", bends=bends)))
    after = inserted(state, "a", "process")
    shift = after.node("b").at.x - 240
    assert after.flow("a-c").bends == (Point(x=90, y=100), Point(x=250 + shift, y=100))


def test_the_last_step_gets_an_arrow_to_the_new_one() -> None:
    after = inserted(in_line(process("a"), process("b")), "b", "inventory")
    assert ways(after) == {("a", "b", "push"), ("b", "new", "push")}


def test_a_shipment_stays_with_the_customer() -> None:
    state = a_state((process("a", x=100), customer(1, x=600)), (arrow("a", "customer", "shipment"),))
    after = inserted(state, "a", "process")
    assert ways(after) == {("a", "new", "push"), ("new", "customer", "shipment")}
    assert after.flow("a-customer").source == "new"


def test_data_stay_at_the_end_they_belong_to() -> None:
    state = a_state(
        (process("a", x=100), process("b", x=600)), (arrow("a", "b", share=SHARE, supply_share=SHARE),)
    )
    after = inserted(state, "a", "process")
    (first,) = [flow for flow in after.flows if flow.source == "a"]
    (second,) = [flow for flow in after.flows if flow.target == "b"]
    assert (first.share, first.supply_share) == (SHARE, None)
    assert (second.share, second.supply_share) == (None, SHARE)


def test_of_several_ways_on_none_is_split() -> None:
    nodes = (process("a", x=100), process("b", x=400), process("c", x=400, y=700))
    after = inserted(a_state(nodes, (arrow("a", "b"), arrow("a", "c"))), "a", "process")
    assert ways(after) == {("a", "b", "push"), ("a", "c", "push"), ("a", "new", "push")}


def test_rework_is_not_the_way_on() -> None:
    nodes = (process("a", x=100), process("b", x=400))
    state = a_state(nodes, (arrow("a", "b"), arrow("a", "a", id_="again", repeat=quantity(5, "%"))))
    after = inserted(state, "a", "process")
    assert ways(after) == {("a", "new", "push"), ("new", "b", "push"), ("a", "a", "push")}


def test_a_selected_arrow_of_material_is_split() -> None:
    nodes = (process("a", x=100), process("b", x=400), process("c", x=400, y=700))
    after = inserted(a_state(nodes, (arrow("a", "b"), arrow("a", "c"))), "a-b", "process")
    assert ways(after) == {("a", "c", "push"), ("a", "new", "push"), ("new", "b", "push")}


@pytest.mark.parametrize(
    ("selected", "kind"),
    [
        ((), "process"),
        (("stamping", "welding"), "process"),
        (("stamping",), "control"),
        (("stamping",), "supplier"),
        (("stamping",), "customer"),
        (("customer",), "process"),
        (("control",), "process"),
        (("control-stamping",), "process"),
        (("gone",), "process"),
    ],
)
def test_elsewhere_it_is_not_put_after_anything(selected: tuple[str, ...], kind: str) -> None:
    assert step_before(acme().state(), frozenset(selected), kind) is None


def test_where_an_arrow_may_not_be_drawn_the_symbol_stands_alone() -> None:
    odd = a_state((process("a", x=100), control(x=600)), (arrow("a", "control"),))
    assert ways(inserted(odd, "a", "process")) == {("a", "control", "push")}


def test_a_customer_is_shipped_to() -> None:
    after = inserted(a_state((supplier(), process("a", x=400))), "a", "customer")
    assert ways(after) == {("a", "new", "shipment")}


@pytest.mark.parametrize("kind", ["process", "inventory", "supermarket", "fifo", "transport", "junction"])
def test_symbols_do_not_cover_each_other(kind: str) -> None:
    state = in_line(stock("i", 5), process("a", 3), process("b", 4), process("c"))
    after = inserted(state, "a", kind)
    row = sorted((node.at.x + size_of(node)[0], node.at.x + size_of(node)[2]) for node in after.nodes)
    assert all(a[1] <= b[0] for a, b in pairwise(row))


def test_a_free_place_is_found_to_the_lower_right() -> None:
    node = process("new")
    state = a_state((process("a", x=102, y=102),))
    assert free_place(a_state(), node, Point(x=102, y=102), size_of) == Point(x=102, y=102)
    free = free_place(state, node, Point(x=102, y=102), size_of)
    assert free.x == free.y > 102
