"""The pages of a print as they come out: one large, all of them small beneath it."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QIcon,
    QImage,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QLabel, QListWidget, QListWidgetItem, QScrollArea

from vsm_desktop.assets import _
from vsm_desktop.drawing.ops import Box
from vsm_desktop.drawing.theme import ThemeName, tokens
from vsm_desktop.export.raster import Pixels
from vsm_desktop.ui.printing.work import Sheet

THUMB = QSize(116, 82)
_EDGE = 16  # round the page
_MOST_SCALE, _MOST_PIXELS = 4.0, 24e6
_STEP = 1.25


def picture_of(pixels: Pixels, ratio: float = 1.0) -> QPixmap:
    """Pixels as Qt shows them, so many of them to a logical one."""
    image = QImage(pixels.data, pixels.width, pixels.height, 3 * pixels.width, QImage.Format.Format_RGB888)
    picture = QPixmap.fromImage(image)
    picture.setDevicePixelRatio(ratio)
    return picture


class PageView(QScrollArea):
    """One page, as large as there is room for it, or nearer; what cannot be shown is said in its place."""

    wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("print-page")
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the page is the stop, not what scrolls it
        self.paper = _Paper()
        self.setWidget(self.paper)
        self._size = (0.0, 0.0)
        self._near = 0.0  # pixels a point; 0 is as the room allows

    @property
    def scale(self) -> float:
        """Logical pixels a point."""
        return self._near or self._fitting()

    def show_page(self, size: tuple[float, float], words: str) -> None:
        """Make room for a page of a size in points; its picture follows."""
        if size != self._size:
            self._size = size
            self.paper.shown = None
        self.paper.words = ""
        self.paper.setAccessibleName(words)
        self._lay()

    def show_picture(self, pixels: Pixels) -> None:
        """The picture of the page."""
        self.paper.shown = picture_of(pixels)
        self.paper.update()

    def mark(self, boxes: Sequence[Box]) -> None:
        """Frame some places of the page, in points, and bring the first into view."""
        self.paper.marks = tuple(boxes)
        self.paper.update()
        if boxes and self._near:
            around = self.paper.place(boxes[0]).center().toPoint()
            self.ensureVisible(
                around.x(), around.y(), self.viewport().width() // 3, self.viewport().height() // 3
            )

    def say(self, words: str) -> None:
        """Say something where the page would be."""
        self.paper.shown, self.paper.words, self._size = None, words, (0.0, 0.0)
        self.paper.setAccessibleName(words)
        self._lay()

    def show_theme(self, theme: ThemeName) -> None:
        """The colours of what lies round the page."""
        self.paper.theme = theme
        self.paper.update()

    def zoom(self, factor: float) -> None:
        """Nearer or farther; a factor of 0 shows the whole page."""
        near = self.scale * factor
        fitting = self._fitting()
        self._near = 0.0 if near <= fitting * 1.01 else min(near, self._nearest())
        self._lay()
        self.wanted.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """With Ctrl it zooms."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(_STEP ** (event.angleDelta().y() / 120))
            event.accept()
        else:
            super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay()
        self.wanted.emit()

    def _fitting(self) -> float:
        wide, high = self._size
        if not wide:
            return 1.0
        room = self.viewport().size()
        return max(min((room.width() - 2 * _EDGE) / wide, (room.height() - 2 * _EDGE) / high), 0.02)

    def _nearest(self) -> float:
        wide, high = self._size
        sharp = sqrt(_MOST_PIXELS / max(wide * high, 1.0)) / self.devicePixelRatioF()
        return max(min(_MOST_SCALE, sharp), self._fitting())

    def _lay(self) -> None:
        wide, high = (round(side * self.scale) for side in self._size)
        self.paper.sheet, self.paper.points = QSize(wide, high), max(self._size[0], 1.0)
        near = bool(self._near and self._size[0])
        self.paper.setMinimumSize(QSize(wide + 2 * _EDGE, high + 2 * _EDGE) if near else QSize(0, 0))
        self.paper.update()


