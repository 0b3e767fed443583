"""Small streams for the workbook's tests, and random ones."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from random import Random
from typing import Any, TypeVar

from vsm_desktop.model.calendar import Calendar
from vsm_desktop.model.flows import MaterialFlow
from vsm_desktop.model.nodes import (
    NODE_CLASSES,
    Customer,
    Fifo,
    Inventory,
    Junction,
    NodeBase,
    Process,
    Supplier,
    Transport,
)
from vsm_desktop.model.options import Options
from vsm_desktop.model.quantity import Provenance, Quantity, VariantQuantity
from vsm_desktop.model.quantity import quantity as q
from vsm_desktop.model.stream import State, ValueStream

T = TypeVar("T")
TWO_SHIFTS = Calendar(
    shifts_per_day=q(2, "x"), shift=q(8, "h"), break_per_shift=q(20, "min"), days_per_month=q(20, "x")
)


def stream_of(
    nodes: Sequence[NodeBase],
    arrows: Sequence[tuple[Any, ...]],
    calendar: Calendar = TWO_SHIFTS,
    **options: Any,
) -> ValueStream:
    """Nodes, and arrows as (source, target) or (source, target, what is entered on it)."""
    flows = tuple(
        MaterialFlow(id=f"arrow{i}", source=source, target=target, **(more[0] if more else {}))
        for i, (source, target, *more) in enumerate(arrows)
    )
    state = State(
        id="current",
        name="Current state",
        author="J. Doe",
        nodes=tuple(nodes),
        flows=flows,
        options=Options(**options),
    )
    return ValueStream(name="Steering brackets", site="Acme", calendar=calendar, states=(state,))


def in_a_row(nodes: Sequence[NodeBase], **more: Any) -> ValueStream:
    """Nodes one after the other."""
    return stream_of(nodes, [(a.id, b.id) for a, b in pairwise(nodes)], **more)


def pair(left: float, right: float, unit: str = "pc") -> tuple[VariantQuantity, ...]:
    return (
        VariantQuantity(variant="LH", quantity=q(left, unit)),
        VariantQuantity(variant="RH", quantity=q(right, unit)),
    )


def process(id_: str, ct: float, co: float = 0, uptime: float = 1, **more: Any) -> Process:
    fields = {"ct": q(ct, "s"), "co": q(co, "s"), "uptime": q(uptime, "1"), "operators": q(1, "x")} | more
    return Process(id=id_, **({"name": id_.capitalize()} | fields))


def acme(**options: Any) -> ValueStream:
    """After Learning to See: 23.6 days, 188 s, takt 60 s."""
    nodes = [
        Supplier(id="supplier", name="Michigan Steel"),
        Inventory(id="coils", name="Steel coils", days=q(5, "day")),
        process("stamping", 1, 3600, 0.85, epe=q(2, "week"), shared=True),
        Inventory(id="stamped", qty_by_variant=pair(4600, 2400)),
        process("weld1", 39, 600),
        Inventory(id="welded1", qty_by_variant=pair(1100, 600)),
        process("weld2", 46, 600, 0.8, name="=cmd|' /C calc'!A0"),
        Inventory(id="welded2", qty_by_variant=pair(1600, 850)),
        process("assembly1", 62, va="VA"),
        Inventory(id="assembled1", qty_by_variant=pair(1200, 640)),
        process("assembly2", 40, ca=q(0.9, "1")),
        Inventory(id="finished", name="+Finished\x07 goods", qty_by_variant=pair(2700, 1440)),
        Transport(id="truck", name="@truck", time=q(0, "day"), interval=q(1, "day")),
        Customer(id="customer", name="-State Street", demand_by_variant=pair(12000, 6400, "pc/month")),
    ]
    return in_a_row(nodes, **options)


def merging(**options: Any) -> ValueStream:
    """Two sub-assemblies, both needed: the longest counts; kits of two, scrap on the way."""
    nodes = [
        Inventory(id="raw_a", qty=q(920, "pc")),
        process("make_a", 40, scrap=q(0.02, "1")),
        Inventory(id="raw_b", qty=q(3 * 920, "pc"), usage=q(2, "x")),
        process("make_b", 120, stations=q(3, "x"), va="NNVA"),
        Transport(id="from_b", time=q(4, "h"), interval=q(1, "day"), distance=q(262, "km")),
        process("assemble", 30, 1800, 0.9, batch=q(100, "pc"), pt=q(90, "s"), wait=q(1, "h")),
        Fifo(id="lane", max=q(46, "pc")),
        process("pack", 20, oee=q(0.75, "1"), shifts=q(1, "x")),
        Customer(id="customer", demand=q(920, "pc/day")),
    ]
    arrows = [
        ("raw_a", "make_a"),
        ("make_a", "assemble"),
        ("raw_b", "make_b"),
        ("make_b", "from_b"),
        ("from_b", "assemble", {"pieces_per_unit": q(2, "x")}),
        ("assemble", "lane"),
        ("lane", "pack"),
        ("pack", "customer"),
    ]
    return stream_of(nodes, arrows, **options)


def network(**options: Any) -> ValueStream:
    """Ways that part and join without being a nest of branches: the longest of all."""
    times = {"a": 30, "b": 200, "c": 90, "d": 60, "e": 150, "f": 20}
    nodes = [
        *(process(id_, ct) for id_, ct in times.items()),
        Customer(id="customer", demand=q(100, "pc/day")),
    ]
    arrows = ["ab", "ac", "bd", "be", "ce", "df", "ef"]
    return stream_of(nodes, [*((a, b) for a, b in arrows), ("f", "customer")], **options)


def rework(**options: Any) -> ValueStream:
    """One of two finishes by share, then a test that sends back, over a repair bench."""
    nodes = [
        process("cut", 30),
        process("standard", 50, va_time=q(20, "s"), nnva_time=q(10, "s")),
        Inventory(id="special_stock", qty=q(92, "pc")),
        process("special", 200, fpy=q(0.95, "1")),
        Junction(id="dot"),
        process("test", 60, scrap=q(0.01, "1")),
        process("repair", 300, lt=q(1, "day")),
        Customer(id="customer", demand=q(920, "pc/day")),
    ]
    arrows = [
        ("cut", "standard", {"share": q(70, "%")}),
        ("cut", "special_stock", {"share": q(30, "%")}),
        ("special_stock", "special"),
        ("standard", "dot"),
        ("special", "dot"),
        ("dot", "test"),
        ("test", "repair", {"repeat": q(5, "%")}),
        ("repair", "test"),
        ("test", "customer"),
    ]
    return stream_of(nodes, arrows, **options)


def half_built(**options: Any) -> ValueStream:
    """No demand, a process without times, a stock nobody counted."""
    nodes = [
        Inventory(id="counted", qty=q(500, "pc")),
        process("known", 30),
        Process(id="unknown", name="Not looked at"),
        Inventory(id="uncounted"),
        Customer(id="customer", name="Somebody"),
    ]
    return in_a_row(nodes, calendar=Calendar(), **options)


def estimated() -> ValueStream:
    """A value somebody guessed."""
    guess = Provenance(kind="estimated", by="Ann", date="2024-05-01", n=3)
    node = Process(id="weld", name="Weld", ct=Quantity(value=0.5, unit="min", typed="0.5 min", source=guess))
    return in_a_row([node, Customer(id="customer", demand=q(10, "pc/day"))])


def per_hour(**more: Any) -> ValueStream:
    """Demand told by the hour of working time."""
    return in_a_row([process("weld", 20), Customer(id="customer", demand=q(120, "pc/h"))], **more)


def random_stream(seed: int) -> ValueStream:
    """Any map somebody might have drawn, right or wrong."""
    r = Random(seed)
    count = r.randint(1, 12)
    nodes = [_node(r, i) for i in range(count)]
    customers = [
        Customer(
            id=f"c{i}", demand=_maybe(r, 0.85, lambda: _demand(r)), shifts=_maybe(r, 0.2, lambda: q(2, "x"))
        )
        for i in range(r.choice([0, 1, 1, 1, 1, 2]))
    ]
    bushy = r.choice([0, 0, 0.2, 0.4])
    arrows: list[tuple[Any, ...]] = []
    for i in range(1, count):
        source = i - 1 if r.random() > bushy else r.randrange(i)
        more = {"pieces_per_unit": q(2, "x")} if r.random() < 0.1 else {}
        arrows.append((f"n{source}", f"n{i}", more))
        if i > 1 and r.random() < bushy:
            arrows.append((f"n{r.randrange(i)}", f"n{i}", {}))
    arrows += [(f"n{r.randrange(count // 2, count)}", customer.id, {}) for customer in customers]
    if arrows and r.random() < 0.35:
        split = r.choice(arrows)[0]
        outs = [arrow for arrow in arrows if arrow[0] == split]
        if len(outs) > 1:
            for arrow in outs:
                arrow[2]["share"] = q(1 / len(outs), "1")
    if count > 2 and r.random() < 0.3:
        i = r.randrange(1, count)
        arrows.append((f"n{i}", f"n{r.randrange(i + 1)}", {"repeat": q(r.choice([0, 0.1, 0.25]), "1")}))
    return stream_of([*nodes, *customers], arrows, _calendar(r), **_options(r))


def _maybe(r: Random, chance: float, make: Callable[[], T]) -> T | None:
    return make() if r.random() < chance else None


def _time(r: Random) -> Quantity:
    return q(r.choice([0, 1, 30, 45.5, 120, 3600]), r.choice(["s", "s", "min", "h", "day", "week", "shift"]))


def _demand(r: Random) -> Quantity:
    units = ["pc/day", "pc/month", "pc/week", "pc/shift", "pc/year"]
    return q(r.choice([0, 460, 18400]), r.choice(units))


def _node(r: Random, i: int) -> NodeBase:
    kind = r.choice(["process"] * 5 + ["inventory", "queue", "supermarket", "fifo", "transport", "junction"])
    name = r.choice(["", "=A1+1", 'Paint "x"', f"Step {i}"])
    if kind == "junction":
        return Junction(id=f"n{i}")
    chances: dict[str, tuple[float, Callable[[], Any]]] = {
        "transport": {"time": (0.8, _t), "interval": (0.5, _t), "distance": (0.3, lambda _r: q(12, "km"))},
        "process": _PROCESS,
    }.get(kind, _STOCK)
    entered = {key: make(r) for key, (chance, make) in chances.items() if r.random() < chance}
    return NODE_CLASSES[kind](id=f"n{i}", name=name, **entered)


_t = _time
_PROCESS: dict[str, Any] = {
    "ct": (0.85, _t),
    "pt": (0.3, _t),
    "lt": (0.15, _t),
    "wait": (0.3, _t),
    "co": (0.5, _t),
    "batch": (0.4, lambda r: q(r.choice([1, 10, 100]), "pc")),
    "uptime": (0.5, lambda r: q(r.choice([0.5, 0.9, 1]), "1")),
    "oee": (0.15, lambda r: q(0.6, "1")),
    "scrap": (0.4, lambda r: q(r.choice([0, 0.1, 0.02]), "1")),
    "ca": (0.3, lambda r: q(0.9, "1")),
    "fpy": (0.2, lambda r: q(0.8, "1")),
    "stations": (0.3, lambda r: q(r.choice([1, 2, 3]), "x")),
    "operators": (0.5, lambda r: q(r.choice([0.5, 1, 2]), "x")),
    "shifts": (0.1, lambda r: q(1, "x")),
    "va": (0.3, lambda r: r.choice(["VA", "NNVA", "NVA"])),
    "va_time": (0.1, _t),
    "nnva_time": (0.1, _t),
}
_STOCK: dict[str, Any] = {
    "qty": (0.7, lambda r: q(r.choice([0, 100, 1234]), "pc")),
    "days": (0.25, _t),
    "usage": (0.2, lambda r: q(2, "x")),
    "max": (0.3, lambda r: q(500, "pc")),
    "qty_by_variant": (0.2, lambda r: pair(3, 4)),
}


def _calendar(r: Random) -> Calendar:
    entered: dict[str, tuple[float, Callable[[], Quantity]]] = {
        "shifts_per_day": (0.8, lambda: q(r.choice([1, 2, 3]), "x")),
        "shift": (0.8, lambda: q(8, "h")),
        "break_per_shift": (0.5, lambda: q(20, "min")),
        "available_per_day": (0.15, lambda: q(r.choice([0, 15]), "h")),
        "days_per_week": (0.5, lambda: q(5, "x")),
        "days_per_month": (0.5, lambda: q(21, "x")),
    }
    return Calendar(**{key: make() for key, (chance, make) in entered.items() if r.random() < chance})


def _options(r: Random) -> dict[str, Any]:
    found: dict[str, Any] = {
        "lead_time_mode": r.choice(["waits_plus_process", "waits_only"]),
        "day_base": r.choice(["working", "gross_shift", "hours_per_day", "clock_24h"]),
        "branch_time_mode": r.choice(["critical_path", "longest_rung", "sum"]),
        "rework_mode": r.choice(["geometric", "single_pass"]),
        "batch_mode": r.choice(["one_piece", "one_piece", "whole_batch"]),
        "dispatch_wait": r.random() < 0.3,
        "stock_rate": r.choice(["demand", "demand", "throughput"]),
    }
    if r.random() < 0.7:
        found["hours_per_day"] = q(10, "h")
    if r.random() < 0.7:
        found["throughput"] = q(2000, "pc/week")
    return found
