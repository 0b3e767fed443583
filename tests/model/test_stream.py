"""The document: states, ids, ends of arrows."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from tests.model.maps import ONE_SHIFT, a_state, a_stream, arrow, control, in_line, process, stock
from tests.model.strategies import runs
from vsm_desktop.model.calendar import Calendar
from vsm_desktop.model.ids import new_id
from vsm_desktop.model.quantity import quantity
from vsm_desktop.model.stream import ValueStream, new_stream


def two_states() -> ValueStream:
    return a_stream(
        in_line(process("weld"), stock("done")),
        a_state((process("weld"),), id="future", name="Future state", kind="future"),
        shown_state="future",
    )


def test_a_new_stream_has_one_empty_current_state() -> None:
    stream = new_stream("Brackets")
    assert [(state.id, state.kind, state.name) for state in stream.states] == [
        ("current", "current", "Current state")
    ]
    assert stream.state().nodes == ()


def test_states_are_found_by_id_or_name() -> None:
    stream = two_states()
    assert stream.state().id == "future"
    assert stream.state("current").id == "current"
    assert stream.evolve(shown_state="").state().id == "current"
    assert stream.find_state("FUTURE STATE").id == "future"
    assert stream.find_state("future").id == "future"
    with pytest.raises(KeyError, match="ideal"):
        stream.state("ideal")
    with pytest.raises(KeyError, match="ideal"):
        stream.find_state("ideal")


def test_elements_are_found_by_id() -> None:
    state = in_line(process("weld"), stock("done"))
    assert state.node("weld") is state.nodes[0]
    assert state.flow("weld-done") is state.flows[0]
    assert state.element("done") is state.nodes[1]
    assert state.element("weld-done") is state.flows[0]
    assert state.element("x") is None


def test_a_state_may_have_a_calendar_of_its_own() -> None:
    own = Calendar(shift=quantity(6, "h"))
    state = a_state(calendar=own)
    stream = a_stream(state, a_state(id="future"))
    assert stream.calendar_of(state) is own
    assert stream.calendar_of(stream.state("future")) is ONE_SHIFT


def test_a_state_is_replaced_by_one_of_the_same_id() -> None:
    stream = two_states()
    state = stream.state("current")
    assert stream.with_state(state) is stream
    after = stream.with_state(state.evolve(name="Today"))
    assert [one.name for one in after.states] == ["Today", "Future state"]
    assert after.states[1] is stream.states[1]
    with pytest.raises(KeyError):
        stream.with_state(a_state(id="ideal"))


def test_ids_are_those_of_every_state() -> None:
    assert two_states().ids() == {"weld", "done", "weld-done"}


@pytest.mark.parametrize(
    ("nodes", "flows", "sentence"),
    [
        ((process("a"), stock("a")), (), "two elements share an id: a"),
        ((process("a"), stock("b")), (arrow("a", "b", id_="b"),), "two elements share an id: b"),
        ((process("a"),), (arrow("a", "b"),), "arrows without an end: a-b"),
        ((process("b"),), (arrow("a", "b"), arrow("c", "b")), "arrows without an end: a-b, c-b"),
    ],
)
def test_a_map_that_does_not_hold_together_is_refused(nodes: tuple, flows: tuple, sentence: str) -> None:
    with pytest.raises(ValidationError, match=sentence):
        a_state(nodes, flows)


def test_ids_are_not_empty() -> None:
    for made in (
        lambda: process(""),
        lambda: arrow("a", "b", id_="") and control(""),
        lambda: a_state(id=""),
    ):
        with pytest.raises(ValidationError):
            made()


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"states": ()}, "a value stream has at least one state"),
        ({"states": (a_state(), a_state())}, "two states share an id"),
        ({"states": (a_state(),), "shown_state": "ideal"}, "the state to show, ideal, does not exist"),
    ],
)
def test_a_document_that_does_not_hold_together_is_refused(data: dict, sentence: str) -> None:
    with pytest.raises(ValidationError, match=sentence):
        ValueStream(**data)


def test_new_ids_are_the_kind_and_the_smallest_free_number() -> None:
    assert new_id("process", ()) == "process1"
    assert new_id("process", ("process1", "process3", "flow2")) == "process2"


@given(st.frozensets(st.integers(1, 9)))
@runs(20)
def test_a_new_id_is_new(taken: frozenset[int]) -> None:
    ids = {f"stock{number}" for number in taken}
    assert new_id("stock", ids) not in ids
