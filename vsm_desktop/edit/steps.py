"""Steps put into the flow: the arrow from one step to the next is split, and what follows makes room."""

from __future__ import annotations

from collections.abc import Iterable

from vsm_desktop.edit.edits import Edit, chain, move
from vsm_desktop.edit.rules import natural_kind
from vsm_desktop.model.flows import Flow, MaterialFlow, flow_of_kind
from vsm_desktop.model.nodes import Node
from vsm_desktop.model.stream import State
from vsm_desktop.model.value import Point

PITCH = 180.0
_ON_ARROW = ("inventory", "queue")
_OUTSIDE = ("supplier", "customer", "control")
_STANDS = ("supplier", "control")
_SAME_ROW = 60.0
_START = Point(x=132.0, y=342.0)


def insert_after(before: str, node: Node, flow_id: str) -> Edit:
    """Put a new node behind another one, into its way on; `flow_id` names the one arrow that is new.

    Every route from there leads on from the new node; rework stays. Nothing goes out of a customer or production
    control: behind those the node stands by itself, at the end of the line.
    """

    def apply(state: State) -> State:
        first = state.node(before)
        if first is None or first.kind in ("customer", "control"):
            return add_steps((node,))(state)
        onward = _onward(state, before)
        flows = _spliced(state, first, node, onward, flow_id)
        placed, shift, moved = _room(state, first, node, onward)
        state = chain(move(moved, shift, 0.0))(state) if shift else state
        split = {flow.id for flow in onward}
        kept = tuple(flows.pop(flow.id) if flow.id in split else flow for flow in state.flows)
        return state.evolve(nodes=(*state.nodes, placed), flows=(*kept, *flows.values()))

    return apply


def append_step(node: Node, flow_id: str) -> Edit:
    """Put a new node at the end of the line: behind the last process, in front of finished goods and shipping."""

    def apply(state: State) -> State:
        last = last_step(state)
        return insert_after(last.id, node, flow_id)(state) if last else add_steps((node,))(state)

    return apply


def add_steps(nodes: Iterable[Node]) -> Edit:
    """Put new nodes in a row to the right of the last step, not joined to anything."""

    def apply(state: State) -> State:
        line = [one for one in state.nodes if one.kind not in _OUTSIDE]
        last = last_step(state)
        y = last.at.y if last and last.kind not in _OUTSIDE else _START.y
        x = max((one.at.x for one in line), default=_START.x - PITCH)
        new = tuple(one.evolve(at=Point(x=x + PITCH * (i + 1), y=y)) for i, one in enumerate(nodes))
        return state.evolve(nodes=(*state.nodes, *new)) if new else state

    return apply


def last_step(state: State) -> Node | None:
    """The process behind which no other comes; in a line without processes, where its material ends."""
    after: dict[str, list[str]] = {}
    joined: set[str] = set()
    for flow in state.flows:
        if isinstance(flow, MaterialFlow) and flow.repeat is None:
            after.setdefault(flow.source, []).append(flow.target)
            joined |= {flow.source, flow.target}
    processes = {one.id for one in state.nodes if one.kind == "process"}
    ends = [
        one
        for one in state.nodes
        if (one.id in processes and not _leads_to(after, one.id, processes))
        or (not processes and one.id not in after and one.kind not in ("customer", "control"))
    ]
    return max(ends, key=lambda one: (one.id in joined, one.at.x, -one.at.y), default=None)


def _leads_to(after: dict[str, list[str]], start: str, goals: set[str]) -> bool:
    seen, ahead = {start}, [start]
    while ahead:
        for one in after.get(ahead.pop(), ()):
            if one in goals and one != start:
                return True
            if one not in seen:
                seen.add(one)
                ahead.append(one)
    return False


def _onward(state: State, id_: str) -> list[MaterialFlow]:
    return [
        flow
        for flow in state.flows
        if isinstance(flow, MaterialFlow) and flow.source == id_ and flow.repeat is None
    ]


def _spliced(
    state: State, first: Node, node: Node, onward: list[MaterialFlow], flow_id: str
) -> dict[str, Flow]:
    """The arrows that were split and the new one, by id; a shipment stays with the end that makes it one."""
    kind = natural_kind(first.kind, node.kind)
    if len(onward) == 1:
        (flow,) = onward
        target = state.node(flow.target)
        beyond = natural_kind(node.kind, target.kind) if target else flow.kind
        if flow.kind == kind and flow.kind != beyond:
            new = flow_of_kind(beyond, id=flow_id, source=node.id, target=flow.target)
            return {flow.id: flow.evolve(target=node.id, bends=()), flow_id: new}
    flows: dict[str, Flow] = {flow.id: flow.evolve(source=node.id, bends=()) for flow in onward}
    return flows | {flow_id: flow_of_kind(kind, id=flow_id, source=first.id, target=node.id)}


def _room(
    state: State, first: Node, node: Node, onward: list[MaterialFlow]
) -> tuple[Node, float, frozenset[str]]:
    """The new node at its place, how far what follows is shifted, and what that is."""
    targets = {flow.target for flow in onward}
    outside = first.kind in _OUTSIDE
    followers = [
        one
        for one in state.nodes
        if one.id != first.id
        and one.kind not in _OUTSIDE
        and (one.id in targets or abs(one.at.y - first.at.y) < _SAME_ROW)
        and (outside or one.at.x > first.at.x)
    ]
    following = min(followers, key=lambda one: one.at.x, default=None)
    if outside:
        at = following.at if following else Point(x=first.at.x + 48.0, y=_START.y)
        edge = at.x - 1.0
    else:
        at = Point(x=first.at.x + _distance(first, node), y=first.at.y)
        edge = first.at.x
    shift = max(0.0, at.x + _distance(node, following) - following.at.x) if following else 0.0
    moved = frozenset(
        one.id
        for one in state.nodes
        if one.at.x > edge and one.id != first.id and one.kind not in _STANDS and not one.locked
    )
    return node.evolve(at=at), shift, moved


def _distance(a: Node, b: Node) -> float:
    """From centre to centre; stock sits on the arrow."""
    return PITCH / 2 if a.kind in _ON_ARROW or b.kind in _ON_ARROW else PITCH
