"""Steps that the table adds: at the end of the line, or in a row beside it."""

from __future__ import annotations

from collections.abc import Iterable

from vsm_desktop.edit.edits import Edit
from vsm_desktop.edit.flow_steps import first_step, insert_after
from vsm_desktop.edit.growth import FIRST, OUTSIDE, ROW, Addition, Grower
from vsm_desktop.model.flows import MaterialFlow
from vsm_desktop.model.nodes import Node
from vsm_desktop.model.stream import State
from vsm_desktop.model.value import Point

PITCH = 180.0


def append_step(grower: Grower) -> Addition:
    """A step at the end of the line: behind the last process, in front of finished goods and shipping."""
    last = last_step(grower.state)
    return (insert_after(grower, last.id, "process") if last else None) or first_step(grower)


def add_steps(nodes: Iterable[Node]) -> Edit:
    """Put new nodes in a row to the right of the last step, not joined to anything."""

    def apply(state: State) -> State:
        line = [one for one in state.nodes if one.kind not in OUTSIDE]
        last = last_step(state)
        y = last.at.y if last and last.kind not in OUTSIDE else ROW
        x = max((one.at.x for one in line), default=FIRST - PITCH)
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
