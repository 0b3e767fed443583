"""The plan of a workbook beside that of a document: loops and objectives, the people they need, the marks of the reviews."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from msgspec import structs

from vsm_desktop.assets import _
from vsm_desktop.edit.edits import StreamEdit
from vsm_desktop.edit.plan import (
    add_loop,
    add_objective,
    drop_loop,
    drop_objective,
    loop_of,
    objective_of,
    place_objective,
    plan_of,
    set_loop,
    set_objective,
    set_plan,
)
from vsm_desktop.intake.plans.beside import people_lines, review_lines
from vsm_desktop.intake.plans.difference import Group, Notes, PlanLine, field_lines
from vsm_desktop.intake.plans.order import Order
from vsm_desktop.intake.plans.readings import of_goal
from vsm_desktop.intake.plans.tables import PlanRow, PlanTable
from vsm_desktop.model.ids import new_id
from vsm_desktop.model.plan import PHASES, Plan
from vsm_desktop.model.plan_table import ABOUT, PLAN, Value, about_cells, objective_cells
from vsm_desktop.model.quantity import quantity
from vsm_desktop.model.stream import ValueStream

_PHASE_OF = {words: key for key, words in PHASES}
_LOOP = PLAN[1]


def plan_lines(stream: ValueStream, tables: Mapping[str, PlanTable], notes: Notes) -> Order:
    """The lines of all tables that are about the plan; the order in which the rows stand."""
    plan = plan_of(stream)
    tables = {key: table for key, table in tables.items() if not table.lost}
    rows = _Rows(stream, plan, tables.get("plan"), notes)
    if "plan" in tables:
        rows.read(tables["plan"])
    if "people" in tables:
        people_lines(plan, tables["people"], rows.find, rows.gone, notes)
    if "reviews" in tables:
        review_lines(plan, tables["reviews"], rows.find, rows.gone, notes)
    for row in tables["about"].rows if "about" in tables else ():
        keys = frozenset(tables["about"].keys)
        field_lines(row, "about", ABOUT, keys, about_cells(plan), _("Plan"), notes, _set_head, _head_fields)
    return Order(rows.places)


class _Rows:
    """The rows of the plan, told apart by their ids, and by their numbers where they have none."""

    def __init__(self, stream: ValueStream, plan: Plan, table: PlanTable | None, notes: Notes) -> None:
        self.plan, self.notes = plan, notes
        self.now = objective_cells(stream)
        self.loops = {loop.id: loop.name for loop in plan.loops}
        self.here = {one.id for one in plan.objectives}
        self.taken = {*self.loops, *self.here}
        self.keys = frozenset(table.keys if table else ())
        self.seen: set[str] = set()
        self.gone: set[str] = set()
        self.new: dict[str, str] = {}  # by id, the key of the line that adds it
        self.ids: dict[str, str] = {}  # of the rows, by their places
        self.numbers: dict[str, str] = {}
        self.places: dict[str, str] = {}  # in their order, of the rows that stand in their loop
        self.firsts: dict[str, PlanRow] = {}  # the row that keeps an id
        rows = table.rows if table else ()
        self.headed = {row.id for row in rows if row.id in self.loops}
        lost = self._lost_ids(rows)
        for row in rows:
            self._identify(row, lost.get(row.number, row.id))
        told = set(self.numbers.values())
        for at, one in enumerate(plan.objectives, 1):  # rows may name what is not in the table any more
            if one.id not in told:
                self.numbers.setdefault(str(at), one.id)

    def _lost_ids(self, rows: Sequence[PlanRow]) -> dict[int, str]:
        """The ids of rows that lost theirs: each says the same as the one objective that has no row."""
        kept = {row.id for row in rows}
        missing: dict[str, list[str]] = {}
        for one in self.plan.objectives:
            if one.id not in kept:
                missing.setdefault(str(self.now[one.id]["text"]).casefold(), []).append(one.id)
        found: dict[int, str] = {}
        for row in rows:
            cell = row.cells.get("text") if row.id not in self.taken else None
            ids = missing.get(" ".join(cell.shown.split()).casefold(), []) if cell is not None else []
            if len(ids) == 1:
                found[row.number] = ids.pop()
        return found

    def _identify(self, row: PlanRow, said: str) -> None:
        """Which row of the plan it is: one copied with its id is new, as the first keeps it."""
        known = said in self.loops or said in self.here
        if known and said not in self.seen:
            id_ = said
            self.firsts[id_] = row
        elif _is_loop(row):
            id_ = ""
        else:
            free = said and said not in self.taken
            id_ = said if free else new_id("objective", self.taken)
            self.taken.add(id_)
        self.seen.add(id_)
        self.ids[row.place("")] = id_
        number = row.cells.get("number")
        if number is not None and not _is_loop(row):
            self.numbers.setdefault(number.shown, id_)

    def find(self, row: PlanRow) -> tuple[str, str]:
        """The objective a row of another table is about, and the key of the line that adds it, if one does; "" for none."""
        number = row.cells.get("number")
        id_ = row.id if row.id in self.here else self.numbers.get(number.shown if number else "", "")
        return id_, self.new.get(id_, "")

    def read(self, table: PlanTable) -> None:
        """The lines of all rows, then what is not in the table any more."""
        under, loop, above = "", "", ""
        for row in table.rows:
            id_ = self.ids[row.place("")]
            if id_ in self.loops or not id_:
                under = loop = self._loop_row(row, id_)
                above = ""
                self.places.setdefault(under, row.place("loop"))
                continue
            if id_ in self.here:
                loop = self._objective(row, id_, under, above)
            else:
                loop = self._added(row, id_, loop, above)
            above = id_
            if loop == under or not under:
                self.places[id_] = row.place("text")
        self._removed()

    def _loop_row(self, row: PlanRow, id_: str) -> str:
        if not id_:
            id_ = self._loop_named(row, "")
            self.seen.add(id_)
            return id_
        for key in [key for key in row.cells if key not in ("loop", "number")]:
            self.notes.refuse(row, key, _("a loop has no such value"))
        now: dict[str, Value] = {"loop": self.loops[id_]}
        field_lines(
            row, f"plan:{id_}", (_LOOP,), self.keys, now, self.loops[id_], self.notes,
            lambda values: set_loop(id_, **values), lambda _key, value: {"name": value or ""},
        )  # fmt: skip
        return id_

    def _objective(self, row: PlanRow, id_: str, under: str, above: str) -> str:
        """The cells of a known objective; which loop it stands in now: the one it names, else that whose heading it is under.

        Under which heading it stands counts only while its own loop has one, too.
        """
        home = next(loop.id for loop in self.plan.loops if any(one.id == id_ for one in loop.objectives))
        loop = self._loop_named(row, home)
        if loop == home and under and home in self.headed:
            loop = under
        self.seen.add(loop)
        now = self.now[id_] | {"after": self._said_after(id_)}
        metric = objective_of(self.plan, id_).goal.metric
        columns = [
            structs.replace(column, metric=metric) if column.key == "goal.target" else column
            for column in PLAN
            if column.key != "loop"
        ]
        name, other = str(self.now[id_]["text"]), of_goal(metric)
        field_lines(
            row, f"plan:{id_}", columns, self.keys, now, name, self.notes, _set(id_), self._fields(row), other
        )
        if loop != home:
            edit = _moving(id_, loop, above if loop == under else None)
            line = PlanLine(
                f"plan:{id_}:loop", "changed", name, _LOOP.title, self.loops[home], self._name(loop),
                row.place("loop"), f"plan:{id_}:loop", _constant(edit), needs=self.new.get(loop, ""),
            )  # fmt: skip
            self.notes.lines.append(line)
        return loop

    def _added(self, row: PlanRow, id_: str, loop: str, above: str) -> str:
        """A new objective, in the loop it names, else in that of the row above it."""
        found = self.notes.read(row, [column for column in PLAN if not column.fixed])
        home = self._loop_named(row, loop or next(iter(self.loops), "") or self._new_loop(row, ""))
        into = self._fields(row)
        first, last = found.get("start"), found.get("end")
        if isinstance(first, date) and isinstance(last, date) and last < first:
            for key in ("start", "end"):
                del found[key]
                self.notes.refuse(row, key, _("the end is before the start"))
        fields: dict[str, Any] = {}
        for key, value in found.items():
            if key != "loop":
                fields |= into(key, value)
        key = f"plan:{id_}"
        words = str(found.get("text") or "")
        group, told = self._copied(row)
        line = PlanLine(
            key, group, words or _("Objective"), self._name(home), "", told, row.place("text"), key,
            _constant(_adding(home, id_, above, fields)), needs=self.new.get(home, ""),
            late=_waiting(id_, fields) if fields.get("after") else None,
        )  # fmt: skip
        self.notes.lines.append(line)
        self.new[id_] = key
        return home

    def _copied(self, row: PlanRow) -> tuple[Group, str]:
        """Whether a new row is a copy of another, told by its place; one in which nothing was changed is hardly meant."""
        first = self.firsts.get(row.id)
        if first is None:
            return "added", ""
        same = {key: cell.value for key, cell in first.cells.items()} == {
            key: cell.value for key, cell in row.cells.items()
        }
        words = _("a copy of row {row}, so new").format(row=first.number)
        return ("doubtful" if same else "added"), words

    def _loop_named(self, row: PlanRow, otherwise: str) -> str:
        """The loop a row names; a name that no loop has is a new one."""
        cell = row.cells.get("loop")
        name = " ".join(cell.shown.split()) if cell is not None else ""
        if not name or (otherwise and name.casefold() == self._name(otherwise).casefold()):
            return otherwise
        named = (id_ for id_, words in self.loops.items() if words.casefold() == name.casefold())
        return next(named, "") or self._new_loop(row, name)

    def _new_loop(self, row: PlanRow, name: str) -> str:
        id_ = new_id("loop", self.taken)
        self.taken.add(id_)
        self.loops[id_] = name
        self.seen.add(id_)
        self.new[id_] = f"plan:{id_}"
        edit = _constant(add_loop(id=id_, name=name))
        line = PlanLine(
            f"plan:{id_}",
            "added",
            name or _("Loop"),
            _("Loop"),
            "",
            "",
            row.place("loop"),
            f"plan:{id_}",
            edit,
        )
        self.notes.lines.append(line)
        return id_

    def _name(self, loop: str) -> str:
        return self.loops.get(loop, "")

    def _said_after(self, id_: str) -> str:
        """What an objective waits for now, by the numbers of the workbook."""
        told = {found: number for number, found in self.numbers.items()}
        there = {one.id for one in self.plan.objectives}
        after = objective_of(self.plan, id_).after
        return ", ".join(told.get(first, first) for first in after if first in there)

    def _fields(self, row: PlanRow) -> Callable[[str, Value], Mapping[str, Any]]:
        def into(key: str, value: Value) -> Mapping[str, Any]:
            if key == "after":
                wanted = [one.strip() for one in str(value or "").split(",") if one.strip()]
                lost = [one for one in wanted if one not in self.numbers]
                if lost:
                    self.notes.refuse(row, key, _("there is no row {number}").format(number=", ".join(lost)))
                return {"after": tuple(self.numbers[one] for one in wanted if one in self.numbers)}
            return _field(key, value)

        return into

    def _removed(self) -> None:
        """Objectives and loops whose rows are not there any more; what is in a loop goes with it."""
        for loop in self.plan.loops:
            left = [one for one in loop.objectives if one.id not in self.seen]
            self.gone |= {one.id for one in left}
            whole = loop.id not in self.seen and len(left) == len(loop.objectives)
            ids = [(loop.id, loop.name, drop_loop(loop.id))] if whole else []
            if not whole:
                ids = [(one.id, str(self.now[one.id]["text"]), drop_objective(one.id)) for one in left]
            for id_, name, edit in ids:
                title = _("Loop") if whole else loop.name
                count = _("with {n} objectives").format(n=len(left)) if whole and left else ""
                line = PlanLine(
                    f"plan:{id_}", "removed", name, title, count, "", "", f"plan:{id_}", _constant(edit)
                )
                self.notes.lines.append(line)


def _is_loop(row: PlanRow) -> bool:
    """Whether a row says nothing but a loop."""
    return "loop" in row.cells and not row.cells.keys() - {"loop", "number"}


def _field(key: str, value: Value) -> Mapping[str, Any]:
    """A value of a column as a field of an objective."""
    if key == "phase":
        return {"phase": _PHASE_OF.get(str(value or ""))}
    if key == "cost":
        return {"cost": quantity(value, "money") if isinstance(value, float) else None}
    if key == "done":
        return {"done": value or 0.0}
    if key == "goal.target":
        return {key: value}
    return {key: value.isoformat() if isinstance(value, date) else value or ""}


def _parted(values: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The fields of an objective, and those of its goal."""
    goal = {key.removeprefix("goal."): value for key, value in values.items() if key.startswith("goal.")}
    return {key: value for key, value in values.items() if not key.startswith("goal.")}, goal


