"""A what-if: some inputs of a state turned to other numbers, tried on the whole document before anything is changed."""

from __future__ import annotations

from collections.abc import Mapping

from vsm_desktop.assets import _
from vsm_desktop.edit.bursts import add_burst
from vsm_desktop.edit.changes import difference
from vsm_desktop.edit.edits import StreamEdit
from vsm_desktop.edit.recording import take_over
from vsm_desktop.insight.inputs import Input, inputs, turned
from vsm_desktop.model.display import shown
from vsm_desktop.model.stream import State, ValueStream
from vsm_desktop.model.units import TimeUnit

_NAMED = 2  # so many turned inputs a title names


def trial(state_id: str, values: Mapping[str, float]) -> StreamEdit:
    """The edit that turns inputs, by their keys, to numbers in the units they are in; those that are gone are passed over.

    Raises pydantic's ValidationError, when applied, for a number out of range.
    """

    def apply(stream: ValueStream) -> ValueStream:
        for one in inputs(stream, state_id):
            value = values.get(one.key)
            if value is not None and value != one.now.value:
                stream = turned(one, value, state_id)(stream)
        return stream

    return apply


def kept_as_burst(state_id: str, values: Mapping[str, float]) -> StreamEdit:
    """The edit that puts a what-if on record as a burst which promises it.

    A state that was made from another one shows it at once, as the burst is on there; any other stays what it is.
    """

    def apply(stream: ValueStream) -> ValueStream:
        before = stream.state(state_id)
        tried = trial(state_id, values)(stream)
        after: State = tried.state(state_id)
        if (
            tried.calendar is not stream.calendar
        ):  # a burst can promise a state another calendar, not the document
            after = after.evolve(calendar=tried.calendar)
        title = title_of(stream, state_id, values)
        changes = difference(before, after)
        if not before.base:
            return add_burst(title=title, changes=changes)(stream)
        return take_over(state_id, changes, title=title)(stream.with_state(after))

    return apply


def told(stream: ValueStream, state_id: str, values: Mapping[str, float]) -> list[str]:
    """Every input that is turned, from what to what."""
    times = stream.state(state_id).options.time_unit
    return [
        in_words(one, values[one.key], times)
        for one in inputs(stream, state_id)
        if one.key in values and values[one.key] != one.now.value
    ]


def title_of(stream: ValueStream, state_id: str, values: Mapping[str, float]) -> str:
    """A what-if in a few words: Assembly 1 C/T 62 s → 55 s, and 2 more."""
    said = told(stream, state_id, values)
    more = len(said) - _NAMED
    named = ", ".join(said[:_NAMED])
    return _("{named} and {count} more").format(named=named, count=more) if more > 0 else named


def in_words(one: Input, value: float, times: TimeUnit | None = None) -> str:
    """One turned input: where, what, from what to what."""
    return f"{one.name} {one.field.label} {shown(one.now, times)} → {shown(one.as_quantity(value), times)}"
