"""Bursts as edits of a document: they commute, come and go without a trace, and are recorded from what was drawn."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.model.maps import a_stream, customer, in_line, process, stock
from tests.model.strategies import changed, runs, states, streams
from vsm_desktop.edit.bursts import (
    add_burst,
    drop_burst,
    follow,
    lost_with,
    place_burst,
    promise,
    set_burst,
    state_with_bursts,
    switch_burst,
)
from vsm_desktop.edit.changes import difference, put
from vsm_desktop.edit.deriving import misfits_of
from vsm_desktop.edit.edits import Edit, chain, delete, in_state, set_fields, set_state
from vsm_desktop.edit.promises import start_of
from vsm_desktop.edit.recording import discarded, drawn_by_hand, recorded, take_over
from vsm_desktop.edit.saying import sayer, touched
from vsm_desktop.edit.states import copy_state
from vsm_desktop.model.calendar import Calendar
from vsm_desktop.model.change import AddNode, Change, Reorder, Set
from vsm_desktop.model.flows import MaterialFlow
from vsm_desktop.model.kaizen import Kaizen, bursts_of
from vsm_desktop.model.nodes import Burst
from vsm_desktop.model.quantity import quantity
from vsm_desktop.model.stream import State, ValueStream
from vsm_desktop.model.value import Point
from vsm_desktop.store.files import dumps
from vsm_desktop.tools.desk import Desk

MAP = in_line(process("weld", 46, name="Weld"), stock("between", 100), process("assy", 62), customer(460))


def sets(draw: Any, base: State) -> dict[tuple[str, str], Set]:
    found = difference(base, draw(changed(base)))
    return {(one.id, one.field): one for one in found if isinstance(one, Set) and one.id}


def following(*bursts: Kaizen) -> ValueStream:
    return copy_state("current", "future")(a_stream(MAP, bursts=bursts))


def drawn(stream: ValueStream, edit: Edit, state: str = "future") -> ValueStream:
    desk = Desk(stream)
    desk.commit_stream("Draw", in_state(state, edit))
    return desk.recorded


@given(st.data(), states())
@runs(60)
def test_bursts_that_touch_different_fields_commute(data: st.DataObject, base: State):
    first, second = sets(data.draw, base), sets(data.draw, base)
    ones: tuple[Change, ...] = tuple(first.values())
    others: tuple[Change, ...] = tuple(change for key, change in second.items() if key not in first)
    assert put((*ones, *others), base).state == put((*others, *ones), base).state
    bursts = (Kaizen(id="b1", changes=ones), Kaizen(id="b2", changes=others))
    stream = copy_state(base.id, "future")(a_stream(base, bursts=bursts))
    future = stream.states[1].id
    for id_ in ("b1", "b2"):
        stream = switch_burst(future, id_, on=True)(stream)
    turned = place_burst("b2", 0)(stream)
    assert turned.state(future).evolve(bursts=()) == stream.state(future).evolve(bursts=())


@given(st.data(), streams())
@runs(60)
def test_whatever_is_done_with_bursts_is_undone_to_the_byte(data: st.DataObject, stream: ValueStream):
    desk, first = Desk(stream), dumps(stream)
    for _step in range(data.draw(st.integers(1, 6))):
        now = desk.recorded
        state = data.draw(st.sampled_from(now.states))
        every = bursts_of(now)
        id_ = data.draw(st.sampled_from([burst.id for burst in every])) if every else ""
        match data.draw(st.sampled_from(["switch", "draw", "promise", "order", "drop", "add"])):
            case "switch" if id_ and state.base:
                on = id_ not in state.bursts
                desk.commit_stream("Switch", switch_burst(state.id, id_, on=on))
                assert (id_ in desk.recorded.state(state.id).bursts) == on
            case "draw":
                kept = {"id": state.id, "base": state.base, "bursts": state.bursts}
                after = data.draw(changed(state)).evolve(**kept)
                desk.commit_stream("Draw", lambda one, after=after: one.with_state(after))
            case "promise" if state.base:
                desk.commit_stream("Promise", take_over(state.id, drawn_by_hand(now, state.id), id_))
            case "order" if id_:
                desk.commit_stream("Order", place_burst(id_, data.draw(st.integers(0, 3))))
            case "drop" if id_:
                desk.commit_stream("Drop", drop_burst(id_))
                assert all(burst.id != id_ for burst in bursts_of(desk.recorded))
            case _:
                desk.commit_stream("Add", add_burst(title="New"))
    while desk.history.undo_label:
        desk.undo()
    assert dumps(desk.recorded) == first


def test_what_is_drawn_on_a_state_is_recorded_into_a_new_burst():
    start = following()
    now = drawn(start, chain(set_fields("weld", ct=quantity(30, "s")), delete({"between"})))
    changes = recorded(start, now, "future")
    done = take_over("future", changes, title="Cell")(now)
    (burst,) = done.bursts
    assert (burst.title, done.state("future").bursts) == ("Cell", (burst.id,))
    assert done.state("future").evolve(bursts=()) == now.state("future")
    assert not drawn_by_hand(done, "future")
    assert switch_burst("future", burst.id, on=False)(done).state("future") == start.state("future")


def test_what_came_from_elsewhere_is_not_recorded():
    start = following(Kaizen(id="b1"))
    hand = drawn(start, set_fields("assy", ct=quantity(60, "s")))
    now = drawn(hand, set_fields("weld", co=quantity(5, "min")))
    now = drawn(now, set_fields("weld", ct=quantity(44, "s")), "current")
    assert now.state("future").node("weld").ct.value == 44
    say = sayer(MAP, ())
    assert [say.said(one) for one in recorded(hand, now, "future")] == ["Weld: C/O – → 5 min"]
    back = discarded(hand, "future")(now)
    future = back.state("future")
    assert (future.node("weld").ct.value, future.node("weld").co) == (44, None)
    assert future.node("assy").ct.value == 60


def test_a_state_that_stands_alone_is_recorded_and_discarded_as_it_was():
    start = a_stream(MAP)
    now = drawn(start, set_fields("weld", ct=quantity(30, "s")), "current")
    assert len(recorded(start, now, "current")) == 1
    assert discarded(start, "current")(now) == start


def test_a_star_stays_drawn_by_hand():
    start = following(Kaizen(id="b1", title="Faster"))
    star = Burst(id="b1", name="Faster")
    now = drawn(start, lambda state: state.evolve(nodes=(*state.nodes, star)))
    assert not recorded(start, now, "future")
    assert not drawn_by_hand(now, "future")


def test_what_goes_with_a_burst_is_known_before_it_is_switched_off():
    on = promise("future", "b1", difference(MAP, set_fields("weld", ct=quantity(30, "s"))(MAP)))(
        following(Kaizen(id="b1"))
    )
    assert not lost_with(on, on.state("future"), "b1")
    set_by_hand = drawn(on, set_fields("weld", ct=quantity(28, "s")))
    assert not lost_with(set_by_hand, set_by_hand.state("future"), "b1"), (
        "a value set by hand keeps its place"
    )
    cell = promise("future", "b1", (AddNode(item=process("cell", 56)),))(on)
    by_hand = drawn(cell, set_fields("cell", ct=quantity(50, "s")))
    (lost,) = lost_with(by_hand, by_hand.state("future"), "b1")
    assert isinstance(lost, Set)
    assert lost.after == quantity(50, "s")


def test_a_new_burst_comes_after_the_stars_that_are_drawn():
    star = Burst(id="b1", name="Faster")
    stream = add_burst(title="Second")(a_stream(MAP.evolve(nodes=(*MAP.nodes, star))))
    assert [burst.title for burst in stream.bursts] == ["Faster", "Second"]


def test_a_future_state_has_every_burst_that_promises_something_and_is_not_dropped():
    cut = difference(MAP, delete({"between"})(MAP))
    bursts = (Kaizen(id="b1", changes=cut), Kaizen(id="b2"), Kaizen(id="b3", changes=cut, status="dropped"))
    stream = state_with_bursts("current")(a_stream(MAP, bursts=bursts))
    assert stream.states[1].bursts == ("b1",)
    assert stream.states[1].node("between") is None


@pytest.mark.parametrize(
    "edit", [set_burst("b9", title="?"), place_burst("b9", 0), take_over("current", (), "b9")]
)
def test_no_burst_is_no_burst(edit):
    with pytest.raises(KeyError):
        edit(a_stream(MAP))


def test_changes_are_said_in_words():
    better = chain(set_fields("weld", ct=quantity(30, "s"), shared=True), delete({"between"}))(MAP)
    changes = difference(MAP, better)
    said = [sayer(MAP, changes).said(change) for change in changes]
    assert "Inventory removed" in said
    assert "Weld: C/T 46 s → 30 s" in said
    assert "Weld: Shared no → yes" in said
    assert "Push arrow from Weld to inventory removed" in said
    reordered = Reorder(part="nodes", before=("weld", "assy"), after=("assy", "weld"))
    assert sayer(MAP, ()).said(reordered) == "Order of drawing"


def faster(seconds: float) -> tuple[Change, ...]:
    return difference(MAP, set_fields("weld", ct=quantity(seconds, "s"))(MAP))


def test_a_burst_starts_from_the_base_with_those_before_it():
    stream = following(Kaizen(id="b1", changes=faster(30)), Kaizen(id="b2"), Kaizen(id="b3"))
    stream = switch_burst("future", "b1", on=True)(stream)
    assert switch_burst("future", "b1", on=True)(stream) is stream
    starts = [start_of(stream, "future", id_).node("weld").ct.value for id_ in ("b1", "b2", "a new one")]
    assert starts == [46, 30, 30]
    assert start_of(stream, "current", "b3") is stream.state("current")


def test_what_has_no_place_any_more_is_known():
    before = drawn(following(), set_fields("between", max=quantity(50, "pc")))
    after = drawn(before, delete({"between"}), "current")
    (misfit,) = misfits_of(before, after, "future")
    assert (misfit.change.id, misfit.made) == ("between", False)
    assert not misfits_of(before, after, "current")


def test_a_state_stands_alone_and_follows_again_as_it_is():
    on = switch_burst("future", "b1", on=True)(following(Kaizen(id="b1", changes=faster(30))))
    alone = follow("future", "")(on)
    assert alone.state("future") == on.state("future").evolve(base="", bursts=())
    again = follow("future", "current")(alone)
    assert again.state("future").base == "current"
    assert [change.after.value for change in drawn_by_hand(again, "future")] == [30]


def test_a_burst_that_is_on_loses_its_star_too_when_it_is_dropped():
    star = Burst(id="b1", name="Faster")
    stream = following(Kaizen(id="b1", title="Faster", changes=faster(30)))
    stream = switch_burst("future", "b1", on=True)(stream)
    stream = drawn(stream, lambda state: state.evolve(nodes=(*state.nodes, star)))
    assert drop_burst("b1")(stream).state("future").nodes == MAP.nodes
    led = MaterialFlow(id="odd", source="b1", target="weld")
    odd = drawn(stream, lambda state: state.evolve(flows=(*state.flows, led)))
    assert drop_burst("b1")(odd).state("future").flows == MAP.flows


def test_what_is_only_drawn_elsewhere_concerns_nothing():
    moved = set_fields("weld", at=Point(x=5))(MAP)
    turned = moved.evolve(nodes=tuple(reversed(moved.nodes)))
    changes = difference(MAP, turned)
    assert touched(changes) == frozenset()
    assert touched(difference(MAP, delete({"between"})(MAP))) >= {"between"}
    say = sayer(MAP, changes)
    assert [say.said(change) for change in changes] == ["Weld: drawn elsewhere", "Order of drawing"]
    assert recorded(a_stream(MAP), a_stream(turned), "current") == changes


def test_the_rest_of_the_words():
    say = sayer(MAP, ())
    assert say.said(Set(id="", field="calendar", after=Calendar())) == "Working time of this map"
    assert say.called("nowhere") == "nowhere"
    assert say.called("") == "–"
    same = Set(id="assy", field="same_as", before="", after="weld")
    assert say.said(same).endswith("– → Weld")
    turned = Set(id="assy", field="kind", before="push", after="pull")
    assert say.value("assy", "kind", turned.after) == "pull (withdrawal)"
    assert say.value("assy", "target", "weld") == "Weld"
    assert say.value("assy", "own", (1,)) == "–"
    assert say.value("assy", "system", "MRP") == "MRP"


def test_what_a_state_is_called_is_no_promise():
    start = following()
    now = drawn(start, set_state(name="Better", date="2026-11-30"))
    assert not recorded(start, now, "future")
