"""What a plan leads to day by day: the state it leads from with the bursts made that land by then (see `glide`)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from vsm_desktop.assets import _
from vsm_desktop.edit.changes import put
from vsm_desktop.edit.deriving import promised
from vsm_desktop.insight.numbers import results_of
from vsm_desktop.insight.planned import Span, bursts_between, plan_sides, span_of
from vsm_desktop.insight.sides import Side, counted_like, state_of
from vsm_desktop.metrics.measure import measure as measured
from vsm_desktop.metrics.report import Result
from vsm_desktop.model.dates import day_of, month_end
from vsm_desktop.model.kaizen import Kaizen, bursts_of
from vsm_desktop.model.plan import Plan
from vsm_desktop.model.plan_table import bursts_by_objective, end_of
from vsm_desktop.model.scoreboard import MeasureKey
from vsm_desktop.model.spans import Spans, spans_of
from vsm_desktop.model.stream import ValueStream

GLIDING: tuple[tuple[str, MeasureKey, str], ...] = (
    ("lead_time_days", "lead_time", _("Lead time")),
    ("rolled_ca", "rolled_ca", _("Value stream %C&A")),
    ("cost_per_piece", "cost", _("Cost per piece")),
)
"""The numbers that glide: the metric of the map, the measure of the scoreboard that is laid over it, and their name."""
LEAD_TIME = GLIDING[0][0]
PER_METRIC: Mapping[str, float] = {"rolled_ca": 100.0}
"""What a metric is multiplied by to be in the unit its measure is entered in, where that is not 1."""
_MOST_NAMED = 4
WHOLE = ""
"""Stands for the future state where no burst leads to it."""
NOWHERE = _("No future state yet, and no burst promises a change.")
"""Why nothing is expected where a plan leads to no other state."""
UNDATED = _("No glide path yet: no objective has a date.")
"""Why nothing is expected where neither an objective nor a burst that leads to the future state has a date."""


class Expectation:
    """What a plan expects day by day, read on a day; each state on the way is measured once."""

    def __init__(self, stream: ValueStream, today: date) -> None:
        self.span = span_of(stream, today)
        self._path = Path(stream, self.span)

    def on(self, day: date) -> dict[str, float | None]:
        """The numbers of a day, by the keys of the gliding metrics."""
        return self._path.on(day)


def expected_on(stream: ValueStream, day: date) -> dict[str, float | None]:
    """What the plan expects on a day, by the keys of the gliding metrics."""
    return Expectation(stream, day).on(day)


def landing_days(stream: ValueStream, today: date) -> dict[str, date]:
    """When each burst the plan leads to is to be made: as its last objective ends, else as it is due.

    One that has neither is made as the plan ends (`unserved` are those).
    """
    span, ends = span_of(stream, today), _ends(stream)
    on = bursts_between(stream)[1]
    latest: dict[str, date] = {}
    plan: Plan | None = stream.plan
    for one in plan.objectives if plan else ():
        for id_ in one.bursts:
            end = ends[one.id] or span.last
            latest[id_] = max(end, latest.get(id_, end))
    return {
        burst.id: latest.get(burst.id) or day_of(burst.due) or span.last
        for burst in bursts_of(stream)
        if burst.id in on
    }


def unserved(stream: ValueStream) -> tuple[Kaizen, ...]:
    """The bursts the plan leads to that no objective serves, in the order of the document; none where nothing is planned."""
    plan: Plan | None = stream.plan
    if plan is None or not plan.objectives:
        return ()
    served = {id_ for one in plan.objectives for id_ in one.bursts}
    on = bursts_between(stream)[1] - served
    return tuple(burst for burst in bursts_of(stream) if burst.id in on)


def listed(titles: Sequence[str]) -> str:
    """Titles in a sentence: the first four, and how many more there are."""
    if len(titles) <= _MOST_NAMED + 1:
        return ", ".join(titles)
    more = _("and {n} more").format(n=len(titles) - _MOST_NAMED)
    return f"{', '.join(titles[:_MOST_NAMED])} {more}"


def _ends(stream: ValueStream) -> dict[str, date | None]:
    """When each objective is to end."""
    plan: Plan | None = stream.plan
    served = bursts_by_objective(stream)
    return {one.id: end_of(one, served[one.id]) for one in (plan.objectives if plan else ())}


class Path:
    """The states on the way, each measured once."""

    def __init__(self, stream: ValueStream, span: Span) -> None:
        self.stream, self.span = stream, span
        self.base, self.goal = plan_sides(stream)
        self.root, _on = bursts_between(stream)
        self.days = landing_days(stream, span.first)
        self.why = self._why()
        if not self.days and self.base != self.goal:  # as a whole, with the last objective
            ends = [end for end in _ends(stream).values() if end is not None]
            self.days = {WHOLE: max(ends, default=span.last)}
        self.misfits: list[str] = []
        self._found: dict[frozenset[str], Mapping[str, Result]] = {}
        self.every = frozenset(self.days)
        self.made = [self.made_by(month_end(first)) for first in span.months]

    def _why(self) -> str:
        """Why there is no path at all; nothing where there is one."""
        if self.base == self.goal and not promised(self.stream, self.days):
            return NOWHERE
        dated = any(_ends(self.stream).values()) or any(
            day_of(burst.due) for burst in bursts_of(self.stream) if burst.id in self.days
        )
        return "" if dated else UNDATED

    @property
    def landed(self) -> list[tuple[str, ...]]:
        """The bursts made in each month; those due before the plan begins in the first."""
        before = [frozenset[str](), *self.made]
        return [
            tuple(id_ for id_ in self.days if id_ in made - known and id_ != WHOLE)
            for known, made in zip(before, self.made, strict=False)
        ]

    def made_by(self, day: date) -> frozenset[str]:
        """The bursts that are to be made by the end of a day."""
        return frozenset(id_ for id_, at in self.days.items() if at <= day)

    def on(self, day: date) -> dict[str, float | None]:
        """What is expected at the end of a day."""
        found = self.results(self.made_by(day))
        return {key: None if self.why else found[key].number for key, _measure, _label in GLIDING}

    def steps(self, key: str) -> Iterator[tuple[date, float | None]]:
        """The days from which on another number is expected, from the day before the plan on to its end."""
        before = self.span.months[0] - timedelta(days=1)
        days = sorted({before, *(day for day in self.days.values() if day > before), self.span.last})
        yield from ((day, self.on(day)[key]) for day in days)

    def spans(self, longest: Sequence[float | None]) -> Spans:
        """How lead times of which the longest is among these are said: as the map the plan leads from says its own."""
        return spans_of(longest, measured(*self.base).day_s, state_of(self.base).options.time_unit)

    def results(self, made: frozenset[str]) -> Mapping[str, Result]:
        """The numbers with these bursts made."""
        if made not in self._found:
            self._found[made] = results_of(self._side(made))
        return self._found[made]

    def _side(self, made: frozenset[str]) -> Side:
        """The state with these bursts made, counted by the conventions of the state the plan leads from."""
        if made == self.every and self.base != self.goal:
            return counted_like(self.base, self.goal)
        changes = promised(self.stream, made)
        if not changes:
            return self.base
        found = put(changes, self.stream.state(self.root))
        self.misfits += [one.reason for one in found.misfits]
        return counted_like(self.base, (self.stream.with_state(found.state), found.state.id))
