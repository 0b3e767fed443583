"""What the table of actions is made of."""

from __future__ import annotations

from msgspec import Struct
from PySide6.QtGui import QKeySequence

Standard = QKeySequence.StandardKey
Shortcut = str | QKeySequence.StandardKey | None


class Row(Struct, frozen=True):
    """One action: its name here, its words, its key, its icon, and whether it is a switch."""

    name: str
    text: str
    shortcut: Shortcut = None
    icon: str = ""
    switch: bool = False
    hint: str = ""
    more: tuple[str, ...] = ()  # further shortcuts
