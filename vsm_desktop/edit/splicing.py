"""A symbol put on an arrow of material becomes part of the flow: the arrow leads to it, and on from it."""

from __future__ import annotations

from typing import NamedTuple

from vsm_desktop.edit.edits import Edit
from vsm_desktop.edit.growth import OF_END, OF_START, material_kind
from vsm_desktop.edit.rules import may_connect
from vsm_desktop.model.fields import STOCKS
from vsm_desktop.model.flows import MaterialFlow
from vsm_desktop.model.nodes import Node
from vsm_desktop.model.stream import State

ON_ARROWS = ("process", *STOCKS, "transport", "junction")


class Spot(NamedTuple):
    """A place on an arrow: which one, and behind how many of its bends."""

    flow: str
    bends: int = 0


def splice(id_: str, spot: Spot, second: str) -> Edit:
    """Lead an arrow through a symbol of the map; `second` is the id of the arrow that is new.

    Its data stay at the end they belong to. Where that may not be, the map stays as it is.
    """

    def apply(state: State) -> State:
        flow, node = state.flow(spot.flow), state.node(id_)
        if not isinstance(flow, MaterialFlow) or node is None or id_ in (flow.source, flow.target):
            return state
        legs = _legs(state, flow, node, spot, second)
        without = state.evolve(flows=tuple(one for one in state.flows if one is not flow))
        if not all(may_connect(without, one.source, one.target, one.kind).allowed for one in legs):
            return state
        i = state.flows.index(flow)
        kept, new = sorted(legs, key=lambda one: one.id != flow.id)
        return state.evolve(flows=(*state.flows[:i], kept, *state.flows[i + 1 :], new))

    return apply


def _legs(
    state: State, flow: MaterialFlow, node: Node, spot: Spot, second: str
) -> tuple[MaterialFlow, MaterialFlow]:
    a, b = state.node(flow.source), state.node(flow.target)
    before, after = (
        (material_kind(a.kind, node.kind), material_kind(node.kind, b.kind)) if a and b else ("", "")
    )
    later = flow.kind == "shipment" and before != "shipment"  # what is shipped is so on its last leg
    kind = before if later else flow.kind if after == "shipment" else after
    moved = OF_START if later else OF_END
    fresh = MaterialFlow(
        kind=kind or flow.kind,
        id=second,
        source=flow.source if later else node.id,
        target=node.id if later else flow.target,
        bends=flow.bends[: spot.bends] if later else flow.bends[spot.bends :],
        **{key: getattr(flow, key) for key in moved},
    )
    kept = flow.evolve(
        source=node.id if later else flow.source,
        target=flow.target if later else node.id,
        bends=flow.bends[spot.bends :] if later else flow.bends[: spot.bends],
        **dict.fromkeys(moved),
    )
    return (fresh, kept) if later else (kept, fresh)
