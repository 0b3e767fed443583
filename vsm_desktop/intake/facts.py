"""What the labelled cells say of the stream: demand, working time, names."""

from __future__ import annotations

import re
from collections.abc import Iterable

from msgspec import Struct, field
from msgspec.structs import replace

from vsm_desktop.assets import _
from vsm_desktop.intake.demand import Demand, read_demand
from vsm_desktop.intake.grid import Cell
from vsm_desktop.intake.labelled import Labelled
from vsm_desktop.intake.labels import split
from vsm_desktop.intake.phrases import words_of
from vsm_desktop.intake.report import Ledger
from vsm_desktop.intake.units import Unit, period_of, unit_of
from vsm_desktop.intake.values import Outcome, Way, is_empty, read
from vsm_desktop.intake.words import number_word
from vsm_desktop.model.fields import Field, field_of
from vsm_desktop.model.quantity import Quantity, quantity

_TIMES = re.compile(r"^(\d+|[^\W\d_]+)\s*(?:[x×*]|mal)\s*(\d.*)$", re.IGNORECASE)
_SEVERAL = re.compile(r"^(\d+|[^\W\d_]+)\s+(\d+)[- ]?(min|minute|minuten|minutes)\b[^\d]*$", re.IGNORECASE)
_PERIOD_END = re.compile(r"\s*(?:/|\bper\b|\ba\b|\bpro\b|\bje\b)\s*([^\W\d_]+)\.?$", re.IGNORECASE)
_DATE = re.compile(r"^(\d{1,2})\.(\d{1,2})\.(\d{4})$")
_LONG = ("shift", "available_per_day")


class Facts(Struct):
    """The stream around the steps, as far as the sheet tells it."""

    texts: dict[str, str] = field(default_factory=dict)
    calendar: dict[str, Quantity] = field(default_factory=dict)
    demand: Demand = field(default_factory=Demand)
    pack: Quantity | None = None
    per_shift: Quantity | None = None
    cells: dict[str, Cell] = field(default_factory=dict)


def read_facts(found: Iterable[Labelled], ledger: Ledger) -> Facts:
    """Read labelled cells; each value is noted."""
    facts = Facts()
    for one in found:
        value = one.value
        if value is None or is_empty(value):
            if not one.label.is_text:
                ledger.note(one.cell, "rejected", one.label.key, reason=_("no value beside or below it"))
        elif one.label.is_text:
            _read_text(facts, one, value, ledger)
        elif one.label.key == "demand":
            read_demand(facts.demand, one, value, ledger)
        else:
            _read_number(facts, one, value, ledger)
    return facts


def _read_text(facts: Facts, one: Labelled, value: Cell, ledger: Ledger) -> None:
    key = one.label.key
    text = " ".join(value.text.split())[:200] if value.text else value.shown
    if value.kind in ("formula", "error"):
        ledger.note(value, "rejected", key, reason=_("{cell} holds no text").format(cell=value.ref))
        return
    if key == "date" and (match := _DATE.match(text)):
        day, month, year = match.groups()
        text = f"{year}-{int(month):02d}-{int(day):02d}"
    if (held := facts.texts.setdefault(key, text)) != text:
        reason = _('"{text}" is already read from {cell}').format(text=held, cell=facts.cells[key].ref)
        ledger.note(value, "rejected", key, reason=reason)
        return
    facts.cells.setdefault(key, value)
    ledger.note(value, "taken", key)


def _read_number(facts: Facts, one: Labelled, value: Cell, ledger: Ledger) -> None:
    """A count or a time of the calendar, or the pack quantity."""
    value, period = _without_period(value)
    period = one.label.period or period or period_of(words_of(one.unit))
    key = one.label.key
    if key == "pack":
        facts.pack = _keep(
            facts, key, value, read(value, Way(field_of("customer", "pack")), ledger.source(value)), ledger
        )
    elif key.startswith("days"):
        _read_days(facts, value, period, ledger)
    elif key == "shifts_per_day":
        _read_shifts(facts, one, value, ledger)
    elif key == "available_per_day":
        _read_available(facts, one, value, period, ledger)
    else:
        _put(facts, key, value, _read_time(key, one, value, ledger), ledger)


def _without_period(value: Cell) -> tuple[Cell, str]:
    """`460 min per shift` as 460 min, and shift."""
    match = _PERIOD_END.search(value.text)
    period = period_of(words_of(match.group(1))) if match else ""
    return (value.part(value.text[: match.start()]), period) if match and period else (value, "")


def _read_days(facts: Facts, value: Cell, period: str, ledger: Ledger) -> None:
    """Working days; of which period, the number tells where the words do not."""
    said = period in ("week", "month", "year")
    count = read(value, Way(field_of("calendar", "days_per_year")), ledger.source(value))
    if not said and count.quantity:
        number = count.quantity.value
        period = "week" if number <= 7 else "month" if number <= 31 else "year"
    key = f"days_per_{period}" if period in ("week", "month", "year") else "days_per_month"
    outcome = read(value, Way(field_of("calendar", key)), ledger.source(value))
    if not said and outcome.quantity:
        names = {"week": _("a week"), "month": _("a month"), "year": _("a year")}
        doubt = _("no period is named; read as days {period}").format(period=names[period])
        outcome = replace(outcome, verdict="doubtful", reason=doubt)
    _put(facts, key, value, outcome, ledger)


