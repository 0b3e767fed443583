"""The scoreboard of a workbook beside that of a document: its measures, and what was reached."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from msgspec import structs

from vsm_desktop.assets import _
from vsm_desktop.edit.edits import StreamEdit
from vsm_desktop.edit.scoreboard import (
    add_measure,
    drop_actual,
    drop_measure,
    measure_of,
    put_actual,
    set_measure,
)
from vsm_desktop.intake.plans.difference import Group, Notes, PlanLine, field_lines, readings
from vsm_desktop.intake.plans.edits import always
from vsm_desktop.intake.plans.knowing import Said, known_again, words_in
from vsm_desktop.intake.plans.readings import all_parts, among
from vsm_desktop.intake.plans.tables import PlanRow, PlanTable
from vsm_desktop.intake.plans.values import alike, said, said_all
from vsm_desktop.intake.values import percent
from vsm_desktop.model.dates import said_day
from vsm_desktop.model.display import DASH
from vsm_desktop.model.ids import new_id
from vsm_desktop.model.plan_origin import called
from vsm_desktop.model.plan_table import MEASURE_COLUMNS, ON, Column, Shape, Value
from vsm_desktop.model.scoreboard import MEASURES, SHARES, Actual, Measure, Scoreboard
from vsm_desktop.model.stream import ValueStream

_KIND, _BETTER = MEASURE_COLUMNS[0], MEASURE_COLUMNS[3]
_WHOLE = 100.0  # what a new share stands among while nothing is known of it
_OWN = _KIND.word("own").casefold()
_VALUE = Column("value", _("Value"), "number")


def board_lines(stream: ValueStream, tables: Mapping[str, PlanTable], notes: Notes) -> None:
    """The lines of both tables of the scoreboard."""
    board: Scoreboard = stream.scoreboard or Scoreboard()
    tables = {key: table for key, table in tables.items() if not table.lost}
    new: dict[str, Measure] = {}
    ids: dict[str, str] = {}
    if "measures" in tables:
        fields, ids = _measures(board, tables["measures"], notes)
        boards = {id_: add_measure(**one)(stream).scoreboard or board for id_, one in fields.items()}
        new = {id_: measure_of(after, id_) for id_, after in boards.items()}
    if "actuals" in tables:
        _actuals(board, new, ids, tables["actuals"], notes)


def _measures(
    board: Scoreboard, table: PlanTable, notes: Notes
) -> tuple[dict[str, dict[str, Any]], dict[str, str]]:
    """The lines of all measures; the fields of those that are new, by their ids; the ids of the rows known by their names."""
    here = {one.id: one for one in board.measures}
    seen: dict[str, PlanRow] = {}
    new: dict[str, dict[str, Any]] = {}
    taken = {*here}
    lost = _lost(board, table)
    for row in table.rows:
        if not row.cells:
            continue
        one = here.get(lost.get(str(row.number), row.id))
        if one is None or one.id in seen:
            fields = _new_measure(row, taken, notes, seen.get(row.id))
            new[fields["id"]] = fields
            continue
        seen[one.id] = row
        now: dict[str, Value] = {
            "key": _KIND.word(one.key),
            "name": one.name,
            "unit": one.unit,
            "better": _BETTER.word(one.better),
            "baseline": one.baseline,
            "target": one.target,
            "trial": date.fromisoformat(one.trial) if one.trial else None,
        }
        ident, keys = f"measures:{one.id}", notes.told(row, frozenset(table.keys), "measures", one.id)
        field_lines(
            row, ident, _columns(row, one), keys, now, called(one), notes, _set(one.id), _field, among(_known(one))
        )  # fmt: skip
    for one in board.measures:
        if one.id not in seen and notes.origin.held("measures", one.id):
            key, edit = f"measures:{one.id}", always(drop_measure(one.id))
            count = _("with {n} values").format(n=len(one.actuals)) if one.actuals else ""
            line = PlanLine(key, "removed", called(one), _("Measure"), count, "", "", key, edit)
            notes.lines.append(line)
    return new, {row.id: id_ for id_, row in seen.items() if row.id and row.id != id_}


def _lost(board: Scoreboard, table: PlanTable) -> dict[str, str]:
    """The measures of rows without an id, known by their names."""
    kept, here = {row.id for row in table.rows}, {one.id for one in board.measures}
    missing = [Said(one.id, called(one).casefold()) for one in board.measures if one.id not in kept]
    rows = [
        Said(str(row.number), words_in(row, "name") or words_in(row, "key") or _OWN)
        for row in table.rows
        if row.cells and row.id not in here
    ]
    return known_again(rows, missing)


def _columns(row: PlanRow, one: Measure | None) -> tuple[Column, ...]:
    """The columns of a measure; what its numbers are read as goes by its unit, that of the row if it says one."""
    cells = row.cells
    kind = " ".join(cells["key"].shown.split()).casefold() if "key" in cells else ""
    usual = next((own for key, words, own in MEASURES if kind in (key, words.casefold())), "")
    usual = usual if kind or one is None else _unit_of(one)
    own = one.unit if one is not None else ""
    unit = cells["unit"].shown.strip() if "unit" in cells else own or usual
    key = next((own for own, words, _unit in MEASURES if kind in (own, words.casefold())), "")
    key = key if kind or one is None else one.key
    return tuple(
        structs.replace(column, shape=_shape(unit), unit=unit, most=_most(key, unit))
        if column.shape == "number"
        else column
        for column in MEASURE_COLUMNS
    )


def _most(key: str, unit: str) -> float | None:
    """The largest value of a measure that is a part of a whole."""
    return 100.0 if key in SHARES and unit == "%" else None


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


def _known(measure: Measure) -> list[float]:
    """The numbers that are known of a measure, among which another one stands."""
    known = (measure.baseline, measure.target, *(actual.value for actual in measure.actuals))
    return [value for value in known if value is not None]


def _new_measure(row: PlanRow, taken: set[str], notes: Notes, first: PlanRow | None) -> dict[str, Any]:
    """A measure without an id, or with that of the row it was copied from; its fields."""
    written = {key for place, key in notes.origin.rows if place == "measures"}
    id_ = row.id if row.id and row.id not in taken else new_id("measure", taken | written)
    taken.add(id_)
    key, fields = f"measures:{id_}", dict[str, Any](id=id_)
    columns = _columns(row, None)
    found = notes.read(row, columns)
    number = next(column for column in columns if column.key == "target")
    unsure = [one for one in ("baseline", "target") if isinstance(found.get(one), float)]
    if not all_parts([row.cells[one] for one in unsure], number, (_WHOLE,)):
        unsure = []
    for one, value in found.items():
        fields |= _field(one, value) if one not in unsure else {}
    name = fields.get("name") or next(
        words for key, words, _unit in MEASURES if key == fields.get("key", "own")
    )
    told = _("a copy of row {row}, so new").format(row=first.number) if first else ""
    told = told or said_all({one: value for one, value in found.items() if one not in unsure}, columns)
    line = PlanLine(
        key, "added", name, _("Measure"), "", told, row.place("key"), key, always(add_measure(**fields))
    )
    notes.add(line, "measures", row.id if first is None else "")
    for column in columns:
        value = found.get(column.key)
        if column.key in unsure and isinstance(value, float):
            place, ident = row.place(column.key), f"{key}:{column.key}"
            doubt = PlanLine(
                ident, "doubtful", name, column.title, DASH, "", place, ident, _set(id_), needs=key
            )
            notes.doubt(doubt, readings(column, _field, percent(value), value), None)
    return fields


def _actuals(
    board: Scoreboard, new: Mapping[str, Measure], ids: Mapping[str, str], table: PlanTable, notes: Notes
) -> None:
    """Each value by its measure and day; one whose day is gone is removed, one whose cell is empty only told.

    `ids` are those of measures whose columns have the id of another value stream.
    """
    table = _renamed(table, {key: id_ for key, id_ in ids.items() if id_ not in table.keys})
    here = {one.id: one for one in board.measures} | {**new}
    parts = {id_ for id_, one in here.items() if _in_parts(one, table)}
    days: set[str] = set()
    for row in table.rows:
        if not row.cells:
            continue
        day = notes.read(row, (ON,)).get("on")
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
                needs = f"measures:{id_}" if id_ in new else ""
                _actual(row, here[id_], day, notes, needs, parts=id_ in parts)
    for one in board.measures:
        for actual in one.actuals:
            written = notes.origin.held("actuals", f"{one.id}:{actual.on}")
            if written and one.id in table.keys and actual.on not in days:
                title = said_day(date.fromisoformat(actual.on))
                key, edit = f"actuals:{one.id}:{actual.on}", always(drop_actual(one.id, actual.on))
                words = said(actual.value, _VALUE)
                notes.lines.append(PlanLine(key, "removed", called(one), title, words, "", "", key, edit))


def _renamed(table: PlanTable, ids: Mapping[str, str]) -> PlanTable:
    """A table whose columns have other keys."""
    if not ids:
        return table
    rows = [
        structs.replace(
            row,
            cells={ids.get(key, key): cell for key, cell in row.cells.items()},
            places={ids.get(key, key): place for key, place in row.places.items()},
        )
        for row in table.rows
    ]
    return structs.replace(table, keys=tuple(ids.get(key, key) for key in table.keys), rows=tuple(rows))


def _column(one: Measure) -> Column:
    unit = _unit_of(one)
    return Column(one.id, called(one), _shape(unit), unit=unit, most=_most(one.key, unit))


def _in_parts(one: Measure, table: PlanTable) -> bool:
    """Whether the column of a measure in % holds parts of 1 throughout."""
    cells = [row.cells[one.id] for row in table.rows if one.id in row.cells]
    return all_parts(cells, _column(one), _known(one))


def _written(notes: Notes, key: str) -> float | None:
    """The value a cell had when the workbook was written, of one the document has lost since."""
    if not notes.origin.lost("actuals", key):
        return None
    try:
        return float(notes.origin.rows["actuals", key])
    except ValueError:  # of an older workbook, which does not tell
        return None


def _actual(row: PlanRow, one: Measure, day: date, notes: Notes, needs: str, *, parts: bool) -> None:
    """One value of a day; `parts` says that the bare numbers of its column are parts of 1."""
    on, column = day.isoformat(), _column(one)
    before = next((actual.value for actual in one.actuals if actual.on == on), None)
    after = notes.read(row, (column,)).get(one.id)
    if (one.id in row.cells) != (after is not None):
        return  # refused
    if parts and isinstance(after, float) and row.cells[one.id].kind == "number":
        after = percent(after)
    if alike(before, after):
        notes.unchanged += after is not None
        return

    def edit(values: Mapping[str, Any]) -> StreamEdit:
        value = values["value"]
        return drop_actual(one.id, on) if value is None else put_actual(one.id, Actual(on=on, value=value))

    group: Group = "added" if before is None else "empty" if after is None else "changed"
    key = f"actuals:{one.id}:{on}"
    words = (said(before, _VALUE) if before is not None else "", said(after, _VALUE))
    line = PlanLine(
        key,
        group,
        called(one),
        said_day(day),
        *words,
        row.place(one.id),
        key,
        edit,
        {"value": after},
        needs,
        on=on if after is not None else "",
    )
    also = None
    if isinstance(after, float) and not parts:
        also = among(_known(one))(row.cells[one.id], column, after)
    if before is None and also is None:
        written = _written(notes, f"{one.id}:{on}")
        if written is None or alike(written, after):
            notes.add(line, "actuals", f"{one.id}:{on}")
        else:  # what was typed into the workbook is meant, whatever the document has lost
            told = _("{value}, {before} when the workbook was written")
            told = told.format(value=line.after, before=said(written, _VALUE))
            notes.lines.append(structs.replace(line, after=told))
    elif also is None or not isinstance(after, float):
        notes.lines.append(line)
    else:
        notes.doubt(line, readings(column, lambda _key, value: {"value": value}, also, after), before)
