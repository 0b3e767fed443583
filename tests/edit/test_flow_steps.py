"""The flow drawn step by step: what Tab adds and where, and gaps that close when a step is deleted."""

from __future__ import annotations

from itertools import pairwise

import pytest

from tests.model.maps import (
    a_state,
    acme,
    arrow,
    control,
    customer,
    in_line,
    process,
    stock,
    supplier,
)
from vsm_desktop.drawing.symbols.table import body_of, size_of
from vsm_desktop.edit.flow_steps import (
    first_step,
    insert_after,
    insert_before,
    stands_after,
    step_after,
    step_before,
)
from vsm_desktop.edit.growth import Addition, Grower
from vsm_desktop.edit.outside import insert_outside
from vsm_desktop.model.nodes import Supermarket
from vsm_desktop.model.quantity import quantity
from vsm_desktop.model.stream import State
from vsm_desktop.model.value import Point


def grower(state: State) -> Grower:
    ids = frozenset(part.id for part in (*state.nodes, *state.flows))
    return Grower(state, ids, size_of)


def grown(state: State, found: Addition | None) -> State:
    assert found is not None
    after = found.edit(state)
    assert after.node(found.id) is not None
    return after


def ways(state: State) -> list[str]:
    return [f"{flow.source} {flow.kind} {flow.target}" for flow in state.flows]


def place(state: State, id_: str) -> tuple[float, float]:
    node = state.node(id_)
    assert node is not None
    return node.at.x, node.at.y


def row_is_clear(state: State) -> bool:
    """Nothing in the row stands on anything else."""
    boxes = sorted(body_of(node) for node in state.nodes if node.kind in ("process", "inventory"))
    return all(a[2] <= b[0] for a, b in pairwise(boxes))


def test_the_first_step_stands_at_the_head_of_the_row() -> None:
    found = first_step(grower(a_state()))
    assert place(grown(a_state(), found), found.id) == (132, 342)
    state = a_state((process("a", x=132),))
    again = first_step(grower(state), "inventory")
    assert place(grown(state, again), again.id)[0] > 132 + 54


def test_the_next_step_comes_with_the_stock_before_it() -> None:
    state = a_state((process("a", x=132),))
    after = grown(state, step_after(grower(state), "a"))
    assert ways(after) == ["a push inventory1", "inventory1 push process1"]
    assert [place(after, id_) for id_ in ("inventory1", "process1")] == [(222, 342), (312, 342)]
    node = after.node("process1")
    assert node is not None
    assert node.name == "Process"


def test_between_two_steps_it_goes_into_the_arrow_and_the_rest_moves_along() -> None:
    nodes = (process("a", x=132), stock("i", x=222), process("b", x=312), stock("j", x=402), customer(x=900))
    state = a_state(
        nodes, (arrow("a", "i"), arrow("i", "b"), arrow("b", "j"), arrow("j", "customer", "shipment"))
    )
    after = grown(state, step_after(grower(state), "a"))
    assert ways(after) == [
        *("i push b", "b push j", "j shipment customer", "a push inventory1"),
        *("inventory1 push process1", "process1 push i"),
    ]
    assert [flow.id for flow in after.flows if flow.source == "a"] == ["a-i"], (
        "the arrow that was there goes on living"
    )
    assert [place(after, id_)[0] for id_ in ("inventory1", "process1", "i", "b", "j")] == [
        222,
        312,
        402,
        492,
        582,
    ]
    assert row_is_clear(after)
    assert place(after, "customer")[0] == 1080


def test_behind_a_stock_comes_a_step_and_if_one_follows_its_stock() -> None:
    state = in_line(process("a"), stock("i"))
    assert ways(grown(state, step_after(grower(state), "i")))[-1] == "i push process1"
    state = in_line(process("a"), stock("i"), process("b"))
    after = grown(state, step_after(grower(state), "i"))
    assert ways(after)[1:] == ["i push process1", "process1 push inventory1", "inventory1 push b"]
    assert row_is_clear(after)


def test_out_of_a_supermarket_it_is_pulled() -> None:
    state = a_state((Supermarket(id="s", at=Point(x=200, y=342)),))
    assert ways(grown(state, step_after(grower(state), "s"))) == ["s pull process1"]


def test_a_step_before_takes_the_place_and_all_others_move() -> None:
    state = in_line(stock("i"), process("b"))
    after = grown(state, step_before(grower(state), "b"))
    assert ways(after) == ["i push process1", "process1 push inventory1", "inventory1 push b"]
    assert row_is_clear(after)


def test_before_the_first_step_there_is_room_made_at_the_left() -> None:
    state = a_state((process("a", x=132), supplier()))
    after = grown(state, step_before(grower(state), "a"))
    assert ways(after) == ["process1 push inventory1", "inventory1 push a"]
    assert min(body_of(node)[0] for node in after.nodes) >= 20
    assert row_is_clear(after)
    assert place(after, "supplier") == (84, 66) or place(after, "supplier")[0] > 84
    far = a_state((process("a", x=900),))
    assert place(grown(far, step_before(grower(far), "a")), "a") == (900, 342)


