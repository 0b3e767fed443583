"""Small maps for given / when / then: `a_map(supplier(), stock("coils", 400), process("weld", ct=30), customer(400))`."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from vsm_desktop.model.calendar import Calendar
from vsm_desktop.model.flows import Flow, flow_of_kind
from vsm_desktop.model.nodes import Control, Customer, Inventory, Node, Process, Supplier, Transport
from vsm_desktop.model.quantity import quantity
from vsm_desktop.model.stream import State, ValueStream
from vsm_desktop.model.value import Point

ONE_SHIFT = Calendar(
    shifts_per_day=quantity(1, "x"), shift=quantity(8, "h"), break_per_shift=quantity(20, "min")
)


def process(id_: str, ct: float | None = None, x: float = 0, y: float = 342, **more: Any) -> Process:
    """A step, its cycle time in seconds."""
    return Process(
        id=id_,
        name=more.pop("name", id_.title()),
        at=Point(x=x, y=y),
        ct=None if ct is None else quantity(ct, "s"),
        **more,
    )


def stock(id_: str, pieces: float | None = None, x: float = 0, y: float = 342, **more: Any) -> Inventory:
    """A counted stock."""
    qty = None if pieces is None else quantity(pieces, "pc")
    return Inventory(id=id_, at=Point(x=x, y=y), qty=qty, **more)


def supplier(id_: str = "supplier", x: float = 84, y: float = 66) -> Supplier:
    return Supplier(id=id_, name="Steel Co", at=Point(x=x, y=y))


def customer(per_day: float | None = None, id_: str = "customer", x: float = 900, y: float = 66) -> Customer:
    demand = None if per_day is None else quantity(per_day, "pc/day")
    return Customer(id=id_, name="Assembly", at=Point(x=x, y=y), demand=demand)


def control(id_: str = "control", x: float = 492, y: float = 66) -> Control:
    return Control(id=id_, name="Production control", at=Point(x=x, y=y), system="MRP")


def transport(id_: str, x: float = 0, y: float = 200, **more: Any) -> Transport:
    return Transport(id=id_, at=Point(x=x, y=y), **more)


def arrow(source: str, target: str, kind: str = "push", id_: str = "", **more: Any) -> Flow:
    return flow_of_kind(kind, id=id_ or f"{source}-{target}", source=source, target=target, **more)


def a_state(nodes: tuple[Node, ...] = (), flows: tuple[Flow, ...] = (), **more: Any) -> State:
    return State(**({"id": "current", "name": "Current state"} | more), nodes=nodes, flows=flows)


def in_line(*nodes: Node, **more: Any) -> State:
    """The nodes one after the other, joined by push arrows, 140 apart where no place is given."""
    placed = tuple(
        n.evolve(at=Point(x=80 + 140 * i, y=n.at.y)) if not n.at.x else n for i, n in enumerate(nodes)
    )
    return a_state(placed, tuple(arrow(a.id, b.id) for a, b in pairwise(nodes)), **more)


def a_stream(*states: State, calendar: Calendar = ONE_SHIFT, **more: Any) -> ValueStream:
    return ValueStream(calendar=calendar, states=states or (a_state(),), **more)


def a_map(*nodes: Node) -> ValueStream:
    """A stream of one state with the nodes in line."""
    return a_stream(in_line(*nodes))


def acme() -> ValueStream:
    """A small stream much like the one in Learning to See: a supplier, two steps, three stocks, a customer, control."""
    nodes = (
        supplier(),
        customer(920),
        control(),
        stock("coils", 4600, x=42),
        process("stamping", 1, x=162, co=quantity(1, "h"), uptime=quantity(85, "%")),
        stock("stamped", 2300, x=252),
        process("welding", 39, x=342, operators=quantity(1, "x")),
        stock("finished", 1840, x=432),
        transport("truck", x=666),
    )
    flows = (
        arrow("supplier", "coils", "shipment", label="Tue + Thu"),
        arrow("coils", "stamping"),
        arrow("stamping", "stamped"),
        arrow("stamped", "welding"),
        arrow("welding", "finished"),
        arrow("finished", "truck", "shipment"),
        arrow("truck", "customer", "shipment", label="daily"),
        arrow("customer", "control", "electronic", label="90-day forecast"),
        arrow("control", "supplier", "electronic", label="weekly order"),
        arrow("control", "stamping", "manual", label="Weekly schedule"),
        arrow("control", "welding", "manual", label="Weekly schedule"),
    )
    return a_stream(a_state(nodes, flows, date="2025-03-12", author="M. Ortiz"), name="Brackets", site="Acme")
