"""One item per part, touched only where a new frame differs."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGraphicsItem, QGraphicsScene, QStyleOptionGraphicsItem, QWidget

from vsm_desktop.canvas.paint import Paint
from vsm_desktop.drawing.frame import Frame
from vsm_desktop.drawing.ops import Op, Part, extent, play_ops

_ON_TOP = 1e9


class PartItem(QGraphicsItem):
    """Shows one part. It decides nothing: no flags, no mouse."""

    def __init__(self, part: Part, z: float) -> None:
        super().__init__()
        self.part = part
        self.rect = QRectF()
        self.z = z
        self.setZValue(z)
        self.show_part(part, first=True)

    def show_part(self, part: Part, *, first: bool = False) -> None:
        """Show another part of the same id: a moved one keeps its ops, and only its place changes."""
        if first or part.ops is not self.part.ops:
            self.prepareGeometryChange()
            left, top, right, bottom = extent(part.ops)
            self.rect = QRectF(left - 1, top - 1, right - left + 2, bottom - top + 2)
            self.update()
        self.part = part
        self.setPos(part.x, part.y)

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
        play_ops(self.part.ops, Paint(painter))


class OverlayItem(QGraphicsItem):
    """Selection frames and gesture marks, above everything."""

    def __init__(self) -> None:
        super().__init__()
        self.ops: tuple[Op, ...] = ()
        self.rect = QRectF()
        self.setZValue(_ON_TOP)

    def show_ops(self, ops: tuple[Op, ...]) -> None:
        """Show other marks."""
        if ops == self.ops:
            return
        self.prepareGeometryChange()
        self.ops = ops
        left, top, right, bottom = extent(ops)
        self.rect = QRectF(left - 2, top - 2, right - left + 4, bottom - top + 4)
        self.update()

    def boundingRect(self) -> QRectF:
        return self.rect

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        play_ops(self.ops, Paint(painter))


class Scene(QGraphicsScene):
    """Keeps one item per part."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: dict[str, PartItem] = {}
        self.overlay = OverlayItem()
        self.addItem(self.overlay)

    def show_frame(self, frame: Frame) -> int:
        """Bring the items up to the frame; how many were made or changed."""
        touched = 0
        parts = frame.drawing.parts
        if len(self.shown) != len(parts) or any(part.id not in self.shown for part in parts):
            gone = self.shown.keys() - {part.id for part in parts}
            touched += len(gone)
            for id_ in gone:
                self.removeItem(self.shown.pop(id_))
        for z, part in enumerate(parts):
            item = self.shown.get(part.id)
            if item is None:
                item = self.shown[part.id] = PartItem(part, z)
                self.addItem(item)
                touched += 1
            elif item.part is not part:
                item.show_part(part)
                touched += 1
            item.raise_to(z)
        return touched
