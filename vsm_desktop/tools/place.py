"""The place tool: a new symbol follows the pointer, already part of the map and its numbers."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from vsm_desktop.assets import _
from vsm_desktop.drawing.frame import Frame
from vsm_desktop.drawing.ops import Op
from vsm_desktop.drawing.symbols.table import symbol_of
from vsm_desktop.edit.edits import Edit, add_node, chain
from vsm_desktop.model.catalogue import article, new_node
from vsm_desktop.model.ids import new_id
from vsm_desktop.model.names import names_of
from vsm_desktop.model.value import Point
from vsm_desktop.tools.bench import Bench, Tool
from vsm_desktop.tools.drag import rulers_without
from vsm_desktop.tools.events import Escape, Event, Leave, Move, Release
from vsm_desktop.tools.onto import Ways, onto, put_down, splicing, ways_of
from vsm_desktop.tools.overlay import guide_overlay
from vsm_desktop.tools.rest import at_rest
from vsm_desktop.tools.snap import Guide, Rulers, snapped


class Place(Struct, frozen=True):
    """A symbol, by its key in the catalogue, waits for its place. `id` is fixed when it first shows, so that it stays the same one."""

    kind: str
    id: str = ""
    guides: tuple[Guide, ...] = ()
    marks: Rulers | None = None
    before: Frame | None = None
    ways: Ways | None = None
    spliced: str = ""
    name: str = "place"

    @property
    def busy(self) -> bool:
        """Once the symbol shows it has an id, which another change could take."""
        return bool(self.id)

    def on(self, event: Event, bench: Bench) -> Tool:
        match event:
            case Move():
                tool, edit = self._placed(event, bench)
                bench.preview(edit)
                return tool
            case Release():
                tool, edit = self._placed(event, bench)
                what = names_of(bench.frame.state).within(self.kind)
                bench.commit(_("Add {what}").format(what=what), edit)
                bench.select(frozenset({tool.id}))
                return Place(self.kind) if event.straight else at_rest()
            case Leave():
                bench.cancel()
                return Place(self.kind)
            case Escape():
                bench.cancel()
                return at_rest()
        return self

    def _placed(self, event: Move | Release, bench: Bench) -> tuple[Place, Edit]:
        """The symbol at the pointer, in line with its neighbours or on the grid unless it is to be free."""
        id_ = self.id or new_id(article(self.kind).kind, bench.frame.stream.ids())
        marks = self.marks if self.marks is not None else rulers_without(bench.frame, (id_,))
        before = self.before or bench.frame
        ways = self.ways if self.ways is not None else ways_of(before, (id_,))
        x, y = event.x, event.y
        guides: tuple[Guide, ...] = ()
        sample = new_node(self.kind, id_, Point())
        found = None if event.free else onto(ways, sample, x, y)
        if not event.free:
            box = symbol_of(sample).frame.box(sample)
            x, y, guides = snapped(box, (0.0, 0.0), x, y, marks, event.reach)
        if found is not None:
            x, y, guides = found.x if found.x != event.x else x, found.y if found.y != event.y else y, ()
        tool = replace(
            self,
            id=id_,
            marks=marks,
            guides=guides,
            before=before,
            ways=ways,
            spliced=found.spot.flow if found else "",
        )
        put = add_node(put_down(before, new_node(self.kind, id_, Point(x=x, y=y))))
        return tool, chain(put, splicing(found, id_, bench.frame.stream.ids())) if found else put

    def overlay(self, bench: Bench) -> tuple[Op, ...]:
        return guide_overlay(bench.frame, self.guides, bench.pixel)

    def hint(self, bench: Bench) -> str:
        if self.spliced:
            return _("Release to put it into the arrow, which leads on from it then")
        return _("Click where it belongs, Esc to leave it · Shift: and one more · Alt: no snapping")
