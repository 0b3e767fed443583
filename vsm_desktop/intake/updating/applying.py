"""What was ticked of a difference, put onto the map in one step."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from itertools import groupby
from typing import Any

from vsm_desktop.edit.changes import Conflicts, apply
from vsm_desktop.edit.edits import StreamEdit
from vsm_desktop.edit.growth import SizeOf
from vsm_desktop.edit.healing import delete_healing
from vsm_desktop.intake.updating.adding import put_in
from vsm_desktop.intake.updating.arrows import with_arrows
from vsm_desktop.intake.updating.difference import Difference
from vsm_desktop.intake.updating.lines import CALENDAR, OPTIONS, STATE, STREAM, Change, Line
from vsm_desktop.model.change import Set as SetField
from vsm_desktop.model.own import attributes
from vsm_desktop.model.stream import State, ValueStream


class Outdated(ValueError):
    """The map is no longer the one the difference was told for; the message says what does not fit."""


def why_not(error: ValueError) -> str:
    """Why values cannot stand together, in the words of the first that does not fit."""
    faults = error.errors() if hasattr(error, "errors") else []
    return str(faults[0]["msg"]).removeprefix("Value error, ") if faults else str(error)


def taking(difference: Difference, chosen: Set[str], size_of: SizeOf) -> StreamEdit:
    """The edit that takes the lines of these keys; none of them leaves the map as it is.

    Values are set, removed steps heal the flow, added ones go into it between their neighbours of the sheet. The edit raises
    Outdated for another map, and pydantic's ValidationError for values that cannot stand together.
    """
    lines = [line for line in difference.lines if line.key in chosen and line.can_be_taken]

    def edit(stream: ValueStream) -> ValueStream:
        if not lines:
            return stream
        state = _with_values(stream.state(difference.state), lines)
        gone = frozenset(id_ for line in lines for id_ in line.gone)
        state = delete_healing(gone)(state) if gone else state
        new = [item for line in lines for item in line.items]
        taken = stream.ids() - {item.id for item in new} | {*_ids(state)}
        state = put_in(state, difference, new, frozenset(taken), size_of) if new else state
        state = with_arrows(state, [line.arrow for line in lines if line.arrow], stream.ids())
        if (source := difference.source) is not None:
            state = state.evolve(source=source)
        return _with_calendar(stream, state, lines)

    return edit


def _ids(state: State) -> Iterator[str]:
    yield from (one.id for one in (*state.nodes, *state.flows))


def _with_values(state: State, lines: Iterable[Line]) -> State:
    """The values of steps, and what the state says of itself."""
    sets: list[SetField] = []
    valued = [line for line in lines if line.sets and line.id not in (STREAM, CALENDAR, OPTIONS)]
    options = {change.key: change.after for line in lines if line.id == OPTIONS for change in line.sets}
    if options:
        after = state.options.evolve(**options)
        sets.append(SetField(id="", field="options", before=state.options, after=after))
    for id_, of_one in groupby(sorted(valued, key=lambda line: line.id), key=lambda line: line.id):
        changes = [change for line in of_one for change in line.sets]
        sets += _sets("" if id_ == STATE else id_, state if id_ == STATE else state.element(id_), changes)
    found = apply(sets, state)
    if isinstance(found, Conflicts):
        raise Outdated("; ".join(found.reasons))
    return found


def _sets(id_: str, element: Any, changes: list[Change]) -> Iterator[SetField]:
    """Changes by attribute: those of a user's fields stand together in one."""
    known = type(element).model_fields
    for change in changes:
        if change.key in known:
            yield SetField(id=id_, field=change.key, before=change.before, after=change.after)
    own = {change.key: change.after for change in changes if change.key not in known}
    if own and element is not None:
        after = attributes(element, own)["own"]
        yield SetField(id=id_, field="own", before=element.own, after=after)


def _with_calendar(stream: ValueStream, state: State, lines: Iterable[Line]) -> ValueStream:
    """The working time where it is kept: of the state if it has its own, else of the stream."""
    times = {change.key: change.after for line in lines if line.id == CALENDAR for change in line.sets}
    texts = {change.key: change.after for line in lines if line.id == STREAM for change in line.sets}
    if times and state.calendar is not None:
        state = state.evolve(calendar=state.calendar.evolve(**times))
    elif times:
        texts["calendar"] = stream.calendar.evolve(**times)
    after = stream.with_state(state)
    return after.evolve(**texts) if texts else after
