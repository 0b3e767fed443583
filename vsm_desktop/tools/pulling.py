"""Gestures that pull at one thing: it follows the hand from the first real move on, and a release records it."""

from __future__ import annotations

from math import hypot
from typing import ClassVar

from msgspec import Struct
from msgspec.structs import replace

from vsm_desktop.drawing.ops import Op
from vsm_desktop.edit.edits import Edit
from vsm_desktop.tools.bench import Bench, Tool
from vsm_desktop.tools.drag import DEAD_ZONE
from vsm_desktop.tools.events import Escape, Event, Move, Release
from vsm_desktop.tools.rest import at_rest


class Pulling(Struct, frozen=True, kw_only=True):
    """The course of such a gesture, begun at `x0`, `y0`; subclasses say what an event makes of the map."""

    label: ClassVar[str]
    x0: float
    y0: float
    moving: bool = False
    name: str = "select"
    busy: bool = True

    def on(self, event: Event, bench: Bench) -> Tool:
        match event:
            case Move(x, y) if self.moving or hypot(x - self.x0, y - self.y0) >= DEAD_ZONE * bench.pixel:
                bench.preview(self.pulled(event))
                return replace(self, moving=True)
            case Release() if self.moving:
                bench.commit(self.label, self.pulled(event))
            case Escape():
                bench.cancel()
            case Release():
                pass
            case _:
                return self
        return at_rest()

    def pulled(self, event: Move | Release) -> Edit:
        """The edit for where the hand is."""
        raise NotImplementedError

    def overlay(self, bench: Bench) -> tuple[Op, ...]:
        return ()

    def hint(self, bench: Bench) -> str:
        """What to do next."""
        raise NotImplementedError
