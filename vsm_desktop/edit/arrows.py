"""Edits of arrows: bends set by hand, and ends tied to other symbols."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from vsm_desktop.edit.edits import Edit, changed
from vsm_desktop.model.flows import Flow, flow_of_kind
from vsm_desktop.model.value import Point


def bend(id_: str, points: Iterable[Point]) -> Edit:
    """Lead an arrow along these corners; none lets it find its own way again."""
    bends = tuple(points)
    return _edited(id_, lambda flow: flow if flow.bends == bends else flow.evolve(bends=bends))


def reattach(id_: str, *, source: str = "", target: str = "") -> Edit:
    """Tie one end, or both, to another symbol. Raises ValidationError for a symbol the state does not have."""
    return _edited(id_, lambda flow: flow.evolve(source=source or flow.source, target=target or flow.target))


def turn_round(id_: str) -> Edit:
    """Let an arrow lead the other way."""
    return _edited(
        id_,
        lambda flow: flow.evolve(source=flow.target, target=flow.source, bends=tuple(reversed(flow.bends))),
    )


def become(id_: str, kind: str, data: Mapping[str, Any] | None = None) -> Edit:
    """Make an arrow one of another kind, with data of its own; it keeps what else both kinds carry."""

    def change(flow: Flow) -> Flow:
        if flow.kind == kind:
            return flow.evolve(**data) if data else flow
        fresh = flow_of_kind(kind, id=flow.id, source=flow.source, target=flow.target)
        kept = {key: value for key, value in flow if key in type(fresh).model_fields and key != "kind"}
        return fresh.evolve(**kept | dict(data or {}))

    return _edited(id_, change)


def _edited(id_: str, change: Callable[[Flow], Flow]) -> Edit:
    def one(flow: Flow) -> Flow:
        return change(flow) if flow.id == id_ else flow

    return lambda state: state.evolve(flows=changed(state.flows, one))
