"""What a formula comes to at the selected step, or why there is no result: read, not typed."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from vsm_desktop.assets import _
from vsm_desktop.drawing.own import figure_words
from vsm_desktop.metrics.report import Result
from vsm_desktop.model.fields import Field
from vsm_desktop.model.units import TimeUnit


class ResultRow(QWidget):
    """A line one can read and copy from, with the reason beneath where there is no result."""

    def __init__(self, field: Field) -> None:
        super().__init__()
        self.field = field
        self.line = QLineEdit()
        self.line.setReadOnly(True)
        self.line.setMinimumWidth(60)
        self.line.setObjectName("result-line")
        self.line.setAccessibleName(field.title)
        self.line.setToolTip(f"{field.title} = {field.hint}")
        self.reason = QLabel()
        self.reason.setObjectName("quiet")
        self.reason.setWordWrap(True)
        self.reason.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.line)
        column.addWidget(self.reason)

    def show_value(self, result: Result | None, times: TimeUnit | None = None) -> None:
        """Show a result, or the reason why there is none."""
        number = result.number if result is not None else None
        why = result.reason if result is not None else _("It is not part of the flow.")
        text = " ".join(part for part in figure_words(number, self.field.dimension or "count", times) if part)
        self._show(text, why if number is None else "")

    def show_several(self) -> None:
        """Several steps have several results."""
        self._show("", _("Select one step to see its result."))

    def forget(self) -> None:
        """Nothing is typed here."""

    def _show(self, text: str, why: str) -> None:
        if self.line.text() != text:
            self.line.setText(text)
            self.line.setCursorPosition(0)
        if self.reason.text() != why:
            self.reason.setText(why)
            self.line.setAccessibleDescription(why or self.field.hint)
        self.reason.setVisible(bool(why))