def _read_shifts(facts: Facts, one: Labelled, value: Cell, ledger: Ledger) -> None:
    """The number of shifts; `2 x 8 h` says their length as well."""
    if (match := _TIMES.match(value.text)) and (times := number_word(match.group(1))):
        source = ledger.source(value)
        length = _read_time("shift", one, value.part(match.group(2)), ledger)
        _put(facts, "shift", value, length, ledger)
        if length.quantity:
            _put(
                facts, "shifts_per_day", value, Outcome("taken", quantity(times, "x", source=source)), ledger
            )
        return
    way = Way(field_of("calendar", "shifts_per_day"))
    _put(facts, "shifts_per_day", value, read(value, way, ledger.source(value)), ledger)


def _read_available(facts: Facts, one: Labelled, value: Cell, period: str, ledger: Ledger) -> None:
    """A time per day or per shift; `2 shifts of 7.5 h` says both."""
    if (said := split(value.text)) and said[0].key == "shifts_per_day" and "x" in said[1]:
        _read_shifts(facts, one, value.part(said[1]), ledger)
        return
    outcome = _read_time("available_per_day", one, value, ledger)
    if period == "shift":
        facts.per_shift = _keep(facts, "available_per_shift", value, outcome, ledger)
        return
    if period in ("week", "month", "year"):
        outcome = Outcome("rejected", None, _("working time is read per day or per shift"))
    elif not period and outcome.quantity:
        outcome = replace(
            outcome, verdict="doubtful", reason=_("does not say per day or per shift; read as per day")
        )
    _put(facts, "available_per_day", value, outcome, ledger)


def _read_time(key: str, one: Labelled, value: Cell, ledger: Ledger) -> Outcome:
    """A length of time, also as `2 x 10 min` or `two 10-minute breaks`."""
    calendar_field, source = field_of("calendar", key), ledger.source(value)
    several = _SEVERAL.match(value.text)
    match = several or _TIMES.match(value.text)
    times = number_word(match.group(1)) if match else None
    if not match or not times:
        return read(value, _time_way(calendar_field, one, value), source)
    single = value.part(f"{several.group(2)} min" if several else match.group(2))
    outcome = read(single, _time_way(calendar_field, one, single), source)
    if not outcome.quantity:
        return replace(outcome, reason=_('"{text}" is not a time').format(text=value.shown))
    total = quantity(outcome.quantity.value * times, outcome.quantity.unit, source=source)
    reason = _('"{text}" read as {quantity}').format(text=value.shown, quantity=total.typed)
    if outcome.verdict == "doubtful":
        return Outcome("doubtful", total, f"{reason}; {outcome.reason}")
    return Outcome("converted", total, reason)


def _time_way(calendar_field: Field, one: Labelled, value: Cell) -> Way:
    """The unit in brackets, or in the next cell; without one the size of the number tells, and that is doubtful."""
    for text in (one.unit, one.label.unit):
        bare = _PERIOD_END.sub("", text)
        if unit := unit_of(bare, "time"):
            return Way(calendar_field, unit)
    number = _leading(value)
    long = calendar_field.key in _LONG
    symbol = "h" if long and number <= 24 else "min" if number <= 1440 else "s"
    names = {"s": _("seconds"), "min": _("minutes"), "h": _("hours")}
    return Way(
        calendar_field, default=Unit(symbol), doubt=_("no unit; read as {unit}").format(unit=names[symbol])
    )


def _leading(value: Cell) -> float:
    """The number at the start of a cell, as far as it is needed to guess its unit."""
    if value.kind == "number":
        return value.number
    match = re.match(r"\d{1,9}", value.text)
    return float(match.group()) if match else 0.0


def _put(facts: Facts, key: str, value: Cell, outcome: Outcome, ledger: Ledger) -> None:
    """Keep a value of the calendar."""
    if kept := _keep(facts, key, value, outcome, ledger):
        facts.calendar.setdefault(key, kept)


def _keep(facts: Facts, key: str, value: Cell, outcome: Outcome, ledger: Ledger) -> Quantity | None:
    """Note what was read; a second value for the same thing is compared with the first, which holds."""
    first = facts.cells.get(key)
    held = {"pack": facts.pack, "available_per_shift": facts.per_shift}.get(key) or facts.calendar.get(key)
    ledger.note(value, outcome.verdict, key, reason=outcome.reason)
    if outcome.quantity is None:
        return held
    if first and held:
        same = (held.base, held.in_calendar_units) == (
            outcome.quantity.base,
            outcome.quantity.in_calendar_units,
        )
        reason = _("says the same as {cell}") if same else _("{cell} says otherwise and is used")
        ledger.revise(
            value, "taken" if same else "doubtful", reason.format(cell=first.ref), contradicts=not same
        )
        return held
    facts.cells[key] = value
    return outcome.quantity
