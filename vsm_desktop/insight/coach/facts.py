"""What the coach needs to know of a map: pace, demand, steps and the stocks between them."""

from __future__ import annotations

from collections.abc import Callable
from math import isfinite
from typing import Any, TypeVar

from msgspec import Struct

from vsm_desktop.edit.growth import Box, SizeOf
from vsm_desktop.insight.coach.pacemaker import pacemaker_of, processes_in_order
from vsm_desktop.metrics.clock import Clock, clock_of
from vsm_desktop.metrics.figure import Why
from vsm_desktop.metrics.measure import measure
from vsm_desktop.metrics.report import Report, StepReport
from vsm_desktop.metrics.splits import label
from vsm_desktop.metrics.takt import per_day
from vsm_desktop.model.display import duration, lead_time, plain, rounded
from vsm_desktop.model.fields import STOCKS
from vsm_desktop.model.flows import MaterialFlow
from vsm_desktop.model.nodes import Customer, Node, Process, Stock, Supermarket
from vsm_desktop.model.quantity import Quantity
from vsm_desktop.model.stream import State, ValueStream

T = TypeVar("T")
_THROUGH = ("transport", "junction")


class Wishes(Struct, frozen=True):
    """What a person decides, not the map: days of stock for swings of the customer and for own losses, every how many
    days each part is to be made and material to be delivered, and the longest changeover to be asked for in seconds.

    With an `epe_days` of None it is one shift. The defaults are those of Acme Stamping (Rother & Shook): 2 days of
    finished goods, 1 day of stampings, 1.5 days of coils, changeovers below ten minutes.
    """

    buffer_days: float = 1.0
    safety_days: float = 0.5
    epe_days: float | None = None
    delivery_days: float = 1.0
    changeover_s: float = 600.0


class Facts(Struct, frozen=True):
    """A state and what is known of it; numbers are None where they are not known, `planned_s` is takt x target."""

    stream: ValueStream
    state: State
    report: Report
    wishes: Wishes
    clock: Clock
    taken: frozenset[str]
    size_of: SizeOf
    takt_s: float | None
    planned_s: float | None
    target: float
    demand: float | None
    processes: tuple[Process, ...]
    ins: dict[str, tuple[MaterialFlow, ...]]
    outs: dict[str, tuple[MaterialFlow, ...]]
    pacemaker: Process | None
    nodes: dict[str, Node]
    steps: dict[str, StepReport]
    worked_out: dict[str, Any]

    def once(self, key: str, make: Callable[[], T]) -> T:
        """What several questions need, worked out by the first of them."""
        if key not in self.worked_out:
            self.worked_out[key] = make()
        found: T = self.worked_out[key]
        return found

    def node(self, id_: str) -> Node:
        """A node of the map that is there."""
        return self.nodes[id_]

    @property
    def customer(self) -> Customer | None:
        """The customer, the one with the most demand where there are several."""
        every = (node for node in self.state.nodes if isinstance(node, Customer))
        return self.once("customer", lambda: max(every, key=self._demand_of, default=None))

    def _demand_of(self, customer: Customer) -> float:
        if customer.demand_by_variant:
            return sum(per_day(one.quantity, self.clock) for one in customer.demand_by_variant)
        return per_day(customer.demand, self.clock) if customer.demand else 0.0

    @property
    def service(self) -> bool:
        """Whether orders, papers or people flow, which nobody can make ahead: all that waits is in queues."""
        kinds = {node.kind for node in self.state.nodes if node.kind in STOCKS}
        return kinds == {"queue"}

    @property
    def last(self) -> Process | None:
        """The process nearest to the customer."""
        return self.processes[-1] if self.processes else None

    @property
    def setter(self) -> Process | None:
        """The process that is, or should be, the pacemaker: the marked one; else the first of those from which work can
        go to the customer without a stock on the way but lanes and finished goods (Rother & Shook, p. 49)."""
        return self.once("setter", self._find_setter)

    def _find_setter(self) -> Process | None:
        last = self.last
        if (self.pacemaker is not None and self.pacemaker.pacemaker) or last is None:
            return self.pacemaker
        found, ahead, seen = {last.id}, [last.id], {last.id}
        while ahead:
            for flow in self.ins.get(ahead.pop(), ()):
                node = self.node(flow.source)
                if flow.kind in ("rework", "shipment") or node.id in seen:
                    continue
                seen.add(node.id)
                if node.kind in ("process", "fifo", "junction"):
                    ahead.append(node.id)
                    if node.kind == "process":
                        found.add(node.id)
        return next(one for one in self.processes if one.id in found)

    @property
    def goods(self) -> Stock | None:
        """The stock the customer is served from, behind the last process."""
        customer = self.customer
        return self.once("goods", lambda: self._stock_before(customer.id)) if customer else None

    def _stock_before(self, id_: str) -> Stock | None:
        ahead, seen = [id_], {id_}
        while ahead:
            for flow in self.ins.get(ahead.pop(), ()):
                node = self.node(flow.source)
                if isinstance(node, Stock):
                    return node
                if node.kind in _THROUGH and node.id not in seen:
                    seen.add(node.id)
                    ahead.append(node.id)
        return None

    def before(self, id_: str) -> list[Node]:
        """What a stock is fed by: the steps and suppliers before it, transports and dots passed through."""
        return self._ends(id_, self.ins, lambda flow: flow.source)

    def behind(self, id_: str) -> list[Node]:
        """What takes from a stock: the steps and customers behind it, transports and dots passed through."""
        return self._ends(id_, self.outs, lambda flow: flow.target)

    def _ends(
        self, id_: str, arrows: dict[str, tuple[MaterialFlow, ...]], end: Callable[[MaterialFlow], str]
    ) -> list[Node]:
        found: list[Node] = []
        ahead, seen = [id_], {id_}
        while ahead:
            for flow in arrows.get(ahead.pop(), ()):
                node = self.node(end(flow))
                if node.id in seen or flow.kind == "rework":
                    continue
                seen.add(node.id)
                if node.kind in _THROUGH:
                    ahead.append(node.id)
                else:
                    found.append(node)
        return found

    def upstream(self, id_: str, *, to_market: bool = False) -> set[str]:
        """The ids of all nodes the material of one comes through, itself not; on request up to the next supermarket."""
        found: set[str] = set()
        ahead = [id_]
        while ahead:
            for flow in self.ins.get(ahead.pop(), ()):
                if flow.kind == "rework" or flow.source in found:
                    continue
                if to_market and isinstance(self.node(flow.source), Supermarket):
                    continue
                found.add(flow.source)
                ahead.append(flow.source)
        return found

    def seconds(self, value: Quantity | None) -> float | None:
        """A time at a machine in seconds; None where it is not entered or has no length."""
        figure = None if value is None else self.clock.working_seconds(value)
        return None if figure is None or isinstance(figure, Why) or not isfinite(figure) else figure

    def station_s(self, process: Process) -> float | None:
        """Seconds between two pieces of a process when it runs: C/T over its stations."""
        ct = self.seconds(process.ct)
        return None if ct is None else ct / (process.stations.value if process.stations else 1.0)

    def work_s(self, process: Process) -> float | None:
        """The work in one piece at a process: P/T, else C/T."""
        return self.seconds(process.pt if process.pt is not None else process.ct)

    def beat_s(self, process: Process) -> float | None:
        """Every how many seconds a piece is due at a process: takt, longer where only a share of the pieces passes."""
        needed = self.step(process.id, "required_per_day")
        if self.takt_s is None or not needed or not self.demand:
            return self.takt_s
        return self.takt_s * self.demand / needed

    def waiting(self, in_days: float) -> str:
        """Days of waiting as people read them: short ones in hours or minutes."""
        day_s = self.report.day_s
        return " ".join(lead_time(in_days, in_days * day_s if day_s else None, self.state.options.time_unit))

    def step(self, id_: str, key: str) -> float | None:
        """A metric of one step."""
        step = self.steps.get(id_)
        return step.metrics[key].number if step and key in step.metrics else None

    def why(self, key: str) -> str:
        """Why a metric of the map is not known."""
        return self.report.metrics[key].reason

    def time(self, value: float) -> str:
        """Working seconds as people read them on this map."""
        return " ".join(duration(value, self.state.options.time_unit))


