"""Handles, frames and guides: a second list that only the canvas plays, so that no export can show it."""

from __future__ import annotations

from collections.abc import Iterable

from vsm_desktop.drawing.frame import Frame
from vsm_desktop.drawing.ops import Box, Op, Part, Path, Pen
from vsm_desktop.drawing.shapes import polyline, rectangle
from vsm_desktop.drawing.theme import tokens

_AWAY, _HANDLE = 4.0, 6.0


def selection_overlay(frame: Frame, selection: Iterable[str]) -> tuple[Op, ...]:
    """Selected symbols in a frame with handles, selected arrows with a light line along their course."""
    chosen = frozenset(selection)
    parts = [part for part in frame.drawing.parts if part.id in chosen]
    accent, page = tokens(frame.theme)["accent"], tokens(frame.theme)["page"]
    boxes = [_box(part) for part in parts if part.box]
    ops: list[Op] = [Path(polyline(_line(part)), Pen(accent, 1.5)) for part in parts if part.line]
    for part in parts:
        if part.line:
            ops += [_handle(x, y, accent, page) for x, y in (_line(part)[0], _line(part)[-1])]
    if len(boxes) > 1:
        ops += [Path(rectangle(*_size(box, 2)), Pen(accent, 0.75)) for box in boxes]
    if boxes:
        around = (
            min(b[0] for b in boxes),
            min(b[1] for b in boxes),
            max(b[2] for b in boxes),
            max(b[3] for b in boxes),
        )
        ops += _framed(around, accent, page)
    return tuple(ops)


def band_overlay(frame: Frame, box: Box) -> tuple[Op, ...]:
    """The rubber band."""
    left, right = sorted((box[0], box[2]))
    top, bottom = sorted((box[1], box[3]))
    accent = tokens(frame.theme)["accent"]
    return (Path(rectangle(left, top, right - left, bottom - top), Pen(accent, 1.0, (4, 3))),)


def reach_overlay(frame: Frame, source: str, x: float, y: float, *, allowed: bool) -> tuple[Op, ...]:
    """The arrow being drawn, from its source to the pointer; dashed in the alert colour where it may not land."""
    color = tokens(frame.theme)["accent" if allowed else "alert"]
    part = next((part for part in frame.drawing.parts if part.id == source), None)
    if part is None:
        return ()
    line = Path(polyline(((part.x, part.y), (x, y))), Pen(color, 1.5, (5, 3.5), "butt"))
    return (line, target_overlay(part, color))


def target_overlay(part: Part, color: str) -> Path:
    """A dashed frame round a symbol that takes part in a gesture."""
    return Path(rectangle(*_size(_box(part), _AWAY)), Pen(color, 1.5, (4, 3), "butt"))


def _framed(box: Box, accent: str, page: str) -> list[Op]:
    left, top, width, height = _size(box, _AWAY)
    ops: list[Op] = [Path(rectangle(left, top, width, height), Pen(accent, 1.5))]
    for fx in (0.0, 0.5, 1.0):
        for fy in (0.0, 0.5, 1.0):
            if (fx, fy) != (0.5, 0.5):
                ops.append(_handle(left + fx * width, top + fy * height, accent, page))
    return ops


def _handle(x: float, y: float, accent: str, page: str) -> Path:
    half = _HANDLE / 2
    return Path(rectangle(x - half, y - half, _HANDLE, _HANDLE), Pen(accent, 1.25), page)


def _box(part: Part) -> Box:
    assert part.box is not None
    left, top, right, bottom = part.box
    return (part.x + left, part.y + top, part.x + right, part.y + bottom)


def _line(part: Part) -> list[tuple[float, float]]:
    return [(part.x + x, part.y + y) for x, y in part.line]


def _size(box: Box, away: float) -> tuple[float, float, float, float]:
    return (box[0] - away, box[1] - away, box[2] - box[0] + 2 * away, box[3] - box[1] + 2 * away)
