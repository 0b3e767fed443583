"""The lead time ladder: waiting above, processing below, each rung exactly under its gap and box."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from vsm_desktop.assets import _
from vsm_desktop.drawing.ops import FontName, Op, Part, Path, Pen
from vsm_desktop.drawing.shapes import rectangle, stroke
from vsm_desktop.drawing.symbols.symbol import Look
from vsm_desktop.drawing.text import line, measure
from vsm_desktop.drawing.theme import (
    BRANCH_LINE,
    CRITICAL_LINE,
    DATA_SIZE,
    LADDER_LINE,
    NAME_SIZE,
    OUTLINE,
    RISER,
    ROW_LINE,
    TOTAL_SIZE,
)
from vsm_desktop.metrics.report import Report, StepReport
from vsm_desktop.model.display import DASH, days, duration, lead_time, plain
from vsm_desktop.model.units import TimeUnit

HEIGHT = 36.0
TOTAL_WIDTH, TOTAL_HEIGHT = 112.0, 84.0
BAR = 17.0
"""How high a rung is where the ladder is drawn to scale."""
_RUN_IN = 70.0
_LEAST = 30.0
_LITTLE = 0.05  # of a day: less is shown in shorter units

Span = tuple[float, float]


class Weight(Struct, frozen=True):
    """How strong a ladder line is drawn: its stroke and its type."""

    line: float
    size: float
    font: FontName


USUAL = Weight(LADDER_LINE, NAME_SIZE, "bold")
CRITICAL = Weight(CRITICAL_LINE, NAME_SIZE, "bold")
BESIDE = Weight(BRANCH_LINE, DATA_SIZE, "medium")
"""The only line of a map, the critical path where there are branches, and a branch beside it."""


class Rung(Struct, frozen=True):
    """One rung: where it lies, what stands on it, and which steps it counts."""

    id: str
    left: float
    right: float
    text: str
    waiting: bool

    @property
    def part_id(self) -> str:
        """What the rung is called in the drawing; no element's id starts with @."""
        return f"@{'wait' if self.waiting else 'work'}:{self.id}"


Joint = tuple[bool, float]
"""What a rung is joined to: whether that waits, and where it ends."""
Wait = tuple[float | None, float | None, float]


class Bay(NamedTuple):
    """One box of the ladder with what waits before it, as it is drawn; the last one may have waits only.

    `waits` has days and seconds of each wait and how often a product passes it; `work` is the processing time in seconds,
    `often` how often that is passed. What reads from right to left is `turned`: its places count from there, so that they
    grow along the flow all the same.
    """

    id: str
    waits: tuple[Wait, ...]
    work: float | None
    start: float
    left: float
    right: float
    works: bool = True
    often: float = 1.0
    turned: bool = False


class Bar(Struct, frozen=True):
    """One rung as a bar on an axis of time, as wide as it lasts, with what stands on it."""

    width: float
    top: float
    text: str
    waiting: bool


class Total(NamedTuple):
    """What the totals say: lead time and processing time."""

    lead: str
    work: str


class Unladdered(NamedTuple):
    """What is said where there is no ladder, and how much room it has."""

    text: str
    width: float


class BranchTotal(NamedTuple):
    """What the end of a branch says: its lead time and its processing time."""

    lead: str
    work: str


def rungs(
    steps: Sequence[StepReport], boxes: Mapping[str, Span], times: TimeUnit | None = None
) -> tuple[Rung, ...]:
    """The rungs of some steps in a row; `boxes` gives left and right of every step on the map, `times` the map's unit."""
    bays = bays_of(steps, places_of(steps, boxes), boxes)
    return tuple(rung for bay in bays for rung in rungs_of(bay, times))


def path_of(report: Report) -> list[StepReport]:
    """The steps of the critical path."""
    path = report.metrics["critical_path"].value if "critical_path" in report.metrics else None
    listed = path if isinstance(path, tuple) else ()
    steps = {step.id: step for step in report.steps}
    return [steps[id_] for id_ in listed if id_ in steps]


