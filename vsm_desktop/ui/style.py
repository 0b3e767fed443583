"""The window's style sheet, made from the colour tokens; the map is never painted from it."""

from __future__ import annotations

from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from vsm_desktop.canvas.paint import font
from vsm_desktop.drawing.theme import ThemeName, tokens

_SHEET = """
QMainWindow, QDialog, QMessageBox {{ background: {window}; }}
QWidget {{ color: {text}; font-size: 13px; }}
QMenuBar {{ background: {window}; padding: 2px 6px; }}
QMenuBar::item {{ padding: 4px 9px; border-radius: 4px; background: transparent; }}
QMenuBar::item:selected {{ background: {accent_t}; }}
QMenu {{ background: {panel}; border: 1px solid {control}; padding: 4px; }}
QMenu::item {{ padding: 5px 24px 5px 22px; border-radius: 4px; }}
QMenu::item:selected {{ background: {accent_t}; }}
QMenu::item:disabled {{ color: {text3}; }}
QMenu::separator {{ height: 1px; background: {hair}; margin: 4px 8px; }}
QMenu::icon {{ padding-left: 6px; }}
QToolBar {{ background: {window}; border: none; border-bottom: 1px solid {hair}; padding: 5px 8px; spacing: 2px; }}
QToolBar::separator {{ width: 1px; background: {hair}; margin: 5px 6px; }}
QToolButton {{ border: none; border-radius: 6px; padding: 6px; background: transparent; }}
QToolButton:hover {{ background: {sunken}; }}
QToolButton:checked {{ background: {accent_t}; }}
QToolButton:focus, QPushButton:focus {{ border: 2px solid {accent}; }}
QToolButton#export {{ border: 1px solid {control}; background: {panel}; padding: 5px 12px; }}
QStatusBar {{ background: {window}; border-top: 1px solid {hair}; color: {text2}; }}
QStatusBar::item {{ border: none; }}
QStatusBar QLabel {{ color: {text2}; font-size: 12px; padding: 0 8px; }}
QDockWidget {{ titlebar-close-icon: none; titlebar-normal-icon: none; }}
QDockWidget > QWidget, #panel {{ background: {panel}; }}
QMainWindow::separator {{ background: {hair}; width: 1px; height: 1px; }}
QScrollArea {{ background: {panel}; border: none; }}
QLabel#title {{ font-size: 15px; font-weight: 600; }}
QLabel#section {{ font-weight: 600; }}
QLabel#quiet {{ color: {text3}; font-size: 12px; }}
QLabel#field {{ color: {text2}; }}
QLabel#wrong {{ color: {alert}; font-size: 12px; }}
QLabel#result {{ font-weight: 600; }}
QLabel#alert {{ color: {alert}; font-weight: 600; }}
QLineEdit, QComboBox {{ background: {panel}; border: 1px solid {control}; border-radius: 6px; padding: 3px 8px; min-height: 18px;
    selection-background-color: {accent}; selection-color: {on_accent}; }}
QLineEdit:focus, QComboBox:focus {{ border: 2px solid {accent}; padding: 2px 7px; }}
QLineEdit[wrong="true"] {{ border: 1px solid {alert}; background: {alert_t}; }}
QComboBox {{ padding-right: 0; }}
QComboBox::drop-down {{ border: none; width: 18px; }}
QComboBox::down-arrow {{ image: none; }}
QComboBox QAbstractItemView {{ background: {panel}; border: 1px solid {control}; selection-background-color: {accent_t};
    selection-color: {text}; }}
QCheckBox {{ spacing: 8px; }}
QPushButton {{ background: {panel}; border: 1px solid {control}; border-radius: 6px; padding: 5px 14px; min-height: 18px; }}
QPushButton:hover {{ background: {sunken}; }}
QPushButton:default {{ background: {accent}; color: {on_accent}; border-color: {accent}; }}
QPushButton#link {{ border: none; background: transparent; color: {accent}; padding: 2px 0; text-align: left; }}
QPushButton#problem {{ border: none; background: transparent; text-align: left; padding: 4px 0; font-weight: 400; }}
QPushButton#problem:hover {{ color: {accent}; }}
QTabBar {{ background: transparent; qproperty-drawBase: 0; }}
QTabBar::tab {{ padding: 5px 14px; border-radius: 6px; color: {text2}; }}
QTabBar::tab:selected {{ background: {raised}; color: {text}; font-weight: 600; border: 1px solid {hair}; }}
QTabBar::tab:selected:focus {{ border: 2px solid {accent}; }}
QToolTip {{ background: {panel}; color: {text}; border: 1px solid {control}; padding: 4px; }}
QScrollBar:vertical {{ background: transparent; width: 8px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: 8px; margin: 0; }}
QScrollBar::handle {{ background: {control}; border-radius: 4px; min-height: 24px; min-width: 24px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
#card {{ background: {panel}; border: 1px solid {control}; border-radius: 10px; }}
#strip {{ background: {panel}; border-bottom: 1px solid {hair}; }}
"""


def style_sheet(theme: ThemeName) -> str:
    """The style sheet of a theme."""
    return _SHEET.format(**tokens(theme))


def apply_style(app: QApplication, theme: ThemeName) -> None:
    """Dress the whole program: Fusion, the bundled face at 13 px, the theme's palette and sheet."""
    app.setStyle("Fusion")
    app.setFont(font("body", 13))
    app.setPalette(_palette(theme))
    app.setStyleSheet(style_sheet(theme))


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
    return palette
