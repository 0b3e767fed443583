"""The two widgets that stand over a text of the map: a line to type in and a list to choose from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QEvent, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFocusEvent, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem

from vsm_desktop.assets import _
from vsm_desktop.canvas.paint import window_font
from vsm_desktop.drawing.spots import Spot
from vsm_desktop.drawing.theme import tokens
from vsm_desktop.model.fields import Field

if TYPE_CHECKING:
    from vsm_desktop.canvas.editor import InPlace

Way = Literal["left", "right", "up", "down"]
WAYS: dict[int, Way] = {
    Qt.Key.Key_Left: "left",
    Qt.Key.Key_Right: "right",
    Qt.Key.Key_Up: "up",
    Qt.Key.Key_Down: "down",
}
LEAST = 11.0  # pixels: what is smaller on the map is typed larger
_EDGE, _PAD, _INSIDE = 2, 2, 2  # border, padding, and Qt's own margin inside a line
_LINE = """QLineEdit#in-place {{ background: {box}; color: {ink}; border: 2px solid {edge}; border-radius: 3px; padding: 0 2px;
    min-height: 0; font-size: {size:.2f}pt; selection-background-color: {accent}; selection-color: {on_accent}; }}"""
_CHOICES = """QListWidget#in-place {{ background: {panel}; color: {text}; border: 2px solid {accent}; border-radius: 6px; padding: 2px;
    outline: 0; }} QListWidget#in-place::item {{ padding: 3px 8px; border-radius: 4px; }}
    QListWidget#in-place::item:selected {{ background: {accent_t}; color: {text}; }}"""


