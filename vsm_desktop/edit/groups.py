"""Groups, which are selected and moved as one, and locks, which keep symbols where they are."""

from __future__ import annotations

from collections.abc import Set

from vsm_desktop.edit.edits import Edit, changed
from vsm_desktop.model.ids import new_id
from vsm_desktop.model.nodes import Node
from vsm_desktop.model.stream import State


def with_groups(state: State, ids: Set[str]) -> frozenset[str]:
    """These elements and all that are in a group with one of them."""
    groups = {node.group for node in state.nodes if node.group and node.id in ids}
    if not groups:
        return frozenset(ids)
    return frozenset(ids) | {node.id for node in state.nodes if node.group in groups}


def movable(state: State, ids: Set[str]) -> frozenset[str]:
    """Those of the nodes that are not locked."""
    return frozenset(node.id for node in state.nodes if node.id in ids and not node.locked)


def locked(state: State, ids: Set[str]) -> frozenset[str]:
    """Those of the nodes that are locked."""
    return frozenset(node.id for node in state.nodes if node.id in ids and node.locked)


def group(ids: Set[str], taken: Set[str]) -> Edit:
    """Put nodes into a group of their own, taken out of any other; one alone makes no group."""

    def apply(state: State) -> State:
        members = {node.id for node in state.nodes if node.id in ids}
        if len(members) < 2:
            return state
        name = new_id("group", taken | {node.group for node in state.nodes})
        return _with(state, members, group=name)

    return apply


def ungroup(ids: Set[str]) -> Edit:
    """Dissolve every group that one of the nodes is in."""

    def apply(state: State) -> State:
        members = {one.id for one in state.nodes if one.group and one.id in with_groups(state, ids)}
        return _with(state, members, group="")

    return apply


def lock(ids: Set[str], *, on: bool) -> Edit:
    """Lock nodes where they are, or unlock them."""
    return lambda state: _with(state, ids, locked=on)


def _with(state: State, ids: Set[str], **values: object) -> State:
    def one(node: Node) -> Node:
        return node.evolve(**values) if node.id in ids else node

    return state.evolve(nodes=changed(state.nodes, one))
