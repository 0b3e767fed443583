"""Random documents for properties: any kinds, any fields of the field table, unknown things among them."""

from __future__ import annotations

from functools import cache
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from vsm_desktop.edit.changes import difference
from vsm_desktop.edit.deriving import promisable
from vsm_desktop.model.calendar import Calendar
from vsm_desktop.model.fields import EVERY_FLOW, Field, fields_of
from vsm_desktop.model.flows import Flow, UnknownFlow, flow_of_kind
from vsm_desktop.model.kaizen import STATUSES, WASTES, Kaizen
from vsm_desktop.model.names import Named
from vsm_desktop.model.nodes import NODE_CLASSES, Node, Unknown
from vsm_desktop.model.options import Options
from vsm_desktop.model.own import OwnField, OwnTotal, OwnValue
from vsm_desktop.model.quantity import Provenance, Quantity, VariantQuantity, quantity
from vsm_desktop.model.source import SheetSource
from vsm_desktop.model.stream import State, ValueStream
from vsm_desktop.model.units import UNITS
from vsm_desktop.model.value import Point
from vsm_desktop.model.work import WorkElement

CALM = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]


def runs(examples: int, **more: Any) -> settings:
    """Settings of a property: so many examples, no stop watch."""
    return settings(max_examples=examples, deadline=None, suppress_health_check=CALM, **more)


WORDS = st.sampled_from(
    ["", "Weld", "Spot weld 2", "Müller & Söhne", "組立", "Ω≤½", 'say "hi"', "a\nb", "🏭"]
)
IDS = tuple("abcdefgh")
POINTS = st.builds(Point, x=st.integers(-200, 1500), y=st.integers(-200, 900))
RED = "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAQAAAACCAIAAADwyuo0AAAAEElEQVR42mM4IScHRwzIHABvCggh7qR9+QAAAABJRU5ErkJggg=="
"""A picture of four by two red pixels."""
PICTURES = st.sampled_from(["", "", "", RED, "data:image/png;base64,AAAA", "no picture"])
PROVENANCE = st.builds(
    Provenance,
    kind=st.sampled_from(["measured", "estimated", "assumed"]),
    by=WORDS,
    n=st.none() | st.integers(1, 50),
    readings=st.sampled_from([(), (), (44.0, 45.5, 44.0)]),
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 5) | st.sampled_from([0.5, 1e300]) | WORDS,
    lambda parts: st.lists(parts, max_size=2) | st.dictionaries(st.sampled_from("pq"), parts, max_size=2),
    max_leaves=4,
)


def quantities(field: Field) -> st.SearchStrategy[Quantity]:
    """Quantities a field accepts, in any unit of its dimension, some of them ranges."""
    units = [unit for unit in UNITS.values() if unit.dimension == field.dimension]

    def made(unit: Any, part: int, other: int | None, source: Provenance | None) -> Quantity:
        def value(part: int) -> float:
            share = (part + 1 if field.low_open else part) / 102
            return round((field.low + (top - field.low) * share) / unit.factor, 4)

        top = min(field.high if field.high is not None else 5000.0, 5000.0)
        if other is None:
            return quantity(value(part), unit.symbol, source=source)
        low, high = sorted((value(part), value(other)))
        if not high:  # from nothing to nothing is no range
            return quantity(high, unit.symbol, source=source)
        if not low:  # less than the high end, or from nothing to there
            return quantity(high, unit.symbol, source=source, low=low, high=high)
        return quantity(low / 2 + high / 2, unit.symbol, source=source, low=low, high=high)

    parts = st.integers(0, 100)
    return st.builds(made, st.sampled_from(units), parts, st.none() | parts, st.none() | PROVENANCE)


@cache  # building a strategy costs more than drawing from it
def values(field: Field) -> st.SearchStrategy[Any]:
    """Values of one field."""
    match field.shape:
        case "quantity":
            return st.none() | quantities(field)
        case "variants":
            parts = st.builds(VariantQuantity, variant=WORDS, quantity=quantities(field))
            return st.lists(parts, max_size=2).map(tuple)
        case "elements":
            times = st.builds(quantity, st.sampled_from([0.0, 5.0, 1.5]), st.sampled_from(["s", "min", "h"]))
            classes = st.sampled_from(["VA", "NNVA", "NVA"])
            elements = st.builds(WorkElement, name=WORDS, time=times, va=classes, operator=WORDS)
            return st.lists(elements, max_size=2).map(tuple)
        case "choice":
            return st.sampled_from([None, *(key for key, _title in field.choices)])
        case "flag":
            return st.booleans()
        case _:
            return WORDS


