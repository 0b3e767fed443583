"""The pages of the properties: one element, several, or the map itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFormLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from vsm_desktop.assets import _
from vsm_desktop.drawing.called import offered, title_in
from vsm_desktop.edit.edits import set_fields_of
from vsm_desktop.edit.texts import EVERYDAY, common_fields
from vsm_desktop.metrics.report import Report, Result
from vsm_desktop.model.display import percent, with_unit
from vsm_desktop.model.fields import Field
from vsm_desktop.model.flows import Flow
from vsm_desktop.model.names import names_of
from vsm_desktop.model.nodes import Node
from vsm_desktop.model.units import TimeUnit
from vsm_desktop.model.value import of_ids
from vsm_desktop.tools.desk import Desk
from vsm_desktop.ui.forms import Form, Offered, section
from vsm_desktop.ui.sums import SUMS, sums

_LONG = 60
_RESULTS = (
    ("utilization", _("Load")),
    ("capacity_per_day", _("Capacity")),
    ("required_per_day", _("Needed")),
    ("effective_ct_s", _("Effective C/T")),
    ("days_of_supply", _("Days of supply")),
)


class FormPage(QWidget):
    """A heading with what it is beneath, then forms."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("panel")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(14, 14, 14, 14)
        self.column.setSpacing(4)
        self.heading = QLabel()
        self.heading.setObjectName("title")
        self.heading.setWordWrap(True)
        self.under = QLabel()
        self.under.setObjectName("quiet")
        self.under.setWordWrap(True)
        self.column.addWidget(self.heading)
        self.column.addWidget(self.under)

    def focus_first(self) -> None:
        """Put the cursor into the first field, where there is one."""


class ElementPage(FormPage):
    """What is selected, one symbol or arrow or several: the fields they have in common, then what they lead to."""

    asked = Signal(str, QPoint)

    def __init__(self, desk: Desk, elements: Sequence[Node | Flow]) -> None:
        super().__init__()
        self.desk = desk
        self.ids: tuple[str, ...] = ()
        own = desk.frame.stream.own_fields
        fields = names_of(desk.frame.state).rows(common_fields(elements, own))
        if len(elements) > 1:  # lists are typed for one element at a time
            fields = tuple(field for field in fields if field.shape not in ("variants", "elements"))
        kinds = {element.kind for element in elements}
        everyday = frozenset(
            key for kind in kinds for key in EVERYDAY.get(kind, (field.key for field in fields))
        )
        everyday |= {field.key for field in own}  # what somebody added he wants to see
        everyday &= {field.key for field in fields}
        hides = len(everyday) < len(fields)
        always = everyday if hides else None
        self._titles = {field.key: field.title for field in fields}
        self.form = Form(fields, self._write, desk.end_merge, always=always, write_source=self._write_source)
        self.form.result_of = self._result_of
        self.form.offered = self._offered
        data = section(_("Data"), self.form)
        self.column.addWidget(data)
        data.setVisible(bool(fields))
        self.results = QFormLayout()
        self._results_box = QWidget()
        self._results_box.setLayout(self.results)
        self._values: dict[str, Figure] = {}
        self._results_section = section(_("Results"), self._results_box)
        self.results.setContentsMargins(0, 0, 0, 0)
        self.column.addWidget(self._results_section)
        self.column.addStretch(1)

    def focus_first(self) -> None:
        """Put the cursor into the first field."""
        focus_first_of(self.form)

    def show_desk(self, desk: Desk) -> None:
        """Show the elements as they are now; for others of the same kinds the widgets stay, and with them the focus."""
        elements = chosen(desk)
        if not elements:
            return
        ids = tuple(element.id for element in elements)
        if ids != self.ids:
            self.ids = ids
            self.form.forget()
        names = names_of(desk.frame.state)
        heading, under = (
            _several(elements),
            ", ".join(dict.fromkeys(names.symbol(one.kind) for one in elements)),
        )
        if len(ids) == 1:
            under = title_in(elements[0], names)
            heading = _heading(elements[0], under)
        self.heading.setText(heading)
        self.under.setText(under)
        self.under.setVisible(self.under.text() != heading)  # said once is enough
        self.form.times = desk.frame.state.options.time_unit
        self.form.show_record(*elements)
        if len(ids) == 1:
            self._show_results(_step_results(desk.frame.report, ids[0]), desk)
        else:
            self._show_results(sums(elements, desk.frame.report), desk)

    def _result_of(self, element: Node | Flow, key: str) -> Result | None:
        step = self.desk.frame.report.step(element.id)
        return step.metrics.get(key) if step else None

    def _offered(self, field: Field, elements: Sequence[Node | Flow]) -> Offered:
        return offered(field, elements, self.desk.frame.state)

    def _write(self, key: str, value: Any) -> None:
        label = _("Change {field}").format(field=self._titles[key].lower())
        self.desk.commit(label, set_fields_of(frozenset(self.ids), **{key: value}), merge=f"{self.ids}.{key}")

    def _write_source(self, key: str, value: Any) -> None:
        edit = set_fields_of(frozenset(self.ids), **{key: value})
        self.desk.commit(source_label(self._titles[key]), edit, merge=f"{self.ids}.{key}.source")

    def _show_results(self, found: Mapping[str, Result], desk: Desk) -> None:
        times = desk.frame.state.options.time_unit
        self._results_section.setVisible(bool(found))
        for key, title in (*_RESULTS, *SUMS):
            if key in found and key not in self._values:
                self._values[key] = Figure(_("{title}: ask why").format(title=title))
                self._values[key].asked.connect(partial(self._ask, key))
                label = QLabel(title)
                label.setObjectName("field")
                self.results.addRow(label, self._values[key])
        for key, label in self._values.items():
            self.results.setRowVisible(label, key in found)
            _show_result(label, key, found.get(key, Result(None)), times)

    def _ask(self, key: str, at: QPoint) -> None:
        if len(self.ids) == 1:
            self.asked.emit(f"{key}.{self.ids[0]}", at)


