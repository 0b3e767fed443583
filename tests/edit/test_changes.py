"""What differs between two maps, as values that can be kept, shown and applied."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from pydantic import TypeAdapter

from tests.model.maps import a_state, arrow, in_line, process, stock
from tests.model.strategies import pairs, runs, states
from vsm_desktop.edit.changes import Conflicts, apply, difference
from vsm_desktop.edit.edits import chain, delete, move, set_fields
from vsm_desktop.model.calendar import Calendar
from vsm_desktop.model.change import AddFlow, AddNode, Change, RemoveFlow, RemoveNode, Reorder, Set
from vsm_desktop.model.nodes import Unknown
from vsm_desktop.model.options import Options
from vsm_desktop.model.quantity import quantity
from vsm_desktop.model.stream import State
from vsm_desktop.model.value import Point

CHANGES = TypeAdapter(tuple[Change, ...])
MAP = in_line(process("a", ct=10), process("b", ct=20), stock("c", 5))


def round_trip(before: State, after: State) -> None:
    changes = difference(before, after)
    assert apply(changes, before) == after
    text = CHANGES.dump_json(changes)
    assert CHANGES.validate_json(text) == changes
    assert apply(CHANGES.validate_json(text), before) == after


@given(pairs())
@runs(40)
@example((a_state((process("a"),)), a_state((process("b"),), (arrow("b", "b", id_="a"),))))
@example((a_state((process("b"),), (arrow("b", "b", id_="a"),)), a_state((process("a"),))))
@example((in_line(process("a"), process("c")), in_line(process("a"), process("b"), process("c"))))
@example((a_state(calendar=Calendar()), a_state(options=Options(dispatch_wait=True))))
def test_a_difference_leads_from_one_map_to_the_other(pair: tuple[State, State]) -> None:
    """Also over paper, and whatever was reordered, replaced by another kind, or is unknown."""
    before, after = pair
    round_trip(before, after.evolve(id=before.id))


@given(states())
@runs(15)
def test_a_map_does_not_differ_from_itself(state: State) -> None:
    assert difference(state, state) == ()
    assert difference(state, State.model_validate(state.model_dump())) == ()
    assert apply((), state) == state


@pytest.mark.slow
@given(pairs())
@runs(1000)
def test_a_thousand_differences(pair: tuple[State, State]) -> None:
    round_trip(pair[0], pair[1].evolve(id=pair[0].id))


def test_a_field_is_one_change() -> None:
    after = set_fields("b", ct=quantity(15, "s"))(MAP)
    assert difference(MAP, after) == (
        Set(id="b", field="ct", before=quantity(20, "s"), after=quantity(15, "s")),
    )


def test_the_map_itself_can_change() -> None:
    after = MAP.evolve(name="Future", calendar=Calendar(shift=quantity(7, "h")), portrait=True)
    assert {change.field for change in difference(MAP, after)} == {"name", "calendar", "portrait"}
    assert {change.id for change in difference(MAP, after)} == {""}


def test_what_comes_and_goes() -> None:
    after = chain(delete({"c"}), lambda state: state.evolve(nodes=(process("x"), *state.nodes)))(MAP)
    changes = difference(MAP, after)
    assert [type(change) for change in changes] == [RemoveFlow, RemoveNode, AddNode]
    assert changes[-1] == AddNode(item=process("x"), index=0)


def test_another_kind_is_another_element() -> None:
    after = MAP.evolve(nodes=(*MAP.nodes[:2], process("c")))
    assert [type(change) for change in difference(MAP, after)] == [RemoveNode, AddNode]
    thought = MAP.evolve(flows=(arrow("a", "b", "manual"), MAP.flows[1]))
    assert [type(change) for change in difference(MAP, thought)] == [RemoveFlow, AddFlow]


def test_another_kind_of_material_arrow_is_a_change_of_field() -> None:
    after = set_fields("a-b", kind="pull")(MAP)
    assert difference(MAP, after) == (Set(id="a-b", field="kind", before="push", after="pull"),)


def test_unknown_elements_are_replaced_whole() -> None:
    before = a_state((Unknown(kind="wormhole", id="w", volts=1),))
    after = a_state((Unknown(kind="wormhole", id="w", volts=2),))
    assert [type(change) for change in difference(before, after)] == [RemoveNode, AddNode]
    round_trip(before, after)


def test_another_order_is_one_change() -> None:
    after = MAP.evolve(nodes=MAP.nodes[::-1])
    assert difference(MAP, after) == (Reorder(part="nodes", before=("a", "b", "c"), after=("c", "b", "a")),)


def test_changes_fit_another_map_that_has_what_they_touch() -> None:
    """A burst drawn on one state is put onto the next: what it does not name stays."""
    changes = difference(MAP, set_fields("b", ct=quantity(15, "s"))(MAP))
    other = chain(move({"a"}, 50, 0), set_fields("c", qty=quantity(9, "pc")))(MAP)
    assert apply(changes, other) == set_fields("b", ct=quantity(15, "s"))(other)


def test_an_order_is_kept_as_far_as_it_goes() -> None:
    changes = (Reorder(part="nodes", before=("a", "b", "c"), after=("c", "b", "a")),)
    other = a_state((process("x"), process("a"), process("c"), process("y")))
    after = apply(changes, other)
    assert isinstance(after, State)
    assert [node.id for node in after.nodes] == ["x", "c", "a", "y"]


def test_added_at_the_end_if_no_place_is_given() -> None:
    after = apply((AddNode(item=process("x")), AddFlow(item=arrow("a", "x"))), MAP)
    assert isinstance(after, State)
    assert (after.nodes[-1].id, after.flows[-1].id) == ("x", "a-x")


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (Set(id="b", field="ct", before=quantity(99, "s"), after=None), "b.ct is no longer what it was"),
        (Set(id="c", field="ct", before=None, after=quantity(9, "s")), "c.ct is no longer what it was"),
        (Set(id="b", field="colour", before=None, after="red"), "b.colour is no longer what it was"),
        (Set(id="x", field="ct", before=None, after=None), "x is not there to be changed"),
        (Set(id="", field="name", before="Other", after="Future"), "state.name is no longer what it was"),
        (Set(id="", field="nodes", before=None, after=None), "state.nodes is no longer what it was"),
        (Set(id="", field="colour", before=None, after="red"), "state.colour is no longer what it was"),
        (RemoveNode(item=process("x")), "x is not there to be removed"),
        (RemoveFlow(item=arrow("b", "x")), "b-x is not there to be removed"),
        (AddNode(item=process("a")), "a is already there"),
        (AddNode(item=process("a-b")), "a-b is already there"),
        (AddFlow(item=arrow("a", "x")), "a-x would lose an end"),
        (RemoveNode(item=process("c")), "b-c would lose an end"),
    ],
)
def test_changes_that_do_not_fit_say_why(change: Change, reason: str) -> None:
    assert apply((change,), MAP) == Conflicts((reason,))


def test_every_conflict_is_told() -> None:
    changes = (RemoveNode(item=process("x")), AddNode(item=process("a")))
    assert apply(changes, MAP) == Conflicts(("x is not there to be removed", "a is already there"))


def test_untouched_elements_stay_the_same_objects() -> None:
    after = apply((Set(id="a", field="at", before=MAP.nodes[0].at, after=Point(x=1, y=1)),), MAP)
    assert isinstance(after, State)
    assert after.nodes[1] is MAP.nodes[1]
