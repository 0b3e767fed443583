"""Recording a burst: what was changed on a state since recording began becomes what the burst promises."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from vsm_desktop.edit.bursts import add_burst, fresh_burst, promise
from vsm_desktop.edit.changes import difference, put
from vsm_desktop.edit.deriving import by_hand, derived, promisable
from vsm_desktop.edit.edits import StreamEdit
from vsm_desktop.model.change import Change
from vsm_desktop.model.stream import State, ValueStream


def recorded(start: ValueStream, now: ValueStream, state_id: str) -> tuple[Change, ...]:
    """What was drawn on a state since the start; what its base or other bursts brought meanwhile is none of it."""
    before, after = _untouched(start, now, state_id), now.state(state_id)
    return tuple(filter(promisable, difference(before, after)))


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
    return tuple(filter(promisable, by_hand(stream, stream.state(state_id))))