OWN_FIELDS = (
    OwnField(key="cost", label="Cost", kinds=("process", "inventory")),
    OwnField(key="setup", label="Setup", unit="min", in_box=False),
    OwnField(key="line", label="Line", content="choice", choices=("A", "B"), kinds=("process", "customer")),
    OwnField(key="owner", label="Owner", content="text", kinds=("process", "fifo", "transport", "supplier")),
    OwnField(key="seen", label="Seen", content="date", kinds=("process", "queue")),
    OwnField(key="work", label="Work", content="formula", formula="ct * operators", unit="s"),
    OwnField(
        key="part", label="Part", content="formula", formula="wait / takt", unit="%", kinds=("inventory",)
    ),
    OwnField(key="turn", label="Turn", content="formula", formula="turn + 1"),
)
OWN_TOTALS = (
    OwnTotal(key="people", label="People", field="operators"),
    OwnTotal(key="work", label="Work", field="work", how="critical_path"),
)
OWN_VALUES = st.builds(
    OwnValue,
    key=st.sampled_from(["cost", "setup", "line", "owner", "seen", "gone"]),
    value=st.sampled_from([quantity(3, "x"), quantity(2, "min"), quantity(0, "x")])
    | st.sampled_from(["A", "2026-11-30", "?"]),
)


@cache
def data_of(kind: str, most: int = 3) -> st.SearchStrategy[dict[str, Any]]:
    """Values for some fields of a kind."""
    pairs = [st.tuples(st.just(field.key), values(field)) for field in fields_of(kind)]
    return st.lists(st.one_of(pairs), max_size=most).map(dict)


@st.composite
def nodes(draw: st.DrawFn, id_: str) -> Node:
    """A node of any kind, known or not."""
    kind = draw(st.sampled_from([*NODE_CLASSES, "wormhole", "push"]))
    at = draw(POINTS)
    if kind not in NODE_CLASSES:
        return Unknown(kind=kind, id=id_, at=at, name=draw(WORDS), secret=draw(JSON))
    own = tuple(draw(st.lists(OWN_VALUES, max_size=2, unique_by=lambda one: one.key)))
    common = {"kind": kind, "id": id_, "at": at, "own": own, "picture": draw(PICTURES)}
    return NODE_CLASSES[kind].model_validate(draw(data_of(kind)) | common)


@st.composite
def flows(draw: st.DrawFn, id_: str, ends: list[str]) -> Flow:
    """An arrow of any kind between any two nodes."""
    kind = draw(st.sampled_from([*EVERY_FLOW, "telepathy"]))
    common: dict[str, Any] = {
        "id": id_,
        "source": draw(st.sampled_from(ends)),
        "target": draw(st.sampled_from(ends)),
        "bends": tuple(draw(st.lists(POINTS, max_size=2))),
    }
    if kind == "telepathy":
        return UnknownFlow(kind=kind, **common, secret=draw(JSON))
    return flow_of_kind(kind, **common, **draw(data_of(kind, most=2)))


NAMES = st.lists(
    st.builds(Named, key=st.sampled_from(["field.ct", "symbol.inventory", "field.later"]), text=WORDS),
    max_size=3,
    unique_by=lambda one: one.key,
).map(tuple)
SOURCES = st.none() | st.builds(
    SheetSource,
    file=st.sampled_from(["/data/March 2026.xlsx", "C:\\data\\März.ods"]),
    sheet=WORDS,
    range=st.sampled_from(["", "A4:H12"]),
    modified=st.integers(0, 2**62),
)
CALENDARS = data_of("calendar").map(lambda data: Calendar(**data))


@st.composite
def options(draw: st.DrawFn) -> Options:
    return Options(
        lead_time_mode=draw(st.sampled_from(["waits_plus_process", "waits_only"])),
        day_base=draw(st.sampled_from(["working", "gross_shift", "hours_per_day", "clock_24h"])),
        dispatch_wait=draw(st.booleans()),
        **({"empty_rows": draw(st.booleans())} | draw(data_of("options", most=2))),
    )


