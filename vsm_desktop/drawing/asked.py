"""Which number stands at a place on the map, so that it can be asked how it came about."""

from __future__ import annotations

from collections.abc import Set

from vsm_desktop.drawing.frame import Frame
from vsm_desktop.drawing.hit import hit, lines_of, text_at
from vsm_desktop.drawing.ladder import BAR, Bar
from vsm_desktop.drawing.ladder import lines_of as ladder_lines
from vsm_desktop.drawing.ops import Part, Text
from vsm_desktop.metrics.report import Report

_NEAR = 4.0
_NOTHING: frozenset[str] = frozenset()
_FIRST = ("utilization", "days_of_supply", "wait_days", "processing_s")


def number_at(frame: Frame, x: float, y: float, reach: float) -> tuple[str, ...]:
    """The keys of the number under a point, several for one that adds them up; none where there is no number."""
    if keys := total_at(frame, x, y):
        return keys
    if (found := text_at(frame.drawing, x, y)) and "." in found[0]:
        id_, _dot, key = found[0].rpartition(".")
        if not id_.startswith("@") and key != "name":
            return (f"{key}.{id_}",)
    id_at = hit(frame.drawing, x, y, reach)
    return of_element(frame.report, id_at) if id_at else ()


def total_at(frame: Frame, x: float, y: float) -> tuple[str, ...]:
    """The keys of a number of the ladder under a point; it belongs to no element."""
    for part in reversed(frame.drawing.parts):
        if part.id.startswith(("@wait:", "@work:", "@totals", "@row:", "@value:")):
            if text := _text_at(part, x, y):
                return _of_ladder(frame, part.id, text.ref)
            if _on_bar(part, x, y):
                return _of_ladder(frame, part.id, "")
    return ()


def of_element(report: Report, id_: str) -> tuple[str, ...]:
    """What is asked first of a step; nothing of what is none."""
    step = report.step(id_)
    key = next((key for key in _FIRST if step and key in step.metrics), "")
    return (f"{key}.{id_}",) if key else ()


def waits_before(report: Report, id_: str, rungs: Set[str] = _NOTHING) -> tuple[str, ...]:
    """The steps whose waits one upper rung adds up: those before a process with its own, or those after the last.

    `rungs` has the ids of all rungs: what waits where a row ends has one of its own.
    """
    found: list[str] = []
    for step in next((line for line in ladder_lines(report) if any(one.id == id_ for one in line)), ()):
        if step.kind != "process" or step.wait_s:
            found.append(step.id)
        if step.id == id_:
            break
        if step.kind == "process" or f"@wait:{step.id}" in rungs:
            found.clear()
    return tuple(found)


def _of_ladder(frame: Frame, part: str, ref: str) -> tuple[str, ...]:
    report = frame.report
    kind, _colon, id_ = part.partition(":")
    if kind == "@work":
        return (f"processing_s.{id_}",)
    if kind == "@wait":
        rungs = {one.id for one in frame.drawing.parts if one.id.startswith("@wait:")}
        return tuple(f"wait_days.{one}" for one in waits_before(report, id_, rungs))
    if kind == "@value":
        id_, _dot, key = ref.rpartition(".")
        return () if key == "name" else (f"{key}.{id_}",)
    return (ref,) if ref in report.metrics else ()


def _on_bar(part: Part, x: float, y: float) -> bool:
    """Whether a point lies on a bar of the ladder, or next to one that is too thin to hit."""
    bar = part.shows[0] if part.shows else None
    if not isinstance(bar, Bar):
        return False
    along, down = x - part.x, y - part.y - bar.top
    return -_NEAR / 2 <= along <= bar.width + _NEAR / 2 and 0 <= down <= BAR


def _text_at(part: Part, x: float, y: float) -> Text | None:
    for text in lines_of(part):
        left, base = part.x + text.x, part.y + text.y
        beside = left - _NEAR <= x <= left + text.width + _NEAR
        if beside and base - text.size <= y <= base + text.size * 0.3 + 1:
            return text
    return None
