"""What was put on the map last is seen from the history, whatever way it came."""

from __future__ import annotations

import pytest

from vsm_desktop.edit.edits import add_flow, add_node, delete, move
from vsm_desktop.model.catalogue import new_flow, new_node
from vsm_desktop.model.stream import new_stream
from vsm_desktop.model.value import Point
from vsm_desktop.tools.desk import Desk
from vsm_desktop.ui.palette.used import Used


@pytest.fixture
def desk() -> Desk:
    return Desk(new_stream())


def put(desk: Desk, key: str, id_: str) -> None:
    desk.commit("Add", add_node(new_node(key, id_, Point(x=100, y=100))))


def seen(desk: Desk, used: Used) -> str:
    return used.follow(desk.history, desk.frame.state_id)


def test_a_symbol_and_an_arrow_are_used_as_what_they_are(desk):
    used = Used()
    for key in ("process", "cell", "kanban-batch", "truck"):
        if key.startswith("kanban"):
            desk.commit("Draw", add_flow(new_flow(key, "flow", "process", "cell")))
        else:
            put(desk, key, key)
        assert seen(desk, used) == key
        assert seen(desk, used) == "", "once"


def test_other_changes_are_no_use(desk):
    used = Used()
    put(desk, "process", "a")
    seen(desk, used)
    desk.commit("Move", move(frozenset({"a"}), 6, 0))
    assert seen(desk, used) == ""
    desk.commit("Delete", delete(frozenset({"a"})))
    assert seen(desk, used) == ""


def test_undo_and_redo_are_no_use(desk):
    used = Used()
    put(desk, "process", "a")
    put(desk, "inventory", "b")
    assert seen(desk, used) == "inventory"
    for step in (desk.undo, desk.undo, desk.redo, desk.redo):
        step()
        assert seen(desk, used) == ""


def test_several_at_once_were_not_taken_from_the_palette(desk):
    used = Used()

    def both(state):
        nodes = (new_node("process", "a", Point()), new_node("inventory", "b", Point()))
        return state.evolve(nodes=(*state.nodes, *nodes))

    desk.commit("Paste", both)
    assert seen(desk, used) == ""


def test_what_only_shows_is_not_used_yet(desk):
    used = Used()
    desk.preview(add_node(new_node("process", "a", Point())))
    assert seen(desk, used) == ""
