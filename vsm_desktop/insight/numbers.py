"""The numbers of two states side by side, with what changed, absolutely and relatively (METRICS.md 12)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import isfinite
from types import MappingProxyType

from msgspec import Struct

from vsm_desktop.assets import _
from vsm_desktop.insight.coach.pacemaker import schedule_points
from vsm_desktop.insight.effect import Sense, relative_change, relative_words, sense_of
from vsm_desktop.insight.sides import Side, named, state_of
from vsm_desktop.metrics.calc.flow import turns
from vsm_desktop.metrics.clock import DAYS_PER_YEAR, amount
from vsm_desktop.metrics.explain.words import TITLE
from vsm_desktop.metrics.figure import TOO_LARGE, Why
from vsm_desktop.metrics.measure import measure
from vsm_desktop.metrics.report import Report, Result, Scalar
from vsm_desktop.model.display import DASH, lead_time, percent, plain, with_unit
from vsm_desktop.model.spans import Spans, printed_change, spans_of
from vsm_desktop.model.stream import State
from vsm_desktop.model.units import TimeUnit

SHOWN = (
    "lead_time_days",
    "waiting_time_days",
    "longest_wait_days",
    "wip_pc",
    "processing_time_s",
    "va_time_s",
    "pce",
    "activity_ratio",
    "takt_s",
    "daily_demand",
    "bottleneck",
    "highest_load",
    "stream_capacity_per_day",
    "operators_total",
    "cost_per_piece",
    "floor_space_m2",
    "rolled_ca",
    "distance_m",
    "schedule_points",
    "steps",
    "stock_turns",
)
"""The numbers one asks for first, in the order of a table."""
ENTERED = frozenset({"cost_per_piece", "floor_space_m2", "rolled_ca", "distance_m"})
"""Numbers one does not ask for where neither map has what they need."""
MORE: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "longest_wait_days": (_("Longest wait"), "day"),
        "longest_wait": (_("Where it waits longest"), ""),
        "highest_load": (_("Highest load"), "1"),
        "schedule_points": (_("Schedule points"), "1"),
        "steps": (_("Processes"), "1"),
        "stock_turns": (_("Stock turns a year"), "1"),
    }
)
"""What a comparison counts besides the metrics of a map: title and unit."""
_GOOD: Mapping[str, int] = MappingProxyType(
    {
        **dict.fromkeys(
            (
                "lead_time",
                "waiting_time",
                "longest_wait",
                "processing_time",
                "total_work_content",
                "nnva_time",
            ),
            -1,
        ),
        **dict.fromkeys(
            (
                "nva_time",
                "distance",
                "operators",
                "schedule_points",
                "highest_load",
                "wip",
                "cost",
                "floor_space",
            ),
            -1,
        ),
        **dict.fromkeys(("pce", "activity_ratio", "rolled_ca", "stream_capacity", "stock_turns"), 1),
    }
)
_PERCENT = frozenset({"pce", "activity_ratio", "rolled_ca", "highest_load"})
_AGREES = 0.015  # how far a relative change may be from that of the printed numbers
NO_WAIT = Why(_("Nothing waits."))


class MetricRow(Struct, frozen=True):
    """One number of two states.

    `change` is after - before, `relative` that by what it was before, both None where they cannot be told. `words` are what
    stands in a table: before, after, change, relative. `why` says why a side is unknown; `sense` is which way it went.
    """

    key: str
    label: str
    before: Scalar
    after: Scalar
    change: float | None
    relative: float | None
    unit: str
    words: tuple[str, str, str, str]
    why: str = ""
    sense: Sense = "same"

    @property
    def shown(self) -> bool:
        """Whether it belongs to the numbers one asks for first, or to those a user added."""
        if self.key in ENTERED and self.before is None and self.after is None:
            return False
        return self.key in SHOWN or self.key.startswith(("own.", "lead_time_days."))


def metric_rows(a: Side, b: Side) -> tuple[MetricRow, ...]:
    """Every number of both maps, those one asks for first in front; one that a side does not have is unknown there."""
    sides = [(state_of(side), results_of(side)) for side in (a, b)]
    longest = [results["lead_time_days"].number for _state, results in sides]
    spans = spans_of(longest, measure(*b).day_s, state_of(b).options.time_unit)
    keys = dict.fromkeys([*sides[0][1], *sides[1][1]])
    first = [key for key in SHOWN if key in keys]
    return tuple(_row(key, sides, spans, a, b) for key in dict.fromkeys([*first, *keys]))


def _row(
    key: str, sides: Sequence[tuple[State, Mapping[str, Result]]], spans: Spans, a: Side, b: Side
) -> MetricRow:
    missing = Result(None, "", _("This map has no such number."))
    one, other = (results.get(key, missing) for _state, results in sides)
    unit = one.unit or other.unit
    before, after = one.number, other.number
    change = after - before if before is not None and after is not None else None
    if change is not None and not isfinite(change):
        change = None
    texts = [
        _said(key, result, unit, spans, state, results)
        for (state, results), result in zip(sides, (one, other), strict=True)
    ]
    if key.partition(".")[0] in _PERCENT:
        texts = _shares(key, before, after, texts)
    changed = _change_words(key, change, unit, texts, spans, sides[1][0].options.time_unit)
    words = (texts[0], texts[1], changed, _relative_words(key, before, after, texts))
    why = " ".join(
        dict.fromkeys(result.reason for result in (one, other) if result.value is None and result.reason)
    )
    return MetricRow(
        key,
        label_of(key, a, b),
        one.value,
        other.value,
        change,
        relative_change(before, after),
        unit,
        words,
        why,
        _sense(key, one, other, texts),
    )


def label_of(key: str, a: Side, b: Side) -> str:
    """What a number is called; one of a customer has its name behind it."""
    head, _dot, tail = key.partition(".")
    if head == "own":
        totals = (*b[0].own_totals, *a[0].own_totals)
        return next((total.label for total in totals if total.key == tail), tail)
    title = MORE[head][0] if head in MORE else TITLE.get(head, head)
    if not tail:
        return title
    state = state_of(b) if state_of(b).node(tail) else state_of(a)
    return f"{title}, {named(state.node(tail), state)}"


# numbers besides those of the map


def results_of(side: Side) -> dict[str, Result]:
    """The metrics of a map, and what a comparison counts besides."""
    report = measure(*side)
    return {**report.metrics, **dict(_more(side, report))}


def _more(side: Side, report: Report) -> Iterator[tuple[str, Result]]:
    def found(key: str, value: Scalar) -> tuple[str, Result]:
        unit = MORE[key][1]
        if isinstance(value, float) and not isfinite(value):
            value = TOO_LARGE
        return key, Result(None, unit, str(value)) if isinstance(value, Why) else Result(value, unit)

    state = state_of(side)
    waits = [(step.wait_days, step.id) for step in report.steps if step.on_ladder and step.wait_days]
    longest = max(waits, key=lambda wait: wait[0], default=None)
    yield found("longest_wait_days", longest[0] if longest else NO_WAIT)
    yield found("longest_wait", longest[1] if longest else NO_WAIT)
    first = report.metrics["bottleneck"]
    step = report.step(str(first.value)) if first.value else None
    load = step.metrics["utilization"] if step and "utilization" in step.metrics else None
    yield "highest_load", load or Result(None, "1", first.reason)
    yield found("schedule_points", float(len(schedule_points(state))))
    yield found("steps", float(sum(step.kind == "process" and step.on_ladder for step in report.steps)))
    lead, calendar = report.metrics["lead_time_days"], side[0].calendar_of(state)
    a_year = amount(calendar.days_per_year, DAYS_PER_YEAR)
    yield found(
        "stock_turns", Why(lead.reason) if lead.number is None else turns(a_year, lead.number)["turns"]
    )


# words


def _said(
    key: str, result: Result, unit: str, spans: Spans, state: State, results: Mapping[str, Result]
) -> str:
    """A value as it stands in a table."""
    value, times = result.value, state.options.time_unit
    if value is None:
        known = results["lead_time_known_days"].number if key == "lead_time_days" else None
        return f"≥ {spans.text(known)}" if known else DASH
    if isinstance(value, int | float):
        if is_span(key, unit):
            return spans.text(float(value))
        return number_in_words(key, float(value), unit, times)
    if key == "ca_coverage" and isinstance(value, tuple):
        return _("{known} of {all}").format(known=plain(float(value[0])), all=plain(float(value[1])))
    if isinstance(value, tuple):
        return ", ".join(named(state.node(str(id_)), state) for id_ in value) or DASH
    return named(state.node(value), state)


def span_in_words(in_days: float, day_s: float | None, times: TimeUnit | None) -> str:
    """A lead time, or a part of one, as the map says it: in days, less than half a day as working time."""
    return " ".join(lead_time(in_days, in_days * day_s if day_s else None, times))


def is_span(key: str, unit: str) -> bool:
    """Whether a number is a lead time, or a part of one."""
    return unit == "day" and key.startswith(("lead_time", "waiting_time", "longest_wait"))


def number_in_words(key: str, value: float, unit: str, times: TimeUnit | None = None) -> str:
    """A number of the map with its unit; shares in percent."""
    if key.partition(".")[0] in _PERCENT:
        return f"{percent(value)} %"
    if unit in ("1", ""):
        return _rough(value)
    return " ".join(with_unit(value, unit, times)).strip()


def _rough(value: float) -> str:
    """A number with so many digits as one reads."""
    return plain(round(value, 1 if abs(value) >= 10 else 2)) if abs(value) >= 1 else plain(value)


def _change_words(
    key: str, change: float | None, unit: str, texts: list[str], spans: Spans, times: TimeUnit | None
) -> str:
    """The absolute change with its sign, as both are printed; nothing where the two read alike."""
    if change is None:
        return DASH
    if texts[0] == texts[1]:
        return "0"
    printed = printed_change(*texts)
    if key.partition(".")[0] in _PERCENT and printed is not None:
        return _("{change} points").format(change=printed.removesuffix(" %"))
    if printed is not None:
        return printed
    sign = "+" if change > 0 else "−"
    if is_span(key, unit):
        return sign + spans.text(abs(change))
    return sign + number_in_words(key, abs(change), unit, times)


def _relative_words(key: str, before: float | None, after: float | None, texts: list[str]) -> str:
    """The relative change in percent; what should not shrink and has doubled as so many times as much."""
    if texts[0] == texts[1] and relative_change(before, after) is not None:
        return "0 %"
    return relative_words(before, after, good_way(key)) or DASH


def _shares(key: str, before: float | None, after: float | None, texts: list[str]) -> list[str]:
    """Two shares in percent with as many digits as it takes that their relative change can be reckoned from them: 0.116 %
    and 0.132 % for +14 %, where 0.12 % and 0.13 % would give +8 % (a choice of this program)."""
    share = relative_change(before, after)
    if share is None or before is None or after is None or texts[0] == texts[1]:
        return texts
    if not relative_words(before, after, good_way(key)).endswith("%"):  # so many times as much is rough
        return texts
    told = texts
    for digits in range(3, 6):
        one, other = (float(text.removesuffix(" %").replace(",", "").replace("−", "-")) for text in told)
        if one and abs((other - one) / one - share) <= _AGREES * max(1.0, abs(share)):
            return told
        told = [f"{percent(value, digits)} %" for value in (before, after)]
    return told


def good_way(key: str) -> int:
    """1 where more is better, -1 where less is, 0 where neither can be said."""
    return next((sign for head, sign in _GOOD.items() if key.startswith(head)), 0)


def _sense(key: str, one: Result, other: Result, texts: list[str]) -> Sense:
    """Whether a number got better, worse, or is just another one; one that reads the same is the same."""
    if texts[0] == texts[1] and (one.value is None) == (other.value is None):
        return "same"
    if one.number is None or other.number is None:
        return "other"
    return sense_of(one.number, other.number, good_way(key))
