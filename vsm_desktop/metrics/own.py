"""Fields and totals a user added, worked out: formulas step by step in the order in which they need each other.

Nothing here runs for a map without own fields; the evaluator is loaded when a map has the first formula.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from vsm_desktop.assets import _
from vsm_desktop.metrics.clock import Clock, amount
from vsm_desktop.metrics.figure import Figure, Why
from vsm_desktop.metrics.report import UNIT, Problem, Scalar
from vsm_desktop.metrics.stock import STOCK_KINDS, stock_quantity
from vsm_desktop.model.fields import FIELDS, Field, fields_of
from vsm_desktop.model.nodes import Node
from vsm_desktop.model.own import STEPS, OwnField, OwnFields, OwnTotal, OwnTotals, fits, own_value, row_of
from vsm_desktop.model.quantity import Quantity
from vsm_desktop.model.titles import title_of
from vsm_desktop.model.units import UNITS, Dimension

if TYPE_CHECKING:
    from vsm_desktop.metrics.formula import Formula

MAP_NAMES: Mapping[str, tuple[str, str]] = {
    "takt": ("takt_s", _("Takt time in seconds")),
    "daily_demand": ("daily_demand", _("Demand in pieces a day")),
    "available": ("available_s_per_day", _("Working time of a day in seconds")),
}
"""Names of the map's numbers in formulas, with their metric and what they are."""
STEP_NAMES: Mapping[str, tuple[str, str]] = {
    "effective_ct": ("effective_ct_s", _("Effective cycle time in seconds")),
    "utilization": ("utilization", _("Load as a fraction of the time there is")),
    "wait": ("wait_s", _("Waiting in seconds")),
    "processing": ("processing_s", _("Processing in seconds")),
    "capacity": ("capacity_per_day", _("Capacity in pieces a day")),
    "required": ("required_per_day", _("Pieces needed a day")),
    "days_of_supply": ("days_of_supply", _("Days of supply")),
}
"""Names of a step's results in formulas. What waits at a step is its result, whatever it was entered as."""
_OF_RESULTS: Mapping[str, Dimension] = {
    "effective_ct": "time",
    "utilization": "ratio",
    "wait": "time",
    "processing": "time",
    "capacity": "rate",
    "required": "rate",
    "days_of_supply": "count",
}
BASE_UNITS: Mapping[str, str] = {
    "time": "s",
    "pieces": "pc",
    "rate": "pc/day",
    "distance": "m",
    "area": "m2",
    "money": "money",
    "ratio": "1",
    "count": "1",
}


class Basis(NamedTuple):
    """What formulas need beside the step itself: the definitions and the numbers of the map. Compared by value."""

    fields: OwnFields
    map_figures: tuple[Figure, ...]


def basis_of(fields: OwnFields, metrics: Mapping[str, Scalar]) -> Basis:
    """What formulas take from the numbers of a map."""
    return Basis(fields, tuple(_figure(metrics[key]) for key, _title in MAP_NAMES.values()))


class Plan(Struct, frozen=True):
    """The formulas of a document: those that can be worked out, in order; `troubles` says why the others cannot."""

    order: tuple[tuple[OwnField, Formula], ...]
    troubles: Mapping[str, str]
    rows: Mapping[str, Field]


def numeric_fields(kinds: Iterable[str]) -> dict[str, Field]:
    """The built-in numbers of some kinds by key; `wait` is a result."""
    wanted = set(kinds)
    return {
        field.key: field
        for field in FIELDS
        if field.shape == "quantity" and wanted.intersection(field.kinds) and field.key not in STEP_NAMES
    }


def names_for(kinds: Iterable[str], fields: OwnFields) -> dict[str, str]:
    """Every name a formula of some kinds may use, with what it stands for."""
    wanted = [kind for kind in kinds if kind in STEPS]
    own = (f for f in fields if f.content in ("number", "formula") and set(wanted) & set(f.kinds))
    return {
        **{key: field.title for key, field in numeric_fields(wanted).items()},
        **{field.key: field.title or field.label for field in own},
        **{name: title for name, (_key, title) in (*STEP_NAMES.items(), *MAP_NAMES.items())},
    }


def plan_of(fields: OwnFields) -> Plan:
    """Formulas in the order in which they can be worked out, and what is wrong with the others."""
    latest = _latest[0]
    if (
        latest[0] is not fields
    ):  # asked for every step: to compare definitions would take longer than to reckon
        latest = _latest[0] = (fields, _plan(fields))
    return latest[1]


