"""Small builders for tests: `a_stream(stock("Coils", days=5), process("Weld", ct="30 s"), customer("920/d"))`."""

from __future__ import annotations

import itertools
from typing import Any

from vsm_desktop.model.calendar import Calendar
from vsm_desktop.model.fields import fields_of
from vsm_desktop.model.flows import MaterialFlow
from vsm_desktop.model.nodes import NODE_CLASSES, NodeBase
from vsm_desktop.model.options import Options
from vsm_desktop.model.parse import parse_quantity
from vsm_desktop.model.quantity import Quantity, VariantQuantity
from vsm_desktop.model.stream import State, ValueStream
from vsm_desktop.model.value import Point


def entered(kind: str, **data: Any) -> dict[str, Any]:
    """Field values as typed; a bare number has the unit of its field."""
    fields = {field.key: field for field in fields_of(kind)}
    found: dict[str, Any] = {}
    for key, value in data.items():
        field = fields.get(key)
        if field and field.shape == "quantity" and value is not None:
            value = value if isinstance(value, Quantity) else _read(str(value), field.dimension, field.unit)
        elif field and field.shape == "variants":
            parts = ((name, _read(str(v), field.dimension, field.unit)) for name, v in value.items())
            value = tuple(VariantQuantity(variant=name, quantity=quantity) for name, quantity in parts)
        found[key] = value
    return found


def _read(text: str, dimension: Any, unit: str) -> Quantity:
    return parse_quantity(text, dimension, "1" if dimension == "ratio" else unit)


def node(kind: str, name: str, **data: Any) -> Any:
    """A node of any kind; its id is its name."""
    return NODE_CLASSES[kind](id=name, name=name, **entered(kind, **data))


def process(name: str, **data: Any) -> Any:
    """A process."""
    return node("process", name, **data)


def stock(name: str, kind: str = "inventory", **data: Any) -> Any:
    """An inventory, or another kind of stock."""
    return node(kind, name, **data)


def transport(name: str, **data: Any) -> Any:
    """A transport."""
    return node("transport", name, **data)


def junction(name: str) -> Any:
    """A dot."""
    return node("junction", name)


def supplier(name: str) -> Any:
    """A supplier."""
    return node("supplier", name)


def customer(demand: Any = None, name: str = "Customer", **data: Any) -> Any:
    """A customer with a demand, as a text or by variant."""
    if isinstance(demand, dict):
        return node("customer", name, demand_by_variant=demand, **data)
    return node("customer", name, demand=demand, **data)


def arrow(source: str, target: str, kind: str = "push", **data: Any) -> MaterialFlow:
    """An arrow between two nodes; its id says which."""
    return MaterialFlow(
        id=f"{source} > {target}", source=source, target=target, kind=kind, **entered(kind, **data)
    )


def arrows(*texts: str) -> list[MaterialFlow]:
    """Arrows in a row: "A > B > C"; in brackets what is entered on the next one: "A [share 0.7] > B"."""
    found: list[MaterialFlow] = []
    for text in texts:
        names = [part.strip() for part in text.split(">")]
        for before, after in itertools.pairwise(names):
            source, _bracket, marks = before.partition("[")
            words = marks.rstrip("] ").split()
            data = dict(zip(words[::2], words[1::2], strict=True))
            found.append(arrow(source.strip(), after.partition("[")[0].strip(), **data))
    return [flow.evolve(id=f"{flow.id} {i}") for i, flow in enumerate(found)]


WORKING = {"shifts_per_day": 1, "shift": "8 h", "break_per_shift": "30 min", "days_per_week": 5}
"""One shift of 27,000 s net."""


def a_stream(
    *nodes: NodeBase,
    flows: list[Any] | None = None,
    calendar: dict[str, Any] | None = None,
    **options: Any,
) -> ValueStream:
    """A stream of one state; without `flows` the nodes follow each other."""
    if flows is None:
        flows = [arrow(a.id, b.id) for a, b in itertools.pairwise(nodes)]
    placed = tuple(one.evolve(at=Point(x=180.0 * i)) for i, one in enumerate(nodes))
    state = State(
        id="current", nodes=placed, flows=tuple(flows), options=Options(**entered("options", **options))
    )
    times = WORKING if calendar is None else calendar
    return ValueStream(calendar=Calendar(**entered("calendar", **times)), states=(state,))
