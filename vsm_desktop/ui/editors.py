"""One editor for each shape of field: quantity, text, choice, flag, quantities by variant."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QPointF, QSignalBlocker, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from vsm_desktop.assets import _
from vsm_desktop.edit.entry import Wrong, entry_text, read_entry, read_quantity
from vsm_desktop.model.fields import Field
from vsm_desktop.model.quantity import VariantQuantity

Put = Callable[[Any], None]


class LineEditor(QWidget):
    """A line of text; what is typed counts at once, what cannot count is explained beneath when typing ends."""

    def __init__(self, field: Field, put: Put, done: Callable[[], None]) -> None:
        super().__init__()
        self.field = field
        self._put, self._done = put, done
        self._wrong = ""
        self._held: Any = None  # what the map held before typing began
        self._typed_value: Any = None
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

    def show_value(self, value: Any) -> None:
        """Show what the map holds, unless a hand is typing here."""
        text = entry_text(value, self.field)
        if self.line.hasFocus() and self.line.isModified():
            return
        if self._wrong and value == self._held:
            return
        self._held = value
        if self.line.text() != text:
            with QSignalBlocker(self.line):
                self.line.setText(text)
        self._say("")

    def revert(self) -> None:
        """Forget what was typed and cannot stand."""
        self.line.setModified(False)
        self._say("")

    def _typed(self, text: str) -> None:
        try:
            value = read_entry(text, self.field)
        except Wrong as wrong:
            self._wrong = str(wrong)
            return
        self._wrong = ""
        self._say("")
        self._typed_value = value
        self._put(value)

    def _finished(self) -> None:
        """What cannot stand is explained and stays as typed; the map gets back what it held before."""
        if self._wrong:
            self._say(self._wrong)
            self._put(self._held)
        elif self.line.isModified():
            self._held = self._typed_value
            self.line.setModified(False)
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
    """A line edit in which Escape gives the value back."""

    def __init__(self, editor: LineEditor) -> None:
        super().__init__()
        self._editor = editor

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._editor.revert()
            self.clearFocus()
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

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.palette().text().color(), 1.5))
        x, y = self.width() - 15, self.height() / 2 + 1.5
        painter.drawPolyline([QPointF(x - 3.5, y - 3.5), QPointF(x, y), QPointF(x + 3.5, y - 3.5)])

    def wheelEvent(self, event: object) -> None:
        event.ignore()  # type: ignore[attr-defined]  # scrolling the panel must not change a value


class FlagEditor(QCheckBox):
    """Yes or no."""

    def __init__(self, field: Field, put: Put) -> None:
        super().__init__()
        self.setObjectName(f"field-{field.key}")
        self.setAccessibleName(field.title)
        self.clicked.connect(put)

    def show_value(self, value: Any) -> None:
        """Show what the map holds."""
        with QSignalBlocker(self):
            self.setChecked(bool(value))


class VariantsEditor(QWidget):
    """Quantities by variant: a name and a quantity in each row."""

    def __init__(self, field: Field, put: Put, done: Callable[[], None]) -> None:
        super().__init__()
        self.setObjectName(f"field-{field.key}")
        self._field, self._put, self._done = field, put, done
        self._values: tuple[VariantQuantity, ...] = ()
        self._rows: list[tuple[QLineEdit, LineEditor]] = []
        self._grid = QGridLayout()
        self._grid.setSpacing(4)
        add = QPushButton(_("Add a variant"))
        add.setObjectName("link")
        add.setAccessibleName(_("{field}: add a variant").format(field=field.title))
        add.clicked.connect(self._add)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._grid)
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

    def _pending(self) -> bool:
        return len(self._rows) > len(self._values)

    def _build(self, value: tuple[VariantQuantity, ...]) -> None:
        while item := self._grid.takeAt(0):
            if widget := item.widget():
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
        at = len(self._rows)
        self._grid.addWidget(name, at, 0)
        self._grid.addWidget(quantity, at, 1)
        self._rows.append((name, quantity))

    def _add(self) -> None:
        self._row()
        self._rows[-1][0].setFocus(Qt.FocusReason.TabFocusReason)

    def _collect(self) -> None:
        """Rows with both a name and a readable quantity count; emptied rows go."""
        found = []
        for name, editor in self._rows:
            try:
                quantity = read_quantity(editor.line.text(), self._field)
            except Wrong:
                return
            if quantity is not None and name.text().strip():
                found.append(VariantQuantity(variant=name.text().strip(), quantity=quantity))
        self._values = tuple(found)
        self._put(self._values)
