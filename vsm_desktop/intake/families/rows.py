"""The rows of a table of products, in each of its forms, become products with their routes."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Literal

from vsm_desktop.assets import Watch, _
from vsm_desktop.intake.families.drafts import (
    MOST_PRODUCTS,
    MOST_STEPS,
    Draft,
    Drafts,
    spelt_otherwise,
    text_of,
)
from vsm_desktop.intake.families.marks import kind_of, number_of, time_in
from vsm_desktop.intake.families.table import Column, Form, Table, split_route
from vsm_desktop.intake.families.values import read_about
from vsm_desktop.intake.grid import Cell
from vsm_desktop.intake.report import Ledger
from vsm_desktop.intake.units import Unit
from vsm_desktop.intake.values import is_empty
from vsm_desktop.model.family import Visit
from vsm_desktop.model.quantity import Quantity

_NO_UNIT = _("no unit of time in the heading or the cell; the step is taken, the time is not")
Reader = Callable[[Table, int, Drafts, Ledger], None]
Meaning = Literal["order", "mark", ""]
"""What bare numbers of a matrix are: places in the order, marks, or times."""
_IN_BRACKETS = re.compile(r"^(.+?)\s*[(\[]\s*([^()\[\]]*\d[^()\[\]]*)[)\]]$")


def read_rows(table: Table, rows: Sequence[int], drafts: Drafts, ledger: Ledger, watch: Watch) -> None:
    """Read every row of a table that is a product, or a step of one. Raises Cancelled."""
    forms: dict[Form, Reader] = {"list": _list_reader(), "places": _places_row, "routes": _routes_row}
    reader = forms.get(table.form) or _matrix_reader(table, rows, drafts)
    for row in watch.over(rows):
        reader(table, row, drafts, ledger)


def _draft_of(table: Table, row: int, drafts: Drafts, ledger: Ledger, *, again: bool) -> Draft | None:
    """The product of a row, a new one or one there is already; None, and a word on why, if it is not taken."""
    cell = table.get(row, "product")
    name = text_of(cell)
    if cell is None or not name:
        cells = [one for one in table.grid.rows[row].values() if not is_empty(one)]
        if cells:
            ledger.note(cells, "rejected", reason=_("the row names no product"))
        return None
    known = drafts.find(name)
    if known is not None:
        if again:
            return known
        reason = _("{product} stands in {cell} already, which is used")
        ledger.note(
            list(table.grid.rows[row].values()),
            "rejected",
            reason=reason.format(product=name, cell=known.cell.ref),
        )
        return None
    if drafts.full:
        reason = _("more than {n} products; this one is not taken").format(n=MOST_PRODUCTS)
        ledger.note(list(table.grid.rows[row].values()), "rejected", reason=reason)
        return None
    draft = drafts.add(name, cell)
    ledger.note(cell, "taken", "product", draft.id)
    return draft


# a matrix


def _matrix_reader(table: Table, rows: Sequence[int], drafts: Drafts) -> Reader:
    """Reads rows of marks, of times, or of numbers that say in which order the steps are passed."""
    meaning: Meaning = "order" if _are_orders(table, rows) else "mark" if _are_ones(table, rows) else ""
    steps = {column.index: drafts.step(column.name) for column in table.steps}

    def read(table: Table, row: int, drafts: Drafts, ledger: Ledger) -> None:
        cells = {column.index: table.grid.get(row, column.index) for column in table.steps}
        passed = [
            column for column in table.steps if kind_of(cells[column.index]) not in ("nothing", "other")
        ]
        if not passed and not table.get(row, "quantity"):
            held = [cell for cell in table.grid.rows[row].values() if not is_empty(cell)]
            if held:
                ledger.note(held, "rejected", reason=_("no step is marked; not taken as a product"))
            return
        draft = _draft_of(table, row, drafts, ledger, again=False)
        if draft is None:
            return
        read_about(draft, table, row, ledger)
        _read_marks(draft, passed, cells, steps, ledger, meaning)
        for column in table.steps:
            cell = cells[column.index]
            if cell is not None and kind_of(cell) == "other":
                reason = _('"{text}" is no mark and no time; the step is not taken').format(text=cell.shown)
                ledger.note(cell, "rejected", "steps", draft.id, reason)
        if not passed:
            ledger.revise(draft.cell, "rejected", _("no step is marked; not taken as a product"))

    return read


def _read_marks(
    draft: Draft,
    passed: Sequence[Column],
    cells: Mapping[int, Cell | None],
    steps: Mapping[int, str],
    ledger: Ledger,
    meaning: Meaning,
) -> None:
    """The visits of one row; marks are written down together, times each by itself."""
    marks: list[Cell] = []
    for place, column in enumerate(passed):
        cell, step = cells[column.index], steps[column.index]
        assert cell is not None
        time: Quantity | None = None
        if kind_of(cell) == "mark" or (meaning and kind_of(cell) == "number"):
            marks.append(cell)
        else:
            time = _time(cell, column.unit, draft, ledger)
        number = number_of(cell) if meaning == "order" and kind_of(cell) == "number" else float(place)
        draft.visits.append((number, Visit(step=step, time=time)))
    if marks:
        reason = _("read as the order of the steps") if meaning == "order" else ""
        ledger.note(marks, "converted" if reason else "taken", "steps", draft.id, reason)


def _time(cell: Cell, unit: Unit | None, draft: Draft, ledger: Ledger) -> Quantity | None:
    """A time at a step; one without a unit is not guessed."""
    if unit is None and kind_of(cell) == "number":
        ledger.note(cell, "doubtful", "time", draft.id, _NO_UNIT)
        return None
    outcome = time_in(cell, unit, ledger.source(cell))
    ledger.note(cell, outcome.verdict, "time", draft.id, outcome.reason)
    return outcome.quantity


def _numbers(table: Table, row: int) -> list[float]:
    cells = (table.grid.get(row, column.index) for column in table.steps)
    return [number_of(cell) for cell in cells if cell is not None and kind_of(cell) == "number"]


def _are_ones(table: Table, rows: Sequence[int]) -> bool:
    """Whether all numbers are 1: marks. With a unit in the heading they are times all the same."""
    return not any(column.unit for column in table.steps) and all(
        number == 1 for row in rows for number in _numbers(table, row)
    )


def _are_orders(table: Table, rows: Sequence[int]) -> bool:
    """Whether the numbers of every row count 1, 2, 3 or 10, 20, 30, in whatever order."""
    if any(column.unit for column in table.steps):
        return False
    counted = [sorted(numbers) for row in rows if len(numbers := _numbers(table, row)) > 1]
    return bool(counted) and all(
        numbers in ([float(i * step) for i in range(1, len(numbers) + 1)] for step in (1, 10))
        for numbers in counted
    )


# a list of steps


def _list_reader() -> Reader:
    """Reads a step of a product from every row; a product that is not named again is that of the row above."""
    last: list[Draft | None] = [None]

    def read(table: Table, row: int, drafts: Drafts, ledger: Ledger) -> None:
        unnamed = table.get(row, "product") is None and not is_empty(
            table.grid.get(row, table.steps[0].index)
        )
        if not (unnamed and last[0]):
            last[0] = _draft_of(table, row, drafts, ledger, again=True)
        if last[0] is not None:
            read_about(last[0], table, row, ledger)
            _read_step(last[0], table, row, drafts, ledger)

    return read


def _read_step(draft: Draft, table: Table, row: int, drafts: Drafts, ledger: Ledger) -> None:
    """The step a row of a list holds, with its number and its time."""
    cell = table.grid.get(row, table.steps[0].index)
    name = text_of(cell)
    if cell is None or is_empty(cell) or not name:
        return
    if len(drafts.steps) >= MOST_STEPS and name not in drafts.steps:
        ledger.note(cell, "rejected", reason=_("more than {n} steps").format(n=MOST_STEPS))
        return
    number, step = _order(table, row, draft, ledger), drafts.step(name)
    if any(at == number and visit.step == step for at, visit in draft.visits):
        reason = _("{product} has this step at this place already").format(product=draft.name)
        ledger.note(cell, "rejected", "steps", draft.id, reason)
        return
    reason = spelt_otherwise(name, step)
    ledger.note(cell, "converted" if reason else "taken", "steps", draft.id, reason)
    time_cell = table.get(row, "time")
    heading = table.headings.get(table.roles.get("time", -1))
    time = _time(time_cell, heading.unit if heading else None, draft, ledger) if time_cell else None
    draft.visits.append((number, Visit(step=step, time=time)))


def _order(table: Table, row: int, draft: Draft, ledger: Ledger) -> float:
    """The number of the operation; without one it comes after the step above."""
    last = max((at for at, _visit in draft.visits), default=0.0)
    cell = table.get(row, "op")
    if cell is None:
        return last + 1
    digits = re.match(r"\s*(\d+(?:[.,]\d+)?)", text_of(cell))
    if digits is None:
        ledger.note(cell, "doubtful", "op", draft.id, _("no number; the step comes after the one above"))
        return last + 1
    ledger.note(cell, "taken", "op", draft.id)
    return float(digits[1].replace(",", "."))


# steps in sequence, in columns or in one cell


def _places_row(table: Table, row: int, drafts: Drafts, ledger: Ledger) -> None:
    """A product with its steps in columns, one after the other."""
    parts: list[tuple[Cell, str, Quantity | None]] = []
    held = [cell for column in table.steps if not is_empty(cell := table.grid.get(row, column.index))]
    if not held and not table.get(row, "quantity"):
        _draftless(table, row, ledger)
        return
    draft = _draft_of(table, row, drafts, ledger, again=False)
    if draft is None:
        return
    read_about(draft, table, row, ledger)
    for column in table.steps:
        cell = table.grid.get(row, column.index)
        if cell is None or is_empty(cell) or not text_of(cell):
            continue
        name, time = _with_time(cell, text_of(cell), ledger)
        beside = table.headings.get(column.index + 1)
        other = table.grid.get(row, column.index + 1)
        if beside and beside.role == "time" and other is not None and not is_empty(other):
            time = _time(other, beside.unit, draft, ledger) or time
        parts.append((cell, name, time))
    _pass(draft, parts, drafts, ledger)


def _routes_row(table: Table, row: int, drafts: Drafts, ledger: Ledger) -> None:
    """A product with its whole route in one cell."""
    cell = table.grid.get(row, table.steps[0].index)
    if cell is None or is_empty(cell):
        _draftless(table, row, ledger)
        return
    draft = _draft_of(table, row, drafts, ledger, again=False)
    if draft is None:
        return
    read_about(draft, table, row, ledger)
    parts = [(cell, *_with_time(cell, part, ledger)) for part in split_route(cell.text)]
    _pass(draft, parts, drafts, ledger)


def _draftless(table: Table, row: int, ledger: Ledger) -> None:
    held = [cell for cell in table.grid.rows[row].values() if not is_empty(cell)]
    if held:
        ledger.note(held, "rejected", reason=_("the row has no steps; not taken as a product"))


def _with_time(cell: Cell, text: str, ledger: Ledger) -> tuple[str, Quantity | None]:
    """A step with its time in brackets: Mill (12 min)."""
    found = _IN_BRACKETS.match(text)
    if found is None:
        return text, None
    outcome = time_in(cell.part(found[2].strip()), None, ledger.source(cell))
    if outcome.quantity is None or outcome.verdict == "doubtful":
        return text, None
    return found[1].strip(), outcome.quantity


def _pass(
    draft: Draft, parts: Sequence[tuple[Cell, str, Quantity | None]], drafts: Drafts, ledger: Ledger
) -> None:
    """The steps of a route, one after the other."""
    said: dict[str, tuple[Cell, list[str]]] = {}
    for place, (cell, name, time) in enumerate(parts):
        step = drafts.step(name)
        _cell, reasons = said.setdefault(cell.ref, (cell, []))
        if reason := spelt_otherwise(name, step):
            reasons.append(reason)
        draft.visits.append((float(place), Visit(step=step, time=time)))
    for cell, reasons in said.values():
        ledger.note(cell, "converted" if reasons else "taken", "steps", draft.id, "; ".join(reasons))
