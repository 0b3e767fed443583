"""A map in which every quantity remembers where it stands; the same map to all who calculate with it."""

from __future__ import annotations

from typing import Any

from vsm_desktop.metrics.explain.traced import Origin, Traced
from vsm_desktop.metrics.stock import STOCK_KINDS
from vsm_desktop.model.calendar import Calendar
from vsm_desktop.model.fields import Field, fields_of
from vsm_desktop.model.nodes import Node, Unknown
from vsm_desktop.model.own import OwnFields, OwnValue, fits, own_rows
from vsm_desktop.model.quantity import Quantity, VariantQuantity
from vsm_desktop.model.stream import State
from vsm_desktop.model.value import Value

UNIT_OF = {
    "time": "s",
    "pieces": "pc",
    "rate": "pc/day",
    "ratio": "1",
    "distance": "m",
    "area": "m2",
    "money": "money",
    "count": "x",
}
_STANDS_IN = {
    "process": ("ct", "ca", "operators", "floor_space"),
    **dict.fromkeys(STOCK_KINDS, ("qty", "floor_space")),
    "transport": ("time", "distance"),
    "customer": ("demand",),
    "calendar": ("shifts_per_day", "shift", "wage"),
    "options": ("throughput", "hours_per_day"),
}
"""Inputs without which something cannot be computed; the rest has a value that counts when nothing is entered."""
_ZERO_STANDS_IN = frozenset({"ct", "demand", "shifts_per_day", "shift", "available_per_day", "throughput"})


class Planted:
    """A state and its calendar with traced quantities, and the inputs by key.

    `filled` puts a 1 in the place of what is missing, or 0 where nothing can be divided by it: the numbers are then
    worth nothing, but they show which inputs a result would be made from.
    """

    def __init__(
        self, state: State, calendar: Calendar, own: OwnFields = (), *, filled: bool = False
    ) -> None:
        self.filled, self._own = filled, own
        self.inputs: dict[str, Traced] = {}
        self.calendar = self._value(calendar, "", "calendar")
        self.state = _rebuilt(
            state,
            {
                "id": f"{state.id}\0",  # what is remembered of the map itself stays
                "nodes": tuple(self._node(node) for node in state.nodes),
                "flows": tuple(self._value(flow, flow.id, flow.kind) for flow in state.flows),
                "options": self._value(state.options, "", "options"),
                "calendar": None,
            },
        )

    def _node(self, node: Node) -> Any:
        if isinstance(node, Unknown):
            return node
        planted = self._value(node, node.id, node.kind)
        rows = {row.key: row for row in own_rows(node, self._own)} if node.own else {}
        if not rows:
            return planted
        return _rebuilt(
            planted, {"own": tuple(self._own_value(one, rows.get(one.key), node.id) for one in node.own)}
        )

    def _own_value(self, one: OwnValue, row: Field | None, element: str) -> OwnValue:
        """A value in a field the user added."""
        if row is None or not isinstance(one.value, Quantity) or not fits(row, one.value):
            return one
        planted: OwnValue = _rebuilt(
            one, {"value": self._quantity(one.value, Origin(element, row, one.value))}
        )
        return planted

    def _value(self, value: Any, element: str, kind: str) -> Any:
        """An element, the calendar or the options, with its quantities planted."""
        changes: dict[str, Any] = {}
        for field in fields_of(kind):
            entered = getattr(value, field.key, None)
            if isinstance(entered, Quantity):
                changes[field.key] = self._quantity(entered, Origin(element, field, entered))
            elif isinstance(entered, tuple) and entered and isinstance(entered[0], VariantQuantity):
                changes[field.key] = tuple(self._variant(part, element, field) for part in entered)
            elif self.filled and entered is None and self._needed(value, field.key, kind):
                changes[field.key] = self._missing(element, field)
        return _rebuilt(value, changes) if changes else value

    def _needed(self, value: Any, key: str, kind: str) -> bool:
        if key not in _STANDS_IN.get(kind, ()):
            return False
        if kind == "calendar":
            return value.available_per_day is None or key == "shifts_per_day"
        if key == "qty":
            return value.days is None and not value.qty_by_variant
        return not (key == "demand" and value.demand_by_variant)

    def _quantity(self, quantity: Quantity, origin: Origin) -> Quantity:
        number = quantity.value
        if self.filled and number == 0 and origin.field.key in _ZERO_STANDS_IN:
            number, origin.stands_in = 1.0, True
        planted: Quantity = _rebuilt(quantity, {"value": self._keep(Traced(number, "input", origin))})
        return planted

    def _variant(self, part: VariantQuantity, element: str, field: Field) -> VariantQuantity:
        origin = Origin(element, field, part.quantity, part.variant)
        planted: VariantQuantity = _rebuilt(part, {"quantity": self._quantity(part.quantity, origin)})
        return planted

    def _missing(self, element: str, field: Field) -> Quantity:
        unit = UNIT_OF[field.dimension or "count"]
        origin = Origin(element, field, None)
        origin.stands_in = True
        return Quantity.model_construct(
            value=self._keep(Traced(1.0, "input", origin)), unit=unit, typed="", source=None
        )

    def _keep(self, number: Traced) -> Traced:
        origin = number.args[0]
        self.inputs[input_key(origin)] = number
        return number


def input_key(origin: Origin) -> str:
    """What an input is called: by its key in formulas and the element it stands at."""
    return ".".join(filter(None, (origin.field.key, origin.element, origin.part)))


def _rebuilt(value: Value, changes: dict[str, Any]) -> Any:
    """The same value with other contents; not validated, as that would make plain numbers of the traced ones."""
    return type(value).model_construct(value.model_fields_set, **(dict(value) | changes))