def facts_of(stream: ValueStream, state_id: str, wishes: Wishes, size_of: SizeOf | None = None) -> Facts:
    """Look at a state. Raises KeyError for one the stream does not have."""
    state, report = stream.state(state_id), measure(stream, state_id)
    takt = report.number("takt_s")
    chosen = state.options.planned_cycle
    target = chosen.base if chosen is not None else 1.0
    ins: dict[str, list[MaterialFlow]] = {}
    outs: dict[str, list[MaterialFlow]] = {}
    for flow in state.flows:
        if isinstance(flow, MaterialFlow):
            ins.setdefault(flow.target, []).append(flow)
            outs.setdefault(flow.source, []).append(flow)
    return Facts(
        stream=stream,
        state=state,
        report=report,
        wishes=wishes,
        clock=clock_of(stream.calendar_of(state), state.options),
        taken=stream.ids().union(burst.id for burst in stream.bursts),
        size_of=size_of or usual_size,
        takt_s=takt,
        planned_s=None if takt is None else takt * target,
        target=target,
        demand=report.number("daily_demand"),
        processes=tuple(processes_in_order(state)),
        ins={id_: tuple(flows) for id_, flows in ins.items()},
        outs={id_: tuple(flows) for id_, flows in outs.items()},
        pacemaker=pacemaker_of(state),
        nodes={node.id: node for node in state.nodes},
        steps={step.id: step for step in report.steps},
        worked_out={},
    )


def usual_size(node: Node) -> Box:
    """About how large a symbol is with its data box, for those who do not draw."""
    rows = sum(1 for row in node.fields() if row.in_box and getattr(node, row.key, None) not in (None, ()))
    half = 54.0 if node.kind in ("process", "customer", "supplier", "control") else 24.0
    return (-half, -36.0, half, 36.0 + 18.0 * rows)


def named(node: Node) -> str:
    """What a symbol is called in a sentence, in one line."""
    return label(node)


def many(values: list[str]) -> str:
    """Names in a row."""
    return ", ".join(values)


def amount(value: float) -> str:
    """A number with at most two decimals."""
    return plain(round(value, 2))


def whole(value: float) -> str:
    """Whole pieces."""
    return rounded(value, 0)
