"""Levers: what a little better at each place does to the whole stream, so that one pulls where it moves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from msgspec import Struct

from vsm_desktop.assets import _
from vsm_desktop.insight.inputs import Input, inputs, turned
from vsm_desktop.insight.sides import apart
from vsm_desktop.metrics.clock import FACTOR, Clock, clock_of
from vsm_desktop.metrics.measure import measure
from vsm_desktop.metrics.report import UNIT, Report
from vsm_desktop.model.display import DASH, days, lead_time, number_and_unit, with_unit
from vsm_desktop.model.quantity import Quantity
from vsm_desktop.model.stream import ValueStream
from vsm_desktop.model.units import TimeUnit

SHARE = 0.1
"""How much better each input is made: 10 %."""
_EPSILON = 1e-12
THREE = {"lead_time_days": -1, "stream_capacity_per_day": 1, "cost_per_piece": -1}
"""The numbers a lever is judged by; 1 where more is better, -1 where less is."""


class Outcome(Struct, frozen=True):
    """Three numbers of a stream: days, pieces a day, money a piece; None where unknown. The lead time in seconds, too."""

    lead_time_days: float | None
    stream_capacity_per_day: float | None
    cost_per_piece: float | None
    lead_time_s: float | None


class Lever(Struct, frozen=True):
    """One input made better, and what the stream comes to then; `now` is what it comes to today."""

    input: Input
    to: Quantity
    now: Outcome
    then: Outcome

    def change(self, key: str) -> float | None:
        """How much more of one of the three numbers there is then; None where either is unknown."""
        was, will = getattr(self.now, key), getattr(self.then, key)
        return None if was is None or will is None else will - was


def levers(stream: ValueStream, state_id: str, share: float = SHARE) -> Iterator[Lever]:
    """Each input of a state made better by a share, in the order of the map, one map measured for each.

    Raises KeyError for a state the stream does not have.
    """
    found = inputs(stream, state_id)
    alone, id_ = apart(
        (stream, state_id), stream.state(state_id)
    )  # remembered apart from the one that is shown
    now = outcome(measure(alone, id_))
    for one in found:
        value = one.better(share) if one.field.key != "floor_space" else None  # it is in none of the three
        if value is not None:
            then = measure(turned(one, value, id_)(alone), id_)
            yield Lever(one, one.as_quantity(value), now, outcome(then))


def outcome(report: Report) -> Outcome:
    """The three numbers of a map."""
    return Outcome(*(report.number(key) for key in Outcome.__struct_fields__))


def ranked(found: Iterable[Lever], first: str = "lead_time_days") -> list[Lever]:
    """The levers that move the stream most first, by one of the three numbers and by the others where that is the same.

    Equals stay in the order of the map.
    """
    keys = sorted(THREE, key=lambda key: key != first)
    return sorted(found, key=lambda lever: tuple(gain(lever, key) for key in keys), reverse=True)


def moves(lever: Lever) -> bool:
    """Whether a lever moves any of the three numbers; one of which none is known may."""
    known = [key for key in THREE if lever.change(key) is not None]
    return not known or any(gain(lever, key) for key in known)


def idle_in_words(count: int, *, more: bool) -> str:
    """How many levers move nothing, beside `more` that do."""
    words = _("{count} more without effect") if more else _("{count} without effect")
    return words.format(count=count)


def gain(lever: Lever, key: str) -> float:
    """How much better one of the three numbers gets, below 0 if it gets worse; 0 where it is unknown or the same."""
    by = lever.change(key)
    least = _EPSILON * max(1.0, abs(getattr(lever.now, key) or 0.0))  # what rounding alone leaves
    return THREE[key] * by if by and abs(by) > least else 0.0


def levers_json(stream: ValueStream, state_id: str) -> list[dict[str, Any]]:
    """The levers for other programs, the strongest first; values in the units of `metrics --json`."""
    state = stream.state(state_id)
    clock = clock_of(stream.calendar_of(state), state.options)
    return [_as_json(lever, clock) for lever in ranked(levers(stream, state_id))]


def _as_json(lever: Lever, clock: Clock) -> dict[str, Any]:
    unit, was = in_base(lever.input.now, clock)
    return {
        "id": lever.input.id,
        "field": lever.input.field.key,
        "from": was,
        "to": in_base(lever.to, clock)[1],
        "unit": unit,
        "lead_time_days": lever.then.lead_time_days,
        "stream_capacity_per_day": lever.then.stream_capacity_per_day,
        "cost_per_piece": lever.then.cost_per_piece,
    }


def in_base(quantity: Quantity, clock: Clock) -> tuple[str, float]:
    """A quantity in the base unit of its kind, days for times in days, shifts and weeks."""
    if quantity.in_calendar_units:
        return "day", clock.span_of(quantity)[1]
    base = {"min": "s", "h": "s", "%": "1", "km": "m", "x": "1"}
    return base.get(quantity.unit, quantity.unit), quantity.value * FACTOR[quantity.unit]


def from_to(lever: Lever, times: TimeUnit | None = None) -> str:
    """What is turned, as one reads it: 46 → 41.4 s."""
    (was, unit), (will, same) = (number_and_unit(one, times) for one in (lever.input.now, lever.to))
    before = was if unit == same else f"{was} {unit}"
    return f"{before} → {will} {same}".rstrip()


def change_in_words(lever: Lever, key: str, times: TimeUnit | None = None) -> str:
    """What the stream comes to, and by how much that is more or less: 23.1 d (−0.5 d); a dash where unknown.

    A change too small to be read in the number is told as "the same".
    """
    will, by = getattr(lever.then, key), lever.change(key)
    if will is None:
        return DASH
    number = words(key, will, lever.then.lead_time_s, times)
    if by is None:
        return number
    if number == words(key, getattr(lever.now, key), lever.now.lead_time_s, times):
        return _("the same")
    seconds = lever.change("lead_time_s")
    in_days = key == "lead_time_days" and number.endswith(" d")  # both in one unit
    less = f"{days(abs(by))} d" if in_days else words(key, abs(by), seconds and abs(seconds), times)
    return f"{number} ({'−' if by < 0 else '+'}{less})"


def words(key: str, value: float, seconds: float | None, times: TimeUnit | None) -> str:
    """One of the three numbers with its unit; a short lead time in shorter units."""
    if key == "lead_time_days":
        return " ".join(lead_time(value, seconds, times))
    return " ".join(with_unit(value, UNIT[key], times)).strip()
