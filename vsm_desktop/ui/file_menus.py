"""The menus of files and windows: templates, samples, recent files, open windows; the last two are filled anew."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu

from vsm_desktop.assets import _
from vsm_desktop.ui.filing import Filing, bring_forward
from vsm_desktop.ui.shipped import SAMPLES, TEMPLATES, Shipped

if TYPE_CHECKING:
    from vsm_desktop.ui.window import MainWindow


def file_menus(filing: Filing) -> dict[str, Callable[[QMenu], None]]:
    """What fills the named places of the File menu."""
    return {
        "recent": partial(_late, _("Open &recent"), partial(_recent, filing)),
        "templates": partial(_templates, filing),
        "samples": partial(_samples, filing),
    }


def _late(title: str, fill: Callable[[QMenu], None], menu: QMenu) -> None:
    """A menu of its own that is made anew each time it opens."""
    inner = menu.addMenu(title)
    inner.setToolTipsVisible(True)

    def anew() -> None:
        inner.clear()
        fill(inner)

    inner.aboutToShow.connect(anew)


def _recent(filing: Filing, menu: QMenu) -> None:
    from vsm_desktop.ui.settings import settings

    paths = settings().recent()
    for number, path in enumerate(paths, start=1):
        action = menu.addAction(f"&{number % 10}  {_plain(path.name)}")
        action.setToolTip(str(path))
        action.setEnabled(os.path.exists(path))
        if not action.isEnabled():
            action.setToolTip(_("{path} is not there any more.").format(path=path))
        action.triggered.connect(partial(_then, filing.open_path, path))
    if not paths:
        menu.addAction(_("No files yet")).setEnabled(False)
    menu.addSeparator()
    clear = menu.addAction(_("Clear the list"))
    clear.setEnabled(bool(paths))
    clear.triggered.connect(lambda: settings().clear_recent())


def _templates(filing: Filing, menu: QMenu) -> None:
    inner = _inner(menu, _("New from &template"))
    _shipped(inner, TEMPLATES, filing.open_template)
    inner.addSeparator()
    structures(inner, filing.open_structure)


def _samples(filing: Filing, menu: QMenu) -> None:
    _shipped(_inner(menu, _("Open a s&ample")), SAMPLES, filing.open_sample)


def structures(menu: QMenu, do: Callable[[str], object]) -> None:
    """Every sample as a template."""
    for one in SAMPLES:
        _offer(menu, one.title, _("Its steps and arrows, without the numbers"), partial(_then, do, one.name))


def _inner(menu: QMenu, title: str) -> QMenu:
    inner = menu.addMenu(title)
    inner.setToolTipsVisible(True)
    return inner


def _shipped(menu: QMenu, files: tuple[Shipped, ...], do: Callable[[str], object]) -> None:
    for one in files:
        _offer(menu, one.title, one.words, partial(_then, do, one.name))


def _offer(menu: QMenu, title: str, words: str, do: Callable[..., object]) -> None:
    action = menu.addAction(title)
    action.setToolTip(words)
    action.triggered.connect(do)


def window_menu(window: MainWindow, windows: list[MainWindow], menu: QMenu) -> None:
    """The open windows at the end of the Window menu, this one checked."""
    listed: list[QAction] = []

    def fill() -> None:
        while listed:
            old = listed.pop()
            menu.removeAction(old)
            old.deleteLater()
        group = QActionGroup(menu)
        for number, one in enumerate(windows, start=1):
            key = f"&{number}  " if number < 10 else ""
            mark = "*" if one.isWindowModified() else ""
            action = menu.addAction(f"{key}{_plain(one.filing.name)}{mark}")
            action.setCheckable(True)
            action.setChecked(one is window)
            action.setActionGroup(group)
            action.triggered.connect(partial(_then, bring_forward, one))
            listed.append(action)

    menu.addSeparator()
    menu.aboutToShow.connect(fill)


def _plain(name: str) -> str:
    return name.replace("&", "&&")


def _then(do: Callable[..., object], what: str | Path | MainWindow, _checked: bool = False) -> None:
    do(what)
