"""The forms beside the plan: one row of it, one loop, or the plan as a whole."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from vsm_desktop.assets import _
from vsm_desktop.edit.entry import Wrong
from vsm_desktop.insight.outlook import said_of_mark
from vsm_desktop.insight.plan import Row
from vsm_desktop.insight.planned import plan_sides
from vsm_desktop.model.dates import said_day
from vsm_desktop.model.fields import Field
from vsm_desktop.model.kaizen import bursts_of
from vsm_desktop.model.plan import PHASES, Plan
from vsm_desktop.model.quantity import Quantity, quantity
from vsm_desktop.model.stream import State, ValueStream
from vsm_desktop.model.value import Value, differing
from vsm_desktop.ui.forms import Form, choice_field, section, text_field
from vsm_desktop.ui.plan.acting import PlanActing
from vsm_desktop.ui.plan.lines import SIGN_WORDS, mark_words
from vsm_desktop.ui.plan.numbers import metrics_of
from vsm_desktop.ui.plan.people import PeopleEditor
from vsm_desktop.ui.plan.picks import Picks
from vsm_desktop.ui.plan.targets import Target

_DAY = _("a day, as 2026-11-30")
_ALONG = {
    "start": _("The end was before the new start and moved to {day}, too."),
    "end": _("The start was after the new end and moved to {day}, too."),
}


def _lines(key: str, title: str) -> Field:
    return Field(key, key, title, title, (), shape="text", lines=True)


def _wrapped(key: str, title: str, *, lines: bool = False) -> Field:
    return Field(key, key, title, title, (), shape="text", lines=lines, wraps=True)


def _date(key: str, title: str) -> Field:
    return Field(key, key, title, title, (), shape="date", hint=_DAY)


ROW_FIELDS = (
    _wrapped("text", _("Objective")),
    _wrapped("goal", _("Goal")),
    Field("metric", "metric", _("Number"), _("Number"), (), shape="element", hint=_("a number of the map")),
    text_field("target", _("Target"), _("empty: the number of the future state")),
    text_field("owner", _("Owner"), _("empty: that of the bursts")),
    _date("start", _("Start")),
    _date("end", _("End")),
    Field("done", "done", _("Done"), _("Share done"), (), "ratio", "%", high=1.0),
    choice_field("phase", _("Phase"), PHASES),
    Field("cost", "cost", _("Cost"), _("Cost"), (), "money", "money", hint=_("empty: that of the bursts")),
    _wrapped("benefit", _("Benefit"), lines=True),
)
LOOP_FIELDS = (
    text_field("name", _("Loop")),
    Field("outline", "outline", _("Outline"), _("Outline on the map"), (), shape="element"),
)
PLAN_FIELDS = (
    text_field("manager", _("Manager"), _("the value stream manager")),
    text_field("sponsor", _("Sponsor"), _("the executive who clears the way")),
    _date("start", _("First day")),
    text_field("months", _("Months")),
    Field("base", "base", _("From"), _("State it leads from"), (), shape="element"),
    Field("goal", "goal", _("To"), _("State it leads to"), (), shape="element"),
    _lines("why", _("Why now")),
    _lines("follow_up", _("Follow-up")),
)


class Shown(Value):
    """A row as its form has it: the share done as a quantity, the goal in parts."""

    text: str
    goal: str
    metric: str
    target: str
    owner: str
    start: str
    end: str
    done: Quantity
    phase: str | None
    cost: Quantity | None
    benefit: str


class RowForm(QWidget):
    """One objective: its fields, what serves it, what comes first, who is needed, and its marks."""

    def __init__(self, acting: PlanActing) -> None:
        super().__init__()
        self.acting, self.id = acting, ""
        self.form = Form(ROW_FIELDS, self._write, acting.desk.end_merge, frozenset(("done",)))
        self.form.offered = lambda field, _records: self._metrics if field.key == "metric" else ()
        self.target = Target(lambda value: acting.write_goal(self.id, "target", value), acting.say)
        self.form.editors["target"].understand = self.target.understood  # type: ignore[union-attr]
        self._metrics: tuple[tuple[str, str], ...] = ()
        self._bound: tuple[tuple[State, ...], str] = ((), "")
        self.bursts = Picks(_("Bursts that serve it"), lambda ids: self._put("bursts", ids))
        self.after = Picks(_("Waits for"), lambda ids: self._put("after", ids))
        picks = QFormLayout()
        picks.setContentsMargins(0, 0, 0, 0)
        picks.setHorizontalSpacing(8)
        for words, widget in ((_("Bursts"), self.bursts), (_("Waits for"), self.after)):
            label = QLabel(words)
            label.setObjectName("field")
            label.setFixedWidth(92)
            label.setBuddy(widget)
            picks.addRow(label, widget)
        holder = QWidget()
        holder.setLayout(picks)
        self.risks = QLabel()
        self.risks.setObjectName("guard")
        self.risks.setWordWrap(True)
        self._end: date | None = None
        self._astray: tuple[str, ...] = ()
        self.bring = QPushButton(_("Date the bursts like this row"))
        self.bring.setObjectName("small")
        self.bring.setToolTip(_("The bursts that serve it are due when it ends"))
        self.bring.clicked.connect(self._bring)
        self.people = PeopleEditor(lambda people: self._put("people", people))
        self.marks = MarkList(lambda on: acting.drop_mark(self.id, on))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.risks)
        column.addWidget(self.bring, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.form)
        column.addWidget(holder)
        column.addWidget(section(_("People"), self.people))
        column.addWidget(section(_("Reviews"), self.marks))
        column.addStretch(1)

    def show_row(self, stream: ValueStream, row: Row) -> None:
        """Show an objective of the plan."""
        one, goal = row.objective, row.goal
        assert one is not None
        if row.id != self.id:
            self.id = row.id
            self.form.forget()
            self.people.forget()
        bound = (stream.states, one.goal.metric)
        if differing(bound[0], self._bound[0]) != [] or bound[1] != self._bound[1]:
            self._metrics = metrics_of(stream, one.goal.metric)  # not with every pixel of a drag
        self._bound = bound
        target = self.target.show(one, goal, stream)
        self.form.show_record(
            Shown(
                text=one.text,
                goal=one.goal.text,
                metric=one.goal.metric,
                target=target,
                owner=one.owner,
                start=one.start,
                end=one.end,
                done=quantity(round(100 * one.done, 6), "%"),
                phase=one.phase,
                cost=one.cost,
                benefit=one.benefit,
            )
        )
        bursts = [(burst.id, " ".join(burst.title.split()) or burst.id) for burst in bursts_of(stream)]
        self.bursts.show_choices(bursts, one.bursts)
        plan: Plan = stream.plan  # type: ignore[assignment]
        waiting = _waiting(plan, row.id)
        others = [(other.id, other.text or other.id) for other in plan.objectives if other.id not in waiting]
        self.after.show_choices(others, one.after)
        self.people.show_people(one.people)
        self.marks.show_marks(one.marks)
        self._end = row.end
        self._astray = astray(stream, row)
        self.bring.setVisible(bool(self._astray))
        off = said_of_mark(row.mark) if row.mark is not None and row.mark.mark == "bad" else ""
        said = [f"{'×' if words == off else '△'} {words}" for words in (*row.risks, *row.differs)]
        self.risks.setText("\n".join(said))
        self.risks.setVisible(bool(said))

    def _bring(self) -> None:
        if self._end is not None:
            self.acting.bring_bursts(self._astray, self._end)

    def focus_text(self) -> None:
        """Put the cursor into what is to be reached."""
        line = self.form.editors["text"]
        line.setFocus()
        line.selectAll()  # type: ignore[union-attr]

    def _put(self, key: str, value: Any) -> None:
        self.acting.write(self.id, key, value)
        self.acting.desk.end_merge()

    def _write(self, key: str, value: Any) -> None:
        match key:
            case "goal":
                self.acting.write_goal(self.id, "text", value)
            case "metric":
                self.acting.write_goal(self.id, "metric", value)
            case "target":
                self.target.write(value)
            case "done":
                if value is not None:
                    self.acting.write(self.id, "done", min(1.0, max(0.0, value.base)))
            case "start" | "end":
                self._write_day(key, value or "")
            case _:
                self.acting.write(self.id, key, value)

    def _write_day(self, key: str, day: str) -> None:
        """A start behind the end takes the end along, and the other way round; that is said."""
        one = self.acting.objective(self.id)
        other = {"start": "end", "end": "start"}[key]
        kept = getattr(one, other)
        crossed = day and kept and (day > kept if key == "start" else day < kept)
        self.acting.write_days(self.id, key, {key: day} | ({other: day} if crossed else {}))
        if crossed:
            self.acting.say(_ALONG[key].format(day=said_day(date.fromisoformat(day))))


def astray(stream: ValueStream, row: Row) -> tuple[str, ...]:
    """The bursts that are due on another day than the last row they serve ends."""
    plan: Plan = stream.plan  # type: ignore[assignment]
    end = row.end.isoformat() if row.end is not None else ""
    return tuple(
        burst.id
        for burst in row.bursts
        if end
        and burst.due not in ("", end)
        and all(other.end <= end for other in plan.objectives if burst.id in other.bursts)
    )


def _waiting(plan: Plan, id_: str) -> set[str]:
    """A row and all that wait for it in the end: it cannot wait for these."""
    found = {id_}
    while more := {one.id for one in plan.objectives if found.intersection(one.after)} - found:
        found |= more
    return found


class MarkList(QWidget):
    """The marks of past reviews, the last first; each can be taken back."""

    def __init__(self, drop: Callable[[str], object]) -> None:
        super().__init__()
        self._drop = drop
        self._shown: tuple[Any, ...] | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)

    def show_marks(self, marks: tuple[Any, ...]) -> None:
        """Show these."""
        if marks == self._shown:
            return
        self._shown = marks
        while self._column.count():
            if (item := self._column.takeAt(0)) and (widget := item.widget()):
                widget.hide()
                widget.deleteLater()
        for mark in sorted(marks, key=lambda one: one.on, reverse=True):
            self._column.addWidget(self._row(mark))
        if not marks:
            none = QLabel(_("No mark yet. 1, 2 and 3 on a row set ○, △ and ×."))
            none.setObjectName("quiet")
            none.setWordWrap(True)
            self._column.addWidget(none)

    def _row(self, mark: Any) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        words = QLabel(mark_words(mark))
        words.setWordWrap(True)
        words.setAccessibleName(f"{SIGN_WORDS[mark.mark]}, {words.text()}")
        out = QToolButton()
        out.setObjectName("take-out")
        out.setText("×")
        out.setAccessibleName(_("Take back the mark of {day}").format(day=mark.on))
        out.clicked.connect(lambda _checked=False: self._drop(mark.on))
        line.addWidget(words, 1)
        line.addWidget(out)
        return row


class LoopForm(QWidget):
    """One loop: its name and its outline on the map."""

    def __init__(self, acting: PlanActing, add: Callable[[], object]) -> None:
        super().__init__()
        self.acting, self.id = acting, ""
        self._outlines: tuple[tuple[str, str], ...] = ()
        self.form = Form(LOOP_FIELDS, self._write, acting.desk.end_merge)
        self.form.offered = lambda field, _records: self._outlines if field.key == "outline" else ()
        self.add = QPushButton(_("Add an objective"))
        self.add.setObjectName("small")
        self.add.clicked.connect(lambda _checked=False: add())
        foot = QHBoxLayout()
        foot.addWidget(self.add)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.form)
        column.addLayout(foot)
        column.addStretch(1)

    def show_row(self, stream: ValueStream, row: Row) -> None:
        """Show a loop of the plan."""
        if row.id != self.id:
            self.id = row.id
            self.form.forget()
        _stream, goal = plan_sides(stream)[1]
        self._outlines = tuple(
            (node.id, node.name or node.id) for node in stream.state(goal).nodes if node.kind == "loop"
        )
        self.form.show_record(row.loop)

    def focus_text(self) -> None:
        """Put the cursor into the name."""
        line = self.form.editors["name"].line  # type: ignore[union-attr]
        line.setFocus()
        line.selectAll()

    def _write(self, key: str, value: Any) -> None:
        self.acting.write(self.id, key, value)


class PlanForm(QWidget):
    """The plan as a whole: who answers for it, when it runs, from which state to which, and why."""

    def __init__(self, acting: PlanActing) -> None:
        super().__init__()
        self.acting = acting
        self._states: tuple[tuple[str, str], ...] = ()
        self.form = Form(PLAN_FIELDS, self._write, acting.desk.end_merge)
        self.form.offered = lambda field, _records: self._states if field.shape == "element" else ()
        self.form.editors["months"].understand = _months  # type: ignore[union-attr]
        title = QLabel(_("The plan as a whole"))
        title.setObjectName("section")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(title)
        column.addWidget(self.form)
        column.addStretch(1)

    def show_plan(self, stream: ValueStream) -> None:
        """Show the plan of a document."""
        self._states = tuple((state.id, state.name or state.id) for state in stream.states)
        if stream.plan is not None:
            self.form.show_record(stream.plan)

    def focus_text(self) -> None:
        """Put the cursor into the first field."""
        self.form.editors["manager"].line.setFocus()  # type: ignore[union-attr]

    def _write(self, key: str, value: Any) -> None:
        if key == "months":
            value = int(value)
        elif key == "start":
            value = date.fromisoformat(value).isoformat() if value else ""
        self.acting.write_plan(key, value or "")


def _months(typed: str) -> str:
    """How many months a plan runs. Raises Wrong for what it cannot."""
    digits = typed.strip()
    if not digits.isdecimal() or not 1 <= int(digits) <= 60:
        raise Wrong(_("A plan runs for 1 to 60 months."))
    return str(int(digits))
