"""What keys and gestures do: those of the actions by their menus, and the table of those that are no actions.

A gesture is added by adding a row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from msgspec import Struct
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar

from vsm_desktop.assets import _

ON_MAP, VIEWING, LISTS = _("On the map"), _("Looking around"), _("In fields and lists")


class Row(Struct, frozen=True):
    """One line of the list: keys joined by +, further ways to do the same, what they do, under which heading."""

    keys: tuple[str, ...]
    words: str
    group: str


_SHIFT, _CTRL, _ALT = _("Shift"), _("Ctrl"), _("Alt")
GESTURES: tuple[Row, ...] = (
    Row((_("Click"),), _("Select"), ON_MAP),
    Row((f"{_SHIFT}+{_('click')}",), _("Add to the selection, or take out of it"), ON_MAP),
    Row((_("Drag on empty ground"),), _("Select what lies inside"), ON_MAP),
    Row((_("Drag"),), _("Move what is selected"), ON_MAP),
    Row((f"{_SHIFT}+{_('drag')}",), _("Move straight across or down"), ON_MAP),
    Row((f"{_CTRL}+{_('drag')}",), _("Leave a copy behind"), ON_MAP),
    Row((f"{_ALT}+{_('drag')}",), _("Move, place or resize without snapping"), ON_MAP),
    Row((_("Drag a handle"),), _("Resize a symbol, bend an arrow or move its end"), ON_MAP),
    Row((_("Drag from a plus sign"),), _("Draw an arrow from a symbol"), ON_MAP),
    Row((f"{_SHIFT}+{_('click')}",), _("While placing: place it and take one more"), ON_MAP),
    Row((_("Right button"),), _("What can be done here"), ON_MAP),
    Row(("←", "→", "↑", "↓"), _("Nudge what is selected by one step of the grid"), ON_MAP),
    Row((f"{_SHIFT}+←", "→", "↑", "↓"), _("Nudge by five steps of the grid"), ON_MAP),
    Row((f"{_ALT}+←", "→", "↑", "↓"), _("Walk from symbol to symbol"), ON_MAP),
    Row((_("Double-click"),), _("Edit words and values in place"), ON_MAP),
    Row((f"{_ALT}+{_('click')}",), _("Ask how a number came about; on the ladder a click does"), ON_MAP),
    Row((_("Enter"),), _("Edit the name of what is selected"), ON_MAP),
    Row((_("Tab"), f"{_SHIFT}+{_('Tab')}"), _("Make the next step, or the one before"), ON_MAP),
    Row((_("Esc"),), _("Drop the gesture, the tool, then the selection"), ON_MAP),
    Row((_("Wheel"), _("Pinch")), _("Zoom at the pointer"), VIEWING),
    Row((f"{_SHIFT}+{_('wheel')}",), _("Pan left and right"), VIEWING),
    Row((f"{_ALT}+{_('wheel')}",), _("Pan up and down"), VIEWING),
    Row((f"{_('Space')}+{_('drag')}", _("Middle button")), _("Pan"), VIEWING),
    Row((_("Drag"), "←", "→", "↑", "↓"), _("In a comparison: pan both maps"), VIEWING),
    Row((_("Double-click"), _("Enter")), _("In a comparison: show it on the map"), VIEWING),
    Row(("N", f"{_SHIFT}+N"), _("In a comparison: next or previous difference"), VIEWING),
    Row((_("Enter"),), _("Take what was typed, or do what is marked"), LISTS),
    Row((f"{_ALT}+↓",), _("In a field of the properties: where its value comes from"), LISTS),
    Row((_("Enter"), f"{_SHIFT}+{_('Enter')}"), _("In the find bar: next or previous match"), LISTS),
    Row(("↑", "↓"), _("To the next or previous line"), LISTS),
    Row((f"{_ALT}+↑", f"{_ALT}+↓"), _("In the list of bursts and on the scoreboard: move the line"), LISTS),
    Row((_("Drag"),), _("On the scoreboard: put a measure at another place"), LISTS),
    Row((_("Drag by number or name"),), _("In the plan: put an objective or a loop in another place"), LISTS),
    Row((_("Drag from behind a bar"),), _("In the plan: let another row wait for this one"), LISTS),
    Row((_("Click on an arrow"), _("Del")), _("In the plan: choose what waits for what, and end it"), LISTS),
    Row(("F2", _("Enter")), _("On the scoreboard: type into the cell"), LISTS),
    Row((_("Home"), _("End")), _("To the first or last line"), LISTS),
    Row(("←", "→"), _("On a heading of the palette: fold the group, or unfold it"), LISTS),
    Row((f"{_SHIFT}+F10", _("Right button")), _("In the palette: make a symbol a favourite"), LISTS),
    Row((_("Esc"),), _("Close"), LISTS),
)


class Place(NamedTuple):
    """Where an action stands: under which title of the menu bar, in which menu within it."""

    top: str
    inner: str
    action: QAction


def in_menus(bar: QMenuBar) -> Iterator[Place]:
    """Every entry of the menu bar in its order."""
    for top in bar.actions():
        menu, title = top.menu(), top.text().replace("&", "")
        for action in menu.actions() if isinstance(menu, QMenu) else ():
            inner, place = action.menu(), action.text().replace("&", "")
            if isinstance(inner, QMenu):
                yield from (Place(title, place, one) for one in inner.actions() if one.text())
            elif not action.isSeparator():
                yield Place(title, "", action)


def action_rows(actions: Mapping[str, QAction], bar: QMenuBar) -> tuple[Row, ...]:
    """Every action that has a shortcut, under the title of its menu; those in no menu come last."""
    named = {id(action) for action in actions.values()}
    rows = {id(one.action): (one.top, one.action) for one in in_menus(bar) if id(one.action) in named}
    rows |= {id(one): (_("Further"), one) for one in actions.values() if id(one) not in rows}
    return tuple(
        Row(tuple(map(_native, action.shortcuts())), _words(action), title)
        for title, action in rows.values()
        if action.shortcuts()
    )


def _native(keys: QKeySequence) -> str:
    return keys.toString(QKeySequence.SequenceFormat.NativeText)


def _words(action: QAction) -> str:
    """What an action does, without what it would do just now."""
    text = str(action.property("words") or action.text())
    return text.replace("&", "").rstrip("…")


def all_rows(actions: Mapping[str, QAction], bar: QMenuBar) -> tuple[Row, ...]:
    """Gestures on the map first, then menu by menu."""
    return (
        *(row for row in GESTURES if row.group != LISTS),
        *action_rows(actions, bar),
        *(row for row in GESTURES if row.group == LISTS),
    )


def spaced(keys: QKeySequence) -> str:
    """A shortcut as it stands beside a command: Ctrl Shift P."""
    return " ".join(caps(_native(keys)))


def caps(keys: str) -> list[str]:
    """The single keys of a combination: Ctrl++ is Ctrl and +."""
    return re.findall(r"(?<=\+)\+$|^\+$|[^+]+", keys)
