"""The work elements of a process as a list: what is done, how long it takes, what it is worth, and who does it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QToolButton, QVBoxLayout, QWidget

from vsm_desktop.assets import _
from vsm_desktop.model.display import duration
from vsm_desktop.model.fields import Field
from vsm_desktop.model.quantity import Quantity
from vsm_desktop.model.work import ValueClass, WorkElement, seconds
from vsm_desktop.ui.editors import ChoiceEditor, LineEditor, Put

_CLASSES = (("VA", _("Adds value")), ("NNVA", _("Necessary")), ("NVA", _("Adds no value")))  # in short
_CLASS = Field("va", "va", _("Value"), _("Value class"), (), shape="choice", choices=_CLASSES)


class ElementsEditor(QWidget):
    """A list that grows by a link under it; a row counts as soon as its time can be read."""

    def __init__(self, field: Field, put: Put, done: Callable[[], None]) -> None:
        super().__init__()
        self.setObjectName(f"field-{field.key}")
        self.setAccessibleName(field.title)
        self._time = replace(field, shape="quantity", title=_("Time"), hint="")
        self._put, self._done = put, done
        self._values: tuple[WorkElement, ...] = ()
        self.rows: list[_Row] = []
        self.heading = QLabel(field.title)
        self.heading.setObjectName("field")
        self._lines = QVBoxLayout()
        self._lines.setSpacing(14)
        self.add_link = QPushButton(_("Add a work element"))
        self.add_link.setObjectName("link")
        self.add_link.clicked.connect(self._add)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 4)
        column.setSpacing(4)
        column.addWidget(self.heading)
        column.addLayout(self._lines)
        column.addWidget(self.add_link, alignment=Qt.AlignmentFlag.AlignLeft)

    def show_value(self, value: tuple[WorkElement, ...]) -> None:
        """Show what the map holds; rows that have no time yet stay."""
        rows = [row for row in self.rows if row.counts] if value == self._values else self.rows
        if len(value) != len(rows):
            self._build(len(value))
            rows = self.rows
        self._values = value
        for element, row in zip(value, rows, strict=True):
            row.show_element(element)
        total = " ".join(duration(seconds(value)))
        title = self.accessibleName()
        self.heading.setText(_("{title}, {time} in all").format(title=title, time=total) if value else title)

    def show_several(self) -> None:
        """Work elements are shown for one process at a time."""

    def forget(self) -> None:
        """Another process comes: its rows are made anew."""
        self._build(0)
        self._values = ()

    def _build(self, count: int) -> None:
        while self.rows:
            self._take_away(self.rows[-1])
        for _number in range(count):
            self._append()

    def _append(self) -> _Row:
        row = _Row(self._time, self._collect, self._done, self._remove)
        self._lines.addWidget(row)
        self.rows.append(row)
        return row

    def _take_away(self, row: _Row) -> None:
        self.rows.remove(row)
        self._lines.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _add(self) -> None:
        """A row of its own step: what was typed before it is finished."""
        self._done()
        self._append().name.setFocus(Qt.FocusReason.TabFocusReason)

    def _remove(self, row: _Row) -> None:
        """Take a row out, as a step of its own, and leave the keyboard near it."""
        at = self.rows.index(row)
        self._done()
        self._take_away(row)
        self._collect()
        self._done()
        near = self.rows[min(at, len(self.rows) - 1)].remove if self.rows else self.add_link
        near.setFocus(Qt.FocusReason.OtherFocusReason)

    def _collect(self) -> None:
        """Every row that has a time counts."""
        self._values = tuple(filter(None, (row.element() for row in self.rows)))
        self._put(self._values)


class _Row(QWidget):
    """One element in two lines: name and time, then value class and operator."""

    def __init__(
        self,
        field: Field,
        collect: Callable[[], None],
        done: Callable[[], None],
        remove: Callable[[_Row], None],
    ) -> None:
        super().__init__()
        self.name = _text(_("Element"), _("Work element"), collect, done)
        self._held: Quantity | None = None
        self.time = LineEditor(field, self._timed, done)
        self.time.show_value(None)
        self.time.line.setObjectName("element-time")
        self.va = ChoiceEditor(_CLASS, self._choose, optional=False)
        self.operator = _text(_("Operator"), _("Operator"), collect, done)
        self.remove = QToolButton()
        self.remove.setText("✕")
        self.remove.setToolTip(_("Remove this work element"))
        self.remove.setAccessibleName(_("Remove this work element"))
        self.remove.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.remove.clicked.connect(lambda _checked=False: remove(self))
        self._collect, self._done = collect, done
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for widgets in (
            ((self.name, 5), (self.time, 3), (self.remove, 0)),
            ((self.va, 5), (self.operator, 3)),
        ):
            line = QHBoxLayout()
            line.setSpacing(4)
            for widget, share in widgets:
                line.addWidget(widget, share, Qt.AlignmentFlag.AlignTop)
            if widgets[-1][0] is self.operator:
                line.addSpacing(self.remove.sizeHint().width() + 4)
            column.addLayout(line)

    def show_element(self, element: WorkElement) -> None:
        """Show an element, but not over what is being typed."""
        for line, text in ((self.name, element.name), (self.operator, element.operator)):
            if line.text() != text and not (line.hasFocus() and line.isModified()):
                line.setText(text)
        self._held = element.time
        self.time.show_value(element.time)
        self.va.show_value(element.va)
        name = element.name or _("unnamed")
        self.remove.setAccessibleName(_("Remove work element {name}").format(name=name))

    @property
    def counts(self) -> bool:
        """Whether it has a time, without which it is no element."""
        return self._held is not None

    def element(self) -> WorkElement | None:
        """What the row says; None while it has no time."""
        if self._held is None:
            return None
        va = cast(ValueClass, self.va.currentData() or "VA")
        return WorkElement(name=self.name.text(), time=self._held, va=va, operator=self.operator.text())

    def _timed(self, time: Quantity | None) -> None:
        """A time was typed, or taken back; what cannot be read never comes here."""
        self._held = time
        self._collect()

    def _choose(self, _value: Any) -> None:
        self._collect()
        self._done()


def _text(hint: str, name: str, collect: Callable[[], None], done: Callable[[], None]) -> QLineEdit:
    line = QLineEdit()
    line.setMinimumWidth(40)
    line.setPlaceholderText(hint)
    line.setAccessibleName(name)
    line.textEdited.connect(lambda _typed: collect())
    line.editingFinished.connect(done)
    return line
