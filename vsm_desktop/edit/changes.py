"""What differs between two states, and the same differences put onto another one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from msgspec import Struct

from vsm_desktop.model.change import AddFlow, AddNode, Change, RemoveFlow, RemoveNode, Reorder, Set
from vsm_desktop.model.element import Foreign
from vsm_desktop.model.stream import State

_STATE_FIELDS = (
    *("name", "kind", "date", "author", "status", "calendar", "paper", "portrait"),
    *("print", "layout", "options", "names", "source"),
)


class Conflicts(Struct, frozen=True):
    """Changes that do not fit the state they should be applied to, each with the reason."""

    reasons: tuple[str, ...]


class Misfit(Struct, frozen=True):
    """A change that does not fit, and why; `made` where it was made all the same, as far as it goes."""

    change: Change
    reason: str
    made: bool = False


class Put(Struct, frozen=True):
    """A state with changes put onto it, and those that did not fit."""

    state: State
    misfits: tuple[Misfit, ...] = ()


def difference(before: State, after: State) -> tuple[Change, ...]:
    """The changes that lead from one state to another; applied to the first they give the second.

    What a state was made from, and with which bursts, is none of them.
    """
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
    found = put(changes, state)
    return Conflicts(tuple(one.reason for one in found.misfits)) if found.misfits else found.state


def put(changes: Iterable[Change], state: State) -> Put:
    """The state with the changes made as far as they fit; never raises.

    A value that is no longer what it was still gets its new one; a change of what is not there is left out; an arrow that
    loses an end goes.
    """
    draft = _Draft(state)
    for change in changes:
        draft.make(change)
    return draft.put()


class _Draft:
    """A state taken apart, so that changes which only together make a valid state can be put in one by one."""

    def __init__(self, state: State) -> None:
        self.base = state
        self.parts: dict[str, dict[str, Any]] = {
            "nodes": {node.id: node for node in state.nodes},
            "flows": {flow.id: flow for flow in state.flows},
        }
        self.own: dict[str, Any] = {}
        self.misfits: list[Misfit] = []

    def make(self, change: Change) -> None:
        match change:
            case Set(id=""):
                self._set_own(change)
            case Set():
                self._set(change)
            case AddNode() | AddFlow():
                self._add("nodes" if isinstance(change, AddNode) else "flows", change)
            case RemoveNode() | RemoveFlow():
                part = self.parts["nodes" if isinstance(change, RemoveNode) else "flows"]
                if part.pop(change.item.id, None) is None:
                    self._misfit(change, f"{change.item.id} is not there to be removed")
            case _:
                self._reorder(change)

    def put(self) -> Put:
        nodes = self.parts["nodes"]
        flows = []
        for flow in self.parts["flows"].values():
            if flow.source in nodes and flow.target in nodes:
                flows.append(flow)
            else:
                self._misfit(RemoveFlow(item=flow), f"{flow.id} would lose an end", made=True)
        state = self.base.evolve(**self.own, nodes=tuple(nodes.values()), flows=tuple(flows))
        return Put(state, tuple(self.misfits))

    def _misfit(self, change: Change, reason: str, *, made: bool = False) -> None:
        self.misfits.append(Misfit(change, reason, made))

    def _set_own(self, change: Set) -> None:
        """A field of the state itself."""
        if change.field not in _STATE_FIELDS:
            self._misfit(change, f"state.{change.field} is no longer what it was")
            return
        now = self.own.get(change.field, getattr(self.base, change.field))
        if self._lands(change, self.base):
            self.own[change.field] = change.after
            self._compare(change, now)

    def _set(self, change: Set) -> None:
        for part in self.parts.values():
            if item := part.get(change.id):
                if change.field not in type(item).model_fields:  # another kind of element took the id
                    self._misfit(change, f"{change.id}.{change.field} is no longer what it was")
                elif done := self._lands(change, item):
                    self._compare(change, getattr(item, change.field))
                    part[change.id] = done
                return
        self._misfit(change, f"{change.id} is not there to be changed")

    def _lands(self, change: Set, item: Any) -> Any:
        """What is changed with the change made, or nothing where it may not hold that value."""
        try:
            return item.evolve(**{change.field: change.after})
        except ValueError:
            self._misfit(change, f"{change.id or 'state'}.{change.field} may not hold that value")
            return None

    def _compare(self, change: Set, now: Any) -> None:
        if now != change.before:
            reason = f"{change.id or 'state'}.{change.field} is no longer what it was"
            self._misfit(change, reason, made=True)

    def _add(self, name: str, change: AddNode | AddFlow) -> None:
        item = change.item
        if any(item.id in part for part in self.parts.values()):
            self._misfit(change, f"{item.id} is already there")
            return
        order = [*self.parts[name].values()]
        order.insert(len(order) if change.index < 0 else change.index, item)
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
