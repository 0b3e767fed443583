"""Frames and notes: text, kaizen burst, quality problem, swimlane, loop outline."""

from __future__ import annotations

from functools import lru_cache
from math import cos, pi, sin

from vsm_desktop.drawing.ops import Box, Op, Path, Pen, Segment
from vsm_desktop.drawing.shapes import outline, polyline, rectangle
from vsm_desktop.drawing.symbols.symbol import BOTH_WAYS, Extent, Look, Symbol
from vsm_desktop.drawing.text import field_line, line, measure, turned_line, wrap
from vsm_desktop.drawing.theme import DATA_SIZE, NAME_SIZE, OUTLINE, ROW_LINE
from vsm_desktop.model.nodes import Burst, Note

_LEAD = 13.0
_TEXT = Extent(132.0, 28.0, (36.0, 18.0), frozenset({"width"}))
_STAR = Extent(120.0, 72.0, (64.0, 44.0), BOTH_WAYS)
_MARK = Extent(32.0, 32.0)
_LANE = Extent(720.0, 216.0, (96.0, 60.0), BOTH_WAYS)
_LOOP = Extent(300.0, 204.0, (60.0, 48.0), BOTH_WAYS)
TITLE = 24.0
_POINTS, _INNER, _TURN = 12, 0.74, -0.35
_RADIUS = 12.0
_GRIP = 5.0


def draw_text(node: Note, look: Look) -> tuple[Op, ...]:
    """Words in lines as wide as the note was pulled, from its upper left corner."""
    left, top, _right, _bottom = text_frame.box(node)
    lines = text_lines(node) or ("",) * (look.open == "name")
    ops: list[Op] = []
    for i, text in enumerate(lines):
        ops += field_line(
            left + 4, top + 15 + _LEAD * i, text, DATA_SIZE, look["ink"], "body", ref=f"{node.id}.name"
        )
    return tuple(ops)


@lru_cache(maxsize=1_000)
def _wrapped(text: str, width: float) -> tuple[str, ...]:
    return tuple(one for part in text.split("\n") for one in wrap(part, width, DATA_SIZE, most=60) or ("",))


def text_lines(node: Note) -> tuple[str, ...]:
    """The words of a note, line by line."""
    return _wrapped(node.name, _TEXT.of(node)[0] - 8) if node.name else ()


class _TextExtent(Extent, frozen=True):
    """A note is as high as its words; the first line stays where it is while others follow."""

    def of(self, node: Note) -> tuple[float, float]:
        width, height = Extent.of(self, node)
        return width, max(height, 10 + _LEAD * len(text_lines(node)))

    def box(self, node: Note) -> Box:
        width, height = self.of(node)
        return (-width / 2, -_TEXT.height / 2, width / 2, height - _TEXT.height / 2)


text_frame = _TextExtent(_TEXT.width, _TEXT.height, _TEXT.least, _TEXT.ways)


@lru_cache(maxsize=200)
def star(rx: float, ry: float) -> tuple[Segment, ...]:
    """A jagged outline of ten points within two radii."""
    points = []
    for i in range(2 * _POINTS):
        angle = _TURN + i * pi / _POINTS
        reach = _INNER if i % 2 else 1.0 if i % 4 == 0 else 0.9
        points.append((rx * reach * cos(angle), ry * reach * sin(angle)))
    return polyline(points, closed=True)


def draw_burst(node: Burst, look: Look) -> tuple[Op, ...]:
    """A yellow star behind its words; one that is off is hollow with a dashed outline."""
    width, height = _STAR.of(node)
    heavy = OUTLINE if look["burst"].upper() != "#FFFFFF" else OUTLINE + 0.5
    pen = Pen(look["ink2"], OUTLINE, (4, 3), "butt") if look.off else Pen(look["burst_ink"], heavy)
    ink, fill = (look["ink2"], look["page"]) if look.off else (look["burst_ink"], look["burst"])
    ops: list[Op] = [Path(star(width / 2, height / 2), pen, fill)]
    most = max(2, int((height * 0.62) / _LEAD))
    lines = wrap(node.name, width * 0.66, DATA_SIZE, "bold", most) or ("",) * (look.open == "name")
    for i, text in enumerate(lines):
        base = 3.8 + (i - (len(lines) - 1) / 2) * 12
        ops += field_line(0, base, text, DATA_SIZE, ink, "bold", "middle", f"{node.id}.name")
    return tuple(ops)