@st.composite
def states(draw: st.DrawFn, id_: str = "current", most: int = 5) -> State:
    """A map: ids come from a small pool, so that two maps share some, perhaps with another kind of element."""
    order = draw(st.permutations(IDS))
    count = draw(st.integers(0, most))
    arrows = draw(st.integers(0, 3)) if count else 0
    ids = list(order[:count])
    return State(
        id=id_,
        name=draw(WORDS),
        kind=draw(st.sampled_from(["current", "future", "ideal", "scenario"])),
        date=draw(st.sampled_from(["", "2025-03-12"])),
        author=draw(WORDS),
        calendar=draw(st.none() | CALENDARS),
        paper=draw(st.sampled_from(["A3", "A4", "Letter"])),
        portrait=draw(st.booleans()),
        layout=draw(st.sampled_from(["left_to_right", "right_to_left", "folded"])),
        options=draw(options()),
        names=draw(NAMES),
        source=draw(SOURCES),
        nodes=tuple(draw(nodes(one)) for one in ids),
        flows=tuple(draw(flows(one, ids)) for one in order[count : count + arrows]),
    )


@st.composite
def changed(draw: st.DrawFn, state: State) -> State:
    """Much the same map: reordered, thinned out, one element made anew."""
    parts = list(draw(st.permutations(state.nodes)))
    kept = parts[: draw(st.integers(0, len(parts)))]
    if kept and draw(st.booleans()):
        kept[0] = draw(nodes(kept[0].id))
    ids = {node.id for node in kept}
    loose = [flow for flow in state.flows if {flow.source, flow.target} <= ids]
    return state.evolve(nodes=tuple(kept), flows=tuple(draw(st.permutations(loose))))


@st.composite
def pairs(draw: st.DrawFn) -> tuple[State, State]:
    """Two maps, one made from the other either way round, or unrelated."""
    one = draw(states())
    other = draw(changed(one) if draw(st.integers(0, 2)) else states())
    return (one, other) if draw(st.booleans()) else (other, one)


@st.composite
def kaizens(draw: st.DrawFn, id_: str, base: State) -> Kaizen:
    """A burst that promises whatever leads from a map to a changed one."""
    promises = draw(st.booleans())
    changes = difference(base, draw(changed(base))) if promises else ()
    return Kaizen(
        id=id_,
        title=draw(WORDS),
        kaizen=draw(st.sampled_from([None, "process", "flow"])),
        waste=draw(st.sampled_from([None, *(key for key, _title in WASTES)])),
        problem=draw(WORDS),
        owner=draw(WORDS),
        due=draw(st.sampled_from(["", "2026-12-01"])),
        cost=draw(st.sampled_from([None, quantity(0, "money"), quantity(2500.5, "money")])),
        status=draw(st.sampled_from([key for key, _title in STATUSES])),
        changes=tuple(filter(promisable, changes)),
    )


@st.composite
def streams(draw: st.DrawFn) -> ValueStream:
    """A whole document, in half of the cases with bursts, and with a state made from another one by some of them."""
    ids = draw(st.lists(st.sampled_from(["current", "future", "ideal"]), min_size=1, max_size=2, unique=True))
    maps = [draw(states(one, most=4)) for one in ids]
    bursts: tuple[Kaizen, ...] = ()
    if draw(st.booleans()):
        bursts = tuple(draw(kaizens(f"k{at}", maps[0])) for at in range(draw(st.integers(1, 2))))
        on = tuple(burst.id for burst in bursts if draw(st.booleans()))
        maps[1:] = [one.evolve(base=ids[0], bursts=on) for one in maps[1:]]
    return ValueStream(
        name=draw(WORDS),
        site=draw(WORDS),
        calendar=draw(CALENDARS),
        shown_state=draw(st.sampled_from(["", *ids])),
        own_fields=tuple(draw(st.lists(st.sampled_from(OWN_FIELDS), unique=True, max_size=5))),
        own_totals=draw(st.sampled_from([(), OWN_TOTALS])),
        states=tuple(maps),
        bursts=bursts,
        muted=draw(st.sampled_from([(), ("ct_over_takt",)])),
    )
