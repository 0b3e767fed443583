"""Fields and totals a user adds to the built-in ones: what they are, and the values that stand at the nodes.

A definition belongs to the document, a value to a node. A value without a definition is kept: it comes back with it.
"""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from keyword import iskeyword
from typing import Any, Literal, TypeVar

from pydantic import Field as Attribute
from pydantic import field_validator

from vsm_desktop.assets import _
from vsm_desktop.model.fields import FIELDS, STOCKS, Field, Shape
from vsm_desktop.model.quantity import Quantity
from vsm_desktop.model.units import UNITS
from vsm_desktop.model.value import Value
from vsm_desktop.model.words import folded

Content = Literal["number", "text", "choice", "date", "formula"]
How = Literal["sum", "min", "max", "average", "product", "critical_path"]
T = TypeVar("T")

STEPS = ("process", *STOCKS, "transport")
"""The kinds that take time or hold stock: only these have results, hence formulas."""
OWN_KINDS = (*STEPS, "supplier", "customer")

_KEY = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
_BUILT_IN = frozenset(field.key for field in FIELDS)
_SHAPES: dict[str, Shape] = {
    "number": "quantity",
    "text": "text",
    "choice": "choice",
    "date": "date",
    "formula": "formula",
}
_RESERVED = (
    "takt daily_demand available effective_ct utilization wait processing capacity required days_of_supply "
    "wait_s wait_days processing_s effective_ct_s capacity_per_day capacity_per_day_no_changeover "
    "capacity_per_shift_no_changeover required_per_day abs ceil floor max min round sqrt "
    "id at size kind locked group own picture"
)
RESERVED = frozenset(_RESERVED.split())
"""Names that mean something already: results, functions, and what every symbol has."""


class OwnValue(Value):
    """What stands in a user's field at one node."""

    key: str
    value: Quantity | str


class OwnField(Value):
    """One field a user added: a number with its unit, a text, a choice, a date, or a formula over other fields.

    `unit` is what a bare number means; of a formula, only its dimension counts, since results are in base units.
    """

    key: str = Attribute(max_length=60)
    label: str
    title: str = ""
    content: Content = "number"
    unit: str = "x"
    choices: tuple[str, ...] = ()
    formula: str = ""
    kinds: tuple[str, ...] = ("process",)
    in_box: bool = True

    @field_validator("unit")
    @classmethod
    def _known_unit(cls, unit: str) -> str:
        if unit not in UNITS:
            raise ValueError(f'"{unit}" is no unit this program knows')
        return unit


class OwnTotal(Value):
    """One number of the whole map made from a field of its steps: own, built in, or a formula."""

    key: str = Attribute(max_length=60)
    label: str
    title: str = ""
    field: str
    how: How = "sum"


OwnFields = tuple[OwnField, ...]
OwnTotals = tuple[OwnTotal, ...]


def key_trouble(key: str, others: Iterable[str] = ()) -> str:
    """Why a key cannot name an own field, as a sentence; "" if it can."""
    if not _KEY.fullmatch(key) or iskeyword(key):
        return _(
            '"{key}" is no name for formulas: it begins with a letter and has letters, digits and _.'
        ).format(key=key)
    if key in _BUILT_IN or key in RESERVED:
        return _('"{key}" is taken: the program itself uses this name.').format(key=key)
    if key in others:
        return _('"{key}" is taken by another field.').format(key=key)
    return ""


def key_from(label: str, others: Iterable[str] = ()) -> str:
    """A key that fits a label and is free: Unit cost becomes unit_cost."""
    plain = re.sub(r"[^a-z0-9]+", "_", folded(label)).strip("_")[:40] or "field"
    stem = plain if plain[0].isalpha() else f"f_{plain}"
    taken = set(others)
    return next(
        key
        for key in (stem, *(f"{stem}_{i}" for i in range(2, len(taken) + 4)))
        if not key_trouble(key, taken)
    )


def check_own(fields: OwnFields, totals: OwnTotals) -> None:
    """Refuse keys that cannot be told apart. Raises ValueError with a sentence."""
    seen: set[str] = set()
    for field in fields:
        if trouble := key_trouble(field.key, seen):
            raise ValueError(trouble)
        seen.add(field.key)
    keys = [total.key for total in totals]
    if len(set(keys)) < len(keys) or not all(map(_KEY.fullmatch, keys)):
        raise ValueError(f"own totals need keys of their own: {', '.join(keys)}")


def own_value(element: Any, key: str) -> Quantity | str | None:
    """What stands in a user's field at a node; None if nothing is entered."""
    return next((one.value for one in getattr(element, "own", ()) if one.key == key), None)


def value_at(element: Any, key: str) -> Any:
    """What stands in a field, built in or own."""
    return getattr(element, key) if key in type(element).model_fields else own_value(element, key)


def attributes(element: Any, values: Mapping[str, Any]) -> Mapping[str, Any]:
    """The attributes that give fields of an element new values: those of own fields stand together in one."""
    known = type(element).model_fields
    own = {key: value for key, value in values.items() if key not in known}
    if not own or "own" not in known:
        return values
    kept = [one for one in element.own if one.key not in own]
    placed = {one.key: i for i, one in enumerate(element.own)}
    given = [OwnValue(key=key, value=value) for key, value in own.items() if value not in (None, "")]
    ordered = sorted([*kept, *given], key=lambda one: placed.get(one.key, len(placed)))
    return {key: value for key, value in values.items() if key in known} | {"own": tuple(ordered)}


@lru_cache(maxsize=256)
def row_of(field: OwnField) -> Field:
    """An own field as a row of the field table."""
    shape = _SHAPES[field.content]
    return Field(
        field.key,
        field.key,
        field.label,
        field.title or field.label,
        field.kinds,
        UNITS[field.unit].dimension if shape in ("quantity", "formula") else None,
        field.unit if shape in ("quantity", "formula") else "",
        shape,
        low=float("-inf"),
        choices=tuple((choice, choice) for choice in field.choices),
        in_box=field.in_box,
        hint=field.formula if shape == "formula" else "",
    )


@lru_cache(maxsize=256)
def _rows(kind: str, fields: OwnFields) -> tuple[Field, ...]:
    return tuple(row_of(field) for field in fields if kind in field.kinds and _fits(field, kind))


def _fits(field: OwnField, kind: str) -> bool:
    return kind in (STEPS if field.content == "formula" else OWN_KINDS)


def own_rows(element: Any, fields: OwnFields) -> tuple[Field, ...]:
    """The own fields of an element, in their order, as rows of the field table; none for a kind nobody knows."""
    if not fields or not element.fields():
        return ()
    return own_rows_of(element.kind, fields)


def own_rows_of(kind: str, fields: OwnFields) -> tuple[Field, ...]:
    """The own fields of a kind the program knows."""
    return _rows(kind, fields) if fields else ()


def every_row(element: Any, fields: OwnFields) -> tuple[Field, ...]:
    """All fields of an element: built in, then own."""
    return (*element.fields(), *own_rows(element, fields))


def fits(row: Field, value: Quantity | str | None) -> bool:
    """Whether a value is of the kind its field holds now; one that is not is kept and shown as it was typed."""
    if value is None:
        return True
    if row.shape == "quantity":
        return isinstance(value, Quantity) and value.dimension == row.dimension
    if row.shape == "choice":
        return any(value == key for key, _title in row.choices)
    return isinstance(value, str)
