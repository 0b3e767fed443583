"""Recording a burst: what was changed on a state since recording began becomes what the burst promises."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from vsm_desktop.edit.bursts import add_burst, fresh_burst, promise
from vsm_desktop.edit.changes import difference, put
from vsm_desktop.edit.deriving import by_hand, derived, promisable
from vsm_desktop.edit.edits import StreamEdit
from vsm_desktop.model.change import Change, Reorder, Set
from vsm_desktop.model.nodes import Burst
from vsm_desktop.model.stream import State, ValueStream


def recorded(start: ValueStream, now: ValueStream, state_id: str) -> tuple[Change, ...]:
    """What was drawn on a state since the start; what its base or other bursts brought meanwhile is none of it."""
    before, after = _untouched(start, now, state_id), now.state(state_id)
    return _without_stars(difference(before, after), before, after)


def take_over(state_id: str, changes: Iterable[Change], burst_id: str = "", **values: Any) -> StreamEdit:
    """Let changes be what a burst promises, a new one with these values if none is named. Raises KeyError for no burst."""
    changes = tuple(changes)

    def apply(stream: ValueStream) -> ValueStream:
        id_ = burst_id or fresh_burst(stream)
        if not burst_id:
            stream = add_burst(**({"id": id_} | values))(stream)
        return promise(state_id, id_, changes)(stream)

    return apply


def discarded(start: ValueStream, state_id: str) -> StreamEdit:
    """Take back what was drawn on a state since the start; what came from elsewhere stays."""

    def apply(stream: ValueStream) -> ValueStream:
        return stream.with_state(_untouched(start, stream, state_id))

    return apply


def _untouched(start: ValueStream, now: ValueStream, state_id: str) -> State:
    """The state as it would be had nobody drawn on it since the start."""
    old, new = start.state(state_id), now.state(state_id)
    if not old.base or not new.base:
        return old
    if (then := derived(start, old)) == (made := derived(now, new)):
        return old.evolve(base=new.base, bursts=new.bursts)
    hand = difference(then, old)
    kept = {"id": new.id, "base": new.base, "bursts": new.bursts}
    return put(hand, made).state.evolve(**kept)


def drawn_by_hand(stream: ValueStream, state_id: str) -> tuple[Change, ...]:
    """What was drawn on a state that was made from another one, and could be a burst."""
    state = stream.state(state_id)
    return _without_stars(by_hand(stream, state), stream.state(state.base) if state.base else state, state)


def _without_stars(changes: Iterable[Change], *states: State) -> tuple[Change, ...]:
    """What a burst can promise; a star only says where it is meant, and stays drawn by hand."""
    stars = {node.id for state in states for node in state.nodes if isinstance(node, Burst)}
    return tuple(change for change in changes if promisable(change) and _about(change) not in stars)


def _about(change: Change) -> str:
    if isinstance(change, Reorder):
        return ""
    return change.id if isinstance(change, Set) else change.item.id
