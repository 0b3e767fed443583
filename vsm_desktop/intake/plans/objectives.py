"""The plan of a workbook beside that of a document: loops and objectives, the people they need, the marks of the reviews."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from msgspec import structs

from vsm_desktop.assets import _
from vsm_desktop.edit.edits import StreamEdit
from vsm_desktop.edit.entry import Wrong
from vsm_desktop.edit.plan import (
    add_loop,
    drop_loop,
    drop_objective,
    objective_of,
    plan_of,
    set_loop,
    set_plan,
)
from vsm_desktop.intake.plans.beside import people_lines, review_lines
from vsm_desktop.intake.plans.difference import Group, Into, Notes, PlanLine, field_lines
from vsm_desktop.intake.plans.edits import adding, always, field_of, moving, setting, waiting
from vsm_desktop.intake.plans.knowing import is_loop, objective_ids, words_in
from vsm_desktop.intake.plans.order import Order
from vsm_desktop.intake.plans.readings import of_goal
from vsm_desktop.intake.plans.tables import PlanRow, PlanTable
from vsm_desktop.intake.plans.values import said_all, value_of
from vsm_desktop.model.ids import new_id
from vsm_desktop.model.plan import Plan
from vsm_desktop.model.plan_origin import OF_BURSTS
from vsm_desktop.model.plan_table import ABOUT, PLAN, Column, Value, about_cells, objective_cells
from vsm_desktop.model.stream import ValueStream

_LOOP = PLAN[1]
_AFTER = next(column for column in PLAN if column.key == "after")


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
        self.said = {words_in(row, "loop"): row.id for row in rows if row.id in self.headed}
        written = notes.origin.loops.values()
        self.once = {words.casefold(): id_ for id_, words in written if id_ in self.loops}
        headed = (row.id for row in rows if row.id in self.loops)
        self.first = next(headed, "") or next(iter(self.loops), "")  # of rows above all headings
        lost = objective_ids(plan, self.now, rows, self.taken, self.loops.get(self.first, ""))
        for row in rows:
            self._identify(row, lost.get(row.number, row.id))
        numbers = {str(at): one.id for at, one in enumerate(plan.objectives, 1)}
        told = set(self.numbers.values())
        held = notes.origin.held if notes.origin.known and rows else None
        self.going = {id_ for id_ in self.here - self.seen if held is not None and held("plan", id_)}
        for number, id_ in (notes.origin.numbers if notes.origin.known else numbers).items():
            if id_ not in told:  # rows may name what is not in the table any more
                self.numbers.setdefault(number, id_)

    def _identify(self, row: PlanRow, said: str) -> None:
        """Which row of the plan it is: one copied with its id is new, as the first keeps it."""
        known = said in self.loops or said in self.here
        if known and said not in self.seen:
            id_ = said
            self.firsts[id_] = row
        elif is_loop(row):
            id_ = ""
        else:
            free = said and said not in self.taken
            id_ = said if free else self._new_id("objective")
            self.taken.add(id_)
        self.seen.add(id_)
        self.ids[row.place("")] = id_
        number = row.cells.get("number")
        if number is not None and not is_loop(row):
            self.numbers.setdefault(number.shown, id_)

    def _new_id(self, kind: str) -> str:
        """An id no row of the plan has, nor had when the workbook was written."""
        return new_id(kind, self.taken | {key for _table, key in self.notes.origin.rows})

    def find(self, row: PlanRow) -> tuple[str, str]:
        """The objective a row of another table is about, and the key of the line that adds it, if one does; "" for none."""
        number = row.cells.get("number")
        known = row.id in self.here or row.id in self.new or self.notes.origin.lost("plan", row.id)
        id_ = row.id if known else self.numbers.get(number.shown if number else "", "")
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
                loop = self._objective(row, id_, under, loop, above)
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

    def _objective(self, row: PlanRow, id_: str, under: str, near: str, above: str) -> str:
        """The cells of a known objective; which loop it stands in now."""
        home = self._home(id_)
        loop = self._loop_now(row, id_, home, under, near)
        self.seen.add(loop)
        now = self.now[id_] | self._of_bursts(row, id_) | {"after": self._said_after(id_)}
        metric = objective_of(self.plan, id_).goal.metric
        columns = [
            structs.replace(column, metric=metric) if column.key == "goal.target" else column
            for column in PLAN
            if column.key != "loop"
        ]
        after = self._after(row)
        if after is None:
            columns = [column for column in columns if column.key != "after"]
        elif "after" in row.cells and after == self._waits_for(id_):
            now["after"] = _read(row, _AFTER) or ""
        name = str(self.now[id_]["text"])
        other = of_goal(metric)
        keys = self.notes.told(row, self.keys, "plan", id_)
        field_lines(
            row, f"plan:{id_}", columns, keys, now, name, self.notes, setting(id_), self._into(after), other
        )
        if loop != home:
            edit = moving(id_, loop, above if loop == under else None)
            line = PlanLine(
                f"plan:{id_}:loop", "changed", name, _LOOP.title, self.loops[home], self._name(loop),
                row.place("loop"), f"plan:{id_}:loop", always(edit), needs=self.new.get(loop, ""),
            )  # fmt: skip
            self.notes.lines.append(line)
        return loop

    def _of_bursts(self, row: PlanRow, id_: str) -> dict[str, Value]:
        """What cells say that speak for its bursts still: nothing, or what these said when the workbook was written."""
        one, found = objective_of(self.plan, id_), dict[str, Value]()
        for column in PLAN:
            if column.key in OF_BURSTS and not getattr(one, column.key):
                value = _read(row, column)
                written = self.notes.origin.rows.get(("bursts", f"{id_}.{column.key}"))
                if column.key not in row.cells or (value is not None and str(value) == written):
                    found[column.key] = value
        return found

    def _home(self, id_: str) -> str:
        """The loop an objective is in."""
        return next(loop.id for loop in self.plan.loops if any(one.id == id_ for one in loop.objectives))

    def _loop_now(self, row: PlanRow, id_: str, home: str, under: str, near: str) -> str:
        """The loop a known objective is to be in: the one it names, else that whose heading it was put under.

        Under which heading it stands counts only while its own loop has one, too. Where it stands as it was written, it
        stays where it is now. A row that never had an id is read as when it was new.
        """
        origin = self.notes.origin
        if row.id != id_ and not (origin.known and origin.held("plan", id_)):
            return self._loop_named(row, near or home)
        if not origin.known or not origin.held("plan", id_):
            loop = self._loop_named(row, home)
            return under if loop == home and under and home in self.headed else loop
        written, words = origin.loops[id_]
        if words_in(row, "loop") not in ("", words.casefold()):
            return self._loop_named(row, home)
        return under if under and under != written and written in self.headed else home

    def _added(self, row: PlanRow, id_: str, loop: str, above: str) -> str:
        """A new objective, in the loop it names, else in that of the row above it."""
        found = self.notes.read(row, [column for column in PLAN if not column.fixed])
        home = self._loop_named(row, loop or self.first or self._new_loop(row, ""))
        after = self._after(row)
        if after is None:
            del found["after"]
        into = self._into(after)
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
        told = told or said_all(found, PLAN)
        line = PlanLine(
            key, group, words or _("Objective"), self._name(home), "", told, row.place("text"), key,
            always(adding(home, id_, above, fields)), needs=self.new.get(home, ""),
            late=waiting(id_, after) if after else None, waits=row.place("after"),
        )  # fmt: skip
        self.notes.add(line, "plan", id_)
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
        known = next(named, "") or self.said.get(name.casefold(), "") or self.once.get(name.casefold(), "")
        return known or self._new_loop(row, name)

    def _new_loop(self, row: PlanRow, name: str) -> str:
        id_ = self._new_id("loop")
        self.taken.add(id_)
        self.loops[id_] = name
        self.seen.add(id_)
        self.new[id_] = f"plan:{id_}"
        edit = always(add_loop(id=id_, name=name))
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
        self.notes.add(line, "loop", row.id)
        return id_

    def _name(self, loop: str) -> str:
        return self.loops.get(loop, "")

    def _said_after(self, id_: str) -> str:
        """What an objective waits for now, by the numbers of the workbook."""
        told = {found: number for number, found in self.numbers.items()}
        return ", ".join(told.get(first, first) for first in self._waits_for(id_))

    def _waits_for(self, id_: str) -> tuple[str, ...]:
        return tuple(first for first in objective_of(self.plan, id_).after if first in self.here)

    def _after(self, row: PlanRow) -> tuple[str, ...] | None:
        """The objectives a row waits for, of those that are there; None for a cell that is refused, as it names none."""
        wanted = [one.strip() for one in str(_read(row, _AFTER) or "").split(",") if one.strip()]
        lost = [one for one in wanted if one not in self.numbers]
        if lost:
            words = _("there is no row {number}")
            self.notes.refuse(row, "after", words.format(number=", ".join(lost)))
            return None
        ids = dict.fromkeys(self.numbers[one] for one in wanted)
        new = {id_ for id_ in self.seen - self.here if not self.notes.origin.lost("plan", id_)}
        return tuple(id_ for id_ in ids if id_ in new or id_ in self.here - self.going)

    def _into(self, after: tuple[str, ...] | None) -> Into:
        return lambda key, value: {key: after or ()} if key == "after" else field_of(key, value)

    def _removed(self) -> None:
        """Objectives and loops whose rows are not there any more; what is in a loop goes with it."""
        held = self.notes.origin.held
        for loop in self.plan.loops:
            left = [one for one in loop.objectives if one.id not in self.seen and held("plan", one.id)]
            self.gone |= {one.id for one in left}
            whole = loop.id not in self.seen and len(left) == len(loop.objectives) and held("loop", loop.id)
            gone = (
                [(loop.id, loop.name)] if whole else [(one.id, str(self.now[one.id]["text"])) for one in left]
            )
            for id_, name in gone:
                title = _("Loop") if whole else loop.name
                count = _("with {n} objectives").format(n=len(left)) if whole and left else ""
                edit = _without([one.id for one in left]) if whole else drop_objective(id_)
                key, late = f"plan:{id_}", drop_loop(id_) if whole else None
                self.notes.lines.append(
                    PlanLine(
                        key, "removed", name, title, count, "", "", key, always(edit), late=late, early=True
                    )
                )


def _without(ids: list[str]) -> StreamEdit:
    def apply(stream: ValueStream) -> ValueStream:
        for id_ in ids:
            stream = drop_objective(id_)(stream)
        return stream

    return apply


def _read(row: PlanRow, column: Column) -> Value:
    """What a cell says; None for an empty one, and for one that cannot be read."""
    cell = row.cells.get(column.key)
    try:
        return value_of(cell, column) if cell is not None else None
    except Wrong:
        return None


def _set_head(values: Mapping[str, Any]) -> StreamEdit:
    return set_plan(**values)


def _head_fields(key: str, value: Value) -> Mapping[str, Any]:
    if key == "months":
        return {"months": int(value) if isinstance(value, float) and value == int(value) else value or 12}
    return field_of(key, value)
