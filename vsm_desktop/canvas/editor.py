"""Text typed in place: a field right over the map's own text, as large and set as it is, that follows zoom and pan."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Literal

from PySide6.QtCore import QEvent, QObject, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QListWidget, QListWidgetItem, QWidget

from vsm_desktop.assets import _
from vsm_desktop.canvas.paint import window_font
from vsm_desktop.canvas.view import MapView
from vsm_desktop.drawing.spots import Spot, field_at, name_ref, spot_of
from vsm_desktop.drawing.theme import tokens
from vsm_desktop.model.fields import Field
from vsm_desktop.tools.desk import Desk
from vsm_desktop.tools.events import Escape
from vsm_desktop.tools.keyboard import grow
from vsm_desktop.tools.select import Select
from vsm_desktop.tools.write import Write, start, text_of

Way = Literal["left", "right", "up", "down"]
WAYS: dict[int, Way] = {
    Qt.Key.Key_Left: "left",
    Qt.Key.Key_Right: "right",
    Qt.Key.Key_Up: "up",
    Qt.Key.Key_Down: "down",
}
_LEAST = 11.0  # pixels: what is smaller on the map is typed larger
_EDGE, _PAD, _INSIDE = 2, 2, 2  # border, padding, and Qt's own margin inside a line
_ROOM = 40
_LINE = """QLineEdit#in-place {{ background: {box}; color: {ink}; border: 2px solid {edge}; border-radius: 3px; padding: 0 2px;
    min-height: 0; font-size: {size:.2f}pt; selection-background-color: {accent}; selection-color: {on_accent}; }}"""
_CHOICES = """QListWidget#in-place {{ background: {panel}; color: {text}; border: 2px solid {accent}; border-radius: 6px; padding: 2px;
    outline: 0; }} QListWidget#in-place::item {{ padding: 3px 8px; border-radius: 4px; }}
    QListWidget#in-place::item:selected {{ background: {accent_t}; color: {text}; }}"""
_BUBBLE = "QLabel {{ background: {alert_t}; color: {text}; border-radius: 4px; padding: 5px 8px; font-size: 12px; }}"


