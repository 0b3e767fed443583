"""One item per part, touched only where a new frame differs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem, QGraphicsRectItem, QGraphicsScene, QWidget

from vsm_desktop.canvas.paint import Ready, play_ready, reach, ready, ready_alike
from vsm_desktop.drawing.far import UNTOLD, far_ops, far_room
from vsm_desktop.drawing.frame import Frame
from vsm_desktop.drawing.levels import Level
from vsm_desktop.drawing.ops import Box, Op, Part, extent
from vsm_desktop.drawing.seen import Seen
from vsm_desktop.model.value import differing

if TYPE_CHECKING:
    from PySide6.QtWidgets import QStyleOptionGraphicsItem

_ON_TOP = 1e9
_NO_PEN = QPen(Qt.PenStyle.NoPen)
_SPARE = 20_000
_ABOVE = 2.0**-20  # between two parts that were there is room for a million that come
_FEW = 3  # so short a list is looked up faster than it is made ready


class PartItem(QGraphicsRectItem):
    """Shows one part. It decides nothing: no flags, no mouse. Its box is known to Qt without asking back."""

    def __init__(self, part: Part, z: float, seen: Seen) -> None:
        super().__init__()
        self.seen = seen
        self.part = part
        self.setPen(_NO_PEN)
        self.box: Box = (0.0, 0.0, 0.0, 0.0)
        self.full: Ready | None = None
        self.ready: Ready = ()
        self.level: Level | None = None
        self.told = UNTOLD
        self.z = z
        self.setZValue(z)
        self.show_part(part, first=True)

    def show_part(self, part: Part, *, first: bool = False) -> bool:
        """Show another part of the same id: a moved one keeps its ops, and only its place changes."""
        if part is self.part and not first:
            return False
        if first or part.ops is not self.part.ops:
            self.full = self.level = None
            self.part = part
            self.box = extent(part.ops)
            self.make_room()
            self.update()
        self.part = part
        self.setPos(part.x, part.y)
        return True

    def tell(self) -> None:
        """The report says something else of the part, which shows from afar only."""
        if self.seen.told(self.part.id) != self.told:
            self.level = None
            if self.seen.level.shows != "all":
                self.update()

    def _as_drawn(self) -> Ready:
        if self.full is None:
            self.full = ready(self.part.ops)
        return self.full

    def make_room(self) -> None:
        """Take the room the part needs at any level."""
        left, top, right, bottom = far_room(self.part, self.box, self.part.id in self.seen.longest)
        self.setRect(left - 1, top - 1, right - left + 2, bottom - top + 2)

    def raise_to(self, z: float) -> None:
        """Stand at this height in the paint order."""
        if z != self.z:
            self.z = z
            self.setZValue(z)

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        level = self.seen.level
        if self.level != level:
            self.level, self.told = level, self.seen.told(self.part.id)
            ops = far_ops(self.part, level, self.told)
            if ops is self.part.ops:
                self.ready = self._as_drawn()
            else:
                self.ready = ready_alike(ops) if len(ops) <= _FEW else ready(ops)
        play_ready(self.ready, painter)


class OverlayItem(QGraphicsItem):
    """Marks that are no part of the map: selection frames and gestures above everything, lights under it."""

    def __init__(self, z: float = _ON_TOP) -> None:
        super().__init__()
        self.ops: tuple[Op, ...] = ()
        self.ready: Ready = ()
        self.rect = QRectF()
        self.setZValue(z)

    def show_ops(self, ops: tuple[Op, ...]) -> None:
        """Show other marks."""
        if ops == self.ops:
            return
        self.prepareGeometryChange()
        self.ops, self.ready = ops, ready(ops)
        self.rect = reach(self.ready).adjusted(-2, -2, 2, 2)
        self.update()

    def boundingRect(self) -> QRectF:
        return self.rect

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        play_ready(self.ready, painter)


class Scene(QGraphicsScene):
    """Keeps one item per part, and for a while those of parts that left: undo brings them back."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: dict[str, PartItem] = {}
        self.hidden: dict[str, PartItem] = {}
        self.overlay, self.marks, self.lights = OverlayItem(), OverlayItem(_ON_TOP - 1), OverlayItem(-1)
        for item in (self.lights, self.marks, self.overlay):
            self.addItem(item)
        self.pins = OverlayItem(_ON_TOP + 1)
        self.addItem(self.pins)
        self.seen = Seen()
        self.parts: tuple[Part, ...] = ()

    def show_frame(self, frame: Frame) -> int:
        """Bring the items up to the frame; how many were made or changed."""
        told, longest = self.seen.show_frame(frame)
        touched = self.show_parts(frame.drawing.parts)
        for id_ in told & self.shown.keys():
            self.shown[id_].tell()
        for id_ in longest & self.shown.keys():
            self.shown[id_].make_room()
        return touched

    def show_parts(self, parts: tuple[Part, ...]) -> int:
        """Bring the items up to these parts; how many were made or changed."""
        before, self.parts = self.parts, parts
        changed = differing(before, parts)
        if changed is None or any(before[i].id != parts[i].id for i in changed):
            return self._show_others(parts)
        return sum(self.shown[parts[i].id].show_part(parts[i]) for i in changed)

    def _show_others(self, parts: tuple[Part, ...]) -> int:
        """Other elements than before, or in another order."""
        ids = {part.id for part in parts}
        gone = [id_ for id_ in self.shown if id_ not in ids]
        for id_ in gone:
            self.hidden[id_] = item = self.shown.pop(id_)
            item.hide()
        touched, below, above = len(gone), -1.0, _ABOVE if self.shown else 1.0
        for part in parts:
            item = self.shown.get(part.id) or self._another(part, below + above)
            if item.part is not part:
                touched += item.show_part(part)
            if item.z <= below:
                item.raise_to(below + above)
            below = item.z
        self._forget()
        return touched

    def _another(self, part: Part, z: float) -> PartItem:
        """The item a part had before it left, or a new one."""
        item = self.hidden.pop(part.id, None)
        if item is None:
            item = PartItem(part, z, self.seen)
            self.addItem(item)
        else:
            item.show()
        self.shown[part.id] = item
        return item

    def _forget(self) -> None:
        """Let the items go that left the map, once they are many."""
        if len(self.hidden) > _SPARE:
            for item in self.hidden.values():
                self.removeItem(item)
            self.hidden.clear()
