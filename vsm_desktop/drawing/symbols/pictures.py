"""Symbols drawn as a picture of the user's: what they do stays that of their kind, and so do their words and rows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from vsm_desktop.drawing.ops import Box, Image, Op, Path, Pen
from vsm_desktop.drawing.shapes import outline, rectangle
from vsm_desktop.drawing.symbols.databox import ROW, draw_rows, own_words, rows_of
from vsm_desktop.drawing.symbols.general import transport_lines, transport_words
from vsm_desktop.drawing.symbols.material import labels, labels_foot
from vsm_desktop.drawing.symbols.symbol import BOTH_WAYS, Extent, Look, Symbol
from vsm_desktop.drawing.text import field_line, wrap
from vsm_desktop.drawing.theme import DATA_SIZE, OUTLINE
from vsm_desktop.model.fields import STOCKS
from vsm_desktop.model.pictures import pixel_size

_LEAD, _ROWS = 13.0, 96.0
_ALERT = frozenset({"ct"})
_PICTURE = Extent(144.0, 108.0, (18.0, 18.0), BOTH_WAYS)


def picture_ops(data: str, box: Box, look: Look) -> list[Op]:
    """The picture as large as it fits the box; where there is none, or none that can be shown, a crossed frame."""
    left, top, right, bottom = box
    size = pixel_size(data) if data else None
    if size is None:
        pen = Pen(look["rule"], OUTLINE)
        cross = outline(f"M{left} {top}L{right} {bottom}M{right} {top}L{left} {bottom}")
        return [Path(rectangle(left, top, right - left, bottom - top), pen), Path(cross, pen)]
    scale = min((right - left) / size[0], (bottom - top) / size[1])
    width, height = size[0] * scale, size[1] * scale
    x, y = (left + right - width) / 2, (top + bottom - height) / 2
    return [Image(round(x, 3), round(y, 3), round(width, 3), round(height, 3), data)]


def pictured(usual: Symbol) -> Symbol:
    """A kind of symbol with a picture in the place of its strokes."""
    return Symbol(
        usual.title,
        _draw_with(usual.frame),
        _body_with(usual.frame),
        lambda node: _body_with(usual.frame)(node)[3],
        usual.frame,
        own_row=usual.own_row,
    )


def _draw_with(frame: Extent) -> Callable[[Any, Look], tuple[Op, ...]]:
    def draw(node: Any, look: Look) -> tuple[Op, ...]:
        left, _top, right, bottom = box = frame.box(node)
        ops = picture_ops(node.picture, box, look)
        if node.kind in STOCKS:
            return (*ops, *labels(node, bottom + 15, look))
        if node.kind == "transport":
            return (*ops, *transport_words(node, look, bottom + 13))
        lines = _lines(node, right - left) or ("",) * (look.open == "name")
        for i, text in enumerate(lines):
            y = bottom + 13 + _LEAD * i
            ops += field_line(0, y, text, DATA_SIZE, look["ink"], "medium", "middle", f"{node.id}.name")
        under = bottom + _LEAD * len(lines) + 6
        if usual_rows := [*rows_of(node, look.open, look.manner), *(look.own if _has_rows(node) else ())]:
            alert = _ALERT if look.alert else frozenset()
            wide = max(right - left, _ROWS)
            return (*ops, *draw_rows(usual_rows, -wide / 2, under, wide, look, node.id, alert))
        return (*ops, *(own_words(node.id, look, under + 8, _LEAD) if not _has_rows(node) else ()))

    return draw


def _has_rows(node: Any) -> bool:
    return node.kind in ("process", "supplier", "customer", "control")


def _lines(node: Any, width: float) -> tuple[str, ...]:
    return wrap(node.name, max(width, 84.0), DATA_SIZE, "medium")


def _body_with(frame: Extent) -> Callable[[Any], Box]:
    def body(node: Any) -> Box:
        left, top, right, bottom = frame.box(node)
        if node.kind in STOCKS:
            return (left, top, right, max(bottom, labels_foot(node, bottom + 15)))
        if node.kind == "transport":
            return (left, top, right, bottom + _LEAD * len(transport_lines(node)))
        words = len(_lines(node, right - left))
        rows = ROW * len(rows_of(node))
        half = max(right, _ROWS / 2) if rows else right
        return (-half, top, half, bottom + (_LEAD * words + 6 if words or rows else 0) + rows)

    return body


PICTURE = pictured(Symbol("Picture", lambda _node, _look: (), _PICTURE.box, lambda _node: 0.0, _PICTURE))
