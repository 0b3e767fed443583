"""Groups, locks, paint order, alignment and sizes."""

from __future__ import annotations

import pytest

from tests.model.maps import a_state, arrow, process
from vsm_desktop.edit.align import align, distribute
from vsm_desktop.edit.groups import group, lock, locked, movable, ungroup, with_groups
from vsm_desktop.edit.order import reorder
from vsm_desktop.edit.resize import resize
from vsm_desktop.model.nodes import Node
from vsm_desktop.model.stream import State
from vsm_desktop.model.value import Point, Size


def a_row() -> State:
    nodes = tuple(
        process(id_, x=x, y=y) for id_, x, y in (("a", 0, 10), ("b", 100, 40), ("c", 160, 0), ("d", 400, 0))
    )
    return a_state(nodes, (arrow("a", "b"), arrow("b", "c")))


def box(node: Node) -> tuple[float, float, float, float]:
    """Twenty wide and ten high round the centre."""
    return (node.at.x - 10, node.at.y - 5, node.at.x + 10, node.at.y + 5)


def ids(state: State) -> str:
    return "".join(node.id for node in state.nodes)


def xs(state: State) -> list[float]:
    return [node.at.x for node in state.nodes]


def test_a_group_is_one_and_can_be_dissolved() -> None:
    state = a_row()
    together = group({"a", "b", "a-b"}, frozenset())(state)
    assert with_groups(together, {"a"}) == {"a", "b"}
    assert with_groups(together, {"c"}) == {"c"}
    regrouped = group({"b", "c"}, frozenset())(together)
    assert with_groups(regrouped, {"b"}) == {"b", "c"}
    assert with_groups(regrouped, {"a"}) == {"a"}, "its only other member has left"
    assert ungroup({"c"})(regrouped).node("b").group == ""
    assert group({"a"}, frozenset())(state) is state
    assert ungroup({"a"})(state).nodes is state.nodes


def test_a_new_group_takes_a_name_nothing_has() -> None:
    state = group({"a", "b"}, {"group1"})(a_row())
    assert state.node("a").group == "group2"
    assert group({"c", "d"}, {"group1"})(state).node("c").group == "group3"


def test_locks() -> None:
    state = lock({"a"}, on=True)(a_row())
    assert movable(state, {"a", "b"}) == {"b"}
    assert locked(state, {"a", "b"}) == {"a"}
    assert lock({"a"}, on=False)(state) == a_row()


@pytest.mark.parametrize(
    ("chosen", "where", "order"),
    [
        ("a", "front", "bcda"),
        ("d", "back", "dabc"),
        ("ac", "forward", "badc"),
        ("bd", "backward", "badc"),
        ("cd", "forward", "abcd"),
        ("ab", "back", "abcd"),
        ("ab", "front", "cdab"),
    ],
)
def test_paint_order(chosen: str, where: str, order: str) -> None:
    state = a_row()
    after = reorder(set(chosen), where)(state)  # type: ignore[arg-type]
    assert ids(after) == order
    assert (after is state) is (order == "abcd")


def test_arrows_have_an_order_of_their_own() -> None:
    state = a_row()
    first, second = state.flows
    after = reorder({first.id}, "front")(state)
    assert after.flows == (second, first)
    assert after.nodes is state.nodes


@pytest.mark.parametrize(
    ("side", "x", "y"),
    [
        ("left", [0, 0, 0, 400], [10, 40, 0, 0]),
        ("centre", [80, 80, 80, 400], [10, 40, 0, 0]),
        ("right", [160, 160, 160, 400], [10, 40, 0, 0]),
        ("top", [0, 100, 160, 400], [0, 0, 0, 0]),
        ("middle", [0, 100, 160, 400], [20, 20, 20, 0]),
        ("bottom", [0, 100, 160, 400], [40, 40, 40, 0]),
    ],
)
def test_lining_up(side: str, x: list[float], y: list[float]) -> None:
    state = align({"a", "b", "c"}, side, box)(a_row())  # type: ignore[arg-type]
    assert xs(state) == x
    assert [node.at.y for node in state.nodes] == y


def test_what_is_locked_stays_and_the_others_come_to_it() -> None:
    state = lock({"c"}, on=True)(a_row())
    assert xs(align({"a", "b", "c"}, "left", box)(state)) == [160, 160, 160, 400]


def test_a_group_is_lined_up_as_one() -> None:
    state = group({"a", "b"}, frozenset())(a_row())
    assert xs(align({"a", "b", "c"}, "right", box)(state)) == [60, 160, 160, 400]


def test_one_alone_has_nothing_to_line_up_with() -> None:
    state = a_row()
    assert align({"a"}, "left", box)(state) is state
    assert distribute({"a", "b"}, "across", box)(state) is state


def test_equal_gaps() -> None:
    state = distribute({"a", "b", "c", "d"}, "across", box)(a_row())
    assert xs(state) == pytest.approx([0, 400 / 3, 800 / 3, 400])
    down = distribute({"a", "b", "c"}, "down", box)(a_row())
    assert [node.at.y for node in down.nodes] == [20, 40, 0, 0]


def test_a_size_is_given_and_taken() -> None:
    state = a_row()
    large = resize("a", Size(width=200, height=90), Point(x=5, y=5))(state)
    assert large.node("a").size == Size(width=200, height=90)
    assert resize("a", None, Point(x=0, y=10))(large) == state
