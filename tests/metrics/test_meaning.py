"""A map in which things only stand elsewhere means the same: it is not measured again."""

from __future__ import annotations

import pytest

from tests.model.maps import a_map, a_stream, arrow, customer, process, stock
from vsm_desktop.edit.edits import Edit, delete, move, set_fields, set_options
from vsm_desktop.metrics.meaning import same_meaning
from vsm_desktop.metrics.measure import measure
from vsm_desktop.model.flows import UnknownFlow
from vsm_desktop.model.nodes import Unknown
from vsm_desktop.model.quantity import quantity
from vsm_desktop.model.stream import State
from vsm_desktop.model.value import Point

MAP = a_map(stock("i", 920, x=80), process("a", 9, x=260), process("b", 8, x=440), customer(100, x=900))
STATE = MAP.state()


def bent(state: State) -> State:
    first = state.flows[0].evolve(bends=(Point(x=1, y=2),))
    return state.evolve(flows=(first, *state.flows[1:]))


def upside_down(state: State) -> State:
    return state.evolve(nodes=state.nodes[::-1])


@pytest.mark.parametrize(
    "edit",
    [move({"a", "b"}, 30, 12), set_fields("a", locked=True), set_fields("a", group="g"), bent],
)
def test_places_locks_groups_and_bends_say_nothing(edit: Edit) -> None:
    assert same_meaning(STATE, edit(STATE))
    assert measure(MAP.with_state(edit(STATE))) is measure(MAP)


@pytest.mark.parametrize(
    "edit",
    [
        set_fields("a", ct=quantity(10, "s")),
        set_fields("i", qty=None),
        set_fields("a", name="Other"),
        set_options(STATE.options.evolve(lead_time_mode="waits_only")),
        delete({"b"}),
        upside_down,
        lambda state: state.evolve(flows=state.flows[1:]),
        lambda state: state.evolve(flows=(state.flows[0].evolve(share=quantity(0.5, "1")), *state.flows[1:])),
    ],
)
def test_everything_else_does(edit: Edit) -> None:
    other = edit(STATE)
    assert not same_meaning(STATE, other)
    measure(MAP)
    assert measure(MAP.with_state(other)) is not measure(MAP)


def test_another_calendar_is_another_meaning() -> None:
    measure(MAP)
    other = MAP.evolve(calendar=MAP.calendar.evolve(shift=quantity(4, "h")))
    assert measure(other).number("takt_s") != measure(MAP).number("takt_s")


def test_what_this_program_does_not_know_counts_too() -> None:
    """Foreign data may mean something one day; a drag of it does not."""
    unknown = Unknown.model_validate({"id": "u", "kind": "robot", "speed": 3})
    flow = UnknownFlow.model_validate({"id": "f", "kind": "belt", "source": "u", "target": "u", "speed": 3})
    state = STATE.evolve(nodes=(*STATE.nodes, unknown), flows=(*STATE.flows, flow))
    faster = unknown.evolve(speed=4)
    assert same_meaning(state, state.evolve(nodes=(*STATE.nodes, unknown.evolve(at=Point(x=9)))))
    assert not same_meaning(state, state.evolve(nodes=(*STATE.nodes, faster)))


def test_undo_finds_the_report_of_before() -> None:
    first = measure(MAP)
    measure(MAP.with_state(set_fields("a", ct=quantity(77, "s"))(STATE)))
    assert measure(MAP) is first


def test_another_map_of_the_same_name_is_measured() -> None:
    measure(MAP)
    other = a_stream(STATE.evolve(flows=(arrow("i", "a"),)))
    assert measure(other) is not measure(MAP)
