"""Arrows drawn along their course: striped push, hollow shipment with its vehicle, pull, thin information."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from math import hypot, pi

from vsm_desktop.drawing.ops import FontName, Op, Path, Pen, Segment
from vsm_desktop.drawing.shapes import XY, arc, head, polyline, rectangle, stroke
from vsm_desktop.drawing.symbols.cards import mark_on_path
from vsm_desktop.drawing.symbols.symbol import Look
from vsm_desktop.drawing.symbols.vehicles import vehicle
from vsm_desktop.drawing.text import field_line, joined_line, measure
from vsm_desktop.drawing.theme import DATA_SIZE, INFO_LINE, OUTLINE

Words = Sequence[tuple[str, str]]  # each text with its ref
Hops = Sequence[
    tuple[float, float, float, bool]
]  # each with its middle on a leg, its radius, and whether it is a gap
PUSH, SHIPMENT, REWORK = 15.0, 17.0, 11.0
BETWEEN = " · "
KINK = 4.5
"""How far the two parts of a line by wire lie beside its middle."""


def push(points: Sequence[XY], look: Look, *, headed: bool, goes_on: bool) -> list[Op]:
    """A fat arrow in black and white blocks; `goes_on` where it comes out from under a stock."""
    black: list[Segment] = []
    white, thick = goes_on, _thick(PUSH, look)
    for a, b in itertools.pairwise(_shaft(points, thick, headed)):
        length = hypot(b[0] - a[0], b[1] - a[1])
        blocks = max(2 if white else 3, round(length / 11))
        blocks += (blocks + white + 1) % 2
        for i in range(int(white), blocks, 2):
            black += _block(a, b, i / blocks, (i + 1) / blocks, thick * 0.28)
        white = False
    if headed:
        black += polyline(_wings(points, thick), closed=True)
    return [_fat(points, thick, look, headed), Path(tuple(black), fill=look["ink"])]


def hollow(points: Sequence[XY], look: Look, *, headed: bool, slim: bool = False) -> list[Op]:
    """A fat hollow arrow: finished goods, or the shaft of a shipment; a slim one for what goes back."""
    return [_fat(points, _thick(REWORK if slim else SHIPMENT, look), look, headed)]


def _thick(usual: float, look: Look) -> float:
    """The arrows of the critical path are fatter than those of branches."""
    return usual * 1.2 if look.bold else usual


def pull(points: Sequence[XY], look: Look) -> list[Op]:
    """A three-quarter circle, its head on the side of the taker; thin lines where the ends are far apart."""
    (x0, y0), (x1, y1) = longest(points)
    x, y = (x0 + x1) / 2, (y0 + y1) / 2
    r = 11.0
    forth = 1 if points[-1][0] >= points[0][0] else -1
    ops: list[Op] = []
    if hypot(points[-1][0] - points[0][0], points[-1][1] - points[0][1]) > 2 * r + 36 or len(points) > 2:
        ops += [
            stroke(polyline(points), look["ink"], INFO_LINE + look.outline - OUTLINE),
            head(points[-1], points[-2], 8, look["ink"]),
        ]
        ops.append(Path(rectangle(x - r - 4, y - r - 4, 2 * r + 8, 2 * r + 8), fill=look["page"]))
    start = -3 * pi / 4 if forth > 0 else -pi / 4
    ops.append(stroke(arc(x, y, r, start, -3 * pi / 2 * forth), look["ink"], 0.75 + look.outline))
    tip = (x + forth * (r * 0.7071 - 2.4), y - r * 0.7071 - 3.4)
    ops.append(head(tip, (tip[0] + forth * 5, tip[1] + 8), r * 0.72, look["ink"]))
    return ops


def thin(
    points: Sequence[XY],
    color: str,
    *,
    electronic: bool,
    dash: tuple[float, ...] = (),
    hops: Hops = (),
    kink: float = 0.5,
) -> list[Op]:
    """A line with a head; with the lightning kink in its longest leg, `kink` of the way along, if it goes by wire.

    `hops` are half circles over other thin arrows, and gaps where fat ones lie over the line.
    """
    course = _kinked(points, kink) if electronic else tuple(points)
    pen = Pen(color, INFO_LINE, dash, "butt" if dash else "round")
    shaft = _short_of(course, 6)
    line = hopping(shaft, hops) if hops else polyline(shaft)
    return [Path(line, pen), head(course[-1], course[-2], 8, color)]


def hopping(points: Sequence[XY], hops: Hops) -> tuple[Segment, ...]:
    """A line of level and upright legs with gaps and half circles: upward on level legs, to the right on upright ones."""
    segments: list[Segment] = [("M", *points[0])]
    for (x0, y0), (x1, y1) in itertools.pairwise(points):
        axis = 0 if y0 == y1 else 1
        (start, stop), across = ((x0, x1), y0) if axis == 0 else ((y0, y1), x0)
        way = 1 if stop >= start else -1
        on_leg = []
        for x, y, r, gap in hops if x0 == x1 or y0 == y1 else ():
            at, off = (x, y) if axis == 0 else (y, x)
            if abs(off - across) <= KINK + 0.1 and (at - r - start) * way >= 0 and (stop - at - r) * way >= 0:
                on_leg.append((at * way, at, r, gap))
        for _at, at, r, gap in sorted(on_leg):
            if gap:
                ends = (at - r * way, at + r * way)
                before, behind = ((end, y0) if axis == 0 else (x0, end) for end in ends)
                segments += (("L", *before), ("M", *behind))
            elif axis == 0:
                segments.append(("L", at - r * way, y0))
                segments += arc(at, y0, r, pi if way > 0 else 0.0, pi * way)[1:]
            else:
                segments.append(("L", x0, at - r * way))
                segments += arc(x0, at, r, -pi / 2 * way, pi * way)[1:]
        segments.append(("L", x1, y1))
    return tuple(segments)


def mark(kind: str, points: Sequence[XY], look: Look) -> list[Op]:
    """A vehicle on the longest leg, the shaft interrupted round it."""
    (x0, y0), (x1, y1) = longest(points)
    x, y = (x0 + x1) / 2, (y0 + y1) / 2
    return [Path(rectangle(x - 22, y - 14, 44, 29), fill=look["page"]), *vehicle(kind, x, y, 0.66, look)]


def mark_on(kind: str, points: Sequence[XY], look: Look) -> list[Op]:
    """A card, a bubble or a phone on the longest leg."""
    (x0, y0), (x1, y1) = longest(points)
    return mark_on_path(kind, (x0 + x1) / 2, (y0 + y1) / 2, look)


def beside(
    x: float, y: float, lines: Words, look: Look, *, before: bool = False, cleared: bool = False
) -> list[Op]:
    """Words beside a point, or before it, the first in a stronger weight."""
    ops: list[Op] = []
    if cleared:
        wide = max(measure(text, DATA_SIZE, "medium") for text, _ref in lines)
        left, high = x - wide if before else x, 13.0 * len(lines)
        ops.append(Path(rectangle(left - 2, y - high / 2, wide + 4, high), fill=look["page"]))
    for i, (text, ref) in enumerate(lines):
        base = y + 4 + (i - (len(lines) - 1) / 2) * 13
        color = look["ink2"] if i else look["ink"]
        font: FontName = "body" if i else "medium"
        ops += field_line(x, base, text, DATA_SIZE, color, font, "end" if before else "start", ref)
    return ops


def above(x: float, y: float, lines: Words, look: Look, apart: float = 0.0) -> list[Op]:
    """Words on a line, which may part in two: 6 above it, a second one below; they clear what lies behind them."""
    ops: list[Op] = []
    for base, (text, ref) in zip((y - 6, y + 13 + apart), lines, strict=False):
        ops.append(_cleared(x, base, measure(text, DATA_SIZE), look))
        ops += field_line(x, base, text, DATA_SIZE, look["ink"], "body", "middle", ref)
    return ops


def in_one_line(x: float, base: float, words: Words, look: Look) -> list[Op]:
    """Words one after the other, parted by dots, on a ground of their own."""
    wide = measure(BETWEEN.join(text for text, _ref in words), DATA_SIZE)
    ground = _cleared(x, base, wide, look)
    return [ground, *joined_line(x, base, words, DATA_SIZE, look["ink"], BETWEEN)]


def _cleared(x: float, base: float, wide: float, look: Look) -> Path:
    return Path(rectangle(x - wide / 2 - 2, base - 9, wide + 4, 11.5), fill=look["page"])


def note(x: float, y: float, lines: Words, look: Look) -> list[Op]:
    """Words in a box that sits on the line."""
    wide = max(measure(text, DATA_SIZE) for text, _ref in lines) + 18
    high = 14 * len(lines) + 10
    ops: list[Op] = [
        Path(rectangle(x - wide / 2, y - high / 2, wide, high), Pen(look["ink"], OUTLINE), look["box"])
    ]
    for i, (text, ref) in enumerate(lines):
        base = y + 3.8 + (i - (len(lines) - 1) / 2) * 14
        ops += field_line(x, base, text, DATA_SIZE, look["ink"], "medium" if not i else "body", "middle", ref)
    return ops


def longest(points: Sequence[XY]) -> tuple[XY, XY]:
    """The longest leg of a course; of equals the first."""
    return max(
        itertools.pairwise(points), key=lambda leg: hypot(leg[1][0] - leg[0][0], leg[1][1] - leg[0][1])
    )


def _unit(a: XY, b: XY) -> XY:
    length = hypot(b[0] - a[0], b[1] - a[1]) or 1.0
    return ((b[0] - a[0]) / length, (b[1] - a[1]) / length)


def _short_of(points: Sequence[XY], by: float) -> list[XY]:
    """The course, ending so much before its tip."""
    (x, y), (ux, uy) = points[-1], _unit(points[-2], points[-1])
    return [*points[:-1], (x - ux * by, y - uy * by)]


def _shaft(points: Sequence[XY], thick: float, headed: bool) -> list[XY]:
    return _short_of(points, thick * 0.85) if headed else list(points)


def _side(points: Sequence[XY], distance: float) -> list[XY]:
    """The course shifted sideways, its corners kept sharp."""
    units = [_unit(a, b) for a, b in itertools.pairwise(points)]
    shifted = []
    for i, (x, y) in enumerate(points):
        (ax, ay), (bx, by) = units[max(i - 1, 0)], units[min(i, len(units) - 1)]
        k = distance / max(0.2, 1 + ax * bx + ay * by)
        shifted.append((x - (ay + by) * k, y + (ax + bx) * k))
    return shifted


def _fat(points: Sequence[XY], thick: float, look: Look, headed: bool) -> Path:
    shaft = _shaft(points, thick, headed)
    left, right = _side(shaft, -thick * 0.28), _side(shaft, thick * 0.28)
    outline = [*left, *_wings(points, thick), *reversed(right)] if headed else [*left, *reversed(right)]
    return Path(polyline(outline, closed=True), Pen(look["ink"], look.outline), look["box"])


def _wings(points: Sequence[XY], thick: float) -> list[XY]:
    (x, y), (ux, uy) = points[-1], _unit(points[-2], points[-1])
    bx, by, h = x - ux * thick * 0.85, y - uy * thick * 0.85, thick / 2
    return [(bx + uy * h, by - ux * h), (x, y), (bx - uy * h, by + ux * h)]


def _block(a: XY, b: XY, start: float, stop: float, half: float) -> tuple[Segment, ...]:
    ux, uy = _unit(a, b)
    (x0, y0), (x1, y1) = ((a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t) for t in (start, stop))
    nx, ny = -uy * half, ux * half
    corners = ((x0 + nx, y0 + ny), (x1 + nx, y1 + ny), (x1 - nx, y1 - ny), (x0 - nx, y0 - ny))
    return polyline(corners, closed=True)


def _kinked(points: Sequence[XY], t: float) -> tuple[XY, ...]:
    """The course with its longest leg parted: in on one level, out on the other, a stroke back between."""
    course = list(points)
    a, b = longest(points)
    i = course.index(a)
    ux, uy = _unit(a, b)
    nx, ny = (-uy, ux) if abs(ux) < abs(uy) or ux > 0 else (uy, -ux)
    before = [(x - nx * KINK, y - ny * KINK) for x, y in (a, b)]
    after = [(x + nx * KINK, y + ny * KINK) for x, y in (a, b)]
    mx, my = a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t
    kink = [
        (mx - nx * KINK + ux * 5, my - ny * KINK + uy * 5),
        (mx + nx * KINK - ux * 5, my + ny * KINK - uy * 5),
    ]
    course[i], course[i + 1] = before[0], after[1]
    return (*course[: i + 1], *kink, *course[i + 1 :])
