"""The editor of quantities by variant: a name and a quantity in each row."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from vsm_desktop.assets import _
from vsm_desktop.edit.entry import Wrong, joined, read_quantity
from vsm_desktop.model.fields import Field
from vsm_desktop.model.provenance import renewed
from vsm_desktop.model.quantity import Quantity, VariantQuantity
from vsm_desktop.ui.editors import LineEditor, Put


class VariantsEditor(QWidget):
    """Quantities by variant: a name and a quantity in each row."""

    def __init__(
        self, field: Field, put: Put, done: Callable[[], None], put_source: Put | None = None
    ) -> None:
        super().__init__()
        self._put_source = put_source
        self.setObjectName(f"field-{field.key}")
        self.setAccessibleName(field.title)
        self._field, self._put, self._done = replace(field, shape="quantity"), put, done
        self._values: tuple[VariantQuantity, ...] = ()
        self._before: dict[str, Quantity] = {}  # what the map held before typing began
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
        if not any(line.isModified() for name, editor in self._rows for line in (name, editor.line)):
            self._before = {part.variant: part.quantity for part in value}
        if (
            self._pending()
        ):  # a row without a quantity is none of the map's: the others are told apart by name
            here = {part.variant: part.quantity for part in value}
            for name, quantity in self._rows:
                if (found := here.get(name.text().strip())) is not None:
                    quantity.show_value(found)
            return
        for part, (name, quantity) in zip(value, self._rows, strict=False):
            if not (name.hasFocus() and name.isModified()):
                name.setText(part.variant)
            quantity.show_value(part.quantity)

    def show_several(self) -> None:
        """Quantities by variant are shown for one element at a time."""

    def forget(self) -> None:
        """Another element comes: its rows are made anew."""
        self._build(())
        self._values, self._before = (), {}

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
        number = len(self._rows)
        put_source = partial(self._source_said, number) if self._put_source is not None else None
        quantity = LineEditor(
            self._field, lambda _value: self._collect(), self._done, put_source, narrow=True
        )
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

    def _source_said(self, number: int, value: Quantity) -> None:
        """One of the quantities comes from elsewhere than was said."""
        variant = self._rows[number][0].text().strip()
        if self._put_source is None or variant not in {part.variant for part in self._values}:
            return
        self._values = tuple(
            part.evolve(quantity=value) if part.variant == variant else part for part in self._values
        )
        self._put_source(self._values)

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
                variant = name.text().strip()
                quantity = renewed(self._before.get(variant), quantity)
                found.append(VariantQuantity(variant=variant, quantity=quantity))
        self._values = tuple(found)
        self._put(self._values)
