"""What differs between two states, and the same differences put onto another one."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from typing import Any

from msgspec import Struct

from vsm_desktop.model.change import AddFlow, AddNode, Change, RemoveFlow, RemoveNode, Reorder, Set
from vsm_desktop.model.element import Foreign
from vsm_desktop.model.stream import State

_STATE_FIELDS = (
    *("name", "kind", "date", "author", "calendar", "paper", "portrait"),
    *("print", "layout", "options", "names", "source"),
)


class Conflicts(Struct, frozen=True):
    """Changes that do not fit the state they should be applied to, each with the reason."""

    reasons: tuple[str, ...]


def difference(before: State, after: State) -> tuple[Change, ...]:
    """The changes that lead from one state to another; applied to the first they give the second."""
    changes: list[Change] = [*_sets("", before, after, _STATE_FIELDS)]
    nodes, flows = _kept(before.nodes, after.nodes), _kept(before.flows, after.flows)
    changes += [RemoveFlow(item=flow) for flow in before.flows if flow.id not in flows]
    changes += [RemoveNode(item=node) for node in before.nodes if node.id not in nodes]
    for part, add, known in (("nodes", AddNode, nodes), ("flows", AddFlow, flows)):
        new = getattr(after, part)
        changes += [
            change
            for item in new
            if item.id in known
            for change in _sets(item.id, known[item.id], item, type(item).model_fields)
        ]
        changes += _reordered(part, [*known], [item.id for item in new if item.id in known])
        changes += [add(item=item, index=at) for at, item in enumerate(new) if item.id not in known]
    return tuple(changes)


def apply(changes: Iterable[Change], state: State) -> State | Conflicts:
    """The state with the changes made, or why some of them do not fit."""
    draft = _Draft(state)
    for change in changes:
        draft.make(change)
    return Conflicts(tuple(draft.conflicts)) if draft.conflicts else draft.state()


class _Draft:
    """A state taken apart, so that changes which only together make a valid state can be put in one by one."""

    def __init__(self, state: State) -> None:
        self.base = state
        self.parts: dict[str, dict[str, Any]] = {
            "nodes": {node.id: node for node in state.nodes},
            "flows": {flow.id: flow for flow in state.flows},
        }
        self.own: dict[str, Any] = {}
        self.conflicts: list[str] = []

    def make(self, change: Change) -> None:
        match change:
            case Set(id=""):
                if self._fits(change, self.base, _STATE_FIELDS):
                    self.own[change.field] = change.after
            case Set():
                self._set(change)
            case AddNode() | AddFlow():
                self._add("nodes" if isinstance(change, AddNode) else "flows", change.item, change.index)
            case RemoveNode() | RemoveFlow():
                part = self.parts["nodes" if isinstance(change, RemoveNode) else "flows"]
                if part.pop(change.item.id, None) is None:
                    self.conflicts.append(f"{change.item.id} is not there to be removed")
            case _:
                self._reorder(change)

    def state(self) -> State | Conflicts:
        nodes = self.parts["nodes"]
        loose = [f.id for f in self.parts["flows"].values() if f.source not in nodes or f.target not in nodes]
        if loose:
            return Conflicts(tuple(f"{id_} would lose an end" for id_ in loose))
        return self.base.evolve(
            **self.own, nodes=tuple(nodes.values()), flows=tuple(self.parts["flows"].values())
        )

    def _set(self, change: Set) -> None:
        for part in self.parts.values():
            if item := part.get(change.id):
                if self._fits(change, item, type(item).model_fields):
                    part[change.id] = item.evolve(**{change.field: change.after})
                return
        self.conflicts.append(f"{change.id} is not there to be changed")

    def _fits(self, change: Set, item: Any, fields: Container[str]) -> bool:
        """Whether the field is there (another kind of element may have taken the id) and still what it was."""
        fits = change.field in fields and getattr(item, change.field) == change.before
        if not fits:
            self.conflicts.append(f"{change.id or 'state'}.{change.field} is no longer what it was")
        return fits

    def _add(self, name: str, item: Any, index: int) -> None:
        if any(item.id in part for part in self.parts.values()):
            self.conflicts.append(f"{item.id} is already there")
            return
        order = [*self.parts[name].values()]
        order.insert(len(order) if index < 0 else index, item)
        self.parts[name] = {one.id: one for one in order}

    def _reorder(self, change: Reorder) -> None:
        part = self.parts[change.part]
        rest = iter([id_ for id_ in change.after if id_ in part])
        listed = set(change.after)
        self.parts[change.part] = {
            id_: part[id_] for id_ in (next(rest) if i in listed else i for i in [*part])
        }


def _sets(id_: str, before: Any, after: Any, fields: Iterable[str]) -> list[Set]:
    if before is after:
        return []
    pairs = ((name, getattr(before, name, None), getattr(after, name, None)) for name in fields)
    return [Set(id=id_, field=name, before=old, after=new) for name, old, new in pairs if old != new]


def _kept(before: Iterable[Any], after: Iterable[Any]) -> dict[str, Any]:
    """By id what is there before and after, so that field changes can lead from one to the other."""
    later = {item.id: item for item in after}
    return {item.id: item for item in before if _same(item, later.get(item.id))}


def _same(before: Any, after: Any) -> bool:
    if type(before) is not type(after):
        return False
    return before == after or not isinstance(before, Foreign)


def _reordered(part: Any, old: Sequence[str], new: Sequence[str]) -> list[Reorder]:
    return [] if [*old] == [*new] else [Reorder(part=part, before=tuple(old), after=tuple(new))]
