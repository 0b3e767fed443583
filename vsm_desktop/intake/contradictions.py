"""What a sheet says twice and not alike: steps of one name, printed totals, a printed takt or lead time."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import isclose
from typing import Literal

from msgspec import Struct

from vsm_desktop.assets import _
from vsm_desktop.intake.checks import available_seconds, daily_demand
from vsm_desktop.intake.columns import Column
from vsm_desktop.intake.facts import Facts
from vsm_desktop.intake.grid import Cell
from vsm_desktop.intake.kinds import Row, is_total
from vsm_desktop.intake.phrases import find, fold, phrase_of
from vsm_desktop.intake.report import Ledger
from vsm_desktop.intake.steps import Step
from vsm_desktop.intake.surroundings import Sight
from vsm_desktop.intake.table import Table
from vsm_desktop.intake.units import Unit, unit_of
from vsm_desktop.intake.values import Way, read
from vsm_desktop.intake.ways import ways_of
from vsm_desktop.intake.words import MEAN, vocabulary
from vsm_desktop.model.fields import field_of
from vsm_desktop.model.quantity import Provenance, Quantity, quantity

_ADDED = ("ct", "pt", "lt", "wait", "co", "va_time", "nnva_time", "operators", "qty", "days")
_REACH = 4
_CLOSE, _ROUGH = 0.015, 0.05
_INLINE = re.compile(r"[:=]\s*(.+)$", re.DOTALL)
_TAKT = frozenset(("takt", "takttime", "taktzeit", "kundentakt", "taktu", "такта", "такт", "节拍", "节拍时间", "客户节拍", "生产节拍",
                   "タクト", "タクトタイム", "takttijd", "taktijd"))  # fmt: skip
_LEAD = frozenset(("lead", "durchlaufzeit", "doorlooptijd", "attraversamento", "traversée", "traversee", "przejścia", "przejscia",
                   "прохождения", "总前置时间", "総リードタイム", "lt"))  # fmt: skip


def contradictions(
    table: Table, rows: Sequence[Row], steps: Sequence[Step], facts: Facts, sight: Sight, ledger: Ledger
) -> None:
    """Note in the report what does not agree; nothing that was read is changed."""
    _repeated(steps, ledger)
    _totals(table, rows, ledger)
    _printed(table, rows, steps, facts, sight, ledger)


def _repeated(steps: Iterable[Step], ledger: Ledger) -> None:
    """C/T 44 s here and 40 s there: steps of one name are kept apart, and where they differ it is said."""
    first: dict[str, Step] = {}
    for step in steps:
        held = first.setdefault(fold(step.name), step)
        if held is step or step.process is None or held.process is None:
            continue
        for key, value in step.process.items():
            other = held.process.get(key)
            if not (
                isinstance(value, Quantity) and isinstance(other, Quantity) and value.source and other.source
            ):
                continue
            if not _same(value, other):
                reason = _("{title} is {one} here and {other} in {cell}").format(
                    title=field_of("process", key).title,
                    one=value.typed,
                    other=other.typed,
                    cell=other.source.cell.rpartition("!")[2],
                )
                ledger.revise_at(value.source.cell, "doubtful", reason, contradicts=True)


def _same(one: Quantity, other: Quantity) -> bool:
    return isclose(one.base, other.base, rel_tol=1e-9) and one.in_calendar_units == other.in_calendar_units


def _totals(table: Table, rows: Sequence[Row], ledger: Ledger) -> None:
    """Rows that say they are sums or averages, against the cells above them."""
    left = [row for row in rows if row.kind == "left" and is_total(row.title, table.grid.tongues)]
    if not left:
        return
    used = [row for row in rows if row.kind != "left"]
    bodies = {c.index: [row.cells[c.index] for row in used if c.index in row.cells] for c in table.columns}
    ways = ways_of(table.columns, bodies)
    for row in left:
        words = {word.key for word in phrase_of(row.title).words}
        mean = bool(words & MEAN)
        if not mean and not words & vocabulary(table.grid.tongues).totals - _TAKT:
            continue
        above = [one for one in used if one.number < row.number]
        for column in table.columns:
            if column.index in row.cells and (way := ways.get(column.index)) and _adds(column):
                _compare(
                    row.cells[column.index], [one.cells.get(column.index) for one in above], way, mean, ledger
                )


def _adds(column: Column) -> bool:
    return bool(column.meaning and column.meaning.key in _ADDED)


def _compare(cell: Cell, cells: Sequence[Cell | None], way: Way, mean: bool, ledger: Ledger) -> None:
    printed = read(cell, way, Provenance()).quantity
    parts = [found for one in cells if one and (found := read(one, way, Provenance()).quantity)]
    if (
        not printed
        or not parts
        or {part.in_calendar_units for part in (printed, *parts)} != {printed.in_calendar_units}
    ):
        return
    made = sum(part.base for part in parts) / (len(parts) if mean else 1)
    if isclose(printed.base, made, rel_tol=_CLOSE, abs_tol=1e-6):
        return
    value = round(made / printed.known_unit.factor, 2)
    said = (
        _("{cell} says {printed}, but the average of the steps is {made}")
        if mean
        else _("{cell} says {printed}, but the steps add up to {made}")
    )
    made_of = quantity(value, printed.unit).typed
    ledger.revise_around(
        cell, said.format(cell=cell.ref, printed=quantity(printed.value, printed.unit).typed, made=made_of)
    )


# what the sheet has computed itself

Result = Literal["takt", "lead", "processing"]


class _Made(Struct, frozen=True):
    """What the numbers read give: seconds, or days for the lead time."""

    value: float
    unit: str


def _printed(
    table: Table, rows: Sequence[Row], steps: Sequence[Step], facts: Facts, sight: Sight, ledger: Ledger
) -> None:
    made = _results(steps, facts)
    if not made:
        return
    for name, cell, text in _told(rows, sight):
        result = _result_of(name, table.grid.tongues)
        known = made.get(result) if result else None
        if known is None:
            continue
        value = _value(cell, text, name, known.unit)
        near = _CLOSE if result == "takt" else _ROUGH
        if value is None or isclose(value, known.value, rel_tol=near, abs_tol=0.06):
            continue
        shown = quantity(round(known.value, 1), known.unit).typed
        ledger.revise_around(cell, _("what was read gives {made}").format(made=shown))


def _results(steps: Sequence[Step], facts: Facts) -> Mapping[Result, _Made]:
    made: dict[Result, _Made] = {}
    daily, available = daily_demand(facts), available_seconds(facts)
    if daily and available:
        made["takt"] = _Made(available / daily, "s")
    times = [
        one
        for step in steps
        if step.process and isinstance(one := step.process.get("pt") or step.process.get("ct"), Quantity)
    ]
    if times and not any(one.in_calendar_units for one in times):
        made["processing"] = _Made(sum(one.base for one in times), "s")
    days = [_days(step, daily) for step in steps]
    whole = all(day is not None for day in days) and not any(
        step.process and "lt" in step.process for step in steps
    )
    if whole and any(days):
        made["lead"] = _Made(sum(day or 0.0 for day in days), "day")
    return made


def _days(step: Step, daily: float | None) -> float | None:
    """The days of the stock of a step; nothing if they are not known."""
    total = 0.0
    for stock in step.stocks:
        pieces = sum(one.quantity.value for one in stock.variants) + (stock.qty.value if stock.qty else 0.0)
        if stock.days:
            if stock.days.unit != "day":
                return None
            total += stock.days.value
        elif pieces and not daily:
            return None
        elif daily:
            total += pieces / daily
    return total


def _told(rows: Iterable[Row], sight: Sight) -> Iterator[tuple[str, Cell, str]]:
    """Names of results with their value: in a row of the table, in a cell, or in the cell beside it."""
    for row in rows:
        others = [cell for cell in row.cells.values() if cell is not row.name and cell is not row.id]
        if row.kind == "left" and row.name and len(others) == 1:
            yield row.title, others[0], ""
    for cell in sight.rest:
        if not cell.text or len(cell.text) > 100:
            continue
        if inline := _INLINE.search(cell.text):
            yield cell.text[: inline.start()], cell, inline[1]
            continue
        beside = (sight.grid.get(cell.row, cell.column + n) for n in range(1, _REACH))
        if value := next((one for one in beside if one), None):
            yield cell.text, value, ""


def _result_of(name: str, tongues: frozenset[str]) -> Result | None:
    words = phrase_of(name).words
    keys = {word.key for word in words}
    if not find(words, vocabulary(tongues).results):
        return None
    if keys & _TAKT:
        return "takt"
    if keys & _LEAD:
        return "lead"
    return "processing" if keys & {"processing", "bearbeitungszeit"} else None


def _value(cell: Cell, text: str, name: str, unit: str) -> float | None:
    """The printed number in seconds, or in days; nothing where its unit is not plain."""
    field = field_of("process", "ct" if unit == "s" else "lt")
    brackets = (*phrase_of(name).brackets, *(word.raw for word in phrase_of(name).words if len(word.raw) > 1))
    said = next((found for part in brackets if (found := unit_of(part, "time")) and not found.clock), None)
    read_as = read(cell.part(text) if text else cell, Way(field, said, Unit(unit)), Provenance()).quantity
    if not read_as or read_as.in_calendar_units != (unit == "day"):
        return None
    return read_as.base if unit == "s" else read_as.value if read_as.unit == "day" else None
