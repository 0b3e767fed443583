"""The glide path: what lead time, %C&A and cost are expected month by month if the plan is kept, and what was reached.

The state of a month is the state the plan leads from with the bursts made whose objectives end by then. Once every burst of
the future state is made it is the future state itself, with what was drawn by hand on it: the last month of a plan that
ends in time has the numbers of the future state.

All of them are counted by the conventions of the state the plan leads from, the future state with them: a path that changed
its way to count on the way would fall or rise by that alone. Where both states count alike, the last month is what the
future state says of itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Literal

from msgspec import Struct

from vsm_desktop.assets import _
from vsm_desktop.edit.changes import put
from vsm_desktop.edit.deriving import promised
from vsm_desktop.insight.bursts import on_in
from vsm_desktop.insight.numbers import number_in_words, results_of
from vsm_desktop.insight.planned import Span, plan_sides, said_of_counting, span_of
from vsm_desktop.insight.sides import Side, counted_like, state_of
from vsm_desktop.metrics.report import Result
from vsm_desktop.model.dates import day_of, month_end, said_day, said_month
from vsm_desktop.model.display import DASH
from vsm_desktop.model.kaizen import bursts_of
from vsm_desktop.model.plan import Plan
from vsm_desktop.model.plan_table import bursts_by_objective, end_of
from vsm_desktop.model.scoreboard import Measure, MeasureKey, Scoreboard
from vsm_desktop.model.stream import ValueStream

When = Literal["past", "now", "coming"]
GLIDING: tuple[tuple[str, MeasureKey, str], ...] = (
    ("lead_time_days", "lead_time", _("Lead time")),
    ("rolled_ca", "rolled_ca", _("Value stream %C&A")),
    ("cost_per_piece", "cost", _("Cost per piece")),
)
"""The numbers that glide: the metric of the map, the measure of the scoreboard that is laid over it, and their name."""
PER_METRIC: Mapping[str, float] = {"rolled_ca": 100.0}
"""What a metric is multiplied by to be in the unit its measure is entered in, where that is not 1."""
WHOLE = ""
"""Stands for the future state where no burst leads to it."""
NOWHERE = _("No future state yet, and no burst promises a change.")
"""Why nothing is expected where a plan leads to no other state."""
UNDATED = _("No glide path yet: no objective has a date.")
"""Why nothing is expected where neither an objective nor a burst that leads to the future state has a date."""
_CLOSE = 0.02  # of what is expected: less is as planned


class Month(Struct, frozen=True):
    """One month of the plan; `landed` are the bursts that are made in it, in the order of the document."""

    first: date
    last: date
    when: When
    landed: tuple[str, ...] = ()


class Series(Struct, frozen=True):
    """One number month by month, in `unit`: `start` before the plan, `expected` at the end of each month, `actual` the last
    value of the scoreboard in each, None where there is none. Words of the expected ones as one reads them; `target` is
    that of the future state; `why` says why the first unknown one is not known.
    """

    key: str
    measure: MeasureKey
    label: str
    unit: str
    start: float | None
    target: float | None
    expected: tuple[float | None, ...]
    actual: tuple[float | None, ...]
    words: tuple[str, ...]
    why: str = ""

    @property
    def known(self) -> bool:
        """Whether there is anything to show."""
        return self.expects or any(value is not None for value in self.actual)

    @property
    def expects(self) -> bool:
        """Whether it is known for any month what it should be."""
        return any(value is not None for value in self.expected)

    def said(self, value: float | None) -> str:
        """A value of it in words."""
        return DASH if value is None else number_in_words(self.key, value, self.unit)


class Glide(Struct, frozen=True):
    """The path of a plan: its months, a series for each number, where it is left (`deviations`), what to know (`notes`).

    `reaches` says whether every burst of the future state is made by the last month.
    """

    months: tuple[Month, ...] = ()
    series: tuple[Series, ...] = ()
    deviations: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    reaches: bool = False

    def of(self, key: str) -> Series | None:
        """The series of a metric."""
        return next((one for one in self.series if one.key == key), None)


def glide_path(stream: ValueStream, today: date) -> Glide:
    """What the plan leads to month by month, with what the scoreboard says of it; empty without a plan."""
    if stream.plan is None:
        return Glide()
    path = _Path(stream, span_of(stream, today))
    whens = [_when(first, today) for first in path.span.months]
    months = tuple(
        Month(first, month_end(first), when, landed)
        for first, when, landed in zip(path.span.months, whens, path.landed, strict=True)
    )
    series = tuple(_series(path, months, today, *one) for one in GLIDING)
    told = (*_against(series, months), *_behind(path, today, series[0]))
    reaches = not path.why and path.made[-1] == path.every
    return Glide(months, series, told, tuple(_notes(path)), reaches)


def expected_on(stream: ValueStream, day: date) -> dict[str, float | None]:
    """What the plan expects on a day, by the keys of the gliding metrics."""
    path = _Path(stream, span_of(stream, day))
    found = path.results(path.made_by(day))
    return {key: None if path.why else found[key].number for key, _measure, _label in GLIDING}


def landing_days(stream: ValueStream, today: date) -> dict[str, date]:
    """When each burst the plan leads to is to be made: as its last objective ends, else as it is due.

    One that has neither is made as the plan ends.
    """
    span, ends = span_of(stream, today), _ends(stream)
    on = _bursts_between(stream)[1]
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


def _ends(stream: ValueStream) -> dict[str, date | None]:
    """When each objective is to end."""
    plan: Plan | None = stream.plan
    served = bursts_by_objective(stream)
    return {one.id: end_of(one, served[one.id]) for one in (plan.objectives if plan else ())}


def _bursts_between(stream: ValueStream) -> tuple[str, frozenset[str]]:
    """The state the bursts are made in, and those that lead to where the plan leads.

    A future state that was made from others has the bursts of all on the way; where there is none yet, every burst leads to
    it. One that was drawn by itself has none: what each brings cannot be told.
    """
    (_stream, base), (_same, goal) = plan_sides(stream)
    if base == goal:
        return base, on_in(stream, stream.state(goal).evolve(base="", bursts=()))
    root, on = goal, frozenset[str]()
    while root != base and (state := stream.state(root)).base:
        root, on = state.base, on | on_in(stream, state)
    return root, on


class _Path:
    """The states on the way, each measured once."""

    def __init__(self, stream: ValueStream, span: Span) -> None:
        self.stream, self.span = stream, span
        self.base, self.goal = plan_sides(stream)
        self.root, _on = _bursts_between(stream)
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


def _when(first: date, today: date) -> When:
    return "now" if first <= today <= month_end(first) else "past" if first < today else "coming"


def _series(
    path: _Path, months: Sequence[Month], today: date, key: str, measure: MeasureKey, label: str
) -> Series:
    results = [path.results(made)[key] for made in path.made]
    numbers = tuple(one.number for one in results)
    why = next((one.reason for one in results if one.number is None), "")
    if path.why:
        numbers, why = (None,) * len(numbers), path.why
    actual = tuple(
        _last_in(_measure(path.stream, measure), month, today, PER_METRIC.get(key, 1.0)) for month in months
    )
    unit = results[0].unit
    words = tuple(DASH if value is None else number_in_words(key, value, unit) for value in numbers)
    first, goal = path.results(frozenset())[key].number, path.results(path.every)[key].number
    goal = None if path.why == NOWHERE else goal
    return Series(key, measure, label, unit, first, goal, numbers, actual, words, why)


def _measure(stream: ValueStream, key: MeasureKey) -> Measure | None:
    """The first measure of a kind on the scoreboard."""
    board: Scoreboard | None = stream.scoreboard
    return next((one for one in (board.measures if board else ()) if one.key == key), None)


def _last_in(measure: Measure | None, month: Month, today: date, factor: float) -> float | None:
    """The last value of a month that has come; what is dated later is no actual yet."""
    end = min(month.last, today)
    found = [
        one.value
        for one in (measure.actuals if measure else ())
        if month.first.isoformat() <= one.on <= end.isoformat()
    ]
    return found[-1] / factor if found else None


def _against(series: Sequence[Series], months: Sequence[Month]) -> Iterator[str]:
    """What was last reached of each number, beside what was expected then."""
    for one in series:
        reached = [(at, value) for at, value in enumerate(one.actual) if value is not None]
        if not reached:
            continue
        at, value = reached[-1]
        expected, month = one.expected[at], said_month(months[at].last)
        if expected is None:
            continue
        words = _("{label} in {month}: {value}, as planned.")
        if abs(value - expected) > _CLOSE * max(abs(expected), abs(value)):
            more = value > expected
            words = _("{label} in {month}: {value}, {gap} more than the {expected} expected.")
            if not more:
                words = _("{label} in {month}: {value}, {gap} less than the {expected} expected.")
        gap = one.said(abs(value - expected))
        yield words.format(
            label=one.label, month=month, value=one.said(value), gap=gap, expected=one.said(expected)
        )


def _behind(path: _Path, today: date, lead: Series) -> Iterator[str]:
    """The bursts that were to be made by today and are not, and what the map says with those that are."""
    due = [id_ for id_, day in path.days.items() if day < today and id_ != WHOLE and path.why != UNDATED]
    done = _done(path.stream)
    missing = [id_ for id_ in due if id_ not in done]
    if not missing:
        return
    titles = {burst.id: burst.title or burst.id for burst in bursts_of(path.stream)}
    for id_ in missing:
        yield _("{title} was to be made by {day} and is not.").format(
            title=titles[id_], day=said_day(path.days[id_])
        )
    have = path.results(path.every & done)[lead.key].number
    want = path.results(path.made_by(today))[lead.key].number
    if have is not None and want is not None and lead.said(have) != lead.said(want):
        words = _("With what is made, the map says a lead time of {have}; by today the plan has {want}.")
        yield words.format(have=lead.said(have), want=lead.said(want))


def _done(stream: ValueStream) -> frozenset[str]:
    """The bursts that are made: done themselves, or in objectives that are all done."""
    plan: Plan | None = stream.plan
    serving = plan.objectives if plan else ()
    found = {burst.id for burst in bursts_of(stream) if burst.status == "done"}
    served = {id_ for one in serving for id_ in one.bursts}
    return frozenset(
        found | {id_ for id_ in served if all(one.done >= 1 for one in serving if id_ in one.bursts)}
    )


def _notes(path: _Path) -> Iterator[str]:
    """What to know about the path: what it does not reach, and what it counts by."""
    if path.why == UNDATED:
        return  # that is said in place of the path
    last = path.span.last
    titles = {burst.id: burst.title or burst.id for burst in bursts_of(path.stream)}
    for id_ in sorted(path.every - path.made[-1], key=lambda id_: path.days[id_]):
        words = _("{title} is made on {day}, after the plan ends.")
        title = titles.get(id_) or state_of(path.goal).name or path.goal[1]
        yield words.format(title=title, day=said_day(path.days[id_]))
    if WHOLE in path.days:
        yield _("No burst leads to {state}: its numbers stand from {month} on.").format(
            state=state_of(path.goal).name or path.goal[1], month=said_month(min(path.days[WHOLE], last))
        )
    if counted := said_of_counting(path.stream):
        yield counted
    if path.misfits:
        yield _("In the order of their dates not all the bursts change fits before others are made.")
