"""The window's style sheet, made from the colour tokens; the map is never painted from it."""

from __future__ import annotations

from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from vsm_desktop.assets import asset_folder
from vsm_desktop.canvas.paint import font
from vsm_desktop.drawing.theme import ThemeName, tokens
from vsm_desktop.ui.sheet import SHEET

_OFF = 0.42  # what is left of the ink of something disabled
_DARKER = 0.12


def style_sheet(theme: ThemeName) -> str:
    """The style sheet of a theme."""
    colors = tokens(theme)
    strong = theme.endswith("-contrast")  # there a tint alone is no sign
    more = {
        "off": mixed(colors["text"], colors["panel"], 0.62 if strong else _OFF),
        "pressed": mixed(colors["text"], colors["sunken"], _DARKER),
        "accent_p": mixed(colors["text"], colors["accent"], _DARKER),
        "marks": asset_folder("resources/controls").as_posix() + f"/{theme}",
        "chosen": f"border: 1px solid {colors['accent']};" if strong else "",
        "hovered": f"border: 2px solid {colors['strong']};" if strong else "",
        "edge": f"1px solid {colors['strong']}" if strong else "none",
    }
    return SHEET.format(**colors, **more)


def mixed(color: str, ground: str, share: float) -> str:
    """So much of a colour on a ground."""
    parts = zip(bytes.fromhex(color[1:]), bytes.fromhex(ground[1:]), strict=True)
    return "#" + bytes(round(a * share + b * (1 - share)) for a, b in parts).hex()


STYLE = "Fusion"  # said when the program starts it costs nothing; `setStyle` makes all enums of QStyle, 10 ms


def apply_style(app: QApplication, theme: ThemeName) -> None:
    """Dress the whole program: Fusion, the bundled face at 13 px, the theme's palette and sheet."""
    if not app.styleSheet() and not app.property(STYLE):
        app.setStyle(STYLE)
    if app.font().pixelSize() != 13:
        app.setFont(font("body", 13))
    sheet = style_sheet(theme)
    if sheet == app.styleSheet():
        return
    app.setStyleSheet("")  # from sheet to sheet every widget is polished twice: three times as slow
    app.setPalette(_palette(theme))
    app.setStyleSheet(sheet)


def _palette(theme: ThemeName) -> QPalette:
    colors = tokens(theme)
    role = QPalette.ColorRole
    palette = QPalette()
    for key, token in (
        (role.Window, "window"),
        (role.Base, "panel"),
        (role.AlternateBase, "sunken"),
        (role.Button, "panel"),
        (role.ToolTipBase, "panel"),
        (role.Highlight, "accent"),
        (role.HighlightedText, "on_accent"),
        (role.PlaceholderText, "text3"),
        (role.Link, "accent"),
        *((one, "text") for one in (role.WindowText, role.Text, role.ButtonText, role.ToolTipText)),
    ):
        palette.setColor(key, QColor(colors[token]))
    off = QColor(mixed(colors["text"], colors["panel"], _OFF))
    for key in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, key, off)
    return palette
