"""Small parts of the forms for own fields: a line with a sentence beneath, a choice, a row with its label."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QComboBox, QFormLayout, QLabel, QLineEdit, QVBoxLayout, QWidget


class Line(QWidget):
    """A line of text and a sentence beneath it: what is wrong, or what it comes to."""

    def __init__(self, name: str, key: str, typed: Callable[[str], None], *aside: QWidget) -> None:
        super().__init__()
        self.line = QLineEdit()
        self.line.setAccessibleName(name)
        self.line.setObjectName(f"own-{key}")
        self.line.textEdited.connect(typed)
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.words.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addWidget(self.line)
        column.addWidget(self.words)
        for widget in aside:
            column.addWidget(widget)

    def show_text(self, text: str) -> None:
        """Show what it holds, unless that is what stands there."""
        if self.line.text() != text:
            with QSignalBlocker(self.line):
                self.line.setText(text)

    def say(self, text: str, wrong: bool = True) -> None:
        """Put a sentence beneath: in alarm, or quietly."""
        name = "wrong" if wrong else "quiet"
        if self.words.objectName() != name:
            self.words.setObjectName(name)
            _polish(self.words)
        if self.words.text() != text:
            self.words.setText(text)
            self.line.setAccessibleDescription(text)
        alarmed = bool(text) and wrong
        if bool(self.line.property("wrong")) != alarmed:
            self.line.setProperty("wrong", alarmed)
            _polish(self.line)
        self.words.setVisible(bool(text))


class Pick(QComboBox):
    """One of some values."""

    def __init__(self, name: str, key: str, picked: Callable[[], None]) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setObjectName(f"own-{key}")
        self.setMinimumWidth(120)
        self.activated.connect(lambda _index: picked())

    def offer(self, choices: Iterable[tuple[str, str]], value: str) -> None:
        """Offer these values with their titles; one that is not among them stands there all the same."""
        listed = list(choices)
        if value not in dict(listed):
            listed.append((value, value))
        with QSignalBlocker(self):
            if [self.itemData(i) for i in range(self.count())] != [key for key, _title in listed] or any(
                self.itemText(i) != title for i, (_key, title) in enumerate(listed)
            ):
                self.clear()
                for key, title in listed:
                    self.addItem(title, key)
            self.setCurrentIndex(self.findData(value))

    @property
    def value(self) -> str:
        """The value that is chosen."""
        return str(self.currentData())


def rows() -> QFormLayout:
    """A form as all forms look here."""
    form = QFormLayout()
    form.setContentsMargins(0, 0, 0, 0)
    form.setVerticalSpacing(10)
    form.setHorizontalSpacing(12)
    form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
    return form


def add_row(form: QFormLayout, title: str, widget: QWidget) -> None:
    """A row with its label at the left."""
    label = QLabel(title)
    label.setObjectName("field")
    label.setFixedWidth(112)
    label.setBuddy(getattr(widget, "line", widget))
    form.addRow(label, widget)


def _polish(widget: QWidget) -> None:
    widget.style().unpolish(widget)
    widget.style().polish(widget)
