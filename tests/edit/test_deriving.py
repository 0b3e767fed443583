"""A state made from another one: it follows its base and its bursts, and keeps what was drawn by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.model.maps import a_stream, arrow, customer, in_line, process, stock
from tests.model.strategies import changed, pairs, runs
from vsm_desktop.edit.bursts import add_burst, drop_burst, place_burst, promise, set_burst, switch_burst
from vsm_desktop.edit.changes import difference
from vsm_desktop.edit.deriving import by_hand, derived, promisable, settled
from vsm_desktop.edit.edits import add_flow, delete, in_state, set_fields
from vsm_desktop.edit.states import copy_state, delete_state
from vsm_desktop.model.change import Set
from vsm_desktop.model.kaizen import Kaizen, bursts_of
from vsm_desktop.model.nodes import Burst, Process
from vsm_desktop.model.quantity import Quantity, quantity
from vsm_desktop.model.stream import State, ValueStream
from vsm_desktop.store.files import dumps, loads
from vsm_desktop.tools.desk import Desk

MAP = in_line(process("weld", 46), stock("between", 100), process("assy", 62), customer(460))
FASTER = Set(id="weld", field="ct", before=quantity(46, "s"), after=quantity(30, "s"))
SMALLER = Set(id="between", field="qty", before=quantity(100, "pc"), after=quantity(20, "pc"))


def both(*bursts: Kaizen) -> ValueStream:
    """The map as current state, a future state made from it, and bursts."""
    return copy_state("current", "future")(a_stream(MAP, bursts=bursts))


def of(stream: ValueStream, id_: str, key: str, state: str = "future") -> float | None:
    value = getattr(stream.state(state).element(id_), key)
    return value.value if isinstance(value, Quantity) else None


def set_in(state: str, id_: str, **values: object):
    return in_state(state, set_fields(id_, **values))


def drawn(state: State) -> tuple[State, dict[str, object]]:
    """What a state says and shows, whatever stands in front of what."""
    return state.evolve(nodes=(), flows=()), {one.id: one for one in (*state.nodes, *state.flows)}


def test_a_copy_is_made_from_its_source_and_a_copy_of_that_from_the_same():
    stream = both(Kaizen(id="b1", changes=(FASTER,)))
    stream = switch_burst("future", "b1", on=True)(stream)
    stream = copy_state("future", "scenario")(stream)
    assert (stream.state("scenario").base, stream.state("scenario").bursts) == ("current", ("b1",))
    assert copy_state("future", "current")(stream).state("current2").base == ""


def test_what_is_corrected_in_the_base_arrives_where_nothing_else_was_said():
    desk = Desk(both())
    desk.commit_stream("Faster", set_in("future", "weld", ct=quantity(30, "s")))
    desk.commit_stream("Measured anew", set_in("current", "weld", ct=quantity(44, "s")))
    desk.commit_stream("Measured anew", set_in("current", "assy", ct=quantity(60, "s")))
    assert of(desk.recorded, "weld", "ct") == 30
    assert of(desk.recorded, "assy", "ct") == 60
    desk.undo()
    assert of(desk.recorded, "assy", "ct") == 62


def test_a_burst_that_is_on_is_made_and_off_is_untouched():
    before = both(Kaizen(id="b1", changes=(FASTER,)), Kaizen(id="b2", changes=(SMALLER,)))
    on = switch_burst("future", "b1", on=True)(before)
    assert (of(on, "weld", "ct"), of(on, "between", "qty")) == (30, 100)
    assert of(on, "weld", "ct", "current") == 46
    assert switch_burst("future", "b1", on=False)(on) == before


def test_another_promise_reaches_every_state_it_is_made_in():
    stream = switch_burst("future", "b1", on=True)(both(Kaizen(id="b1", changes=(FASTER,))))
    stream = set_burst("b1", changes=(FASTER.evolve(after=quantity(25, "s")),))(stream)
    assert of(stream, "weld", "ct") == 25


def test_what_was_set_by_hand_stays_whatever_a_burst_promises():
    off = both(Kaizen(id="b1", changes=(FASTER,)))
    by_hand_off = set_in("future", "weld", ct=quantity(26, "s"))(off)
    on = switch_burst("future", "b1", on=True)(by_hand_off)
    assert of(on, "weld", "ct") == 26
    assert switch_burst("future", "b1", on=False)(on) == by_hand_off


def test_what_was_drawn_by_hand_on_what_a_burst_added_goes_and_comes_with_it():
    cell = process("cell", 56)
    added = difference(
        MAP, MAP.evolve(nodes=(*MAP.nodes, cell), flows=(*MAP.flows, arrow("assy", "cell", "move")))
    )
    stream = switch_burst("future", "b1", on=True)(both(Kaizen(id="b1", changes=added)))
    stream = set_in("future", "cell", ct=quantity(50, "s"))(stream)
    stream = in_state("future", add_flow(arrow("cell", "weld", "kanban", card="production")))(stream)
    off = switch_burst("future", "b1", on=False)(stream)
    assert off.state("future").node("cell") is None
    again = switch_burst("future", "b1", on=True)(off)
    assert again.state("future") == stream.state("future")


def test_a_burst_takes_over_what_was_drawn_by_hand():
    stream = both(Kaizen(id="b1"))
    drawn = in_state("future", delete({"between"}))(stream)
    hand = by_hand(drawn, drawn.state("future"))
    done = promise("future", "b1", hand)(drawn)
    assert done.state("future").evolve(bursts=()) == drawn.state("future")
    assert by_hand(done, done.state("future")) == tuple(c for c in hand if isinstance(c, Set) and not c.id)
    assert switch_burst("future", "b1", on=False)(done).state("future") == stream.state("future")


def test_a_burst_is_called_the_same_everywhere():
    star = Burst(id="b1", name="Faster")
    stream = a_stream(MAP.evolve(nodes=(*MAP.nodes, star)))
    stream = copy_state("current", "future")(stream)
    assert bursts_of(stream) == (Kaizen(id="b1", title="Faster"),)
    stream = set_burst("b1", title="Weld faster", kaizen="process")(stream)
    stars = [state.node("b1") for state in stream.states]
    assert stars == [Burst(id="b1", name="Weld faster", kaizen="process")] * 2
    desk = Desk(stream)
    desk.commit_stream("Rename", set_in("future", "b1", name="Weld in 30 s"))
    assert desk.recorded.burst("b1").title == "Weld in 30 s"
    assert desk.recorded.state("current").node("b1").name == "Weld in 30 s"


def test_bursts_are_put_in_order_and_dropped():
    stream = both(Kaizen(id="b1", changes=(FASTER,)))
    stream = add_burst(title="Second", changes=(FASTER.evolve(after=quantity(20, "s")),))(stream)
    second = stream.bursts[1].id
    for id_ in ("b1", second):
        stream = switch_burst("future", id_, on=True)(stream)
    assert of(stream, "weld", "ct") == 20  # the later one counts
    stream = place_burst(second, 0)(stream)
    assert [burst.id for burst in stream.bursts] == [second, "b1"]
    assert of(stream, "weld", "ct") == 30
    stream = drop_burst("b1")(stream)
    assert (of(stream, "weld", "ct"), stream.state("future").bursts) == (20, (second,))


def test_what_loses_its_base_stays_as_it_is():
    stream = switch_burst("future", "b1", on=True)(both(Kaizen(id="b1", changes=(FASTER,))))
    stream = delete_state("current")(stream)
    assert (stream.state("future").base, of(stream, "weld", "ct")) == ("", 30)


@pytest.mark.parametrize("base", ["nowhere", "future"])
def test_a_state_is_made_from_one_that_exists_and_not_from_itself(base: str):
    with pytest.raises(ValueError, match="was made from"):
        a_stream(MAP, MAP.evolve(id="future", name="Future state", base=base))


def test_bursts_come_back_from_the_file():
    cut = difference(MAP, delete({"between"})(MAP))
    burst = Kaizen(
        id="b1",
        title="No stock",
        waste="inventory",
        cost=quantity(2500, "money"),
        due="2026-12-01",
        changes=cut,
    )
    stream = switch_burst("future", "b1", on=True)(both(burst))
    assert loads(dumps(stream)) == stream


@given(st.data(), pairs())
@runs(60)
def test_off_is_untouched_and_undone_is_the_same_file(data: st.DataObject, pair: tuple[State, State]):
    base, better = pair
    burst = Kaizen(id="burst_of_all", changes=difference(base, better.evolve(name=base.name, kind=base.kind)))
    stream = copy_state(base.id, "future")(a_stream(base, bursts=(burst,)))
    future = stream.states[1].id
    stream = stream.with_state(
        data.draw(changed(stream.state(future))).evolve(id=future, base=base.id, bursts=())
    )
    desk, first = Desk(stream), dumps(stream)
    desk.commit_stream("On", switch_burst(future, burst.id, on=True))
    on = desk.recorded.state(future)
    desk.commit_stream("Off", switch_burst(future, burst.id, on=False))
    desk.commit_stream("On", switch_burst(future, burst.id, on=True))
    assert drawn(desk.recorded.state(future)) == drawn(on)
    while desk.history.undo_label:
        desk.undo()
    assert dumps(desk.recorded) == first


@given(pairs())
@runs(60)
def test_nothing_by_hand_means_base_with_bursts(pair: tuple[State, State]):
    base, better = pair
    changes = tuple(filter(promisable, difference(base, better)))
    burst = Kaizen(id="burst_of_all", changes=changes)
    stream = copy_state(base.id, "future")(a_stream(base, bursts=(burst,)))
    future = stream.states[1].id
    on = switch_burst(future, burst.id, on=True)(stream)
    made = derived(on, on.state(future))
    assert (made.nodes, made.flows) == (on.state(future).nodes, on.state(future).flows)
    assert switch_burst(future, burst.id, on=False)(on) == stream
    assert settled(on, on) == on


def test_a_step_that_is_gone_in_the_base_goes_where_nothing_was_drawn_on_it():
    desk = Desk(both())
    desk.commit_stream("Delete", in_state("current", delete({"between"})))
    assert desk.recorded.state("future").node("between") is None
    assert isinstance(desk.recorded.state("future").node("weld"), Process)