@lru_cache(maxsize=16)
def _plan(fields: OwnFields) -> Plan:
    formulas = {field.key: _read(field) for field in fields if field.content == "formula"}
    by_key = {field.key: field for field in fields}
    troubles = {
        key: trouble
        for key, formula in formulas.items()
        if (trouble := formula.trouble or _bad_name(formula.names, by_key[key], fields))
    }
    sound = {key: formula for key, formula in formulas.items() if key not in troubles}
    order = _in_order(sound, by_key, troubles)
    return Plan(
        tuple((by_key[key], formula) for key, formula in order),
        troubles,
        {field.key: row_of(field) for field in fields},
    )


_latest: list[tuple[OwnFields, Plan]] = [((), Plan((), {}, {}))]


def _read(field: OwnField) -> Formula:
    from vsm_desktop.metrics.formula import read_formula  # loads the evaluator

    return read_formula(field.formula)


def _bad_name(names: Sequence[str], field: OwnField, fields: OwnFields) -> str:
    """What is wrong with the first name a formula cannot use."""
    known = names_for(field.kinds, fields)
    name = next((name for name in names if name not in known), None)
    if name is None:
        return ""
    elsewhere = names_for(STEPS, fields)
    kinds = ", ".join(title_of(kind) for kind in field.kinds)
    if name in elsewhere:
        return _("{title} ({name}) is no field of {kinds}.").format(
            title=elsewhere[name], name=name, kinds=kinds
        )
    other = next((one for one in fields if one.key == name), None)
    if other is not None:
        return _("{label} ({name}) is no number.").format(label=other.label, name=name)
    from vsm_desktop.metrics.formula import unknown_name

    return unknown_name(name, known)


def _in_order(
    sound: dict[str, Formula], by_key: Mapping[str, OwnField], troubles: dict[str, str]
) -> list[tuple[str, Formula]]:
    """The formulas that do not go round in a circle; each that does is told so."""
    from graphlib import CycleError, TopologicalSorter

    left = dict(sound)
    while True:
        needs = {key: [name for name in formula.names if name in left] for key, formula in left.items()}
        try:
            return [(key, left[key]) for key in TopologicalSorter(needs).static_order()]
        except CycleError as error:
            circle = [str(key) for key in error.args[1]][::-1]
            for at, key in enumerate(circle[:-1]):
                names = [by_key[one].label for one in (*circle[at:-1], *circle[: at + 1])]
                troubles[key] = _("The formula needs its own result: {names}.").format(
                    names=" → ".join(names)
                )
                del left[key]


def figures_of(basis: Basis, node: Node, clock: Clock, metrics: Mapping[str, Scalar]) -> dict[str, Scalar]:
    """The results of all formulas of a step by key; a reason where there is none."""
    found: dict[str, Scalar] = {}
    plan = plan_of(basis.fields)
    read = _reader(basis, node, clock, metrics, found)
    for field in basis.fields:
        if field.key in plan.troubles and node.kind in field.kinds:
            found[field.key] = Why(plan.troubles[field.key])
    for field, formula in plan.order:
        if node.kind in field.kinds:
            found[field.key] = _computed(formula, read)
    return {field.key: found[field.key] for field in basis.fields if field.key in found}


def _computed(formula: Formula, read: Callable[[str], Figure]) -> Figure:
    from vsm_desktop.metrics.formula import compute

    return compute(formula, read)


def _reader(
    basis: Basis, node: Node, clock: Clock, metrics: Mapping[str, Scalar], found: Mapping[str, Scalar]
) -> Callable[[str], Figure]:
    """Looks up a name at a step: own results so far, own numbers, results, numbers of the map, built-in fields."""
    rows = plan_of(basis.fields).rows
    of_map = dict(zip(MAP_NAMES, basis.map_figures, strict=True))

    def read(name: str) -> Figure:
        if name in of_map:
            return of_map[name]
        if name in STEP_NAMES:
            key, title = STEP_NAMES[name]
            return _figure(metrics.get(key, _no_such(node, title)))
        if name in rows:
            row = rows[name]
            if row.shape == "formula":
                return _figure(found.get(name, _no_such(node, row.title)))
            return own_number(node, row, clock)
        return entered(node, name, clock)

    return read


def _figure(value: Scalar) -> Figure:
    """A metric as a figure: lists and texts are no numbers."""
    if isinstance(value, Why | float):
        return value
    return float(value) if isinstance(value, int) else Why(_("There is no number."))


def _no_such(node: Node, title: str) -> Why:
    return Why(_("{kind} has no such number: {title}.").format(kind=title_of(node.kind), title=title))


