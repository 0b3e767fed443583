"""Another look for a widget by one of the properties its style sheet asks for."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget


def restyle(widget: QWidget, name: str, value: str | bool) -> None:
    """Give a property a value; the style sheet is asked again only where that is another one."""
    if (widget.property(name) or type(value)()) == value:
        return
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
