"""The expected lead time under the months of the plan, with what was reached laid over it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout

from vsm_desktop.assets import _
from vsm_desktop.drawing.charts.glide import Month, Strip, glide_chart
from vsm_desktop.drawing.charts.months import Months
from vsm_desktop.drawing.symbols.symbol import Look
from vsm_desktop.drawing.theme import ThemeName, tokens
from vsm_desktop.insight.glide import Glide
from vsm_desktop.model.dates import said_month
from vsm_desktop.ui.charts.view import ChartView

HIGH, TALL = 66, 130
_SIZE = 11.0


class PathStrip(QFrame):
    """Stands under the table and follows its months."""

    def __init__(self, leave: Callable[[], object]) -> None:
        super().__init__()
        self._glide: Glide | None = None
        self._months: Months | None = None
        self._theme: ThemeName = "light"
        self._drawn: object = None
        self.chart = ChartView(lambda _ids: None, leave)
        self.chart.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.chart.ground = "panel"
        self.high = HIGH
        self.grow(HIGH)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.chart)

    def grow(self, high: int) -> None:
        """Take more room, or less."""
        self.high = high
        self.setFixedHeight(high)

    def show_path(self, glide: Glide | None, months: Months, theme: ThemeName) -> None:
        """Show a path under these months."""
        self._glide, self._months, self._theme = glide, months, theme
        self._draw()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._draw()

    def _draw(self) -> None:
        glide, months = self._glide, self._months
        if glide is None or months is None or not glide.months:
            return
        drawn = (glide, months, self._theme, self.width(), self.high)
        if drawn == self._drawn:
            return
        self._drawn = drawn
        lead = glide.of("lead_time_days")
        rows = tuple(
            Month(said_month(month.first), lead.expected[at], lead.actual[at]) if lead else Month("", None)
            for at, month in enumerate(glide.months)
        )
        left = months.x_of(glide.months[0].first)
        strip = Strip(left, months.pitch, float(max(1, self.width())))
        why = lead.why if lead is not None and not lead.known else ""
        colors = tokens(self._theme)
        look = Look({**colors, "page": colors["panel"]})  # it stands in the panel
        chart = glide_chart(rows, strip, float(self.high - 2), look, _SIZE, why)
        self.chart.show_chart(chart, _("Expected lead time by month"), self._theme)
