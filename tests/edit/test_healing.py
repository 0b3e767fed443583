"""Deleted steps leave no gap in the flow, where it is plain what leads on to what."""

from __future__ import annotations

from tests.model.maps import a_state, arrow, customer, in_line, process, stock, transport
from vsm_desktop.edit.edits import delete
from vsm_desktop.edit.healing import delete_healing
from vsm_desktop.model.quantity import quantity
from vsm_desktop.model.stream import State
from vsm_desktop.model.value import Point


def ways(state: State) -> list[str]:
    return sorted(f"{flow.source} {flow.kind} {flow.target}" for flow in state.flows)


def test_a_deleted_step_leaves_no_gap() -> None:
    state = in_line(process("a"), stock("i"), process("b"), stock("j"))
    assert ways(delete_healing({"i"})(state)) == ["a push b", "b push j"]
    assert ways(delete_healing({"i", "b"})(state)) == ["a push j"]
    assert ways(delete_healing({"a"})(state)) == ["b push j", "i push b"]
    assert delete_healing(frozenset())(state) is state


def test_a_deleted_truck_leaves_the_shipment() -> None:
    state = a_state(
        (stock("i"), transport("t", x=50), customer()),
        (arrow("i", "t", "push"), arrow("t", "customer", "shipment")),
    )
    assert ways(delete_healing({"t"})(state)) == ["i shipment customer"]


def test_nothing_is_joined_where_that_may_not_be_or_is_not_plain() -> None:
    state = in_line(process("a"), stock("i"), process("b"))
    double = state.evolve(flows=(*state.flows, arrow("a", "b")))
    assert delete_healing({"i"})(double) == delete({"i"})(double)
    split = state.evolve(nodes=(*state.nodes, process("c", x=600)), flows=(*state.flows, arrow("i", "c")))
    assert delete_healing({"i"})(split) == delete({"i"})(split)
    assert delete_healing({"a-i"})(state) == delete({"a-i"})(state)
    assert delete_healing({"i", "a-i"})(state) == delete({"i", "a-i"})(state)


def test_data_stay_at_the_end_they_belong_to() -> None:
    share, supply = quantity(60, "%"), quantity(40, "%")
    flows = (
        arrow("a", "i", share=share, supply_share=quantity(1, "%"), bends=(Point(x=1, y=2),)),
        arrow("i", "b", share=quantity(2, "%"), supply_share=supply),
    )
    state = a_state((process("a"), stock("i", x=100), process("b", x=200)), flows)
    (joined,) = delete_healing({"i"})(state).flows
    assert (joined.id, joined.share, joined.supply_share, joined.bends) == (
        "a-i",
        share,
        supply,
        (Point(x=1, y=2),),
    )


def test_two_ways_between_the_same_steps_become_one() -> None:
    nodes = (process("a"), stock("i", x=100), stock("j", x=100, y=90), process("b", x=200))
    flows = (arrow("a", "i"), arrow("a", "j"), arrow("i", "b"), arrow("j", "b"))
    assert ways(delete_healing({"i", "j"})(a_state(nodes, flows))) == ["a push b"]


def test_a_circle_that_goes_goes() -> None:
    nodes = (process("a"), process("b", x=200), process("c", x=400))
    flows = (arrow("a", "b"), arrow("b", "a"))
    assert delete_healing({"a", "b"})(a_state(nodes, flows)).flows == ()
