"""The connect tool: an arrow is drawn from symbol to symbol; where it may land it is shown at once, with its effect."""

from __future__ import annotations

from math import hypot
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from vsm_desktop.assets import _
from vsm_desktop.drawing.hit import symbol_at
from vsm_desktop.drawing.ops import Op
from vsm_desktop.drawing.theme import tokens
from vsm_desktop.edit.edits import Edit, add_flow
from vsm_desktop.edit.rules import YES, Verdict, may_connect, natural_kind
from vsm_desktop.model.catalogue import article, new_flow
from vsm_desktop.model.ids import new_id
from vsm_desktop.tools.bench import Bench, Tool
from vsm_desktop.tools.drag import DEAD_ZONE
from vsm_desktop.tools.events import Escape, Event, Leave, Move, Press, Release, Rest
from vsm_desktop.tools.handles import part_of
from vsm_desktop.tools.overlay import reach_overlay, target_overlay
from vsm_desktop.tools.rest import at_rest

NATURAL = "natural"
After = Literal["connect", "select"]


class Connect(Struct, frozen=True):
    """Waiting for the symbol an arrow starts from. The natural kind is the one to be expected between two symbols."""

    kind: str
    hover: str = ""
    name: str = "connect"
    busy: bool = False

    def on(self, event: Event, bench: Bench) -> Tool:
        match event:
            case Press(x, y):
                source = symbol_at(bench.frame.drawing, x, y)
                if source is not None:
                    return reaching(self.kind, source, x, y, bench)
            case Move(x, y) | Rest(x, y):
                return replace(self, hover=symbol_at(bench.frame.drawing, x, y) or "")
            case Escape():
                return at_rest()
        return self

    def overlay(self, bench: Bench) -> tuple[Op, ...]:
        part = part_of(bench.frame, self.hover) if self.hover else None
        return (
            (target_overlay(part, tokens(bench.frame.theme)["accent"], bench.pixel),)
            if part and part.box
            else ()
        )

    def hint(self, bench: Bench) -> str:
        return _("Click the symbol the arrow starts from, then the one it leads to, or drag; Esc to stop")


def reaching(kind: str, source: str, x: float, y: float, bench: Bench, then: After = "connect") -> Reach:
    """An arrow that has just been started; `then` is the tool that is in hand after it."""
    return Reach(kind, source, new_id("flow", bench.frame.stream.ids()), x, y, x, y, then)


class Reach(Struct, frozen=True):
    """An arrow on its way from its source to the pointer, with the button held or, after a click, without."""

    kind: str
    source: str
    id: str
    x0: float
    y0: float
    x: float
    y: float
    then: After = "connect"
    held: bool = True
    target: str = ""
    drawn: str = ""
    reason: str = ""
    name: str = "connect"
    busy: bool = True

    def on(self, event: Event, bench: Bench) -> Tool:
        match event:
            case Move(x, y):
                return self._to(x, y, bench)
            case Release(x, y):
                if self.held and hypot(x - self.x0, y - self.y0) < DEAD_ZONE * bench.pixel:
                    return replace(self, held=False)
                return self._landed(self._to(x, y, bench), bench)
            case Escape():
                bench.cancel()
                return self._after()
            case Leave() if not self.held:
                bench.cancel()
                return replace(self, target="", reason="")
        return self

    def _landed(self, tool: Reach, bench: Bench) -> Tool:
        if tool.target and not tool.reason:
            bench.commit(_("Draw arrow"), tool.edit())
            bench.select(frozenset({self.id}))
        else:
            bench.cancel()
        return self._after()

    def _after(self) -> Tool:
        return Connect(self.kind) if self.then == "connect" else at_rest()

    def _to(self, x: float, y: float, bench: Bench) -> Reach:
        target = symbol_at(bench.frame.drawing, x, y) or ""
        target = "" if target == self.source else target
        if target == self.target:
            return replace(self, x=x, y=y)
        drawn = self._kind_to(target, bench) if target else ""
        verdict = self._ask(target, drawn, bench) if target else YES
        tool = replace(self, x=x, y=y, target=target, drawn=drawn, reason=verdict.reason)
        if target and verdict.allowed:
            bench.preview(tool.edit())
        else:
            bench.cancel()
        return tool

    def _kind_to(self, target: str, bench: Bench) -> str:
        """The kind in hand, or the one to be expected between the two symbols."""
        if self.kind != NATURAL:
            return self.kind
        a, b = bench.frame.state.node(self.source), bench.frame.state.node(target)
        return natural_kind(a.kind, b.kind) if a and b else "push"

    def _ask(self, target: str, drawn: str, bench: Bench) -> Verdict:
        """Ask the rules about the map without the arrow that is being shown."""
        state = bench.frame.state
        state = state.evolve(flows=tuple(flow for flow in state.flows if flow.id != self.id))
        return may_connect(state, self.source, target, article(drawn).kind)

    def edit(self) -> Edit:
        """The arrow drawn to where the pointer is."""
        return add_flow(new_flow(self.drawn, self.id, self.source, self.target))

    def overlay(self, bench: Bench) -> tuple[Op, ...]:
        if self.target and not self.reason:
            part = part_of(bench.frame, self.target)
            accent = tokens(bench.frame.theme)["accent"]
            return (target_overlay(part, accent, bench.pixel),) if part and part.box else ()
        return reach_overlay(bench.frame, self.source, self.x, self.y, bench.pixel, self.reason)

    def hint(self, bench: Bench) -> str:
        if self.reason:
            return self.reason
        if self.held:
            return _("Release on the symbol the arrow leads to, Esc to take it back")
        return _("Click the symbol the arrow leads to, Esc to take it back")
