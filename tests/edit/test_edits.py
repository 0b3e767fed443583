"""Edits: what they change, and that they touch nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from tests.model.maps import a_state, a_stream, arrow, in_line, process, stock, supplier
from tests.model.strategies import IDS, runs, states
from vsm_desktop.edit.edits import (
    add_flow,
    add_node,
    chain,
    delete,
    in_state,
    move,
    place,
    set_fields,
    set_options,
    set_state,
)
from vsm_desktop.model.options import Options
from vsm_desktop.model.quantity import quantity
from vsm_desktop.model.stream import State
from vsm_desktop.model.value import Point

SOME = st.frozensets(st.sampled_from(IDS))


def bent() -> State:
    """Three steps with bent arrows between them."""
    nodes = (process("a", x=10), process("b", x=20), process("c", x=30))
    bends = (Point(x=1, y=2), Point(x=3, y=4))
    return a_state(nodes, (arrow("a", "b", bends=bends), arrow("b", "c", bends=bends)))


def test_move_shifts_nodes_and_the_bends_between_them() -> None:
    state = bent()
    after = move({"a", "b"}, 100, -10)(state)
    assert [node.at for node in after.nodes] == [Point(x=110, y=332), Point(x=120, y=332), Point(x=30, y=342)]
    assert after.flows[0].bends == (Point(x=101, y=-8), Point(x=103, y=-6))
    assert after.flows[1] is state.flows[1]
    assert after.nodes[2] is state.nodes[2]


def test_a_move_by_nothing_is_the_same_state() -> None:
    state = bent()
    assert move({"a"}, 0, 0)(state) is state


@given(states(), SOME, st.integers(-50, 50), st.integers(-50, 50))
@runs(12)
def test_a_move_there_and_back_changes_nothing(state: State, ids: frozenset[str], dx: int, dy: int) -> None:
    assert chain(move(ids, dx, dy), move(ids, -dx, -dy))(state) == state


def test_place_puts_nodes_where_they_are_told() -> None:
    state = bent()
    after = place({"c": Point(x=5, y=6), "ghost": Point()})(state)
    assert after.nodes[2].at == Point(x=5, y=6)
    assert after.nodes[:2] == state.nodes[:2]
    assert after.flows is state.flows


def test_new_elements_come_on_top() -> None:
    state = chain(add_node(stock("d")), add_flow(arrow("c", "d")))(bent())
    assert (state.nodes[-1].id, state.flows[-1].id) == ("d", "c-d")


def test_an_edit_that_would_make_an_invalid_map_raises() -> None:
    for edit in (
        add_node(process("a")),
        add_flow(arrow("a", "ghost")),
        set_fields("a", uptime=quantity(0, "%")),
    ):
        with pytest.raises(ValidationError):
            edit(bent())


def test_delete_takes_along_the_arrows_that_would_lose_an_end() -> None:
    after = delete({"a"})(bent())
    assert [node.id for node in after.nodes] == ["b", "c"]
    assert [flow.id for flow in after.flows] == ["b-c"]
    assert delete({"a-b"})(bent()).nodes == bent().nodes
    assert delete({"b"})(bent()).flows == ()


@given(states(), SOME)
@runs(12)
def test_delete_leaves_exactly_the_rest(state: State, ids: frozenset[str]) -> None:
    after = delete(ids)(state)
    assert after.nodes == tuple(node for node in state.nodes if node.id not in ids)
    assert all(not {flow.id, flow.source, flow.target} & ids for flow in after.flows)
    assert delete(ids)(after) is after


def test_fields_are_set_on_one_node_or_arrow() -> None:
    state = bent()
    after = chain(set_fields("b", ct=quantity(9, "s"), name="Bend"), set_fields("a-b", label="daily"))(state)
    assert (after.nodes[1].ct, after.nodes[1].name) == (quantity(9, "s"), "Bend")
    assert after.flows[0].label == "daily"
    assert (after.nodes[0], after.nodes[2], after.flows[1]) == (
        state.nodes[0],
        state.nodes[2],
        state.flows[1],
    )


def test_what_the_map_says_of_itself() -> None:
    state = chain(
        set_options(Options(lead_time_mode="waits_only")), set_state(name="Today", paper="A4", portrait=True)
    )(a_state())
    assert state.options.lead_time_mode == "waits_only"
    assert (state.name, state.paper, state.portrait) == ("Today", "A4", True)


def test_an_edit_is_made_in_one_state_only() -> None:
    stream = a_stream(in_line(supplier("s")), a_state((supplier("s"),), id="future"))
    after = in_state("future", set_fields("s", name="Steel & Co"))(stream)
    assert after.states[0] is stream.states[0]
    assert after.states[1].nodes[0].name == "Steel & Co"
