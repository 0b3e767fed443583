"""What the editing actions do on the desk: clipboard, delete, select, nudge, and everything that arranges."""

from __future__ import annotations

from collections.abc import Callable, Set
from functools import partial
from typing import TYPE_CHECKING, get_args

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence

from vsm_desktop.assets import _
from vsm_desktop.canvas.view import MapView
from vsm_desktop.drawing.placed import part_box
from vsm_desktop.drawing.symbols.table import frame_box
from vsm_desktop.edit.align import Axis, Side, align, around, distribute
from vsm_desktop.edit.arrows import bend, turn_round
from vsm_desktop.edit.edits import Edit, chain, move, set_fields
from vsm_desktop.edit.fragments import cut_out
from vsm_desktop.edit.groups import group, lock, locked, movable, ungroup, with_groups
from vsm_desktop.edit.healing import delete_healing
from vsm_desktop.edit.order import Where, reorder
from vsm_desktop.model.flows import Flow
from vsm_desktop.model.stream import Layout
from vsm_desktop.model.value import of_ids
from vsm_desktop.tools.desk import Desk
from vsm_desktop.tools.snap import GRID
from vsm_desktop.ui.losing import said_of_loss

if TYPE_CHECKING:
    from vsm_desktop.ui.actions import Handlers
    from vsm_desktop.ui.pictures import Pictures

NUDGES = {"Left": (-1, 0), "Right": (1, 0), "Up": (0, -1), "Down": (0, 1)}
_SIDES: tuple[Side, ...] = ("left", "centre", "right", "top", "middle", "bottom")
_WAYS: tuple[Axis, ...] = ("across", "down")
_ORDER: dict[Where, str] = {
    "front": _("Bring to front"),
    "forward": _("Bring forward"),
    "backward": _("Send backward"),
    "back": _("Send to back"),
}
NEEDS: dict[str, int] = {
    **dict.fromkeys(("cut", "copy", "duplicate", "delete", "lock", "unlock", "ungroup", "zoom_selection"), 1),
    **dict.fromkeys((*_ORDER, "usual_size", "choose_picture", "no_picture", "turn_round", "unbend"), 1),
    **dict.fromkeys(("group", *(f"align_{side}" for side in _SIDES)), 2),
    **dict.fromkeys((f"distribute_{way}" for way in _WAYS), 3),
}
"""How many elements an action needs to be selected."""


def idle_now(desk: Desk) -> frozenset[str]:
    """The actions that would change nothing about what is selected."""
    nodes = of_ids(desk.frame.state.nodes, desk.selection)
    flows = of_ids(desk.frame.state.flows, desk.selection)
    idle = {
        "arrange_these": len(nodes) < 2,
        "align": len(nodes) < 2,
        "group": len(nodes) < 2,
        "ungroup": not any(node.group for node in nodes),
        "lock": all(node.locked for node in nodes),
        "unlock": not any(node.locked for node in nodes),
        "usual_size": not any(node.size for node in nodes),
        "choose_picture": not nodes,
        "no_picture": not any(node.picture for node in nodes),
        "edit_name": len(desk.selection) != 1,
        "turn_round": not flows,
        "unbend": not any(flow.bends for flow in flows),
    }
    return frozenset(name for name, is_idle in idle.items() if is_idle)


