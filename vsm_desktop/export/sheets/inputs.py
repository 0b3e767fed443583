"""The summary's lower half: demand, calendar and conventions as entered, and what follows from them at once."""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from operator import add

from msgspec import Struct

from vsm_desktop.assets import _
from vsm_desktop.export.sheets.columns import as_entered
from vsm_desktop.export.sheets.grid import Grid
from vsm_desktop.export.sheets.keys import Keys, reason, settle
from vsm_desktop.export.sheets.live import Live, choose, equals, given, known, live, positive
from vsm_desktop.export.sheets.looks import SECONDS, WHOLE
from vsm_desktop.metrics.clock import (
    DAY_S,
    DAYS_PER_MONTH,
    DAYS_PER_WEEK,
    DAYS_PER_YEAR,
    FACTOR,
    Clock,
    clock_of,
)
from vsm_desktop.metrics.report import Report, Result
from vsm_desktop.metrics.takt import demand_as_typed, per_day
from vsm_desktop.model.calendar import Calendar
from vsm_desktop.model.fields import Field, fields_of
from vsm_desktop.model.nodes import Customer
from vsm_desktop.model.options import Options
from vsm_desktop.model.quantity import Quantity
from vsm_desktop.model.stream import State
from vsm_desktop.model.units import UNITS

LABEL, VALUE, UNIT, NOTE, KEY = 1, 2, 3, 4, 5
WIDTHS = (34, 18, 8, 84)


class Page(Struct):
    """The summary being written, from top to bottom."""

    grid: Grid
    report: Report
    row: int = 1

    def heading(self, text: str, note: str = "") -> None:
        """A block begins, after an empty row."""
        self.row += 1
        self.grid.head(self.row, (text, _("Value"), _("Unit"), note), (VALUE,))
        self.row += 1

    def entered(self, label: str, value: float | None, unit: str, note: str = "", key: str = "") -> Live:
        """A row with a number somebody entered, or may enter; `key` is what it is to a reader of the workbook."""
        cell = self.grid.number(self.row, VALUE, value, as_entered(value), "entered")
        self.grid.words(self.row, KEY, key, "note")
        return self._close(label, unit, note, cell)

    def word(self, label: str, value: str, note: str = "", key: str = "") -> Live:
        """A row with a word; one with a key of its own may be changed."""
        cell = self.grid.words(
            self.row, VALUE, value, "plain" if key[:2] in ("", "{=") else "entered", right=True
        )
        self.grid.words(self.row, KEY, key, "note")
        return self._close(label, "", note, cell)

    def result(
        self,
        label: str,
        key: str,
        part: Live | None,
        unit: str,
        shape: str,
        note: str = "",
        told: Result | None = None,
    ) -> Live:
        """A row with a number of the report, live if a formula gives it; its name is the metric's."""
        cell, why = settle(self.grid, self.row, VALUE, part, told or self.report.metrics.get(key), shape)
        self._close(label, unit, note, cell, why)
        return self.grid.name(key, cell) if key.isidentifier() else cell

    def formula(self, label: str, name: str, part: Live, unit: str, shape: str, note: str = "") -> Live:
        """A row with a formula between what is entered and what is reported."""
        cell = self.grid.live(self.row, VALUE, part, shape)
        return self.grid.name(name, self._close(label, unit, note, cell))

    def _close(self, label: str, unit: str, note: str, cell: Live, why: str = "") -> Live:
        self.grid.words(self.row, LABEL, label)
        self.grid.words(self.row, UNIT, unit, "note")
        if why and cell.value is None:
            self.grid.live(self.row, NOTE, reason(cell, why, note), look="note")
        else:
            said = " ".join(filter(None, (note, why)))
            self.grid.words(self.row, NOTE, said, "note", wrap=True)
            self.grid.fit(self.row, [(said, WIDTHS[NOTE - 1])])
        self.row += 1
        return cell


