"""The pages of the properties: one element, several, or the map itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFormLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from vsm_desktop.assets import _
from vsm_desktop.drawing.called import offered, title_in
from vsm_desktop.edit.edits import in_state, set_fields_of, set_options, set_state
from vsm_desktop.edit.states import rename_state
from vsm_desktop.edit.texts import EVERYDAY, common_fields
from vsm_desktop.metrics.report import Report, Result
from vsm_desktop.model.display import percent, with_unit
from vsm_desktop.model.fields import Field, field_of, fields_of
from vsm_desktop.model.flows import Flow
from vsm_desktop.model.names import names_of
from vsm_desktop.model.nodes import Node
from vsm_desktop.model.stream import ValueStream
from vsm_desktop.model.units import TimeUnit
from vsm_desktop.model.value import of_ids
from vsm_desktop.tools.desk import Desk
from vsm_desktop.ui.forms import LADDER_SCALE, OPTION_FIELDS, Form, Offered, choice_field, section, text_field
from vsm_desktop.ui.line_button import LineButton
from vsm_desktop.ui.rungs import RungChoice
from vsm_desktop.ui.sums import SUMS, sums

_LONG = 60
_PAPERS = tuple((name, name) for name in ("A4", "A3", "A2", "A1", "A0", "Letter", "Tabloid"))
_RESULTS = (
    ("utilization", _("Load")),
    ("capacity_per_day", _("Capacity")),
    ("required_per_day", _("Needed")),
    ("effective_ct_s", _("Effective C/T")),
    ("days_of_supply", _("Days of supply")),
)


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
        self.under.setWordWrap(True)
        self.column.addWidget(self.heading)
        self.column.addWidget(self.under)

    def focus_first(self) -> None:
        """Put the cursor into the first field, where there is one."""


class ElementPage(_Page):
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
        _focus_first(self.form)

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
        self.desk.commit(_source_label(self._titles[key]), edit, merge=f"{self.ids}.{key}.source")

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


def _focus_first(form: Form) -> None:
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
        self.calendar_form = Form(
            fields_of("calendar"), self._write_calendar, done, write_source=self._write_calendar_source
        )
        required = frozenset(field.key for field in OPTION_FIELDS)
        numbers = tuple(field_of("options", key) for key in ("hours_per_day", "throughput", "planned_cycle"))
        self.options_form = Form(
            (*OPTION_FIELDS, *numbers), self._write_options, done, required, write_source=self._write_options
        )
        shown = tuple(field_of("options", key) for key in ("time_unit", "mark_sources", "empty_rows"))
        required = frozenset({LADDER_SCALE.key})
        self.shown_form = Form((*shown, LADDER_SCALE), self._write_options, done, required)
        self.rungs = RungChoice(self._write_rungs)
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
            section(_("How values are shown"), self.shown_form, self.rungs),
            self._problem_section,
        ):
            self.column.addWidget(widget)
        self.column.addStretch(1)

    def focus_first(self) -> None:
        """Put the cursor into the first field."""
        _focus_first(self.stream_form)

    def show_desk(self, desk: Desk) -> None:
        """Show the document and the state as they are now."""
        stream, state = desk.frame.stream, desk.frame.state
        self.heading.setText(stream.name or _("Value stream"))
        self.under.setText(state.name)
        self.stream_form.show_record(stream)
        self.state_form.show_record(state)
        self.calendar_form.show_record(stream.calendar_of(state))
        self.options_form.show_record(state.options)
        self.shown_form.show_record(state.options)
        self.rungs.show_choice(state.options.ladder_rungs, stream.own_fields, names_of(state))
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
            button = LineButton("△", problem.message)
            button.clicked.connect(partial(self._go, frozenset(problem.ids)))
            self.problems.addWidget(button)
        self._problem_section.setVisible(bool(problems))

    def _go(self, ids: frozenset[str], _checked: bool = False) -> None:
        self.desk.select(ids)

    def _write_stream(self, key: str, value: Any) -> None:
        self._commit(key, lambda stream: stream.evolve(**{key: value}))

    def _write_state(self, key: str, value: Any) -> None:
        """Raises Wrong for a name that another state has."""
        id_ = self.desk.frame.state_id
        edit = rename_state(id_, value) if key == "name" else in_state(id_, set_state(**{key: value}))
        self.desk.commit_stream(_("Change {field}").format(field=key), edit, merge=f"state.{key}")

    def _write_calendar(self, key: str, value: Any) -> None:
        self._change_calendar(key, value, _("Change working time"), key)

    def _write_calendar_source(self, key: str, value: Any) -> None:
        title = field_of("calendar", key).title
        self._change_calendar(key, value, _source_label(title), f"{key}.source")

    def _change_calendar(self, key: str, value: Any, label: str, merge: str) -> None:
        """A state with a calendar of its own keeps it; else the stream's changes."""
        state = self.desk.frame.state
        if state.calendar is not None:
            edit = set_state(calendar=state.calendar.evolve(**{key: value}))
            self.desk.commit(label, edit, merge=f"calendar.{merge}")
        else:
            self.desk.commit_stream(
                label,
                lambda stream: stream.evolve(calendar=stream.calendar.evolve(**{key: value})),
                merge=f"stream.{merge}",
            )

    def _write_options(self, key: str, value: Any) -> None:
        options = self.desk.frame.state.options.evolve(**{key: value})
        self.desk.commit(_("Change convention"), set_options(options), merge=f"options.{key}")

    def _write_rungs(self, keys: tuple[str, ...]) -> None:
        options = self.desk.frame.state.options.evolve(ladder_rungs=keys)
        self.desk.commit(_("Change rows under the ladder"), set_options(options))

    def _commit(self, key: str, edit: Callable[[ValueStream], ValueStream]) -> None:
        self.desk.commit_stream(_("Change {field}").format(field=key), edit, merge=f"stream.{key}")


def _source_label(title: str) -> str:
    return _("Change source of {field}").format(field=title.lower())


def _several(elements: Sequence[Node | Flow]) -> str:
    return _("{count} selected").format(count=len(elements))


def _heading(element: Node | Flow, title: str) -> str:
    """What an element is called, in one line that ends in an ellipsis if it is long."""
    words = " ".join(str(getattr(element, "name", "") or getattr(element, "label", "")).split())
    return (words if len(words) <= _LONG else f"{words[: _LONG - 1].rstrip()}…") or title
