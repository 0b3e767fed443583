"""Forms made from the field table: one row per field, label left, editor right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Union

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from vsm_desktop.assets import _
from vsm_desktop.metrics.explain.words import CHOICES
from vsm_desktop.metrics.report import Result
from vsm_desktop.model.fields import Field
from vsm_desktop.model.own import value_at
from vsm_desktop.model.units import TimeUnit
from vsm_desktop.ui.editors import ChoiceEditor, ElementEditor, FlagEditor, LineEditor
from vsm_desktop.ui.result_row import ResultRow
from vsm_desktop.ui.variants import VariantsEditor

if TYPE_CHECKING:
    from vsm_desktop.ui.elements import ElementsEditor
    from vsm_desktop.ui.lines import LinesEditor
    from vsm_desktop.ui.wrapped import WrappedEditor

Write = Callable[[str, Any], None]
Editor = Union[
    LineEditor,
    ChoiceEditor,
    FlagEditor,
    VariantsEditor,
    ResultRow,
    "ElementsEditor",
    "LinesEditor",
    "WrappedEditor",
]
Offered = tuple[tuple[str, str], ...]


class Form(QWidget):
    """The fields of one record; with `always`, only those and the ones with data are shown until all are asked for.

    With `write_source`, it can be said of quantities where they come from; the value is given with its other source.
    """

    def __init__(
        self,
        fields: Sequence[Field],
        write: Write,
        done: Callable[[], None],
        required: frozenset[str] = frozenset(),
        always: frozenset[str] | None = None,
        write_source: Write | None = None,
    ) -> None:
        super().__init__()
        self._fields = tuple(fields)
        self._always = always
        self.times: TimeUnit | None = None  # in which results are shown
        self.result_of: Callable[[Any, str], Result | None] = lambda _record, _key: None
        self.offered: Callable[[Field, Sequence[Any]], Offered] = lambda _field, _records: ()
        self._kept: set[str] = set(always or ())
        self.editors: dict[str, Editor] = {}
        self._records: Sequence[Any] = ()
        self._shown: dict[str, Any] = {}  # the very values, which an edit of others leaves the same objects
        self._rows = rows = QFormLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setVerticalSpacing(5)
        rows.setHorizontalSpacing(8)
        rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        rows.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        for field in self._fields:
            editor = _editor(field, write, done, field.key not in required, write_source)
            self.editors[field.key] = editor
            if field.shape == "elements":
                rows.addRow(editor)  # as wide as the form, under a title of its own
                continue
            label = QLabel(field.title)
            label.setObjectName("field")
            label.setWordWrap(True)
            beneath = field.lines and not field.wraps  # as wide as the form, under its label
            if not beneath:
                label.setFixedWidth(92)
            label.setBuddy(getattr(editor, "line", editor))
            if beneath:
                rows.addRow(label)
                rows.addRow(editor)
                continue
            rows.addRow(label, editor)
        self._more = QPushButton(_("Show all fields"))
        self._more.setObjectName("link")
        self._more.clicked.connect(self._show_all)
        rows.addRow(self._more)
        self._more.setVisible(always is not None)

    def show_record(self, *records: Any) -> None:
        """Show the values of a record, or those several records have in common."""
        self._records = records
        for field in self._fields:
            if field.shape == "formula":
                self._show_results(field, records)
                continue
            values = [value_at(record, field.key) for record in records]
            if self._always is None or field.key in self._kept or any(values):
                self._offer(field, records)  # what is hidden need not know the steps of the map
            if field.key in self._shown and all(value is self._shown[field.key] for value in values):
                continue
            self._shown.pop(field.key, None)
            if all(value == values[0] for value in values[1:]):
                if self.editors[field.key].show_value(values[0]) is not False:
                    self._shown[field.key] = values[0]
            else:
                self.editors[field.key].show_several()
            if self._always is not None:
                if any(value not in (None, "", (), False) for value in values):
                    self._kept.add(field.key)
                self._rows.setRowVisible(self.editors[field.key], field.key in self._kept)

    def _offer(self, field: Field, records: Sequence[Any]) -> None:
        if isinstance(editor := self.editors[field.key], ElementEditor):
            editor.offer(self.offered(field, records))

    def _show_results(self, field: Field, records: Sequence[Any]) -> None:
        """The result of a formula at a step; several steps have several."""
        editor = self.editors[field.key]
        assert isinstance(editor, ResultRow)
        if len(records) == 1:
            editor.show_value(self.result_of(records[0], field.key), self.times)
        else:
            editor.show_several()

    def forget(self) -> None:
        """Other records of the same fields come."""
        self._kept = set(self._always or ())
        self._shown.clear()
        for editor in self.editors.values():
            editor.forget()

    def _show_all(self) -> None:
        self._always = None
        for field in self._fields:
            self._offer(field, self._records)
        hidden = [editor for editor in self.editors.values() if not self._rows.isRowVisible(editor)]
        for editor in hidden:
            self._rows.setRowVisible(editor, True)
        if hidden:  # before the button goes, or the keyboard would land anywhere
            hidden[0].setFocus(Qt.FocusReason.TabFocusReason)
        self._more.hide()


def _editor(
    field: Field, write: Write, done: Callable[[], None], optional: bool, write_source: Write | None
) -> Editor:
    def put(value: Any) -> None:
        write(field.key, value)

    def put_source(value: Any) -> None:
        assert write_source is not None
        write_source(field.key, value)

    match field.shape:
        case "choice":
            return ChoiceEditor(field, put, optional=optional)
        case "flag":
            return FlagEditor(field, put)
        case "variants":
            return VariantsEditor(field, put, done, put_source if write_source is not None else None)
        case "elements":
            from vsm_desktop.ui.elements import ElementsEditor

            return ElementsEditor(field, put, done)
        case "element":
            return ElementEditor(field, put)
        case "text" if field.wraps:
            from vsm_desktop.ui.wrapped import WrappedEditor

            return WrappedEditor(field, put, done)
        case "text" if field.lines:
            from vsm_desktop.ui.lines import LinesEditor

            return LinesEditor(field, put, done)
        case "quantity" if write_source is not None:
            return LineEditor(field, put, done, put_source)
        case "formula":
            return ResultRow(field)
        case _:
            return LineEditor(field, put, done)


def section(title: str, *widgets: QWidget) -> QWidget:
    """A heading over some widgets."""
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 8, 0, 4)
    column.setSpacing(6)
    heading = QLabel(title)
    heading.setObjectName("section")
    column.addWidget(heading)
    for widget in widgets:
        column.addWidget(widget)
    return box


def text_field(key: str, title: str, hint: str = "") -> Field:
    """A row for a text that is no data field: what a document says of itself."""
    return Field(key, key, title, title, (), shape="text", hint=hint)


def choice_field(key: str, title: str, choices: tuple[tuple[str, str], ...]) -> Field:
    """A row for a choice that is no data field: a convention, a paper."""
    return Field(key, key, title, title, (), shape="choice", choices=choices)


LADDER_SCALE = choice_field(
    "ladder_scale", _("Ladder"), (("even", _("under its boxes")), ("to_scale", _("to scale")))
)


def _convention(option: str, title: str) -> Field:
    """The row of one option of the map, in the words its choices have everywhere."""
    return choice_field(option, title, tuple((str(value), words) for value, words in CHOICES[option]))


OPTION_FIELDS = (
    _convention("lead_time_mode", _("Lead time")),
    _convention("day_base", _("One day is")),
    _convention("branch_time_mode", _("Branches")),
    _convention("rework_mode", _("Rework")),
    _convention("batch_mode", _("A piece moves")),
    _convention("stock_rate", _("Stock is divided by")),
    Field(
        "dispatch_wait",
        "dispatch_wait",
        _("Dispatch"),
        _("Half of the shipment interval counts"),
        (),
        shape="flag",
    ),
)