def write_inputs(page: Page, state: State, calendar: Calendar) -> Keys:
    """Write calendar, demand and conventions; return the cells others need."""
    cells = _calendar(page, calendar)
    demand = _demand(page, state, cells)
    words = _conventions(page, state.options, clock_of(calendar, state.options))
    day_s = _day(page, cells, words)
    rate = choose(equals(words["stock_rate"], "throughput"), words["throughput"], demand)
    rate = page.formula(_("Pieces a day that use up stock"), "stock_rate_per_day", rate, _("pc/d"), WHOLE)
    return Keys(
        cells["shifts_per_day"],
        cells["days_per_week"],
        cells["days_per_month"],
        cells["days_per_year"],
        cells["available_s"],
        cells["available_s_per_shift"],
        day_s,
        demand,
        rate,
        words["lead_time_mode"],
    )


def _calendar(page: Page, calendar: Calendar) -> dict[str, Live]:
    """The calendar as entered, and the time it leaves (METRICS.md 1)."""
    page.heading(_("Calendar"))
    cells = {}
    for field in fields_of("calendar"):
        value = number_in(field, getattr(calendar, field.key), field.unit)
        key = f"{{calendar.{field.key}:{field.unit}}}"
        cell = page.entered(field.title, value, UNITS[field.unit].shown, _SILENT.get(field.key, ""), key)
        cells[field.key] = page.grid.name(field.key, cell)
    shifts, a_day = cells["shifts_per_day"], cells["available_per_day"] * 3600
    stops = known([cells[key] for key in ("break_per_shift", "lunch_per_shift", "other_planned_per_shift")])
    per_shift = choose(given(cells["shift"]), cells["shift"] * 3600 - stops * 60, a_day / shifts)
    label, note = _("Available time per shift"), _("Planned stops are taken off, nothing else.")
    per_shift = page.result(label, "available_s_per_shift", per_shift, "s", SECONDS, note)
    per_day = choose(given(cells["available_per_day"]), a_day, shifts * per_shift)
    per_day = page.result(_("Available time per day"), "available_s_per_day", per_day, "s", SECONDS)
    return cells | {"available_s_per_shift": per_shift, "available_s": per_day}


_SILENT = {
    "days_per_week": _("5 where it is not entered."),
    "days_per_month": _("20 where it is not entered."),
    "days_per_year": _("240 where it is not entered."),
}


def number_in(field: Field, quantity: Quantity | None, unit: str) -> float | None:
    """A quantity in a unit of its kind; None where it is missing or counts days instead."""
    if quantity is None or (field.dimension == "time" and quantity.in_calendar_units):
        return None
    return quantity.base / FACTOR[unit]


def _demand(page: Page, state: State, cells: dict[str, Live]) -> Live:
    """What is wanted, per day and per shift, and the beat that gives (METRICS.md 1)."""
    page.heading(_("Demand"))
    parts = _per_day(page, state, cells)
    note = _("Quantity per period / working days in the period, variants and customers added.")
    whole = reduce(add, parts) if parts else None
    demand = page.result(_("Daily demand"), "daily_demand", whole, _("pc/d"), WHOLE, note)
    a_shift = demand / cells["shifts_per_day"]
    page.result(_("Demand per shift"), "demand_per_shift", a_shift, "pc", WHOLE)
    takt = choose(positive(cells["available_s"]), cells["available_s"] / demand)
    page.result(_("Takt time"), "takt_s", takt, "s", SECONDS, _("Available time per day / daily demand."))
    return demand