class InPlace(QObject):
    """Shows the field the desk's tool is typing in, and tells the tool what is typed."""

    def __init__(self, view: MapView) -> None:
        super().__init__(view)
        self.view, self.desk = view, view.desk
        self.editor: TypedLine | ChoiceList | None = None
        self.bubble: QLabel | None = None
        self._ref = ""
        self.walk: Callable[[Way], None] = lambda _way: None
        self.desk.watchers.append(self._follow)
        view.zoomed.connect(lambda _scale: self._place())
        view.horizontalScrollBar().valueChanged.connect(lambda _value: self._place())
        view.verticalScrollBar().valueChanged.connect(lambda _value: self._place())
        view.viewport().installEventFilter(self)

    # starting

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A double click types in what lies under it."""
        if event.type() == QEvent.Type.MouseButtonDblClick and isinstance(event, QMouseEvent):
            return event.button() == Qt.MouseButton.LeftButton and self.edit_at(event.position())
        return False

    def edit_at(self, pixel: QPointF) -> bool:
        """Type in what lies under a pixel of the view; False if nothing does."""
        if self.desk.tool.busy or not isinstance(self.desk.tool, Select):
            return False
        at = self.view.to_map(pixel)
        ref = field_at(self.desk.frame, at.x(), at.y(), 6.0 / self.view.scale_now)
        return bool(ref) and self.edit(ref)

    def edit_name(self) -> bool:
        """Type the name of what is selected."""
        if len(self.desk.selection) != 1:
            return False
        (id_,) = self.desk.selection
        return self.edit(name_ref(self.desk.frame, id_))

    def edit(self, ref: str, typed: str = "") -> bool:
        """Type in a field; `typed` replaces what stands there."""
        tool = start(ref, self.desk)
        if tool is None:
            return False
        id_ = ref.rpartition(".")[0]
        if not id_.startswith("@"):
            self.desk.select(frozenset({id_}))
        self.desk.use(tool)
        if typed and isinstance(self.editor, TypedLine):
            self.editor.setText(typed)
            self.typed(typed)
        return True

    # what the field tells

    def typed(self, text: str) -> None:
        """Something was typed."""
        if isinstance(self.desk.tool, Write):
            self.desk.turn(self.desk.tool.typed(text, self.desk))

    def enter(self, step: int) -> None:
        """What is typed counts; on to the next field, back to the one before, or (0) out."""
        tool = self.desk.tool
        if not isinstance(tool, Write):
            return
        ref = tool.next_ref(self.desk, step) if step else ""
        after = tool.finish(self.desk)
        following = start(ref, self.desk) if ref and isinstance(after, Select) else None
        if ref == tool.ref and following:
            self._close()  # the same place, empty again
        self.desk.turn(following or after)

    def step(self, forward: bool) -> None:
        """What is typed counts; on to the next step of the flow, which is made."""
        self.enter(0)
        if isinstance(self.desk.tool, Select) and (new := grow(self.desk, forward=forward)):
            self.edit(name_ref(self.desk.frame, new))

    def walk_on(self, way: Way) -> None:
        """What is typed counts; on to the symbol that lies there."""
        self.enter(0)
        if isinstance(self.desk.tool, Select):
            self.walk(way)

    def give_up(self) -> None:
        """All is as it was."""
        self.desk.handle(Escape())

    def left(self, reason: Qt.FocusReason) -> None:
        """The keyboard went elsewhere; a press on the map comes to the tool by itself."""
        tool = self.desk.tool
        if not isinstance(tool, Write) or QApplication.focusWidget() in (self.view, self.view.viewport()):
            return
        if reason in (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason):
            return
        self.desk.turn(
            tool.settle(self.desk) if reason == Qt.FocusReason.MenuBarFocusReason else tool.leave(self.desk)
        )

    def settle(self) -> None:
        """What is typed counts before a command runs."""
        if isinstance(self.desk.tool, Write):
            self.desk.turn(self.desk.tool.settle(self.desk))

    # following

    def _follow(self, desk: Desk) -> None:
        tool = desk.tool
        if not isinstance(tool, Write):
            self._close()
            return
        if tool.ref != self._ref or self.editor is None:
            self._close()
            self._open(tool)
        self._show_wrong(tool.wrong)
        self._place()

    def _open(self, tool: Write) -> None:
        found = tool.field(self.desk)
        spot = spot_of(self.desk.frame, tool.ref)
        if found is None or spot is None:
            return
        self._ref = tool.ref
        text = text_of(tool.ref, self.desk)
        self.editor = (
            ChoiceList(self, found.field, text)
            if found.field.shape == "choice"
            else TypedLine(self, found.field, text)
        )
        left, top, right, bottom = spot.box
        area = QRectF(left, top, right - left, bottom - top)
        if (
            not self.view.mapToScene(self.view.viewport().rect().adjusted(8, 8, -8, -8))
            .boundingRect()
            .contains(area)
        ):
            self.view.ensureVisible(area, _ROOM, _ROOM)
        self._place()
        self.editor.show()
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _close(self) -> None:
        editor, self.editor, self._ref = self.editor, None, ""
        self._say("")
        if editor is None:
            return
        focused = editor.hasFocus()
        editor.hide()
        editor.deleteLater()
        if focused:
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _place(self) -> None:
        spot = spot_of(self.desk.frame, self._ref) if self._ref else None
        if self.editor is None or spot is None:
            return
        left, top, right, bottom = spot.box
        on_screen = self.view.viewportTransform().mapRect(QRectF(left, top, right - left, bottom - top))
        self.editor.stand_at(spot, on_screen, self.view.scale_now)
        if self.bubble is not None:
            self.bubble.move(
                _beside(self.editor.geometry(), self.bubble, self.view.viewport().rect()).topLeft()
            )

    def _show_wrong(self, wrong: str) -> None:
        if isinstance(self.editor, TypedLine):
            self.editor.show_wrong(wrong)
        self._say(wrong)

    def _say(self, text: str) -> None:
        """A sentence beside the field: what is wrong in the alert colour, then the way out."""
        if not text:
            if self.bubble is not None:
                self.bubble.hide()
                self.bubble.deleteLater()
                self.bubble = None
            return
        if self.bubble is None:
            self.bubble = QLabel(self.view.viewport())
            self.bubble.setObjectName("bubble")
            self.bubble.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        colors = tokens(self.desk.theme)
        first, dot, rest = text.partition(". ")
        way_out = f"<br>{escape(rest)}" if rest else ""
        self.bubble.setStyleSheet(_BUBBLE.format(**colors))
        self.bubble.setText(f'<b style="color:{colors["alert"]}">{escape(first + dot.strip())}</b>{way_out}')
        self.bubble.adjustSize()
        self.bubble.show()
        self.bubble.raise_()


class TypedLine(QLineEdit):
    """A line over the text it stands for."""

    def __init__(self, owner: InPlace, field: Field, text: str) -> None:
        super().__init__(owner.view.viewport())
        self._owner = owner
        self._sheet: tuple[object, ...] = ()
        self._wrong = False
        self.setObjectName("in-place")
        self.setAccessibleName(field.title)
        self.setPlaceholderText(field.title)
        self.setText(text)
        self.selectAll()
        self.textEdited.connect(owner.typed)

    def show_wrong(self, wrong: str) -> None:
        """Mark what cannot stand; the sentence is also for those who hear it."""
        self._wrong = bool(wrong)
        self.setAccessibleDescription(wrong)

    def stand_at(self, spot: Spot, place: QRectF, scale: float) -> None:
        """Stand over a place of the view; grow with the text from where its own text is anchored."""
        self._dress(spot, max(spot.size * scale, _LEAST))
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
        self.setAlignment(align | Qt.AlignmentFlag.AlignVCenter)
        self.setFont(window_font(spot.font, pixels))
        edge = colors["alert" if self._wrong else "accent"]
        size = pixels * 72 / self.logicalDpiY()
        self.setStyleSheet(_LINE.format(edge=edge, size=size, **colors))

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            return self._mine(event)
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and _walks(self._owner, event)
        ):
            return True
        return super().event(event)

    def _mine(self, event: QKeyEvent) -> bool:
        """Keys that mean something in a line are no commands; before any other command what is typed counts."""
        handled = super().event(event)
        commands = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        if not event.isAccepted() and not event.modifiers() & commands and not _function_key(event.key()):
            event.accept()
        elif (
            not event.isAccepted()
            and event.modifiers() & Qt.KeyboardModifier.ControlModifier
            and event.text()
        ):
            self._owner.settle()
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
            and _walks(self._owner, event)
        ):
            return True
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if self._owner.editor is self:
            self._owner.left(event.reason())


def _walks(owner: InPlace, event: QKeyEvent) -> bool:
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


def _beside(field: QRect, bubble: QWidget, room: QRect) -> QRect:
    """Right of the field, else below it, else above it."""
    box = QRect(bubble.rect())
    box.moveTopLeft(field.topRight())
    box.translate(6, (field.height() - box.height()) // 2 if box.height() < field.height() else 0)
    if box.right() <= room.right() - 4:
        return box
    box.moveTopLeft(field.bottomLeft())
    box.translate(0, 6)
    if box.bottom() > room.bottom() - 4:
        box.moveBottom(field.top() - 6)
    box.moveRight(min(box.right(), room.right() - 4))
    return box
