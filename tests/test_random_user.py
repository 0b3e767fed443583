"""A random user: gestures, edits, undo, redo, deletes, other states, in any order; what must hold holds after each.

The quick version runs with the suite; `pytest -m slow` lets a thousand users work, on random documents.
"""

from __future__ import annotations

from math import isfinite
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.model.maps import acme, process
from tests.model.strategies import NAMES, options, runs, streams, values
from tests.tools.hands import a_map
from vsm_desktop.drawing.compose import compose
from vsm_desktop.drawing.ops import extent
from vsm_desktop.drawing.symbols.table import frame_box, size_of
from vsm_desktop.drawing.theme import THEME_NAMES
from vsm_desktop.edit.align import align, distribute
from vsm_desktop.edit.arrange import arrange
from vsm_desktop.edit.arrows import become, bend, turn_round
from vsm_desktop.edit.bursts import drop_burst, place_burst, switch_burst
from vsm_desktop.edit.edits import chain, delete, in_state, move, set_fields, set_options, set_state
from vsm_desktop.edit.fragments import cut_out, from_text, paste, to_text
from vsm_desktop.edit.groups import group, lock, ungroup, with_groups
from vsm_desktop.edit.order import reorder
from vsm_desktop.edit.recording import drawn_by_hand, take_over
from vsm_desktop.edit.states import copy_state, delete_state
from vsm_desktop.model.fields import EVERY_FLOW, EVERY_NODE
from vsm_desktop.model.kaizen import bursts_of
from vsm_desktop.model.nodes import Unknown
from vsm_desktop.model.stream import Layout, State, ValueStream
from vsm_desktop.store.files import dumps, loads
from vsm_desktop.tools.connect import Connect
from vsm_desktop.tools.desk import Desk
from vsm_desktop.tools.events import Escape, Leave, Move, Press, Release, Rest
from vsm_desktop.tools.handles import handles, ports
from vsm_desktop.tools.place import Place
from vsm_desktop.tools.select import Select

PLAIN = (False, False, False)
SPOTS = st.integers(0, 14)
PLACES = st.tuples(st.integers(-50, 1200), st.integers(-50, 700))
AIMS = SPOTS | PLACES  # at the middle of the n-th symbol, or anywhere
FLAGS = st.booleans()
MODES = st.tuples(FLAGS, FLAGS, FLAGS)  # free, straight, copy
OPS = st.one_of(
    st.tuples(st.just("press"), AIMS, FLAGS),
    st.tuples(st.just("move"), AIMS, MODES),
    st.tuples(st.just("release"), AIMS, MODES),
    st.tuples(st.just("rest"), AIMS),
    st.tuples(st.just("pull"), SPOTS, AIMS, MODES),
    st.tuples(st.just("pull"), SPOTS, AIMS, MODES),
    st.tuples(st.just("port"), SPOTS, AIMS),
    st.tuples(st.just("order"), st.sampled_from(["front", "forward", "backward", "back"])),
    st.tuples(st.just("align"), st.sampled_from(["left", "centre", "right", "top", "middle", "bottom"])),
    st.tuples(st.just("distribute"), st.sampled_from(["across", "down"])),
    st.tuples(st.just("become"), SPOTS, st.sampled_from(EVERY_FLOW)),
    st.tuples(st.just("drag"), AIMS, AIMS),
    st.tuples(st.just("click"), AIMS, FLAGS),
    st.tuples(st.just("place"), st.sampled_from(EVERY_NODE)),
    st.tuples(st.just("drop"), st.sampled_from(EVERY_NODE), PLACES),
    st.tuples(st.just("remove"), AIMS),
    st.tuples(st.just("connect"), st.sampled_from(EVERY_FLOW), AIMS, AIMS),
    st.tuples(st.just("enter"), SPOTS, st.integers(0, 30), st.data()),
    st.tuples(st.just("nudge"), st.integers(-6, 6), st.integers(-6, 6)),
    st.tuples(st.just("conventions"), options()),
    st.tuples(st.just("arrange"), st.none() | st.sampled_from(get_args(Layout)), st.booleans()),
    st.tuples(st.just("rename"), NAMES),
    st.tuples(st.just("burst"), st.sampled_from(["promise", "switch", "switch", "order", "drop"]), SPOTS),
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
            "follow_state",
            "drop_state",
        )
    ),
    *(st.tuples(st.just(name)) for name in ("copy", "paste", "group", "ungroup", "lock", "unlock", "zoom")),
    *(st.tuples(st.just(name)) for name in ("usual_size", "unbend", "turn_round")),
    *(st.tuples(st.just(name)) for name in ("save", "select_tool", "select_all", "theme_back")),
)


