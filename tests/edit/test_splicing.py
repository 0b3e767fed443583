"""A symbol on an arrow becomes part of the flow; deleted again, the flow is what it was."""

from __future__ import annotations

from hypothesis import assume, given
from hypothesis import strategies as st

from tests.model.maps import a_state, arrow, customer, process, stock
from tests.model.strategies import data_of, flows, nodes, runs
from vsm_desktop.edit.edits import add_node
from vsm_desktop.edit.healing import delete_healing
from vsm_desktop.edit.splicing import ON_ARROWS, Spot, splice
from vsm_desktop.model.flows import MaterialFlow
from vsm_desktop.model.nodes import NODE_CLASSES
from vsm_desktop.model.quantity import quantity
from vsm_desktop.model.stream import State
from vsm_desktop.model.value import Point


def ways(state: State) -> list[str]:
    return [f"{flow.id}: {flow.source} {flow.kind} {flow.target}" for flow in state.flows]


def test_an_arrow_leads_to_the_symbol_and_on_from_it() -> None:
    state = a_state((process("a"), process("b", x=300), stock("i", x=150)), (arrow("a", "b"),))
    assert ways(splice("i", Spot("a-b"), "new")(state)) == ["a-b: a push i", "new: i push b"]


def test_what_is_shipped_is_so_on_its_last_leg() -> None:
    sent = arrow("a", "customer", "shipment", vehicle="truck", label="daily", share=quantity(1, "1"))
    state = a_state((process("a"), customer(), stock("i", x=150)), (sent,))
    first, last = splice("i", Spot(sent.id), "new")(state).flows[::-1]
    assert (first.kind, first.source, first.target, first.share) == ("push", "a", "i", quantity(1, "1"))
    assert (last.kind, last.source, last.vehicle, last.label) == ("shipment", "i", "truck", "daily")


def test_bends_stay_on_their_side() -> None:
    bends = tuple(Point(x=x, y=50) for x in (10, 20, 30))
    state = a_state((process("a"), process("b", x=300), stock("i", x=150)), (arrow("a", "b", bends=bends),))
    first, last = splice("i", Spot("a-b", 1), "new")(state).flows
    assert (first.bends, last.bends) == (bends[:1], bends[1:])


def test_nothing_happens_where_it_may_not_be() -> None:
    state = a_state(
        (process("a"), process("b", x=300), stock("i", x=150)), (arrow("a", "b"), arrow("a", "i"))
    )
    assert splice("i", Spot("a-b"), "new")(state) is state
    assert splice("a", Spot("a-b"), "new")(state) is state
    assert splice("nobody", Spot("a-b"), "new")(state) is state
    assert splice("i", Spot("nothing"), "new")(state) is state


@runs(60)
@given(st.data())
def test_splice_then_heal_is_the_identity(data: st.DataObject) -> None:
    ends = [data.draw(nodes(id_)) for id_ in "ab"]
    state = a_state(tuple(ends), (data.draw(flows("f", ["a", "b"])),))
    (flow,) = state.flows
    assume(isinstance(flow, MaterialFlow) and flow.source != flow.target)
    kind = data.draw(st.sampled_from(ON_ARROWS))
    node = NODE_CLASSES[kind](kind=kind, id="n", **data.draw(data_of(kind)))
    spot = Spot("f", data.draw(st.integers(0, len(flow.bends))))
    before = add_node(node)(state)
    spliced = splice("n", spot, "second")(before)
    assume(spliced is not before)
    assert delete_healing({"n"})(spliced) == state