def _set(id_: str) -> Callable[[Mapping[str, Any]], StreamEdit]:
    def make(values: Mapping[str, Any]) -> StreamEdit:
        fields, goal = _parted(values)

        def apply(stream: ValueStream) -> ValueStream:
            more = {"goal": objective_of(plan_of(stream), id_).goal.evolve(**goal)} if goal else {}
            return set_objective(id_, **fields, **more)(stream)

        return apply

    return make


def _adding(loop: str, id_: str, above: str, values: Mapping[str, Any]) -> StreamEdit:
    """A new objective behind the one above it, else at the end of its loop; what it waits for follows (`_waiting`)."""
    fields, goal = _parted(values)

    def apply(stream: ValueStream) -> ValueStream:
        places = [one.id for one in loop_of(plan_of(stream), loop).objectives]
        index = places.index(above) + 1 if above in places else None
        return add_objective(loop, index, id=id_, **(fields | {"after": (), "goal": goal}))(stream)

    return apply


def _moving(id_: str, loop: str, above: str | None) -> StreamEdit:
    """An objective put into another loop: behind the one above it, first without one; at the end where none is told."""

    def apply(stream: ValueStream) -> ValueStream:
        places = [one.id for one in loop_of(plan_of(stream), loop).objectives if one.id != id_]
        index = 0 if above == "" else places.index(above) + 1 if above in places else len(places)
        return place_objective(id_, loop, index)(stream)

    return apply


def _waiting(id_: str, values: Mapping[str, Any]) -> StreamEdit:
    """What a new objective waits for, of that which is there in the end."""

    def apply(stream: ValueStream) -> ValueStream:
        known = {one.id for one in plan_of(stream).objectives}
        return set_objective(id_, after=tuple(one for one in values["after"] if one in known))(stream)

    return apply


def _constant(edit: StreamEdit) -> Callable[[Mapping[str, Any]], StreamEdit]:
    return lambda _values: edit


def _set_head(values: Mapping[str, Any]) -> StreamEdit:
    return set_plan(**values)


def _head_fields(key: str, value: Value) -> Mapping[str, Any]:
    if key == "months":
        return {"months": int(value) if isinstance(value, float) and value == int(value) else value or 12}
    return _field(key, value)
