"""Actions, menus and toolbar made from their table."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu, QToolBar

from vsm_desktop.drawing.theme import ThemeName
from vsm_desktop.model.catalogue import GROUPS
from vsm_desktop.model.names import Names
from vsm_desktop.ui.icons import icon
from vsm_desktop.ui.menus import MENUS, TOOLBAR
from vsm_desktop.ui.rows import ROWS

Handlers = dict[str, Callable[[], object]]
_TRAVEL = frozenset(("undo", "redo"))


def make_actions(window: QMainWindow, handlers: Handlers, theme: ThemeName) -> dict[str, QAction]:
    """The actions of a window by name; each has its handler."""
    made: dict[str, QAction] = {}
    for row in ROWS:
        action = QAction(row.text, window)
        action.setObjectName(row.name)
        action.setCheckable(row.switch)
        if row.shortcut is not None:
            action.setShortcuts([QKeySequence(row.shortcut), *map(QKeySequence, row.more)])
        action.setProperty("words", row.text)
        key = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        tip = row.hint or row.text.rstrip("…")
        action.setToolTip(f"{tip} ({key})" if key else tip)
        action.triggered.connect(partial(_run, window, handlers[row.name], row.name in _TRAVEL))
        made[row.name] = action
    dress(made, theme)
    return made


def _run(window: QMainWindow, handler: Callable[[], object], travels: bool, _checked: bool = False) -> None:
    """Do it, with what is being typed; a line that is open in a cell would type over what undo brings back."""
    from vsm_desktop.ui.typed import take_typed

    take_typed(window, closing=travels)
    handler()


def dress(actions: dict[str, QAction], theme: ThemeName) -> None:
    """Give the actions their icons in a theme's colours."""
    for row in ROWS:
        if row.icon:
            actions[row.name].setIcon(icon(row.icon, theme))


def fill_menus(
    window: QMainWindow, actions: dict[str, QAction], more: dict[str, Callable[[QMenu], None]]
) -> None:
    """Build the menu bar; `more` fills the named places that are not single actions."""
    for title, names in MENUS:
        menu = window.menuBar().addMenu(title)
        for name in names:
            if name == "-":
                menu.addSeparator()
            elif name in more:
                more[name](menu)
            else:
                menu.addAction(actions[name])


def fill_toolbar(bar: QToolBar, actions: dict[str, QAction]) -> None:
    """Put the everyday actions on the toolbar."""
    for name in TOOLBAR:
        if name == "-":
            bar.addSeparator()
        else:
            bar.addAction(actions[name])


def fill_insert(menu: QMenu, take: Callable[[str, bool], None], names: Callable[[], Names]) -> None:
    """Every symbol and arrow of the palette as a menu entry, a menu for each group, called as on the shown map."""
    groups: set[str] = set()
    for title, entries in GROUPS:
        group = menu.addMenu(_with_key(title, groups))
        actions = {entry.key: group.addAction(entry.title) for entry in entries}
        for entry in entries:
            actions[entry.key].triggered.connect(
                lambda _checked=False, entry=entry: take(entry.key, entry.is_arrow)
            )
        _call(actions, names)
        group.aboutToShow.connect(partial(_call, actions, names))


def _call(actions: dict[str, QAction], names: Callable[[], Names]) -> None:
    used: set[str] = set()
    for key, action in actions.items():
        action.setText(_with_key(names().symbol(key), used))


def _with_key(title: str, used: set[str]) -> str:
    """A title with the first letter marked that no other entry has, so that one key chooses it."""
    for at, letter in enumerate(title):
        if letter.isalpha() and letter.casefold() not in used:
            used.add(letter.casefold())
            return "&".join(part.replace("&", "&&") for part in (title[:at], title[at:]))
    return title.replace("&", "&&")
