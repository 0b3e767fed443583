"""A switch as it is painted in lists: on it is full and its knob at the right, off an outline with the knob at the left."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from vsm_desktop.drawing.theme import ThemeName, tokens

WIDE, HIGH = 28.0, 16.0
_CLOSED = 0.42  # how much is seen of one that cannot be turned
_KNOB, _SMALL_KNOB = 5.5, 4.0


def switch_in(rect: QRect, left: int) -> QRectF:
    """Where the switch stands in a cell, so far from its left side."""
    return QRectF(rect.left() + left, rect.center().y() - HIGH / 2 + 0.5, WIDE, HIGH)


def paint_switch(painter: QPainter, place: QRectF, theme: ThemeName, *, on: bool, free: bool = True) -> None:
    """Paint it; one that is not `free` is pale."""
    colors = tokens(theme)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if not free:
        painter.setOpacity(_CLOSED)
    middle = place.center()
    if on:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colors["accent"]))
        painter.drawRoundedRect(place, HIGH / 2, HIGH / 2)
        middle.setX(place.right() - HIGH / 2)
    else:
        painter.setPen(QPen(QColor(colors["strong"]), 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(place.adjusted(0.75, 0.75, -0.75, -0.75), HIGH / 2 - 0.75, HIGH / 2 - 0.75)
        middle.setX(place.left() + HIGH / 2)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colors["on_accent" if on else "strong"]))
    knob = _KNOB if on else _SMALL_KNOB
    painter.drawEllipse(middle, knob, knob)
    painter.restore()
