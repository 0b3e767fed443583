"""The select tool: click, drag, rubber band, and the handles of what is selected."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from vsm_desktop.assets import _
from vsm_desktop.drawing.hit import hit, symbol_at, within
from vsm_desktop.drawing.ops import Op
from vsm_desktop.edit.groups import movable, with_groups
from vsm_desktop.tools.bench import Bench, Tool
from vsm_desktop.tools.connect import NATURAL, reaching
from vsm_desktop.tools.drag import Drag, load_of
from vsm_desktop.tools.events import Escape, Event, Leave, Move, Press, Release, Rest
from vsm_desktop.tools.handles import Handle, grip, handles, ports
from vsm_desktop.tools.overlay import band_overlay, port_overlay

_GRIP = 1.6  # handles are gripped a little beyond what is drawn
_ON_POINT = 12.0  # pixels round a point from which an arrow is pulled


class Select(Struct, frozen=True):
    """Nothing is under way. `hover` is the symbol the pointer rests on: it shows where an arrow can be pulled from it."""

    hover: str = ""
    name: str = "select"
    busy: bool = False

    def on(self, event: Event, bench: Bench) -> Tool:
        match event:
            case Press(x, y, extend, reach):
                return self._pressed(x, y, extend, reach, bench)
            case Rest(x, y):
                return replace(self, hover=self._rested(x, y, bench))
            case Move(x, y) if self.hover:
                return replace(self, hover=self._kept(x, y, bench))
            case Leave():
                return replace(self, hover="")
            case Escape():
                bench.select(frozenset())
                return Select()
        return self

    def _rested(self, x: float, y: float, bench: Bench) -> str:
        """The symbol under the pointer; on one of its points the one hovered over stays, also over a neighbour."""
        found = ports(bench.frame, self.hover, bench.pixel) if self.hover else ()
        if grip(found, x, y, _ON_POINT * bench.pixel):
            return self.hover
        return symbol_at(bench.frame.drawing, x, y) or self._kept(x, y, bench)

    def _kept(self, x: float, y: float, bench: Bench) -> str:
        """The symbol stays the one hovered over while the pointer is on it or its two points."""
        found = ports(bench.frame, self.hover, bench.pixel) if self.hover else ()
        if not found:
            return ""
        room = 12 * bench.pixel
        left, right = found[0].x - room, found[1].x + room
        if symbol_at(bench.frame.drawing, x, y) == self.hover:
            return self.hover
        return self.hover if left <= x <= right and abs(y - found[0].y) <= room else ""

    def _pressed(self, x: float, y: float, extend: bool, reach: float, bench: Bench) -> Tool:
        if not extend and (tool := self._gripped(x, y, reach, bench)):
            return tool
        found = hit(bench.frame.drawing, x, y, reach)
        if found is None:
            return Band(x, y, x, y, bench.selection if extend else frozenset(), bench.selection)
        return _grip(found, x, y, extend, bench)

    def _gripped(self, x: float, y: float, reach: float, bench: Bench) -> Tool | None:
        handle = self.handle_at(x, y, reach, bench)
        if handle is None:
            return None
        match handle.kind:  # what is rarely pulled at is loaded then, not while the window opens
            case "port":
                return reaching(NATURAL, handle.id, x, y, bench, then="select")
            case "size":
                from vsm_desktop.tools.resize import resizing

                return resizing(bench.frame, handle, x, y)
            case "end":
                from vsm_desktop.tools.reattach import reattaching

                return reattaching(bench.frame, handle, x, y)
            case _:
                from vsm_desktop.tools.bend import bending

                return bending(bench.frame, handle, x, y)

    def handle_at(self, x: float, y: float, reach: float, bench: Bench) -> Handle | None:
        """What would be gripped at a point: a handle of the selection, or a point from which an arrow is pulled."""
        near = reach * _GRIP
        among = handles(bench.frame, bench.selection)
        return grip(among, x, y, near) or grip(ports(bench.frame, self.hover, bench.pixel), x, y, near)

    def overlay(self, bench: Bench) -> tuple[Op, ...]:
        if not self.hover:
            return ()
        return port_overlay(bench.frame, ports(bench.frame, self.hover, bench.pixel), bench.pixel)

    def hint(self, bench: Bench) -> str:
        if bench.selection:
            return _selected_hint(bench)
        if not bench.frame.state.nodes:
            return _("Type the name of the first step, or drag symbols onto the sheet")
        return _("Click to select, drag over empty ground to select several")


def _selected_hint(bench: Bench) -> str:
    if len(bench.selection) == 1:
        return _(
            "Type or Enter to name it, Tab for the next step, C for an arrow, Alt+arrow keys to walk, drag to move"
        )
    return _("Drag to move, Delete to remove, arrow keys to nudge")


def _grip(found: str, x: float, y: float, extend: bool, bench: Bench) -> Tool:
    """A press on an element chooses it, its group with it, and may begin a drag."""
    pressed = with_groups(bench.frame.state, {found})
    inside = found in bench.selection
    if extend:
        if not inside:
            bench.select(bench.selection | pressed)
    elif not inside:
        bench.select(pressed)
    from vsm_desktop.tools.along import along

    ids = movable(bench.frame.state, along(bench.frame.state, bench.selection))
    fixed = not ids and bool(bench.selection - {flow.id for flow in bench.frame.state.flows})
    alone = frozenset({found}) if bench.selection == pressed and inside else pressed
    return Drag(load_of(bench.frame, ids, found), alone, x, y, inside, extend, locked=fixed)


class Band(Struct, frozen=True):
    """A rubber band is drawn; what lies wholly inside is selected, groups as a whole."""

    x0: float
    y0: float
    x1: float
    y1: float
    kept: frozenset[str]
    before: frozenset[str]
    name: str = "select"
    busy: bool = True

    def on(self, event: Event, bench: Bench) -> Tool:
        match event:
            case Move(x, y):
                inside = within(bench.frame.drawing, (self.x0, self.y0, x, y))
                bench.select(self.kept | with_groups(bench.frame.state, inside))
                return replace(self, x1=x, y1=y)
            case Release():
                if (self.x0, self.y0) == (self.x1, self.y1):
                    bench.select(self.kept)
                return Select()
            case Escape():
                bench.select(self.before)
                return Select()
        return self

    def overlay(self, bench: Bench) -> tuple[Op, ...]:
        return band_overlay(bench.frame, (self.x0, self.y0, self.x1, self.y1), bench.pixel)

    def hint(self, bench: Bench) -> str:
        return _("Release to select what lies inside")
