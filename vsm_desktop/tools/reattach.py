"""Dragging an end of an arrow to another symbol."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from vsm_desktop.assets import _
from vsm_desktop.drawing.frame import Frame
from vsm_desktop.drawing.hit import symbol_at
from vsm_desktop.drawing.ops import Op
from vsm_desktop.edit.arrows import reattach
from vsm_desktop.edit.edits import Edit
from vsm_desktop.edit.rules import YES, Verdict, may_reattach
from vsm_desktop.model.flows import Flow
from vsm_desktop.model.stream import State
from vsm_desktop.tools.bench import Bench, Tool
from vsm_desktop.tools.events import Escape, Event, Move, Release
from vsm_desktop.tools.handles import Handle
from vsm_desktop.tools.overlay import reach_overlay
from vsm_desktop.tools.rest import at_rest


class Reattach(Struct, frozen=True):
    """One end of an arrow is loose and follows the pointer; over a symbol it may be tied to, it is shown tied."""

    flow: Flow
    end: int
    x: float
    y: float
    target: str = ""
    reason: str = ""
    moving: bool = False
    name: str = "select"
    busy: bool = True

    def on(self, event: Event, bench: Bench) -> Tool:
        match event:
            case Move(x, y):
                return self._to(x, y, bench)
            case Release(x, y):
                tool = self._to(x, y, bench) if self.moving else self
                if tool.target and not tool.reason:
                    bench.commit(_("Move the end of an arrow"), tool.edit())
                else:
                    bench.cancel()
            case Escape():
                bench.cancel()
            case _:
                return self
        return at_rest()

    def _to(self, x: float, y: float, bench: Bench) -> Reattach:
        found = symbol_at(bench.frame.drawing, x, y) or ""
        target = "" if found == self._tied else found
        if self.moving and target == self.target:
            return replace(self, x=x, y=y)
        verdict = self._ask(target, bench.frame.state) if target else YES
        tool = replace(self, x=x, y=y, target=target, reason=verdict.reason, moving=True)
        if target and verdict.allowed:
            bench.preview(tool.edit())
        else:
            bench.cancel()
        return tool

    @property
    def _tied(self) -> str:
        """Where the loose end was tied."""
        return self.flow.target if self.end else self.flow.source

    def _ask(self, target: str, state: State) -> Verdict:
        if self.end:
            return may_reattach(state, self.flow, target=target)
        return may_reattach(state, self.flow, source=target)

    def edit(self) -> Edit:
        """The arrow tied to where the pointer is."""
        if self.end:
            return reattach(self.flow.id, target=self.target)
        return reattach(self.flow.id, source=self.target)

    def overlay(self, bench: Bench) -> tuple[Op, ...]:
        if not self.moving or (self.target and not self.reason):
            return ()
        fast = self.flow.source if self.end else self.flow.target
        return reach_overlay(bench.frame, fast, self.x, self.y, bench.pixel, self.reason)

    def hint(self, bench: Bench) -> str:
        return self.reason or _("Release on the symbol this end should go to, Esc to leave it where it was")


def reattaching(frame: Frame, handle: Handle, x: float, y: float) -> Reattach | None:
    """The tool for a gripped end; None where the arrow is gone."""
    flow = frame.state.flow(handle.id)
    return Reattach(flow, handle.number, x, y) if flow is not None else None
