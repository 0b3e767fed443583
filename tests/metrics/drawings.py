"""Random drawings: any nodes and arrows a state may hold, sensible or not."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from vsm_desktop.model.calendar import Calendar
from vsm_desktop.model.fields import Field, fields_of
from vsm_desktop.model.flows import FlowBase, InformationFlow, MaterialFlow, UnknownFlow
from vsm_desktop.model.nodes import NODE_CLASSES, NodeBase, Unknown
from vsm_desktop.model.options import Options
from vsm_desktop.model.quantity import Quantity, VariantQuantity, quantity
from vsm_desktop.model.stream import State, ValueStream
from vsm_desktop.model.units import UNITS
from vsm_desktop.model.work import WorkElement

KINDS = sorted(NODE_CLASSES)
EXTREMES = st.sampled_from([0.0, 1e-300, 1e-9, 0.5, 1.0, 3.0, 60.0, 1e9, 1e300])


@st.composite
def quantities(draw: st.DrawFn, field: Field) -> Quantity:
    """Any quantity a field accepts, extremes included."""
    unit = draw(st.sampled_from([unit for unit in UNITS.values() if unit.dimension == field.dimension]))
    low = 1e-300 if field.low_open else field.low
    high = 1e300 if field.high is None else field.high * (0.999 if field.high_open else 1.0)
    value = min(max(draw(EXTREMES | st.floats(0, 1000)), low), high) / (unit.factor if field.high else 1.0)
    return Quantity(value=min(value, high / unit.factor), unit=unit.symbol)


@st.composite
def entered(draw: st.DrawFn, kind: str, empty: float = 0.5) -> dict[str, Any]:
    """Some fields of one kind of element."""
    found: dict[str, Any] = {}
    for field in fields_of(kind):
        if draw(st.floats(0, 1)) < empty or field.shape in ("text", "element"):
            continue
        if field.shape == "quantity":
            found[field.key] = draw(quantities(field))
        elif field.shape == "variants":
            parts = draw(st.lists(quantities(field), max_size=3))
            found[field.key] = tuple(VariantQuantity(variant=str(i), quantity=q) for i, q in enumerate(parts))
        elif field.shape == "elements":
            parts = draw(st.lists(st.integers(0, 90), max_size=3))
            found[field.key] = tuple(WorkElement(time=quantity(s, "s"), operator=str(s % 2)) for s in parts)
        elif field.shape == "choice":
            found[field.key] = draw(st.sampled_from([key for key, _title in field.choices]))
        else:
            found[field.key] = draw(st.booleans())
    return found


@st.composite
def nodes(draw: st.DrawFn, number: int, count: int) -> NodeBase:
    """A node of any kind, known or not."""
    kind = draw(st.sampled_from([*KINDS, "process", "process", "inventory", "customer", "kaizen"]))
    name = draw(st.sampled_from(["", "Weld {1}", "Press\n2", "%s"]))
    if kind not in NODE_CLASSES:
        return Unknown(id=f"n{number}", name=name, kind=kind, extra=1)  # type: ignore[call-arg]
    data = draw(entered(kind))
    if kind == "process" and draw(st.booleans()):
        data["same_as"] = f"n{draw(st.integers(0, count))}"
    return NODE_CLASSES[kind](id=f"n{number}", name=name, **data)


@st.composite
def flows(draw: st.DrawFn, number: int, count: int) -> FlowBase:
    """An arrow between any two nodes, one and the same included."""
    ends = {"source": f"n{draw(st.integers(0, count - 1))}", "target": f"n{draw(st.integers(0, count - 1))}"}
    kind = draw(st.sampled_from(["push"] * 6 + ["pull", "shipment", "manual", "portal"]))
    if kind == "manual":
        return InformationFlow(id=f"a{number}", **ends)
    if kind == "portal":
        return UnknownFlow(id=f"a{number}", kind=kind, **ends)
    return MaterialFlow(id=f"a{number}", kind=kind, **ends, **draw(entered(kind, empty=0.75)))


@st.composite
def states(draw: st.DrawFn) -> State:
    """Any state."""
    count = draw(st.integers(0, 8))
    arrows = draw(st.integers(0, 14)) if count else 0
    return State(
        id="any",
        nodes=tuple(draw(nodes(i, count)) for i in range(count)),
        flows=tuple(draw(flows(i, count)) for i in range(arrows)),
        options=draw(options()),
    )


@st.composite
def options(draw: st.DrawFn) -> Options:
    """Any conventions."""
    return Options(
        lead_time_mode=draw(st.sampled_from(["waits_plus_process", "waits_only"])),
        day_base=draw(st.sampled_from(["working", "gross_shift", "hours_per_day", "clock_24h"])),
        branch_time_mode=draw(st.sampled_from(["critical_path", "longest_rung", "sum"])),
        rework_mode=draw(st.sampled_from(["geometric", "single_pass"])),
        batch_mode=draw(st.sampled_from(["one_piece", "whole_batch"])),
        dispatch_wait=draw(st.booleans()),
        stock_rate=draw(st.sampled_from(["demand", "throughput"])),
        **draw(entered("options")),
    )


@st.composite
def streams(draw: st.DrawFn) -> ValueStream:
    """Any stream of one state."""
    return ValueStream(calendar=Calendar(**draw(entered("calendar"))), states=(draw(states()),))
