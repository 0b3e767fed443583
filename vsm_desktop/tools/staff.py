"""The operator in hand: let go on a process, it works there."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from vsm_desktop.assets import _
from vsm_desktop.drawing.hit import symbol_at
from vsm_desktop.drawing.ops import Op
from vsm_desktop.drawing.theme import tokens
from vsm_desktop.edit.edits import Edit, set_fields
from vsm_desktop.model.nodes import Process
from vsm_desktop.model.quantity import quantity
from vsm_desktop.model.stream import State
from vsm_desktop.tools.bench import Bench, Tool
from vsm_desktop.tools.events import Escape, Event, Leave, Move, Release
from vsm_desktop.tools.handles import part_of
from vsm_desktop.tools.overlay import target_overlay
from vsm_desktop.tools.rest import at_rest


class Staff(Struct, frozen=True):
    """An operator waits for a process; `target` is the one under the pointer."""

    target: str = ""
    refused: bool = False
    kind: str = "operator"
    name: str = "place"
    busy: bool = False

    def on(self, event: Event, bench: Bench) -> Tool:
        match event:
            case Move(x, y):
                return self._over(x, y, bench)
            case Release(x, y):
                tool = self._over(x, y, bench)
                if tool.target:
                    bench.commit(_("Add operator"), one_more(tool.target))
                    bench.select(frozenset({tool.target}))
                return tool if tool.refused or event.straight else at_rest()
            case Leave():
                bench.cancel()
                return Staff()
            case Escape():
                bench.cancel()
                return at_rest()
        return self

    def _over(self, x: float, y: float, bench: Bench) -> Staff:
        found = symbol_at(bench.frame.drawing, x, y) or ""
        node = bench.frame.state.node(found)
        target = found if node is not None and node.kind == "process" else ""
        if target != self.target:
            bench.cancel()
            if target:
                bench.preview(one_more(target))
        return replace(self, target=target, refused=bool(found) and not target)

    def overlay(self, bench: Bench) -> tuple[Op, ...]:
        part = part_of(bench.frame, self.target) if self.target else None
        return (
            (target_overlay(part, tokens(bench.frame.theme)["accent"], bench.pixel),)
            if part and part.box
            else ()
        )

    def hint(self, bench: Bench) -> str:
        if self.refused:
            return _("Operators work at a process. Put it on a process box or a cell")
        return _("Click the process where one more operator works, Esc to leave it · Shift: and one more")


def one_more(id_: str) -> Edit:
    """One operator more at a process."""

    def apply(state: State) -> State:
        node = state.node(id_)
        if not isinstance(node, Process):
            return state
        count = node.operators.value if node.operators is not None else 0.0
        return set_fields(id_, operators=quantity(count + 1, "x"))(state)

    return apply