class TypedLine(QLineEdit):
    """A line over the text it stands for."""

    def __init__(self, owner: InPlace, field: Field, text: str) -> None:
        super().__init__(owner.view.viewport())
        self._owner = owner
        self._sheet: tuple[object, ...] = ()
        self._wrong = False
        self.setObjectName("in-place")
        self.setAccessibleName(field.title)
        self._title = field.title
        self.setText(text)
        self.selectAll()
        self.textEdited.connect(owner.typed)

    def show_wrong(self, wrong: str) -> None:
        """Mark what cannot stand; the sentence is also for those who hear it."""
        self._wrong = bool(wrong)
        self.setAccessibleDescription(wrong)

    def stand_at(self, spot: Spot, place: QRectF, scale: float) -> None:
        """Stand over a place of the view; grow with the text from where its own text is anchored."""
        self._dress(spot, max(spot.size * scale, LEAST))
        metrics = QFontMetricsF(self.font())
        around = 2 * (_EDGE + _PAD + _INSIDE)
        wide = max(
            metrics.horizontalAdvance(self.text() or self.placeholderText()) + around + 2,
            2.6 * place.height(),
        )
        high = max(metrics.height() + 4, place.height() + (0 if spot.anchor == "end" else 4))
        top = place.center().y() - high / 2
        if spot.anchor == "middle":
            wide = max(wide, place.width() + around)
            left = place.center().x() - wide / 2
        elif spot.anchor == "end":
            left, wide = place.left(), max(wide, place.width() + 1)
        else:
            left, wide = place.left() - around / 2, max(wide, place.width() + around)
        self.setGeometry(QRectF(left, top, wide, high).toRect())

    def _dress(self, spot: Spot, pixels: float) -> None:
        theme = self._owner.desk.theme
        dress = (theme, self._wrong, round(pixels, 2), spot.font, spot.anchor)
        if dress == self._sheet:
            return
        self._sheet = dress
        colors = tokens(theme)
        align = {
            "start": Qt.AlignmentFlag.AlignLeft,
            "middle": Qt.AlignmentFlag.AlignHCenter,
            "end": Qt.AlignmentFlag.AlignRight,
        }[spot.anchor]
        self.setPlaceholderText("" if spot.anchor == "end" else self._title)  # a row has its label
        self.setAlignment(align | Qt.AlignmentFlag.AlignVCenter)
        self.setFont(window_font(spot.font, pixels))
        edge = colors["alert" if self._wrong else "accent"]
        size = pixels * 72 / self.logicalDpiY()
        self.setStyleSheet(_LINE.format(edge=edge, size=size, **colors))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt hides the hint of a centred line as soon as it has the focus; here it says which field this is."""
        super().paintEvent(event)
        if not self.text() and self.alignment() & Qt.AlignmentFlag.AlignHCenter:
            painter = QPainter(self)
            painter.setPen(QColor(tokens(self._owner.desk.theme)["text3"]))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.placeholderText())

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            return self._mine(event)
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and walks(self._owner, event)
        ):
            return True
        return super().event(event)

    def _mine(self, event: QKeyEvent) -> bool:
        """Keys that mean something in a line are no commands; before any other command what is typed counts."""
        handled = super().event(event)
        settles(self._owner, event)
        return handled

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if self._owner.editor is self:
            self._owner.left(event.reason())


class ChoiceList(QListWidget):
    """A few values to choose from, as a small list at the place."""

    def __init__(self, owner: InPlace, field: Field, text: str) -> None:
        super().__init__(owner.view.viewport())
        self._owner = owner
        self.setObjectName("in-place")
        self.setAccessibleName(field.title)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.addItem(_("Not entered"))
        for _value, title in field.choices:
            self.addItem(title)
        titles = [title for _value, title in field.choices]
        self.setCurrentRow(titles.index(text) + 1 if text in titles else 0)
        self.currentRowChanged.connect(lambda row: owner.typed(titles[row - 1] if row > 0 else ""))
        self.itemClicked.connect(self._picked)

    def _picked(self, _item: QListWidgetItem) -> None:
        self._owner.enter(0)

    def stand_at(self, spot: Spot, place: QRectF, scale: float) -> None:
        """Stand under a place of the view, as large as its entries, inside the view."""
        self.setStyleSheet(_CHOICES.format(**tokens(self._owner.desk.theme)))
        high = sum(self.sizeHintForRow(i) for i in range(self.count())) + 8
        box = QRect(round(place.left()), round(place.bottom()) + 2, self.sizeHintForColumn(0) + 12, high)
        room = self._owner.view.viewport().rect()
        box.moveBottom(min(box.bottom(), room.bottom() - 4))
        box.moveRight(min(box.right(), room.right() - 4))
        self.setGeometry(box)

    def event(self, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and not event.modifiers()
        ):
            event.accept()
            return True
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and walks(self._owner, event)
        ):
            return True
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if self._owner.editor is self:
            self._owner.left(event.reason())


def settles(owner: InPlace, event: QKeyEvent) -> None:
    """A key that a line has no use for is no command there unless it is one with Ctrl: then what is typed counts first."""
    commands = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    if event.isAccepted():
        return
    if not event.modifiers() & commands and not _function_key(event.key()):
        event.accept()
    elif event.modifiers() & Qt.KeyboardModifier.ControlModifier and event.text():
        owner.settle()


def walks(owner: InPlace, event: QKeyEvent) -> bool:
    """Enter to the next field, with Shift back, with Ctrl out; Tab to the next step; Escape leaves all as it was."""
    back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
    if event.key() in WAYS and event.modifiers() & Qt.KeyboardModifier.AltModifier:
        owner.walk_on(WAYS[event.key()])
        return True
    match event.key():
        case Qt.Key.Key_Return | Qt.Key.Key_Enter:
            out = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            owner.enter(0 if out else -1 if back else 1)
        case Qt.Key.Key_Tab | Qt.Key.Key_Backtab:
            owner.step(event.key() == Qt.Key.Key_Tab and not back)
        case Qt.Key.Key_Escape:
            owner.give_up()
        case _:
            return False
    return True


def _function_key(key: int) -> bool:
    return Qt.Key.Key_F1 <= key <= Qt.Key.Key_F35
