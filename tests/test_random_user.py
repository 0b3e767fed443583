"""A random user: gestures, edits, undo, redo, deletes, other states, in any order; what must hold holds after each.

The quick version runs with the suite; `pytest -m slow` lets a thousand users work, on random documents.
"""

from __future__ import annotations

from math import isfinite
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.model.maps import acme, process
from tests.model.strategies import options, runs, streams, values
from tests.tools.hands import a_map
from vsm_desktop.drawing.compose import compose
from vsm_desktop.drawing.symbols.table import size_of
from vsm_desktop.drawing.theme import THEME_NAMES
from vsm_desktop.edit.arrange import arrange
from vsm_desktop.edit.edits import delete, in_state, move, set_fields, set_options, set_state
from vsm_desktop.model.fields import EVERY_FLOW, EVERY_NODE
from vsm_desktop.model.nodes import Unknown
from vsm_desktop.model.stream import State, ValueStream
from vsm_desktop.store.files import dumps, loads
from vsm_desktop.tools.connect import Connect
from vsm_desktop.tools.desk import Desk
from vsm_desktop.tools.events import Escape, Leave, Move, Press, Release
from vsm_desktop.tools.place import Place
from vsm_desktop.tools.select import Select

SPOTS = st.integers(0, 14)
PLACES = st.tuples(st.integers(-50, 1200), st.integers(-50, 700))
AIMS = SPOTS | PLACES  # at the middle of the n-th symbol, or anywhere
FLAGS = st.booleans()
OPS = st.one_of(
    st.tuples(st.just("press"), AIMS, FLAGS),
    st.tuples(st.just("move"), AIMS, FLAGS),
    st.tuples(st.just("release"), AIMS),
    st.tuples(st.just("drag"), AIMS, AIMS),
    st.tuples(st.just("click"), AIMS, FLAGS),
    st.tuples(st.just("place"), st.sampled_from(EVERY_NODE)),
    st.tuples(st.just("drop"), st.sampled_from(EVERY_NODE), PLACES),
    st.tuples(st.just("remove"), AIMS),
    st.tuples(st.just("connect"), st.sampled_from(EVERY_FLOW), AIMS, AIMS),
    st.tuples(st.just("enter"), SPOTS, st.integers(0, 30), st.data()),
    st.tuples(st.just("nudge"), st.integers(-6, 6), st.integers(-6, 6)),
    st.tuples(st.just("conventions"), options()),
    st.tuples(st.just("theme"), st.sampled_from(THEME_NAMES)),
    *(
        st.tuples(st.just(name))
        for name in (
            "escape",
            "leave",
            "delete",
            "undo",
            "undo",
            "redo",
            "other_state",
            "new_state",
            "drop_state",
        )
    ),
    *(st.tuples(st.just(name)) for name in ("arrange", "save", "select_tool", "select_all", "theme_back")),
)


