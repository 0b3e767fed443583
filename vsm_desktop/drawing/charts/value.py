"""What lead time and processing time are made of: value, necessary, waste, waiting (METRICS.md 6).

Every share has its words under the bar, joined to it by a line and moved apart from its neighbours: the thinnest share
is read as well as the thickest.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from vsm_desktop.assets import _
from vsm_desktop.drawing.charts.chart import (
    EDGE,
    MISSING,
    NECESSARY,
    SIZE,
    WAIT,
    WASTE,
    WORK,
    Chart,
    Ink,
    Mark,
    area,
    exact,
    listed,
    nothing,
)
from vsm_desktop.drawing.charts.facts import called, clock, processes
from vsm_desktop.drawing.charts.times import exact_time, lead_text, time_text
from vsm_desktop.drawing.frame import Frame
from vsm_desktop.drawing.ops import Box, Op, Part, Path, Pen
from vsm_desktop.drawing.shapes import polyline
from vsm_desktop.drawing.symbols.symbol import Look
from vsm_desktop.drawing.text import line, measure, shorten
from vsm_desktop.drawing.theme import ROW_LINE
from vsm_desktop.metrics.figure import known
from vsm_desktop.metrics.report import Report
from vsm_desktop.model.display import percent
from vsm_desktop.model.nodes import Process
from vsm_desktop.model.units import TimeUnit

_LEADER, _WORDS = 16.0, 30.0
_THINNEST_BAR, _THICKEST_BAR = 30.0, 64.0
_THINNEST = 3.0
_GHOST = 72.0  # wide, for what is missing
_GAP = 14.0  # between the words of two shares
_LONGEST = 170.0


class _Share(Struct, frozen=True):
    """A part of a bar, in seconds; one that is not known has a room of its own."""

    name: str
    seconds: float | None
    words: str
    said: str
    ink: Ink
    ids: tuple[str, ...]


class _Bar(Struct, frozen=True):
    """A bar with its title and what it adds up to."""

    title: str
    total: str
    shares: tuple[_Share, ...]


def value_chart(frame: Frame, width: float, height: float, look: Look) -> Chart:
    """Two bars: the lead time with its waiting, and the processing in it, which is too thin to be seen there."""
    bars = [bar for bar in _bars(frame, look.manner.times) if bar.shares]
    if not bars:
        words = _(
            "What lead time and processing time are made of will stand here. Enter stocks and cycle times."
        )
        return nothing(words, width, height, look)
    side = max(measure(text, SIZE + 2, "bold") for bar in bars for text in (bar.title, bar.total)) + 18
    needed = max(sum(_wide(share) + _GAP for share in bar.shares) for bar in bars)
    wide = max(width, side + needed + 2 * EDGE)
    thick = min(max(height * 0.15, _THINNEST_BAR), _THICKEST_BAR)
    row = thick + _LEADER + _WORDS
    gap = min(56.0, max(12.0, (height - row * len(bars)) / (len(bars) + 1)))
    high = max(height, row * len(bars) + gap * (len(bars) + 1))
    top = gap
    parts, marks = list[Part](), list[Mark]()
    for number, bar in enumerate(bars):
        ops, found = _draw(bar, (EDGE + side, top, wide - EDGE, top + thick), look)
        parts.append(Part(f"@bar:{number}", 0.0, 0.0, tuple(ops)))
        marks += found
        top += row + gap
    return Chart(tuple(parts), tuple(marks), wide, high, look["page"])


# what there is


def _bars(frame: Frame, times: TimeUnit | None) -> Iterator[_Bar]:
    report, day_s = frame.report, known(clock(frame).day_s)
    steps = [step for step in report.steps if step.on_critical_path]
    wait_s = sum((step.wait_s or 0.0) * step.passages for step in steps)
    waits = tuple(step.id for step in steps if step.wait_s)
    work = _processing(frame, times)
    work_s = sum(share.seconds or 0.0 for share in work)
    whole = wait_s + work_s
    unknown = tuple(step for step in steps if step.wait_s is None)
    least = "≥ " if unknown else ""
    shares = [_of_lead_time(share, whole) for share in work]
    if wait_s:
        words = lead_text(wait_s / day_s, day_s, times) if day_s else time_text(wait_s, times)
        said = listed(_time_exactly(wait_s, day_s, times), _percent(wait_s / whole))
        shares.insert(
            0, _Share(_("Waiting"), wait_s, f"{words} · {_percent(wait_s / whole)}", said, WAIT, waits)
        )
    if unknown:
        names = ", ".join(called(step) for step in unknown)
        ids = tuple(step.id for step in unknown)
        shares.append(
            _Share(_("Not known"), None, names, _("has no time: {names}").format(names=names), MISSING, ids)
        )
    total = lead_text(whole / day_s, day_s, times) if day_s else time_text(whole, times)
    yield _Bar(_title(report), least + total, tuple(shares) if whole or unknown else ())
    done = tuple(_of_processing(share, work_s) for share in work)
    yield _Bar(_("Processing"), least + time_text(work_s, times), done)


def _title(report: Report) -> str:
    return _("Waits + processing") if report.options.get("lead_time_mode") == "waits_only" else _("Lead time")


def _processing(frame: Frame, times: TimeUnit | None) -> list[_Share]:
    """VA, NNVA and NVA of the critical path, those there are."""
    found = list[_Share]()
    on = {step.id for step in frame.report.steps if step.on_critical_path}
    for key, name, ink in (
        ("va", _("Adds value (VA)"), WORK),
        ("nnva", _("Necessary (NNVA)"), NECESSARY),
        ("nva", _("Adds no value (NVA)"), WASTE),
    ):
        seconds = frame.report.number(f"{key}_time_s")
        if seconds:
            ids = tuple(step.id for step, node in processes(frame) if step.id in on and key in _classes(node))
            words, said = time_text(seconds, times), exact_time(seconds, times)
            found.append(_Share(name, seconds, words, said, ink, ids))
    return found


def _classes(process: Process) -> frozenset[str]:
    """The value classes the processing of a step falls into (6.1)."""
    if process.va_time is None and process.nnva_time is None:
        return frozenset({(process.va or "VA").lower()})
    split = {"va": process.va_time, "nnva": process.nnva_time}
    return frozenset(key for key, time in split.items() if time is not None and time.value) | {"nva"}


def _of_lead_time(share: _Share, whole: float) -> _Share:
    return _with_share(share, (share.seconds or 0.0) / whole)


def _of_processing(share: _Share, work_s: float) -> _Share:
    return _with_share(share, (share.seconds or 0.0) / work_s)


def _with_share(share: _Share, part: float) -> _Share:
    words, said = f"{share.words} · {_percent(part)}", listed(share.said, _percent(part))
    return _Share(share.name, share.seconds, words, said, share.ink, share.ids)


def _percent(share: float) -> str:
    """A share; what is nearly all is not called all."""
    text = percent(share)
    return _("> 99.9 %") if text == "100" and share < 1 else _("{percent} %").format(percent=text)


def _time_exactly(seconds: float, day_s: float | None, times: TimeUnit | None) -> str:
    return exact(seconds / day_s, "d") if day_s else exact_time(seconds, times)


# how it is drawn


def _wide(share: _Share) -> float:
    return min(_LONGEST, max(measure(share.name, SIZE, "medium"), measure(share.words, SIZE)))


def _draw(bar: _Bar, room: Box, look: Look) -> tuple[list[Op], list[Mark]]:
    left, top, right, bottom = room
    middle = (top + bottom) / 2
    ops: list[Op] = [
        *line(EDGE, middle - 2, bar.title, SIZE + 2, look["ink"], "bold"),
        *line(EDGE, middle + 14, bar.total, SIZE + 2, look["ink2"], "body"),
    ]
    marks = list[Mark]()
    places = _places(bar.shares, left, right)
    for share, (x, wide) in zip(bar.shares, places, strict=True):
        ops += area(x, top, wide, bottom - top, share.ink, look)
    middles = _apart(
        [(x + wide / 2, _wide(share)) for share, (x, wide) in zip(bar.shares, places, strict=True)],
        left,
        right,
    )
    for share, (x, wide), at in zip(bar.shares, places, middles, strict=True):
        ops += _named(share, x + wide / 2, at, bottom, look)
        half = _wide(share) / 2 + 4
        words = (at - half, bottom + _LEADER - 4, at + half, bottom + _LEADER + _WORDS)
        marks.append(
            Mark(share.ids, f"{bar.title}: {share.name}", share.said, words, (x, top, x + wide, bottom))
        )
    return ops, marks


def _places(shares: Sequence[_Share], left: float, right: float) -> list[tuple[float, float]]:
    """Left edge and width of each share, to scale but for the thinnest, which is as thin as can be seen."""
    known_s = sum(share.seconds or 0.0 for share in shares)
    room = right - left - sum(_GHOST for share in shares if share.seconds is None)
    scaled = [_GHOST if share.seconds is None else room * share.seconds / known_s for share in shares]
    widths = [max(wide, _THINNEST) for wide in scaled]
    widest = max(range(len(widths)), key=widths.__getitem__)
    widths[widest] -= sum(widths) - (right - left)
    found, x = list[tuple[float, float]](), left
    for wide in widths:
        found.append((x, wide))
        x += wide
    return found


def _apart(wanted: Sequence[tuple[float, float]], left: float, right: float) -> list[float]:
    """The middles of words as near to where they are wanted as their widths allow, inside the bar."""
    found, edge = list[float](), left
    for middle, wide in wanted:
        found.append(max(middle, edge + wide / 2))
        edge = found[-1] + wide / 2 + _GAP
    edge = right
    for i in range(len(wanted) - 1, -1, -1):
        wide = wanted[i][1]
        found[i] = min(found[i], edge - wide / 2)
        edge = found[i] - wide / 2 - _GAP
    return found


def _named(share: _Share, start: float, middle: float, bottom: float, look: Look) -> Iterator[Op]:
    """The words of a share, and the line that leads to them."""
    low = bottom + _LEADER - 3
    points = ((start, bottom), (start, bottom + 4), (middle, low - 3), (middle, low))
    yield Path(polyline(points), Pen(look["ink2"], ROW_LINE))
    base = bottom + _LEADER + 9
    name, words = shorten(share.name, _LONGEST, SIZE, "medium"), shorten(share.words, _LONGEST, SIZE)
    yield from line(middle, base, name, SIZE, look["ink"], "medium", "middle")
    yield from line(middle, base + 14, words, SIZE, look["ink2"], anchor="middle")
