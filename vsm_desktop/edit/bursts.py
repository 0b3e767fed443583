"""Edits of the kaizen bursts of a document: record them, order them, switch them on and off in a state."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from vsm_desktop.edit.changes import Misfit, difference, put
from vsm_desktop.edit.deriving import by_hand, derived, promisable, settled
from vsm_desktop.edit.edits import StreamEdit, delete
from vsm_desktop.edit.states import copy_state, made
from vsm_desktop.model.change import AddFlow, Change, RemoveFlow
from vsm_desktop.model.ids import new_id
from vsm_desktop.model.kaizen import Kaizen, bursts_of
from vsm_desktop.model.nodes import Burst
from vsm_desktop.model.stream import State, StateKind, ValueStream


def add_burst(**values: Any) -> StreamEdit:
    """A new burst on record, after the others."""

    def apply(stream: ValueStream) -> ValueStream:
        new = Kaizen(**({"id": fresh_burst(stream)} | values))
        return stream.evolve(bursts=(*(stars_recorded(stream)).bursts, new))

    return apply


def fresh_burst(stream: ValueStream) -> str:
    """An id no burst and no element has yet."""
    return new_id("burst", stream.ids().union(burst.id for burst in stream.bursts))


def stars_recorded(stream: ValueStream) -> ValueStream:
    """The stream with every burst on record, also those of which only a star is drawn."""
    every = bursts_of(stream)
    return stream if len(every) == len(stream.bursts) else stream.evolve(bursts=every)


def set_burst(id_: str, **values: Any) -> StreamEdit:
    """Give fields of a burst new values; a star of which only the title was known comes on record.

    Raises KeyError for an id that is no burst, pydantic's ValidationError for a value it may not have.
    """

    def apply(stream: ValueStream) -> ValueStream:
        stream = _recorded(stream, id_)
        bursts = tuple(one.evolve(**values) if one.id == id_ else one for one in stream.bursts)
        return settled(stream, stream.evolve(bursts=bursts))

    return apply


def place_burst(id_: str, index: int) -> StreamEdit:
    """Put a burst at a place in the order of all; beyond the ends, at the end. Raises KeyError for no burst."""

    def apply(stream: ValueStream) -> ValueStream:
        every = [*bursts_of(stream)]
        moved = next((burst for burst in every if burst.id == id_), None)
        if moved is None:
            raise KeyError(id_)
        every.remove(moved)
        every.insert(max(0, index), moved)
        known = {burst.id for burst in stream.bursts} | {id_}
        last = max(
            at for at, burst in enumerate(every) if burst.id in known
        )  # stars before it come on record too
        return settled(stream, stream.evolve(bursts=tuple(every[: last + 1])))

    return apply


def drop_burst(id_: str) -> StreamEdit:
    """Take a burst away: its record, what it did in every state, and its stars."""

    def apply(stream: ValueStream) -> ValueStream:
        for state in stream.states:
            if id_ in state.bursts:
                stream = switch_burst(state.id, id_, on=False)(stream)
        without = stream.evolve(bursts=tuple(burst for burst in stream.bursts if burst.id != id_))
        for state in without.states:
            if isinstance(state.node(id_), Burst):
                without = without.with_state(delete({id_})(state))
        return settled(stream, without)

    return apply


def switch_burst(state_id: str, id_: str, *, on: bool) -> StreamEdit:
    """Make what a burst promises in a state that was made from another one, or take it back out of it.

    What was drawn by hand on what the burst made belongs to the burst from then on, and goes and comes with it. Raises
    KeyError for an id that is no burst.
    """

    def apply(stream: ValueStream) -> ValueStream:
        stream = _recorded(stream, id_)
        state = stream.state(state_id)
        if on == (id_ in state.bursts):
            return stream
        if not on and (lost := lost_with(stream, state, id_)):
            stream = promise(state_id, id_, lost)(stream)
        return settled(stream, _switched(stream, state_id, id_, on=on))

    return apply


def promise(state_id: str, id_: str, changes: Iterable[Change]) -> StreamEdit:
    """Let a burst promise further changes, such as were drawn by hand on a state, and be on there.

    Of the state itself only another calendar can be promised. Raises KeyError for an id that is no burst.
    """

    def apply(stream: ValueStream) -> ValueStream:
        stream = _switched(before := _recorded(stream, id_), state_id, id_, on=True)
        state, (burst,) = stream.state(state_id), [one for one in stream.bursts if one.id == id_]
        order = [one.id for one in stream.bursts]
        earlier = [one for one in state.bursts if order.index(one) < order.index(id_)]
        start = derived(stream, state.evolve(bursts=tuple(earlier)))
        whole = put((*burst.changes, *filter(promisable, changes)), start).state
        kept = burst.evolve(changes=difference(start, whole))
        bursts = tuple(kept if one is burst else one for one in stream.bursts)
        return settled(before, stream.evolve(bursts=bursts))

    return apply


def _switched(stream: ValueStream, state_id: str, id_: str, *, on: bool) -> ValueStream:
    state = stream.state(state_id)
    order = [burst.id for burst in stream.bursts]
    ids = {*state.bursts, id_} if on else {*state.bursts} - {id_}
    return stream.with_state(state.evolve(bursts=tuple(sorted(ids, key=order.index))))


def lost_with(stream: ValueStream, state: State, id_: str) -> list[Change]:
    """What was drawn by hand on what a burst added: it has no place without it. A value set by hand keeps its place."""
    hand = by_hand(stream, state)
    without = derived(stream, state.evolve(bursts=tuple(one for one in state.bursts if one != id_)))
    drawn = {change.item.id: change for change in hand if isinstance(change, AddFlow)}
    found = [misfit for misfit in put(hand, without).misfits if not misfit.made or _loose(misfit) in drawn]
    return [drawn.get(_loose(misfit), misfit.change) for misfit in found]


def _loose(misfit: Misfit) -> str:
    """The arrow that lost an end."""
    return misfit.change.item.id if misfit.made and isinstance(misfit.change, RemoveFlow) else ""


def state_with_bursts(base: str, kind: StateKind = "future") -> StreamEdit:
    """A state made from another one with every burst on that promises something and is not dropped."""

    def apply(stream: ValueStream) -> ValueStream:
        after = copy_state(base, kind)(stream)
        new = made(stream, after)
        for burst in stream.bursts:
            if burst.changes and burst.status != "dropped":
                after = switch_burst(new, burst.id, on=True)(after)
        return after

    return apply


def follow(state_id: str, base: str) -> StreamEdit:
    """Let a state be made from another one, without a change of what it is; with no base, let it stand alone.

    Raises pydantic's ValidationError where it would be made from itself.
    """

    def apply(stream: ValueStream) -> ValueStream:
        state = stream.state(state_id)
        bursts = state.bursts if base else ()
        return stream.with_state(state.evolve(base=base, bursts=bursts))

    return apply


def _recorded(stream: ValueStream, id_: str) -> ValueStream:
    if stream.burst(id_) is not None:
        return stream
    star = next((burst for burst in bursts_of(stream) if burst.id == id_), None)
    if star is None:
        raise KeyError(id_)
    return stream.evolve(bursts=(*stream.bursts, star))
