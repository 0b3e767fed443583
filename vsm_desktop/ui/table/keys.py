"""The keys of the table, as in a spreadsheet."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

Key = Qt.Key
Standard = QKeySequence.StandardKey
_CONTROL = Qt.KeyboardModifier.ControlModifier
_OTHER = _CONTROL | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
_STANDARD = {
    "copy": Standard.Copy,
    "cut": Standard.Cut,
    "paste": Standard.Paste,
    "select_all": Standard.SelectAll,
}
_PLAIN: dict[int, str] = {
    Key.Key_Delete: "clear",
    Key.Key_Backspace: "clear",
    Key.Key_Insert: "insert",
    Key.Key_Escape: "leave",
}
_WITH_CONTROL: dict[int, str] = {Key.Key_D: "fill_down"}
_OWN = frozenset(
    (
        Key.Key_F2,
        Key.Key_Return,
        Key.Key_Enter,
        Key.Key_Tab,
        Key.Key_Backtab,
        Key.Key_Left,
        Key.Key_Right,
        Key.Key_Up,
        Key.Key_Down,
        Key.Key_Home,
        Key.Key_End,
        Key.Key_PageUp,
        Key.Key_PageDown,
    )
)


def command_of(event: QKeyEvent) -> str:
    """The command a key stands for; nothing if it stands for none."""
    for name, standard in _STANDARD.items():
        if event.matches(standard):
            return name
    if controls(event):
        alone = event.modifiers() & _OTHER == _CONTROL
        return _WITH_CONTROL.get(event.key(), "") if alone else ""
    return _PLAIN.get(event.key(), "")


def belongs(event: QKeyEvent) -> bool:
    """Whether a key is the table's while it has the focus, even if it is a shortcut of the window."""
    if command_of(event):
        return True
    plain = not controls(event)
    typed = bool(event.text()) and event.text().isprintable()
    return plain and (typed or event.key() in _OWN)


def controls(event: QKeyEvent) -> bool:
    """Whether Ctrl, Alt or Meta is held."""
    return bool(event.modifiers() & _OTHER)


def shifted(event: QKeyEvent) -> bool:
    """Whether Shift is held."""
    return bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
