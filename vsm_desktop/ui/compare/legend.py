"""What the signs on the maps mean, with how many there are of each."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from vsm_desktop.assets import _
from vsm_desktop.canvas.paint import HINTS, font, play_ready, ready
from vsm_desktop.drawing.compared import SIGNS, sign_ops
from vsm_desktop.drawing.symbols.symbol import look_of
from vsm_desktop.drawing.text import measure
from vsm_desktop.drawing.theme import ThemeName, tokens
from vsm_desktop.insight.comparison import Comparison

_SIZE, _RADIUS, _GAP = 12, 6.5, 14


class Legend(QWidget):
    """One sign after the other, each with its number and its word."""

    def __init__(self) -> None:
        super().__init__()
        self._theme: ThemeName = "light"
        self._words: tuple[str, ...] = tuple(words for _sign, words in SIGNS)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_signs(self, found: Comparison, theme: ThemeName) -> None:
        """Count what is gone, new and changed."""
        self._theme = theme
        counts = {"gone": len(found.gone), "new": len(found.new), "changed": len(found.changed)}
        self._words = tuple(f"{counts[sign]} {words}" for sign, words in SIGNS)
        self.setToolTip(_("Signs on the maps: {words}").format(words=", ".join(self._words)))
        self.setAccessibleName(", ".join(self._words))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        wide = sum(_wide(words) for words in self._words) + _GAP * (len(self._words) - 1)
        return QSize(round(wide) + 4, 24)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look, x = QPainter(self), look_of(self._theme), 2.0
        painter.setRenderHints(HINTS)
        for (sign, _words), words in zip(SIGNS, self._words, strict=True):
            play_ready(ready(sign_ops(x + _RADIUS, 12, sign, look, _RADIUS)), painter)
            painter.setFont(font("body", _SIZE))
            painter.setPen(QColor(tokens(self._theme)["text2"]))
            painter.drawText(round(x + 2 * _RADIUS + 5), 16, words)
            x += _wide(words) + _GAP


def _wide(words: str) -> float:
    return 2 * _RADIUS + 5 + measure(words, _SIZE)
