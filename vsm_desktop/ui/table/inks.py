"""The colours, pens and faces of the table in one theme, made once."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QColor, QPen, QPolygonF

from vsm_desktop.canvas.paint import window_font
from vsm_desktop.drawing.theme import ThemeName, tokens

PAD = 8
ROW = 28
_BOX = 14
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class Inks:
    """What cells and headers are painted with."""

    def __init__(self, theme: ThemeName) -> None:
        colors = {name: QColor(value) for name, value in tokens(theme).items()}
        self.theme = theme
        self.panel, self.void = colors["panel"], colors["window"]
        self.chosen, self.wrong, self.accent = colors["accent_t"], colors["alert_t"], colors["accent"]
        self.line, self.edge = QPen(colors["hair"]), QPen(colors["control"])
        self.hatch = QPen(colors["hair"])
        self.alert_edge = QPen(colors["alert"])
        self.focus = QPen(colors["accent"], 2)
        self.focus.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        self.box_edge = QPen(colors["strong"])
        self.tick = QPen(colors["on_accent"], 2)
        self.header, self.header_now = QPen(colors["text2"]), QPen(colors["text"])
        self.number = QPen(colors["text3"])
        text, quiet = QPen(colors["text"]), QPen(colors["text2"])
        self.pens = {
            "value": text,
            "fixed": quiet,
            "result": quiet,
            "void": quiet,
            "unknown": QPen(colors["text3"]),
            "alert": QPen(colors["alert"]),
            "wrong": QPen(colors["alert"]),
            "unit": quiet,
        }
        self.plain, self.strong = window_font("body", 13), window_font("bold", 13)
        self.small, self.head = window_font("body", 11), window_font("medium", 12)


def tick_box(room: QRect) -> QRect:
    """Where the box of a flag stands in its cell."""
    return QRect(room.left(), room.top() + (room.height() - _BOX) // 2, _BOX, _BOX)


def tick_mark(box: QRect) -> QPolygonF:
    """The tick in it."""
    x, y = box.left(), box.top()
    return QPolygonF([QPointF(x + 3.5, y + 7.5), QPointF(x + 6, y + 10), QPointF(x + 10.5, y + 4.5)])
