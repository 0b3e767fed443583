"""Context menus: what can be done with what is under the pointer, as data."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from vsm_desktop.assets import _
from vsm_desktop.edit.arrows import become
from vsm_desktop.edit.rules import may_connect
from vsm_desktop.model.catalogue import GROUPS, Article, article_of
from vsm_desktop.model.flows import Flow
from vsm_desktop.model.names import names_of
from vsm_desktop.model.stream import State
from vsm_desktop.tools.desk import Desk
from vsm_desktop.ui.editing import idle_now, only_arrow
from vsm_desktop.ui.menus import ARRANGE

_CLIPBOARD = ("cut", "copy", "copy_picture", "paste", "duplicate", "delete")
_ORDER = ("front", "forward", "backward", "back")
_ALIGN = (
    *("align_left", "align_centre", "align_right", "-", "align_top", "align_middle", "align_bottom", "-"),
    *("distribute_across", "distribute_down"),
)
ON_NODES = (
    *("edit_name", "ask_why", "-", *_CLIPBOARD, "-", "arrange_these", "align", "order", "group", "ungroup"),
    *("lock", "unlock", "-", "choose_picture", "no_picture", "usual_size", "zoom_selection"),
)
ON_ARROW = ("edit_name", "kind", "turn_round", "unbend", "-", "order", "delete", "-", "zoom_selection")
ON_GROUND = ("insert", "-", "paste", "select_all", "-", "arrange_map", "fit", "-", "ask_why")


def context_menu(
    desk: Desk, actions: Mapping[str, QAction], insert: Callable[[QMenu], None], parent: QMenu
) -> QMenu:
    """Fill a menu with what fits the selection; entries that cannot be used now are left out."""
    arrow = only_arrow(desk)
    names = ON_ARROW if arrow else ON_NODES if desk.selection else ON_GROUND
    for name in _without_idle(names, desk, actions):
        match name:
            case "-":
                parent.addSeparator()
            case "order":
                _add(parent.addMenu(_("Order")), _ORDER, actions)
            case "arrange_these":
                parent.addAction(actions["arrange"])
            case "arrange_map":
                _add(parent.addMenu(_("Arrange")), ARRANGE, actions)
            case "align":
                _add(parent.addMenu(_("Align")), _ALIGN, actions)
            case "kind" if arrow:
                _kinds(parent.addMenu(_("Kind of arrow")), desk, arrow)
            case "insert":
                insert(parent.addMenu(_("Insert")))
            case _:
                parent.addAction(actions[name])
    return parent


def _without_idle(names: tuple[str, ...], desk: Desk, actions: Mapping[str, QAction]) -> list[str]:
    """The entries that mean something for this selection."""
    idle = idle_now(desk)
    kept: list[str] = []
    for name in names:
        if name not in idle and not (name == "-" and (not kept or kept[-1] == "-")):
            kept.append(name)
    return kept


def _add(menu: QMenu, names: tuple[str, ...], actions: Mapping[str, QAction]) -> None:
    for name in names:
        if name == "-":
            menu.addSeparator()
        else:
            menu.addAction(actions[name])


def _kinds(menu: QMenu, desk: Desk, arrow: Flow) -> None:
    """The kinds an arrow may become; for the others the tip says why not."""
    menu.setToolTipsVisible(True)
    state = desk.frame.state
    names = names_of(state)
    without = state.evolve(flows=tuple(flow for flow in state.flows if flow.id != arrow.id))
    for _title, entries in GROUPS:
        for entry in entries:
            if entry.is_arrow:
                action = menu.addAction(names.symbol(entry.key, entry.title).replace("&", "&&"))
                action.setCheckable(True)
                action.setChecked(entry is article_of(arrow))
                _allow(action, without, arrow, entry.kind)
                label = _("Change kind of arrow")
                action.triggered.connect(partial(_become, desk, label, arrow.id, entry))


def _become(desk: Desk, label: str, id_: str, entry: Article, _checked: bool = False) -> None:
    desk.commit(label, become(id_, entry.kind, entry.data))


def _allow(action: QAction, without: State, arrow: Flow, kind: str) -> None:
    verdict = may_connect(without, arrow.source, arrow.target, kind)
    action.setEnabled(verdict.allowed)
    action.setToolTip(verdict.reason)
