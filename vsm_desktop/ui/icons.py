"""Action icons in the colour of the theme; all are one family of line drawings in `icons/`."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from vsm_desktop.assets import asset
from vsm_desktop.drawing.theme import ThemeName, tokens

_PLACEHOLDER = "#000000"


@lru_cache(maxsize=400)
def icon(name: str, theme: ThemeName) -> QIcon:
    """An icon drawn in the theme's text colour, paler when disabled; crisp up to 300 %."""
    made = QIcon()
    for mode, token in (
        (QIcon.Mode.Normal, "text2"),
        (QIcon.Mode.Disabled, "control"),
        (QIcon.Mode.Active, "text"),
    ):
        for scale in (1, 2, 3):
            made.addPixmap(_pixmap(name, tokens(theme)[token], 20 * scale, scale), mode)
    return made


def _pixmap(name: str, color: str, side: int, scale: int) -> QPixmap:
    drawing = asset("icons", f"{name}.svg").read_text(encoding="utf-8").replace(_PLACEHOLDER, color)
    pixmap = QPixmap(side, side)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(drawing.encode())).render(painter, QRectF(0, 0, side, side))
    painter.end()
    pixmap.setDevicePixelRatio(scale)
    return pixmap


@lru_cache(maxsize=1)
def app_icon() -> QIcon:
    """The program's icon in every size."""
    made = QIcon()
    for side in (16, 32, 48, 64, 128, 256):
        file = asset("icons", f"app-{side}.png")
        if file.is_file():
            pixmap = QPixmap()
            pixmap.loadFromData(file.read_bytes())
            made.addPixmap(pixmap)
    return made
