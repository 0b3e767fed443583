"""One editor for each shape of field: quantity, text, choice, flag, quantities by variant."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from msgspec.structs import replace
from PySide6.QtCore import QEvent, QSignalBlocker, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from vsm_desktop.assets import _
from vsm_desktop.edit.entry import Wrong, joined, parted, read_entry, read_quantity
from vsm_desktop.model.fields import Field
from vsm_desktop.model.quantity import VariantQuantity

Put = Callable[[Any], None]
SEVERAL = _("several")


class LineEditor(QWidget):
    """A line of text; what is typed counts at once, what cannot count is explained beneath when typing ends."""

    def __init__(self, field: Field, put: Put, done: Callable[[], None]) -> None:
        super().__init__()
        self.field = field
        self._put, self._done = put, done
        self._wrong = ""
        self._held: Any = None  # what the map held before typing began
        self._typed_value: Any = None
        self._several = False
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
        return True

    def show_several(self) -> None:
        """Show that the selected elements differ; what is typed counts for all of them."""
        if self.line.hasFocus() and self.line.isModified():
            return
        self._several = True
        self._show("", "")
        self.line.setPlaceholderText(SEVERAL)

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
        self.line.unit.setVisible(bool(self.line.unit.text()) and not any(map(_is_word, text)))
        try:
            value = read_entry(joined(text, self.line.unit.text(), self.field), self.field)
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
            self._stand()

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
        self._stand()

    def _stand(self) -> None:
        wide = self.unit.sizeHint().width() if self.unit.text() else 0
        self.setTextMargins(0, 0, wide + 4 if wide else 0, 0)
        self.unit.setGeometry(self.width() - wide - 9, 0, wide, self.height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
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
            self.addItem(_("Not entered"), None)
        for value, title in field.choices:
            self.addItem(title, value)
        self.activated.connect(lambda _index: put(self.currentData()))

    def show_value(self, value: Any) -> None:
        """Show what the map holds."""
        index = self.findData(value)
        if index >= 0 and index != self.currentIndex():
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


class VariantsEditor(QWidget):
    """Quantities by variant: a name and a quantity in each row."""

    def __init__(self, field: Field, put: Put, done: Callable[[], None]) -> None:
        super().__init__()
        self.setObjectName(f"field-{field.key}")
        self.setAccessibleName(field.title)
        self._field, self._put, self._done = replace(field, shape="quantity"), put, done
        self._values: tuple[VariantQuantity, ...] = ()
        self._rows: list[tuple[QLineEdit, LineEditor]] = []
        self._lines = QVBoxLayout()
        self._lines.setSpacing(4)
        add = QPushButton(_("Add a variant"))
        add.setObjectName("link")
        add.setAccessibleName(_("{field}: add a variant").format(field=field.title))
        add.clicked.connect(self._add)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._lines)
        column.addWidget(add, alignment=Qt.AlignmentFlag.AlignLeft)

    def show_value(self, value: tuple[VariantQuantity, ...]) -> None:
        """Show what the map holds; rows being typed in stay."""
        if len(value) != len(self._rows) and not (self._pending() and value == self._values):
            self._build(value)
        self._values = value
        for part, (name, quantity) in zip(value, self._rows, strict=False):
            if not (name.hasFocus() and name.isModified()):
                name.setText(part.variant)
            quantity.show_value(part.quantity)

    def show_several(self) -> None:
        """Quantities by variant are shown for one element at a time."""

    def forget(self) -> None:
        """Another element comes: its rows are made anew."""
        self._build(())
        self._values = ()

    def _pending(self) -> bool:
        return len(self._rows) > len(self._values)

    def _build(self, value: tuple[VariantQuantity, ...]) -> None:
        while item := self._lines.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        self._rows = []
        for _part in value:
            self._row()

    def _row(self) -> None:
        name = QLineEdit()
        name.setMinimumWidth(50)
        name.setPlaceholderText(_("Variant"))
        name.setAccessibleName(_("Variant"))
        quantity = LineEditor(self._field, lambda _value: self._collect(), self._done)
        name.textEdited.connect(lambda _text: self._collect())
        name.editingFinished.connect(self._done)
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(name, 1)
        row.addWidget(quantity, 1)
        self._lines.addWidget(line)
        self._rows.append((name, quantity))

    def _add(self) -> None:
        self._row()
        self._rows[-1][0].setFocus(Qt.FocusReason.TabFocusReason)

    def _collect(self) -> None:
        """Rows with both a name and a readable quantity count; emptied rows go."""
        found = []
        for name, editor in self._rows:
            try:
                text = joined(editor.line.text(), editor.line.unit.text(), self._field)
                quantity = read_quantity(text, self._field)
            except Wrong:
                return
            if quantity is not None and name.text().strip():
                found.append(VariantQuantity(variant=name.text().strip(), quantity=quantity))
        self._values = tuple(found)
        self._put(self._values)


def _is_word(char: str) -> bool:
    return char.isalpha() or char in "%/:"
