"""The conventions a number depends on, each with what its alternatives would make of it."""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from vsm_desktop.edit.edits import in_state, set_options
from vsm_desktop.metrics.explain.words import CHOICES, conventions_of
from vsm_desktop.metrics.measure import measure
from vsm_desktop.metrics.report import Report, Result, Scalar
from vsm_desktop.model.options import Options
from vsm_desktop.model.stream import ValueStream


class Way(Struct, frozen=True):
    """One way to count, and the number that comes of it; `least` says that only so much of it is known."""

    value: Any
    words: str
    result: Scalar
    unit: str
    least: bool = False


class Choice(Struct, frozen=True):
    """One option of the map with all its ways, and the one it has now."""

    option: str
    now: Any
    ways: tuple[Way, ...]

    @property
    def matters(self) -> bool:
        """Whether there is something to choose."""
        differ = len({way.result for way in self.ways}) > 1
        return len(self.ways) > 1 and (differ or self.option == "lead_time_mode")


def choices_for(stream: ValueStream, state_id: str, key: str) -> tuple[Choice, ...]:
    """The options a number depends on: those whose alternatives change it; of a lead time always what it counts."""
    choices = (_choice(stream, state_id, key, option) for option in conventions_of(key))
    return tuple(choice for choice in choices if choice.matters)


def _choice(stream: ValueStream, state_id: str, key: str, option: str) -> Choice:
    options = stream.state(state_id).options
    now, ways = getattr(options, option), []
    for value, words in CHOICES[option]:
        if value == now:
            report = measure(stream, state_id)
        elif _ready(options, value):
            other = set_options(options.evolve(**{option: value}))
            report = measure(in_state(state_id, other)(stream), state_id)
        else:
            continue
        if (result := _result(report, key)) is not None:
            known = report.number("lead_time_known_days")
            least = key == "lead_time_days" and result.value is None and bool(known)
            ways.append(Way(value, words, known if least else result.value, result.unit, least))
    return Choice(option, now, tuple(ways))


def _ready(options: Options, value: object) -> bool:
    """Whether what a way to count needs is entered."""
    needed = {"hours_per_day": options.hours_per_day, "throughput": options.throughput}
    return not isinstance(value, str) or needed.get(value, True) is not None


def _result(report: Report, key: str) -> Result | None:
    if key in report.metrics:
        return report.metrics[key]
    metric, _dot, id_ = key.partition(".")
    step = report.step(id_) if id_ else None
    return step.metrics.get(metric) if step else None
