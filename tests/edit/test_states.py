"""States of a stream: what is added, copied, renamed, moved and deleted, and what stays as it was."""

from __future__ import annotations

import pytest

from tests.model.maps import a_state, process
from vsm_desktop.edit.entry import Wrong
from vsm_desktop.edit.names import set_names
from vsm_desktop.edit.states import (
    add_state,
    beside,
    copy_state,
    delete_state,
    fresh_id,
    made,
    place_state,
    rename_state,
    unique_name,
)
from vsm_desktop.model.calendar import Calendar
from vsm_desktop.model.names import Named
from vsm_desktop.model.options import Options
from vsm_desktop.model.quantity import quantity
from vsm_desktop.model.source import SheetSource
from vsm_desktop.model.stream import State, ValueStream, new_stream


def three() -> ValueStream:
    """Current, future and ideal state, the current one with a step."""
    current = a_state((process("weld", ct=39),)).evolve(name="Current state", paper="A4", author="M. Ortiz")
    states = (
        current,
        State(id="future", name="Future state", kind="future"),
        State(id="ideal", name="Ideal state", kind="ideal"),
    )
    return ValueStream(shown_state=current.id, states=states)


def ids(stream: ValueStream) -> list[str]:
    return [state.id for state in stream.states]


def test_a_copy_stands_beside_its_source_with_the_same_elements() -> None:
    stream = three()
    after = copy_state("current", "future")(stream)
    assert ids(after) == ["current", "future2", "future", "ideal"]
    copy = after.states[1]
    assert (copy.name, copy.kind, copy.paper, copy.author) == ("Future state 2", "future", "A4", "M. Ortiz")
    assert copy.nodes == stream.states[0].nodes
    assert copy.nodes[0] is stream.states[0].nodes[0], "a step keeps its id, and is shared until it changes"
    assert after.states[0] is stream.states[0]
    dated = stream.with_state(stream.state("current").evolve(date="2025-03-12"))
    assert copy_state("current", "future")(dated).states[1].date == "", "it is not from the day of its source"
    assert made(stream, after) == "future2"
    assert made(after, after) == ""


def test_an_empty_state_keeps_paper_and_conventions() -> None:
    calendar = Calendar(shifts_per_day=quantity(2, "x"))
    first = State(
        id="current", paper="A2", portrait=True, calendar=calendar, options=Options(day_base="clock_24h")
    )
    after = add_state("current", "scenario")(ValueStream(states=(first,)))
    new = after.states[1]
    assert (new.id, new.name, new.kind, new.nodes) == ("scenario", "Scenario", "scenario", ())
    assert (new.paper, new.portrait, new.calendar, new.options) == ("A2", True, calendar, first.options)


def test_ids_and_names_are_never_given_twice() -> None:
    stream = ValueStream(states=(a_state((process("weld"),)),))
    for _i in range(3):
        stream = copy_state("current", "scenario")(stream)
    assert sorted(ids(stream)) == ["current", "scenario", "scenario2", "scenario3"]
    assert sorted(state.name for state in stream.states[1:]) == ["Scenario", "Scenario 2", "Scenario 3"]
    assert fresh_id(stream, "ideal") == "ideal"
    assert unique_name(stream, "SCENARIO") == "SCENARIO 4"
    assert unique_name(stream, "Scenario", but="scenario") == "Scenario"


def test_renaming_wants_a_name_of_its_own() -> None:
    stream = three()
    after = rename_state("future", "  In  one year ")(stream)
    assert after.state("future").name == "In one year"
    assert rename_state("future", "Future state")(stream) is stream
    assert rename_state("future", "FUTURE STATE")(stream).state("future").name == "FUTURE STATE"
    with pytest.raises(Wrong, match="needs a name"):
        rename_state("future", "  ")(stream)
    with pytest.raises(Wrong, match='a state "ideal STATE" already'):
        rename_state("future", "ideal STATE")(stream)


@pytest.mark.parametrize(
    ("id_", "index", "row"),
    [
        ("current", 1, ["future", "current", "ideal"]),
        ("current", 9, ["future", "ideal", "current"]),
        ("ideal", 0, ["ideal", "current", "future"]),
        ("ideal", -3, ["ideal", "current", "future"]),
    ],
)
def test_a_state_moves_in_the_row(id_: str, index: int, row: list[str]) -> None:
    assert ids(place_state(id_, index)(three())) == row


def test_a_state_put_where_it_is_changes_nothing() -> None:
    stream = three()
    assert place_state("future", 1)(stream) is stream


def test_the_state_shown_first_gives_the_honour_to_its_neighbour() -> None:
    stream = three()
    after = delete_state("current")(stream)
    assert (ids(after), after.shown_state) == (["future", "ideal"], "future")
    assert delete_state("ideal")(stream).shown_state == "current"
    assert [beside(stream, id_) for id_ in ids(stream)] == ["future", "current", "future"]


def test_the_last_state_stays() -> None:
    stream = ValueStream(states=(a_state((process("weld"),)),))
    assert beside(stream, "current") == "current"
    with pytest.raises(Wrong, match="at least one"):
        delete_state("current")(stream)


@pytest.mark.parametrize("new", [add_state("current"), copy_state("current", "future")])
def test_a_new_state_speaks_the_words_of_the_one_beside_it(new) -> None:
    stream = three()
    stream = stream.with_state(set_names({"field.ct": "Takt"})(stream.state("current")))
    assert new(stream).states[1].names == (Named(key="field.ct", text="Takt"),)
    assert new(stream).state("ideal").names == ()


def test_only_another_current_state_is_made_from_the_same_sheet():
    stream = new_stream("Brackets")
    sheet = SheetSource(file="/data/March.xlsx")
    stream = stream.with_state(stream.state().evolve(source=sheet))
    assert copy_state("current", "current")(stream).states[1].source == sheet
    assert copy_state("current", "future")(stream).states[1].source is None
