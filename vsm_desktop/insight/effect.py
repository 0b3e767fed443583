"""What a change does to the system: the numbers one asks for first, as they are now and as they would be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from math import isfinite
from types import MappingProxyType
from typing import Literal

from msgspec import Struct

from vsm_desktop.assets import _
from vsm_desktop.insight.naming import named
from vsm_desktop.metrics.report import Report, Result
from vsm_desktop.model.display import DASH, duration, lead_time, percent, rounded, with_unit
from vsm_desktop.model.spans import spans_of
from vsm_desktop.model.stream import State
from vsm_desktop.model.units import TimeUnit

Sense = Literal["better", "worse", "other", "same"]
SENSES: Mapping[Sense, str] = MappingProxyType(
    {"better": _("better"), "worse": _("worse"), "other": _("changed"), "same": _("as it is")}
)
"""Which way a number went, in a word."""
Measured = tuple[State, Report]
"""A state with its report."""
_CLOSE = 1e-9
_SUMS = frozenset({"processing_time_s", "wip_pc"})  # they add up what is known, "at least" (METRICS.md 5.10)


class Effect(Struct, frozen=True):
    """One number now and then, in words; `why` says why it is unknown then, `sense` which way it went.

    `now_value` and `then_value` are the numbers themselves in `unit`, None where there is none: not known as a whole, or,
    as of the bottleneck, none at all.
    """

    key: str
    label: str
    now: str
    then: str
    sense: Sense = "same"
    why: str = ""
    now_value: float | None = None
    then_value: float | None = None
    unit: str = ""

    @property
    def changes(self) -> bool:
        """Whether it differs at all."""
        return self.sense != "same"

    @property
    def change(self) -> float | None:
        """How much more it is then, in its unit; None where either is unknown."""
        if self.now_value is None or self.then_value is None:
            return None
        return self.then_value - self.now_value

    @property
    def relative(self) -> float | None:
        """The change as a share of what it is now; None where that is 0 or unknown (METRICS.md 12)."""
        return relative_change(self.now_value, self.then_value)

    @property
    def by(self) -> str:
        """The change in words: people freed, else a share; nothing where it does not change, or has no share."""
        if not self.changes:
            return ""
        if self.key == "operators_total" and self.change is not None:
            words = _("{count} freed") if self.change < 0 else _("{count} more")
            return words.format(count=rounded(abs(self.change), 1).removesuffix(".0"))
        return relative_words(self.now_value, self.then_value, -1 if self.sense == "worse" else 0)

    @property
    def marked(self) -> str:
        """The change in words, with a mark where it is for the worse."""
        return f"▲ {self.by}" if self.by and self.sense == "worse" else self.by

    @property
    def cells(self) -> list[str]:
        """It as a row of a table: its name, before, after, and the change."""
        same = SENSES["same"] if self.now_value is not None else ""
        return [self.label, self.now, self.then, self.marked if self.changes else same]


class Row(Struct, frozen=True):
    """A metric to tell the effect on: its name, and which way is better (1 more, -1 less, 0 neither)."""

    key: str
    label: str
    good: int


FIRST = (
    Row("takt_s", _("Takt time"), 0),
    Row("lead_time_days", _("Lead time"), -1),
    Row("processing_time_s", _("Processing time"), -1),
    Row("pce", _("Value-added ratio"), 1),
    Row("bottleneck", _("Bottleneck"), 0),
)


def effects(before: Measured, after: Measured) -> tuple[Effect, ...]:
    """Takt, lead time, processing, value-added ratio and bottleneck before and after a change of a state."""
    return effects_on(FIRST, before, after)


def effects_on(rows: Iterable[Row], before: Measured, after: Measured) -> tuple[Effect, ...]:
    """The effects on chosen metrics, in their order."""
    return tuple(_effects(rows, before, after))


def _effects(rows: Iterable[Row], before: Measured, after: Measured) -> Iterator[Effect]:
    for row in rows:
        if row.key == "bottleneck":
            yield _bottleneck(row, before, after)
            continue
        now, then = before[1].metrics[row.key], after[1].metrics[row.key]
        sense = sense_of(now.number, then.number, row.good)
        was, will = _both_in_words(row.key, before[1], after[1], after[0].options.time_unit)
        if was == will and sense != "same":  # it differs by less than one reads
            sense = "same"
        elif row.key in _SUMS and sense != "same" and _part(before) != _part(after):
            sense = "other"  # a part is less than a whole, and no better for it
        yield Effect(
            row.key,
            row.label,
            was,
            will,
            sense,
            then.reason if then.number is None else "",
            now.number,
            then.number,
            then.unit,
        )


def _part(side: Measured) -> bool:
    return bool(side[1].metrics["missing"].value)


def _both_in_words(key: str, before: Report, after: Report, times: TimeUnit | None) -> tuple[str, str]:
    """A number of two maps, in one unit where it is a lead time."""
    both = (before.number(key), after.number(key))
    if key == "lead_time_days" and None not in both:
        spans = spans_of(both, after.day_s, times)
        return spans.text(both[0] or 0.0), spans.text(both[1] or 0.0)
    return in_words(key, before, times), in_words(key, after, times)


def in_words(key: str, report: Report, times: TimeUnit | None = None) -> str:
    """A number of a map as one reads it; a dash where it is unknown, "at least" where only a part of it is known."""
    number = report.metrics[key].number
    if number is None:
        return DASH
    if key == "lead_time_days":
        return " ".join(lead_time(number, report.number("lead_time_s"), times))
    least = "≥ " if key in _SUMS and report.metrics["missing"].value else ""
    return least + value_in_words(key, number, report.metrics[key], times)


def value_in_words(key: str, number: float, result: Result, times: TimeUnit | None = None) -> str:
    """A number with its unit."""
    if key == "takt_s" or result.unit == "s":
        return " ".join(duration(number, times))
    if key in ("pce", "utilization"):
        return f"{percent(number)} %"
    return " ".join(with_unit(number, result.unit, times)).strip()


def _bottleneck(row: Row, before: Measured, after: Measured) -> Effect:
    ids = [str(report.metrics["bottleneck"].value or "") for _state, report in (before, after)]
    names = [_named(state, id_) for (state, _report), id_ in zip((before, after), ids, strict=True)]
    sense: Sense = "same" if ids[0] == ids[1] and names[0] == names[1] else "other"
    return Effect(row.key, row.label, names[0], names[1], sense, after[1].metrics["bottleneck"].reason)


def _named(state: State, id_: str) -> str:
    node = state.node(id_)
    return named(node, state) if node else DASH


def sense_of(now: float | None, then: float | None, good: int) -> Sense:
    """Whether a number got better, worse, or just another one; `good` is 1 where more is better, -1 where less is."""
    if now is None or then is None:
        return "same" if now is then else "other"
    if abs(now - then) <= _CLOSE * max(abs(now), abs(then)):
        return "same"
    return "other" if not good else "better" if (then - now) * good > 0 else "worse"


def relative_change(before: float | None, after: float | None) -> float | None:
    """(after - before) / before; None where either is unknown or the first is 0 (METRICS.md 12)."""
    if before is None or after is None or before == 0:
        return None
    found = (after - before) / before
    return found if isfinite(found) else None


def relative_words(before: float | None, after: float | None, good: int = 0) -> str:
    """A relative change: −81 %, +11 %, or 4.7 × where what should not shrink has doubled; nothing where there is none.

    `good` is -1 where less is better.
    """
    share = relative_change(before, after)
    if not share or before is None or after is None:
        return ""
    if before > 0 and after >= 2 * before and good >= 0:
        ratio = after / before
        return f"{rounded(ratio, 1 if ratio < 10 else 0)} ×"
    size = abs(share)
    return f"{'−' if share < 0 else '+'}{rounded(size * 100, 0) if size >= 0.01 else percent(size)} %"
