"""Frames, handles and guides: a second list that only the canvas plays, so that no export can show it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from msgspec.structs import replace

from vsm_desktop.drawing.frame import Frame
from vsm_desktop.drawing.ops import Box, Image, Op, Part, Path, Pen, Segment, Text
from vsm_desktop.drawing.shapes import circle, polyline, rectangle
from vsm_desktop.drawing.theme import Tokens, tokens
from vsm_desktop.edit.align import around
from vsm_desktop.model.value import of_ids
from vsm_desktop.tools.handles import AWAY, Handle, course, handles
from vsm_desktop.tools.marks import (
    box_path,
    dots,
    grown,
    joined,
    no_sign,
    note,
    padlock,
    plus,
    squares,
    tag,
)
from vsm_desktop.tools.snap import Guide

_HANDLE, _END, _LEG, _PORT = 6.0, 8.0, 7.0, 16.0
_LINE = 1.5
_MOST_GHOSTS = 40
_MANY = 100


def selection_overlay(frame: Frame, selection: Iterable[str], pixel: float) -> tuple[Op, ...]:
    """Selected symbols in a frame, selected arrows with a light line along their course; a single one has its handles."""
    chosen = frozenset(selection)
    if not chosen:
        return ()
    colors = tokens(frame.theme)
    parts = of_ids(frame.drawing.parts, chosen)
    boxes = [grown(box_on_map(part), AWAY) for part in parts if part.box]
    lines = [polyline(course(part)) for part in parts if part.line]
    accent = Pen(colors["accent"], _LINE * pixel)
    along = Pen(faint(colors["accent"], 0.5), 2 * _LINE * pixel)  # words beneath it stay readable
    if len(lines) > _MANY:
        along = Pen(colors["accent"], pixel)  # Qt strokes what is wider a hundred times slower
    ops: list[Op] = [Path(joined(lines), along)] if lines else []
    if len(boxes) > 1:
        ops.append(Path(joined(map(box_path, boxes)), Pen(colors["accent"], 0.75 * pixel)))
    if boxes:
        ops.append(Path(box_path(grown(around(boxes), 4.0 * pixel * (len(boxes) > 1))), accent))
    ops += _locks(frame, parts, colors, pixel)
    return (*ops, *handle_overlay(handles(frame, chosen), colors, pixel))


def handle_overlay(found: Sequence[Handle], colors: Tokens, pixel: float) -> tuple[Op, ...]:
    """The handles of a selection: squares that resize and bend, dots that end an arrow or add a bend to it."""
    pen = Pen(colors["accent"], 1.25 * pixel)
    square = [(one.x, one.y) for one in found if one.kind in ("size", "bend")]
    ends = [(one.x, one.y) for one in found if one.kind == "end"]
    legs = [(one.x, one.y) for one in found if one.kind == "leg"]
    ops: list[Op] = []
    if legs:
        ops.append(Path(dots(legs, _LEG, pixel), pen, colors["accent_t"]))
    if square:
        ops.append(Path(squares(square, _HANDLE, pixel), pen, colors["page"]))
    if ends:
        ops.append(Path(dots(ends, _END, pixel), pen, colors["page"]))
    return tuple(ops)


def port_overlay(frame: Frame, found: Sequence[Handle], pixel: float) -> tuple[Op, ...]:
    """The two circles beside a symbol from which an arrow is pulled."""
    colors = tokens(frame.theme)
    pen, ops = Pen(colors["accent"], 1.25 * pixel), list[Op]()
    for port in found:
        ops.append(Path(circle(port.x, port.y, _PORT / 2 * pixel), pen, colors["page"]))
        ops.append(Path(plus(port.x, port.y, pixel), pen))
    return tuple(ops)


def band_overlay(frame: Frame, box: Box, pixel: float) -> tuple[Op, ...]:
    """The rubber band."""
    left, right = sorted((box[0], box[2]))
    top, bottom = sorted((box[1], box[3]))
    colors = tokens(frame.theme)
    pen = Pen(colors["accent"], pixel, (4 * pixel, 3 * pixel), "butt")
    return (Path(rectangle(left, top, right - left, bottom - top), pen, faint(colors["accent"], 0.08)),)


def reach_overlay(
    frame: Frame, fast: str, x: float, y: float, pixel: float, reason: str = ""
) -> tuple[Op, ...]:
    """The arrow being drawn, from a symbol to the pointer; where it may not land, a no-sign and the sentence that says why."""
    colors = tokens(frame.theme)
    color = colors["alert" if reason else "accent"]
    part = next((part for part in frame.drawing.parts if part.id == fast and part.box), None)
    if part is None:  # another state came, in which the id is gone or an arrow's
        return ()
    dash = (5 * pixel, 3.5 * pixel)
    start = leaving(grown(box_on_map(part), AWAY), part.x, part.y, x, y)
    line = Path(polyline((start, (x, y))), Pen(color, _LINE * pixel, dash, "butt"))
    ops: tuple[Op, ...] = (line, target_overlay(part, color, pixel))
    if not reason:
        return ops
    sign = no_sign(x, y, color, colors["page"], pixel)
    words = note(x + 14 * pixel, y + 12 * pixel, reason, colors["alert_t"], colors["alert"], pixel)
    return (*ops, *sign, *words)


def leaving(box: Box, x0: float, y0: float, x: float, y: float) -> tuple[float, float]:
    """Where a line from a point in a box to one outside leaves the box; the far point where it stays inside."""
    share = 1.0
    for at, to, low, high in ((x0, x, box[0], box[2]), (y0, y, box[1], box[3])):
        if to != at:
            share = min(share, ((high if to > at else low) - at) / (to - at))
    return (x0 + share * (x - x0), y0 + share * (y - y0))


def target_overlay(part: Part, color: str, pixel: float) -> Path:
    """A dashed frame round a symbol that takes part in a gesture."""
    dash = (4 * pixel, 3 * pixel)
    return Path(box_path(grown(box_on_map(part), AWAY)), Pen(color, _LINE * pixel, dash, "butt"))


def guide_overlay(frame: Frame, guides: Sequence[Guide], pixel: float) -> tuple[Op, ...]:
    """The lines that say why something snapped: level with what, or at the same gap."""
    colors = tokens(frame.theme)
    accent, ink = colors["accent"], colors["on_accent"]
    dash = (4 * pixel, 3 * pixel)
    ops: list[Op] = []
    for guide in guides:
        ends = ((guide.x0, guide.y0), (guide.x1, guide.y1))
        ops.append(Path(polyline(ends), Pen(accent, pixel, () if guide.gap else dash, "butt")))
        if guide.gap:
            ops.append(Path(_bars(guide, pixel), Pen(accent, pixel)))
    for guide in guides:
        if guide.label:
            x = (guide.x0 + guide.x1) / 2 if guide.gap else guide.x0
            y = (guide.y0 + guide.y1) / 2 - 14 * pixel * (guide.gap and guide.y0 == guide.y1)
            ops += tag(x, y if guide.gap else guide.y0, guide.label, accent, ink, pixel)
    return tuple(ops)


def ghost_overlay(frame: Frame, ids: Iterable[str]) -> tuple[Op, ...]:
    """Where dragged symbols stood, at 28 %."""
    wanted = frozenset(ids)
    if len(wanted) > _MOST_GHOSTS:
        return ()
    return tuple(
        moved_op(op, part.x, part.y, 0.28)
        for part in frame.drawing.parts
        if part.id in wanted
        for op in part.ops
    )


def moved_op(op: Op, dx: float, dy: float, alpha: float) -> Op:
    """An op somewhere else, paler."""
    if isinstance(op, Text):
        return replace(op, x=op.x + dx, y=op.y + dy, color=faint(op.color, alpha))
    if isinstance(op, Image):  # its frame
        frame = rectangle(op.x + dx, op.y + dy, op.width, op.height)
        return Path(frame, Pen(faint("#808080", alpha), 1.0))
    segments: Any = tuple(
        (segment[0], *(n + (dy if i % 2 else dx) for i, n in enumerate(segment[1:])))
        for segment in op.segments
    )
    pen = replace(op.pen, color=faint(op.pen.color, alpha)) if op.pen else None
    return Path(segments, pen, faint(op.fill, alpha) if op.fill else None)


def faint(color: str, alpha: float) -> str:
    """A colour so far transparent, as only the canvas understands it."""
    return f"#{round(alpha * 255):02X}{color[-6:]}"


def box_on_map(part: Part) -> Box:
    """Where the body of a drawn symbol lies on the map."""
    assert part.box is not None
    left, top, right, bottom = part.box
    return (part.x + left, part.y + top, part.x + right, part.y + bottom)


def _bars(guide: Guide, pixel: float) -> tuple[Segment, ...]:
    """The strokes at both ends of a gap."""
    half = 4 * pixel
    level = guide.y0 == guide.y1
    dx, dy = (0.0, half) if level else (half, 0.0)
    return joined(
        (("M", x - dx, y - dy), ("L", x + dx, y + dy))
        for x, y in ((guide.x0, guide.y0), (guide.x1, guide.y1))
    )


def _locks(frame: Frame, parts: Sequence[Part], colors: Tokens, pixel: float) -> list[Op]:
    """A padlock at each selected symbol that is locked."""
    shut = {node.id for node in of_ids(frame.state.nodes, {part.id for part in parts}) if node.locked}
    ops: list[Op] = []
    for part in parts:
        if part.box and part.id in shut:
            box = grown(box_on_map(part), AWAY)
            ops += padlock(box[2] - 4.5 * pixel, box[1] + 2 * pixel, colors["accent"], colors["page"], pixel)
    return ops
