"""Parts of a drawing as an image, for the clipboard."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtGui import QColor, QImage, QPainter

from vsm_desktop.canvas.paint import Paint
from vsm_desktop.drawing.ops import Box, Part, play

_LARGEST = 8_000  # pixels a side, whatever the scale


def picture(parts: Iterable[Part], box: Box, ground: str, scale: float) -> QImage:
    """What is drawn in a box on a ground, in so many pixels a unit, or as many as the largest image allows."""
    left, top, right, bottom = box
    scale = min(scale, _LARGEST / max(right - left, bottom - top))
    wide, high = round((right - left) * scale), round((bottom - top) * scale)
    image = QImage(wide, high, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(QColor(ground))
    painter = QPainter(image)
    painter.scale(scale, scale)
    painter.translate(-left, -top)
    play(parts, Paint(painter))
    painter.end()
    return image
