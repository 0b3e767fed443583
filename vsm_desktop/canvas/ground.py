"""What lies beneath the map: the ground, the sheet that will be printed with its paper named, dots while something moves."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from vsm_desktop.assets import _
from vsm_desktop.canvas.paint import window_font
from vsm_desktop.drawing.frame import Frame
from vsm_desktop.drawing.ops import Box
from vsm_desktop.drawing.paper import LEAST_TYPE, Spread
from vsm_desktop.drawing.theme import NOTE_SIZE, ThemeName, tokens
from vsm_desktop.tools.desk import Desk
from vsm_desktop.tools.snap import GRID

_DOTS = 4 * GRID
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
    spread: Spread | None = None


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
        colors["text2"],
        caption_of(frame),
        dotted,
        frame.drawing.spread,
    )


def bare_ground(sheet: Box, theme: ThemeName) -> Ground:
    """A page without edges or words, as large as it is: for a map that is only looked at."""
    page = tokens(theme)["page"]
    return Ground(sheet, page, page, page)


def caption_of(frame: Frame) -> str:
    """The paper, how many sheets of it, and how large the smallest type on it will be."""
    drawing = frame.drawing
    spread = drawing.spread or Spread(1.0, 0.0, 0.0, 0.0)
    form = _("portrait") if drawing.portrait else _("landscape")
    words = _("{paper} {form}").format(paper=drawing.paper, form=form)
    if spread.tiles > 1:
        words += _(" · {count} sheets").format(count=f"{spread.tiles:,}")
    type_size = NOTE_SIZE * spread.scale
    words += _(" · smallest type {size} pt").format(size=f"{type_size:.1f}")
    return f"△ {words}" if type_size < LEAST_TYPE else words


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
    if ground.spread is not None and ground.spread.tiles > 1:
        _paint_cuts(painter, sheet, ground.spread, QColor(ground.dot))
    if scale >= _SMALLEST and area.bottom() > bottom:
        _paint_caption(painter, ground, scale)


def _paint_cuts(painter: QPainter, sheet: QRectF, spread: Spread, color: QColor) -> None:
    """Where the tiles it is printed on begin."""
    pen = QPen(color, 1.0, Qt.PenStyle.DashLine)
    pen.setCosmetic(True)
    painter.setPen(pen)
    across, down = ((side - spread.overlap) / spread.scale for side in (spread.width, spread.height))
    for column in range(1, spread.columns):
        x = sheet.left() + column * across
        painter.drawLine(QLineF(x, sheet.top(), x, sheet.bottom()))
    for row in range(1, spread.rows):
        y = sheet.top() + row * down
        painter.drawLine(QLineF(sheet.left(), y, sheet.right(), y))


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