def own_number(node: Node, row: Field, clock: Clock) -> Figure:
    """A number a user entered in his own field, in base units."""
    if node.kind not in row.kinds:
        return _no_such(node, row.title)
    value = own_value(node, row.key)
    if value is None:
        return _not_entered(row)
    if not isinstance(value, Quantity) or not fits(row, value):
        return Why(_("{label} holds something else.").format(label=row.label))
    return in_base_units(value, clock)


def entered(node: Node, key: str, clock: Clock) -> Figure:
    """A built-in number of a node in base units; days on the map's day base."""
    row = next((row for row in fields_of(node.kind) if row.key == key), None)
    if row is None:
        title = next((field.title for field in FIELDS if field.key == key), key)
        return _no_such(node, title)
    if key == "qty" and node.kind in STOCK_KINDS:
        return stock_quantity(node)  # type: ignore[arg-type]  # by variant, where it is entered so
    value = getattr(node, key)
    return in_base_units(value, clock) if isinstance(value, Quantity) else _not_entered(row)


def _not_entered(row: Field) -> Why:
    return Why(_("{label} is not entered.").format(label=row.label))


def in_base_units(value: Quantity, clock: Clock) -> Figure:
    """Seconds on the map's day base, pieces, pieces a day, a fraction, a count or metres."""
    if value.dimension == "time":
        return clock.seconds(clock.span_of(value))
    if value.dimension == "rate":
        return value.value * clock.per_day[value.unit]
    return amount(value, 0.0)


def units_of(fields: OwnFields, totals: OwnTotals) -> dict[str, str]:
    """The unit of each own result: of formulas by key, of totals as own.<key>."""
    units = {
        field.key: BASE_UNITS[UNITS[field.unit].dimension] for field in fields if field.content == "formula"
    }
    return units | {f"own.{total.key}": _unit_of_total(total, fields) for total in totals}


def _unit_of_total(total: OwnTotal, fields: OwnFields) -> str:
    if total.field in STEP_NAMES and total.how != "product":
        return UNIT[STEP_NAMES[total.field][0]]
    return BASE_UNITS[total_dimension(total, fields)]


def total_dimension(total: OwnTotal, fields: OwnFields) -> Dimension:
    """What a total is measured in; a product of anything but shares is a bare number."""
    own = next((field for field in fields if field.key == total.field), None)
    found: Dimension | None = UNITS[own.unit].dimension if own is not None else None
    if total.field in STEP_NAMES:
        found = _OF_RESULTS[total.field]
    elif own is None:
        found = next(
            (field.dimension for field in FIELDS if field.key == total.field and field.dimension), None
        )
    return found if found and (total.how != "product" or found == "ratio") else "count"


def total_trouble(total: OwnTotal, fields: OwnFields) -> str:
    """Why a total cannot be made from its field, as a sentence; "" if it can."""
    if not total.field:
        return _("Choose the field it is made from.")
    known = total_names(fields)
    if total.field in known:
        return ""
    from vsm_desktop.metrics.formula import unknown_name

    return unknown_name(total.field, known)


def total_names(fields: OwnFields) -> dict[str, str]:
    """What a total can be made from: every number of a step."""
    return {name: title for name, title in names_for(STEPS, fields).items() if name not in MAP_NAMES}


def own_problems(fields: OwnFields, totals: OwnTotals, nodes: Sequence[Node]) -> Iterator[Problem]:
    """Formulas and totals that cannot be worked out, and values that do not fit their field."""
    for key, trouble in plan_of(fields).troubles.items() if _has_formulas(fields) else ():
        label = next(field.label for field in fields if field.key == key)
        message = _("The formula of {label} does not work. {reason}").format(label=label, reason=trouble)
        yield Problem("own_formula", "warning", message)
    for total in totals:
        if trouble := total_trouble(total, fields):
            message = _("The total {label} does not work. {reason}").format(label=total.label, reason=trouble)
            yield Problem("own_total", "warning", message)
    rows = {field.key: row_of(field) for field in fields}
    for node in nodes:
        for one in node.own:
            row = rows.get(one.key)
            if row is not None and not fits(row, one.value):
                typed = one.value.typed if isinstance(one.value, Quantity) else one.value
                message = _("{name}: {typed} does not fit into {label}.").format(
                    name=node.name or title_of(node.kind), typed=typed, label=row.label
                )
                yield Problem("own_value", "warning", message, (node.id,))


def _has_formulas(fields: OwnFields) -> bool:
    return any(field.content == "formula" for field in fields)
