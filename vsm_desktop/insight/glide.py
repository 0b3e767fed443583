"""The glide path: what lead time, %C&A and cost are expected month by month if the plan is kept, and what was reached.

The state of a month is the state the plan leads from with the bursts made whose objectives end by then. Once every burst of
the future state is made it is the future state itself, with what was drawn by hand on it: the last month of a plan that
ends in time has the numbers of the future state.

All of them are counted by the conventions of the state the plan leads from, the future state with them: a path that changed
its way to count on the way would fall or rise by that alone. Where both states count alike, the last month is what the
future state says of itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from vsm_desktop.assets import _
from vsm_desktop.insight.judging import is_fresh, said_of_silence, said_value, unit_of
from vsm_desktop.insight.landing import (
    GLIDING,
    LEAD_TIME,
    NOWHERE,
    PER_METRIC,
    UNDATED,
    WHOLE,
    Path,
    listed,
    unserved,
)
from vsm_desktop.insight.numbers import number_in_words
from vsm_desktop.insight.planned import MOST_MONTHS, said_of_counting, span_of
from vsm_desktop.insight.sides import state_of
from vsm_desktop.model.dates import day_of, month_end, said_day, said_month
from vsm_desktop.model.display import DASH
from vsm_desktop.model.kaizen import bursts_of
from vsm_desktop.model.plan import Plan
from vsm_desktop.model.scoreboard import Measure, MeasureKey, Scoreboard
from vsm_desktop.model.spans import Spans, printed_change
from vsm_desktop.model.stream import ValueStream

When = Literal["past", "now", "coming"]


class Month(Struct, frozen=True):
    """One month of the plan; `landed` are the bursts that are made in it, in the order of the document."""

    first: date
    last: date
    when: When
    landed: tuple[str, ...] = ()


class Series(Struct, frozen=True):
    """One number month by month, in `unit`: `start` before the plan, `expected` at the end of each month, `actual` the last
    value of the scoreboard in each, None where there is none. Words of the expected ones as one reads them; `target` is
    that of the future state; `why` says why the first unknown one is not known. `steps` are the days from which on another
    number is expected, `spans` says lead times as the map does.
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
    steps: tuple[tuple[date, float | None], ...] = ()
    spans: Spans = Spans()

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
        if value is None:
            return DASH
        if self.key == LEAD_TIME:
            return self.spans.text(value)
        return number_in_words(self.key, value, self.unit)


class Told(Struct, frozen=True):
    """A sentence on where a plan stands, and what it is about: a measure or a burst, by its id. `kept` where it is as planned."""

    words: str
    measure: str = ""
    burst: str = ""
    kept: bool = False


class Glide(Struct, frozen=True):
    """The path of a plan: its months, a series for each number, where it is left (`told`), what to know (`notes`).

    `reaches` says whether every burst of the future state is made by the last month.
    """

    months: tuple[Month, ...] = ()
    series: tuple[Series, ...] = ()
    told: tuple[Told, ...] = ()
    notes: tuple[str, ...] = ()
    reaches: bool = False

    @property
    def deviations(self) -> tuple[str, ...]:
        """Where the plan stands, in sentences."""
        return tuple(one.words for one in self.told)

    def of(self, key: str) -> Series | None:
        """The series of a metric."""
        return next((one for one in self.series if one.key == key), None)


def glide_path(stream: ValueStream, today: date) -> Glide:
    """What the plan leads to month by month, with what the scoreboard says of it; empty without a plan."""
    if stream.plan is None:
        return Glide()
    path = Path(stream, span_of(stream, today))
    whens = [_when(first, today) for first in path.span.months]
    months = tuple(
        Month(first, month_end(first), when, landed)
        for first, when, landed in zip(path.span.months, whens, path.landed, strict=True)
    )
    series = tuple(_series(path, months, today, *one) for one in GLIDING)
    told = (*_against(path, series, today), *_behind(path, today, series[0]))
    reaches = not path.why and path.made[-1] == path.every
    return Glide(months, series, told, tuple(_notes(path)), reaches)


def _when(first: date, today: date) -> When:
    return "now" if first <= today <= month_end(first) else "past" if first < today else "coming"


def _series(
    path: Path, months: Sequence[Month], today: date, key: str, measure: MeasureKey, label: str
) -> Series:
    results = [path.results(made)[key] for made in path.made]
    numbers = tuple(one.number for one in results)
    why = next((one.reason for one in results if one.number is None), "")
    if path.why:
        numbers, why = (None,) * len(numbers), path.why
    actual = tuple(
        _last_in(_measure(path.stream, measure), month, today, PER_METRIC.get(key, 1.0)) for month in months
    )
    first, goal = path.results(frozenset())[key].number, path.results(path.every)[key].number
    goal = None if path.why == NOWHERE else goal
    found = Series(
        key, measure, label, results[0].unit, first, goal, numbers, actual, (), why, tuple(path.steps(key))
    )
    if key == LEAD_TIME:
        found = replace(found, spans=path.spans((first, goal, *numbers, *actual)))
    return replace(found, words=tuple(map(found.said, numbers)))


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


