"""Where assistive technology is let in: who answers for a painted widget, and when it is told of changes.

This is all that runs while nobody listens.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleInterface
from PySide6.QtWidgets import QWidget

Maker = Callable[[QWidget], QAccessibleInterface]

_makers: dict[str, Maker] = {}


def speak_for(class_name: str, make: Maker) -> None:
    """From now on, widgets of this class are answered for by what `make` makes, once anybody asks."""
    if not _makers:
        QAccessible.installFactory(_factory)
    _makers.setdefault(class_name, make)


def _factory(key: str, thing: QObject | None) -> QAccessibleInterface | None:
    make = _makers.get(key)
    return make(thing) if make is not None and isinstance(thing, QWidget) else None


def follow(widget: QWidget) -> None:
    """Tell what changed on a painted widget, if anybody listens."""
    if not QAccessible.isActive():
        return
    told = getattr(QAccessible.queryAccessibleInterface(widget), "follow", None)
    if told is not None:
        told()


def announce(widget: QWidget, text: str) -> None:
    """Have a sentence said that appears without anybody going there, if anybody listens."""
    if text and QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text))
