"""Ears for tests: the tree assistive technology would get, and the events it would hear."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QWidget

Text, Role, Event = QAccessible.Text, QAccessible.Role, QAccessible.Event


def interface(widget: QWidget) -> QAccessibleInterface:
    """What answers for a widget."""
    found = QAccessible.queryAccessibleInterface(widget)
    assert found is not None, widget
    return found


def children(of: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    """The children, in order."""
    return (of.child(i) for i in range(of.childCount()))


def name(of: QAccessibleInterface) -> str:
    return of.text(Text.Name)


def value(of: QAccessibleInterface) -> str:
    return of.text(Text.Value)


def named(of: QAccessibleInterface, text: str) -> QAccessibleInterface:
    """The child of this name."""
    found = [child for child in children(of) if name(child) == text]
    assert len(found) == 1, (text, [name(child) for child in children(of)])
    return found[0]