def lines_of(report: Report) -> Iterator[list[StepReport]]:
    """The steps of every ladder line: the critical path, then each branch beside it."""
    yield path_of(report)
    if report.branches:
        steps = {step.id: step for step in report.steps}
        yield from ([steps[id_] for id_ in branch.steps] for branch in report.branches)


def places_of(steps: Sequence[StepReport], boxes: Mapping[str, Span]) -> dict[str, Span]:
    """Where the lower rungs lie: under the boxes where these stand apart from left to right, else in even steps.

    Boxes one above the other, as those of routes, share the room between the boxes before and after them.
    """
    works = [step.id for step in steps if step.kind == "process"]
    spans = [boxes[id_] for id_ in works]
    if all(a[1] + _LEAST / 3 <= b[0] for a, b in itertools.pairwise(spans)):
        return dict(zip(works, spans, strict=True))
    if shared := _shared(tuple(spans)):
        return dict(zip(works, shared, strict=True))
    spans = [boxes[step.id] for step in steps]
    left, right = min(span[0] for span in spans), max(span[1] for span in spans)
    return dict(zip(works, _even(left, right, len(works)), strict=True))


@lru_cache(maxsize=64)
def _shared(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """Room for each of some boxes in a row where a few stand above each other; none where all do, or there is too little."""
    groups: list[tuple[float, float, int]] = []
    for left, right in spans:
        count = 1
        while groups and groups[-1][1] + _LEAST / 3 > left:
            before = groups.pop()
            left, right, count = min(before[0], left), max(before[1], right), count + before[2]
        groups.append((left, right, count))
    found: list[Span] = []
    for i, (left, right, count) in enumerate(groups):
        if count == 1:
            found.append((left, right))
            continue
        left = groups[i - 1][1] + _LEAST / 3 if i else left
        right = groups[i + 1][0] - _LEAST / 3 if i + 1 < len(groups) else right
        pitch = (right - left) / count
        if len(groups) == 1 or pitch < 2.4 * _LEAST:
            return ()
        found += [(left + pitch * (j + 0.2), left + pitch * (j + 0.8)) for j in range(count)]
    return tuple(found)


@lru_cache(maxsize=4)
def _even(left: float, right: float, count: int) -> tuple[Span, ...]:
    pitch = max((right - left) / count, 2.4 * _LEAST)
    return tuple((left + pitch * i, left + pitch * (i + 0.6)) for i in range(count))


def bays_of(
    steps: Sequence[StepReport], places: Mapping[str, Span], boxes: Mapping[str, Span], turned: bool = False
) -> list[Bay]:
    """The steps cut into boxes at these places; `turned`, places and boxes count from the right."""
    bays = list(_bays(steps, places, boxes)) if steps else []
    return [bay._replace(turned=True) for bay in bays] if turned else bays


def longest_wait(steps: Sequence[StepReport], bays: Sequence[Bay]) -> frozenset[str]:
    """The part where most time is spent waiting, and its rung."""
    waits = [(step.wait_days, step.id) for step in steps if step.wait_days and step.kind != "process"]
    rungs = [
        (sum(in_days or 0.0 for in_days, _s, _often in bay.waits), f"@wait:{bay.id}")
        for bay in bays
        if bay.waits
    ]
    most = [max(found, key=lambda wait: wait[0]) for found in (waits, rungs) if found]
    return frozenset(id_ for in_days, id_ in most if in_days > 0)


def wait_at(step: StepReport, times: TimeUnit | None = None) -> str:
    """How long material waits at a step, as it would stand on a rung of its own; nothing where it is not known."""
    if step.wait_days is None and step.wait_s is None:
        return ""
    return _wait_text(((step.wait_days, step.wait_s, 1.0),), times)


def outer_waits(steps: Sequence[StepReport], boxes: Mapping[str, Span]) -> list[Span]:
    """Where the waits before the first and after the last box stand: they alone say where the ladder begins and ends."""
    first, last = _first_work(steps), _first_work(steps[::-1])
    return [boxes[step.id] for step in (*steps[:first], *steps[len(steps) - last :])]


def _bays(
    steps: Sequence[StepReport], places: Mapping[str, Span], boxes: Mapping[str, Span]
) -> Iterator[Bay]:
    """Waits between two boxes are one upper rung, the step's own wait with them."""
    waits: list[Wait] = []
    first = _first_work(steps)
    start = places[steps[first].id][0] - _RUN_IN if places else min(boxes[step.id][0] for step in steps) - 10
    if (first_wait := min((boxes[s.id][0] for s in steps[:first]), default=start)) < start:
        start = first_wait - 4
    far, last = start, ""
    for step in steps:
        place = places.get(step.id)
        if place is None:
            waits.append((step.wait_days, step.wait_s, _often(step)))
            far, last = max(far, boxes[step.id][1]), step.id
            continue
        left, right = place
        if step.wait_s:
            waits.append((step.wait_days, step.wait_s, _often(step)))
        yield Bay(step.id, tuple(waits), step.processing_s, start, left, right, often=_often(step))
        waits, start, far = [], right, right
    if waits:
        end = start + max(_RUN_IN, far - start)
        yield Bay(last, tuple(waits), None, start, end, end, works=False)


def _often(step: StepReport) -> float:
    """How often a product passes a step: its share of routes, its rework; once where it lies on a branch."""
    return round(step.passages, 6) or 1.0


def _first_work(steps: Sequence[StepReport]) -> int:
    return next((i for i, step in enumerate(steps) if step.kind == "process"), len(steps))


def rungs_of(bay: Bay, times: TimeUnit | None) -> Iterator[Rung]:
    """What a bay is drawn as: the waits above, the work below."""
    if bay.waits:
        yield Rung(bay.id, bay.start, bay.left, _wait_text(bay.waits, times), True)
    if bay.works:
        yield Rung(bay.id, bay.left, bay.right, _work_text(bay.work, bay.often, times), False)


@lru_cache(maxsize=20_000)
def _work_text(work: float | None, often: float, times: TimeUnit | None) -> str:
    return DASH if work is None else " ".join(duration(work, times)) + times_passed(often)


def times_passed(often: float) -> str:
    """What a rung counts for, where that is not once: the numbers of the ladder add up to its total."""
    return "" if often == 1.0 else f" × {plain(round(often, 2)) if often >= 0.01 else f'{often:.1g}'}"


@lru_cache(maxsize=20_000)
def _wait_text(waits: tuple[Wait, ...], times: TimeUnit | None) -> str:
    passed = {often for _days, _seconds, often in waits}
    if len(passed) == 1 and passed != {1.0}:
        text = _wait_text(tuple((in_days, seconds, 1.0) for in_days, seconds, _often in waits), times)
        return text if text == DASH else text + times_passed(passed.pop())
    missing = any(in_days is None and seconds is None for in_days, seconds, _often in waits)
    total = sum((in_days or 0.0) * often for in_days, _seconds, often in waits)
    short = sum((seconds or 0.0) * often for _days, seconds, often in waits)
    if missing and not total and not short:
        return DASH
    brief = 0 < total < _LITTLE or (total == 0 and short)
    text = " ".join(duration(short, times)) if brief else f"{days(total, trim=True)} d"
    return f"≥ {text}" if missing else text


def bay_parts(
    bay: Bay, joint: Joint | None, top: float, look: Look, weight: Weight = USUAL, cleared: bool = False
) -> tuple[Part, ...]:
    """The rungs of a bay, the first joined to what was before it; `cleared`, nothing behind strikes their values through."""
    parts: list[Part] = []
    for rung in rungs_of(bay, look.manner.times):
        parts.append(_rung_part(rung, top, look, joint, weight, bay.turned, cleared))
        joint = (rung.waiting, rung.right)
    return tuple(parts)


def _rung_part(
    rung: Rung, top: float, look: Look, joint: Joint | None, weight: Weight, turned: bool, cleared: bool
) -> Part:
    """One rung with its value, joined to the one before."""
    width = round(rung.right - rung.left, 3)
    back = None if joint is None else (joint[0], round(joint[1] - rung.left, 3))
    ops = _rung_ops(width, rung.waiting, rung.text, rung.id, back, cleared, turned, look, weight)
    if turned:
        rung = replace(rung, left=-rung.right, right=-rung.left)
    return Part(rung.part_id, rung.left, top, ops, shows=(rung, look))


@lru_cache(maxsize=20_000)
def _rung_ops(
    width: float,
    waiting: bool,
    text: str,
    ref: str,
    back: Joint | None,
    cleared: bool,
    turned: bool,
    look: Look,
    weight: Weight,
) -> tuple[Op, ...]:
    """A rung round its left end; the same one elsewhere keeps its ops."""
    color = look["wait"] if waiting else look["work"]
    level = 0.0 if waiting else HEIGHT

    def drawn(x0: float, y0: float, x1: float, y1: float, ink: str, thick: float) -> Op:
        if turned:
            x0, x1 = width - x0, width - x1
        return stroke((("M", x0, y0), ("L", x1, y1)), ink, thick, butt=True)

    ops: list[Op] = []
    if back is not None:
        before = 0.0 if back[0] else HEIGHT
        if back[1] or before == level:
            ops.append(drawn(back[1], before, 0.0, before, look["ink"], RISER))
        if before != level:
            ops.append(drawn(0.0, 0.0, 0.0, HEIGHT, look["ink"], RISER))
    ops.append(drawn(0.0, level, width, level, color, weight.line))
    if cleared:
        wide = min(measure(text, weight.size, weight.font) + 4, max(width - 2, 0.0))
        behind = rectangle((width - wide) / 2, level - 7 - 0.8 * weight.size, wide, 1.05 * weight.size)
        ops.append(Path(behind, fill=look["page"]))
    return (*ops, *line(width / 2, level - 7, text, weight.size, color, weight.font, "middle", ref))


def lead_words(report: Report, times: TimeUnit | None = None) -> tuple[str, str]:
    """The lead time as number and unit: in days, less than half a day in shorter units; "at least" if some is missing."""
    lead, known = report.number("lead_time_days"), report.number("lead_time_known_days")
    if lead is None:
        return (f"≥ {days(known)}", "d") if known else (DASH, "")
    return lead_time(lead, report.number("lead_time_s"), times)


def totals_of(report: Report, times: TimeUnit | None = None) -> tuple[str, str]:
    """Lead time and processing time as they are shown; "at least" where something is missing."""
    text = " ".join(lead_words(report, times)).strip()
    work = report.number("processing_time_s")
    least = "≥ " if report.metrics["missing"].value else ""
    nothing = DASH if least or work is None else f"0 {times or 's'}"
    return text, least + " ".join(duration(work, times)) if work else nothing


def totals_width(totals: tuple[str, str]) -> float:
    """How wide the box of the totals is."""
    return max(TOTAL_WIDTH, *(measure(text, TOTAL_SIZE, "bold") + 20 for text in totals))


def totals_part(x: float, y: float, totals: tuple[str, str], look: Look) -> Part:
    """Lead time over processing time."""
    text, done = totals
    wide = totals_width(totals)
    half = TOTAL_HEIGHT / 2
    ops: list[Op] = [
        Path(rectangle(0, 0, wide, TOTAL_HEIGHT), Pen(look["ink"], OUTLINE), look["box"]),
        Path((("M", 0.0, half), ("L", wide, half)), Pen(look["rule"], ROW_LINE, cap="butt")),
        *line(10, 15, _("Lead time"), DATA_SIZE, look["ink2"]),
        *line(10, 34, text, TOTAL_SIZE, look["wait"], "bold", ref="lead_time_days"),
        *line(10, half + 15, _("Processing"), DATA_SIZE, look["ink2"]),
        *line(10, half + 34, done, TOTAL_SIZE, look["work"], "bold", ref="processing_time_s"),
    ]
    return Part("@totals", x, y, tuple(ops), shows=(Total(text, done), look))
