"""One editor for each shape of field: quantity, text, choice, flag, quantities by variant."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QSignalBlocker, Qt
from PySide6.QtGui import QContextMenuEvent, QEnterEvent, QFocusEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from vsm_desktop.assets import _
from vsm_desktop.edit.entry import Wrong, is_bare, joined, parted, read_entry
from vsm_desktop.model.fields import Field
from vsm_desktop.model.quantity import Quantity

if TYPE_CHECKING:
    from vsm_desktop.ui.sources import SourceButton, SourceCard

_SOURCE = 16  # room for the button that leads to the source
Put = Callable[[Any], None]
SEVERAL = _("several")


class LineEditor(QWidget):
    """A line of text; what is typed counts at once, what cannot count is explained beneath when typing ends.

    With `put_source`, a small button in the line, its menu and Alt+Down lead to where the value comes from; a narrow line
    has no room for the button.
    """

    def __init__(
        self,
        field: Field,
        put: Put,
        done: Callable[[], None],
        put_source: Put | None = None,
        narrow: bool = False,
    ) -> None:
        super().__init__()
        self.field, self._narrow = field, narrow
        self._put, self._done, self._put_source = put, done, put_source
        self._source: SourceButton | None = None
        self._card: SourceCard | None = None
        self._wrong = ""
        self._held: Any = None  # what the map held before typing began
        self._typed_value: Any = None
        self._several = False
        self.understand: Callable[[str], str] = (
            str  # what a text typed here stands for, in words of the field
        )
        self.line = _Line(self)
        self.line.setMinimumWidth(60)
        self.line.setObjectName(f"field-{field.key}")
        self.line.setAccessibleName(field.title)
        self.line.setAccessibleDescription(field.hint)
        if field.hint:
            self.line.setToolTip(f"{field.title}: {field.hint}")
        self.message = QLabel()
        self.message.setObjectName("wrong")
        self.message.setWordWrap(True)
        self.message.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.line)
        column.addWidget(self.message)
        self.line.textEdited.connect(self._typed)
        self.line.editingFinished.connect(self._finished)

    def show_value(self, value: Any) -> bool:
        """Show what the map holds, unless a hand is typing here."""
        if self.line.hasFocus() and self.line.isModified():
            return False
        if self._wrong and value == self._held and not self._several:
            return False
        self._held, self._several = value, False
        self._show(*parted(value, self.field))
        self.offer_source()
        if self._card is not None:
            self._card.show_value(value)
        return True

    def show_several(self) -> None:
        """Show that the selected elements differ; what is typed counts for all of them."""
        if self.line.hasFocus() and self.line.isModified():
            return
        self._several = True
        self._show("", "")
        self.line.setPlaceholderText(SEVERAL)
        self.offer_source()

    @property
    def has_source(self) -> bool:
        """Whether the line keeps room for the button that leads to the source."""
        return self._put_source is not None and not self._narrow

    @property
    def can_tell_source(self) -> bool:
        """Whether there is a value here whose source can be said."""
        return self._put_source is not None and self._held is not None and not self._several

    def offer_source(self) -> None:
        """Show the button while a hand is here, and for as long as something is said; made when first needed."""
        source = getattr(self._held, "source", None)
        known = self.can_tell_source
        shown = (
            self.has_source
            and known
            and (source is not None or self.line.hasFocus() or self.line.underMouse())
        )
        if shown and self._source is None:
            from vsm_desktop.ui.sources import SourceButton  # not for the first picture

            self._source = SourceButton(self.line, self.field)
            self._source.clicked.connect(self.open_source)
            self.line.stand()
        if self._source is not None:
            self._source.setVisible(shown)
            unit = self._held.known_unit.shown if isinstance(self._held, Quantity) else ""
            self._source.show_source(source, unit)
            said = (self.field.hint, self._source.accessibleDescription() if known else "")
            self.line.setAccessibleDescription("; ".join(filter(None, said)))

    def open_source(self) -> None:
        """Open the card of the source, if there is a value; what is being typed counts first."""
        if self.line.isModified():
            self._finished()
        if self._held is None or self._put_source is None or not self.can_tell_source or self._wrong:
            return
        from vsm_desktop.ui.sources import SourceCard

        self.line.setFocus(Qt.FocusReason.OtherFocusReason)  # the keyboard comes back here
        self._card = SourceCard(self.line, self.field, self._put_source, self._close_source)
        self._card.open_for(self._held)

    def _close_source(self) -> None:
        self._card = None
        self._done()
        self.offer_source()

    def forget(self) -> None:
        """Another element comes: nothing that was typed here is meant for it."""
        self.line.setModified(False)
        self._wrong = ""

    def revert(self) -> None:
        """Forget what was typed and cannot stand."""
        touched = bool(self._wrong) or self.line.isModified()
        self.forget()
        if self._several:
            self.show_several()
        elif touched:
            self._put(self._held)
            self._show(*parted(self._held, self.field))
        self._say("")

    def _show(self, text: str, unit: str) -> None:
        if self.line.text() != text:
            with QSignalBlocker(self.line):
                self.line.setText(text)
            if not self.line.hasFocus():
                self.line.setCursorPosition(0)  # of what is too long one sees the beginning
        self.line.setPlaceholderText("")
        self.line.show_unit(unit)
        self._say("")

    def _typed(self, text: str) -> None:
        bare = not text.strip() or is_bare(text)
        self.line.unit.setVisible(bool(self.line.unit.text()) and bare)
        before = None if self._several else self._held
        try:
            meant = self.understand(joined(text, self.line.unit.text(), self.field))
            value = read_entry(meant, self.field, before)
            if not self._several:  # what differs could not be given back if the next key makes it unreadable
                self._put(value)
        except Wrong as wrong:
            self._wrong = str(wrong)
            return
        self._typed_value = value
        self._say("")

    def _finished(self) -> None:
        """What cannot stand is explained and stays as typed; the map gets back what it held before."""
        if self._wrong:
            self._say(self._wrong)
            if not self._several:
                self._put(self._held)
        elif self.line.isModified():
            if self._several:
                self._put(self._typed_value)
            self._held, self._several = self._typed_value, False
            self.line.setModified(False)
            self._show(*parted(self._held, self.field))
            self.offer_source()
            self.line.forget_keys()
        self._done()

    def _say(self, text: str) -> None:
        if not text:
            self._wrong = ""
        if self.message.text() != text:
            self.message.setText(text)
            self.line.setProperty("wrong", bool(text))
            self.line.style().unpolish(self.line)
            self.line.style().polish(self.line)
        self.message.setVisible(bool(text))
        high = self.message.heightForWidth(self.line.width()) if text else 0
        self.message.setMinimumHeight(high)  # also where a form is short of room
        if text:
            from vsm_desktop.ui.reach import bring_into_sight

            bring_into_sight(self.message)


class _Line(QLineEdit):
    """A line edit with its unit inside at the right, in which Escape gives the value back."""

    def __init__(self, editor: LineEditor) -> None:
        super().__init__()
        self._editor = editor
        self.unit = QLabel(self)
        self.unit.setObjectName("unit")
        self.unit.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.unit.hide()

    def show_unit(self, unit: str) -> None:
        """Show a unit, or none."""
        if unit != self.unit.text():
            self.unit.setText(unit)
            self.unit.setVisible(bool(unit))
            self.stand()

    def forget_keys(self) -> None:
        """What was typed counts: undo is the map's from here on."""
        at = self.cursorPosition()
        with QSignalBlocker(self):
            self.setText(self.text())
        self.setCursorPosition(at)

    def event(self, event: QEvent) -> bool:
        """Undo and redo belong to the map unless there are keys to take back here."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            undo = event.matches(QKeySequence.StandardKey.Undo) and not self.isUndoAvailable()
            if undo or (event.matches(QKeySequence.StandardKey.Redo) and not self.isRedoAvailable()):
                event.ignore()
                return False
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.stand()

    def stand(self) -> None:
        """Put unit and source button at the right, the text in front of them."""
        wide = self.unit.sizeHint().width() if self.unit.text() else 0
        room = _SOURCE if self._editor.has_source else 0
        self.setTextMargins(0, 0, (wide + 4 if wide else 0) + room, 0)
        self.unit.setGeometry(self.width() - wide - 9 - room, 0, wide, self.height())
        button = self.findChild(QToolButton, "source")
        if button is not None:
            button.move(self.width() - button.width() - 5, (self.height() - button.height()) // 2)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self._editor.offer_source()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._editor.offer_source()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._editor.offer_source()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._editor.offer_source()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.createStandardContextMenu()
        if self._editor.can_tell_source:
            menu.addSeparator()
            menu.addAction(_("Where it comes from…"), self._editor.open_source)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self._editor.open_source()
            return
        if event.key() == Qt.Key.Key_Escape:
            self._editor.revert()
            event.ignore()  # the panel gives the keyboard back to the map
            return
        super().keyPressEvent(event)


class ChoiceEditor(QComboBox):
    """One of a few values, or none."""

    def __init__(self, field: Field, put: Put, *, optional: bool = True) -> None:
        super().__init__()
        self.setObjectName(f"field-{field.key}")
        self.setAccessibleName(field.title)
        self.setMinimumWidth(60)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._put = put
        if optional:
            self.addItem(field.empty or _("Not entered"), None)
        for value, title in field.choices:
            self.addItem(title, value)
        self.activated.connect(lambda _index: put(self.currentData()))

    def show_value(self, value: Any) -> None:
        """Show what the map holds."""
        index = self.findData(value)
        if index < 0:  # kept from when there were other choices
            self.setPlaceholderText(getattr(value, "typed", str(value)))
        if index != self.currentIndex():
            with QSignalBlocker(self):
                self.setCurrentIndex(index)

    def show_several(self) -> None:
        """Show that the selected elements differ."""
        self.setPlaceholderText(SEVERAL)
        with QSignalBlocker(self):
            self.setCurrentIndex(-1)

    def forget(self) -> None:
        """Nothing is typed here."""

    def wheelEvent(self, event: object) -> None:
        event.ignore()  # type: ignore[attr-defined]  # scrolling the panel must not change a value


class ElementEditor(ChoiceEditor):
    """Another element of the map, by its name, or none."""

    def __init__(self, field: Field, put: Put) -> None:
        super().__init__(field, lambda id_: put(id_ or ""))
        self._offered: tuple[tuple[str, str], ...] = ()

    def offer(self, choices: tuple[tuple[str, str], ...]) -> None:
        """Offer these elements, each an id with its name."""
        if choices == self._offered:
            return
        self._offered = choices
        here = self.currentData()
        with QSignalBlocker(self):
            for at in reversed(range(1, self.count())):
                self.removeItem(at)
            for id_, name in choices:
                self.addItem(name, id_)
            self.setCurrentIndex(self.findData(here))

    def show_value(self, value: Any) -> None:
        """Show which element the map holds."""
        super().show_value(value or None)


class FlagEditor(QCheckBox):
    """Yes or no."""

    def __init__(self, field: Field, put: Put) -> None:
        super().__init__()
        self.setObjectName(f"field-{field.key}")
        self.setAccessibleName(field.title)
        self.clicked.connect(self._clicked)
        self._put = put

    def show_value(self, value: Any) -> None:
        """Show what the map holds."""
        with QSignalBlocker(self):
            self.setTristate(False)
            self.setText("")
            self.setChecked(bool(value))

    def show_several(self) -> None:
        """Show that the selected elements differ."""
        with QSignalBlocker(self):
            self.setTristate(True)
            self.setCheckState(Qt.CheckState.PartiallyChecked)
            self.setText(SEVERAL)

    def forget(self) -> None:
        """Nothing is typed here."""

    def _clicked(self) -> None:
        """Yes or no; from "several" to yes."""
        self._put(self.checkState() != Qt.CheckState.Unchecked)
