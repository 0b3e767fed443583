"""From a case to a drawn map: nodes, arrows and, where a flow splits or joins without a step, junctions."""

from __future__ import annotations

from typing import Any, NamedTuple

from vsm_desktop.model.calendar import Calendar
from vsm_desktop.model.fields import Field, fields_of
from vsm_desktop.model.flows import MaterialFlow
from vsm_desktop.model.nodes import NODE_CLASSES, Customer, Junction, NodeBase
from vsm_desktop.model.options import Options
from vsm_desktop.model.quantity import Quantity, VariantQuantity, quantity
from vsm_desktop.model.stream import State, ValueStream
from vsm_desktop.model.value import Point

CUSTOMER = "customer"
KINDS = {"shipment": "transport"}
PLAIN = {"time": "s", "pieces": "pc", "rate": "pc/day", "ratio": "1", "count": "x", "distance": "m"}
PITCH = 180.0


class Tail(NamedTuple):
    """A loose end of the drawing: the node it comes from, what is entered on its arrow, and whether ways part there."""

    node: str
    entered: dict[str, float]
    parting: bool = False


def stream_of(case: dict[str, Any], options: dict[str, Any]) -> ValueStream:
    """The map of a case as a document with one state; `options` come on top of the case's own."""
    sketch = Sketch(case)
    chosen = dict(case.get("options", {})) | options
    if "throughput_per_day" in case:
        chosen["throughput_per_day"] = case["throughput_per_day"]
    state = State(
        id="current",
        name=case.get("title") or case.get("name", ""),
        options=Options(**data_of("options", chosen), **_choices(chosen)),
        nodes=tuple(_placed(sketch)),
        flows=tuple(sketch.flows),
    )
    calendar = Calendar(**data_of("calendar", case.get("calendar", {})))
    return ValueStream(name=case.get("title", ""), shown_state="current", calendar=calendar, states=(state,))


def data_of(kind: str, entered: dict[str, Any]) -> dict[str, Any]:
    """The fields of the table from a case's keys, in base units as the case gives them."""
    found: dict[str, Any] = {}
    for field in (field for field in fields_of(kind) if field.shape != "text"):
        for key, unit in _keys(field):
            if entered.get(key) is not None:
                found[field.key] = _value(field, entered[key], unit)
    return found


def _keys(field: Field) -> tuple[tuple[str, str], ...]:
    """The names a field has in a case, each with its unit."""
    if field.key == "hours_per_day":
        return ((field.json, "h"),)
    plain = PLAIN.get(field.dimension or "", "")
    if field.dimension != "time":
        return ((field.json, plain),)
    in_days = field.json_days or f"{field.json.removesuffix('_s')}_days"
    return ((field.json, plain), (in_days, "day"))


def _value(field: Field, value: Any, unit: str) -> Any:
    if field.shape == "variants":
        return tuple(VariantQuantity(variant=name, quantity=quantity(v, unit)) for name, v in value.items())
    return quantity(value, unit) if field.shape == "quantity" else value


def _choices(entered: dict[str, Any]) -> dict[str, Any]:
    """The options that are no quantities."""
    quantities = {name for field in fields_of("options") for name in (field.key, field.json)}
    return {name: value for name, value in entered.items() if name not in quantities}


def _demand(case: dict[str, Any]) -> dict[str, Any]:
    demand = case.get("demand")
    if not demand:
        return {}
    unit = f"pc/{demand['per']}"
    if "mix" in demand:
        mix = [
            VariantQuantity(variant=p["variant"], quantity=quantity(p["quantity"], unit))
            for p in demand["mix"]
        ]
        return {"demand_by_variant": tuple(mix)}
    return {"demand": quantity(demand["quantity"], unit)}


