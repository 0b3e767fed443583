"""The scoreboard of a workbook beside that of a document: its measures, and what was reached."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from msgspec import structs

from vsm_desktop.assets import _
from vsm_desktop.edit.edits import StreamEdit
from vsm_desktop.edit.scoreboard import add_measure, drop_actual, drop_measure, put_actual, set_measure
from vsm_desktop.intake.plans.difference import Group, Notes, PlanLine, field_lines
from vsm_desktop.intake.plans.tables import PlanRow, PlanTable
from vsm_desktop.intake.plans.values import alike, said
from vsm_desktop.model.dates import said_day
from vsm_desktop.model.ids import new_id
from vsm_desktop.model.plan_table import MEASURE_COLUMNS, Column, Shape, Value
from vsm_desktop.model.scoreboard import MEASURES, Actual, Measure, Scoreboard
from vsm_desktop.model.stream import ValueStream

_KIND, _BETTER = MEASURE_COLUMNS[0], MEASURE_COLUMNS[3]
_ON, _VALUE = Column("on", _("Date"), "date"), Column("value", _("Value"), "number")


def board_lines(stream: ValueStream, tables: Mapping[str, PlanTable], notes: Notes) -> None:
    """The lines of both tables of the scoreboard."""
    board: Scoreboard = stream.scoreboard or Scoreboard()
    if "measures" in tables:
        _measures(board, tables["measures"], notes)
    if "actuals" in tables:
        _actuals(board, tables["actuals"], notes)


def _called(measure: Measure) -> str:
    return measure.name or _KIND.word(measure.key)


def _measures(board: Scoreboard, table: PlanTable, notes: Notes) -> None:
    here = {one.id: one for one in board.measures}
    seen: set[str] = set()
    taken = {*here}
    for row in table.rows:
        if not row.cells:
            continue
        one = here.get(row.id)
        if one is None or one.id in seen:
            _new_measure(row, taken, notes)
            continue
        seen.add(one.id)
        now: dict[str, Value] = {
            "key": _KIND.word(one.key),
            "name": one.name,
            "unit": one.unit,
            "better": _BETTER.word(one.better),
            "baseline": one.baseline,
            "target": one.target,
            "trial": date.fromisoformat(one.trial) if one.trial else None,
        }
        ident, keys = f"measures:{one.id}", frozenset(table.keys)
        field_lines(row, ident, _columns(row, one), keys, now, _called(one), notes, _set(one.id), _field)
    for one in board.measures:
        if one.id not in seen:
            key, edit = f"measures:{one.id}", _always(drop_measure(one.id))
            count = _("with {n} values").format(n=len(one.actuals)) if one.actuals else ""
            line = PlanLine(key, "removed", _called(one), _("Measure"), count, "", "", key, edit)
            notes.lines.append(line)


def _columns(row: PlanRow, one: Measure | None) -> tuple[Column, ...]:
    """The columns of a measure; what its numbers are read as goes by its unit, that of the row if it says one."""
    cells = row.cells
    kind = " ".join(cells["key"].shown.split()).casefold() if "key" in cells else ""
    usual = next((own for key, words, own in MEASURES if kind in (key, words.casefold())), "")
    usual = usual if kind or one is None else _unit_of(one)
    own = one.unit if one is not None else ""
    unit = cells["unit"].shown.strip() if "unit" in cells else own or usual
    return tuple(
        structs.replace(column, shape=_shape(unit)) if column.shape == "number" else column
        for column in MEASURE_COLUMNS
    )


def _shape(unit: str) -> Shape:
    return "percent" if unit == "%" else "plain"


def _unit_of(measure: Measure) -> str:
    """The unit of a measure: its own, else that of its kind."""
    return measure.unit or next(unit for key, _words, unit in MEASURES if key == measure.key)


def _field(key: str, value: Value) -> Mapping[str, Any]:
    """A value of a column as a field of a measure."""
    if key == "key":
        return {key: next((kind for kind, words in _KIND.choices if words == value), "own")}
    if key == "better":
        return {key: next((way for way, words in _BETTER.choices if words == value), "less")}
    if key in ("baseline", "target"):
        return {key: value}
    return {key: value.isoformat() if isinstance(value, date) else value or ""}


def _set(id_: str) -> Callable[[Mapping[str, Any]], StreamEdit]:
    return lambda values: set_measure(id_, **values)


def _new_measure(row: PlanRow, taken: set[str], notes: Notes) -> None:
    id_ = row.id if row.id and row.id not in taken else new_id("measure", taken)
    taken.add(id_)
    fields: dict[str, Any] = {"id": id_}
    for key, value in notes.read(row, _columns(row, None)).items():
        fields |= _field(key, value)
    name = fields.get("name") or next(
        words for key, words, _unit in MEASURES if key == fields.get("key", "own")
    )
    key, edit = f"measures:{id_}", _always(add_measure(**fields))
    notes.lines.append(PlanLine(key, "added", name, _("Measure"), "", "", row.place("key"), key, edit))


def _actuals(board: Scoreboard, table: PlanTable, notes: Notes) -> None:
    """Each value by its measure and day; one whose day is gone is removed, one whose cell is empty only told."""
    here = {one.id: one for one in board.measures}
    days: set[str] = set()
    for row in table.rows:
        if not row.cells:
            continue
        day = notes.read(row, (_ON,)).get("on")
        if not isinstance(day, date):
            if "on" not in row.cells:
                notes.refuse(row, "on", _("it has no date"))
            continue
        if day.isoformat() in days:
            notes.refuse(row, "on", _("this day stands there twice"))
            continue
        days.add(day.isoformat())
        for id_ in table.keys:
            if id_ in here:
                _actual(row, here[id_], day, notes)
    for one in board.measures:
        for actual in one.actuals:
            if one.id in table.keys and actual.on not in days:
                title = said_day(date.fromisoformat(actual.on))
                key, edit = f"actuals:{one.id}:{actual.on}", _always(drop_actual(one.id, actual.on))
                words = said(actual.value, _VALUE)
                notes.lines.append(PlanLine(key, "removed", _called(one), title, words, "", "", key, edit))


def _actual(row: PlanRow, one: Measure, day: date, notes: Notes) -> None:
    """One value of a day."""
    on = day.isoformat()
    before = next((actual.value for actual in one.actuals if actual.on == on), None)
    column = Column(one.id, _called(one), _shape(_unit_of(one)))
    after = notes.read(row, (column,)).get(one.id)
    if (one.id in row.cells) != (after is not None):
        return  # refused
    if alike(before, after):
        notes.unchanged += after is not None
        return
    edit = (
        put_actual(one.id, Actual(on=on, value=after))
        if isinstance(after, float)
        else drop_actual(one.id, on)
    )
    group: Group = "added" if before is None else "empty" if after is None else "changed"
    key = f"actuals:{one.id}:{on}"
    words = (said(before, _VALUE) if before is not None else "", said(after, _VALUE))
    line = PlanLine(key, group, _called(one), said_day(day), *words, row.place(one.id), key, _always(edit))
    notes.lines.append(structs.replace(line, on=on if after is not None else ""))


def _always(edit: StreamEdit) -> Callable[[Mapping[str, Any]], StreamEdit]:
    return lambda _values: edit
