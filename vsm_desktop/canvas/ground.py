"""What lies beneath the map: the ground, the sheet that will be printed with its paper named, dots while something moves."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from vsm_desktop.assets import _
from vsm_desktop.canvas.paint import window_font
from vsm_desktop.drawing.frame import Frame
from vsm_desktop.drawing.ops import Box
from vsm_desktop.drawing.paper import paper_size
from vsm_desktop.drawing.theme import NOTE_SIZE, tokens
from vsm_desktop.tools.desk import Desk
from vsm_desktop.tools.snap import GRID

_DOTS = 4 * GRID
_LEAST_TYPE = 6.0  # points on paper
_SMALLEST = 0.3  # below this scale the sheet has no words about itself


class Ground(NamedTuple):
    """All the ground depends on: only if that changes it is painted anew as a whole."""

    sheet: Box = (0.0, 0.0, 0.0, 0.0)
    under: str = "#000000"
    page: str = "#000000"
    edge: str = "#000000"
    dot: str = "#000000"
    words: str = "#000000"
    caption: str = ""
    dotted: bool = False


def ground_of(desk: Desk) -> Ground:
    """The ground under a desk's frame; dots show while a symbol is placed or moved."""
    frame, colors = desk.frame, tokens(desk.frame.theme)
    dotted = desk.tool.busy and (desk.tool.name == "place" or bool(getattr(desk.tool, "moving", False)))
    return Ground(
        frame.drawing.sheet,
        colors["canvas"],
        colors["page"],
        colors["hair"],
        colors["rule"],
        colors["text3"],
        caption_of(frame),
        dotted,
    )


def caption_of(frame: Frame) -> str:
    """The paper, and how large the smallest type on it will be."""
    drawing = frame.drawing
    wide = paper_size(drawing.paper, drawing.portrait)[0]
    type_size = NOTE_SIZE * wide / max(drawing.sheet[2] - drawing.sheet[0], 1.0)
    form = _("portrait") if drawing.portrait else _("landscape")
    words = _("{paper} {form} · smallest type {size} pt").format(
        paper=drawing.paper, form=form, size=f"{type_size:.1f}"
    )
    return f"△ {words}" if type_size < _LEAST_TYPE else words


def paint_ground(painter: QPainter, area: QRectF, ground: Ground, scale: float) -> None:
    """Paint what is exposed."""
    left, top, right, bottom = ground.sheet
    sheet = QRectF(left, top, right - left, bottom - top)
    painter.fillRect(area, QColor(ground.under))
    painter.fillRect(sheet & area, QColor(ground.page))
    if ground.dotted and scale >= 0.5:
        _paint_dots(painter, sheet & area, ground.dot, scale)
    pen = QPen(QColor(ground.edge))
    pen.setCosmetic(True)
    painter.setPen(pen)
    painter.drawRect(sheet)
    if scale >= _SMALLEST and area.bottom() > bottom:
        _paint_caption(painter, ground, scale)


def _paint_dots(painter: QPainter, area: QRectF, color: str, scale: float) -> None:
    pen = QPen(QColor(color), 1.5)
    pen.setCosmetic(True)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    first_x, first_y = (-(-side // _DOTS) * _DOTS for side in (area.left(), area.top()))
    across = range(int((area.right() - first_x) // _DOTS) + 1)
    down = range(int((area.bottom() - first_y) // _DOTS) + 1)
    painter.drawPoints(
        QPolygonF([QPointF(first_x + _DOTS * i, first_y + _DOTS * j) for i in across for j in down])
    )


def _paint_caption(painter: QPainter, ground: Ground, scale: float) -> None:
    """Under the lower left corner, at its usual size on the screen."""
    painter.save()
    painter.translate(ground.sheet[0], ground.sheet[3])
    painter.scale(1 / scale, 1 / scale)
    painter.setFont(window_font("body", 11))
    painter.setPen(QColor(ground.words))
    painter.drawText(QPointF(2, 16), ground.caption)
    painter.restore()
