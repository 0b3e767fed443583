"""Buttons beside the tabs of a page and over it: an icon and a word."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QToolButton


def tool_button(title: str, hint: str, do: Callable[[], object]) -> QToolButton:
    """One that does something at once; its icon comes with the theme."""
    button = QToolButton()
    button.setText(title)
    button.setObjectName("segment")
    button.setToolTip(hint)
    style = Qt.ToolButtonStyle.ToolButtonTextBesideIcon if title else Qt.ToolButtonStyle.ToolButtonIconOnly
    button.setToolButtonStyle(style)
    button.setIconSize(QSize(16, 16))
    button.clicked.connect(lambda _checked=False: do())
    return button


def page_tool(title: str, hint: str, do: Callable[[], object]) -> QToolButton:
    """A button of the row over a page, which keeps its name where only its icon has room."""
    button = tool_button(title, f"{title}: {hint}", do)
    button.setAccessibleName(title)
    return button
