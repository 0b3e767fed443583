"""What kaizen bursts do to the whole stream: each alone, each at its place in the order, and all together.

Alone is the base with nothing but the burst made; in order is what it adds to the bursts before it that are on, so that the
steps of all that are on add up to what they do together.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from msgspec import Struct

from vsm_desktop.edit.changes import put
from vsm_desktop.edit.deriving import promisable
from vsm_desktop.insight.conflicts import Conflict, between, conflicts
from vsm_desktop.insight.sides import Side
from vsm_desktop.metrics.measure import measure
from vsm_desktop.model.kaizen import Kaizen, bursts_of
from vsm_desktop.model.stream import State, ValueStream

How = Literal["alone", "in_order", "together"]


class BurstRow(Struct, frozen=True):
    """One burst: its number in the order from 1, whether it is on, and by how many days it changes the lead time.

    None where the lead time is unknown with or without it.
    """

    burst: Kaizen
    number: int
    on: bool
    alone_days: float | None
    in_order_days: float | None
    conflicts: tuple[Conflict, ...] = ()


class BurstEffects(Struct, frozen=True):
    """All bursts of a document in a state: lead times in days of its base, with those that are on, and as it is drawn.

    `by_hand_days` is what was drawn by hand besides adds; 0 for a state without a base, whose bursts are as if on. `why`
    says why the lead time is not known, where it is not.
    """

    state_id: str
    base_id: str
    rows: tuple[BurstRow, ...]
    before_days: float | None
    together_days: float | None
    drawn_days: float | None
    conflicts: tuple[Conflict, ...] = ()
    why: str = ""

    @property
    def change_days(self) -> float | None:
        """What all that are on do together."""
        return _less(self.together_days, self.before_days)

    @property
    def by_hand_days(self) -> float | None:
        """What was drawn by hand does besides."""
        return _less(self.drawn_days, self.together_days)

    def row(self, id_: str) -> BurstRow | None:
        """The row of a burst."""
        return next((row for row in self.rows if row.burst.id == id_), None)


def burst_effects(stream: ValueStream, state_id: str) -> BurstEffects:
    """What every burst does in a state that was made from another one; in any other, what all not dropped would do.

    Raises KeyError for a state the stream does not have.
    """
    state = stream.state(state_id)
    making = _Making(stream, state)
    every, on = making.every, making.on
    found = conflicts(making.base, every, on, stream.own_fields, stream.states)
    rows: list[BurstRow] = []
    before: tuple[str, ...] = ()
    for number, burst in enumerate(every, 1):
        after = (*before, burst.id)
        alone = _less(making.lead((burst.id,)), making.lead(()))
        in_order = _less(making.lead(after), making.lead(before))
        rows.append(BurstRow(burst, number, burst.id in on, alone, in_order, between(found, burst.id)))
        before = after if burst.id in on else before
    together = making.lead(before)
    drawn = _lead(stream, state_id)[0] if state.base else together
    return BurstEffects(
        state.id, making.base.id, tuple(rows), making.lead(()), together, drawn, _among(found, on), making.why
    )


def sides(stream: ValueStream, state_id: str, burst_id: str, how: How) -> tuple[Side, Side]:
    """The stream without and with a burst, alone or in order; or without any and with all that are on together.

    Both as documents in which the base is so changed, under its id. Raises KeyError for an id that is no burst.
    """
    making = _Making(stream, stream.state(state_id))
    order = [burst.id for burst in making.every]
    if how != "together" and burst_id not in order:
        raise KeyError(burst_id)
    if how == "together":
        return making.side(()), making.side(id_ for id_ in order if id_ in making.on)
    if how == "alone":
        return making.side(()), making.side((burst_id,))
    earlier = tuple(id_ for id_ in order[: order.index(burst_id)] if id_ in making.on)
    return making.side(earlier), making.side((*earlier, burst_id))


def on_in(stream: ValueStream, state: State) -> frozenset[str]:
    """The bursts that are on in a state; in one that was made from none, all that are not dropped are as if on."""
    if state.base:
        return frozenset(state.bursts)
    return frozenset(burst.id for burst in bursts_of(stream) if burst.changes and burst.status != "dropped")


class _Making:
    """The base of a state with one or another row of bursts made, each measured once."""

    def __init__(self, stream: ValueStream, state: State) -> None:
        self.stream = stream
        self.base = stream.state(state.base) if state.base else state
        self.every = bursts_of(stream)
        self.on = on_in(stream, state)
        self._changes = {burst.id: tuple(filter(promisable, burst.changes)) for burst in self.every}
        self._leads: dict[tuple[str, ...], float | None] = {}
        self.why = ""

    def side(self, ids: Iterable[str]) -> Side:
        changes = [change for id_ in ids for change in self._changes[id_]]
        made = put(changes, self.base).state if changes else self.base
        return self.stream.with_state(made), self.base.id

    def lead(self, ids: Iterable[str]) -> float | None:
        """The lead time in days; bursts that promise nothing yet need no measuring."""
        key = tuple(id_ for id_ in ids if self._changes[id_])
        if key not in self._leads:
            self._leads[key], why = _lead(*self.side(key))
            self.why = self.why or why
        return self._leads[key]


def _lead(stream: ValueStream, state_id: str) -> tuple[float | None, str]:
    """The lead time in days, and why there is none."""
    found = measure(stream, state_id).metrics["lead_time_days"]
    return found.number, found.reason if found.number is None else ""


def _less(after: float | None, before: float | None) -> float | None:
    return None if after is None or before is None else after - before


def _among(found: Iterable[Conflict], on: frozenset[str]) -> tuple[Conflict, ...]:
    """The conflicts that are real now: all bursts they are about are on."""
    return tuple(one for one in found if on.issuperset(one.bursts))
