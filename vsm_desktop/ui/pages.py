"""The pages of the properties: one element, several, or the map itself."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from vsm_desktop.assets import _
from vsm_desktop.edit.edits import delete, set_fields, set_options, set_state
from vsm_desktop.metrics.report import Report, Result
from vsm_desktop.model.display import percent, with_unit
from vsm_desktop.model.fields import MATERIAL, STOCKS, fields_of
from vsm_desktop.model.flows import Flow
from vsm_desktop.model.nodes import Node
from vsm_desktop.model.stream import ValueStream
from vsm_desktop.tools.desk import Desk
from vsm_desktop.tools.place import title_of
from vsm_desktop.ui.forms import OPTION_FIELDS, Form, choice_field, section, text_field

_EVERYDAY = {
    "process": frozenset({"name", "ct", "co", "uptime", "operators"}),
    "transport": frozenset({"name", "time", "interval", "vehicle"}),
    **dict.fromkeys(STOCKS, frozenset({"name", "qty", "qty_by_variant", "days"})),
    **dict.fromkeys(MATERIAL, frozenset({"label", "note", "vehicle"})),
}
_PAPERS = tuple((name, name) for name in ("A4", "A3", "A2", "A1", "A0", "Letter", "Tabloid"))
_RESULTS = (
    ("utilization", _("Load")),
    ("capacity_per_day", _("Capacity")),
    ("required_per_day", _("Needed")),
    ("effective_ct_s", _("Effective C/T")),
    ("days_of_supply", _("Days of supply")),
)


def _everyday(kind: str) -> frozenset[str] | None:
    """The fields that are offered before the rest is asked for; None where there are few anyway."""
    return _EVERYDAY.get(kind)


class _Page(QWidget):
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
        self.column.addWidget(self.heading)
        self.column.addWidget(self.under)

    def focus_first(self) -> None:
        """Put the cursor into the first field, where there is one."""


class ElementPage(_Page):
    """One symbol or arrow: its fields, then what they lead to."""

    def __init__(self, desk: Desk, id_: str) -> None:
        super().__init__()
        self.desk, self.id = desk, id_
        element = desk.frame.state.element(id_)
        kind = getattr(element, "kind", "")
        self.form = Form(fields_of(kind), self._write, desk.end_merge, always=_everyday(kind))
        self.column.addWidget(section(_("Data"), self.form))
        self.results = QFormLayout()
        self._results_box = QWidget()
        self._results_box.setLayout(self.results)
        self._values: dict[str, QLabel] = {}
        self._results_section = section(_("Results"), self._results_box)
        self.results.setContentsMargins(0, 0, 0, 0)
        self.column.addWidget(self._results_section)
        self.column.addStretch(1)

    def focus_first(self) -> None:
        """Put the cursor into the first field."""
        for editor in self.form.editors.values():
            target = getattr(editor, "line", editor)
            target.setFocus(Qt.FocusReason.OtherFocusReason)
            if hasattr(target, "selectAll"):
                target.selectAll()
            return

    def show_desk(self, desk: Desk) -> None:
        """Show the element as it is now."""
        element = desk.frame.state.element(self.id)
        if element is None:
            return
        self.heading.setText(_heading(element))
        self.under.setText(_kind_title(element))
        self.form.show_record(element)
        self._show_results(desk.frame.report)

    def _write(self, key: str, value: Any) -> None:
        label = _("Change {field}").format(field=key if key == "name" else key.upper())
        self.desk.commit(label, set_fields(self.id, **{key: value}), merge=f"{self.id}.{key}")

    def _show_results(self, report: Report) -> None:
        step = report.step(self.id)
        found = {key: step.metrics[key] for key, _title in _RESULTS if step and key in step.metrics}
        self._results_section.setVisible(bool(found))
        for key, title in _RESULTS:
            if key in found and key not in self._values:
                self._values[key] = QLabel()
                self._values[key].setAlignment(Qt.AlignmentFlag.AlignRight)
                label = QLabel(title)
                label.setObjectName("field")
                self.results.addRow(label, self._values[key])
        for key, label in self._values.items():
            _show_result(label, key, found.get(key, Result(None)))


def _show_result(label: QLabel, key: str, result: Result) -> None:
    if key == "utilization" and result.number is not None:
        text = f"{percent(result.number)} %"
        over = result.number > 1 + 1e-9
        label.setText(f"▲ {text}" if over else text)
        name = "alert" if over else "result"
    else:
        number, unit = with_unit(result.number, result.unit)
        label.setText(f"{number} {unit}".strip())
        name = "result"
    label.setToolTip(result.reason)
    if label.objectName() != name:
        label.setObjectName(name)
        label.style().unpolish(label)
        label.style().polish(label)


class SeveralPage(_Page):
    """Several things are selected."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        button = QPushButton(_("Delete them"))
        button.clicked.connect(lambda: desk.commit(_("Delete"), delete(desk.selection)))
        self.column.addWidget(button, alignment=Qt.AlignmentFlag.AlignLeft)
        self.column.addStretch(1)

    def show_desk(self, desk: Desk) -> None:
        """Say how many."""
        self.heading.setText(_("{count} selected").format(count=len(desk.selection)))


