#!/usr/bin/env python3
"""Make the templates in `resources/templates`; the same bytes on every run.

A template holds names and places, never a number: what stands in a map was measured by somebody. Run it from a
checkout after a change here:

    python installer/build_templates.py
"""

from __future__ import annotations

import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from vsm_desktop.model.flows import Flow, flow_of_kind
from vsm_desktop.model.nodes import Control, Customer, Inventory, Node, Process, Queue, Supplier
from vsm_desktop.model.options import Options
from vsm_desktop.model.stream import State, ValueStream
from vsm_desktop.model.value import Point
from vsm_desktop.store.files import save

OUT = Path(__file__).resolve().parents[1] / "resources" / "templates"
TOP, ROW = 66.0, 342.0
EDGE, STRIDE = 84.0, 156.0
STEPS = ("First process", "Second process", "Third process", "Fourth process", "Fifth process")
OFFICE = ("Receive and register", "Check for completeness", "Assess", "Decide", "Answer")


def at(x: float, y: float) -> Point:
    return Point(x=x, y=y)


def corners(right: float, names: tuple[str, str, str]) -> tuple[Node, ...]:
    """Supplier at the upper left, customer at the upper right, control between them."""
    supplier, control, customer = names
    return (
        Supplier(id="supplier1", name=supplier, at=at(EDGE, TOP)),
        Control(id="control1", name=control, at=at((EDGE + right) / 2, TOP)),
        Customer(id="customer1", name=customer, at=at(right, TOP)),
    )


def messages(kind: str, *targets: str) -> tuple[Flow, ...]:
    """Orders from the customer by way of control to the supplier, and schedules to the steps."""
    pairs = [("customer1", "control1"), ("control1", "supplier1")]
    orders = [
        flow_of_kind("electronic", id=f"order{i}", source=a, target=b) for i, (a, b) in enumerate(pairs, 1)
    ]
    schedules = [
        flow_of_kind(kind, id=f"schedule{i}", source="control1", target=target)
        for i, target in enumerate(targets, 1)
    ]
    return (*orders, *schedules)


def line(names: tuple[str, ...], stock: type[Inventory] | type[Queue], ends: bool) -> list[Node]:
    """Steps with a stock before each and, with ends, behind the last."""
    nodes: list[Node] = []
    for number, name in enumerate(names, 1):
        x = EDGE + STRIDE * (number - 1)
        nodes.append(stock(id=f"{stock.model_fields['kind'].default}{number}", at=at(x, ROW)))
        nodes.append(Process(id=f"process{number}", name=name, at=at(x + STRIDE / 2, ROW)))
    if ends:
        number = len(names) + 1
        last = stock(id=f"inventory{number}", at=at(EDGE + STRIDE * len(names), ROW))
        nodes.append(last)
    return nodes


def pushed(nodes: list[Node]) -> tuple[Flow, ...]:
    """Each pushes to the next."""
    return tuple(
        flow_of_kind("push", id=f"push{number}", source=a.id, target=b.id)
        for number, (a, b) in enumerate(pairwise(nodes), 1)
    )


def stream(nodes: tuple[Node, ...], flows: tuple[Flow, ...], name: str, **more: Any) -> ValueStream:
    """One current state."""
    state = State(id="current", name="Current state", nodes=nodes, flows=flows, **more)
    return ValueStream(name=name, site="Site", shown_state="current", states=(state,))


def title_block() -> ValueStream:
    return stream((), (), "Product family")


def frame() -> ValueStream:
    nodes = corners(EDGE + 5 * STRIDE, ("Supplier", "Production control", "Customer"))
    return stream(nodes, messages("manual"), "Product family")


def five_processes() -> ValueStream:
    chain = line(STEPS, Inventory, ends=True)
    nodes = (*corners(EDGE + 5 * STRIDE, ("Supplier", "Production control", "Customer")), *chain)
    shipments = (
        flow_of_kind("shipment", id="shipment1", source="supplier1", target="inventory1"),
        flow_of_kind("shipment", id="shipment2", source="inventory6", target="customer1"),
    )
    steps = [node.id for node in chain if node.kind == "process"]
    flows = (*shipments, *pushed(chain), *messages("manual", *steps))
    return stream(nodes, flows, "Product family")


def office_flow() -> ValueStream:
    chain = line(OFFICE, Queue, ends=False)
    right = EDGE + 5 * STRIDE
    nodes = (*corners(right, ("Applicant", "Case system", "Applicant")), *chain)
    ends = (
        flow_of_kind("move", id="move1", source="supplier1", target="queue1"),
        flow_of_kind("move", id="move2", source="process5", target="customer1"),
    )
    flows = (*ends, *pushed(chain), *messages("electronic", "process1", "process4")[2:])
    return stream(nodes, flows, "Service", options=Options(lead_time_mode="waits_plus_process"))


TEMPLATES = {
    "title-block.vsm": title_block,
    "frame.vsm": frame,
    "five-processes.vsm": five_processes,
    "office-flow.vsm": office_flow,
}


def main() -> None:
    """Write every template."""
    OUT.mkdir(parents=True, exist_ok=True)
    for name, make in TEMPLATES.items():
        save(make(), OUT / name)
        sys.stdout.write(f"{OUT / name}\n")


if __name__ == "__main__":
    main()
