"""The connect tool: an arrow is drawn from symbol to symbol; where it may land it is shown at once, with its effect."""

from __future__ import annotations

from dataclasses import dataclass, replace

from vsm_desktop.assets import _
from vsm_desktop.drawing.hit import symbol_at
from vsm_desktop.drawing.ops import Op
from vsm_desktop.edit.edits import Edit, add_flow
from vsm_desktop.edit.rules import YES, Verdict, may_connect, natural_kind
from vsm_desktop.model.flows import flow_of_kind
from vsm_desktop.model.ids import new_id
from vsm_desktop.tools.bench import Bench, Tool
from vsm_desktop.tools.events import Escape, Event, Leave, Move, Press, Release
from vsm_desktop.tools.overlay import reach_overlay
from vsm_desktop.tools.select import Select

NATURAL = "natural"


@dataclass(frozen=True)
class Connect:
    """Waiting for the symbol an arrow starts from. The natural kind is the one to be expected between two symbols."""

    kind: str
    name: str = "connect"
    busy: bool = False

    def on(self, event: Event, bench: Bench) -> Tool:
        match event:
            case Press(x, y):
                source = symbol_at(bench.frame.drawing, x, y)
                if source is not None:
                    id_ = new_id("flow", bench.frame.stream.ids())
                    return Reach(self.kind, source, id_, x, y)
            case Escape():
                return Select()
        return self

    def overlay(self, bench: Bench) -> tuple[Op, ...]:
        return ()

    def hint(self, bench: Bench) -> str:
        return _("Press on the symbol the arrow starts from and drag to the one it leads to, Esc to stop")


@dataclass(frozen=True)
class Reach:
    """An arrow on its way from its source to the pointer."""

    kind: str
    source: str
    id: str
    x: float
    y: float
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
                tool = self._to(x, y, bench)
                if tool.target and not tool.reason:
                    bench.commit(_("Draw arrow"), tool.edit())
                    bench.select(frozenset({self.id}))
                else:
                    bench.cancel()
                return Connect(self.kind)
            case Escape():
                bench.cancel()
                return Connect(self.kind)
            case Press() | Leave():
                return self

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
        return may_connect(state, self.source, target, drawn)

    def edit(self) -> Edit:
        return add_flow(flow_of_kind(self.drawn, id=self.id, source=self.source, target=self.target))

    def overlay(self, bench: Bench) -> tuple[Op, ...]:
        if self.target and not self.reason:
            return ()
        return reach_overlay(bench.frame, self.source, self.x, self.y, allowed=not self.reason)

    def hint(self, bench: Bench) -> str:
        return self.reason or _("Release on the symbol the arrow leads to, Esc to take it back")
