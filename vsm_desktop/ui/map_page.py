"""The properties of the map itself: what it is, how it works and counts, how it is shown, and its problems."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from vsm_desktop.assets import _
from vsm_desktop.edit.edits import in_state, set_options, set_state
from vsm_desktop.edit.states import rename_state
from vsm_desktop.model.fields import Field, field_of, fields_of
from vsm_desktop.model.names import names_of
from vsm_desktop.model.stream import ValueStream
from vsm_desktop.tools.desk import Desk
from vsm_desktop.ui.bursts.made_from import STATUSES, possible_bases, set_base
from vsm_desktop.ui.forms import LADDER_SCALE, OPTION_FIELDS, Form, Offered, choice_field, section, text_field
from vsm_desktop.ui.line_button import LineButton
from vsm_desktop.ui.pages import FormPage, focus_first_of, source_label
from vsm_desktop.ui.rungs import RungChoice

_MADE_FROM = Field("base", "base", _("Made from"), _("Made from"), (), shape="element", empty=_("nothing"))
_PAPERS = tuple((name, name) for name in ("A4", "A3", "A2", "A1", "A0", "Letter", "Tabloid"))


class MapPage(FormPage):
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
                choice_field("status", _("Status"), STATUSES),
                _MADE_FROM,
                choice_field("paper", _("Paper"), _PAPERS),
            ),
            self._write_state,
            done,
            frozenset({"paper"}),
        )
        self.state_form.offered = self._bases
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
        focus_first_of(self.stream_form)

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
        if key == "base":
            set_base(self.desk, value)
            return
        edit = rename_state(id_, value) if key == "name" else in_state(id_, set_state(**{key: value}))
        self.desk.commit_stream(_("Change {field}").format(field=key), edit, merge=f"state.{key}")

    def _bases(self, _field: Field, _records: object) -> Offered:
        """What the state can be made from."""
        frame = self.desk.frame
        return tuple((one.id, one.name or one.id) for one in possible_bases(frame.stream, frame.state_id))

    def _write_calendar(self, key: str, value: Any) -> None:
        self._change_calendar(key, value, _("Change working time"), key)

    def _write_calendar_source(self, key: str, value: Any) -> None:
        title = field_of("calendar", key).title
        self._change_calendar(key, value, source_label(title), f"{key}.source")

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
