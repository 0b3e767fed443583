"""Dragging what is selected: symbols follow the hand, the numbers follow the symbols, guides say what lines up."""

from __future__ import annotations

from collections.abc import Iterable
from math import hypot
from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import replace

from vsm_desktop.assets import _
from vsm_desktop.drawing.frame import Frame
from vsm_desktop.drawing.ops import Box, Op
from vsm_desktop.drawing.symbols.table import frame_box
from vsm_desktop.edit.align import around
from vsm_desktop.edit.edits import Edit, chain, move
from vsm_desktop.edit.fragments import cut_out, paste
from vsm_desktop.model.stream import State
from vsm_desktop.tools.bench import Bench, Tool
from vsm_desktop.tools.events import Escape, Event, Move, Release
from vsm_desktop.tools.overlay import ghost_overlay, guide_overlay
from vsm_desktop.tools.rest import at_rest
from vsm_desktop.tools.snap import Guide, Rulers, rulers, snapped

if TYPE_CHECKING:
    from vsm_desktop.tools.onto import Ways

DEAD_ZONE = 3.0  # pixels


class Load(Struct, frozen=True):
    """What is dragged: the ids, the box round them, the centre the grid counts from, and what stays where it is.

    `piece` is the same as a fragment, made when a copy is first asked for.
    """

    ids: frozenset[str]
    box: Box
    at: tuple[float, float]
    frame: Frame
    marks: Rulers
    ways: Ways | None = None
    piece: list[State] = field(default_factory=list)

    def copies(self, dx: float, dy: float) -> tuple[Edit, frozenset[str]]:
        """The same things once more, somewhere else, and their ids."""
        if not self.piece:
            self.piece.append(cut_out(self.frame.state, self.ids))
        return paste(self.piece[0], self.frame.stream.ids(), dx, dy)

    def put(self, dx: float, dy: float) -> Edit:
        """The move; a symbol that comes to lie on an arrow becomes part of the flow."""
        if self.ways is not None:
            (id_,) = self.ids
            node = self.frame.state.node(id_)
            from vsm_desktop.tools.onto import onto, splicing

            if node is not None and (found := onto(self.ways, node, node.at.x + dx, node.at.y + dy)):
                shift = move(self.ids, found.x - node.at.x, found.y - node.at.y)
                return chain(shift, splicing(found, id_, self.frame.stream.ids()))
        return move(self.ids, dx, dy)


def load_of(frame: Frame, ids: frozenset[str], lead: str) -> Load | None:
    """What a drag of these nodes takes along; None if that is nothing."""
    nodes = [node for node in frame.state.nodes if node.id in ids]
    if not nodes:
        return None
    first = next((node for node in nodes if node.id == lead), nodes[0])
    box = around([frame_box(node) for node in nodes])
    ways = _ways(frame, first.id) if len(nodes) == 1 else None
    return Load(ids, box, (first.at.x, first.at.y), frame, rulers_without(frame, ids), ways)


def _ways(frame: Frame, id_: str) -> Ways | None:
    """The arrows a single symbol may be dropped on."""
    from vsm_desktop.tools.onto import is_loose, ways_of

    return ways_of(frame, (id_,)) if is_loose(frame, id_) else None


def rulers_without(frame: Frame, ids: Iterable[str]) -> Rulers:
    """The edges and centres of all nodes but these."""
    gone = frozenset(ids)
    return rulers(frame_box(node) for node in frame.state.nodes if node.id not in gone)


class Drag(Struct, frozen=True):
    """Under way from the first press on; nothing moves before the hand has left the dead zone.

    `pressed` is what a click without a move leaves selected, `inside` whether it was selected before.
    """

    load: Load | None
    pressed: frozenset[str]
    x0: float
    y0: float
    inside: bool = False
    toggle: bool = False
    moving: bool = False
    copying: bool = False
    locked: bool = False
    guides: tuple[Guide, ...] = ()
    name: str = "select"
    busy: bool = True

    def on(self, event: Event, bench: Bench) -> Tool:
        match event:
            case Move() | Release() if self._starts(event, bench):
                return self._moved(event, bench)
            case Release():
                self._clicked(bench)
            case Escape():
                bench.cancel()
            case _:
                return self
        return at_rest()

    def _starts(self, event: Move | Release, bench: Bench) -> bool:
        return self.moving or (
            isinstance(event, Move) and hypot(event.x - self.x0, event.y - self.y0) >= DEAD_ZONE * bench.pixel
        )

    def _moved(self, event: Move | Release, bench: Bench) -> Tool:
        if self.load is None:
            return at_rest() if isinstance(event, Release) else replace(self, moving=True)
        dx, dy, guides = _shift(self.load, event.x - self.x0, event.y - self.y0, event)
        copies = self.load.copies(dx, dy) if event.copy else None
        edit = copies[0] if copies else move(self.load.ids, dx, dy) if event.free else self.load.put(dx, dy)
        if isinstance(event, Move):
            bench.preview(edit)
            return replace(self, moving=True, guides=guides, copying=event.copy)
        bench.commit(_("Copy") if copies else _("Move"), edit)
        if copies:
            bench.select(copies[1])
        return at_rest()

    def _clicked(self, bench: Bench) -> None:
        """A press and release on the spot chooses, and leaves one of several."""
        if self.toggle:
            if self.inside:
                bench.select(bench.selection - self.pressed)
        elif self.inside and len(bench.selection) > 1:
            bench.select(self.pressed)

    def overlay(self, bench: Bench) -> tuple[Op, ...]:
        if self.load is None or not self.moving:
            return ()
        ghosts = () if self.copying else ghost_overlay(self.load.frame, self.load.ids)
        return (*ghosts, *guide_overlay(bench.frame, self.guides, bench.pixel))

    def hint(self, bench: Bench) -> str:
        if self.load is None:
            return _("Locked: it stays where it is. Unlock it to move it") if self.locked else _("Release")
        if self.copying:
            return _("Release to leave a copy here, Esc to take it back")
        return _("Release to drop, Esc to put it back · Alt: no snapping · Shift: straight · Ctrl: copy")


def _shift(load: Load, dx: float, dy: float, event: Move | Release) -> tuple[float, float, tuple[Guide, ...]]:
    """Where the load goes: straight along one axis if asked to, snapped unless asked not to."""
    across = abs(dx) >= abs(dy)
    if event.straight:
        dx, dy = (dx, 0.0) if across else (0.0, dy)
    if event.free:
        return dx, dy, ()
    found = snapped(load.box, load.at, dx, dy, load.marks, event.reach)
    if event.straight:
        guides = tuple(one for one in found.guides if (one.x0 == one.x1) is across or one.gap)
        return (found.dx, 0.0, guides) if across else (0.0, found.dy, guides)
    return found
