"""The place tool: a new symbol follows the pointer, already part of the map and its numbers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from vsm_desktop.assets import _
from vsm_desktop.drawing.ops import Op
from vsm_desktop.edit.edits import Edit, add_node
from vsm_desktop.model.ids import new_id
from vsm_desktop.model.nodes import NODE_CLASSES
from vsm_desktop.model.value import Point
from vsm_desktop.tools.bench import Bench, Tool
from vsm_desktop.tools.events import Escape, Event, Leave, Move, Press, Release
from vsm_desktop.tools.select import Select
from vsm_desktop.tools.snap import to_grid

_NAMES = {
    "process": _("Process"),
    "supplier": _("Supplier"),
    "customer": _("Customer"),
    "control": _("Production control"),
}


@dataclass(frozen=True)
class Place:
    """A symbol of one kind waits for its place. `id` is fixed when it first shows, so that it stays the same one."""

    kind: str
    id: str = ""
    name: str = "place"

    @property
    def busy(self) -> bool:
        """Once the symbol shows it has an id, which another change could take."""
        return bool(self.id)

    def on(self, event: Event, bench: Bench) -> Tool:
        match event:
            case Move(x, y, free):
                tool = self._with_id(bench)
                bench.preview(tool.edit(x, y, free))
                return tool
            case Press():
                return self
            case Release(x, y, free):
                tool = self._with_id(bench)
                bench.commit(_("Add {what}").format(what=title_of(self.kind).lower()), tool.edit(x, y, free))
                bench.select(frozenset({tool.id}))
            case Leave():
                bench.cancel()
                return replace(self, id="")
            case Escape():
                bench.cancel()
        return Select()

    def _with_id(self, bench: Bench) -> Place:
        return self if self.id else replace(self, id=new_id(self.kind, bench.frame.stream.ids()))

    def edit(self, x: float, y: float, free: bool) -> Edit:
        at = Point(x=x, y=y) if free else Point(x=to_grid(x), y=to_grid(y))
        return add_node(new_node(self.kind, self.id, at))

    def overlay(self, bench: Bench) -> tuple[Op, ...]:
        return ()

    def hint(self, bench: Bench) -> str:
        return _("Click where it belongs, Esc to leave it")


def title_of(kind: str) -> str:
    """What a kind of node is called."""
    titles = {
        "inventory": _("Inventory"),
        "queue": _("Queue"),
        "supermarket": _("Supermarket"),
        "fifo": _("FIFO lane"),
        "transport": _("Transport"),
        "junction": _("Junction"),
    }
    return titles.get(kind) or _NAMES.get(kind, kind)


def new_node(kind: str, id_: str, at: Point) -> Any:
    """A new symbol as it comes from the palette."""
    return NODE_CLASSES[kind].model_validate({"id": id_, "at": at, "name": _NAMES.get(kind, "")})
