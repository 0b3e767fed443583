"""Steps put into the flow, and many cells at once."""

from __future__ import annotations

from tests.model.maps import a_state, acme, arrow, control, customer, in_line, process, supplier
from vsm_desktop.drawing.symbols.table import size_of
from vsm_desktop.edit.cells import set_cells
from vsm_desktop.edit.growth import Grower
from vsm_desktop.edit.steps import add_steps, append_step, last_step
from vsm_desktop.model.nodes import Node
from vsm_desktop.model.quantity import quantity
from vsm_desktop.model.stream import State


def ways(state: State) -> set[tuple[str, str, str]]:
    """The material arrows as source, kind and target."""
    material = ("push", "pull", "move", "shipment")
    return {(flow.source, flow.kind, flow.target) for flow in state.flows if flow.kind in material}


def appended(state: State) -> tuple[State, Node]:
    """The state with a step at its end, and the step."""
    ids = frozenset(part.id for part in (*state.nodes, *state.flows))
    found = append_step(Grower(state, ids, size_of))
    after = found.edit(state)
    node = after.node(found.id)
    assert node is not None
    return after, node


def test_the_last_step_is_the_process_before_finished_goods() -> None:
    state = acme().state()
    assert last_step(state).id == "welding"
    after, new = appended(state)
    assert {("welding", "push", new.id), (new.id, "push", "finished")} <= ways(after)
    assert after.node("welding").at.x < new.at.x < after.node("finished").at.x


def test_a_process_beside_the_flow_is_not_its_last_step() -> None:
    state = in_line(process("a"), process("b"))
    state = state.evolve(nodes=(*state.nodes, process("lonely", x=900)))
    assert last_step(state).id == "b"


def test_a_loop_without_an_end_takes_a_step_beside_it() -> None:
    state = a_state((process("a"), process("b")), (arrow("a", "b"), arrow("b", "a")))
    after, new = appended(state)
    assert after.flows == state.flows
    assert new.at.x > max(node.at.x for node in state.nodes)


def test_a_first_step_stands_alone_or_behind_the_supplier() -> None:
    assert appended(a_state())[0].flows == ()
    after, new = appended(a_state((supplier(), customer(5), control())))
    assert ways(after) == {("supplier", "shipment", new.id)}
    assert new.at.y == 342


def test_steps_added_side_by_side_are_joined_to_nothing() -> None:
    before = in_line(process("a", x=100), process("b", x=280))
    after = add_steps((process("c"), process("d")))(before)
    assert [after.node(id_).at.x for id_ in ("c", "d")] == [460, 640]
    assert after.flows == before.flows
    assert add_steps(())(before) is before


def test_cells_are_set_in_one_pass_and_the_rest_is_untouched() -> None:
    before = in_line(process("a", 5), process("b", 6), process("c", 7))
    after = set_cells(
        {"a": {"ct": quantity(9, "s")}, "b": {"ct": quantity(6, "s")}, "b-c": {"label": "x"}, "ghost": {}}
    )(before)
    assert after.node("a").ct == quantity(9, "s")
    assert after.node("b") is before.node("b"), "what holds the value already is not made anew"
    assert after.node("c") is before.node("c")
    assert after.flow("b-c").label == "x"
    assert set_cells({"a": {"ct": quantity(5, "s")}})(before) is before