class User:
    """Does what it is told on a desk, whatever state the desk is in."""

    def __init__(self, stream: ValueStream) -> None:
        self.desk = Desk(stream)

    def do(self, op: tuple[Any, ...]) -> None:
        getattr(self, op[0])(*op[1:])

    def at(self, aim: int | tuple[int, int]) -> tuple[float, float]:
        nodes = self.desk.frame.state.nodes
        if isinstance(aim, tuple) or not nodes:
            return aim if isinstance(aim, tuple) else (300, 300)
        node = nodes[aim % len(nodes)]
        return node.at.x, node.at.y

    def press(self, aim: Any, extend: bool) -> None:
        self.desk.handle(Press(*self.at(aim), extend=extend))

    def move(self, aim: Any, free: bool) -> None:
        self.desk.handle(Move(*self.at(aim), free=free))

    def release(self, aim: Any) -> None:
        self.desk.handle(Release(*self.at(aim)))

    def drag(self, start: Any, stop: Any) -> None:
        self.press(start, False)
        self.move(stop, False)
        self.release(stop)

    def click(self, aim: Any, extend: bool) -> None:
        self.press(aim, extend)
        self.release(aim)

    def place(self, kind: str) -> None:
        self.desk.use(Place(kind))

    def drop(self, kind: str, aim: Any) -> None:
        self.place(kind)
        self.move(aim, False)
        self.click(aim, False)

    def remove(self, aim: Any) -> None:
        self.select_tool()
        self.click(aim, False)
        self.delete()

    def connect(self, kind: str, start: Any, stop: Any) -> None:
        self.desk.use(Connect(kind))
        self.drag(start, stop)

    def enter(self, spot: int, row: int, data: Any) -> None:
        """Type a value into a field of an element."""
        state = self.desk.frame.state
        elements = [one for one in (*state.nodes, *state.flows) if one.fields()]
        if elements and self.desk.frame.stream is self.desk.history.current:
            element = elements[spot % len(elements)]
            field = element.fields()[row % len(element.fields())]
            edit = set_fields(element.id, **{field.key: data.draw(values(field))})
            self.desk.commit("Enter", edit, merge=f"{element.id}.{field.key}")

    def nudge(self, dx: int, dy: int) -> None:
        self.desk.commit("Nudge", move(self.desk.selection, dx, dy), merge="nudge")

    def conventions(self, chosen: Any) -> None:
        self.desk.commit("Conventions", set_options(chosen))

    def theme(self, name: Any) -> None:
        self.desk.show_theme(name)

    def theme_back(self) -> None:
        self.desk.show_theme("light")

    def escape(self) -> None:
        self.desk.handle(Escape())

    def leave(self) -> None:
        self.desk.handle(Leave())

    def delete(self) -> None:
        self.desk.commit("Delete", delete(self.desk.selection))

    def undo(self) -> None:
        self.desk.undo()

    def redo(self) -> None:
        self.desk.redo()

    def other_state(self) -> None:
        states = self.desk.history.current.states
        at = [state.id for state in states].index(self.desk.frame.state_id)
        self.desk.show_state(states[(at + 1) % len(states)].id)

    def new_state(self) -> None:
        """A copy of the shown state."""
        stream = self.desk.history.current
        id_ = f"state{len(stream.states)}"
        if all(state.id != id_ for state in stream.states):
            copy = stream.state(self.desk.frame.state_id).evolve(id=id_)
            self.desk.commit_stream("New state", lambda one: one.evolve(states=(*one.states, copy)))
            self.desk.commit_stream("Name it", in_state(id_, set_state(name="Another")))

    def drop_state(self) -> None:
        stream, gone = self.desk.history.current, self.desk.frame.state_id
        if len(stream.states) > 1:
            kept = tuple(state for state in stream.states if state.id != gone)
            self.desk.commit_stream("Delete state", lambda one: one.evolve(states=kept, shown_state=""))

    def arrange(self) -> None:
        self.desk.commit("Arrange", arrange(size_of))

    def save(self) -> None:
        self.desk.mark_saved()

    def select_tool(self) -> None:
        self.desk.use(Select())

    def select_all(self) -> None:
        self.desk.select(frozenset(node.id for node in self.desk.frame.state.nodes))


def check(desk: Desk) -> None:
    """What holds at any moment, also in the middle of a gesture."""
    frame, state = desk.frame, desk.frame.state
    elements = {element.id for element in (*state.nodes, *state.flows)}
    parts = [part.id for part in frame.drawing.parts]
    assert len(set(parts)) == len(parts)
    assert {id_ for id_ in parts if not id_.startswith("@")} == elements
    assert desk.selection <= elements
    assert desk.tool.busy or frame.stream is desk.history.current
    numbers = [frame.report.number(key) for key in frame.report.metrics]
    assert all(number is None or isfinite(number) for number in numbers)
    assert desk.overlay() is not None
    assert desk.tool.hint(desk)


def check_all(desk: Desk, start: ValueStream) -> None:
    """What holds at the end of the day."""
    desk.handle(Escape())
    last = desk.history.current
    assert loads(dumps(last)) == last
    frame = desk.frame
    assert frame.drawing == compose(frame.stream, frame.state, frame.report, frame.theme)
    steps = len(desk.history.steps)
    while desk.history.at:
        desk.undo()
        check(desk)
    assert desk.history.current is start
    while desk.history.at < steps:
        desk.redo()
    assert desk.history.current is (desk.history.steps[-1].after if steps else start)


def work(stream: ValueStream, ops: list[tuple[Any, ...]]) -> None:
    user = User(stream)
    check(user.desk)
    for op in ops:
        user.do(op)
        check(user.desk)
    check_all(user.desk, stream)


def strange() -> ValueStream:
    """With something in it that this program does not know."""
    state = State(
        id="current",
        nodes=(process("a", 5, x=100), Unknown(kind="org.example.robot", id="r", arm=[1, {"x": None}])),
    )
    return ValueStream(states=(state,))


STARTS = (a_map(), acme(), strange())


@given(st.sampled_from(STARTS), st.lists(OPS, min_size=10, max_size=20))
@runs(20)
def test_a_random_user(stream: ValueStream, ops: list[tuple[Any, ...]]) -> None:
    work(stream, ops)


@pytest.mark.slow
@pytest.mark.timeout(1800)
@given(st.sampled_from(STARTS) | streams(), st.lists(OPS, min_size=20, max_size=60))
@runs(1000)
def test_a_thousand_random_users(stream: ValueStream, ops: list[tuple[Any, ...]]) -> None:
    work(stream, ops)
