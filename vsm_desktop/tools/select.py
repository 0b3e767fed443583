"""The select tool: click, drag, rubber band."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import hypot

from vsm_desktop.assets import _
from vsm_desktop.drawing.hit import hit, within
from vsm_desktop.drawing.ops import Op
from vsm_desktop.edit.edits import Edit, move
from vsm_desktop.tools.bench import Bench, Tool
from vsm_desktop.tools.events import Escape, Event, Leave, Move, Press, Release
from vsm_desktop.tools.overlay import band_overlay
from vsm_desktop.tools.snap import snapped_shift

_DEAD_ZONE = 3.0


@dataclass(frozen=True)
class Select:
    """Nothing is under way."""

    name: str = "select"
    busy: bool = False

    def on(self, event: Event, bench: Bench) -> Tool:
        match event:
            case Press(x, y, extend, reach):
                found = hit(bench.frame.drawing, x, y, reach)
                if found is None:
                    return Band(x, y, x, y, bench.selection if extend else frozenset())
                return self._grip(found, x, y, extend, bench)
            case Escape():
                bench.select(frozenset())
        return self

    def _grip(self, found: str, x: float, y: float, extend: bool, bench: Bench) -> Tool:
        if extend:
            bench.select(bench.selection ^ {found})
            return self
        if found not in bench.selection:
            bench.select(frozenset({found}))
        nodes = {node.id: node for node in bench.frame.state.nodes}
        ids = frozenset(bench.selection & nodes.keys())
        lead = nodes.get(found) or (nodes[min(ids)] if ids else None)
        return Drag(ids, found, x, y, (lead.at.x, lead.at.y) if lead else (x, y))

    def overlay(self, bench: Bench) -> tuple[Op, ...]:
        return ()

    def hint(self, bench: Bench) -> str:
        if bench.selection:
            return _("Drag to move, Delete to remove, arrow keys to nudge")
        return _("Click to select, drag over empty ground to select several")


@dataclass(frozen=True)
class Drag:
    """Symbols follow the hand; the numbers follow the symbols."""

    ids: frozenset[str]
    pressed: str
    x0: float
    y0: float
    at: tuple[float, float]
    moving: bool = False
    name: str = "select"
    busy: bool = True

    def on(self, event: Event, bench: Bench) -> Tool:
        match event:
            case Move(x, y, free):
                if not self.moving and hypot(x - self.x0, y - self.y0) < _DEAD_ZONE:
                    return self
                bench.preview(self.edit(x, y, free))
                return replace(self, moving=True)
            case Release(x, y, free):
                if self.moving:
                    bench.commit(_("Move"), self.edit(x, y, free))
                elif len(bench.selection) > 1:
                    bench.select(frozenset({self.pressed}))
            case Escape():
                bench.cancel()
            case _:
                return self
        return Select()

    def edit(self, x: float, y: float, free: bool) -> Edit:
        return move(self.ids, *snapped_shift(self.at, x - self.x0, y - self.y0, free=free))

    def overlay(self, bench: Bench) -> tuple[Op, ...]:
        return ()

    def hint(self, bench: Bench) -> str:
        return _("Release to drop, Esc to put it back, Alt to move freely")


@dataclass(frozen=True)
class Band:
    """A rubber band is drawn; what lies wholly inside is selected."""

    x0: float
    y0: float
    x1: float
    y1: float
    kept: frozenset[str]
    name: str = "select"
    busy: bool = True

    def on(self, event: Event, bench: Bench) -> Tool:
        match event:
            case Move(x, y):
                band = replace(self, x1=x, y1=y)
                bench.select(self.kept | within(bench.frame.drawing, (self.x0, self.y0, x, y)))
                return band
            case Release():
                if (self.x0, self.y0) == (self.x1, self.y1):
                    bench.select(self.kept)
                return Select()
            case Escape():
                bench.select(self.kept)
                return Select()
            case Leave() | Press():
                return self

    def overlay(self, bench: Bench) -> tuple[Op, ...]:
        return band_overlay(bench.frame, (self.x0, self.y0, self.x1, self.y1))

    def hint(self, bench: Bench) -> str:
        return _("Release to select what lies inside")
