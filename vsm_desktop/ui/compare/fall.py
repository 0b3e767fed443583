"""The waterfall beneath the maps: every bar lights what it is about; copied as a picture or as a table."""

from __future__ import annotations

from collections.abc import Callable
from math import ceil

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea

from vsm_desktop.assets import _
from vsm_desktop.drawing.charts.chart import Chart
from vsm_desktop.drawing.charts.waterfall import waterfall_chart
from vsm_desktop.drawing.symbols.symbol import look_of
from vsm_desktop.drawing.theme import ThemeName
from vsm_desktop.insight.waterfall import Waterfall
from vsm_desktop.model.spans import Spans
from vsm_desktop.ui.charts.view import ChartView

_NAME = _("From one lead time to the other")


class Fall(QScrollArea):
    """The chart in its room, with a bar to scroll where its columns need more."""

    def __init__(self, choose: Callable[[frozenset[str]], object], leave: Callable[[], object]) -> None:
        super().__init__()
        self.chart = ChartView(choose, leave)
        self._shown: tuple[Waterfall, ThemeName, Spans] | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        self.setWidget(self.chart)

    def show_way(self, way: Waterfall, theme: ThemeName, spans: Spans) -> None:
        """Show a way from one lead time to another."""
        self._shown = (way, theme, spans)
        self._draw()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._draw()

    def drawn(self, theme: ThemeName, size: QSize) -> Chart | None:
        """The chart in other colours or of another size."""
        if self._shown is None:
            return None
        way, _theme, spans = self._shown
        return waterfall_chart(way, size.width(), size.height(), look_of(theme), spans)

    def _draw(self) -> None:
        room = self.maximumViewportSize()
        if self._shown is None or room.isEmpty():
            return
        theme = self._shown[1]
        chart = self.drawn(theme, room)
        if chart is not None and chart.width > room.width():
            chart = self.drawn(theme, room - QSize(0, self.horizontalScrollBar().sizeHint().height()))
        if chart is None:
            return
        self.chart.show_chart(chart, _NAME, theme)
        wide, high = ceil(chart.width), ceil(chart.height)
        self.chart.setMinimumSize(wide if wide > room.width() else 0, high if high > room.height() else 0)
