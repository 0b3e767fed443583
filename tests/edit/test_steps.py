"""Steps put into the flow, and many cells at once."""

from __future__ import annotations

from tests.model.maps import a_state, acme, arrow, control, customer, in_line, process, stock, supplier
from vsm_desktop.edit.cells import set_cells
from vsm_desktop.edit.steps import add_steps, append_step, insert_after, last_step
from vsm_desktop.model.quantity import quantity
from vsm_desktop.model.stream import State
from vsm_desktop.model.value import Point


def ways(state: State) -> set[tuple[str, str, str]]:
    """The material arrows as source, kind and target."""
    material = ("push", "pull", "move", "shipment")
    return {(flow.source, flow.kind, flow.target) for flow in state.flows if flow.kind in material}


def test_a_step_is_spliced_into_the_arrow_behind_another() -> None:
    state = insert_after("a", process("new"), "f1")(in_line(process("a"), process("b"), process("c")))
    assert ways(state) == {("a", "push", "new"), ("new", "push", "b"), ("b", "push", "c")}
    assert state.flow("a-b").source == "new", "the arrow that was there is the one that leads on"
    assert state.flow("f1").target == "new"


def test_what_follows_makes_room() -> None:
    before = in_line(process("a"), process("b"), process("c"))
    after = insert_after("a", process("new"), "f1")(before)
    a, new, b, c = (after.node(id_).at for id_ in ("a", "new", "b", "c"))
    assert a == before.node("a").at
    assert (new.x - a.x, b.x - new.x, c.x - b.x) == (180, 180, 140)
    assert new.y == a.y


def test_there_is_no_shift_where_there_is_room() -> None:
    before = in_line(process("a", x=100), process("b", x=700))
    after = insert_after("a", process("new"), "f1")(before)
    assert after.node("b") is before.node("b")


def test_locked_symbols_stay_where_they_are() -> None:
    before = in_line(process("a", x=100), process("b", x=240, locked=True))
    assert insert_after("a", process("new"), "f1")(before).node("b") is before.node("b")


def test_bends_of_a_split_arrow_go_and_its_data_stays() -> None:
    flow = arrow("a", "b", label="daily", share=quantity(40, "%"), bends=(Point(x=1, y=2),))
    state = insert_after("a", process("new"), "f1")(a_state((process("a"), process("b", x=400)), (flow,)))
    assert (state.flow("a-b").label, state.flow("a-b").bends) == ("daily", ())


def test_every_route_leads_on_from_the_new_step_but_rework_stays() -> None:
    nodes = (process("a", x=100), process("b", x=300), process("c", x=300, y=500))
    flows = (
        arrow("a", "b", share=quantity(40, "%")),
        arrow("a", "c", share=quantity(60, "%")),
        arrow("a", "a2", repeat=quantity(5, "%")),
    )
    before = a_state((*nodes, process("a2", x=0)), flows)
    assert ways(insert_after("a", process("new"), "f1")(before)) == {
        ("a", "push", "new"),
        ("new", "push", "b"),
        ("new", "push", "c"),
        ("a", "push", "a2"),
    }


def test_a_shipment_stays_with_the_end_that_makes_it_one() -> None:
    flow = arrow("supplier", "coils", "shipment", label="Tue + Thu")
    before = a_state((supplier(), stock("coils", 5, x=42)), (flow,))
    after = insert_after("supplier", process("new"), "f1")(before)
    assert ways(after) == {("supplier", "shipment", "new"), ("new", "push", "coils")}
    assert after.flow("supplier-coils").label == "Tue + Thu"
    assert after.node("new").at.y == before.node("coils").at.y

    flow = arrow("a", "customer", "shipment", label="daily")
    after = insert_after("a", process("new"), "f1")(a_state((process("a", x=100), customer(9)), (flow,)))
    assert ways(after) == {("a", "push", "new"), ("new", "shipment", "customer")}
    assert after.flow("a-customer").label == "daily"


def test_the_last_step_is_the_process_before_finished_goods() -> None:
    state = acme().state()
    assert last_step(state).id == "welding"
    after = append_step(process("new"), "f1")(state)
    assert {("welding", "push", "new"), ("new", "push", "finished")} <= ways(after)
    assert after.node("welding").at.x < after.node("new").at.x < after.node("finished").at.x


def test_a_process_beside_the_flow_is_not_its_last_step() -> None:
    state = in_line(process("a"), process("b"))
    state = state.evolve(nodes=(*state.nodes, process("lonely", x=900)))
    assert last_step(state).id == "b"


def test_a_loop_has_a_last_step_all_the_same() -> None:
    state = a_state((process("a"), process("b")), (arrow("a", "b"), arrow("b", "a")))
    after = append_step(process("new"), "f1")(state)
    assert after.node("new") is not None


def test_a_first_step_stands_alone_or_behind_the_supplier() -> None:
    assert append_step(process("new"), "f1")(a_state()).flows == ()
    after = append_step(process("new"), "f1")(a_state((supplier(), customer(5), control())))
    assert ways(after) == {("supplier", "shipment", "new")}
    assert after.node("new").at.y == 342


def test_nothing_is_spliced_behind_customer_and_control() -> None:
    before = a_state((process("a", x=100), customer(5), control()))
    for id_ in ("customer", "control", "ghost"):
        after = insert_after(id_, process("new"), "f1")(before)
        assert after.flows == ()
        assert (after.node("new").at.x, after.node("new").at.y) == (280, 342)


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
