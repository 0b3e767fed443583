"""The four pages of an import as a line of steps: done, here, or still to come; each can be gone to."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QWidget

from vsm_desktop.assets import _
from vsm_desktop.canvas.paint import window_font
from vsm_desktop.drawing.theme import ThemeName, tokens

_ROUND, _GAP, _EDGE = 20, 7, 5
_LINE = 28


class StepMark(QAbstractButton):
    """One step: a circle with its number, or a tick once it is done, and its name."""

    def __init__(self, number: int, name: str) -> None:
        super().__init__()
        self.number, self.name = number, name
        self.theme: ThemeName = "light"
        self.state = "later"
        self.setText(name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_state(self, state: str, theme: ThemeName) -> None:
        """Show whether it is done, here or later."""
        self.state, self.theme = state, theme
        said = {"done": _("done"), "here": _("this page"), "later": _("to come")}[state]
        self.setAccessibleName(
            _("Step {n}, {name}, {state}").format(n=self.number, name=self.name, state=said)
        )
        self.update()

    def sizeHint(self) -> QSize:
        wide = QFontMetricsF(window_font("bold", 13)).horizontalAdvance(self.name)
        return QSize(round(wide) + _ROUND + _GAP + 2 * _EDGE, 30)

    def paintEvent(self, event: QPaintEvent) -> None:
        colors = tokens(self.theme)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self.isEnabled():
            painter.setOpacity(0.55)
        circle = QRectF(_EDGE + 0.5, (self.height() - _ROUND) / 2 + 0.5, _ROUND - 1, _ROUND - 1)
        ground, edge, ink = {
            "done": ("ok_t", "ok", "ok"),
            "here": ("accent", "accent", "on_accent"),
            "later": ("panel", "strong", "text2"),
        }[self.state]
        painter.setPen(QPen(QColor(colors[edge]), 1))
        painter.setBrush(QColor(colors[ground]))
        painter.drawEllipse(circle)
        painter.setPen(QPen(QColor(colors[ink]), 1.6, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        if self.state == "done":
            x, y = circle.center().x(), circle.center().y()
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPolyline(
                QPolygonF([QPointF(x - 4, y), QPointF(x - 1, y + 3), QPointF(x + 4, y - 3.5)])
            )
        else:
            painter.setFont(window_font("bold", 11))
            painter.drawText(circle, Qt.AlignmentFlag.AlignCenter, str(self.number))
        painter.setFont(window_font("bold" if self.state == "here" else "body", 13))
        painter.setPen(QColor(colors["text" if self.state == "here" else "text2"]))
        space = QRectF(circle.right() + _GAP, 0, self.width(), self.height())
        painter.drawText(space, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.name)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(colors["accent"]), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)


class Steps(QWidget):
    """All steps, with lines between them."""

    wanted = Signal(int)

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__()
        self.setAccessibleName(_("Steps of the import"))
        self.theme: ThemeName = "light"
        self.marks = [StepMark(n, name) for n, name in enumerate(names, start=1)]
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(_LINE)
        for at, mark in enumerate(self.marks):
            line.addWidget(mark)
            mark.clicked.connect(lambda _on=False, at=at: self.wanted.emit(at))

    def show_step(self, here: int, reach: int, theme: ThemeName) -> None:
        """Show where one is, and up to which step one may go."""
        self.theme = theme
        for at, mark in enumerate(self.marks):
            mark.setEnabled(at <= reach)
            mark.show_state("here" if at == here else "done" if at < here else "later", theme)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(QPen(QColor(tokens(self.theme)["control"]), 1))
        for before, after in zip(self.marks, self.marks[1:], strict=False):
            y = self.height() / 2
            painter.drawLine(
                QPointF(before.geometry().right() + 4, y), QPointF(after.geometry().left() - 2, y)
            )
