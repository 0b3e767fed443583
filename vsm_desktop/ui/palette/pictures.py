"""Symbols in small, for palette and lists: the map's own ops, fitted into a field, with strokes of even weight."""

from __future__ import annotations

from functools import lru_cache

from msgspec.structs import replace
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from vsm_desktop.canvas.paint import HINTS, Ready, play_ready, ready
from vsm_desktop.drawing.ops import Op, Path, extent
from vsm_desktop.drawing.theme import ThemeName, tokens

_STROKE, _DETAIL = 1.15, 0.65  # pixels on the screen
_FINE = 1.0  # map units: what is thinner is a detail, such as a hatch, which would close up


def paint_thumbnail(
    painter: QPainter, key: str, theme: ThemeName, field: QRectF, ground: str = "panel"
) -> None:
    """A symbol in the middle of a field, never larger than on the map; `ground` is the colour token it stands on."""
    scale, across, down, made = _made(key, theme, field.width(), field.height(), ground)
    painter.save()
    painter.setRenderHints(HINTS)
    painter.translate(field.center())
    painter.scale(scale, scale)
    painter.translate(QPointF(-across, -down))
    play_ready(made, painter)
    painter.restore()


@lru_cache(maxsize=800)
def _made(
    key: str, theme: ThemeName, width: float, height: float, ground: str
) -> tuple[float, float, float, Ready]:
    """How a symbol is scaled to a field, its middle, and what is to be painted."""
    from vsm_desktop.drawing.samples import thumbnail  # the first frame does without

    ops = thumbnail(key, theme)
    left, top, right, bottom = extent(ops)
    scale = min(width / (right - left), height / (bottom - top), 1.0)
    colors = tokens(theme)
    made = ready(_on_ground(op, colors["page"], colors[ground], scale) for op in ops)
    return scale, (left + right) / 2, (top + bottom) / 2, made


def _on_ground(op: Op, page: str, ground: str, scale: float) -> Op:
    """The op with a stroke of even weight; what clears a line on the map's page clears it on this ground."""
    if not isinstance(op, Path):
        return op
    if op.pen is None:
        return replace(op, fill=ground) if op.fill == page else op
    width = _STROKE if op.pen.width >= _FINE else _DETAIL
    return replace(op, pen=replace(op.pen, width=width / scale))