def test_behind_a_supplier_a_truck_brings_what_the_first_step_takes() -> None:
    state = a_state((supplier(), process("a", x=132), stock("i", x=222)), (arrow("a", "i"),))
    after = grown(state, step_after(grower(state), "supplier"))
    assert ways(after)[1:] == ["supplier shipment inventory1", "inventory1 push process1"]
    assert after.flows[1].model_dump()["vehicle"] == "truck"
    assert row_is_clear(after)
    assert place(after, "supplier") == (84, 66)
    alone = a_state((supplier(),))
    one = grown(alone, insert_after(grower(alone), "supplier", "supermarket"))
    assert ways(one) == ["supplier shipment supermarket1"]


@pytest.mark.parametrize("id_", ["customer", "control", "gone"])
def test_where_no_step_follows_nothing_is_added(id_: str) -> None:
    state = a_state((customer(), control(), supplier()))
    assert step_after(grower(state), id_) is None
    assert step_before(grower(state), "supplier") is None
    assert insert_after(grower(state), "supplier", "control") is None


def test_one_symbol_goes_into_the_arrow() -> None:
    state = in_line(process("a"), process("b"))
    after = grown(state, insert_after(grower(state), "a", "supermarket"))
    assert ways(after) == ["a push supermarket1", "supermarket1 pull b"]


def inserted(state: State, selected: str, kind: str) -> tuple[State, str]:
    """The state with a new symbol behind what is selected, and its id."""
    found = insert_after(grower(state), selected, kind)
    return grown(state, found), found.id if found else ""


@pytest.mark.parametrize(("kind", "gap"), [("inventory", 42), ("fifo", 42), ("process", 14)])
def test_arrows_between_stocks_keep_their_length(kind: str, gap: float) -> None:
    after, new = inserted(in_line(process("a"), stock("i", 5), process("b")), "a", kind)
    box = body_of(after.node("i"))
    assert box[0] - body_of(after.node(new))[2] >= gap


def test_nothing_moves_where_there_is_room() -> None:
    state = a_state((process("a", x=100), process("b", x=600)), (arrow("a", "b"),))
    after, new = inserted(state, "a", "process")
    assert after.node("b") is state.node("b")
    assert after.node(new).at.x - 54 > 154


def test_a_shipment_stays_with_the_end_that_makes_it_one() -> None:
    flow = arrow("supplier", "coils", "shipment", label="Tue + Thu")
    state = a_state((supplier(), stock("coils", 5, x=42)), (flow,))
    after, new = inserted(state, "supplier", "process")
    assert ways(after) == [f"supplier shipment {new}", f"{new} push coils"]
    assert after.flow("supplier-coils").label == "Tue + Thu"
    assert after.node(new).at.y == state.node("coils").at.y
    assert row_is_clear(after)
    state = a_state((process("a", x=100), customer(1, x=600)), (arrow("a", "customer", "shipment"),))
    after, new = inserted(state, "a", "process")
    assert sorted(ways(after)) == sorted([f"a push {new}", f"{new} shipment customer"])
    assert after.flow("a-customer").source == new


def test_data_stay_at_the_end_they_belong_to() -> None:
    share = quantity(60, "%")
    flow = arrow("a", "b", share=share, supply_share=share, label="daily", bends=(Point(x=1, y=2),))
    state = a_state((process("a", x=100), process("b", x=600)), (flow,))
    for kind in ("process", "supermarket"):  # from a supermarket it is pulled: a new arrow
        after, _new = inserted(state, "a", kind)
        (first,) = [flow for flow in after.flows if flow.source == "a"]
        (second,) = [flow for flow in after.flows if flow.target == "b"]
        assert (first.share, first.supply_share) == (share, None)
        assert (second.share, second.supply_share) == (None, share)
        assert (first.id, first.label, first.bends) == ("a-b", "daily", ())


def test_every_route_leads_on_from_the_new_step_but_rework_stays() -> None:
    share, rest = quantity(40, "%"), quantity(60, "%")
    nodes = (process("a", x=100), process("b", x=300), process("c", x=300, y=500), process("a2", x=0))
    flows = (
        arrow("a", "b", share=share),
        arrow("a", "c", share=rest, bends=(Point(x=1, y=2),)),
        arrow("a", "a2", repeat=quantity(5, "%")),
    )
    state = a_state(nodes, flows)
    after, new = inserted(state, "a", "process")
    assert set(ways(after)) == {f"a push {new}", f"{new} push b", f"{new} push c", "a push a2"}
    assert (after.flow("a-b").share, after.flow("a-c").share, after.flow("a-c").bends) == (share, rest, ())


def test_a_selected_arrow_of_material_is_split_and_no_other() -> None:
    nodes = (process("a", x=100), process("b", x=400), process("c", x=400, y=700))
    state = a_state(nodes, (arrow("a", "b"), arrow("a", "c")))
    after, new = inserted(state, "a-b", "process")
    assert set(ways(after)) == {"a push c", f"a push {new}", f"{new} push b"}


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
def test_elsewhere_it_stands_behind_nothing(selected: tuple[str, ...], kind: str) -> None:
    state = acme().state()
    assert stands_after(state, frozenset(selected), kind) is None
    assert all(insert_after(grower(state), id_, kind) is None for id_ in selected[:1] if len(selected) == 1)


