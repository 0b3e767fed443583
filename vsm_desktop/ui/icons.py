"""Action icons in the colour of the theme; all are one family of line drawings in `icons/`."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtWidgets import QToolButton

from vsm_desktop.assets import asset
from vsm_desktop.drawing.theme import ThemeName, tokens

if TYPE_CHECKING:
    from PySide6.QtSvg import QSvgRenderer

_PLACEHOLDER = "#000000"
_TOKENS = {QIcon.Mode.Active: "text", QIcon.Mode.Selected: "text"}
_OFF = 0.42  # what is left of an icon that cannot be used


class _LineIcon(QIconEngine):
    """Draws the line drawing when it is asked for, at the size it is asked for: crisp at any scale."""

    def __init__(self, name: str, theme: ThemeName, token: str = "") -> None:
        super().__init__()
        self._name, self._theme, self._token = name, theme, token

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        color = tokens(self._theme)[self._token or _TOKENS.get(mode, "text2")]
        painter.save()
        if mode == QIcon.Mode.Disabled:
            painter.setOpacity(painter.opacity() * _OFF)
        _renderer(self._name, color).render(painter, QRectF(rect))
        painter.restore()

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        made = QPixmap(size)
        made.fill(Qt.GlobalColor.transparent)
        painter = QPainter(made)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return made

    def clone(self) -> QIconEngine:
        return _LineIcon(self._name, self._theme, self._token)


@lru_cache(maxsize=400)
def _renderer(name: str, color: str) -> QSvgRenderer:
    from PySide6.QtSvg import QSvgRenderer

    lines = asset("icons", f"{name}.svg").read_text(encoding="utf-8")
    return QSvgRenderer(QByteArray(lines.replace(_PLACEHOLDER, color).encode()))


@lru_cache(maxsize=400)
def icon(name: str, theme: ThemeName, token: str = "") -> QIcon:
    """An icon drawn in the theme's text colour, paler when disabled, or in the colour of a token."""
    return QIcon(_LineIcon(name, theme, token))


@cache
def app_icon() -> QIcon:
    """The program's icon in every size."""
    made = QIcon()
    for side in (16, 32, 48, 64, 128, 256):
        file = asset("icons", f"app-{side}.png")
        if file.is_file():
            made.addFile(str(file))
    return made


def icon_button(name: str, words: str, run: Callable[[], object]) -> QToolButton:
    """A small button that is only an icon, named after it; its icon is set with the theme. `words` may end in "(Key)"."""
    button = QToolButton()
    button.setObjectName(name)
    button.setToolTip(words)
    button.setAccessibleName(words.partition(" (")[0])
    button.setIconSize(QSize(16, 16))
    button.clicked.connect(lambda _checked=False: run())
    return button
