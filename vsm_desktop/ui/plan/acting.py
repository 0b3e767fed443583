"""What is done with the plan in the window, each as one step to undo."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, cast

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMainWindow, QWidget

from vsm_desktop.assets import _
from vsm_desktop.edit.bursts import set_burst
from vsm_desktop.edit.edits import StreamEdit
from vsm_desktop.edit.entry import Wrong
from vsm_desktop.edit.plan import (
    add_loop,
    add_objective,
    drop_loop,
    drop_mark,
    drop_objective,
    fresh_row,
    objective_of,
    place_loop,
    place_objective,
    put_mark,
    set_loop,
    set_objective,
    set_plan,
    wait_for,
    with_plan,
)
from vsm_desktop.edit.plan_dates import set_dates
from vsm_desktop.edit.planning import leading_to, plan_from_loops
from vsm_desktop.insight.plan import Row, plan_rows
from vsm_desktop.insight.planned import plan_sides
from vsm_desktop.model.dates import month_start, said_day
from vsm_desktop.model.plan import Mark, Objective, Plan, PlanLoop, ReviewMark
from vsm_desktop.model.scoreboard import Actual
from vsm_desktop.model.stream import ValueStream
from vsm_desktop.tools.desk import Desk
from vsm_desktop.ui.plan.grips import Bar
from vsm_desktop.ui.plan.lines import SIGNS
from vsm_desktop.ui.plan.targets import said_of_target, target_of


class PlanActing:
    """Does what table, form and review ask for. The day of today is passed in by the page."""

    def __init__(self, desk: Desk, widget: QWidget, today: Callable[[], date]) -> None:
        self.desk, self._widget, self._today = desk, widget, today
        self._gone: dict[str, str] = {}  # rows taken out, and what was said of each

    @property
    def plan(self) -> Plan | None:
        """The plan as it is recorded."""
        found: Plan | None = self.desk.recorded.plan
        return found

    def objective(self, id_: str) -> Objective | None:
        """A row of the plan."""
        return next((one for one in (self.plan.objectives if self.plan else ()) if one.id == id_), None)

    def loop(self, id_: str) -> PlanLoop | None:
        """A loop of the plan, also by one of its rows."""
        loops = self.plan.loops if self.plan else ()
        return next(
            (one for one in loops if id_ == one.id or any(row.id == id_ for row in one.objectives)), None
        )

    # the whole plan

    def missing(self) -> str:
        """What is needed before a plan can be made from the future state; empty where nothing is."""
        stream = self.desk.recorded
        (_base, base), (_goal, goal) = plan_sides(stream)
        state = stream.state(goal)
        if goal == base and state.kind == "current":
            return _("There is no future state yet that a plan could lead to.")
        if next(leading_to(stream, state), None) is None:
            return _("The future state has no bursts yet that a plan could be made of.")
        return ""

    def propose(self) -> None:
        """Make a plan from the loops and bursts of the future state; where there is none, what is missing is said."""
        if missing := self.missing():
            self.say(missing)
            return
        from vsm_desktop.insight.coach.facts import Wishes, facts_of  # nothing else here asks for it
        from vsm_desktop.insight.coach.loops import loops_of

        stream = self.desk.recorded
        _stream, goal = plan_sides(stream)[1]
        loops = loops_of(facts_of(stream, goal, Wishes()))
        today = self._today()
        start = today if today.day == 1 else month_start(today, 1)
        self.desk.commit_stream(_("Make a plan"), plan_from_loops(goal, loops, start))
        assert self.plan is not None
        count, wide = len(self.plan.objectives), len(self.plan.loops)
        rows = _("1 objective") if count == 1 else _("{n} objectives").format(n=count)
        where = _("1 loop") if wide == 1 else _("{n} loops").format(n=wide)
        self.say(_("{rows} in {loops}. Say who and when.").format(rows=rows, loops=where))

    def begin(self) -> None:
        """An empty plan, to be filled by hand."""
        start = self._today().replace(day=1).isoformat()
        plan = Plan(start=start, loops=(PlanLoop(id="loop1", name=_("Whole stream")),))
        self.desk.commit_stream(_("Begin a plan"), with_plan(plan))

    def write_plan(self, key: str, value: Any) -> None:
        """Say something about the plan as a whole."""
        self.desk.commit_stream(_("Change the plan"), set_plan(**{key: value}), merge=f"plan.{key}")

    # rows

    def write(self, id_: str, key: str, value: Any) -> None:
        """Give a field of a row another value, typing merged into one step."""
        objective = self.objective(id_)
        if objective is None:
            self.desk.commit_stream(
                _("Change loop"), set_loop(id_, **{key: value}), merge=f"plan.{id_}.{key}"
            )
            return
        self.desk.commit_stream(
            _("Change objective"), set_objective(id_, **{key: value}), merge=f"plan.{id_}.{key}"
        )

    def write_days(self, id_: str, key: str, days: dict[str, str]) -> None:
        """Give a row other days, as they are typed."""
        self.desk.commit_stream(_("Change objective"), set_objective(id_, **days), merge=f"plan.{id_}.{key}")

    def write_goal(self, id_: str, key: str, value: Any) -> None:
        """Give a part of a goal another value."""
        objective = self.objective(id_)
        if objective is not None:
            goal = objective.goal.evolve(**{key: value})
            edit = set_objective(id_, goal=goal)
            self.desk.commit_stream(_("Change goal"), edit, merge=f"plan.{id_}.goal.{key}")

    def type_into(self, row: Row, key: str, text: str) -> None:
        """Take what was typed into a cell; what cannot be read is said, and nothing is changed.

        What is typed first belongs to the step that added the row.
        """
        one = row.objective
        if (one is not None and one != Objective(id=row.id)) or (
            one is None and row.loop != PlanLoop(id=row.id)
        ):
            self.desk.end_merge()
        if row.kind == "loop":
            self.write(row.id, "name", text.strip())
        elif key == "goal":
            self.write_goal(row.id, "text", text.strip())
        elif key == "target":
            try:
                stream = self.desk.recorded
                self.write_goal(row.id, "target", target_of(text, row.goal, stream))
                if words := said_of_target(text, row.goal, stream):
                    self.say(words)
            except Wrong as wrong:
                self.say(str(wrong))
        else:
            self.write(row.id, key, text.strip())
        self.desk.end_merge()

    def move(self, id_: str, bar: Bar) -> None:
        """Give a row other dates; what waits for it follows, and what speaks against them is said."""
        before = self.plan
        self.desk.commit_stream(_("Move in the plan"), set_dates(id_, bar.start, bar.end))
        said = [f"{said_day(bar.start)} – {said_day(bar.end)}"]
        if (more := _moved(before, self.plan, id_)) == 1:
            said.append(_("One row that waits for it followed"))
        elif more:
            said.append(_("{count} rows that wait for it followed").format(count=more))
        row = next(one for one in plan_rows(self.desk.recorded, self._today()) if one.id == id_)
        said += [risk.rstrip(".") for risk in row.risks]
        self.say(". ".join(said) + ".")

    def try_bar(self, id_: str, bar: Bar | None) -> None:
        """Show what dragging a bar would do, without recording it."""
        if bar is None:
            self.desk.cancel()
            return
        dates, done = set_dates(id_, bar.start, bar.end), set_objective(id_, done=bar.done)

        def tried(stream: ValueStream) -> ValueStream:
            return done(dates(stream))

        self.desk.preview_stream(tried)

    def bring_bursts(self, bursts: Iterable[str], end: date) -> None:
        """Let bursts be due when the row they serve ends."""
        bursts = tuple(bursts)

        def due(stream: ValueStream) -> ValueStream:
            for burst in bursts:
                stream = set_burst(burst, due=end.isoformat())(stream)
            return stream

        self.desk.commit_stream(_("Date the bursts"), due)

    def finish(self, id_: str, share: float) -> None:
        """Say how much of a row is done."""
        self.desk.commit_stream(_("Say what is done"), set_objective(id_, done=share))

    def mark(self, id_: str, mark: str, remark: str | None = None, by: str | None = None) -> bool:
        """Set the mark of today's review; one of the same day gives way, and leaves its remark and its name where no
        others are given. False for what is no objective.
        """
        objective = self.objective(id_)
        if objective is None:
            return False
        today = self._today().isoformat()
        old = next((one for one in objective.marks if one.on == today), None)
        new = ReviewMark(
            on=today,
            mark=cast(Mark, mark),
            remark=remark if remark is not None else old.remark if old is not None else "",
            by=by if by is not None else old.by if old is not None else "",
        )
        self.desk.commit_stream(_("Mark in review"), put_mark(id_, new), merge=f"plan.{id_}.mark.{today}")
        self.say(f"{SIGNS[new.mark]} {objective.text or id_}")
        return True

    def sign_marks(self, ids: Iterable[str], by: str) -> None:
        """Say who set the marks of today on some rows; typing a name is one step."""
        today, ids = self._today().isoformat(), tuple(ids)

        def signed(stream: ValueStream) -> ValueStream:
            for id_ in ids:
                for mark in objective_of(stream.plan or Plan(), id_).marks:
                    if mark.on == today:
                        stream = put_mark(id_, mark.evolve(by=by))(stream)
            return stream

        self.desk.commit_stream(_("Say who reviewed"), signed, merge="plan.reviewed_by")

    def drop_mark(self, id_: str, on: str) -> None:
        """Take a mark back."""
        self.desk.commit_stream(_("Take a mark back"), drop_mark(id_, on))

    def reach(self, measure: str, value: float, remark: str = "") -> None:
        """Keep what a measure of the scoreboard reached today."""
        from vsm_desktop.edit.scoreboard import put_actual

        actual = Actual(on=self._today().isoformat(), value=value, remark=remark)
        self.desk.commit_stream(_("Enter a value"), put_actual(measure, actual))

    def add(self, beside: str) -> str:
        """A new row in the loop of another, or in the last one; its id."""
        plan = self.plan
        if plan is None:
            self.begin()
            plan = self.plan
        if plan is not None and not plan.loops:
            self.add_loop()
            plan = self.plan
        assert plan is not None
        loop = self.loop(beside) or plan.loops[-1]
        new = fresh_row(plan, "objective")
        self._begin_row(_("New objective"), add_objective(loop.id, id=new), f"plan.{new}.text")
        return new

    def add_loop(self) -> str:
        """A new loop at the end; its id."""
        new = fresh_row(self.plan, "loop")
        self._begin_row(_("New loop"), add_loop(id=new), f"plan.{new}.name")
        return new

    def _begin_row(self, label: str, edit: StreamEdit, typing: str) -> None:
        """Its text, typed next, belongs to the same step."""
        self.desk.end_merge()
        self.desk.commit_stream(label, edit, merge=typing)

    def forget_row(self, id_: str) -> None:
        """Take a row away that was added a moment ago and about which nothing was said, as if it had never been."""
        row, loop = self.objective(id_), self.loop(id_)
        if row is not None and row == Objective(id=id_):
            self.desk.commit_stream(_("New objective"), drop_objective(id_), merge=f"plan.{id_}.text")
        elif loop is not None and loop == PlanLoop(id=id_):
            self.desk.commit_stream(_("New loop"), drop_loop(id_), merge=f"plan.{id_}.name")

    def place(self, id_: str, by: int) -> None:
        """Move a row up or down by one, also into the next loop; a loop among the loops."""
        plan, loop = self.plan, self.loop(id_)
        if plan is None or loop is None:
            return
        at = plan.loops.index(loop)
        if loop.id == id_:
            if 0 <= at + by < len(plan.loops):
                self.desk.commit_stream(_("Order the plan"), place_loop(id_, at + by))
            return
        ids = [one.id for one in loop.objectives]
        index = ids.index(id_) + by
        if not 0 <= index < len(ids):
            if not 0 <= at + by < len(plan.loops):
                return
            loop = plan.loops[at + by]
            index = len(loop.objectives) if by < 0 else 0
        self.desk.commit_stream(_("Order the plan"), place_objective(id_, loop.id, index))

    def carry(self, id_: str, loop_id: str, index: int) -> None:
        """Put a row at a place in a loop; a loop behind another one, or first."""
        plan = self.plan
        if plan is None or self.loop(id_) is None or (loop_id and self.loop(loop_id) is None):
            return
        if self.objective(id_) is not None:
            edit = place_objective(id_, loop_id, index)
        else:
            rest = [loop.id for loop in plan.loops if loop.id != id_]
            edit = place_loop(id_, rest.index(loop_id) + 1 if loop_id in rest else 0)
        if edit(self.desk.recorded).plan != plan:
            self.desk.commit_stream(_("Order the plan"), edit)

    # what waits for what

    def refuses(self, first: str, waiting: str) -> str:
        """Why a row cannot wait for another one, in a sentence; "" if it can."""
        one, other = self.objective(waiting), self.objective(first)
        if one is None or other is None:
            return _("A loop cannot wait: let its objectives do so.")
        if first in one.after:
            words = _('"{one}" waits for "{other}" already.')
            return words.format(one=one.text or waiting, other=other.text or first)
        try:
            wait_for(waiting, first)(self.desk.recorded)
        except Wrong as wrong:
            return str(wrong)
        return ""

    def link(self, first: str, waiting: str) -> None:
        """Let a row wait for another one; its dates stay, what speaks against them is said."""
        if why := self.refuses(first, waiting):
            self.say(why)
            return
        self.desk.commit_stream(_("Let a row wait"), wait_for(waiting, first))
        row = next(one for one in plan_rows(self.desk.recorded, self._today()) if one.id == waiting)
        said = [_('"{waiting}" waits for "{first}".').format(waiting=row.text, first=self._name(first))]
        self.say(" ".join([*said, *row.risks]))

    def unlink(self, first: str, waiting: str) -> None:
        """Let a row wait for another one no more."""
        if self.objective(first) is None or self.objective(waiting) is None:
            return
        self.desk.commit_stream(_("Let a row wait no more"), wait_for(waiting, first, on=False))
        words = _('"{waiting}" no longer waits for "{first}".')
        self.say(words.format(waiting=self._name(waiting), first=self._name(first)))

    def _name(self, id_: str) -> str:
        one = self.objective(id_)
        return one.text or id_ if one is not None else id_

    def drop(self, id_: str) -> None:
        """Take a row out of the plan; undo brings it back."""
        row = self.objective(id_)
        loop = self.loop(id_)
        edit = drop_loop if row is None else drop_objective
        name = (row.text or row.id) if row is not None else loop.name if loop is not None else id_
        self.desk.commit_stream(_("Take out of the plan"), edit(id_))
        self._gone[id_] = _("{name} is out of the plan. Undo brings it back.").format(name=name)
        self.say(self._gone[id_])

    def look_again(self) -> str:
        """Undo has brought back what was said to be out of the plan: that is said no more. What came back, else ""."""
        back = next((id_ for id_ in self._gone if self.loop(id_) is not None), "")
        if back:
            sentence = self._gone.pop(back)
            bar = cast(QMainWindow, self._widget.window()).statusBar()
            if bar.currentMessage() == sentence:
                bar.clearMessage()
        return back

    def say(self, sentence: str) -> None:
        """Say something in the status line."""
        window = cast(QObject, self._widget.window())
        say = getattr(window, "say", None)
        if say is not None:
            say(sentence)


def _moved(before: Plan | None, after: Plan | None, but: str) -> int:
    """How many other rows have other dates now."""
    if before is None or after is None:
        return 0
    old = {one.id: (one.start, one.end) for one in before.objectives}
    return sum(old.get(one.id) != (one.start, one.end) for one in after.objectives if one.id != but)
