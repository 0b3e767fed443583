"""Finding things in one window: the command palette, find in the map, the list of shortcuts; each made on first use."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMainWindow

from vsm_desktop.assets import _
from vsm_desktop.canvas.view import MapView
from vsm_desktop.drawing.frame import Frame
from vsm_desktop.drawing.ops import Box
from vsm_desktop.tools.desk import Desk

if TYPE_CHECKING:
    from vsm_desktop.canvas.travel import Travel
    from vsm_desktop.model.catalogue import Article
    from vsm_desktop.ui.command_palette import CommandPalette
    from vsm_desktop.ui.commands import Command, Offer
    from vsm_desktop.ui.findbar import FindBar
    from vsm_desktop.ui.shortcut_list import ShortcutList

_READABLE = 0.6


class Seeking:
    """What the window's find and command actions do."""

    def __init__(
        self, window: QMainWindow, desk: Desk, view: MapView, insert: Callable[[str, bool], object]
    ) -> None:
        """`insert` puts a symbol, or if True starts an arrow, of a kind on the map as a key does."""
        self.window, self.desk, self.view, self._insert = window, desk, view, insert
        self.palette: CommandPalette | None = None
        self.bar: FindBar | None = None
        self.list: ShortcutList | None = None
        self._travel: Travel | None = None
        self._places: tuple[tuple[object, ...], Offer] | None = None

    def handlers(self) -> dict[str, Callable[[], object]]:
        """What the actions do."""
        return {
            "commands": self.open_palette,
            "find": self.open_find,
            "find_next": lambda: self._find(1),
            "find_previous": lambda: self._find(-1),
            "shortcuts": self.open_shortcuts,
        }

    def show_desk(self, desk: Desk) -> None:
        """Follow the document while something is being looked for."""
        if self.bar is not None:
            self.bar.show_desk(desk)

    # the palette

    def open_palette(self) -> None:
        """Everything that can be done, under one field."""
        from vsm_desktop.ui.command_palette import CommandPalette
        from vsm_desktop.ui.commands import do_commands, insert_commands, offer

        if self.palette is None:
            self.palette = CommandPalette(self.window, self.desk.theme, self._find_command)
        named = {name: action for name, action in self._actions().items() if name != "commands"}
        inserts = offer(insert_commands(self.desk, self.insert))
        deeds = offer(do_commands(named, self.window.menuBar()))
        self.palette.open_with({"insert": inserts, "do": deeds, "go": self._places_offer()}, self.desk.theme)

    def _actions(self) -> Mapping[str, QAction]:
        actions: Mapping[str, QAction] = getattr(self.window, "actions_by_name", {})
        return actions

    def _places_offer(self) -> Offer:
        """Where one can go; kept for as long as the document stays the same."""
        from vsm_desktop.ui.commands import go_offer
        from vsm_desktop.ui.icons import icon

        frame = self.desk.frame
        seen = (frame.stream, frame.state_id, frame.theme)
        if self._places is None or any(a is not b for a, b in zip(self._places[0], seen, strict=True)):
            picture = icon("ladder", frame.theme)
            self._places = (seen, go_offer(frame.stream, frame.state_id, self.go, picture))
        return self._places[1]

    def _find_command(self, query: str) -> Command:
        from vsm_desktop.ui.commands import Command
        from vsm_desktop.ui.shortcuts import spaced

        title = _("Find “{query}” in the map").format(query=query)
        action = self._actions()["find"]
        keys = spaced(action.shortcut())
        return Command("find:", "do", title, lambda: self.open_find(query), keys, icon=action.icon())

    # doing

    def go(self, state_id: str, id_: str) -> None:
        """Show a state and, in it, a symbol or arrow: selected and in view."""
        from vsm_desktop.tools.select import Select

        if self.desk.frame.state_id != state_id:
            self.desk.show_state(state_id)
        self.desk.use(Select())
        self.desk.select(frozenset({id_}))
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        if id_:
            self.reveal(id_)

    def insert(self, entry: Article) -> None:
        """A symbol stands behind the selected step, or at its usual place; an arrow starts at what is selected."""
        from vsm_desktop.tools.select import Select

        self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        self.desk.use(Select())
        self._insert(entry.key, entry.is_arrow)
        for id_ in self.desk.selection:
            self.reveal(id_)

    # into view

    def reveal(self, id_: str) -> None:
        """Bring a symbol or arrow into view, if it is not there already and large enough to be read."""
        box = box_of(self.desk.frame, id_)
        if box is not None and not (self.view.scale_now >= _READABLE and self._in_view(box)):
            self.travel.to_box(box)

    @property
    def travel(self) -> Travel:
        """What moves the view."""
        from vsm_desktop.canvas.travel import Travel

        if self._travel is None:
            self._travel = Travel(self.view)
        return self._travel

    def _in_view(self, box: Box) -> bool:
        room = QRectF(self.view.viewport().rect()).adjusted(16, 16, -16, -16)
        left, top = self.view.to_map(room.topLeft()).toTuple()
        right, bottom = self.view.to_map(room.bottomRight()).toTuple()
        return left <= box[0] and top <= box[1] and box[2] <= right and box[3] <= bottom

    # find in the map

    def open_find(self, query: str | None = None) -> None:
        """The find bar, with the words of the last time or other ones."""
        self._find_bar().open_bar(query)

    def _find(self, by: int) -> None:
        bar = self._find_bar()
        if bar.query:
            bar.step(by)
        else:
            bar.open_bar()

    def _find_bar(self) -> FindBar:
        from vsm_desktop.ui.findbar import FindBar

        if self.bar is None:
            self.bar = FindBar(self.view, self.desk, self._show_found)
        return self.bar

    def _show_found(self, state_id: str, id_: str) -> None:
        if self.desk.frame.state_id != state_id:
            self.desk.show_state(state_id)
        self.desk.select(frozenset({id_}))
        self.reveal(id_)

    # the list of shortcuts

    def open_shortcuts(self) -> None:
        """Every shortcut and gesture."""
        from vsm_desktop.ui.shortcut_list import ShortcutList

        if self.list is None:
            self.list = ShortcutList(self.window, self.desk.theme, self._actions(), self.window.menuBar())
        self.list.open_list(self.desk.theme)


def box_of(frame: Frame, id_: str) -> Box | None:
    """The room a symbol or arrow takes on the map."""
    part = next((part for part in frame.drawing.parts if part.id == id_), None)
    if part is None:
        return None
    corners = [part.box[:2], part.box[2:]] if part.box else list(part.line)
    if not corners:
        return None
    xs, ys = [part.x + x for x, _y in corners], [part.y + y for _x, y in corners]
    return (min(xs), min(ys), max(xs), max(ys))
