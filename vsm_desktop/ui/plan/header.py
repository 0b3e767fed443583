"""The head of the plan: titles of columns, and over the bars the names of the months."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QColor, QHelpEvent, QPainter
from PySide6.QtWidgets import QHeaderView, QToolTip, QWidget

from vsm_desktop.assets import _
from vsm_desktop.drawing.charts.months import Months
from vsm_desktop.drawing.theme import ThemeName, tokens
from vsm_desktop.model.dates import said_day
from vsm_desktop.ui.plan.bars import paint_months, paint_today_beyond
from vsm_desktop.ui.row_table import HEAD


class PlanHeader(QHeaderView):
    """Paints one section by itself: that of the months."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.theme: ThemeName = "light"
        self.months: Months | None = None
        self.place = -1
        self.today: date | None = None
        self._beyond = QRect()  # where it is told that today lies beyond the months
        self.setFixedHeight(HEAD)
        self.setHighlightSections(False)
        self.setSectionsClickable(False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        if section != self.place or self.months is None:
            super().paintSection(painter, rect, section)
            return
        colors = tokens(self.theme)
        painter.save()
        painter.fillRect(rect, QColor(colors["panel"]))
        self._beyond = paint_today_beyond(painter, rect, self.months, self.today, colors)
        paint_months(painter, rect, self.months, colors, self._beyond)
        painter.setPen(QColor(colors["hair"]))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.restore()

    def viewportEvent(self, event: QEvent) -> bool:
        """What the arrow means, on hover."""
        if event.type() != QEvent.Type.ToolTip or not isinstance(event, QHelpEvent) or self.today is None:
            return super().viewportEvent(event)
        if not self._beyond.contains(event.pos()):
            return super().viewportEvent(event)
        words = _("Today, {day}, lies beyond these months").format(day=said_day(self.today))
        QToolTip.showText(event.globalPos(), words, self)
        return True
