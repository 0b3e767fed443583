"""What a change does to the system: the numbers one asks for first, as they are now and as they would be."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Literal

from msgspec import Struct

from vsm_desktop.assets import _
from vsm_desktop.metrics.report import Report
from vsm_desktop.model.display import DASH, duration, lead_time, percent
from vsm_desktop.model.stream import State
from vsm_desktop.model.units import TimeUnit

Sense = Literal["better", "worse", "other", "same"]
_CLOSE = 1e-9


class Effect(Struct, frozen=True):
    """One number now and then, in words; `why` says why it is unknown then, `sense` which way it went."""

    key: str
    label: str
    now: str
    then: str
    sense: Sense = "same"
    why: str = ""

    @property
    def changes(self) -> bool:
        """Whether it differs at all."""
        return self.sense != "same"


def effects(before: tuple[State, Report], after: tuple[State, Report]) -> tuple[Effect, ...]:
    """Takt, lead time, processing, value-added ratio and bottleneck before and after a change of a state."""
    return tuple(_effects(before, after))


def _effects(before: tuple[State, Report], after: tuple[State, Report]) -> Iterator[Effect]:
    times = after[0].options.time_unit
    rows: tuple[tuple[str, str, Callable[[float], str], int], ...] = (
        ("takt_s", _("Takt time"), lambda value: " ".join(duration(value, times)), 0),
        ("lead_time_days", _("Lead time"), str, -1),
        ("processing_time_s", _("Processing time"), lambda value: " ".join(duration(value, times)), -1),
        ("pce", _("Value-added ratio"), lambda value: f"{percent(value)} %", 1),
    )
    for key, label, form, good in rows:
        now, then = before[1].metrics[key], after[1].metrics[key]
        sense = _sense(now.number, then.number, good)
        shown = [form(one.number) if one.number is not None else DASH for one in (now, then)]
        if key == "lead_time_days":
            shown = [_lead(report, times) for _state, report in (before, after)]
        if shown[0] == shown[1] and sense != "same":  # it differs by less than one reads
            sense = "same"
        yield Effect(key, label, shown[0], shown[1], sense, then.reason if then.number is None else "")
    yield _bottleneck(before, after)


def _lead(report: Report, times: TimeUnit | None) -> str:
    lead = report.number("lead_time_days")
    return DASH if lead is None else " ".join(lead_time(lead, report.number("lead_time_s"), times))


def _bottleneck(before: tuple[State, Report], after: tuple[State, Report]) -> Effect:
    ids = [str(report.metrics["bottleneck"].value or "") for _state, report in (before, after)]
    names = [_named(state, id_) for (state, _report), id_ in zip((before, after), ids, strict=True)]
    sense: Sense = "same" if ids[0] == ids[1] and names[0] == names[1] else "other"
    return Effect(
        "bottleneck", _("Bottleneck"), names[0], names[1], sense, after[1].metrics["bottleneck"].reason
    )


def _named(state: State, id_: str) -> str:
    node = state.node(id_)
    return " ".join((node.name or node.id).split()) if node else DASH


def _sense(now: float | None, then: float | None, good: int) -> Sense:
    """Whether a number got better, worse, or just another one; `good` is 1 where more is better, -1 where less is."""
    if now is None or then is None:
        return "same" if now is then else "other"
    if abs(now - then) <= _CLOSE * max(abs(now), abs(then)):
        return "same"
    return "other" if not good else "better" if (then - now) * good > 0 else "worse"
