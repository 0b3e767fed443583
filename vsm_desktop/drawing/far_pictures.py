"""Symbols that are pictures, frames and notes as they are seen from afar."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from msgspec.structs import replace

from vsm_desktop.drawing.far_type import BESIDE, fitted, outline_at
from vsm_desktop.drawing.levels import LEAST_PX, Level
from vsm_desktop.drawing.ops import Op, Part, Path, Pen, Text
from vsm_desktop.drawing.shapes import rectangle
from vsm_desktop.drawing.symbols.pictures import picture_ops as user_picture
from vsm_desktop.drawing.symbols.symbol import Look
from vsm_desktop.drawing.symbols.table import symbol_of
from vsm_desktop.drawing.text import ELLIPSIS, line, measure, shorten
from vsm_desktop.drawing.theme import NAME_SIZE
from vsm_desktop.model.fields import FRAMES, STOCKS

_INSIDE = {
    "erp": 8.0,
    "database": 5.0,
    "decision": 0.0,
}  # what has its name within, and how far below its middle
_UNDER, _WIDE = 62.0, 92.0


def picture_ops(node: Any, part: Part, look: Look, level: Level) -> list[Op]:
    """Its strokes with its name as large as it fits; far off a plain box of its size."""
    left, top, right, foot = symbol_of(node).frame.box(node)
    if level.shows == "few":
        pen = Pen(look["ink"], outline_at(level, look))
        return [Path(rectangle(left, top, right - left, foot - top), pen, look["band"])]
    ops: list[Op] = [op for op in part.ops if isinstance(op, Path)]
    if node.symbol in _INSIDE:
        name = fitted(node.name, (right - left) * 0.8, (foot - top) * 0.5, level, 2)
        y = _INSIDE[node.symbol]
        return ops + (name.at(0, y - name.height / 2, look["ink"], ref=f"{node.id}.name") if name else [])
    if node.kind != "control":
        return ops
    name = fitted(node.name, _WIDE, _UNDER - foot - 4, level, 2)
    return ops + (name.at(0, foot + 3, look["ink"], ref=f"{node.id}.name") if name else [])


def own_picture_ops(node: Any, look: Look, level: Level) -> list[Op]:
    """A picture of the user's at any distance, with its name beneath it where that can be read."""
    frame = symbol_of(node).frame.box(node)
    ops = user_picture(node.picture, frame, look)
    if level.shows == "few" or node.kind in STOCKS:
        return ops
    name = fitted(node.name, _WIDE, max(0.0, _UNDER - frame[3] - 4), level, 2)
    return ops + (name.at(0, frame[3] + 3, look["ink"], ref=f"{node.id}.name") if name else [])


def note_ops(node: Any, part: Part, look: Look, level: Level, legible: Sequence[Op]) -> list[Op]:
    """Strokes and, where they can be read, words; far off a burst is a spot and a frame its edge."""
    strokes: list[Op] = [op for op in part.ops if isinstance(op, Path)]
    if level.shows == "few":
        return strokes[:2] if node.kind == "lane" else strokes[:1]
    left, top, right, foot = symbol_of(node).frame.box(node)
    if node.kind == "loop":
        return strokes[:1] + _loop_name(node, look, level)
    if node.kind in FRAMES:
        return [_within(op, foot - top - 8) for op in legible]
    if node.kind == "text":
        lines = max(1, int((foot - top) / 13))
        words = fitted(node.name, right - left - 4, foot - top, level, lines, cut=True)
        return words.at(left + 2, top, look["ink"], "start", f"{node.id}.name") if words else []
    if node.kind == "quality":
        words = fitted(node.name, BESIDE, foot - top, level, 2)
        return strokes + (
            words.at(21, -words.height / 2, look["ink"], "start", f"{node.id}.name") if words else []
        )
    name = fitted(node.name, (right - left) * 0.66, (foot - top) * 0.6, level, 3, cut=True)
    ink = look["ink2" if look.off else "burst_ink"]
    return strokes + (name.at(0, -name.height / 2, ink, ref=f"{node.id}.name") if name else [])


def _loop_name(node: Any, look: Look, level: Level) -> list[Op]:
    """The name set into the lower edge of a loop, on a ground as large as its type."""
    left, _top, right, foot = symbol_of(node).frame.box(node)
    size = max(NAME_SIZE, LEAST_PX * level.unit)
    text = shorten(" ".join(node.name.split()), right - left - 36, size, "bold")
    if not text or text == ELLIPSIS:
        return []
    ground = rectangle(left + 18, foot - size * 0.6, measure(text, size, "bold") + 12, size * 1.2)
    words = line(left + 24, foot + size * 0.35, text, size, look["ink2"], "bold", ref=f"{node.id}.name")
    return [Path(ground, fill=look["page"]), *words]


def _within(op: Op, room: float) -> Op:
    """The name up the side of a frame, cut to its height where it was made larger."""
    if not isinstance(op, Text) or not op.turn or op.width <= room:
        return op
    text = shorten(op.text, room, op.size, op.font)
    wide = measure(text, op.size, op.font)
    return replace(op, text=text, width=wide, y=op.y - (op.width - wide) / 2)