class Editing:
    """The editing actions of one window; `say` shows a sentence for a moment."""

    def __init__(self, desk: Desk, view: MapView, say: Callable[[str], object]) -> None:
        self.desk, self.view, self.say = desk, view, say
        self.paste_at: tuple[float, float] | None = None
        self.take_text: Callable[[str], bool] = lambda _text: False
        self._pictures: Pictures | None = None
        self._nudges()

    def handlers(self) -> Handlers:
        """What the editing actions do."""
        return {
            "undo": self.desk.undo,
            "redo": self.desk.redo,
            "cut": self.cut,
            "copy": self.copy,
            "copy_picture": self.copy_picture,
            "paste": self.paste,
            "duplicate": self.duplicate,
            "delete": self.delete,
            "select_all": self.select_all,
            "arrange": self.arrange,
            **{layout: partial(self.arrange, layout) for layout in get_args(Layout)},
            "own_fields": self.own_fields,
            "choose_picture": lambda: self.pictures.choose(),
            "no_picture": lambda: self.pictures.forget(),
            "names": self.names,
            "group": self.group,
            "ungroup": partial(self._commit, _("Ungroup"), ungroup),
            "lock": partial(self._commit, _("Lock"), partial(lock, on=True)),
            "unlock": partial(self._commit, _("Unlock"), partial(lock, on=False)),
            "usual_size": self._on_nodes(_("Usual size"), lambda id_: set_fields(id_, size=None)),
            "turn_round": self._on_arrows(_("Turn arrow round"), turn_round),
            "unbend": self._on_arrows(_("Straighten arrow"), lambda id_: bend(id_, ())),
            "zoom_selection": self.zoom_to_selection,
            **{where: partial(self._order, where) for where in _ORDER},
            **{f"align_{side}": partial(self._align, side) for side in _SIDES},
            **{f"distribute_{way}": partial(self._distribute, way) for way in _WAYS},
        }

    @property
    def pictures(self) -> Pictures:
        """What is done with pictures; loaded with the first one."""
        if self._pictures is None:
            from vsm_desktop.ui.pictures import Pictures

            self._pictures = Pictures(self.desk, self.view, self.say)
        return self._pictures

    def show_desk(self, desk: Desk) -> None:
        """Ask which picture a frame for one is to show that was just put on the map."""
        if len(desk.selection) == 1:
            node = desk.frame.state.node(next(iter(desk.selection)))
            if node is not None and node.kind == "picture":
                self.pictures.show_desk(desk)

    # clipboard

    def copy(self) -> bool:
        """Put what is selected on the clipboard."""
        from vsm_desktop.ui.clipboard import put_on_clipboard

        if not put_on_clipboard(self.desk):
            self.say(_("Arrows are copied together with the symbols at both their ends."))
            return False
        return True

    def arrange(self, layout: Layout | None = None) -> None:
        """Lay out two or more selected symbols at their place, else the whole map: in a manner, or in its own."""
        from vsm_desktop.ui.arranging import arrange  # not before it is wanted

        arrange(self.desk, self.view, self.say, layout)

    def own_fields(self) -> None:
        """Define fields, formulas and totals of one's own."""
        from vsm_desktop.ui.own.dialog import OwnDialog  # few open it

        OwnDialog(self.desk, self.view.window()).open()

    def names(self) -> None:
        """Call symbols and fields on this map by other names."""
        from vsm_desktop.ui.names.dialog import NamesDialog  # few open it

        NamesDialog(self.desk, self.view.window()).open()

    def copy_picture(self) -> None:
        """Put a picture of what is selected, or of the map, on the clipboard."""
        from vsm_desktop.ui.clipboard import put_picture_on_clipboard

        put_picture_on_clipboard(self.desk)
        self.say(_("The picture is on the clipboard."))

    def cut(self) -> None:
        """Put what is selected on the clipboard and take it off the map."""
        if self.copy():
            self.delete(_("Cut"))

    def paste(self) -> None:
        """Put what the clipboard holds on the map: where the menu was opened, under the pointer, else a little aside."""
        from vsm_desktop.ui.clipboard import on_clipboard, put_on_map

        piece = on_clipboard()
        if piece is None:
            if self.pictures.paste() or self.take_text(QGuiApplication.clipboard().text()):
                return
            self.say(_("The clipboard holds nothing that belongs on a map."))
            return
        put_on_map(self.desk, piece, _("Paste"), self.paste_at or self.view.hand.at)

    def duplicate(self) -> None:
        """Once more, a little aside."""
        from vsm_desktop.ui.clipboard import put_on_map

        state = self.desk.frame.state
        piece = cut_out(state, with_groups(state, self.desk.selection))
        if piece.nodes:
            put_on_map(self.desk, piece, _("Duplicate"), None)

    # what is selected

    def delete(self, label: str = "") -> None:
        """Remove what is selected, closing the flow behind it; what is locked stays, and is named."""
        fixed, before = locked(self.desk.frame.state, self.desk.selection), self.desk.recorded
        self.desk.commit(label or _("Delete"), delete_healing(self.desk.selection - fixed))
        kept = _("What is locked was kept. Unlock it to delete it.") if fixed else ""
        if said := " ".join(filter(None, (said_of_loss(before, self.desk.recorded), kept))):
            self.say(said)

    def select_all(self) -> None:
        """Select every symbol and arrow."""
        state = self.desk.frame.state
        self.desk.select(frozenset(one.id for one in (*state.nodes, *state.flows)))

    def zoom_to_selection(self) -> None:
        """Bring what is selected into the middle, as large as it fits."""
        chosen = self.desk.selection
        boxes = [part_box(part) for part in self.desk.frame.drawing.parts if part.id in chosen]
        if boxes:
            self.view.zoom_to_box(around(boxes))

    def group(self) -> None:
        """Make one group of the selected symbols and those grouped with them."""
        state = self.desk.frame.state
        members = with_groups(state, self.desk.selection)
        self.desk.commit(_("Group"), group(members, self.desk.frame.stream.ids()))

    def _commit(self, label: str, edit: Callable[[Set[str]], Edit]) -> None:
        self.desk.commit(label, edit(self.desk.selection))

    def _order(self, where: Where) -> None:
        self.desk.commit(_ORDER[where], reorder(self.desk.selection, where))

    def _align(self, side: Side) -> None:
        self.desk.commit(_("Align"), align(self.desk.selection, side, frame_box))

    def _distribute(self, way: Axis) -> None:
        self.desk.commit(_("Equal gaps"), distribute(self.desk.selection, way, frame_box))

    def _on_nodes(self, label: str, edit: Callable[[str], Edit]) -> Callable[[], None]:
        return lambda: self._each(label, edit, self.desk.frame.state.nodes)

    def _on_arrows(self, label: str, edit: Callable[[str], Edit]) -> Callable[[], None]:
        return lambda: self._each(label, edit, self.desk.frame.state.flows)

    def _each(self, label: str, edit: Callable[[str], Edit], among: tuple[object, ...]) -> None:
        ids = [id_ for one in among if (id_ := getattr(one, "id", "")) in self.desk.selection]
        self.desk.commit(label, chain(*map(edit, ids)))

    # keys

    def _nudge(self, dx: float, dy: float) -> None:
        from vsm_desktop.tools.along import along

        ids = movable(self.desk.frame.state, along(self.desk.frame.state, self.desk.selection))
        if ids:
            key = ",".join(sorted(ids))
            self.desk.commit(_("Nudge"), move(ids, dx, dy), merge=f"nudge:{key}")

    def _nudges(self) -> None:
        """Arrow keys move what is selected; with Shift by the grid times five."""
        for key, (dx, dy) in NUDGES.items():
            for prefix, step in (("", GRID), ("Shift+", 5 * GRID)):
                action = QAction(self.view)
                action.setShortcut(QKeySequence(prefix + key))
                action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
                action.triggered.connect(partial(self._nudge, dx * step, dy * step))
                self.view.addAction(action)


def only_arrow(desk: Desk) -> Flow | None:
    """The one arrow that is selected, if it is that."""
    (id_,) = desk.selection if len(desk.selection) == 1 else ("",)
    return desk.frame.state.flow(id_)
