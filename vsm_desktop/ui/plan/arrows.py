"""The arrows from what comes first to what waits for it: their way, whether a place is on them, and how they are painted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from math import hypot

from msgspec import Struct
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from vsm_desktop.drawing.theme import Tokens

NEAR = 6.0  # pixels beside an arrow that are still on it
_IN, _WING = 6.0, 5.0


class Arrow(Struct, frozen=True):
    """One row waits for another: the ids of both, and the corners from the end of the first to its head."""

    first: str
    waiting: str
    points: tuple[QPointF, ...]
    early: bool  # what waits begins before the first has ended
    idle: bool = False  # one of them is done: nothing is held up

    @property
    def key(self) -> tuple[str, str]:
        """What tells it from the others."""
        return self.first, self.waiting

    def off(self, at: QPointF) -> float:
        """How far a place is from it."""
        pairs = zip(self.points, self.points[1:], strict=False)
        return min(_off(at, a, b) for a, b in pairs)


def arrows_of(
    boxes: Mapping[str, QRectF], after: Mapping[str, tuple[str, ...]], done: Set[str]
) -> tuple[Arrow, ...]:
    """The arrows between bars that are shown; what is done holds nothing up."""
    return tuple(
        _arrow(first, id_, boxes[first], boxes[id_], idle=bool(done & {first, id_}))
        for id_, firsts in after.items()
        for first in firsts
        if first in boxes and id_ in boxes
    )


def _arrow(first: str, waiting: str, start: QRectF, end: QRectF, *, idle: bool) -> Arrow:
    middle, x, right = start.center().y(), end.left() + _IN, start.right()
    down, early = end.center().y() > middle, end.left() < right - 1
    tip = end.top() if down else end.bottom()
    over = [QPointF(x, middle)]
    if early:  # round the end of the bar, not back over it
        between = start.bottom() + _IN - 1 if down else start.top() - _IN + 1
        over = [QPointF(right + _IN, middle), QPointF(right + _IN, between), QPointF(x, between)]
    points = (QPointF(right, middle), *over, QPointF(x, tip))
    return Arrow(first, waiting, points, not idle and early, idle)


def arrow_at(arrows: Iterable[Arrow], at: QPointF) -> Arrow | None:
    """The arrow a place is on."""
    near = min(arrows, key=lambda one: one.off(at), default=None)
    return near if near is not None and near.off(at) <= NEAR else None


def _off(at: QPointF, a: QPointF, b: QPointF) -> float:
    """How far a place is from a line that goes straight across or down."""
    x = min(max(at.x(), min(a.x(), b.x())), max(a.x(), b.x()))
    y = min(max(at.y(), min(a.y(), b.y())), max(a.y(), b.y()))
    return hypot(at.x() - x, at.y() - y)


def paint_arrows(
    painter: QPainter,
    arrows: Iterable[Arrow],
    colors: Tokens,
    chosen: tuple[str, str] | None,
    held: tuple[str, str] | None,
) -> None:
    """Thin arrows; the one under the pointer is stronger, the chosen one has the colour of what is chosen, and ends to see."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for arrow in sorted(arrows, key=lambda one: (one.key == chosen, not one.idle)):
        mine = arrow.key == chosen
        ink = colors["accent" if mine else "alert" if arrow.early else "rule" if arrow.idle else "ink2"]
        wide = 2.0 if mine or arrow.key == held else 1.0
        line = Qt.PenStyle.DashLine if arrow.early else Qt.PenStyle.SolidLine
        if mine:
            painter.setPen(QPen(QColor(colors["panel"]), 5))
            painter.drawPolyline(list(arrow.points))
        painter.setPen(QPen(QColor(ink), wide, line))
        painter.drawPolyline(list(arrow.points))
        painter.setPen(QPen(QColor(ink), wide))
        _head(painter, arrow.points[-2], arrow.points[-1])
        if mine:
            painter.setBrush(QColor(colors["panel"]))
            painter.drawRect(QRectF(arrow.points[0].x() - 2.5, arrow.points[0].y() - 2.5, 5, 5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)


def _head(painter: QPainter, before: QPointF, tip: QPointF) -> None:
    wing = -_WING if tip.y() > before.y() else _WING
    painter.drawPolyline([QPointF(tip.x() - 3, tip.y() + wing), tip, QPointF(tip.x() + 3, tip.y() + wing)])


# the handle behind a bar, and the line that is pulled out of it

BEHIND, ROUND = 12.0, 5.0


def handle_of(box: QRectF, right: float) -> QPointF:
    """Where the handle of a bar is: behind its end, but left of `right`, where the months end."""
    return QPointF(min(box.right() + BEHIND, right - ROUND - 2), box.center().y())


def on_handle(box: QRectF, right: float, at: QPointF) -> bool:
    """Whether a place is on the handle, not on the end of the bar."""
    middle = handle_of(box, right)
    near = hypot(at.x() - middle.x(), at.y() - middle.y()) <= ROUND + 4
    return near and at.x() > min(box.right() + 5, middle.x() - ROUND)


def paint_handle(painter: QPainter, box: QRectF, right: float, colors: Tokens) -> None:
    """A round handle with an arrow in it."""
    at = handle_of(box, right)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(colors["accent"]), 1.5))
    painter.setBrush(QColor(colors["panel"]))
    painter.drawEllipse(at, ROUND, ROUND)
    painter.drawPolyline(
        [QPointF(at.x() - 1, at.y() - 2.5), QPointF(at.x() + 1.5, at.y()), QPointF(at.x() - 1, at.y() + 2.5)]
    )
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)


def paint_pulled(
    painter: QPainter, start: QPointF, at: QPointF, target: QRectF | None, colors: Tokens, *, refused: bool
) -> None:
    """The line in the hand; where it may end, the bar there is framed, where it may not, it says no."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    ink = QColor(colors["alert" if refused else "accent"])
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(ink, 1.5, Qt.PenStyle.DashLine if refused else Qt.PenStyle.SolidLine))
    painter.drawLine(start, at)
    if target is not None and not refused:
        painter.setPen(QPen(ink, 1.5, Qt.PenStyle.DashLine))
        painter.drawRect(target.adjusted(-3, -3, 3, 3))
    painter.setPen(QPen(ink, 1.5))
    if refused:
        painter.drawEllipse(at, 7, 7)
        painter.drawLine(QPointF(at.x() - 5, at.y() - 5), QPointF(at.x() + 5, at.y() + 5))
    else:
        painter.setBrush(ink)
        painter.drawEllipse(at, 3, 3)
        painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
