"""The form of one burst: what is known of it, what it promises, and what that does to the whole stream."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from vsm_desktop.assets import _
from vsm_desktop.edit.bursts import set_burst
from vsm_desktop.edit.promises import start_of
from vsm_desktop.insight.bursts import How, sides
from vsm_desktop.insight.guard import guard
from vsm_desktop.insight.system import system_effect
from vsm_desktop.model.change import Change
from vsm_desktop.model.fields import KAIZEN, Field
from vsm_desktop.model.kaizen import STATUSES, WASTES, Kaizen, bursts_of
from vsm_desktop.model.stream import ValueStream
from vsm_desktop.tools.desk import Desk
from vsm_desktop.ui.bursts.acting import starred
from vsm_desktop.ui.bursts.effect import EffectTable
from vsm_desktop.ui.bursts.promising import PromiseEditor
from vsm_desktop.ui.forms import Form, choice_field, section, text_field
from vsm_desktop.ui.guard_words import guard_html


def _lines(key: str, title: str) -> Field:
    return Field(key, key, title, title, (), shape="text", lines=True)


FIELDS = (
    text_field("title", _("Title")),
    choice_field("kaizen", _("Kind"), KAIZEN),
    choice_field("waste", _("Waste"), WASTES),
    choice_field("status", _("Status"), STATUSES),
    text_field("owner", _("Owner")),
    Field("due", "due", _("Due"), _("Due date"), (), shape="date", hint=_("a day, as 2026-11-30")),
    Field("cost", "cost", _("Cost"), _("Cost"), (), "money", "money", hint=_("in the money of this map")),
    _lines("problem", _("Problem")),
    _lines("countermeasure", _("Countermeasure")),
)
_TITLES = {field.key: field.title for field in FIELDS}


class BurstForm(QWidget):
    """Shows one burst of the document, and writes every keystroke that makes sense."""

    def __init__(
        self,
        desk: Desk,
        record: Callable[[str], object] | None = None,
        fields: tuple[Field, ...] = FIELDS,
    ) -> None:
        super().__init__()
        self.desk, self.id = desk, ""
        self.record = record
        self.form = Form(fields, self._write, desk.end_merge, frozenset({"status"}))
        self._promised = False  # since the promise was last left
        self.promise = PromiseEditor(self._write_changes, self._leave_promise)
        self.record_button = QPushButton(_("Record changes on the map"))
        self.record_button.setObjectName("small")
        self.record_button.setToolTip(_("Change the map; what you change becomes what this burst promises"))
        self.record_button.clicked.connect(self._wants_record)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.record_button)
        row.addStretch(1)
        if record is None:
            self.record_button.hide()
        holder = QWidget()
        holder.setLayout(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.form)
        column.addWidget(section(_("Promised changes"), self.promise, holder))
        column.addStretch(1)

    def show_burst(self, stream: ValueStream, burst: Kaizen, state_id: str) -> None:
        """Show a burst, its promises as they meet a state."""
        if burst.id != self.id:
            self.id = burst.id
            self.form.forget()
        self.form.show_record(burst)
        self.promise.show_changes(
            burst.id, burst.changes, start_of(stream, state_id, burst.id), stream.own_fields
        )

    def _wants_record(self) -> None:
        if self.record is not None:
            self.record(self.id)

    def focus_title(self) -> None:
        """Put the cursor into the title, all of it marked."""
        line = self.form.editors["title"].line  # type: ignore[union-attr]
        line.setFocus()
        line.selectAll()

    def _write(self, key: str, value: Any) -> None:
        label = _("Change {field} of burst").format(field=_TITLES[key].lower())
        edit = set_burst(self.id, **{key: value or "" if value is None and key == "due" else value})
        self.desk.commit_stream(label, edit, merge=f"burst.{self.id}.{key}")

    def _write_changes(self, changes: Sequence[Change]) -> None:
        edit = set_burst(self.id, changes=tuple(changes))
        self.desk.commit_stream(_("Change promise of burst"), edit, merge=f"burst.{self.id}.changes")
        self._promised = True

    def _leave_promise(self) -> None:
        """What was typed is a step of its own; a burst that promises something has a star."""
        if self._promised and any(one.id == self.id for one in self.desk.recorded.bursts):
            edit = starred(self.desk, self.desk.frame.state_id, self.id, lambda stream: stream)
            label = _("Change promise of burst")
            self.desk.commit_stream(label, edit, merge=f"burst.{self.id}.changes")
        self._promised = False
        self.desk.end_merge()


class BurstEffect(QFrame):
    """What a burst does to the whole stream, and where that is less than it looks."""

    def __init__(self, desk: Desk, *, narrow: bool = False) -> None:
        super().__init__()
        self.desk, self.id, self.state_id = desk, "", ""
        self.how: How = "in_order"
        self._stream: ValueStream | None = None
        self._seen: tuple[str, ...] = ()
        self.table = EffectTable(self._choose, narrow=narrow)
        self.warning = QLabel()
        self.warning.setObjectName("guard")
        self.warning.setWordWrap(True)
        self.warning.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.warning)
        column.addWidget(self.table)
        column.addStretch(1)

    def show_burst(self, stream: ValueStream, burst_id: str, state_id: str) -> None:
        """Show what a burst does in a state."""
        seen = (burst_id, state_id, self.how)
        if stream is self._stream and seen == self._seen:
            return
        self._stream, self._seen = stream, seen
        self.id, self.state_id = burst_id, state_id
        before, after = sides(stream, state_id, burst_id, self.how)
        self.table.show_effects(system_effect(before, after), self.how)
        found = guard(before, after)
        self.warning.setText("<br>".join(f"△ {guard_html(one.head, one.body)}" for one in found))
        self.warning.setAccessibleName(" ".join(one.sentence for one in found))
        self.warning.setVisible(bool(found))

    def _choose(self, how: How) -> None:
        self.how = how
        if self.id and any(burst.id == self.id for burst in bursts_of(self.desk.frame.stream)):
            self.show_burst(self.desk.frame.stream, self.id, self.state_id)
