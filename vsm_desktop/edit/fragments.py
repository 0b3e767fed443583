"""Copy and paste: a piece of a map that can stand alone, put onto a map again under fresh ids."""

from __future__ import annotations

from collections.abc import Set
from typing import Any

from vsm_desktop.edit.edits import Edit
from vsm_desktop.model.flows import Flow
from vsm_desktop.model.ids import new_ids
from vsm_desktop.model.stream import State
from vsm_desktop.model.value import Point

Pasted = tuple[Edit, frozenset[str]]


def cut_out(state: State, ids: Set[str]) -> State:
    """The nodes of these ids and every arrow that has both its ends among them, as a state of its own."""
    nodes = tuple(node for node in state.nodes if node.id in ids)
    kept = {node.id for node in nodes}
    flows = tuple(flow for flow in state.flows if flow.source in kept and flow.target in kept)
    return State(id="fragment", nodes=nodes, flows=flows)


def paste(fragment: State, taken: Set[str], dx: float, dy: float) -> Pasted:
    """An edit that adds a fragment, shifted, and the ids its parts get. What the ids mean to each other is kept."""
    parts = (*fragment.nodes, *fragment.flows)
    old_groups = sorted({node.group for node in fragment.nodes if node.group})
    fresh = new_ids([*(_stem(part.id) for part in parts), *("group" for _ in old_groups)], taken)
    names = {part.id: new for part, new in zip(parts, fresh, strict=False)}
    groups = dict(zip(old_groups, fresh[len(parts) :], strict=True))
    nodes = tuple(_node(node, names, groups, dx, dy) for node in fragment.nodes)
    flows = tuple(_flow(flow, names, dx, dy) for flow in fragment.flows)

    def apply(state: State) -> State:
        return state.evolve(nodes=(*state.nodes, *nodes), flows=(*state.flows, *flows))

    return apply, frozenset(names.values())


def to_text(fragment: State) -> str:
    """A fragment as text for the clipboard; empty for an empty one."""
    return fragment.model_dump_json(exclude_defaults=True) if fragment.nodes else ""


def from_text(text: str) -> State | None:
    """The fragment a clipboard text holds; None if it holds none."""
    try:
        fragment = State.model_validate_json(text)
    except ValueError:  # pydantic's complaints are such
        return None
    return fragment if fragment.nodes else None


def centre(fragment: State) -> Point:
    """The middle of the places of a fragment that has some."""
    xs, ys = [node.at.x for node in fragment.nodes], [node.at.y for node in fragment.nodes]
    return Point(x=(min(xs) + max(xs)) / 2, y=(min(ys) + max(ys)) / 2)


def _stem(id_: str) -> str:
    return id_.rstrip("0123456789") or "copy"


def _node(node: Any, names: dict[str, str], groups: dict[str, str], dx: float, dy: float) -> Any:
    same = {key: names[id_] for key in ("same_as", "about") if (id_ := getattr(node, key, "")) in names}
    at = _shifted(node.at, dx, dy)
    return node.evolve(id=names[node.id], at=at, group=groups.get(node.group, ""), locked=False, **same)


def _flow(flow: Flow, names: dict[str, str], dx: float, dy: float) -> Flow:
    return flow.evolve(
        id=names[flow.id],
        source=names[flow.source],
        target=names[flow.target],
        bends=tuple(_shifted(bend, dx, dy) for bend in flow.bends),
    )


def _shifted(point: Point, dx: float, dy: float) -> Point:
    return Point(x=point.x + dx, y=point.y + dy)
