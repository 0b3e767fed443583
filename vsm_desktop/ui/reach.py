"""Columns of words that scroll: a stop of the Tab key while there is more to see than fits, scrolled by the arrow keys."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from vsm_desktop.canvas.focus import EdgeRing


def bring_into_sight(widget: QWidget) -> None:
    """Scroll the column a widget stands in, as soon as it has its place there."""
    here = widget.parentWidget()
    while here is not None and not isinstance(here, QScrollArea):
        here = here.parentWidget()
    if here is not None:
        QTimer.singleShot(0, widget, partial(_reveal, here, widget))


def _reveal(area: QScrollArea, widget: QWidget) -> None:
    if widget.isVisible():
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)  # else it has no place yet
        area.ensureWidgetVisible(widget, 0, 8)


class Reach(QObject):
    """Gives a scroll area to the keyboard while it scrolls, with a ring round it, by a name for those who hear it."""

    def __init__(self, area: QScrollArea, name: str) -> None:
        super().__init__(area)
        area.setAccessibleName(name)
        self._area = area
        self._ring = EdgeRing(area, self._color)
        self._ring.hide()
        area.verticalScrollBar().rangeChanged.connect(self._fit)
        area.installEventFilter(self)
        self._fit()

    @property
    def _color(self) -> str:
        return self._area.palette().color(QPalette.ColorRole.Highlight).name()

    def _fit(self, *_range: int) -> None:
        scrolls = self._area.verticalScrollBar().maximum() > 0
        self._area.setFocusPolicy(Qt.FocusPolicy.TabFocus if scrolls else Qt.FocusPolicy.NoFocus)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self._ring.show_color(self._color)
            self._ring.setVisible(event.type() == QEvent.Type.FocusIn)
        return False
