"""The number strip over two states: every number before and after, in the look of the strip."""

from __future__ import annotations

from PySide6.QtGui import QColor, QPainter

from vsm_desktop.assets import _
from vsm_desktop.canvas.paint import font, window_font
from vsm_desktop.drawing.ops import FontName
from vsm_desktop.drawing.text import measure
from vsm_desktop.drawing.theme import ThemeName, Tokens
from vsm_desktop.insight.sides import Side
from vsm_desktop.ui.cells import PAD, Cell
from vsm_desktop.ui.compare.pairs import AFTER_SIZE, ARROW, BEFORE_SIZE, Pair, pairs
from vsm_desktop.ui.strip import Strip

_INKS = {1: "ok", -1: "alert", 0: "text2"}


class ChangeStrip(Strip):
    """Follows two frames."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Numbers of both states"))

    def show_sides(self, before: Side, after: Side, theme: ThemeName, *, anew: bool) -> None:
        """Show the numbers of two states; `anew` when they are others than before, of which nothing is lit."""
        self.show_cells(pairs(before, after), theme, lights=not anew, anew=anew)

    def paint_cell(self, painter: QPainter, cell: Cell, x: int, colors: Tokens) -> None:
        if not isinstance(cell, Pair):
            return
        left = x + PAD
        _put(painter, left, 18, cell.label, "body", 11, colors["text2"])
        at = left
        if cell.before:
            at += _put(painter, at, 41, cell.before, "body", BEFORE_SIZE, colors["text2"])
            at += round(measure(" ", BEFORE_SIZE))
            at += _put(painter, at, 41, ARROW, "body", BEFORE_SIZE, colors["text3"])
            at += round(measure(" ", BEFORE_SIZE))
        ink = colors["alert" if cell.alert else "text"]
        at += _put(painter, at, 41, cell.value, "bold", AFTER_SIZE, ink)
        _put(painter, at + 6, 41, cell.unit, "body", 13, colors["text2"])
        at = left
        if cell.change:
            at += _put(painter, at, 57, cell.change, "medium", 11, colors[_INKS[cell.change_sign]]) + 6
        note = f"▲ {cell.note}" if cell.alert else cell.note
        _put(painter, at, 57, note, "body", 11, colors["alert" if cell.alert else "text3"])


def _put(painter: QPainter, x: int, base: int, words: str, face: FontName, size: int, color: str) -> int:
    """Write words at a place; how far they reach."""
    painter.setFont((font if words.isascii() else window_font)(face, size))
    painter.setPen(QColor(color))
    painter.drawText(x, base, words)
    return round(measure(words, size, face))
