"""The people of a plan and the marks of its reviews in a workbook, beside those of the document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Set
from datetime import date
from typing import Any

from vsm_desktop.assets import _
from vsm_desktop.edit.edits import StreamEdit
from vsm_desktop.edit.plan import drop_mark, objective_of, plan_of, put_mark, set_objective
from vsm_desktop.intake.plans.difference import Notes, PlanLine, field_lines
from vsm_desktop.intake.plans.edits import always
from vsm_desktop.intake.plans.tables import PlanRow, PlanTable
from vsm_desktop.model.dates import said_day
from vsm_desktop.model.plan import Person, Plan, ReviewMark
from vsm_desktop.model.plan_origin import Who, named_people, person_key
from vsm_desktop.model.plan_table import PEOPLE, REVIEWS, Value
from vsm_desktop.model.stream import ValueStream

Find = Callable[[PlanRow], tuple[str, str]]
_STAND, _SIGN = PEOPLE[3], REVIEWS[2]


def people_lines(plan: Plan, table: PlanTable, find: Find, gone: Set[str], notes: Notes) -> None:
    """Who is new, changed or no longer needed; those of objectives that go are not told."""
    here = {one.id: one for one in plan.objectives}
    counted = Counter[tuple[str, str]]()
    seen: set[tuple[str, Who]] = set()
    for row in table.rows:
        if not row.cells.keys() - {"number"}:
            continue
        id_, needs = find(row)
        if id_ and id_ not in here and not needs:
            continue  # its objective is neither here nor there any more
        name = " ".join(row.cells["name"].shown.split()) if "name" in row.cells else ""
        if not id_ or not name:
            notes.refuse(row, "name", _("it does not say whom which objective needs") if id_ else _NO_ROW)
            continue
        who = (name, counted[id_, name])
        counted[id_, name] += 1
        seen.add((id_, who))
        known = named_people(here[id_].people).get(who) if id_ in here else None
        if known is None:
            _new_person(row, id_, who, needs, notes)
            continue
        now: dict[str, Value] = {
            "name": known.name,
            "department": known.department,
            "stand": _STAND.word(known.stand),
            "need": known.need,
        }
        said = f"{name} – {here[id_].text}" if here[id_].text else name
        key = person_key(id_, who)
        keys = notes.told(row, frozenset(table.keys), "people", key)
        field_lines(row, f"people:{key}", PEOPLE, keys, now, said, notes, _set_person(id_, who), _person)
    for one in plan.objectives:
        for who, person in named_people(one.people).items():
            written = notes.origin.held("people", person_key(one.id, who))
            if written and one.id not in gone and (one.id, who) not in seen:
                key = f"people:{person_key(one.id, who)}"
                edit = _set_person(one.id, who)({"gone": True})
                line = PlanLine(key, "removed", person.name, one.text, "", "", "", key, always(edit))
                notes.lines.append(line)


_NO_ROW = _("it does not say which row of the plan it is about")


def _person(key: str, value: Value) -> Mapping[str, Any]:
    if key == "stand":
        return {key: next((stand for stand, words in _STAND.choices if words == value), "informed")}
    return {key: value or ""}


def _new_person(row: PlanRow, id_: str, who: Who, needs: str, notes: Notes) -> None:
    fields: dict[str, Any] = {}
    for key, value in notes.read(row, PEOPLE[1:]).items():
        fields |= _person(key, value)
    if "name" not in fields:
        return  # refused
    person = Person(**fields)

    def apply(stream: ValueStream) -> ValueStream:
        people = (*objective_of(plan_of(stream), id_).people, person)
        return set_objective(id_, people=people)(stream)

    key = f"people:{row.place('')}"
    words = ", ".join(part for part in (person.department, _STAND.word(person.stand), person.need) if part)
    line = PlanLine(
        key, "added", who[0], _("Person"), "", words, row.place("name"), key, always(apply), needs=needs
    )
    notes.add(line, "people", person_key(id_, who))


def _set_person(id_: str, who: Who) -> Callable[[Mapping[str, Any]], StreamEdit]:
    """Fields of somebody set, or them taken away."""

    def make(values: Mapping[str, Any]) -> StreamEdit:
        def apply(stream: ValueStream) -> ValueStream:
            people = named_people(objective_of(plan_of(stream), id_).people)
            new = [
                person if at != who else person.evolve(**values)
                for at, person in people.items()
                if at != who or "gone" not in values
            ]
            return set_objective(id_, people=tuple(new))(stream)

        return apply

    return make


def review_lines(plan: Plan, table: PlanTable, find: Find, gone: Set[str], notes: Notes) -> None:
    """Which marks are new, changed or taken back; those of objectives that go are not told."""
    here = {one.id: one for one in plan.objectives}
    seen: set[tuple[str, str]] = set()
    for row in table.rows:
        if not row.cells.keys() - {"number"}:
            continue
        id_, needs = find(row)
        if id_ and id_ not in here and not needs:
            continue
        found = notes.read(row, REVIEWS[1:])
        on = day.isoformat() if isinstance(day := found.get("on"), date) else ""
        if not id_ or not on:
            if "on" not in row.cells or not id_:
                notes.refuse(row, "on", _("it has no date") if id_ else _NO_ROW)
            continue
        if (id_, on) in seen:
            notes.refuse(row, "on", _("it is marked twice on this day"))
            continue
        seen.add((id_, on))
        marks = {mark.on: mark for mark in here[id_].marks} if id_ in here else {}
        if on not in marks:
            _new_mark(row, id_, on, found, needs, notes)
            continue
        mark = marks[on]
        now: dict[str, Value] = {
            "on": date.fromisoformat(on),
            "mark": _SIGN.word(mark.mark),
            "remark": mark.remark,
            "by": mark.by,
        }
        said = _("Review of {day}").format(day=said_day(date.fromisoformat(on)))
        said = f"{said} – {here[id_].text}" if here[id_].text else said
        keys = notes.told(row, frozenset(table.keys), "reviews", f"{id_}:{on}")
        ident = f"reviews:{id_}:{on}"
        field_lines(row, ident, REVIEWS, keys, now, said, notes, _set_mark(id_, on), _mark)
    for one in plan.objectives:
        for mark in one.marks:
            written = notes.origin.held("reviews", f"{one.id}:{mark.on}")
            if written and one.id not in gone and (one.id, mark.on) not in seen:
                key = f"reviews:{one.id}:{mark.on}"
                name = _("Review of {day}").format(day=said_day(date.fromisoformat(mark.on)))
                words = f"{_SIGN.word(mark.mark)} {mark.remark}".strip()
                edit = always(drop_mark(one.id, mark.on))
                notes.lines.append(PlanLine(key, "removed", name, one.text, words, "", "", key, edit))


def _mark(key: str, value: Value) -> Mapping[str, Any]:
    if key == "mark":
        return {key: next((mark for mark, sign in _SIGN.choices if sign == value), "good")}
    return {key: value or ""}


def _new_mark(row: PlanRow, id_: str, on: str, found: Mapping[str, Value], needs: str, notes: Notes) -> None:
    if "mark" not in found:
        if "mark" not in row.cells:
            notes.refuse(row, "mark", _("it has no mark"))
        return
    fields: dict[str, Any] = {}
    for key, value in found.items():
        fields |= _mark(key, value) if key != "on" else {}
    mark = ReviewMark(on=on, **fields)
    key = f"reviews:{row.place('')}"
    name = _("Review of {day}").format(day=said_day(date.fromisoformat(on)))
    words = f"{_SIGN.word(mark.mark)} {mark.remark}".strip()
    edit = always(put_mark(id_, mark))
    line = PlanLine(key, "added", name, _("Mark"), "", words, row.place("mark"), key, edit, needs=needs)
    notes.add(line, "reviews", f"{id_}:{on}")


def _set_mark(id_: str, on: str) -> Callable[[Mapping[str, Any]], StreamEdit]:
    def make(values: Mapping[str, Any]) -> StreamEdit:
        def apply(stream: ValueStream) -> ValueStream:
            marks = {mark.on: mark for mark in objective_of(plan_of(stream), id_).marks}
            return put_mark(id_, marks[on].evolve(**values))(stream)

        return apply

    return make