def _per_day(page: Page, state: State, cells: dict[str, Live]) -> list[Live]:
    """A row for each quantity that makes up the demand; what it is per day."""
    by_unit: dict[str, Callable[[Live, Live], Live]] = {
        "pc/day": lambda row, _shifts: row,
        "pc/shift": lambda row, shifts: row * shifts,
        "pc/week": lambda row, _shifts: row / cells["days_per_week"].or_else(DAYS_PER_WEEK),
        "pc/month": lambda row, _shifts: row / cells["days_per_month"].or_else(DAYS_PER_MONTH),
        "pc/year": lambda row, _shifts: row / cells["days_per_year"].or_else(DAYS_PER_YEAR),
        "pc/h": lambda row, _shifts: row * cells["available_s"].or_else(DAY_S) / 3600,
    }
    parts = []
    for customer in (node for node in state.nodes if isinstance(node, Customer)):
        shifts = live(customer.shifts.value) if customer.shifts else cells["shifts_per_day"].or_else(1)
        variants = [part.variant for part in customer.demand_by_variant] or [""]
        for variant, quantity in zip(variants, demand_as_typed(customer) or (None,), strict=True):
            label = ", ".join(part for part in (customer.name or customer.id, variant) if part)
            unit = quantity.unit if quantity else "pc/day"
            key = f"{{{'/'.join(('demand', _safe(customer.id), *filter(None, [variant])))}:{unit}}}"
            value = quantity.value if quantity else None
            row = page.entered(label, value, f"pc{UNITS[unit].shown}", key=key)
            parts.append(by_unit[unit](row, shifts))
    return parts


def _safe(id_: str) -> str:
    return id_.replace("%", "%25").replace("/", "%2F")


def _day(page: Page, cells: dict[str, Live], words: dict[str, Live]) -> Live:
    """The length of one lead-time day by its base (METRICS.md 5.3)."""
    gross = cells["shifts_per_day"] * (cells["shift"] * 3600)
    base = choose(equals(words["day_base"], "gross_shift"), gross, cells["available_s"])
    base = choose(equals(words["day_base"], "hours_per_day"), words["hours_per_day"] * 3600, base)
    base = choose(equals(words["day_base"], "clock_24h"), live(86_400), base)
    base = page.formula(_("Length of a day by this base"), "day_base_s", base, "s", SECONDS)
    day_s = choose(given(base), choose(positive(base), base), live(DAY_S))
    note = _("8 h where the calendar does not say. Changes only mixtures of seconds and days.")
    return page.formula(_("One lead-time day"), "day_s", day_s, "s", SECONDS, note)


_OPTIONS: tuple[tuple[str, str, tuple[str, ...], bool], ...] = (
    ("lead_time_mode", _("Lead time counts"), ("waits_plus_process", "waits_only"), True),
    ("day_base", _("One day is"), ("working", "gross_shift", "hours_per_day", "clock_24h"), True),
    ("stock_rate", _("Stock is divided by"), ("demand", "throughput"), True),
    ("batch_mode", _("Processing on the ladder"), (), False),
    ("branch_time_mode", _("Processing of merging branches"), (), False),
    ("rework_mode", _("Rework"), (), False),
)


def _conventions(page: Page, options: Options, clock: Clock) -> dict[str, Live]:
    """The options of the map by name; those the formulas read may be changed here."""
    page.heading(_("Conventions"))
    cells = {}
    for key, label, words, alive in _OPTIONS:
        note = _("May be changed here: {words}.").format(words=", ".join(words)) if alive else _FIXED
        cell = page.word(label, str(getattr(options, key)), note, f"{{{'' if alive else '='}options.{key}}}")
        if alive:
            page.grid.choice(cell.text.rpartition("!")[2], words)
        cells[key] = page.grid.name(key, cell)
    half = _("yes") if options.dispatch_wait else _("no")
    page.word(_("Half the shipment interval is added"), half, _FIXED, "{=options.dispatch_wait}")
    a_day = options.hours_per_day
    hours = a_day.base / 3600 if a_day and not a_day.in_calendar_units else None
    cells["hours_per_day"] = page.entered(
        _("Hours of one lead-time day"), hours, "h", key="{options.hours_per_day:h}"
    )
    output = None if options.throughput is None else per_day(options.throughput, clock)
    label, key = _("Measured output"), "{options.throughput:pc/day}"
    cells["throughput"] = page.entered(label, output, _("pc/d"), key=key)
    return cells


_FIXED = _("As on the map; the formulas of this file follow it and do not change with this cell.")
