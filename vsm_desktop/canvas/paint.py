"""Plays the display list with a QPainter.

A text is a run of glyphs whose places come from the font's own advances, so that nothing is shaped, kerned or hinted
and nothing hangs on Qt's ascent: the screen agrees with PDF and SVG. A run is drawn in 3.5 microseconds where a
QStaticText takes 4.2 and drawText 5.9 (measured). The font is taken at one large size and the painter is scaled: a
QRawFont from data, or one brought to another size by setPixelSize, draws nothing above 64 pixels (Qt 6.11, FreeType).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, lru_cache
from typing import NamedTuple

from PySide6.QtCore import QByteArray, QPointF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontDatabase,
    QGlyphRun,
    QPainter,
    QPainterPath,
    QPen,
    QRawFont,
)

from vsm_desktop.drawing.fonts import FONTS
from vsm_desktop.drawing.ops import FontName, Part, Path, Pen, Text

_CAPS = {"round": Qt.PenCapStyle.RoundCap, "butt": Qt.PenCapStyle.FlatCap}
_LARGE = 256  # pixels, an eighth of the fonts' units per em: advances come out unrounded


class ReadyPath(NamedTuple):
    """A path as Qt wants it."""

    op: Path
    path: QPainterPath
    pen: QPen
    brush: QBrush


class ReadyText(NamedTuple):
    """A text as Qt wants it: a run at the large size, and how the painter is scaled for it."""

    op: Text
    run: QGlyphRun
    pen: QPen
    across: float
    down: float


class Ready:
    """Ops made ready for Qt, once each, found again by identity; an item keeps one beside the ops it shows.

    What is made holds its op, so that the identity is not given away again.
    """

    def __init__(self, most: int = 50_000) -> None:
        self._most = most
        self._paths: dict[int, ReadyPath] = {}
        self._texts: dict[int, ReadyText] = {}

    def path(self, op: Path) -> ReadyPath:
        """The path made ready."""
        found = self._paths.get(id(op))
        if found is None:
            if len(self._paths) >= self._most:
                self._paths.clear()
            found = self._paths[id(op)] = ready_path(op)
        return found

    def text(self, op: Text) -> ReadyText:
        """The text made ready."""
        found = self._texts.get(id(op))
        if found is None:
            if len(self._texts) >= self._most:
                self._texts.clear()
            found = self._texts[id(op)] = ready_text(op)
        return found


_READY = Ready()


class Paint:
    """Plays ops on a painter in map units."""

    def __init__(self, painter: QPainter, ready: Ready = _READY) -> None:
        self.painter = painter
        self.ready = ready
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)

    def enter(self, part: Part) -> None:
        self.painter.save()
        self.painter.translate(part.x, part.y)

    def leave(self) -> None:
        self.painter.restore()

    def path(self, op: Path) -> None:
        _op, path, pen, brush = self.ready.path(op)
        self.painter.setPen(pen)
        self.painter.setBrush(brush)
        self.painter.drawPath(path)

    def text(self, op: Text) -> None:
        _op, run, pen, across, down = self.ready.text(op)
        painter = self.painter
        painter.save()
        painter.setPen(pen)
        painter.translate(op.x, op.y)
        painter.scale(across, down)
        painter.drawGlyphRun(_ORIGIN, run)
        painter.restore()


def ready_path(op: Path) -> ReadyPath:
    """A path with its pen and brush."""
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    draw: dict[str, Callable[..., None]] = {
        "M": path.moveTo,
        "L": path.lineTo,
        "C": path.cubicTo,
        "Z": path.closeSubpath,
    }
    for letter, *numbers in op.segments:
        draw[letter](*numbers)
    pen = pen_of(op.pen) if op.pen else _NO_PEN
    return ReadyPath(op, path, pen, QBrush(QColor(op.fill)) if op.fill else _NO_BRUSH)


def ready_text(op: Text) -> ReadyText:
    """A text as glyphs, each at the place the advances before it give."""
    font = _raw(op.font)
    glyphs = font.glyphIndexesForString(op.text)
    places, x = [], 0.0
    for advance in font.advancesForGlyphIndexes(glyphs):
        places.append(QPointF(x, 0.0))
        x += advance.x()
    run = QGlyphRun()
    run.setRawFont(font)
    run.setGlyphIndexes(glyphs)
    run.setPositions(places)
    down = op.size / _LARGE
    pinned = x and op.width > 0 and abs(x * down - op.width) > 0.005
    return ReadyText(op, run, QPen(QColor(op.color)), op.width / x if pinned else down, down)


@lru_cache(maxsize=500)
def pen_of(pen: Pen) -> QPen:
    """A stroke with round joins; Qt counts dashes in pen widths."""
    made = QPen(QColor(pen.color), pen.width)
    made.setCapStyle(_CAPS[pen.cap])
    made.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    if pen.dash:
        even = pen.dash * (1 + len(pen.dash) % 2)
        made.setDashPattern([length / pen.width for length in even])
    return made


@cache
def _raw(name: FontName) -> QRawFont:
    return QRawFont.fromFont(font(name, _LARGE))


@lru_cache(maxsize=100)
def font(name: FontName, size: float) -> QFont:
    """A bundled font for text that is typed on the map, set as it will be drawn: unhinted, unkerned, not merged."""
    made = QFont(_family(name))
    made.setWeight(QFont.Weight(FONTS[name].weight))
    made.setPixelSize(max(1, round(size)))
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    made.setStyleStrategy(QFont.StyleStrategy.NoFontMerging)
    made.setKerning(False)
    for feature in ("liga", "calt", "clig"):
        made.setFeature(QFont.Tag(feature), 0)
    return made


@lru_cache(maxsize=100)
def window_font(name: FontName, size: float) -> QFont:
    """A bundled font for the window's own words, with the CJK face for what it lacks, once that is loaded."""
    made = QFont(font(name, size))
    made.setFamilies([_family(name), FONTS["cjk"].family])
    made.setStyleStrategy(QFont.StyleStrategy.PreferDefault)
    return made


def load_other_scripts() -> None:
    """Load the large CJK face; the start does not wait for it."""
    _family("cjk")


@cache
def _family(name: FontName) -> str:
    """The family of one face alone, as Qt calls it, loaded when first asked for."""
    number = QFontDatabase.addApplicationFontFromData(QByteArray(FONTS[name].data()))
    return QFontDatabase.applicationFontFamilies(number)[-1]


_ORIGIN = QPointF()
_NO_PEN = QPen(Qt.PenStyle.NoPen)
_NO_BRUSH = QBrush(Qt.BrushStyle.NoBrush)
