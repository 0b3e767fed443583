"""A whole map as a small picture, drawn with the map's own ops."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QPainter, QPixmap

from vsm_desktop.canvas.paint import Paint
from vsm_desktop.drawing.frame import frame_of
from vsm_desktop.drawing.ops import Box, Drawing, Part, extent, play
from vsm_desktop.drawing.theme import ThemeName
from vsm_desktop.model.stream import ValueStream

_AROUND = frozenset({"@title", "@legend", "@conventions"})


def picture(stream: ValueStream, theme: ThemeName, size: QSize, density: float) -> QPixmap:
    """The map of the state shown first without what is said around it, as large as fits, crisp at a pixel density."""
    drawing = frame_of(stream, "", theme).drawing
    made = QPixmap(size * density)
    made.setDevicePixelRatio(density)
    made.fill(QColor(drawing.page))
    parts = bare(drawing)
    left, top, right, bottom = room(parts)
    scale = min(size.width() / (right - left), size.height() / (bottom - top))
    painter = QPainter(made)
    painter.translate(
        (size.width() - scale * (right - left)) / 2, (size.height() - scale * (bottom - top)) / 2
    )
    painter.scale(scale, scale)
    painter.translate(-left, -top)
    play(parts, Paint(painter))
    painter.end()
    return made


def bare(drawing: Drawing) -> list[Part]:
    """The parts of a map without what is said around it."""
    return [part for part in drawing.parts if part.id not in _AROUND]


def room(parts: Iterable[Part]) -> Box:
    """The box around all parts."""
    boxes = [(part, extent(part.ops)) for part in parts if part.ops]
    return (
        min((part.x + box[0] for part, box in boxes), default=0.0),
        min((part.y + box[1] for part, box in boxes), default=0.0),
        max((part.x + box[2] for part, box in boxes), default=1.0),
        max((part.y + box[3] for part, box in boxes), default=1.0),
    )
