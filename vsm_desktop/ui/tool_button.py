"""A button beside the tabs of a page: an icon and a word."""

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