class MapPage(_Page):
    """Nothing is selected: the map itself, its calendar and conventions, and its problems."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        done = desk.end_merge
        self.stream_form = Form(
            (text_field("name", _("Product family")), text_field("site", _("Site"))), self._write_stream, done
        )
        self.state_form = Form(
            (
                text_field("name", _("State")),
                text_field("date", _("Date")),
                text_field("author", _("Author")),
                choice_field("paper", _("Paper"), _PAPERS),
            ),
            self._write_state,
            done,
            frozenset({"paper"}),
        )
        self.calendar_form = Form(fields_of("calendar"), self._write_calendar, done)
        required = frozenset(field.key for field in OPTION_FIELDS)
        self.options_form = Form(
            (*OPTION_FIELDS, *fields_of("options")[:1]), self._write_options, done, required
        )
        self.problems = QVBoxLayout()
        self.problems.setContentsMargins(0, 0, 0, 0)
        self.problems.setSpacing(0)
        holder = QWidget()
        holder.setLayout(self.problems)
        self._problem_section = section(_("Problems"), holder)
        self._shown_problems: tuple[object, ...] | None = None
        for widget in (
            section(_("Value stream"), self.stream_form, self.state_form),
            section(_("Working time"), self.calendar_form),
            section(_("Conventions"), self.options_form),
            self._problem_section,
        ):
            self.column.addWidget(widget)
        self.column.addStretch(1)

    def show_desk(self, desk: Desk) -> None:
        """Show the document and the state as they are now."""
        stream, state = desk.frame.stream, desk.frame.state
        self.heading.setText(stream.name or _("Value stream"))
        self.under.setText(state.name)
        self.stream_form.show_record(stream)
        self.state_form.show_record(state)
        self.calendar_form.show_record(stream.calendar_of(state))
        self.options_form.show_record(state.options)
        self._show_problems(desk)

    def _show_problems(self, desk: Desk) -> None:
        problems = tuple(problem for problem in desk.frame.report.problems if problem.severity != "info")
        if problems == self._shown_problems:
            return
        self._shown_problems = problems
        while item := self.problems.takeAt(0):
            if widget := item.widget():
                widget.deleteLater()
        for problem in problems:
            self.problems.addWidget(
                _problem_label(problem.message, partial(self._go, frozenset(problem.ids)))
            )
        self._problem_section.setVisible(bool(problems))

    def _go(self, ids: frozenset[str]) -> None:
        self.desk.select(ids)

    def _write_stream(self, key: str, value: Any) -> None:
        self._commit(key, lambda stream: stream.evolve(**{key: value}))

    def _write_state(self, key: str, value: Any) -> None:
        self.desk.commit(
            _("Change {field}").format(field=key), set_state(**{key: value}), merge=f"state.{key}"
        )

    def _write_calendar(self, key: str, value: Any) -> None:
        """A state with a calendar of its own keeps it; else the stream's changes."""
        state = self.desk.frame.state
        if state.calendar is not None:
            edit = set_state(calendar=state.calendar.evolve(**{key: value}))
            self.desk.commit(_("Change working time"), edit, merge=f"calendar.{key}")
        else:
            self._commit(key, lambda stream: stream.evolve(calendar=stream.calendar.evolve(**{key: value})))

    def _write_options(self, key: str, value: Any) -> None:
        options = self.desk.frame.state.options.evolve(**{key: value})
        self.desk.commit(_("Change convention"), set_options(options), merge=f"options.{key}")

    def _commit(self, key: str, edit: Callable[[ValueStream], ValueStream]) -> None:
        self.desk.commit_stream(_("Change {field}").format(field=key), edit, merge=f"stream.{key}")


def _problem_label(text: str, go: Callable[[], None]) -> QWidget:
    """A sentence that leads to the symbol; a button, so that the keyboard reaches it, that can wrap its text."""
    button = QPushButton()
    button.setObjectName("problem")
    button.setAccessibleName(text)
    label = QLabel(f"△ {text}")
    label.setWordWrap(True)
    label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    inner = QVBoxLayout(button)
    inner.setContentsMargins(0, 3, 0, 3)
    inner.addWidget(label)
    button.setMinimumHeight(label.heightForWidth(240) + 8)
    button.setCursor(Qt.CursorShape.PointingHandCursor)
    button.clicked.connect(go)
    return button


def _heading(element: Node | Flow) -> str:
    return str(getattr(element, "name", "") or getattr(element, "label", "")) or _kind_title(element)


_ARROWS = {
    "push": _("Push arrow"),
    "pull": _("Pull (withdrawal)"),
    "move": _("Move"),
    "shipment": _("Shipment"),
    "manual": _("Manual information"),
    "electronic": _("Electronic information"),
}


def _kind_title(element: Node | Flow) -> str:
    return _ARROWS.get(element.kind) or title_of(element.kind)