class Figure(QLabel):
    """A result that says how it came about when it is clicked, or by Enter."""

    asked = Signal(QPoint)

    def __init__(self, words: str) -> None:
        super().__init__()
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleDescription(words)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self._ask()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._ask()
        else:
            super().keyPressEvent(event)

    def _ask(self) -> None:
        self.asked.emit(self.mapToGlobal(self.rect().bottomLeft()))


def chosen(desk: Desk) -> list[Node | Flow]:
    """What is selected, in the order of the map."""
    state = desk.frame.state
    return of_ids((*state.nodes, *state.flows), desk.selection)


def focus_first_of(form: Form) -> None:
    editor = next(iter(form.editors.values()), None)
    target = getattr(editor, "line", editor)
    if target is not None:
        target.setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(target, QLineEdit):
            target.selectAll()


def _step_results(report: Report, id_: str) -> dict[str, Result]:
    step = report.step(id_)
    return {key: step.metrics[key] for key, _title in _RESULTS if step and key in step.metrics}


def _show_result(label: QLabel, key: str, result: Result, times: TimeUnit | None) -> None:
    if key == "utilization" and result.number is not None:
        text = f"{percent(result.number)} %"
        over = result.number > 1 + 1e-9
        label.setText(f"▲ {text}" if over else text)
        name = "alert" if over else "result"
    else:
        number, unit = with_unit(result.number, result.unit, times)
        label.setText(f"{number} {unit}".strip())
        name = "result"
    label.setToolTip(result.reason)
    if label.objectName() != name:
        label.setObjectName(name)
        label.style().unpolish(label)
        label.style().polish(label)


def source_label(title: str) -> str:
    return _("Change source of {field}").format(field=title.lower())


def _several(elements: Sequence[Node | Flow]) -> str:
    return _("{count} selected").format(count=len(elements))


def _heading(element: Node | Flow, title: str) -> str:
    """What an element is called, in one line that ends in an ellipsis if it is long."""
    words = " ".join(str(getattr(element, "name", "") or getattr(element, "label", "")).split())
    return (words if len(words) <= _LONG else f"{words[: _LONG - 1].rstrip()}…") or title
