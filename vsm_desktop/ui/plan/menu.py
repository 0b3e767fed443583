"""What can be done with a row of the plan, under the right button."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from vsm_desktop.assets import _
from vsm_desktop.model.plan import MARKS

if TYPE_CHECKING:
    from vsm_desktop.ui.plan.page import PlanPage


def plan_menu(page: PlanPage, id_: str) -> QMenu:
    """The entries for a row; beside the rows, what can be added."""
    menu = QMenu(page)
    acting = page.acting
    if acting.objective(id_) is not None:
        for number, (key, sign, words) in enumerate(MARKS, 1):
            _add(menu, f"{sign}  {words}", partial(page.mark, id_, key), str(number))
        menu.addSeparator()
        for share in (0.25, 0.5, 0.75, 1.0):
            words = _("{share} % done").format(share=round(100 * share))
            _add(menu, words, partial(acting.finish, id_, share))
        menu.addSeparator()
        _add(menu, _("Move up"), partial(acting.place, id_, -1), "Alt+Up")
        _add(menu, _("Move down"), partial(acting.place, id_, 1), "Alt+Down")
        menu.addSeparator()
    _add(menu, _("New objective"), page.add)
    _add(menu, _("New loop"), page.add_loop)
    _add(menu, _("Copy as a table"), page.copy, "Ctrl+C")
    page.table.columns.fill(menu.addMenu(_("Columns")))
    if id_:
        menu.addSeparator()
        _add(menu, _("Take out of the plan"), partial(page.drop, id_), "Del")
    return menu


def show_plan_menu(page: PlanPage, id_: str, at: QPoint) -> None:
    """Open the menu of a row, which is chosen, too."""
    if id_:
        page.choose(id_)
    _open(plan_menu(page, id_), at)


def show_arrow_menu(page: PlanPage, first: str, waiting: str, at: QPoint) -> None:
    """Open the menu of an arrow."""
    _open(arrow_menu(page, first, waiting), at)


def _open(menu: QMenu, at: QPoint) -> None:
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.popup(at)


def arrow_menu(page: PlanPage, first: str, waiting: str) -> QMenu:
    """The entries for an arrow: the rows at its ends, and its end."""
    menu, acting = QMenu(page), page.acting
    for id_, words in ((first, _("Show what comes first: {name}")), (waiting, _("Show what waits: {name}"))):
        one = acting.objective(id_)
        _add(menu, words.format(name=one.text or id_ if one is not None else id_), partial(page.choose, id_))
    menu.addSeparator()
    _add(menu, _("Let it wait no more"), partial(acting.unlink, first, waiting), "Del")
    return menu


def _add(menu: QMenu, words: str, do: Callable[[], object], key: str = "") -> QAction:
    action = menu.addAction(f"{words}\t{key}" if key else words)
    action.triggered.connect(lambda _checked=False: do())
    return action
