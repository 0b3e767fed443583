"""The quantities of the products as a Pareto, played from the same ops as every chart."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QEvent, QPoint, QRectF, Signal
from PySide6.QtGui import QColor, QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QToolTip, QWidget

from vsm_desktop.assets import _
from vsm_desktop.canvas.paint import HINTS, Ready, play_ready, ready
from vsm_desktop.drawing.charts.chart import Chart, mark_at
from vsm_desktop.drawing.charts.quantities import Many, quantity_chart
from vsm_desktop.drawing.theme import ThemeName, tokens

_LEAST = 230


class ParetoView(QWidget):
    """Shows the products by quantity; a click on one is told. What it says stands in the grid, too."""

    pointed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("family-pareto")
        self.setAccessibleName(_("Products by quantity"))
        self.setMinimumHeight(_LEAST)
        self.setMouseTracking(True)
        self.chart: Chart | None = None
        self._shown: tuple[tuple[Many, ...], str, str, ThemeName] = ((), "", "", "light")
        self._ready: Ready = ()
        self._hovered: int | None = None

    def show_products(self, products: tuple[Many, ...], unit: str, chosen: str, theme: ThemeName) -> None:
        """Show these products, the largest first, and whose family is chosen."""
        shown = (products, unit, chosen, theme)
        if shown != self._shown:
            self._shown = shown
            self._draw()

    def _draw(self) -> None:
        products, unit, chosen, theme = self._shown
        self.chart = quantity_chart(products, unit, chosen, self.width(), self.height(), theme)
        self._ready = ready(op for part in self.chart.parts for op in part.ops)
        self._hovered = None
        self.setMinimumHeight(
            max(_LEAST, ceil(self.chart.height) if self.chart.height > self.height() else 0)
        )
        said = (f"{mark.name}: {', '.join(mark.said.splitlines())}" for mark in self.chart.marks)
        self.setAccessibleDescription("; ".join(said))
        self.update()

    def _at(self, at: QPoint) -> int | None:
        return mark_at(self.chart, at.x(), at.y()) if self.chart else None

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._draw()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            number = self._at(event.pos())
            mark = None if number is None or self.chart is None else self.chart.marks[number]
            QToolTip.showText(event.globalPos(), f"{mark.name}\n{mark.said}" if mark else "", self)
            return True
        return super().event(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        number = self._at(event.position().toPoint())
        if number != self._hovered:
            self._hovered = number
            self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._hovered = None
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        number = self._at(event.position().toPoint())
        if number is not None and self.chart is not None and (ids := self.chart.marks[number].ids):
            self.pointed.emit(ids[0])

    def paintEvent(self, event: QPaintEvent) -> None:
        colors, painter = tokens(self._shown[3]), QPainter(self)
        painter.setRenderHints(HINTS)
        painter.fillRect(self.rect(), QColor(colors["page"]))
        play_ready(self._ready, painter)
        if self._hovered is not None and self.chart is not None:
            left, top, right, bottom = self.chart.marks[self._hovered].box
            painter.setPen(QPen(QColor(colors["control"]), 1.0))
            painter.drawRoundedRect(
                QRectF(left, top, right - left, bottom - top).adjusted(1, 1, -1, -1), 4, 4
            )
