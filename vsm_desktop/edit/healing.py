"""Deleted steps leave no gap in the flow: the arrow that came to them leads on to where theirs led."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Set

from vsm_desktop.edit.edits import Edit, delete
from vsm_desktop.edit.growth import OF_END, OF_START, OUTSIDE
from vsm_desktop.edit.rules import may_connect
from vsm_desktop.model.flows import MaterialFlow
from vsm_desktop.model.stream import State


def delete_healing(ids: Set[str]) -> Edit:
    """Remove nodes and arrows; where removed steps stood one by one between two others, these are joined."""

    def apply(state: State) -> State:
        after = delete(ids)(state)
        joined = {
            (one.source, one.target): one
            for one in _bridges(state, ids)
            if may_connect(after, one.source, one.target, one.kind).allowed
        }
        if not joined:
            return after
        over = {one.id: one for one in joined.values()}
        left = {one.id: one for one in after.flows}
        flows = (
            left.get(one.id) or over.get(one.id) for one in state.flows
        )  # each where one it stands for was
        return after.evolve(flows=tuple(one for one in flows if one is not None))

    return apply


def _bridges(state: State, ids: Set[str]) -> Iterator[MaterialFlow]:
    """An arrow over each row of removed steps that one arrow leads to, and one from each to the next."""
    coming: dict[str, list[MaterialFlow]] = defaultdict(list)
    leaving: dict[str, list[MaterialFlow]] = defaultdict(list)
    for flow in state.flows:
        if isinstance(flow, MaterialFlow) and flow.id not in ids:
            coming[flow.target].append(flow)
            leaving[flow.source].append(flow)
    inside = {  # in the order of the map
        node.id: node
        for node in state.nodes
        if node.id in ids
        and node.kind not in OUTSIDE
        and len(coming[node.id]) == 1
        and len(leaving[node.id]) == 1
    }
    for id_ in inside:
        first = coming[id_][0]
        if first.source in ids:
            continue
        last = leaving[id_][0]
        while last.target in inside:
            last = leaving[last.target][0]
        if last.target not in ids:
            yield _over(first, last)


def _over(first: MaterialFlow, last: MaterialFlow) -> MaterialFlow:
    """One arrow for two: a shipment stays one, data stay at the end they belong to, bends where they are."""
    shipped = last.kind == "shipment" and first.kind != "shipment"
    kept, other, ends = (last, first, OF_START) if shipped else (first, last, OF_END)
    data = {key: getattr(other, key) for key in ends}
    return kept.evolve(source=first.source, target=last.target, bends=(*first.bends, *last.bends), **data)
