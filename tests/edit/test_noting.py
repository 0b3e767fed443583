"""Frames and notes are put where one expects them."""

from __future__ import annotations

from tests.model.maps import a_state, process
from vsm_desktop.drawing.symbols.table import size_of
from vsm_desktop.edit.growth import Grower
from vsm_desktop.edit.noting import insert_note
from vsm_desktop.model.nodes import Node
from vsm_desktop.model.stream import State

STATE = a_state((process("a", x=100), process("b", x=300), process("c", x=900)))


def added(key: str, *selected: str, state: State = STATE) -> Node:
    grower = Grower(state, frozenset(node.id for node in state.nodes), size_of)
    addition = insert_note(grower, key, frozenset(selected))
    return next(node for node in addition.edit(state).nodes if node.id == addition.id)


def test_a_loop_surrounds_what_is_selected() -> None:
    loop = added("loop", "a", "b")
    assert loop.size is not None
    assert loop.at.x == 200
    assert loop.size.width == 308 + 36
    whole = added("lane")
    assert whole.size is not None
    assert whole.size.width > 900 - 100
    assert added("lane", state=a_state(())).size is None


def test_a_burst_stands_at_the_step_it_is_about() -> None:
    burst = added("burst", "a")
    assert burst.about == "a"
    assert burst.at.y < 342 - 36
    assert abs(burst.at.x - 100) < 100
    assert added("burst", "a", "b").about == ""
    assert added("text", "b").at.y < 342 - 36


def test_notes_do_not_cover_each_other() -> None:
    state = STATE
    places = []
    for _one in range(3):
        note = added("text", state=state)
        places.append(note.at)
        state = state.evolve(nodes=(*state.nodes, note.evolve(id=f"n{len(places)}")))
    assert len(set(places)) == 3
    crowded = STATE.evolve(nodes=(*STATE.nodes, added("burst", "a")))
    again = added("burst", "a", state=crowded)
    assert again.at.y > 342 + 36
