"""Many fields of many elements at once: what a table changes in one step."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from vsm_desktop.edit.edits import Edit, changed
from vsm_desktop.model.flows import Flow
from vsm_desktop.model.nodes import Node
from vsm_desktop.model.own import attributes, value_at
from vsm_desktop.model.stream import State

Values = Mapping[str, Mapping[str, Any]]
"""New values by element id and field key."""


def set_cells(values: Values) -> Edit:
    """Give fields of several elements new values; what holds the value already stays the same object."""

    def new(one: Node | Flow) -> dict[str, Any]:
        return {
            key: value
            for key, value in values.get(one.id, {}).items()
            if (value_at(one, key) or None) != (value or None)
        }

    def node(one: Node) -> Node:
        fresh = new(one) if one.id in values else None
        return one.evolve(**attributes(one, fresh)) if fresh else one

    def flow(one: Flow) -> Flow:
        fresh = new(one) if one.id in values else None
        return one.evolve(**fresh) if fresh else one

    def apply(state: State) -> State:
        nodes, flows = changed(state.nodes, node), changed(state.flows, flow)
        if nodes is state.nodes and flows is state.flows:
            return state
        return state.evolve(nodes=nodes, flows=flows)

    return apply
