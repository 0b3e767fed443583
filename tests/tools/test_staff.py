"""Operators are put to work at a process."""

from __future__ import annotations

from tests.tools.hands import a_desk, click, send, shown
from vsm_desktop.tools.connect import Connect
from vsm_desktop.tools.desk import Desk
from vsm_desktop.tools.events import Escape, Move, Release
from vsm_desktop.tools.keyboard import insert
from vsm_desktop.tools.place import Place
from vsm_desktop.tools.select import Select
from vsm_desktop.tools.staff import Staff
from vsm_desktop.tools.taking import taking


def operators(desk: Desk) -> float:
    node = desk.frame.state.node("a")
    assert node is not None
    assert node.kind == "process"
    return node.operators.value if node.operators else 0


def test_one_more_works_where_it_is_put() -> None:
    desk = a_desk()
    before = desk.history.current
    desk.use(Staff())
    assert operators(send(desk, Move(100, 300))) == 1, "the map shows it at once"
    assert desk.tool.overlay(desk)
    assert operators(send(desk, Move(600, 500))) == 0
    assert operators(send(desk, Move(100, 300), Escape())) == 0
    assert desk.history.current is before
    desk.use(Staff())
    send(desk, Move(100, 300), Release(100, 300, straight=True), Move(101, 300), *click(101, 300))
    assert operators(desk) == 2
    assert desk.selection == {"a"}
    assert desk.tool == Select()


def test_elsewhere_it_says_where_operators_work() -> None:
    desk = a_desk()
    desk.use(Staff())
    send(desk, *click(250, 290))
    assert "work at a process" in desk.tool.hint(desk)
    assert not desk.history.steps


def test_by_keyboard_at_the_selected_process() -> None:
    desk = a_desk()
    assert insert(desk, "operator", "Add operator") == ""
    assert not desk.history.steps
    desk.select(frozenset({"a"}))
    insert(desk, "operator", "Add operator")
    assert shown(desk).node("a").operators.value == 1


def test_everything_in_the_palette_has_its_tool() -> None:
    assert taking("operator") == Staff()
    assert taking("push") == Connect("push")
    assert taking("cell") == Place("cell")