class User:
    """Does what it is told on a desk, whatever state the desk is in."""

    def __init__(self, stream: ValueStream) -> None:
        self.desk = Desk(stream)
        self.piece: State | None = None

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

    def move(self, aim: Any, modes: tuple[bool, bool, bool] = PLAIN) -> None:
        self.desk.handle(Move(*self.at(aim), *modes))

    def release(self, aim: Any, modes: tuple[bool, bool, bool] = PLAIN) -> None:
        self.desk.handle(Release(*self.at(aim), *modes))

    def rest(self, aim: Any) -> None:
        self.desk.handle(Rest(*self.at(aim)))

    def drag(self, start: Any, stop: Any) -> None:
        self.press(start, False)
        self.move(stop)
        self.release(stop)

    def pull(self, spot: int, stop: Any, modes: tuple[bool, bool, bool]) -> None:
        """By one of the handles of what is selected, if it has any."""
        found = handles(self.desk.frame, self.desk.selection)
        if found:
            one = found[spot % len(found)]
            self.desk.handle(Press(one.x, one.y))
            self.move(stop, modes)
            self.release(stop, modes)

    def port(self, spot: int, stop: Any) -> None:
        """An arrow from the point beside a symbol."""
        self.select_tool()
        self.rest(spot)
        for one in ports(self.desk.frame, getattr(self.desk.tool, "hover", ""), self.desk.pixel)[:1]:
            self.desk.handle(Press(one.x, one.y))
            self.move(stop)
            self.release(stop)

    def _edit(self, edit: Any) -> None:
        self.desk.commit("Edit", edit)

    def order(self, where: Any) -> None:
        self._edit(reorder(self.desk.selection, where))

    def align(self, side: Any) -> None:
        self._edit(align(self.desk.selection, side, frame_box))

    def distribute(self, way: Any) -> None:
        self._edit(distribute(self.desk.selection, way, frame_box))

    def group(self) -> None:
        self._edit(group(self.desk.selection, self.desk.history.current.ids()))

    def ungroup(self) -> None:
        self._edit(ungroup(self.desk.selection))

    def lock(self) -> None:
        self._edit(lock(self.desk.selection, on=True))

    def unlock(self) -> None:
        self._edit(lock(self.desk.selection, on=False))

    def usual_size(self) -> None:
        nodes = self.desk.history.current.state(self.desk.frame.state_id).nodes
        self._edit(chain(*(set_fields(one.id, size=None) for one in nodes if one.id in self.desk.selection)))

    def unbend(self) -> None:
        self._edit(chain(*(bend(id_, ()) for id_ in self.desk.selection)))

    def turn_round(self) -> None:
        self._edit(chain(*(turn_round(id_) for id_ in self.desk.selection)))

    def become(self, spot: int, kind: str) -> None:
        flows = self.desk.history.current.state(self.desk.frame.state_id).flows
        if flows and flows[spot % len(flows)].kind in EVERY_FLOW:
            self._edit(become(flows[spot % len(flows)].id, kind))

    def copy(self) -> None:
        state = self.desk.history.current.state(self.desk.frame.state_id)
        self.piece = from_text(to_text(cut_out(state, with_groups(state, self.desk.selection))))

    def paste(self) -> None:
        if self.piece is not None:
            edit, ids = paste(self.piece, self.desk.history.current.ids(), 24, 24)
            self._edit(edit)
            self.desk.select(ids)

    def zoom(self) -> None:
        self.desk.pixel = {1.0: 4.0, 4.0: 0.25}.get(self.desk.pixel, 1.0)

    def click(self, aim: Any, extend: bool) -> None:
        self.press(aim, extend)
        self.release(aim)

    def place(self, kind: str) -> None:
        self.desk.use(Place(kind))

    def drop(self, kind: str, aim: Any) -> None:
        self.place(kind)
        self.move(aim)
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

    def rename(self, names: Any) -> None:
        self.desk.commit("Rename", set_state(names=names))

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

    def follow_state(self) -> None:
        """A copy that follows the shown state, or what that follows."""
        if len(self.desk.history.current.states) < 4:
            self.desk.commit_stream("Follow", copy_state(self.desk.frame.state_id, "future"))
            self.desk.show_state(self.desk.history.current.states[-1].id)

    def burst(self, what: str, spot: int) -> None:
        """Put what was drawn by hand into a burst, switch it, move it, take it away."""
        stream, shown = self.desk.history.current, self.desk.frame.state_id
        if what == "promise" and stream.state(shown).base:
            edit = take_over(shown, drawn_by_hand(stream, shown), title="Better")
            self.desk.commit_stream("Promise", edit)
        every = bursts_of(stream)
        if not every:
            return
        id_ = every[spot % len(every)].id
        if what == "switch" and (state := stream.state(shown)).base:
            self.desk.commit_stream("Switch", switch_burst(shown, id_, on=id_ not in state.bursts))
        elif what == "order":
            self.desk.commit_stream("Order", place_burst(id_, spot // 2))
        elif what == "drop":
            self.desk.commit_stream("Drop", drop_burst(id_))

    def drop_state(self) -> None:
        stream, gone = self.desk.history.current, self.desk.frame.state_id
        if len(stream.states) > 1:
            self.desk.commit_stream("Delete state", delete_state(gone))

    def arrange(self, layout: Layout | None, part: bool) -> None:
        self.desk.commit("Arrange", arrange(size_of, layout, self.desk.selection if part else frozenset()))

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
    fresh = compose(frame.stream, state, frame.report, frame.theme, open_ref=frame.open_ref)
    assert frame.drawing == fresh, "what was drawn step by step is what one would draw at once"
    assert {id_ for id_ in parts if not id_.startswith("@")} == elements
    assert desk.selection <= elements
    assert desk.tool.busy or frame.stream is desk.history.current
    numbers = [frame.report.number(key) for key in frame.report.metrics]
    assert all(number is None or isfinite(number) for number in numbers)
    assert all(isfinite(number) for number in extent(desk.overlay()))
    assert desk.tool.hint(desk)


def check_all(desk: Desk, start: ValueStream) -> None:
    """What holds at the end of the day."""
    desk.handle(Escape())
    last = desk.history.current
    assert loads(dumps(last)) == last
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
