"""The field in the toolbar that opens the command palette; in a narrow window only its icon."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from vsm_desktop.assets import _
from vsm_desktop.canvas.paint import window_font
from vsm_desktop.drawing.theme import tokens
from vsm_desktop.tools.desk import Desk
from vsm_desktop.ui.icons import icon
from vsm_desktop.ui.shortcuts import spaced

NARROW = 1200
_SIZE, _SMALL = QSize(272, 32), QSize(32, 32)


class CommandField(QAbstractButton):
    """Looks like a field, opens the palette."""

    def __init__(self, window: QWidget, desk: Desk, action: QAction) -> None:
        super().__init__()
        self._desk = desk
        self._keys = spaced(action.shortcut())
        self.setText(_("Find or run a command"))
        self.setAccessibleName(self.text())
        self.setToolTip(action.toolTip())
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self.setFixedSize(_SIZE)
        self.clicked.connect(action.trigger)
        window.installEventFilter(self)

    @property
    def small(self) -> bool:
        """Whether only the icon is there."""
        return self.size() == _SMALL

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            narrow = watched.width() < NARROW
            if narrow != self.small:
                self.setFixedSize(_SMALL if narrow else _SIZE)
        return False

    def enterEvent(self, event: object) -> None:
        self.update()

    def leaveEvent(self, event: object) -> None:
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        colors = tokens(self._desk.theme)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focus = self.hasFocus()
        painter.setBrush(QColor(colors["sunken" if self.underMouse() or self.isDown() else "panel"]))
        painter.setPen(QPen(QColor(colors["accent" if focus else "control"]), 2.0 if focus else 1.0))
        inset = 1.0 if focus else 0.5
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), 6, 6)
        glass = QRect(7 if self.small else 10, 7, 18, 18)
        icon("search", self._desk.theme).paint(painter, glass)
        if self.small:
            return
        painter.setFont(window_font("body", 13))
        painter.setPen(QColor(colors["text3"]))
        room = self.rect().adjusted(36, 0, -10, 0)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.text())
        painter.setFont(window_font("body", 11))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, self._keys)
