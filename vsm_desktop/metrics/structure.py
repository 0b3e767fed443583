"""The shape of a map: what only its arrows decide, kept as long as these are the same objects.

Nothing in it depends on times or demand, so a drag, or typing a cycle time, finds it ready.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from vsm_desktop.metrics.figure import Why
from vsm_desktop.metrics.flow import Flow, flow_of
from vsm_desktop.metrics.legs import network_of
from vsm_desktop.metrics.nest import Nest, nest_of
from vsm_desktop.metrics.pieces import pieces_per_product
from vsm_desktop.metrics.recent import Recent
from vsm_desktop.metrics.splits import Split, splits_of, supply_problems
from vsm_desktop.model.flows import Flow as Arrow
from vsm_desktop.model.nodes import Node
from vsm_desktop.model.stream import State
from vsm_desktop.model.value import differing


class Structure(Struct):
    """The flow of a state, its splits, its nest of ways to each end (none if it runs in a circle), and each node's number."""

    flow: Flow
    splits: dict[int, Split]
    wrong_supply: dict[int, Why]
    pieces: list[float]
    nests: list[Nest]
    places: dict[str, int]

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
    changed = differing(kept.nodes, state.nodes) if kept and kept.arrows is state.flows else None
    if kept is None or changed is None or any(_other(kept.nodes[i], state.nodes[i]) for i in changed):
        structure = _found(state)
    else:
        structure = _with(kept.structure, [state.nodes[i] for i in changed]) if changed else kept.structure
    _recent.keep(id(state.flows), _Kept(state.flows, state.nodes, structure))
    return structure


def _with(structure: Structure, changed: Iterable[Node]) -> Structure:
    """The same structure over a few other nodes."""
    nodes = structure.flow.nodes.copy()
    for node in changed:
        if (place := structure.places.get(node.id)) is not None:
            nodes[place] = node
    return replace(structure, flow=replace(structure.flow, nodes=nodes))


def _found(state: State) -> Structure:
    flow = flow_of(state)
    splits = splits_of(flow)
    wrong_supply = supply_problems(flow)
    places = {node.id: i for i, node in enumerate(flow.nodes)}
    structure = Structure(flow, splits, wrong_supply, pieces_per_product(flow, splits), [], places)
    if not structure.circle:
        structure.nests = [nest_of(network_of(flow, splits, wrong_supply, ends)) for ends in flow.ends]
    return structure


def _other(old: Node, new: Node) -> bool:
    """Whether a node is another one as far as the structure goes: names appear in its messages."""
    return old.id != new.id or old.kind != new.kind or old.name != new.name
