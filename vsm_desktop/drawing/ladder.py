"""The lead time ladder: waiting above, processing below, each rung exactly under its gap and box."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from vsm_desktop.assets import _
from vsm_desktop.drawing.ops import Op, Part, Path, Pen
from vsm_desktop.drawing.shapes import rectangle, stroke
from vsm_desktop.drawing.symbols.symbol import Look
from vsm_desktop.drawing.text import line, measure
from vsm_desktop.drawing.theme import DATA_SIZE, LADDER_LINE, NAME_SIZE, OUTLINE, RISER, ROW_LINE, TOTAL_SIZE
from vsm_desktop.metrics.report import Report, StepReport
from vsm_desktop.model.display import DASH, days, duration

HEIGHT = 36.0
TOTAL_WIDTH, TOTAL_HEIGHT = 112.0, 84.0
_RUN_IN = 70.0
_LEAST = 30.0


@dataclass(frozen=True, slots=True)
class Rung:
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


def rungs(report: Report, boxes: Mapping[str, tuple[float, float]]) -> tuple[Rung, ...]:
    """The rungs of the critical path; `boxes` gives left and right of every step on the map."""
    path = report.metrics["critical_path"].value if "critical_path" in report.metrics else None
    listed = path if isinstance(path, tuple) else ()
    steps = {step.id: step for step in report.steps}
    on_path = [steps[str(id_)] for id_ in listed if id_ in steps]
    works = [step for step in on_path if step.kind == "process"]
    if not on_path:
        return ()
    places = _places(works, on_path, boxes)
    return tuple(_rungs(on_path, places, boxes))


def _places(
    works: Sequence[StepReport], steps: Sequence[StepReport], boxes: Mapping[str, tuple[float, float]]
) -> dict[str, tuple[float, float]]:
    """Where the lower rungs lie: under the boxes if these stand apart from left to right, else in even steps."""
    spans = [boxes[work.id] for work in works]
    apart = all(a[1] + _LEAST / 3 <= b[0] for a, b in itertools.pairwise(spans))
    if apart:
        return {work.id: boxes[work.id] for work in works}
    left = min(boxes[step.id][0] for step in steps)
    right = max(boxes[step.id][1] for step in steps)
    pitch = max((right - left) / len(works), 2.4 * _LEAST)
    return {work.id: (left + pitch * i, left + pitch * (i + 0.6)) for i, work in enumerate(works)}


def _rungs(
    steps: Sequence[StepReport],
    places: Mapping[str, tuple[float, float]],
    boxes: Mapping[str, tuple[float, float]],
) -> Iterator[Rung]:
    """Waits between two boxes are one upper rung, the step's own wait with them."""
    waits: list[StepReport] = []
    firsts = [place[0] for place in places.values()]
    start = firsts[0] - _RUN_IN if firsts else min(boxes[step.id][0] for step in steps) - 10
    if (first_wait := min((boxes[s.id][0] for s in steps[: _first_work(steps)]), default=start)) < start:
        start = first_wait - 4
    for step in steps:
        if step.id not in places:
            waits.append(step)
            continue
        left, right = places[step.id]
        own = [step] if step.wait_s else []
        if waits or own:
            yield Rung(step.id, start, left, _wait_text([*waits, *own]), True)
        work = DASH if step.processing_s is None else " ".join(duration(step.processing_s))
        yield Rung(step.id, left, right, work, False)
        waits, start = [], right
    if waits:
        yield Rung(waits[-1].id, start, start + _end_room(waits, boxes, start), _wait_text(waits), True)


def _first_work(steps: Sequence[StepReport]) -> int:
    return next((i for i, step in enumerate(steps) if step.kind == "process"), len(steps))


def _end_room(waits: Sequence[StepReport], boxes: Mapping[str, tuple[float, float]], start: float) -> float:
    return max(_RUN_IN, max(boxes[step.id][1] for step in waits) - start)


def _wait_text(steps: Sequence[StepReport]) -> str:
    if any(step.wait_days is None and step.wait_s is None for step in steps):
        return DASH
    total = sum(step.wait_days or 0.0 for step in steps)
    short = sum(step.wait_s or 0.0 for step in steps)
    if 0 < total < 0.05 or (total == 0 and short):
        return " ".join(duration(short))
    return f"{days(total, trim=True)} d"


def rung_part(rung: Rung, top: float, look: Look, joint: tuple[bool, float] | None) -> Part:
    """One rung with its value, joined to the one before: whether that waits, and where it ends."""
    color = look["wait"] if rung.waiting else look["work"]
    width = rung.right - rung.left
    level = 0.0 if rung.waiting else HEIGHT
    ops: list[Op] = [stroke((("M", 0.0, level), ("L", width, level)), color, LADDER_LINE, butt=True)]
    if joint is not None and joint[0] != rung.waiting:
        ops.insert(0, stroke((("M", 0.0, 0.0), ("L", 0.0, HEIGHT)), look["ink"], RISER, butt=True))
    elif joint is not None:
        ops.insert(
            0, stroke((("M", joint[1] - rung.left, level), ("L", 0.0, level)), look["ink"], RISER, butt=True)
        )
    ops += line(width / 2, level - 7, rung.text, NAME_SIZE, color, "bold", "middle", rung.id)
    return Part(rung.part_id, rung.left, top, tuple(ops))


def totals_of(report: Report) -> tuple[str, str]:
    """Lead time and processing time as they are shown; "at least" where something is missing."""
    lead, known = report.number("lead_time_days"), report.number("lead_time_known_days")
    text = f"{days(lead)} d" if lead is not None else f"≥ {days(known)} d" if known else DASH
    work = report.number("processing_time_s")
    least = "≥ " if report.metrics["missing"].value else ""
    return text, least + " ".join(duration(work)) if work else DASH if least or work is None else "0 s"


def totals_part(x: float, y: float, totals: tuple[str, str], look: Look) -> Part:
    """Lead time over processing time."""
    text, done = totals
    wide = max(TOTAL_WIDTH, measure(text, TOTAL_SIZE, "bold") + 20, measure(done, TOTAL_SIZE, "bold") + 20)
    half = TOTAL_HEIGHT / 2
    ops: list[Op] = [
        Path(rectangle(0, 0, wide, TOTAL_HEIGHT), Pen(look["ink"], OUTLINE), look["box"]),
        Path((("M", 0.0, half), ("L", wide, half)), Pen(look["rule"], ROW_LINE, cap="butt")),
        *line(10, 15, _("Lead time"), DATA_SIZE, look["ink2"]),
        *line(10, 34, text, TOTAL_SIZE, look["wait"], "bold", ref="lead_time_days"),
        *line(10, half + 15, _("Processing"), DATA_SIZE, look["ink2"]),
        *line(10, half + 34, done, TOTAL_SIZE, look["work"], "bold", ref="processing_time_s"),
    ]
    return Part("@totals", x, y, tuple(ops))
