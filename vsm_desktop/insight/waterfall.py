"""From the lead time of one state to that of another, by place and cause; the parts add up to the difference.

The lead time is the sum over all steps of passages x days of one passage (METRICS.md 5). What changed at a step is counted by
the passages it had, what changed in its passages by the days it has now, so nothing is counted twice and nothing is left.
Demand, calendar and conventions change every step at once: each has a part of its own, which is the lead time with it less the
lead time without it, all else being as it is in the second state.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import fsum

from msgspec import Struct

from vsm_desktop.assets import _
from vsm_desktop.insight.causes import COMMON, Bar, Cause, at_once, places, spans_between
from vsm_desktop.insight.passage import Passage, passage_of
from vsm_desktop.insight.sides import Side, apart, counted_like, differing_conventions, state_of, titles_of
from vsm_desktop.metrics.clock import clock_of
from vsm_desktop.metrics.figure import known
from vsm_desktop.metrics.measure import measure
from vsm_desktop.model.display import rounded
from vsm_desktop.model.nodes import Customer
from vsm_desktop.model.spans import Spans
from vsm_desktop.model.stream import State

MOST = 8
_LITTLE = 0.005  # of the longer lead time: less is one of "other steps"
_NOTHING = 1e-12


class Waterfall(Struct, frozen=True):
    """The parts that lead from `start` to `end`, both lead times in days; where one is unknown there are none, and `why`.

    `labels` say what either end is called, `spans` the unit all lead times of the comparison are read in.
    """

    labels: tuple[str, str]
    start: float | None
    end: float | None
    parts: tuple[Bar, ...] = ()
    why: str = ""
    spans: Spans = Spans()

    @property
    def texts(self) -> tuple[str, ...]:
        """The start, each part with its sign and the end, as they are printed; nothing where an end is unknown."""
        if self.start is None or self.end is None:
            return ()
        return self.spans.adding_up(self.start, [part.days for part in self.parts], self.end)

    @property
    def change(self) -> float | None:
        """What the parts add up to, in days."""
        return None if self.start is None or self.end is None else self.end - self.start


def waterfall(a: Side, b: Side, most: int = MOST) -> Waterfall:
    """From the lead time of `a` to that of `b`; small parts are put together where there would be more than `most`.

    With `most` 0 every part stands alone.
    """
    labels, first, last = titles_of(a, b), passage_of(a), passage_of(b)
    for passage, label in zip((first, last), labels, strict=True):
        if passage.lead_days is None:
            why = _("{state}: the lead time is not known. {reason}").format(state=label, reason=passage.why)
            return Waterfall(labels, first.lead_days, last.lead_days, (), why)
    goal, common = _without_common(a, b, last)
    scale = max(first.lead_days or 0.0, last.lead_days or 0.0)
    parts = [part for part in (*places(first, goal), *common) if abs(part.days) > _NOTHING * scale]
    shown = tuple(folded(parts, scale, most) if most else parts)
    return Waterfall(labels, first.lead_days, last.lead_days, shown, spans=spans_between(first, last))


def _without_common(a: Side, b: Side, last: Passage) -> tuple[Passage, list[Bar]]:
    """The second state with the conventions, calendar and demand of the first, and what each of these makes of it.

    What cannot be told apart, because the state without it has no lead time, stays with the steps.
    """
    found: list[Bar] = []
    for take in (_conventions, _calendar, _demand):
        taken = take(a, b)
        if taken is None:
            continue
        other = apart(b, taken.state)
        before = passage_of(other)
        if before.lead_days is None or last.lead_days is None:
            continue
        found.insert(0, at_once(taken.cause, taken.words, taken.ids, last.lead_days - before.lead_days))
        b, last = other, before
    return last, found


class _Taken(Struct, frozen=True):
    """The second state with something of the first one instead of its own, and what that is, in words."""

    cause: Cause
    words: str
    state: State
    ids: tuple[str, ...] = ()


def _conventions(a: Side, b: Side) -> _Taken | None:
    differ = differing_conventions(a, b)
    words = ", ".join(one.words for one in differ)
    return _Taken("conventions", words, state_of(counted_like(a, b))) if differ else None


def _calendar(a: Side, b: Side) -> _Taken | None:
    before, after = (side[0].calendar_of(state_of(side)) for side in (a, b))
    if before == after:
        return None
    times = tuple(clock_of(side[0].calendar_of(state_of(side)), state_of(b).options) for side in (a, b))
    lengths = [known(time.available_s_per_day) for time in times]
    words = _("other working days")
    if None not in lengths and lengths[0] != lengths[1]:
        shown = ["–" if one is None else rounded(one / 60, 0) for one in lengths]
        words = _("a day of {before} → {after} min").format(before=shown[0], after=shown[1])
    return _Taken("calendar", words, state_of(b).evolve(calendar=before))


def _demand(a: Side, b: Side) -> _Taken | None:
    """Each customer's demand as it was; where either state has one customer, that is the same one."""
    olds, news = ([one for one in state_of(side).nodes if isinstance(one, Customer)] for side in (a, b))
    pairs = {new.id: old for new in news for old in olds if new.id == old.id}
    if not pairs and len(olds) == len(news) == 1:
        pairs = {news[0].id: olds[0]}
    taken = {
        new.id: new.evolve(demand=old.demand, demand_by_variant=old.demand_by_variant)
        for new in news
        if (old := pairs.get(new.id)) and _wanted(old) != _wanted(new)
    }
    if not taken:
        return None
    state = state_of(b)
    other = state.evolve(nodes=tuple(taken.get(node.id, node) for node in state.nodes))
    rates = [measure(*side).number("daily_demand") for side in (apart(b, other), b)]
    shown = ["–" if rate is None else rounded(rate, 0) for rate in rates]
    words = _("{before} → {after} a day").format(before=shown[0], after=shown[1])
    return _Taken("demand", words, other, tuple(taken))


def _wanted(customer: Customer) -> object:
    parts = tuple((part.variant, part.quantity.base) for part in customer.demand_by_variant)
    return parts or (customer.demand and customer.demand.base)


def folded(parts: Sequence[Bar], scale: float, most: int) -> Iterator[Bar]:
    """The parts in their order, with the small ones as one behind the other places, so that at most so many are left."""
    ranked = sorted(parts, key=lambda part: -abs(part.days))
    large = [part for part in ranked if abs(part.days) >= _LITTLE * scale]
    kept = large if len(large) <= most and len(parts) - len(large) < 2 else large[: most - 1]
    small = [part for part in parts if all(part is not one for one in kept)]
    if len(small) < 2:
        yield from parts
        return
    ids = tuple(dict.fromkeys(id_ for part in small for id_ in part.ids))
    rest = Bar(
        _("Other steps"),
        ids,
        _("{count} small changes").format(count=len(small)),
        fsum(part.days for part in small),
        "other",
    )
    shown = [part for part in parts if any(part is one for one in kept)]
    yield from (part for part in shown if part.kind not in COMMON)
    yield rest
    yield from (part for part in shown if part.kind in COMMON)
