"""Zoom in the status line: minus, a slider in even ratios, plus, and the percent with the usual steps."""

from __future__ import annotations

import math
from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSlider, QToolButton, QWidget

from vsm_desktop.assets import _
from vsm_desktop.canvas.sheet import LEAST, MOST, SheetView
from vsm_desktop.drawing.theme import ThemeName
from vsm_desktop.tools.desk import Desk
from vsm_desktop.ui.icons import icon

STEPS = 240
_RATIO = 1.25


def step_of(scale: float) -> int:
    """Where the slider stands for a scale: equal ways are equal ratios."""
    return round(STEPS * math.log(min(max(scale, LEAST), MOST) / LEAST) / math.log(MOST / LEAST))


def scale_of(step: int) -> float:
    """The scale of a place on the slider."""
    return LEAST * math.pow(MOST / LEAST, step / STEPS)


class ZoomBox(QWidget):
    """Shows and changes the scale of a view."""

    def __init__(self, view: SheetView, to_selection: Callable[[], object]) -> None:
        super().__init__()
        self._view = view
        self._theme: ThemeName | None = None
        self._selected = False
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 0, 8, 0)
        row.setSpacing(2)
        self.less = self._button(_("Zoom out (Ctrl+-)"), 1 / _RATIO)
        self.more = self._button(_("Zoom in (Ctrl++)"), _RATIO)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, STEPS)
        self.slider.setPageStep(STEPS // 12)
        self.slider.setFixedSize(104, 20)
        self.slider.setAccessibleName(_("Zoom"))
        self.slider.setToolTip(_("Zoom"))
        self.slider.valueChanged.connect(lambda step: self._view.zoom_to(scale_of(step)))
        self.percent = QToolButton()
        self.percent.setToolTip(_("Zoom to the sheet, the selection or a usual size"))
        self.percent.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.percent.setFixedSize(52, 20)
        self.percent.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.percent.setMenu(self._menu(to_selection))
        for part in (self.less, self.slider, self.more, self.percent):
            row.addWidget(part)
        view.zoomed.connect(self.show_scale)
        self.show_scale(view.scale_now)

    def turn_to(self, view: SheetView) -> None:
        """Show and change the scale of another view from now on."""
        self._view.zoomed.disconnect(self.show_scale)
        self._view = view
        view.zoomed.connect(self.show_scale)
        self.show_scale(view.scale_now)

    def show_desk(self, desk: Desk) -> None:
        """Follow theme and selection."""
        if bool(desk.selection) != self._selected:
            self._selected = bool(desk.selection)
            self._to_selection.setEnabled(self._selected)
        if desk.theme != self._theme:
            self._theme = desk.theme
            self.less.setIcon(icon("minus", desk.theme))
            self.more.setIcon(icon("plus", desk.theme))

    def show_scale(self, scale: float) -> None:
        """The view has this scale now."""
        words = _("{n} %").format(n=f"{scale * 100:.0f}")
        if words != self.percent.text():
            self.percent.setText(words)
            self.percent.setAccessibleName(_("Zoom {percent}").format(percent=words))
        if self.slider.value() != step_of(scale):
            self.slider.blockSignals(True)
            self.slider.setValue(step_of(scale))
            self.slider.blockSignals(False)
        self.less.setEnabled(scale > LEAST)
        self.more.setEnabled(scale < MOST)

    def _button(self, tip: str, factor: float) -> QToolButton:
        button = QToolButton()
        button.setToolTip(tip)
        button.setAccessibleName(tip.partition(" (")[0])
        button.setIconSize(QSize(14, 14))
        button.setFixedSize(20, 20)
        button.setAutoRepeat(True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda: self._view.zoom_by(factor))
        return button

    def _menu(self, to_selection: Callable[[], object]) -> QMenu:
        menu = QMenu(self)
        menu.addAction(_("Fit the sheet"), lambda: self._view.fit())
        self._to_selection = QAction(_("Fit the selection"), self)
        menu.addAction(self._to_selection)
        self._to_selection.triggered.connect(lambda: to_selection())
        self._to_selection.setEnabled(False)
        menu.addSeparator()
        for percent in (50, 100, 200):
            menu.addAction(_("{n} %").format(n=percent)).triggered.connect(
                lambda _checked=False, scale=percent / 100: self._view.zoom_to(scale)
            )
        return menu
