"""What the customer takes: in all or by variant, per day, shift, week, month or year."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct, field
from msgspec.structs import replace

from vsm_desktop.assets import _
from vsm_desktop.intake.grid import Cell
from vsm_desktop.intake.labelled import UNNAMED, Labelled
from vsm_desktop.intake.phrases import word_set, words_of
from vsm_desktop.intake.report import Ledger
from vsm_desktop.intake.units import PIECE_WORDS, Unit, period_of, unit_of
from vsm_desktop.intake.values import VERDICTS, Outcome, Way, read
from vsm_desktop.model.fields import field_of
from vsm_desktop.model.quantity import Quantity, VariantQuantity

_FIELD = field_of("customer", "demand")
_TOTALS = word_set("total sum all gesamt summe")
_AND = re.compile(r"\s*[/;+&]\s*|\s+(?:and|und)\s+|,\s+", re.IGNORECASE)
_PERIOD_END = re.compile(r"[\s,]*(?:/|\bper\b|\ba\b|\bpro\b|\bje\b|\bim\b)\s*([^\W\d_]+)\.?$", re.IGNORECASE)
_NAME_FIRST = re.compile(r"^(\D{1,30}?)[\s:=]+(\d[\d.,'’\u00a0\u202f\u2009 ]*)([^\d]*)$")
_NUMBER_FIRST = re.compile(r"^(\d[\d.,'’\u00a0\u202f\u2009 ]*)\s+(\D{1,30})$")


class Demand(Struct):
    """The demand as read so far."""

    total: Quantity | None = None
    variants: list[VariantQuantity] = field(default_factory=list)
    cells: dict[str, Cell] = field(default_factory=dict)
    others: list[tuple[Cell, Quantity]] = field(default_factory=list)


def read_demand(demand: Demand, one: Labelled, value: Cell, ledger: Ledger) -> None:
    """Read a labelled demand; it is noted, and kept if it is one."""
    parts = [(variant, _read(one, cell, ledger)) for variant, cell in _parts(one, value)]
    _variant, worst = max(parts, key=lambda part: VERDICTS.index(part[1].verdict))
    reason, verdict = worst.reason, worst.verdict
    if parts[0][0] == UNNAMED:
        verdict, reason = "rejected", _("several numbers beside one label, and no names for them")
    taken = verdict != "rejected"
    if taken and len(parts) > 1:
        mix = ", ".join(
            f"{variant} {outcome.quantity.typed}" for variant, outcome in parts if outcome.quantity
        )
        verdict, reason = max(verdict, "converted", key=VERDICTS.index), _("read as {mix}").format(mix=mix)
    key = "demand_by_variant" if parts[0][0] else "demand"
    ledger.note(value, verdict, key, "customer" if taken else "", reason)
    for variant, outcome in parts:
        if taken and outcome.quantity:
            _keep(demand, variant, value, outcome.quantity, ledger)


def _parts(one: Labelled, value: Cell) -> Iterator[tuple[str, Cell]]:
    """The variants with their cells: `L 12,000 / R 6,400 per month` is two, each with the period."""
    variant = one.label.variant or one.variant
    if variant.casefold() in _TOTALS:
        variant = ""
    ending = _PERIOD_END.search(value.text)
    ending = ending if ending and period_of(words_of(ending.group(1))) else None
    body = value.text[: ending.start()] if ending else value.text
    mixed = [_part(part) for part in _AND.split(body)] if not variant else []
    if len(mixed) > 1 and all(mixed):
        for part in mixed:
            if part:
                yield part[0], value.part(part[1] + (ending.group() if ending else ""))
        return
    yield variant, value


def _part(text: str) -> tuple[str, str] | None:
    """A name with its number, in either order."""
    if match := _NAME_FIRST.match(text.strip()):
        return match.group(1).strip(" :="), (match.group(2) + match.group(3)).strip()
    if match := _NUMBER_FIRST.match(text.strip()):
        name = match.group(2).strip()
        return (name, match.group(1).strip()) if not unit_of(name, "pieces") else None
    return None


def _read(one: Labelled, cell: Cell, ledger: Ledger) -> Outcome:
    """The period stands behind the number, in the next cell or in the label."""
    period = one.label.period
    for text in (one.label.unit, one.unit):
        period = period_of(words_of(text)) or period
    words = [word.key for word in words_of(cell.text) if not any(letter.isdigit() for letter in word.key)]
    if words and PIECE_WORDS.issuperset(words):  # "18,400 pcs": the period stands elsewhere
        cell = replace(
            cell, value="".join(letter for letter in cell.text if not letter.isalpha()).strip(" .")
        )
    unit = Unit(f"pc/{period}") if period else None
    doubt = _('"{text}" does not say per day, week or month; write it behind the number').format(
        text=cell.shown
    )
    return read(cell, Way(_FIELD, unit, doubt=doubt), ledger.source(cell))


def _keep(demand: Demand, variant: str, cell: Cell, quantity: Quantity, ledger: Ledger) -> None:
    first = demand.cells.get(variant)
    if first is None:
        demand.cells[variant] = cell
        if variant:
            demand.variants.append(VariantQuantity(variant=variant, quantity=quantity))
        else:
            demand.total = quantity
        return
    held = demand.total if not variant else next(v.quantity for v in demand.variants if v.variant == variant)
    if held and held.unit == quantity.unit:
        same = held.value == quantity.value
        reason = _("says the same as {cell}") if same else _("{cell} says otherwise and is used")
        ledger.revise(
            cell, "taken" if same else "doubtful", reason.format(cell=first.ref), contradicts=not same
        )
    elif held:
        demand.others.append((cell, quantity))
