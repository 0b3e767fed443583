"""Symbols in small, for palette and lists: the map's own ops, fitted into a field, with strokes of even weight."""

from __future__ import annotations

from functools import lru_cache

from msgspec.structs import replace
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from vsm_desktop.canvas.paint import HINTS, Ready, play_ready, ready
from vsm_desktop.drawing.ops import Op, Path, extent
from vsm_desktop.drawing.samples import thumbnail
from vsm_desktop.drawing.theme import ThemeName

STROKE = 1.15  # pixels on the screen


def paint_thumbnail(painter: QPainter, key: str, theme: ThemeName, field: QRectF) -> None:
    """A symbol in the middle of a field, never larger than on the map."""
    scale, across, down, made = _made(key, theme, field.width(), field.height())
    painter.save()
    painter.setRenderHints(HINTS)
    painter.translate(field.center())
    painter.scale(scale, scale)
    painter.translate(QPointF(-across, -down))
    play_ready(made, painter)
    painter.restore()


@lru_cache(maxsize=400)
def _made(key: str, theme: ThemeName, width: float, height: float) -> tuple[float, float, float, Ready]:
    """How a symbol is scaled to a field, its middle, and what is to be painted."""
    ops = thumbnail(key, theme)
    left, top, right, bottom = extent(ops)
    scale = min(width / (right - left), height / (bottom - top), 1.0)
    return scale, (left + right) / 2, (top + bottom) / 2, ready(_even(ops, STROKE / scale))


def _even(ops: tuple[Op, ...], width: float) -> tuple[Op, ...]:
    """The ops with all strokes of one weight."""
    return tuple(
        replace(op, pen=replace(op.pen, width=width)) if isinstance(op, Path) and op.pen else op for op in ops
    )
