"""The shape of a map: what only its arrows decide, kept as long as these are the same objects.

Nothing in it depends on times or demand, so a drag, or typing a cycle time, finds it ready.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from vsm_desktop.metrics.figure import Why
from vsm_desktop.metrics.flow import Flow, flow_of, in_flow
from vsm_desktop.metrics.legs import network_of
from vsm_desktop.metrics.nest import Nest, nest_of
from vsm_desktop.metrics.pieces import pieces_per_product
from vsm_desktop.metrics.recent import Recent
from vsm_desktop.metrics.splits import Split, splits_of, supply_problems
from vsm_desktop.model.flows import Flow as Arrow
from vsm_desktop.model.nodes import Node
from vsm_desktop.model.stream import State


class Structure(Struct):
    """The flow of a state, its splits, and its nest of ways to each end (none if it runs in a circle)."""

    flow: Flow
    splits: dict[int, Split]
    wrong_supply: dict[int, Why]
    pieces: list[float]
    nests: list[Nest]

    @property
    def circle(self) -> bool:
        """Whether what leads to an end runs in a circle nobody marked as rework."""
        return bool(self.flow.cycle) and self.flow.live[self.flow.cycle[0]]


class _Kept(Struct):
    """A structure with what it was found from."""

    arrows: tuple[Arrow, ...]
    nodes: tuple[Node, ...]
    structure: Structure


_recent: Recent[int, _Kept] = Recent(8)


def structure_of(state: State) -> Structure:
    """The structure of a state; found anew only if an arrow, or the list of nodes, is another."""
    kept = _recent.get(id(state.flows))
    if kept and kept.arrows is state.flows and _same(kept.nodes, state.nodes):
        structure = kept.structure
        if kept.nodes is not state.nodes:
            nodes = in_flow(state.nodes, {node.id for node in structure.flow.nodes})
            structure = replace(structure, flow=replace(structure.flow, nodes=nodes))
    else:
        structure = _found(state)
    _recent.keep(id(state.flows), _Kept(state.flows, state.nodes, structure))
    return structure


def _found(state: State) -> Structure:
    flow = flow_of(state)
    splits = splits_of(flow)
    wrong_supply = supply_problems(flow)
    structure = Structure(flow, splits, wrong_supply, pieces_per_product(flow, splits), [])
    if not structure.circle:
        structure.nests = [nest_of(network_of(flow, splits, wrong_supply, ends)) for ends in flow.ends]
    return structure


def _same(old: Sequence[Node], new: Sequence[Node]) -> bool:
    """Whether these are the same nodes as far as the structure goes: names appear in its messages."""
    return len(old) == len(new) and all(
        a is b or (a.id == b.id and a.kind == b.kind and a.name == b.name)
        for a, b in zip(old, new, strict=True)
    )
