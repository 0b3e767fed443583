"""An arrow drawn by keys: from the selected symbol, to the one the arrow keys choose."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from vsm_desktop.assets import _
from vsm_desktop.drawing.ops import Op
from vsm_desktop.drawing.theme import tokens
from vsm_desktop.edit.edits import Edit, add_flow
from vsm_desktop.edit.rules import may_connect, natural_kind
from vsm_desktop.model.catalogue import ARTICLES, article, new_flow
from vsm_desktop.model.flows import Flow
from vsm_desktop.model.ids import new_id
from vsm_desktop.model.nodes import Node
from vsm_desktop.model.stream import State
from vsm_desktop.tools.bench import Bench, Tool
from vsm_desktop.tools.connect import NATURAL, Connect
from vsm_desktop.tools.events import Escape, Event, Key, Press
from vsm_desktop.tools.keyboard import likely_targets, neighbour
from vsm_desktop.tools.overlay import target_overlay
from vsm_desktop.tools.select import Select

_ORDER = tuple(one.key for one in ARTICLES if one.is_arrow and one.key == one.kind)


class Aim(Struct, frozen=True):
    """An arrow from `source` to `target`; `like` is an arrow drawn before, whose words the same kind of target gets."""

    kind: str
    source: str
    id: str
    target: str = ""
    reason: str = ""
    like: str = ""
    name: str = "connect"
    busy: bool = True

    def on(self, event: Event, bench: Bench) -> Tool:
        match event:
            case Key("enter"):
                return self._draw(bench)
            case Key("next" | "previous" as name, other=True):
                return self._other_kind(1 if name == "next" else -1, bench)
            case Key("next" | "previous" as name):
                return self._step(1 if name == "next" else -1, bench)
            case Key(way):
                found = neighbour(bench.frame, self.target or self.source, way)
                return self.aimed(found, bench) if found else self
            case Escape():
                bench.cancel()
                return Select()
            case Press():
                bench.cancel()
                return Connect(self.kind).on(event, bench)
        return self

    def aimed(self, target: str, bench: Bench) -> Aim:
        """Lead to a symbol; the map shows it if that may be."""
        tool = replace(self, target=target)
        if target == self.source:
            bench.cancel()
            return replace(tool, reason=_("Choose the symbol the arrow leads to."))
        verdict = may_connect(tool.without(bench), self.source, target, article(tool.drawn(bench)).kind)
        tool = replace(tool, reason=verdict.reason)
        if verdict.allowed:
            bench.preview(tool.edit(bench))
        else:
            bench.cancel()
        return tool

    def without(self, bench: Bench) -> State:
        """The map without the arrow that is being shown: what the rules are asked about."""
        state = bench.frame.state
        return state.evolve(flows=tuple(flow for flow in state.flows if flow.id != self.id))

    def _step(self, step: int, bench: Bench) -> Aim:
        targets = likely_targets(self.without(bench), self.source)
        if not targets:
            return self
        at = targets.index(self.target) + step if self.target in targets else 0
        return self.aimed(targets[at % len(targets)], bench)

    def _other_kind(self, step: int, bench: Bench) -> Aim:
        """The next kind of arrow that may lead there."""
        now = _ORDER.index(self.drawn(bench))
        for i in range(1, len(_ORDER)):
            kind = _ORDER[(now + step * i) % len(_ORDER)]
            if may_connect(self.without(bench), self.source, self.target, kind).allowed:
                return replace(self, kind=kind, like="").aimed(self.target, bench)
        return self

    def _draw(self, bench: Bench) -> Tool:
        if not self.target or self.reason:
            return self
        bench.commit(_("Draw arrow"), self.edit(bench))
        bench.select(frozenset({self.id}))
        return Select()

    def drawn(self, bench: Bench) -> str:
        """The kind in hand, that of the arrow before, or the usual one between the two symbols."""
        if self.kind != NATURAL:
            return self.kind
        if like := self._like(bench):
            return like.kind
        a, b = bench.frame.state.node(self.source), bench.frame.state.node(self.target)
        return natural_kind(a.kind, b.kind) if a and b else "push"

    def _like(self, bench: Bench) -> Flow | None:
        """The arrow before, if it led to another symbol of the same kind."""
        state = bench.frame.state
        flow, target = state.flow(self.like), state.node(self.target)
        before = state.node(flow.target) if flow else None
        same = before and target and before.id != target.id and before.kind == target.kind
        return flow if same else None

    def edit(self, bench: Bench) -> Edit:
        like = self._like(bench)
        words = {"label": like.label, "note": like.note} if like else {}
        kind = self.drawn(bench)
        return add_flow(new_flow(kind, self.id, self.source, self.target).evolve(**words))

    def overlay(self, bench: Bench) -> tuple[Op, ...]:
        """Where the arrow starts and where it leads, the latter in the alert colour if it may not."""
        colors = tokens(bench.frame.theme)
        marks = ((self.source, colors["accent"]), (self.target, colors["alert" if self.reason else "accent"]))
        parts = {part.id: part for part in bench.frame.drawing.parts}
        return tuple(target_overlay(parts[id_], color, bench.pixel) for id_, color in marks if id_ in parts)

    def hint(self, bench: Bench) -> str:
        return self.reason or _(
            "Arrow keys or Tab choose where it leads, Space another kind of arrow, Enter draws it, Esc to stop"
        )


def aim_from(bench: Bench, kind: str = NATURAL) -> Aim | None:
    """Start an arrow at the selected symbol, or another one like the selected arrow; None if neither is selected."""
    if len(bench.selection) != 1:
        return None
    (id_,) = bench.selection
    state = bench.frame.state
    flow = state.flow(id_)
    source = flow.source if flow else id_
    if state.node(source) is None:
        return None
    aim = Aim(kind, source, new_id("flow", bench.frame.stream.ids()), like=id_ if flow else "")
    targets = likely_targets(state, source)
    if flow:
        before = state.node(flow.target)
        targets = sorted(targets, key=lambda one: not _goes_on(state.node(one), before, state, source))
    return aim.aimed(targets[0], bench) if targets else aim


def _goes_on(node: Node | None, before: Node | None, state: State, source: str) -> bool:
    """Whether an arrow like the one before would lead there, and none does yet."""
    if node is None or before is None or node.kind != before.kind:
        return False
    return all((flow.source, flow.target) != (source, node.id) for flow in state.flows)
