"""Automatic layout."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
    transport,
)
from tests.model.strategies import runs, states
from vsm_desktop.drawing.symbols.table import size_of
from vsm_desktop.edit.arrange import arrange
from vsm_desktop.model.flows import MaterialFlow
from vsm_desktop.model.nodes import Fifo, Junction, Node, Supermarket
from vsm_desktop.model.quantity import VariantQuantity, quantity
from vsm_desktop.model.stream import State
from vsm_desktop.model.value import Point

ARRANGE = arrange(size_of)


def overlapping(state: State) -> list[tuple[str, str]]:
    """Symbols that lie on each other, their labels included."""
    boxes = {}
    for node in state.nodes:
        left, top, right, bottom = size_of(node)
        boxes[node.id] = (node.at.x + left, node.at.y + top, node.at.x + right, node.at.y + bottom)
    return [
        (one, other)
        for (one, a), (other, b) in combinations(boxes.items(), 2)
        if a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
    ]


@st.composite
def steps(draw: st.DrawFn, id_: str) -> Node:
    """A symbol of the material flow, narrow or wide, high or low."""
    name = draw(st.sampled_from(["", "Weld", "Stamping and deburring of brackets"]))
    match draw(
        st.sampled_from(["process", "process", "stock", "fifo", "supermarket", "junction", "transport"])
    ):
        case "process":
            data = {"co": quantity(1, "h"), "uptime": quantity(85, "%"), "batch": quantity(9, "pc")}
            keys = draw(st.sets(st.sampled_from(sorted(data))))
            return process(id_, 30, name=name, **{key: data[key] for key in keys})
        case "stock":
            return stock(id_, draw(st.sampled_from([None, 4600])), name=name)
        case "fifo":
            return Fifo(id=id_, name=name, max=quantity(20, "pc"))
        case "supermarket":
            return Supermarket(id=id_, name=name)
        case "transport":
            return transport(id_, name=name)
        case _:
            return Junction(id=id_)


@st.composite
def merging(draw: st.DrawFn) -> State:
    """One to three branches that join, and a line to one or two customers; suppliers and control about."""
    nodes: list[Node] = [supplier(f"s{i}") for i in range(draw(st.integers(0, 2)))]
    nodes += [customer(400, f"c{i}") for i in range(draw(st.integers(1, 2)))]
    nodes += [control(f"o{i}") for i in range(draw(st.integers(0, 2)))]
    flows, ends = [], []
    line = [draw(steps(f"m{i}")) for i in range(draw(st.integers(1, 4)))]
    for b in range(draw(st.integers(1, 3))):
        branch = [draw(steps(f"b{b}{i}")) for i in range(draw(st.integers(1, 3)))]
        nodes += branch
        flows += [arrow(a.id, z.id) for a, z in pairwise(branch)]
        ends.append(branch[-1].id)
    nodes += line
    flows += [arrow(end, line[0].id) for end in ends] + [arrow(a.id, z.id) for a, z in pairwise(line)]
    flows.append(arrow(line[-1].id, "c0", "shipment"))
    return a_state(tuple(draw(st.permutations(nodes))), tuple(flows))


@given(merging())
@runs(20)
def test_symbols_of_merging_maps_do_not_overlap(state: State) -> None:
    after = ARRANGE(state)
    assert not overlapping(after)
    assert ARRANGE(after) == after


@given(st.integers(1, 12).flatmap(lambda n: st.tuples(*(steps(f"n{i}") for i in range(n)))))
@runs(20)
def test_a_serial_map_runs_from_left_to_right_on_one_line(nodes: tuple[Node, ...]) -> None:
    after = ARRANGE(in_line(*nodes))
    assert not overlapping(after)
    assert ARRANGE(after) == after
    assert len({node.at.y for node in after.nodes}) == 1
    assert [node.at.x for node in after.nodes] == sorted(node.at.x for node in after.nodes)


@given(states(most=7))
@runs(20)
def test_any_map_is_arranged_once_and_for_all_and_keeps_all_else(state: State) -> None:
    after = ARRANGE(state)
    assert ARRANGE(after) is after
    straight = state.evolve(flows=tuple(flow.evolve(bends=()) for flow in state.flows))
    back = tuple(
        new.evolve(at=old.at, size=old.size) for old, new in zip(state.nodes, after.nodes, strict=True)
    )
    plain = after.evolve(nodes=back, flows=tuple(flow.evolve(bends=()) for flow in after.flows))
    assert plain == straight


def test_suppliers_stand_upper_left_customers_upper_right() -> None:
    after = ARRANGE(acme().states[0])
    at = {node.id: node.at for node in after.nodes}
    inner = [at[id_] for id_ in ("coils", "stamping", "stamped", "welding", "finished")]
    assert at["supplier"].x < at["control"].x < at["customer"].x
    assert at["supplier"].y == at["control"].y == at["customer"].y < min(point.y for point in inner)
    assert at["supplier"].x < min(inner[1].x, inner[2].x)
    assert at["customer"].x > inner[-2].x
    assert not overlapping(after)


def test_the_last_transport_stands_on_the_way_up_to_the_customer() -> None:
    after = ARRANGE(acme().states[0])
    at = {node.id: node.at for node in after.nodes}
    assert at["truck"].x == at["finished"].x
    boxes = {node.id: size_of(node) for node in after.nodes}
    room = at["customer"].y + boxes["customer"][3], at["finished"].y + boxes["finished"][1]
    assert room[0] < at["truck"].y + boxes["truck"][1] < at["truck"].y + boxes["truck"][3] < room[1]


def test_two_transports_from_one_stock_to_customers_keep_apart() -> None:
    state = a_state(
        (process("a", 30), stock("done", 5), transport("t1"), transport("t2"), customer(5), customer(5, "b")),
        (
            arrow("a", "done"),
            *(arrow("done", one, "shipment") for one in ("t1", "t2")),
            arrow("t1", "customer", "shipment"),
            arrow("t2", "b", "shipment"),
        ),
    )
    assert not overlapping(ARRANGE(state))


def test_parallel_lines_each_with_its_transport_keep_apart() -> None:
    lines = [(process(f"p{i}", 30), stock(f"i{i}", 5), transport(f"t{i}")) for i in range(3)]
    nodes = (customer(5), *(node for line in lines for node in line))
    flows = [arrow(a.id, b.id) for line in lines for a, b in pairwise(line)]
    state = a_state(nodes, (*flows, *(arrow(line[-1].id, "customer", "shipment") for line in lines)))
    assert not overlapping(ARRANGE(state))
    assert ARRANGE(ARRANGE(state)) == ARRANGE(state)


def test_the_line_makes_room_for_a_long_list_of_demands() -> None:
    mix = tuple(VariantQuantity(variant=f"V{i}", quantity=quantity(i, "pc/day")) for i in range(25))
    line = in_line(process("a", 30), stock("done", 5), transport("t"), customer(None))
    state = line.evolve(nodes=(*line.nodes[:-1], line.nodes[-1].evolve(demand_by_variant=mix)))
    assert not overlapping(ARRANGE(state))


def test_arrows_lead_to_the_right_and_loops_do_not_disturb() -> None:
    line = in_line(process("a"), process("b"), process("c"))
    rework, plain = arrow("c", "a", repeat=quantity(10, "%")), ARRANGE(line)
    for flows in ((*line.flows, rework, arrow("c", "b", id_="x")), (rework, *line.flows)):
        after = ARRANGE(line.evolve(flows=flows))
        assert [node.at for node in after.nodes] == [node.at for node in plain.nodes]
    at = {node.id: node.at.x for node in plain.nodes}
    forward = [flow for flow in line.flows if isinstance(flow, MaterialFlow)]
    assert all(at[flow.source] < at[flow.target] for flow in forward)


def test_branches_lie_in_lanes_and_join_beside_each_other() -> None:
    state = a_state(
        (process("a"), process("b"), process("c"), process("join")),
        (arrow("a", "b"), arrow("b", "join"), arrow("c", "join")),
    )
    at = {node.id: node.at for node in ARRANGE(state).nodes}
    assert at["a"].y == at["b"].y == at["join"].y < at["c"].y
    assert at["c"].x == at["b"].x


@pytest.mark.parametrize(
    "nodes", [(), (process("a"),), (control(),), (customer(),), (stock("i"), stock("j"))]
)
def test_little_maps(nodes: tuple[Node, ...]) -> None:
    after = ARRANGE(a_state(nodes))
    assert not overlapping(after)
    assert all(node.at != Point() for node in after.nodes)
    assert ARRANGE(after) == after
