"""The boxes of a gemba sheet: times with their readings, counts, shares of what was looked at, and what was said."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from vsm_desktop.assets import _
from vsm_desktop.intake.grid import Cell, Grid, span
from vsm_desktop.intake.observations import in_one_cell, observe
from vsm_desktop.intake.report import Ledger
from vsm_desktop.intake.steps import Ids, Step, Stock
from vsm_desktop.intake.units import unit_of
from vsm_desktop.intake.values import Way, is_empty, read
from vsm_desktop.intake.ways import other_way
from vsm_desktop.model.fields import Field, field_of, fields_of
from vsm_desktop.model.gemba import (
    AFTER,
    BEFORE,
    BOX,
    BY,
    CHECKED,
    DATE,
    FIRST_BOX,
    OBSERVED,
    OWN,
    PROBLEMS,
    RIGHT,
    SAID,
    SCRAPPED,
    SHIFT,
    TITLE_BOX,
    UNIT_COLUMN,
)
from vsm_desktop.model.own import OwnValue
from vsm_desktop.model.quantity import Provenance, Quantity, Statistic, quantity
from vsm_desktop.model.readings import observed
from vsm_desktop.model.units import Dimension, find_unit

_PIECES = field_of("inventory", "qty")
_SHARES = {SCRAPPED: "scrap", RIGHT: "fpy"}
_DIMENSIONS: tuple[Dimension, ...] = ("time", "pieces", "ratio", "rate", "distance", "count")


class _Page(Struct):
    """One sheet while it is read: where its keys are, whose step it is, and who observed it."""

    grid: Grid
    keys: Mapping[str, int]
    step: Step
    ledger: Ledger
    source: Provenance

    def cells(self, key: str, first: int, last: int) -> list[Cell]:
        """What stands in the boxes of a key."""
        row = self.keys.get(key, 0)
        found = (self.grid.get(row, column) for column in range(first, last + 1))
        return [cell for cell in found if cell is not None and not is_empty(cell)]

    def cell(self, key: str, first: int = BOX) -> Cell | None:
        """What stands in the one box of a key."""
        return next(iter(self.cells(key, first, UNIT_COLUMN - 1)), None)

    def way(self, key: str, field: Field) -> Way:
        """How a box is read: in the unit printed beside it."""
        cell = self.grid.get(self.keys[key], UNIT_COLUMN)
        unit = unit_of(cell.text, field.dimension) if cell and field.dimension else None
        return Way(field, unit=unit or unit_of(field.unit, field.dimension or "count"))

    @property
    def values(self) -> dict[str, Any]:
        assert self.step.process is not None
        return self.step.process


class Boxes:
    """Reads sheet after sheet; a stock between two steps may be counted on both of theirs."""

    def __init__(self, ids: Ids, statistic: Statistic) -> None:
        self._ids, self._statistic = ids, statistic
        self._stocks: dict[str, tuple[Quantity, str]] = {}

    def read(self, grid: Grid, keys: Mapping[str, int], step: Step, ledger: Ledger) -> None:
        """Read the boxes of one sheet into its step."""
        page = _Page(grid, keys, step, ledger, Provenance())
        page.source = _source(page)
        for key in OBSERVED:
            self._times(page, key)
        for field in fields_of("process"):
            if field.key in keys and field.key not in OBSERVED and field.shape == "quantity":
                self._field(page, field.key, field)
        _shares(page)
        for key in keys:
            if key.startswith(OWN):
                _own(page, key)
            elif key.startswith((BEFORE, AFTER)):
                self._count(page, key)

    def _times(self, page: _Page, key: str) -> None:
        cells = page.cells(key, FIRST_BOX, UNIT_COLUMN - 1)
        if not cells:
            return
        parts = [part for cell in cells for part in in_one_cell(cell) or [cell]]
        way = page.way(key, field_of("process", key))
        found = observe(parts, way, page.source, page.ledger, page.step.id, self._statistic)
        if found is not None:
            page.values[key] = self._together(page.values.get(key), found)

    def _together(self, held: Quantity | None, found: Quantity) -> Quantity:
        """The readings of two sheets of one step, the second observer's behind the first's."""
        if held is None or held.source is None or found.source is None or held.unit != found.unit:
            return held or found
        one, other = held.source, found.source
        both = one.evolve(
            by=_both(one.by, other.by), cell=_both(one.cell, other.cell), note=_both(one.note, other.note)
        )
        return observed((*one.readings, *other.readings), held.unit, self._statistic, both)

    def _field(self, page: _Page, key: str, field: Field) -> None:
        cell = page.cell(key)
        if cell is None:
            return
        way, parts = page.way(key, field), in_one_cell(cell)
        if field.dimension == "time" and parts:
            found = observe(parts, way, page.source, page.ledger, page.step.id, self._statistic)
        else:
            found = _read(page, cell, way, field.key)
        if found is not None:
            _keep(page, cell, field.key, found)

    def _count(self, page: _Page, key: str) -> None:
        """Pieces before or after the step, or how long they last; what was counted on another sheet is compared."""
        cell = page.cell(key)
        if cell is None:
            return
        place, _colon, id_ = key.partition(":")
        way = Way(_PIECES)
        found = _quantity_or_time(page, cell, way)
        if found is None:
            return
        before = place == BEFORE.rstrip(":")
        stock_id = id_ or self._ids.free(f"inv_{page.step.id}" if before else f"inv_after_{page.step.id}")
        if stock_id in self._stocks:
            self._compare(page, cell, stock_id, found)
            return
        self._stocks[stock_id] = (found, page.grid.name)
        stock = Stock(stock_id, cells={"qty": cell})
        if found.dimension == "time":
            stock.days = found
        else:
            stock.qty = found
        if before:
            page.step.before = page.step.before or stock
        else:
            page.step.after = page.step.after or stock

    def _compare(self, page: _Page, cell: Cell, id_: str, found: Quantity) -> None:
        held, sheet = self._stocks[id_]
        if (held.value, held.unit) == (found.value, found.unit):
            page.ledger.revise(cell, "taken", _('counted on sheet "{sheet}" too').format(sheet=sheet))
        else:
            reason = _('{quantity} was counted on sheet "{sheet}" and is used')
            page.ledger.revise(cell, "doubtful", reason.format(quantity=held.typed, sheet=sheet))


def _source(page: _Page) -> Provenance:
    """Who saw it, when, in which shift; problems and what people say are kept with the values."""
    said = {}
    for key, first in (
        (BY, TITLE_BOX),
        (DATE, TITLE_BOX),
        (SHIFT, TITLE_BOX),
        (PROBLEMS, FIRST_BOX),
        (SAID, FIRST_BOX),
    ):
        if cell := page.cell(key, first):
            page.ledger.note(cell, "taken", key[1:], page.step.id, _("kept with every value of the sheet"))
            said[key] = " ".join(cell.text.split()) or cell.shown
    notes = [
        form.format(said=said[key])
        for key, form in (
            (SHIFT, _("shift {said}")),
            (PROBLEMS, _("problems: {said}")),
            (SAID, _("said: {said}")),
        )
        if key in said
    ]
    return Provenance(by=said.get(BY, ""), date=said.get(DATE, ""), note="; ".join(notes))


def _read(page: _Page, cell: Cell, way: Way, key: str) -> Quantity | None:
    outcome = read(cell, way, page.ledger.source(cell, page.source))
    page.ledger.note(cell, outcome.verdict, key, page.step.id, outcome.reason)
    return outcome.quantity


def _keep(page: _Page, cell: Cell, key: str, found: Quantity) -> None:
    """A value is taken from the first sheet that gives it."""
    held = page.values.setdefault(key, found)
    if held is not found and (held.value, held.unit) != (found.value, found.unit):
        reason = _("{quantity} is read from another sheet of this step, and used")
        page.ledger.revise(cell, "doubtful", reason.format(quantity=held.typed))


def _quantity_or_time(page: _Page, cell: Cell, way: Way) -> Quantity | None:
    source = page.ledger.source(cell, page.source)
    outcome, other = read(cell, way, source), other_way(way)
    if outcome.quantity is None and other and (found := read(cell, other, source)).quantity:
        outcome = found
    page.ledger.note(cell, outcome.verdict, "qty", page.step.id, outcome.reason)
    return outcome.quantity


def _shares(page: _Page) -> None:
    """Scrap and first pass yield, as so many of the pieces that were looked at."""
    checked = page.cell(CHECKED)
    total = _read(page, checked, Way(_PIECES), CHECKED[1:]) if checked else None
    some = False
    for key, name in _SHARES.items():
        cell = page.cell(key)
        part = _read(page, cell, Way(_PIECES), key[1:]) if cell else None
        if cell is None or part is None:
            continue
        some = True
        if total is None or total.value <= 0:
            page.ledger.revise(cell, "rejected", _("nobody says how many pieces were looked at"))
        elif part.value > total.value:
            page.ledger.revise(cell, "rejected", _("more than were looked at"))
        else:
            _share(page, cell, name, part.value, total.value)
    if checked and total and not some:
        page.ledger.revise(checked, "doubtful", _("nothing beside it says how many of them were good"))


def _share(page: _Page, cell: Cell, name: str, part: float, total: float) -> None:
    checked = page.cell(CHECKED)
    field = field_of("process", name)
    share = float(f"{100 * part / total:.6g}")
    if name == "scrap" and share >= 100:
        page.ledger.revise(
            cell, "rejected", _("all of them; {title} is less than 100 %").format(title=field.title)
        )
        return
    place = f"{page.ledger.sheet}!{span([one for one in (checked, cell) if one])}"
    made = quantity(share, "%", source=page.source.evolve(cell=place, n=int(total) or None))
    reason = _("{part:g} of {total:g}: {title} {share}").format(
        part=part, total=total, title=field.title, share=made.typed
    )
    page.ledger.revise(cell, "converted", reason)
    _keep(page, cell, name, made)


def _own(page: _Page, key: str) -> None:
    """A number in a field the user added; its unit is the one printed beside it."""
    cell = page.cell(key)
    if cell is None:
        return
    printed = page.grid.get(page.keys[key], UNIT_COLUMN)
    text, name = printed.text if printed else "", key.removeprefix(OWN)
    unit = next((found for one in _DIMENSIONS if text and (found := find_unit(text, one))), None)
    field = Field(
        name,
        name,
        name,
        name,
        ("process",),
        unit.dimension if unit else "count",
        unit.symbol if unit else "x",
        low=float("-inf"),
    )
    value = _read(page, cell, page.way(key, field), name)
    if value is not None:
        kept = [one for one in page.values.get("own", ()) if one.key != name]
        page.values["own"] = (*kept, OwnValue(key=name, value=value))


def _both(one: str, other: str) -> str:
    return ", ".join(dict.fromkeys(part for part in (one, other) if part))
