"""The hand on the page: sections are chosen, carried to another place, and pulled at their lower edge."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QCursor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QLabel

from vsm_desktop.assets import _
from vsm_desktop.drawing.theme import tokens
from vsm_desktop.export.a3.layout import Place
from vsm_desktop.ui.printing.pages import PageView

_EDGE = 6.0  # pixels about a lower edge in which it is pulled
_MIDDLE = 0.06  # of the width, either side of the middle: there a section goes over both columns
_STEP = 0.1
_KEYS_OF_COLUMNS = {Qt.Key.Key_Left: "left", Qt.Key.Key_Right: "right", Qt.Key.Key_Down: "wide"}


class SectionHand(QLabel):
    """Lies on the page of a preview and knows where its sections are; everything it wishes it tells as a signal."""

    chosen = Signal(str)
    carried = Signal(str, str, str)  # which, before which ("" for the end), in which column
    stepped = Signal(str, int)
    sized = Signal(str, float)  # by which factor
    pulled = Signal(str, float)  # how many points high it shall be on paper
    switched = Signal(str)

    def __init__(self, page: PageView) -> None:
        super().__init__(page.paper)
        self.setObjectName("a3-hand")
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        page.paper.setFocusPolicy(
            Qt.FocusPolicy.NoFocus
        )  # the sections are the stop, not the sheet under them
        page.paper.installEventFilter(self)
        self._page = page
        self.places: Sequence[Place] = ()
        self.key, self._over = "", ""
        self._from: QPointF | None = None
        self._to: QPointF | None = None
        self._pulling = False
        self.setGeometry(page.paper.rect())
        self._say()

    # showing

    def show_places(self, places: Sequence[Place]) -> None:
        """These sections stand on the page now."""
        self.places = places
        self._say()
        self.update()

    def choose(self, key: str) -> None:
        """Frame a section."""
        if key != self.key:
            self.key = key
            self._say()
            self.update()
            rect = self.rect_of(key)
            if not rect.isEmpty():  # near, not all of the sheet is seen
                middle, view = rect.center().toPoint(), self._page.viewport()
                self._page.ensureVisible(middle.x(), middle.y(), view.width() // 3, view.height() // 3)

    def rect_of(self, key: str) -> QRectF:
        """Where a section is seen; nothing for one that is not printed."""
        place = self._place(key)
        if place is None:
            return QRectF()
        return self._page.paper.place((place.x, place.y, place.x + place.width, place.y + place.height))

    def _place(self, key: str) -> Place | None:
        return next((one for one in self.places if one.key == key), None)

    def _say(self) -> None:
        place = self._place(self.key)
        words = _("Sections of the A3")
        self.setAccessibleName(f"{words}: {place.title}" if place else words)
        self.setAccessibleDescription(
            _("Arrows choose, Alt and arrows move, plus and minus size, Space leaves a section out")
        )

    # the mouse

    def eventFilter(self, _paper: object, event: QEvent) -> bool:
        """Lies on the page whatever size that has."""
        if event.type() == QEvent.Type.Resize:
            self.setGeometry(self._page.paper.rect())
        return False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose what is pressed."""
        at = event.position()
        self._pulling = bool(self._edge(at))
        key = self._edge(at) or self._at(at)
        self.choose(key)
        self.chosen.emit(key)
        self._from = at if key and event.button() == Qt.MouseButton.LeftButton else None
        self._to = None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Carry or pull it; else show what would be taken."""
        at = event.position()
        if self._from is None:
            self._over = self._at(at)
            shape = Qt.CursorShape.SizeVerCursor if self._edge(at) else Qt.CursorShape.ArrowCursor
            self.setCursor(QCursor(shape))
        elif self._to or (at - self._from).manhattanLength() >= QApplication.startDragDistance():
            self._to = at
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Where it is let go counts."""
        start, end = self._from, self._to
        self._from = self._to = None
        if start is not None and end is not None:
            if self._pulling:
                rect, place = self.rect_of(self.key), self._place(self.key)
                if place is not None and rect.height() > 0:
                    share = (rect.height() + end.y() - start.y()) / rect.height()
                    self.pulled.emit(self.key, max(share, 0.0) * place.height)
            else:
                before, column = self._target(end)
                self.carried.emit(self.key, before, column)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is pointed at."""
        self._over = ""
        self.update()

    def _at(self, at: QPointF) -> str:
        return next((one.key for one in self.places if self.rect_of(one.key).contains(at)), "")

    def _edge(self, at: QPointF) -> str:
        """The section whose lower edge is under a place."""
        for one in self.places:
            rect = self.rect_of(one.key)
            if abs(at.y() - rect.bottom()) <= _EDGE and rect.left() <= at.x() <= rect.right():
                return one.key
        return ""

    def _target(self, at: QPointF) -> tuple[str, str]:
        """Before which section, and in which column, something would come that is let go there."""
        sheet = QRectF(self._page.paper.lies())
        off = (at.x() - sheet.center().x()) / max(sheet.width(), 1.0)
        column = "wide" if abs(off) < _MIDDLE else "left" if off < 0 else "right"
        for one in self.places:
            rect = self.rect_of(one.key)
            if one.key != self.key and self._beside(rect, column, sheet) and at.y() < rect.center().y():
                return one.key, column
        return "", column

    def _beside(self, rect: QRectF, column: str, sheet: QRectF) -> bool:
        """Whether a section stands in a column, or over it."""
        wide = rect.width() > sheet.width() * 0.6
        own = "wide" if wide else "left" if rect.center().x() < sheet.center().x() else "right"
        return column == "wide" or own in (column, "wide")

    # keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Everything the mouse does."""
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape and self._from is not None:
            self._from = self._to = None
            self.update()
        elif not alt and key in (Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Left):
            self._next(1 if key in (Qt.Key.Key_Down, Qt.Key.Key_Right) else -1)
        elif not self.key:
            super().keyPressEvent(event)
        elif alt and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.stepped.emit(self.key, -1 if key == Qt.Key.Key_Up else 1)
        elif alt and key in _KEYS_OF_COLUMNS:
            self.carried.emit(self.key, self._after_own(), _KEYS_OF_COLUMNS[key])
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus):
            self.sized.emit(self.key, 1 + (-_STEP if key == Qt.Key.Key_Minus else _STEP))
        elif key in (Qt.Key.Key_Space, Qt.Key.Key_Delete):
            self.switched.emit(self.key)
        else:
            super().keyPressEvent(event)

    def _after_own(self) -> str:
        """What comes behind it in reading order: it stays before that."""
        keys = [one.key for one in self.places]
        at = keys.index(self.key) + 1 if self.key in keys else len(keys)
        return keys[at] if at < len(keys) else ""

    def _next(self, by: int) -> None:
        keys = [one.key for one in self.places]
        if not keys:
            return
        at = keys.index(self.key) + by if self.key in keys else 0 if by > 0 else -1
        self.choose(keys[at % len(keys)])
        self.chosen.emit(self.key)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """With the keyboard, a section is chosen from the start."""
        if not self.key and self.places:
            self._next(1)
        super().focusInEvent(event)

    # painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """The frames of what is pointed at and chosen, and where it would go; in the colours of the page."""
        colors = tokens("print")
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        accent = QColor(colors["accent"])
        if self._over and self._over != self.key:
            painter.setPen(QPen(QColor(colors["control"]), 1))
            painter.drawRoundedRect(self.rect_of(self._over).adjusted(-4, -3, 4, 3), 3, 3)
        rect = self.rect_of(self.key)
        if not rect.isEmpty():
            painter.setPen(QPen(accent, 2 if self.hasFocus() else 1.25))
            painter.drawRoundedRect(rect.adjusted(-4, -3, 4, 3), 3, 3)
            painter.setBrush(QColor(colors["page"]))
            middle = QPointF(rect.center().x(), rect.bottom() + 3)
            painter.drawRoundedRect(QRectF(middle.x() - 14, middle.y() - 3, 28, 6), 3, 3)
            painter.setBrush(Qt.BrushStyle.NoBrush)
        if self._to is not None and self._from is not None:
            self._paint_wish(painter, rect, accent)
        if self.hasFocus() and rect.isEmpty():
            painter.setPen(QPen(accent, 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))

    def _paint_wish(self, painter: QPainter, rect: QRectF, accent: QColor) -> None:
        assert self._to is not None
        assert self._from is not None
        painter.setPen(QPen(accent, 2, Qt.PenStyle.DashLine))
        if self._pulling:
            y = rect.bottom() + self._to.y() - self._from.y()
            painter.drawLine(QPointF(rect.left(), y), QPointF(rect.right(), y))
            return
        before, column = self._target(self._to)
        sheet = QRectF(self._page.paper.lies())
        margin = sheet.width() * 0.02
        left = sheet.center().x() + margin / 2 if column == "right" else sheet.left() + margin
        right = sheet.center().x() - margin / 2 if column == "left" else sheet.right() - margin
        y = self.rect_of(before).top() - 6 if before else self._foot(column, sheet)
        painter.setPen(QPen(accent, 2.5))
        painter.drawLine(QPointF(left, y), QPointF(right, y))
        painter.setPen(QPen(accent, 1, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(rect.translated(self._to - self._from), 3, 3)

    def _foot(self, column: str, sheet: QRectF) -> float:
        """Under the last section of a column."""
        rects = [self.rect_of(one.key) for one in self.places]
        return max(
            (rect.bottom() + 5 for rect in rects if self._beside(rect, column, sheet)), default=sheet.top()
        )
