"""Edits of the scoreboard: its measures, and what was reached. An edit of what is not there raises KeyError."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, Literal

from vsm_desktop.assets import _
from vsm_desktop.edit.edits import StreamEdit
from vsm_desktop.model.dates import said_day
from vsm_desktop.model.ids import new_id
from vsm_desktop.model.scoreboard import BETTER, MEASURES, Actual, Measure, Scoreboard
from vsm_desktop.model.stream import ValueStream


def with_scoreboard(board: Scoreboard | None) -> StreamEdit:
    """Give the document another scoreboard, or none."""
    return lambda stream: stream if stream.scoreboard is board else stream.evolve(scoreboard=board)


def in_board(edit: Callable[[Scoreboard], Scoreboard]) -> StreamEdit:
    """An edit of the scoreboard made in a document; one that has none yet begins an empty one."""

    def apply(stream: ValueStream) -> ValueStream:
        before: Scoreboard = stream.scoreboard or Scoreboard()
        after = edit(before)
        return stream if after is stream.scoreboard else stream.evolve(scoreboard=after)

    return apply


def add_measure(index: int | None = None, **values: Any) -> StreamEdit:
    """A new measure at a place among the others, at the end without one; with its usual unit and better way, an own one with
    the way from its baseline to its target."""

    def apply(board: Scoreboard) -> Scoreboard:
        new = _usual(**({"id": fresh_measure(board)} | values))
        return board.evolve(measures=_put(board.measures, new, index))

    return in_board(apply)


def add_usual_measures() -> StreamEdit:
    """Every usual measure that is not on the scoreboard yet, after the others."""

    def apply(board: Scoreboard) -> Scoreboard:
        there = {one.key for one in board.measures}
        for key, _words, _unit in MEASURES:
            if key != "own" and key not in there:
                new = _usual(id=fresh_measure(board), key=key)
                board = board.evolve(measures=(*board.measures, new))
        return board

    return in_board(apply)


def fresh_measure(board: Scoreboard | None) -> str:
    """An id no measure has yet."""
    return new_id("measure", [one.id for one in (board.measures if board else ())])


def set_measure(id_: str, **values: Any) -> StreamEdit:
    """Give fields of a measure new values. Raises pydantic's ValidationError for one it may not have.

    A new baseline or target of an own measure says which way is better, unless that is given too.
    """

    def change(one: Measure) -> Measure:
        after = one.evolve(**values)
        led = after.key == "own" and "better" not in values and {"baseline", "target"} & values.keys()
        return after.evolve(better=leading(after)) if led else after

    return in_board(lambda board: _with(board, id_, change))


def leading(measure: Measure) -> Literal["less", "more"]:
    """Which way is better as baseline and target say, where both are entered and differ; else as was chosen."""
    baseline, target = measure.baseline, measure.target
    if baseline is None or target is None or baseline == target:
        return measure.better
    return "more" if target > baseline else "less"


def place_measure(id_: str, index: int) -> StreamEdit:
    """Put a measure at a place among all; beyond the ends, at the end."""

    def apply(board: Scoreboard) -> Scoreboard:
        one = measure_of(board, id_)
        return board.evolve(measures=_put(tuple(o for o in board.measures if o is not one), one, index))

    return in_board(apply)


def drop_measure(id_: str) -> StreamEdit:
    """Take a measure away with its values."""

    def apply(board: Scoreboard) -> Scoreboard:
        gone = measure_of(board, id_)
        return board.evolve(measures=tuple(one for one in board.measures if one is not gone))

    return in_board(apply)


def put_actual(id_: str, actual: Actual) -> StreamEdit:
    """Keep a value of a measure; one of the same day gives way to it."""
    return put_actuals(id_, (actual,))


def put_actuals(id_: str, actuals: Iterable[Actual]) -> StreamEdit:
    """Keep values of a measure, in order of their days; of one day the last counts, and a remark stays without a new one."""

    def change(one: Measure) -> Measure:
        found = {actual.on: actual for actual in one.actuals}
        for actual in actuals:
            before = found.get(actual.on)
            kept = before is not None and before.remark and not actual.remark
            found[actual.on] = actual.evolve(remark=before.remark) if kept and before else actual
        return one.evolve(actuals=tuple(found[on] for on in sorted(found)))

    return in_board(lambda board: _with(board, id_, change))


def drop_actual(id_: str, on: str) -> StreamEdit:
    """Take the value of a day (ISO) away from a measure."""

    def change(one: Measure) -> Measure:
        return one.evolve(actuals=tuple(actual for actual in one.actuals if actual.on != on))

    return in_board(lambda board: _with(board, id_, change))


def said_of_future(days: Iterable[str], today: date) -> str:
    """That values of some days (ISO) count only once these have come, in a sentence; "" where all have.

    Such values are kept: this is said as they are typed, pasted or imported, and wherever they stand.
    """
    now = today.isoformat()
    coming = sorted(day for day in days if day > now)
    if not coming:
        return ""
    first = said_day(date.fromisoformat(coming[0]))
    if len(coming) == 1:
        return _("The value of {day} lies in the future and does not count yet.").format(day=first)
    words = _("{n} values from {day} on lie in the future and do not count yet.")
    return words.format(n=len(coming), day=first)


def measure_of(board: Scoreboard, id_: str) -> Measure:
    """The measure of an id. Raises KeyError."""
    for one in board.measures:
        if one.id == id_:
            return one
    raise KeyError(id_)


def _usual(**values: Any) -> Measure:
    key = values.get("key", "own")
    unit = next((unit for known, _words, unit in MEASURES if known == key), "")
    made = Measure(**({"unit": unit, "better": BETTER.get(key, "less")} | values))
    return made if "better" in values or key != "own" else made.evolve(better=leading(made))


def _with(board: Scoreboard, id_: str, change: Callable[[Measure], Measure]) -> Scoreboard:
    before = measure_of(board, id_)
    after = change(before)
    if after == before:
        return board
    return board.evolve(measures=tuple(after if one is before else one for one in board.measures))


def _put(measures: tuple[Measure, ...], new: Measure, index: int | None) -> tuple[Measure, ...]:
    at = len(measures) if index is None or index < 0 else min(index, len(measures))
    return (*measures[:at], new, *measures[at:])