class _Paper(QLabel):
    """The ground, the sheet in its middle, and its picture; a new size shows the old picture until the new one comes."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Page"))
        self.sheet = QSize(0, 0)
        self.points = 1.0  # how wide the sheet is
        self.marks: tuple[Box, ...] = ()
        self.shown: QPixmap | None = None
        self.words = ""
        self.theme: ThemeName = "light"

    def lies(self) -> QRect:
        """Where the sheet is."""
        sheet = QRect(QPoint(0, 0), self.sheet)
        sheet.moveCenter(self.rect().center())
        return sheet

    def place(self, box: Box) -> QRectF:
        """Where a box of the page, in points, is seen."""
        sheet = self.lies()
        scale = sheet.width() / self.points
        left, top, right, bottom = (side * scale for side in box)
        return QRectF(left, top, right - left, bottom - top).translated(QPointF(sheet.topLeft()))

    def paintEvent(self, event: QPaintEvent) -> None:
        colors = tokens(self.theme)
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(colors["canvas"]))
        if self.words:
            painter.setPen(QColor(colors["text"]))
            middle = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(self.rect().adjusted(40, 40, -40, -40), middle, self.words)
        if self.sheet.isEmpty():
            return
        rect, sheet = self.rect(), self.lies()
        painter.fillRect(sheet, QColor(tokens("print")["page"]))
        if self.shown is not None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawPixmap(sheet, self.shown)
        painter.setPen(QColor(colors["control"]))
        painter.drawRect(sheet.adjusted(0, 0, -1, -1))
        painter.setPen(QPen(QColor(tokens("print")["accent"]), 2))
        for box in self.marks:
            painter.drawRoundedRect(self.place(box).adjusted(-4, -3, 4, 3), 3, 3)
        if self.hasFocus():
            painter.setPen(QPen(QColor(colors["accent"]), 2))
            painter.drawRect(rect.adjusted(1, 1, -1, -1))


class Thumbs(QListWidget):
    """All pages small, in the order they are printed in; the chosen one is shown large."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("print-thumbs")
        self.setAccessibleName(_("Pages"))
        self.setViewMode(QListWidget.ViewMode.IconMode)
        self.setFlow(QListWidget.Flow.LeftToRight)
        self.setWrapping(False)
        self.setMovement(QListWidget.Movement.Static)
        self.setIconSize(THUMB)
        self.setGridSize(THUMB + QSize(20, 34))
        self.setUniformItemSizes(True)
        self.setFixedHeight(THUMB.height() + 52)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._sheets: Sequence[Sheet] = ()

    def show_sheets(self, sheets: Sequence[Sheet]) -> None:
        """List these sheets; the chosen place stays where there still is one."""
        at = min(max(self.currentRow(), 0), len(sheets) - 1)
        self._sheets = sheets
        self.blockSignals(True)
        self.clear()
        for number, sheet in enumerate(sheets, 1):
            item = QListWidgetItem(sheet.name or str(number))
            item.setIcon(_as_it_is(self._blank(sheet)))
            item.setToolTip(words_of(sheets, number - 1))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, words_of(sheets, number - 1))
            item.setTextAlignment(Qt.AlignmentFlag.AlignHCenter)
            self.addItem(item)
        self.setCurrentRow(at)
        self.blockSignals(False)

    def scale_of(self, at: int) -> float:
        """At how many logical pixels a point a page becomes a small picture."""
        page = self._sheets[at].leaf.page
        return min((THUMB.width() - 4) / page.width, (THUMB.height() - 4) / page.height)

    def show_picture(self, at: int, pixels: Pixels) -> None:
        """The small picture of a page."""
        if item := self.item(at):
            item.setIcon(_as_it_is(self._on_ground(picture_of(pixels, self.devicePixelRatioF()))))

    def _blank(self, sheet: Sheet) -> QPixmap:
        page = sheet.leaf.page
        scale = min((THUMB.width() - 4) / page.width, (THUMB.height() - 4) / page.height)
        blank = QPixmap(max(1, round(page.width * scale)), max(1, round(page.height * scale)))
        blank.fill(QColor(tokens("print")["page"]))
        return self._on_ground(blank)

    def _on_ground(self, picture: QPixmap) -> QPixmap:
        """In the middle of the room every small picture has, with an edge."""
        ratio = self.devicePixelRatioF()
        made = QPixmap(THUMB * ratio)
        made.setDevicePixelRatio(ratio)
        made.fill(Qt.GlobalColor.transparent)
        size = picture.deviceIndependentSize().toSize()
        left, top = (THUMB.width() - size.width()) // 2, THUMB.height() - size.height() - 2
        painter = QPainter(made)
        painter.drawPixmap(left, top, picture)
        painter.setPen(QColor(tokens("print")["strong"]))
        painter.drawRect(left, top, size.width() - 1, size.height() - 1)
        painter.end()
        return made


def _as_it_is(picture: QPixmap) -> QIcon:
    """A picture that is not tinted when it is chosen."""
    made = QIcon(picture)
    made.addPixmap(picture, QIcon.Mode.Selected)
    return made


def words_of(sheets: Sequence[Sheet], at: int) -> str:
    """Which page of how many it is."""
    words = _("Page {n} of {count}").format(n=at + 1, count=len(sheets))
    return f"{words}, {sheets[at].name}" if sheets[at].name else words