def _against(path: Path, series: Sequence[Series], today: date) -> Iterator[Told]:
    """What was last reached of each number since the plan began, beside what the plan has on that day; as the scoreboard says
    it."""
    for one in series:
        measure = _measure(path.stream, one.measure)
        if measure is None:
            continue
        known = [each for each in measure.actuals if each.on <= today.isoformat()]
        if not known or known[-1].on < path.span.months[0].isoformat():
            continue
        last, unit, factor = known[-1], unit_of(measure), PER_METRIC.get(one.key, 1.0)
        day = date.fromisoformat(last.on)
        expected = path.on(day)[one.key]
        if expected is None:
            continue
        told = {"label": one.label, "value": _measured(one, last.value, unit), "day": said_day(day)}
        if not is_fresh(known, today):
            words = _("{label}: {value}, {silence}.").format(silence=said_of_silence(last, today), **told)
            yield Told(words, measure.id)
        else:
            gap = last.value - expected * factor
            told["expected"] = _measured(one, expected * factor, unit)
            told["gap"] = (printed_change(told["expected"], told["value"]) or "")[1:]
            told["gap"] = told["gap"] or _measured(one, abs(gap), unit)
            words = _("{label} on {day}: {value}, as planned.")
            kept = told["expected"] == told["value"]
            if not kept:
                words = (
                    _("{label} on {day}: {value}, {gap} more than the {expected} expected.")
                    if gap > 0
                    else _("{label} on {day}: {value}, {gap} less than the {expected} expected.")
                )
            yield Told(words.format(**told), measure.id, kept=kept)


def _measured(series: Series, value: float, unit: str) -> str:
    """A value of the scoreboard in words, lead times as the map says them."""
    if series.spans.unit != "d":
        return series.spans.text(value)
    return said_value(value, unit)


def _behind(path: Path, today: date, lead: Series) -> Iterator[Told]:
    """The bursts that were to be made by today and are not, and what the map says with those that are."""
    due = [id_ for id_, day in path.days.items() if day < today and id_ != WHOLE and path.why != UNDATED]
    done = _done(path.stream)
    missing = [id_ for id_ in due if id_ not in done]
    if not missing:
        return
    titles = {burst.id: burst.title or burst.id for burst in bursts_of(path.stream)}
    for id_ in missing:
        words = _("{title} was to be made by {day} and is not.")
        yield Told(words.format(title=titles[id_], day=said_day(path.days[id_])), burst=id_)
    have = path.results(path.every & done)[lead.key].number
    want = path.results(path.made_by(today))[lead.key].number
    if have is not None and want is not None and lead.said(have) != lead.said(want):
        words = _("With what is made, the map says a lead time of {have}; by today the plan has {want}.")
        measure = _measure(path.stream, lead.measure)
        yield Told(
            words.format(have=lead.said(have), want=lead.said(want)),
            "" if measure is None else measure.id,
            "" if measure is not None else missing[0],
        )


def _done(stream: ValueStream) -> frozenset[str]:
    """The bursts that are made: done themselves, or in objectives that are all done."""
    plan: Plan | None = stream.plan
    serving = plan.objectives if plan else ()
    found = {burst.id for burst in bursts_of(stream) if burst.status == "done"}
    served = {id_ for one in serving for id_ in one.bursts}
    return frozenset(
        found | {id_ for id_ in served if all(one.done >= 1 for one in serving if id_ in one.bursts)}
    )


def _notes(path: Path) -> Iterator[str]:
    """What to know about the path: what it does not reach, and what it counts by."""
    if path.why == UNDATED:
        return  # that is said in place of the path
    last = path.span.last
    titles = {burst.id: burst.title or burst.id for burst in bursts_of(path.stream)}
    yield from _longer(path)
    later = [id_ for id_ in path.days if id_ not in path.made[-1]]
    for id_ in sorted(later, key=lambda id_: path.days[id_]):
        words = _("{title} is made on {day}, after the plan ends.")
        title = titles.get(id_) or state_of(path.goal).name or path.goal[1]
        yield words.format(title=title, day=said_day(path.days[id_]))
    if loose := [titles[burst.id] for burst in unserved(path.stream) if day_of(burst.due) is None]:
        words = _("The burst {titles} has no objective; it is expected at the end of the plan, {month}.")
        if len(loose) > 1:
            words = _(
                "{n} bursts have no objective: {titles}; they are expected at the end of the plan, {month}."
            )
        yield words.format(n=len(loose), titles=listed(loose), month=said_month(last))
    if WHOLE in path.days:
        yield _("No burst leads to {state}: its numbers stand from {month} on.").format(
            state=state_of(path.goal).name or path.goal[1], month=said_month(min(path.days[WHOLE], last))
        )
    if counted := said_of_counting(path.stream):
        yield counted
    if path.misfits:
        yield _("In the order of their dates not all the bursts change fits before others are made.")


def _longer(path: Path) -> Iterator[str]:
    """That the months of the plan do not reach as far as what is planned in it, or that even the most do not."""
    plan: Plan | None = path.stream.plan
    months = len(path.span.months)
    if plan is not None and months > plan.months:
        words = _("The plan was to run for {n} months; what is planned in it ends in {month}.")
        yield words.format(n=plan.months, month=said_month(max((path.span.last, *path.days.values()))))
    if months == MOST_MONTHS and any(day > path.span.last for day in path.days.values()):
        yield _("{n} months are shown at most.").format(n=months)
