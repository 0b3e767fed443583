"""Text typed in place: a field right over the map's own text, as large and set as it is, that follows zoom and pan."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from vsm_desktop.canvas.typed import ChoiceList, TypedLine, Way
from vsm_desktop.canvas.view import MapView
from vsm_desktop.drawing.spots import field_at, name_ref, spot_of
from vsm_desktop.drawing.theme import tokens
from vsm_desktop.model.fields import Field
from vsm_desktop.tools.desk import Desk
from vsm_desktop.tools.events import Escape
from vsm_desktop.tools.keyboard import grow
from vsm_desktop.tools.select import Select
from vsm_desktop.tools.write import Write, start, text_of

if TYPE_CHECKING:
    from vsm_desktop.canvas.typed_text import TypedText

_BUBBLE = "QLabel {{ background: {alert_t}; color: {text}; border-radius: 4px; padding: 5px 8px; font-size: 12px; }}"
_CAPTION = """QLabel {{ background: {panel}; color: {text}; border: 1px solid {accent}; border-radius: 3px; padding: 1px 5px;
    font-size: 11px; }}"""


class InPlace(QObject):
    """Shows the field the desk's tool is typing in, and tells the tool what is typed."""

    def __init__(self, view: MapView) -> None:
        super().__init__(view)
        self.view, self.desk = view, view.desk
        self.editor: TypedLine | TypedText | ChoiceList | None = None
        self.bubble: QLabel | None = None
        self.caption: QLabel | None = None
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
        ref = field_at(self.desk.frame, at.x(), at.y(), 6.0 / self.view.scale_now, self.view.detail)
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
        if typed and not isinstance(self.editor, ChoiceList | None):
            self.editor.setText(typed)
            self.typed(typed)
        return True

    # what the field tells

    def typed(self, text: str) -> None:
        """Something was typed."""
        if isinstance(self.desk.tool, Write):
            self.desk.turn(self.desk.tool.typed(text, self.desk))
            self._place()

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
        if self.editor is None:
            self._follow(self.desk)

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
        self.editor = self._made(found.field, text)
        self._name(found.field)
        self.view.reveal(spot.box)
        self._place()
        self.editor.show()
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _made(self, field: Field, text: str) -> TypedLine | TypedText | ChoiceList:
        if field.shape == "choice":
            return ChoiceList(self, field, text)
        if field.lines:
            from vsm_desktop.canvas.typed_text import TypedText  # few maps have notes

            return TypedText(self, field, text)
        return TypedLine(self, field, text)

    def _close(self) -> None:
        editor, self.editor, self._ref = self.editor, None, ""
        self._say("")
        if self.caption is not None:
            self.caption.hide()
            self.caption.deleteLater()
            self.caption = None
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
        if self.caption is not None:
            room = self.view.viewport().rect()
            self.caption.move(_under(self.editor.geometry(), self.caption, room).topLeft())
            self.caption.setVisible(self.view.detail.level.shows != "all" and self.bubble is None)
        if self.bubble is not None:
            self.bubble.move(
                _beside(self.editor.geometry(), self.bubble, self.view.viewport().rect()).topLeft()
            )

    def _name(self, field: Field) -> None:
        """Which field of what this is, shown from afar: there the labels and names beside it are left out."""
        id_, _dot, key = self._ref.rpartition(".")
        name = " ".join(getattr(self.desk.frame.state.element(id_), "name", "").split())
        words = f"{name}: {field.title}" if name and key != "name" else field.title
        self.caption = QLabel(words, self.view.viewport())
        self.caption.setObjectName("typed-caption")
        self.caption.setTextFormat(Qt.TextFormat.PlainText)
        self.caption.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.caption.setStyleSheet(_CAPTION.format(**tokens(self.desk.theme)))
        self.caption.adjustSize()

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
        from html import escape  # with a long table of entities: not before it is needed

        way_out = f"<br>{escape(rest)}" if rest else ""
        self.bubble.setStyleSheet(_BUBBLE.format(**colors))
        self.bubble.setText(f'<b style="color:{colors["alert"]}">{escape(first + dot.strip())}</b>{way_out}')
        self.bubble.adjustSize()
        self.bubble.show()
        self.bubble.raise_()


def _under(field: QRect, caption: QWidget, room: QRect) -> QRect:
    """Below the middle of the field, else above it."""
    box = QRect(caption.rect())
    box.moveCenter(field.center())
    box.moveTop(field.bottom() + 3)
    if box.bottom() > room.bottom() - 2:
        box.moveBottom(field.top() - 3)
    box.moveLeft(max(2, min(box.left(), room.right() - 2 - box.width())))
    return box


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