def draw_quality(node: Note, look: Look) -> tuple[Op, ...]:
    """A diamond with a Q; what is wrong stands beside it."""
    ops: list[Op] = [
        Path(outline("M0 -16L16 0L0 16L-16 0Z"), Pen(look["ink"], look.outline), look["box"]),
        *line(0, 5, "Q", 14, look["ink"], "bold", "middle"),
    ]
    lines = wrap(node.name, 96, DATA_SIZE, "medium") or ("",) * (look.open == "name")
    for i, text in enumerate(lines):
        base = 4 + (i - (len(lines) - 1) / 2) * _LEAD
        ops += field_line(21, base, text, DATA_SIZE, look["ink"], "medium", ref=f"{node.id}.name")
    return tuple(ops)


def draw_lane(node: Note, look: Look) -> tuple[Op, ...]:
    """A band of the sheet with its name written up its left end."""
    left, top, right, bottom = _LANE.box(node)
    pen = Pen(look["rule"], OUTLINE)
    ops: list[Op] = [
        Path(rectangle(left, top, TITLE, bottom - top), fill=look["band"]),
        Path(rectangle(left, top, right - left, bottom - top), pen),
        Path(
            (("M", left + TITLE, top), ("L", left + TITLE, bottom)), Pen(look["rule"], ROW_LINE, cap="butt")
        ),
    ]
    ref = f"{node.id}.name"
    if look.open == "name":  # it is typed level, so that it can be read
        return (
            *ops,
            *field_line(left + TITLE + 6, top + 16, node.name, NAME_SIZE, look["ink"], "bold", ref=ref),
        )
    for text in wrap(node.name, bottom - top - 8, NAME_SIZE, "bold", 1):
        ops += turned_line(
            left + 16, (top + bottom) / 2, text, NAME_SIZE, look["ink"], -90.0, "bold", "middle", ref
        )
    return tuple(ops)


def draw_loop(node: Note, look: Look) -> tuple[Op, ...]:
    """A dashed outline with round corners, its name set into the lower edge."""
    left, top, right, bottom = _LOOP.box(node)
    r, k = _RADIUS, _RADIUS * 0.4477
    edge = outline(
        f"M{left + r} {top}H{right - r}C{right - k} {top} {right} {top + k} {right} {top + r}"
        f"V{bottom - r}C{right} {bottom - k} {right - k} {bottom} {right - r} {bottom}"
        f"H{left + r}C{left + k} {bottom} {left} {bottom - k} {left} {bottom - r}"
        f"V{top + r}C{left} {top + k} {left + k} {top} {left + r} {top}Z"
    )
    ops: list[Op] = [Path(edge, Pen(look["ink2"], OUTLINE, (6, 4), "butt"))]
    text = (wrap(node.name, right - left - 48, NAME_SIZE, "bold", 1) or ("",))[0]
    if text or look.open == "name":
        wide = measure(text, NAME_SIZE, "bold")
        ops.append(Path(rectangle(left + 18, bottom - 8, wide + 12, 16), fill=look["page"]))
        ops += field_line(left + 24, bottom + 4, text, NAME_SIZE, look["ink2"], "bold", ref=f"{node.id}.name")
    return tuple(ops)


def frame_grips(node: Note, box: Box) -> tuple[Box, ...]:
    """The edges of a frame, and the title of a swimlane or the name of a loop."""
    left, top, right, bottom = box
    edges = (
        (left - _GRIP, top - _GRIP, right + _GRIP, top + _GRIP),
        (left - _GRIP, bottom - _GRIP, right + _GRIP, bottom + _GRIP),
        (left - _GRIP, top, left + _GRIP, bottom),
        (right - _GRIP, top, right + _GRIP, bottom),
    )
    if node.kind == "lane":
        return (*edges, (left, top, left + TITLE, bottom))
    wide = measure(node.name, NAME_SIZE, "bold")
    return (*edges, (left + 18, bottom - 8, min(left + 30 + wide, right), bottom + 8))


TEXT = Symbol("Text", draw_text, text_frame.box, lambda node: text_frame.box(node)[3], text_frame)
BURST = Symbol("Kaizen burst", draw_burst, _STAR.box, lambda node: _STAR.box(node)[3], _STAR)
QUALITY = Symbol("Quality problem", draw_quality, _MARK.box, lambda _node: 16.0, _MARK)
LANE = Symbol("Swimlane", draw_lane, _LANE.box, lambda node: _LANE.box(node)[3], _LANE)
LOOP = Symbol("Loop outline", draw_loop, _LOOP.box, lambda node: _LOOP.box(node)[3] + 8, _LOOP)
