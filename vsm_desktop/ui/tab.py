"""A tab of the panel under the map, painted: icon, title and, where there is something to count, a number."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from vsm_desktop.assets import _
from vsm_desktop.canvas.paint import window_font
from vsm_desktop.drawing.text import measure
from vsm_desktop.drawing.theme import ThemeName, tokens
from vsm_desktop.ui.icons import icon

BAR = 32


class Tab(QAbstractButton):
    """A tab with its icon, its title and, where there is something to count, a number."""

    def __init__(self, title: str, name: str, *, mark_last: bool = False, quiet: bool = False) -> None:
        super().__init__()
        self._icon, self._mark_last, self._count, self._quiet = name, mark_last, 0, quiet
        self.brief = False
        self.theme: ThemeName = "light"
        self.setText(title)
        self.setCheckable(not mark_last)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._name()

    def _name(self) -> None:
        words = _("{title}, {count} to look at").format(title=self.text(), count=self._count)
        self.setAccessibleName(words if self._count else self.text())

    def retitle(self, title: str, name: str) -> None:
        """Say what the button does now."""
        if title != self.text():
            self._icon = name
            self.setText(title)
            self._name()
            self.updateGeometry()

    def count(self, number: int) -> None:
        """Show a number, or none for 0."""
        if number != self._count:
            self._count = number
            self._name()
            self.updateGeometry()
            self.update()

    def show_brief(self, brief: bool) -> None:
        """Show the icon alone; its title is then said on hover."""
        if brief != self.brief:
            self.brief = brief
            self.setToolTip(self.text() if brief else "")
            self.updateGeometry()
            self.update()

    def show_theme(self, theme: ThemeName) -> None:
        """Paint in the colours of a theme."""
        if theme != self.theme:
            self.theme = theme
            self.update()

    def nextCheckState(self) -> None:
        """Which tab is open is the panel's to say."""

    @property
    def _badge(self) -> str:
        return str(self._count) if self._count < 100 else "99+"

    def width_of(self, *, brief: bool) -> int:
        """How wide it is with its title, or with its icon alone."""
        wide = 10 + 16 + 10 + (0 if brief else 6 + measure(self.text(), 12, "medium"))
        return round(wide + (measure(self._badge, 11, "bold") + 16 if self._count else 0))

    def sizeHint(self) -> QSize:
        return QSize(self.width_of(brief=self.brief), BAR - 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        colors, painter = tokens(self.theme), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        ground = "accent_t" if self.isChecked() else "sunken" if self.underMouse() or self.isDown() else ""
        if ground:
            painter.setBrush(QColor(colors[ground]))
            painter.drawRoundedRect(self.rect(), 6, 6)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(colors["accent"]), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        self._paint_words(painter, colors["text" if self.isChecked() else "text2"])
        if self._count:
            ground, ink = ("hair", "text2") if self._quiet else ("alert_t", "alert")
            self._paint_badge(painter, colors[ground], colors[ink])

    def _paint_words(self, painter: QPainter, color: str) -> None:
        wide, middle = measure(self.text(), 12, "medium"), (self.height() - 16) // 2
        at = round(wide + 14) if self._mark_last else 10
        icon(self._icon, self.theme).paint(painter, at, middle, 16, 16)
        if self.brief:
            return
        painter.setFont(window_font("medium", 12))
        painter.setPen(QColor(color))
        left = 8 if self._mark_last else 32
        room = self.rect().adjusted(left, 0, 0, 0)
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, self.text())

    def _paint_badge(self, painter: QPainter, ground: str, ink: str) -> None:
        wide = measure(self._badge, 11, "bold") + 10
        chip = QRectF(self.width() - 8 - wide, (self.height() - 16) / 2, wide, 16)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(chip, 4, 4)
        painter.setFont(window_font("bold", 11))
        painter.setPen(QColor(ink))
        painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, self._badge)
