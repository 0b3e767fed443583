"""Large maps to measure with."""

from __future__ import annotations

from typing import Any

from tests.builders import a_stream, arrow, arrows, customer, process, stock
from vsm_desktop.model.calendar import Calendar
from vsm_desktop.model.flows import InformationFlow, MaterialFlow
from vsm_desktop.model.nodes import Control, Customer, Inventory, Process, Supplier
from vsm_desktop.model.quantity import quantity
from vsm_desktop.model.stream import State, ValueStream
from vsm_desktop.model.value import Point

_CALENDAR = Calendar(
    shifts_per_day=quantity(2, "x"),
    shift=quantity(8, "h"),
    break_per_shift=quantity(20, "min"),
    days_per_month=quantity(20, "x"),
)


def long_stream(elements: int) -> ValueStream:
    """A line of processes and stocks in rows of forty, about half of the elements arrows."""
    nodes: list[Process | Inventory | Customer] = []
    flows = []
    for i in range(elements // 2):
        at = Point(x=90 + 89.0 * (i % 80), y=342 + 300.0 * (i // 80))
        nodes.append(_process(i, at) if i % 2 else Inventory(id=f"n{i}", at=at, qty=quantity(100 + i, "pc")))
        if i:
            flows.append(MaterialFlow(id=f"f{i}", source=f"n{i - 1}", target=f"n{i}"))
    nodes.append(
        Customer(id="customer", name="Customer", at=Point(x=7000, y=66), demand=quantity(400, "pc/day"))
    )
    flows.append(MaterialFlow(id="last", kind="shipment", source=nodes[-2].id, target="customer"))
    state = State(id="current", name="Current state", nodes=tuple(nodes), flows=tuple(flows))
    return ValueStream(name="Long", calendar=_CALENDAR, states=(state,))


def plant(elements: int) -> ValueStream:
    """Lines of eighty steps one under the other, each to a customer of its own: a map that fits a sheet."""
    nodes: list[Process | Inventory | Customer] = []
    flows = []
    for i in range(elements // 2):
        row, place = divmod(i, 80)
        at = Point(x=90 + 89.0 * place, y=342 + 300.0 * row)
        nodes.append(_process(i, at) if i % 2 else Inventory(id=f"n{i}", at=at, qty=quantity(100 + i, "pc")))
        if place:
            flows.append(MaterialFlow(id=f"f{i}", source=f"n{i - 1}", target=f"n{i}"))
    for row in range((elements // 2 + 79) // 80):
        last = nodes[min(80 * row + 79, elements // 2 - 1)]
        at, demand = Point(x=7300, y=342 + 300.0 * row), quantity(400 - row, "pc/day")
        nodes.append(Customer(id=f"c{row}", name=f"Customer {row}", at=at, demand=demand))
        flows.append(MaterialFlow(id=f"s{row}", kind="shipment", source=last.id, target=f"c{row}"))
    state = State(id="current", name="Current state", nodes=tuple(nodes), flows=tuple(flows))
    return ValueStream(name="Plant", calendar=_CALENDAR, states=(state,))


def _process(i: int, at: Point) -> Process:
    return Process(
        id=f"n{i}",
        at=at,
        name=f"Step {i}",
        ct=quantity(30 + i % 30, "s"),
        co=quantity(10, "min"),
        uptime=quantity(90, "%"),
        operators=quantity(1, "x"),
    )


def branched(elements: int) -> ValueStream:
    """Blocks of eight: a supplier branch that joins the line, and a route with shares, or two branches, by turns."""
    parts: list[Any] = [process("end", ct=30)]
    flows = []
    for i in range(elements // 8):
        share = {"share": 0.5} if i % 2 else {}
        parts += [stock(f"raw{i}", qty=900), process(f"make{i}", ct=30 + i % 20, co="10 min", batch=100)]
        parts += [process(f"join{i}", ct=20, uptime="90 %", operators=1), stock(f"mid{i}", qty=500)]
        parts += [
            process(f"a{i}", ct=30),
            process(f"b{i}", ct=40),
            process(f"test{i}", ct=10),
            stock(f"out{i}", qty=50),
        ]
        flows += arrows(f"raw{i} > make{i} > join{i} > mid{i}", f"a{i} > test{i} > out{i}", f"b{i} > test{i}")
        flows += [arrow(f"mid{i}", f"a{i}", **share), arrow(f"mid{i}", f"b{i}", **share)]
        flows += [arrow(f"out{i}", f"join{i + 1}" if i + 1 < elements // 8 else "end")]
        flows += [arrow(f"test{i}", f"test{i}", repeat=0.05)] if i % 4 == 1 else []
    flows.append(arrow("end", "Customer"))
    flows = [flow.evolve(id=f"f{i}") for i, flow in enumerate(flows)]
    return a_stream(*parts, customer("400/d"), flows=flows)


_MATERIAL: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("s", "i0", {"kind": "shipment", "vehicle": "truck", "label": "Tue + Thu"}),
    ("i0", "p0", {}),
    ("p0", "i1", {}),
    ("i1", "p1", {}),
    ("p2", "p3", {}),
    ("p3", "i4", {}),
    ("p1", "p2", {"share": quantity(70, "%")}),
    ("p1", "side", {"share": quantity(30, "%")}),
    ("side", "p3", {}),
    ("i4", "p4", {}),
    ("p0", "p2", {"label": "urgent"}),
    ("p3", "p1", {"repeat": quantity(5, "%")}),
    ("p4", "c", {"kind": "shipment", "vehicle": "truck", "label": "daily"}),
)
_INFORMATION: tuple[tuple[str, str, dict[str, Any]], ...] = (
    *(("o", step, {"label": "Weekly schedule"}) for step in ("p0", "p1", "p3")),
    ("o", "s", {"kind": "electronic", "label": "6 week"}),
    ("c", "o", {"kind": "electronic", "label": "90 day", "note": "orders"}),
)
_AT = {"s": (0, 0), "o": (600, 0), "c": (1240, 0), "side": (700, 440)} | {
    **{f"i{i}": (150 + 200 * i, 250) for i in (0, 1, 4)},
    **{f"p{i}": (250 + 200 * i, 250) for i in range(5)},
}


def woven(elements: int) -> ValueStream:
    """Lines of thirty elements in blocks, each a small plant: a split that joins again, an arrow past a step, rework over
    two, sheets from production control, and words on half of the arrows."""
    nodes: list[Any] = []
    flows: list[Any] = []
    for k in range(max(1, elements // 30)):
        x, y = 100 + 1500.0 * (k % 4), 100 + 700.0 * (k // 4)
        at = {name: Point(x=x + dx, y=y + dy) for name, (dx, dy) in _AT.items()}
        for name, there in at.items():
            nodes.append(_part_of_plant(name, k, there))
        for source, target, more in _MATERIAL:
            ends = {"id": f"{source}{k}>{target}{k}", "source": f"{source}.{k}", "target": f"{target}.{k}"}
            flows.append(MaterialFlow(**ends, **more))
        for source, target, more in _INFORMATION:
            ends = {"id": f"{source}{k}>{target}{k}", "source": f"{source}.{k}", "target": f"{target}.{k}"}
            flows.append(InformationFlow(**ends, **more))
    state = State(id="current", name="Current state", nodes=tuple(nodes), flows=tuple(flows))
    return ValueStream(name="Woven", calendar=_CALENDAR, states=(state,))


def _part_of_plant(name: str, k: int, at: Point) -> Any:
    id_ = f"{name}.{k}"
    if name[0] == "i":
        return Inventory(id=id_, at=at, qty=quantity(100 + k, "pc"))
    if name == "s":
        return Supplier(id=id_, name="Supplier", at=at)
    if name == "o":
        return Control(id=id_, name="Production control", at=at)
    if name == "c":
        return Customer(id=id_, name="Customer", at=at, demand=quantity(400, "pc/day"))
    return _process(k, at).evolve(id=id_)
