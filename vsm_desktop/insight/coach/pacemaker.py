"""Which process sets the pace of a stream: the one that is scheduled, those before it are pulled, those after it flow."""

from __future__ import annotations

from collections.abc import Iterator

from vsm_desktop.metrics.flow import flow_of
from vsm_desktop.model.flows import InformationFlow, KanbanFlow
from vsm_desktop.model.nodes import Control, Node, Process
from vsm_desktop.model.stream import State

_TELL_NO_ONE = ("database", "go_see", "post")
"""Sources of information that release no work."""


def pacemaker_of(state: State) -> Process | None:
    """The process marked as the pacemaker; else, of those that get a schedule or are released by a levelling box, the one
    nearest to the customer (Rother & Shook, p. 49). None where nothing is scheduled."""
    order = processes_in_order(state)
    marked = next((node for node in reversed(order) if node.pacemaker), None)
    if marked is not None:
        return marked
    levelled = {id_ for box in levelling_boxes(state) for id_ in released_by(state, box.id)}
    told = levelled or {id_ for id_, _flow in scheduled(state)}
    return next((node for node in reversed(order) if node.id in told), None)


def processes_in_order(state: State) -> list[Process]:
    """The processes of a map in flow order."""
    flow = flow_of(state)
    nodes = [flow.nodes[i] for i in flow.order]
    return [node for node in nodes if isinstance(node, Process)]


def levelling_boxes(state: State) -> list[Control]:
    """The levelling boxes (heijunka) of a map."""
    return [node for node in state.nodes if isinstance(node, Control) and node.symbol == "heijunka"]


def schedulers(state: State) -> set[str]:
    """The ids of what sends out schedules: production control, not a levelling box."""
    return {
        node.id
        for node in state.nodes
        if isinstance(node, Control) and node.symbol not in (*_TELL_NO_ONE, "heijunka")
    }


def scheduled(state: State) -> Iterator[tuple[str, InformationFlow]]:
    """What production control sends a schedule to, a process or a shipment, and the arrow of the schedule."""
    senders = schedulers(state)
    told = {node.id for node in state.nodes if node.kind in ("process", "transport")}
    for flow in state.flows:
        if isinstance(flow, InformationFlow) and flow.source in senders and flow.target in told:
            yield flow.target, flow


def schedule_points(state: State) -> dict[str, InformationFlow]:
    """What is told what to make or send, each by the arrow that brings it first: the steps production control informs, and
    a levelling box it informs in place of the steps that box releases.

    Kanbans and their posts are no schedule, nor is what goes to suppliers, customers and from one control to another.
    """
    kinds = {node.id: node.kind for node in state.nodes}
    boxes, senders = {box.id for box in levelling_boxes(state)}, schedulers(state)
    messages = [flow for flow in state.flows if isinstance(flow, InformationFlow)]
    told = {flow.target for flow in messages if flow.source in senders}
    senders |= boxes - told
    found: dict[str, InformationFlow] = {}
    for flow in messages:
        is_point = flow.target in boxes or kinds[flow.target] not in ("control", "supplier", "customer")
        if flow.source in senders and is_point:
            found.setdefault(flow.target, flow)
    return found


def released_by(state: State, box: str) -> set[str]:
    """The processes a levelling box releases: told by it, or by the kanban of the stock it withdraws from."""
    nodes: dict[str, Node] = {node.id: node for node in state.nodes}
    found, seen, ahead = set[str](), {box}, [box]
    while ahead:
        here = ahead.pop()
        for flow in state.flows:
            if flow.source != here or flow.target in seen:
                continue
            if not isinstance(flow, InformationFlow | KanbanFlow):
                continue
            seen.add(flow.target)
            kind = nodes[flow.target].kind
            if kind == "process":
                found.add(flow.target)
            elif kind in ("supermarket", "control"):
                ahead.append(flow.target)
    return found
