"""Edits: functions from state to state. Each validates what it makes, and touches only what it names."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Set
from itertools import compress, count
from operator import attrgetter
from typing import Any, TypeVar

from vsm_desktop.model.flows import Flow
from vsm_desktop.model.nodes import Burst, Node, Note
from vsm_desktop.model.options import Options
from vsm_desktop.model.own import attributes
from vsm_desktop.model.stream import State, ValueStream
from vsm_desktop.model.value import Point

Edit = Callable[[State], State]
StreamEdit = Callable[[ValueStream], ValueStream]
T = TypeVar("T")
_ID, _BENDS = attrgetter("id"), attrgetter("bends")


def in_state(state_id: str, edit: Edit) -> StreamEdit:
    """The same edit, made in one state of the stream."""

    def apply(stream: ValueStream) -> ValueStream:
        return stream.with_state(edit(stream.state(state_id)))

    return apply


def changed(items: tuple[T, ...], change: Callable[[T], T]) -> tuple[T, ...]:
    """The items with a change made to each; the same tuple if it changes none, so that nothing is worked out anew."""
    new = tuple(map(change, items))
    return items if all(a is b for a, b in zip(items, new, strict=True)) else new


def among(items: tuple[T, ...], ids: Set[str], change: Callable[[T], T]) -> tuple[T, ...]:
    """The items with a change made to those of some ids; a hand moves few among many."""
    places = list(compress(count(), map(ids.__contains__, map(_ID, items))))
    new = list(items)
    for i in places:
        new[i] = change(items[i])
    return items if all(new[i] is items[i] for i in places) else tuple(new)


def move(ids: Set[str], dx: float, dy: float) -> Edit:
    """Shift nodes, and the bends of arrows both ends of which are shifted."""

    def moved(point: Point) -> Point:
        return Point(x=point.x + dx, y=point.y + dy)

    def node(one: Node) -> Node:
        return one.evolve(at=moved(one.at))

    def flow(one: Flow) -> Flow:
        whole = one.bends and one.source in ids and one.target in ids
        return one.evolve(bends=tuple(map(moved, one.bends))) if whole else one

    def apply(state: State) -> State:
        if not (dx or dy):
            return state
        bent = any(map(_BENDS, state.flows))
        flows = changed(state.flows, flow) if bent else state.flows
        return state.evolve(nodes=among(state.nodes, ids, node), flows=flows)

    return apply


def place(nodes: Mapping[str, Point]) -> Edit:
    """Put nodes at given places."""

    def apply(state: State) -> State:
        return state.evolve(
            nodes=tuple(n.evolve(at=nodes[n.id]) if n.id in nodes else n for n in state.nodes)
        )

    return apply


def add_node(node: Node) -> Edit:
    """Put a new node on top of the paint order."""
    return lambda state: state.evolve(nodes=(*state.nodes, node))


def add_flow(flow: Flow) -> Edit:
    """Draw a new arrow."""
    return lambda state: state.evolve(flows=(*state.flows, flow))


def delete(ids: Set[str]) -> Edit:
    """Remove nodes and arrows, and every arrow that would lose an end; a burst stays, about nothing any more."""

    def apply(state: State) -> State:
        nodes = tuple(_freed(n, ids) for n in state.nodes if n.id not in ids)
        flows = tuple(f for f in state.flows if not (f.id in ids or f.source in ids or f.target in ids))
        if len(nodes) == len(state.nodes) and len(flows) == len(state.flows):
            return state
        return state.evolve(nodes=nodes, flows=flows)

    return apply


def _freed(node: Node, gone: Set[str]) -> Node:
    return node.evolve(about="") if isinstance(node, Burst | Note) and node.about in gone else node


def set_fields(id_: str, **values: Any) -> Edit:
    """Give fields of one node or arrow new values. Raises pydantic's ValidationError for a value out of range."""
    return set_fields_of({id_}, **values)


def set_fields_of(ids: Set[str], **values: Any) -> Edit:
    """Give the same fields of several nodes and arrows new values, in one step."""

    def node(one: Node) -> Node:
        return one.evolve(**attributes(one, values))

    def flow(one: Flow) -> Flow:
        return one.evolve(**values)

    def apply(state: State) -> State:
        return state.evolve(nodes=among(state.nodes, ids, node), flows=among(state.flows, ids, flow))

    return apply


def set_options(options: Options) -> Edit:
    """Change the conventions of the map."""
    return lambda state: state.evolve(options=options)


def set_state(**values: Any) -> Edit:
    """Change what the state says of itself: name, date, author, paper and print."""
    return lambda state: state.evolve(**values)


def chain(*edits: Edit) -> Edit:
    """Several edits as one."""

    def apply(state: State) -> State:
        for edit in edits:
            state = edit(state)
        return state

    return apply
