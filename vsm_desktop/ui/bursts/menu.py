"""What can be done with one burst of the list, under the right button."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from vsm_desktop.assets import _
from vsm_desktop.insight.bursts import BurstEffects
from vsm_desktop.ui.bursts.acting import Acting


def burst_menu(
    parent: QWidget, acting: Acting, found: BurstEffects, id_: str, copy: Callable[[], object]
) -> QMenu:
    """The entries for a burst; what cannot be done now is paler."""
    menu = QMenu(parent)
    row = found.row(id_)
    at = row.number - 1 if row is not None else -1
    on = row is not None and row.on
    switch = _add(
        menu, _("Switch off") if on else _("Switch on"), partial(acting.switch, id_, not on), "Space"
    )
    switch.setEnabled(found.state_id != found.base_id)
    menu.addSeparator()
    _add(menu, _("Move up"), partial(acting.place, id_, at - 1), "Alt+Up").setEnabled(at > 0)
    _add(menu, _("Move down"), partial(acting.place, id_, at + 1), "Alt+Down").setEnabled(
        at + 1 < len(found.rows)
    )
    menu.addSeparator()
    _add(menu, _("Record changes on the map"), partial(acting.record, id_))
    star = _add(menu, _("Draw its star on the map"), partial(acting.draw_star, id_))
    star.setEnabled(acting.star_missing(id_))
    _add(menu, _("Copy as a table"), copy, "Ctrl+C")
    menu.addSeparator()
    _add(menu, _("Delete burst"), partial(acting.drop, id_), "Del")
    return menu


def _add(menu: QMenu, words: str, do: Callable[[], object], key: str = "") -> QAction:
    action = menu.addAction(f"{words}\t{key}" if key else words)
    action.triggered.connect(lambda _checked=False: do())
    return action
