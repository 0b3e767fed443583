"""One item per part, touched only where a new frame differs."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGraphicsItem, QGraphicsScene, QStyleOptionGraphicsItem, QWidget

from vsm_desktop.canvas.paint import Ready, play_ready, ready
from vsm_desktop.drawing.frame import Frame
from vsm_desktop.drawing.ops import Op, Part, extent
from vsm_desktop.drawing.rows import differing

_ON_TOP = 1e9
_SPARE = 20_000


class PartItem(QGraphicsItem):
    """Shows one part. It decides nothing: no flags, no mouse."""

    def __init__(self, part: Part, z: float) -> None:
        super().__init__()
        self.part = part
        self.rect = QRectF()
        self.ready: Ready | None = None
        self.z = z
        self.setZValue(z)
        self.show_part(part, first=True)

    def show_part(self, part: Part, *, first: bool = False) -> bool:
        """Show another part of the same id: a moved one keeps its ops, and only its place changes."""
        if part is self.part and not first:
            return False
        if first or part.ops is not self.part.ops:
            self.prepareGeometryChange()
            self.ready = None
            left, top, right, bottom = extent(part.ops)
            self.rect = QRectF(left - 1, top - 1, right - left + 2, bottom - top + 2)
            self.update()
        self.part = part
        self.setPos(part.x, part.y)
        return True

    def raise_to(self, z: float) -> None:
        """Stand at this height in the paint order."""
        if z != self.z:
            self.z = z
            self.setZValue(z)

    def boundingRect(self) -> QRectF:
        return self.rect

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        if self.ready is None:
            self.ready = ready(self.part.ops)
        play_ready(self.ready, painter)


class OverlayItem(QGraphicsItem):
    """Selection frames and gesture marks, above everything."""

    def __init__(self) -> None:
        super().__init__()
        self.ops: tuple[Op, ...] = ()
        self.ready: Ready = ()
        self.rect = QRectF()
        self.setZValue(_ON_TOP)

    def show_ops(self, ops: tuple[Op, ...]) -> None:
        """Show other marks."""
        if ops == self.ops:
            return
        self.prepareGeometryChange()
        self.ops, self.ready = ops, ready(ops)
        left, top, right, bottom = extent(ops)
        self.rect = QRectF(left - 2, top - 2, right - left + 4, bottom - top + 4)
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
        self.overlay = OverlayItem()
        self.addItem(self.overlay)
        self._parts: tuple[Part, ...] = ()

    def show_frame(self, frame: Frame) -> int:
        """Bring the items up to the frame; how many were made or changed."""
        parts, before = frame.drawing.parts, self._parts
        changed = differing(before, parts)
        self._parts = parts
        if changed is None or any(before[i].id != parts[i].id for i in changed):
            return self._show_others(parts)
        for i in changed:
            self.shown[parts[i].id].show_part(parts[i])
        return len(changed)

    def _show_others(self, parts: tuple[Part, ...]) -> int:
        """Other elements than before, or in another order."""
        ids = {part.id for part in parts}
        gone = [id_ for id_ in self.shown if id_ not in ids]
        for id_ in gone:
            self.hidden[id_] = item = self.shown.pop(id_)
            item.hide()
        touched = len(gone)
        for z, part in enumerate(parts):
            item = self.shown.get(part.id) or self._another(part, z)
            touched += item.show_part(part)
            item.raise_to(z)
        self._forget()
        return touched

    def _another(self, part: Part, z: int) -> PartItem:
        """The item a part had before it left, or a new one."""
        item = self.hidden.pop(part.id, None)
        if item is None:
            item = PartItem(part, z)
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