class Sketch:
    """The nodes and arrows of one case while they are drawn."""

    def __init__(self, case: dict[str, Any]) -> None:
        self.steps = {step["id"]: step for step in case["steps"]}
        self.nodes: dict[str, NodeBase] = {}
        self.flows: list[MaterialFlow] = []
        self.drawn: set[str] = set()
        for step in case["steps"]:
            self.nodes[step["id"]] = node_of(step)
        pack: dict[str, Quantity] = {"pack": quantity(case["pack"], "pc")} if "pack" in case else {}
        customer = Customer(id=self.free(CUSTOMER), name="Customer", **_demand(case), **pack)
        if "edges" in case:
            tails = self.edges(case["edges"])
        else:
            tails = self.row(case.get("flow", list(self.steps)), [])
        self.nodes[customer.id] = customer
        for tail in tails:
            self.arrow(tail, customer.id)

    def free(self, name: str) -> str:
        """An id no step of the case and no node has."""
        while name in self.nodes:
            name += "~"
        return name

    def arrow(self, tail: Tail, target: str) -> None:
        """Draw an arrow from a loose end."""
        entered = {key: quantity(value, "1") for key, value in tail.entered.items()}
        id_ = self.free(f"arrow{len(self.flows) + 1}")
        self.flows.append(MaterialFlow(id=id_, source=tail.node, target=target, **entered))

    def junction(self, tails: list[Tail]) -> str:
        """A dot where these meet."""
        id_ = self.free(f"dot{len(self.nodes) + 1}")
        self.nodes[id_] = Junction(id=id_)
        for tail in tails:
            self.arrow(tail, id_)
        return id_

    def point(self, tails: list[Tail]) -> str:
        """One place to split from: the step itself if nothing else leaves it, else a dot."""
        if len(tails) == 1 and not tails[0].entered and not tails[0].parting:
            node = tails[0].node
            if not any(flow.source == node for flow in self.flows):
                return node
        return self.junction(tails)

    def row(self, flow: list[Any], tails: list[Tail]) -> list[Tail]:
        """Draw a flow behind these loose ends and give back its own."""
        for element in flow:
            if isinstance(element, str):
                tails = self.step(element, tails)
            elif "parallel" in element:
                tails = self.parallel(element["parallel"], tails)
            elif "choice" in element:
                tails = self.choice(element["choice"], tails)
            else:
                tails = self.loop(element["loop"], tails)
        return tails

    def step(self, id_: str, tails: list[Tail]) -> list[Tail]:
        """A step; one that was drawn before is drawn once more as the same step."""
        if id_ in self.drawn:
            number = 2
            while f"{id_}~{number}" in self.nodes:
                number += 1
            again = f"{id_}~{number}"
            same = {"same_as": id_} if self.steps[id_]["kind"] == "process" else {}
            self.nodes[again] = node_of(self.steps[id_] | {"id": again}, same)
            id_ = again
        self.drawn.add(id_)
        for tail in tails:
            self.arrow(tail, id_)
        return [Tail(id_, {})]

    def parallel(self, branches: list[list[Any]], tails: list[Tail]) -> list[Tail]:
        """All branches; at the very beginning each has its own start."""
        start = [] if not tails and all(branches) else [Tail(self.point(tails), {}, parting=True)]
        return [tail for branch in branches for tail in self.row(branch, start)]

    def choice(self, ways: list[dict[str, Any]], tails: list[Tail]) -> list[Tail]:
        """One of several ways, each with its share; they meet in the next step, or in a dot."""
        point = self.point(tails)
        return [
            tail for way in ways for tail in self.row(way["flow"], [Tail(point, {"share": way["share"]})])
        ]

    def loop(self, loop: dict[str, Any], tails: list[Tail]) -> list[Tail]:
        """A flow with an arrow back to its beginning. One arrow cannot send back everything; two can."""
        start = self.junction(tails)
        end = self.point(self.row(loop["flow"], [Tail(start, {})]))
        repeat = loop["repeat_probability"]
        for part in [repeat] if repeat < 1 else [0.5, 0.5]:
            self.arrow(Tail(end, {"repeat": part}), start)
        return [Tail(end, {})]

    def edges(self, edges: list[list[str]]) -> list[Tail]:
        """Arrows as listed; every join waits for all."""
        for source, target in edges:
            self.arrow(Tail(source, {}), target)
        sources = {source for source, _target in edges}
        return [Tail(id_, {}) for id_ in dict.fromkeys(t for _s, t in edges) if id_ not in sources]


def node_of(step: dict[str, Any], more: dict[str, Any] | None = None) -> NodeBase:
    """A step of a case as a node of the map."""
    kind = KINDS.get(step["kind"], step["kind"])
    return NODE_CLASSES[kind](id=step["id"], name=step.get("name", ""), **data_of(kind, step), **(more or {}))


def _placed(sketch: Sketch) -> list[NodeBase]:
    """The nodes in a row, customer last."""
    return [node.evolve(at=Point(x=PITCH * i, y=300.0)) for i, node in enumerate(sketch.nodes.values())]