def test_where_an_arrow_may_not_be_drawn_nothing_is_put() -> None:
    odd = a_state((process("a", x=100), control(x=600)), (arrow("a", "control"),))
    assert insert_after(grower(odd), "a", "process") is None


@pytest.mark.parametrize("kind", ["process", "inventory", "supermarket", "fifo", "transport", "junction"])
def test_symbols_do_not_cover_each_other(kind: str) -> None:
    after, _new = inserted(in_line(stock("i", 5), process("a", 3), process("b", 4), process("c")), "a", kind)
    row = sorted((body_of(node) for node in after.nodes), key=lambda box: box[0])
    assert all(a[2] <= b[0] for a, b in pairwise(row))


def test_a_truck_to_the_customer_stands_half_way_up_and_stays_above_the_end_of_the_row() -> None:
    state = a_state((stock("i", x=900), customer(x=900)), (arrow("i", "customer", "shipment"),))
    after = grown(state, insert_after(grower(state), "i", "transport"))
    assert ways(after) == ["i shipment transport1", "transport1 shipment customer"] or set(ways(after)) == {
        "i shipment transport1",
        "transport1 shipment customer",
    }
    x, y = place(after, "transport1")
    assert x == 900
    assert 104 < y < 312
    more = grown(after, step_after(grower(after), "i"))
    assert place(more, "transport1") == (place(more, more.nodes[-1].id)[0], y)


def test_suppliers_customers_and_control_have_their_places() -> None:
    state = in_line(stock("i"), process("a"), stock("j"))
    for kind, x in (("supplier", 84), ("customer", 900), ("control", 492)):
        found = insert_outside(grower(state), kind)
        state = grown(state, found)
        assert place(state, found.id) == (x, 66)
    assert ways(state)[2:] == ["supplier1 shipment i", "j shipment customer1"]
    second = insert_outside(grower(state), "supplier")
    assert place(grown(state, second), second.id)[0] > 84 + 124
    assert len(grown(state, second).flows) == len(state.flows), "no end of the row is open any more"


def test_a_selected_open_end_is_joined() -> None:
    state = a_state((process("a", x=200), process("b", x=400)))
    found = insert_outside(grower(state), "customer", "a")
    assert ways(grown(state, found)) == ["a shipment customer1"]


def test_what_is_locked_stays_when_room_is_made() -> None:
    state = in_line(process("a"), stock("i"), process("b").evolve(locked=True))
    x = place(state, "b")
    assert place(grown(state, step_after(grower(state), "a")), "b") == x


def test_bends_move_with_what_they_lead_round() -> None:
    bent = arrow("b", "i", bends=(Point(x=500, y=200),))
    state = in_line(process("a"), stock("i"), process("b"))
    state = state.evolve(flows=(*state.flows, bent))
    after = grown(state, step_after(grower(state), "a"))
    assert after.flow("b-i").bends[0].x > 500


def test_every_step_of_a_map_takes_one_before_and_one_behind() -> None:
    state = acme().state()
    for id_ in ("supplier", "coils", "stamping", "stamped", "welding", "finished", "truck"):
        for add in (step_after, step_before):
            found = add(grower(state), id_)
            if found is not None:
                assert row_is_clear(grown(state, found)), (id_, add.__name__)


def placed(added: Addition | None, state: State) -> State:
    assert added is not None
    return added.edit(state)


def test_a_symbol_that_is_made_already_is_put_into_an_arrow():
    state = in_line(process("saw"), process("pack"))
    wash = process("wash", 9)
    after = placed(insert_after(grower(state), state.flows[0].id, "process", [wash]), state)
    assert [(f.source, f.target) for f in after.flows] == [("saw", "wash"), ("wash", "pack")]
    saw, pack = after.node("saw"), after.node("pack")
    made = after.node("wash")
    assert made.ct == wash.ct
    assert saw.at.x < made.at.x < pack.at.x


def test_one_that_is_made_already_goes_before_the_first():
    state = in_line(process("saw"), process("pack"))
    after = placed(insert_before(grower(state), "saw", [process("wash")]), state)
    assert ("wash", "saw") in [(f.source, f.target) for f in after.flows]
    assert after.node("wash").at.x < after.node("saw").at.x
    assert insert_before(grower(a_state((customer(id_="plant"),))), "plant", [process("wash")]) is None
    assert insert_before(grower(state), "gone", [process("wash")]) is None


def test_one_that_is_made_already_begins_a_map_or_follows_a_truck():
    empty = a_state()
    after = placed(first_step(grower(empty), "process", process("wash")), empty)
    assert [one.id for one in after.nodes] == ["wash"]
    alone = a_state((supplier("mill"),))
    after = placed(insert_after(grower(alone), "mill", "process", [process("wash")]), alone)
    assert [(f.source, f.target) for f in after.flows] == [("mill", "wash")]
