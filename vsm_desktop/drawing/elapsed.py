"""The lines of the ladder in time: when each step begins, and how long it lasts, in lead-time days.

Each step counts as often as it is passed, so that a line lasts as long as its lead time with processing says.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from vsm_desktop.drawing.ladder import Rung, Span, bays_of, places_of, rungs_of, times_passed
from vsm_desktop.metrics.report import Branch, StepReport
from vsm_desktop.model.units import TimeUnit


class Piece(NamedTuple):
    """One stretch of time: its rung, when it begins and how long it lasts in days; None is not known."""

    rung: Rung
    start: float
    days: float | None
    name: str


class Course(NamedTuple):
    """A line of the ladder in time: its pieces, when each step begins, and how long it lasts in all, in days."""

    pieces: tuple[Piece, ...]
    starts: Mapping[str, float]
    days: float


def course_of(
    steps: Sequence[StepReport],
    passages: Sequence[float],
    boxes: Mapping[str, Span],
    day_s: float | None,
    times: TimeUnit | None,
) -> Course:
    """Some steps in a row in time, each as often as it is passed; seconds become days of this length."""
    counted = [_counted(step, count) for step, count in zip(steps, passages, strict=True)]
    bays = bays_of(counted, places_of(counted, boxes), boxes)
    starts, names = _walked(counted, day_s)
    rungs = [rung for bay in bays for rung in rungs_of(bay, times)]
    lasting = {
        (bay.id, True): _sum(_lasting(d, s, day_s) for d, s, _often in bay.waits) for bay in bays if bay.waits
    }
    lasting |= {(bay.id, False): _lasting(None, bay.work, day_s) for bay in bays if bay.works}
    pieces: list[Piece] = []
    now = 0.0
    for rung in rungs:
        days = lasting[rung.id, rung.waiting]
        pieces.append(Piece(rung, now, days, names.get((rung.id, rung.waiting), "")))
        now += days or 0.0
    return Course(tuple(pieces), starts, now)


def _counted(step: StepReport, passages: float) -> StepReport:
    if passages == 1:
        return step
    times = (step.wait_s, step.wait_days, step.processing_s)
    wait_s, wait_days, work = (None if value is None else value * passages for value in times)
    name = step.name + times_passed(round(passages, 6)) if step.name else ""
    return step._replace(name=name, wait_s=wait_s, wait_days=wait_days, processing_s=work, passages=1.0)


def _walked(
    steps: Sequence[StepReport], day_s: float | None
) -> tuple[dict[str, float], dict[tuple[str, bool], str]]:
    """When each step begins, and what the bars are called: work by its step, a wait by the stocks in it."""
    starts: dict[str, float] = {}
    names: dict[tuple[str, bool], str] = {}
    waiting: list[str] = []
    now = 0.0
    for step in steps:
        starts[step.id] = now
        now += _lasting(step.wait_days, step.wait_s, day_s) or 0.0
        if step.kind != "process":
            waiting += [step.name] if step.name else []
            names[step.id, True] = ", ".join(waiting)
            continue
        now += _lasting(None, step.processing_s, day_s) or 0.0
        names[step.id, True], names[step.id, False] = ", ".join(waiting), step.name
        waiting = []
    return starts, names


def _lasting(days: float | None, seconds: float | None, day_s: float | None) -> float | None:
    if days is not None:
        return days
    return None if seconds is None or not day_s else seconds / day_s


def _sum(values: Iterator[float | None]) -> float | None:
    """What is known of a wait; None if nothing is."""
    known = [value for value in values if value is not None]
    return sum(known) if known else None


def begins_of(branches: Sequence[Branch], courses: Sequence[Course], main: Course) -> list[float]:
    """When each branch begins, so that it ends as the step begins that it joins, on the main line or on another branch."""
    on = {id_: i for i, one in enumerate(branches) for id_ in one.steps}
    found: dict[int, float] = {}
    for first in range(len(branches)):
        way = [first]
        while (after := on.get(branches[way[-1]].joins)) is not None and after not in (*way, *found):
            way.append(after)
        for i in reversed(way):
            joins = branches[i].joins
            after = on.get(joins)
            end = main.starts.get(joins, main.days)
            if after is not None and after in found:
                end = found[after] + courses[after].starts[joins]
            found[i] = end - courses[i].days
    return [found[i] for i in range(len(branches))]
